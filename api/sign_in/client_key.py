"""The private key with which this service proves to the provider who it is, and what it sends as that proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from authlib.oauth2.rfc7523 import private_key_jwt_sign
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey, import_key

from api.sign_in.tokens import SHORTEST_RSA
from matcher.errors import SettingError

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"  # RFC 7523, 2.2
LIFETIME_S = 60  # it is sent at once and used once


@dataclass(frozen=True, slots=True, repr=False)
class ClientKey:
    """A key of RSA (2048 bits or more) or EC P-256."""

    key: RSAKey | ECKey
    kid: str

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the key in a PEM file; SettingError names the file, never what is in it."""
        try:
            key = import_key(path.read_bytes())
        except (OSError, JoseError, ValueError, TypeError) as error:
            raise SettingError(f"key-file {path} is geen sleutel in PEM; zie docs/sign-in.md") from error
        strong = (isinstance(key, RSAKey) and key.public_key.key_size >= SHORTEST_RSA) or (
            isinstance(key, ECKey) and key.curve_name == "P-256"
        )
        if not isinstance(key, RSAKey | ECKey) or not strong or not key.is_private:
            raise SettingError(f"key-file {path} is geen privésleutel van RSA (2048 bits of meer) of EC P-256")
        return cls(key, key.thumbprint())

    def assertion(self, client_id: str, token_endpoint: str, offered: Sequence[str]) -> str:
        """Return a new proof (`client_assertion`) for one call; `offered` are the algorithms that the provider names."""
        if isinstance(self.key, ECKey):
            algorithm = "ES256"
        else:
            algorithm = "RS256" if offered and "PS256" not in offered else "PS256"  # OIDC NLGov prefers PS256
        signed: str = private_key_jwt_sign(
            self.key, client_id, token_endpoint, alg=algorithm, header={"kid": self.kid}, expires_in=LIFETIME_S
        )
        return signed

    def public_set(self) -> dict[str, Any]:
        """Return the public half as a JWK set, for the provider."""
        return {"keys": [{**self.key.as_dict(private=False), "kid": self.kid, "use": "sig"}]}

"""The private key with which this service proves to the provider who it is, and what it sends as that proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from authlib.oauth2.rfc7523 import private_key_jwt_sign
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc.jwk import ECKey, RSAKey

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
            pem = path.read_bytes()
            found = load_pem_private_key(pem, None)
        except (OSError, UnsupportedAlgorithm, ValueError, TypeError) as error:
            raise SettingError(f"key-file {path} is geen privésleutel in PEM; zie docs/sign-in.md") from error
        if isinstance(found, RSAPrivateKey) and found.key_size >= SHORTEST_RSA:
            rsa = RSAKey.import_key(pem)
            return cls(rsa, rsa.thumbprint())
        if isinstance(found, EllipticCurvePrivateKey) and isinstance(found.curve, SECP256R1):
            ec = ECKey.import_key(pem)
            return cls(ec, ec.thumbprint())
        raise SettingError(f"key-file {path} is geen sleutel van RSA (2048 bits of meer) of EC P-256")

    def assertion(self, client_id: str, token_endpoint: str, offered: Sequence[str]) -> str:
        """Return a new proof (`client_assertion`) for one call; `offered` are the algorithms the provider names."""
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

"""The provider of OpenID Connect: what it says about itself, its keys, and the two steps of the code flow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from api.sign_in.client_key import ASSERTION_TYPE, ClientKey
from api.sign_in.fetching import AWAY, Fetched, fetch
from api.sign_in.pending import Pending
from api.sign_in.tokens import Header, ProviderKey, keys_in, pick
from matcher.errors import SignInError, UnavailableError
from pipelines.settings import now
from pipelines.sign_in_settings import SignInSettings, is_loopback

# A key that we do not know may be new, so the keys are asked for again, but not each time that somebody invents one.
ASK_AGAIN = timedelta(minutes=1)
# After a failure the others are told at once, so that they do not all wait for the same time limit.
REST = timedelta(seconds=5)
WELL_KNOWN = "/.well-known/openid-configuration"  # OpenID Connect Discovery 1.0, 4
REFUSED = "de aanbieder heeft u niet aangemeld; probeer het opnieuw"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a provider says about itself, as far as it is used."""

    authorize: str
    token: str
    jwks: str
    end_session: str | None
    assertion_algorithms: tuple[str, ...]
    names_itself: bool


class Provider:
    """One provider. Its answers are kept for as long as they say, in this process; safe to use from several threads."""

    def __init__(self, settings: SignInSettings, clock: Callable[[], datetime] = now) -> None:
        self.settings = settings
        self.clock = clock
        self.client_key = None if settings.key_file is None else ClientKey.read(settings.key_file)
        self._lock = Lock()
        self._away_until = clock()
        self._metadata: tuple[Metadata, datetime] | None = None
        self._keys: tuple[tuple[ProviderKey, ...], datetime, datetime] | None = None  # keys, asked at, kept until

    def metadata(self) -> Metadata:
        """Return what the provider says about itself; UnavailableError when it does not, or as somebody else."""
        with self._lock:
            if self._metadata is None or self._metadata[1] <= self.clock():
                fetched = self._get(self.settings.issuer.rstrip("/") + WELL_KNOWN)
                self._metadata = (self._read(fetched.document), fetched.until)
            return self._metadata[0]

    def key_for(self, header: Header) -> ProviderKey | None:
        """Return the key that a token names, None when the provider has none like it."""
        address = self.metadata().jwks
        with self._lock:
            at = self.clock()
            if self._keys is None or self._keys[2] <= at:
                self._keys = self._asked_keys(address)
            keys, asked, until = self._keys
            found = pick(keys, header)
            if found is None and asked + ASK_AGAIN <= at:
                self._keys = (keys, at, until)  # also when it fails: else each invented key would be asked for
                self._keys = self._asked_keys(address)
                found = pick(self._keys[0], header)
            return found

    def authorize_url(self, pending: Pending) -> str:
        """Return where to send somebody who wants to sign in."""
        levels = {"acr_values": " ".join(self.settings.acr_values)} if self.settings.acr_values else {}
        url: str = prepare_grant_uri(
            self.metadata().authorize,
            client_id=self.settings.client_id,
            response_type="code",
            redirect_uri=self.settings.redirect_uri,
            scope=" ".join(self.settings.scopes),
            state=pending.state,
            nonce=pending.nonce,
            code_challenge=create_s256_code_challenge(pending.verifier),
            code_challenge_method="S256",
            **levels,
        )
        return url

    def check_issuer(self, said: str | None) -> None:
        """Refuse an answer that came from another provider (RFC 9207)."""
        if said is None and self.metadata().names_itself:
            raise SignInError(REFUSED)
        if said is not None and said != self.settings.issuer:
            raise SignInError(REFUSED)

    def id_token(self, code: str, verifier: str) -> str:
        """Return the ID token for a code; SignInError when the provider refuses the code."""
        metadata = self.metadata()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.settings.redirect_uri,
            "code_verifier": verifier,
        }
        options: dict[str, Any] = {}
        if self.client_key is not None:
            settings = self.settings
            proof = self.client_key.assertion(settings.client_id, metadata.token, metadata.assertion_algorithms)
            form |= {
                "client_id": settings.client_id,
                "client_assertion_type": ASSERTION_TYPE,
                "client_assertion": proof,
            }
        elif self.settings.secret_file is not None:
            secret = self.settings.secret_file.read_text("utf-8").strip()
            options["auth"] = httpx.BasicAuth(self.settings.client_id, secret)
        answer = fetch(metadata.token, self.clock(), form=form, **self._options(), **options)
        token = answer.document.get("id_token")
        if answer.status != httpx.codes.OK or not isinstance(token, str):
            raise SignInError(REFUSED)
        return token

    def sign_out_url(self) -> str | None:
        """Return where to sign out at the provider too, None when it has no such place or cannot be reached."""
        try:
            address = self.metadata().end_session
        except UnavailableError:
            return None
        if address is None:
            return None
        # Without `id_token_hint`: the ID token is not kept (OpenID Connect RP-Initiated Logout 1.0, 2).
        back = {"client_id": self.settings.client_id, "post_logout_redirect_uri": f"{self.settings.base_url}/inloggen"}
        return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(back)}"

    def _asked_keys(self, address: str) -> tuple[tuple[ProviderKey, ...], datetime, datetime]:
        fetched = self._get(address)
        return keys_in(fetched.document), self.clock(), fetched.until

    def _get(self, url: str) -> Fetched:
        at = self.clock()
        if at < self._away_until:
            raise UnavailableError(AWAY)
        try:
            answer = fetch(url, at, **self._options())
        except UnavailableError:
            self._away_until = at + REST
            raise
        if answer.status != httpx.codes.OK:
            raise UnavailableError(AWAY)
        return answer

    def _options(self) -> dict[str, Any]:
        # The settings of a proxy hold for the outside world, not for this machine.
        return {"trust_env": not self.settings.local_provider}

    def _read(self, document: Mapping[str, Any]) -> Metadata:
        if document.get("issuer") != self.settings.issuer:
            raise UnavailableError("de aanbieder noemt zich anders dan issuer in springplank.toml; controleer issuer")
        return Metadata(
            authorize=self._address(document, "authorization_endpoint"),
            token=self._address(document, "token_endpoint"),
            jwks=self._address(document, "jwks_uri"),
            end_session=self._address(document, "end_session_endpoint") if "end_session_endpoint" in document else None,
            assertion_algorithms=_texts(document.get("token_endpoint_auth_signing_alg_values_supported")),
            names_itself=document.get("authorization_response_iss_parameter_supported") is True,
        )

    def _address(self, document: Mapping[str, Any], key: str) -> str:
        value = document.get(key)
        address = urlsplit(value) if isinstance(value, str) else urlsplit("")
        safe = address.scheme == "https" or (self.settings.local_provider and is_loopback(address))
        if not isinstance(value, str) or not value.isprintable() or " " in value or not address.hostname or not safe:
            raise UnavailableError(f"de aanbieder geeft geen veilig adres voor {key}; vraag de aanbieder")
        return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()

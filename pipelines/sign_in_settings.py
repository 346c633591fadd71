"""How people and systems sign in: the table `[sign-in]` of a home's `springplank.toml`. See docs/sign-in.md."""

import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from matcher.errors import SettingError
from pipelines.home import Home, table_of

TABLE = "sign-in"
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
SCOPE = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+")  # scope-token of RFC 6749, 3.3
DEFAULT_PORTS = {"https": 443, "http": 80}
KEYS = frozenset(
    {"issuer", "client-id", "key-file", "secret-file", "base-url", "audience", "acr-values", "scopes", "proxies"}
)


@dataclass(frozen=True, slots=True, repr=False)
class SignInSettings:
    """One provider of OpenID Connect, and this service as its client.

    issuer: the address of the provider, as it writes it itself.
    client_id: the name of this service at the provider.
    base_url: where people reach this service, without a slash at the end.
    key_file: the private key of this service (PEM), None only where there is a secret.
    secret_file: a shared secret, only for a provider on this machine; None otherwise.
    audience: what `aud` of an access token must hold; None: no tokens are accepted.
    acr_values: the levels of assurance that are accepted, the preferred one first; empty: whatever the provider does.
    scopes: what is asked at the provider.
    proxies: whose `X-Forwarded-For` is believed.
    """

    issuer: str
    client_id: str
    base_url: str
    key_file: Path | None
    secret_file: Path | None = None
    audience: str | None = None
    acr_values: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ("openid",)  # OIDC NLGov: ask no more than is needed
    proxies: tuple[Network, ...] = ()

    @property
    def redirect_uri(self) -> str:
        """Where the provider sends people back to."""
        return f"{self.base_url}/inloggen/terug"

    @property
    def local_provider(self) -> bool:
        """Whether the provider runs on this machine, as in a test."""
        return is_loopback(urlsplit(self.issuer))


def sign_in_settings(home: Home) -> SignInSettings | None:
    """Return how people sign in, None when nothing is set; SettingError names the key that is missing or wrong."""
    found = table_of(home, TABLE)
    return None if found is None else _Reader(home.path, str(home.config_file), found).settings()


def is_loopback(address: SplitResult) -> bool:
    """Return whether an address is of this machine itself."""
    host = address.hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True, slots=True, repr=False)
class _Reader:
    folder: Path
    file: str
    found: Mapping[str, Any]

    def settings(self) -> SignInSettings:
        for key in self.found:
            if key not in KEYS:
                hint = (
                    "geheimen horen niet in dit bestand"
                    if "secret" in key
                    else f"bekend zijn {', '.join(sorted(KEYS))}"
                )
                raise self._wrong(key, f"kennen we niet; {hint}")
        issuer = self._address("issuer")
        key_file, secret_file = self._file("key-file"), self._file("secret-file")
        settings = SignInSettings(
            issuer=issuer,
            client_id=self._text("client-id"),
            base_url=self._base_url(),
            key_file=key_file,
            secret_file=secret_file,
            audience=self._text("audience") if "audience" in self.found else None,
            acr_values=self._texts("acr-values", ()),
            scopes=self._scopes(),
            proxies=self._proxies(),
        )
        if secret_file is not None and not settings.local_provider:
            raise self._wrong("secret-file", "kan alleen bij een aanbieder op deze machine; gebruik key-file")
        if (key_file is None) == (secret_file is None):
            raise self._wrong("key-file", "is nodig: het bestand met de privésleutel van deze dienst (PEM)")
        if settings.audience == settings.client_id:
            # Otherwise the proof that somebody signed in would be a token for the interface too.
            raise self._wrong("audience", "moet iets anders zijn dan client-id")
        return settings

    def _base_url(self) -> str:
        text = self._address("base-url").rstrip("/")
        address = urlsplit(text)
        if address.path:
            raise self._wrong("base-url", "heeft geen pad; schrijf bijvoorbeeld https://springplank.example.org")
        # As browsers write it in `Origin` (RFC 6454, 6.2): without a port that goes without saying.
        own = DEFAULT_PORTS[address.scheme]
        return f"{address.scheme}://{address.netloc}".lower().removesuffix(f":{own}")

    def _scopes(self) -> tuple[str, ...]:
        scopes = self._texts("scopes", ("openid",))
        if "openid" not in scopes or not all(SCOPE.fullmatch(scope) for scope in scopes):
            raise self._wrong("scopes", 'moet openid bevatten; schrijf bijvoorbeeld ["openid"]')
        return scopes

    def _proxies(self) -> tuple[Network, ...]:
        try:
            return tuple(ipaddress.ip_network(text) for text in self._texts("proxies", ()))
        except ValueError as error:
            raise self._wrong("proxies", 'is geen lijst van adressen; schrijf bijvoorbeeld ["10.0.0.4/32"]') from error

    def _address(self, key: str) -> str:
        text = self._text(key)
        try:
            address = urlsplit(text)
            usable = bool(address.hostname) and not (address.query or address.fragment or address.username)
            safe = address.scheme == "https" or (address.scheme == "http" and is_loopback(address))
            _ = address.port  # raises for a port that cannot be
        except ValueError:
            usable = safe = False
        if not usable or text != text.strip():
            raise self._wrong(key, "is geen adres; schrijf bijvoorbeeld https://inloggen.example.org")
        if not safe:
            raise self._wrong(key, "moet met https:// beginnen; http kan alleen op deze machine zelf")
        return text

    def _file(self, key: str) -> Path | None:
        if key not in self.found:
            return None
        path = self.folder / Path(self._text(key)).expanduser()  # from the home, unless it is a whole path
        if not path.is_file():
            raise self._wrong(key, f"noemt {path}, en dat bestand is er niet")
        return path

    def _text(self, key: str) -> str:
        value = self.found.get(key)
        if value is None:
            raise self._wrong(key, "ontbreekt; zie docs/sign-in.md")
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, "is geen tekst")
        return value

    def _texts(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        value = self.found.get(key)
        if value is None:
            return default
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self._wrong(key, "is geen lijst van teksten")
        return tuple(value)

    def _wrong(self, key: str, why: str) -> SettingError:
        return SettingError(f"{self.file}: {key} onder [{TABLE}] {why}")

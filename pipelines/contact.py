"""Whom to ask about this service: the table `[contact]` of `springplank.toml`. See docs/interface.md."""

import re
from dataclasses import asdict, dataclass, fields
from urllib.parse import urlsplit

from matcher.errors import SettingError
from pipelines.home import Home, table_of

TABLE = "contact"
LONGEST = 200
MAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: a name, a page about the service and an e-mail address."""

    name: str
    url: str
    email: str

    def document(self) -> dict[str, str]:
        """Return what an OpenAPI document says of it."""
        return asdict(self)


# The Design Rules ask for a name, a page and an address in every document; example.org is nobody's (RFC 2606).
NOBODY_YET = Contact(
    "voorbeeld: hier staat wie deze Springplank beheert",
    "https://example.org/springplank",
    "springplank@example.org",
)


def contact_of(home: Home) -> Contact:
    """Return whom to ask about the service of a home, an example when that is not set.

    SettingError names what is missing or cannot be.
    """
    found = table_of(home, TABLE)
    if found is None:
        return NOBODY_YET
    names = [field.name for field in fields(Contact)]
    where = f"{home.config_file}: [{TABLE}]"
    if odd := sorted(found.keys() - set(names)):
        raise SettingError(f"{where} {odd[0]} kennen we niet; bekend zijn {', '.join(names)}")
    for name in names:
        value = found.get(name)
        if not isinstance(value, str) or not value.strip() or len(value) > LONGEST or not value.isprintable():
            raise SettingError(f"{where} {name} ontbreekt, of is geen regel tekst van hoogstens {LONGEST} tekens")
    contact = Contact(**{name: found[name].strip() for name in names})
    if not _is_page(contact.url):
        raise SettingError(f"{where} url is geen adres; schrijf bijvoorbeeld {NOBODY_YET.url}")
    if not MAIL.fullmatch(contact.email):
        raise SettingError(f"{where} email is geen e-mailadres; schrijf bijvoorbeeld {NOBODY_YET.email}")
    return contact


def _is_page(text: str) -> bool:
    try:
        found = urlsplit(text)
        return found.scheme == "https" and bool(found.hostname) and found.port != 0 and " " not in text
    except ValueError:  # a port that is no number, half an IPv6 address
        return False

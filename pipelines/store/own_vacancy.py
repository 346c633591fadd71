"""A vacancy that a coach knows of and that is in no market: what can be written down about one."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from matcher.errors import InputError, InputErrors
from matcher.guard import mask_numbers
from pipelines.store.written import checked

# Characters, per field; our choice: what fits on a line, and a text of a page.
LONGEST = {"title": 200, "employer": 200, "place": 100, "link": 500, "contact": 300, "text": 5000}
MOST_HOURS = 60  # a week, the most that the working hours act allows (Arbeidstijdenwet, article 5:7)
# What the interface calls the fields, in places and messages.
CALLED = {
    "title": "titel",
    "employer": "werkgever",
    "place": "plaats",
    "link": "link",
    "contact": "contact",
    "text": "vacaturetekst",
    "hours_min": "urenMinimaal",
    "hours_max": "urenMaximaal",
    "closing_date": "sluitingsdatum",
}
IN = "eigenVacature"  # the field of a request that it stands in
SCHEMES = frozenset({"http", "https"})


@dataclass(frozen=True, slots=True)
class OwnVacancy:
    """What a coach wrote down; "" and None are not known. `title` is always there, `link` is a web address."""

    title: str
    employer: str = ""
    place: str = ""
    link: str = ""
    contact: str = ""
    text: str = ""
    hours_min: float | None = None
    hours_max: float | None = None
    closing_date: date | None = None

    @classmethod
    def of(cls, document: dict[str, Any]) -> "OwnVacancy":
        """Return what a document says; InputErrors names every field that cannot be. Service numbers are masked."""
        mistakes: list[tuple[str, str]] = []
        found: dict[str, Any] = {}
        readers = dict.fromkeys(LONGEST, _text) | {"hours_min": _hours, "hours_max": _hours, "closing_date": _day}
        for name, value in ({"title": ""} | document).items():
            try:
                found[name] = readers[name](name, value)
            except KeyError:
                mistakes.append((f"{IN}.{name}", f"{name} is hier niet bekend; kies uit {', '.join(CALLED.values())}"))
            except InputError as error:
                mistakes.append((f"{IN}.{CALLED[name]}", str(error)))
        low, high = found.get("hours_min"), found.get("hours_max")
        if low is not None and high is not None and low > high:
            mistakes.append((f"{IN}.urenMinimaal", "urenMinimaal is meer dan urenMaximaal; wissel ze om"))
        if mistakes:
            raise InputErrors(mistakes)
        return cls(**found)

    def document(self) -> dict[str, Any]:
        """Return it as plain values, the day in ISO."""
        return asdict(self) | {"closing_date": None if self.closing_date is None else self.closing_date.isoformat()}


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise InputError(f"{CALLED[name]} is geen tekst; schrijf tekst")
    text = mask_numbers(checked(CALLED[name], value, LONGEST[name], needed=name == "title")).text
    if name == "link" and text and not _is_address(text):
        raise InputError("link is geen webadres; schrijf bijvoorbeeld https://www.voorbeeld.nl/vacature")
    return text


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.hostname) and not any(one.isspace() for one in text)


def _hours(name: str, value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= MOST_HOURS:
        raise InputError(
            f"{CALLED[name]} is geen aantal uren per week; toegestaan is meer dan 0, tot en met {MOST_HOURS}"
        )
    return float(value)


def _day(name: str, value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise InputError(f"{CALLED[name]} is geen datum; schrijf JJJJ-MM-DD, zoals 2026-11-23") from None

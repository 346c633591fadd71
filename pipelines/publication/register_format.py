"""The publication standard 1.0 of the Dutch Algoritmeregister: its fields in order, and what a record may hold.

Source: `MinBZK/Algoritmeregister` (EUPL-1.2), `v1_0.json` of the configuration and of the layouts, state of 2025-09-03.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

from pipelines.publication.html import ALLOWED

Record = dict[str, Any]

MOST_THEMES = 3
THEMES = (
    "Organisatie en bedrijfsvoering", "Cultuur en recreatie", "Economie", "Overheidsfinanciën", "Wonen",
    "Internationaal", "Migratie en integratie", "Natuur en milieu", "Onderwijs en wetenschap",
    "Openbare orde en veiligheid", "Recht", "Ruimte en infrastructuur", "Sociale zekerheid", "Verkeer", "Werk",
    "Zorg en gezondheid",
)  # fmt: skip
IN_DEVELOPMENT, IN_USE, OUT_OF_USE = "In ontwikkeling", "In gebruik", "Buiten gebruik"
STATUSES = (IN_DEVELOPMENT, IN_USE, OUT_OF_USE)
HIGH_RISK = "Hoog-risico AI-systeem"
PUBLICATION_CATEGORIES = (HIGH_RISK, "Impactvolle algoritmes", "Overige algoritmes")

MONTH = re.compile(r"\d{4}-\d{2}")
ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>.]+(?:\.[^@\s<>.]+)+")
URL = re.compile(r"https://[^\s<>\"/.]+(?:\.[^\s<>\"/.]+)+(?:[/?#][^\s<>\"]*)?")


@dataclass(frozen=True, slots=True)
class Field:
    """A field with a text; `most` counts characters, marks of HTML included, and is None where nothing is said."""

    name: str
    most: int | None = None
    required: bool = False
    html: bool = False
    values: tuple[str, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True)
class Grouping:
    """A field with a list of a title and a link."""

    name: str
    most_title: int | None = None
    link_required: bool = True


LINK, CONTACT, IN_MONTH = "url", "contact", "month"
LONG, LONGEST, LINK_LENGTH = 2500, 5000, 500

# In the order of the register. `category` is a list and is looked at apart.
FIELDS: tuple[Field | Grouping, ...] = (
    Field("name", 100, required=True),
    Field("description_short", 400, required=True),
    Field("organization", 100, required=True),
    Field("category"),
    Field("status", required=True, values=STATUSES),
    Field("begin_date", 7, form=IN_MONTH),
    Field("end_date", 7, form=IN_MONTH),
    Field("contact_email", LINK_LENGTH, required=True, form=CONTACT),
    Field("website", LINK_LENGTH, form=LINK),
    Field("publication_category", required=True, values=PUBLICATION_CATEGORIES),
    Field("url", LINK_LENGTH, form=LINK),
    Field("goal", LONG, html=True),
    Field("proportionality", LONG, html=True),
    Field("human_intervention", LONG, html=True),
    Field("risks", LONG, html=True),
    Field("lawful_basis", LONG, html=True),
    Grouping("lawful_basis_grouping", 100),
    Field("process_index_url", LINK_LENGTH, form=LINK),
    Field("impacttoetsen", LONG, html=True),
    Grouping("impacttoetsen_grouping", link_required=False),
    Field("source_data", LONG, html=True),
    Grouping("source_data_grouping", 500),
    Field("methods_and_models", LONGEST, html=True),
    Field("provider", 200),
    Field("publiccode", LINK_LENGTH, form=LINK),
    Field("lang", required=True, values=("nld",)),
    Field("standard_version", values=("1.0",)),
    Field("source_id", 100),
    Field("tags", LONG, html=True),
)
ORDER = tuple(field.name for field in FIELDS)


def violations(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what is wrong with a record, in Dutch, each beginning with the name of a field; empty when it is good."""
    return (*_unknown(record), *(line for field in FIELDS for line in _of_field(field, record)), *_dates(record))


def _unknown(record: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{name}: dit veld bestaat niet in het Algoritmeregister" for name in record if name not in ORDER)
    known = [name for name in record if name in ORDER]
    if known != sorted(known, key=ORDER.index):
        yield "de velden staan niet in de volgorde van het Algoritmeregister"


def _of_field(field: Field | Grouping, record: Mapping[str, Any]) -> Iterator[str]:
    if field.name not in record:
        if isinstance(field, Field) and field.required:
            yield f"{field.name}: dit veld is verplicht"
        return
    value = record[field.name]
    if field.name == "category":
        yield from _of_themes(value)
    elif isinstance(field, Grouping):
        yield from _of_grouping(field, value)
    else:
        yield from (f"{field.name}: {what}" for what in _of_text(field, value))


def _of_themes(value: Any) -> Iterator[str]:
    if not isinstance(value, list) or len(value) > MOST_THEMES:
        yield f"category: dit is een lijst van hoogstens {MOST_THEMES} thema's"
        return
    yield from (f"category: '{theme}' is geen thema van het register" for theme in value if theme not in THEMES)


def _of_grouping(field: Grouping, value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        yield f"{field.name}: dit is een lijst van titels met een link"
        return
    title = Field("title", field.most_title, required=True)
    link = Field("link", LINK_LENGTH, required=field.link_required, form=LINK)
    for one in value:
        yield from (f"{field.name}: {name}: dit veld bestaat niet" for name in one if name not in ("title", "link"))
        for part in (title, link):
            yield from (f"{field.name}: {line}" for line in _of_field(part, one))


def _of_text(field: Field, value: Any) -> Iterator[str]:
    """Say what is wrong with one text, without the name of the field."""
    if not isinstance(value, str) or not value.strip():
        yield "hier hoort een tekst"
        return
    if field.most is not None and len(value) > field.most:
        yield f"{len(value)} tekens is te lang; hoogstens {field.most}"
    if field.values and value not in field.values:
        yield f"'{value}' mag niet; kies uit {', '.join(field.values)}"
    if field.form:
        yield from _of_form(field.form, value)
    elif field.html:
        yield from _marks(value)
    elif "<" in value or ">" in value:
        yield "hier mag geen HTML staan"


def _of_form(form: str, value: str) -> Iterator[str]:
    if form == IN_MONTH:
        if not _is_month(value):
            yield f"'{value}' is geen maand; schrijf JJJJ-MM, zoals 2026-11"
    elif form == LINK:
        if not URL.fullmatch(value):
            yield f"'{value}' is geen link; een link begint met https://"
    elif not (URL.fullmatch(value) or ADDRESS.fullmatch(value)):
        yield f"'{value}' is geen e-mailadres en geen link die begint met https://"


def _is_month(value: str) -> bool:
    try:
        return MONTH.fullmatch(value) is not None and bool(date.fromisoformat(f"{value}-01"))
    except ValueError:
        return False


def _dates(record: Mapping[str, Any]) -> Iterator[str]:
    begin, end, status = (record.get(name) for name in ("begin_date", "end_date", "status"))
    if end is not None and status != OUT_OF_USE:
        yield f"end_date: blijft leeg zolang de status niet '{OUT_OF_USE}' is"
    if isinstance(begin, str) and isinstance(end, str) and _is_month(begin) and _is_month(end) and end < begin:
        yield f"end_date: {end} ligt vóór begin_date {begin}"


def _marks(value: str) -> Iterator[str]:
    """Say which marks of HTML may not stand in a text, or are not closed."""
    reader = _Marks()
    reader.feed(value)
    reader.close()
    yield from reader.wrong
    yield from (f"<{tag}> is niet gesloten" for tag in reader.opened)


class _Marks(HTMLParser):
    """Reads the marks of a text; `wrong` is what may not be there, `opened` what was never closed."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a mark that opens."""
        if tag not in ALLOWED:
            self.wrong.append(f"<{tag}> mag niet; alleen {', '.join(ALLOWED)}")
        elif attrs:
            self.wrong.append(f"<{tag}> mag geen attributen hebben")
        elif tag != "br":
            self.opened.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a mark that closes itself."""
        if tag != "br":
            self.wrong.append(f"<{tag}/> mag niet; sluit het met </{tag}>")
        elif attrs:
            self.wrong.append(f"<{tag}> mag geen attributen hebben")

    def handle_endtag(self, tag: str) -> None:
        """Note a mark that closes."""
        if self.opened and self.opened[-1] == tag:
            self.opened.pop()
        elif tag in ALLOWED:
            self.wrong.append(f"</{tag}> sluit niets")

    def handle_comment(self, data: str) -> None:
        """Note a comment: nobody sees it, so it has no place in what is published."""
        del data
        self.wrong.append("een opmerking in HTML mag niet")

    def handle_decl(self, decl: str) -> None:
        """Note a declaration."""
        self.wrong.append(f"<!{decl}> mag niet")

    def unknown_decl(self, data: str) -> None:
        """Note any other declaration."""
        self.wrong.append(f"<![{data}]> mag niet")

    def handle_pi(self, data: str) -> None:
        """Note an instruction to a program."""
        self.wrong.append(f"<?{data}> mag niet")

"""Files of VUM: recognising one, taking its envelope off, and every record in it into a value.

A file may hold one object, an array, JSON Lines, a `matches` envelope, the wrapper of a detail, or a mix of these.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, Generic, NamedTuple, TypeVar

from matcher.domain import Client, Vacancy
from matcher.errors import InputError
from pipelines.sources.documents import (
    FIRST_LINES,
    NO_DOCUMENT,
    NO_OBJECT,
    TOO_DEEP,
    Item,
    line_items,
    too_deep,
    unwrapped,
)
from pipelines.sources.lists import folded_licences
from pipelines.sources.reading import Opened, guarded
from pipelines.sources.rows import Note, Parsed, Row, Source, Tally
from pipelines.vum.contact_data import without_contact_fields
from pipelines.vum.earlier import OWN
from pipelines.vum.forms import Document
from pipelines.vum.reading_profiles import read_werkzoekende
from pipelines.vum.reading_vacancies import read_vacature

T = TypeVar("T", Vacancy, Client)

# A field with one of these names stands in no file of our own.
VACANCY_MARKS = frozenset({
    "idVacature", "naamVacature", "nummerVacature", "omschrijvingVacature", "sluitingsdatumVacature",
    "arbeidsVoorwaarden", "codeWerkEnDenkniveauMinimaal", "sollicitatiewijze",
})  # fmt: skip
PROFILE_MARKS = frozenset({
    "idWerkzoekende", "arbeidsmarktkwalificatie", "bemiddelingsberoep", "mobiliteit", "persoonlijkePresentatie",
    "eisAanWerk", "indicatieBeschikbaarheidContactgegevens", "indicatieLdrRegistratie",
})  # fmt: skip
# These names are ours too, but only in VUM do they hold objects with these fields.
NESTED_MARKS = {
    "werktijden": {"aantalWerkurenPerWeekMaximaal", "aantalWerkurenPerWeekMinimaal", "indicatieKantoortijden"},
    "contractvorm": {"codeTypeArbeidscontract", "codeTypeOvereenkomst"},
    "rijbewijs": {"codeSoortRijbewijs"},
    "taalbeheersing": {"codeTaal"},
    "vervoermiddel": {"codeVervoermiddel", "indicatieBeschikbaarVoorWoonWerkverkeer"},
    "beroep": {"codeBeroepsnaam", "beroepsnaamGecodeerd", "beroepsnaamOngecodeerd"},
}
MATCHES, VACANCY, PROFILE, SOURCE_ID = "matches", "vacature", "werkzoekende", "bronID"
CONTACT_DROPPED = "gegevens om iemand te bereiken zijn niet bewaard"
SOURCE_NAME = "vum"


class Kind(NamedTuple, Generic[T]):
    """What is read: the fields that show it, its wrapper, and how a record becomes a value."""

    marks: frozenset[str]
    others: frozenset[str]
    wrapper: str
    option: str
    column_kind: str
    build: Callable[[Document, Mapping[str, str]], tuple[T, list[tuple[str, str]]]]


VACANCIES: Kind[Vacancy] = Kind(VACANCY_MARKS, PROFILE_MARKS, VACANCY, "vacatures", "vacancy", read_vacature)
PROFILES: Kind[Client] = Kind(PROFILE_MARKS, VACANCY_MARKS, PROFILE, "werkzoekenden", "client", read_werkzoekende)


def vum_vacancies(papers: Mapping[str, str], file: Opened, tally: Tally) -> Source[Vacancy] | None:
    """Return the vacancies of a file of VUM, None for any other file."""
    return _source(file, VACANCIES, papers, tally)


def vum_profiles(papers: Mapping[str, str], file: Opened, tally: Tally) -> Source[Client] | None:
    """Return the profiles of a file of VUM, None for any other file."""
    return _source(file, PROFILES, papers, tally)


def _source(file: Opened, kind: Kind[T], papers: Mapping[str, str], tally: Tally) -> Source[T] | None:
    if file.form not in ("document", "lines"):
        return None
    found = _shown_by(_probe(file), kind)
    if found is None:
        return None
    if not found:
        other = PROFILES if kind.wrapper == VACANCY else VACANCIES
        raise InputError(f"{file.path}: dit zijn {other.option} (VUM); lees dit bestand in als {other.option}.")
    items = _items(file, tally)
    first = list(islice(items, 1))
    if not first:
        raise InputError(f"{file.path}: er staat geen enkele {kind.wrapper} in dit bestand.")
    folded = folded_licences(papers)
    rows = (_parsed(item, kind, folded, tally) for item in chain(first, items))
    return Source(str(file.path), SOURCE_NAME, rows, tally)


def _probe(file: Opened) -> list[Any]:
    """Return the first values of a file, without telling anything about them yet."""
    if file.value is not NO_DOCUMENT:
        try:
            first = islice(_in_value(file.value), FIRST_LINES)
            return [item.record for item in first if item.record is not None] or [file.value]
        except RecursionError:
            raise too_deep(file.path) from None
    lines = islice(line_items(file.path, file.head, Tally(), ()), FIRST_LINES)
    return [item.record for line in lines if line.record is not None for item in _in_value(line.record)]


def _shown_by(records: list[Any], kind: Kind[T]) -> bool | None:
    """Return whether records are of this kind of VUM, False if they are of its other kind, None if of no VUM."""
    objects = [record for record in records if isinstance(record, dict)]
    if any(_is_wrapped_nothing(record) for record in objects):
        return True
    wanted = any(_is_marked(record, kind.marks) for record in objects)
    unwanted = any(_is_marked(record, kind.others) for record in objects)
    if wanted or unwanted:
        return wanted
    return True if any(_has_nested_marks(record) for record in objects) else None


def _is_wrapped_nothing(record: Mapping[str, Any]) -> bool:
    """Return whether this is an envelope without a single match."""
    return record.get(MATCHES) == [] and "maximumAantalResultatenBereikt" in record


def _is_marked(record: Mapping[str, Any], marks: frozenset[str]) -> bool:
    return not record.keys().isdisjoint(marks)


def _has_nested_marks(record: Mapping[str, Any]) -> bool:
    for name, fields in NESTED_MARKS.items():
        value = record.get(name)
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, dict) and not first.keys().isdisjoint(fields):
            return True
    return False


def _items(file: Opened, tally: Tally) -> Iterator[Item]:
    """Yield the records of a file by their number, without their envelopes."""
    if file.value is not NO_DOCUMENT:
        for number, item in enumerate(_in_value(file.value), start=1):
            yield item._replace(line=number)
        return
    for line in line_items(file.path, file.head, tally, ()):
        if line.record is None:
            yield line
        else:
            yield from (item._replace(line=line.line) for item in _in_value(line.record))


def _in_value(value: Any) -> Iterator[Item]:
    """Yield the records in a JSON value, in or out of an envelope."""
    left = [value]
    while left:  # no recursion: what a file nests may be deep
        entry = left.pop()
        if isinstance(entry, list):
            left.extend(reversed(entry))
        elif not isinstance(entry, dict):
            yield Item(0, None, "", NO_OBJECT)
        elif isinstance(entry.get(MATCHES), list):
            left.extend(reversed(entry[MATCHES]))
        elif wrapped := next((entry[name] for name in (VACANCY, PROFILE) if isinstance(entry.get(name), dict)), None):
            yield Item(0, wrapped | ({SOURCE_ID: entry[SOURCE_ID]} if SOURCE_ID in entry else {}))
        elif (inner := _wrapped_list(entry)) is not None:
            left.extend(reversed(inner))
        else:
            yield Item(0, entry)


def _wrapped_list(entry: dict[str, Any]) -> list[Any] | None:
    """Return the list in an object that is no record and only wraps one, None for any other object."""
    if _is_marked(entry, VACANCY_MARKS | PROFILE_MARKS) or _has_nested_marks(entry):
        return None
    inner = unwrapped(entry)
    return None if inner == [entry] else inner


def _parsed(item: Item, kind: Kind[T], papers: Mapping[str, str], tally: Tally) -> Parsed[T]:
    """Return what becomes of one record, through the guard first."""
    personal = kind.wrapper == PROFILE
    if item.record is None:
        return Parsed(Row(item.line, {}, item.text, personal), None, Note(item.line, "", item.problem))
    try:
        values = guarded(dict(item.record), kind.column_kind, tally)
        if personal:
            values, dropped = without_contact_fields(values)
            if dropped:
                tally.counted[CONTACT_DROPPED] += dropped
        value, telling = kind.build({name: part for name, part in values.items() if name not in OWN}, papers)
    except RecursionError:
        return Parsed(Row(item.line, {}, "", personal), None, Note(item.line, "", TOO_DEEP))
    warnings = tuple(Note(item.line, path, reason) for path, reason in dict.fromkeys(telling))
    return Parsed(Row(item.line, values, "", personal), value, None, warnings)

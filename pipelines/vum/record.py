"""One record of VUM being read: typed access that never fails, and what there is to tell about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from matcher.guard import Masked
from pipelines.sources.dates import YEARS
from pipelines.sources.fields import MASKED
from pipelines.sources.numbers import ImpossibleError
from pipelines.sources.text import PERSONAL_LIMIT, clean_personal, clean_public
from pipelines.vum.contact_data import without_contact_data
from pipelines.vum.deviations import deviations, is_day
from pipelines.vum.earlier import OWN, renewed
from pipelines.vum.forms import Document, Shape
from pipelines.vum.lenient import regular

T = TypeVar("T")

# What stands around a record in an answer of the exchange, and is no field of a Vacature or Werkzoekende.
AROUND = frozenset({"vumID", "bronID"})
PUBLIC_LIMIT = 20_000  # characters of one text about work: ten times what the standard allows


@dataclass(slots=True)
class Record:
    """A record, or an object within one; `telling` collects (path, what there is to tell)."""

    values: Document
    personal: bool = False
    telling: list[tuple[str, str]] = field(default_factory=list)

    def tell(self, path: str, reason: str) -> None:
        """Tell that a value stays unknown or was mended."""
        self.telling.append((path, reason))

    def at(self, path: str) -> object:
        """Return the value at a path (`werktijden.indicatieKantoortijden`), None when it is not there."""
        found: object = self.values
        for name in path.split("."):
            if not isinstance(found, dict):
                return None
            found = found.get(name)
        return found

    def plain(self, path: str) -> str:
        """Return a code or address, "" when there is none; not masked, so not for what someone wrote."""
        found = self.at(path)
        return found if isinstance(found, str) else ""

    def whole(self, path: str) -> int | None:
        """Return a whole number, None when there is none."""
        found = self.at(path)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def says(self, path: str, code: int) -> bool:
        """Return whether an indication has this value."""
        return self.whole(path) == code

    def text(self, path: str) -> str:
        """Return a free text, cleaned and masked; of a person also without addresses to reach someone at."""
        return self.words(self.at(path), path)

    def words(self, value: object, path: str) -> str:
        """Return a text that was taken from the record, cleaned and masked."""
        if not isinstance(value, str) or not value:
            return ""
        if len(value) > (PERSONAL_LIMIT if self.personal else PUBLIC_LIMIT):
            self.tell(path, "de tekst is ingekort")
        masked = self._masked(value)
        if masked.count:
            self.tell(path, MASKED.format(masked.count))
        return masked.text

    def _masked(self, value: str) -> Masked:
        if not self.personal:
            return clean_public(value[:PUBLIC_LIMIT])
        first = clean_personal(value)
        second = without_contact_data(first.text)
        return Masked(second.text, first.count + second.count)

    def day(self, path: str) -> date | None:
        """Return a day, None when there is none or it lies outside the years that can be."""
        found = self.at(path)
        if not isinstance(found, str) or not is_day(found):
            return None
        day = date.fromisoformat(found)
        if not YEARS[0] <= day.year <= YEARS[1]:
            self.tell(path, f"de dag ligt niet tussen {YEARS[0]} en {YEARS[1]} en is niet gebruikt")
            return None
        return day

    def each(self, path: str) -> "Iterator[Record]":
        """Yield the objects in a list."""
        found = self.at(path)
        for item in found if isinstance(found, list) else ():
            if isinstance(item, dict):
                yield Record(item, self.personal, self.telling)

    def texts(self, path: str) -> list[str]:
        """Return the texts in a list, cleaned and masked."""
        found = self.at(path)
        return [words for item in found if (words := self.words(item, path))] if isinstance(found, list) else []

    def attempt(self, path: str, make: Callable[[], tuple[T | None, str]]) -> T | None:
        """Return what a parser makes of a value; None, told, when it cannot be true."""
        try:
            found, warning = make()
        except ImpossibleError as error:
            self.tell(path, f"{error.reason}; niet gebruikt")
            return None
        if warning:
            self.tell(path, warning)
        return found


def opened(source: Document, shape: Shape, *, personal: bool = False) -> Record:
    """Return a record ready to be read: as v3, in the types of the standard, with every departure from it told."""
    found = regular(renewed(source), shape)
    record = Record(found, personal)
    for deviation in deviations(_without_own(found), shape):
        record.tell(deviation.path, str(deviation))
    return record


def _without_own(value: object) -> object:
    """Return a record without the words that were kept beside it."""
    if isinstance(value, list):
        return [_without_own(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_own(item) for name, item in value.items() if name not in OWN and name not in AROUND}
    return value

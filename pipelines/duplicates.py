"""Finding vacancies that are the same: the same text posted twice, under one id or another."""

import hashlib
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from matcher.domain import Vacancy

# Characters from which two equal texts are taken to be one advertisement, whatever the other fields say.
WHOLE_TEXT = 200


class Arrival(Enum):
    """What a vacancy turned out to be."""

    NEW = auto()
    SAME = auto()  # the content is here already
    CLASH = auto()  # its id is here already, in the same file, with other content
    RENAMED = auto()  # its id is in use in another file


@dataclass(slots=True)
class Gathered:
    """The distinct vacancies of an import, in order of arrival."""

    vacancies: list[Vacancy] = field(default_factory=list)
    by_content: dict[bytes, int] = field(default_factory=dict)
    file_of_id: dict[str, str] = field(default_factory=dict)

    def add(self, vacancy: Vacancy, file: str) -> Arrival:
        """Take a vacancy in; of two with the same content the first stays, open as long as the later of the two."""
        content = fingerprint(vacancy)
        if content in self.by_content:
            self._keep_open(self.by_content[content], vacancy)
            return Arrival.SAME
        arrival = Arrival.NEW
        if vacancy.id in self.file_of_id:
            if self.file_of_id[vacancy.id] == file:
                return Arrival.CLASH
            vacancy = replace(vacancy, id=self._free_id(vacancy, file))
            arrival = Arrival.RENAMED
        self.by_content[content] = len(self.vacancies)
        self.file_of_id[vacancy.id] = file
        self.vacancies.append(vacancy)
        return arrival

    def _keep_open(self, at: int, other: Vacancy) -> None:
        kept = self.vacancies[at]
        if kept.closing_date is not None and (other.closing_date is None or other.closing_date > kept.closing_date):
            self.vacancies[at] = replace(kept, closing_date=other.closing_date)

    def _free_id(self, vacancy: Vacancy, file: str) -> str:
        base = f"{vacancy.source or file}:{vacancy.id}"
        free, number = base, 2
        while free in self.file_of_id:
            free, number = f"{base}-{number}", number + 1
        return free


def fingerprint(vacancy: Vacancy) -> bytes:
    """Return a digest of what a vacancy says about the work: not its id, source, link, dates of posting and closing.

    Case and white space do not count. Where there is a whole text, title, text, employer, place and hours settle it:
    one site gives pay by the hour and another by the month, and only one of them fills in the shifts.
    """
    words = [
        vacancy.title,
        vacancy.employer,
        vacancy.description,
        vacancy.location.place,
        vacancy.location.postcode[:4],
    ]
    facts: list[object] = [vacancy.hours_min, vacancy.hours_max, vacancy.route.value]
    if len(vacancy.description) < WHOLE_TEXT:
        words += [skill.phrase for skill in vacancy.skills]
        facts += [vacancy.location.point, vacancy.workplace.value, vacancy.wage, vacancy.times, vacancy.start_date]
    text = "\x1f".join(" ".join(word.casefold().split()) for word in words)
    return hashlib.blake2b(f"{text}\x1e{facts!r}".encode(), digest_size=16).digest()

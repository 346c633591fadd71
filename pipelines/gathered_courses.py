"""The courses of an import together: which rows say the same, and which starts are over."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from matcher.errors import InputError
from pipelines.duplicates import Arrival
from pipelines.sources.courses import CourseRow
from pipelines.sources.rows import Note


@dataclass(slots=True)
class GatheredCourses:
    """The distinct rows of an import of courses, in order of arrival; `day` is the day at which the home stands.

    An offering of which the last day to begin lies before it is not kept, and counted per file in `past`. `file_of_id`
    is the file in which a course first came.
    """

    day: date
    by_row: dict[CourseRow, CourseRow] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    file_of_id: dict[str, str] = field(default_factory=dict)
    past: Counter[str] = field(default_factory=Counter)

    @property
    def rows(self) -> list[CourseRow]:
        """The rows with what can still be begun; a course of which all starts are over stays a kind of training."""
        return list(self.by_row.values())

    def add(self, row: CourseRow, file: str) -> Arrival:
        """Take a row in; a clash when its id belongs to a course with another title."""
        if self.labels.setdefault(row.course.id, row.course.label) != row.course.label:
            return Arrival.CLASH
        if row in self.by_row:
            return Arrival.SAME
        ahead = tuple(offering for offering in row.offerings if not offering.is_over(self.day))
        self.past[file] += len(row.offerings) - len(ahead)
        self.by_row[row] = replace(row, offerings=ahead)
        self.file_of_id.setdefault(row.course.id, file)
        return Arrival.NEW

    def past_of(self, file: str) -> Note | None:
        """Return what there is to tell about starts in a file that are over, None when there are none."""
        count = self.past[file]
        if not count:
            return None
        reason = "1 start ligt" if count == 1 else f"{count} starts liggen"
        return Note(0, "startdatum", f"{reason} in het verleden en {'is' if count == 1 else 'zijn'} niet bewaard")

    def refuse_past(self) -> None:
        """Raise InputError when every row is about a start that is over: it would empty what is in service."""
        if self.by_row and all(old.offerings and not new.offerings for old, new in self.by_row.items()):
            files = ", ".join(sorted(set(self.file_of_id.values())))
            raise InputError(
                f"{files}: alle starts liggen voor {self.day:%d-%m-%Y}, er is niets veranderd; "
                "lever een bestand met starts die nog komen"
            )

"""The courses of an import together: which rows say the same, and which starts are over."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from matcher.domain import Course
from matcher.errors import InputError
from pipelines.duplicates import Arrival
from pipelines.sources.courses import CourseRow
from pipelines.sources.rows import Note


@dataclass(slots=True)
class GatheredCourses:
    """The distinct rows of an import of courses, in order of arrival; `day` is the day at which the home stands.

    An offering of which the last day to begin or to apply lies before it is not kept, and counted per file in `past`;
    `ahead` counts the others. `file_of_id` is the file in which a course first came.
    """

    day: date
    by_row: dict[CourseRow, CourseRow] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    file_of_id: dict[str, str] = field(default_factory=dict)
    past: Counter[str] = field(default_factory=Counter)
    ahead: Counter[str] = field(default_factory=Counter)

    @property
    def rows(self) -> list[CourseRow]:
        """The rows with what can still be begun; a course of which all starts are over stays a kind of training."""
        return list(self.by_row.values())

    @property
    def all_over(self) -> bool:
        """Whether there were offerings, and all of them are over."""
        return bool(self.past.total()) and not self.ahead.total()

    def add(self, row: CourseRow, file: str) -> Arrival:
        """Take a row in; a clash when its id belongs to a course with another title."""
        if self.labels.setdefault(row.course.id, row.course.label) != row.course.label:
            return Arrival.CLASH
        if row in self.by_row:
            return Arrival.SAME
        ahead = tuple(offering for offering in row.offerings if not offering.is_over(self.day))
        self.past[file] += len(row.offerings) - len(ahead)
        self.ahead[file] += len(ahead)
        self.by_row[row] = replace(row, offerings=ahead)
        self.file_of_id.setdefault(row.course.id, file)
        return Arrival.NEW

    def past_of(self, file: str) -> Note | None:
        """Return what there is to tell about starts in a file that are over, None when there are none."""
        count, left = self.past[file], self.ahead[file]
        if not count:
            return None
        one = count == 1
        over = f"{'is' if one else 'zijn'} voorbij of gesloten voor aanmelding"
        if left:
            reason = f"{count} start{'' if one else 's'} {over} en {'is' if one else 'zijn'} niet bewaard"
        else:
            known = "de enige bekende start" if one else f"alle {count} bekende starts"
            reason = f"{known} in dit bestand {over}; de opleidingen blijven als soort cursus, zonder aanbod"
        return Note(0, "startdatum", reason)

    def refuse_past(self, present: Iterable[Course]) -> None:
        """Raise InputError when everything that is offered is over, and it would replace what can still be begun."""
        offered = any(not offering.is_over(self.day) for course in present for offering in course.offerings)
        if self.all_over and offered:
            files = ", ".join(sorted(file for file, count in self.past.items() if count))
            raise InputError(
                f"{files}: alle starts zijn op {self.day:%d-%m-%Y} voorbij of gesloten voor aanmelding, er is niets "
                "veranderd; lever een bestand met starts die nog komen"
            )

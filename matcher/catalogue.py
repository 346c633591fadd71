"""The target-group catalogue: occupations, skills, licences and kinds of training as CSV that a domain expert edits.

The packaged files are written from common knowledge of Dutch work and training; the column `estimated` of a course says
which of its figures are estimates. A municipality can hand in a folder with the same files.
"""

import csv
import io
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import TypeVar

from matcher.codes import (
    Code,
    CourseKind,
    DayPart,
    Demand,
    DemandGrade,
    Grade,
    LanguageLevel,
    Level,
    LicenceKind,
    Paper,
    SkillKind,
)
from matcher.domain import Course, Group, Licence, Occupation, Skill
from matcher.errors import TaxonomyError
from matcher.taxonomy import Catalogue, Taxonomy

FILES = ("skills.csv", "occupations.csv", "courses.csv", "licences.csv", "skill_groups.csv")
REQUIRED = ("skills.csv", "occupations.csv")  # the others fall back to the packaged ones
VERSION = "2026.11"
# Groups and skills are told apart by their ids: "samenwerken" is the name of one of each.
GROUP = "groep:"
# A licence is one bit of a 64-bit column of the market.
MOST_LICENCES = 64

C = TypeVar("C", bound=Code)
G = TypeVar("G", bound=Grade)


class Line:
    """One line of a catalogue file; every mistake in it becomes a TaxonomyError that names file, line and column."""

    def __init__(self, file: str, number: int, values: Mapping[str, str]) -> None:
        self.file = file
        self.number = number
        self.values = values

    def error(self, column: str, problem: str) -> TaxonomyError:
        """Return the error to raise for this column."""
        return TaxonomyError(f"{self.file}, regel {self.number}, kolom {column}: {problem}; verbeter de regel.")

    def text(self, column: str, *, required: bool = False) -> str:
        """Return the trimmed text, "" when empty."""
        value = self.values.get(column, "").strip()
        if required and not value:
            raise self.error(column, "mag niet leeg zijn")
        return value

    def items(self, column: str) -> tuple[str, ...]:
        """Return the parts between `|`."""
        return tuple(part.strip() for part in self.text(column).split("|") if part.strip())

    def number_of(self, column: str) -> float | None:
        """Return a number of 0 or more, None when empty."""
        value = self.text(column)
        if not value:
            return None
        try:
            number = float(value)
        except ValueError:
            raise self.error(column, f"'{value}' is geen getal") from None
        if not 0 <= number < float("inf"):
            raise self.error(column, f"'{value}' moet nul of meer zijn")
        return number

    def code(self, column: str, codes: type[C]) -> C:
        """Return the member of a closed list."""
        return self._code(column, self.text(column, required=True), codes)

    def codes(self, column: str, codes: type[C]) -> tuple[C, ...]:
        """Return the members of a closed list between `|`."""
        return tuple(self._code(column, value, codes) for value in self.items(column))

    def _code(self, column: str, value: str, codes: type[C]) -> C:
        try:
            return codes.of(value)
        except KeyError:
            known = ", ".join(codes)
            raise self.error(column, f"'{value}' is geen bekende waarde ({known})") from None

    def grade(self, column: str, grades: type[G]) -> G | None:
        """Return the member of an ordered list, None when empty."""
        return self._grade(column, value, grades) if (value := self.text(column)) else None

    def _grade(self, column: str, value: str, grades: type[G]) -> G:
        try:
            return grades.of(value)
        except KeyError:
            known = ", ".join(grade.code for grade in grades)
            raise self.error(column, f"'{value}' is geen bekende waarde ({known})") from None

    def demands(self, column: str) -> tuple[tuple[Demand, DemandGrade], ...]:
        """Return pairs of demand and grade, written as `tillen:2|staan:3`."""
        pairs = [part.partition(":") for part in self.items(column)]
        return tuple(
            (self._code(column, name.strip(), Demand), self._grade(column, grade.strip(), DemandGrade))
            for name, _, grade in pairs
        )


@cache
def packaged() -> Catalogue:
    """Return the catalogue that comes with Springplank."""
    return parse_catalogue({name: packaged_text(name) for name in FILES}, name="doelgroepcatalogus", version=VERSION)


def packaged_text(name: str) -> str:
    """Return one packaged file as text."""
    return (resources.files("matcher") / "data" / name).read_text("utf-8")


def catalogue() -> Taxonomy:
    """Return the packaged taxonomy."""
    return packaged().taxonomy


def licences() -> tuple[Licence, ...]:
    """Return the packaged licences."""
    return packaged().licences


def courses() -> tuple[Course, ...]:
    """Return the packaged kinds of training."""
    return packaged().courses


def parse_catalogue(texts: Mapping[str, str], *, name: str, version: str) -> Catalogue:
    """Return the catalogue in these files (name of file to its text).

    Raises:
        TaxonomyError: a file or column is missing, a value is unknown, an id comes twice, a reference leads nowhere.
    """
    for file in REQUIRED:
        if file not in texts:
            raise TaxonomyError(f"{file} ontbreekt in de catalogus; nodig zijn {', '.join(REQUIRED)}.")
    groups = tuple(_parse(texts, "skill_groups.csv", ("id", "label"), _group))
    known_groups = {group.id for group in groups}
    skills = tuple(_parse(texts, "skills.csv", ("id", "label", "kind"), lambda line: _skill(line, known_groups)))
    papers = tuple(_parse(texts, "licences.csv", ("id", "label", "kind"), _licence))
    known_skills = {skill.id for skill in skills}
    known_papers = {paper.id for paper in papers}
    for line, paper in zip(_parse(texts, "licences.csv", (), lambda line: line), papers, strict=True):
        _check_known(line, "includes", paper.includes, known_papers)
    if len(papers) > MOST_LICENCES:
        raise TaxonomyError(f"licences.csv: {len(papers)} papieren; er is plaats voor {MOST_LICENCES}, voeg er samen.")

    def occupation(line: Line) -> Occupation:
        found = _occupation(line)
        _check_known(line, "essential_skills", found.essential, known_skills)
        _check_known(line, "optional_skills", found.optional, known_skills)
        _check_known(line, "licences_legal", found.licences_legal, known_papers)
        _check_known(line, "licences_usual", found.licences_usual, known_papers)
        return found

    occupations = tuple(_parse(texts, "occupations.csv", ("id", "label", "isco08", "essential_skills"), occupation))
    known_occupations = {occupation.id for occupation in occupations}

    def course(line: Line) -> Course:
        found = _course(line)
        _check_known(line, "teaches", found.teaches, known_skills)
        _check_known(line, "gives_licences", found.gives_licences, known_papers)
        _check_known(line, "entry_licences", found.entry_licences, known_papers)
        _check_known(line, "prepares_for", found.prepares_for, known_occupations)
        return found

    trainings = tuple(_parse(texts, "courses.csv", ("id", "label", "type", "teaches"), course))
    return Catalogue(Taxonomy(name, version, skills, occupations, groups), papers, trainings)


T = TypeVar("T")


def _parse(texts: Mapping[str, str], file: str, required: tuple[str, ...], read: Callable[[Line], T]) -> Iterator[T]:
    if file not in texts:
        return
    seen: set[str] = set()
    for line in _lines(file, texts[file], required):
        found = line.text("id", required=True)
        if found in seen:
            raise line.error("id", f"'{found}' staat twee keer in dit bestand")
        seen.add(found)
        yield read(line)


def _lines(file: str, text: str, required: tuple[str, ...]) -> Iterator[Line]:
    records = _records(file, text)
    _, header = next(records, (1, []))
    missing = [column for column in required if column not in header]
    if missing:
        raise TaxonomyError(f"{file}: kolom {', '.join(missing)} ontbreekt in de eerste regel; voeg die toe.")
    for number, fields in records:
        line = Line(file, number, dict(zip(header, fields, strict=False)))
        if len(fields) > len(header):
            raise line.error("(einde)", "er staan meer velden dan kolommen")
        yield line


def _records(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Give the records that are not blank, each with the line where it begins: it may run over several."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    while True:
        begins = reader.line_num + 1
        try:
            fields = next(reader, None)
        except csv.Error as error:
            raise TaxonomyError(f"{file}, regel {begins}: is geen geldige CSV ({error}); verbeter de regel.") from error
        if fields is None:
            return
        if fields:
            yield begins, fields


def _check_known(line: Line, column: str, ids: tuple[str, ...], known: set[str]) -> None:
    unknown = [value for value in ids if value not in known]
    if unknown:
        raise line.error(column, f"'{unknown[0]}' bestaat niet")


def _group(line: Line) -> Group:
    return Group(id=GROUP + line.text("id", required=True), label=line.text("label", required=True))


def _skill(line: Line, known_groups: Container[str]) -> Skill:
    group = line.text("group")
    group = GROUP + group if group else ""
    return Skill(
        id=line.text("id", required=True),
        label=line.text("label", required=True),
        kind=line.code("kind", SkillKind),
        group=group,
        alt_labels=line.items("alt_labels"),
        broader=(group,) if group in known_groups else (),
    )


def _licence(line: Line) -> Licence:
    return Licence(
        id=line.text("id", required=True),
        label=line.text("label", required=True),
        kind=line.code("kind", LicenceKind),
        alt_labels=line.items("alt_labels"),
        includes=line.items("includes"),
    )


def _occupation(line: Line) -> Occupation:
    return Occupation(
        id=line.text("id", required=True),
        label=line.text("label", required=True),
        isco=line.text("isco08", required=True),
        sector=line.text("sector"),
        alt_labels=line.items("alt_labels"),
        level=line.grade("level", Level),
        licences_legal=line.items("licences_legal"),
        licences_usual=line.items("licences_usual"),
        shifts=frozenset(line.codes("shifts", DayPart)),
        demands=line.demands("physical"),
        essential=line.items("essential_skills"),
        optional=line.items("optional_skills"),
    )


def _course(line: Line) -> Course:
    return Course(
        id=line.text("id", required=True),
        label=line.text("label", required=True),
        kind=line.code("type", CourseKind),
        level=line.grade("level", Level),
        weeks=line.number_of("weeks"),
        hours_per_week=line.number_of("hours_per_week"),
        price_min=line.number_of("price_min_eur"),
        price_max=line.number_of("price_max_eur"),
        learn_and_earn=line.text("learn_and_earn") == "ja",
        entry_level=line.grade("entry_level", Level),
        entry_language=line.grade("entry_language", LanguageLevel),
        entry_licences=line.items("entry_licences"),
        entry_note=line.text("entry_note"),
        teaches=line.items("teaches"),
        gives_level=line.grade("gives_level", Level),
        gives_licences=line.items("gives_licences"),
        certificate=line.text("certificate"),
        prepares_for=line.items("prepares_for"),
        estimated=line.items("estimated"),
        gives_language=line.grade("gives_language", LanguageLevel),
        paper=line.code("paper", Paper) if line.text("paper") else None,
    )

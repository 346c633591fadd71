"""The target-group catalogue: occupations, skills, licences and kinds of training as CSV that a domain expert edits.

The packaged files are written from common knowledge of Dutch work and training; the column `estimated` of a course says
which of its figures are estimates. A municipality can hand in a folder with the same files.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, TypeVar

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
    SkillKind,
)
from matcher.domain import Course, Licence, Occupation, Skill
from matcher.errors import TaxonomyError
from matcher.taxonomy import Catalogue, Taxonomy

FILES = ("skills.csv", "occupations.csv", "courses.csv", "licences.csv", "skill_groups.csv")
REQUIRED = ("skills.csv", "occupations.csv")  # the others fall back to the packaged ones
VERSION = "2026.11"
# A licence is one bit of a 64-bit column of the market.
MOST_LICENCES = 64

C = TypeVar("C", bound=Code)
G = TypeVar("G", bound=Grade)


class Line:
    """One line of a catalogue file; every mistake in it becomes a TaxonomyError that names file, line and column."""

    def __init__(self, file: str, number: int, values: Mapping[str, str | None]) -> None:
        self.file = file
        self.number = number
        self.values = values

    def error(self, column: str, problem: str) -> TaxonomyError:
        """Return the error to raise for this column."""
        return TaxonomyError(f"{self.file}, regel {self.number}, kolom {column}: {problem}; verbeter de regel.")

    def text(self, column: str, *, required: bool = False) -> str:
        """Return the trimmed text, "" when empty."""
        value = (self.values.get(column) or "").strip()
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
    skills = _unique(_parse(texts, "skills.csv", ("id", "label", "kind"), _skill))
    papers = _unique(_parse(texts, "licences.csv", ("id", "label", "kind"), _licence))
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

    occupations = _unique(_parse(texts, "occupations.csv", ("id", "label", "isco08", "essential_skills"), occupation))
    known_occupations = {occupation.id for occupation in occupations}

    def course(line: Line) -> Course:
        found = _course(line)
        _check_known(line, "teaches", found.teaches, known_skills)
        _check_known(line, "gives_licences", found.gives_licences, known_papers)
        _check_known(line, "entry_licences", found.entry_licences, known_papers)
        _check_known(line, "prepares_for", found.prepares_for, known_occupations)
        return found

    trainings = _unique(_parse(texts, "courses.csv", ("id", "label", "type", "teaches"), course))
    groups = tuple(
        _parse(texts, "skill_groups.csv", ("id", "label"), lambda line: (line.text("id"), line.text("label")))
    )
    return Catalogue(Taxonomy(name, version, skills, occupations), papers, trainings, groups)


T = TypeVar("T")
Concept = TypeVar("Concept", Skill, Licence, Occupation, Course)


def _parse(texts: Mapping[str, str], file: str, required: tuple[str, ...], read: Callable[[Line], T]) -> Iterator[T]:
    if file not in texts:
        return
    reader = csv.DictReader(io.StringIO(texts[file].removeprefix("\ufeff"), newline=""))
    missing = [column for column in required if column not in (reader.fieldnames or ())]
    if missing:
        raise TaxonomyError(f"{file}: kolom {', '.join(missing)} ontbreekt in de eerste regel; voeg die toe.")
    for values in _lines(file, reader):
        line = Line(file, reader.line_num, values)
        if None in values:
            raise line.error("(einde)", "er staan meer velden dan kolommen")
        yield read(line)


def _lines(file: str, reader: "csv.DictReader[str]") -> Iterator[Mapping[str, Any]]:
    # Where a broken line begins: what the reader counts while it fails differs between versions of Python.
    begins = reader.line_num + 1
    try:
        for values in reader:
            yield values
            begins = reader.line_num + 1
    except csv.Error as error:
        raise TaxonomyError(f"{file}, regel {begins}: is geen geldige CSV ({error}); verbeter de regel.") from error


def _unique(concepts: Iterator[Concept]) -> tuple[Concept, ...]:
    seen: dict[str, Concept] = {}
    for concept in concepts:
        if concept.id in seen:
            raise TaxonomyError(
                f"id '{concept.id}' staat twee keer in de catalogus ({concept.label}); geef een ander id."
            )
        seen[concept.id] = concept
    return tuple(seen.values())


def _check_known(line: Line, column: str, ids: tuple[str, ...], known: set[str]) -> None:
    unknown = [value for value in ids if value not in known]
    if unknown:
        raise line.error(column, f"'{unknown[0]}' bestaat niet")


def _skill(line: Line) -> Skill:
    return Skill(
        id=line.text("id", required=True),
        label=line.text("label", required=True),
        kind=line.code("kind", SkillKind),
        group=line.text("group"),
        alt_labels=line.items("alt_labels"),
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
    )

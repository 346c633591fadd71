"""What becomes of the accreditation data of VUM: is every record read, and does our source answer as theirs did?

The data are not ours to give away: `accreditatie/*/Accreditatie*_data.json` of ibnext/vum-docs, in a folder that is
named. A question is asked of every record in the file, whole ones and results together.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.tables import Measured
from matcher.domain import Client, Vacancy
from pipelines.gazetteer import read_places, read_ranges
from pipelines.geocoding import Geocoder
from pipelines.postcodes import read_postcodes
from pipelines.reading_files import FileRead, licence_words, read_client_file, read_vacancy_file
from pipelines.taxonomies import packaged_catalogue
from pipelines.vum.asked import SEARCHED_PROFILE, SEARCHED_VACANCY
from pipelines.vum.distance import distances
from pipelines.vum.earlier import renewed
from pipelines.vum.forms import Document, Shape
from pipelines.vum.lenient import regular
from pipelines.vum.selecting import Distance, place_of_vacature, place_of_werkzoekende, select
from pipelines.vum.shapes import VACATURE, WERKZOEKENDE

UNITS = {"kilometres": 1.0, "steps of 100 m": 0.1}
ALL_OF_THEM = 10_000


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of record: where it stands in the data, and how it is read and searched."""

    name: str
    pattern: str
    key: str
    shape: Shape
    searched: Mapping[str, str]
    place: Callable[[Document], str]
    read: Callable[[Path, Mapping[str, str]], FileRead[Vacancy] | FileRead[Client]]


VACANCIES = Sort(
    "vacancies",
    "AccreditatieVacature*_data.json",
    "vacature",
    VACATURE,
    SEARCHED_VACANCY,
    place_of_vacature,
    read_vacancy_file,
)
PROFILES = Sort(
    "profiles",
    "AccreditatieWerkzoekende*_data.json",
    "werkzoekende",
    WERKZOEKENDE,
    SEARCHED_PROFILE,
    place_of_werkzoekende,
    read_client_file,
)


def measure_vum(data: Path, folder: Path, postcodes: Path | None = None) -> list[Measured]:
    """Return the rows for the accreditation data below a folder; none where there are none."""
    table = None if postcodes is None else read_postcodes([postcodes])
    distance = distances(Geocoder(read_places(folder / "cache"), read_ranges(), table))
    rows = []
    for sort in (VACANCIES, PROFILES):
        for path in sorted(data.rglob(sort.pattern)):
            cases = json.loads(path.read_text("utf-8"))
            rows += _reading(sort, [json.loads(case[f"{sort.key}.{sort.key}"]) for case in cases], folder)
            rows += [_answers(sort, cases, distance, name, km) for name, km in UNITS.items()]
    return rows


def _reading(sort: Sort, records: list[Document], folder: Path) -> list[Measured]:
    """Return how many are read in each packing."""
    papers = licence_words(packaged_catalogue().licences)
    packings = {
        "array": json.dumps(records),
        "lines": "\n".join(map(json.dumps, records)),
        "envelope": json.dumps({"maximumAantalResultatenBereikt": False, "vraagID": "x", "matches": records}),
        "details": json.dumps([{"bronID": "x", sort.key: record} for record in records]),
    }
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "vum-packed.json"
    rows = []
    for packing, text in packings.items():
        path.write_text(text, "utf-8")
        found = sort.read(path, papers)
        warned = sum(len(row.warnings) for row in found.accepted)
        told = f"{len(found.accepted)} of {len(records)} read, {len(found.refused)} refused, {warned} warnings"
        rows.append(Measured(f"{sort.name}, {packing}", told, "all read, none refused"))
    path.unlink()
    return rows


def _answers(sort: Sort, cases: list[Mapping[str, str]], distance: Distance, name: str, unit_km: float) -> Measured:
    """Return how often our source gives exactly the results of theirs, and how many results differ."""
    number = f"id{sort.key.capitalize()}"
    whole: dict[str, Document] = {}
    wanted: list[tuple[Mapping[str, Any], frozenset[str]]] = []
    for case in cases:
        results = json.loads(case[f"{sort.key}.zoekresultaten"])
        for record in (*results, json.loads(case[f"{sort.key}.{sort.key}"])):
            whole[record[number]] = regular(renewed(record), sort.shape)
        wanted.append((json.loads(case[f"{sort.key}.zoekvraag"]), frozenset(record[number] for record in results)))
    same = missed = extra = 0
    for asked, theirs in wanted:
        found = select(
            whole.items(),
            asked,
            searched=sort.searched,
            place=sort.place,
            match_of=lambda record: record,
            distance=distance,
            most=ALL_OF_THEM,
            unit_km=unit_km,
        )
        ours = {match[number] for match in found.matches}
        same += ours == theirs
        missed += len(theirs - ours)
        extra += len(ours - theirs)
    told = f"{same} of {len(wanted)} questions the same; {missed} of their results missed, {extra} more"
    return Measured(f"{sort.name}, answers, `afstand` in {name}", told)

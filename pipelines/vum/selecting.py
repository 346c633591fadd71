"""Which records answer a question: within its area, meeting its conditions, at most so many, in no order of ours."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from matcher.errors import InputErrors
from pipelines.vum.asked import Test, question
from pipelines.vum.deviations import compiled
from pipelines.vum.forms import Document
from pipelines.vum.shapes import POSTCODE

Distance = Callable[[str, str], float | None]  # kilometres between two postcodes, None when not known

MOST_RESULTS = 100  # the default of the contract (`maximumAantalResultatenBereikt`)
FARTHEST = 999
# The contract does not say in what `afstand` is. Kilometres, as for `maximaleReisafstand`; in the published test data
# the results fit steps of a hundred metres better, so whoever runs a source can choose (docs/vum.md).
UNIT_KM = 1.0
AREA = "selectiegebied"


@dataclass(frozen=True, slots=True)
class Area:
    """The area of a question: so far around a postcode."""

    postcode: str
    km: float


@dataclass(frozen=True, slots=True)
class Selected:
    """What answers a question: at most so many search results, and whether there were more.

    `left_out` counts records that met the conditions and cannot be a search result: those without a full postcode, and
    of those that were looked at closely any that departs from the standard.
    """

    matches: tuple[Document, ...]
    more: bool
    left_out: int


def area_of(asked: Mapping[str, Any], unit_km: float = UNIT_KM) -> Area:
    """Return the area of a question, `afstand` in steps of `unit_km`; InputErrors with all that is wrong with it."""
    area = asked.get(AREA)
    if not isinstance(area, dict):
        raise InputErrors([(f"vraagObject.{AREA}", "is verplicht: een object met postcode en afstand")])
    mistakes = []
    postcode, distance = area.get("postcode"), area.get("afstand")
    if not isinstance(postcode, str) or not compiled(POSTCODE).fullmatch(postcode):
        mistakes.append((f"vraagObject.{AREA}.postcode", "is verplicht: vier cijfers en twee letters"))
    if isinstance(distance, float) and distance.is_integer():
        distance = int(distance)
    if isinstance(distance, bool) or not isinstance(distance, int) or not 0 <= distance <= FARTHEST:
        mistakes.append((f"vraagObject.{AREA}.afstand", f"is verplicht: een geheel getal van 0 tot en met {FARTHEST}"))
    if mistakes:
        raise InputErrors(mistakes)
    return Area(str(postcode).upper(), int(distance or 0) * unit_km)


def select(
    records: Iterable[tuple[str, Document]],
    asked: Mapping[str, Any],
    *,
    searched: Mapping[str, str],
    place: Callable[[Document], str],
    match_of: Callable[[Document], Document | None],
    distance: Distance,
    most: int = MOST_RESULTS,
    unit_km: float = UNIT_KM,
) -> Selected:
    """Return the search results for a question.

    `records` are pairs of an id and a whole record; `place` gives its postcode, "" when it has none. A record whose
    distance is not known is not selected. Of more than `most` a hash of the question and the id picks: not we, and the
    same question picks the same ones, so asking again gives nobody more. InputError for a question that cannot be.
    """
    area, test = area_of(asked, unit_km), question(asked, searched)
    within = _within(area, distance)
    seed = hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode("utf-8", "surrogatepass")).digest()
    found: list[tuple[bytes, str, Document]] = []
    left_out = 0
    for record_id, record in records:
        if not test(record):
            continue
        postcode = place(record)
        if not postcode:
            left_out += 1
        elif within(postcode):
            key = hashlib.blake2b(record_id.encode("utf-8", "surrogatepass"), key=seed, digest_size=16).digest()
            found.append((key, record_id, record))
    matches: list[Document] = []
    found.sort(key=lambda one: one[:2])
    for _, _, record in found:
        match = match_of(record)
        if match is None:
            left_out += 1
        elif len(matches) == most:
            return Selected(tuple(matches), more=True, left_out=left_out)
        else:
            matches.append(match)
    return Selected(tuple(matches), more=False, left_out=left_out)


def _within(area: Area, distance: Distance) -> Test:
    @cache  # one question: at most as many postcodes as there are records
    def within(postcode: str) -> bool:
        km = 0.0 if postcode.upper() == area.postcode else distance(area.postcode, postcode)
        return km is not None and km <= area.km

    return within


def place_of_vacature(record: Document) -> str:
    """Return the postcode of a vacancy, "" when it has none."""
    return _text(record.get("adres"), "postcode")


def place_of_werkzoekende(record: Document) -> str:
    """Return the postcode of a profile, "" when it has none."""
    return _text(record.get("mobiliteit"), "bemiddelingspostcode")


def _text(part: Any, name: str) -> str:
    found = part.get(name) if isinstance(part, dict) else None
    return found if isinstance(found, str) else ""

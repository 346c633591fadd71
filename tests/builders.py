"""Small real markets for tests: a vacancy is a line, and a market is a handful of them."""

from dataclasses import replace
from datetime import date
from functools import cache

from matcher.advise import advise
from matcher.catalogue import packaged
from matcher.codes import Mode, Origin
from matcher.commute import Estimates, Position, Precision
from matcher.concepts import concepts_of
from matcher.domain import Client, Location, OwnSkill, Vacancy
from matcher.market import NO_OCCUPATION, market_of
from matcher.policy import Policy
from matcher.ranker import PriorRanker
from matcher.reach import NOTHING_SPECIAL
from pipelines.compile import AskedFor, LinkedVacancy, compile_columns
from pipelines.geocoding import Located

TODAY = date(2026, 11, 23)
# RD kilometres of the middle of Delft.
DELFT = Position(84.17, 446.98, Precision.EXACT)
HOME = Location("Delft", "2611AB")


PLACE = Precision.PLACE
# Areas lie where they lie, whatever vacancies there are.
CENTRES = {"Zoetermeer": Position(DELFT.x_km + 11, DELFT.y_km, PLACE, 1.5)}


@cache
def concepts():
    return concepts_of(packaged().taxonomy)


def away(km, precision=Precision.EXACT):
    """A position so many kilometres east of Delft."""
    return Position(DELFT.x_km + km, DELFT.y_km, precision, 0.0 if precision is Precision.EXACT else 1.5)


def job(
    id="v1",  # noqa: A002
    essential=(),
    optional=(),
    km=1.0,
    *,
    occupation="",
    position=None,
    area=None,
    centre=None,
    weight=None,
    **fields,
):
    """A linked vacancy that asks these skills, so many kilometres from Delft.

    All vacancies of one area must have one centre; without one it lies on a whole kilometre east of Delft.
    """
    index = concepts().skill_at
    weights = concepts().weight
    asked = [
        AskedFor(
            index[skill],
            float(weights[index[skill]]) if weight is None or not wanted else weight,
            essential=wanted,
            origin=Origin.STATED,
            words=skill,
        )
        for wanted, skills in ((True, essential), (False, optional))
        for skill in skills
    ]
    position = away(km) if position is None else position
    located = Located(None)
    if position != "unknown":
        name = area or f"plaats {position.x_km:.0f}"
        around = CENTRES.get(name, Position(round(position.x_km), DELFT.y_km, PLACE, 1.5))
        located = Located(position, name, centre=centre or around)
    vacancy = Vacancy(id=id, title=fields.pop("title", id), **fields)
    return LinkedVacancy(
        vacancy=vacancy,
        located=located,
        occupation=concepts().occupation_at[occupation] if occupation else NO_OCCUPATION,
        certain=bool(occupation),
        asked=tuple(asked),
        licences=vacancy.licences,
        language=vacancy.language,
    )


def market(*jobs, identity="test"):
    """A market of these vacancies, and the id of every row."""
    licences = packaged().licences
    columns, areas, order = compile_columns(jobs, concepts(), tuple(licence.id for licence in licences))
    return market_of(identity, columns, areas, concepts(), licences), [jobs[index].vacancy.id for index in order]


def person(*skills, **fields):
    """A client in Delft who has these skills and cycles for at most half an hour."""
    own = tuple(OwnSkill(skill, skill) for skill in skills)
    fields = {"home": HOME, "modes": ((Mode.BIKE, 30),), "licences": frozenset()} | fields
    return Client(id=fields.pop("id", "c-1"), skills=own, **fields)


def travel(position=DELFT):
    return Estimates(lambda _home: position)


def advice(client, *jobs, policy=None, on=TODAY, asked=NOTHING_SPECIAL, position=DELFT):
    """The advice for a client over these vacancies, and the id of every row."""
    made, ids = market(*jobs)
    found = advise(
        client, made, travel=travel(position), ranker=PriorRanker(), policy=policy or Policy(), on=on, asked=asked
    )
    return found, ids


def ids_of(found, ids, listing="matches"):
    """The vacancies of a listing, in order."""
    scored = getattr(found, listing).scored
    return [ids[row] for row in scored.features.rows]


def renamed(item, new_id):
    return replace(item, vacancy=replace(item.vacancy, id=new_id))

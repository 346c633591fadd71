"""One question about one trip: how long from here to there, by which way, and what that rests on."""

from dataclasses import dataclass, field

import numpy as np

from matcher.codes import Method, Mode
from matcher.commute import UNREACHABLE, Estimates, Floats, Points, Position, straight_km
from pipelines.travel.footpaths import Points as Doors
from pipelines.travel.footpaths import walks
from pipelines.travel.journeys import Journey, earliest_journey, links_of
from pipelines.travel.matrices import Made, Matrices, part_of
from pipelines.travel.names import BIKE_TRANSIT, MATRIX_OF, STREETS, TIMETABLE, TRANSIT
from pipelines.travel.streets.ends import snap
from pipelines.travel.streets.network import load
from pipelines.travel.streets.routes import route
from pipelines.travel.timetable import NEVER, Timetable
from pipelines.travel.timetable_files import load_timetable
from pipelines.travel.transit import MEDIAN, MOSTLY, Transit
from pipelines.travel.windows import Window, read_clock
from pipelines.travel.zones import NO_ZONE

WITHIN_ONE_AREA = "beide plekken liggen in één gebied, zo gemiddeld als twee adressen daarin"


@dataclass(frozen=True, slots=True)
class Answer:
    """How long a trip takes in one way. `minutes` None is no trip within the limit, or not known (then method unknown).

    `mostly` is what four in five departures do not exceed, only for a timetable. `by_bike` says that the trip by public
    transport begins on the bike. `made` is what the network was made of, None for an estimate; `note` says what is
    missing.
    """

    mode: Mode
    minutes: int | None
    method: Method
    mostly: int | None = None
    by_bike: bool = False
    km: float | None = None
    journey: Journey | None = None
    made: Made | None = None
    note: str = ""

    def is_faster_than(self, other: "Answer") -> bool:
        """Return whether this takes less time; no trip is slower than any."""
        return self.minutes is not None and (other.minutes is None or self.minutes < other.minutes)


@dataclass(frozen=True, slots=True)
class Question:
    """From where to where, in which ways, and when to leave in minutes after midnight; None is the window as built.

    `within_one_area` says that the two lie in one area and are not both known better: no network tells them apart.
    """

    origin: Position
    target: Position
    modes: tuple[Mode, ...]
    at: int | None = None
    within_one_area: bool = False

    def estimate(self, mode: Mode) -> tuple[int | None, Method]:
        """Return the minutes by formula, None without any, and how exact that is."""
        estimates, point = Estimates(lambda _: None), Points.single(self.target)
        if estimates.nearest(self.origin, mode, point.areas) is not None:
            minutes, method = estimates.to_points(self.origin, mode, point)
        else:
            minutes, method = estimates.to_areas(self.origin, mode, point.areas)
        return _or_none(minutes[0]), tuple(Method)[int(method[0])]

    def is_longer_than(self, limit: int, mode: Mode) -> bool:
        """Return whether a trip is likely longer than was looked for."""
        minutes, _ = self.estimate(mode)
        return minutes is None or minutes > limit


@dataclass(frozen=True, slots=True)
class Networks:
    """What a home has to answer with; `matrices` None is nothing but formulas."""

    matrices: Matrices | None
    opened: dict[str, Timetable] = field(default_factory=dict)

    def made(self, name: str) -> Made | None:
        """Return what a matrix is, None when it was not built or is an estimate."""
        matrix = None if self.matrices is None else self.matrices.of(name)
        return None if matrix is None or matrix.made.method is Method.ESTIMATE_PC4 else matrix.made

    def timetable(self) -> Timetable | None:
        """Return the timetable in service, checked when it is first opened; None when there is none."""
        folder = None if self.matrices is None else part_of(self.matrices.folder, TIMETABLE)
        if folder is not None and TIMETABLE not in self.opened:
            self.opened[TIMETABLE] = load_timetable(folder)
        return self.opened.get(TIMETABLE)


def ask(question: Question, networks: Networks) -> list[Answer]:
    """Return an answer for every way of travelling, and one for the bike to the stop where that is asked and faster."""
    if question.within_one_area:
        return [_estimated(question, mode, WITHIN_ONE_AREA) for mode in question.modes]
    answers = []
    for mode in question.modes:
        answer = _by_timetable(question, networks) if mode is Mode.TRANSIT else _by_street(question, networks, mode)
        answers.append(answer or _estimated(question, mode, _why_estimated(networks, mode)))
    if {Mode.TRANSIT, Mode.BIKE} <= set(question.modes):
        walked = next(answer for answer in answers if answer.mode is Mode.TRANSIT)
        cycled = _by_timetable(question, networks, bike=True)
        if cycled is not None and cycled.is_faster_than(walked):
            answers.append(cycled)
    return answers


def _by_timetable(question: Question, networks: Networks, *, bike: bool = False) -> Answer | None:
    made, timetable = networks.made(BIKE_TRANSIT if bike else TRANSIT), networks.timetable()
    if made is None or timetable is None:
        return None
    ends = (question.origin, question.target)
    doors = Doors(np.array([end.x_km for end in ends]), np.array([end.y_km for end in ends]))
    access = Mode.BIKE if bike else Mode.WALK
    transit = Transit.between(doors, timetable, limit_minutes=made.limit, access=access)
    if not transit.covered().all():
        return None
    window = _window(made) if question.at is None else Window(question.at, question.at)
    minutes = transit.range_minutes(0, window, (MEDIAN, MOSTLY))[:, 1]
    return Answer(
        Mode.TRANSIT,
        _or_none(minutes[0]),
        Method.TIMETABLE,
        mostly=None if question.at is not None else _or_none(minutes[1]),
        by_bike=bike,
        journey=_journey(transit, window),
        made=made,
    )


def _window(made: Made) -> Window:
    first, last = made.window or ("07:00", "09:00")
    return Window(read_clock(first), read_clock(last), step=1)


def _journey(transit: Transit, window: Window) -> Journey | None:
    """Return the trip of the departure that stands in the middle: no better and no worse than is usual."""
    seconds = transit.seconds(0, window.starts)[1]
    at = int(np.argsort(seconds, kind="stable")[window.ranks(MEDIAN)[0]])
    if seconds[at] == NEVER:
        return None
    on_foot = int(walks((transit.points.x_km[0], transit.points.y_km[0]), transit.points)[1])
    return earliest_journey(
        transit.timetable,
        links_of(transit.access, 0),
        links_of(transit.egress, 1),
        None if on_foot == NEVER else on_foot,
        int(window.starts[at]),
        transit.limit_seconds,
    )


def _by_street(question: Question, networks: Networks, mode: Mode) -> Answer | None:
    """Return the way over the streets; without their network what its matrix says of the two zones."""
    made = networks.made(MATRIX_OF[mode])
    if made is None or networks.matrices is None:
        return None
    folder = part_of(networks.matrices.folder, f"{STREETS}{mode.value}")
    if folder is None:
        return _by_matrix(question, networks.matrices, mode)
    network = load(folder)
    begin, end = ((place.x_km, place.y_km) for place in (question.origin, question.target))
    if not snap(network, [begin[0], end[0]], [begin[1], end[1]]).covered.all():
        return None
    found = route(network, begin, end, made.limit * 60.0)
    if found is not None:
        return Answer(mode, int(found.seconds / 60 + 0.5), Method.NETWORK_STREET, km=found.km, made=made)
    return None if question.is_longer_than(made.limit, mode) else Answer(mode, None, Method.NETWORK_STREET, made=made)


def _by_matrix(question: Question, matrices: Matrices, mode: Mode) -> Answer | None:
    matrix, zones = matrices.by_name[MATRIX_OF[mode]], matrices.zones
    origin, target = zones.at(question.origin), zones.at(question.target)
    if mode is Mode.EBIKE or NO_ZONE in {origin, target} or not matrix.covered[[origin, target]].all():
        return None
    minutes = _or_none(matrix.minutes[origin, target])
    return Answer(mode, minutes, Method.NETWORK_STREET, made=matrix.made, note="tussen de twee gebieden")


def _estimated(question: Question, mode: Mode, note: str) -> Answer:
    minutes, method = question.estimate(mode)
    km = float(straight_km(question.origin, *_place(question.target))[0])
    return Answer(mode, minutes, method, km=km, note=note)


def _why_estimated(networks: Networks, mode: Mode) -> str:
    if networks.made(MATRIX_OF[mode]) is None:
        return "geen dienstregeling gebouwd" if mode is Mode.TRANSIT else "geen wegennet gebouwd"
    return "een van de twee plekken ligt buiten het net, of de reis is langer dan waarnaar is gezocht"


def _place(position: Position) -> tuple[Floats, Floats]:
    points = Points.single(position)
    return points.x_km, points.y_km


def _or_none(minutes: np.uint8) -> int | None:
    return None if minutes == UNREACHABLE else int(minutes)

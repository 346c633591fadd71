"""What a municipality may choose. Everything else is the same everywhere: there is never an `if` on a name."""

from dataclasses import dataclass

from matcher.codes import Route
from matcher.errors import PolicyError
from matcher.outlook import Risk

# Lowest and highest value, both allowed. Minutes end well below 255, which means "not reachable" in a travel matrix.
RANGES: dict[str, tuple[float, float]] = {
    "match_coverage": (0.05, 1.0),
    "list_length": (1, 500),
    "near_length": (0, 500),
    "default_minutes": (5, 240),
    "border_factor": (1.0, 2.0),
    "hours_margin": (0, 40),
    "start_margin_days": (0, 366),
    "transition_carry": (0.05, 1.0),
    "transition_levels_up": (0, 7),
    "transition_wage_drop": (0.0, 1.0),
}


@dataclass(frozen=True, slots=True)
class Policy:
    """The choices of one municipality; without a file of its own a municipality gets the values that stand here.

    municipality: the name, "" when the policy is of no municipality in particular.
    match_coverage: the part of the weighted essential skills that makes a vacancy a match, 0.05 to 1.
    list_length: how many matches a list shows, 1 to 500.
    near_length: how many near misses are shown beside them, 0 to 500; 0 shows none.
    default_minutes: minutes for one trip, 5 to 240, for a client who set no limit of their own, and for nobody else. It
        is never wider or narrower than the client's own limit, because where there is one, this is not read.
    routes: the routes that the municipality offers, at least one.
    default_routes: the routes that someone sees who has not chosen yet, at least one and all of them offered. A client
        who did choose sees what they chose, as far as the municipality offers it.
    border_factor: an estimated travel time above the limit and up to this factor of it is a near miss, 1 to 2; 1 gives
        no near misses for travel.
    hours_margin: hours a week, 0 to 40, that a vacancy may lie outside what a client wants and still be a near miss.
    start_margin_days: days, 0 to 366, that a vacancy may start too early for a client and still be a near miss.
    transition_carry: the part of the weighted essential skills of another occupation that someone must bring along for
        a step to it to be viable, 0.05 to 1. Lower than `match_coverage`: a step to other work leaves room to learn.
    transition_levels_up: how many levels higher than someone's own that occupation may be, 0 to 7.
    transition_wage_drop: the part of the hourly wage, 0 to 1, that it may pay less and still be desirable. Nesta lets a
        quarter go; who earns little cannot miss that much.
    transition_risk: the highest risk of automation that is still safe: laag, midden or hoog.

    PolicyError names the field, the value and what is allowed.
    """

    municipality: str = ""
    match_coverage: float = 0.60
    list_length: int = 20
    near_length: int = 10
    default_minutes: int = 60
    routes: frozenset[Route] = frozenset(Route)
    default_routes: frozenset[Route] = frozenset({Route.REGULAR, Route.LEERWERKPLEK})
    border_factor: float = 1.30
    hours_margin: float = 4
    start_margin_days: int = 30
    transition_carry: float = 0.40
    transition_levels_up: int = 1
    transition_wage_drop: float = 0.10
    transition_risk: Risk = Risk.MEDIUM

    def __post_init__(self) -> None:
        for name, (low, high) in RANGES.items():
            value = getattr(self, name)
            if not low <= value <= high:  # also refuses NaN, which compares false
                raise PolicyError(f"{name} is {value}; toegestaan is {low} tot en met {high}")
        for name in ("routes", "default_routes"):
            if not getattr(self, name):
                raise PolicyError(f"{name} is leeg; noem er minstens één van: {', '.join(Route)}")
        if missing := sorted(self.default_routes - self.routes):
            raise PolicyError(
                f"default_routes noemt {', '.join(missing)}; toegestaan is alleen wat ook in routes staat"
            )

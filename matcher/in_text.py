"""What only the text of a vacancy says: reasons to ask, never to leave a vacancy out by itself."""

from collections.abc import Collection, Iterator

from matcher.codes import Demand, Route
from matcher.eligibility import Refusal
from matcher.market import InText
from matcher.misses import Case
from matcher.reasons import Reason, ReasonKind
from matcher.wording import some

# What is asked about for each requirement that may be known from the text only.
ASKED = {
    Refusal.HOURS: (InText.HOURS, "het aantal uren"),
    Refusal.TIMES: (InText.SHIFTS, "de werktijden"),
    Refusal.LANGUAGE: (InText.LANGUAGE, "het niveau Nederlands"),
}


def from_text_for(case: Case) -> Iterator[Reason]:
    """Yield that the text names a kind of place that the client has chosen."""
    wanted = [route.label for route in _routes(case) if route in case.situation.client.routes]
    if wanted:
        yield Reason(ReasonKind.TEXT_ROUTE, {"routes": some(wanted)}, None)


def from_text_against(case: Case, missed: Collection[Refusal]) -> Iterator[Reason]:
    """Yield what to ask: requirements that are missed and that only the text names, and kinds of places it names."""
    only = int(case.columns.in_text[case.row])
    asked = [label for refusal, (bit, label) in ASKED.items() if refusal in missed and only & bit]
    if Refusal.PHYSICAL in missed:
        asked += [demand.label for demand in _too_heavy(case)]
    if asked:
        yield Reason(ReasonKind.ASK_TEXT, {"what": some(asked)}, None)
    others = [route.label for route in _routes(case) if route not in case.situation.client.routes]
    if others:
        yield Reason(ReasonKind.ASK_ROUTE, {"routes": some(others)}, None)


def _routes(case: Case) -> list[Route]:
    named = int(case.columns.text_routes[case.row])
    return [route for route in Route if named >> route.ordinal & 1]


def _too_heavy(case: Case) -> list[Demand]:
    """Return the demands that are too much for the client, as far as that is known from the text only."""
    named, limits = int(case.columns.text_demands[case.row]), case.situation.seeker.limits
    asked = case.columns.demands[:, case.row]
    return [
        demand
        for demand in Demand
        if named >> demand.ordinal & 1 and asked[demand.ordinal] > limits.get(demand, asked[demand.ordinal])
    ]

"""Which offerings of a course a client can still start and can get to."""

from dataclasses import dataclass
from datetime import date

from matcher.codes import Mode
from matcher.commute import UNREACHABLE, Points
from matcher.domain import Course, Offering
from matcher.policy import Policy
from matcher.reach import NOTHING_SPECIAL, limits_of
from pipelines.service import Service
from pipelines.store.clients import StoredClient

# As many as a person can compare; the next start comes first.
SHOWN = 5


@dataclass(frozen=True, slots=True)
class ReachableOffering:
    """An offering with the trip to it; both None when it is online or its place is not known."""

    offering: Offering
    minutes: int | None = None
    mode: Mode | None = None


def reachable_offerings(
    service: Service, stored: StoredClient, course: Course, policy: Policy, on: date
) -> list[ReachableOffering]:
    """Return the offerings that have not started and lie within the client's limits, the earliest first."""
    found = []
    for offering in course.offerings:
        if offering.start_date is not None and offering.start_date < on:
            continue
        trip = ReachableOffering(offering) if offering.online else _trip(service, stored, offering, policy)
        if trip is not None:
            found.append(trip)
    found.sort(key=lambda one: (one.offering.start_date or date.max, one.minutes or 0, one.offering.provider))
    return found[:SHOWN]


def _trip(service: Service, stored: StoredClient, offering: Offering, policy: Policy) -> ReachableOffering | None:
    """Return the fastest trip within the limits, an unknown one where no place is known, None when it is too far."""
    target = service.geocoder.locate(offering.location).position
    travel = service.travel_of(stored)
    origin = travel.origin(stored.client.home)
    if target is None or origin is None:
        return ReachableOffering(offering)
    points, trips = Points.single(target), []
    for mode, limit in limits_of(stored.client, policy, NOTHING_SPECIAL).items():
        pointwise = travel.nearest(origin, mode, points.areas) is not None
        found = travel.to_points(origin, mode, points) if pointwise else travel.to_areas(origin, mode, points.areas)
        minutes = int(found[0][0])
        if minutes <= limit and minutes != UNREACHABLE:
            trips.append(ReachableOffering(offering, minutes, mode))
    return min(trips, key=lambda one: one.minutes or 0, default=None)

"""The slow and plain answer to "when can I be there": Dijkstra's algorithm over every event of a timetable.

It shares nothing with the scan but the values of the timetable, so that a mistake in one is not in the other.
"""

import heapq
from bisect import bisect_left
from collections import defaultdict

from pipelines.travel.timetable import NEVER


class PlainTimetable:
    """A timetable as a graph of events in time.

    READY at a stop leads to the next departure there; a departure (WAIT) to the one after it and into the vehicle; a
    ride (ABOARD) to its arrival and to the next ride of the trip; an arrival (ARRIVED) to READY, here after the time to
    change and elsewhere after a walk.
    """

    def __init__(self, timetable):
        rides = timetable.connections
        columns = (rides.departure, rides.arrival, rides.from_stop, rides.to_stop, rides.trip)
        self.rides = list(zip(*(column.tolist() for column in columns), strict=True))
        self.boards, self.alights = rides.boards.tolist(), rides.alights.tolist()
        self.leaving = defaultdict(list)
        self.next = {}
        last_of_trip = {}
        for ride, (_, _, stop, _, trip) in enumerate(self.rides):
            self.leaving[stop].append(ride)
            if trip in last_of_trip:
                self.next[last_of_trip[trip]] = ride
            last_of_trip[trip] = ride
        self.change = timetable.stops.change_seconds.tolist()
        foot = timetable.footpaths
        self.walks = {
            stop: list(zip(foot.to[at:end].tolist(), foot.seconds[at:end].tolist(), strict=True))
            for stop, (at, end) in enumerate(zip(foot.start[:-1].tolist(), foot.start[1:].tolist(), strict=True))
        }

    def arrivals(self, access, start, limit):
        """The earliest arrival in a vehicle per stop that is reached within the limit."""
        return {stop: time for time, stop in self.in_order(access, start, limit)}

    def at_door(self, access, egress, walk, start, limit):
        """The earliest arrival at a place, from stops on foot or on foot all the way; NEVER if it is too late."""
        best, egress = start + walk, dict(egress)
        for time, stop in self.in_order(access, start, limit):
            if time >= best:
                break
            if stop in egress:
                best = min(best, time + egress[stop])
        return best if best <= start + limit else int(NEVER)

    def in_order(self, access, start, limit):
        """Yield (time, stop) of the earliest arrival in a vehicle at every stop, the earliest stop first."""
        queue = [(start + seconds, "READY", stop) for stop, seconds in access]
        best = {(kind, key): time for time, kind, key in sorted(queue, reverse=True)}
        heapq.heapify(queue)
        while queue:
            time, kind, key = heapq.heappop(queue)
            if time > best[kind, key]:
                continue
            if kind == "ARRIVED":
                yield time, key
            for later, *event in getattr(self, f"_after_{kind.lower()}")(time, key):
                if later < best.get(tuple(event), start + limit + 1):
                    best[tuple(event)] = later
                    heapq.heappush(queue, (later, *event))

    def _after_ready(self, time, stop):
        at = bisect_left(self.leaving[stop], time, key=lambda ride: self.rides[ride][0])
        if at < len(self.leaving[stop]):
            yield self.rides[self.leaving[stop][at]][0], "WAIT", (stop, at)

    def _after_wait(self, time, key):
        stop, at = key
        ride = self.leaving[stop][at]
        if self.boards[ride]:
            yield time, "ABOARD", ride
        if at + 1 < len(self.leaving[stop]):
            yield self.rides[self.leaving[stop][at + 1]][0], "WAIT", (stop, at + 1)

    def _after_aboard(self, _, ride):
        _, arrival, _, stop, _ = self.rides[ride]
        if self.alights[ride]:
            yield arrival, "ARRIVED", stop
        if ride in self.next:
            yield self.rides[self.next[ride]][0], "ABOARD", self.next[ride]

    def _after_arrived(self, time, stop):
        yield time + self.change[stop], "READY", stop
        for other, seconds in self.walks[stop]:
            yield time + seconds, "READY", other

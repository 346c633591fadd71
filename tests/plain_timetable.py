"""The slow and plain answer to "when can I be there": Dijkstra's algorithm over every event of a timetable.

It shares nothing with the scan but the values of the timetable, so that a mistake in one is not in the other.
"""

import heapq
from bisect import bisect_left
from collections import defaultdict

from pipelines.travel.timetable import NEVER


class PlainTimetable:
    """A timetable as dictionaries: departures per stop, the next ride of every ride, walks per stop."""

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

    def _departure(self, ride):
        return self.rides[ride][0]

    def arrivals(self, access, start, limit):  # noqa: C901 - one plain loop over three kinds of events
        """The earliest arrival in a vehicle per stop that is reached within the limit."""
        arrived, done = {}, set()
        queue = [(start + seconds, "ready", stop) for stop, seconds in access]
        heapq.heapify(queue)
        while queue:
            time, kind, key = heapq.heappop(queue)
            if (kind, key) in done or time > start + limit:
                continue
            done.add((kind, key))
            if kind == "ready":
                leaving = self.leaving[key]
                for ride in leaving[bisect_left(leaving, time, key=self._departure) :]:
                    if self._departure(ride) > start + limit:
                        break
                    if self.boards[ride]:
                        heapq.heappush(queue, (self._departure(ride), "aboard", ride))
            elif kind == "aboard":
                _, arrival, _, stop, _ = self.rides[key]
                if self.alights[key]:
                    heapq.heappush(queue, (arrival, "arrived", stop))
                if key in self.next:
                    heapq.heappush(queue, (self.rides[self.next[key]][0], "aboard", self.next[key]))
            else:
                arrived[key] = time
                heapq.heappush(queue, (time + self.change[key], "ready", key))
                for stop, seconds in self.walks[key]:
                    heapq.heappush(queue, (time + seconds, "ready", stop))
        return arrived


def arrival_at(arrived, egress, walk, start, limit):
    """The earliest arrival at a place: in a vehicle and then on foot, or on foot all the way; NEVER if too late."""
    times = [arrived[stop] + seconds for stop, seconds in egress if stop in arrived]
    best = min([*times, start + walk])
    return best if best <= start + limit else int(NEVER)

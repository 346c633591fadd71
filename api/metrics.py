"""Counts and times for Prometheus: of routes and the market, never of people.

What clients do under their own address is one number: with few of them, a count for each page or act would be about one
person, and "niet voor mij" is in no count at all.
"""

from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Of RFC 9110 and RFC 5789, those that a route or a browser may use. A request can carry any word as its method: each
# would be a label of its own, and holds what somebody wrote.
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER, ANY = "anders", "alle"
OWN = "/v1/me"  # where a client is, and nobody else
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0)  # seconds; 0.15 is what a list must reach


def method_of(asked: str) -> str:
    """Return a method as it may be written down: itself when it is known, else OTHER."""
    return asked if asked in METHODS else OTHER


def is_own(route: str) -> bool:
    """Return whether the template of a route is of what a client does for themselves."""
    return route == OWN or route.startswith(f"{OWN}/")


class Metrics:
    """The metrics of one app; `folder` is where several workers put theirs together, None with one."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "springplank_requests",
            "Answers by method, route and status",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "springplank_request_seconds",
            "Time to answer, by route",
            ("route",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.vacancies = Gauge(
            "springplank_market_vacancies",
            "Vacancies in the market in service",
            registry=self.registry,
            multiprocess_mode="mostrecent",
        )
        self.healthy = Gauge(
            "springplank_market_up_to_date",
            "1 when the last publication is in service, 0 when it was refused",
            registry=self.registry,
            # Not the least of all: a worker that did not look yet, or that is gone, would count as 0.
            multiprocess_mode="mostrecent",
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer; `route` is a template. Of a client's own routes neither method, page nor status is told."""
        if is_own(route):
            self.requests.labels(ANY, OWN, f"{status // 100}xx").inc()
            self.seconds.labels(OWN).observe(seconds)
        else:
            self.requests.labels(method_of(method), route, str(status)).inc()
            self.seconds.labels(route).observe(seconds)

    def in_service(self, vacancies: int, trouble: str) -> None:
        """Set what this process serves now; `trouble` says why the last publication is not in service, else ""."""
        self.vacancies.set(vacancies)
        self.healthy.set(not trouble)

    def text(self) -> bytes:
        """Return all of them in Prometheus' text format, of every worker together."""
        registry = self.registry
        if self.folder is not None:
            registry = CollectorRegistry()
            MultiProcessCollector(registry, path=str(self.folder))  # type: ignore[no-untyped-call]
        return generate_latest(registry)

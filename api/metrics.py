"""Counts and times for Prometheus: of routes and the market, never of people."""

from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0)  # seconds; 0.15 is what a list must reach


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
            multiprocess_mode="min",
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def in_service(self, vacancies: int, *, up_to_date: bool) -> None:
        """Set what is served by this process now."""
        self.vacancies.set(vacancies)
        self.healthy.set(up_to_date)

    def text(self) -> bytes:
        """Return all of them in Prometheus' text format, of every worker together."""
        registry = self.registry
        if self.folder is not None:
            registry = CollectorRegistry()
            MultiProcessCollector(registry, path=str(self.folder))  # type: ignore[no-untyped-call]
        return generate_latest(registry)

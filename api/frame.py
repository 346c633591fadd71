"""What surrounds every answer: headers, a bound on what comes in, and a last net under what nobody foresaw.

A plain ASGI layer, because it must also see what the framework itself answers, and must not hold back a stream.
"""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from time import perf_counter

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access import SAFE, routes_of
from api.metrics import ANY, OWN, Metrics, is_own, method_of
from api.problems import BY_STATUS, SORRY, UNKNOWN, Kind, problem
from api.version import API_VERSION

MOST_BYTES = 256 * 1024  # a profile with everything in it is some tens of kilobytes
YEAR = 365 * 24 * 3600
# As the Design Rules and the NCSC ask; nothing of ours is framed, sniffed, cached or sent along as a referrer.
EVERYWHERE: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # without any, browsers send "Origin: null" with our own forms
    "Strict-Transport-Security": f"max-age={YEAR}; includeSubDomains",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}
FOR_DATA = "default-src 'none'; frame-ancestors 'none'"
FOR_PAGES = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
UNKNOWN_ROUTE = "onbekend"
OPEN_TO_ALL = ("/v1/openapi.json",)
log = logging.getLogger("springplank.api")


class TooLargeError(Exception):
    """More came in than is read."""


class Bounded:
    """Reads a request until more comes, or is said to come, than is read; `passed` says that it did."""

    def __init__(self, receive: Receive, declared: int) -> None:
        self.receive = receive
        self.declared = declared
        self.seen = 0
        self.passed = False

    async def __call__(self) -> Message:
        """Return the next part; TooLargeError when it is too much."""
        if self.declared <= MOST_BYTES:
            message = await self.receive()
            self.seen += len(message.get("body", b""))
            if self.seen <= MOST_BYTES:
                return message
        self.passed = True
        raise TooLargeError


class Frame:
    """The layer around the app; `templates` has the whole address of every route, by its identity."""

    def __init__(self, app: ASGIApp, metrics: Metrics, templates: Mapping[int, str]) -> None:
        self.app = app
        self.metrics = metrics
        self.templates = templates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = perf_counter(), 0
        bounded = Bounded(receive, _declared(scope))

        async def dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                if bounded.passed:
                    raise TooLargeError  # the framework caught it, and says that the body cannot be read
                status = message["status"]
                _dress(MutableHeaders(scope=message), str(scope["path"]))
            await send(message)

        try:
            await self.app(scope, bounded, dressed)
        except TooLargeError:
            bounded.passed = False
            name, title, detail = BY_STATUS[413]
            answer = problem(Kind(HTTPStatus(413), name, title), detail, headers={"Connection": "close"})
            if not status:
                await answer(scope, receive, dressed)
        except Exception as error:  # noqa: BLE001 (the last net: whatever it is, its text may hold what someone sent)
            log.error("unforeseen %s in %s", type(error).__name__, _told(scope["method"], self._route(scope)))  # noqa: TRY400
            if not status:
                await problem(UNKNOWN, SORRY)(scope, receive, dressed)
        finally:
            self.metrics.answered(scope["method"], self._route(scope), status or 500, perf_counter() - began)

    def _route(self, scope: Scope) -> str:
        """Return the template of the address, never the address: ids and what people type stay out of what is kept."""
        route = scope.get("route")
        if route is None:
            return UNKNOWN_ROUTE
        # What is mounted knows its own part alone; the rest is where it is mounted.
        return self.templates.get(id(route)) or f"{scope.get('root_path', '')}{route.path}"


def surround(app: FastAPI, metrics: Metrics) -> None:
    """Put the layer around an app that has all its routes."""
    app.add_middleware(
        Frame, metrics=metrics, templates={id(one.original_route): str(one.path) for one in routes_of(app)}
    )


def _told(method: str, route: str) -> str:
    """Return a request as a line of the log may name it: which change a client makes for themselves is in no log."""
    if is_own(route) and method not in SAFE:
        return f"{ANY} {OWN}"
    return f"{method_of(method)} {route}"


def _declared(scope: Scope) -> int:
    value = dict(scope["headers"]).get(b"content-length", b"0")
    # The first twenty digits say enough: Python refuses to read some thousands of them.
    return int(value[:20]) if value.isdigit() else 0


def _dress(headers: MutableHeaders, path: str) -> None:
    for name, value in EVERYWHERE.items():
        headers.setdefault(name, value)
    page = headers.get("content-type", "").startswith("text/html")
    headers.setdefault("Content-Security-Policy", FOR_PAGES if page else FOR_DATA)
    if path.startswith("/v1"):
        headers["API-Version"] = API_VERSION
    if path in OPEN_TO_ALL:
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"

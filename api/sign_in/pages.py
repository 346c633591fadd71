"""Pages as HTML: templates that escape whatever is put in, and errors as pages in plain Dutch."""

from collections.abc import Callable, Coroutine, Mapping
from functools import cache
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.problems import LATER, kind_of
from api.sign_in.desk import desk_of
from api.style import ICON, SHEET, address
from matcher.errors import SpringplankError, TooManyError
from pipelines.publication.principle import PRINCIPLE_B1

# With "no-referrer", browsers say of a form on our own page that it comes from `null`.
ALWAYS = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def page(
    request: Request, template: str, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any
) -> HTMLResponse:
    """Return a page; `values` are what its template names, and a name that is missing is an error of ours.

    Every page may have a `mistake`: one sentence without a capital or a full stop, as errors have.
    """
    shared = {
        "demo": desk_of(request).demo,
        "principle": PRINCIPLE_B1,
        "sheet": address(SHEET),
        "icon": address(ICON),
        "mistake": "",
    }
    text = _templates().get_template(template).render(shared | values)
    return HTMLResponse(text, status, ALWAYS | dict(headers or {}))


class PageRoute(APIRoute):
    """A route whose errors are pages too."""

    def get_route_handler(self) -> Handler:
        """Return what answers a request."""
        answer = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await answer(request)
            except SpringplankError as error:
                return _refused(request, error)
            except RequestValidationError:
                title, mistake = "Er klopt iets niet in wat u stuurde", "ga terug en vul het formulier opnieuw in"
                return page(request, "fout.html", 400, title=title, mistake=mistake)

        return answered


def _refused(request: Request, error: SpringplankError) -> HTMLResponse:
    kind = kind_of(error)
    headers = {"Retry-After": str(error.wait)} if isinstance(error, TooManyError) else {}
    mistake = str(error) if kind.shown else LATER
    return page(request, "fout.html", int(kind.status), headers, title=kind.title, mistake=mistake)


@cache
def _templates() -> Environment:
    loader = PackageLoader("api", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)

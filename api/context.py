"""What the routes of one app share."""

from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request

from api.metrics import Metrics
from pipelines.home import Home
from pipelines.served import Served
from pipelines.service import Service
from pipelines.store.engine import Store


@dataclass(frozen=True, slots=True)
class Context:
    """The home that is served, with its store."""

    home: Home
    store: Store
    served: Served
    metrics: Metrics


def context_of(request: Request) -> Context:
    """Return the context of the app that got this request."""
    return cast("Context", request.app.state.context)


def service_of(request: Request) -> Service:
    """Return the service in use; UnavailableError while nothing was published."""
    return context_of(request).served.current()


Here = Annotated[Context, Depends(context_of)]
InUse = Annotated[Service, Depends(service_of)]

"""The app: the interface under /v1, the pages, and what surrounds them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse

from api.access import Anybody, check_closed
from api.context import Context
from api.documented import document_of
from api.frame import surround
from api.metrics import Metrics
from api.problems import add_handlers
from api.routes import ROUTERS
from api.sign_in.desk import desk_for
from api.sign_in.routes import router as sign_in
from api.style import router as style
from api.vum.mounted import mount_vum
from pipelines.contact import contact_of
from pipelines.home import open_home
from pipelines.keys import check_key
from pipelines.served import Served
from pipelines.settings import Settings
from pipelines.store.engine import store_of

BASE = "/v1"


def create_app(home_path: Path, cache: Path | None = None) -> FastAPI:
    """Return the app that serves this home; HomeError or KeyringError when it cannot be served."""
    home = open_home(home_path)
    check_key(home)
    settings = Settings.from_env()
    store = store_of(home)
    metrics = Metrics(settings.metrics)
    served = Served(home, store, cache or settings.cache, looked=metrics.in_service)
    app = bare_app()
    app.state.context = Context(home, store, served, metrics)
    app.state.contact = contact_of(home)
    app.state.sign_in = desk_for(home, store)
    mount_vum(app, app.state.context)
    surround(app, metrics)
    return app


def bare_app() -> FastAPI:
    """Return the app with its routes, and no home behind it: enough for its document."""
    app = FastAPI(
        openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False, lifespan=_lifespan, title="Springplank"
    )
    add_handlers(app)
    for router in ROUTERS:
        app.include_router(router, prefix=BASE)
    app.include_router(sign_in)
    app.include_router(style)

    @app.get(f"{BASE}/openapi.json", include_in_schema=False)
    def openapi(_: Anybody) -> JSONResponse:
        return JSONResponse(document_of(app))

    check_closed(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[dict[str, Any]]:
    context: Context | None = getattr(app.state, "context", None)
    if context is not None:
        await run_in_threadpool(context.served.prepare)
    yield {}
    if context is not None:
        context.store.close()

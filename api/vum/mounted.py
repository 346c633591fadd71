"""The source of VUM as a part of the server: only when the home says so, and only for parties that it names."""

import ipaddress
import logging

from fastapi import FastAPI, Request

from api.context import Context
from api.vum.app import create_vum_app
from api.vum.limits import Terms
from pipelines.contact import contact_of
from pipelines.vum_settings import VumSettings, vum_settings
from pipelines.vum_source import StoredSource

PATH = "/vum/v3"
log = logging.getLogger("springplank.vum")


def mount_vum(app: FastAPI, context: Context) -> bool:
    """Mount the source when the home is one, and return whether it is; off by default."""
    settings = vum_settings(context.home)
    if settings is None:
        return False
    source = StoredSource(context.served.current, context.store, settings.desk)
    if settings.suwi_only and not settings.suwi_parties:
        log.warning("nobody gets profiles through VUM: suwi-only is true and suwi-parties is empty; see docs/vum.md")
    terms = Terms(
        own=settings.own,
        carriers=settings.carriers,
        suwi_parties=settings.suwi_parties,
        suwi_only=settings.suwi_only,
        unit_km=settings.unit_km,
    )
    app.mount(PATH, create_vum_app(source, Authenticated(settings), terms, contact_of(context.home)))
    return True


class Authenticated:
    """Says who is at the other end of a connection, from what the proxy writes that ends the mutual TLS."""

    def __init__(self, settings: VumSettings) -> None:
        self.settings = settings

    def __call__(self, request: Request) -> str | None:
        """Return the OIN of the certificate, None for who may not ask."""
        if request.client is None or not self._is_proxy(request.client.host):
            return None
        said = request.headers.getlist(self.settings.header)
        return said[0] if len(said) == 1 and said[0] in self.settings.connections else None

    def _is_proxy(self, host: str) -> bool:
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return any(address in network for network in self.settings.proxies)

"""What signing in needs, put together once for an app: how people sign in here, and where what is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from fastapi import Request

from api.sign_in.addresses import address_of
from api.sign_in.provider import Provider
from matcher.errors import NotFoundError, SettingError
from pipelines.home import Home
from pipelines.settings import now
from pipelines.sign_in_settings import SignInSettings, sign_in_settings
from pipelines.store.engine import Store
from pipelines.store.local_passwords import LocalPasswords
from pipelines.store.sign_in_log import ADDRESS, Tried


@dataclass(frozen=True, slots=True, repr=False)
class SignInDesk:
    """How people sign in to one home. `provider` None: only in a demo. `local` None: no demo, so no local accounts."""

    store: Store
    provider: Provider | None
    local: LocalPasswords | None
    clock: Callable[[], datetime] = now

    @property
    def settings(self) -> SignInSettings | None:
        """How people sign in with a provider, None without one."""
        return None if self.provider is None else self.provider.settings

    @property
    def demo(self) -> bool:
        """Whether this is a demo, with invented data and local accounts."""
        return self.local is not None

    def needed_provider(self) -> Provider:
        """Return the provider; NotFoundError where there is none."""
        if self.provider is None:
            raise NotFoundError("hier is geen aanbieder ingesteld; meld u aan met een account van de demo")
        return self.provider

    def needed_local(self) -> LocalPasswords:
        """Return the local accounts; NotFoundError outside a demo."""
        if self.local is None:
            raise NotFoundError("lokale accounts bestaan alleen in een demo; meld u aan bij de aanbieder")
        return self.local

    def site_of(self, request: Request) -> str:
        """Return the address of this service as browsers write it in `Origin`."""
        if self.settings is not None:
            return self.settings.base_url
        return f"{request.url.scheme}://{request.url.netloc}".lower()

    def is_secure(self, request: Request) -> bool:
        """Return whether people reach this service over https, so that cookies never go over anything else."""
        return self.site_of(request).startswith("https://")

    def address(self, request: Request) -> Tried:
        """Return from where a request comes, to count tries under."""
        proxies = () if self.settings is None else self.settings.proxies
        return Tried("address", address_of(request, proxies), ADDRESS)


def desk_for(home: Home, store: Store) -> SignInDesk:
    """Return how people sign in to a home; SettingError when nothing is set and it is no demo."""
    settings = sign_in_settings(home)
    demo = home.config.demo
    if settings is None and not demo:
        raise SettingError(
            f"{home.config_file}: [sign-in] ontbreekt, dus niemand kan zich aanmelden; zie docs/sign-in.md"
        )
    provider = None if settings is None else Provider(settings)
    return SignInDesk(store, provider, LocalPasswords(home, store.engine) if demo else None)


def desk_of(request: Request) -> SignInDesk:
    """Return how people sign in to the app that got this request."""
    return cast("SignInDesk", request.app.state.sign_in)

"""Who may call a route, and for what: the type of one parameter of its function. A route without one does not start.

The purpose follows from the route and the role. A token's scope, or the header `Doelbinding`, may only narrow it; any
other value is refused, and the refusal names the principle.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI, Header, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts

from api.sign_in.identity import Identity, check_form_token, identify
from matcher.errors import DeniedError, PrincipleError, SignInError
from matcher.purpose import Purpose
from matcher.roles import Role
from pipelines.publication.principle import PRINCIPLE
from pipelines.settings import now
from pipelines.store.access_log import Act, Actor
from pipelines.store.accounts import Account

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
DOELBINDING = "Waarvoor u de gegevens gebruikt. Mag alleen beperken wat bij de route hoort; laat weg als u twijfelt."


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, in which role and for which purpose."""

    account: Account
    role: Role
    purpose: Purpose

    def act(self, what: str) -> Act:
        """Return what this caller does now."""
        return Act(Actor(self.account.id, self.role), what, self.purpose, now())

    @property
    def client_id(self) -> str:
        """The client that a caller in that role is; DeniedError for an account that is nobody's."""
        if self.account.client_id is None:
            raise DeniedError("dit account hoort niet bij een cliënt; vraag de functioneel beheerder")
        return self.account.client_id


@dataclass(frozen=True, slots=True)
class Allowed:
    """Lets in who has one of these roles; the first that the account has is the one it acts in."""

    roles: tuple[Role, ...]
    purpose: Purpose

    def __call__(
        self,
        request: Request,
        _doelbinding: Annotated[
            str | None, Header(alias="doelbinding", description=DOELBINDING, max_length=100)
        ] = None,  # for the document; a request may carry it more than once
    ) -> Caller:
        """Return the caller; SignInError, DeniedError or PrincipleError say why not."""
        identity = identify(request)
        if identity is None:
            raise SignInError("meld u aan, of stuur een geldig token mee")
        if request.method not in SAFE and identity.via == "session":
            check_form_token(request, identity, request.headers.get("X-Form-Token", ""))
        role = next((role for role in self.roles if role in identity.account.roles), None)
        if role is None:
            needed = " of ".join(role.label for role in self.roles)
            raise DeniedError(f"dit is voor de rol {needed}; vraag de functioneel beheerder om die rol")
        self._check_purpose(identity, request.headers.getlist("doelbinding"))
        return Caller(identity.account, role, self.purpose)

    def _check_purpose(self, identity: Identity, asked: Sequence[str]) -> None:
        if set(asked) - {purpose.value for purpose in Purpose}:
            raise PrincipleError(PRINCIPLE)
        if set(asked) - {self.purpose.value}:
            raise PrincipleError(f"deze route dient het doel {self.purpose.label}, geen ander. {PRINCIPLE}")
        if self.purpose not in identity.purposes:
            raise PrincipleError(f"dit token mag niet voor het doel {self.purpose.label}. {PRINCIPLE}")


def anybody() -> None:
    """Mark a route that is open to all: it shows nothing about people."""


Anybody = Annotated[None, Depends(anybody)]
Me = Annotated[Caller, Depends(Allowed((Role.CLIENT,), Purpose.ADVICE_TO_CLIENT))]
Coach = Annotated[Caller, Depends(Allowed((Role.COACH,), Purpose.ADVICE_TO_CLIENT))]
Proposer = Annotated[Caller, Depends(Allowed((Role.COACH,), Purpose.ADVICE_TO_EMPLOYER))]
Analyst = Annotated[Caller, Depends(Allowed((Role.ANALYST,), Purpose.TRAINING))]
Administrator = Annotated[Caller, Depends(Allowed((Role.ADMINISTRATOR,), Purpose.MAINTENANCE))]


def routes_of(app: FastAPI) -> tuple[RouteContext, ...]:
    """Return every route of an app with the path that it is found at."""
    return tuple(iter_route_contexts(app.routes))


def declared(route: RouteContext) -> tuple[Role, ...] | None:
    """Return the roles that a route is for, () when it is open to all, None when it does not say."""
    if not isinstance(route.original_route, APIRoute):
        return None
    found = [_roles(dependant) for dependant in _all(route.dependant)]
    said = [roles for roles in found if roles is not None]
    return said[0] if len(said) == 1 else None


def check_closed(app: FastAPI) -> None:
    """Refuse to start with a route that does not declare who it is for."""
    silent = sorted(str(one.path) for one in routes_of(app) if declared(one) is None)
    if silent:
        raise RuntimeError(f"routes without a role: {', '.join(silent)}")


def _all(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for inner in dependant.dependencies:
        yield from _all(inner)


def _roles(dependant: Dependant) -> tuple[Role, ...] | None:
    if dependant.call is anybody:
        return ()
    return dependant.call.roles if isinstance(dependant.call, Allowed) else None

"""Who asks: by the session of a browser, or by the bearer token of a system. Everything else is nobody."""

from dataclasses import dataclass
from typing import Literal

from fastapi import Request

from api.sign_in import cookies
from api.sign_in.desk import SignInDesk, desk_of
from api.sign_in.form_token import check_same, check_site
from api.sign_in.provider import Provider
from api.sign_in.purposes import narrowed, purposes_of
from api.sign_in.tokens import check_access_token, signed_claims
from matcher.errors import NotFoundError, SignInError
from matcher.purpose import Purpose
from pipelines.store.accounts import Account
from pipelines.store.sessions import Session

LONGEST_COOKIE = 128  # three times what our own tokens have
OVER = "uw sessie is voorbij; meld u opnieuw aan"
NO_ACCOUNT = "bij dit token hoort geen account dat aan staat; vraag de functioneel beheerder"


@dataclass(frozen=True, slots=True, repr=False)
class Identity:
    """Who asks, and for which purposes that may be. `form_token` goes with a session, and is None with a token."""

    account: Account
    via: Literal["session", "token"]
    purposes: frozenset[Purpose]
    form_token: str | None

    def __repr__(self) -> str:
        return f"Identity({self.account.id}, {self.via})"


def identify(request: Request) -> Identity | None:
    """Return who asks, None for nobody.

    SignInError when a token or session is not good, TooManyError after too many bad tokens, PrincipleError for a scope
    with a purpose that is not ours, UnavailableError while the provider cannot be asked for its keys. A token in the
    address is not looked at; with a token in the header, a cookie is not.
    """
    desk = desk_of(request)
    credentials = request.headers.getlist("authorization")
    if credentials:
        return _by_token(request, desk, credentials)
    cookie = cookies.read(request, desk, cookies.SESSION)
    return _by_session(desk, cookie) if cookie else None


def check_form_token(request: Request, identity: Identity, given: str) -> None:
    """Refuse a change with a session that does not come from a page of ours; DeniedError says what to do.

    A token of a system is not sent along by a browser by itself, so it needs none.
    """
    if identity.via == "token":
        return
    check_site(request, desk_of(request))
    check_same(identity.form_token or "", given)


def found_session(request: Request) -> Session | None:
    """Return the session of a browser, None without one that is good."""
    desk = desk_of(request)
    cookie = cookies.read(request, desk, cookies.SESSION)
    return desk.store.sessions.find(cookie, desk.clock()) if cookie and len(cookie) <= LONGEST_COOKIE else None


def _by_session(desk: SignInDesk, cookie: str) -> Identity:
    session = desk.store.sessions.find(cookie, desk.clock()) if len(cookie) <= LONGEST_COOKIE else None
    if session is None:
        raise SignInError(OVER)
    account = _account(desk, session.account_id)
    if account is None:
        raise SignInError(OVER)
    return Identity(account, "session", purposes_of(account.roles), session.form_token)


def _by_token(request: Request, desk: SignInDesk, credentials: list[str]) -> Identity:
    address = desk.address(request)
    desk.store.sign_ins.check([address], desk.clock())
    try:
        return _of_token(desk, credentials)
    except SignInError:
        desk.store.sign_ins.failed([address], desk.clock())
        raise


def _of_token(desk: SignInDesk, credentials: list[str]) -> Identity:
    scheme, _, token = credentials[0].partition(" ")
    if len(credentials) > 1 or scheme.lower() != "bearer":
        raise SignInError("stuur één token mee, als Authorization: Bearer …")
    provider, audience = _accepts_tokens(desk)
    claims = signed_claims(token.strip(), provider.key_for)
    issuer = provider.settings.issuer
    subject = check_access_token(claims, issuer=issuer, audience=audience, at=desk.clock())
    account = desk.store.accounts.by_subject(issuer, subject)
    if account is None or not account.active:
        raise SignInError(NO_ACCOUNT)
    return Identity(account, "token", narrowed(purposes_of(account.roles), claims.get("scope")), None)


def _accepts_tokens(desk: SignInDesk) -> tuple[Provider, str]:
    provider = desk.provider
    if provider is None or provider.settings.audience is None:
        raise SignInError("hier worden geen tokens aangenomen; meld u aan in een browser")
    return provider, provider.settings.audience


def _account(desk: SignInDesk, account_id: str) -> Account | None:
    try:
        account = desk.store.accounts.get(account_id)
    except NotFoundError:  # removed since
        return None
    return account if account.active else None

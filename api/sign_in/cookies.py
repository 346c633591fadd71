"""The cookies of signing in: never readable by a page, never sent along from another site, never over plain http."""

from fastapi import Request, Response

from api.sign_in.desk import SignInDesk
from api.sign_in.pending import LASTS

SESSION = "springplank"
PENDING = "springplank-aanmelden"
NEWCOMER = "springplank-uitnodiging"
VISIT = "springplank-bezoek"
# A cookie with this prefix is only taken over https, for this host and all of it, so nobody else can plant one
# (RFC 6265bis, 4.1.3.2). Browsers refuse it on http, so on this machine itself the name stands without.
PREFIX = "__Host-"


def read(request: Request, desk: SignInDesk, name: str) -> str:
    """Return a cookie, "" when it is not there."""
    return request.cookies.get(_full(desk, request, name), "")


def keep(response: Response, request: Request, desk: SignInDesk, name: str, value: str) -> None:
    """Let the browser keep a cookie: until it closes, and those of signing in for ten minutes.

    Lax and not strict: the way back from the provider comes from another site.
    """
    response.set_cookie(
        _full(desk, request, name),
        value,
        max_age=int(LASTS.total_seconds()) if name in (PENDING, NEWCOMER) else None,
        path="/",
        secure=desk.is_secure(request),
        httponly=True,
        samesite="lax",
    )


def drop(response: Response, request: Request, desk: SignInDesk, name: str) -> None:
    """Let the browser forget a cookie."""
    response.delete_cookie(
        _full(desk, request, name), path="/", secure=desk.is_secure(request), httponly=True, samesite="lax"
    )


def _full(desk: SignInDesk, request: Request, name: str) -> str:
    return f"{PREFIX}{name}" if desk.is_secure(request) else name

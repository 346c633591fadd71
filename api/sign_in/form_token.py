"""Proof that a change comes from a page of ours: a token in the form, and what the browser says about the page."""

import secrets
from hmac import compare_digest

from fastapi import Request

from api.sign_in.desk import SignInDesk
from matcher.errors import DeniedError

SAME = "same-origin"
BYTES = 32
LONGEST = 128
EXPIRED = "deze pagina is te oud; laad haar opnieuw en probeer het nog eens"
ELSEWHERE = "deze aanvraag kwam van een andere website; ga zelf naar Springplank en doe het daar"


def check_site(request: Request, desk: SignInDesk) -> None:
    """Refuse what a page of another site sent. Browsers of before these headers are left to the token alone.

    `Sec-Fetch-Site` cannot be set by a page. With it, an `Origin` of `null` is fine: browsers send that for a form on a
    page of ours whose policy is to send no referrer (Fetch, "serializing a request origin").
    """
    site, said = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    ours = {None, desk.site_of(request), *(("null",) if site == SAME else ())}
    if site not in (None, SAME) or (said if said is None else said.lower()) not in ours:
        raise DeniedError(ELSEWHERE)


def check_same(expected: str, given: str) -> None:
    """Refuse another token than the one that was given out."""
    if not expected or not compare_digest(expected.encode(), given[:LONGEST].encode("utf-8", "replace")):
        raise DeniedError(EXPIRED)


def new_visit() -> str:
    """Return a value for the cookie of somebody who is not signed in yet."""
    return secrets.token_urlsafe(BYTES)


def visit_token(desk: SignInDesk, visit: str) -> str:
    """Return the token for the forms of a visit: only this service can make it."""
    return desk.store.keys.keyed("visit", visit[:LONGEST])

"""The pages of signing in and out, and the page to begin at. They are no part of the interface under /v1."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from api.access import Anybody
from api.sign_in import cookies
from api.sign_in.desk import SignInDesk, desk_of
from api.sign_in.form_token import check_same, check_site, new_visit, visit_token
from api.sign_in.identity import Identity, check_form_token, found_session, identify
from api.sign_in.local_path import local_path
from api.sign_in.pages import PageRoute, page
from api.sign_in.pending import Newcomer, Pending
from api.sign_in.provider import REFUSED
from api.sign_in.tokens import check_id_token, signed_claims
from matcher.errors import DeniedError, NotFoundError, SignInError
from pipelines.store.accounts import Account
from pipelines.store.sign_in_log import LOGIN, Tried

router = APIRouter(route_class=PageRoute, include_in_schema=False)
SEE_OTHER = 303
LONGEST_LOGIN = 100
BLOCKED = "dit account is geblokkeerd; vraag de functioneel beheerder"
NO_MATCH = "deze naam en dit wachtwoord horen niet bij elkaar; probeer het opnieuw"
TOO_LATE = "dit duurde te lang of begon in een ander venster; begin opnieuw met aanmelden"

Text = Annotated[str, Form(max_length=512)]
Asked = Annotated[str, Query(max_length=4096)]


@router.get("/")
def start(request: Request, _: Anybody) -> Response:
    """Show who is signed in, and what this service does and never does."""
    identity = _signed_in(request)
    if identity is None:
        return RedirectResponse("/inloggen", SEE_OTHER)
    roles = sorted(role.label for role in identity.account.roles)
    return page(request, "start.html", name=identity.account.name, roles=roles, form_token=identity.form_token or "")


@router.get("/inloggen")
def sign_in_page(request: Request, _: Anybody, naar: Asked = "/") -> Response:
    """Show how to sign in."""
    return _sign_in_page(request, naar)


@router.post("/inloggen")
def sign_in_locally(
    request: Request,
    _: Anybody,
    gebruikersnaam: Text = "",
    wachtwoord: Text = "",
    naar: Text = "/",
    form_token: Text = "",
) -> Response:
    """Sign in with a local account of a demo."""
    desk = desk_of(request)
    local = desk.needed_local()
    _check_visit(request, desk, form_token)
    login, at = gebruikersnaam.strip().lower()[:LONGEST_LOGIN], desk.clock()
    numbers = desk.store.sign_ins.begin([desk.address(request), Tried("login", login, LOGIN)], at)
    account_id = local.check(login, wachtwoord)
    if account_id is None:
        return _sign_in_page(request, naar, status=401, mistake=NO_MATCH, login=login)
    desk.store.sign_ins.succeeded(numbers)
    return _begin(request, desk, desk.store.accounts.get(account_id), naar)


@router.get("/inloggen/aanbieder")
def go_to_provider(request: Request, _: Anybody, naar: Asked = "/") -> Response:
    """Send somebody to the provider to sign in."""
    desk = desk_of(request)
    pending = Pending.new(local_path(naar))
    answer = RedirectResponse(desk.needed_provider().authorize_url(pending), SEE_OTHER)
    cookies.keep(answer, request, desk, cookies.PENDING, pending.sealed(desk.store.keys.accounts, desk.clock()))
    return answer


@router.get("/inloggen/terug")
def back_from_provider(request: Request, _: Anybody) -> Response:
    """Take somebody back from the provider: signed in, or asked for an invitation when there is no account yet."""
    desk = desk_of(request)
    here = [desk.address(request)]
    desk.store.sign_ins.check(here, desk.clock())
    try:
        answer = _returned(request, desk)
    except (SignInError, NotFoundError) as error:
        desk.store.sign_ins.failed(here, desk.clock())
        answer = page(request, "fout.html", 401, title="Aanmelden is niet gelukt", mistake=str(error))
    cookies.drop(answer, request, desk, cookies.PENDING)  # one try, whatever came of it
    return answer


@router.get("/inloggen/sleutels")
def client_keys(request: Request, _: Anybody) -> JSONResponse:
    """Give the public key of this service, for the provider."""
    key = desk_of(request).needed_provider().client_key
    return JSONResponse({"keys": []} if key is None else key.public_set())


@router.get("/uitnodiging")
def invitation_page(request: Request, _: Anybody) -> Response:
    """Ask for the code of an invitation, after signing in at the provider."""
    return _invitation_page(request, desk_of(request))


@router.post("/uitnodiging")
def accept_invitation(request: Request, _: Anybody, code: Text = "", form_token: Text = "") -> Response:
    """Link the account of an invitation to who signed in."""
    desk = desk_of(request)
    _check_visit(request, desk, form_token)
    at = desk.clock()
    newcomer = Newcomer.opened(cookies.read(request, desk, cookies.NEWCOMER), desk.store.keys.accounts, at)
    if newcomer is None:
        raise SignInError("meld u eerst aan bij de aanbieder; vul daarna uw code in")
    person = Tried("newcomer", f"{newcomer.issuer}\n{newcomer.subject}", LOGIN)
    numbers = desk.store.sign_ins.begin([desk.address(request), person], at)
    try:
        account = desk.store.accounts.accept_invitation(code, newcomer.issuer, newcomer.subject, at)
    except SignInError as error:
        return _invitation_page(request, desk, status=401, mistake=str(error), code=code)
    desk.store.sign_ins.succeeded(numbers)
    answer = _begin(request, desk, account, newcomer.back)
    cookies.drop(answer, request, desk, cookies.NEWCOMER)
    return answer


@router.get("/uitloggen")
def sign_out_page(request: Request, _: Anybody) -> Response:
    """Ask whether to sign out: only the form does it."""
    identity = _signed_in(request)
    if identity is None:
        return RedirectResponse("/inloggen", SEE_OTHER)
    return page(request, "uitloggen.html", form_token=identity.form_token or "")


@router.post("/uitloggen")
def sign_out(request: Request, _: Anybody, form_token: Text = "") -> Response:
    """End the session, and go on to the provider to end the one there."""
    desk = desk_of(request)
    identity, session = _signed_in(request), found_session(request)
    if identity is not None:
        check_form_token(request, identity, form_token)
    if session is not None:
        desk.store.sessions.end(session.token)
    address = None if desk.provider is None else desk.provider.sign_out_url()
    # Not a redirect: the form may only go to us (form-action), and browsers hold a redirect of it to that too.
    headers = {} if address is None else {"Refresh": f"0; url={address}"}
    answer = page(request, "uitgelogd.html", headers=headers, address=address)
    cookies.drop(answer, request, desk, cookies.SESSION)
    return answer


@router.get("/uitloggen/vergeet.css")
def forget_pages(_: Anybody) -> Response:
    """Make the browser forget the pages of a session; the page after signing out asks for this as a stylesheet.

    Chromium keeps the page one leaves at hand for the back button, also with no-store. On the answer to the form the
    header would come too soon: the page is put away only when the next one is there.
    """
    return Response(media_type="text/css", headers={"Clear-Site-Data": '"cache"'})


def _returned(request: Request, desk: SignInDesk) -> Response:
    provider, store, at = desk.needed_provider(), desk.store, desk.clock()
    pending = Pending.opened(cookies.read(request, desk, cookies.PENDING), store.keys.accounts, at)
    if pending is None:
        raise SignInError(TOO_LATE)
    _check_state(pending, _one(request, "state"))
    provider.check_issuer(_one(request, "iss"))
    if not store.sign_ins.first_time("state", pending.state, at):
        raise SignInError(TOO_LATE)
    code = _one(request, "code")
    if code is None or _one(request, "error") is not None:
        raise SignInError(REFUSED)
    settings = provider.settings
    claims = signed_claims(provider.id_token(code, pending.verifier), provider.key_for)
    subject = check_id_token(
        claims,
        issuer=settings.issuer,
        client_id=settings.client_id,
        nonce=pending.nonce,
        acr_values=settings.acr_values,
        at=at,
    )
    account = store.accounts.by_subject(settings.issuer, subject)
    if account is not None:
        return _begin(request, desk, account, pending.back)
    answer = RedirectResponse("/uitnodiging", SEE_OTHER)
    newcomer = Newcomer(settings.issuer, subject, pending.back).sealed(store.keys.accounts, at)
    cookies.keep(answer, request, desk, cookies.NEWCOMER, newcomer)
    return answer


def _check_state(pending: Pending, given: str | None) -> None:
    """Refuse an answer that is not to the question that this browser asked."""
    try:
        check_same(pending.state, given or "")
    except DeniedError as error:
        raise SignInError(TOO_LATE) from error


def _begin(request: Request, desk: SignInDesk, account: Account, back: str) -> Response:
    """Begin a session for an account. One that was there before ends: it is never taken over."""
    if not account.active:
        raise SignInError(BLOCKED)
    if before := cookies.read(request, desk, cookies.SESSION):
        desk.store.sessions.end(before)
    session = desk.store.sessions.begin(account.id, desk.clock())
    answer = RedirectResponse(local_path(back), SEE_OTHER)
    cookies.keep(answer, request, desk, cookies.SESSION, session.token)
    cookies.drop(answer, request, desk, cookies.VISIT)
    return answer


def _signed_in(request: Request) -> Identity | None:
    """Return who is signed in with a browser, None for nobody, also when the session is over."""
    try:
        identity = identify(request)
    except SignInError:
        return None
    return identity if identity is not None and identity.via == "session" else None


def _sign_in_page(request: Request, back: str, *, status: int = 200, mistake: str = "", login: str = "") -> Response:
    desk = desk_of(request)
    visit = cookies.read(request, desk, cookies.VISIT) or new_visit()
    answer = page(
        request,
        "inloggen.html",
        status,
        local=desk.local is not None,
        provider=desk.provider is not None,
        back=local_path(back),
        mistake=mistake,
        login=login,
        form_token=visit_token(desk, visit),
    )
    cookies.keep(answer, request, desk, cookies.VISIT, visit)
    return answer


def _invitation_page(
    request: Request, desk: SignInDesk, *, status: int = 200, mistake: str = "", code: str = ""
) -> Response:
    kept = cookies.read(request, desk, cookies.NEWCOMER)
    known = Newcomer.opened(kept, desk.store.keys.accounts, desk.clock()) is not None
    visit = cookies.read(request, desk, cookies.VISIT) or new_visit()
    answer = page(
        request,
        "uitnodiging.html",
        status,
        known=known,
        provider=desk.provider is not None,
        mistake=mistake,
        code=code,
        form_token=visit_token(desk, visit),
    )
    cookies.keep(answer, request, desk, cookies.VISIT, visit)
    return answer


def _check_visit(request: Request, desk: SignInDesk, given: str) -> None:
    check_site(request, desk)
    visit = cookies.read(request, desk, cookies.VISIT)
    check_same(visit_token(desk, visit) if visit else "", given)


def _one(request: Request, name: str) -> str | None:
    """Return a parameter of the address, None when it is not there; SignInError when it is there twice."""
    values = request.query_params.getlist(name)
    if len(values) > 1:
        raise SignInError(REFUSED)
    return values[0] if values else None

"""What `springplank account …` does and prints."""

from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape

from matcher.errors import SettingError
from matcher.purpose import Purpose
from matcher.roles import Role
from matcher.wording import long_date
from pipelines.cli.printing import console, print_json
from pipelines.home import Home, open_home
from pipelines.settings import acting_user, now
from pipelines.sign_in_settings import sign_in_settings
from pipelines.store.access_log import Act, Actor
from pipelines.store.accounts import Account
from pipelines.store.engine import store_of


def add_account(folder: Path, name: str, roles: Sequence[Role], *, client: str | None, subject: str | None) -> None:
    """Make an account and print its code, which is shown nowhere again."""
    home = open_home(folder)
    issuer = "" if subject is None else _issuer(home)
    who, at = acting_user(), now()
    with store_of(home) as store:
        if subject is None:
            made, code = store.accounts.make(name, frozenset(roles), client_id=client, made_by=who, at=at)
        else:
            made = store.accounts.make_known(
                name, frozenset(roles), issuer=issuer, subject=subject, client_id=client, made_by=who, at=at
            )
    screen = console()
    screen.print(f"Account {made.id} is gemaakt: {escape(made.name)}, {_labels(made)}.")
    if subject is not None:
        screen.print("Het hoort bij dit systeem van de aanbieder; een uitnodiging is niet nodig.")
    else:
        _print_code(home, code, made)


def list_accounts(folder: Path, *, as_json: bool) -> None:
    """Print every account, the oldest first."""
    with store_of(open_home(folder)) as store:
        found = store.accounts.all()
    if as_json:
        print_json({"accounts": [_document(account) for account in found]})
        return
    screen = console()
    if not found:
        screen.print("Er zijn nog geen accounts; maak er een met springplank account add.")
    for account in found:
        of = "" if account.client_id is None else f" ({escape(account.client_id)})"
        screen.print(f"{account.id}  {escape(account.name)}, {_labels(account)}{of}: {_state(account)}")


def invite_again(folder: Path, account_id: str) -> None:
    """Give an account a new invitation and print its code."""
    home = open_home(folder)
    act = Act(Actor(acting_user()), "nieuwe uitnodiging voor het account gegeven", Purpose.MAINTENANCE, now())
    with store_of(home) as store:
        code = store.accounts.invite(account_id, act)
        found = store.accounts.get(account_id)
    _print_code(home, code, found)
    if found.client_id is not None:
        console().print("Dat u deze uitnodiging gaf staat in het logboek; de cliënt leest het bij de inzagen.")


def link_account(folder: Path, account_id: str, subject: str) -> None:
    """Link an account to somebody or something that the provider knows."""
    home = open_home(folder)
    issuer = _issuer(home)
    act = Act(Actor(acting_user()), "account gekoppeld aan iemand van de aanbieder", Purpose.MAINTENANCE, now())
    with store_of(home) as store:
        store.accounts.link(account_id, issuer, subject, act)
        found = store.accounts.get(account_id)
    console().print(f"Account {found.id} ({escape(found.name)}) hoort nu bij deze naam van de aanbieder.")
    if found.client_id is not None:
        console().print("Dat u dit deed staat in het logboek; de cliënt leest het bij de inzagen.")


def set_active(folder: Path, account_id: str, *, active: bool) -> None:
    """Block an account, or let it in again."""
    what = "account aangezet" if active else "account geblokkeerd"
    act = Act(Actor(acting_user()), what, Purpose.MAINTENANCE, now())
    with store_of(open_home(folder)) as store:
        changed = store.accounts.change(account_id, active=active, act=act)
    console().print(f"Account {changed.id} ({escape(changed.name)}) is {'weer aan' if active else 'geblokkeerd'}.")


def _print_code(home: Home, code: str, account: Account) -> None:
    screen = console()
    settings = sign_in_settings(home)
    screen.print(f"De code van de uitnodiging, die u maar één keer ziet:\n\n  {code}\n")
    where = "" if settings is None else f" op {settings.base_url}/uitnodiging"
    until = (
        "" if account.invited_until is None else f" De code werkt tot en met {long_date(account.invited_until.date())}."
    )
    screen.print(f"Vul haar in{where} na het aanmelden.{until} Stuur code en adres apart.", soft_wrap=True)


def _issuer(home: Home) -> str:
    settings = sign_in_settings(home)
    if settings is None:
        raise SettingError("--subject kan alleen als de aanbieder is ingesteld; zie docs/sign-in.md")
    return settings.issuer


def _document(account: Account) -> dict[str, object]:
    return {
        "id": account.id,
        "name": account.name,
        "roles": sorted(role.value for role in account.roles),
        "client": account.client_id,
        "active": account.active,
        "linked": account.linked,
        "made_at": account.made_at.isoformat(timespec="seconds"),
    }


def _labels(account: Account) -> str:
    return ", ".join(sorted(role.label for role in account.roles))


def _state(account: Account) -> str:
    if not account.active:
        return "geblokkeerd"
    if account.linked:
        return "in gebruik"
    if account.invited_until is not None and account.invited_until > now():
        return "uitgenodigd"
    return "niet gekoppeld"

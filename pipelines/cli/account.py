"""The commands `springplank account …`, which import what they need inside."""

from typing import Annotated

import typer

from matcher.roles import Role
from pipelines.cli.options import LONGEST_SHOWN, HomeOption, JsonOption, home_folder

account = typer.Typer(
    name="account",
    help="Accounts van medewerkers, cliënten en systemen: maak ze, bekijk ze, blokkeer ze.",
    epilog='Voorbeeld: springplank account add --name "Beheer" --role functioneel-beheerder --home gemeente',
    no_args_is_help=True,
)


def read_role(text: str) -> Role:
    """Return the role that a word means: its code or its Dutch label."""
    word = text.strip().casefold().replace(" ", "-")
    for role in Role:
        if word in (role.value, role.label.casefold().replace(" ", "-")):
            return role
    raise typer.BadParameter(f"'{text[:LONGEST_SHOWN]}' is geen rol; kies uit {', '.join(role.value for role in Role)}")


AccountArgument = Annotated[str, typer.Argument(metavar="ACCOUNT", help="Het id van het account, zoals a-3f…")]


@account.command(
    "add", epilog='Voorbeeld: springplank account add --name "Werkcoach A" --role werkcoach --home gemeente'
)
def add(
    name: Annotated[str, typer.Option("--name", metavar="NAAM", help="Hoe deze persoon of dit systeem heet.")],
    roles: Annotated[
        list[Role],
        typer.Option(
            "--role", parser=read_role, metavar="ROL", help="client, werkcoach, analist of functioneel-beheerder."
        ),
    ],
    home: HomeOption = None,
    client: Annotated[
        str | None,
        typer.Option(
            "--client", metavar="CLIENT", help="Bij de rol client: van wie dit account is.", show_default=False
        ),
    ] = None,
    subject: Annotated[
        str | None,
        typer.Option(
            "--subject",
            metavar="NAAM",
            help="Voor een systeem: hoe de aanbieder het noemt (sub). Dan is er geen uitnodiging.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Maak een account. U krijgt één keer een code; wie die invult na het aanmelden, krijgt dit account."""
    from pipelines.cli.account_lines import add_account

    add_account(home_folder(home), name, roles, client=client, subject=subject)


@account.command("list", epilog="Voorbeeld: springplank account list --home gemeente")
def listing(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Laat alle accounts zien, met hun rollen en of ze aan staan."""
    from pipelines.cli.account_lines import list_accounts

    list_accounts(home_folder(home), as_json=as_json)


@account.command("invite", epilog="Voorbeeld: springplank account invite a-3f9c --home gemeente")
def invite(account_id: AccountArgument, home: HomeOption = None) -> None:
    """Geef een account een nieuwe code. Wie er nu mee aanmeldt kan dat niet meer, en wordt uitgelogd.

    Bij het account van een cliënt komt dit in het logboek; de cliënt leest wie de uitnodiging gaf.
    """
    from pipelines.cli.account_lines import invite_again

    invite_again(home_folder(home), account_id)


@account.command("link", epilog="Voorbeeld: springplank account link a-3f9c --subject systeem-7 --home gemeente")
def link(
    account_id: AccountArgument,
    subject: Annotated[
        str, typer.Option("--subject", metavar="NAAM", help="Hoe de aanbieder deze persoon of dit systeem noemt (sub).")
    ],
    home: HomeOption = None,
) -> None:
    """Koppel een account aan iemand van de aanbieder, zonder uitnodiging: een systeem, of na een overstap.

    Wie er nu mee aanmeldt kan dat niet meer, en wordt uitgelogd. Bij dat van een cliënt komt dit in het logboek.
    """
    from pipelines.cli.account_lines import link_account

    link_account(home_folder(home), account_id, subject)


@account.command("block", epilog="Voorbeeld: springplank account block a-3f9c --home gemeente")
def block(account_id: AccountArgument, home: HomeOption = None) -> None:
    """Blokkeer een account. Wie aangemeld is wordt overal meteen uitgelogd."""
    from pipelines.cli.account_lines import set_active

    set_active(home_folder(home), account_id, active=False)


@account.command("unblock", epilog="Voorbeeld: springplank account unblock a-3f9c --home gemeente")
def unblock(account_id: AccountArgument, home: HomeOption = None) -> None:
    """Zet een geblokkeerd account weer aan."""
    from pipelines.cli.account_lines import set_active

    set_active(home_folder(home), account_id, active=True)

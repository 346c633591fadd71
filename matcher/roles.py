"""Who uses the service, and what someone is to a client. Closed lists."""

from matcher.codes import Code


class Role(Code):
    """What someone may do. A client never has another role: nobody advises themselves."""

    CLIENT = ("client", "cliënt")
    COACH = ("werkcoach", "werkcoach")
    ANALYST = ("analist", "analist")
    ADMINISTRATOR = ("functioneel-beheerder", "functioneel beheerder")


class CasePart(Code):
    """What a member of staff is to a client; each of them sees the client, and no other coach does."""

    COACH = ("werkcoach", "werkcoach")
    REGISSEUR = ("regisseur", "regisseur")
    SHADOW = ("schaduwregisseur", "schaduwregisseur")

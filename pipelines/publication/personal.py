"""Which data of a person are in a profile and why: every field of it.

Tests hold the list to `matcher.domain.Client`, so that it does not fall behind.
"""

from dataclasses import dataclass

from matcher.codes import Code


class Use(Code):
    """What a field does in an advice."""

    IDENTITY = ("herkennen", "herkennen wie het is; telt nergens in mee")
    LIMIT = ("harde-eis", "harde eis: wat niet kan, valt af met de reden erbij")
    ORDER = ("volgorde", "telt mee in de volgorde")
    BOTH = ("eis-en-volgorde", "harde eis, en telt mee in de volgorde")
    SHOWN = ("tonen", "wordt alleen getoond; telt nergens in mee")


@dataclass(frozen=True, slots=True)
class PersonalField:
    """A field of a profile: what it is, why it is needed, what it does, and whether it can say something of health."""

    name: str
    label: str
    why: str
    use: Use
    delicate: bool = False


PROFILE = (
    PersonalField("id", "nummer", "het profiel terugvinden zonder naam", Use.IDENTITY),
    PersonalField("name", "naam", "een werkcoach moet herkennen om wie het gaat", Use.IDENTITY),
    PersonalField("municipality", "gemeente", "het beleid en de caseload die gelden", Use.IDENTITY),
    PersonalField("home", "woonplaats, postcode of plek op de kaart", "de reistijd uitrekenen", Use.BOTH),
    PersonalField("modes", "manieren van reizen en langste reistijd", "niets boven de eigen grens", Use.BOTH),
    PersonalField("skills", "vaardigheden", "zien wat iemand al kan", Use.ORDER),
    PersonalField("history", "eerder werk, betaald of niet", "vaardigheden uit werk meetellen", Use.ORDER),
    PersonalField("level", "opleidingsniveau", "werk en scholing op een passend niveau", Use.ORDER),
    PersonalField(
        "diplomas",
        "diploma's en certificaten",
        "wat iemand leerde meetellen en niet nog eens aanraden",
        Use.ORDER,
    ),
    PersonalField("languages", "talen en niveau", "het Nederlands dat werk vraagt", Use.LIMIT),
    PersonalField("licences", "rijbewijzen en andere papieren", "papieren die werk vraagt", Use.LIMIT),
    PersonalField("hours_min", "minste uren per week", "werk met genoeg uren", Use.LIMIT),
    PersonalField("hours_max", "meeste uren per week", "werk met niet te veel uren", Use.BOTH),
    PersonalField("day_parts", "delen van de week", "werk op tijden die kunnen", Use.LIMIT),
    PersonalField("window", "vrije tijd op een werkdag", "werk en reis binnen bijvoorbeeld schooltijden", Use.LIMIT),
    PersonalField("available_from", "beschikbaar vanaf", "werk dat niet te vroeg begint", Use.LIMIT),
    PersonalField(
        "limitations",
        "wat iemand lichamelijk of in drukte aankan",
        "werk dat niet te zwaar is; nooit de oorzaak",
        Use.LIMIT,
        delicate=True,
    ),
    PersonalField(
        "support_needed",
        "begeleiding of aanpassing die nodig is",
        "werkplekken die deze hulp bieden hoger zetten",
        Use.ORDER,
        delicate=True,
    ),
    PersonalField(
        "routes",
        "soorten werkplek waar iemand voor kiest",
        "alleen soorten werk tonen die iemand zelf kiest",
        Use.LIMIT,
        delicate=True,  # beschut werk and banenafspraak go with an indication
    ),
    PersonalField("wishes", "gewenst werk", "wat iemand wil telt mee", Use.ORDER),
    PersonalField("exclusions", "werk dat iemand niet wil", "dit werk niet laten zien", Use.LIMIT),
    PersonalField("ladder", "trede op de participatieladder", "een werkcoach kan hem zien bij een gesprek", Use.SHOWN),
)

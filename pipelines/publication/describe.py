"""Parts that both assessments have: how it works, who may do what, and what the municipality chose."""

from matcher.consent import Consent
from matcher.roles import Role
from matcher.wording import number, percent
from pipelines.publication.facts import Facts
from pipelines.publication.markdown import TO_FILL_IN, bullets, table, text
from pipelines.publication.receivers import NO_EMPLOYER, RECEIVERS, exchange_line
from pipelines.publication.register_texts import PER_UNIT

WHAT_ROLE_MAY = {
    Role.CLIENT: "de eigen gegevens en suggesties lezen en veranderen; niets van een ander",
    Role.COACH: (
        "profielen en lijsten van de eigen caseload bekijken en veranderen, vacatures toevoegen, een toestemming "
        "vastleggen die iemand uitsprak, bezwaren beantwoorden, en kandidaten bij een vacature zoeken"
    ),
    Role.ANALYST: "zien welke modellen in gebruik zijn en hoe zij werken; niets van cliënten",
    Role.ADMINISTRATOR: "accounts, caseloads en schakelaars beheren; geen profielen",
}


def status_line(facts: Facts) -> str:
    """Return what this is, of which version, and how to go on with it."""
    looked = "" if facts.installation else " Er is in geen installatie gekeken; de keuzes zijn de standaard."
    demo = " Dit is een demo met verzonnen gegevens." if facts.installation and facts.installation.demo else ""
    return text(
        f"Gemaakt door Springplank {facts.version} uit wat de software over zichzelf weet.{looked}{demo}",
        f"Dit is een begin en geen afgeronde toets. Wat alleen de gemeente kan weten staat bij **{TO_FILL_IN}**.",
    )


def how_it_works(facts: Facts) -> str:
    """Return the way from a profile to a list, with every feature and its points."""
    policy, ranker = facts.policy, facts.ranker
    rows = (
        (
            feature.name,
            feature.label,
            "meer is beter" if feature.direction > 0 else "minder is beter",
            _points(points, feature.unit),
        )
        for feature, points in ranker.weights.items()
    )
    return "".join(
        (
            bullets(
                (
                    "Reistijd: alleen vacatures binnen de grens die iemand zelf koos. Onbekende reistijd staat apart.",
                    "Harde eisen: wat niet kan valt af, met de reden erbij; de werkcoach kan het blijven zien.",
                    f"Aansluiting: een vacature past bij {percent(policy.match_coverage)} of meer van wat nodig is.",
                    f"Volgorde: {number(ranker.base)} punten plus de punten hieronder (`{ranker.name}`).",
                    "Uitleg: redenen vóór en tégen, en de punten per kenmerk, voor de cliënt en voor de werkcoach.",
                )
            ),
            table(("kenmerk", "wat het is", "richting", "punten"), rows),
            text(
                "Wat onbekend is krijgt nul punten. De gewichten zijn vooraf vastgesteld en veranderen niet door "
                "gebruik."
            ),
        )
    )


def roles_table() -> str:
    """Return what each role may do, and to what a client can say yes."""
    rows = ((role.label, WHAT_ROLE_MAY[role]) for role in Role)
    yes = "; ".join(kind.label for kind in Consent)
    return table(("rol", "mag"), rows) + text(
        f"Een cliënt kan ja zeggen tegen: {yes}.",
        "Een ja kan worden ingetrokken. Een werkcoach kan vastleggen wat een cliënt zei; de cliënt ziet wie dat deed.",
    )


def receivers_table(facts: Facts) -> str:
    """Return who else than the client sees something of a client, and whether profiles are exchanged here."""
    rows = ((one.name, one.sees, one.when, one.traced) for one in RECEIVERS)
    return table(("wie", "ziet", "wanneer", "na te gaan"), rows) + text(exchange_line(facts.installation), NO_EMPLOYER)


def choices(facts: Facts) -> str:
    """Return what the municipality chose, or that these are the defaults."""
    policy, installation = facts.policy, facts.installation
    kind = "de standaardwaarden" if installation is None else "het beleid in deze installatie"
    if installation is not None and installation.example_policy:
        kind = "een voorbeeld dat met Springplank meekomt en dat geen raad heeft vastgesteld"
    lines = [
        f"Een lijst heeft hoogstens {policy.list_length} vacatures, en {policy.near_length} die net niet passen.",
        f"Wie zelf geen grens koos ziet werk tot {policy.default_minutes} minuten reizen.",
        f"Wie nog niet koos ziet: {', '.join(sorted(route.label for route in policy.default_routes))}.",
        f"De gemeente biedt: {', '.join(sorted(route.label for route in policy.routes))}.",
    ]
    if installation is not None:
        lines += [
            f"Taxonomie: {installation.taxonomy or 'nog geen'}.",
            f"Bronnen van vacatures: {', '.join(file for file, _ in installation.sources) or 'nog geen'}.",
        ]
    return text(f"Keuzes van {facts.municipality.name}: {kind}.") + bullets(lines)


def _points(points: float, unit: str) -> str:
    return PER_UNIT[unit].format(number(points))

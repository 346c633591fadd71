"""Which guidance and adjustments a text promises to who comes to work there."""

import re
from collections.abc import Iterator

from matcher.codes import Support
from models.texts.said import Said

KIND = "support"
_HELP = r"(?:hulp|begeleiding|ondersteuning|steun|samen met|begeleid door|geholpen door)"
_WORK = r"(?:werktijden|uren|rooster|werkdagen)"
# Per kind of support the words that may begin one, and the phrases that are one.
SUPPORTS: tuple[tuple[Support, str, tuple[str, ...]], ...] = (
    (
        Support.JOBCOACH,
        r"job-?coach\w*|coach",
        (
            rf"{_HELP}[\w ]{{0,12}} (?:een |je |jouw |onze |de )?(?:eigen |interne )?job-?coach\w*",
            r"(?:een |je |jouw |eigen |interne )job-?coach(?! ?\(?m/v)",
            r"job-?coach (?:is |wordt |kan |helpt|beschikbaar|aanwezig|die |ondersteunt|begeleidt|mogelijk)",
            r"jobcoaching",
            r"met job-?coach",
        ),
    ),
    (
        Support.BUDDY,
        r"buddy|maatje|mentor|begeleid\w*|\w+begeleider|leermeester|praktijkopleider|aanspreekpunt|handje",
        (
            (
                r"(?:een |je |jouw |vaste |eigen )+(?:buddy|maatje|mentor|werkbegeleider|praktijkbegeleider"
                r"|leermeester|praktijkopleider)"
            ),
            r"(?:vaste|eigen|persoonlijke) begeleider",
            r"met een vast aanspreekpunt",
            r"werkbegeleider",
            r"praktijkbegeleider",
            r"buddy(?: die|-?systeem)",
            r"aan het handje",
            (
                r"begeleiding (?:op de (?:werkvloer|werkplek)|tijdens (?:het|je) werk"
                r"|van (?:een )?(?:\w+ )?(?:collega|begeleider|leermeester))"
            ),
            r"(?:intensieve|goede|persoonlijke|veel|extra|volop) begeleiding",
            r"(?:we|wij) begeleiden je",
        ),
    ),
    (
        Support.ADAPTED_PLACE,
        r"aangepaste?|werkplek\w*|rolstoel\w*",
        (
            r"aangepaste werkplek",
            r"werkplek(?:ken)? op maat",
            r"werkplek-?aanpassing\w*",
            r"(?:we|wij) passen (?:je|de|jouw) werkplek aan",
            r"werkplek (?:wordt |is |kan worden )?aangepast",
            r"rolstoel ?(?:toegankelijk|vriendelijk)\w*",
        ),
    ),
    (
        Support.ADAPTED_TASKS,
        r"aangepaste?|maat|job-?carving|taken|takenpakket|passen|afgestemd|aanpassen|mogelijkheden",
        (
            r"aangepaste? (?:taken|werkzaamheden|werk|takenpakket)",
            r"(?:taken|takenpakket|werk|functie|baan) op maat",
            r"job-?carving",
            r"taken (?:stellen|kiezen|bepalen) we samen",
            r"werk dat bij jouw mogelijkheden past",
            (
                r"(?:werk|taken|takenpakket)[\w ]{0,20} (?:passen we|passen wij|aanpassen|aangepast"
                r"|afgestemd) (?:aan|op) [\w ]{0,14}(?:kunt|kan|mogelijkheden|talenten|past)"
            ),
        ),
    ),
    (
        Support.LOW_STIMULUS,
        r"prikkel\w*|rustige?",
        (
            r"prikkel-?arme?\w*",
            r"rustige (?:werkplek|plek|werkomgeving|omgeving|werkruimte|ruimte)",
            r"weinig prikkels",
            r"prikkelvrij\w*",
        ),
    ),
    (
        Support.OWN_PACE,
        r"\w*tempo\w*|\w*druk|stap",
        (
            r"(?:je |jouw |in |op )?(?:eigen|rustig) tempo",
            r"geen (?:hoge )?(?:tempodruk|prestatiedruk|werkdruk|tijdsdruk|productiedruk)",
            r"zonder (?:tempo|prestatie|werk|tijds)druk",
            r"tempo passen we",
            r"tempo (?:dat|wat) bij (?:je|jou) past",
            r"lage werkdruk",
            r"stap voor stap",
        ),
    ),
    (
        Support.FLEXIBLE_HOURS,
        r"flexibele?|werktijden|uren|rooster|werkdagen|opbouwen|schooltijd\w*|schooluren",
        (
            r"flexibele (?:werktijden|werkuren|begintijden|uren|tijden|roosters)",
            r"flexibel rooster",
            rf"(?:zelf|in overleg) je {_WORK} (?:bepalen|indelen|in te delen|kiezen)",
            rf"{_WORK} (?:zijn |gaan |bepalen we |spreken we )?in overleg",
            rf"(?:je|jij) (?:bepaalt|kiest) zelf (?:je|jouw) {_WORK}",
            r"(?:uren|rustig) (?:rustig )?opbouwen",
            r"(?:binnen|onder|tijdens) schooltijd(?:en)?",
            r"(?:onder|binnen) schooluren",
            r"je uren (?:rustig )?(?:op te bouwen|uitbreiden)",
        ),
    ),
    (
        Support.LANGUAGE_HELP,
        r"taal\w*|nederlandse?",
        (
            r"taal(?:les(?:sen)?|cursus|training|maatje|coach|ondersteuning|traject|hulp)",
            r"taal op de werkvloer",
            r"(?:les|lessen|cursus|hulp) (?:in |bij )?(?:het |de )?nederlands(?:e taal)?",
            r"hulp bij de taal",
        ),
    ),
    (
        Support.TRANSPORT,
        r"vervoer|busje|pendelbus\w*|opgehaald",
        (
            r"vervoer (?:van en naar|naar) (?:het |je )?werk",
            r"(?:wij|we) (?:regelen|verzorgen) (?:het |je |jouw )?vervoer",
            r"vervoer (?:is |wordt )?(?:geregeld|verzorgd)",
            r"pendelbus\w*",
            r"busje (?:haalt|brengt|van|rijdt)",
            r"opgehaald en (?:thuis)?gebracht",
            r"(?:word je|je wordt) (?:thuis )?opgehaald",
        ),
    ),
)
# Being shown the work is less than a guide of one's own.
SHOWN_IN = re.compile(
    r"\b(?:(?:goed |rustig |volledig )?ingewerkt|(?:goed|uitgebreid|gedegen)e? inwerk(?:periode|programma|traject))\b"
)
TRIGGERS = (*(re.compile(trigger) for _, trigger, _ in SUPPORTS), re.compile(r"ingewerkt|inwerk\w+"))
PATTERNS = tuple(re.compile(rf"\b(?:{'|'.join(phrases)})\b") for _, _, phrases in SUPPORTS)
# What someone does there for others, and what is asked of them.
FOR_OTHERS = re.compile(
    r"\b(?:je|jij|u|ik) (?:begeleidt|begeleid|geeft|geef|verzorgt|verzorg|ondersteunt|regelt|coacht|bent een|bent"
    r"|bedient|biedt|helpt)\b"
    r"|\bals (?:\w+ )?(?:job-?coach|begeleider|mentor|buddy|praktijkbegeleider|werkbegeleider)\b"
    r"|\b(?:clienten|bewoners|leerlingen|kinderen|deelnemers|patienten|gasten|inwoners|jongeren|client)\b"
)


def read(plain: str, start: int, end: int, which: int) -> Iterator[Said]:
    """Give the guidance and adjustments that this part of a plain text offers.

    `which` has a bit for every element of TRIGGERS that a word of it matches.
    """
    found = [
        Said(KIND, support.value, *one.span())
        for number, (support, _, _) in enumerate(SUPPORTS)
        if which >> number & 1
        for one in PATTERNS[number].finditer(plain, start, end)
    ]
    if which >> len(SUPPORTS) & 1:
        found += [
            Said(KIND, Support.BUDDY.value, *one.span(), hedged=True) for one in SHOWN_IN.finditer(plain, start, end)
        ]
    if found and not FOR_OTHERS.search(plain, start, end):
        yield from found

"""The small words that say what a Dutch sentence does with what it names, as bits of one number per word.

The last five bits are for words of labels and of rules, which differ by reader: see `models/texts/lexicon.py`.
"""

from models.normalise import DOUBLED

(
    ARTICLE,
    YOU,
    MYSELF,
    WE,
    OUR,
    GEEN,
    NIET,
    ZONDER,
    NOOIT,
    HOEFT,
    CAN,
    HAVE,
    NEEDED,
    NEEDED_NOUN,
    NO_OBSTACLE,
    NOT_ALONE,
    IRRELEVANT,
    PRE,
    PRE_IF,
    VERB,
    AND,
    OR,
    TURN,
    CONNECT,
    PREPOSITION,
    OFFER,
    OBTAIN,
    COURSE,
    LEARN,
    WILLING,
    ASK,
    TOPIC,
    BUSINESS,
    CONDITION,
    BACK,
    HEADING,
    TRAINS,
    SMALL_PRINT,
    MAYBE_BUSINESS,
    STARTS,
    SINGLE,
    PREFIX,
    ACT,
    CALLS,
) = (1 << bit for bit in range(44))

NO = GEEN | NIET | ZONDER | NOOIT
LIST = AND | OR
# Words that something begins with; the others are only looked at from one of these.
HOT = STARTS | SINGLE | PREFIX | ACT | CALLS | AND

WORDS: tuple[tuple[int, str], ...] = (
    # Articles and the like, and the "s" of "foto's": labels are the same with and without.
    (ARTICLE, "de het een je jouw uw onze ons mijn hun jullie s"),
    (YOU, "je jij u jou jullie jouw uw ik"),
    (MYSELF, "ik"),
    (WE, "wij we"),
    (OUR, "ons onze"),
    (GEEN, "geen noch"),
    (NIET, "niet"),
    (ZONDER, "zonder"),
    (NOOIT, "nooit nergens"),
    (HOEFT, "hoeft hoef hoeven"),
    (CAN, "kan kun kunt kunnen mag mogen wil wilt willen durf durft"),
    (HAVE, "heb hebt heeft hebben had hadden"),
    (
        NEEDED,
        (
            "nodig vereist verplicht noodzakelijk gevraagd noodzaak must moet moeten eis vereiste vereisten dient"
            " voorwaarde"
        ),
    ),
    (NEEDED_NOUN, "eis eisen vereiste vereisten must noodzaak voorwaarde verplichting"),
    (
        NO_OBSTACLE,
        (
            "probleem probleme moeite bezwaar bezwaren hekel angst vrees hoogtevrees twijfel last schrik geheimen"
            " vies vreemde"
        ),
    ),
    # "Niet alleen", "niet bang voor", "niet vies van" deny nothing of what follows.
    (NOT_ALONE, "alleen enkel slechts bang vies te zo zomaar minder vergeten onbelangrijk allergisch erg snel gauw"),
    (IRRELEVANT, "overbodig onnodig onbelangrijk"),
    (
        PRE,
        (
            "pre pluspunt pluspunten voordeel bonus bonuspunt bonuspunten meegenomen wenselijk gewenst voorkeur"
            " liefst meerwaarde aanbeveling voorsprong streepje idealiter eventueel optioneel pluspuntje pres"
        ),
    ),
    # A pre only beside certain other words.
    (PRE_IF, "handig nice plus fijn leuk mooi top prettig welkom helpt"),
    (
        VERB,
        (
            "is zijn bent ben was heb hebt heeft hebben had kan kun kunt kunnen moet moeten mag mogen wil wilt"
            " willen zal zul zult zullen zou zouden ga gaat werk werkt beschik beschikt spreek spreekt beheers"
            " beheerst begrijp begrijpt houd houdt hou krijg krijgt krijgen doe doet kom komt sta staat weet ken"
            " kent vind vindt zoek zoekt zoeken vraag vraagt vragen bied biedt bieden leer leert geldt betekent"
            " maakt zorg zorgt rijd rijdt help helpt hoef hoeft hoeven wordt worden word draai draait start begin"
            " begint ligt heet lijkt durf durft volgt geef geeft blijf blijft"
        ),
    ),
    (AND, "en plus alsmede alsook & evenals"),
    (OR, "of ofwel danwel"),
    (TURN, "maar wel echter"),
    (CONNECT, "want omdat dus zodat terwijl doordat waardoor hoewel aangezien"),
    (
        PREPOSITION,
        (
            "aan achter bij binnen boven buiten door in langs met na naar naast om onder op over per rond tegen"
            " tot tussen uit van vanaf vanuit via volgens voor tijdens behalve ondanks wegens omtrent richting"
        ),
    ),
    (
        OFFER,
        (
            "bieden bied biedt aanbieden aangeboden krijg krijgt krijgen vergoed vergoeden vergoedt betalen"
            " betaalt faciliteren mogelijkheid mogelijkheden kans kansen doorgroeien doorgroeimogelijkheden gratis"
            " doorgroei doorstromen vergoeding opgeleid opleiden toewerken"
        ),
    ),
    (
        OBTAIN,
        ("halen behalen haal haalt behaal behaalt volgen volg volgt ontwikkelen ontwikkel leren leer leert aanleren"),
    ),
    (
        COURSE,
        (
            "cursus cursussen opleiding opleidingen training trainingen workshop workshops bijscholing les lessen"
            " omscholing"
        ),
    ),
    (LEARN, "leren leer leert aanleren"),
    (WILLING, "bereid bereidheid bereidwillig"),
    (
        ASK,
        (
            "zoek zoekt zoeken gezocht vraag vraagt vragen gevraagd verwacht verwachten eis eisen eist stellen"
            " nodig vereist verplicht vereisten kandidaat kandidaten iemand collega belangrijk hechten wensen"
            " wenst gewenst noodzakelijk must pre kandidate sollicitant hopen medewerker medewerkers"
        ),
    ),
    (
        TOPIC,
        ("ervaring diploma diploma's opleiding achtergrond papieren motivatiebrief cv vog certificaat certificaten"),
    ),
    (
        BUSINESS,
        (
            "marktleider specialist specialisten toonaangevend toonaangevende familiebedrijf dienstverlener"
            " leverancier opgericht gespecialiseerd vestigingen producent groothandel klantenkring opdrachtgevers"
            " totaalleverancier"
        ),
    ),
    # "Wij leiden je op tot …", "bezig met je rijbewijs".
    (TRAINS, "leiden leidt leid bezig"),
    (
        SMALL_PRINT,
        (
            "acquisitie cookie cookies privacy privacyverklaring privacybeleid privacystatement persoonsgegevens"
            " avg voorwaarden ongeacht diversiteit gelijke sollicitatie"
        ),
    ),
    (MAYBE_BUSINESS, "sinds al is zijn team medewerkers collega vestigingen werknemers"),
    (CONDITION, "als indien wanneer mocht tenzij mits"),
    (BACK, "dat dit dan die deze daar hiervoor daarvoor"),
    # Words that a heading may begin with.
    (
        HEADING,
        (
            "het dit dat een pre pres pre's pluspunten nice bonuspunten mooi leuk fijn bij gewenst wensen"
            " wenselijk handig niet wat wij we ons mag kun kan krijg je jij onze arbeidsvoorwaarden voorwaarden"
            " daar hier what waarom what's jouw de voordelen extra's extras aanbod salaris opleiding over wie"
            " bedrijfsprofiel bedrijfsomschrijving bedrijfsinformatie about waar organisatie werkgever"
            " solliciteren sollicitatie sollicitatieprocedure solliciteer hoe direct interesse geinteresseerd"
            " enthousiast meer informatie contact contactgegevens contactpersoon vragen reageren acquisitie"
            " privacy privacyverklaring cookies procedure iets ben nieuwsgierig disclaimer verwachten zoeken"
            " functie functie-eisen functieeisen eisen profiel functieprofiel profielschets bedrijf u vereisten"
            " requirements kwalificaties competenties kwaliteiten vaardigheden herken is must musthaves gevraagd"
            " noodzakelijk vereist verplicht mijn taken werkzaamheden rol werk takenpakket werkdag dag"
            " functieomschrijving functieinhoud functiebeschrijving zo werktijden uren dienstverband locatie"
            " wanneer standplaats werkplek werkervaring opleidingen rijbewijs talen cursussen ervaring hobby's"
            " persoonlijk persoonlijke bieden"
        ),
    ),
)
ENDINGS = ("en", "s", "e")
SHORTEST_STEM = 3  # letters
HARD = {"v": "f", "z": "s"}  # at the end of a stem: "schrijven", "schrijf"


def _marks() -> dict[str, int]:
    marks: dict[str, int] = {}
    for bit, words in WORDS:
        for word in words.split():
            marks[word] = marks.get(word, 0) | bit
    return marks


MARKS = _marks()
ARTICLES = frozenset(word for word, bits in MARKS.items() if bits & ARTICLE)


def stem_of(word: str) -> str:
    """Return the stem of a word in small letters, the same for singular and plural."""
    stem = word.removesuffix("'s")
    for ending in ENDINGS:
        if stem.endswith(ending) and len(stem) >= len(ending) + SHORTEST_STEM:
            stem = stem.removesuffix(ending)
            break
    stem = DOUBLED.sub(r"\1", stem)
    return stem[:-1] + HARD.get(stem[-1], stem[-1]) if stem else word

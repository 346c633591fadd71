"""What the work asks of body and mind, and how much: "je tilt tot 25 kg", "veel lopen", "in de kou".

Only demands of the work are read; a text about someone's health is left alone. How much follows from the words beside
it ("veel", "soms"), or from the kilos. What a text denies ("geen zwaar werk") is left out: it makes no work light.
"""

import re
from collections.abc import Iterator

from matcher.codes import Demand, DemandGrade
from models.texts.said import Said

KIND = "demand"
# Kilos up to which lifting is light, and moderate. Our choice, below the 23 kg that is the most under ideal
# circumstances by the NIOSH equation (Waters and others, 1993, Ergonomics 36(7)).
LIGHT_KILOS, MODERATE_KILOS = 10, 20
MOST_KILOS = 80  # more is the weight of a load on a truck
BESIDE = 30  # characters before and behind it in which a word says how much

_KILOS = r"\d{1,3} ?(?:kg|kilo)"
_MUCH = r"(?:lang|langdurig|veel|hele dag|continu|het grootste deel)"
_YOU = r"(?:je|jij|u) "
_GAP = r"(?: [\w'-]+){0,3}?"
# Per demand the words that may begin one, and the phrases that are one.
DEMANDS: tuple[tuple[Demand, str, tuple[str, ...]], ...] = (
    (
        Demand.LIFTING,
        r"til|tilt|tillen|tilwerk\w*|sjouw\w*|zwaar|zware|kg|kilo\w*|\d+kg|fysieke?|lichamelijke?",
        (
            (
                rf"(?:til|tilt|tillen|sjouwen|sjouwt|sjouw)\b(?: en (?:dragen|sjouwen|verplaatsen|tillen|duwen"
                rf"|trekken)|{_GAP} (?:tot|van|meer dan|max\.?|maximaal|circa|ongeveer)[\w .]{{0,14}}?{_KILOS})?"
            ),
            r"(?:zwaar|zware) (?:til\w*|spullen|lasten|voorwerpen|pakketten|dozen|materialen|producten|meubels)",
            r"tilwerk(?:zaamheden)?",
            rf"{_KILOS}(?:gram)? (?:\w+ )?(?:tillen|dragen|sjouwen|te tillen|kunnen tillen)",
            (
                rf"(?:gewicht\w*|dozen|pakketten|zakken|kratten|colli|rollen|balen|producten"
                rf"|materialen)[\w ]{{0,16}} (?:tot|van|van maximaal|tot wel|tot maximaal) {_KILOS}(?: (?:te "
                rf"|kunnen )?(?:tillen|dragen|sjouwen|verplaatsen))?"
            ),
            (
                r"(?:fysiek|lichamelijk)e? (?:zwaar|zware|stevige?|pittige?|intensieve?|intensief|belastende?"
                r"|inspannende?)(?: (?:werk|beroep|baan|functie))?"
            ),
            r"(?:werk|baan|functie) is (?:best |soms |ook )?(?:fysiek|lichamelijk) (?:zwaar|pittig|intensief|stevig)",
            r"(?:zwaar|lichamelijk|fysiek) (?:lichamelijk |fysiek )?werk\b",
        ),
    ),
    (
        Demand.STANDING,
        r"staan|staat|staande?|benen|been",
        (
            r"staande? (?:en lopend )?(?:werk|beroep)",
            rf"{_MUCH} (?:\w+ )?staan\b",
            rf"{_YOU}staat{_GAP} (?:veel|de hele dag|hele dag|het grootste deel|lang|continu)",
            r"werk is staand",
            r"op je benen",
            r"op de been(?! (?:te )?helpen)",
            r"staan en lopen",
            r"lopen en staan",
        ),
    ),
    (
        Demand.WALKING,
        r"lopen|loopt|loop|lopend|kilometers?|stappen|km|wandelt",
        (
            r"(?:staand en )?lopend werk",
            rf"(?:{_MUCH}|lange afstanden|grote afstanden) (?:\w+ )?lopen\b",
            rf"{_YOU}(?:\w+ en )?loopt{_GAP} (?:veel|de hele dag|heel wat|flink)",
            r"(?:loop|loopt|lopen|wandelt)[\w '.]{0,18} (?:kilometers?|km|stappen)",
            r"staan en lopen",
            r"lopen en staan",
            r"veel kilometers",
        ),
    ),
    (
        Demand.SITTING,
        r"zitten|zit|zittende?",
        (
            r"zittend (?:werk|beroep)",
            rf"{_MUCH} (?:\w+ )?zitten\b",
            rf"{_YOU}zit{_GAP} (?:veel|de hele dag|het grootste deel|lang)",
        ),
    ),
    (
        Demand.PUSHING,
        r"duw\w*|trek|trekt|trekken",
        (
            r"(?:duwen|duwt|duw)\b(?: (?:en|of) trekken)?",
            r"trekken (?:en|of) duwen",
            r"(?:trek|trekt|trekken) (?:aan )?(?:zware )?(?:karren|rolcontainers|containers)",
            r"(?:karren|containers|rolcontainers|pompwagen|karretjes)[\w ]{0,10} trekken",
        ),
    ),
    (
        Demand.BENDING,
        r"buk\w*|gebukt|kniel\w*|geknield|hurken|gehurkt|knieen|kruipen",
        (
            r"bukken",
            r"bukt",
            r"gebukt",
            r"knielen",
            r"knielt",
            r"geknield",
            r"hurken",
            r"gehurkt",
            r"(?:op je|op de) knieen",
            r"kruipen",
        ),
    ),
    (
        Demand.REACHING,
        r"reiken|bovenhands\w*|schouder\w*|hoofd",
        (
            r"reiken(?= |,|\.|$)(?! tot| naar)",
            r"bovenhands\w*",
            r"boven (?:je |de )?(?:schouder\w*|hoofd)",
        ),
    ),
    (
        Demand.HEIGHTS,
        r"hoogte|hoogtevrees|ladders?|steigers?|trap|trappen|trapjes|trappenlopen|traplopen|klim\w*|klauteren",
        (
            r"(?:werken|werkt|werk|klussen|staan) op (?:grote |flinke )?hoogte",
            r"op hoogte (?:te |durven |kunnen )?(?:werken|staan)",
            r"(?:geen|niet) (?:last van )?hoogtevrees",
            r"(?:op|van|vanaf) (?:een |de )?(?:ladders?|steigers?|trapjes)",
            r"(?:ladders?|steigers?|trappen|bomen|masten) (?:\w+ )?(?:op)?klimmen",
            r"(?:klimmen|klimt|klauteren)\b",
            r"(?:veel )?trappen? ?lopen",
            r"traplopen",
            r"trappenlopen",
            r"(?:je|jij) loopt (?:veel )?trappen",
            r"trap op en (?:trap )?af",
        ),
    ),
    (
        Demand.FINE_MOTOR,
        r"motoriek|precisiewerk|priegelwerk\w*|onderdelen|onderdeeltjes|repetitieve|repeterende",
        (
            r"fijne motoriek",
            r"precisiewerk",
            r"priegelwerk\w*",
            r"kleine (?:onderdelen|onderdeeltjes)",
            r"(?:repeterende|repetitieve) (?:hand\w*|beweging\w*|handeling\w*)",
        ),
    ),
    (
        Demand.SCREEN,
        r"beeldscherm\w*|computer|scherm",
        (
            r"beeldschermwerk\w*",
            r"(?:achter|aan) (?:de|een|je|het) (?:computer|beeldscherm|scherm)(?! (?:vandaan|uit))",
        ),
    ),
    (
        Demand.NOISE,
        r"lawaai\w*|gehoorbescherming|luidruchtige?|herrie|oordoppen",
        (
            r"lawaai\w*",
            r"gehoorbescherming",
            r"luidruchtige? (?:omgeving|werkplek)",
            r"is er luidruchtig",
            r"herrie",
            r"oordoppen",
        ),
    ),
    (
        Demand.STIMULI,
        r"drukke?|prikkels|prikkelrijk\w*|hectische?",
        (
            r"drukke (?:werk)?(?:omgeving|werkvloer|winkel|keuken|afdeling|setting|ruimte)",
            r"veel prikkels",
            r"prikkelrijk\w*",
            r"hectische? (?:\w+ )?(?:omgeving|momenten|werk\w*|dagen)",
            r"(?:kan|is) (?:er )?(?:soms |erg |heel |best )?(?:druk|hectisch)(?: zijn| worden)?\b",
            r"(?:soms|erg|heel|lekker) (?:druk|hectisch)\b(?! bezig)",
        ),
    ),
    (
        Demand.PACE,
        r"tempo|werktempo|werkdruk|tijdsdruk|deadlines|band|bandwerk",
        (
            r"(?:hoog|stevig|flink|lekker) (?:werk)?tempo",
            r"tempo (?:ligt|is) (?:\w+ )?hoog",
            r"(?:onder|hoge|met) (?:\w+ )?(?:werkdruk|tijdsdruk)",
            r"werkdruk (?:is|ligt|kan) (?:\w+ )?hoog",
            r"(?:strakke|krappe|onder) deadlines",
            r"lopende band",
            r"bandwerk",
        ),
    ),
    (
        Demand.OUTDOORS,
        r"buiten|buitenwerk\w*|buitenlucht|weersomstandigheden|weertypen|weer|regen",
        (
            r"buitenwerk\w*",
            r"in de buitenlucht",
            r"weer en wind",
            r"(?:alle|ook) (?:\w+ )?(?:weersomstandigheden|weertypen)",
            r"(?:in|door) (?:de |weer en |zon en )?regen",
            (
                r"(?:werk|werkt|werken|bent|aan de slag|baan)(?: [\w']+){0,3} buiten(?= |,|\.|\?|!|$)(?! (?:kantoor"
                r"|de |het |een |onze |werk|gewone|schooltijd|beeld|dienst|gebaande))"
            ),
            r"buiten (?:te )?(?:werken|werkt|bent|bezig|aan de slag)",
        ),
    ),
    (
        Demand.TEMPERATURE,
        r"kou|koude?|koele|gekoelde|koel\w+|vries\w+|hitte|warm|warmte|warme|heet|hete|temperatu\w+|graden",
        (
            r"in de (?:kou|hitte|warmte)",
            r"(?:koude|warme|hete|gekoelde|koele) (?:werk)?(?:omgeving|ruimtes?|hal|omstandigheden|magazijn|keuken)",
            r"koelcel\w*",
            r"vriescel\w*",
            r"koelhuis",
            r"vrieshuis",
            r"vrieshal",
            r"koelruimte\w*",
            r"(?:lage|hoge) temperatu\w+",
            r"temperatu(?:ur|ren) van",
            r"\d{1,2} graden",
            r"(?:het is|is het|kan het|het kan)[\w ]{0,16} (?:koud|warm|heet)\b",
            r"kou en (?:warmte|hitte)",
            r"(?:kou|hitte)(?= en | of |,|\.)",
        ),
    ),
    (
        Demand.DUST,
        r"stof|stoffige?|chemische|chemicalien|oplosmiddelen|stofmasker|\w*dampen|agressieve|gevaarlijke",
        (
            r"stoffige? ?(?:omgeving|werk|ruimte\w*)?",
            r"in het stof",
            r"chemische (?:stoffen|middelen)",
            r"oplosmiddelen",
            r"stofmasker",
            r"(?:las|lijm|verf|chemische )dampen",
            (
                r"(?:werken met|werkt met|contact met) (?:\w+ )?(?:agressieve|gevaarlijke) (?:stoffen|middelen"
                r"|schoonmaakmiddelen|producten)"
            ),
        ),
    ),
    (
        Demand.PEOPLE,
        r"klantcontact\w*|contact|contacten",
        (
            (
                r"(?:veel|dagelijks|continu|hele dag|intensief) (?:\w+ )?(?:klantcontact|contact met (?:mensen"
                r"|klanten|bezoekers|gasten|bewoners|patienten|clienten|reizigers))"
            ),
            r"klantcontact\w*",
            r"contact met (?:veel )?mensen",
        ),
    ),
    (
        Demand.ALONE,
        r"alleen|solistisch\w*|solo",
        (
            (
                r"(?:werkt|werk|bent|rijdt|sta|staat)(?: \w+){0,2} (?:veel|vaak|grotendeels|meestal|regelmatig"
                r"|een groot deel van de tijd|volledig|vooral|helemaal) alleen(?! (?:op|in|als|maar|met|voor|de"
                r"|het))"
            ),
            r"(?:alleen|solistisch|solo) (?:kunnen |te )?werken",
            r"solistisch\w*",
            r"(?:werkt|werken) alleen(?= en|,|\.|!|$)",
        ),
    ),
)
TRIGGERS = tuple(re.compile(trigger) for _, trigger, _ in DEMANDS)
PATTERNS = tuple(re.compile(rf"(?<![\w-])(?:{'|'.join(phrases)})") for _, _, phrases in DEMANDS)
KILOS = re.compile(r"(\d{1,3}) ?(?:kg|kilo)")
HEAVY = re.compile(
    r"\b(?:veel|lang|langdurig|hele dag|hele dagen|grootste deel|grotendeels|groot deel|continu|voortdurend|zwaar"
    r"|zware|constant|flink"
    r"|meestal|erg|heel|altijd|alle|hoog|hoge|weer en wind|vrieshuis|vrieshal|vriescel\w*)\b"
)
LIGHT = re.compile(
    r"\b(?:soms|af en toe|incidenteel|licht|lichte|beetje|een enkele keer|weinig|zo nu en dan|beperkt)\b"
)
SIGN = re.compile(r"[,;:.!?()\n]")
# "Wij tillen de zorg naar een hoger niveau", "buiten de gebaande paden", "een warme omgeving".
FIGURE_OF_SPEECH = re.compile(
    r"hoger (?:niveau|plan)|naar een hoger|gebaande paden|buiten kantoor|buiten (?:de )?(?:werk|school|openings)"
    r"|tillen elkaar|warm (?:welkom|team|hart|bad)|warme (?:sfeer|werksfeer|werkomgeving)|hartelijk|informele"
)


def read(plain: str, start: int, end: int, which: int) -> Iterator[Said]:
    """Give what the work in this part of a plain text asks of body and mind, with its grade from 1 to 3.

    `which` has a bit for every element of TRIGGERS that a word of it matches.
    """
    for number, (demand, _, _) in enumerate(DEMANDS):
        if which >> number & 1:
            for found in PATTERNS[number].finditer(plain, start, end):
                around = max(start, found.start() - BESIDE), min(end, found.end() + BESIDE)
                if not FIGURE_OF_SPEECH.search(plain, *around):
                    yield from _said(plain, found, around, demand)


def _said(plain: str, found: re.Match[str], around: tuple[int, int], demand: Demand) -> Iterator[Said]:
    last = found.start() + len(found[0].rstrip())
    weights = list(KILOS.finditer(plain, found.start(), around[1])) if demand is Demand.LIFTING else []
    if not weights:
        yield Said(KIND, demand.value, found.start(), last, (float(_by_words(plain, found, around)),))
    elif int(weights[-1][1]) <= MOST_KILOS:
        grade = _by_kilos(int(weights[-1][1]))
        yield Said(KIND, demand.value, found.start(), max(last, weights[-1].end()), (float(grade),))


def _by_kilos(kilos: int) -> DemandGrade:
    if kilos <= LIGHT_KILOS:
        return DemandGrade.LIGHT
    return DemandGrade.MODERATE if kilos <= MODERATE_KILOS else DemandGrade.HEAVY


def _by_words(plain: str, found: re.Match[str], around: tuple[int, int]) -> DemandGrade:
    """Return how much the words in it and beside it say, up to the next sign."""
    before = SIGN.split(plain[around[0] : found.start()])[-1] + found[0]
    behind = SIGN.split(plain[found.end() : around[1]])[0]
    for words in (before, behind):
        if HEAVY.search(words):
            return DemandGrade.HEAVY
        if LIGHT.search(words):
            return DemandGrade.LIGHT
    return DemandGrade.MODERATE

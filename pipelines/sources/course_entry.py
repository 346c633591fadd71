"""What someone needs to begin: a level of Dutch or of education where a text plainly asks it, another language."""

import re
from collections.abc import Sequence

from pipelines.sources.course_sheet import Sheet
from pipelines.sources.lists import parse_language_level, parse_level
from pipelines.sources.text import clean, fold

# A clause speaks of one thing: "rekenen 1F en Nederlands 2F" asks for 2F of Dutch.
CLAUSES = re.compile(r"[.;!?\n|]|,(?!\s{0,3}of\b)|\b(?:en|and)\b", re.IGNORECASE)
THINKING = re.compile(r"werk\W{1,3}en\W{1,3}denk", re.IGNORECASE)  # a way of saying that no diploma is needed
DUTCH = re.compile(r"\b(?:nederlands\w*|nt2|taalniveau|taaleis|taal|dutch)\b")
OTHER_SUBJECT = re.compile(
    r"\b(?:rek\w+|engels\w*|english|duits\w*|german|frans\w*|french|spaans\w*|spanish|wiskunde|math\w*)\b"
)
LANGUAGE = re.compile(r"\b(?:[abc][12]|[1-4]f)\b")
LEVEL = re.compile(r"\b(?:mbo(?: (?:niveau|diploma|opleiding))* ?[1-4]|vmbo|mavo|havo|vwo|hbo|startkwalificatie)\b")
# A level with such words beside it is a wish, or one way in among others.
NOT_ASKED = re.compile(
    r"\b(?:voorkeur|liefst|gewenst|wenselijk|aanbevolen|aangeraden|aanrader|handig|pre|geen|niet|zonder|denkniveau"
    r"|\w*toets\w*|\w*examen|ervaring|\w*ervaring|intake\w*|doorstro\w+|preferably|recommended|experience|no|not)\b"
)
# The codes that sources use for a language, ISO 639-1 and 639-2, or its name.
DUTCH_CODES = frozenset({"nl", "nld", "dut", "nederlands", "dutch"})
LANGUAGE_NAMES = {
    "en": "Engels", "eng": "Engels", "english": "Engels",
    "de": "Duits", "deu": "Duits", "ger": "Duits",
    "fr": "Frans", "fra": "Frans", "fre": "Frans",
}  # fmt: skip


def fill_entry(sheet: Sheet, text: str, name: str, spoken: Sequence[str] = ()) -> None:
    """Fill the entry demand, and the levels of Dutch and of education where the text plainly asks for them.

    `spoken` are the languages in which the course is given: another than Dutch is a demand too.
    """
    sheet.put("instapeis", "; ".join(filter(None, (clean(text), spoken_in(spoken)))), name)
    sheet.put("instaptaal", language_in(text), name)
    sheet.put("instapniveau", level_in(text), name)


def spoken_in(languages: Sequence[str]) -> str:
    """Return in Dutch that a course is given in another language; "" when Dutch is one of them, or none is named."""
    known = [words for language in languages if (words := fold(language))]
    if any(words.split(" ")[0] in DUTCH_CODES for words in known):
        return ""
    shown = dict.fromkeys(LANGUAGE_NAMES.get(words.split(" ")[0], words) for words in known)
    return f"de voertaal is {' of '.join(shown)}" if shown else ""


def clauses(text: str) -> list[str]:
    """Return the clauses of a text, folded."""
    return [folded for part in CLAUSES.split(THINKING.sub("denk", text)) if (folded := fold(clean(part)))]


def language_in(text: str) -> str:
    """Return the level of Dutch that a text asks for, the lowest when it names several; "" when it names none."""
    found = [
        sign
        for clause in clauses(text)
        if DUTCH.search(clause) and not OTHER_SUBJECT.search(clause) and not NOT_ASKED.search(clause)
        for sign in LANGUAGE.findall(clause)
    ]
    level = parse_language_level(" ".join(found))[0] if found else None
    return "" if level is None else level.code


def level_in(text: str) -> str:
    """Return the level of education that a text asks for, the lowest of several; "" when that is not plain."""
    found = [sign for clause in clauses(text) if not NOT_ASKED.search(clause) for sign in LEVEL.findall(clause)]
    levels = [level for sign in found if (level := parse_level(re.sub(r"diploma|opleiding|niveau", " ", sign))[0])]
    return min(levels).code if levels else ""

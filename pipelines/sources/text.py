"""Text from outside made plain: no markup, no control characters, single spaces; and how to quote it safely."""

import html
import re
import unicodedata
from functools import lru_cache
from html.parser import HTMLParser

from matcher.guard import Masked, mask_numbers, mask_personal

TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
DECLARATION = re.compile(r"<[!?][^<>]*>")
LONE_SIGN = re.compile(r"<(?![a-zA-Z/][^<>]*>)")
ESCAPED = re.compile(r"&lt;/?(?:p|br|ul|ol|li|div|span|strong|b|em|i|h[1-6])\b", re.IGNORECASE)
ITEM = re.compile(r"</?(?:li|br|p)\b[^<>]*>", re.IGNORECASE)
# Whole runs of eight digits or more, looked for before the guard is asked because that is quick; most text is ASCII.
LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){7,}+")
LONG_ASCII_NUMBER = re.compile(r"[0-9](?:[ .-]?[0-9]){7,}+")
# A number of its own within such a run, beside another behind a mark: "10-93430589".
PLAIN_NUMBER = re.compile(r"(?<!\d)\d{8,9}(?!\d)")
SERVICE_DIGITS = (8, 9)  # what the guard takes for a service number: no phone numbers, which have ten
INVISIBLE = {"Cc", "Cf", "Cs", "Cn"}  # controls, formatting such as text direction, lone surrogates, unassigned
BLOCKS = {"br", "p", "li", "ul", "ol", "div", "tr", "td", "th", "table", "section", "h1", "h2", "h3", "h4", "h5", "h6"}
SILENT = {"script", "style", "template"}
SEPARATORS = ("|", ";", "\n", ",")  # the first one that occurs divides a cell into items
SHORT = 64  # characters of a text that is worth remembering
PERSONAL_LIMIT = 5_000  # characters of one text about a person: more is no profile, and masking it takes long
QUOTED = 40  # characters of a value that a message repeats


class PlainText(HTMLParser):
    """The words of a piece of HTML, without scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Leave a space where a block begins."""
        self._silent += tag in SILENT
        if tag in BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Leave a space where a block ends."""
        self._silent = max(0, self._silent - (tag in SILENT))
        if tag in BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        if not self._silent:
            self.parts.append(data)


def without_markup(text: str) -> str:
    """Return the words of a text that may hold HTML tags and entities; a lone `<` or `&` stays.

    HTML that was escaped as a whole, as sites have it in their JSON-LD, is read as HTML.
    """
    if "&lt;" in text and ESCAPED.search(text):
        text = html.unescape(text)
    if "<" in text and TAG.search(text):
        parser = PlainText()
        parser.feed(whole_tags(text))
        parser.close()
        text = "".join(parser.parts)
    return html.unescape(text) if "&" in text else text


def whole_tags(text: str) -> str:
    """Return HTML with only whole tags left: html.parser takes quadratic time over tags that never close."""
    first, *rest = text.split("<!--")
    text = " ".join((first, *(part.partition("-->")[2] if "-->" in part else part for part in rest)))
    return LONE_SIGN.sub("&lt;", DECLARATION.sub(" ", text))


def clean(text: str) -> str:
    """Return the text on one line: no markup, no invisible characters, single spaces."""
    if "<" in text or "&" in text:
        text = without_markup(text)
    text = " ".join(text.split())
    if not text.isprintable():
        text = " ".join("".join(sign for sign in text if unicodedata.category(sign) not in INVISIBLE).split())
    return text


def clean_public(text: str) -> Masked:
    """Return a text about work, cleaned, with service numbers masked and counted."""
    text = clean(text)
    for run in (LONG_ASCII_NUMBER if text.isascii() else LONG_NUMBER).findall(text):
        if sum(map(str.isdigit, run)) in SERVICE_DIGITS or PLAIN_NUMBER.search(run):
            return mask_numbers(text)
    return Masked(text, 0)


def clean_personal(text: str) -> Masked:
    """Return a text about a person, cleaned, with service numbers and the guard's terms masked and counted."""
    return mask_personal(clean(text[:PERSONAL_LIMIT]))


@lru_cache(maxsize=16_384)
def clean_short(text: str) -> Masked:
    """Return what `clean_public` does, remembered: names and titles come back over and over."""
    return clean_public(text)


def pieces(text: str) -> list[str]:
    """Return the items of a cell, without blanks and without doubles, in their order."""
    separator = next((sign for sign in SEPARATORS if sign in text), None)
    if separator is None:
        return [text.strip()] if text.strip() else []
    return list(dict.fromkeys([piece for part in text.split(separator) if (piece := part.strip())]))


def in_lines(text: str) -> str:
    """Return a cell with `|` between its items where it has them on lines or in a list of HTML."""
    if "<" in text:
        text = ITEM.sub("|", text)
    return text.replace("\n", "|") if "\n" in text and "|" not in text else text


@lru_cache(maxsize=8_192)
def public_pieces(text: str) -> tuple[tuple[str, ...], int]:
    """Return the items of a cell about work, cleaned and masked, and how much was masked."""
    masked = clean_public(in_lines(text))
    return tuple(pieces(masked.text)), masked.count


def personal_pieces(text: str) -> tuple[tuple[str, ...], int]:
    """Return the items of a cell about a person, cleaned and masked, and how much was masked."""
    masked = clean_personal(in_lines(text))
    return tuple(pieces(masked.text)), masked.count


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the words as they are compared: lower case, no accents, only letters and digits, single spaces."""
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


@lru_cache(maxsize=4_096)
def quote(text: str) -> str:
    """Return a value as a message may repeat it: on one line, masked, short, between quotation marks."""
    shown = mask_personal(clean(text[: 4 * QUOTED])).text
    return f"'{shown}'" if len(shown) <= QUOTED else f"'{shown[:QUOTED]}…'"

"""Text from outside made plain: no markup, no control characters, one space between words; and how to quote it safely."""

import html
import re
import unicodedata
from functools import lru_cache
from html.parser import HTMLParser

from matcher.guard import Masked, mask_numbers, mask_personal

TAG = re.compile(r"<(?:[a-zA-Z/!?])[^<>]*>")
LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){7}")  # what may be a service number; looked for first because it is quick
INVISIBLE = {"Cc", "Cf", "Cs", "Cn"}  # controls, formatting such as text direction, lone surrogates, unassigned
BLOCKS = {"br", "p", "li", "ul", "ol", "div", "tr", "td", "th", "table", "section", "h1", "h2", "h3", "h4", "h5", "h6"}
SILENT = {"script", "style", "template"}
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
    """Return the words of a text that may hold HTML tags and entities; a lone `<` or `&` stays."""
    if "<" in text and TAG.search(text):
        parser = PlainText()
        parser.feed(text)
        parser.close()
        text = "".join(parser.parts)
    return html.unescape(text) if "&" in text else text


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
    return mask_numbers(text) if LONG_NUMBER.search(text) else Masked(text, 0)


def clean_personal(text: str) -> Masked:
    """Return a text about a person, cleaned, with service numbers and the guard's terms masked and counted."""
    return mask_personal(clean(text))


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

"""Texts that people type, before they are kept: not too long, and readable."""

import unicodedata
from dataclasses import dataclass, field

from matcher.errors import InputError, InputErrors

# Characters. Room for a few sentences and for any id that a source gives; our choice, so that a row stays a row.
LONGEST_NOTE = 1000
LONGEST_ID = 200
ALLOWED_CONTROLS = "\n\t"


@dataclass(slots=True)
class Mistakes:
    """Gathers what is wrong with several texts, so that somebody hears all of it at once."""

    found: list[tuple[str, str]] = field(default_factory=list)

    def checked(self, name: str, text: str, longest: int, *, needed: bool = False) -> str:
        """Return a text as `checked` does, "" when it cannot be kept; what is wrong with it is remembered."""
        try:
            return checked(name, text, longest, needed=needed)
        except InputError as error:
            self.found.append((name, str(error)))
            return ""

    def tell(self) -> None:
        """Raise InputErrors when there is anything to tell."""
        if self.found:
            raise InputErrors(self.found)


def checked(name: str, text: str, longest: int, *, needed: bool = False) -> str:
    """Return a text without space around it; InputError names the field, never the text."""
    found = text.strip()
    if needed and not found:
        raise InputError(f"{name} is leeg; vul het in")
    if len(found) > longest:
        raise InputError(f"{name} is {len(found)} tekens lang; toegestaan is {longest}")
    if any(unicodedata.category(one) in ("Cc", "Cs") and one not in ALLOWED_CONTROLS for one in found):
        raise InputError(f"{name} bevat tekens die geen tekst zijn; typ het opnieuw")
    return found

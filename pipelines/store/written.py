"""Texts that people type, before they are kept: not too long, and readable."""

import unicodedata

from matcher.errors import InputError

# Characters. Room for a few sentences and for any id that a source gives; our choice, so that a row stays a row.
LONGEST_NOTE = 1000
LONGEST_ID = 200
ALLOWED_CONTROLS = "\n\t"


def checked(field: str, text: str, longest: int, *, needed: bool = False) -> str:
    """Return a text without space around it; InputError names the field, never the text."""
    found = text.strip()
    if needed and not found:
        raise InputError(f"{field} is leeg; vul het in")
    if len(found) > longest:
        raise InputError(f"{field} is {len(found)} tekens lang; toegestaan is {longest}")
    if any(unicodedata.category(one) in ("Cc", "Cs") and one not in ALLOWED_CONTROLS for one in found):
        raise InputError(f"{field} bevat tekens die geen tekst zijn; typ het opnieuw")
    return found

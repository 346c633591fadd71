"""Addresses to reach a person at: never kept in a profile, and taken out of what someone writes about themselves."""

import re
from collections.abc import Mapping
from typing import Any

from matcher.guard import MASK, Masked

# Fields of a Werkzoekende that say how to reach someone.
CONTACT_FIELDS = frozenset({"contactpersoon", "emailadres", "telefoonnummer", "webadres"})

# Bounded at both sides of the @, so that a long run of letters costs no time. RFC 5321: 64 and 255 characters.
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
LINK = re.compile(r"\b(?:https?://|www\.)\S{1,1000}", re.IGNORECASE)
# A Dutch number: 0, 0031 or +31, an optional (0), and nine digits that may stand in groups.
PHONE = re.compile(r"(?<![\d,.])(?:(?:\+|00)\d{2}[\s.-]{0,2}(?:\(0\))?|\(?0)(?:[\s().-]{0,2}\d){8,10}(?!\d)")


def without_contact_data(text: str) -> Masked:
    """Return a text with addresses of mail and web and telephone numbers masked and counted."""
    total = 0
    for pattern in (MAIL, LINK, PHONE):
        text, count = pattern.subn(MASK, text)
        total += count
    return Masked(text, total)


def without_contact_fields(record: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """Return a profile without the fields to reach someone at, and how many filled ones it had."""
    dropped = sum(1 for name in CONTACT_FIELDS if record.get(name))
    return {name: value for name, value in record.items() if name not in CONTACT_FIELDS}, dropped

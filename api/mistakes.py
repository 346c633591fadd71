"""What is wrong with a request, in Dutch: one line per place, all of them together, and never the value itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: where it is (`body.wensen.0`) and what is asked."""

    place: str
    message: str


# By the type that pydantic gives an error; the braces are filled from its context.
WORDS: Mapping[str, str] = {
    "missing": "dit veld is nodig",
    "extra_forbidden": "dit veld kennen we hier niet",
    "json_invalid": "dit is geen geldige JSON",
    "json_type": "dit is geen geldige JSON",
    "string_type": "hier hoort tekst",
    "string_too_short": "hier horen minstens {min_length} tekens",
    "string_too_long": "hier passen hoogstens {max_length} tekens",
    "string_pattern_mismatch": "dit heeft niet de gevraagde vorm",
    "int_type": "hier hoort een geheel getal",
    "int_parsing": "hier hoort een geheel getal",
    "int_from_float": "hier hoort een geheel getal",
    "float_type": "hier hoort een getal",
    "float_parsing": "hier hoort een getal",
    "finite_number": "hier hoort een gewoon getal",
    "bool_type": "hier hoort true of false",
    "bool_parsing": "hier hoort true of false",
    "greater_than_equal": "dit moet minstens {ge} zijn",
    "greater_than": "dit moet meer zijn dan {gt}",
    "less_than_equal": "dit mag hoogstens {le} zijn",
    "less_than": "dit moet minder zijn dan {lt}",
    "too_long": "hier passen hoogstens {max_length} onderdelen",
    "too_short": "hier horen minstens {min_length} onderdelen",
    "list_type": "hier hoort een lijst",
    "dict_type": "hier hoort een object",
    "model_type": "hier hoort een object",
    "model_attributes_type": "hier hoort een object",
    "enum": "kies een van: {expected}",
    "literal_error": "kies een van: {expected}",
    "date_type": "hier hoort een dag zoals 2026-01-31",
    "date_parsing": "hier hoort een dag zoals 2026-01-31",
    "date_from_datetime_parsing": "hier hoort een dag zoals 2026-01-31",
    "date_from_datetime_inexact": "hier hoort een dag zonder tijd, zoals 2026-01-31",
    "none_required": "laat dit veld weg",
    "value_error": "{error}",
}
BODY = "body"
OTHER = "deze waarde kan hier niet"
# More than a good form has fields, so that nobody makes us send back many times what they sent; the rest is counted.
MOST = 200
LONGEST_PLACE = 200  # characters: a name that somebody made up can be as long as the body


def mistakes_of(errors: Iterable[Mapping[str, Any]]) -> list[Mistake]:
    """Return the mistakes of a request, one per place, in the order in which they stand; of very many a part."""
    found: dict[str, str] = {}
    for error in errors:
        place = BODY if error["type"] == "json_invalid" else _place(error["loc"])  # else it counts characters
        found.setdefault(place, _message(error))
    told = [Mistake(place, message) for place, message in islice(found.items(), MOST)]
    return [*told, Mistake(BODY, f"en nog {len(found) - MOST} plaatsen")] if len(found) > MOST else told


def mistakes_in_body(mistakes: Iterable[tuple[str, str]]) -> list[Mistake]:
    """Return mistakes that our own rules found, with places as those of a request have."""
    return [Mistake(f"{BODY}.{place}", message) for place, message in mistakes]


def _place(location: Iterable[Any]) -> str:
    return ".".join(str(part) for part in location)[:LONGEST_PLACE]


def _message(error: Mapping[str, Any]) -> str:
    words = WORDS.get(error["type"], OTHER)
    try:
        return words.format_map({name: _shown(value) for name, value in (error.get("ctx") or {}).items()})
    except KeyError:
        return OTHER


def _shown(value: Any) -> Any:
    """Return what pydantic fills in as Dutch people write it."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value.replace(" or ", " of ") if isinstance(value, str) else value

"""PDOK Locatieserver, the address search of the Dutch government, as a geocoder of geopy.

Its answers come from the register of addresses (BAG). See https://api.pdok.nl/bzk/locatieserver/search/v3_1/ui/.
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from geopy.exc import GeocoderParseError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

PATH = "/bzk/locatieserver/search/v3_1/free"
FIELDS = "type,weergavenaam,score,centroide_ll,straatnaam,huisnummer,postcode,woonplaatsnaam,gemeentenaam"
KINDS = ("adres", "postcode")  # not the streets, places and regions that it also knows: those are no spot
ROWS = 10  # answers asked for, enough to see that a question had several
# The search engine gives full matches 5 to 21 in its public examples. It is no chance, so the words are compared too.
LEAST_SCORE = 5.0
TIED = 0.99  # an answer with this share of the best score is as good
POINT = re.compile(r"POINT\s*\(\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)\s*\)")


class PDOK(Geocoder):  # type: ignore[misc]  # geopy has no types
    """The free search of the Locatieserver; `domain` and `scheme` name another server with the same answers."""

    def __init__(
        self,
        *,
        domain: str = "api.pdok.nl",
        scheme: str | None = None,
        timeout: Any = DEFAULT_SENTINEL,
        proxies: Any = DEFAULT_SENTINEL,
        user_agent: str | None = None,
        ssl_context: Any = DEFAULT_SENTINEL,
        adapter_factory: Any = None,
    ) -> None:
        super().__init__(
            scheme=scheme,
            timeout=timeout,
            proxies=proxies,
            user_agent=user_agent,
            ssl_context=ssl_context,
            adapter_factory=adapter_factory,
        )
        self.domain = domain.strip("/")
        self.api = f"{self.scheme}://{self.domain}{PATH}"

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL) -> Any:
        """Return the location of an address or postcode, None when nothing is like it enough.

        With `exactly_one` also None when several addresses are equally like it and lie apart; without it a list of all,
        best first. The raw answer of the server is in `raw`.
        """
        kinds = " OR ".join(KINDS)
        asked = {"q": query, "fq": f"type:({kinds})", "fl": FIELDS, "rows": ROWS}
        return self._call_geocoder(
            f"{self.api}?{urlencode(asked)}", partial(self._locations, exactly_one=exactly_one), timeout=timeout
        )

    @staticmethod
    def _locations(document: Any, *, exactly_one: bool) -> Any:
        try:
            found = [one for one in document["response"]["docs"] if _is_like_it(one)]
            found.sort(key=_score, reverse=True)
            locations = [_location(one) for one in found]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise GeocoderParseError("the answer is not that of a Locatieserver") from error
        if not locations:
            return None
        if not exactly_one:
            return locations
        best = [one for one in locations if _score(one.raw) >= TIED * _score(locations[0].raw)]
        return locations[0] if len({(one.latitude, one.longitude) for one in best}) == 1 else None


def _is_like_it(found: Mapping[str, Any]) -> bool:
    return found.get("type") in KINDS and _score(found) >= LEAST_SCORE


def _score(found: Mapping[str, Any]) -> float:
    return float(found.get("score", 0))


def _location(found: Mapping[str, Any]) -> Location:
    point = POINT.fullmatch(found["centroide_ll"].strip())
    if point is None:
        raise ValueError
    return Location(str(found.get("weergavenaam", "")), (float(point[2]), float(point[1])), dict(found))

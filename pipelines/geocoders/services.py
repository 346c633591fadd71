"""The services that can be asked, at the pace that they allow, and what becomes of their answers and errors."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from geopy import exc
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim, Photon
from geopy.util import logger

from matcher.errors import InputError
from pipelines.geocoders.addresses import Address, Answer, settle
from pipelines.geocoders.names import ServiceName
from pipelines.geocoders.pdok import PDOK

USER_AGENT = "springplank (municipal job matching)"  # both OpenStreetMap services ask who it is
TIMEOUT_SECONDS = 10
RETRY_PAUSES = 5  # pauses to wait before the one time that a question is asked again after an error
OWN_PAUSE_SECONDS = 0.02  # between questions to a server of one's own
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
PLACES = ("city", "town", "village", "hamlet", "municipality", "suburb", "district", "locality")
ROWS = 5

Find = Callable[[Address], tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Service:
    """Who gets the addresses: its name in words, the host, and the seconds between two questions.

    PDOK sets no number, only fair use; Nominatim's policy is at most one question a second, Photon asks to be fair.
    """

    name: ServiceName
    title: str
    host: str
    pause_seconds: float
    scheme: str = "https"

    @property
    def address(self) -> str:
        """The service as a person reads it."""
        return f"{self.title} ({self.host})"


SERVICES: Mapping[ServiceName, Service] = {
    service.name: service
    for service in (
        Service(ServiceName.PDOK, "PDOK Locatieserver van de Nederlandse overheid", "api.pdok.nl", 0.1),
        Service(ServiceName.NOMINATIM, "Nominatim van OpenStreetMap", "nominatim.openstreetmap.org", 1.0),
        Service(ServiceName.PHOTON, "Photon van Komoot, Duitsland", "photon.komoot.io", 1.0),
    )
}


def service_at(name: ServiceName, server: str | None) -> Service:
    """Return a service, at a server of one's own when that is named; InputError when it must not be used."""
    if server is None:
        return SERVICES[name]
    parts = urlsplit(server if "//" in server else f"https://{server}")
    try:
        usable = bool(parts.hostname) and parts.scheme in ("http", "https") and parts.port != 0
    except ValueError:
        usable = False
    if not usable or parts.path.strip("/") or parts.query or parts.username is not None:
        raise InputError(f"'{server}' is geen server; schrijf bijvoorbeeld https://adressen.gemeente.nl")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise InputError(f"'{server}' is niet versleuteld en adressen zijn persoonsgegevens; gebruik https://")
    return Service(name, f"eigen server met {name.value}", parts.netloc, OWN_PAUSE_SECONDS, parts.scheme)


def finder(service: Service) -> Find:
    """Return what asks a service for one address; None when it is not found, or not for sure.

    The function raises InputError when the service cannot be used any further.
    """
    logger.disabled = True  # it would put the address in a log when a question is asked again
    asked, answer_of = _geocoder(service)
    ask = RateLimiter(
        asked,
        min_delay_seconds=service.pause_seconds,
        max_retries=1,
        error_wait_seconds=RETRY_PAUSES * service.pause_seconds,
        swallow_exceptions=False,
    )

    def find(address: Address) -> tuple[float, float] | None:
        try:
            found = ask(address.query) or []
            return settle(address, [answer_of(one.latitude, one.longitude, one.raw) for one in found])
        except (exc.GeopyError, KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise InputError(f"{service.address} {_problem(error)}; {KEPT}") from error

    return find


KEPT = "wat al gevonden is blijft bewaard, probeer het later opnieuw"


def _problem(error: Exception) -> str:
    """Return what is the matter with a service, in Dutch; never the error's own text, which may hold the address."""
    if isinstance(error, exc.GeocoderQuotaExceeded):  # also when it is asked too often
        return "wil nu niet meer vragen beantwoorden"
    if isinstance(error, exc.GeocoderAuthenticationFailure | exc.GeocoderInsufficientPrivileges):
        return "geeft geen toegang"
    if isinstance(error, exc.GeocoderTimedOut | exc.GeocoderUnavailable):
        return "antwoordt niet"
    if isinstance(error, exc.GeocoderServiceError) and not isinstance(error, exc.GeocoderParseError):
        return "geeft een fout"
    return "geeft een antwoord dat niet te begrijpen is"


def _geocoder(service: Service) -> tuple[Callable[[str], Any], Callable[[float, float, Mapping[str, Any]], Answer]]:
    """Return what asks for all answers to a line of text, and what reads one of them."""
    common: dict[str, Any] = {
        "domain": service.host,
        "scheme": service.scheme,
        "user_agent": USER_AGENT,
        "timeout": TIMEOUT_SECONDS,
    }
    if service.name is ServiceName.PDOK:
        pdok = PDOK(**common)
        return lambda query: pdok.geocode(query, exactly_one=False), _pdok_answer
    if service.name is ServiceName.NOMINATIM:
        nominatim = Nominatim(**common)
        return (
            lambda query: nominatim.geocode(
                query, exactly_one=False, limit=ROWS, addressdetails=True, country_codes="nl"
            ),
            _nominatim_answer,
        )
    photon = Photon(**common)
    return lambda query: photon.geocode(query, exactly_one=False, limit=ROWS), _photon_answer


def _pdok_answer(latitude: float, longitude: float, raw: Mapping[str, Any]) -> Answer:
    return Answer(
        latitude,
        longitude,
        street=_text(raw, "straatnaam"),
        number=_text(raw, "huisnummer"),
        postcode=_text(raw, "postcode"),
        places=tuple(_text(raw, name) for name in ("woonplaatsnaam", "gemeentenaam")),
    )


def _nominatim_answer(latitude: float, longitude: float, raw: Mapping[str, Any]) -> Answer:
    parts = raw["address"]
    return Answer(
        latitude,
        longitude,
        street=_text(parts, "road"),
        number=_text(parts, "house_number"),
        postcode=_text(parts, "postcode"),
        places=tuple(_text(parts, name) for name in PLACES if name in parts),
    )


def _photon_answer(latitude: float, longitude: float, raw: Mapping[str, Any]) -> Answer:
    parts = raw["properties"]
    return Answer(
        latitude,
        longitude,
        street=_text(parts, "street"),
        number=_text(parts, "housenumber"),
        postcode=_text(parts, "postcode"),
        places=tuple(_text(parts, name) for name in PLACES if name in parts),
    )


def _text(parts: Mapping[str, Any], name: str) -> str:
    return str(parts.get(name) or "")

"""The headers of VUM: required on every request, and given back the other way round on every answer."""

import logging
import re
from collections.abc import Mapping

from api.vum.limits import Terms
from matcher.errors import InputErrors
from pipelines.vum.source import Party

VERSION = "3.0.0"
API_VERSION, MESSAGE_VERSION = "API-Version", "X-VUM-berichtVersie"
FROM, TO, VIA, SUWI = "X-VUM-fromParty", "X-VUM-toParty", "X-VUM-viaParty", "X-VUM-SUWIparty"
VERSION_PATTERN = r"^3\.[0-9]{1,2}\.[0-9]{1,3}$"  # within one major version nothing breaks
# An OIN has twenty digits, but the contract says no more than "a string". Bounded, and safe to give back and to log.
PARTY_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$"
EXPECTED = {
    API_VERSION: (VERSION_PATTERN, f"de versie van de interface, {VERSION}"),
    MESSAGE_VERSION: (VERSION_PATTERN, f"de versie van het bericht, {VERSION}"),
    FROM: (PARTY_PATTERN, "het OIN van de vragende organisatie"),
    TO: (PARTY_PATTERN, "het OIN van de organisatie die antwoordt"),
    VIA: (PARTY_PATTERN, "het OIN van de verwerker"),
    SUWI: (r"^(true|false)$", "true of false: of de vrager deelneemt aan SUWI"),
}
log = logging.getLogger("springplank.vum")


def party_of(headers: Mapping[str, str], connection: str, terms: Terms) -> Party:
    """Return who asks; InputErrors with every header that is missing or cannot be.

    `connection` is the OIN of the certificate. It asks for itself, unless the terms say that it carries for others. A
    processor cannot vouch for it: the contract has that of who answers in `X-VUM-viaParty`, and not of who asks.
    """
    mistakes = [
        (name, f"is verplicht: {words}")
        for name, (pattern, words) in EXPECTED.items()
        if not _fits(pattern, headers.get(name, ""))
    ]
    if not mistakes and terms.own and headers[TO] != terms.own:
        mistakes.append((TO, "dit bericht is voor een andere organisatie"))
    if not mistakes and headers[FROM] != connection and connection not in terms.carriers:
        log.warning("a connection that is no carrier asked for another party; see carriers in docs/vum.md")
        mistakes.append((FROM, "is niet de partij van deze verbinding, en die mag niet voor een ander vragen"))
    if mistakes:
        raise InputErrors(mistakes)
    known = not terms.suwi_parties.isdisjoint({headers[FROM], connection})
    return Party(headers[FROM], headers[VIA], connection, suwi=known and headers[SUWI] == "true")


def answer_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers of an answer: from and to change places. What cannot be given back is left out."""
    turned = {TO: headers.get(FROM, ""), FROM: headers.get(TO, ""), VIA: headers.get(VIA, "")}
    given = {name: value for name, value in turned.items() if _fits(PARTY_PATTERN, value)}
    return {API_VERSION: VERSION, MESSAGE_VERSION: VERSION, "Cache-Control": "no-store", **given}


def _fits(pattern: str, value: str) -> bool:
    return re.fullmatch(pattern.removeprefix("^").removesuffix("$"), value) is not None

"""From where a request comes, for counting tries. A header is only believed when a known proxy sent it."""

import ipaddress
from collections.abc import Sequence

from fastapi import Request

from pipelines.sign_in_settings import Network

# Whoever has one IPv6 address has a whole /64 (RFC 6177), so that is what counts.
IPV6_PREFIX = 64
UNKNOWN = "onbekend"


def address_of(request: Request, proxies: Sequence[Network]) -> str:
    """Return the address of whoever asks: of the socket, or what the known proxies in a row say it was."""
    address = "" if request.client is None else request.client.host
    forwarded = [part.strip() for line in request.headers.getlist("x-forwarded-for") for part in line.split(",")]
    while forwarded and _is_known(address, proxies):
        address = forwarded.pop()
    return _counted(address)


def _is_known(address: str, proxies: Sequence[Network]) -> bool:
    parsed = _parsed(address)
    return parsed is not None and any(parsed in network for network in proxies)


def _counted(address: str) -> str:
    parsed = _parsed(address)
    if parsed is None:
        return UNKNOWN
    if parsed.version == 4:  # noqa: PLR2004 (IPv4)
        return str(parsed)
    return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False))


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        return parsed.ipv4_mapped
    return parsed

"""Whether and how this home is a source in VUM: the table `[vum]` of `springplank.toml`. See docs/vum.md."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matcher.errors import SettingError
from pipelines.home import Home, table_of
from pipelines.vum.source import OIN
from pipelines.vum.writing_profiles import Desk

TABLE = "vum"
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True, repr=False)
class VumSettings:
    """A home that is a source.

    own: the OIN of the organisation.
    header: the header in which the proxy that ends the mutual TLS writes the OIN of the certificate.
    proxies: from where that header is believed; from anywhere else nobody may ask.
    parties: the OINs that may ask, each for itself alone.
    carriers: the OINs that may ask for others, as the exchange does: who asks is then their word.
    suwi_parties: the OINs that take part in SUWI; of a carrier: whose word on that is taken for those it carries.
    desk: where employers reach someone who agreed to being reached; None: such people are not reachable through VUM.
    unit_km: kilometres in one step of `afstand`.
    suwi_only: profiles go to parties in SUWI alone.
    """

    own: str
    header: str
    proxies: tuple[Network, ...]
    parties: frozenset[str]
    carriers: frozenset[str] = frozenset()
    suwi_parties: frozenset[str] = frozenset()
    desk: Desk | None = None
    unit_km: float = 1.0
    suwi_only: bool = True

    @property
    def connections(self) -> frozenset[str]:
        """The OINs of the certificates that may ask anything."""
        return self.parties | self.carriers


def vum_settings(home: Home) -> VumSettings | None:
    """Return how this home is a source, None when it is none (the default); SettingError names what is wrong."""
    found = table_of(home, TABLE) or {}
    if not isinstance(found.get("source", False), bool):
        raise SettingError(f"{home.config_file}: [{TABLE}] source is geen true of false")
    if not found.get("source", False):
        return None
    where = f"{home.config_file}: [{TABLE}]"
    unit, suwi = found.get("unit-km", 1.0), found.get("suwi-only", True)
    if not isinstance(unit, int | float) or isinstance(unit, bool) or unit <= 0:
        raise SettingError(f"{where} unit-km is geen aantal kilometers; schrijf bijvoorbeeld 1.0")
    if not isinstance(suwi, bool):
        raise SettingError(f"{where} suwi-only is geen true of false")
    parties, carriers = _oins(found, "parties", where), _oins(found, "carriers", where)
    if not parties | carriers:
        raise SettingError(
            f"{where} parties en carriers ontbreken of zijn leeg; noem minstens één partij die mag vragen"
        )
    return VumSettings(
        own=_oin(found.get("own"), f"{where} own"),
        header=_text(found, "header", where),
        proxies=_networks(found.get("proxies"), f"{where} proxies"),
        parties=parties,
        carriers=carriers,
        suwi_parties=_oins(found, "suwi-parties", where),
        desk=_desk(found, where),
        unit_km=float(unit),
        suwi_only=suwi,
    )


def _desk(found: Mapping[str, Any], where: str) -> Desk | None:
    if "desk" not in found:
        return None
    desk = found["desk"]
    if not isinstance(desk, dict) or not desk.keys() <= {"name", "mail", "phone"}:
        raise SettingError(f"{where} desk heeft name, en mail of phone")
    values = {key: _text(desk, key, f"{where} desk") for key in desk}
    if "name" not in values or len(values) == 1:
        raise SettingError(f"{where} desk heeft name, en mail of phone")
    return Desk(**values)


def _text(found: Mapping[str, Any], key: str, where: str) -> str:
    value = found.get(key)
    if not isinstance(value, str) or not value.strip():
        raise SettingError(f"{where} {key} ontbreekt of is geen tekst")
    return value.strip()


def _oin(value: Any, where: str) -> str:
    if not isinstance(value, str) or not OIN.fullmatch(value):
        raise SettingError(f"{where} is geen OIN; een OIN is twintig cijfers tussen aanhalingstekens")
    return value


def _oins(found: Mapping[str, Any], key: str, where: str) -> frozenset[str]:
    value = found.get(key, [])
    if not isinstance(value, list):
        raise SettingError(f"{where} {key} is geen lijst van OINs")
    return frozenset(_oin(one, f"{where} {key}") for one in value)


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise SettingError(f"{where} ontbreekt of is leeg; noem er minstens één")
    return value


def _networks(value: Any, where: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(one) for one in _list(value, where))
    except ValueError as error:
        raise SettingError(f"{where} noemt geen adres of netwerk; schrijf bijvoorbeeld 10.0.0.0/8") from error

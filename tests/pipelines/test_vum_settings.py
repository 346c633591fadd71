import ipaddress

import pytest

from matcher.errors import HomeError, SettingError
from pipelines.home import open_home
from pipelines.vum.writing_profiles import Desk
from pipelines.vum_settings import vum_settings
from tests.homes import empty_home

OWN, PARTY, CARRIER = "00000002222222220000", "00000001234567890000", "00000009999999990000"
GOOD = {
    "source": "true",
    "own": f'"{OWN}"',
    "header": '"X-Client-OIN"',
    "proxies": '["10.0.0.0/8", "::1"]',
    "parties": f'["{PARTY}"]',
}


def home_with(folder, **lines):
    """A home whose settings have a table [vum] with these lines, written as they stand."""
    home = open_home(empty_home(folder / "huis"))
    table = "".join(f"{name.replace('_', '-')} = {value}\n" for name, value in lines.items() if value)
    home.config_file.write_text(f"{home.config_file.read_text('utf-8')}\n[vum]\n{table}", "utf-8")
    return home


def test_a_home_is_no_source_unless_it_says_so(tmp_path):
    assert vum_settings(open_home(empty_home(tmp_path / "huis"))) is None


@pytest.mark.parametrize("lines", [{}, {"source": "false"}, GOOD | {"source": "false"}])
def test_what_is_filled_in_without_saying_so_is_no_yes(tmp_path, lines):
    assert vum_settings(home_with(tmp_path, **lines)) is None


def test_a_source_names_who_may_ask_and_through_which_proxy(tmp_path):
    found = vum_settings(home_with(tmp_path, **GOOD))

    assert (found.own, found.header, found.parties) == (OWN, "X-Client-OIN", {PARTY})
    assert found.proxies == (ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("::1"))
    assert (found.desk, found.unit_km, found.suwi_only) == (None, 1.0, True)
    assert (found.carriers, found.suwi_parties, found.connections) == (set(), set(), {PARTY})


def test_who_carries_for_others_and_who_is_in_suwi_is_named_apart(tmp_path):
    more = {"carriers": f'["{CARRIER}"]', "suwi_parties": f'["{PARTY}", "{CARRIER}"]'}

    found = vum_settings(home_with(tmp_path, **GOOD | more))
    alone = vum_settings(home_with(tmp_path / "b", **GOOD | more | {"parties": ""}))

    assert (found.carriers, found.suwi_parties) == ({CARRIER}, {PARTY, CARRIER})
    assert (found.connections, alone.connections) == ({PARTY, CARRIER}, {CARRIER})


def test_a_desk_a_unit_and_parties_outside_suwi_can_be_chosen(tmp_path):
    more = {"desk": '{name = "Balie", mail = "balie@voorbeeld.nl"}', "unit_km": "5", "suwi_only": "false"}
    found = vum_settings(home_with(tmp_path, **GOOD, **more))

    assert (found.desk, found.unit_km, found.suwi_only) == (Desk("Balie", "balie@voorbeeld.nl"), 5.0, False)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"source": '"ja"'}, "source"),
        ({"own": ""}, "own"),
        ({"own": '"123"'}, "own"),
        ({"header": ""}, "header"),
        ({"header": "3"}, "header"),
        ({"proxies": ""}, "proxies"),
        ({"proxies": "[]"}, "proxies"),
        ({"proxies": '["ergens"]'}, "proxies"),
        ({"proxies": '["10.0.0.1/8"]'}, "proxies"),
        ({"parties": "[]"}, "parties"),
        ({"parties": ""}, "parties"),
        ({"parties": '"00000001234567890000"'}, "parties"),
        ({"parties": '["123"]'}, "parties"),
        ({"parties": '["٠٠٠٠٠٠٠١٢٣٤٥٦٧٨٩٠٠٠٠"]'}, "parties"),
        ({"carriers": '["VUM"]'}, "carriers"),
        ({"carriers": "true"}, "carriers"),
        ({"suwi_parties": "[3]"}, "suwi-parties"),
        ({"suwi_parties": "true"}, "suwi-parties"),
        ({"desk": '"Balie"'}, "desk"),
        ({"desk": '{name = "Balie"}'}, "desk"),
        ({"desk": '{name = "Balie", fax = "1"}'}, "desk"),
        ({"unit_km": "0"}, "unit-km"),
        ({"unit_km": "true"}, "unit-km"),
        ({"suwi_only": "1"}, "suwi-only"),
    ],
    ids=str,
)
def test_what_is_wrong_is_named_with_the_file(tmp_path, wrong, named):
    home = home_with(tmp_path, **GOOD | wrong)

    with pytest.raises(SettingError) as refused:
        vum_settings(home)
    assert str(home.config_file) in str(refused.value)
    assert named in str(refused.value)


def test_settings_that_cannot_be_read_are_told(tmp_path):
    home = home_with(tmp_path, **GOOD)
    home.config_file.write_bytes(b"\xff\xfe=")

    with pytest.raises(HomeError, match="niet te lezen"):
        vum_settings(home)

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from matcher.codes import Route
from matcher.errors import PolicyError
from matcher.guard import kept_out, mask_personal
from matcher.policy import RANGES, Policy
from pipelines.home import create_home, install_policies
from pipelines.policies import municipalities, names_for, policy_for, read_policy

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "pipelines/data/policy").glob("*.toml"))
DOCUMENTED = (ROOT / "docs/policy.md").read_text("utf-8")


@pytest.fixture
def home(tmp_path):
    return create_home(tmp_path / "thuis")


def written(folder, text, name="proef.toml"):
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_file_is_read_into_a_policy(tmp_path):
    path = written(
        tmp_path,
        """
        municipality = "Proefstad"
        aliases = ["Proef"]
        match_coverage = 0.5
        list_length = 10
        near_length = 0
        default_minutes = 45
        routes = ["regulier", "basisbaan"]
        default_routes = ["regulier"]
        border_factor = 1
        hours_margin = 2.5
        start_margin_days = 14
        """,
    )

    assert read_policy(path) == Policy(
        municipality="Proefstad",
        match_coverage=0.5,
        list_length=10,
        near_length=0,
        default_minutes=45,
        routes=frozenset({Route.REGULAR, Route.BASISBAAN}),
        default_routes=frozenset({Route.REGULAR}),
        border_factor=1,
        hours_margin=2.5,
        start_margin_days=14,
    )


def test_what_a_file_leaves_out_has_the_default(tmp_path):
    assert read_policy(written(tmp_path, 'municipality = "Proefstad"')) == Policy(municipality="Proefstad")


def test_a_byte_order_mark_does_not_matter(tmp_path):
    path = tmp_path / "proef.toml"
    path.write_bytes(b'\xef\xbb\xbfmunicipality = "Proefstad"\r\n')

    assert read_policy(path).municipality == "Proefstad"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("max_minutes = 90", "onbekende sleutel max_minutes; bekend zijn municipality, match_coverage"),
        ('default_minutes = "90"', "default_minutes moet een geheel getal zijn, niet '90'"),
        ("default_minutes = 90.5", "default_minutes moet een geheel getal zijn, niet 90.5"),
        ("list_length = true", "list_length moet een geheel getal zijn, niet True"),
        ("match_coverage = true", "match_coverage moet een getal zijn, niet True"),
        ("match_coverage = nan", "match_coverage is nan; toegestaan is 0.05 tot en met 1.0"),
        ("default_minutes = 300", "default_minutes is 300; toegestaan is 5 tot en met 240"),
        ('routes = "regulier"', "routes moet een lijst van teksten zijn, niet 'regulier'"),
        ("routes = [1]", "routes moet een lijst van teksten zijn, niet [1]"),
        ('routes = ["regulier", "vast"]', "routes noemt de onbekende route vast; bekend zijn regulier, leerwerkplek"),
        ("default_routes = []", "default_routes is leeg"),
        ('aliases = "Proef"', "aliases moet een lijst van teksten zijn, niet 'Proef'"),
        ("municipality = ", "is geen geldige TOML"),
    ],
)
def test_a_wrong_line_is_refused_with_file_and_key(tmp_path, line, message):
    start = "" if line.startswith("municipality") else 'municipality = "Proefstad"\n'
    path = written(tmp_path, start + line)

    with pytest.raises(PolicyError) as refused:
        read_policy(path)

    assert str(refused.value).startswith(str(path))
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("text", ["default_minutes = 45", 'municipality = " "'])
def test_a_file_of_no_municipality_is_refused(tmp_path, text):
    with pytest.raises(PolicyError, match="municipality ontbreekt"):
        read_policy(written(tmp_path, text))


def test_a_file_that_is_missing_or_in_another_encoding_is_refused(tmp_path):
    other = tmp_path / "proef.toml"
    other.write_bytes('municipality = "Súdwest"'.encode("cp1252"))

    with pytest.raises(PolicyError, match="is geen UTF-8"):
        read_policy(other)
    with pytest.raises(PolicyError, match=r"weg\.toml is niet te lezen"):
        read_policy(tmp_path / "weg.toml")


@pytest.mark.parametrize(
    "name", ["'s-Hertogenbosch", "’s-hertogenbosch", "Den Bosch", "DEN  BOSCH", " den bosch ", "s-Hertogenbosch"]
)
def test_a_municipality_is_found_by_its_name_and_by_an_alias(home, name):
    assert policy_for(home, name).municipality == "'s-Hertogenbosch"


def test_the_limit_of_delft_is_ninety_minutes_for_who_set_none(home):
    assert policy_for(home, "delft").default_minutes == 90


@pytest.mark.parametrize("name", ["Zoetermeer", "Maassluis"])
def test_a_basisbaan_shows_by_itself_where_the_example_says_so(home, name):
    assert Route.BASISBAAN in policy_for(home, name).default_routes


@pytest.mark.parametrize("name", ["Rotterdam", "Bosch", ""])
def test_a_municipality_without_a_file_has_the_defaults_under_its_own_name(home, name):
    assert policy_for(home, name) == Policy(municipality=name)


def test_the_names_that_mean_a_municipality_are_found_among_what_profiles_write(home):
    written = ["Den Bosch", "’s-HERTOGENBOSCH", "s-Hertogenbosch", "Delft", "Utrecht", "utrecht ", ""]

    assert names_for(home, "den  bosch", written) == set(written[:3])
    assert names_for(home, "UTRECHT", written) == {"Utrecht", "utrecht "}
    assert names_for(home, "Gouda", written) == set()


def test_the_municipalities_with_a_policy_are_named(home):
    assert municipalities(home) == ("'s-Hertogenbosch", "Delft", "Leiden", "Maassluis", "Zoetermeer")


def test_two_files_for_one_municipality_are_refused_by_name(home):
    written(home.policy, 'municipality = "Delfland"\naliases = ["DELFT"]', "eigen.toml")

    with pytest.raises(PolicyError, match=r"delft\.toml en .*eigen\.toml gaan beide over Delft; verwijder er een"):
        policy_for(home, "Delft")


def test_a_broken_file_is_told_whoever_asks_because_it_may_be_theirs(home):
    written(home.policy, "municipality = ", "eigen.toml")

    with pytest.raises(PolicyError, match=r"eigen\.toml is geen geldige TOML"):
        policy_for(home, "Delft")


def test_the_examples_are_copied_and_a_file_that_is_there_stays(tmp_path):
    own = written(tmp_path, 'municipality = "Delft"', "delft.toml")
    install_policies(tmp_path)

    assert own.read_text() == 'municipality = "Delft"'
    assert sorted(path.name for path in tmp_path.iterdir()) == [path.name for path in EXAMPLES]


def test_five_examples_are_packaged():
    assert [read_policy(path).municipality for path in EXAMPLES] == [
        "Delft",
        "Leiden",
        "Maassluis",
        "'s-Hertogenbosch",
        "Zoetermeer",
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_says_that_it_is_one_and_holds_no_forbidden_term(path):
    text = path.read_text("utf-8")

    assert text.startswith("# Voorbeeld, geen vastgesteld beleid.")
    assert [word for word in text.split() if kept_out(word)] == []
    assert mask_personal(text).count == 0
    assert [key for key in tomllib.loads(text) if kept_out(key)] == []


def test_every_key_stands_in_the_documentation_with_its_range():
    for field in fields(Policy):
        assert f"| `{field.name}` |" in DOCUMENTED
    for name, (low, high) in RANGES.items():
        line = next(line for line in DOCUMENTED.splitlines() if line.startswith(f"| `{name}` |"))
        assert f"{low:g} to {high:g}" in line

import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.errors import NotFoundError, SettingError
from matcher.features import FEATURES
from matcher.guard import Kept
from matcher.interventions import Intervention
from matcher.ranker import PRIOR
from pipelines.home import create_home
from pipelines.municipalities import all_municipalities
from pipelines.publication.facts import facts_of
from pipelines.publication.personal import PROFILE
from pipelines.publication.principle import PRINCIPLE
from pipelines.publication.receivers import RECEIVERS
from pipelines.publication.register_format import ORDER, violations
from pipelines.publication.register_record import Told, register_record, to_fill_in
from pipelines.publication.risks import RISKS
from tests.publication import home_with

TOLD = Told(
    status="In gebruik",
    begin="2026-11",
    contact="algoritmes@gemeente.example",
    website="https://gemeente.example/werk",
    url="https://gemeente.example/register",
    processing_register="https://gemeente.example/verwerkingen",
    dpia="https://gemeente.example/dpia",
    iama="https://gemeente.example/iama",
    provider="Werkbedrijf",
    source_code="https://gemeente.example/broncode",
)
LONGEST_SENTENCE = 18  # words; B1 texts stay under 15 to 20
PLAIN = ("description_short", "goal", "proportionality", "human_intervention")


class Words(HTMLParser):
    """The text of HTML, each block on a line."""

    def __init__(self):
        super().__init__()
        self.text = ""

    def handle_data(self, data):
        self.text += data

    def handle_endtag(self, _tag):
        self.text += "\n"


def words_of(html):
    reader = Words()
    reader.feed(html)
    return reader.text


def record(municipality="Delft", told=TOLD, home=None):
    return register_record(facts_of(municipality, home), told)


def test_every_municipality_gets_a_valid_record_also_when_it_told_nothing():
    for one in all_municipalities():
        found = record(one.name, Told())
        assert violations(found) == ()
        assert (found["organization"], found["source_id"]) == (one.organisation, f"springplank-{one.slug}")


def test_with_everything_told_all_fields_are_there_but_two():
    assert [name for name in ORDER if name not in record()] == ["end_date", "impacttoetsen", "source_data_grouping"]


def test_a_record_consists_of_plain_values():
    assert json.loads(json.dumps(record())) == record()


def test_what_was_told_is_what_stands_there():
    found = record()

    assert (found["status"], found["begin_date"], found["contact_email"]) == (TOLD.status, TOLD.begin, TOLD.contact)
    assert (found["website"], found["url"], found["process_index_url"]) == (
        TOLD.website,
        TOLD.url,
        TOLD.processing_register,
    )
    assert (found["provider"], found["publiccode"]) == (TOLD.provider, TOLD.source_code)
    assert [one["link"] for one in found["impacttoetsen_grouping"]] == [TOLD.dpia, TOLD.iama]


def test_what_was_not_told_is_not_made_up_and_is_named():
    facts = facts_of("Delft")
    found, lines = register_record(facts, Told()), "\n".join(to_fill_in(facts, Told()))

    absent = ("begin_date", "website", "url", "process_index_url", "publiccode", "impacttoetsen_grouping")
    assert not set(absent) & set(found)
    for option in ("--status", "--begin", "--contact", "--website", "--processing-register", "--dpia", "--iama"):
        assert option in lines
    assert "--end" not in lines
    assert found["status"] == "In ontwikkeling"
    assert "delft" not in found["contact_email"].casefold()


def test_when_all_is_told_only_the_missing_home_is_named():
    assert [line for line in to_fill_in(facts_of("Delft"), TOLD) if "--home" not in line] == []


def test_what_ended_needs_a_month():
    told = Told(status="Buiten gebruik", begin="2026-11")

    assert any("--end" in line for line in to_fill_in(facts_of("Delft"), told))
    assert record(told=Told(status="Buiten gebruik", begin="2026-11", end="2027-02"))["end_date"] == "2027-02"


@pytest.mark.parametrize(
    "told",
    [
        Told(contact="bel maar"),
        Told(begin="november"),
        Told(end="2027-01"),
        Told(website="http://delft.example"),
        Told(provider="x" * 201),
        Told(provider="<b>x</b>"),
        Told(dpia="dpia.pdf"),
        Told(status="Weg"),
    ],
)
def test_what_was_told_and_cannot_be_is_one_clear_line(told):
    with pytest.raises(SettingError, match="dit kan niet in het Algoritmeregister: ") as raised:
        record(told=told)
    assert "\n" not in str(raised.value)


@given(st.builds(Told, *[st.none() | st.text(max_size=600)] * 11))
def test_whatever_is_told_gives_a_valid_record_or_an_error(told):
    try:
        found = record(told=told)
    except SettingError:
        return
    assert violations(found) == ()


@pytest.mark.parametrize("name", PLAIN)
def test_what_residents_read_is_in_short_sentences(name):
    sentences = [one for one in re.split(r"[.!?:]\s|\n", words_of(record()[name])) if one.strip()]

    assert len(sentences) > 2
    assert [one for one in sentences if len(one.split()) > LONGEST_SENTENCE] == []


def test_the_short_description_fits_the_earlier_limit_of_the_register_too():
    assert len(record()["description_short"]) <= 350


def test_every_feature_stands_there_with_its_points():
    text = words_of(record()["methods_and_models"])

    for feature in FEATURES:
        (line,) = [line for line in text.splitlines() if line.startswith(f"{feature.label}: ")]
        assert f"{PRIOR[feature]:g}".replace(".", ",") in line
    assert "niet zelflerend" in text
    assert PRINCIPLE in text


def test_every_kind_of_data_and_all_that_is_kept_out_stands_there():
    text = words_of(record()["source_data"])

    assert [field.label for field in PROFILE if field.label not in text] == []
    assert [kept.value for kept in Kept if kept.value not in text] == []


def test_what_a_coach_can_change_stands_there():
    text = record()["human_intervention"]

    assert [kind.label for kind in Intervention if kind.label not in text] == []


def test_everybody_who_sees_something_of_a_client_stands_there():
    text = words_of(record()["goal"])

    assert [one.name for one in RECEIVERS if one.name[1:] not in text or one.sees not in text] == []


def test_every_risk_stands_there_with_a_measure():
    text = words_of(record()["risks"])

    assert [risk.name for risk in RISKS if f"{risk.what} {risk.measures[0]}" not in text] == []


def test_the_term_of_the_home_stands_there(tmp_path):
    home = home_with(tmp_path, "[retention]\nlog-days = 400\n")

    assert "400 dagen bewaard" in words_of(record(home=home)["methods_and_models"])
    assert "183 dagen bewaard" in words_of(record()["methods_and_models"])


@pytest.mark.parametrize(
    "name", ["goal", "proportionality", "human_intervention", "risks", "lawful_basis", "source_data"]
)
def test_every_sentence_begins_with_a_capital(name):
    sentences = re.findall(r"(?<=[.!?]\s)\S+", words_of(record()[name]))

    assert [word for word in sentences if word[0].islower()] == []
    assert "springplank" not in re.sub(r"`[^`]*`", "", words_of(record()[name]))


def test_the_choices_of_the_municipality_stand_there(tmp_path):
    home = create_home(tmp_path / "huis")
    (home.policy / "delft.toml").write_text(
        'municipality = "Delft"\nmatch_coverage = 0.75\nlist_length = 7\ndefault_minutes = 33\n', "utf-8"
    )

    text = words_of(record(home=home)["methods_and_models"])

    assert "75% of meer" in text
    assert "hoogstens 7 vacatures" in text
    assert "tot 33 minuten" in text
    assert "voorbeeld" not in text


def test_an_example_policy_is_named_as_an_example(tmp_path):
    home = create_home(tmp_path / "huis")
    facts = facts_of("Delft", home)

    assert "(voorbeeld, nog niet vastgesteld)" in register_record(facts, TOLD)["methods_and_models"]
    assert any("docs/policy.md" in line for line in to_fill_in(facts, TOLD))
    assert not any("docs/policy.md" in line for line in to_fill_in(facts_of("Rotterdam", home), TOLD))


def test_a_policy_file_may_name_a_municipality_that_the_list_does_not_have(tmp_path):
    home = create_home(tmp_path / "huis")
    (home.policy / "nieuw.toml").write_text('municipality = "Nieuwe <Stad>"\naliases = ["NS"]\n', "utf-8")

    with pytest.raises(SettingError, match="organization: hier mag geen HTML staan"):
        record("ns", home=home)

    (home.policy / "nieuw.toml").write_text('municipality = "Nieuwe Stad & Land"\naliases = ["NS"]\n', "utf-8")
    assert record("ns", home=home)["organization"] == "Gemeente Nieuwe Stad & Land"
    assert "Nieuwe Stad &amp; Land" in record("ns", home=home)["methods_and_models"]
    with pytest.raises(NotFoundError):
        record("Nieuwer Stad", home=home)

import dataclasses
import re

import pytest

from matcher.consent import Consent
from matcher.domain import Client
from matcher.errors import InputError
from matcher.features import FEATURES
from matcher.guard import Kept
from matcher.interventions import Intervention
from matcher.purpose import Purpose
from matcher.ranker import PRIOR
from matcher.roles import CasePart, Role
from pipelines.publication.assessments import write_assessments
from pipelines.publication.dpia import dpia
from pipelines.publication.facts import facts_of
from pipelines.publication.iama import iama
from pipelines.publication.markdown import TO_FILL_IN
from pipelines.publication.principle import NOT_FOLLOWED, PRINCIPLE
from pipelines.publication.receivers import RECEIVERS
from pipelines.publication.risks import RISKS
from pipelines.store.tables import metadata
from tests.publication import EXCHANGE, home_with

BOTH = pytest.mark.parametrize("document", [dpia, iama], ids=["dpia", "iama"])


def text_of(document, municipality="Delft"):
    return document(facts_of(municipality))


def rows_of(text, first):
    """The rows of the table whose header begins with a cell, as lists of cells."""
    lines = text[text.index(f"| {first} |") :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@BOTH
def test_every_field_of_a_profile_is_in_it(document):
    named = sorted(row[0] for row in rows_of(text_of(document), "veld"))

    assert named == sorted(field.name for field in dataclasses.fields(Client))


@BOTH
def test_every_feature_is_in_it_with_its_points(document):
    rows = {row[0]: row for row in rows_of(text_of(document), "kenmerk")}

    assert set(rows) == {feature.name for feature in FEATURES}
    for feature in FEATURES:
        assert f"{PRIOR[feature]:g}".replace(".", ",") in rows[feature.name][3]


@BOTH
def test_every_purpose_role_consent_and_all_that_is_kept_out_is_in_it(document):
    text = text_of(document)

    named = [one.label for kind in (Purpose, Role, Consent) for one in kind] + [kept.value for kept in Kept]
    assert [label for label in named if label not in text] == []


def test_the_purposes_stand_in_the_dpia_with_their_code_and_what_for():
    assert {row[1] for row in rows_of(text_of(dpia), "doel")} == {purpose.value for purpose in Purpose}


def test_every_table_of_the_store_stands_in_the_dpia_with_a_term():
    rows = rows_of(text_of(dpia), "tabel")

    assert {row[0] for row in rows} == set(metadata.tables)
    assert all(row[5] for row in rows)


def test_the_terms_of_a_home_stand_in_both_and_no_others(tmp_path):
    lines = "[retention]\nlog-days = 401\nprofile-days = 402\nnotice-days = 43\nsign-in-days = 7\nimport-days = 44\n"
    facts = facts_of("Delft", home_with(tmp_path, lines))
    terms = {row[0]: row[-1] for first in ("tabel", "plek") for row in rows_of(dpia(facts), first)}

    assert "402 dagen zonder contact en dan nog 43 dagen" in terms["clients"]
    assert "401 dagen" in terms["advice_records"]
    assert "401 dagen" in terms["access_log"]
    assert terms["sign_in_events"] == "hoogstens 7 dagen"
    assert terms["imports"] == "44 dagen"
    assert "401 dagen" in iama(facts)
    assert set(re.findall(r"(\d+) dagen", dpia(facts) + iama(facts))) == {"401", "402", "43", "44", "7"}
    assert "die van deze installatie" in dpia(facts)


def test_without_a_home_the_terms_are_the_defaults_and_it_says_so():
    assert "183 dagen" in text_of(dpia)
    assert "Deze termijnen zijn de standaard" in text_of(dpia)


def test_what_imports_refused_stands_in_the_dpia():
    (row,) = [row for row in rows_of(text_of(dpia), "plek") if row[0] == "imports"]

    assert "rejects.csv" in row[1]
    assert row[3] == "30 dagen"


@BOTH
def test_everybody_who_sees_something_of_a_client_is_in_it(document):
    assert {row[0]: row[1] for row in rows_of(text_of(document), "wie")} == {one.name: one.sees for one in RECEIVERS}


def test_whether_profiles_are_exchanged_here_stands_in_the_dpia(tmp_path):
    off, on = home_with(tmp_path / "uit"), home_with(tmp_path / "aan", EXCHANGE)

    assert "staat in deze installatie uit" in dpia(facts_of("Delft", off))
    assert "OIN 00000004444444440000" in dpia(facts_of("Delft", on))
    assert "alleen naar partijen in SUWI" in dpia(facts_of("Delft", on))


@BOTH
def test_nothing_is_said_to_become_anonymous_or_to_be_learned_from_people(document):
    text = text_of(document).casefold()

    assert "anoniem" not in text
    assert "leren van wat mensen" not in text


def test_everybody_who_belongs_to_a_client_stands_in_the_dpia():
    assert [part.label for part in CasePart if part.label not in text_of(dpia)] == []


def test_what_a_coach_can_change_stands_in_the_iama():
    assert [kind.label for kind in Intervention if kind.label not in text_of(iama)] == []


@BOTH
def test_every_risk_is_in_it_with_what_is_left_for_the_municipality(document):
    text = text_of(document)

    assert [risk.name for risk in RISKS if risk.what not in text or risk.left not in text] == []


def test_every_measure_stands_in_the_dpia():
    text = text_of(dpia)

    assert [measure for risk in RISKS for measure in risk.measures if measure not in text] == []


@BOTH
def test_it_says_what_springplank_does_not_do(document):
    assert PRINCIPLE in text_of(document)
    assert NOT_FOLLOWED in text_of(document)


@BOTH
def test_what_only_the_municipality_knows_is_asked(document):
    questions = re.findall(rf"^> \*\*{TO_FILL_IN}:\*\* (.+)$", text_of(document), re.MULTILINE)

    assert len(questions) > 8
    assert len(set(questions)) == len(questions)


def test_the_dpia_has_the_seventeen_points_of_the_model_in_four_parts():
    headings = re.findall(r"^(#+) (\S+)", text_of(dpia), re.MULTILINE)

    assert [name for depth, name in headings if depth == "##"] == ["A.", "B.", "C.", "D."]
    assert [name for depth, name in headings if depth == "###"] == [f"{number}." for number in range(1, 18)]


def test_the_iama_has_its_four_parts():
    assert re.findall(r"^## (\w+)\.", text_of(iama), re.MULTILINE) == ["1", "2A", "2B", "3", "4"]


@BOTH
def test_every_row_of_a_table_has_as_many_cells_as_its_header(document):
    width = None
    for line in text_of(document).splitlines():
        if not line.startswith("|"):
            width = None
        elif width is None:
            width = line.count("|")
        else:
            assert line.count("|") == width


@BOTH
def test_no_sentence_was_cut_off(document):
    for line in text_of(document).splitlines():
        if line and line[0] not in "#|>-*":
            assert line.rstrip()[-1] in ".:*", line


def test_both_are_written_for_the_municipality_that_was_named(tmp_path):
    paths = write_assessments(facts_of("Den Bosch"), tmp_path / "nieuw" / "map")

    assert [path.name for path in paths] == ["dpia.md", "iama.md"]
    assert all("Gemeente 's-Hertogenbosch" in path.read_text("utf-8").splitlines()[0] for path in paths)
    assert sorted(path.name for path in (tmp_path / "nieuw" / "map").iterdir()) == ["dpia.md", "iama.md"]


@pytest.mark.parametrize("name", ["dpia.md", "iama.md"])
def test_what_somebody_filled_in_stays_and_nothing_is_written_beside_it(tmp_path, name):
    (tmp_path / name).write_text("ingevuld", "utf-8")

    with pytest.raises(InputError, match=f"{name} bestaat al"):
        write_assessments(facts_of("Delft"), tmp_path)
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [(name, "ingevuld")]


def test_a_place_that_cannot_be_written_is_one_clear_line(tmp_path):
    (tmp_path / "bestand").touch()

    with pytest.raises(InputError, match="--out"):
        write_assessments(facts_of("Delft"), tmp_path / "bestand")

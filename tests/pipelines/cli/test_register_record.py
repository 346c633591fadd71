import json

import pytest

from pipelines.publication.register_format import violations
from pipelines.settings import today
from tests import cases
from tests.homes import is_one_line_error, region, springplank, springplank_process
from tests.test_guard_out import keys_of, not_allowed


def notes(ran):
    return "\n".join(line for line in ran.err.splitlines() if line.startswith("· "))


def test_it_prints_a_valid_record_and_nothing_else():
    ran = springplank("register-record", "--municipality", "Delft")

    assert (ran.status, ran.complaint) == (0, [])
    assert violations(ran.document) == ()
    assert ran.document["organization"] == "Gemeente Delft"
    assert "nog in te vullen" in notes(ran)


def test_so_it_does_as_a_process_of_its_own(tmp_path):
    ran = springplank_process("register-record", "--municipality", "Den Bosch", cwd=tmp_path)

    assert ran.status == 0
    assert violations(ran.document) == ()
    assert ran.document["organization"] == "Gemeente 's-Hertogenbosch"
    assert list(tmp_path.iterdir()) == []


def test_the_same_call_gives_the_same_bytes():
    call = ("register-record", "--municipality", "Leiden", "--home", cases.home())

    assert springplank(*call).out == springplank(*call).out


def test_no_key_of_it_may_not_leave():
    ran = springplank("register-record", "--municipality", "Delft", "--home", cases.home())

    assert len(keys_of(ran.document)) > 20
    assert not_allowed(keys_of(ran.document)) == {}


def test_options_of_the_municipality_stand_in_it():
    month = f"{today():%Y-%m}"
    ran = springplank(
        "register-record", "--municipality", "zoetermeer", "--status", "in-gebruik", "--begin", month,
        "--contact", "algoritmes@gemeente.example", "--website", "https://gemeente.example/springplank",
    )  # fmt: skip

    assert (ran.document["status"], ran.document["begin_date"]) == ("In gebruik", month)
    assert ran.document["contact_email"] == "algoritmes@gemeente.example"
    assert ran.document["website"] == "https://gemeente.example/springplank"
    assert "--contact" not in notes(ran)


def test_the_home_gives_sources_and_taxonomy_and_is_said_to_be_a_demo():
    ran = springplank("register-record", "--municipality", "Delft", "--home", region())
    without = springplank("register-record", "--municipality", "Delft")

    assert "vacatures)" in ran.document["source_data"]
    assert ran.document["source_data"] != without.document["source_data"]
    assert "dit is een demo" in notes(ran)
    assert "zonder --home" in notes(without)


def test_the_home_of_the_environment_is_used_too():
    ran = springplank("register-record", "--municipality", "Delft", SPRINGPLANK_HOME=str(region()))

    assert "dit is een demo" in notes(ran)


def test_out_writes_the_same_to_a_file(tmp_path):
    printed = springplank("register-record", "--municipality", "Delft")
    ran = springplank("register-record", "--municipality", "Delft", "--out", tmp_path / "delft.json")

    assert (ran.status, ran.out) == (0, "")
    assert (tmp_path / "delft.json").read_text("utf-8") == printed.out
    assert [path.name for path in tmp_path.iterdir()] == ["delft.json"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--municipality", "Delf"), "bedoelt u Delft"),
        (("--municipality", " "), "--municipality"),
        (("--municipality", "Delft", "--contact", "bel"), "contact_email"),
        (("--municipality", "Delft", "--begin", "nu"), "begin_date"),
        (("--municipality", "Delft", "--website", "http://x.example"), "website"),
        (("--municipality", "Delft", "--home", "/nergens"), "/nergens"),
    ],
)
def test_what_cannot_be_is_one_line(options, said, tmp_path):
    ran = springplank("register-record", *options, "--out", tmp_path / "uit.json")

    assert is_one_line_error(ran)
    assert said in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_line(tmp_path):
    ran = springplank("register-record", "--municipality", "Delft", "--out", tmp_path / "is" / "er" / "niet.json")

    assert is_one_line_error(ran)
    assert "--out" in ran.err


@pytest.mark.parametrize("options", [(), ("--municipality", "Delft", "--status", "misschien")])
def test_wrong_usage_is_told(options):
    ran = springplank("register-record", *options)

    assert (ran.status, ran.out) == (2, "")


def test_assessments_writes_both_and_says_where(tmp_path):
    ran = springplank("assessments", "--municipality", "Delft", "--home", cases.home(), "--out", tmp_path / "toetsen")

    assert (ran.status, ran.complaint) == (0, [])
    assert ran.out.split() == [str(tmp_path / "toetsen" / name) for name in ("dpia.md", "iama.md")]
    assert "Door de gemeente in te vullen" in notes(ran)
    for name in ("dpia.md", "iama.md"):
        assert "Bronnen van vacatures: nog geen" not in (tmp_path / "toetsen" / name).read_text("utf-8")


def test_assessments_never_writes_over_what_was_filled_in(tmp_path):
    first = springplank("assessments", "--municipality", "Delft", "--out", tmp_path)
    (tmp_path / "iama.md").write_text("ingevuld", "utf-8")
    again = springplank("assessments", "--municipality", "Delft", "--out", tmp_path)

    assert first.status == 0
    assert is_one_line_error(again)
    assert (tmp_path / "iama.md").read_text("utf-8") == "ingevuld"


def test_assessments_knows_a_slip_of_the_keyboard(tmp_path):
    ran = springplank("assessments", "--municipality", "Maasluis", "--out", tmp_path / "toetsen")

    assert is_one_line_error(ran)
    assert "Maassluis" in ran.err
    assert not (tmp_path / "toetsen").exists()


def test_the_json_is_readable_dutch():
    ran = springplank("register-record", "--municipality", "Súdwest-Fryslân")

    assert "Súdwest-Fryslân" in ran.out
    assert json.loads(ran.out)["source_id"] == "springplank-sudwest-fryslan"

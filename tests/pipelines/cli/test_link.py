import io
import json
import signal
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.catalogue import packaged
from models.reading import TextReader
from pipelines.cli import link
from pipelines.cli.link import answers, json_line, readable, text_line
from pipelines.cli.options import LinkKind
from pipelines.linkers import Linkers
from tests.homes import COMMAND, LONGEST, environment, is_one_line_error, lasting, springplank, write_catalogue
from tests.linkers import WordLinker, word_linkers

ODD = (
    "",
    "   ",
    "soepkok 👩‍🍳",
    "SOEPKOK!!!",
    "<b>soepkok</b><script>alert(1)</script>",
    "a\x00b\x0bc\x0cd\x1ce\x1df\x1eg\x7fh\x85i\u2028j\u2029k",
    "\x1b[31mrood\x1b[0m",
    "厨师",
    "повар",
    "طباخ",
    "soepkok " * 12_500,
    '"quoted", \\ and \\n',
)


@pytest.fixture
def taxonomy(tmp_path):
    return write_catalogue(tmp_path / "catalogus")


@pytest.fixture
def linked(taxonomy, monkeypatch):
    """Run the command on bytes or lines. It links by shared words: how well real linking does is judged elsewhere."""
    monkeypatch.setattr(link, "linkers", word_linkers)

    def run(kind, lines, *options):
        data = lines if isinstance(lines, bytes) else "".join(f"{line}\n" for line in lines).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return springplank("link", kind, "--taxonomy", taxonomy, *options)

    return run


def documents(ran):
    assert ran.status == 0, ran.err
    return [json.loads(line) for line in ran.out.split("\n")[:-1]]


# Titles and skills.


def test_a_title_gets_its_occupations_from_near_to_far(linked):
    (found,) = documents(linked("occupation", ["soepkok"], "--json"))

    assert found == {
        "query": "soepkok",
        "matches": [
            {"id": "soepkok", "label": "soepkok", "similarity": 1.0},
            {"id": "bezorger", "label": "pizzabezorger", "similarity": 0.0},
            {"id": "keukenhulp", "label": "keukenhulp", "similarity": 0.0},
        ],
        "recognised": True,
    }


def test_a_match_carries_the_label_of_its_concept_and_not_the_synonym(linked):
    (found,) = documents(linked("skill", ["soep maken"], "--json", "--top", 1))

    assert found["matches"] == [{"id": "soep", "label": "soep koken", "similarity": 1.0}]


def test_what_is_not_recognised_still_tells_what_is_nearest(linked):
    (found,) = documents(linked("skill", ["een heel andere soep graag"], "--json", "--top", 1))

    assert not found["recognised"]
    assert found["matches"][0]["id"] == "soep"


def test_top_says_how_many(linked):
    for top in (1, 2, 3, 99):
        (found,) = documents(linked("occupation", ["soepkok"], "--json", "--top", top))
        assert len(found["matches"]) == min(top, 3)


@pytest.mark.parametrize("kind", ["occupation", "skill", "text"])
def test_odd_lines_get_an_answer_each_with_the_line_as_it_was(linked, kind):
    found = documents(linked(kind, ODD, "--json"))

    assert [one["query"] for one in found] == list(ODD)


@pytest.mark.parametrize("kind", ["occupation", "skill", "text"])
@pytest.mark.parametrize("options", [[], ["--top", 2], ["--json"]], ids=str)
def test_there_is_one_line_of_answer_per_line_for_every_reader_of_lines(linked, kind, options):
    ran = linked(kind, ODD, *options)

    assert ran.out.endswith("\n")
    assert len(ran.out.splitlines()) == len(ran.out.split("\n")) - 1 == len(ODD)


def test_many_lines_come_back_in_their_order(linked):
    lines = [f"soepkok {number}" for number in range(2_500)]

    assert [one["query"] for one in documents(linked("occupation", lines, "--json", "--top", 1))] == lines


def test_windows_a_mark_in_front_and_a_missing_end_make_no_difference(linked):
    plain = linked("occupation", b"soepkok\n\nkeukenhulp\n", "--json").out

    assert linked("occupation", b"\xef\xbb\xbfsoepkok\r\n\r\nkeukenhulp", "--json").out == plain


def test_no_lines_give_no_answer(linked):
    ran = linked("occupation", b"")

    assert (ran.status, ran.out) == (0, "")


def test_bytes_that_are_no_utf8_are_replaced_and_told_once(linked):
    ran = linked("occupation", b"soepkok\ncaf\xe9\n\xff\n", "--json")

    assert [one["query"] for one in documents(ran)] == ["soepkok", "caf\ufffd", "\ufffd"]
    assert ran.err.count("geen geldige UTF-8") == 1
    assert "regel 2" in ran.err


def test_the_same_lines_give_the_same_bytes(linked):
    assert linked("occupation", ODD, "--json").out == linked("occupation", ODD, "--json").out


def test_an_answer_does_not_depend_on_the_lines_beside_it(linked):
    together = linked("skill", ["soep", "fietsen", "afwas"], "--json").out

    assert together == "".join(linked("skill", [line], "--json").out for line in ("soep", "fietsen", "afwas"))


# Texts.


def test_a_text_gets_what_it_names_with_the_words_and_where_they_stand(linked):
    text = "Je gaat soep koken. Rijbewijs B (auto) is een pré 👩‍🍳."

    (found,) = documents(linked("text", [text], "--json"))

    assert found["query"] == text
    assert found["recognised"]
    assert [(one["id"], one["label"], one["kind"], one["optional"]) for one in found["matches"]] == [
        ("soep", "soep koken", "skill", True),
        ("rijbewijs-b", "rijbewijs B (auto)", "licence", True),
    ]
    for one in found["matches"]:
        assert text[one["start"] : one["end"]] == one["words"]


def test_what_is_no_skill_is_named_in_dutch():
    reader = TextReader([], [])
    tools = Linkers(WordLinker([]), WordLinker([]), lambda: reader)
    text = "Je werkt 24 tot 32 uur en spreekt goed Nederlands. Een diploma is niet nodig."

    (found,) = answers(LinkKind.TEXT, packaged(), tools, None)([text])

    assert {one["kind"]: one["label"] for one in found["matches"]} == {
        "hours": "24 tot 32 uur",
        "language": "Nederlands op B1",
        "education": "geen diploma nodig",
    }
    assert {one["similarity"] for one in found["matches"]} == {1}


def test_places_in_a_text_count_signs_before_them_that_are_odd(linked):
    text = "\ufeff<p>👩‍🍳\x00\u2028 soep koken</p>"

    (found,) = documents(linked("text", ["", text], "--json"))[1:]

    (one,) = found["matches"]
    assert text[one["start"] : one["end"]] == one["words"] == "soep koken"


def test_a_text_that_names_nothing_is_not_recognised(linked):
    assert documents(linked("text", ["mooi weer vandaag"], "--json")) == [
        {"query": "mooi weer vandaag", "matches": [], "recognised": False}
    ]


def test_all_that_a_text_names_is_given_unless_fewer_are_asked(linked):
    text = "soep koken, fietsen, afwassen, rijbewijs B (auto)"

    assert len(documents(linked("text", [text], "--json"))[0]["matches"]) == 4
    assert [one["id"] for one in documents(linked("text", [text], "--json", "--top", 2))[0]["matches"]] == [
        "soep",
        "fietsen",
    ]


# For people.


def test_for_people_a_line_says_how_sure_it_is(linked):
    assert (
        linked("skill", ["soep koken", "Soep"], "--top", 1).out
        == "soep koken → soep koken 100%\nSoep → soep koken 50%\n"
    )


def test_for_people_what_is_not_recognised_says_so_and_the_nearest_come_when_asked(linked):
    assert linked("skill", ["blauwe lucht vol soep"]).out == "blauwe lucht vol soep → niet herkend\n"
    assert (
        linked("skill", ["blauwe lucht vol soep", ""], "--top", 1).out
        == "blauwe lucht vol soep → niet herkend · lijkt op soep koken 20%\n(lege regel) → niet herkend\n"
    )


def test_for_people_a_text_shows_its_words(linked):
    ran = linked("text", ["Soep koken en fietsen", "Fietsen is een pré"])

    assert ran.out == (
        "Soep koken en fietsen → soep koken: “Soep koken” · fietsen: “fietsen”\n"
        "Fietsen is een pré → fietsen (pré): “Fietsen”\n"
    )


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_nothing_in_a_line_can_steer_a_terminal_or_fill_it(text):
    shown = readable(text)

    assert shown.isprintable()
    assert len(shown) <= 80


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_an_answer_is_one_line_for_every_reader_of_lines(text):
    answer = {"query": text, "matches": [], "recognised": False}

    assert len(json_line(answer).splitlines()) == len(text_line(answer).splitlines()) == 1
    assert json.loads(json_line(answer)) == answer


# What can go wrong.


@pytest.mark.parametrize("top", ["0", "-1", "2.5", "veel", "9" * 5000])
def test_a_number_that_is_none_is_wrong_usage_in_dutch(linked, top):
    ran = linked("occupation", ["kok"], f"--top={top}")

    assert (ran.status, ran.out) == (2, "")
    assert "is geen aantal" in " ".join(ran.err.split())


def test_an_unknown_kind_is_wrong_usage(linked):
    assert linked("beroep", ["kok"]).status == 2


@pytest.mark.parametrize("what", ["er-is-niets", "bestand", "map"])
def test_a_taxonomy_that_is_none_is_one_line(what, tmp_path):
    (tmp_path / "bestand").write_text("geen taxonomie")
    (tmp_path / "map").mkdir()

    ran = springplank("link", "occupation", "--taxonomy", tmp_path / what)

    assert is_one_line_error(ran), ran
    assert what in ran.complaint[0]


def test_without_any_standard_input_it_says_so(taxonomy, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)

    ran = springplank("link", "occupation", "--taxonomy", taxonomy)

    assert is_one_line_error(ran)
    assert "standaardinvoer" in ran.complaint[0]


# As a process of its own, with what is really learned.


@pytest.fixture(scope="module")
def small():
    return write_catalogue(lasting() / "catalogus-link")


def started(*arguments, **changes):
    return subprocess.Popen(
        [COMMAND, "link", *map(str, arguments)],
        env=environment(**changes),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_each_line_is_answered_before_the_next_is_typed(small):
    with started("occupation", "--taxonomy", small, "--json") as process:
        for title in ("soepkok", "keukenhulp"):
            process.stdin.write(f"{title}\n".encode())
            process.stdin.flush()
            answer = json.loads(process.stdout.readline())
            assert (answer["query"], answer["recognised"]) == (title, True)
            assert answer["matches"][0]["id"] == title
        process.stdin.close()

        assert process.wait(LONGEST) == 0


def test_a_reader_that_has_seen_enough_ends_it_quietly(small):
    with started("occupation", "--taxonomy", small) as process:
        process.stdin.write(b"soepkok\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith("soepkok → ".encode())
        process.stdout.close()
        _, err = process.communicate(b"soepkok\n" * 20_000, timeout=LONGEST)

        assert process.returncode == 0
        assert b"Error" not in err
        assert b"Traceback" not in err


def test_ctrl_c_ends_it_without_a_trace(small):
    with started("occupation", "--taxonomy", small) as process:
        process.stdin.write(b"soepkok\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        err = process.stderr.read().decode()

        assert process.wait(LONGEST) == 130
        assert [line for line in err.splitlines() if not line.startswith("·")] == [
            "springplank: onderbroken; er is niets half gedaan"
        ]


@pytest.mark.parametrize("kind", ["occupation", "skill", "text"])
def test_odd_lines_do_no_harm_in_a_terminal_of_another_encoding(small, kind):
    data = "".join(f"{line}\n" for line in ODD).encode() + b"\xff\xfe\n"

    with started(kind, "--taxonomy", small, PYTHONIOENCODING="latin-1") as process:
        out, err = process.communicate(data, timeout=LONGEST)

    assert process.returncode == 0, err
    assert out.count(b"\n") == len(ODD) + 1


def test_json_is_utf8_whatever_the_terminal_is_set_to(small):
    with started("occupation", "--taxonomy", small, "--json", PYTHONIOENCODING="latin-1") as process:
        out, _ = process.communicate("厨师 €\n".encode(), timeout=LONGEST)

    assert json.loads(out.decode())["query"] == "厨师 €"

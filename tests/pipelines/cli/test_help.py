import inspect

import pytest
from typer.main import get_command

from api.command import app
from matcher.codes import Mode
from pipelines.cli.options import MODE_WORDS
from tests.homes import is_one_line_error, springplank, springplank_process


def leaves(commands, before=""):
    """Commands by the words that somebody types, those of a group with it."""
    for name, command in commands.items():
        yield before + name, command
        yield from leaves(getattr(command, "commands", {}), f"{before}{name} ")


COMMANDS = dict(leaves(get_command(app).commands))
NAMES = sorted(COMMANDS)


def test_the_five_commands_are_there():
    assert {"demo", "ingest", "match", "reskill", "why"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_help_explains_a_command_with_an_example_and_all_its_options(name):
    ran = springplank(*name.split(), "--help", COLUMNS="200", TERMINAL_WIDTH="200")

    assert ran.status == 0
    assert not ran.err
    assert "Voorbeeld" in ran.out
    assert f"springplank {name} " in ran.out
    for option in (flag for parameter in COMMANDS[name].params for flag in parameter.opts if flag.startswith("--")):
        assert option in ran.out


@pytest.mark.parametrize("name", NAMES)
def test_every_option_and_the_command_itself_have_a_text(name):
    command = COMMANDS[name]

    assert inspect.cleandoc(command.help)
    assert [parameter.name for parameter in command.params if not parameter.help] == []


def test_help_names_every_command_and_where_to_begin():
    ran = springplank("--help")

    assert ran.status == 0
    assert all(name.partition(" ")[0] in ran.out for name in NAMES)
    assert "springplank demo --out" in ran.out


def test_so_it_is_with_a_process_of_its_own():
    ran = springplank_process("--help")

    assert (ran.status, ran.err) == (0, "")
    assert all(name.partition(" ")[0] in ran.out for name in NAMES)


WRONG = {
    "an unknown command": ["vacatures"],
    "an unknown option": ["match", "c-0001", "--home", "x", "--snel"],
    "a missing client": ["match", "--home", "x"],
    "a missing vacancy": ["why", "c-0001", "--home", "x"],
    "a missing home": ["match", "c-0001"],
    "a missing folder": ["demo"],
    "a trip to nowhere": ["commute", "ask", "--home", "x", "--from", "2611"],
    "a window that ends first": ["commute", "build", "--home", "x", "--window", "09:00-07:00"],
    "a mode nobody knows": ["match", "c-0001", "--home", "x", "--mode", "vliegtuig"],
    "a day that is none": ["match", "c-0001", "--home", "x", "--on", "31-02-2026"],
    "a day that does not exist": ["reskill", "c-0001", "--home", "x", "--on", "2026-02-31"],
    "no list at all": ["match", "c-0001", "--home", "x", "--top", "0"],
    "half a row": ["match", "c-0001", "--home", "x", "--top", "2.5"],
    "no minutes": ["match", "c-0001", "--home", "x", "--max-minutes", "0"],
    "too many minutes": ["match", "c-0001", "--home", "x", "--max-minutes", "255"],
    "no vacancies": ["demo", "--out", "x", "--vacancies", "0"],
    "no clients": ["demo", "--out", "x", "--clients", "0"],
    "a date that is none": ["demo", "--out", "x", "--date", "morgen"],
    "a client too many": ["match", "c-0001", "c-0002", "--home", "x"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG.keys())
def test_wrong_usage_ends_with_status_2_and_prints_nothing_as_a_result(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    ran = springplank(*arguments)

    assert ran.status == 2
    assert not ran.out
    assert ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["match", "c-0001"],
        ["reskill", "c-0001"],
        ["why", "c-0001", "v1"],
        ["commute", "ask", "--from", "2611", "--to", "2612"],
        ["commute", "check"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_a_home_that_is_none_is_one_line(arguments, tmp_path):
    (tmp_path / "bestand").touch()
    (tmp_path / "map").mkdir()

    for place in ("er-is-niets", "bestand", "map"):
        ran = springplank(*arguments, "--home", tmp_path / place)
        assert is_one_line_error(ran), ran
        assert str(tmp_path / place) in ran.complaint[0]


def test_every_way_to_travel_can_be_named_in_dutch_and_by_its_code():
    assert {MODE_WORDS[mode.value] for mode in Mode} == set(Mode)
    assert {MODE_WORDS[word] for word in ("lopen", "fiets", "e-bike", "ov", "auto")} == set(Mode)

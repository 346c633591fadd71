"""What the documents say is true: commands, options, files, licences and lock files."""

import re
import shlex
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from typer.main import get_command

from api.command import app

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = [README, *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = get_command(app).commands
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
NOT_OURS = {
    ".venv",
    ".git",
    "var",
    "build",
    "__pycache__",
    ".pytest_cache",
    ".hypothesis",
    ".mypy_cache",
    ".ruff_cache",
}
# Places and tools of the machine that this was written on. In two parts, so that this file does not name them.
OF_A_MACHINE = ("/wo" + "rk/", "/tm" + "p/cat", ".lib" + "rary", "../sha" + "red", "HOUSE" + ".md", "issues" + " show")


def name_of(path):
    return str(path.relative_to(ROOT))


@cache
def our_files():
    """Every file of the project: what git has or would take, or what lies there where there is no git."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 (git is where it is)
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
        found = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path for path in ROOT.rglob("*") if not set(path.relative_to(ROOT).parts) & NOT_OURS]
    return sorted(path for path in found if path.is_file())


@cache
def text_of(path):
    """The text of a file, "" when it is not text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


# Commands.


def command_lines(page):
    """Every use of the command in a page: in blocks of code and between backticks."""
    text = text_of(page)
    blocks = [line for block in re.findall(r"```\w*\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    for line in (*blocks, *inline):
        found = re.match(r"(?:\$ )?(?:\.venv/bin/)?springplank(?: (.*))?$", line.strip())
        if found:
            yield shlex.split(found[1] or "", comments=True)


USES = [(page, words) for page in PAGES for words in command_lines(page)]


NAMES = sorted(
    f"{name} {part}" if part else name for name, one in COMMANDS.items() for part in getattr(one, "commands", [""])
)


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_shows_every_command(name):
    assert re.search(rf"\bspringplank {name}\b", text_of(README)) or (name == "demo" and "make demo" in text_of(README))


def test_the_documents_show_uses_of_the_command():
    assert len(USES) > 5


@pytest.mark.parametrize(("page", "words"), USES, ids=[f"{page.name}: {' '.join(words)}" for page, words in USES])
def test_every_use_of_the_command_in_a_document_can_be_typed(page, words):
    assert page.exists()
    if not words or words[0].startswith("--"):
        assert set(words) <= {"--help"}
        return
    assert words[0] in COMMANDS
    command, words = COMMANDS[words[0]], words[1:]
    if hasattr(command, "commands"):
        if not words:
            return
        assert words[0] in command.commands
        command, words = command.commands[words[0]], words[1:]
    takes = {flag: parameter for parameter in command.params for flag in parameter.opts if flag.startswith("--")}
    arguments, rest = [], iter(words)
    for word in rest:
        if word in ("--help", "…", "..."):
            continue
        if not word.startswith("--"):
            arguments.append(word)
            continue
        assert word in takes, f"{word} is no option of {command.name}"
        if not takes[word].is_flag:
            assert not next(rest, "--").startswith("--"), f"{word} has no value"
    wanted = [parameter for parameter in command.params if parameter.param_type_name == "argument"]
    assert len(arguments) in (0, len(wanted))


def test_every_setting_of_the_environment_is_in_the_documents():
    text = "\n".join(map(text_of, PAGES))
    settings = set(re.findall(r"SPRINGPLANK_[A-Z_]+[A-Z]", text_of(ROOT / "pipelines" / "settings.py")))

    assert settings
    assert [name for name in sorted(settings) if name not in text] == []


def test_every_make_target_of_the_readme_exists():
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", text_of(README), re.MULTILINE))

    assert {"demo", "test", "test-all", "install", "lint", "bench", "lock"} <= named
    assert named <= targets


# Files and links.


def links(page):
    return re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text_of(page), flags=re.DOTALL))


LOCAL_LINKS = [
    (page, target) for page in (*PAGES, ROOT / "CHANGELOG.md", ROOT / "DECISIONS.md") for target in links(page)
]


@pytest.mark.parametrize(
    ("page", "target"), LOCAL_LINKS, ids=[f"{page.name}: {target}" for page, target in LOCAL_LINKS]
)
def test_every_link_to_a_file_leads_somewhere(page, target):
    if re.match(r"https?://|mailto:", target):
        assert target.startswith("https://")
        return
    path, _, anchor = target.partition("#")
    there = page if not path else page.parent / path
    assert there.exists()
    if anchor:
        headings = {
            re.sub(r"[^\w\s-]", "", line.lstrip("# ").lower()).replace(" ", "-")
            for line in text_of(there).splitlines()
            if line.startswith("#")
        }
        assert anchor in headings or f'id="{anchor}"' in text_of(there)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=name_of)
def test_every_page_can_be_found_from_the_readme(page):
    assert f"docs/{page.name}" in links(README)


def test_files_that_the_documents_name_in_code_exist():
    named = {
        (page.name, name)
        for page in PAGES
        for name in re.findall(
            r"`((?:matcher|models|pipelines|api|tests|docs)/[\w/.]+\.(?:py|csv|md|toml))`", text_of(page)
        )
    }

    assert named
    assert [(page, name) for page, name in sorted(named) if not (ROOT / name).exists()] == []


def test_the_readme_is_in_english_with_a_short_introduction_in_dutch():
    first, second = text_of(README).split("\n\n")[1:3]

    assert first.startswith("> ")
    assert "Springplank adviseert" in " ".join(first.replace("> ", "").split())
    assert "Springplank is a" in second


# What changed and why.


def test_the_changelog_has_a_part_for_what_is_not_released_and_names_the_commands():
    text = text_of(ROOT / "CHANGELOG.md")

    assert re.search(r"^## \[Unreleased\]$", text, re.MULTILINE)
    assert [name for name in NAMES if name not in text] == []


def test_every_decision_is_dated_and_is_one_paragraph():
    _, *paragraphs = text_of(ROOT / "DECISIONS.md").split("\n\n")
    entries = [paragraph.strip() for paragraph in paragraphs[1:] if paragraph.strip()]

    assert len(entries) > 5
    undated = [entry[:60] for entry in entries if not re.match(r"\*\*\d{4}-\d{2}-\d{2}, \S", entry)]
    assert undated == []


# Licence and packages.


def project():
    return tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]


def test_the_licence_is_named_in_both_places():
    text = text_of(ROOT / "LICENSE")

    assert project()["license"] == "EUPL-1.2"
    assert project()["license-files"] == ["LICENSE"]
    assert "EUPL-1.2" in text
    assert "Copyright" in text
    assert re.search(r"https://(?:joinup|interoperable-europe)\.ec\.europa\.eu/\S*eupl", text)
    assert "EUPL-1.2" in text_of(README)


def test_the_console_command_is_that_of_the_project():
    assert project()["scripts"] == {"springplank": "api.command:run"}


def locked(path):
    """Return the packages of a lock file: name, version, for which Python if not for all, and hashes."""
    entry = re.compile(r"^([a-z0-9._-]+(?:\[[^\]]*\])?)==(\S+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL)
    return [
        (name, version, rest.partition("\\")[0].strip(" ;"), re.findall(r"--hash=sha256:([0-9a-f]{64})\b", rest))
        for name, version, rest in entry.findall(text_of(path))
    ]


@pytest.mark.parametrize("path", LOCKS, ids=name_of)
def test_every_package_of_a_lock_file_has_hashes_and_no_address(path):
    packages = locked(path)
    lines = text_of(path).splitlines()

    assert len(packages) > 20
    assert [name for name, _, _, hashes in packages if not hashes] == []
    assert len(packages) == sum(1 for line in lines if line and not line.startswith((" ", "#", "-")))
    assert "://" not in text_of(path)
    assert not [
        line for line in lines if re.match(r"\s*(?:-i|--index-url|--extra-index-url|-f|--find-links|-e)\b", line)
    ]


@pytest.mark.parametrize("path", LOCKS, ids=name_of)
def test_a_package_that_is_locked_twice_is_so_for_different_pythons(path):
    markers = [(name, marker) for name, _, marker, _ in locked(path)]

    assert len(set(markers)) == len(markers)
    assert all(marker for name, marker in markers if [other for other, _ in markers].count(name) > 1)


def names_wanted(requirements):
    return {re.split(r"[\s\[<>=!~;]", wanted, maxsplit=1)[0].lower().replace("_", "-") for wanted in requirements}


def test_the_lock_files_hold_what_the_project_asks_for_and_agree():
    run, dev = (
        {(name, version, marker) for name, version, marker, _ in locked(ROOT / "requirements" / f"{lock}.lock")}
        for lock in ("run", "dev")
    )
    extras = project()["optional-dependencies"]

    assert run < dev
    assert names_wanted(project()["dependencies"]) | names_wanted(extras["build"]) <= {name for name, _, _ in run}
    assert names_wanted(extras["dev"]) <= {name for name, _, _ in dev}
    assert not names_wanted(extras["dev"]) & {name for name, _, _ in run}


# Nothing of the machine that it was made on.


def test_no_file_names_a_place_or_tool_of_the_machine_it_was_made_on():
    found = [f"{name_of(path)}: {word}" for path in our_files() for word in OF_A_MACHINE if word in text_of(path)]

    assert len(our_files()) > 100
    assert found == []


def test_no_file_names_the_host_of_a_package_index():
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "conda" + ".anaconda")

    assert [name_of(path) for path in our_files() if any(host in text_of(path) for host in hosts)] == []


def test_nothing_that_is_made_or_private_is_among_the_files():
    names = [name_of(path) for path in our_files()]

    assert [
        name
        for name in names
        if re.search(r"(?:^|/)(?:var|\.venv|__pycache__)/|\.(?:sqlite|pyc|joblib|pickle)$|(?:^|/)key$", name)
    ] == []

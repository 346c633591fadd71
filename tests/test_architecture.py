"""The house: imports flow one way, the domain touches nothing outside, and files keep their names and sizes."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "matcher": {"matcher"},
    "models": {"matcher", "models"},
    "pipelines": {"matcher", "models", "pipelines"},
    "api": {"matcher", "pipelines", "api"},
}
MODULES = [path for package in MAY_IMPORT for path in sorted((ROOT / package).rglob("*.py"))]
# The domain knows no files, network, clock, environment or processes. Its own packaged data come by importlib.
OUTSIDE = {
    "os",
    "pathlib",
    "io.open",
    "socket",
    "time",
    "subprocess",
    "shutil",
    "tempfile",
    "urllib",
    "http",
    "sqlite3",
    "sqlalchemy",
    "pyarrow",
    "random",
    "logging",
    "sys",
}
NAMES_THAT_GATHER = {"utils.py", "helpers.py", "models.py", "common.py", "misc.py"}
LONGEST = 400


def name_of(path):
    return str(path.relative_to(ROOT))


def imported_packages(source):
    """Return the first name of every absolute import, wherever it stands in the file."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "use absolute imports"
            names.add(node.module.split(".")[0])
    return names


def test_all_four_packages_have_modules():
    assert {path.relative_to(ROOT).parts[0] for path in MODULES} == set(MAY_IMPORT)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_imports_only_what_its_package_may(path):
    package = path.relative_to(ROOT).parts[0]
    ours = imported_packages(path.read_text("utf-8")) & (MAY_IMPORT.keys() | {"notebooks", "tests", "benchmarks"})

    assert ours <= MAY_IMPORT[package]


def test_an_import_inside_a_function_counts_too():
    assert imported_packages("def f():\n    from api.app import create_app\n") == {"api"}


@pytest.mark.parametrize("path", sorted((ROOT / "matcher").rglob("*.py")), ids=name_of)
def test_the_domain_touches_nothing_outside(path):
    source = path.read_text("utf-8")

    assert not imported_packages(source) & OUTSIDE
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & {"open", "print", "input"}


def test_only_settings_read_the_environment_and_the_clock():
    readers = []
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        attributes = {
            f"{node.value.id}.{node.attr}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        }
        if attributes & {"os.environ", "os.getenv", "datetime.now", "date.today", "datetime.utcnow", "time.time"}:
            readers.append(name_of(path))

    assert readers == ["pipelines/settings.py"]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_file_holds_one_subject_under_a_name_that_says_which(path):
    assert path.name not in NAMES_THAT_GATHER
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST

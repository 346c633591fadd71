"""What people read speaks of enforcement only to say that the service does not serve it, in reviewed sentences."""

import ast
import re
from pathlib import Path

import pytest

from api.app import bare_app
from api.documented import document_of
from api.vum.documented import vum_document
from api.vum.limits import Terms
from matcher.guard import Kept
from pipelines.publication import principle
from tests.api.walked import TEMPLATES, sentences_of_document, sentences_of_template

ROOT = Path(__file__).parent.parent
STEMS = re.compile(
    r"sancti|fraud|verplichting|maatregel|handhav|boete|nalev|opsporing|toezicht|straf|misbruik|tegenprestatie"
    r"|sollicitatieplicht|inlichtingenplicht|verwijtbaar|korting op",
    re.IGNORECASE,
)
REVIEWED_FILES = ("matcher/guard.py", "pipelines/publication/principle.py")
REVIEWED = frozenset(
    sentence for name, sentence in vars(principle).items() if name.isupper() and isinstance(sentence, str)
)
# Reviewed, each because it is not about a person whom this service advises.
OF_SOMETHING_ELSE = {
    # What the national model of a DPIA calls its last part: what a municipality does against risks.
    "pipelines/publication/dpia.py": frozenset({"D. Maatregelen", "17. Maatregelen"}),
    # Words that are looked for in texts of vacancies, to tell what is needed from what is welcome.
    "models/texts/marks.py": frozenset({"eis eisen vereiste vereisten must noodzaak voorwaarde verplichting"}),
    # An invented employer of people who guard and watch: ordinary work.
    "pipelines/demo/employers.py": frozenset({"Toezichtdienst"}),
}


def speaks_of_it(text):
    """Which of the stems stand in a text, beside the reviewed sentences."""
    text = " ".join(text.split())
    for sentence in sorted(REVIEWED, key=len, reverse=True):
        text = text.replace(sentence, "")
    return STEMS.findall(text)


def texts_of_module(path):
    """Every text in a module that somebody could come to read: not what explains the code to who reads the code."""
    tree = ast.parse(path.read_text("utf-8"))
    explained = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
            yield node.value


MODULES = [
    path
    for package in ("matcher", "models", "pipelines", "api")
    for path in sorted((ROOT / package).rglob("*.py"))
    if path.relative_to(ROOT).as_posix() not in REVIEWED_FILES
]


def wrong_in(path):
    ours = OF_SOMETHING_ELSE.get(path.relative_to(ROOT).as_posix(), frozenset())
    return [text for text in texts_of_module(path) if text not in ours and speaks_of_it(text)]


def test_no_text_of_the_code_speaks_of_it():
    assert len(MODULES) > 200
    assert {path.relative_to(ROOT).as_posix(): wrong for path in MODULES if (wrong := wrong_in(path))} == {}


@pytest.mark.parametrize("document", [document_of(bare_app()), vum_document(Terms())], ids=["interface", "vum"])
def test_no_sentence_of_a_document_speaks_of_it(document):
    sentences = dict(sentences_of_document(document))

    assert len(sentences) > 30
    assert {where: text for where, text in sentences.items() if speaks_of_it(text)} == {}


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_sentence_of_a_page_speaks_of_it(path):
    texts = list(sentences_of_template(path.read_text("utf-8")))

    assert texts
    assert [text for text in texts if speaks_of_it(text)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "pipelines/data/policy").glob("*.toml")), ids=lambda path: path.name)
def test_no_policy_speaks_of_it(path):
    assert speaks_of_it(path.read_text("utf-8")) == []


def test_there_are_reviewed_sentences_and_each_needs_its_review():
    assert len(REVIEWED) >= 5
    assert {path for path in REVIEWED_FILES if (ROOT / path).is_file()} == set(REVIEWED_FILES)
    assert [sentence for sentence in (principle.PRINCIPLE, principle.PRINCIPLE_B1) if not STEMS.search(sentence)] == []
    for name, texts in OF_SOMETHING_ELSE.items():
        assert texts <= set(texts_of_module(ROOT / name))


@pytest.mark.parametrize(
    "text",
    [
        "Er volgt een maatregel.",
        "Wie dit niet doet, krijgt een boete.",
        "Voor handhaving en\n  toezicht.",
        f"{principle.PRINCIPLE} Het meldt wel fraude.",
        "Dit is een Verplichting.",
        Kept.ENFORCEMENT.value,
    ],
)
def test_such_a_sentence_would_be_found(text):
    assert speaks_of_it(text)


def test_such_a_sentence_would_be_found_wherever_it_stands(tmp_path):
    planted = tmp_path / "planted.py"
    planted.write_text('"""Says fraude."""\n\nTEXT = f"een {1} boete"\n\n\ndef f():\n    """Says fraude."""\n', "utf-8")

    assert [text for text in texts_of_module(planted) if speaks_of_it(text)] == [" boete"]
    assert [text for text in sentences_of_template("<p>{{ 'een boete' }}</p>") if speaks_of_it(text)]
    assert [text for text in sentences_of_template("<p title='fraude'>x</p>") if speaks_of_it(text)]
    document = {"paths": {"/a": {"get": {"summary": "Een boete"}}}}
    assert [text for _, text in sentences_of_document(document) if speaks_of_it(text)] == ["Een boete"]


@pytest.mark.parametrize("sentence", sorted(REVIEWED))
def test_a_reviewed_sentence_may_stand_anywhere(sentence):
    assert speaks_of_it(f"Vacatures die passen. {sentence}") == []

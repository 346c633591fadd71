from pipelines import texts
from pipelines.texts import read_texts
from tests.readers import reader

TEXTS = [f"Je hebt rijbewijs B en werkt {hours} uur per week." for hours in range(8, 40)]


def test_every_text_has_its_mentions_in_its_place():
    found = read_texts(reader(), TEXTS)

    assert [one[1].words for one in found] == [f"{hours} uur per week" for hours in range(8, 40)]


def test_several_processes_find_what_one_finds(monkeypatch):
    alone = read_texts(reader(), TEXTS)
    monkeypatch.setenv("SPRINGPLANK_WORKERS", "2")
    monkeypatch.setattr(texts, "PARALLEL_FROM", 2)

    assert read_texts(reader(), TEXTS) == alone

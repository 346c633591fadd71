import pytest

from pipelines.publication.register_format import FIELDS, ORDER, violations

GOOD = {
    "name": "Zoekt werk",
    "description_short": "Dit zoekt werk.",
    "organization": "Gemeente Delft",
    "category": ["Werk"],
    "status": "In gebruik",
    "begin_date": "2026-11",
    "contact_email": "algoritmes@gemeente.example",
    "publication_category": "Hoog-risico AI-systeem",
    "goal": "<p>Werk<br>en <br/> scholing</p><ul><li>een &lt; twee</li></ul>",
    "lawful_basis_grouping": [{"title": "Een wet", "link": "https://wetten.example/1"}],
    "impacttoetsen_grouping": [{"title": "DPIA"}],
    "lang": "nld",
    "standard_version": "1.0",
}


def with_(**changes):
    """A good record with other values, in the order of the register."""
    found = GOOD | changes
    return {name: found[name] for name in (*ORDER, *changes) if name in found}


def test_a_good_record_has_nothing_wrong_with_it():
    assert violations(GOOD) == ()


def test_the_fields_are_those_of_the_standard_in_the_order_of_the_register():
    assert ORDER == (
        "name", "description_short", "organization", "category", "status", "begin_date", "end_date", "contact_email",
        "website", "publication_category", "url", "goal", "proportionality", "human_intervention", "risks",
        "lawful_basis",
        "lawful_basis_grouping", "process_index_url", "impacttoetsen", "impacttoetsen_grouping", "source_data",
        "source_data_grouping", "methods_and_models", "provider", "publiccode", "lang", "standard_version", "source_id",
        "tags",
    )  # fmt: skip


REQUIRED = [
    "name", "description_short", "organization", "status", "contact_email", "publication_category", "lang",
]  # fmt: skip


@pytest.mark.parametrize("name", REQUIRED)
def test_a_field_that_is_required_is_missed(name):
    assert violations({key: value for key, value in GOOD.items() if key != name}) == (f"{name}: dit veld is verplicht",)


@pytest.mark.parametrize("name", [name for name in GOOD if name not in REQUIRED])
def test_a_field_that_is_not_required_may_be_left_out(name):
    assert violations({key: value for key, value in GOOD.items() if key != name}) == ()


LENGTHS = {
    "name": 100, "description_short": 400, "organization": 100, "provider": 200, "source_id": 100, "tags": 2500,
    "goal": 2500, "proportionality": 2500, "human_intervention": 2500, "risks": 2500, "lawful_basis": 2500,
    "impacttoetsen": 2500, "source_data": 2500, "methods_and_models": 5000,
}  # fmt: skip


@pytest.mark.parametrize(("name", "most"), LENGTHS.items())
def test_a_text_may_be_as_long_as_the_standard_says_and_not_one_character_longer(name, most):
    assert violations(with_(**{name: "a" * most})) == ()
    assert violations(with_(**{name: "a" * (most + 1)})) == (f"{name}: {most + 1} tekens is te lang; hoogstens {most}",)


@pytest.mark.parametrize("name", ["website", "url", "process_index_url", "publiccode"])
def test_a_link_is_at_most_five_hundred_long_and_begins_with_https(name):
    link = "https://delft.example/"

    assert violations(with_(**{name: link + "a" * (500 - len(link))})) == ()
    assert "te lang" in violations(with_(**{name: link + "a" * (501 - len(link))}))[0]
    for bad in (
        "http://delft.example",
        "delft.example",
        "https://",
        "https://delft",
        "https://a b.example",
        "javascript:x",
    ):
        assert [line for line in violations(with_(**{name: bad})) if line.startswith(f"{name}: '{bad}' is geen link")]


BAD = {
    "an unknown field": ({"extra": "x"}, "extra: dit veld bestaat niet"),
    "a status that is none": ({"status": "Gestopt"}, "status: 'Gestopt' mag niet"),
    "a category that is none": ({"publication_category": "Laag"}, "publication_category: 'Laag' mag niet"),
    "another language": ({"lang": "eng"}, "lang: 'eng' mag niet"),
    "another version": ({"standard_version": "0.4"}, "standard_version: '0.4' mag niet"),
    "a theme that is none": ({"category": ["Sport"]}, "category: 'Sport' is geen thema"),
    "themes that are no list": ({"category": "Werk"}, "category: dit is een lijst"),
    "four themes": ({"category": ["Werk", "Recht", "Wonen", "Economie"]}, "category: dit is een lijst"),
    "a month that does not exist": ({"begin_date": "2026-13"}, "begin_date: '2026-13' is geen maand"),
    "a day in place of a month": ({"begin_date": "2026-11-23"}, "begin_date: 10 tekens"),
    "a month without its zero": ({"begin_date": "2026-1"}, "begin_date: '2026-1' is geen maand"),
    "an end while it is in use": ({"end_date": "2027-01"}, "end_date: blijft leeg"),
    "an end before the begin": ({"status": "Buiten gebruik", "end_date": "2026-10"}, "end_date: 2026-10 ligt vóór"),
    "a contact that is none": ({"contact_email": "bel ons"}, "contact_email: 'bel ons' is geen e-mailadres"),
    "a contact without a place": ({"contact_email": "iemand@delft"}, "contact_email: 'iemand@delft'"),
    "an empty text": ({"name": " "}, "name: hier hoort een tekst"),
    "a number in place of a text": ({"name": 3}, "name: hier hoort een tekst"),
    "HTML in a name": ({"name": "<b>Werk</b>"}, "name: hier mag geen HTML staan"),
    "a mark that is not allowed": ({"goal": "<b>Werk</b>"}, "goal: <b> mag niet"),
    "a script": ({"risks": "<script>x</script>"}, "risks: <script> mag niet"),
    "a link in HTML": ({"goal": '<a href="x">x</a>'}, "goal: <a> mag niet"),
    "an attribute": ({"goal": '<p onclick="x">x</p>'}, "goal: <p> mag geen attributen"),
    "an attribute of a break": ({"goal": '<br class="x"/>'}, "goal: <br> mag geen attributen"),
    "a mark that is not closed": ({"goal": "<p>x"}, "goal: <p> is niet gesloten"),
    "a mark that closes nothing": ({"goal": "x</p>"}, "goal: </p> sluit niets"),
    "a mark that closes itself": ({"goal": "<p/>x"}, "goal: <p/> mag niet"),
    "a comment": ({"goal": "<!-- x -->x"}, "goal: een opmerking"),
    "a declaration": ({"goal": "<!DOCTYPE html>x"}, "goal: <!DOCTYPE html> mag niet"),
    "an instruction": ({"goal": "<?php x ?>x"}, "goal: <?php x ?> mag niet"),
    "a law without a link": (
        {"lawful_basis_grouping": [{"title": "Een wet"}]},
        "lawful_basis_grouping: link: dit veld is",
    ),
    "a law without a title": (
        {"lawful_basis_grouping": [{"link": "https://a.example"}]},
        "lawful_basis_grouping: title: dit veld is",
    ),
    "a law with a long title": (
        {"lawful_basis_grouping": [{"title": "a" * 101, "link": "https://a.example"}]},
        "lawful_basis_grouping: title: 101 tekens",
    ),
    "a group that is no list": ({"source_data_grouping": {}}, "source_data_grouping: dit is een lijst"),
    "a group with something else": (
        {"impacttoetsen_grouping": [{"title": "DPIA", "by": "x"}]},
        "impacttoetsen_grouping: by: dit veld bestaat niet",
    ),
}


@pytest.mark.parametrize(("changes", "said"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_is_said(changes, said):
    assert [line for line in violations(with_(**changes)) if line.startswith(said)]


def test_another_order_is_said():
    assert "de velden staan niet in de volgorde van het Algoritmeregister" in violations(dict(reversed(GOOD.items())))


def test_every_field_has_its_own_name():
    assert len({field.name for field in FIELDS}) == len(FIELDS)

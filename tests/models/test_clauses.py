import pytest

from tests.readers import asked, found

ABOUT_PAPERS = ("skill", "licence", "language")


@pytest.mark.parametrize(
    "sentence",
    [
        "Geen rijbewijs nodig.",
        "Een rijbewijs is niet vereist.",
        "Je hoeft geen rijbewijs te hebben.",
        "Een rijbewijs hoef je niet te hebben.",
        "Rijbewijs hoeft niet.",
        "Rijbewijs B is geen vereiste.",
        "Rijbewijs B is geen must.",
        "Een rijbewijs? Niet nodig!",
        "Rijbewijs: niet vereist.",
        "Of je een rijbewijs hebt maakt niet uit.",
        "Een rijbewijs is overbodig.",
        "Een rijbewijs is voor ons niet belangrijk.",
        "Een fiets is een must, een rijbewijs niet.",
        "Een rijbewijs speelt geen rol.",
        "Zonder rijbewijs kun je ook solliciteren.",
        "Ervaring met orderpicken is niet nodig, dat leren wij je.",
        "Geen ervaring met kassa bedienen? Geen zorgen!",
        "Het is niet noodzakelijk dat je een VCA hebt.",
        "Nederlands op B1 is niet nodig.",
        "Wij zoeken geen chauffeur met code 95.",
    ],
)
def test_what_is_not_needed_is_left_out(sentence):
    assert found(sentence, *ABOUT_PAPERS) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Geen rijbewijs of VCA nodig.",
        "Geen ervaring, VCA of rijbewijs vereist.",
        "Je hoeft geen VCA of rijbewijs te hebben.",
        "Rijbewijs, VCA of ervaring is niet nodig.",
        "Niet nodig: rijbewijs, VCA, BHV.",
        "Zonder rijbewijs of VCA ben je ook welkom.",
    ],
)
def test_one_negation_reaches_over_a_whole_list(sentence):
    assert found(sentence, "licence") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Geen VCA nodig, wel een rijbewijs B.", ["rijbewijs-b"]),
        ("Geen ervaring nodig, maar je hebt wel een VCA.", ["vca-basis"]),
        ("Rijbewijs B is niet nodig, VCA is verplicht.", ["vca-basis"]),
        ("Je hebt geen hekel aan schoonmaken en je hebt rijbewijs B.", ["rijbewijs-b"]),
        ("Je hebt geen 9-tot-5-mentaliteit en wel een rijbewijs.", ["rijbewijs-b"]),
        ("Geen dag is hetzelfde, een rijbewijs is nodig.", ["rijbewijs-b"]),
        ("Wij zoeken geen chauffeur met code 95, maar iemand met rijbewijs B.", ["rijbewijs-b"]),
    ],
)
def test_a_negation_in_one_clause_leaves_the_next_alone(sentence, expected):
    assert asked(sentence, "licence") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Werken op hoogte is geen probleem voor jou",
        "Geen moeite met werken op hoogte",
        "Je bent niet bang om te werken op hoogte",
        "Je gaat niet alleen werken op hoogte",
    ],
)
def test_no_problem_is_no_negation(sentence):
    assert asked(sentence, "skill") == ["werken-op-hoogte"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rijbewijs B is een pré.",
        "Een rijbewijs is mooi meegenomen",
        "Bij voorkeur heb je een rijbewijs B.",
        "Een rijbewijs is niet vereist, maar wel een pré.",
        "Rijbewijs B is geen must maar wel handig.",
        "Niet verplicht, wel handig: rijbewijs B.",
        "Rijbewijs B: nice to have",
        "Je hebt liefst een rijbewijs",
        "Rijbewijs is wenselijk; dat scheelt reistijd.",
        "Rijbewijs B (pré)",
        "Een rijbewijs strekt tot aanbeveling.",
        "Heb je een rijbewijs? Dat is een pré.",
        "Leuk als je een rijbewijs hebt.",
        "Als je een rijbewijs hebt, kun je ook bezorgen.",
        "Rijbewijs B (of bereid dit te halen)",
        "Een rijbewijs of de bereidheid dit te behalen.",
        "Een rijbewijs? Dan heb je een streepje voor.",
    ],
)
def test_a_pre_is_optional(sentence):
    assert found(sentence, "licence") == [("rijbewijs-b", True)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rijbewijs B is vereist, code 95 is een pré.", [("rijbewijs-b", False), ("code-95", True)]),
        ("Je hebt rijbewijs B. Code 95 is een pré.", [("rijbewijs-b", False), ("code-95", True)]),
        ("Je hebt rijbewijs B, VCA is een pré.", [("rijbewijs-b", False), ("vca-basis", True)]),
        ("Je hebt rijbewijs B en een VCA is een pré.", [("rijbewijs-b", False), ("vca-basis", True)]),
        ("VCA (pré) en rijbewijs B", [("vca-basis", True), ("rijbewijs-b", False)]),
        (
            "Je hebt VCA en rijbewijs B (BE is handig).",
            [("vca-basis", False), ("rijbewijs-b", False), ("rijbewijs-be", True)],
        ),
        ("VCA, code 95 of BHV is een pré.", [("vca-basis", True), ("code-95", True), ("bhv", True)]),
        ("Je bent handig en hebt een VCA.", [("vca-basis", False)]),
    ],
)
def test_a_pre_belongs_to_its_own_clause_or_list(sentence, expected):
    assert found(sentence, "licence") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Wij bieden je een cursus heftruck rijden en een VCA.",
        "Je haalt bij ons je VCA.",
        "Na drie maanden kun je je VCA behalen.",
        "We betalen je rijbewijs B.",
        "Je krijgt de kans om je rijbewijs C te halen.",
        "Je volgt een training VCA.",
        "Bij ons leer je heftruck rijden.",
        "We leiden je op voor je rijbewijs D.",
        "VCA? Die training krijg je van ons.",
        "Wij leren je hoe je een kassa bedient.",
    ],
)
def test_what_an_employer_gives_or_teaches_is_not_asked(sentence):
    assert found(sentence, *ABOUT_PAPERS) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Je hebt een cursus BHV gevolgd.", ["bhv"]),
        ("Een afgeronde opleiding en een VCA.", ["vca-basis"]),
        ("Wij bieden een baan waarin je de kassa bedient.", ["kassa-bedienen"]),
        ("Je leert snel en hebt een VCA.", ["vca-basis"]),
    ],
)
def test_a_course_that_someone_did_is_asked_all_the_same(sentence, expected):
    assert asked(sentence, *ABOUT_PAPERS) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Ik kan geen kassa bedienen.",
        "Ik kan niet met de heftruck werken.",
        "Schappen vullen kan ik niet.",
        "Ik heb nog nooit met de heftruck gewerkt.",
        "Ik wil graag heftruck rijden.",
        "Ik heb geen rijbewijs.",
        "Ik ben bezig met mijn rijbewijs.",
        "Ik zou graag leren orders verzamelen.",
    ],
)
def test_what_someone_cannot_do_or_would_like_is_no_skill_of_theirs(sentence):
    assert found(sentence, *ABOUT_PAPERS) == []

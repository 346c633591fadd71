import re
from itertools import pairwise

import pytest

from matcher.codes import CourseKind, SkillKind
from matcher.domain import Course, Group, Occupation, Skill
from matcher.errors import TaxonomyError
from matcher.taxonomy import Catalogue, Match
from pipelines.sources.competentnl import competentnl_taxonomy, read_competentnl
from pipelines.sources.training import packaged_training
from tests.downloads import CNL, TURTLE, write_competentnl

SKILL, AREA, TASK = f"{CNL}id/human-capability/", f"{CNL}id/knowledge-area/", f"{CNL}uwv/id/task/"
OCCUPATION, KERN, NORM = f"{CNL}uwv/id/occupation/", f"{CNL}uwv/id/kern/", f"{CNL}id/educational-norm/"


@pytest.fixture
def read(tmp_path):
    """Read the fixture with some changes, each of which has to change something."""

    def read(*changes, name="competentnl.ttl"):
        turtle = TURTLE
        for old, new in changes:
            assert old in turtle
            turtle = turtle.replace(old, new)
        return competentnl_taxonomy(write_competentnl(tmp_path / name, turtle))[0]

    return read


@pytest.fixture
def refused(read):
    def refused(*changes, **name):
        with pytest.raises(TaxonomyError) as caught:
            read(*changes, **name)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return refused


def line_of(part):
    return next(number for number, line in enumerate(TURTLE.splitlines(), 1) if part in line)


def cook_of(taxonomy):
    return taxonomy.occupations[0]


# What comes out


def test_an_occupation_has_its_names_its_skills_by_weight_its_code_and_what_is_above_it(read):
    assert cook_of(read()) == Occupation(
        id=f"{OCCUPATION}kok",
        label="soepkok",
        isco="5120",
        alt_labels=("soepman", "erwtensoepkok"),
        essential=(f"{SKILL}koken", f"{AREA}soep", f"{TASK}roeren"),
        optional=(f"{SKILL}maken", f"{TASK}proef"),
        somewhat=(f"{SKILL}proeven",),
        broader=(f"{KERN}keuken",),
        description="Wie soep kookt.",
    )


def test_capabilities_knowledge_and_tasks_are_skills_of_their_own_kind(read):
    assert read().skills == (
        Skill(
            id=f"{SKILL}koken",
            label="eten koken",
            kind=SkillKind.SKILL,
            group=f"{SKILL}maken",
            alt_labels=("koken",),
            broader=(f"{SKILL}maken",),
            description="Van grondstof tot maaltijd.",
        ),
        Skill(f"{SKILL}maken", "maken", SkillKind.SKILL),
        Skill(f"{SKILL}proeven", "proeven", SkillKind.SKILL, f"{SKILL}maken", broader=(f"{SKILL}maken",)),
        Skill(f"{AREA}soep", "soepleer", SkillKind.KNOWLEDGE),
        Skill(f"{TASK}proef", "keuken vegen", SkillKind.TASK),
        Skill(f"{TASK}roeren", "in de soep roeren", SkillKind.TASK),
    )


def test_what_stands_above_and_is_no_occupation_or_skill_is_a_group(read):
    assert read().groups == (
        Group(f"{KERN}horeca", "horeca"),
        Group(f"{KERN}keuken", "keukenwerk", (f"{KERN}horeca",)),
    )


def test_matches_with_esco_are_kept_and_others_are_not(read):
    assert read().matches == (
        Match(f"{SKILL}koken", "exact", "http://data.europa.eu/esco/skill/a"),
        Match(f"{OCCUPATION}kok", "broad", "http://data.europa.eu/esco/occupation/1"),
        Match(f"{OCCUPATION}snijder", "close", "http://data.europa.eu/esco/isco/C9412"),
    )


def test_a_norm_that_prescribes_skills_is_a_kind_of_training_that_tells_no_more_than_the_norm(tmp_path):
    _, norms = competentnl_taxonomy(write_competentnl(tmp_path / "competentnl.ttl"))

    assert norms == (Course(f"{NORM}kok2", "Kok (niveau 2)", CourseKind.MBO, teaches=(f"{SKILL}koken", f"{AREA}soep")),)


def test_the_packaged_licences_and_the_training_that_fits_go_with_it(tmp_path):
    path = write_competentnl(tmp_path / "competentnl.ttl")
    taxonomy, norms = competentnl_taxonomy(path)
    training = packaged_training(taxonomy)

    assert read_competentnl(path) == Catalogue(taxonomy, training.licences, (*norms, *training.courses))


def test_what_was_invalidated_is_left_out_with_everything_that_names_it(read):
    taxonomy = read()

    assert {one.label for one in (*taxonomy.skills, *taxonomy.occupations)}.isdisjoint({"turf steken", "turfsteker"})


def test_the_version_is_the_day_on_which_the_newest_of_it_was_made(read):
    assert read().version == "2025-09-01"
    assert read(("prov:generatedAtTime", "prov:atTime")).version == "versie onbekend"


@pytest.mark.parametrize(
    ("change", "isco"),
    [
        (('skos:notation "5120"', 'skos:notation "A-17"'), ""),
        (('skos:notation "5120"', 'skos:notation "ISCO-08: 5120"'), "5120"),
        (("skos:broader kern:keuken", "skos:broader <http://data.europa.eu/esco/isco/C5121>"), "5121"),
    ],
    ids=["none", "with the name of the list", "above it"],
)
def test_the_isco_code_is_what_is_told_and_else_unknown(read, change, isco):
    assert cook_of(read(change)).isco == isco


# Languages and namespaces


@pytest.mark.parametrize(
    ("change", "label", "others"),
    [
        (('"soepkok"@nl', '"soepkok"@nl-BE, "soup chef"@en'), "soepkok", ("soepman", "erwtensoepkok")),
        (('"soepkok"@nl', '"soepkok", "soup chef"@en'), "soepkok", ("soepman", "erwtensoepkok")),
        (('"soepkok"@nl', '"soup chef"@en, "chef de soupe"@fr'), "soup chef", ("soepman", "erwtensoepkok")),
        (('"soepkok"@nl', '"soepkok"@nl, "soeperd"@nl'), "soeperd", ("soepkok", "soepman", "erwtensoepkok")),
    ],
    ids=["Flemish", "without a language", "only others", "two names"],
)
def test_dutch_goes_before_no_language_and_that_before_others(read, change, label, others):
    cook = cook_of(read(change))

    assert (cook.label, cook.alt_labels) == (label, others)


def test_a_name_may_stand_in_a_label_of_its_own(read):
    change = (
        'occ:kok a cnlo:Occupation ; skos:prefLabel "soepkok"@nl',
        "occ:kok a cnlo:Occupation ; skosxl:prefLabel occ:naam",
    )
    named = ("kern:horeca a", 'occ:naam skosxl:literalForm "soepkok"@nl .\nkern:horeca a')

    assert cook_of(read(change, named)) == cook_of(read())


@pytest.mark.parametrize("namespace", ["def/uwv-ontology#", "uwv/def/competentnl_uwv#", "def/"])
def test_terms_are_known_by_name_in_every_namespace_that_is_in_use(read, namespace):
    assert read((f"{CNL}uwv/def/competentnl_uwv#", f"{CNL}{namespace}")) == read()


def test_terms_of_others_are_not_taken_for_those_of_competentnl(refused):
    message = refused((f"{CNL}def/competentnl#", "https://elders.example/def/competentnl#"))

    assert "geen beroepen van CompetentNL gevonden" in message


# Formats and folders


@pytest.mark.parametrize("ending", [".nt", ".rdf", ".jsonld", ".json", ".srj", ".ttl.gz", ".json.gz", ".TTL"])
def test_every_format_tells_the_same(read, ending):
    assert read(name=f"c{ending.lower()}") == read()


def test_the_files_of_a_folder_tell_one_story(tmp_path, read):
    whole = read(name="geheel.ttl")
    prefixes, *parts = re.split(r"\n(?=occ:|norm:|kern:)", TURTLE)
    head = prefixes[: prefixes.index("\nskill:koken")]
    folder = tmp_path / "delen"
    folder.mkdir()
    (folder / "0.ttl").write_text(prefixes)
    for number, part in enumerate(parts, 1):
        (folder / f"{number}.ttl").write_text(f"{head}\n{part}")
    (folder / "LEESMIJ.txt").write_bytes(b"\xff")

    assert competentnl_taxonomy(folder)[0] == whole


def test_blank_nodes_of_two_files_are_not_the_same_node(tmp_path):
    folder = tmp_path / "delen"
    folder.mkdir()
    (folder / "a.ttl").write_text(TURTLE)
    xl = "http://www.w3.org/2008/05/skos-xl#"
    for name, node, label in (("b", "snijder", "hakker"), ("c", "kok", "keukenprins")):
        (folder / f"{name}.nt").write_text(
            f'<{OCCUPATION}{node}> <{xl}altLabel> _:n .\n_:n <{xl}literalForm> "{label}"@nl .\n'
        )

    cook, cutter = competentnl_taxonomy(folder)[0].occupations

    assert cook.alt_labels == ("keukenprins", "soepman", "erwtensoepkok")
    assert cutter.alt_labels == ("hakker",)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path, read):
    path = tmp_path / "bom.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + TURTLE.encode())

    assert competentnl_taxonomy(path)[0] == read()


# Exports of a part


def test_a_class_that_was_left_out_is_not_missed(read):
    without_tasks = read(("cnluwv:OccupationTask", "cnluwv:Iets"))

    assert {skill.kind for skill in without_tasks.skills} == {SkillKind.SKILL, SkillKind.KNOWLEDGE}
    assert cook_of(without_tasks).essential == (f"{SKILL}koken", f"{AREA}soep")


def test_what_is_above_and_has_no_name_is_left_out(read):
    cook = cook_of(read(("skos:broader kern:keuken", "skos:broader kern:onbekend")))

    assert cook.broader == ()


# What is wrong is named


def test_a_broken_line_is_named(refused):
    number = line_of("area:soep a")

    message = refused(("area:soep a", "area:soep een"))
    assert re.search(rf"competentnl\.ttl, regel {number}: geen geldige Turtle \(.*\); verbeter het bestand", message)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "requiresHATEssential skill:koken, area:soep",
            "requiresHATEssential skill:weg",
            "requiresHATEssential skill:",
        ),
        ("prescribesHATImportant area:soep", "prescribesHATImportant area:weg", "prescribesHATImportant"),
        ("Task_Optional task:proef", "Task_Optional task:weg", "Task_Optional"),
    ],
)
def test_a_relation_that_points_nowhere_is_named_with_its_line(refused, old, new, line):
    expected = rf"competentnl\.ttl, regel {line_of(line)}: \S+ \w+ wijst naar \S+/weg, dat nergens beschreven is"

    assert re.search(expected, refused((old, new)))


def test_a_concept_without_a_name_is_named(refused):
    message = refused(('skos:prefLabel "proeven"@nl', 'skos:note "x"'))

    assert f"{SKILL}proeven heeft geen naam (skos:prefLabel)" in message


@pytest.mark.parametrize(
    "change",
    [
        ('"maken"@nl ; skos:narrower', '"maken"@nl ; skos:broader skill:koken ; skos:narrower'),
        ('"horeca"@nl', '"horeca"@nl ; skos:broader kern:keuken'),
        ('"soepsnijder"@nl', '"soepsnijder"@nl ; skos:broader occ:snijder'),
    ],
    ids=["skills", "groups", "an occupation under itself"],
)
def test_a_circle_in_the_hierarchy_is_named(refused, change):
    assert re.search(r"competentnl\.ttl, regel \d+: \S+ staat boven zichzelf, over ", refused(change))


def test_occupations_without_any_skill_are_refused(refused):
    classes = ("HumanCapability", "KnowledgeArea", "OccupationTask")

    assert "wel beroepen en geen vaardigheden" in refused(*((f":{name}", ":Iets") for name in classes))


def test_essential_goes_before_important_and_that_before_slight(read):
    found = cook_of(read())

    for heavy, light in pairwise((found.essential, found.optional, found.somewhat)):
        assert set(heavy).isdisjoint(light)

import csv
import io
import re
from collections import Counter
from dataclasses import replace

import pytest

from matcher.catalogue import (
    FILES,
    MOST_LICENCES,
    catalogue,
    courses,
    licences,
    packaged,
    packaged_text,
    parse_catalogue,
)
from matcher.codes import CourseKind, DayPart, Demand, DemandGrade, LanguageLevel, Level, LicenceKind, SkillKind
from matcher.domain import Course, Group, Licence, Occupation, Skill
from matcher.errors import SpringplankError, TaxonomyError
from matcher.taxonomy import Taxonomy

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# A trade of every sector that issue 2 names, by the id of one of its occupations.
OF_EVERY_SECTOR = {
    "zorg": "verzorgende-ig",
    "onderwijs": "onderwijsassistent",
    "kinderopvang": "pedagogisch-medewerker-kinderopvang",
    "horeca": "kok",
    "loodgieter en installatie": "loodgieter",
    "elektrotechniek": "elektromonteur",
    "groen en hovenier": "hovenier",
    "logistiek": "orderpicker",
    "transport": "vrachtwagenchauffeur",
    "schoonmaak": "schoonmaker-kantoor",
    "bouw": "timmerman",
    "retail": "verkoopmedewerker",
    "administratie": "administratief-medewerker",
    "beveiliging": "beveiliger",
    "voeding": "bakker",
    "onderhoud": "onderhoudsmonteur",
    "energietransitie": "zonnepanelenmonteur",
    "ict": "helpdeskmedewerker-ict",
}
SECTORS = {
    "zorg",
    "onderwijs",
    "kinderopvang",
    "horeca",
    "installatie",
    "elektrotechniek",
    "groen",
    "logistiek",
    "transport",
    "schoonmaak",
    "bouw",
    "retail",
    "administratie",
    "beveiliging",
    "voeding",
    "techniek",
    "energietransitie",
    "ict",
}
# Where the five municipalities say that people are short: education, care, horeca, plumbers, electricians, gardeners.
OF_THE_MUNICIPALITIES = (
    "onderwijsassistent",
    "leraarondersteuner",
    "concierge-school",
    "verzorgende-ig",
    "helpende",
    "verpleegkundige",
    "zorgassistent",
    "kok",
    "medewerker-bediening",
    "keukenhulp",
    "loodgieter",
    "elektromonteur",
    "hulpmonteur-elektro",
    "hovenier",
    "medewerker-groenvoorziening",
    "sociaal-werker",
)
OCCUPATIONS = catalogue().occupations
SKILLS = catalogue().skills


def by_id(values):
    return {value.id: value for value in values}


def rows(file):
    return list(csv.DictReader(io.StringIO(packaged_text(file))))


def failing(values, holds):
    return [value.id for value in values if not holds(value)]


# Occupations


def test_there_are_at_least_150_occupations_500_skills_and_150_courses():
    assert len(OCCUPATIONS) >= 150
    assert len(SKILLS) >= 500
    assert len(courses()) >= 150


def test_every_occupation_has_a_unit_group_of_isco_08():
    # ISCO-08 has the major groups 0 to 9; unit groups have four digits. 0 is the armed forces.
    assert failing(OCCUPATIONS, lambda one: re.fullmatch(r"[1-9][1-9]\d\d", one.isco)) == []


def test_every_occupation_has_at_least_four_alternative_titles():
    assert failing(OCCUPATIONS, lambda one: len(set(map(str.casefold, one.alt_labels))) >= 4) == []


def test_every_occupation_has_at_least_six_essential_and_four_optional_skills():
    assert failing(OCCUPATIONS, lambda one: len(set(one.essential)) >= 6 and len(set(one.optional)) >= 4) == []


def test_no_skill_is_both_essential_and_optional_or_named_twice():
    assert failing(OCCUPATIONS, lambda one: not Counter(one.essential + one.optional).most_common(1)[0][1] > 1) == []


def test_no_occupation_is_made_of_general_skills_alone():
    kinds = {skill.id: skill.kind for skill in SKILLS}

    def specific(one):
        return sum(kinds[skill] is not SkillKind.TRANSVERSAL for skill in one.essential) >= 3

    assert failing(OCCUPATIONS, specific) == []


def test_every_occupation_has_a_minimum_level_that_people_on_a_benefit_can_have():
    assert failing(OCCUPATIONS, lambda one: one.level is not None) == []
    at_most_mbo4 = sum(one.level <= Level.MBO4 for one in OCCUPATIONS)
    assert at_most_mbo4 >= 0.95 * len(OCCUPATIONS)


def test_every_occupation_says_when_it_is_done_and_what_it_asks_of_the_body():
    assert failing(OCCUPATIONS, lambda one: one.shifts and one.shifts <= frozenset(DayPart)) == []
    assert failing(OCCUPATIONS, lambda one: len(one.demands) >= 3) == []
    for occupation in OCCUPATIONS:
        demands = [demand for demand, _ in occupation.demands]
        assert len(demands) == len(set(demands)), occupation.id
        assert all(isinstance(demand, Demand) for demand in demands)
        assert all(DemandGrade.LIGHT <= grade <= DemandGrade.HEAVY for _, grade in occupation.demands), occupation.id


def test_licences_that_the_law_asks_are_few_and_not_repeated_as_usual_ones():
    assert failing(OCCUPATIONS, lambda one: not set(one.licences_legal) & set(one.licences_usual)) == []
    legal = by_id(one for one in OCCUPATIONS if one.licences_legal)
    assert legal["verzorgende-ig"].licences_legal == ("verzorgende-ig",)
    assert "rijbewijs-c" in legal["vrachtwagenchauffeur"].licences_legal
    assert "dlp" in legal["beveiliger"].licences_legal
    assert "zorgassistent" not in legal
    assert "schoonmaker-kantoor" not in legal


@pytest.mark.parametrize(("sector", "occupation"), OF_EVERY_SECTOR.items())
def test_the_sector_is_in_the_catalogue(sector, occupation):
    found = by_id(OCCUPATIONS).get(occupation)

    assert found is not None, sector
    assert found.sector in SECTORS


def test_every_sector_has_at_least_three_occupations():
    counts = Counter(one.sector for one in OCCUPATIONS)

    assert set(counts) >= SECTORS
    assert {sector: counts[sector] for sector in SECTORS if counts[sector] < 3} == {}


@pytest.mark.parametrize("occupation", OF_THE_MUNICIPALITIES)
def test_a_trade_that_the_municipalities_name_is_there_with_a_course_towards_it(occupation):
    assert occupation in by_id(OCCUPATIONS)
    towards = [course.id for course in courses() if occupation in course.prepares_for]
    assert towards


def test_a_title_belongs_to_one_occupation():
    titles = Counter(
        title.casefold() for occupation in OCCUPATIONS for title in {occupation.label, *occupation.alt_labels}
    )

    assert [title for title, count in titles.items() if count > 1] == []


def test_titles_are_written_as_people_write_them():
    for occupation in OCCUPATIONS:
        for title in (occupation.label, *occupation.alt_labels):
            assert title == " ".join(title.split()), occupation.id
            assert 2 <= len(title) <= 80, occupation.id
            assert not title.isdigit(), occupation.id


# Skills


def test_every_skill_has_a_kind_and_a_known_group():
    groups = {group.id for group in catalogue().groups}

    assert failing(SKILLS, lambda one: isinstance(one.kind, SkillKind)) == []
    assert failing(SKILLS, lambda one: one.group in groups) == []
    assert failing(SKILLS, lambda one: one.broader == (one.group,)) == []
    assert groups == {one.group for one in SKILLS}, "a group without skills"
    assert groups.isdisjoint(one.id for one in (*SKILLS, *OCCUPATIONS))


def test_all_kinds_of_skill_occur_but_tasks():
    assert {one.kind for one in SKILLS} == set(SkillKind) - {SkillKind.TASK}


def test_every_skill_has_at_least_two_alternative_phrasings():
    def enough(one):
        return len({text.casefold() for text in one.alt_labels} - {one.label.casefold()}) >= 2

    assert failing(SKILLS, enough) == []


def test_a_phrase_belongs_to_one_skill():
    phrases = Counter(text.casefold() for skill in SKILLS for text in {skill.label, *skill.alt_labels})

    assert [text for text, count in phrases.items() if count > 1] == []


def test_every_skill_is_asked_by_an_occupation():
    asked = {skill for one in OCCUPATIONS for skill in (*one.essential, *one.optional)}

    assert {one.id for one in SKILLS} - asked == set()


def test_speaking_a_language_is_a_language_skill():
    languages = {one.id for one in SKILLS if one.kind is SkillKind.LANGUAGE}

    assert languages >= {one.id for one in SKILLS if one.id.endswith("-spreken") and one.id != "duidelijk-spreken"}
    assert languages >= {"nederlands-spreken", "engels-spreken", "arabisch-spreken", "pools-spreken"}


# Licences


def test_licences_fit_in_one_column_and_include_only_licences_that_exist():
    known = by_id(licences())

    assert len(licences()) <= MOST_LICENCES
    for licence in licences():
        assert set(licence.includes) <= set(known), licence.id
        assert licence.id not in licence.includes
        assert isinstance(licence.kind, LicenceKind)


def test_no_licence_includes_itself_by_a_detour():
    known = by_id(licences())

    def below(licence, path):
        assert licence not in path, f"{licence} includes itself"
        return {licence}.union(*(below(other, (*path, licence)) for other in known[licence].includes))

    assert below("rijbewijs-ce", ()) >= {"rijbewijs-c", "rijbewijs-be", "rijbewijs-b", "rijbewijs-am"}
    for licence in known:
        below(licence, ())


def test_a_name_belongs_to_one_licence():
    names = Counter(text.casefold() for one in licences() for text in {one.label, *one.alt_labels})

    assert [text for text, count in names.items() if count > 1] == []


# Courses


def test_every_course_has_level_weeks_hours_price_entry_skills_and_certificate():
    assert failing(courses(), lambda one: one.level is not None) == []
    assert failing(courses(), lambda one: one.weeks is not None and 0 < one.weeks <= 250) == []
    assert failing(courses(), lambda one: one.hours_per_week is not None and 0 < one.hours_per_week <= 40) == []
    assert failing(courses(), lambda one: None not in (one.price_min, one.price_max)) == []
    assert failing(courses(), lambda one: 0 <= one.price_min <= one.price_max) == []
    assert failing(courses(), lambda one: one.entry_level is not None) == []
    assert failing(courses(), lambda one: one.certificate) == []
    assert failing(courses(), lambda one: one.teaches) == []
    assert failing(courses(), lambda one: len(one.teaches) == len(set(one.teaches))) == []


def test_a_course_is_a_kind_of_training_without_provider_place_or_price_of_one_school():
    assert failing(courses(), lambda one: one.offerings == ()) == []
    columns = set(rows("courses.csv")[0])
    assert not columns & {"provider", "place", "postcode", "aanbieder", "plaats", "url", "start_date"}
    places = re.compile(r"\b(Delft|Leiden|Zoetermeer|Maassluis|Den Bosch|'s-Hertogenbosch|Rotterdam|Den Haag)\b")
    providers = re.compile(r"\b(ROC|Mondriaan|Koning Willem I|mboRijnland|Albeda|Zadkine|LOI|NCOI|NHA)\b")
    for row in rows("courses.csv"):
        assert not places.search(" ".join(row.values())), row["id"]
        assert not providers.search(" ".join(row.values())), row["id"]


def test_what_is_an_estimate_says_so():
    allowed = {"weeks", "hours", "price"}

    assert failing(courses(), lambda one: set(one.estimated) <= allowed) == []
    assert failing(courses(), lambda one: one.estimated) == []


def test_nobody_needs_a_higher_level_to_enter_a_course_than_it_leads_to():
    gives = [course for course in courses() if course.gives_level is not None]

    assert gives
    assert failing(gives, lambda one: one.entry_level <= one.gives_level) == []


def test_nobody_needs_the_licence_that_a_course_gives():
    assert failing(courses(), lambda one: not set(one.entry_licences) & set(one.gives_licences)) == []


def test_a_language_course_asks_less_language_than_its_name_says():
    known = by_id(courses())

    assert known["nt2-a2"].entry_language == LanguageLevel.A1
    assert known["nt2-b1"].entry_language == LanguageLevel.A2
    assert known["nt2-a1"].entry_language is None


def test_no_two_courses_have_the_same_name():
    names = Counter(one.label.casefold() for one in courses())

    assert [name for name, count in names.items() if count > 1] == []


def test_the_kinds_of_training_that_the_issue_names_are_there():
    known = by_id(courses())

    assert {course.kind for course in courses()} >= {
        CourseKind.MBO_CERTIFICATE,
        CourseKind.PRAKTIJKVERKLARING,
        CourseKind.ENTREE,
        CourseKind.BBL,
        CourseKind.LANGUAGE,
        CourseKind.BASIC,
        CourseKind.LICENCE,
        CourseKind.BRANCH,
    }
    given = {paper for course in courses() for paper in course.gives_licences}
    assert given >= {"vca-basis", "heftruck", "code-95", "haccp", "bhv"}
    assert {"computer-basis-cursus", "nt2-a1", "vca-basis-cursus", "bhv-cursus"} <= set(known)
    assert all(course.learn_and_earn for course in courses() if course.kind is CourseKind.BBL)


def test_some_course_gives_every_paper_that_the_law_asks_of_a_trade():
    asked = {paper for one in OCCUPATIONS for paper in one.licences_legal}
    given = {paper for course in courses() for paper in course.gives_licences}

    assert asked - given == set()


# All files together


@pytest.mark.parametrize(
    "values", [SKILLS, OCCUPATIONS, licences(), courses()], ids=["skills", "jobs", "papers", "courses"]
)
def test_ids_are_short_slugs_and_come_once(values):
    ids = [value.id for value in values]

    assert len(ids) == len(set(ids))
    assert [one for one in ids if not SLUG.fullmatch(one) or len(one) > 60] == []


@pytest.mark.parametrize("file", FILES)
def test_a_packaged_file_is_clean_text(file):
    text = packaged_text(file)

    assert not text.startswith("\ufeff")
    assert "\ufffd" not in text
    assert "\t" not in text
    assert "Ã" not in text, "text that was decoded with the wrong encoding"
    for row in rows(file):
        assert None not in row
        assert None not in row.values()


def test_reading_the_packaged_catalogue_twice_gives_the_same_one():
    again = parse_catalogue({name: packaged_text(name) for name in FILES}, name="doelgroepcatalogus", version="2026.11")

    assert again == packaged()
    assert again.taxonomy.fingerprint() == catalogue().fingerprint()


def test_the_fingerprint_changes_with_any_change_and_only_then():
    first, *others = OCCUPATIONS
    changed = replace(first, demands=((Demand.SITTING, DemandGrade.LIGHT),))
    renamed = replace(SKILLS[0], alt_labels=(*SKILLS[0].alt_labels, "iets anders"))
    fingerprints = {
        taxonomy.fingerprint()
        for taxonomy in (
            catalogue(),
            replace(catalogue(), occupations=(changed, *others)),
            replace(catalogue(), skills=(renamed, *SKILLS[1:])),
            replace(catalogue(), version="2027.01"),
            replace(catalogue(), skills=SKILLS[:-1]),
        )
    }

    assert len(fingerprints) == 5
    assert all(re.fullmatch(r"[0-9a-f]{16}", one) for one in fingerprints)
    assert replace(catalogue()).fingerprint() == catalogue().fingerprint()


# A folder of someone else

ZAGEN = ("zagen van hout", "hout op maat maken")
SMALL = {
    "skills.csv": f"id,label,kind,group,alt_labels\nzagen,hout zagen,skill,hout,{'|'.join(ZAGEN)}\n",
    "licences.csv": "id,label,kind,alt_labels,includes\nvca,VCA,certificaat,,\n",
    "occupations.csv": (
        "id,label,isco08,sector,alt_labels,level,licences_legal,licences_usual,shifts,physical,essential_skills,"
        "optional_skills\n"
        "timmerman,timmerman,7115,bouw,houtbewerker,mbo2,,vca,dag|vroeg,tillen:2|staan:3,zagen,\n"
    ),
    "courses.csv": (
        "id,label,type,level,weeks,hours_per_week,price_min_eur,price_max_eur,learn_and_earn,entry_level,"
        "entry_language,entry_licences,entry_note,teaches,gives_level,gives_licences,certificate,prepares_for,estimated\n"
        "cursus,zagen leren,training,mbo1,4,8,0,100.50,ja,geen,A2,,,zagen,,vca,bewijs,timmerman,price\n"
    ),
    "skill_groups.csv": "id,label\nhout,Hout\n",
}


def parse(**texts):
    files = SMALL | {name.replace("_csv", ".csv"): text for name, text in texts.items()}
    return parse_catalogue({name: text for name, text in files.items() if text is not None}, name="eigen", version="1")


def test_a_small_catalogue_comes_out_as_it_went_in():
    parsed = parse()

    assert parsed.taxonomy == Taxonomy(
        "eigen",
        "1",
        (Skill("zagen", "hout zagen", SkillKind.SKILL, "groep:hout", ZAGEN, ("groep:hout",)),),
        (
            Occupation(
                id="timmerman",
                label="timmerman",
                isco="7115",
                sector="bouw",
                alt_labels=("houtbewerker",),
                level=Level.MBO2,
                licences_usual=("vca",),
                shifts=frozenset({DayPart.DAY, DayPart.EARLY}),
                demands=((Demand.LIFTING, DemandGrade.MODERATE), (Demand.STANDING, DemandGrade.HEAVY)),
                essential=("zagen",),
            ),
        ),
        (Group("groep:hout", "Hout"),),
    )
    assert parsed.licences == (Licence("vca", "VCA", LicenceKind.CERTIFICATE),)
    assert parsed.courses == (
        Course(
            id="cursus",
            label="zagen leren",
            kind=CourseKind.TRAINING,
            level=Level.MBO1,
            weeks=4,
            hours_per_week=8,
            price_min=0,
            price_max=100.5,
            learn_and_earn=True,
            entry_level=Level.NONE,
            entry_language=LanguageLevel.A2,
            teaches=("zagen",),
            gives_licences=("vca",),
            certificate="bewijs",
            prepares_for=("timmerman",),
            estimated=("price",),
        ),
    )


def test_a_byte_order_mark_and_spaces_around_values_do_no_harm():
    text = "\ufeff" + SMALL["skills.csv"].replace("zagen,hout zagen", " zagen , hout zagen ")

    assert parse(skills_csv=text).taxonomy == parse().taxonomy


def test_skills_and_occupations_are_enough():
    parsed = parse(courses_csv=None, skill_groups_csv=None)

    assert parsed.courses == ()
    assert parsed.taxonomy.groups == ()
    assert [(skill.group, skill.broader) for skill in parsed.taxonomy.skills] == [("groep:hout", ())]
    assert len(parsed.taxonomy.occupations) == 1


BROKEN = {
    "no skills": ({"skills_csv": None}, r"^skills.csv ontbreekt in de catalogus"),
    "no occupations": ({"occupations_csv": None}, r"^occupations.csv ontbreekt in de catalogus"),
    "a column missing": ({"skills_csv": "id,label\nzagen,hout zagen\n"}, r"^skills.csv: kolom kind ontbreekt"),
    "an empty file": ({"skills_csv": ""}, r"^skills.csv: kolom id, label, kind ontbreekt"),
    "an unknown kind": (
        {"skills_csv": "id,label,kind\nzagen,hout zagen,ambacht\n"},
        r"^skills.csv, regel 2, kolom kind: 'ambacht' is geen bekende waarde \(skill, knowledge, .*, task\)",
    ),
    "a group twice": (
        {"skill_groups_csv": "id,label\nhout,Hout\n\nhout,Timmerwerk\n"},
        r"^skill_groups.csv, regel 4, kolom id: 'hout' staat twee keer in dit bestand",
    ),
    "a group without a name": (
        {"skill_groups_csv": "id,label\nhout,\n"},
        r"^skill_groups.csv, regel 2, kolom label: mag niet leeg",
    ),
    "a record that runs over two lines": (
        {"skills_csv": 'id,label,kind,alt_labels\nzagen,hout zagen,ambacht,"een\ntwee"\n'},
        r"^skills.csv, regel 2, kolom kind",
    ),
    "an empty id": (
        {"skills_csv": "id,label,kind\n,hout zagen,skill\n"},
        r"^skills.csv, regel 2, kolom id: mag niet leeg",
    ),
    "an empty label": (
        {"skills_csv": "id,label,kind\nzagen,hout zagen,skill\nboren, ,skill\n"},
        r"^skills.csv, regel 3, kolom label: mag niet leeg",
    ),
    "an id twice": (
        {"skills_csv": "id,label,kind\nzagen,hout zagen,skill\nzagen,boren,skill\n"},
        r"^skills.csv, regel 3, kolom id: 'zagen' staat twee keer in dit bestand",
    ),
    "too many fields": (
        {"skills_csv": "id,label,kind\nzagen,hout zagen,skill,iets,extra\n"},
        r"^skills.csv, regel 2, kolom \(einde\): er staan meer velden dan kolommen",
    ),
    "an unknown skill": (
        {"occupations_csv": SMALL["occupations.csv"].replace("staan:3,zagen", "staan:3,boren")},
        r"^occupations.csv, regel 2, kolom essential_skills: 'boren' bestaat niet",
    ),
    "an unknown licence": (
        {"occupations_csv": SMALL["occupations.csv"].replace(",vca,", ",vca|ehbo,")},
        r"^occupations.csv, regel 2, kolom licences_usual: 'ehbo' bestaat niet",
    ),
    "an unknown level": (
        {"occupations_csv": SMALL["occupations.csv"].replace("mbo2", "mbo9")},
        r"^occupations.csv, regel 2, kolom level: 'mbo9' is geen bekende waarde \(geen, mbo1",
    ),
    "an unknown shift": (
        {"occupations_csv": SMALL["occupations.csv"].replace("dag|vroeg", "dag|middag")},
        r"^occupations.csv, regel 2, kolom shifts: 'middag' is geen bekende waarde",
    ),
    "an unknown demand": (
        {"occupations_csv": SMALL["occupations.csv"].replace("tillen:2", "sjouwen:2")},
        r"^occupations.csv, regel 2, kolom physical: 'sjouwen' is geen bekende waarde",
    ),
    "a demand without a grade": (
        {"occupations_csv": SMALL["occupations.csv"].replace("tillen:2", "tillen")},
        r"^occupations.csv, regel 2, kolom physical: '' is geen bekende waarde \(0, 1, 2, 3\)",
    ),
    "weeks that are no number": (
        {"courses_csv": SMALL["courses.csv"].replace("mbo1,4,8", "mbo1,vier,8")},
        r"^courses.csv, regel 2, kolom weeks: 'vier' is geen getal",
    ),
    "a negative price": (
        {"courses_csv": SMALL["courses.csv"].replace("0,100.50", "-5,100.50")},
        r"^courses.csv, regel 2, kolom price_min_eur: '-5' moet nul of meer zijn",
    ),
    "an infinite price": (
        {"courses_csv": SMALL["courses.csv"].replace("100.50", "inf")},
        r"^courses.csv, regel 2, kolom price_max_eur: 'inf' moet nul of meer zijn",
    ),
    "hours that are not a number": (
        {"courses_csv": SMALL["courses.csv"].replace("4,8,0", "4,nan,0")},
        r"^courses.csv, regel 2, kolom hours_per_week: 'nan' moet nul of meer zijn",
    ),
    "an unknown occupation": (
        {"courses_csv": SMALL["courses.csv"].replace("bewijs,timmerman", "bewijs,metselaar")},
        r"^courses.csv, regel 2, kolom prepares_for: 'metselaar' bestaat niet",
    ),
    "a taught skill that is unknown": (
        {"courses_csv": SMALL["courses.csv"].replace("A2,,,zagen", "A2,,,boren")},
        r"^courses.csv, regel 2, kolom teaches: 'boren' bestaat niet",
    ),
    "more licences than a column holds": (
        {"licences_csv": "id,label,kind\n" + "".join(f"p{i},papier {i},certificaat\n" for i in range(65))},
        r"^licences.csv: 65 papieren; er is plaats voor 64",
    ),
}


@pytest.mark.parametrize(("texts", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_a_mistake_is_refused_in_one_line_that_names_file_line_and_column(texts, message):
    with pytest.raises(TaxonomyError, match=message) as refused:
        parse(**texts)

    assert "\n" not in str(refused.value)
    assert isinstance(refused.value, SpringplankError)


def test_the_line_is_counted_as_an_editor_counts_it():
    text = 'id,label,kind\nzagen,"hout\nzagen",skill\n\nboren,boren,onzin\n'

    with pytest.raises(TaxonomyError, match=r"^skills.csv, regel 5, kolom kind"):
        parse(skills_csv=text)


def test_a_licence_that_includes_an_unknown_one_is_refused():
    with pytest.raises(TaxonomyError, match=r"^licences.csv, regel 2, kolom includes: 'rijbewijs-b' bestaat niet"):
        parse(licences_csv="id,label,kind,alt_labels,includes\nvca,VCA,certificaat,,rijbewijs-b\n")


def test_a_catalogue_without_licences_knows_none():
    parsed = parse(
        licences_csv=None,
        courses_csv=None,
        occupations_csv="id,label,isco08,essential_skills\ntimmerman,timmerman,7115,zagen\n",
    )

    assert parsed.licences == ()
    assert parsed.taxonomy.occupations == (Occupation("timmerman", "timmerman", "7115", essential=("zagen",)),)

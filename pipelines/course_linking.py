"""Linking courses to the concepts of the home's taxonomy: the skills they teach, the occupations they prepare for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from matcher.codes import CourseKind
from matcher.concepts import Concepts
from matcher.domain import Course
from matcher.taxonomy import Taxonomy
from models.linking import Link
from models.reading import Mention
from models.taught import Taught, taught_in
from pipelines.linkers import Linkers
from pipelines.linking import CERTAIN, DIPLOMA_WORDS, Words, look_up
from pipelines.texts import read_texts

# What a course says that it teaches and no label has stays in its description, behind this: so that people see it, and
# that it is tried again when the home gets another taxonomy. A description from a file has no blank line.
OUTCOMES = "\n\nLeerdoelen: "
BETWEEN = "; "
# What is named after an occupation and made for it.
QUALIFICATIONS = frozenset({CourseKind.ENTREE, CourseKind.BBL, CourseKind.BOL, CourseKind.MBO})


@dataclass(frozen=True, slots=True)
class LinkedCourse:
    """A course with its skills and occupations as ids.

    `unlinked` are the phrases in which no skill was recognised, `unlinked_titles` those that are no occupation.
    """

    course: Course
    unlinked: tuple[str, ...] = ()
    unlinked_titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a course states: the skills that were recognised, the phrases that were not, its text without those."""

    skills: tuple[str, ...]
    rest: tuple[str, ...]
    text: str


def link_courses(courses: Sequence[Course], concepts: Concepts, tools: Linkers) -> list[LinkedCourse]:
    """Return the courses with their phrases linked; ids are taken as they are.

    A phrase that is not recognised as a whole is read as a text. Where a course names no skill that is recognised, its
    title and description are read too. What is found so comes with its words. Phrases are looked up, and texts read,
    for all courses in one go.
    """
    phrases = {course.id: _phrases_of(course) for course in courses}
    by_phrase = look_up(tools.skills, (phrase for own in phrases.values() for phrase in own))
    stated = [_stated(course, phrases[course.id], by_phrase, concepts) for course in courses]
    taught = [_taught(course, one) for course, one in zip(courses, stated, strict=True)]
    pieces = look_up(tools.skills, (form for one in taught for forms in one.phrases for form in forms))
    mentions = _mentions(tools, [one.text for one in taught])
    trades = (title for course in courses for title in (*course.prepares_for, trade_of(course)))
    titles = look_up(tools.titles, trades)
    linked = [
        _linked(course, one, _found(read, pieces, named), titles, concepts)
        for course, one, read, named in zip(courses, stated, taught, mentions, strict=True)
    ]
    return [replace(one, course=_by_trade(one.course, titles, concepts)) for one in linked]


def trade_of(course: Course) -> str:
    """Return the occupation that a qualification is named after ("bbl-opleiding kok": "kok"), "" for other training."""
    return DIPLOMA_WORDS.sub(" ", course.label).strip(" -") if course.kind in QUALIFICATIONS else ""


def _by_trade(course: Course, titles: Words, concepts: Concepts) -> Course:
    """Return a qualification without any known skill with those of the occupation that it is surely named after.

    An mbo qualification is made for its occupation. That it is so derived is said: `estimated` names `teaches`.
    """
    if course.teaches or not trade_of(course):
        return course
    link = titles[trade_of(course)]
    if not link.concept or not link.exact or link.similarity < CERTAIN:
        return course
    trade = concepts.occupations[concepts.occupation_at[link.concept]]
    return replace(
        course,
        teaches=trade.essential,
        words=tuple((skill, course.label) for skill in trade.essential),
        prepares_for=tuple(dict.fromkeys((*course.prepares_for, trade.id))),
        estimated=(*course.estimated, "teaches"),
    )


def in_words(courses: Sequence[Course], taxonomy: Taxonomy) -> list[Course]:
    """Return courses with the labels of this taxonomy in place of its ids, so that another one can link them.

    What was found in their texts is left out: it is looked for again.
    """
    labels = {skill.id: skill.label for skill in taxonomy.skills}
    titles = {occupation.id: occupation.label for occupation in taxonomy.occupations}
    return [
        replace(
            course,
            teaches=tuple(labels.get(skill, skill) for skill in course.teaches if skill not in dict(course.words)),
            prepares_for=tuple(titles.get(trade, trade) for trade in course.prepares_for),
            words=(),
            estimated=tuple(name for name in course.estimated if name != "teaches"),
        )
        for course in courses
    ]


def _phrases_of(course: Course) -> tuple[str, ...]:
    """Return what a course says that it teaches, also what was not recognised when it was linked before."""
    _, _, outcomes = course.description.partition(OUTCOMES)
    return tuple(dict.fromkeys((*course.teaches, *filter(None, outcomes.split(BETWEEN)))))


def _stated(course: Course, phrases: Sequence[str], links: Words, concepts: Concepts) -> _Stated:
    known = {phrase: phrase if phrase in concepts.skill_at else links[phrase].concept for phrase in phrases}
    return _Stated(
        skills=tuple(dict.fromkeys(skill for skill in known.values() if skill)),
        rest=tuple(phrase for phrase, skill in known.items() if not skill),
        text=course.description.partition(OUTCOMES)[0],
    )


def _taught(course: Course, stated: _Stated) -> Taught:
    """Return what is to be read: phrases that were not recognised, and all of the text when nothing else was."""
    rest = "\n".join(("Leerdoelen:", *stated.rest)) if stated.rest else ""
    return taught_in("", rest) if stated.skills else taught_in(course.label, f"{stated.text}\n{rest}")


def _mentions(tools: Linkers, texts: Sequence[str]) -> list[tuple[Mention, ...]]:
    """Return what every text mentions; nothing is opened when there is nothing to read."""
    found = iter(read_texts(tools.reader, [text for text in texts if text]) if any(texts) else ())
    return [next(found) if text else () for text in texts]


def _found(taught: Taught, links: Words, mentions: Sequence[Mention]) -> dict[str, str]:
    """Return the skills in what is taught with their words: first what stands there letter for letter."""
    found: dict[str, str] = {}
    for one in mentions:
        if one.kind == "skill" and not one.optional:
            found.setdefault(one.concept, one.words)
    for forms in taught.phrases:
        for link in _best([links[form] for form in forms]):
            found.setdefault(link.concept, link.phrase)
    return found


def _best(links: Sequence[Link]) -> list[Link]:
    """Return the links of a phrase that count: of the whole when it is a label, else of its parts, else of the whole.

    "Laden en lossen" is one skill and "bestellingen opnemen en borden dragen" are two. A last part of one word leans on
    what stands before it ("Nederlands spreken en schrijven"), so by itself it counts only when it is a label.
    """
    whole, *parts = links
    if whole.concept and whole.exact:
        return [whole]
    known = [one for one in parts if one.concept and (one.exact or " " in one.phrase or one is not parts[-1])]
    return known or ([whole] if whole.concept else [])


def _linked(
    course: Course, stated: _Stated, found: Mapping[str, str], titles: Words, concepts: Concepts
) -> LinkedCourse:
    new = {skill: words for skill, words in found.items() if skill not in stated.skills}
    trades = {
        title: title if title in concepts.occupation_at else titles[title].concept for title in course.prepares_for
    }
    done = replace(
        course,
        teaches=(*stated.skills, *new),
        prepares_for=tuple(dict.fromkeys(filter(None, trades.values()))),
        description=stated.text + (OUTCOMES + BETWEEN.join(stated.rest) if stated.rest else ""),
        words=tuple(new.items()),
    )
    said = [words.casefold() for words in found.values()]
    return LinkedCourse(
        done,
        tuple(phrase for phrase in stated.rest if not any(words in phrase.casefold() for words in said)),
        tuple(title for title, trade in trades.items() if not trade),
    )

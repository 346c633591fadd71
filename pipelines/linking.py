"""Linking what the world wrote to the concepts of the home's taxonomy: vacancies and clients."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from matcher.catalogue import packaged
from matcher.codes import LanguageLevel, Origin, SkillLevel
from matcher.concepts import Concepts
from matcher.domain import Client, Job, OwnSkill, Vacancy, Wish
from matcher.informal import activities_in, is_paid, without_unpaid
from matcher.market import NO_OCCUPATION
from models.linking import Link, Linker
from models.reading import Mention, TextReader
from pipelines.compile import TEXT_SHARE, AskedFor, LinkedVacancy, asked_skills, implied_skills
from pipelines.from_text import from_text
from pipelines.geocoding import Geocoder

# A title that is a label of the taxonomy, or one with a level, a gender or a licence beside it.
CERTAIN = 0.90
# Speaking these is a skill of its own in most taxonomies; from A2 on someone can use it at work.
LANGUAGES = {
    "nl": "Nederlands",
    "en": "Engels",
    "de": "Duits",
    "fr": "Frans",
    "es": "Spaans",
    "pl": "Pools",
    "tr": "Turks",
    "ar": "Arabisch",
    "uk": "Oekraïens",
    "ru": "Russisch",
    "pt": "Portugees",
    "it": "Italiaans",
    "ro": "Roemeens",
    "bg": "Bulgaars",
}
# What happens to a person or a vacancy rests on links that are more likely right than wrong.
LIKELY = 0.50
# What stands before the name of the trade in a diploma: "mbo 2 diploma Helpende".
DIPLOMA_WORDS = re.compile(r"\b(?:diploma|certificaat|mbo|niveau|opleiding|bbl|bol|entree|[1-4])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """Links of a set of phrases, each looked up once."""

    links: Mapping[str, Link]

    def __getitem__(self, phrase: str) -> Link:
        return self.links[phrase]


def look_up(linker: Linker, phrases: Iterable[str]) -> Words:
    """Return the link of every distinct phrase, in one go."""
    distinct = sorted(set(phrases))
    return Words(dict(zip(distinct, linker.link(distinct, LIKELY), strict=True)))


def link_vacancies(
    vacancies: Sequence[Vacancy],
    mentions: Sequence[tuple[Mention, ...]],
    *,
    concepts: Concepts,
    titles: Linker,
    skills: Linker,
    geocoder: Geocoder,
) -> list[LinkedVacancy]:
    """Return the vacancies with what their fields and texts were linked to; `mentions` has one element per vacancy."""
    by_title = look_up(titles, (text for vacancy in vacancies for text in (vacancy.title, vacancy.occupation)))
    by_phrase = look_up(skills, (skill.phrase for vacancy in vacancies for skill in vacancy.skills))
    by_isco = _only_of_group(concepts)
    implied = {index: implied_skills(concepts, index) for index in range(NO_OCCUPATION, len(concepts.occupations))}
    own = {index: frozenset(one.skill for one in asked) for index, asked in implied.items()}
    linked = []
    for vacancy, found in zip(vacancies, mentions, strict=True):
        occupation, certain = _occupation(vacancy.title, vacancy.occupation, by_title, by_isco, concepts)
        asked = asked_skills(
            implied[occupation],
            _stated(vacancy, by_phrase, concepts),
            _found(found, own[occupation], concepts),
        )
        text = from_text(vacancy, found)
        language = text.language if vacancy.language is None else vacancy.language
        papers = vacancy.licences | {one.concept for one in found if one.kind == "licence" and not one.optional}
        linked.append(
            LinkedVacancy(
                vacancy=vacancy,
                located=geocoder.locate(vacancy.location),
                occupation=occupation,
                certain=certain,
                asked=asked,
                licences=frozenset(papers),
                language=language,
                unlinked=tuple(
                    skill.phrase
                    for skill in vacancy.skills
                    if not _is_given(skill.phrase, concepts.skill_at) and not by_phrase[skill.phrase].concept
                ),
                text=text,
            )
        )
    return linked


def link_occupations(asked: Sequence[tuple[str, str]], *, concepts: Concepts, titles: Linker) -> list[int]:
    """Return the index of the occupation for every title with what the source calls the occupation, as for a market."""
    by_title = look_up(titles, (text for pair in asked for text in pair))
    by_isco = _only_of_group(concepts)
    return [_occupation(title, named, by_title, by_isco, concepts)[0] for title, named in asked]


def _occupation(
    title: str, named: str, by_title: Words, by_isco: Mapping[str, int], concepts: Concepts
) -> tuple[int, bool]:
    """Return the occupation that the source names, else the one in the title; and whether that is certain."""
    if named in concepts.occupation_at:
        return concepts.occupation_at[named], True
    for link in (by_title[named], by_title[title]):
        if link.concept:
            return concepts.occupation_at[link.concept], link.exact and link.similarity >= CERTAIN
    return by_isco.get(named, NO_OCCUPATION), False


def _only_of_group(concepts: Concepts) -> dict[str, int]:
    """Return the occupations that are the only one of their ISCO unit group: their code says which one is meant."""
    groups: dict[str, list[int]] = {}
    for index, occupation in enumerate(concepts.occupations):
        if occupation.isco:
            groups.setdefault(occupation.isco, []).append(index)
    return {isco: members[0] for isco, members in groups.items() if len(members) == 1}


def _stated(vacancy: Vacancy, by_phrase: Words, concepts: Concepts) -> list[AskedFor]:
    stated = []
    for skill in vacancy.skills:
        given = _is_given(skill.phrase, concepts.skill_at)
        concept = skill.phrase if given else by_phrase[skill.phrase].concept
        if concept:
            index = concepts.skill_at[concept]
            weight = float(concepts.weight[index]) * skill.weight
            words = concepts.skills[index].label if given else skill.phrase
            stated.append(AskedFor(index, weight, skill.essential, Origin.STATED, words))
    return stated


def _found(mentions: tuple[Mention, ...], own: frozenset[int], concepts: Concepts) -> list[AskedFor]:
    """Return the skills in the text; `own` are those of the recognised occupation, empty when there is none.

    One that is foreign to the occupation is taken as a pré: it may come from what an employer tells about itself.
    """
    found = []
    for one in mentions:
        if one.kind == "skill" and one.concept in concepts.skill_at:
            index = concepts.skill_at[one.concept]
            essential = not one.optional and (not own or index in own)
            weight = float(concepts.weight[index]) * TEXT_SHARE
            found.append(AskedFor(index, weight, essential, Origin.TEXT, one.words))
    return found


def link_client(
    client: Client, *, concepts: Concepts, titles: Linker, skills: Linker, reader: TextReader | None = None
) -> Client:
    """Return the client with skills, earlier work, wishes and exclusions linked; earlier links are made anew.

    What someone wrote among their skills and is no skill as a whole is read as a text, when a reader is given. An
    address of the taxonomy in place of words is read as the label that it has there.
    """
    client = _in_words(client, concepts)
    phrases = [skill for skill in client.skills if skill.origin is Origin.STATED]
    links = skills.link([skill.phrase for skill in phrases], LIKELY)
    own = [replace(skill, skill=link.concept) for skill, link in zip(phrases, links, strict=True)]
    own += _from_sentences(own, reader)
    own += _from_languages(client, skills)
    own += _from_diplomas(client, concepts, titles)
    jobs = titles.link([without_unpaid(job.title) for job in client.history], LIKELY)
    paid = [job.title for job, link in zip(client.history, jobs, strict=True) if link.concept and is_paid(job.title)]
    own += _from_activities(client, frozenset(paid), concepts, skills)
    return replace(
        client,
        skills=tuple(own),
        history=tuple(Job(job.title, link.concept, job.years) for job, link in zip(client.history, jobs, strict=True)),
        wishes=_linked_wishes(client.wishes, titles),
        exclusions=_linked_wishes(client.exclusions, titles),
    )


def _is_given(text: str, ids: Mapping[str, int]) -> bool:
    """Return whether a source gave the address of a concept of this taxonomy in place of words."""
    return "://" in text and text in ids


def _in_words(client: Client, concepts: Concepts) -> Client:
    """Return the client with the label of the taxonomy where a source gave an id of it in place of words."""

    def skill(text: str) -> str:
        return concepts.skills[concepts.skill_at[text]].label if _is_given(text, concepts.skill_at) else text

    def work(text: str) -> str:
        given = _is_given(text, concepts.occupation_at)
        return concepts.occupations[concepts.occupation_at[text]].label if given else text

    return replace(
        client,
        skills=tuple(replace(one, phrase=skill(one.phrase)) for one in client.skills),
        history=tuple(replace(job, title=work(job.title)) for job in client.history),
        wishes=tuple(replace(wish, text=work(wish.text)) for wish in client.wishes),
    )


def _from_sentences(own: Sequence[OwnSkill], reader: TextReader | None) -> list[OwnSkill]:
    """Return the skills in phrases that were not recognised as a whole: "ik heb vaak orders verzameld".

    Only what someone says that they can do counts, and only once beside what they stated.
    """
    if reader is None:
        return []
    known = {skill.skill for skill in own}
    found: dict[str, OwnSkill] = {}
    for skill in own:
        if not skill.skill:
            for one in reader.read(skill.phrase):
                if one.kind == "skill" and not one.optional and one.concept not in known:
                    found.setdefault(one.concept, OwnSkill(one.words, one.concept, skill.level, Origin.TEXT))
    return list(found.values())


def _linked_wishes(wishes: tuple[Wish, ...], titles: Linker) -> tuple[Wish, ...]:
    links = titles.link([wish.text for wish in wishes], LIKELY)
    return tuple(Wish(wish.text, link.concept) for wish, link in zip(wishes, links, strict=True))


def _from_languages(client: Client, skills: Linker) -> list[OwnSkill]:
    spoken = [
        (f"{LANGUAGES[code]} spreken", level)
        for code, level in client.languages
        if code in LANGUAGES and level >= LanguageLevel.A2
    ]
    links = skills.link([phrase for phrase, _ in spoken], LIKELY)
    return [
        OwnSkill(
            phrase, link.concept, SkillLevel.BASIC if level < LanguageLevel.B1 else SkillLevel.SKILLED, Origin.DIPLOMA
        )
        for (phrase, level), link in zip(spoken, links, strict=True)
        if link.concept
    ]


def _from_diplomas(client: Client, concepts: Concepts, titles: Linker) -> list[OwnSkill]:
    """Return the essential skills of the trades that someone has a diploma for, as far as the name says which."""
    trades = titles.link([DIPLOMA_WORDS.sub(" ", diploma) for diploma in client.diplomas], LIKELY)
    return [
        OwnSkill(diploma, skill, SkillLevel.BASIC, Origin.DIPLOMA)
        for diploma, link in zip(client.diplomas, trades, strict=True)
        if link.concept
        for skill in concepts.occupations[concepts.occupation_at[link.concept]].essential
    ]


def _from_activities(client: Client, paid: frozenset[str], concepts: Concepts, skills: Linker) -> list[OwnSkill]:
    """Return the skills that come with what someone does unpaid; what was `paid` brings those of its occupation."""
    stated = (skill.phrase for skill in client.skills if skill.origin is Origin.STATED)
    unpaid = (job.title for job in client.history if job.title not in paid)
    phrases = dict.fromkeys((*unpaid, *stated))
    found = [(phrase, skill) for phrase in phrases for one in activities_in(phrase) for skill in one.skills]
    label = {skill.id: skill.label for skill in packaged().taxonomy.skills} if found else {}
    known = [skill if skill in concepts.skill_at else _known(label[skill], {}, skills) for _, skill in found]
    return [
        OwnSkill(phrase, skill, SkillLevel.BASIC, Origin.INFORMAL)
        for (phrase, _), skill in zip(found, known, strict=True)
        if skill
    ]


def _known(text: str, ids: Mapping[str, int], linker: Linker) -> str:
    return text if text in ids else linker.link([text], LIKELY)[0].concept

"""What was not recognised while linking, told per file with some examples."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from matcher.market import NO_OCCUPATION
from pipelines.compile import LinkedVacancy
from pipelines.course_linking import LinkedCourse
from pipelines.sources.rows import Note

# How many phrases a warning names, and how much of each.
EXAMPLES = 3
EXAMPLE = 60

Told = tuple[str, Note]  # a file, and what there is to tell about it


def of_vacancies(linked: Sequence[LinkedVacancy], file_of_id: Mapping[str, str]) -> Iterator[Told]:
    """Yield, per file, how many words for skills and how many titles were not recognised."""
    for file in sorted(set(file_of_id.values())):
        own = [item for item in linked if file_of_id.get(item.vacancy.id) == file]
        yield from _told(file, "vaardigheden", (phrase for item in own for phrase in item.unlinked))
        yield from _told(file, "titels", (item.vacancy.title for item in own if item.occupation == NO_OCCUPATION))
        named = (item.vacancy.occupation for item in own if not item.certain)
        yield from _told(file, "adressen van beroepen", (address for address in named if "://" in address))


def of_courses(linked: Sequence[LinkedCourse], file_of_id: Mapping[str, str]) -> Iterator[Told]:
    """Yield, per file, how many things to learn and occupations were not recognised, and courses without a skill."""
    for file in sorted(set(file_of_id.values())):
        own = [item for item in linked if file_of_id.get(item.course.id) == file]
        yield from _told(file, "leerdoelen", (phrase for item in own for phrase in item.unlinked))
        yield from _told(file, "beroepen", (title for item in own for title in item.unlinked_titles))
        without = Counter(item.course.label for item in own if not item.course.teaches)
        if without:
            reason = f"{without.total()} opleiding(en) zonder herkende vaardigheid, bijvoorbeeld {_examples(without)}"
            yield file, Note(0, "", reason)


def _told(file: str, what: str, phrases: Iterator[str]) -> Iterator[Told]:
    found = Counter(phrases)
    if found:
        yield file, Note(0, "", f"{found.total()} {what} niet herkend, bijvoorbeeld {_examples(found)}")


def _examples(found: Counter[str]) -> str:
    return ", ".join(f"'{text[:EXAMPLE]}'" for text, _ in found.most_common(EXAMPLES))

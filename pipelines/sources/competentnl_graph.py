"""What a CompetentNL source says, gathered from its triples: only what is read, by concept."""

from collections import defaultdict
from dataclasses import dataclass, field

from pipelines.sources.competentnl_terms import (
    CLASSES,
    GENERATED,
    HIDDEN,
    INVALIDATED,
    NODE_TEXT,
    OTHER,
    PREFERRED,
    SPECIALIZATION,
    class_of,
    term_of,
)

LANGUAGE = "nl"


@dataclass(frozen=True, slots=True)
class Text:
    """A literal with its language, "" when it has none."""

    value: str
    language: str = ""


@dataclass(slots=True)
class Graph:
    """Links and texts per term and subject, in the order in which they came.

    `classes` are those of CompetentNL, `home` is the file that says of what class a concept is, whichever that may be.
    """

    links: dict[str, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(dict))
    texts: dict[str, dict[str, list[Text]]] = field(default_factory=lambda: defaultdict(dict))
    classes: dict[str, set[str]] = field(default_factory=dict)
    invalid: set[str] = field(default_factory=set)
    generated: str = ""
    home: dict[str, str] = field(default_factory=dict)

    def add(self, subject: str, predicate: str, value: str | Text, file: str) -> None:
        """Take in one triple: `value` is an address, or a text for a literal."""
        term = term_of(predicate)
        if not term:
            return
        if term == "type":
            if isinstance(value, str):
                self.home.setdefault(subject, file)
                if name := class_of(value):
                    self.classes.setdefault(subject, set()).add(name)
        elif term == INVALIDATED:
            self.invalid.add(subject)
        elif term == GENERATED:
            if isinstance(value, Text):
                self.generated = max(self.generated, value.value)
        elif isinstance(value, Text):
            self.texts[term].setdefault(subject, []).append(value)
        else:
            self.links[term].setdefault(subject, []).append(value)

    def of_class(self, name: str) -> list[str]:
        """Return the concepts of a class that are still valid, by address; one of several classes has the first."""
        return sorted(
            concept
            for concept, names in self.classes.items()
            if concept not in self.invalid and min(names, key=CLASSES.index) == name
        )

    def linked(self, term: str, concept: str) -> list[str]:
        """Return what a concept is linked to, each once and by address: triples have no order."""
        return sorted(set(self.links[term].get(concept, ())))

    def label(self, concept: str) -> str:
        """Return the name of a concept, in Dutch if it has one; "" when it has none."""
        return next(iter(_best(self._labels(PREFERRED, concept))), "")

    def other_labels(self, concept: str) -> tuple[str, ...]:
        """Return its other names in the language of its name, each once; hidden ones last.

        Specialisations are among them: those are the narrower titles under which people do this work.
        """
        names = self._labels(PREFERRED, concept)
        found = _best(names)[1:]
        least = _rank(min(names, key=_rank)) if names else 0
        for term in (OTHER, SPECIALIZATION, HIDDEN):
            found += _best([text for text in self._labels(term, concept) if _rank(text) <= max(least, 1)])
        return tuple(label for label in dict.fromkeys(found) if label != self.label(concept))

    def text(self, terms: tuple[str, ...], concept: str) -> str:
        """Return the text of the first of these terms that the concept has, in Dutch if it can be; "" without any."""
        found = (next(iter(_best(self.texts[term].get(concept, []))), "") for term in terms)
        return next(filter(None, found), "")

    def _labels(self, term: str, concept: str) -> list[Text]:
        """Return labels that stand with the concept itself, and those of its label nodes (SKOS-XL)."""
        nodes = self.links[term].get(concept, ())
        return [
            *self.texts[term].get(concept, ()),
            *(text for node in nodes if node not in self.invalid for text in self.texts[NODE_TEXT].get(node, ())),
        ]


def _rank(text: Text) -> int:
    """Return 0 for Dutch, 1 for no language and 2 for another."""
    return 0 if text.language.partition("-")[0] == LANGUAGE else 2 if text.language else 1


def _best(texts: list[Text]) -> list[str]:
    """Return the Dutch texts, else those without a language, else those of the first language; in order, each once."""
    trimmed = {(_rank(text), text.language, " ".join(text.value.split())) for text in texts}
    found = sorted(text for text in trimmed if text[2])
    return list(dict.fromkeys(value for rank, language, value in found if (rank, language) == found[0][:2] or not rank))

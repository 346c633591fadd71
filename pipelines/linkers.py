"""What reads the world's words for one catalogue, learned once and kept in the user's cache folder."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from matcher.taxonomy import Catalogue
from models.contrastive import Progress
from models.learned import fit_cached
from models.linkers import learn_linkers
from models.linking import Linker, skill_labels, title_labels
from models.normalise import place_names, words
from models.reading import TextReader
from models.teaching import common_words, outside
from pipelines.gazetteer import read_places, read_ranges

Say = Callable[[str], None]
STEP = 25  # percent between two messages


@dataclass(frozen=True)
class Linkers:
    """What reads the world's words for one catalogue: titles, phrases and texts.

    `make_reader` is called when texts are first read: a full taxonomy takes a second or more, and who links titles
    needs none of it.
    """

    titles: Linker
    skills: Linker
    make_reader: Callable[[], TextReader]

    @cached_property
    def reader(self) -> TextReader:
        """What reads texts."""
        return self.make_reader()


def linkers(catalogue: Catalogue, cache: Path, progress: Say | None = None) -> Linkers:
    """Return the linkers of a catalogue; what they learn is kept in the cache folder, by fingerprint.

    `progress` is told in Dutch what goes on when something has to be learned, which takes up to a few minutes.
    """
    taxonomy = catalogue.taxonomy
    titles = title_labels(taxonomy)
    places = _places(titles, cache)
    common = sha256(repr((common_words(taxonomy), outside())).encode()).hexdigest()
    key = f"{taxonomy.fingerprint()} {common} {' '.join(sorted(places))}"
    name = f"{taxonomy.name} {taxonomy.version}".strip()
    pair = fit_cached(lambda: learn_linkers(taxonomy, places, progress=_told(progress, name)), key, cache)
    return Linkers(
        pair.titles,
        pair.skills,
        lambda: TextReader(skill_labels(taxonomy), _licence_labels(catalogue, titles)),
    )


def _told(say: Say | None, name: str) -> Progress | None:
    if say is None:
        return None
    said = -STEP

    def tell(share: float) -> None:
        nonlocal said
        percent = int(100 * share)
        if percent >= said + STEP:
            said = percent - percent % STEP
            say(f"leren koppelen aan {name}, eenmalig: {said}%")

    return tell


def _places(titles: list[tuple[str, str]], cache: Path) -> frozenset[str]:
    """Return the names of places, without those that are a word of a job title."""
    in_titles = {word for _, title in titles for word in words(title)}
    names = [place.name for place in read_places(cache)] + [row.place for row in read_ranges()]
    return place_names(names) - in_titles


def _licence_labels(catalogue: Catalogue, titles: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the labels of licences, without those that are just as well the title of the occupation itself."""
    jobs = {" ".join(words(title)) for _, title in titles}
    labels = [(paper.id, label) for paper in catalogue.licences for label in (paper.label, *paper.alt_labels)]
    return [(paper, label) for paper, label in labels if " ".join(words(label)) not in jobs]

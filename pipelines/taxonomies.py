"""The taxonomy of a home: reading one from a folder, installing it, opening it, and the linkers that go with it."""

import csv
from dataclasses import dataclass
from pathlib import Path

from matcher.catalogue import FILES, REQUIRED, packaged, packaged_text, parse_catalogue
from matcher.errors import TaxonomyError
from matcher.taxonomy import Catalogue
from models.learned import fit_cached
from models.linking import Linker, skill_labels, skill_linker, title_labels, title_linker
from models.normalise import place_names, words
from models.reading import TextReader
from pipelines.gazetteer import read_places, read_ranges
from pipelines.installed import InstalledTaxonomy, install_taxonomy, load_taxonomy
from pipelines.sources.esco import read_esco
from pipelines.sources.esco_files import find_esco, read_text
from pipelines.sources.training import packaged_training

__all__ = [
    "InstalledTaxonomy",
    "Linkers",
    "install_taxonomy",
    "linkers",
    "load_taxonomy",
    "packaged_catalogue",
    "read_catalogue_folder",
]

EXPECTED = f"verwacht zijn de bestanden van een catalogus ({', '.join(REQUIRED)}) of van ESCO (occupations_nl.csv)"


@dataclass(frozen=True, slots=True)
class Linkers:
    """What reads the world's words for one catalogue: titles, phrases and texts."""

    titles: Linker
    skills: Linker
    reader: TextReader


def packaged_catalogue() -> Catalogue:
    """Return the catalogue that comes with Springplank."""
    return packaged()


def read_catalogue_folder(folder: Path) -> Catalogue:
    """Return the catalogue in a folder: our own CSV files, or an ESCO download. Other files are left alone.

    A catalogue without licences or skill groups gets the packaged ones; without courses the packaged kinds of training
    that teach one of its skills, see `packaged_training`.

    Raises:
        TaxonomyError: the folder holds neither, or a file of it cannot be used; names file and line.
    """
    try:
        names = {path.name for path in folder.iterdir()}
    except OSError as error:
        raise TaxonomyError(f"{folder} is geen map die gelezen kan worden ({error.strerror}); {EXPECTED}.") from error
    if names.issuperset(REQUIRED):
        return _read_catalogue(folder, names)
    if find_esco(folder) is not None:
        return read_esco(folder)
    present = [name for name in REQUIRED if name in names]
    missing = [name for name in REQUIRED if name not in names]
    found = f"bevat {', '.join(present)} en niet {', '.join(missing)}" if present else "bevat geen taxonomie"
    raise TaxonomyError(f"{folder} {found}; {EXPECTED}.")


def linkers(catalogue: Catalogue, cache: Path) -> Linkers:
    """Return the linkers of a catalogue; what they learn is kept in the cache folder, by fingerprint."""
    taxonomy = catalogue.taxonomy
    fingerprint = taxonomy.fingerprint()
    titles = title_labels(taxonomy)
    places = _places(titles, cache)
    return Linkers(
        titles=fit_cached(
            lambda: title_linker(taxonomy, places), f"titles {fingerprint} {' '.join(sorted(places))}", cache
        ),
        skills=fit_cached(lambda: skill_linker(taxonomy), f"skills {fingerprint}", cache),
        reader=TextReader(skill_labels(taxonomy), _licence_labels(catalogue, titles)),
    )


def _read_catalogue(folder: Path, names: set[str]) -> Catalogue:
    texts = {name: read_text(folder / name) for name in FILES if name in names}
    for name in ("licences.csv", "skill_groups.csv"):
        texts.setdefault(name, packaged_text(name))
    try:
        catalogue = parse_catalogue(texts, name=folder.resolve().name or "catalogus", version="")
    except csv.Error as error:
        raise TaxonomyError(f"{folder}: een bestand is geen geldige CSV ({error}); sla het opnieuw op.") from None
    if "courses.csv" in texts:
        return catalogue
    training = packaged_training(catalogue.taxonomy, catalogue.licences)
    return Catalogue(catalogue.taxonomy, catalogue.licences, training.courses, catalogue.groups)


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

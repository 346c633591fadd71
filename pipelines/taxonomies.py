"""The taxonomy of a home: reading one from a path, installing it, opening it, and the linkers that go with it."""

import zipfile
from dataclasses import replace
from pathlib import Path

from matcher.catalogue import FILES, REQUIRED, packaged, packaged_text, parse_catalogue
from matcher.errors import TaxonomyError
from matcher.taxonomy import Catalogue
from pipelines.installed import InstalledTaxonomy, install_taxonomy, load_taxonomy
from pipelines.linkers import Linkers, linkers
from pipelines.parcels import no_collection
from pipelines.sources.competentnl import read_competentnl
from pipelines.sources.competentnl_files import rdf_files
from pipelines.sources.esco import read_esco
from pipelines.sources.esco_files import decoded, find_esco
from pipelines.sources.packages import read_file
from pipelines.sources.training import packaged_training
from pipelines.taxonomy_cache import read_cached

__all__ = [
    "InstalledTaxonomy",
    "Linkers",
    "cached_catalogue",
    "install_taxonomy",
    "linkers",
    "load_taxonomy",
    "packaged_catalogue",
    "read_catalogue_folder",
]

EXPECTED = (
    f"verwacht is een map met een eigen catalogus ({', '.join(REQUIRED)}), een map of zip van ESCO (CSV), of een"
    " bestand of map van CompetentNL (ttl, nt, rdf, jsonld of json)"
)


def packaged_catalogue() -> Catalogue:
    """Return the catalogue that comes with Springplank."""
    return packaged()


def read_catalogue_folder(path: Path) -> Catalogue:
    """Return the catalogue at a path: our own CSV files, ESCO as a folder or zip, CompetentNL as a file or folder.

    Other files are left alone. A catalogue without licences or skill groups gets the packaged ones; without courses the
    packaged kinds of training that teach one of its skills, see `packaged_training`.

    Raises:
        TaxonomyError: there is none of these, or a file of it cannot be used; names file and line.
    """
    with no_collection():
        try:
            return _read_folder(path) if path.is_dir() else _read_file(path)
        except OSError as error:
            raise TaxonomyError(f"{path} is niet te lezen ({error.strerror}); controleer het pad.") from error


def cached_catalogue(source: Path, cache: Path) -> Catalogue:
    """Return the catalogue at a path as `read_catalogue_folder` does, from the cache folder when it was read before.

    What was read is kept for as long as no file of the source has changed. A cache that is damaged or of another
    version is made anew; one that cannot be written costs only the time of reading.
    """
    return read_cached(source, cache, read_catalogue_folder)


def _read_folder(folder: Path) -> Catalogue:
    names = {path.name for path in folder.iterdir()}
    own = names.issuperset(REQUIRED)
    if own and not any(name.startswith("occupationSkillRelations") for name in names):
        return _read_own(folder, names)
    if find_esco(folder) is not None:
        return read_esco(folder)
    if rdf_files(folder):
        return read_competentnl(folder)
    present = [name for name in REQUIRED if name in names]
    missing = [name for name in REQUIRED if name not in names]
    found = f"bevat {', '.join(present)} en niet {', '.join(missing)}" if present else "bevat geen taxonomie"
    raise TaxonomyError(f"{folder} {found}; {EXPECTED}.")


def _read_file(path: Path) -> Catalogue:
    if not path.exists():
        raise TaxonomyError(f"{path} bestaat niet; {EXPECTED}.")
    if path.suffix.lower() == ".zip" or zipfile.is_zipfile(path):
        return read_esco(path)
    if rdf_files(path):
        return read_competentnl(path)
    hint = "kies de map waarin het staat" if path.suffix.lower() == ".csv" else EXPECTED
    raise TaxonomyError(f"{path} is geen taxonomie; {hint}.")


def _read_own(folder: Path, names: set[str]) -> Catalogue:
    texts = {name: decoded(read_file(folder / name), name) for name in FILES if name in names}
    for name in ("licences.csv", "skill_groups.csv"):
        texts.setdefault(name, packaged_text(name))
    catalogue = parse_catalogue(texts, name=folder.resolve().name or "catalogus", version="")
    if "courses.csv" in texts:
        return catalogue
    return replace(catalogue, courses=packaged_training(catalogue.taxonomy, catalogue.licences).courses)

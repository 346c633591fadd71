"""The taxonomy as it stands in a home: compact files under checksums, so that opening it takes a fraction of a second.

A manifest per taxonomy, `<fingerprint>.json`, names its data files and their SHA-256; `manifest.json` is that of the
one that a next import links to. A market names the taxonomy that it belongs to, and an older one stays until no market
needs it: a killed process leaves the old taxonomy or the new one, never half, and never a market without its own.
"""

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

from matcher.concepts import Concepts, concepts_of
from matcher.errors import HomeError, TaxonomyError
from matcher.taxonomy import Catalogue, Taxonomy
from pipelines.catalogue_columns import NOT_PACKED, pack, unpack
from pipelines.durable import PARTIAL, clear_partials, replace_text, sync
from pipelines.home import Home
from pipelines.parcels import no_collection

# Raise it when the files look otherwise, or when matcher/concepts.py computes other arrays from the same taxonomy.
SCHEMA_VERSION = 3
MANIFEST = "manifest.json"
CONCEPTS, ARRAYS = "concepts", "arrays"
SUFFIXES = {CONCEPTS: ".json", ARRAYS: ".npz"}
MATRICES = ("essential", "optional", "similarity", "profile")
MEND = "lees de taxonomie opnieuw in met `springplank ingest --home MAP --taxonomy MAP`"


@dataclass(frozen=True, slots=True, eq=False)
class InstalledTaxonomy:
    """The taxonomy of a home, ready for use; `fingerprint` is that of the whole catalogue."""

    catalogue: Catalogue
    concepts: Concepts
    fingerprint: str


def has_taxonomy(home: Home) -> bool:
    """Whether a taxonomy was installed in this home."""
    return (home.taxonomy / MANIFEST).exists()


def install_taxonomy(home: Home, catalogue: Catalogue) -> None:
    """Put a catalogue in service in a home, in one step; HomeError when the folder cannot be written."""
    taxonomy = catalogue.taxonomy
    contents = {CONCEPTS: pack(catalogue), ARRAYS: _pack(concepts_of(taxonomy))}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    names = {name: f"{name}-{digest[:16]}{SUFFIXES[name]}" for name, digest in sums.items()}
    manifest = {
        "schema_version": SCHEMA_VERSION,
        "name": taxonomy.name,
        "version": taxonomy.version,
        "fingerprint": catalogue.fingerprint(),
        "files": {name: {"file": names[name], "sha256": sums[name]} for name in contents},
    }
    folder = home.taxonomy
    try:
        folder.mkdir(parents=True, exist_ok=True)
        clear_partials(folder)
        for name, content in contents.items():
            _put(folder / names[name], content)
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        replace_text(folder / f"{manifest['fingerprint']}.json", text)
        replace_text(folder / MANIFEST, text)
    except OSError as error:
        raise HomeError(f"{folder} is niet te schrijven ({error.strerror}); controleer rechten en ruimte.") from error


def forget_other_taxonomies(home: Home, fingerprint: str) -> None:
    """Remove every taxonomy but this one; call it when no market in service needs another."""
    keep = {MANIFEST, f"{fingerprint}.json"}
    keep |= {entry["file"] for entry in json.loads((home.taxonomy / MANIFEST).read_bytes())["files"].values()}
    for file in home.taxonomy.iterdir():
        if file.name not in keep:
            file.unlink()


def load_taxonomy(home: Home, fingerprint: str | None = None) -> InstalledTaxonomy:
    """Return the taxonomy with this fingerprint, by default the one that a next import links to.

    Raises:
        HomeError: nothing was installed.
        TaxonomyError: a file is missing, damaged or of another version of Springplank.
    """
    folder = home.taxonomy
    file = folder / (MANIFEST if fingerprint is None else f"{fingerprint}.json")
    if not file.exists():
        raise HomeError(f"{folder} bevat nog geen taxonomie; {MEND}.")
    try:
        manifest = json.loads(file.read_bytes())
        _check_version(folder, manifest["schema_version"])
        contents = {name: _checked(folder, manifest["files"][name]) for name in SUFFIXES}
        with no_collection():
            catalogue = unpack(contents[CONCEPTS])
            concepts = _unpack(contents[ARRAYS], catalogue.taxonomy)
        return InstalledTaxonomy(catalogue, concepts, str(manifest["fingerprint"]))
    except TaxonomyError:
        raise
    except (OSError, *NOT_PACKED) as error:
        raise TaxonomyError(f"{folder} is beschadigd ({type(error).__name__}: {error}); {MEND}.") from error


def _check_version(folder: Path, version: object) -> None:
    if version != SCHEMA_VERSION:
        raise TaxonomyError(f"{folder / MANIFEST} heeft versie {version} en niet {SCHEMA_VERSION}; {MEND}.")


def _put(path: Path, content: bytes) -> None:
    partial = path.with_name(f"{PARTIAL}{path.name}")
    partial.write_bytes(content)
    sync(partial)
    partial.replace(path)


def _checked(folder: Path, entry: Mapping[str, str]) -> bytes:
    path = folder / Path(entry["file"]).name
    if not path.exists():
        raise TaxonomyError(f"{path} ontbreekt; {MEND}.")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != entry["sha256"]:
        raise TaxonomyError(f"{path} is beschadigd: de controlesom klopt niet; {MEND}.")
    return content


def _pack(concepts: Concepts) -> bytes:
    arrays = {"weight": concepts.weight}
    for name in MATRICES:
        matrix = getattr(concepts, name)
        arrays |= {f"{name}.data": matrix.data, f"{name}.indices": matrix.indices, f"{name}.indptr": matrix.indptr}
    packed = io.BytesIO()
    np.savez(packed, allow_pickle=False, **arrays)
    return packed.getvalue()


def _unpack(content: bytes, taxonomy: Taxonomy) -> Concepts:
    skills, occupations = taxonomy.skills, taxonomy.occupations
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        matrices = {
            name: sparse.csr_array(
                (arrays[f"{name}.data"], arrays[f"{name}.indices"], arrays[f"{name}.indptr"]),
                shape=(len(skills) if name == "similarity" else len(occupations), len(skills)),
            )
            for name in MATRICES
        }
        weight = arrays["weight"]
    return Concepts(
        skills=skills,
        occupations=occupations,
        groups=taxonomy.groups,
        related=taxonomy.related,
        skill_at={skill.id: index for index, skill in enumerate(skills)},
        occupation_at={occupation.id: index for index, occupation in enumerate(occupations)},
        weight=weight,
        **matrices,
    )

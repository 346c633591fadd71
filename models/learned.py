"""Keeping what was learned in a cache folder, so that it is learned once for every taxonomy."""

import os
import pickle
import tempfile
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import scipy
import sklearn

from models.linkers import Pair
from models.linking import Linker

OTHERS_MAY_WRITE = 0o022
KEPT = 6  # files, of up to a few hundred megabytes: taxonomies in use, and versions just left behind
LIBRARIES = (sklearn.__version__, scipy.__version__, np.__version__)


def fit_cached(fit: Callable[[], Pair], key: str, cache: Path) -> Pair:
    """Return what `fit` learns, from the cache folder when it was learned under this key before.

    The key names the taxonomy and whatever else is learned from; the code that learns and the libraries are added to
    it. A file that is damaged or was made by other code is made anew; a folder that cannot be written costs only the
    time of learning again. The files are pickles: the folder has to be as trusted as the program itself.
    """
    name = "\x1f".join((_code(), key, *LIBRARIES))
    file = cache / f"linkers-{sha256(name.encode()).hexdigest()[:20]}.pickle"
    found = _read(file)
    if found is None:
        found = fit()
        _keep(found, file)
    return found


@cache
def _code() -> str:
    """Return a digest of the files of this package: what was pickled only fits the classes that it was made by."""
    digest = sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _read(file: Path) -> Pair | None:
    try:
        if not _is_ours(file):
            return None
        with file.open("rb") as handle:
            found = pickle.load(handle)  # noqa: S301  (a file of this user alone, see `_is_ours`)
        complete = isinstance(found, Pair) and _is_complete(found.titles) and _is_complete(found.skills)
    except Exception:  # noqa: BLE001  (a damaged pickle can raise anything at all, and the mend is always the same)
        return None
    return found if complete else None


def _is_complete(linker: object) -> bool:
    return isinstance(linker, Linker) and all(hasattr(linker, name) for name in Linker.LEARNED)


def _is_ours(file: Path) -> bool:
    """Whether only this user could have written the file: opening a pickle of somebody else runs their code."""
    return all(
        found.stat().st_uid == os.getuid() and not found.stat().st_mode & OTHERS_MAY_WRITE
        for found in (file, file.parent)
    )


def _keep(linkers: Pair, file: Path) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, unfinished = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
        try:
            with os.fdopen(descriptor, "wb") as handle:
                pickle.dump(linkers, handle, protocol=pickle.HIGHEST_PROTOCOL)
            Path(unfinished).replace(file)
        finally:
            Path(unfinished).unlink(missing_ok=True)
        kept = sorted(file.parent.glob("linkers-*.pickle"), key=lambda path: path.stat().st_mtime)
        for old in kept[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return

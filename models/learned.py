"""Keeping what was learned in a cache folder, so that it is learned once for every taxonomy."""

import os
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import joblib
import numpy as np
import scipy
import sklearn
from sklearn.exceptions import NotFittedError
from sklearn.utils.validation import check_is_fitted

from models.linking import Linker

VERSION = 1  # of the method of linking; raise it when something else is learned from the same labels
OTHERS_MAY_WRITE = 0o022
LIBRARIES = (sklearn.__version__, scipy.__version__, np.__version__, joblib.__version__)


def fit_cached(fit: Callable[[], Linker], key: str, cache: Path) -> Linker:
    """Return what `fit` learns, from the cache folder when it was learned under this key before.

    The key names all that it depends on: kind, taxonomy, settings. A file that is damaged or of other libraries is made
    anew; a folder that cannot be written costs only the time of learning again. The files are pickles: the folder has
    to be as trusted as the program itself.
    """
    name = "\x1f".join((str(VERSION), key, *LIBRARIES))
    file = cache / f"linker-{sha256(name.encode()).hexdigest()[:20]}.joblib"
    found = _read(file)
    if found is None:
        found = fit()
        _keep(found, file)
    return found


def _read(file: Path) -> Linker | None:
    try:
        if not _is_ours(file):
            return None
        with file.open("rb") as handle:
            found = joblib.load(handle)
        check_is_fitted(found)
    except NotFittedError:
        return None
    except Exception:  # noqa: BLE001  (a damaged pickle can raise anything at all, and the mend is always the same)
        return None
    complete = isinstance(found, Linker) and all(hasattr(found, name) for name in Linker.LEARNED)
    return found if complete else None


def _is_ours(file: Path) -> bool:
    """Whether only this user could have written the file: opening a pickle of somebody else runs their code."""
    return all(
        found.stat().st_uid == os.getuid() and not found.stat().st_mode & OTHERS_MAY_WRITE
        for found in (file, file.parent)
    )


def _keep(linker: Linker, file: Path) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, unfinished = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
        try:
            with os.fdopen(descriptor, "wb") as handle:
                joblib.dump(linker, handle)
            Path(unfinished).replace(file)
        finally:
            Path(unfinished).unlink(missing_ok=True)
    except OSError:
        return

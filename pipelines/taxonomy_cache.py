"""Taxonomies that were read before, kept in the user's cache folder: opening one takes a fraction of a second."""

import os
import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from matcher.catalogue import FILES, packaged_text
from matcher.taxonomy import Catalogue
from pipelines.catalogue_columns import NOT_PACKED, pack, unpack
from pipelines.parcels import no_collection

# Raise it when a source is read otherwise, or when `pack` writes something else.
VERSION = 1
OTHERS_MAY_WRITE = 0o022
SUM = 64  # hex digits of a SHA-256


def read_cached(source: Path, cache: Path, read: Callable[[Path], Catalogue]) -> Catalogue:
    """Return what `read` makes of a source, from the cache folder when no file of the source has changed since.

    One file a source: its key stands for every file with size and times, and for what of Springplank goes into the
    catalogue; the rest is checked by its SHA-256. A file that others could have written is not opened.
    """
    file = cache / f"taxonomy-{sha256(str(source.resolve()).encode()).hexdigest()[:20]}.json"
    key = _key(source)
    found = _open(file, key)
    if found is None:
        found = read(source)
        if key and key == _key(source):  # not while somebody is still writing it
            _keep(file, key, pack(found))
    return found


def _key(source: Path) -> str:
    """Return what changes with the source: names, sizes and times of its files; "" when those cannot be known.

    Not their content: reading 40 MB takes longer than opening what came of it.
    """
    digest = sha256(f"{VERSION}".encode())
    for name in FILES:
        digest.update(packaged_text(name).encode())
    try:
        for path in _files(source):
            found = path.stat()
            facts = (str(path), found.st_size, found.st_mtime_ns, found.st_ctime_ns)
            digest.update(repr(facts).encode())
    except OSError:
        return ""
    return digest.hexdigest()


def _files(source: Path) -> Iterator[Path]:
    """Give the source itself, or the files in the folder and in the folders straight in it: no source lies deeper."""
    source = source.resolve()
    if not source.is_dir():
        yield source
        return
    for path in sorted(source.iterdir()):
        if path.is_dir():
            yield from sorted(path.iterdir())
        else:
            yield path


def _open(file: Path, key: str) -> Catalogue | None:
    try:
        if not _is_ours(file):
            return None
        content = file.read_bytes()
        head = 2 * SUM
        if content[:SUM] != key.encode() or content[SUM:head] != sha256(content[head:]).hexdigest().encode():
            return None
        with no_collection():
            return unpack(content[head:])
    except (OSError, *NOT_PACKED):
        return None


def _is_ours(file: Path) -> bool:
    """Whether only this user could have written the file: the taxonomy decides what fits whom."""
    return all(
        found.stat().st_uid == os.getuid() and not found.stat().st_mode & OTHERS_MAY_WRITE
        for found in (file, file.parent)
    )


def _keep(file: Path, key: str, content: bytes) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, unfinished = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
        try:
            with os.fdopen(descriptor, "wb") as handle:
                handle.write(key.encode() + sha256(content).hexdigest().encode() + content)
            Path(unfinished).replace(file)
        finally:
            Path(unfinished).unlink(missing_ok=True)
    except OSError:
        return

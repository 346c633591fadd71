"""Writing so that a killed process leaves either the old or the new, never half: files, folders and pointers."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from matcher.errors import HomeError

PARTIAL = ".partial-"


def sync(path: Path) -> None:
    """Make a file or folder durable: after this a power cut does not lose it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_text(path: Path, text: str) -> None:
    """Put a small file in place in one step."""
    replace_bytes(path, text.encode())


def replace_bytes(path: Path, content: bytes) -> None:
    """Put a file in place in one step."""
    partial = path.with_name(f"{PARTIAL}{path.name}-{os.getpid()}")
    partial.write_bytes(content)
    sync(partial)
    partial.replace(path)
    sync(path.parent)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder to fill; on leaving it is synced and appears at `path`, on an error it is gone.

    A folder that stands at `path` already is replaced.
    """
    partial = path.with_name(f"{PARTIAL}{path.name}-{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        yield partial
        for file in sorted(partial.rglob("*")):
            sync(file)
        sync(partial)
        if path.exists():
            shutil.rmtree(path)
        partial.rename(path)
        sync(path.parent)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def clear_partials(folder: Path) -> None:
    """Remove what killed runs left behind; only call this while holding the lock of the home."""
    for left in folder.glob(f"{PARTIAL}*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def only_writer(home: Path) -> Iterator[None]:
    """Hold the lock of a home, or of a folder in it; HomeError when another run is writing there.

    The lock goes with the process.
    """
    handle = os.open(home / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HomeError(
                f"een andere opdracht schrijft nu in {home}; wacht tot die klaar is en probeer opnieuw"
            ) from None
        yield
    finally:
        os.close(handle)

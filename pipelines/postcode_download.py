"""Fetching the postcodes of GeoNames with `pgeocode`: only ever on an explicit command."""

import socket
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

from matcher.errors import InputError

WAIT_SECONDS = 30  # for a server that says nothing; the whole file has about 80 kB
COUNTRY = "NL"


def download_postcodes() -> Path:
    """Return the file of Dutch postcodes that `pgeocode` keeps, fetched when it is not there yet.

    It stands in PGEOCODE_DATA_DIR, else in the user's cache. InputError when it cannot be fetched or kept.
    """
    import pgeocode  # noqa: PLC0415 - it brings in pandas, which takes longer than all other commands need

    kept = Path(pgeocode.STORAGE_DIR) / f"{COUNTRY}.txt"
    try:
        with _patience(), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns, in English, when it goes on to a second address
            pgeocode.Nominatim(COUNTRY, unique=False)
    except (OSError, HTTPException, zipfile.BadZipFile, ValueError, KeyError) as error:
        why = f"{kept} is beschadigd" if kept.exists() else "de postcodes zijn niet op te halen"
        do = "verwijder dat bestand" if kept.exists() else "controleer de verbinding of geef een bestand met --file"
        raise InputError(f"{why} ({_short(error)}); {do} en probeer het opnieuw.") from error
    return kept


@contextmanager
def _patience() -> Iterator[None]:
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(WAIT_SECONDS)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


def _short(error: Exception) -> str:
    """Return what went wrong on one line."""
    reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
    return " ".join(str(reason).split())[:120] or type(error).__name__

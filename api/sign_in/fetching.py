"""Asking the provider over HTTP: with a time limit, a bound on the answer, and never to another address."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx

from matcher.errors import UnavailableError

TIMEOUT_S = 5.0  # somebody waits for the page
MOST_BYTES = 256 * 1024  # discovery and keys of large providers are under 20 KB
# How long an answer is kept when it does not say (an hour), and the bounds on what it says.
NORMALLY, SHORTEST, LONGEST = timedelta(hours=1), timedelta(minutes=1), timedelta(hours=24)
MAX_AGE = re.compile(r"max-age=(\d{1,9})")
AWAY = "de aanbieder van het aanmelden is nu niet bereikbaar; probeer het over een paar minuten opnieuw"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer of the provider, and until when it may be kept."""

    status: int
    document: Mapping[str, Any]
    until: datetime


def fetch(url: str, at: datetime, *, form: Mapping[str, str] | None = None, **options: Any) -> Fetched:
    """Return the JSON object at an address, or the answer to a form; UnavailableError when there is none."""
    return _asked(lambda client: client.stream("POST" if form else "GET", url, data=form), at, options)


def _asked(ask: Callable[[httpx.Client], Any], at: datetime, options: Mapping[str, Any]) -> Fetched:
    headers = {"Accept": "application/json"}
    try:
        with httpx.Client(timeout=TIMEOUT_S, follow_redirects=False, headers=headers, **options) as client:
            with ask(client) as answer:
                content = b""
                for piece in answer.iter_bytes():
                    content += piece
                    if len(content) > MOST_BYTES:
                        raise UnavailableError(AWAY)
            document = json.loads(content)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, RecursionError) as error:
        raise UnavailableError(AWAY) from error
    if not isinstance(document, dict) or answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
        raise UnavailableError(AWAY)
    said = MAX_AGE.search(answer.headers.get("cache-control", ""))
    kept = NORMALLY if said is None else min(max(timedelta(seconds=int(said[1])), SHORTEST), LONGEST)
    return Fetched(answer.status_code, document, at + kept)

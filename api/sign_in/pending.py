"""Signing in that has begun: what must be the same when somebody comes back from the provider."""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from matcher.errors import KeyringError
from pipelines.store.keyring import Box

LASTS = timedelta(minutes=10)  # issue 6; long enough to find a telephone
RANDOM_BYTES = 32  # OIDC NLGov 1.0.1: state and nonce have at least 128 random bits
VERIFIER_BYTES = 48  # 64 characters; RFC 7636 asks 43 to 128
LONGEST_SEALED = 4096  # what browsers keep of one cookie


@dataclass(frozen=True, slots=True, repr=False)
class Pending:
    """One try to sign in, kept by the browser that began it; `back` is the page to go to afterwards."""

    state: str
    nonce: str
    verifier: str
    back: str

    @classmethod
    def new(cls, back: str) -> Self:
        """Return a try with values that nobody can guess."""
        state, nonce = secrets.token_urlsafe(RANDOM_BYTES), secrets.token_urlsafe(RANDOM_BYTES)
        return cls(state, nonce, secrets.token_urlsafe(VERIFIER_BYTES), back)

    def sealed(self, box: Box, at: datetime) -> str:
        """Return it as a text that only this service can make or read, for ten minutes."""
        return seal(box, "pending", asdict(self), at)

    @classmethod
    def opened(cls, text: str, box: Box, at: datetime) -> Self | None:
        """Return what a browser kept, None when it is too old or not of this service."""
        found = unseal(box, "pending", text, at)
        return None if found is None else cls(**found)


@dataclass(frozen=True, slots=True, repr=False)
class Newcomer:
    """Somebody who signed in at the provider and has no account yet: an invitation makes the link."""

    issuer: str
    subject: str
    back: str

    def sealed(self, box: Box, at: datetime) -> str:
        """Return it as a text that only this service can make or read, for ten minutes."""
        return seal(box, "newcomer", asdict(self), at)

    @classmethod
    def opened(cls, text: str, box: Box, at: datetime) -> Self | None:
        """Return what a browser kept, None when it is too old or not of this service."""
        found = unseal(box, "newcomer", text, at)
        return None if found is None else cls(**found)


def seal(box: Box, kind: str, content: Mapping[str, str], at: datetime) -> str:
    """Return content with its end, sealed for one kind of cookie."""
    plain = json.dumps({"content": dict(content), "until": (at + LASTS).isoformat()}).encode()
    return urlsafe_b64encode(box.seal(plain, f"cookie/{kind}")).decode()


def unseal(box: Box, kind: str, text: str, at: datetime) -> dict[str, Any] | None:
    """Return content that was sealed as this kind of cookie, None when it is over or anything else."""
    if not text.isascii() or len(text) > LONGEST_SEALED:
        return None
    try:
        found = json.loads(box.open(urlsafe_b64decode(text), f"cookie/{kind}"))
    except (KeyringError, ValueError):
        return None
    content: dict[str, Any] = found["content"]
    return content if datetime.fromisoformat(found["until"]).astimezone(UTC) > at else None

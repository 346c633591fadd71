"""Keys: one or more master keys from outside the database, and boxes that only open where they were closed.

Everything is sealed with AES-256-GCM (NIST SP 800-38D), with the place where it stands as associated data: a sealed
value that is moved to another row does not open. Data keys are random and are themselves sealed under a master key, so
a master key changes without touching the data (envelope encryption).
"""

import base64
import binascii
import secrets
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from matcher.errors import KeyringError

KEY_BYTES = 32
NONCE_BYTES = 12  # what GCM is made for; random, so far below 2**32 uses of one key
VERSION = b"\x01"
WRONG = "de sleutel past niet bij deze gegevens; geef de sleutel waarmee ze bewaard zijn, of zet een reservekopie terug"


@dataclass(frozen=True, slots=True, repr=False)
class Box:
    """Seals with one key."""

    key: bytes

    @classmethod
    def new(cls) -> Self:
        """Return a box with a new random key."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def seal(self, plain: bytes, where: str) -> bytes:
        """Return the sealed bytes; `where` names the place they are for and is needed to open them."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return VERSION + nonce + AESGCM(self.key).encrypt(nonce, plain, where.encode())

    def open(self, sealed: bytes, where: str) -> bytes:
        """Return what was sealed for this place; KeyringError with another key, place or a changed byte."""
        start = len(VERSION) + NONCE_BYTES
        try:
            if sealed[:1] != VERSION:
                raise KeyringError(WRONG)
            return AESGCM(self.key).decrypt(sealed[len(VERSION) : start], sealed[start:], where.encode())
        except (InvalidTag, ValueError) as error:
            raise KeyringError(WRONG) from error


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """The master keys, the present one first; older ones only open what was not sealed anew yet."""

    masters: tuple[bytes, ...]

    @classmethod
    def parse(cls, text: str, source: str) -> Self:
        """Return the keys in a text, apart by white space or commas; KeyringError names the source, never a key."""
        keys = []
        for word in text.replace(",", " ").split():
            try:
                key = base64.b64decode(word, altchars=b"-_", validate=True)
            except (binascii.Error, ValueError):
                key = b""
            # Two keys without a space between them, or a key with something behind it, must not pass for one key.
            if len(key) != KEY_BYTES or base64.urlsafe_b64encode(key).decode() != word:
                raise KeyringError(
                    f"{source} is geen sleutel (base64 van {KEY_BYTES} bytes); maak er een met springplank key new"
                )
            keys.append(key)
        if not keys:
            raise KeyringError(f"{source} is leeg; maak een sleutel met springplank key new")
        return cls(tuple(keys))

    @staticmethod
    def new_key() -> str:
        """Return a new random master key as text."""
        return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()

    def wrap(self, key: bytes, where: str) -> bytes:
        """Return a data key sealed under the present master key."""
        return Box(self.masters[0]).seal(key, where)

    def unwrap(self, wrapped: bytes, where: str) -> Box:
        """Return the box of a wrapped data key; KeyringError when none of the master keys opens it."""
        for master in self.masters:
            try:
                return Box(Box(master).open(wrapped, where))
            except KeyringError:
                continue
        raise KeyringError(WRONG)

    def is_present(self, wrapped: bytes, where: str) -> bool:
        """Return whether the present master key opens it, so that it need not be wrapped anew."""
        try:
            Box(self.masters[0]).open(wrapped, where)
        except KeyringError:
            return False
        return True

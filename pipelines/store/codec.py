"""Values of the domain as JSON documents and back, exactly.

Codes stand by their code, dates in ISO, sets sorted, and every field is written, also when it has its default: a
default that changes later must not change what was stored. The translation of a type is worked out once from its
annotations, so that a new field of the domain is stored without a line here.
"""

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin

from matcher.codes import Grade
from matcher.domain import Client, Course
from matcher.errors import InputError
from matcher.policy import Policy

VERSION = 1

Document = dict[str, Any]
Translate = Callable[[Any], Any]


def client_to_document(client: Client) -> Document:
    """Return a profile as a document."""
    return {"version": VERSION, **_encoder(Client)(client)}


def client_from_document(document: Document) -> Client:
    """Return the profile in a document; InputError names the field that cannot be, never its value."""
    client: Client = _open(document, Client, "profiel")
    return client


def course_to_document(course: Course) -> Document:
    """Return a course with its offerings as a document."""
    return {"version": VERSION, **_encoder(Course)(course)}


def course_from_document(document: Document) -> Course:
    """Return the course in a document; InputError names the field that cannot be."""
    course: Course = _open(document, Course, "cursus")
    return course


def policy_to_document(policy: Policy) -> Document:
    """Return a policy as a document."""
    return {"version": VERSION, **_encoder(Policy)(policy)}


def policy_from_document(document: Document) -> Policy:
    """Return the policy in a document; InputError names the field that cannot be."""
    policy: Policy = _open(document, Policy, "beleid")
    return policy


def to_json(value: Any) -> str:
    """Return JSON that is the same for the same value; ValueError for NaN and infinite numbers, which JSON lacks."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _open(document: Document, kind: type, name: str) -> Any:
    version = document.get("version")
    if version != VERSION:
        raise InputError(f"een {name} heeft versie {version}, hier bekend is {VERSION}; werk Springplank bij")
    try:
        return _decoder(kind)({key: value for key, value in document.items() if key != "version"})
    except _FieldError as error:
        raise InputError(f"{name} {document.get('id')} is beschadigd in veld {error}; importeer het opnieuw") from error


class _FieldError(Exception):
    """A field holds what its type does not allow; the text is the path to it."""


@cache
def _encoder(kind: Any) -> Translate:
    """Return what turns a value of an annotated type into JSON values."""
    parts = get_args(kind)
    if parts:
        return _collection_encoder(get_origin(kind), parts)
    if is_dataclass(kind):
        encoders = [(name, _encoder(part)) for name, part in _parts(kind)]
        return lambda value: {name: encode(getattr(value, name)) for name, encode in encoders}
    if issubclass(kind, Enum):
        return _code
    if kind is date:
        return date.isoformat
    return lambda value: value


def _collection_encoder(origin: Any, parts: tuple[Any, ...]) -> Translate:
    encode = _encoder(parts[0])
    if origin in (Union, types.UnionType):  # only `X | None` is in the domain
        return lambda value: None if value is None else encode(value)
    if origin is frozenset:
        return lambda value: sorted(encode(item) for item in value)
    if parts[-1] is Ellipsis:
        return lambda value: [encode(item) for item in value]
    encoders = [_encoder(part) for part in parts]
    return lambda value: [each(item) for each, item in zip(encoders, value, strict=True)]


@cache
def _decoder(kind: Any) -> Translate:
    """Return what turns JSON values into a value of an annotated type; it raises ValueError, KeyError or TypeError."""
    parts = get_args(kind)
    if parts:
        return _collection_decoder(get_origin(kind), parts)
    if is_dataclass(kind):
        return _dataclass_decoder(kind)
    if issubclass(kind, Enum):
        members = {_code(member): member for member in kind}
        return members.__getitem__
    if kind is date:
        return date.fromisoformat
    return _plain_decoder(kind)


def _collection_decoder(origin: Any, parts: tuple[Any, ...]) -> Translate:
    decode = _decoder(parts[0])
    if origin in (Union, types.UnionType):
        return lambda value: None if value is None else decode(value)
    if origin is frozenset:
        return lambda value: frozenset(decode(item) for item in _listed(value))
    if parts[-1] is Ellipsis:
        return lambda value: tuple(decode(item) for item in _listed(value))
    decoders = [_decoder(part) for part in parts]
    return lambda value: tuple(each(item) for each, item in zip(decoders, _listed(value), strict=True))


def _dataclass_decoder(kind: Any) -> Translate:
    decoders = {name: _decoder(part) for name, part in _parts(kind)}
    needed = {field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING}

    def decode(value: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError(type(value).__name__)
        if missing := sorted(needed - value.keys()):
            raise _FieldError(missing[0])
        found = {}
        for name, part in value.items():
            try:
                found[name] = decoders[name](part)
            except _FieldError as error:
                raise _FieldError(f"{name}.{error}") from error
            except (KeyError, TypeError, ValueError) as error:
                raise _FieldError(name) from error
        return kind(**found)

    return decode


def _plain_decoder(kind: type) -> Translate:
    # A whole number is a fine float, and true is an int to Python but not to us.
    allowed = (float, int) if kind is float else (kind,)

    def decode(value: Any) -> Any:
        if type(value) not in allowed:
            raise TypeError(type(value).__name__)
        return value

    return decode


def _parts(kind: Any) -> list[tuple[str, Any]]:
    return [(field.name, field.type) for field in fields(kind)]


def _code(member: Any) -> str:
    code: str = member.code if isinstance(member, Grade) else member.value
    return code


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(type(value).__name__)
    return value

"""Proof that a provider signed: JSON Web Tokens, checked against its keys and nothing that the token itself brings.

The algorithm must be on our list and fit the sort of key, so that a public key never serves as a shared secret. Keys
come from the provider's own address alone: `jwk`, `jku`, `x5u` and `x5c` in a header are never looked at.
"""

import binascii
import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from joserfc.jws import JWSRegistry

from matcher.errors import SignInError

Claims = Mapping[str, Any]

# OIDC NLGov 1.0.1: RS256 must, PS256 is preferred, others only when at least as strong. Each with the key it needs.
ALGORITHMS: Mapping[str, str] = {"PS256": "RSA", "RS256": "RSA", "ES256": "EC"}
SHORTEST_RSA = 2048  # bits; NIST SP 800-57 part 1
LEEWAY_S = 30  # between two clocks; RFC 7519 allows "usually no more than a few minutes"
MOST_CHARACTERS = 8192  # what common servers take as one header line
MOST_HEADER = 4096  # bytes; some providers put their certificate in it, which we do not look at
LONGEST_SUBJECT = 255  # OpenID Connect Core 1.0, 2: `sub` has at most 255 ASCII characters
PARTS = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
# RFC 9068 and plain ones. Anything else (`logout+jwt`, `dpop+jwt`) is signed for another use.
TYPES = frozenset({"", "jwt", "at+jwt", "application/at+jwt"})
BAD = "dit bewijs van aanmelden klopt niet; meld u opnieuw aan"
TOO_OLD = "dit bewijs van aanmelden is verlopen of geldt nog niet; meld u opnieuw aan"


@dataclass(frozen=True, slots=True, repr=False)
class ProviderKey:
    """A public key of the provider; `kid` and `algorithm` are None where it does not say."""

    kid: str | None
    kind: str
    algorithm: str | None
    key: RSAKey | ECKey


@dataclass(frozen=True, slots=True)
class Header:
    """What of a token's header is looked at."""

    algorithm: str
    kid: str | None


def keys_in(document: Mapping[str, Any]) -> tuple[ProviderKey, ...]:
    """Return the keys of a JWK set that can check a signature of ours; others are left out."""
    listed = document.get("keys")
    found = (_key(entry) for entry in (listed if isinstance(listed, list) else []))
    return tuple(key for key in found if key is not None)


def pick(keys: Iterable[ProviderKey], header: Header) -> ProviderKey | None:
    """Return the one key that a header names, None when there is none or it is not clear which."""
    fitting = [
        key
        for key in keys
        if key.kind == ALGORITHMS[header.algorithm]
        and key.algorithm in (None, header.algorithm)
        and (header.kid is None or key.kid == header.kid)
    ]
    return fitting[0] if len(fitting) == 1 else None


def signed_claims(token: str, key_for: Callable[[Header], ProviderKey | None]) -> Claims:
    """Return what a token says when the provider signed it; SignInError otherwise, whatever the reason."""
    header = _header(token)
    key = key_for(header)
    if key is None:
        raise SignInError(BAD)
    registry = JWSRegistry(algorithms=[header.algorithm], strict_check_header=False)
    registry.max_header_length = MOST_HEADER
    try:
        return jwt.decode(token, key.key, algorithms=[header.algorithm], registry=registry).claims
    except (JoseError, ValueError, RecursionError) as error:
        raise SignInError(BAD) from error


def check_times(claims: Claims, at: datetime) -> None:
    """Refuse a token outside its time, or that does not say which that is."""
    registry = jwt.JWTClaimsRegistry(
        now=int(at.timestamp()), leeway=LEEWAY_S, exp={"essential": True}, iat={"essential": True}
    )
    try:
        registry.validate({name: claims[name] for name in ("exp", "iat", "nbf") if name in claims})
    except JoseError as error:
        raise SignInError(TOO_OLD) from error


def check_issuer(claims: Claims, issuer: str) -> None:
    """Refuse a token of another issuer."""
    if claims.get("iss") != issuer:
        raise SignInError(BAD)


def check_id_token(
    claims: Claims, *, issuer: str, client_id: str, nonce: str, acr_values: Sequence[str], at: datetime
) -> str:
    """Return the subject of an ID token after every check of OpenID Connect Core 1.0, 3.1.3.7, and OIDC NLGov 1.0.1.

    SignInError otherwise. A token on behalf of somebody else (`represents`) is refused: representation is not agreed.
    """
    check_issuer(claims, issuer)
    audiences = audiences_of(claims)
    if client_id not in audiences or claims.get("azp", client_id) != client_id:
        raise SignInError(BAD)
    if len(audiences) > 1 and "azp" not in claims:
        raise SignInError(BAD)
    check_times(claims, at)
    said = claims.get("nonce")
    if not isinstance(said, str) or not compare_digest(said.encode("utf-8", "replace"), nonce.encode()):
        raise SignInError(BAD)
    if acr_values and claims.get("acr") not in acr_values:
        raise SignInError("u meldde zich aan op een te laag niveau; gebruik het middel dat uw gemeente vraagt")
    if "represents" in claims:
        raise SignInError("namens een ander aanmelden kan hier niet; meld u aan als uzelf")
    return subject_of(claims)


def check_access_token(claims: Claims, *, issuer: str, audience: str, at: datetime) -> str:
    """Return the subject of an access token (RFC 9068) that is meant for this interface; SignInError otherwise."""
    check_issuer(claims, issuer)
    if audience not in audiences_of(claims):
        raise SignInError("dit token is niet voor deze dienst; vraag er een met de goede audience")
    check_times(claims, at)
    if "cnf" in claims:
        # Bound to a key or certificate of the sender (RFC 7800), which cannot be seen here: then it is no bearer token.
        raise SignInError("dit token is gebonden aan een sleutel, en dat kan hier niet; vraag een gewoon token")
    if "nonce" in claims:
        raise SignInError(BAD)  # an ID token, whatever its audience
    return subject_of(claims)


def subject_of(claims: Claims) -> str:
    """Return who it is about: `sub`, or `client_id` where a system has no other name."""
    subject = claims.get("sub", claims.get("client_id"))
    if not isinstance(subject, str) or not subject.isascii() or not 1 <= len(subject) <= LONGEST_SUBJECT:
        raise SignInError(BAD)
    return subject


def audiences_of(claims: Claims) -> tuple[str, ...]:
    """Return for whom a token is; nothing for what is no text or list of texts."""
    said = claims.get("aud")
    listed = [said] if isinstance(said, str) else said
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        return ()
    return tuple(listed)


def _header(token: str) -> Header:
    if len(token) > MOST_CHARACTERS or not PARTS.fullmatch(token):
        raise SignInError(BAD)
    part = token.partition(".")[0]
    try:
        header = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise SignInError(BAD) from error
    if not isinstance(header, dict):
        raise SignInError(BAD)
    algorithm, kid, kind = header.get("alg"), header.get("kid"), header.get("typ", "")
    if not isinstance(algorithm, str) or algorithm not in ALGORITHMS or "crit" in header:
        raise SignInError(BAD)
    if not isinstance(kid, str | None) or not isinstance(kind, str) or kind.lower() not in TYPES:
        raise SignInError(BAD)
    return Header(algorithm, kid)


def _key(entry: Any) -> ProviderKey | None:
    if not isinstance(entry, dict) or entry.get("use", "sig") != "sig":
        return None
    kid, algorithm = entry.get("kid"), entry.get("alg")
    if not isinstance(kid, str | None) or algorithm not in (None, *ALGORITHMS):
        return None
    try:
        key = _public(entry)
    except (JoseError, KeyError, TypeError, ValueError):
        return None
    return None if key is None else ProviderKey(kid, entry["kty"], algorithm, key)


def _public(entry: Mapping[str, Any]) -> RSAKey | ECKey | None:
    """Return the key of an entry, None for a sort or strength that is not used; only the public parts are read."""
    if entry.get("kty") == "RSA":
        key = RSAKey.import_key({name: entry[name] for name in ("kty", "n", "e")})
        return key if key.public_key.key_size >= SHORTEST_RSA else None
    if entry.get("kty") == "EC" and entry.get("crv") == "P-256":
        return ECKey.import_key({name: entry[name] for name in ("kty", "crv", "x", "y")})
    return None

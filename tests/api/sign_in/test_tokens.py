import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, RSAKey
from joserfc.jws import JWSRegistry

from api.sign_in.tokens import (
    ALGORITHMS,
    LEEWAY_S,
    MOST_CHARACTERS,
    Header,
    check_access_token,
    check_id_token,
    keys_in,
    pick,
    signed_claims,
)
from matcher.errors import SignInError

ISSUER, CLIENT, AUDIENCE, NONCE = "https://inloggen.example.org", "springplank", "interface", "n" * 43
AT = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
NOW = int(AT.timestamp())
RSA = RSAKey.generate_key(2048, {"kid": "rsa"})
EC = ECKey.generate_key("P-256", {"kid": "ec"})
KEYS = keys_in(KeySet([RSA, EC]).as_dict(private=False))
ID_TOKEN = {"iss": ISSUER, "aud": CLIENT, "sub": "s-1", "nonce": NONCE, "iat": NOW, "exp": NOW + 300}
ACCESS_TOKEN = {"iss": ISSUER, "aud": AUDIENCE, "sub": "s-1", "iat": NOW, "exp": NOW + 300}


def encoded(value):
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def signed(claims, key=RSA, **header):
    header = {"alg": "PS256", "kid": key.kid} | header
    header = {name: value for name, value in header.items() if value is not None}
    return jwt.encode(header, dict(claims), key, algorithms=[header["alg"]], registry=loose(header["alg"]))


def loose(algorithm):
    registry = JWSRegistry(algorithms=[algorithm], strict_check_header=False)
    registry.max_header_length = 10**6
    return registry


def read(token, keys=KEYS):
    return signed_claims(token, lambda header: pick(keys, header))


def refused(token, keys=KEYS):
    with pytest.raises(SignInError):
        read(token, keys)
    return True


def id_subject(claims, **changes):
    asked = {"issuer": ISSUER, "client_id": CLIENT, "nonce": NONCE, "acr_values": (), "at": AT} | changes
    return check_id_token(claims, **asked)


def without(claims, *names, **changes):
    return {name: value for name, value in (claims | changes).items() if name not in names}


@pytest.mark.parametrize(("key", "algorithm"), [(RSA, "PS256"), (RSA, "RS256"), (EC, "ES256")])
def test_what_the_provider_signed_is_read(key, algorithm):
    assert read(signed(ID_TOKEN, key, alg=algorithm)) == ID_TOKEN


def test_without_a_kid_the_only_key_that_fits_is_used():
    assert read(signed(ID_TOKEN, RSA, kid=None)) == ID_TOKEN
    twice = keys_in(KeySet([RSA, RSAKey.generate_key(2048, {"kid": "other"})]).as_dict(private=False))
    assert refused(signed(ID_TOKEN, RSA, kid=None), twice)


def test_a_signature_of_somebody_else_is_refused():
    assert refused(signed(ID_TOKEN, RSAKey.generate_key(2048, {"kid": "rsa"})))


@pytest.mark.parametrize("place", range(3))
def test_one_changed_character_is_refused(place):
    parts = signed(ID_TOKEN).split(".")
    middle = len(parts[place]) // 2
    other = "A" if parts[place][middle] != "A" else "B"
    parts[place] = parts[place][:middle] + other + parts[place][middle + 1 :]

    assert refused(".".join(parts))


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "nOnE", "", None, 0, ["RS256"], "HS256", "RS1", "EdDSA"])
@pytest.mark.parametrize("signature", ["", "AAAA"])
def test_no_signature_is_refused_however_it_is_called(algorithm, signature):
    assert refused(f"{encoded({'alg': algorithm, 'kid': 'rsa'})}.{encoded(ID_TOKEN)}.{signature}")


@pytest.mark.parametrize("algorithm", ["HS256", "HS384", "HS512", "RS256"])
def test_the_public_key_never_serves_as_a_shared_secret(algorithm):
    public = RSA.public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for secret in (public, public.strip(), json.dumps(RSA.as_dict(private=False)).encode()):
        head = f"{encoded({'alg': algorithm, 'kid': 'rsa'})}.{encoded(ID_TOKEN)}"
        mac = hmac.HMAC(secret, hashes.SHA256())
        mac.update(head.encode())
        assert refused(f"{head}.{encoded(mac.finalize())}")


def test_a_shared_secret_among_the_keys_is_left_out():
    secret = OctKey.import_key({"kty": "oct", "k": encoded(b"s" * 32), "kid": "rsa"})

    assert keys_in({"keys": [secret.as_dict(private=True)]}) == ()


@pytest.mark.parametrize("member", ["jwk", "jku", "x5u", "x5c"])
def test_a_key_that_the_token_brings_itself_is_not_looked_at(member):
    own = RSAKey.generate_key(2048, {"kid": "own"})
    brought = {
        "jwk": own.as_dict(private=False),
        "jku": "http://127.0.0.1:1/keys",
        "x5u": "http://127.0.0.1:1/cert",
        "x5c": [encoded(b"certificate")],
    }[member]

    for kid in ("own", "rsa", None):
        assert refused(signed(ID_TOKEN, own, kid=kid, **{member: brought}))
    assert read(signed(ID_TOKEN, RSA, **{member: brought})) == ID_TOKEN


@pytest.mark.parametrize(
    "kid",
    ["../../../dev/null", "/etc/passwd", "' UNION SELECT 1 --", "", "RSA", "rsa ", 1, ["rsa"], {"kid": "rsa"}, True],
)
def test_a_kid_is_a_name_and_nothing_else(kid):
    head = encoded({"alg": "RS256", "kid": kid})

    assert refused(f"{head}.{encoded(ID_TOKEN)}.{signed(ID_TOKEN, alg='RS256').split('.')[2]}")
    if isinstance(kid, str):
        assert refused(signed(ID_TOKEN, kid=kid))


def test_what_must_be_understood_is_not():
    assert refused(signed_raw({"alg": "RS256", "kid": "rsa", "crit": ["exp"], "exp": NOW}))
    assert refused(signed_raw({"alg": "RS256", "kid": "rsa", "crit": ["b64"], "b64": False}))


def signed_raw(header, payload=None):
    """A token with a header that the library would not make, signed as it should be."""
    content = encoded(ID_TOKEN) if payload is None else payload
    text = f"{encoded(header)}.{content}"
    return f"{text}.{encoded(RSA.private_key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


@pytest.mark.parametrize("kind", ["logout+jwt", "dpop+jwt", "secevent+jwt", 5, ["jwt"]])
def test_a_token_that_is_signed_for_another_use_is_refused(kind):
    assert refused(signed_raw({"alg": "RS256", "kid": "rsa", "typ": kind}))


@pytest.mark.parametrize("kind", ["JWT", "at+jwt", "application/at+jwt", "AT+JWT"])
def test_these_types_are_tokens_for_us(kind):
    assert read(signed_raw({"alg": "RS256", "kid": "rsa", "typ": kind})) == ID_TOKEN


@pytest.mark.parametrize(
    "payload",
    [b"[1]", b"null", b"{", b"\xff\xfe", b"[" * 3000, b'{"exp": 1e999}x', b'"text"', b"9" * 5000],
    ids=["a list", "nothing", "half", "no text", "deep", "more", "a text", "a number"],
)
def test_a_payload_that_is_no_object_is_refused(payload):
    assert refused(signed_raw({"alg": "RS256", "kid": "rsa"}, encoded(payload)))


@pytest.mark.parametrize("header", [b"[]", b"{", b"\xff", b"[" * 4000, b"null", b"1"])
def test_a_header_that_is_no_object_is_refused(header):
    assert refused(f"{encoded(header)}.{encoded(ID_TOKEN)}.AAAA")


def test_a_huge_token_is_refused_before_anything_is_read():
    asked = []
    huge = signed(ID_TOKEN | {"x": "y" * MOST_CHARACTERS})

    with pytest.raises(SignInError):
        signed_claims(huge, asked.append)
    assert asked == []


@given(
    st.text(max_size=200)
    | st.from_regex(r"[A-Za-z0-9_-]{1,80}\.[A-Za-z0-9_-]{1,80}\.[A-Za-z0-9_-]{0,80}", fullmatch=True)
)
def test_no_text_is_a_token_and_none_is_an_error_of_ours(text):
    assert refused(text)


@given(
    st.dictionaries(
        st.sampled_from(["alg", "kid", "typ", "crit", "jwk", "b64"]),
        st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()) | st.sampled_from([*ALGORITHMS]),
    )
)
def test_no_header_helps_a_wrong_signature(header):
    assert refused(f"{encoded(header)}.{encoded(ID_TOKEN)}.{'A' * 342}")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=5,
    ),
    st.sampled_from(sorted(ID_TOKEN)),
)
def test_a_claim_of_any_kind_is_right_or_refused(value, name):
    claims = ID_TOKEN | {name: value}
    try:
        subject = id_subject(claims)
    except SignInError:
        return
    assert subject == claims["sub"]
    assert isinstance(subject, str)
    assert claims["iss"] == ISSUER
    assert claims["nonce"] == NONCE
    assert claims["aud"] in (CLIENT, [CLIENT])
    assert claims["exp"] > NOW - LEEWAY_S


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"keys": None},
        {"keys": [None, 1, "x", {}, {"kty": "RSA"}, {"kty": "RSA", "n": 1, "e": []}, {"kty": "EC", "crv": "P-256"}]},
        {
            "keys": [
                {"kty": "EC", "crv": "P-256", "x": "AAAA", "y": "AAAA"},
                {"kty": "OKP", "crv": "Ed25519", "x": "AA"},
            ]
        },
    ],
)
def test_keys_that_are_none_are_left_out(document):
    assert keys_in(document) == ()


def test_weak_keys_and_keys_for_other_use_are_left_out():
    public = RSA.as_dict(private=False)
    with pytest.warns(Warning, match="2048"):
        weak = RSAKey.generate_key(1024, auto_kid=False)
    other = ECKey.generate_key("P-384")

    with pytest.warns(Warning, match="2048"):
        assert keys_in({"keys": [weak.as_dict(private=False)]}) == ()
    assert (
        keys_in({"keys": [public | {"use": "enc"}, public | {"alg": "RSA-OAEP"}, other.as_dict(private=False)]}) == ()
    )


def test_a_key_keeps_to_the_algorithm_that_it_names():
    keys = keys_in({"keys": [RSA.as_dict(private=False) | {"alg": "PS256"}]})

    assert pick(keys, Header("PS256", "rsa")) is not None
    assert pick(keys, Header("RS256", "rsa")) is None
    assert pick(keys, Header("ES256", "rsa")) is None


def test_a_good_id_token_is_somebody():
    assert id_subject(ID_TOKEN) == "s-1"
    assert id_subject(ID_TOKEN | {"aud": [CLIENT]}) == "s-1"
    assert id_subject(ID_TOKEN | {"aud": [CLIENT, "x"], "azp": CLIENT}) == "s-1"
    assert id_subject(ID_TOKEN | {"acr": "hoog", "nbf": NOW}, acr_values=("midden", "hoog")) == "s-1"


BAD_ID_TOKENS = {
    "of another issuer": without(ID_TOKEN, iss="https://ander.example.org"),
    "with a slash more": without(ID_TOKEN, iss=f"{ISSUER}/"),
    "of no issuer": without(ID_TOKEN, "iss"),
    "for another client": without(ID_TOKEN, aud="ander"),
    "for nobody": without(ID_TOKEN, "aud"),
    "for an empty list": without(ID_TOKEN, aud=[]),
    "for several and no party": without(ID_TOKEN, aud=[CLIENT, "ander"]),
    "for several and another party": without(ID_TOKEN, aud=[CLIENT, "ander"], azp="ander"),
    "for another party": without(ID_TOKEN, azp="ander"),
    "with another nonce": without(ID_TOKEN, nonce="m" * 43),
    "without a nonce": without(ID_TOKEN, "nonce"),
    "with a list of nonces": without(ID_TOKEN, nonce=[NONCE]),
    "that is over": without(ID_TOKEN, exp=NOW - LEEWAY_S),
    "that never ends": without(ID_TOKEN, "exp"),
    "that ends in words": without(ID_TOKEN, exp=str(NOW + 300)),
    "that ends nowhere": without(ID_TOKEN, exp=float("nan")),
    "that ends as true": without(ID_TOKEN, exp=True),
    "that does not say when": without(ID_TOKEN, "iat"),
    "of later": without(ID_TOKEN, iat=NOW + LEEWAY_S + 1),
    "that is not valid yet": without(ID_TOKEN, nbf=NOW + LEEWAY_S + 1),
    "of nobody": without(ID_TOKEN, "sub"),
    "of an empty name": without(ID_TOKEN, sub=""),
    "of a number": without(ID_TOKEN, sub=7),
    "of half a character": without(ID_TOKEN, sub="\ud800"),
    "with half a character as nonce": without(ID_TOKEN, nonce="\ud800"),
    "of a name too long": without(ID_TOKEN, sub="s" * 256),
    "on behalf of another": without(ID_TOKEN, represents={"sub": "s-2", "iss": ISSUER}),
    "on behalf of nothing": without(ID_TOKEN, represents=None),
}


@pytest.mark.parametrize("claims", BAD_ID_TOKENS.values(), ids=BAD_ID_TOKENS.keys())
def test_an_id_token_is_refused(claims):
    with pytest.raises(SignInError):
        id_subject(claims)


@pytest.mark.parametrize("level", [None, "laag", "", ["hoog"], 1])
def test_a_level_below_what_is_asked_is_refused(level):
    with pytest.raises(SignInError, match="te laag niveau"):
        id_subject(ID_TOKEN | {"acr": level}, acr_values=("hoog",))


def test_two_clocks_may_differ_a_little():
    soon = timedelta(seconds=LEEWAY_S)

    assert id_subject(ID_TOKEN, at=AT + timedelta(seconds=300) + soon - timedelta(seconds=1)) == "s-1"
    assert id_subject(ID_TOKEN | {"nbf": NOW}, at=AT - soon) == "s-1"


def access_subject(claims):
    return check_access_token(claims, issuer=ISSUER, audience=AUDIENCE, at=AT)


def test_a_good_access_token_is_somebody():
    assert access_subject(ACCESS_TOKEN) == "s-1"
    assert access_subject(ACCESS_TOKEN | {"aud": ["x", AUDIENCE]}) == "s-1"
    assert access_subject(without(ACCESS_TOKEN, "sub", client_id="systeem")) == "systeem"


BAD_ACCESS_TOKENS = {
    "of another issuer": without(ACCESS_TOKEN, iss="https://ander.example.org"),
    "for another service": without(ACCESS_TOKEN, aud="ander"),
    "that is an id token": ID_TOKEN,
    "that is an id token for us": ID_TOKEN | {"aud": AUDIENCE},
    "for nobody": without(ACCESS_TOKEN, "aud"),
    "that is over": without(ACCESS_TOKEN, exp=NOW - LEEWAY_S),
    "that is not valid yet": without(ACCESS_TOKEN, nbf=NOW + LEEWAY_S + 1),
    "of later": without(ACCESS_TOKEN, iat=NOW + LEEWAY_S + 1),
    "that never ends": without(ACCESS_TOKEN, "exp"),
    "of nobody": without(ACCESS_TOKEN, "sub"),
    "of no name": without(ACCESS_TOKEN, sub=None, client_id="systeem"),
    "bound to a certificate": without(ACCESS_TOKEN, cnf={"x5t#S256": "abc"}),
}


@pytest.mark.parametrize("claims", BAD_ACCESS_TOKENS.values(), ids=BAD_ACCESS_TOKENS.keys())
def test_an_access_token_is_refused(claims):
    with pytest.raises(SignInError):
        access_subject(claims)

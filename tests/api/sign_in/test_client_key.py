import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from joserfc import jwt
from joserfc.jwk import KeySet

from api.sign_in.client_key import ClientKey
from matcher.errors import SettingError
from tests.api.sign_in.desks import ec_key, write_key

ENDPOINT = "https://inloggen.example.org/token"


@pytest.mark.parametrize(
    ("key", "offered", "algorithm"),
    [
        (None, (), "PS256"),
        (None, ("RS256", "PS256"), "PS256"),
        (None, ("RS256",), "RS256"),
        (ec_key(), (), "ES256"),
        (ec_key(), ("RS256", "ES256"), "ES256"),
    ],
)
def test_a_proof_is_signed_as_the_profile_prefers_and_the_provider_takes(tmp_path, key, offered, algorithm):
    found = ClientKey.read(write_key(tmp_path / "key.pem", key))
    proof = found.assertion("springplank", ENDPOINT, offered)
    read = jwt.decode(proof, KeySet.import_key_set(found.public_set()), algorithms=[algorithm])

    assert read.header["alg"] == algorithm
    assert read.header["kid"] == found.kid
    assert (read.claims["iss"], read.claims["sub"], read.claims["aud"]) == ("springplank", "springplank", ENDPOINT)
    assert 0 < read.claims["exp"] - read.claims["iat"] <= 60


def test_every_call_gets_a_new_proof(tmp_path):
    found = ClientKey.read(write_key(tmp_path / "key.pem"))
    proofs = [found.assertion("springplank", ENDPOINT, ()) for _ in range(20)]
    keys = KeySet.import_key_set(found.public_set())

    assert len({jwt.decode(proof, keys, algorithms=["PS256"]).claims["jti"] for proof in proofs}) == 20


@pytest.mark.parametrize("key", [None, ec_key()])
def test_what_is_public_holds_nothing_private(tmp_path, key):
    (public,) = ClientKey.read(write_key(tmp_path / "key.pem", key)).public_set()["keys"]

    assert public.keys() & {"d", "p", "q", "dp", "dq", "qi", "k"} == set()
    assert public["use"] == "sig"


def test_a_file_that_is_no_key_is_refused_without_what_is_in_it(tmp_path):
    path = tmp_path / "key.pem"
    for content in (b"", b"geheim", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", b"\xff\x00"):
        path.write_bytes(content)
        with pytest.raises(SettingError, match="key-file") as refused:
            ClientKey.read(path)
        assert "geheim" not in str(refused.value)
    with pytest.raises(SettingError, match="key-file"):
        ClientKey.read(tmp_path / "er-is-niets")


def test_weak_and_other_keys_are_refused(tmp_path):
    for key in (
        rsa.generate_private_key(65537, 1024),  # noqa: S505 (that is what is refused)
        ec.generate_private_key(ec.SECP384R1()),
        ed25519.Ed25519PrivateKey.generate(),
    ):
        with pytest.raises(SettingError, match="RSA"):
            ClientKey.read(write_key(tmp_path / "key.pem", key))


def test_a_public_key_or_a_locked_one_is_refused(tmp_path):
    key, path = ec_key(), tmp_path / "key.pem"
    path.write_bytes(
        key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    with pytest.raises(SettingError):
        ClientKey.read(path)
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"wachtwoord"),
        )
    )
    with pytest.raises(SettingError):
        ClientKey.read(path)

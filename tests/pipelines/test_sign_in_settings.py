import pytest

from matcher.errors import SettingError
from pipelines.home import create_home
from pipelines.sign_in_settings import sign_in_settings

GOOD = {
    "issuer": "https://inloggen.example.org/realm",
    "client-id": "springplank",
    "key-file": "sleutel.pem",
    "base-url": "https://springplank.example.org/",
}
HERE = {"issuer": "http://127.0.0.1:9400", "base-url": "http://localhost:8000"}


@pytest.fixture
def home(tmp_path):
    made = create_home(tmp_path / "home")
    (made.path / "sleutel.pem").write_text("sleutel", "utf-8")
    (made.path / "geheim").write_text("geheim", "utf-8")
    return made


def settings(home, **changes):
    lines = GOOD | {name.replace("_", "-"): value for name, value in changes.items()}
    text = "".join(f"{name} = {value!r}\n" for name, value in lines.items() if value is not None)
    with home.config_file.open("a", encoding="utf-8") as file:
        file.write(f"[sign-in]\n{text}")
    return sign_in_settings(home)


def test_a_home_without_the_table_has_no_provider(home):
    assert sign_in_settings(home) is None


def test_the_least_that_is_needed(home):
    found = settings(home)

    assert found.issuer == "https://inloggen.example.org/realm"
    assert found.client_id == "springplank"
    assert found.base_url == "https://springplank.example.org"
    assert found.redirect_uri == "https://springplank.example.org/inloggen/terug"
    assert found.key_file == home.path / "sleutel.pem"
    assert (found.audience, found.acr_values, found.scopes, found.proxies) == (None, (), ("openid",), ())
    assert not found.local_provider


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://Springplank.Example.org:443/", "https://springplank.example.org"),
        ("https://springplank.example.org:8443", "https://springplank.example.org:8443"),
        ("http://localhost:80", "http://localhost"),
    ],
)
def test_the_base_is_written_as_browsers_do(home, written, meant):
    assert settings(home, base_url=written).base_url == meant


def test_all_that_can_be_set(home):
    found = settings(
        home,
        audience="interface",
        acr_values=["hoog", "midden"],
        scopes=["openid", "werk"],
        proxies=["10.0.0.4", "fd00::/8"],
        key_file=str(home.path / "sleutel.pem"),
    )

    assert found.audience == "interface"
    assert found.acr_values == ("hoog", "midden")
    assert found.scopes == ("openid", "werk")
    assert [str(network) for network in found.proxies] == ["10.0.0.4/32", "fd00::/8"]


@pytest.mark.parametrize("name", sorted(GOOD))
def test_what_is_missing_is_named(home, name):
    with pytest.raises(SettingError, match=name):
        settings(home, **{name.replace("-", "_"): None})


WRONG = {
    "issuer over http": {"issuer": "http://inloggen.example.org"},
    "issuer that is no address": {"issuer": "inloggen.example.org"},
    "issuer with a query": {"issuer": "https://inloggen.example.org?x=1"},
    "issuer with somebody in it": {"issuer": "https://a:b@inloggen.example.org"},
    "issuer with an impossible port": {"issuer": "https://inloggen.example.org:99999"},
    "issuer with a space": {"issuer": " https://inloggen.example.org"},
    "issuer that looks local": {"issuer": "http://127.0.0.1.example.org"},
    "issuer of another sort": {"issuer": "ftp://inloggen.example.org"},
    "issuer of half an address": {"issuer": "https://[::1"},
    "base-url over http": {"base_url": "http://springplank.example.org"},
    "base-url with a path": {"base_url": "https://example.org/springplank"},
    "client-id that is a number": {"client_id": 5},
    "client-id of nothing": {"client_id": "  "},
    "key-file that is not there": {"key_file": "weg.pem"},
    "key-file that is a folder": {"key_file": "markets"},
    "audience that is this service itself": {"audience": "springplank"},
    "acr-values that is a text": {"acr_values": "hoog"},
    "acr-values with nothing": {"acr_values": [""]},
    "scopes without openid": {"scopes": ["profile"]},
    "scopes with a space": {"scopes": ["openid", "a b"]},
    "proxies that are none": {"proxies": ["mijn-proxy"]},
    "secret-file elsewhere": {"key_file": None, "secret_file": "geheim"},
    "client-secret in the file": {"client_secret": "geheim"},
    "issuerr": {"issuerr": "x"},
}


@pytest.mark.parametrize(("name", "changes"), WRONG.items(), ids=WRONG.keys())
def test_what_cannot_be_is_refused_by_name(home, name, changes):
    with pytest.raises(SettingError) as refused:
        settings(home, **changes)

    assert name.split(maxsplit=1)[0] in str(refused.value)
    assert str(home.config_file) in str(refused.value)


def test_a_secret_in_the_file_is_said_not_to_belong_there_and_not_repeated(home):
    with pytest.raises(SettingError, match="geheimen horen niet in dit bestand") as refused:
        settings(home, client_secret="hunter2")  # noqa: S106 (that is what is refused)

    assert "hunter2" not in str(refused.value)


def test_a_secret_goes_with_a_provider_on_this_machine_alone_and_never_beside_a_key(home):
    with pytest.raises(SettingError, match="key-file"):
        settings(home, **HERE, secret_file="geheim")  # noqa: S106 (the name of a file)


def test_a_provider_on_this_machine_may_speak_http_and_have_a_secret(home):
    found = settings(home, **HERE, key_file=None, secret_file="geheim")  # noqa: S106 (the name of a file)

    assert found.local_provider
    assert found.key_file is None
    assert found.secret_file == home.path / "geheim"


def test_a_table_that_is_none_is_refused(home):
    with home.config_file.open("a", encoding="utf-8") as file:
        file.write("sign-in = 5\n")

    with pytest.raises(SettingError, match="sign-in"):
        sign_in_settings(home)

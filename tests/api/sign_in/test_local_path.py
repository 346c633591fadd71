from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sign_in.local_path import local_path

SITE = "https://springplank.example.org"


@pytest.mark.parametrize("path", ["/", "/v1/me", "/lijst?top=5&naar=//x", "/a/b#c", "/uitnodiging"])
def test_a_page_of_ours_stays(path):
    assert local_path(path) == path


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "https://kwaad.example", "//kwaad.example", "///kwaad.example", "/\\kwaad.example",
        "\\\\kwaad.example",
        "/\tkwaad", "/\n/kwaad.example", "\t//kwaad.example", " //kwaad.example", "/ /kwaad", "javascript:alert(1)",
        "http:/kwaad", "http:kwaad.example", "/%0d\r\nSet-Cookie: a=b", "//[::1", "/é", "/" + "a" * 600, "?x", "#x",
        "/inloggen", "/inloggen?naar=/x", "/inloggen/terug", "/uitloggen",
    ],
)  # fmt: skip
def test_anything_else_is_the_start_page(text):
    assert local_path(text) == "/"


@given(st.text(alphabet="/\\.:@?#%\t\n ahtps[]-", max_size=30) | st.text(max_size=30))
def test_whatever_comes_in_the_page_is_on_our_site(text):
    path = local_path(text)
    landed = urlsplit(urljoin(f"{SITE}/inloggen", path))

    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))
    assert f"{landed.scheme}://{landed.netloc}" == SITE
    assert local_path(path) == path

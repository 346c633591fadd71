import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sign_in.pending import LASTS, Newcomer, Pending
from pipelines.store.keyring import Box

AT = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
BOX = Box(b"b" * 32)


def test_a_try_comes_back_for_ten_minutes():
    pending = Pending.new("/v1/me")
    text = pending.sealed(BOX, AT)

    assert Pending.opened(text, BOX, AT) == pending
    assert Pending.opened(text, BOX, AT + LASTS - timedelta(seconds=1)) == pending
    assert Pending.opened(text, BOX, AT + LASTS) is None
    assert timedelta(minutes=10) == LASTS


def test_what_the_browser_keeps_cannot_be_read_or_changed():
    pending = Pending.new("/v1/me")
    text = pending.sealed(BOX, AT)

    assert pending.state not in text
    assert pending.verifier not in text
    other = "A" if text[30] != "A" else "B"
    assert Pending.opened(text[:30] + other + text[31:], BOX, AT) is None
    assert Pending.opened(text, Box(b"c" * 32), AT) is None


def test_one_kind_of_cookie_is_not_the_other():
    assert Newcomer.opened(Pending.new("/").sealed(BOX, AT), BOX, AT) is None
    assert Pending.opened(Newcomer("https://i.example", "s", "/").sealed(BOX, AT), BOX, AT) is None


@given(st.text(max_size=200))
def test_no_text_is_a_cookie_of_ours(text):
    assert Pending.opened(text, BOX, AT) is None


@pytest.mark.parametrize("name", ["state", "nonce", "verifier"])
def test_every_value_is_new_random_and_long_enough(name):
    values = {getattr(Pending.new("/"), name) for _ in range(100)}

    assert len(values) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", value) for value in values)  # RFC 7636; 43 are 256 bits


def test_a_sealed_try_fits_in_a_cookie():
    assert len(Pending.new("/" + "a" * 511).sealed(BOX, AT)) < 3000
    assert len(Newcomer("https://" + "i" * 200, "s" * 255, "/" + "a" * 511).sealed(BOX, AT)) < 3000

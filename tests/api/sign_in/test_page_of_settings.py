"""What docs/sign-in.md says of settings and limits is so."""

import re
from pathlib import Path

from matcher.roles import Role
from pipelines.sign_in_settings import KEYS
from pipelines.store.accounts import INVITATION_DAYS
from pipelines.store.sessions import IDLE, LONGEST
from pipelines.store.sign_in_log import ADDRESS, KEPT, LOGIN, WINDOW

PAGE = (Path(__file__).parents[3] / "docs" / "sign-in.md").read_text("utf-8")


def test_every_key_is_in_the_table_and_no_other():
    assert set(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE)) == KEYS


def test_the_times_and_counts_are_as_they_are():
    assert f"for {INVITATION_DAYS} days" in PAGE
    assert f"after {IDLE.seconds // 60} minutes without a page, after {LONGEST.seconds // 3600} hours" in PAGE
    assert (WINDOW.seconds // 60, LOGIN.free, LOGIN.most, LOGIN.longest_wait) == (15, 3, 10, 60)
    assert f"these are {ADDRESS.free} and {ADDRESS.most}" in PAGE
    assert ADDRESS.longest_wait == 4
    assert f"at most {KEPT.days} days" in PAGE


def test_every_role_is_named():
    assert all(f"`{role.value}`" in PAGE for role in Role)

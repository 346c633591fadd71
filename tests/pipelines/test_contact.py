import pytest

from matcher.errors import SettingError
from pipelines.contact import NOBODY_YET, Contact, contact_of
from pipelines.home import create_home

WHOLE = 'name = " Team Werk "\nurl = "https://voorbeeld.example/springplank"\nemail = "werk@voorbeeld.example"'


@pytest.fixture
def home(tmp_path):
    return create_home(tmp_path / "home")


def written(home, text):
    with home.config_file.open("a", encoding="utf-8") as file:
        file.write(text + "\n")
    return home


def test_whom_to_ask_is_what_the_home_says(home):
    found = contact_of(written(home, f"[contact]\n{WHOLE}"))

    assert found == Contact("Team Werk", "https://voorbeeld.example/springplank", "werk@voorbeeld.example")


def test_without_a_table_it_is_an_example_that_says_so(home):
    assert contact_of(home) == NOBODY_YET
    assert "voorbeeld" in NOBODY_YET.name


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (WHOLE.replace("name = ", "naam = "), "naam"),
        (WHOLE.replace('" Team Werk "', '" "'), "name"),
        (WHOLE.replace('" Team Werk "', f'"{"x" * 201}"'), "name"),
        (WHOLE.replace('" Team Werk "', "3"), "name"),
        (WHOLE.replace('url = "https://voorbeeld.example/springplank"\n', ""), "url"),
        (WHOLE.replace("https://voorbeeld.example/springplank", "voorbeeld.example"), "url"),
        (WHOLE.replace("https:", "javascript:"), "url"),
        (WHOLE.replace("voorbeeld.example/springplank", "["), "url"),
        (WHOLE.replace("voorbeeld.example/springplank", "x:abc/"), "url"),
        (WHOLE.replace("voorbeeld.example/springplank", "voor beeld"), "url"),
        (WHOLE.replace(" Team Werk ", "Team\\nWerk"), "name"),
        (WHOLE.replace("werk@voorbeeld.example", "wer\\tk@voorbeeld.example"), "email"),
        (WHOLE.replace("werk@voorbeeld.example", "werk@."), "email"),
        (WHOLE.replace("werk@voorbeeld.example", "werk"), "email"),
        (WHOLE.replace("werk@voorbeeld.example", "werk@@voorbeeld.example"), "email"),
        (WHOLE.replace("werk@voorbeeld.example", "wer k@voorbeeld.example"), "email"),
        (WHOLE.replace("werk@voorbeeld.example", "@voorbeeld.example"), "email"),
    ],
)
def test_what_cannot_be_is_refused_and_named(home, text, named):
    with pytest.raises(SettingError, match=rf"\[contact\] {named}"):
        contact_of(written(home, f"[contact]\n{text}"))


def test_a_value_in_place_of_a_table_is_refused(home):
    home.config_file.write_text('contact = "Team Werk"\n' + home.config_file.read_text("utf-8"), "utf-8")

    with pytest.raises(SettingError, match=r"schrijf \[contact\] op een eigen regel"):
        contact_of(home)

import pytest

from matcher.errors import SettingError
from pipelines.home import create_home
from pipelines.retention_terms import Terms, terms_of


@pytest.fixture
def home(tmp_path):
    return create_home(tmp_path / "home")


def written(home, text):
    with home.config_file.open("a", encoding="utf-8") as file:
        file.write(f"[retention]\n{text}\n")
    return home


def test_without_a_table_the_terms_are_the_defaults(home):
    assert terms_of(home) == Terms(183, 730, 30, 30, 30)


def test_terms_can_be_set(home):
    text = "log-days = 400\nprofile-days = 365\nnotice-days = 60\nsign-in-days = 7\nimport-days = 90"

    assert terms_of(written(home, text)) == Terms(400, 365, 60, 7, 90)


@pytest.mark.parametrize(
    "text",
    [
        "log-days = 182",
        "sign-in-days = 31",
        "sign-in-days = 0",
        "notice-days = 13",
        "import-days = 91",
        "profile-days = 1e3",
        "profile-days = true",
        'log-days = "200"',
        "log_days = 200",
    ],
)
def test_a_term_that_cannot_be_is_one_line_that_names_it(home, text):
    with pytest.raises(SettingError) as caught:
        terms_of(written(home, text))

    assert text.partition(" ")[0] in str(caught.value)
    assert "\n" not in str(caught.value)

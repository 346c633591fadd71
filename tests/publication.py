"""Homes with settings of their own, for tests of what is published."""

from pipelines.home import open_home
from tests.homes import empty_home

EXCHANGE = """[vum]
source = true
own = "00000002222222220000"
header = "X-Client-OIN"
proxies = ["10.0.0.0/8"]
parties = ["00000004444444440000"]
"""


def home_with(folder, lines=""):
    """A home whose `springplank.toml` ends with these lines."""
    folder.mkdir(exist_ok=True)
    home = open_home(empty_home(folder / "huis"))
    home.config_file.write_text(f"{home.config_file.read_text('utf-8')}\n{lines}", "utf-8")
    return home

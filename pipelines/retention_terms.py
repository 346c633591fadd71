"""How long things are kept: the table `[retention]` of a home's `springplank.toml`. See docs/security.md."""

from dataclasses import dataclass, fields

from matcher.errors import SettingError
from pipelines.home import Home, table_of

TABLE = "retention"
LONGEST = 3650  # ten years: whoever writes more made a mistake in typing


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms in whole days.

    log_days: lines of the access log and records of advice, from the day that they were made.
    profile_days: profiles, from the last contact.
    notice_days: from the notice that a profile goes until it goes.
    sign_in_days: tries to sign in.
    import_days: what an import refused, as it stood in the file.
    """

    log_days: int = 183  # issue 6: at least 183 days, and no longer than is needed
    profile_days: int = 730  # decided for issue 6: two years without any contact
    notice_days: int = 30  # about the month in which a request about one's data is answered (AVG, art. 12, lid 3)
    sign_in_days: int = 30  # issue 6: at most 30 days
    import_days: int = 30  # decided for issue 6: a month to mend a file and send it again


# The least and the most of each.
ALLOWED = {
    "log_days": (183, LONGEST),  # issue 6; half a year, as the AI Act asks of logs (art. 19 and 26)
    "profile_days": (30, LONGEST),
    "notice_days": (14, 365),  # who is away for two weeks still finds the notice in time
    "sign_in_days": (1, 30),  # issue 6
    "import_days": (1, 90),
}


def terms_of(home: Home) -> Terms:
    """Return the terms of a home; what is not set has its default. SettingError names the key that cannot be used."""
    found = table_of(home, TABLE) or {}
    names = {field.name.replace("_", "-"): field.name for field in fields(Terms)}
    for key, value in found.items():
        where = f"{home.config_file}: {key} onder [{TABLE}]"
        if key not in names:
            raise SettingError(f"{where} kennen we niet; bekend zijn {', '.join(names)}")
        least, most = ALLOWED[names[key]]
        if type(value) is not int or not least <= value <= most:
            raise SettingError(f"{where} is geen heel aantal dagen van {least} tot en met {most}")
    return Terms(**{names[key]: value for key, value in found.items()})

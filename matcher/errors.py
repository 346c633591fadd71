"""Every error that a user can mend. Not for bugs: those keep their own exception and their trace.

Each message is one line that says what is wrong, where, and what to do about it, in Dutch: people read it.
"""


class SpringplankError(Exception):
    """The root: something that the person at the keyboard can mend."""


class InputError(SpringplankError, ValueError):
    """A file or value from outside cannot be used as it is; mend it or name another."""


class HomeError(SpringplankError):
    """The home folder misses something or is not a home; make one or name the right folder."""


class MarketError(SpringplankError):
    """A market snapshot is damaged or of another version; the previous one stays in service."""


class TravelError(SpringplankError):
    """Built travel times are damaged or of another version; build them again, the estimates go on meanwhile."""


class HistoryError(SpringplankError):
    """The history of vacancies is damaged or of another version; it begins anew, everything else goes on."""


class NotFoundError(SpringplankError, LookupError):
    """The client, vacancy or course that was asked for is not here; check the id."""


class TaxonomyError(InputError):
    """A taxonomy folder is incomplete or contradicts itself; the message names file and line."""


class PolicyError(InputError):
    """A policy file holds a value that cannot be; the message names file and field."""


class SettingError(InputError):
    """A setting or option has a value that cannot be used."""

"""Every error that a user can mend. Not for bugs: those keep their own exception and their trace.

Each message is one line that says what is wrong, where, and what to do about it, in Dutch: people read it.
"""

from collections.abc import Iterable


class SpringplankError(Exception):
    """The root: something that the person at the keyboard can mend."""


class InputError(SpringplankError, ValueError):
    """A file or value from outside cannot be used as it is; mend it or name another."""


class InputErrors(InputError):  # noqa: N818 (it holds several)
    """Several values cannot be used; `mistakes` are pairs of a field and what is wrong with it, all together."""

    def __init__(self, mistakes: Iterable[tuple[str, str]]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(f"{field}: {message}" for field, message in self.mistakes))


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


class KeyringError(HomeError):
    """The key of the home is missing, is none or does not belong to the database; give the right one."""


class UnavailableError(SpringplankError):
    """The database, the disk or the market cannot be reached just now; the same request can be done again later."""


class ConflictError(SpringplankError):
    """What was asked does not go together with how things stand now; look again and choose."""


class DeniedError(SpringplankError):
    """Whoever asks may not do this; ask the functional administrator for the role that may."""


class SignInError(SpringplankError):
    """Nobody is signed in, or the proof of it is not good; sign in again."""


class TooManyError(SpringplankError):
    """Too many tries in a short time; `wait` seconds from now it can be done again."""

    def __init__(self, message: str, wait: int) -> None:
        super().__init__(message)
        self.wait = wait


class PrincipleError(SpringplankError):
    """The request is for a purpose that Springplank does not serve: it advises, and feeds no decision."""


class TamperError(SpringplankError):
    """The log or the records do not add up: something was changed, removed or put in between."""

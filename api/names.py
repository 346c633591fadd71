"""How whoever did something is called: an account by its name at work, a user of the system by that."""

from matcher.errors import NotFoundError
from pipelines.store.engine import Store


def name_of(store: Store, who: str) -> str:
    """Return the name of an account; what is no account (a user of the operating system, one that is gone) as it is."""
    try:
        return store.accounts.get(who).name
    except NotFoundError:
        return who

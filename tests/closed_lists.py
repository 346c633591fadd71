"""Every closed list of the domain, wherever it stands."""

from importlib import import_module
from pkgutil import iter_modules

import matcher
from matcher.codes import Code, Grade


def closed_lists(base=(Code, Grade)):
    """The lists of all modules of the domain, by name."""
    modules = [import_module(f"matcher.{module.name}") for module in iter_modules(matcher.__path__)]
    found = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    return sorted(
        (kind for kind in found if issubclass(kind, base) and kind not in (Code, Grade)),
        key=lambda kind: kind.__name__,
    )

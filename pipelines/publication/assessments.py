"""Writing the beginnings of a DPIA and an IAMA to a folder, without ever touching what somebody worked on."""

from collections.abc import Callable
from pathlib import Path

from matcher.errors import InputError
from pipelines.durable import replace_text
from pipelines.publication.dpia import dpia
from pipelines.publication.facts import Facts
from pipelines.publication.iama import iama

DOCUMENTS: dict[str, Callable[[Facts], str]] = {"dpia.md": dpia, "iama.md": iama}


def write_assessments(facts: Facts, folder: Path) -> tuple[Path, ...]:
    """Write both documents and return where they stand; the folder is made when needed.

    InputError when one of them is there already: somebody may have filled it in, so nothing is written then. InputError
    too when the folder cannot be written.
    """
    paths = tuple(folder / name for name in DOCUMENTS)
    try:
        if there := [path for path in paths if path.exists()]:
            raise InputError(f"{there[0]} bestaat al en is misschien ingevuld; kies met --out een andere map")
        folder.mkdir(parents=True, exist_ok=True)
        for path, document in zip(paths, DOCUMENTS.values(), strict=True):
            replace_text(path, document(facts))
    except OSError as error:
        raise InputError(
            f"{folder} is niet te schrijven ({error.strerror}); kies met --out een map waarin u mag schrijven"
        ) from error
    return paths

"""What imports refused stands in files, as it was in the source: of people too, so it goes after a while."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from matcher.errors import HomeError
from pipelines.home import Home


def old_reports(home: Home, before: datetime) -> tuple[Path, ...]:
    """Return the folders of imports from before a moment, by name."""
    if not home.imports.is_dir():
        return ()
    folders = (path for path in sorted(home.imports.iterdir()) if path.is_dir() and not path.is_symlink())
    return tuple(path for path in folders if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before)


def remove_reports(folders: Sequence[Path]) -> None:
    """Remove these folders with what is in them; HomeError when that cannot be done."""
    for folder in folders:
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise HomeError(f"{folder} is niet weg te halen ({error.strerror}); haal de map zelf weg") from error

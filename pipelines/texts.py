"""Reading many texts at once. It imports little: every process that helps has to import it too."""

from collections.abc import Sequence

from joblib import Parallel, delayed

from models.reading import Mention, TextReader
from pipelines.parcels import no_collection, packed, unpacked
from pipelines.settings import Settings

# Other processes pay from here: starting one costs about as much as reading this many texts.
PARALLEL_FROM = 8_000


def read_texts(reader: TextReader, texts: Sequence[str]) -> list[tuple[Mention, ...]]:
    """Return what every text mentions; many texts are read in several processes."""
    workers = Settings.from_env().workers
    if workers == 1 or len(texts) < PARALLEL_FROM:
        return [reader.read(text) for text in texts]
    size = -(-len(texts) // (4 * workers))
    parts = [texts[start : start + size] for start in range(0, len(texts), size)]
    done = Parallel(n_jobs=workers)(delayed(_packed)(reader, part) for part in parts)
    return [mentions for part in done for mentions in unpacked(part)]


def _packed(reader: TextReader, texts: Sequence[str]) -> bytes:
    with no_collection():
        return packed([reader.read(text) for text in texts])

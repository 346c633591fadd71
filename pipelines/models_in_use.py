"""Which models a home works with: what gives the points, what links words to concepts, what sees that skills are alike.

Nothing is trained or opened for it. A fingerprint changes when what the model was made from changes, or any file of the
code that makes it: the same fingerprint is the same model. Travel times, pay and trends are computed from data by rules
and are no models.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from matcher.codes import Code
from matcher.errors import NotFoundError
from matcher.features import FEATURES
from matcher.ranker import PriorRanker, Ranker
from matcher.taxonomy import Taxonomy
from models.learned import LIBRARIES
from pipelines.installed import has_taxonomy
from pipelines.service import Service

DIGITS = 16  # hex digits of a fingerprint, as those of a taxonomy
# The files of `matcher` that say how alike two skills are.
OF_SIMILARITY = ("concepts.py", "similarity.py", "relatives.py")


class ModelKind(Code):
    """How a model came about."""

    STATED = ("vastgestelde-gewichten", "gewichten die mensen vooraf vaststelden")
    LEARNED = ("geleerd-van-taxonomie", "eenmalig geleerd van de taxonomie en een woordenlijst")
    COMPUTED = ("berekend-uit-taxonomie", "met een formule berekend uit de taxonomie")


class ModelRole(Code):
    """What a model is for; the value is its name in the history of what was in use."""

    ORDER = ("volgorde", "de volgorde van vacatures die passen")
    TITLES = ("koppelen-beroepen", "functietitels koppelen aan beroepen")
    SKILLS = ("koppelen-vaardigheden", "zinnen koppelen aan vaardigheden")
    LIKENESS = ("verwante-vaardigheden", "hoeveel een vaardigheid telt voor een andere")


@dataclass(frozen=True, slots=True)
class Weight:
    """Points per unit of one feature of the ranking, by its name in `FEATURES`."""

    feature: str
    points: float


@dataclass(frozen=True, slots=True)
class ModelInUse:
    """A model: `name` and `version` for people, `fingerprint` in 16 hex digits.

    `made_from` is the taxonomy with its version, "" for a model that was made from none. `base` and `weights` are those
    of the ranking, None and empty for the others.
    """

    role: ModelRole
    kind: ModelKind
    version: str
    fingerprint: str
    made_from: str = ""
    base: float | None = None
    weights: tuple[Weight, ...] = ()

    @property
    def name(self) -> str:
        """The name that stands in the history."""
        return self.role.value


def models_in_use(ranker: Ranker, taxonomy: Taxonomy | None) -> list[ModelInUse]:
    """Return the models that go with a ranker and a taxonomy; without a taxonomy only the ranking.

    NotFoundError when nothing is known about how a ranker came about: then it must not be said to be in use.
    """
    if not isinstance(ranker, PriorRanker):
        raise NotFoundError(
            f"van het model {ranker.name} is niet vastgelegd hoe het is gemaakt; gebruik een bekend model"
        )
    found = [_ranking(ranker)]
    if taxonomy is not None:
        found += _of_taxonomy(taxonomy)
    return found


def models_of(service: Service) -> list[ModelInUse]:
    """Return the models that a home works with; a home without a taxonomy has the ranking alone."""
    taxonomy = service.taxonomy.catalogue.taxonomy if has_taxonomy(service.home) else None
    return models_in_use(service.ranker, taxonomy)


def _ranking(ranker: PriorRanker) -> ModelInUse:
    weights = tuple(Weight(feature.name, ranker.weights[feature]) for feature in FEATURES)
    facts = (ranker.name, ranker.base, *((weight.feature, weight.points) for weight in weights))
    return ModelInUse(
        ModelRole.ORDER,
        ModelKind.STATED,
        ranker.name,
        _fingerprint(map(repr, facts)),
        base=ranker.base,
        weights=weights,
    )


def _of_taxonomy(taxonomy: Taxonomy) -> list[ModelInUse]:
    name, fingerprint = f"{taxonomy.name} {taxonomy.version}".strip(), taxonomy.fingerprint()
    return [
        ModelInUse(role, kind, name, _fingerprint((role.value, fingerprint, made_by)), name)
        for role, kind, made_by in (
            (ModelRole.TITLES, ModelKind.LEARNED, _learning()),
            (ModelRole.SKILLS, ModelKind.LEARNED, _learning()),
            (ModelRole.LIKENESS, ModelKind.COMPUTED, _likeness()),
        )
    ]


@cache
def _learning() -> str:
    """Return what changes with the code that learns, its word lists (the packaged catalogue is one) and libraries."""
    code = [*_files_of("models", ".py"), *_files_of("models/data", ".txt"), *_files_of("matcher/data", ".csv")]
    return _fingerprint((*LIBRARIES, *code))


@cache
def _likeness() -> str:
    """Return what changes with the formula."""
    return _fingerprint((files("matcher") / name).read_text("utf-8") for name in OF_SIMILARITY)


def _files_of(folder: str, suffix: str) -> list[str]:
    """Return the files of a packaged folder, in the order of their names."""
    package, _, inside = folder.partition("/")
    place: Traversable = files(package) / inside if inside else files(package)
    found = sorted((one for one in place.iterdir() if one.name.endswith(suffix)), key=lambda one: one.name)
    return [one.read_text("utf-8") for one in found]


def _fingerprint(parts: Iterable[str]) -> str:
    digest = sha256()
    for part in parts:
        digest.update(f"{len(part)}:{part}".encode())
    return digest.hexdigest()[:DIGITS]

"""What the software knows about itself and about one municipality: everything that is published is made from this."""

from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from matcher.errors import NotFoundError
from matcher.policy import Policy
from matcher.ranker import PriorRanker
from pipelines.home import Home
from pipelines.installed import has_taxonomy
from pipelines.market import current_id
from pipelines.municipalities import Municipality, listed, municipality_named
from pipelines.policies import policy_for, read_policy, written_policy
from pipelines.retention_terms import Terms, terms_of
from pipelines.service import Service
from pipelines.travel.names import MATRIX_OF
from pipelines.vum_settings import VumSettings, vum_settings

DEFAULT_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Installation:
    """What stands in one home.

    `example_policy` is True when the policy is still the one that came along and that no council adopted. `taxonomy` is
    its name with its version, "" without one. `sources` are the files of the market in service, each with how many of
    its vacancies are used; empty without a market. `travel` says per way of travelling how its minutes were obtained;
    empty when all of them are estimated. `exchange` is how it is a source in VUM, None when it is none.
    """

    demo: bool
    example_policy: bool
    taxonomy: str
    sources: tuple[tuple[str, int], ...]
    travel: tuple[tuple[str, str], ...]
    exchange: VumSettings | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known: `installation` is None when no home was named; then `policy` and `terms` have the defaults."""

    municipality: Municipality
    policy: Policy
    version: str
    ranker: PriorRanker
    terms: Terms = DEFAULT_TERMS
    installation: Installation | None = None


def facts_of(municipality: str, home: Home | None = None) -> Facts:
    """Return the facts of a municipality, by its name or another name for it.

    Raises:
        NotFoundError: no Dutch municipality, and none with a policy file, has this name; names those that look like it.
        HomeError, SettingError, PolicyError, MarketError, TaxonomyError: the home cannot be read.
    """
    running, ranker = version("springplank"), PriorRanker()
    if home is None:
        found = municipality_named(municipality)
        return Facts(found, Policy(municipality=found.name), running, ranker)
    policy = _policy(home, municipality)
    return Facts(listed(policy.municipality), policy, running, ranker, terms_of(home), _installation(home, policy))


def _policy(home: Home, municipality: str) -> Policy:
    """Return the policy in a file of the home, else the defaults for a municipality that exists."""
    try:
        return written_policy(home, municipality)
    except NotFoundError:
        return policy_for(home, municipality_named(municipality).name)


def _installation(home: Home, policy: Policy) -> Installation:
    with Service(home) as service:
        manifest = service.market.manifest if current_id(home) is not None else {"sources": []}
        taxonomy = service.taxonomy.catalogue.taxonomy if has_taxonomy(home) else None
        matrices = service.travel_data.matrices
    built = {} if matrices is None else matrices.by_name
    return Installation(
        demo=home.config.demo,
        example_policy=policy in _examples(),
        taxonomy="" if taxonomy is None else f"{taxonomy.name} {taxonomy.version}".strip(),
        sources=tuple((one["file"], one["accepted"]) for one in manifest["sources"]),
        travel=tuple((mode.label, built[name].made.method.label) for mode, name in MATRIX_OF.items() if name in built),
        exchange=vum_settings(home),
    )


def _examples() -> tuple[Policy, ...]:
    folder = Path(str(files("pipelines") / "data" / "policy"))
    return tuple(read_policy(path) for path in sorted(folder.glob("*.toml")))

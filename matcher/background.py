"""What someone brings to a step to other work: a client, or anybody who does a certain occupation."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.concepts import Concepts
from matcher.domain import Licence
from matcher.seeker import OPTIONAL_OF_EARLIER_WORK, Floats, Seeker, mask_of, spread
from matcher.work_levels import NO_LEVEL, NO_SKILL_LEVEL, ON_ISCO_SCALE, skill_level_of

NO_WORK = -1


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Background:
    """What there is to take along.

    `own`, `credit` and `via` are per skill, as in a `Seeker`. `likeness` in [0, 1] and `wished` (None: no wish that was
    recognised) are per occupation. `done` are occupations that someone does or did, `main` the one to compare pay and
    outlook with, -1 for none. `stated` is the rank of a level, -1 unknown; `skill_level` 1 to 4 on the scale of
    ISCO-08, 0 unknown. `excluded` is per occupation; `licences` a bit mask, None when nobody asked; `limits` the most
    that someone manages by the ordinal of a demand.
    """

    own: Floats
    credit: Floats
    via: NDArray[np.int32]
    likeness: Floats
    done: tuple[int, ...]
    main: int
    stated: int
    skill_level: int
    wished: Floats | None
    wishes: tuple[int, ...]
    excluded: NDArray[np.bool_]
    licences: int | None
    limits: tuple[tuple[int, int], ...]

    @property
    def has_skills(self) -> bool:
        """Whether anything is known of what there is to take along."""
        return bool(self.own.any())


def background_of(seeker: Seeker, concepts: Concepts) -> Background:
    """Return what a client brings.

    The level is the client's own, else the highest of earlier work. Of several kinds of earlier work the one done
    longest is the one to compare with, the first named of equals. Where no earlier work was recognised, likeness is to
    what someone can.
    """
    client = seeker.client
    jobs = [(concepts.occupation_at[job.occupation], job) for job in client.history if job.occupation]
    done = tuple(dict.fromkeys(index for index, _ in jobs))
    main = max(jobs, key=lambda pair: pair[1].years or 0.0)[0] if jobs else NO_WORK
    stated, skill_level = NO_LEVEL, NO_SKILL_LEVEL
    if client.level is not None:
        stated, skill_level = int(client.level), ON_ISCO_SCALE[client.level]
    elif done:
        stated, skill_level = max(_level_of(concepts, index)[::-1] for index in done)[::-1]
    return Background(
        own=seeker.own,
        credit=seeker.credit,
        via=seeker.via,
        likeness=_likeness(seeker.own, concepts) if seeker.experience is None else seeker.experience,
        done=done,
        main=main,
        stated=stated,
        skill_level=skill_level,
        wished=seeker.wished,
        wishes=_known([wish.occupation for wish in client.wishes], concepts),
        excluded=seeker.excluded,
        licences=seeker.licences,
        limits=tuple((demand.ordinal, most) for demand, most in seeker.limits.items()),
    )


def background_of_work(occupation: int, concepts: Concepts, licences: tuple[Licence, ...]) -> Background:
    """Return what anybody brings who does this occupation: its essential skills in full, the optional ones in part.

    The papers that the law asks for it are taken to be there; of others nothing is known.
    """
    own = np.zeros(len(concepts.skills), np.float32)
    for matrix, strength in ((concepts.optional, OPTIONAL_OF_EARLIER_WORK), (concepts.essential, 1.0)):
        own[matrix.indices[matrix.indptr[occupation] : matrix.indptr[occupation + 1]]] = strength
    credit, via = spread(own, concepts)
    stated, skill_level = _level_of(concepts, occupation)
    return Background(
        own=own,
        credit=credit,
        via=via,
        likeness=concepts.occupation_similarity([occupation]),
        done=(occupation,),
        main=occupation,
        stated=stated,
        skill_level=skill_level,
        wished=None,
        wishes=(),
        excluded=np.zeros(len(concepts.occupations), bool),
        licences=mask_of(concepts.occupations[occupation].licences_legal, licences),
        limits=(),
    )


def _known(ids: list[str], concepts: Concepts) -> tuple[int, ...]:
    return tuple(dict.fromkeys(concepts.occupation_at[one] for one in ids if one in concepts.occupation_at))


def _level_of(concepts: Concepts, occupation: int) -> tuple[int, int]:
    """Return the stated level and the level on the scale of ISCO of an occupation."""
    one = concepts.occupations[occupation]
    if one.level is None:
        return NO_LEVEL, skill_level_of(one.isco)
    return int(one.level), ON_ISCO_SCALE[one.level]


def _likeness(own: Floats, concepts: Concepts) -> Floats:
    """Return the cosine in [0, 1] of what someone can with what every occupation is made of."""
    made_of = own * concepts.weight**2
    length = float(np.linalg.norm(made_of))
    if length == 0:
        return np.zeros(len(concepts.occupations), np.float32)
    likeness: Floats = np.clip(concepts.profile @ (made_of / length), 0.0, 1.0).astype(np.float32)
    return likeness

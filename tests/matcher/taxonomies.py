"""Small taxonomies for tests: an occupation is a list of skills, and groups are told by their names."""

from hypothesis import strategies as st

from matcher.codes import SkillKind
from matcher.domain import Group, Occupation, Skill
from matcher.taxonomy import Related, Taxonomy

SKILLS = [f"s{number:02}" for number in range(12)]
GROUPS = ["groep a", "groep b", "groep c"]


def taxonomy(*asked, optional=None, broader=None, related=(), kinds=None, idle=0):
    """A taxonomy of one occupation for each list of skills, and `idle` ones that ask nothing.

    `optional` holds more skills by the number of an occupation, `broader` what stands above a skill or a group, by id;
    `related` pairs of skills. Ids that begin with "groep" are groups, all others that come up are skills.
    """
    optional, broader, kinds = optional or {}, broader or {}, kinds or {}
    lists = [*asked, *optional.values(), *broader.values(), *related, broader, kinds]
    names = sorted({name for one in lists for name in one})
    return Taxonomy(
        name="toets",
        version="1",
        skills=tuple(
            Skill(name, f"het {name}", kinds.get(name, SkillKind.SKILL), broader=tuple(broader.get(name, ())))
            for name in names
            if not name.startswith("groep")
        ),
        occupations=tuple(
            Occupation(
                f"b{number}",
                f"beroep {number}",
                "1111",
                essential=tuple(asked[number]) if number < len(asked) else (),
                optional=tuple(optional.get(number, ())),
            )
            for number in range(len(asked) + idle)
        ),
        groups=tuple(
            Group(name, name.capitalize(), tuple(broader.get(name, ()))) for name in names if name.startswith("groep")
        ),
        related=tuple(Related(skill, other, essential=True) for skill, other in related),
    )


@st.composite
def taxonomies(draw):
    """Any small taxonomy: what stands above a concept comes later in its list, so that nothing is above itself."""
    some = st.lists(st.sampled_from(SKILLS), max_size=5, unique=True)
    kinds = st.sampled_from([*[SkillKind.SKILL] * 4, *SkillKind])
    broader = {GROUPS[0]: draw(st.sampled_from([[], ["groep c"]])), GROUPS[1]: ["groep c"]}
    for place, skill in enumerate(SKILLS):
        broader[skill] = draw(st.lists(st.sampled_from([*SKILLS[place + 1 :], *GROUPS]), max_size=2, unique=True))
    return taxonomy(
        *draw(st.lists(some, max_size=8)),
        broader=broader,
        related=draw(st.lists(st.tuples(st.sampled_from(SKILLS), st.sampled_from(SKILLS)), max_size=5)),
        kinds={skill: draw(kinds) for skill in SKILLS},
        idle=draw(st.integers(0, 12)),
    )

"""Which way a step goes: further in work that someone knows, or to other work."""

from matcher.codes import Code

# Work counts as close to what someone did from this similarity of occupations (our choice, 2026-11).
CLOSE_WORK = 0.30


class Direction(Code):
    """What sort of step a course or another occupation is."""

    BIJSCHOLING = ("bijscholing", "verder in werk dat u kent")
    OMSCHOLING = ("omscholing", "een stap naar ander werk")

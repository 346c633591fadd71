"""For which purposes an account may ask: those of its roles, narrowed by the scope of a token."""

from collections.abc import Collection, Mapping

from matcher.errors import PrincipleError, SignInError
from matcher.purpose import Purpose
from matcher.roles import Role
from pipelines.publication.principle import PRINCIPLE
from pipelines.sign_in_settings import SCOPE

PREFIX = "doel:"
# Everybody keeps their own account up to date; nobody advises an employer but a coach, with the client's consent.
OF_ROLE: Mapping[Role, frozenset[Purpose]] = {
    Role.CLIENT: frozenset({Purpose.ADVICE_TO_CLIENT, Purpose.MAINTENANCE}),
    Role.COACH: frozenset({Purpose.ADVICE_TO_CLIENT, Purpose.ADVICE_TO_EMPLOYER, Purpose.MAINTENANCE}),
    Role.ANALYST: frozenset({Purpose.TRAINING, Purpose.MAINTENANCE}),
    Role.ADMINISTRATOR: frozenset({Purpose.MAINTENANCE}),
}


def purposes_of(roles: Collection[Role]) -> frozenset[Purpose]:
    """Return every purpose of these roles."""
    return frozenset().union(*(OF_ROLE[role] for role in roles))


def narrowed(purposes: frozenset[Purpose], scope: object) -> frozenset[Purpose]:
    """Return the purposes that the `scope` of a token leaves; all of them when it names none.

    PrincipleError for a purpose that is not ours: then the token was meant for something else.
    """
    words = scope.split(" ") if isinstance(scope, str) else scope
    if words is None:
        return purposes
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise SignInError("de scope van dit token is niet te lezen; vraag een nieuw token")
    named = {word.removeprefix(PREFIX) for word in words if SCOPE.fullmatch(word) and word.startswith(PREFIX)}
    if not named:
        return purposes
    if named - {purpose.value for purpose in Purpose}:
        raise PrincipleError(PRINCIPLE)
    return purposes & {Purpose.of(code) for code in named}

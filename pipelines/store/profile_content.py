"""What is sealed of a profile: as it was imported, what was corrected since, and how the two are one profile.

Of the skills that somebody corrects only those that they state are kept. What follows from words (the skills of a
diploma, of a sentence) is worked out of the whole, and again at every import.
"""

from collections.abc import Callable, Collection
from typing import Any

from matcher.codes import Origin
from matcher.domain import Client
from pipelines.store.codec import client_from_document, client_to_document

Document = dict[str, Any]
# Returns a profile with its words linked, and with the skills that follow from them.
Link = Callable[[Client], Client]

# What is corrected in one of these can change what someone is taken to be able to do.
BRING_SKILLS = frozenset({"skills", "history", "diplomas", "languages"})
LINKED = BRING_SKILLS | {"wishes", "exclusions"}
HOURS = ("hours_min", "hours_max")
NOTHING: Document = {"own": {}, "position": None}


def whole(content: Document) -> Document:
    """Return the profile as it holds: what was corrected over what was imported.

    When the two give a least number of hours above the most, both come from what was corrected; what that leaves open
    is then not known.
    """
    profile: Document = content["base"] | content["own"]
    if "derived" in content:
        profile["skills"] = _stated(profile["skills"]) + content["derived"]
    if hours_clash(content):
        profile |= {name: content["own"].get(name) for name in HOURS}
    return profile


def client_of(content: Document) -> Client:
    """Return the profile as it holds, in terms of the domain."""
    return client_from_document(whole(content))


def hours_clash(content: Document) -> bool:
    """Return whether hours that were imported cannot be beside those that were corrected."""
    return bool(content["own"].keys() & set(HOURS)) and not hours_fit(content["base"] | content["own"])


def hours_fit(profile: Document) -> bool:
    """Return whether the hours of a profile can be; they can when one of the two is not known."""
    low, high = (profile.get(name) for name in HOURS)
    return low is None or high is None or bool(low <= high)


def corrected(content: Document, client: Client, fields: Collection[str]) -> Document:
    """Return the content with these fields as they are in a client whose words are linked."""
    document = client_to_document(client)
    own = content["own"] | {name: document[name] for name in fields}
    if "skills" in fields:
        own["skills"] = _stated(own["skills"])
    changed = content | {"own": own}
    if BRING_SKILLS & set(fields):
        changed["derived"] = [one for one in document["skills"] if not _is_stated(one)]
    return changed


def to_link(content: Document) -> Client | None:
    """Return the profile as far as it can be before its words are linked, None when none of those were corrected."""
    return client_of(content) if LINKED & content["own"].keys() else None


def linked_anew(content: Document, link: Link) -> Document:
    """Return the content with the words that were corrected linked again, and what follows from the whole with them."""
    client = to_link(content)
    return content if client is None else corrected(content, link(client), LINKED & content["own"].keys())


def _stated(skills: list[Document]) -> list[Document]:
    return [one for one in skills if _is_stated(one)]


def _is_stated(skill: Document) -> bool:
    return bool(skill["origin"] == Origin.STATED.value)

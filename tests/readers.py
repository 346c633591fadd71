"""A reader of texts over the packaged catalogue, and what it finds, for tests."""

from functools import cache

from matcher.catalogue import catalogue, licences
from models.reading import TextReader


def labels(concepts):
    return [(one.id, label) for one in concepts for label in (one.label, *one.alt_labels)]


@cache
def reader():
    return TextReader(labels(catalogue().skills), labels(licences()))


def found(text, *kinds):
    """What a text names, of these kinds or of all: pairs of the concept and whether it is optional."""
    return [(one.concept, one.optional) for one in reader().read(text) if not kinds or one.kind in kinds]


def asked(text, *kinds):
    """The concepts that a text asks for, without what it calls a pré or leaves open."""
    return [concept for concept, optional in found(text, *kinds) if not optional]


def words(text, *kinds):
    """The words of what a text names."""
    return [one.words for one in reader().read(text) if not kinds or one.kind in kinds]


def marked(text):
    """What a text names as "kind:concept", what it asks apart from what it calls a pré."""
    mentions = reader().read(text)
    every = {f"{one.kind}:{one.concept}" for one in mentions}
    sure = {f"{one.kind}:{one.concept}" for one in mentions if not one.optional}
    return sure, every - sure

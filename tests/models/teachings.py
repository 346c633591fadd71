"""A small teaching for tests, and what is learned from it in a moment. Synonyms in it share few letters."""

from functools import cache

from models.contrastive import Concept, Settings, learn_encoder
from models.linking import Linker
from models.teaching import Teaching

SMALL = Settings(size=32, width=32, batch=64, passes=4)
LONGER = Settings(size=32, width=32, batch=64, passes=60)

OCCUPATIONS = {
    "bakker": ("bakker", "broodmaker", "patissier"),
    "beveiliger": ("beveiliger", "bewaker", "portier"),
    "chauffeur": ("chauffeur", "wagenbestuurder", "trucker"),
    "hovenier": ("hovenier", "tuinman", "groenwerker"),
    "kapper": ("kapper", "barbier", "haarstylist"),
    "kok": ("kok", "chef", "keukenmeester"),
    "lasser": ("lasser", "metaalverbinder", "welder"),
    "ober": ("ober", "kelner", "bediende"),
    "schilder": ("schilder", "verver", "decorateur"),
    "schoonmaker": ("schoonmaker", "poetser", "interieurverzorger"),
    "timmerman": ("timmerman", "houtbewerker", "meubelmaker"),
    "verpleger": ("verpleger", "ziekenbroeder", "nurse"),
}
SENTENCES = {
    "kok": ("Maakt warme gerechten klaar voor de gasten.", "Waakt over de voorraad in de koelcel."),
    "hovenier": ("Legt borders aan en snoeit de heggen.",),
}
HINTS = {"bakker": ("deeg kneden",), "lasser": ("plaat snijden", "buizen solderen")}

CONCEPTS = tuple(Concept(labels, SENTENCES.get(id_, ()), HINTS.get(id_, ())) for id_, labels in OCCUPATIONS.items())
TEACHING = Teaching(tuple(OCCUPATIONS), CONCEPTS, groups=(Concept(("horeca", "restaurants")),))


@cache
def encoder():
    """An encoder that knows the synonyms."""
    return learn_encoder(CONCEPTS, LONGER)


@cache
def linker():
    """A linker of the teaching; it is not sure of anything, so the score is the confidence."""
    return Linker(settings=LONGER).fit(TEACHING)

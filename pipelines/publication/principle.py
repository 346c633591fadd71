"""What Springplank does not do, in the sentences that go out. They stand here and nowhere else, and are reviewed.

Every other module of this package takes them from here: a name of a column, a parameter or a key never speaks of these
subjects (see matcher/guard.py), a sentence may say that the service does not serve them.
"""

from matcher.guard import Kept

PRINCIPLE = (
    "Springplank adviseert. Het neemt geen besluit over een sanctie, fraude of het recht op een uitkering, bereidt "
    "dat niet voor en levert er niets voor aan."
)
# The same for who reads it as a resident, in short sentences.
PRINCIPLE_B1 = (
    "Springplank geeft alleen advies. Het beslist niets over uw uitkering. Het zoekt niet naar fraude. Het wordt "
    "niet gebruikt om iemand te straffen."
)
NOT_FOLLOWED = (
    "Dat iemand een suggestie niet volgt, een vacature afwijst of niets doet, wordt nergens geteld, getoond of "
    "doorgegeven."
)
PURPOSES_CLOSED = (
    "De lijst van doelen is gesloten. Een verzoek met een ander doel, zoals handhaving, wordt geweigerd met een "
    "verwijzing naar dit uitgangspunt."
)
OTHER_USE = (
    "De lijsten of het logboek worden gebruikt om iemand te beoordelen: voor een maatregel, een onderzoek naar "
    "fraude of het recht op een uitkering."
)


def kept_out() -> tuple[str, ...]:
    """Return what is never read in, in the words of the guard."""
    return tuple(kept.value for kept in Kept)

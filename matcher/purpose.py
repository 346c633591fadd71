"""Why somebody or something reads a person's data. A closed list: whatever is not here is not a purpose."""

from matcher.codes import Code


class Purpose(Code):
    """What data of a person may be used for; the value stands in the log, the label is what people read."""

    ADVICE_TO_CLIENT = ("advies-aan-client", "advies aan de cliënt")
    ADVICE_TO_EMPLOYER = ("advies-aan-werkgever", "advies aan een werkgever, met toestemming van de cliënt")
    TRAINING = ("trainen-van-een-model", "trainen van een model")
    MAINTENANCE = ("onderhoud", "onderhoud van de gegevens")

"""Reasons as typed facts; the label of a kind is the Dutch sentence that a fact is put into."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matcher.codes import Code


class ReasonKind(Code):
    """What a reason is about; the label names the values that it needs."""

    # For
    SKILLS = ("vaardigheden", "u heeft {have} van de {asked} belangrijkste vaardigheden: {skills}")
    NEARLY_SKILLS = ("bijna-vaardigheden", "wat u kunt komt er dichtbij: {skills}")
    EXPERIENCE = ("ervaring", "het lijkt op werk dat u eerder deed: {jobs}")
    WISH = ("wens", "het past bij wat u wilt: {wishes}")
    NEAR = ("dichtbij", "u bent er in ongeveer {minutes} minuten {mode}")
    AT_HOME = ("thuis", "u kunt dit werk thuis doen")
    HOURS = ("uren", "de uren passen: {hours}")
    SUPPORT = ("begeleiding", "de werkplek biedt {support}")
    LEARNING = ("leren", "u leert het werk op de plek zelf ({route})")
    TEXT_ROUTE = ("route-in-tekst", "de tekst noemt {routes}")
    # Against
    MISSING = ("ontbreekt", "dit mist u nog: {skills}")
    FAR = ("ver", "de reis duurt ongeveer {minutes} minuten {mode}; de grens is {limit}")
    NO_EARLY_TRANSIT = (
        "geen-vroeg-ov",
        "het werk begint om {time}; met het ov bent u er op z'n vroegst om {first_arrival}",
    )
    NO_TRANSIT_EARLY = ("geen-ov-vroeg", "het werk begint om {time}; zo vroeg rijdt er geen ov naartoe")
    NO_LATE_TRANSIT = (
        "geen-laat-ov",
        "het werk eindigt om {time}; de laatste reis naar huis met het ov is om {last_departure}",
    )
    NO_TRANSIT_LATE = ("geen-ov-laat", "het werk eindigt om {time}; daarna rijdt er geen ov meer naar huis")
    ASK_EARLY_TRANSIT = (
        "vraag-vroeg-ov",
        "vraag hoe laat het werk begint: met het ov bent u er op z'n vroegst om {first_arrival}",
    )
    ASK_LATE_TRANSIT = (
        "vraag-laat-ov",
        "vraag hoe laat het werk eindigt: de laatste reis naar huis met het ov is om {last_departure}",
    )
    LEVEL = ("niveau", "er wordt {asked} gevraagd; bij u staat {own}")
    NO_SUPPORT = ("geen-begeleiding", "de vacature noemt niet: {support}")
    FEWER_HOURS = ("minder-uren", "het zijn minder uren dan u kunt werken: {hours}")
    # To ask about
    ASK_TIMES = ("vraag-werktijden", "vraag naar de werktijden: ze staan niet bij de gegevens van de vacature")
    ASK_HOURS = ("vraag-uren", "vraag naar het aantal uren: het staat niet bij de gegevens van de vacature")
    ASK_LANGUAGE = ("vraag-taal", "er wordt Nederlands op niveau {asked} gevraagd; uw niveau is niet bekend")
    ASK_PHYSICAL = ("vraag-belasting", "vraag hoe zwaar het werk is: {demands}")
    ASK_TEXT = ("vraag-tekst", "vraag het na: alleen de tekst van de vacature noemt {what}")
    ASK_ROUTE = ("vraag-route", "de tekst noemt {routes}; vraag of deze plek voor u is")
    HYBRID = ("deels-thuis", "een deel van het werk is thuis; de reistijd geldt per rit")
    TRAVELLING = ("wisselende-plekken", "het werk is op wisselende plekken; de reistijd geldt tot de vestiging")
    # Left out, or nearly
    CLOSED = ("gesloten", "de sluitingsdatum was {date}")
    TRAVEL = ("reistijd", "de reis duurt ongeveer {minutes} minuten {mode}; de grens is {limit}")
    TOO_FAR = ("te-ver", "het is verder weg dan uw grens voor de reistijd")
    ROUTE = ("route", "dit is {route}; dat is niet gekozen, of uw gemeente biedt het niet")
    EXCLUDED = ("uitgesloten", "dit is werk dat u niet wilt: {occupation}")
    LICENCE = ("papieren", "dit is nodig en staat niet bij u: {papers}")
    HOURS_MISS = ("uren-passen-niet", "er wordt {asked} gevraagd; u kunt {own}")
    TIMES_MISS = ("werktijden-passen-niet", "de werktijden passen niet: {times}")
    LANGUAGE = ("taal", "er wordt Nederlands op niveau {asked} gevraagd; bij u staat {own}")
    PHYSICAL = ("belastbaarheid", "het werk vraagt meer dan u aankunt: {demands}")
    START = ("start", "het werk begint {start}; u bent beschikbaar vanaf {free}")
    COVERAGE = ("aansluiting", "u heeft {share} van wat het belangrijkst is; een match begint bij {threshold}")
    UNDESCRIBED = ("onbeschreven", "de vacature zegt te weinig over wat er nodig is")
    UNKNOWN_TRAVEL = ("reistijd-onbekend", "de reistijd is niet bekend")


@dataclass(frozen=True, slots=True)
class Reason:
    """One fact with its values. `points` is what it counts for in the score, None when it does not count."""

    kind: ReasonKind
    values: Mapping[str, Any]
    points: float | None = None

    @property
    def text(self) -> str:
        """The sentence in Dutch."""
        return self.kind.label.format(**self.values)

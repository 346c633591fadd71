"""Invented employers: a kind of organisation of the sector with an emblem that nobody trades under by plan."""

from pipelines.demo.dice import Dice

KINDS = {
    "zorg": ("Zorgcentrum", "Zorggroep", "Zorgpraktijk", "Woonzorg", "Gezondheidscentrum"),
    "onderwijs": ("Basisschool", "Scholengroep", "Leercentrum"),
    "kinderopvang": ("Kinderopvang", "Kindercentrum", "Peuteropvang"),
    "sport-en-welzijn": ("Buurthuis", "Sportcentrum", "Welzijnsorganisatie"),
    "horeca": ("Restaurant", "Eetcafé", "Hotel", "Lunchroom", "Brasserie", "Cateringbedrijf"),
    "voeding": ("Bakkerij", "Voedingsbedrijf", "Versfabriek", "Ambachtelijke Keuken"),
    "schoonmaak": ("Schoonmaakbedrijf", "Facilitair Bedrijf", "Schoonmaakdienst"),
    "bouw": ("Bouwbedrijf", "Aannemersbedrijf", "Renovatiebedrijf", "Infrabedrijf"),
    "installatie": ("Installatiebedrijf", "Technisch Bedrijf", "Installatietechniek"),
    "elektrotechniek": ("Elektrobedrijf", "Elektrotechniek", "Technisch Bureau"),
    "energietransitie": ("Duurzaam Bedrijf", "Energiebedrijf", "Isolatiebedrijf"),
    "groen": ("Hoveniersbedrijf", "Kwekerij", "Groenbedrijf", "Tuincentrum"),
    "logistiek": ("Magazijn", "Distributiecentrum", "Logistiek Bedrijf", "Pakketcentrum"),
    "transport": ("Transportbedrijf", "Vervoersbedrijf", "Koeriersdienst"),
    "techniek": ("Werkplaats", "Technisch Bedrijf", "Machinefabriek", "Metaalbedrijf"),
    "retail": ("Winkel", "Supermarkt", "Warenhuis", "Kringloopwinkel"),
    "administratie": ("Kantoor", "Administratiekantoor", "Servicebureau", "Klantcentrum"),
    "beveiliging": ("Beveiligingsbedrijf", "Bewakingsdienst", "Toezichtdienst"),
    "ict": ("Softwarehuis", "Computerbedrijf", "IT-dienst"),
    "ambacht": ("Atelier", "Salon", "Ambachtshuis"),
    "": ("Bedrijf", "Stichting", "Organisatie"),
}
EMBLEMS = (
    "De Blauwe Lantaarn", "De Houten Klomp", "Het Groene Kompas", "De Zilveren Reiger", "De Waterlelie",
    "Het Lange Pad", "De Gele Paraplu", "Het Open Raam", "De Stille Molen", "De Rode Knikker", "Het Kleine Anker",
    "De Koperen Ketel", "De Witte Brug", "De Korenaar", "De Vrolijke Spreeuw", "Het Oude Veer", "De Nieuwe Oever",
    "De Kromme Lepel", "Het Zachte Zand", "De Warme Sjaal", "De Lange Ladder", "Het Ronde Venster", "De Bonte Specht",
    "De Hoge Wolk", "Het Gouden Blad", "De Trage Slak", "De Snelle Haas", "Het Vierde Wiel", "De Papieren Boot",
    "De Glazen Bol", "Het Vlinderbos", "De Stenen Trap", "De Fluitende Merel", "De Drie Populieren", "Het Achterpad",
    "De Zonnehoek", "De Dappere Egel", "Het Blikken Fluitje", "De Vijf Wilgen", "De Rustige Haven",
)  # fmt: skip
AGENCY = "Uitzendbureau Het Voorbeeld (verzonnen)"


def employer(sector: str, dice: Dice) -> str:
    """Return the name of an invented employer in this sector; unknown sectors get a general one."""
    return f"{dice.pick(KINDS.get(sector, KINDS['']))} {dice.pick(EMBLEMS)}"

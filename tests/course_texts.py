"""Texts of courses as providers write them, all invented, with what they teach of the packaged catalogue.

Under a title stands the text (a slash at the end of a line is a line end of the text), behind + the skills that it
teaches, behind - skills that it names and does not teach. The first half was there while the rules were written.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CourseText:
    """A course with its text, the skills that it teaches and those that it only names."""

    title: str
    text: str
    taught: frozenset[str]
    named: frozenset[str]


def _read(block):
    title, *lines, taught, named = block.strip().splitlines()
    text = "".join(line.removesuffix("/").strip() + ("\n" if line.endswith("/") else " ") for line in lines)
    return CourseText(
        title.removeprefix("# "), text.strip(), frozenset(taught[1:].split()), frozenset(named[1:].split())
    )


FIRST = """
# Heftruckcursus (1 dag)
In deze cursus leert u veilig rijden met een heftruck en leert u pallets laden en lossen. U leert werken
volgens de veiligheidsregels. Toelatingseisen: u bent 18 jaar of ouder en u spreekt Nederlands op niveau A2.
+ heftruck-rijden laden-lossen veilig-werken
- nederlands-spreken

# Lassen niveau 1
Tijdens deze opleiding leert u lassen en tekeningen lezen. U heeft ervaring met metaal slijpen.
+ mig-mag-lassen tekening-lezen
- metaal-slijpen

# Keukenassistent
Na deze cursus kunt u groenten snijden, afwassen en maaltijden bereiden. U leert ook hygiënisch werken
(HACCP).
+ afwassen groente-snijden hygienisch-werken maaltijden-bereiden
-

# Basisvakopleiding schoonmaken
Wat leert u? Vloeren reinigen, sanitair schoonmaken en werken met schoonmaakmiddelen. Voor wie? Voor
medewerkers die al ervaring hebben met glasbewassing.
+ sanitair-reinigen schoonmaakmiddelen vloeren-reinigen
- ramen-wassen

# Praktijkverklaring zorg
U leert zorgvragers helpen bij het eten en drinken, bedden opmaken en gezelschap bieden. Instapeis: werkplek
bij een erkend leerbedrijf. U moet goed kunnen samenwerken.
+ bedden-opmaken gezelschap-bieden helpen-eten-drinken
- samenwerken

# Digitale basisvaardigheden
De deelnemer leert e-mailen, internetten en tekst verwerken met Word. Er is geen voorkennis nodig.
+ email-agenda tekstverwerken
-

# Kassatraining
Afrekenen, klanten helpen en de kassa opmaken. Je leert klachten behandelen. Je hebt geen ervaring met
verkopen nodig.
+ kassa-bedienen klachten-behandelen klanten-te-woord-staan
- verkoopgesprek

# Training Groen
Cursisten doen kennis op van het onderhouden van tuinen. Aan bod komen: gras maaien, heggen snoeien en
onkruid wieden.
+ gras-maaien hagen-knippen onkruid-verwijderen
-

# Logistiek medewerker
Na afloop kunt u orders verzamelen, goederen inpakken en voorraad tellen. Deze training is voor mensen die
werken met de heftruck.
+ inpakken orders-verzamelen voorraad-beheren
- heftruck-rijden

# Nederlands B1
U leert beter Nederlands spreken en schrijven. Voorwaarde: u kunt Engels spreken.
+ nederlands-schrijven nederlands-spreken
- engels-spreken

# Teamleider logistiek
Het programma bestaat uit: personeel aansturen, roosters maken en gesprekken voeren. Vereist: minimaal 2
jaar ervaring als magazijnmedewerker en kennis van orders verzamelen.
+ rooster-maken team-aansturen
- orders-verzamelen

# Bakkersassistent
U leert: /
brood bakken /
deeg maken /
hygiënisch werken /
Ons team van docenten verkoopt ook boeken.
+ brood-afbakken deeg-maken hygienisch-werken
- verkoopgesprek
"""
SECOND = """
# Reachtruck
Tijdens deze tweedaagse training leer je een reachtruck bedienen en dagelijks controleren. Ook het stapelen
van pallets op hoogte komt aan bod. Je bent minimaal 16 jaar en beschikt over een heftruckcertificaat.
+ reachtruck-rijden
- heftruck-rijden

# Bedrijfshulpverlening (BHV)
De cursist leert eerste hulp verlenen, een beginnende brand blussen en een gebouw ontruimen. De cursus duurt
twee dagen en wordt afgesloten met een examen.
+ eerste-hulp
-

# Basistraining hulp bij het huishouden
In vier bijeenkomsten leer je huishoudelijk werk doen bij cliënten thuis: stofzuigen, ramen wassen, de was
doen en strijken. Er is aandacht voor signaleren van veranderingen bij de cliënt. Voor deze training heb je
geen diploma nodig.
+ huishouden-clienten ramen-wassen signaleren vloeren-reinigen wassen-strijken
-

# Administratief medewerker
Programma: Werken met Excel, facturen verwerken, telefoon aannemen en agenda beheren. Toelating: mbo 2 en
typen met tien vingers.
+ afspraken-plannen facturen-verwerken spreadsheets telefoneren
-

# Bakkersassistent
Wil je leren brood bakken? In deze opleiding maak je kennis met het ambacht. Je kneedt deeg, vormt broodjes
en bedient de oven. Onze docenten zijn ervaren bakkers die al jaren leiding geven aan een bakkerij.
+ brood-afbakken deeg-maken deeg-vormen
- team-aansturen

# Code 95 nascholing
Voor chauffeurs die al vrachtwagen rijden. Onderwerpen: lading zekeren, rijtijden en rusttijden, zuinig
rijden.
+ lading-zekeren rijtijden zuinig-rijden
- vrachtwagen-rijden

# Praktijkverklaring kinderopvang
Na afloop ben je in staat om kinderen te verzorgen, activiteiten met kinderen te doen en met ouders te
praten. Je werkt minimaal 16 uur per week bij een leerbedrijf.
+ kinderen-verzorgen ouders-contact spel-begeleiden
-

# Leerwerktraject schilderen
Leerdoelen • ondergronden schuren en plamuren • binnenschilderwerk uitvoeren • behangen. Vereist is
rijbewijs B. Ervaring met timmeren is een pré.
+ behangen schuren-plamuren verf-aanbrengen
- aftimmeren

# Training gastheer of gastvrouw
U oefent gasten ontvangen, bestellingen opnemen en borden dragen. De training is bedoeld voor mensen die
goed kunnen samenwerken en stressbestendig zijn.
+ bestellingen-opnemen borden-dragen gasten-ontvangen
- samenwerken

# Beveiliger 2
De opleiding bestaat uit de modules toegangscontrole, surveilleren, rapporteren en omgaan met agressie. Om
deel te nemen moet u Nederlands spreken op niveau B1.
+ omgaan-agressie surveilleren toegang-controleren
- nederlands-spreken

# Computercursus voor beginners
U leert werken met Windows, bestanden opslaan en e-mails versturen. U hoeft nog niets te kunnen.
+ email-agenda
-

# Sollicitatietraining
Leer een cv maken, een brief schrijven en een goed gesprek voeren met een werkgever.
+
-
"""


def course_texts(half):
    """The courses in one half."""
    return [_read(block) for block in half.strip().split("\n\n")]

"""Passages of advertisements and CVs, invented for these tests, with what a careful reader finds in them.

Half of them: the rules were written with these at hand. The other half is in `advertisements_unseen.py`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with what it asks or says, what it calls a pré, and what may be found but need not be.

    Everything is written as "kind:concept". Anything else that is found is an error; `never` names those that a hasty
    reader would fall for, so that the trap is known by name.
    """

    name: str
    text: str
    asks: str = ""
    plus: str = ""
    may: str = ""
    never: str = ""


PASSAGES = (
    Passage(
        "magazijn",
        """Magazijnmedewerker gezocht in Delft!

Wat ga je doen?
Je verzamelt orders met een handscanner, laadt en lost vrachtwagens en je houdt de werkplek netjes. Je tilt \
regelmatig dozen tot 20 kg en bent de hele dag op de been.

Wij vragen:
- Je bent 32 tot 40 uur per week beschikbaar
- Je werkt graag in 2 ploegen
- Een heftruckcertificaat is een pré; ervaring is niet nodig
- Je spreekt Nederlands of Engels

Wij bieden:
- een goed salaris
- een cursus reachtruck
- een VCA-certificaat op onze kosten

Over ons
Wij zijn marktleider in logistiek en verzorgen transport door heel Europa. In ons magazijn werken 80 mensen.""",
        asks=(
            "skill:orders-verzamelen skill:laden-lossen demand:tillen demand:staan hours:32-40 shift:vroeg"
            " shift:dag shift:avond"
        ),
        plus="licence:heftruck language:A2",
        may="skill:werkplek-schoonhouden skill:scannen-wms skill:engels-spreken",
        never="licence:reachtruck licence:vca-basis skill:reachtruck-rijden",
    ),
    Passage(
        "thuiszorg",
        """Verzorgende IG (24-28 uur)
Je helpt cliënten bij het wassen en aankleden, reikt medicijnen aan en werkt met een elektronisch cliëntendossier. \
Functie-eisen: diploma verzorgende IG (mbo 3), rijbewijs B of een e-bike. Je werkt overdag en om de week in het \
weekend. Beheersing van de Nederlandse taal in woord en geschrift.
Ons team van 40 verpleegkundigen en verzorgenden staat voor je klaar.
Acquisitie naar aanleiding van deze vacature wordt niet op prijs gesteld.""",
        asks="licence:verzorgende-ig education:mbo3 hours:24-28 shift:dag language:B1 skill:ecd-gebruiken",
        plus="licence:rijbewijs-b shift:zaterdag shift:zondag",
        may="skill:wassen-aankleden skill:medicijnen-aanreiken",
    ),
    Passage(
        "schoonmaak-eenvoudig",
        """Kom jij bij ons schoonmaken? Je maakt wc's en vloeren schoon op een school. Je werkt elke dag van 16.00\
 tot 19.00 uur. Je hebt geen diploma nodig en je hoeft niet goed Nederlands te spreken. We leren je het werk. \
Rijbewijs is niet nodig.""",
        asks="skill:vloeren-reinigen education:geen language:A0 shift:avond",
        may="skill:sanitair-reinigen shift:dag",
        never="licence:rijbewijs-b language:B1",
    ),
    Passage(
        "keuken",
        """Keukenhulp, fulltime
In onze keuken snij je groenten, je maakt salades en je doet de afwas. Het is er warm en soms hectisch. Je kunt \
goed tegen drukte. Werken volgens HACCP is mooi meegenomen. Je draait diensten in de avond en in het weekend. Geen \
9-tot-5-mentaliteit? Dan zoeken we jou!""",
        asks=(
            "hours:36-40 demand:warmte-kou demand:prikkels skill:afwassen skill:tempo-houden shift:avond"
            " shift:zaterdag shift:zondag"
        ),
        plus="skill:haccp-toepassen",
        may="skill:groente-snijden skill:koude-gerechten",
    ),
    Passage(
        "hovenier",
        """Functieomschrijving
Als medewerker groenvoorziening ben je verantwoordelijk voor het snoeien van struiken en het maaien van gras. U \
werkt buiten, in weer en wind. Het betreft fysiek zwaar werk.

Functie-eisen
- Rijbewijs B/BE
- VCA (of bereid deze te behalen)
- mbo-niveau 2 of werkervaring in het groen
- Een spuitlicentie strekt tot aanbeveling""",
        asks=("skill:gras-maaien demand:buitenwerk demand:tillen licence:rijbewijs-b licence:rijbewijs-be"),
        plus="licence:vca-basis education:mbo2 licence:spuitlicentie",
    ),
    Passage(
        "metselaar",
        """Metselaar (m/v/x)

Dit ga je doen
Je metselt muren en voegt gevels. Je werkt op hoogte, op een steiger. Je sjouwt zakken cement van 25 kilo.

Dit vragen wij
Een afgeronde opleiding metselen op niveau 2 of 3. Ervaring als metselaar. Zonder VCA kun je niet beginnen.

Een pré:
Rijbewijs BE
Ervaring met werken met een hijskraan""",
        asks="demand:klimmen-hoogte demand:tillen education:mbo2 skill:werken-op-hoogte",
        plus="licence:rijbewijs-be",
        may="skill:metselen skill:gevels-voegen licence:vca-basis skill:hijskraan-bedienen",
    ),
    Passage(
        "kassa-scholier",
        """Vakkenvuller / kassamedewerker, 8 tot 12 uur per week
Jij vult de schappen bij, bedient de kassa en helpt klanten. Je werkt op zaterdag en soms op zondag. Ervaring? Niet\
 nodig! Je bent klantvriendelijk, leergierig en komt op tijd. Rijbewijs: niet vereist.""",
        asks=(
            "hours:8-12 skill:schappen-vullen skill:kassa-bedienen skill:klanten-te-woord-staan skill:leren-op-"
            "werk shift:zaterdag"
        ),
        plus="shift:zondag",
        may="skill:afspraken-nakomen",
        never="licence:rijbewijs-b",
    ),
    Passage(
        "administratie",
        """Administratief medewerker (HBO werk- en denkniveau)
Wat breng jij mee?
* Je beschikt over minimaal hbo werk- en denkniveau.
* Kennis van Excel is vereist, ervaring met Exact Online is wenselijk.
* Je hebt een uitstekende beheersing van de Nederlandse taal.
* Rijbewijs of diploma boekhouden is niet nodig.
Wat bieden wij?
Een contract van 36 uur, flexibele werktijden en een opleiding SQL. Je zit veel achter de computer.""",
        asks=(
            "education:hbo skill:spreadsheets language:B2 hours:36 support:flexibele-uren demand:beeldscherm"
            " demand:zitten"
        ),
        may="skill:boekhoudsoftware",
        never="licence:rijbewijs-b skill:sql",
    ),
    Passage(
        "beschut",
        """Beschutte werkplek: inpakken
Dit is een plek voor mensen met een indicatie beschut werk. Je pakt producten in op een rustige werkplek, in je \
eigen tempo. Een jobcoach helpt je en je hebt een vaste begeleider. Je begint met 12 uur per week en bouwt dat \
samen met ons op. Vervoer van en naar het werk kunnen we regelen.""",
        asks=(
            "route:beschut-werk skill:inpakken support:prikkelarm support:eigen-tempo support:jobcoach"
            " support:werkbegeleider hours:12 support:vervoer"
        ),
        may="support:flexibele-uren",
    ),
    Passage(
        "bbl",
        """Leren en werken als installatiemonteur (BBL)
Vier dagen per week werk je bij ons, één dag ga je naar school. Je haalt je mbo 2-diploma en wij betalen je \
rijbewijs B. Een vmbo-diploma is handig, maar niet verplicht. Je leert cv-ketels installeren en leidingen solderen.""",
        asks="route:leerwerkplek",
        plus="education:mbo2",
        never="licence:rijbewijs-b skill:cv-ketel-installeren skill:leidingen-solderen",
    ),
    Passage(
        "chauffeur",
        """CHAUFFEUR C/CE GEZOCHT
JE HEBT RIJBEWIJS C OF CE EN CODE 95. ADR IS EEN PRÉ. JE RIJDT NATIONAAL EN LAADT EN LOST ZELF. JE BENT NIET BANG \
OM TE TILLEN. GEEN WEEKENDWERK. 40 UUR PER WEEK, START OM 05.00 UUR.""",
        asks="licence:rijbewijs-c licence:code-95 skill:laden-lossen demand:tillen hours:40",
        plus="licence:rijbewijs-ce licence:adr",
        may="shift:vroeg licence:rijbewijs-ce skill:vrachtwagen-rijden",
        never="shift:zaterdag shift:zondag",
    ),
    Passage(
        "beveiliging",
        """Als beveiliger loop je surveillancerondes, je controleert tassen en je staat bezoekers te woord. Je \
werkt in wisselende diensten, ook 's nachts en in het weekend. Je hebt een diploma beveiliger 2 en BHV. Engels op \
B1 is een pré, Nederlands op B2 verplicht. Je staat en loopt de hele dag. Werken zonder toezicht vind je geen \
probleem.""",
        asks="licence:dlp licence:bhv language:B2 shift:nacht shift:zaterdag shift:zondag skill:zelfstandig-werken",
        may="skill:surveilleren skill:tassen-controleren demand:staan demand:lopen",
        never="language:B1",
    ),
    Passage(
        "kinderopvang",
        """Pedagogisch medewerker
Met jouw diploma pedagogisch medewerker ga je direct aan de slag op de groep baby's. Je verschoont luiers, geeft \
een flesje en speelt met kinderen. Je bukt en tilt veel. Het gaat om 27 uur, verdeeld over drie dagen. Kinder-EHBO?\
 Die training krijg je van ons. Avonden en weekenden ben je vrij.""",
        asks="licence:pedagogisch-medewerker demand:bukken-knielen demand:tillen hours:27",
        may="skill:kinderen-verzorgen skill:spel-begeleiden skill:babys-verzorgen",
        never="shift:avond shift:zaterdag skill:kinder-ehbo licence:ehbo",
    ),
    Passage(
        "productie-koel",
        """Productiemedewerker in de koelcel
- Je werkt aan de lopende band in een koude ruimte (4 graden)
- 3-ploegendienst
- Gehoorbescherming verplicht
- Nederlands is niet nodig, Engels wel
- Geen ervaring, diploma of rijbewijs vereist
- Werk je snel en nauwkeurig? Mooi!""",
        asks=(
            "skill:lopende-band demand:werktempo demand:warmte-kou shift:vroeg shift:dag shift:avond shift:nacht"
            " demand:lawaai language:A0 education:geen"
        ),
        may="skill:nauwkeurig-werken",
        never="licence:rijbewijs-b",
    ),
    Passage(
        "receptie",
        """Voor een opdrachtgever in Leiden, gespecialiseerd in asbestsanering en grondwerk, zoeken wij een \
receptionist. Je ontvangt bezoekers, neemt de telefoon aan en verwerkt de post. Je hebt minimaal mbo 4 en bent \
representatief. Je spreekt vloeiend Nederlands; Duits is leuk meegenomen. Parttime, op maandag, dinsdag en \
woensdag.""",
        asks="skill:gasten-ontvangen education:mbo4 language:B2 hours:-35",
        may="skill:telefoneren skill:post-verwerken",
        never="skill:asbest-verwijderen",
    ),
    Passage(
        "huishoudelijke-hulp",
        """Wij zijn een thuiszorgorganisatie met meer dan 300 medewerkers. Wij verlenen palliatieve zorg en geven \
injecties. Voor onze cliënten zoeken we een huishoudelijke hulp voor 12-20 uur. Je gaat stofzuigen, ramen wassen en\
 de was doen. Je werkt alleen en plant zelf je werk. Bukken en trappenlopen horen erbij. Een rijbewijs is niet \
noodzakelijk, wel handig.""",
        asks=(
            "hours:12-20 skill:ramen-wassen skill:wassen-strijken demand:alleen-werken demand:bukken-knielen"
            " demand:klimmen-hoogte"
        ),
        plus="licence:rijbewijs-b",
        may="skill:plannen-eigen-werk",
        never="skill:palliatieve-zorg skill:injecteren",
    ),
    Passage(
        "cv-eigen-woorden",
        """Over mij
Ik heb vijf jaar in een magazijn gewerkt. Ik verzamelde orders en heb vaak met de heftruck gewerkt. Ik kan geen \
auto rijden en ik heb geen rijbewijs. Ik spreek een beetje Nederlands. Ik wil graag leren lassen. Tillen kan ik \
niet. Daarvoor bakte mijn werkgever brood voor de hele stad.""",
        asks="skill:heftruck-rijden language:A1",
        may="skill:orders-verzamelen",
        never="skill:auto-rijden licence:rijbewijs-b demand:tillen skill:mig-mag-lassen",
    ),
    Passage(
        "cv-lijst",
        """WERKERVARING
2018 - 2023  Schoonmaker, zorgcentrum. Vloeren schoongemaakt, bedden verschonen en opmaken, prullenbakken legen. \
2015 - 2018  Bakkerij. Brood afbakken, klanten geholpen aan de toonbank.
OPLEIDING
Vmbo-diploma, 2014
RIJBEWIJS
Rijbewijs B en AM""",
        asks="skill:bedden-opmaken skill:prullenbakken-legen education:mbo2 licence:rijbewijs-b licence:rijbewijs-am",
        may="skill:vloeren-reinigen skill:klanten-te-woord-staan",
    ),
    Passage(
        "vrijwilliger",
        """Vrijwilligerswerk: gastvrouw/gastheer in het buurthuis. Je ontvangt gasten, schenkt koffie en maakt een\
 praatje met bewoners. Een paar uur per week, jij bepaalt zelf je uren. Een beetje Nederlands is genoeg. Er is een \
taalmaatje.""",
        asks="route:vrijwilligerswerk skill:gasten-ontvangen support:flexibele-uren language:A1 support:taalhulp",
        may="skill:gezelschap-bieden",
    ),
    Passage(
        "postbode",
        """Postbezorger. Je bezorgt post op de fiets, in weer en wind. Een eigen fiets is een must, een rijbewijs \
niet. Je loopt en fietst veel: reken op 10 kilometer per dag. Flexibele uren, 15 tot 25 uur per week. Werken kan \
vanaf 15 jaar.""",
        asks="skill:post-bezorgen demand:buitenwerk hours:15-25 support:flexibele-uren",
        may="demand:lopen",
        never="licence:rijbewijs-b",
    ),
    Passage(
        "proefplaatsing",
        """Via een proefplaatsing van twee maanden kun je laten zien wat je kunt als logistiek medewerker. \
Startkwalificatie niet nodig. Goede begeleiding op de werkvloer en een werkplek op maat. Deze vacature is ook \
geschikt voor mensen uit het doelgroepregister (banenafspraak). We houden rekening met prikkels: je werkt in een \
prikkelarme omgeving.""",
        asks=(
            "route:proefplaatsing route:banenafspraak education:geen support:werkbegeleider support:aangepaste-"
            "werkplek support:prikkelarm"
        ),
    ),
    Passage(
        "las-html",
        """<h2>Lasser gezocht</h2><p>Ben jij een ervaren lasser?</p><h3>Wij \
vragen</h3><ul><li>Lasdiploma</li><li>Technische tekeningen kunnen lezen</li><li>Geen hoogtevrees</li></ul><h3>Een \
pr&eacute;</h3><ul><li>Rijbewijs&nbsp;B</li></ul><h3>Wij bieden</h3> <ul><li>40 uur per week</li><li>Mogelijkheid \
tot het behalen van een VCA</li></ul>""",
        asks="licence:lascertificaat demand:klimmen-hoogte hours:40",
        plus="licence:rijbewijs-b",
        may="skill:tekening-lezen skill:werken-op-hoogte",
        never="licence:vca-basis",
    ),
    Passage(
        "klantenservice",
        """Ben jij een ster in telefonisch contact voeren? Je beantwoordt vragen van klanten, behandelt klachten \
en werkt met een CRM. Mbo 3/4 werk- en denkniveau. Goede beheersing van de Nederlandse taal, zowel mondeling als \
schriftelijk. Werktijden tussen 8.00 en 22.00 uur. Je zit veel en hebt de hele dag contact met klanten. Thuiswerken\
 is mogelijk. Pluspunten: Turks of Arabisch spreken.""",
        asks=(
            "skill:telefoneren skill:klanten-te-woord-staan education:mbo3 language:B2 demand:zitten"
            " demand:mensencontact"
        ),
        plus="skill:arabisch-spreken",
        may="skill:klachten-behandelen skill:klantsysteem shift:dag shift:avond skill:turks-spreken",
    ),
    Passage(
        "kringloop",
        """Medewerker kringloopwinkel (participatiebaan)
Je sorteert kleding, prijst artikelen en helpt klanten. Ook zonder diploma ben je welkom! Zware meubels tillen we \
samen. Je krijgt een buddy en er is taal op de werkvloer. Werktijden in overleg, bijvoorbeeld onder schooltijd.""",
        asks=(
            "route:banenafspraak education:geen skill:klanten-te-woord-staan support:werkbegeleider"
            " support:taalhulp support:flexibele-uren demand:tillen"
        ),
        may="skill:textiel-sorteren skill:prijzen-aanbrengen",
    ),
)

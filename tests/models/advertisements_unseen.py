"""The other half of the passages: written before the rules met them, and read once to report how well they do."""

from tests.models.advertisements import Passage

PASSAGES = (
    Passage(
        "orderpicker-nacht",
        """Nachtploeg zoekt orderpicker. Je werkt 4 nachten per week in ons distributiecentrum, 36 uur. Je \
bestuurt een elektrische pallettruck, verzamelt bestellingen en stapelt ze op pallets. Een EPT-certificaat is niet \
verplicht: dat haal je bij ons. Je tilt dozen tot 15 kilo. Geen ervaring of diploma's vereist. Basiskennis \
Nederlands of Engels is voldoende.""",
        asks="shift:nacht hours:36 demand:tillen education:geen",
        plus="language:A1",
        may="skill:pallettruck-rijden skill:orders-verzamelen skill:palletiseren skill:pallets-stapelen",
        never="licence:ept",
    ),
    Passage(
        "helpende",
        """Helpende (niveau 2), 16-24 uur per week
Jij ondersteunt bewoners bij de maaltijden en doet licht huishoudelijk werk in de zorg. Je rapporteert in het ECD. \
Wat vragen we?
• Een diploma helpende zorg en welzijn, niveau 2
• Je werkt vroege en late diensten en om het weekend
• Je bent fysiek in staat om te tillen
• Certificaat helpende plus is een pré
Wie zijn wij?
Wij bieden zorg aan ouderen met dementie. Onze wijkteams doen wondverzorging en geven terminale zorg.""",
        asks=(
            "hours:16-24 education:mbo2 shift:vroeg shift:avond shift:zaterdag shift:zondag demand:tillen"
            " skill:huishouden-clienten"
        ),
        plus="licence:helpende-plus",
        may="skill:helpen-eten-drinken skill:ecd-gebruiken",
        never="skill:wonden-verzorgen skill:palliatieve-zorg skill:kennis-dementie",
    ),
    Passage(
        "glazenwasser",
        """Glazenwasser met rijbewijs B

Heb jij geen hoogtevrees en werk je graag buiten? Dan ben jij de collega die wij zoeken! Je wast ramen met een \
telescopisch wassysteem en vanaf de ladder. VCA is mooi meegenomen maar geen must. Je werkt van maandag t/m vrijdag\
 van 7.00 tot 15.30 uur. Wat krijg je ervoor terug? Een bus van de zaak, 25 vakantiedagen en de cursus hoogwerker.""",
        asks="licence:rijbewijs-b demand:klimmen-hoogte demand:buitenwerk shift:dag",
        plus="licence:vca-basis",
        may="skill:ramen-wassen skill:wassteel-systeem skill:werken-op-hoogte",
        never="licence:hoogwerker",
    ),
    Passage(
        "kok",
        """Zelfstandig werkend kok | 38 uur | fulltime
Taken:
- mise-en-place maken
- warme gerechten bereiden en borden opmaken
- bestellen bij leveranciers
Eisen:
- minimaal mbo niveau 3 (of gelijkwaardig door ervaring)
- kennis van allergenen en voedselveiligheid
- stressbestendig
Je staat lang en werkt in een warme keuken met een hoog tempo. Avonden en weekenden werken hoort erbij.""",
        asks=(
            "hours:38 skill:mise-en-place skill:warme-gerechten skill:kennis-allergenen demand:staan"
            " demand:warmte-kou demand:werktempo shift:avond shift:zaterdag shift:zondag"
        ),
        plus="education:mbo3",
        may=(
            "skill:borden-opmaken skill:haccp-toepassen skill:tempo-houden skill:zelfstandig-werken"
            " skill:ingredienten-bestellen"
        ),
    ),
    Passage(
        "stratenmaker-hulp",
        """Grondwerker/stratenmaker in opleiding
Samen met een ervaren ploeg leg je straatstenen, graaf je sleuven en zet je het werk af. Je hoeft nog niets te \
kunnen: wij leren je het vak en regelen een BBL-opleiding. Je bent sterk, want je tilt en bukt de hele dag, buiten \
en in de regen. Vroeg opstaan is geen probleem: we beginnen om 6.30 uur. Rijbewijs B of bezig met rijlessen is een \
plus.""",
        asks="route:leerwerkplek demand:tillen demand:bukken-knielen demand:buitenwerk",
        plus="licence:rijbewijs-b",
        may="skill:straatstenen-leggen skill:sleuven-graven shift:vroeg route:leerwerkplek",
    ),
    Passage(
        "winkel-mode",
        """Verkoopadviseur mode, ± 20 uur per week. Wij zoeken iemand die stijladvies geeft, de winkel openen en \
sluiten kan en gevoel voor mode heeft. Je werkt minimaal één koopavond en elke zaterdag. Je staat de hele dag. \
Engels is een vereiste, Nederlands een pre. Diploma's vinden wij niet belangrijk.""",
        asks=(
            "hours:20 skill:kledingadvies skill:winkel-openen-sluiten skill:modetrends shift:avond shift:zaterdag"
            " demand:staan education:geen"
        ),
        plus="language:A2",
        may="language:A0",
    ),
    Passage(
        "financieel",
        """Medewerker debiteurenbeheer
Profiel
Minimaal een afgeronde mbo 4- of hbo-opleiding in een financiële richting. Ervaring met Exact, AFAS of SAP. \
Nauwkeurig, proactief en stressbestendig. Je beheerst de Nederlandse en Engelse taal goed in woord en geschrift. \
Deze functie is voor 32 uur (0,8 fte). Aanbod
Salaris tussen € 2.600 en € 3.400, flexibele werktijden, een cursus Power BI en elke vrijdag borrel.""",
        asks="education:mbo4 language:B2 hours:32 support:flexibele-uren",
        may=(
            "skill:debiteuren-beheren skill:nauwkeurig-werken skill:initiatief-nemen skill:tempo-houden"
            " hours:28.8-32 skill:boekhoudsoftware"
        ),
        never="skill:dashboards shift:dag",
    ),
    Passage(
        "timmerman",
        """Timmerman renovatie. Wij bouwen en renoveren sinds 1956 in de regio en leggen ook daken en \
zonnepanelen. Jij stelt kozijnen, hangt deuren af en herstelt houtrot. Je leest bouwtekeningen. Je beschikt over \
VCA en rijbewijs B (BE is handig). Een diploma is niet vereist als je kunt laten zien dat je het vak verstaat. Je \
werkt vaak op een steiger en tilt zware materialen.""",
        asks="licence:vca-basis licence:rijbewijs-b education:geen demand:klimmen-hoogte demand:tillen",
        plus="licence:rijbewijs-be",
        may="skill:kozijnen-stellen skill:deuren-afhangen skill:houtrot-herstellen skill:tekening-lezen",
        never="skill:zonnepanelen-monteren",
    ),
    Passage(
        "buschauffeur",
        """Word buschauffeur! Geen rijbewijs D? Geen probleem, wij leiden je op en betalen je rijbewijs D en code \
95. Wat je wel nodig hebt: rijbewijs B, goed Nederlands en een vriendelijk gezicht. Je zit lang en hebt veel \
contact met reizigers. Diensten zijn vroeg, laat en in het weekend. Je start met 24 uur en kunt doorgroeien naar 36\
 uur.""",
        asks="licence:rijbewijs-b language:B1 demand:zitten shift:zaterdag shift:zondag hours:24",
        may="demand:mensencontact hours:36 hours:24-36 shift:vroeg shift:avond",
        never="licence:rijbewijs-d licence:code-95",
    ),
    Passage(
        "inpak-sociaal",
        """Werkervaringsplek inpakafdeling

Wil je weer wennen aan werken? Op deze werkervaringsplek doe je inpakwerk en stickeren. Je zit of staat, wat jij \
prettig vindt. Er is geen tempodruk. Je begint met 3 dagdelen en bouwt rustig op. Een praktijkbegeleider kijkt elke\
 week met je hoe het gaat. De ruimte is rustig, met weinig prikkels. Nederlands leer je hier: elke dinsdag is er \
taalles.""",
        asks=(
            "route:werkervaringsplaats skill:inpakken skill:etiketteren support:eigen-tempo"
            " support:werkbegeleider support:prikkelarm support:taalhulp"
        ),
        may="support:flexibele-uren",
        never="language:A2 demand:zitten demand:staan",
    ),
    Passage(
        "monteur",
        """Servicemonteur warmtepompen
Je installeert warmtepompen en onderhoudt cv-ketels bij mensen thuis. Je hebt mbo 3 of 4 in installatietechniek, \
een F-gassencertificaat en rijbewijs B. Geen F-gassen? Dan zorgen wij dat je dat haalt. Je draait om de vier weken \
een storingsdienst. Zelfstandig werken en klantvriendelijkheid zijn voor jou vanzelfsprekend.""",
        asks="education:mbo3 licence:rijbewijs-b skill:zelfstandig-werken",
        plus="licence:f-gassen",
        may=(
            "skill:warmtepomp-plaatsen skill:cv-onderhoud skill:installatietechniek-kennen licence:f-gassen"
            " skill:klanten-te-woord-staan"
        ),
    ),
    Passage(
        "gastouder-bureau",
        """Groepshulp kinderdagverblijf (16 uur, woensdag en vrijdag)
Je dekt tafels, doet boodschappen, wast speelgoed en ruimt op. Je hoeft geen pedagogisch diploma te hebben. Een VOG\
 is verplicht. Je spreekt en begrijpt Nederlands op minimaal B1-niveau, want je werkt met kinderen die de taal \
leren. Het kan lawaaiig zijn op de groep. Je werkt binnen schooltijden.""",
        asks="hours:16 language:B1 demand:lawaai support:flexibele-uren",
        may="skill:tafels-dekken skill:boodschappen-doen education:geen demand:prikkels",
        never="licence:pedagogisch-medewerker",
    ),
    Passage(
        "logistiek-engels",
        """We are hiring! Warehouse operator in Moerdijk. Requirements: forklift license, Dutch not required. Wij \
zoeken ook Nederlandstalige collega's met een heftruckcertificaat en ervaring met een WMS. Ploegendienst (2 \
ploegen), 40 uur. Eigen vervoer is noodzakelijk. Fysiek belastend werk: je loopt zo'n 15.000 stappen per dag.""",
        asks="licence:heftruck shift:vroeg shift:dag shift:avond hours:40 demand:tillen demand:lopen language:B1",
        may="skill:scannen-wms",
        never="support:vervoer",
    ),
    Passage(
        "gemeente",
        """Medewerker Publiekszaken, gemeente Rijswijk
De gemeente Rijswijk zoekt een enthousiaste medewerker voor de balie burgerzaken (28 uur per week). In deze functie\
 verwerk je aanvragen van inwoners, controleer je identiteitsbewijzen en help je mensen met formulieren. U beschikt\
 over een mbo-4-diploma of een hbo-propedeuse, uitstekende communicatieve vaardigheden en affiniteit met de \
doelgroep. Werkzaamheden op donderdagavond behoren tot de functie. Sollicitaties worden behandeld ongeacht afkomst,\
 geslacht of beperking; kennis van de Nederlandse gebarentaal wordt gewaardeerd.""",
        asks="hours:28 education:mbo4 shift:avond",
        may="skill:burgeraanvragen skill:identiteit-controleren skill:formulieren-helpen",
        never="language:A2 education:hbo",
    ),
    Passage(
        "cv-zorg",
        """Ik ben Fatma en ik zoek werk in de zorg. In Syrië was ik verpleegkundige: ik heb wonden verzorgd en \
bloed afgenomen. In Nederland heb ik een jaar als vrijwilliger koffie geschonken en gezelschap geboden aan ouderen.\
 Mijn Nederlands is A2, ik ben bezig met B1. Ik heb (nog) geen rijbewijs maar ik fiets goed. Ik kan niet 's nachts \
werken en niet in het weekend. Ik kan goed koken en naaien.""",
        asks="language:A2",
        may="skill:wonden-verzorgen skill:bloed-afnemen skill:gezelschap-bieden skill:maaltijden-bereiden language:B1",
        never="licence:rijbewijs-b shift:nacht shift:zaterdag",
    ),
    Passage(
        "cv-bouw",
        """Profiel: allround klusser, 20 jaar ervaring. Vaardigheden: muren metselen, tegels zetten, stucen \
(basis), laminaat leggen. Certificaten: VCA basis (2022), hoogwerker. Geen heftruckcertificaat. Rijbewijs: B en BE.\
 Talen: Pools (moedertaal), Nederlands redelijk, Duits goed. Bij mijn vorige werkgever, een groot aannemersbedrijf \
dat ook bruggen schilderde en asbest verwijderde, werkte ik als metselaar.""",
        asks=(
            "skill:metselen skill:tegels-zetten skill:laminaat-leggen licence:vca-basis licence:hoogwerker"
            " licence:rijbewijs-b licence:rijbewijs-be language:A2"
        ),
        may="skill:stucen skill:klein-onderhoud",
        never="licence:heftruck skill:asbest-verwijderen",
    ),
    Passage(
        "tuinbouw",
        """werk in de kas. je plukt tomaten, sorteert de oogst en bindt planten op. het is warm in de kas. je \
werkt 's ochtends vroeg, van 6 tot 14 uur. je hoeft geen nederlands te spreken. geen rijbewijs? geen probleem, een \
busje haalt je op. zwaar werk is het niet, wel veel staan en bukken.""",
        asks="demand:warmte-kou shift:vroeg language:A0 support:vervoer demand:staan demand:bukken-knielen",
        may="skill:oogsten skill:oogst-sorteren shift:dag",
        never="licence:rijbewijs-b demand:tillen",
    ),
    Passage(
        "horeca-bediening",
        """Bediening gezocht, uren in overleg. Jij ontvangt gasten, neemt bestellingen op, tapt bier en rekent af.\
 Diploma Sociale Hygiëne? Dan krijg je een streepje voor. Alcohol schenken mag vanaf 18 jaar. Je loopt veel met een\
 dienblad. Wij zijn open van 10.00 tot 23.00 uur, zeven dagen per week.""",
        asks="skill:gasten-ontvangen skill:bestellingen-opnemen support:flexibele-uren demand:lopen",
        plus="licence:sociale-hygiene",
        may="skill:bier-tappen skill:kassa-bedienen skill:borden-dragen",
        never="shift:nacht",
    ),
    Passage(
        "beveiliger-instroom",
        """Ben jij geen beveiliger maar wil je dat worden? Wij leiden je in zes weken op voor het diploma \
beveiliger. Tijdens de opleiding krijg je loon. Je hebt vmbo of mbo 1 afgerond, een schoon strafblad, en je praat \
goed Nederlands. Nachtdiensten horen erbij, net als werken op zondag. Je loopt en staat veel.""",
        asks="education:mbo1 language:B1 shift:nacht shift:zondag demand:lopen",
        may="demand:staan",
        never="licence:dlp",
    ),
    Passage(
        "ict",
        """Servicedeskmedewerker | 32-40 uur | hybride
Must-haves: mbo 4 ICT of aantoonbare ervaring; kennis van Windows; telefonisch mensen te woord staan; Nederlands \
minimaal B2. Nice-to-haves: programmeren in Python, werken met een ticketsysteem, rijbewijs B.
We offer: 30 dagen vrij en trainingen SQL en Azure.""",
        asks="hours:32-40 skill:telefoneren language:B2",
        plus="education:mbo4 skill:python skill:ticketsysteem licence:rijbewijs-b",
        never="skill:sql skill:servers-cloud",
    ),
    Passage(
        "dagbesteding-begeleider",
        """Begeleider dagbesteding. Je begeleidt cliënten met autisme op onze zorgboerderij: samen verzorg je \
dieren, maak je verblijven schoon en werk je in de moestuin. Je werkt samen met de jobcoach van de cliënt. Je hebt \
minimaal mbo 4 (social work) en kennis van autisme en adhd. 24 uur per week, overdag.""",
        asks="education:mbo4 skill:kennis-autisme hours:24 shift:dag",
        may="skill:verblijven-schoonmaken skill:werk-voordoen",
        never="route:dagbesteding support:jobcoach",
    ),
    Passage(
        "wasserij",
        """Medewerker wasserij - banenafspraak
Werken in je eigen tempo, met begeleiding van een jobcoach. Je sorteert wasgoed, vouwt handdoeken en bedient de \
mangel. Het werk is staand en het is warm in de hal. Taken op maat: we kijken wat bij je past. Je werkt minimaal 16\
 en maximaal 32 uur per week. Geen diploma, geen stress. Dit is SROI-werk voor de gemeente.""",
        asks=(
            "route:banenafspraak support:eigen-tempo support:jobcoach demand:staan demand:warmte-kou"
            " support:aangepaste-taken hours:16-32 education:geen route:social-return"
        ),
        may="skill:textiel-sorteren skill:textiel-vouwen skill:mangel-bedienen",
    ),
    Passage(
        "conducteur-taxi",
        """Taxichauffeur leerlingenvervoer, ca. 15 uur per week, alleen op schooldagen ('s ochtends en 's \
middags). Nodig: rijbewijs B (minimaal 3 jaar) en een chauffeurskaart taxi; die kun je via ons halen. EHBO gewenst.\
 Je helpt kinderen in- en uitstappen. 's Avonds en in het weekend werk je niet.""",
        asks="hours:15 licence:rijbewijs-b shift:dag",
        plus="licence:ehbo",
        may="licence:chauffeurskaart-taxi skill:instappen-helpen",
        never="shift:avond shift:zaterdag",
    ),
    Passage(
        "sloop",
        """Sloper (m/v)
Het werk: binnenwanden slopen, puin ruimen en containers vullen. Stoffig en lawaaiig werk, dus je draagt een \
stofmasker en gehoorbescherming. Je moet zwaar kunnen tillen. VCA verplicht. DAV-1 of bereidheid dit te behalen. \
Nederlands verstaan is belangrijk voor de veiligheid. Mentaliteit is belangrijker dan diploma's.""",
        asks=(
            "skill:slopen-binnenwerk skill:puin-ruimen demand:stof-chemie demand:lawaai demand:tillen"
            " licence:vca-basis language:A2"
        ),
        plus="licence:asbest-dav",
        may="education:geen skill:adembescherming-gebruiken",
    ),
)

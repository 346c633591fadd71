"""The sentences that invented advertisements are made of. Places to fill stand between braces."""

from matcher.codes import Contract, DayPart, Demand, LanguageLevel, Level, Route, Support

OPENINGS = (
    "Voor onze vestiging {in_plaats} zoeken wij een {naam}.",
    "{werkgever} {in_plaats} is op zoek naar een {naam}.",
    "Wil jij aan de slag als {naam} {in_plaats}? {werkgever} zoekt versterking.",
    "Wegens groei zoekt {werkgever} een nieuwe collega {in_plaats}: een {naam}.",
    "Ons team {in_plaats} kan jouw hulp als {naam} goed gebruiken.",
    "Zoek je werk dat bij je past? {werkgever} {in_plaats} heeft een plek vrij voor een {naam}.",
    "Kom jij ons team versterken? Wij zijn {werkgever} en zoeken {in_plaats} een {naam} die graag aanpakt.",
    "Bij {werkgever} werk je als {naam} {in_plaats} met fijne collega’s.",
    "Vanaf het eerste moment hoor je bij het team: word {naam} bij {werkgever} {in_plaats}.",
)
AGENCY_OPENINGS = (
    "Voor een opdrachtgever {in_plaats} zijn wij op zoek naar een {naam}.",
    "Op zoek naar een nieuwe uitdaging? Voor een van onze opdrachtgevers {in_plaats} zoeken wij een {naam}.",
    "Direct aan de slag als {naam}? Onze opdrachtgever {in_plaats} heeft plek.",
)
TASKS = (
    "Wat ga je doen? {Lijst}.",
    "Je taken: {lijst}.",
    "Je werk bestaat uit {lijst}.",
    "Op een gewone werkdag ben je bezig met {lijst}.",
    "Tot je taken behoren {lijst}.",
    "In deze functie draait het om {lijst}.",
    "Dit doe je bij ons: {lijst}.",
)
TASK_HEADINGS = ("Wat ga je doen?", "Jouw taken:", "Dit ga je doen:", "Een greep uit het werk:")
ASKS = (
    "Wij vragen: {lijst}.",
    "Wat breng je mee? {Lijst}.",
    "Dit vinden we belangrijk: {lijst}.",
    "Dit hoort bij het werk: {lijst}.",
    "Functie-eisen: {lijst}.",
)
EXTRAS = (
    "Een pré: {lijst}.",
    "Mooi meegenomen: {lijst}.",
    "Kun je dit ook al, dan is dat een pré: {lijst}.",
    "Niet verplicht, wel handig: {lijst}.",
    "Een pré is {een}.",
    "Ervaring hiermee is een pré, maar je mag het ook bij ons leren: {een}.",
)
LEVELS = {
    Level.NONE: (
        "Een diploma is niet nodig.",
        "Ervaring of een diploma is niet nodig, wij leren je het werk.",
        "Je hoeft geen diploma te hebben.",
    ),
    Level.MBO1: ("Je hebt een entreediploma (mbo 1) of wat werkervaring.", "Je werkt en denkt op mbo 1-niveau."),
    Level.MBO2: ("Je hebt minimaal een diploma op mbo 2-niveau.", "Je hebt vmbo of mbo 2 afgerond."),
    Level.MBO3: ("Je hebt een afgeronde opleiding op mbo 3-niveau.", "Je werkt en denkt op mbo 3-niveau."),
    Level.MBO4: ("Je hebt een diploma op mbo 4-niveau.", "Je hebt een afgeronde mbo 4-opleiding."),
    Level.AD: ("Je hebt een associate degree of vergelijkbare ervaring.",),
    Level.HBO: ("Je hebt hbo werk- en denkniveau.",),
    Level.WO: ("Je hebt een academische opleiding.",),
}
LANGUAGES = {
    LanguageLevel.A1: (
        "Een paar woorden Nederlands zijn genoeg om te beginnen.",
        "Je begrijpt eenvoudig Nederlands (A1).",
    ),
    LanguageLevel.A2: ("Je spreekt een beetje Nederlands (A2).", "Je kunt je redden in het Nederlands, ongeveer A2."),
    LanguageLevel.B1: ("Je spreekt Nederlands op niveau B1.", "Je spreekt en begrijpt goed Nederlands (B1)."),
    LanguageLevel.B2: ("Je beheerst het Nederlands goed in woord en geschrift (B2).", "Je Nederlands is op niveau B2."),
}
LICENCES = ("Je bent in het bezit van: {lijst}.", "Nodig voor dit werk: {lijst}.", "Je hebt: {lijst}.")
HOURS = (
    "Het gaat om {uren} uur per week.",
    "Je werkt {uren} uur per week.",
    "De functie is voor {uren} uur per week.",
    "Uren: {uren} per week, in overleg te verdelen.",
)
DAY_PARTS = {
    DayPart.EARLY: "’s ochtends vroeg",
    DayPart.DAY: "overdag",
    DayPart.EVENING: "’s avonds",
    DayPart.NIGHT: "’s nachts",
    DayPart.SATURDAY: "op zaterdag",
    DayPart.SUNDAY: "op zondag",
}
SHIFTS = ("Je werkt {lijst}.", "De diensten zijn {lijst}.", "Werktijden: {lijst}.")
TIMES = ("De werktijden zijn van {van} tot {tot} uur.", "Je begint om {van} uur en bent klaar om {tot} uur.")
WAGES = (
    "Je verdient tussen {laag} en {hoog} bruto per uur.",
    "Het loon ligt tussen {laag} en {hoog} bruto per uur, afhankelijk van je ervaring.",
    "Wij betalen {laag} tot {hoog} bruto per uur.",
)
WAGE_BY_AGREEMENT = ("Het salaris is volgens de cao.", "Je wordt beloond conform cao.")
CONTRACTS = {
    Contract.PERMANENT: ("Je krijgt meteen een vast contract.", "Wij bieden je een vaste aanstelling."),
    Contract.TEMPORARY: (
        "Je begint met een jaarcontract, met uitzicht op een vast contract.",
        "Het is een tijdelijk contract voor zeven maanden; verlenging is mogelijk.",
    ),
    Contract.AGENCY: (
        "Je werkt op basis van een uitzendovereenkomst.",
        "Je start via ons als uitzendkracht; bij goed werk kun je in dienst komen.",
    ),
    Contract.ON_CALL: ("Je werkt als oproepkracht: in overleg spreken we af wanneer je komt.",),
    Contract.APPRENTICESHIP: ("Je krijgt een leer-arbeidsovereenkomst en gaat een dag per week naar school.",),
    Contract.FREELANCE: ("De opdracht is voor een zelfstandige.",),
    Contract.NONE: (),
}
BENEFITS = (
    "een goede inwerkperiode",
    "een vaste begeleider in de eerste weken",
    "een gezellig team",
    "ruimte om een opleiding te volgen",
    "een rooster dat ruim op tijd bekend is",
    "gratis koffie, thee en fruit",
    "werk dicht bij huis",
    "een personeelsuitje",
    "reiskostenvergoeding",
    "werkkleding van de zaak",
)
PAID_BENEFITS = (*BENEFITS, "een pensioenregeling", "8% vakantiegeld", "25 vakantiedagen bij een volledige werkweek")
BENEFIT_SENTENCES = ("Wij bieden {lijst}.", "Dit krijg je van ons: {lijst}.", "Daar staat tegenover: {lijst}.")
ROUTES = {
    Route.LEERWERKPLEK: (
        "Dit is een leerwerkplek: je leert het vak in de praktijk en een werkbegeleider helpt je daarbij.",
        "Op deze leerwerkplek kun je toewerken naar een praktijkverklaring of een diploma.",
    ),
    Route.PROEFPLAATSING: (
        "Je start met een proefplaatsing van maximaal twee maanden. Bevalt het ons allebei, dan volgt een contract.",
    ),
    Route.WERKERVARINGSPLAATS: (
        "Op deze werkervaringsplaats doe je in drie tot zes maanden ervaring op, met begeleiding op de werkvloer.",
    ),
    Route.BASISBAAN: (
        "Dit is een basisbaan: nuttig werk voor de buurt, met een gewoon loon en begeleiding van de gemeente.",
    ),
    Route.BESCHUT_WERK: (
        "Dit is een beschutte werkplek: het werk en het tempo passen we aan op wat jij kunt.",
    ),
    Route.BANENAFSPRAAK: (
        "Deze plek is bedoeld voor mensen die onder de banenafspraak vallen. De taken stellen we samen met jou vast.",
    ),
    Route.VOLUNTEERING: (
        "Het gaat om vrijwilligerswerk. Je krijgt een onkostenvergoeding en veel dankbaarheid terug.",
        "Dit is vrijwilligerswerk, voor een paar uur per week of wat meer.",
    ),
    Route.DAGBESTEDING: (
        "Het is een plek voor dagbesteding: je bent welkom op vaste dagdelen en werkt in je eigen tempo.",
    ),
}  # fmt: skip
SUPPORT = {
    Support.JOBCOACH: "een jobcoach",
    Support.BUDDY: "een vaste werkbegeleider",
    Support.ADAPTED_PLACE: "een aangepaste werkplek",
    Support.ADAPTED_TASKS: "taken op maat",
    Support.LOW_STIMULUS: "een rustige werkplek",
    Support.OWN_PACE: "ruimte voor je eigen tempo",
    Support.FLEXIBLE_HOURS: "flexibele werktijden",
    Support.LANGUAGE_HELP: "hulp bij de Nederlandse taal",
    Support.TRANSPORT: "vervoer van en naar het werk",
}
HEAVY = {
    Demand.LIFTING: "Het werk is lichamelijk zwaar: je tilt regelmatig.",
    Demand.STANDING: "Je staat het grootste deel van de dag.",
    Demand.WALKING: "Je loopt veel, dus goede schoenen zijn geen luxe.",
    Demand.OUTDOORS: "Je werkt buiten, ook als het regent.",
    Demand.NOISE: "Het kan lawaaiig zijn; gehoorbescherming krijg je van ons.",
    Demand.PACE: "Het tempo ligt hoog.",
    Demand.HEIGHTS: "Je moet op hoogte durven werken.",
    Demand.TEMPERATURE: "Je werkt soms in de kou of juist in de warmte.",
    Demand.ALONE: "Je werkt een groot deel van de tijd alleen.",
    Demand.PEOPLE: "Je hebt de hele dag contact met mensen.",
}
APPLY = (
    "Interesse? Stuur een bericht naar {contact}.",
    "Solliciteer via de website of mail naar {contact}.",
    "Enthousiast? Reageer dan snel via {contact}; een motivatiebrief is niet nodig.",
    "Wil je eerst een dag meelopen? Dat kan. Mail naar {contact}.",
    "Reageren kan met een kort bericht aan {contact}. We nodigen je binnen een week uit.",
)
CLOSERS = (
    "Twijfel je of je aan alle eisen voldoet? Reageer gerust.",
    "Acquisitie naar aanleiding van deze vacature stellen we niet op prijs.",
    "Wij kijken naar wat je kunt en wilt leren.",
    "Een kennismaking met een kop koffie hoort erbij.",
    "Kom gerust een keer langs om de sfeer te proeven.",
    "Je wordt ingewerkt door een ervaren collega.",
    "Na een korte kennismaking weet je snel waar je aan toe bent.",
    "Heb je vragen over de functie? We leggen het graag uit.",
)
ABOUT = {
    "zorg": (
        "Bij {werkgever} staat de bewoner of cliënt voorop; je krijgt de tijd om het werk goed te doen.",
        "{werkgever} biedt zorg dicht bij huis, met kleine teams die hun eigen rooster maken.",
    ),
    "onderwijs": ("Op onze school krijgt elke leerling een eerlijke kans.", "Wij zijn een school midden in de wijk."),
    "kinderopvang": (
        "Bij ons kunnen kinderen spelen, ontdekken en zichzelf zijn.",
        "Wij werken met vaste groepen en vaste gezichten.",
    ),
    "sport-en-welzijn": ("Ons gebouw is de huiskamer van de buurt.", "Bij ons doet iedereen mee, jong en oud."),
    "horeca": (
        "Bij {werkgever} draait het om gastvrijheid en lekker, eerlijk eten.",
        "Onze zaak is het hele jaar open en het is er altijd gezellig druk.",
    ),
    "voeding": (
        "Wij maken elke dag verse producten voor winkels en horeca in de regio.",
        "Bij {werkgever} gaan vakmanschap en hygiëne samen.",
    ),
    "schoonmaak": (
        "Wij zorgen dat anderen in een schone en frisse omgeving kunnen werken en wonen.",
        "{werkgever} maakt schoon in kantoren, scholen en zorgcomplexen in de regio.",
    ),
    "bouw": (
        "Wij bouwen en renoveren woningen in de regio, met vaste ploegen.",
        "{werkgever} is een nuchter bedrijf met korte lijnen.",
    ),
    "installatie": (
        "Onze monteurs zorgen voor warmte en water in huizen en scholen.",
        "Wij werken met kleine, vaste ploegen.",
    ),
    "elektrotechniek": ("Wij zorgen voor veilige stroom in huizen en gebouwen.", "Bij ons leer je elke week iets bij."),
    "energietransitie": (
        "Samen maken we de huizen in de regio klaar voor een toekomst zonder gas.",
        "Er is veel werk: de hele regio wil verduurzamen.",
    ),
    "groen": (
        "Wij onderhouden parken, tuinen en plantsoenen in de regio.",
        "Bij {werkgever} werk je met de seizoenen mee.",
    ),
    "logistiek": (
        "In ons magazijn gaan dagelijks duizenden bestellingen de deur uit.",
        "Wij werken met moderne hulpmiddelen en veel aandacht voor veiligheid.",
    ),
    "transport": ("Onze ritten gaan door de hele regio.", "Wij rijden met schone en goed onderhouden voertuigen."),
    "techniek": ("In onze werkplaats wordt nog echt iets gemaakt.", "Wij leveren maatwerk aan klanten in de regio."),
    "retail": (
        "In onze winkel komen klanten uit de hele buurt.",
        "Bij {werkgever} is geen dag hetzelfde en kent het team elkaar goed.",
    ),
    "administratie": (
        "Wij werken in een licht kantoor, goed bereikbaar met bus en fiets.",
        "Ons team is klein en hecht.",
    ),
    "beveiliging": (
        "Wij zorgen voor een veilig gevoel, op straat en in gebouwen.",
        "Bij ons sta je er nooit alleen voor.",
    ),
    "ict": (
        "Wij helpen organisaties in de regio met hun computers en systemen.",
        "Bij ons mag je fouten maken en leren.",
    ),
    "ambacht": ("In ons atelier telt het handwerk.", "Onze klanten komen terug om de aandacht die ze krijgen."),
    "": ("Wij zijn een betrokken organisatie met oog voor mensen.", "Samen maken we de regio een beetje mooier."),
}
CONTACTS = (
    "vacatures@example.org",
    "personeel@example.org",
    "werkenbij@example.org",
    "planning@example.org",
    "werkgeversservicepunt@example.org",
    "sollicitatie@example.org",
)

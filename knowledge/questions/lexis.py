"""Words that tell what a line of a slide is, in the languages in which questions are drafted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from knowledge.initials import SMALL
from knowledge.languages import words_of
from knowledge.words import FUNCTION_WORDS

POINTING = frozenset(
    """this these those here above below following previous earlier later aforementioned today yesterday tomorrow
    tonight slide slides lecture lectures lecturer chapter chapters textbook figure figures diagram screenshot
    latter former we i our us my me let's let we'll you'll we've i'll i'm we're ll
    dies diese dieser dieses diesem diesen hier oben unten folgende folgenden folgender vorherige heute morgen folie
    folien vorlesung kapitel abbildung wir ich unser unsere uns
    esto esta este estos estas eso esa ese aquí siguiente siguientes anterior arriba abajo hoy mañana diapositiva
    tema figura nosotros nuestra nuestro vamos
    ceci cela cette cet ces voici ci-dessus ci-dessous suivant suivante précédent aujourd'hui demain diapo diapositive
    chapitre nous notre nos""".split()
)
"""Words that point at something outside of the line, or at those who are in the room."""
OPENING = frozenset(
    """it its it's they their them he she his her him that there then so but and or nor also however therefore thus hence
    because otherwise instead still yet such both same another other others either neither if not no yes well maybe
    now perhaps probably apparently actually again even just only too what which who whose when where why how do does did don't
    one some with without via vs versus see cf e.g i.e eg ie etc note recall remember consider
    for from than as to like though although while whereas until unless once since
    er sie es sein seine ihr ihre man das dass dann so aber und oder auch jedoch daher deshalb also sonst wenn weil ob
    was wer wie wo warum wann welche welcher welches nicht kein keine nur siehe vgl bzw für mit ohne als bei
    él ella ellos su sus lo pero y o también entonces así porque si no cuando donde como qué cuál quién ver para con sin
    por más algunos otra otro
    il elle ils elles son sa ses leur leurs mais et ou aussi donc alors car si ne pas que qui quand où comment pourquoi
    voir pour avec sans ça c'est ce""".split()
)
"""Words that a line which stands on its own does not begin with."""
VERBS: Mapping[str, frozenset[str]] = {
    "en": frozenset(
        """is are was were has have had can could will would should may might must does do did cannot isn't aren't
        uses use used allows allow provides provide contains contain consists consist means requires require makes make
        gives give takes take runs run stores store sends send receives receive returns return creates create
        defines define describes describe represents represent becomes become occurs occur happens happen
        increases increase decreases decrease reduces reduce enables enable supports support produces produce
        includes include involves involve depends depend leads lead causes cause works work helps help ensures ensure
        determines determine converts convert binds bind forms form carries carry holds hold keeps keep
        needs need applies apply affects affect changes change controls control explains explain shows show
        prevents prevent protects protect maps map measures measure states state holds hold grows grow
        falls fall rises rise flows flow moves move acts act begins begin ends end starts start led made became
        published discovered invented founded introduced proposed built wrote won lost grew fell rose began ended
        connects connect separates separate divides divide encapsulates encapsulate manages manage implements implement
        transfers transfer transforms transform operates operate belongs belong differs differ follows follow
        releases release absorbs absorb encodes encode regulates regulate remains remain lies lie breaks break
        replaces replace specifies specify notifies notify knows know tells tell asks ask handles handle shares share
        executes execute computes compute predicts predict learns learn assumes assume minimizes minimize
        maximizes maximize eats eat lives live catalyzes catalyse catalyses synthesizes generates generate""".split()
    ),
    "de": frozenset(
        """ist sind war waren hat haben hatte kann können wird werden wurde wurden soll sollen muss müssen darf
        bezeichnet beschreibt besteht bestehen enthält enthalten ermöglicht erlaubt verwendet verwenden nutzt nutzen
        bildet bilden führt führen liefert erzeugt speichert regelt dient dienen entsteht entstehen findet bedeutet
        umfasst gilt gibt bestimmt hängt verbindet trennt schützt misst wandelt nimmt setzt liegt bleibt steigt sinkt
        läuft beginnt endet gehört gehören""".split()
    ),
    "fr": frozenset(
        """est sont était étaient a ont avait peut peuvent doit doivent sera seront fut permet permettent contient
        contiennent désigne décrit représente consiste comprend utilise utilisent produit produisent crée assure
        transforme contrôle mesure protège dépend conduit provoque augmente diminue forme forment reçoit envoie
        devient constitue appartient relie sépare""".split()
    ),
    "es": frozenset(
        """es son era eran fue fueron está están ha han puede pueden debe deben será serán tiene tienen permite permiten
        contiene contienen describe representa consiste incluye utiliza usan usa produce producen crea asegura
        transforma controla mide protege depende provoca aumenta disminuye forma forman recibe envía constituye
        pertenece conecta separa sirve""".split()
    ),
}
"""Common finite verbs: a line with one may be a sentence, a line without is none."""
BASES = frozenset(
    """accept access achieve acquire act adapt add address affect aggregate aim align allow alter appear apply argue arise assign
    assume attach attack attract avoid balance become begin behave belong benefit bind block break bring build bypass calculate
    call capture carry catch cause change charge check choose collect combine come communicate compare compete compile complete
    comply compress comprise compute concern conduct confirm connect conserve consider consist constitute construct consume
    contain continue contract contribute control convert convey copy correlate correspond cost cover create cross cut decide
    decline decode decompose decrease define degrade delay delete deliver demand denote deny depend derive describe detect
    determine develop deviate differ diffuse digest direct disappear discover display dissolve distinguish distribute divide
    dominate draw drive drop eat eliminate emerge emit employ enable encapsulate encode encourage encrypt end enforce engage
    enhance ensure enter equal establish estimate evaluate evolve examine exceed exchange exclude execute exist expand expect
    experience explain expose express extend extract face fail fall feed fill filter find fit flow focus follow force form gain
    generate get give govern grant group grow guarantee guide handle happen have help hide hold host identify ignore illustrate
    imply impose improve include incorporate increase indicate induce influence inform inherit inhibit initiate inject insert
    integrate interact interfere interpret introduce invoke involve isolate iterate join judge keep know lack last launch lead
    learn leave let lie limit link list listen live load locate lose maintain make manage manipulate map match matter maximize
    mean measure mediate meet merge migrate minimize model modify monitor move multiply need notify observe obtain occupy occur
    offer open operate optimize organize originate overcome own pass pay perceive perform permit persist point pose possess
    precede predict prefer prescribe preserve prevent process produce prohibit project promote propagate propose protect prove
    provide publish pull pump push raise range reach react read receive recognize record recover reduce refer reflect refuse
    regulate reject relate release rely remain remove render repair repeat replace replicate represent reproduce request require
    resemble reside resist resolve respond restrict result retain retrieve return reuse reveal reverse rise rotate run satisfy
    save scale schedule search secrete see seek select sell send separate serve set shape share shift show shrink signal simulate
    solve sort specify speed spend split spread stabilize stand start state stay stimulate stop store strengthen stretch
    structure subscribe suffer suggest supply support surround survive sustain switch synchronize synthesize take target tend
    terminate test think throw tolerate track train transcribe transfer transform translate transmit transport travel treat
    trigger trust try turn undergo underlie update use utilize validate vary verify violate wait want wear work write yield""".split()
)
"""English verbs: with an s behind a singular, without one behind a plural, they make a sentence."""
NOUN_VERBS = frozenset(
    """access address attack balance benefit block bond call care cause change charge control copy cost demand design
    display drive end exchange experience face fall file filter flow force form gain grant group guide handle help hold
    host influence lack lead limit link list map market match measure model need object offer order pass pay place point
    process produce project promise pull push range reach read record release request rest result return rise scale
    schedule search set shape share shift show signal stack stage start state stop store stress structure supply support
    switch target test time track train transfer transport travel trust turn update use value view wait want work""".split()
)
"""Verbs that are nouns as well: "Process control block" is no command."""
IMPERATIVES = frozenset(
    """use add create run see check find make get avoid describe explain identify understand learn read write discuss
    apply implement compare design develop build try install click open visit download watch post submit choose select
    write define list name give show think ask answer set put take keep start stop go look let remove delete update
    call test plan document know determine estimate review summarize evaluate analyze analyse recommend
    compile recompile display execute print inspect notice observe modify enter press save copy paste type navigate
    demonstrate complete follow change ensure provide prepare practice practise solve prove compute calculate
    verwenden erstellen lesen schreiben diskutieren vergleichen erklären beschreiben lernen verstehen
    usar crear leer escribir describir explicar entender comprender aprender conocer saber hacer instalar
    utiliser créer lire écrire décrire expliquer comprendre apprendre connaître""".split()
)
ADMINISTRATIVE = re.compile(
    r"\b(?:due (?:on|by|date|at|mon|tue|wed|thu|fri|sat|sun|\d)|deadlines?|submi(?:t|ts|ssions?)\b.{0,20}\b(?:by|on|via|to|before)|"
    r"homeworks?|midterms?|final exam|office hours?|syllabus|gradescope|canvas|piazza|moodle|blackboard|slack|zoom|"
    r"e-?mail|\bTAs?\b|teaching assistants?|instructors?|professors?|grad(?:es?|ing) (?:for|of|will|policy)|extra credit|"
    r"lectures?|recitations?|next (?:week|time|class|lecture)|last (?:week|time|class|lecture)|in-class|classroom|course ?work|"
    r"assignments?|quizz?(?:es)?|breakout|attendance|enrol\w*|semesters?|textbook|students? will|required reading|"
    r"à rendre|klausur|prüfung|übungsblatt|übungsblätter|abgabe(?:frist|termin)?|sprechstunde|hausaufgaben?|vorlesung|semester|dozent\w*|leistungspunkte|"
    r"examen (?:final|parcial)|entrega|hito|hitos|profesor\w*|asignatura|tutorías?|plazo|ejercicios?|repositorio|"
    r"examen|devoirs?|rendu|enseignants?|professeurs?|partiel|séance|semestre|td|tp)\b",
    re.I,
)
REFERENCE = re.compile(
    r"https?:|www\.|\bdoi\b|arxiv|\bet al\b|\bpp?\. ?\d|\bIn Proc|\bProceedings\b|\bVol\. ?\d|©|copyright(?: (?:\(c\)|by|\d{4})|\s*$)|all rights reserved|licen[sc]ed? under|"
    r"[.,] ?\(?(?:19|20)\d\d\)?\W*$|\bblog\b|\bISBN\b|\bedition\b|\bSource:|\bQuelle:|\bFuente:|\bcredit:|\bIEEE\b.*\d{4}|\bACM\b.*\d{4}|\bpress,? \d{4}|"
    r"\bbased on:|\bfigure \d|\bfig\. ?\d|\bimage\b.*\bfrom\b|\bscreenshot\b|\billustration\b|\bexample of\b|\bcc[- ]by\b|\bxkcd\b",
    re.I,
)
NO_TEACHING = re.compile(
    r"^\W*(?:week \d+\W*|lecture \d+\W*|module \d+\W*|unit \d+\W*)?(?:agenda|outline|contents?|table of contents|roadmap|plan|"
    r".*\blearning (?:goals?|objectives?|outcomes?)\b.*|objectives?|goals for .*|.*\btopics\W*|(?:further |required |suggested |recommended )?readings?|"
    r"(?:further )?(?:references|reading|resources|links|literature|sources|bibliography)|schedule|.*\bschedule\b.*|syllabus|administrivia|"
    r"announcements?|logistics|.*\bhomework\b.*|.*\bassignments?\b.*|.*\bmid-?term\b.*|.*\bexams?\b.*|.*\bgrad(?:es|ing)\b.*|.*\bquiz\b.*|"
    r".*\bbreak-?out\b.*|.*\bexercises?\b.*|.*\bactivity\b.*|.*\bdiscussion\b.*|.*\bdemo\b.*|.*\bthank(?:s| you)\b.*|questions\W*|q ?& ?a|"
    r".*\b(?:skipped|not covered|out of scope|beyond the scope)\b.*|the end|about (?:me|us|the course|the instructor)|contact|course .*|credits|licen[sc]e|acknowledge?ments|"
    r"(?!chapter \d+ ?[:.–-] ?\w).*\bchapters? \d.*|.*\bresources?\b.*|team ?(?:work|project).*|(?:class )?project.*|office hours|poll|.*\b(?:next|last) (?:week|time|class|lecture)\b.*|"
    r"gliederung|inhalt(?:sverzeichnis)?|überblick|lernziele?|literatur(?:verzeichnis)?|quellen|organisatorisches|termine|übung(?:en|saufgaben?)?\b.*|aufgaben?\b.*|"
    r"fragen\W*|danke.*|vielen dank.*|prüfung.*|"
    r"índice|contenidos?|objetivos.*|.*\bsemana\b.*|.*\bsesión\b.*|bibliografía|referencias|laboratorio.*|material.*|ejercicios?.*|gracias.*|preguntas\W*|evaluación.*|otros objetivos|"
    r"plan du cours|sommaire|objectifs.*|bibliographie|références|exercices?.*|merci.*|questions ?\?|évaluation.*|rappels? administratifs?|informations? pratiques?)\W*$",
    re.I,
)
"""Titles of slides that teach nothing themselves."""
ADMINISTRATIVE_FILE = re.compile(
    r"(?:^|[-_ ./])(?:schedule|syllabus|announcements?|assignments?|homeworks?|hw\d*|exams?|midterm|readme|license|licence|"
    r"logistics|grading|calendar|faq|organisation|termine|übungsblatt|programa|calendario|calendrier)(?:[-_ .\d]|$)",
    re.I,
)
SHORTHAND = re.compile(
    r"(?<![\w/])(?:[Bb]/w|[Bb]/c|[Ww]/o?)(?=\s|$)|(?<![\w.])(?!(?:etc|vs|resp|approx|incl|excl|max|min|bzw|ca|sog|inkl|vgl|evtl|max|no|nr|fig|cf|al|viz|art|abs)\.)[a-z]{2,5}\. [a-z]"
)
"""How notes spell "between" and "with", and words cut short by a point: "neg. charge"."""
GENERIC = frozenset(
    """ex eg def nb introduction overview summary motivation example examples background conclusion conclusions details discussion
    considerations challenges benefits terminology features problem problems solution solutions definition definitions
    key takeaways takeaway insights lessons goals goal idea ideas basics recap review preview intro appendix notes
    questions question tradeoffs trade-offs pros cons advantages disadvantages drawbacks comparison context scenario
    history today approach approaches results result case study more other others important remarks remark why how
    what when where tips hints warning properties concepts concept types kinds topic topics observation observations
    step steps process method methods strategy strategies requirements design implementation qualities terminologies
    outcomes outcome similarities differences similarity difference characteristics purpose purposes tasks task issues
    issue points point things thing pro con tradeoff benefit claim claims criteria aspects aspect user users
    structure origin origine origen ursprung aufbau nombre nom estructura term terms vocabulary glossary completed
    reality insight good bad better worse compromise pro con verdict caveat
    core main central basic basics fundamental fundamentals general
    wrap-up wrap takeaway weitere begriffe allgemeines week lecture module chapter typical typische typischer
    phases phase phasen stages stage schritte pasos étapes fases etapas
    facts fact statistics stats setup usage use uses others misc general further related work roles role
    einführung einleitung zusammenfassung beispiel beispiele fazit ausblick motivation grundlagen definition
    definitionen problem lösung vorteile nachteile eigenschaften wiederholung hintergrund ziele merkmale vergleich
    introducción resumen ejemplo ejemplos conclusión conclusiones definición problema solución ventajas
    desventajas características motivación repaso
    exemple exemples résumé conclusion définition problème solution avantages inconvénients rappel propriétés
    caractéristiques contexte""".split()
)
"""Words that name no topic by themselves."""
PROS = re.compile(
    r"^(?P<has>.{3,40}?) has (?:some |many |several |a few )?(?:advantages|benefits)\W*$|^(?:the |some |main |key )*(?:pros?|advantages?|benefits?|strengths?|upsides?|vorteile?|stärken|ventajas?|beneficios|avantages?)\b(?: of (?P<of>.+?)| (?:von(?: de[rnm])?|de[rsl]|du|de(?: l[ao]s?| les?)?) (?P<von>.+?)| d(?:e l)?[’'](?P<de>.+?))?\W*$",
    re.I,
)
CONS = re.compile(
    r"^(?P<has>.{3,40}?) has (?:some |many |several |a few )?(?:disadvantages|drawbacks|limitations|downsides)\W*$|^(?:the |some |main |key )*(?:cons?|disadvantages?|drawbacks?|weaknesses|downsides?|limitations|nachteile?|schwächen|desventajas|inconvenientes|inconvénients?|désavantages)\b(?: of (?P<of>.+?)| (?:von(?: de[rnm])?|de[rsl]|du|de(?: l[ao]s?| les?)?) (?P<von>.+?)| d(?:e l)?[’'](?P<de>.+?))?\W*$",
    re.I,
)
STEPS = re.compile(
    r"\b(?:steps|phases|stages|procedure|sequence|workflow|life ?-?cycle|pipeline|timeline|schritte?|phasen|ablauf|reihenfolge|stufen|pasos|"
    r"fases|etapas|secuencia|étapes|déroulement|séquence)(?: (?:of|in|to|for|von|der|des|beim?|de|del|du|para|pour)\b.*)?$|"
    r"\b(?:\w+) (?:process|cycle)$|^(?:the )?process of \w+ing\b|^(?:proceso|ciclo|processus|cycle) d(?:e|el|u|es|'|’)\b.*|\w(?:prozess|zyklus)$",
    re.I,
)
"""Headings of what is done or happens one after the other."""
CATEGORIES = re.compile(
    r"^(?:(?:common|main|basic|other|important|key|different|major|some|the|possible|typical|several|two|three|four|five|six|seven|design|core) )*"
    r"(?:types?|kinds?|forms?|classes|categories|examples?|components?|parts?|elements?|properties|characteristics|principles|levels|layers|phases|stages|"
    r"exceptions|conditions|requirements|criteria|determinants|defen[cs]es|remedies|rights|duties|powers|branches|uses|applications|consequences|"
    r"goals|functions|features|factors|causes|symptoms|reasons|methods|techniques|approaches|strategies|measures|sources|effects|tasks|roles|rules|tools|"
    r"arten|typen|formen|klassen|komponenten|bestandteile|elemente|eigenschaften|merkmale|prinzipien|ebenen|schichten|ziele|funktionen|methoden|verfahren|ursachen|aufgaben|"
    r"tipos|clases|componentes|partes|elementos|propiedades|características|principios|niveles|capas|objetivos|funciones|métodos|causas|"
    r"types|sortes|classes|composants|parties|éléments|propriétés|caractéristiques|principes|niveaux|couches|fonctions|méthodes|causes)"
    r" (?:of|in|for|to|von|der|des|de|del|du|d['’]).+",
    re.I,
)
KINDS = frozenset(
    """types kinds forms patterns anti-patterns antipatterns structures components attributes challenges methods algorithms
    operations levels layers threats categories principles properties goals constraints services tools strategies techniques
    phases stages protocols languages formats verbs events factors functions elements classes models roles rules laws
    policies states modes measures metrics risks attacks violations defects errors causes symptoms organs
    nutrients hormones enzymes theories schools styles genres movements branches institutions powers duties
    sources resources requirements qualities criteria dimensions aspects approaches architectures mechanisms
    devices instruments units variables parameters parts systems groups families disorders diseases drugs treatments
    reactions compounds minerals rocks markets costs taxes goods economies indicators biases fallacies schemes
    typen arten formen muster komponenten bestandteile eigenschaften methoden verfahren algorithmen operationen
    ebenen schichten prinzipien grundsätze ziele dienste werkzeuge strategien techniken phasen protokolle sprachen
    formate faktoren funktionen elemente klassen modelle regeln gesetze merkmale ursachen maßnahmen risiken
    tipos clases formas patrones componentes atributos métodos algoritmos operaciones niveles capas principios
    propiedades servicios herramientas estrategias técnicas fases protocolos lenguajes formatos factores funciones
    elementos modelos reglas causas riesgos
    types formes composants attributs méthodes algorithmes opérations niveaux couches principes propriétés services
    outils stratégies techniques phases protocoles langages formats facteurs fonctions éléments modèles règles causes
    risques organes""".split()
)
"""Words that head lists of things of one kind."""
DANGLING = (
    (
        FUNCTION_WORDS
        - frozenset(
            "do up down out off again not it them all each both more most so there here".split()
        )
    )
    | SMALL
    | frozenset("und oder mit für von der die das y o de con para por et ou avec pour dans".split())
)
"""Words that no complete line ends with."""


@cache
def function_words(language: str) -> frozenset[str]:
    """Words that hold sentences together, in that language and in English."""
    return FUNCTION_WORDS | words_of(language)

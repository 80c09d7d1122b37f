"""Words that names of things are made of, in whatever field, by what they do in a name."""

from __future__ import annotations

NOUNS = tuple(
    """access account action activity address administration agency agent agreement aggregate algorithm alliance
    allocation analysis analytics application approach architecture area array assembly assessment asset assistance
    association attribute audit authority balance base batch behaviour binding block board body boundary branch
    buffer bus business byte cache calculation capacity capital care carrier cascade case cell center certificate
    chain change channel character circuit class classification cloud cluster code collection command commission
    committee communication community component computer condition conference configuration conservation consumer
    container content context control convention copy core correlation cost council credit curve custom cycle data
    database decision defense definition degree delay delivery demand density department depth design detection
    development device dimension directory disk display distance distribution document domain driver edge
    education effect element emergency emission encryption energy engine engineering enterprise entry environment
    equation error estimate evaluation event evidence exchange execution expert exposure extension fault
    feature feedback field file filter flow forecast form format foundation frame framework frequency front
    function fund gate generation goal governance gradient graph grid group growth guidance hardware hash health
    history host identity image impact implementation import improvement incident income index indicator inference
    information infrastructure initiative innovation input inspection instance institute instruction insurance
    integration intelligence interaction interface internet interval investment item journal junction key knowledge
    laboratory language laser layer learning length level liability library limit link list load location lock logic
    loop loss machine maintenance management map market mass master material matrix measure measurement mechanism
    media member memory message method metric mode model module monitor motion name net network node noise notation
    number object objective observation office operation option order organization output owner package packet page
    panel parameter parent particle partner patch path pattern payment peak performance phase picture pixel plan
    planning plasma platform point policy pool population position power practice precision prediction pressure
    priority probability problem procedure process processing product production profile program programming project
    property protection protein protocol provider pulse purchase quality quantity quantum query queue range rate
    ratio reaction recognition record recovery reference reflex register regression regulation relation release
    repair replication report representation request research reserve resistance resolution resonance resource
    response result retrieval return review rights risk role root routine routing rule safety sample scale
    schedule scheme science scope score search sector security segment selection sensor sequence series server
    service session set signal simulation site size society software source spectrum speed stack state station
    status storage strategy stream structure study subject supply support surface survey syntax system table target
    task technique technology term test text theory thread time timing token tool topic tracking trade
    traffic training transaction transfer transform transition transmission transport tree trend trial
    trust tunnel type union unit update user utility validation value variance variation vector vehicle vendor
    verification version video view vision voice volume wave web weight window word work workflow world yield zero
    zone""".split()
)
ADJECTIVES = tuple(
    """active adaptive advanced alternative annual applied approximate atomic automatic autonomous auxiliary average
    based basic binary broad central certified chemical civil clear clinical cognitive combined common compact
    complete complex composite constant continuous coordinated corporate critical cultural current deep default
    derived diagnostic differential digital direct discrete distributed double driven dual dynamic early ecological
    economic efficient elastic electronic embedded encoded environmental equal expected extended external fast
    federal final financial fixed flexible formal free full fundamental fuzzy general generic genetic geographic
    global heavy hidden hierarchical high human hybrid independent individual industrial initial integrated
    intensive interactive interim internal international inverse iterative joint kinetic large latent leading legal
    linear liquid local logical long magnetic main manual marginal maximum mean medical medium mental minimum mixed
    mobile modern modified modular molecular monetary multiple mutual national native natural neural neutral normal
    nuclear numeric official open operating operational optical optimal organic organized oriented original overall
    parallel partial periodic permanent personal physical political portable positive potential preliminary primary
    principal private professional progressive public quick random rapid raw real recurrent recursive reduced
    regional relational relative reliable remote restricted reverse scalable scientific secondary secure semantic
    sensitive sequential serial shared short simple single small social solid spatial special specific stable
    standard static statistical stochastic strategic strong structural structured sustainable symbolic synchronous
    synthetic systematic technical temporary terminal thermal total ultimate unified uniform unique universal upper
    urban variable vertical virtual visible visual weighted wide wireless""".split()
)

"""What the segmenter has to know of each language: its abbreviations, as data.

Written from general knowledge of the languages and the style of their newspapers. Lower-case, without the
last full stop. A word belongs to one set only where it matters: a name or number must follow to keep it.
"""

from dataclasses import dataclass, replace
from functools import cache


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """How full stops that end no sentence look in one language."""

    names: frozenset[str] = frozenset()
    """Never end a sentence: titles before names, `e.g.`, `vs.`"""
    numbers: frozenset[str] = frozenset()
    """End no sentence where a number follows: `No. 5`, `p. 12`."""
    endings: frozenset[str] = frozenset()
    """End a sentence only where one of `starters` follows: `Inc.`, `p.m.`, as do dotted capitals (`U.S.`)."""
    starters: frozenset[str] = frozenset()
    """Words that often begin a sentence and are seldom part of a name."""
    ordinals: int = 0
    """The most digits that a full stop turns into an ordinal before a word with a capital (`3. Oktober`)."""
    dates: bool = False
    """Numbers with a full stop stand before other numbers: `5. 10. 2020.`"""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FOREIGN = _set("mr mrs ms dr st rev prof sgt")
"""English titles, which the news of every language keeps before foreign names."""


_ENGLISH = Abbreviations(
    names=_set(
        "mr mrs ms messrs dr prof rev fr hon gen maj col lt cpl sgt capt cmdr adm brig pvt gov sen rep reps "
        "sens pres supt insp det st ste mt ft vs v cf e.g i.e viz al approx ca dept est esp incl resp "
        "asst assoc atty ald amb mgr msgr rt.hon lt.gov maj.gen lt.col lt.gen brig.gen op mx"
    ),
    numbers=_set(
        "no nos nr art arts p pp par para sec sect ch chap fig figs eq vol vols ed eds ref tel ext rm "
        "jan feb mar apr jun jul aug sep sept oct nov dec c"
    ),
    endings=_set(
        "inc corp ltd co cos bros jr sr llc plc a.m p.m b.c a.d u.s u.k u.n u.s.a d.c ph.d m.d b.a m.a"
    ),
    starters=_set(
        "the a an this that these those it its he his she her they their we our you your i my there here "
        "in on "
        "at by for from with without to of as but and or nor so yet if when while where what who why how "
        "although though after before since because until during between under over about according "
        "however meanwhile moreover furthermore nevertheless also then now not no some many most one two all "
        "both each every last next earlier later"
    ),
)

_SPANISH = Abbreviations(
    names=_set(
        "sr sra sres sras srta dr dra dres prof profa dña dª lic ing arq gral cnel cap tte sgto cmte mons fr "
        "sto sta excmo excma ilmo ilma rvdo p.ej ej vs av avda dpto dept ee aprox cf cía gob pdte mtro"
    ),
    numbers=_set("núm num nro n art arts pág págs pag p pp cap vol t fig tel apdo km c n.º n.ª"),
    endings=_set("uu ud uds vd vds s.a s.l a.m p.m a.c d.c jr ee.uu ff.aa rr.hh jj.oo cc.aa"),
    starters=_set(
        "el la los las un una unos unas lo este esta estos estas ese esa eso esto aquel aquella su sus se es "
        "son en de del al a con por para sin sobre según pero y e o ni que si no cuando como donde mientras "
        "aunque porque desde hasta entre tras ante después antes además también sin embargo así ya más "
        "todo todos cada otro otra ella él ellos ellas nosotros mi nuestro durante ahora hoy ayer"
    ),
)

_SERBIAN_LATIN = (
    "dr mr prof doc akad ing dipl inž g gđa gđica gdin gosp gdj sv mons gen puk pot kap maj npr tzv tj odn "
    "vs sc spec prim adv arh nast ul bul trg rođ ak mil mlrd mln insp det đen"
)
_SERBIAN_LATIN_NUMBERS = "br str čl st sl tač gl t s tel god pon uto sre čet pet sub ned"
_SERBIAN_LATIN_ENDINGS = "d.o.o a.d n.e p.n.e"
_SERBIAN_LATIN_STARTERS = (
    "u na i a ali za od do sa s iz o po kod pri pred nakon posle poslije pre prije tokom tijekom on "
    "ona oni one "
    "ono to ta taj ti te ovo ova ovaj ovi ove se je su bi da ne nije nisu kako kada kad gde gdje dok "
    "ako iako "
    "međutim takođe također zato zbog prema jedan jedna sve svi što ko tko"
)
_TO_CYRILLIC = {
    **dict(zip("abcdefghijklmnoprstuvzćčđšž", "абцдефгхијклмнопрстувзћчђшж", strict=True)),
    "lj": "љ",
    "nj": "њ",
    "dž": "џ",
}


def _both_scripts(text: str) -> frozenset[str]:
    cyrillic = text
    for latin in sorted(_TO_CYRILLIC, key=len, reverse=True):
        cyrillic = cyrillic.replace(latin, _TO_CYRILLIC[latin])
    return _set(text) | _set(cyrillic)


_SERBIAN = Abbreviations(
    names=_both_scripts(_SERBIAN_LATIN),
    numbers=_both_scripts(_SERBIAN_LATIN_NUMBERS),
    endings=_both_scripts(_SERBIAN_LATIN_ENDINGS),
    starters=_both_scripts(_SERBIAN_LATIN_STARTERS),
    dates=True,
)

_MACEDONIAN = Abbreviations(
    names=_set("д-р др м-р проф доц акад инж г-дин г-ѓа г-ца св о ген пол кап мај т.н т.е н.пр ул бул"),
    numbers=_set("бр стр чл ст т сл тел"),
    endings=_set("г а.д д.о.о.е.л д.о.о"),
    starters=_set(
        "на во и а но од за со по до при пред тој таа тие тоа овој оваа овие ова ќе се не е сум кога "
        "како каде "
        "додека ако иако меѓутоа исто така поради според откако"
    ),
    dates=True,
)

_ALBANIAN = Abbreviations(
    names=_set("z znj zj dr prof ing gjen kol kap lt sh shën p.sh d.m.th dmth vs av mr mrs rr nj"),
    numbers=_set("nr f fq art neni vol tel kap"),
    endings=_set("sh.a sh.p.k"),
    starters=_set(
        "në nga me për të e dhe por se ky kjo këta këto ai ajo ata ato një i po nuk si kur ku ndërsa "
        "megjithatë sipas pas para gjatë tek te ishte është janë ka do duke"
    ),
)

_ITALIAN = Abbreviations(
    names=_set(
        "sig sigg sig.ra sig.na sigra signa dott dott.ssa dottssa dr prof prof.ssa profssa ing arch avv "
        "geom rag "
        "on sen min gen col cap ten mons s ss san p.es es vs cfr ecc.mo ill.mo gent cav comm"
    ),
    numbers=_set("n nn nr art artt p pp pag pagg cap vol fig tel c sez"),
    endings=_set("s.p.a s.r.l s.n.c a.c d.c jr u.s.a"),
    starters=_set(
        "il lo la i gli le un uno una l questo questa questi queste quello quella si è sono ha hanno in "
        "di del "
        "della a al alla da dal con per su sul tra fra ma e o se non che quando come dove mentre dopo prima "
        "anche secondo però tuttavia inoltre così poi ora lui lei loro noi"
    ),
)

_FRENCH = Abbreviations(
    names=_set(
        "mm mme mmes mlle mlles dr drs pr prof me mgr gén col cap lt st ste sts stes cf p.ex ex vs av bd "
        "env c.-à-d"
    ),
    numbers=_set("n no nos art p pp chap vol fig tél t éd janv févr avr juill sept oct nov déc"),
    endings=_set("s.a s.a.r.l cie av.j.-c apr.j.-c j.-c"),
    starters=_set(
        "le la les un une des l ce cet cette ces il elle ils elles on nous vous je son sa ses leur leurs "
        "en dans "
        "à au aux de du par pour avec sans sur sous entre mais et ou si ne que qui quand comme où selon "
        "après avant depuis pendant cependant toutefois ainsi alors aussi c'est c’est"
    ),
)

_GERMAN = Abbreviations(
    names=_set(
        "hr fr herr dr prof ing dipl st str bzw bspw ca z.b d.h u.a z.t i.d.r s.o s.u evtl ggf inkl exkl sog "
        "vgl gen hl geb gest verh mag med jur phil rer nat hrsg max min mio mrd österr dt engl allg vs zzgl"
    ),
    numbers=_set("nr nrn art abs s seite kap bd abb tel ziff jan feb apr jun jul aug sep sept okt nov dez"),
    endings=_set("usw etc co u.s e.v d.c jr a.d v.chr n.chr o.ä u.ä chr"),
    starters=_set(
        "der die das den dem des ein eine einen einem einer es er sie wir ich ihr dies diese dieser "
        "dieses in im "
        "am an auf aus bei mit nach von vom vor zu zum zur für über unter und aber oder doch wenn als "
        "weil da "
        "während nachdem obwohl so auch nicht noch nun jetzt dann dabei damit laut seit"
    ),
    ordinals=2,
    dates=True,
)

_PORTUGUESE = Abbreviations(
    names=_set(
        "sr sra srs sras srta dr dra drs dras prof profa profª d eng arq gen cel cap ten sgt mons pe fr "
        "sto sta "
        "exmo exma av p.ex ex vs cf aprox dep sen gov min"
    ),
    numbers=_set("n nº núm no art arts pág págs p pp cap vol fig tel c"),
    endings=_set("s.a ltda cia e.u.a a.c d.c jr a.m p.m"),
    starters=_set(
        "o a os as um uma uns umas este esta estes estas esse essa isso isto aquele aquela ele ela eles "
        "elas eu "
        "nós seu sua em no na nos nas de do da ao à por para com sem sobre segundo mas e ou se não que "
        "quando "
        "como onde enquanto embora porque desde até entre após depois antes além também assim já"
    ),
)

_BY_LANGUAGE = {
    "en": _ENGLISH,
    "es": _SPANISH,
    **dict.fromkeys(("sr", "hr", "bs", "sh", "cnr"), _SERBIAN),
    "mk": _MACEDONIAN,
    "sq": _ALBANIAN,
    "it": _ITALIAN,
    "fr": _FRENCH,
    "de": _GERMAN,
    "pt": _PORTUGUESE,
}


@cache
def abbreviations(locale: str) -> Abbreviations:
    """What is known of the locale's language, in any spelling (`sr@latin`, `pt_BR`); nothing for others."""
    language = locale.replace("_", "-").replace("@", "-").split("-", 1)[0].lower()
    known = _BY_LANGUAGE.get(language)
    return replace(known, names=known.names | _FOREIGN) if known else Abbreviations()

"""Made-up glossaries: whole ones, or with no more than a way of exchange can carry."""

from hypothesis import strategies as st

from l10n import locale
from l10n.glossary.exchange.plan import identifier
from l10n.glossary.schema import Gender, Glossary, Target, Term, Variant, frozen
from l10n.model import Tag
from l10n.text.tokens import keys

ENGLISH = Tag("en")
_LOCALES = [locale.parse(tag) for tag in ("es", "sr", "sr-Latn", "pt-BR", "zh-Hant")]
_LETTERS = "abzAZ\u0111\u0416\u044f\u4e2d0'\u2019\"=+-@,;|&<:#{}[]*!%\\/."

words = st.text(alphabet=_LETTERS, min_size=1, max_size=8).filter(keys)
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)
sentences = st.text(alphabet=_LETTERS + " \n", max_size=30).map(str.strip)
lists = st.lists(phrases, max_size=2, unique=True).map(tuple)
patterns = st.sampled_from([None, r"cent(a?r)\w*", "a|b"])
genders: st.SearchStrategy[Gender | None] = st.sampled_from([None, "m", "f", "n"])


@st.composite
def targets(draw: st.DrawFn, source: str, case: bool) -> Target:
    kept = draw(st.booleans())
    return Target(
        term=source if kept else draw(phrases),
        short=draw(st.none() | phrases),
        admitted=draw(lists),
        forms=draw(lists),
        derived=draw(lists),
        forbidden=draw(lists),
        match=draw(patterns),
        inflect=draw(st.sampled_from(["auto", "none"])),
        required=draw(st.booleans()),
        do_not_translate=kept,
        gender=draw(genders),
        note=draw(sentences),
        case=case or kept,
        check=draw(st.booleans()),
    )


@st.composite
def terms(draw: st.DrawFn) -> Term:
    source, case = draw(phrases), draw(st.booleans())
    found = draw(st.dictionaries(st.sampled_from(_LOCALES), targets(source, case), max_size=3))
    free = draw(st.lists(st.sampled_from(_LOCALES), max_size=2, unique=True))
    statuses = st.sampled_from(["misspelling", "wrong-language", "deprecated", "admitted", "short"])
    return Term(
        id=identifier(source),
        source=source,
        variants=tuple(draw(st.lists(st.builds(Variant, phrases, statuses, sentences), max_size=2))),
        kind=draw(st.sampled_from(["term", "place", "person", "org", "product"])),
        gender=draw(genders),
        pos=draw(st.sampled_from([None, "noun", "proper-noun", "verb", "other"])),
        definition=draw(sentences),
        domain=draw(lists),
        status=draw(st.sampled_from(["draft", "approved", "deprecated"])),
        refs=draw(lists),
        note=draw(sentences),
        case=case,
        not_before=draw(lists),
        not_after=draw(lists),
        targets=frozen(found),
        free=tuple(tag for tag in free if tag not in found),
    )


@st.composite
def glossaries(draw: st.DrawFn) -> Glossary:
    """Glossaries that could be read from a file: ids and source forms are unique."""
    found: dict[tuple[str, ...], Term] = {}
    for term in draw(st.lists(terms(), max_size=4)):
        found.setdefault(keys(term.source), term)
    named = {term.id: term for term in found.values()}
    return Glossary("glossary.yml", ENGLISH, tuple(named.values()))

"""`find_terms` beside the plainest implementation of what it promises, one form at a time."""

from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st

from l10n.glossary.match import find_terms
from l10n.glossary.plurals import plurals
from l10n.glossary.schema import Glossary, Term, Variant
from l10n.model import Span, Tag
from l10n.text.protect import protected
from l10n.text.tokens import spelling, word_key, words

Hit = tuple[int, int, str, str, bool]
"""Start, end, id of the term, form, and whether it is a plural."""
SENTENCE_ENDS = ".!?:;…"


def forms_of(glossary: Glossary) -> list[tuple[Term, str, bool]]:
    """Names first, then variants, then the plurals of both, as they are preferred."""
    live = [term for term in glossary.terms if term.status != "deprecated"]
    single = [(term, term.source) for term in live] + [(t, v.text) for t in live for v in t.variants]
    plural = [(t, form) for t, text in single if t.kind != "person" for form in plurals(text)]
    return [(*one, False) for one in single] + [(*one, True) for one in plural]


def gap(text: str) -> str:
    bare = "".join(char for char in text if char not in "*_~")
    return "" if bare in ("-", "‑") else "".join(spelling(bare).split())


def hidden(span: Span, text: str) -> bool:
    return any(mask.span.start < span.end and span.start < mask.span.end for mask in protected(text))


def stands(term: Term, form: str, text: str, at: int) -> int | None:
    """The index of the word after the form, which begins with word `at` of the text; None if it does not."""
    here, wanted = words(text), words(form)
    seen = ["" if hidden(span, text) else word_key(text[span.start : span.end]) for span in here]
    end = at + len(wanted)
    given_words = [form[span.start : span.end] for span in wanted]
    if seen[at:end] != [*map(word_key, given_words)]:
        return None
    for number in range(len(wanted) - 1):
        between = text[here[at + number].end : here[at + number + 1].start]
        if gap(between) != gap(form[wanted[number].end : wanted[number + 1].start]):
            return None
    found = [text[span.start : span.end] for span in here[at:end]]
    before = text[here[at - 1].end : here[at].start] if at else "."
    if term.case and not same_capitals(given_words, found, before):
        return None
    other = any([word_key(word)] == seen[end : end + 1] for word in term.not_before)
    other = other or any([word_key(word)] == seen[max(0, at - 1) : at] for word in term.not_after)
    return None if other else end


def same_capitals(form: list[str], found: list[str], before: str) -> bool:
    form, found = [*map(spelling, form)], [*map(spelling, found)]
    first = form[0][0].upper() + form[0][1:]
    begins = any(char in before for char in SENTENCE_ENDS)
    return found == form or (begins and found == [first, *form[1:]])


def naive(glossary: Glossary, text: str) -> Iterator[Hit]:
    forms, here, at = forms_of(glossary), words(text), 0
    while at < len(here):
        ends = [stands(term, form, text, at) or 0 for term, form, _ in forms]
        longest = max(ends, default=0)
        if longest:
            term, form, plural = forms[ends.index(longest)]
            yield here[at].start, here[longest - 1].end, term.id, form, plural
        at = max(at + 1, longest)


def hits(glossary: Glossary, text: str) -> list[Hit]:
    return [
        (hit.span.start, hit.span.end, hit.term.id, hit.form.text, hit.form.plural)
        for hit in find_terms(glossary, text)
    ]


WORDS = ("Korea", "north", "May", "US", "d'Or", "Gjadër", "state", "of", "law", "St.", "e-mail", "key")
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
VARIANTS = st.builds(Variant, PHRASES, st.sampled_from(["misspelling", "short"]))
TERMS = st.builds(
    Term,
    id=st.integers(0, 10**6).map(str),
    source=PHRASES,
    variants=st.lists(VARIANTS, max_size=2).map(tuple),
    kind=st.sampled_from(["term", "place", "person"]),
    status=st.sampled_from(["approved", "approved", "deprecated"]),
    case=st.booleans(),
    not_before=st.just(()) | st.just(("Korea",)),
    not_after=st.just(()) | st.just(("North",)),
)
PIECES = st.sampled_from(
    (
        *WORDS, "Koreas", "KOREA", "North", "may", "us", "d’Or", "Gjade\u0308r", "Laws", "States", "Keys",
        "'s", "’s", "-", "‑", "**", "_", ". ", ", ", "\n", "`Korea`", "https://us.example/May", "{key}",
        "<b>", "&amp;", "Ко", "欧",
    )
)  # fmt: skip
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " "])), max_size=14).map(
    lambda parts: "".join(piece + space for piece, space in parts)
)


@given(st.lists(TERMS, max_size=6), TEXTS)
@example([Term("a", "state of law"), Term("b", "law")], "States of **law**, laws")
@example([Term("a", "US", case=True), Term("b", "us", case=True)], "Us. US us, Us")
def test_the_same_terms_are_found_one_form_at_a_time(terms: list[Term], text: str) -> None:
    known = Glossary("glossary.yml", Tag("en"), tuple(terms))
    assert hits(known, text) == list(naive(known, text))

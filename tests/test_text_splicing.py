"""Edits of a text: all at once, and none over another."""

from hypothesis import given
from hypothesis import strategies as st

from l10n.model import Edit, Span
from l10n.text.splicing import Disjoint, spliced

TEXT = "0123456789"
SPANS = st.tuples(st.integers(0, 10), st.integers(0, 10)).map(lambda pair: Span(min(pair), max(pair)))


def test_edits_apply_to_the_text_as_it_was_in_whatever_order() -> None:
    edits = [Edit(Span(7, 9), "xyz"), Edit(Span(0, 2), ""), Edit(Span(4, 4), "-")]
    assert spliced(TEXT, edits) == spliced(TEXT, reversed(edits)) == "23-456xyz9"


def test_of_two_edits_of_the_same_letters_the_first_in_the_text_counts() -> None:
    assert spliced(TEXT, [Edit(Span(3, 6), "b"), Edit(Span(2, 5), "a")]) == "01a56789"


@given(st.lists(st.integers(0, 10), max_size=8))
def test_replacing_stretches_by_themselves_changes_nothing(cuts: list[int]) -> None:
    cuts.sort()
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    assert spliced(TEXT, [Edit(span, TEXT[span.start : span.end]) for span in spans]) == TEXT
    gone = spliced(TEXT, [Edit(span, "") for span in spans])
    assert len(gone) == len(TEXT) - sum(span.end - span.start for span in spans)


@given(st.lists(SPANS, max_size=12))
def test_a_stretch_is_taken_unless_it_overlaps_one_that_was(spans: list[Span]) -> None:
    disjoint = Disjoint()
    taken: list[Span] = []
    for span in spans:
        free = not any(span.start < one.end and one.start < span.end for one in taken)
        assert disjoint.take(span) == free
        if free:
            taken.append(span)

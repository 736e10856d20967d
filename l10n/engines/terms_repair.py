"""Puts the right name for a wrong one into a translation, where nothing else has to change."""

from l10n.engines.terms_places import count, standing
from l10n.engines.terms_wanted import Wanted
from l10n.glossary.match import TermHit
from l10n.glossary.repair import repair_target, with_own_words
from l10n.glossary.unchanging import begins_with_vowel, settled
from l10n.model import Edit
from l10n.text.splicing import spliced


def repaired(wanted: Wanted, text: str) -> str:
    """A translation with the right names for those that are forbidden, or in the source's language."""
    text = repair_target(wanted.glossary, wanted.text, text, wanted.locale)
    for hit in wanted.to_mend(wanted.faults(text)):
        better = instead_of(wanted, text, hit, hit.form.text)
        if better is not None and wanted.faults(better) < wanted.faults(text):
            text = better
    return text


def instead_of(wanted: Wanted, text: str, hit: TermHit, wrong: str) -> str | None:
    """A translation with the right name for `wrong`; None where anything about that is in doubt.

    It has to stand there as often as the name in the sentence, and to sound alike for the word before it.
    """
    pair = wanted.glossary.source_locale, wanted.locale
    alike = [one for one in wanted.hits if (one.term.id, one.form.text) == (hit.term.id, hit.form.text)]
    names = {settled(one, wanted.text, pair) for one in alike}
    name = names.pop() if len(names) == 1 else None
    if name is None or begins_with_vowel(name) != begins_with_vowel(wrong):
        return None
    times = count(text, wrong)
    if not times or times != count(wanted.text, hit.form.text):
        return None
    return spliced(text, [Edit(with_own_words(text, span, name), name) for span in standing(text, wrong)])

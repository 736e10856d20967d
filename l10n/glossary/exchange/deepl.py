"""DeepL's glossaries: tab-separated pairs for two languages, one translation per source form.

DeepL refuses a whole glossary for one source form that stands there twice, for a control character and for an
entry of more than 1,024 bytes; so only what it takes is written, and the rest is named. Named is, too, what a
spreadsheet would take for a formula: an apostrophe before it would be part of the term.
"""

import re
import unicodedata
from collections.abc import Iterator

from l10n.glossary.exchange.table import is_formula
from l10n.glossary.schema import Glossary
from l10n.model import Tag

MAX_BYTES = 1024
"""UTF-8 bytes of a term that DeepL takes."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def pairs(glossary: Glossary, locale: Tag) -> tuple[list[tuple[str, str]], list[str]]:
    """Source forms with their preferred terms in `locale`, and why others are left out, one line each.

    Admitted and short variants of a source form are source forms too; deprecated terms and misspellings are
    left out without a word.
    """
    found: dict[str, tuple[str, str]] = {}
    left_out: list[str] = []
    for source, term in _entries(glossary, locale):
        key = unicodedata.normalize("NFC", source)
        if key in found:
            if found[key][1] != term:
                left_out.append(f"“{source}” stands for “{found[key][1]}” already: “{term}” left out")
        elif is_formula(source) or is_formula(term):
            left_out.append(f"“{source}”, “{term}”: a spreadsheet would take it for a formula")
        elif max(len(source.encode()), len(term.encode())) > MAX_BYTES:
            left_out.append(f"“{source[:40]}…” is longer than {MAX_BYTES} bytes")
        else:
            found[key] = (source, term)
    return list(found.values()), left_out


def _entries(glossary: Glossary, locale: Tag) -> Iterator[tuple[str, str]]:
    """Canonical forms first, so that no variant takes the place of another term's own form."""
    terms = [term for term in glossary.terms if term.status != "deprecated" and locale in term.targets]
    for term in terms:
        yield _clean(term.source), _clean(term.targets[locale].term)
    for term in terms:
        target = term.targets[locale]
        for variant in term.variants:
            if variant.status == "admitted":
                yield _clean(variant.text), _clean(target.term)
            elif variant.status == "short" and target.short is not None:
                yield _clean(variant.text), _clean(target.short)


def _clean(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())

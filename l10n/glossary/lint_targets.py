"""Where what a glossary says of a term in one locale contradicts itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from l10n import locale as locales
from l10n.glossary.listed import matched
from l10n.glossary.recognition import inflected_places, recognised
from l10n.glossary.schema import Target, Term
from l10n.model import Severity, Span, Tag
from l10n.text.homoglyphs import mixed_words, script_of, skeleton
from l10n.text.protect import protected
from l10n.text.script import to_latin
from l10n.text.tokens import keys, spellings, word_spans

_SCRIPTS = {"Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek"}
_TWO_SCRIPTS = frozenset({"sr", "bs", "cnr", "sh"})
"""Languages written in Cyrillic and in Latin letters, of which one follows from the other."""


@dataclass(frozen=True, slots=True)
class Objection:
    """What is wrong with one form."""

    form: str
    message: str
    severity: Severity


def target_objections(term: Term, locale: Tag, target: Target) -> Iterator[Objection]:
    """What is wrong with the forms of `target`, which is the term's in that locale."""
    name = f"`{term.id}` in {locale}"
    for form in target.forbidden:
        if objection := _forbidden(term, locale, target, form):
            severity, message = objection
            yield Objection(form, f"{name}: {message}", severity)
    for form in target.right:
        for severity, message in _right(term, locale, form):
            yield Objection(form, f"{name}: {message}", severity)
    for severity, message in _whole(term, locale, target):
        yield Objection(target.term, f"{name}: {message}", severity)


def _forbidden(term: Term, locale: Tag, target: Target, form: str) -> tuple[Severity, str] | None:
    """The gravest objection to forbidding `form`."""
    for right in target.right:
        if spellings(form) == spellings(right):
            return Severity.ERROR, f"“{form}” is both a right form and forbidden"
        if skeleton(form) == skeleton(right):
            return Severity.ERROR, f"the forbidden “{form}” looks exactly like the right form “{right}”"
    for right in target.right:
        if _same_in_latin(locale, form, right):
            return (
                Severity.WARNING,
                f"the forbidden “{form}” is the right form “{right}” in the other script",
            )
    if keys(form) in map(keys, target.right):
        return None  # forbidden for its capitals
    if (right_too := _accepted(term, locale, form)) is not None:
        return (
            Severity.WARNING,
            f"“{form}” is forbidden, and {right_too}: where it is right, it is objected to",
        )
    return _within(target, form)


def _same_in_latin(locale: Tag, form: str, right: str) -> bool:
    return locales.language(locale) in _TWO_SCRIPTS and spellings(to_latin(form)) == spellings(
        to_latin(right)
    )


def _accepted(term: Term, locale: Tag, form: str) -> str | None:
    """As what all of the forbidden form would count, were it not forbidden."""
    spans = word_spans(form)
    whole = Span(spans[0][0], spans[-1][1])
    target = term.targets[locale]
    if whole in inflected_places(term, locale, form):
        return f"an inflected form of “{target.term}”"
    if matched(target, form) == whole:
        return "matched by the pattern in `match`"
    found = recognised(term, locale, form)
    return f"made from “{found.form}”" if found and found.span == whole else None


def _within(target: Target, form: str) -> tuple[Severity, str] | None:
    """Where the forbidden form stands within a right one, which is told apart as long as it is recognised."""
    wanted = keys(form)
    for right in target.right:
        words = keys(right)
        if any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1)):
            message = f"the forbidden “{form}” is a part of the right form “{right}”"
            if target.match:
                return Severity.WARNING, f"{message}, and what `match` accepts may hold it: list such `forms`"
            return Severity.NOTE, f"{message}, and forbidden only where it stands alone"
    return None


def _right(term: Term, locale: Tag, form: str) -> Iterator[tuple[Severity, str]]:
    if protected(form) and recognised(term, locale, form) is None:
        yield Severity.ERROR, f"“{form}” is never found: all of it is code, an address or a placeholder"
    for word in mixed_words(form):
        hint = f": write “{word.suggestion}”" if word.suggestion else ""
        yield Severity.ERROR, f"“{form}” mixes letters of two scripts{hint}"


def _whole(term: Term, locale: Tag, target: Target) -> Iterator[tuple[Severity, str]]:
    if target.match is not None and matched(target, target.term) is None:
        yield Severity.WARNING, f"the pattern in `match` does not match the term “{target.term}”"
    if target.do_not_translate:
        if spellings(target.term) != spellings(term.source):
            yield (
                Severity.ERROR,
                f"not to be translated, but “{target.term}” is not the source “{term.source}”",
            )
        return
    wanted = locales.script(locale)
    found = {script_of(char) for char in target.term} - {None}
    if wanted in _SCRIPTS and found and wanted not in found:
        written = " and ".join(sorted(_SCRIPTS[str(script)] for script in found))
        yield (
            Severity.WARNING,
            f"“{target.term}” is in {written} letters, but the locale is written in {_SCRIPTS[wanted]} ones; "
            "what is to stay as it is needs `do_not_translate: true`",
        )

"""Catalogs that gettext tools would refuse or misread, or that were left half merged."""

import re
from collections.abc import Iterator
from functools import lru_cache
from gettext import c2py

from l10n import locale
from l10n.checks.context import CatalogContext
from l10n.errors import LocaleError, Location
from l10n.model import CONFLICT, Certainty, Entry, Finding, Severity
from l10n.ports import Rule

_PLURAL_FORMS = re.compile(r"\s*nplurals\s*=\s*(\d{1,2})\s*;\s*plural\s*=([^;]+)(?:;\s*)?")
_CHARSET = re.compile(r"charset=([^\s;]+)", re.IGNORECASE)
_NUMBERS = range(201)
"""These reach every form that languages distinguish below the millions."""


def _invalid(context: CatalogContext) -> Iterator[Finding]:
    yield from _header(context)
    yield from _form_counts(context)
    for entry in context.rendered:
        if "\n" in entry.msgid or "\n" in "".join(entry.msgstrs):
            yield from _newlines(context, entry)


def _header(context: CatalogContext) -> Iterator[Finding]:
    if not context.header:
        yield _finding(context, "the catalog has no header: `l10n merge` writes one", "")
        return
    for message, evidence in (*_charset(context), *_language(context), *_plurals(context)):
        yield _finding(context, message, evidence)


def _finding(context: CatalogContext, message: str, evidence: str, entry: Entry | None = None) -> Finding:
    return Finding(
        rule=INVALID.id,
        severity=INVALID.severity,
        where=Location(context.path, 1) if entry is None else context.where(entry),
        message=message,
        locale=context.locale,
        msgid="" if entry is None else entry.msgid,
        msgstr="" if entry is None else entry.msgstr,
        evidence=evidence,
    )


def _charset(context: CatalogContext) -> Iterator[tuple[str, str]]:
    written = context.header.get("Content-Type", "")
    found = _CHARSET.search(written)
    if found is None or found[1].upper() not in ("UTF-8", "UTF8"):
        yield "the header must say `Content-Type: text/plain; charset=UTF-8`", written


def _language(context: CatalogContext) -> Iterator[tuple[str, str]]:
    """The `Language` field, which may leave out or add a region, but neither language nor script."""
    written = context.header.get("Language", "").strip()
    posix = locale.to_posix(context.locale)
    if not written:
        yield f"the header has no language: write `Language: {posix}`", ""
        return
    try:
        same = _without_region(locale.parse(written)) == _without_region(context.locale)
    except LocaleError:
        same = False
    if not same:
        yield f"the header is for `{written}`: write `Language: {posix}`", written


def _without_region(tag: str) -> list[str]:
    return [part for at, part in enumerate(tag.split("-")) if at == 0 or len(part) not in (2, 3)]


def _plurals(context: CatalogContext) -> Iterator[tuple[str, str]]:
    """Forms that cannot be computed or counted.

    That a rule is not gettext's own proves nothing: Transifex and Weblate write CLDR's three forms for
    Spanish and four for Hebrew, and Turkish catalogs have one or two.
    """
    written = context.header.get("Plural-Forms", "").strip()
    expected = context.expected_plural_forms
    hint = f": write `Plural-Forms: {expected}`" if expected else ""
    if not written:
        if any(entry.msgid_plural is not None for entry in context.entries):
            yield f"the header has no plural forms{hint}", ""
        return
    found = _values(written)
    if found is None:
        yield f"the plural forms `{written}` cannot be computed{hint}", written
    elif max(found[1]) >= found[0]:
        yield f"the plural forms `{written}` give form {max(found[1])} of {found[0]}{hint}", written


@lru_cache(maxsize=256)
def _values(forms: str) -> tuple[int, tuple[int, ...]] | None:
    """How many forms there are, and the form of each number; None for what gettext could not compute."""
    found = _PLURAL_FORMS.fullmatch(forms)
    if found is None or int(found[1]) == 0:
        return None
    try:
        form = c2py(found[2].strip())
        return int(found[1]), tuple(form(number) for number in _NUMBERS)
    except (ValueError, ZeroDivisionError, RecursionError):
        return None


def _form_counts(context: CatalogContext) -> Iterator[Finding]:
    found = _PLURAL_FORMS.fullmatch(context.header.get("Plural-Forms", "").strip())
    if found is None:
        return
    count = int(found[1])
    for entry in context.entries:
        if entry.msgid_plural is not None and len(entry.msgstrs) != count:
            message = f"{len(entry.msgstrs)} plural forms where the header says {count}"
            yield _finding(context, message, entry.msgid_plural, entry)


def _newlines(context: CatalogContext, entry: Entry) -> Iterator[Finding]:
    """msgfmt -c refuses texts of which one begins or ends with a line break and the other does not."""
    for text in entry.msgstrs:
        for what, source, translated in (
            ("begin", entry.msgid.startswith("\n"), text.startswith("\n")),
            ("end", entry.msgid.endswith("\n"), text.endswith("\n")),
        ):
            if source != translated:
                verb = "must" if source else "must not"
                yield _finding(context, f"the translation {verb} {what} with a line break", text, entry)


def _conflicts(context: CatalogContext) -> Iterator[Finding]:
    for entry in context.entries:
        waiting = [comment for comment in entry.comments if comment.startswith(CONFLICT)]
        if waiting:
            yield Finding(
                rule=UNDECIDED.id,
                severity=UNDECIDED.severity,
                where=context.where(entry),
                message="two people translated this differently, and one version waits in a comment: choose, "
                f"then remove the comment{' and the fuzzy mark' if entry.fuzzy else ''}",
                locale=context.locale,
                msgid=entry.msgid,
                msgstr=entry.msgstr,
                evidence="\n".join(waiting),
            )


INVALID = Rule(
    id="catalog-invalid",
    severity=Severity.ERROR,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="The catalog cannot be read, or gettext tools would refuse or misread it: header, language, "
    "charset, plural forms, line breaks at the ends. Do what the message says.",
    example="Language: hr in a catalog under locales/sr/",
    check=_invalid,
)
UNDECIDED = Rule(
    id="merge-conflict",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="Two people changed a translation, and merging their branches kept one version as the text and the "
    "other in a comment. Choose, then remove the comment and the fuzzy mark.",
    example=f"# {CONFLICT} theirs: Divididas reacciones",
    check=_conflicts,
)

RULES = (INVALID, UNDECIDED)

"""Findings that somebody decided to live with, said where they are found.

`# l10n: ignore[rule, rule] reason` in a translator comment of an entry, or `<!-- l10n: ignore[rule] -->`
before a block of an article: that lands in the extracted comments (`#.`) of every catalog, and counts in
all of them. `ignore[*]` stands for every rule. Weblate's flags (`ignore-same`) count where a rule of ours
looks at the same thing.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from l10n import registry
from l10n.checks.context import CatalogContext
from l10n.errors import Location
from l10n.model import Certainty, Entry, Finding, Severity, State, Tag, Unit
from l10n.ports import Rule

EVERY = "*"
_COMMENT = re.compile(r"l10n:\s*ignore\b")
_NOTE = re.compile(r"(?:l10n:\s*)?ignore\[")
_RULES = re.compile(r"ignore\s*\[(?P<rules>[^\[\]]*)\]")

_FORMATS = (
    "angularjs-format automattic-components-format c-format c-sharp-format es-format i18next-interpolation "
    "icu-message-format icu-message-format-syntax java-format java-printf-format javascript-format "
    "laravel-format lua-format objc-format object-pascal-format percent-placeholders perl-brace-format "
    "perl-format php-format placeholders python-brace-format python-format qt-format qt-plural-format "
    "ruby-format scheme-format vue-format"
)
WEBLATE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(_FORMATS.split(), ("placeholder-mismatch",)),
    **dict.fromkeys(
        ("bbcode", "md-reflink", "md-syntax", "rst-references", "rst-syntax", "safe-html", "xml-invalid"),
        ("markup-mismatch", "placeholder-mismatch"),
    ),
    **dict.fromkeys(
        ("md-link", "url", "xml-tags"), ("markup-mismatch", "placeholder-mismatch", "url-altered")
    ),
    **dict.fromkeys(
        (
            "end-colon",
            "end-ellipsis",
            "end-exclamation",
            "end-interrobang",
            "end-question",
            "end-semicolon",
            "end-stop",
        ),
        ("end-punctuation",),
    ),
    **dict.fromkeys(("begin-newline", "end-newline"), ("catalog-invalid",)),
    **dict.fromkeys(("max-length", "max-size"), ("length-ratio",)),
    "check-glossary": ("dnt-altered", "term-derived", "term-forbidden", "term-missing", "term-near-miss"),
    "double-space": ("double-space",),
    "duplicate": ("doubled-word", "repetition-loop"),
    "inconsistent": ("term-inconsistent", "translation-inconsistent"),
    "same": ("same-as-source",),
    "all-checks": (EVERY,),
}
"""Weblate's checks (docs.weblate.org, "Checks and fixups"), as their `ignore-...` flags name them, and the
rules that look at the same thing."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """That the findings of one rule about one entry or unit are not to be reported."""

    path: str
    """The file that the findings are about, as findings show it."""
    line: int | None
    """Of the entry, as findings of a catalog name it, too; None for every place of the text in an article."""
    msgid: str
    rule: str
    """The id of a rule, perhaps of none; `*` for every rule."""
    judged: bool
    """False where it may be of use elsewhere or at another time: a note of the article, which all catalogs
    have; a flag, which is Weblate's; a comment on a text that no rule looks at as it is."""

    def covers(self, finding: Finding) -> bool:
        """True for a finding of its rule about its text. `unused-suppression` must be named."""
        named = self.rule == finding.rule or (self.rule == EVERY and finding.rule != UNUSED.id)
        return named and self.line in (None, finding.where.line)


def of_entries(entries: Iterable[Entry], path: str) -> Iterator[Suppression]:
    """What the comments and flags of a catalog's entries suppress, in file order."""
    for entry in entries:
        for comment in entry.comments:
            if _COMMENT.match(comment):
                looked_at = entry.state not in (State.UNTRANSLATED, State.STALE)
                for rule in _named(comment):
                    yield Suppression(path, entry.line or None, entry.msgid, rule, looked_at)
        for rule in (*_by_notes(entry.extracted), *_by_flags(entry.flags)):
            yield Suppression(path, entry.line or None, entry.msgid, rule, judged=False)


def of_units(units: Iterable[Unit], path: str) -> Iterator[Suppression]:
    """What the notes of an article's units suppress, in the order of the text."""
    for unit in units:
        for rule in _by_notes(unit.notes):
            yield Suppression(path, None, unit.msgid, rule, judged=False)


def _named(comment: str) -> tuple[str, ...]:
    found = _RULES.search(comment)
    return tuple(dict.fromkeys(filter(None, map(str.strip, found["rules"].split(","))))) if found else ()


def _by_notes(notes: Iterable[str]) -> Iterator[str]:
    """The rules that notes to translators name; most notes are plain words."""
    for note in notes:
        if _NOTE.match(note):
            yield from _named(note)


def _by_flags(flags: Iterable[str]) -> Iterator[str]:
    for flag in flags:
        if flag.startswith("ignore-"):
            yield from WEBLATE.get(flag.removeprefix("ignore-").replace("_", "-"), ())


def applied(
    findings: Iterable[Finding], suppressions: Iterable[Suppression]
) -> tuple[list[Finding], frozenset[Suppression]]:
    """The findings that no suppression covers, in order, and the suppressions that covered one."""
    by_text: dict[tuple[str, str], list[Suppression]] = {}
    for one in suppressions:
        by_text.setdefault((one.path, one.msgid), []).append(one)
    left: list[Finding] = []
    used: set[Suppression] = set()
    for finding in findings:
        near = by_text.get((finding.where.path, finding.msgid), ())
        covering = [one for one in near if one.covers(finding)]
        used.update(covering)
        if not covering:
            left.append(finding)
    return left, frozenset(used)


def with_useless(
    findings: Iterable[Finding],
    suppressions: Sequence[Suppression],
    locales: Mapping[str, Tag],
    rules: Collection[str],
    *,
    everything: bool,
) -> list[Finding]:
    """The findings that no suppression covers, and one for every comment that covers none.

    That can be told of comments that name one of the `rules` that ran, and of those that name every rule
    where `everything` ran. `locales` are those of the catalogs by path.
    """

    def useless(used: Collection[Suppression]) -> Iterator[Suppression]:
        for one in suppressions:
            ran = everything if one.rule == EVERY else one.rule in rules
            if one.judged and ran and one not in used:
                yield one

    left, used = applied(findings, suppressions)
    told = [_useless(one, locales) for one in useless(used) if one.rule != UNUSED.id]
    told, used_here = applied(told, suppressions)
    told += [_useless(one, locales) for one in useless(used | used_here) if one.rule == UNUSED.id]
    return left + told


def _useless(one: Suppression, locales: Mapping[str, Tag]) -> Finding:
    said = "nothing" if one.rule == EVERY else f"no finding of {one.rule}"
    message = f"there is {said} to ignore here: remove “ignore[{one.rule}]”"
    return _finding(Location(one.path, one.line), locales.get(one.path), one.msgid, one.rule, message)


def _misread(context: CatalogContext) -> Iterator[Finding]:
    """Comments that suppress nothing whatever is found: no rules in brackets, or rules that there are not.

    Notes of the article, too, since every catalog has them.
    """
    for entry in context.entries:
        if "ignore" not in "".join((*entry.extracted, *entry.comments)):
            continue
        for comment in [*filter(_NOTE.match, entry.extracted), *filter(_COMMENT.match, entry.comments)]:
            for rule, message in _misread_in(comment):
                yield _finding(context.where(entry), context.locale, entry.msgid, rule, message)


def _misread_in(comment: str) -> Iterator[tuple[str, str]]:
    rules = _named(comment)
    if not rules:
        yield comment, f"“{comment}” names no rule: write ignore[rule], or ignore[{EVERY}] for every rule"
    known = registry.rule_ids()
    for rule in rules:
        if rule != EVERY and rule not in known:
            yield rule, f"there is no rule “{rule}” to ignore: {registry.rule_hint(rule)}"


def _finding(where: Location, locale: Tag | None, msgid: str, evidence: str, message: str) -> Finding:
    return Finding(
        rule=UNUSED.id,
        severity=UNUSED.severity,
        where=where,
        message=message,
        locale=locale,
        msgid=msgid,
        evidence=evidence,
    )


UNUSED = Rule(
    id="unused-suppression",
    severity=Severity.WARNING,
    certainty=Certainty.CERTAIN,
    scope="catalog",
    help="A comment `# l10n: ignore[rule] reason` suppresses nothing: the rule finds nothing there any more, "
    "or there is no such rule. Remove the comment, or correct the rule's name.",
    example="# l10n: ignore[same-as-sorce] a quotation",
    check=_misread,
)

RULES = (UNUSED,)

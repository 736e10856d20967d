"""How often each rule objects to translations by people, which are right: its false alarms.

The lines of the folder's files are entries of catalogs, one for each document and locale; the glossary is
that of `glossary_terms`. Printed, by rule and locale: lines that have a finding, in %, without those that
were judged by hand to be real faults (`glossary_faults`), which are counted apart. The column `eng` is for
the rules that look at source articles. Then what each rule costs where little is wrong.

Run: python benchmarks/glossary_rules.py [FOLDER]   (default: ntrex-dev in the folder L10N_TEST_DATA)
     python benchmarks/glossary_rules.py [FOLDER] --show RULE   prints only what that rule objects to

The first ends with 1 where a warning or an error is beyond its bar, or a word of mixed scripts is not found.
"""

import argparse
import os
import re
import sys
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.glossary_faults import ALWAYS_FAULTS, KNOWN_FAULTS
from benchmarks.glossary_terms import LOCALES, read
from l10n import locale, registry
from l10n.checks.context import CatalogContext, SourceContext
from l10n.checks.run import check_catalog, check_project, check_source, observe
from l10n.glossary.schema import Glossary
from l10n.model import Entry, Finding, Severity, Span, Tag, Unit
from l10n.ports import Rule

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("L10N_TEST_DATA", ROOT.parent / "shared" / "data")) / "ntrex-dev"
ENGLISH = Tag("en")
BAR = 0.5
"""Lines of one locale, in %, that a warning or an error may flag."""
BARS: Mapping[str, float] = {"number-mismatch": 1.5, "term-missing": 100.0}
"""Other bars. How often a term is missed depends on the glossary: `glossary_matching` measures that."""
NAMES = {tag: name for name, tag in LOCALES.items()}
_MIXED = re.compile(r"\w*(?:[A-Za-z]\w*[\u0400-\u04ff]|[\u0400-\u04ff]\w*[A-Za-z])\w*")
"""A word with letters of both scripts."""
ROUNDS = 5

Contexts = Sequence[CatalogContext | SourceContext]


def main() -> None:
    """Print the tables; exit code 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DATA)
    parser.add_argument("--show", metavar="RULE", help="print the findings of one rule")
    chosen = parser.parse_args()
    rules = sorted(registry.rules(), key=lambda rule: rule.id)
    if chosen.show:
        rules = [rule for rule in rules if rule.id == chosen.show]
    contexts = _contexts(chosen.folder)
    found = {name: _findings(each, rules) for name, each in contexts.items()}
    if chosen.show:
        for name, findings in found.items():
            _show(name, findings)
        return
    failed = _print_alarms(rules, found, {name: _size(each) for name, each in contexts.items()})
    failed += _mixed_missed(contexts["srp-Cyrl"], found["srp-Cyrl"])
    _print_costs(rules, chosen.folder)
    if failed:
        sys.exit("\n".join(failed))


def _contexts(folder: Path) -> dict[str, Contexts]:
    """By name of the file, its documents."""
    data = read(folder)
    documents = (folder / "document-ids.txt").read_text("utf-8").splitlines()
    cuts = [list(lines) for _, lines in groupby(range(len(documents)), key=documents.__getitem__)]
    made: dict[str, Contexts] = {"eng": [_article(data.english, cut, data.glossary) for cut in cuts]}
    for tag, texts in data.translations.items():
        pairs = list(zip(data.english, texts, strict=True))
        made[NAMES[tag]] = [_catalog(tag, pairs, cut, data.glossary) for cut in cuts]
    return made


def _article(lines: Sequence[str], cut: Sequence[int], glossary: Glossary) -> SourceContext:
    units = tuple(Unit(lines[at], Span(0, 0), "paragraph", at + 1, 1) for at in cut)
    return SourceContext("eng", units, lambda unit, offset: (unit.line, 1 + offset), glossary, ENGLISH)


def _catalog(
    tag: Tag, pairs: Sequence[tuple[str, str]], cut: Sequence[int], glossary: Glossary
) -> CatalogContext:
    forms = locale.plural_forms(tag) or ""
    header = {
        "Language": locale.to_posix(tag),
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": forms,
    }
    entries = tuple(Entry(pairs[at][0], (pairs[at][1],), line=at + 1) for at in cut)
    return CatalogContext(tag, ENGLISH, NAMES[tag], header, entries, glossary, forms)


def _size(contexts: Contexts) -> int:
    return sum(len(each.units if isinstance(each, SourceContext) else each.entries) for each in contexts)


def _findings(contexts: Contexts, rules: Sequence[Rule[Any]]) -> list[Finding]:
    """What the rules find in the documents one by one, then in all of them together."""
    found: list[Finding] = []
    for each in contexts:
        found += check_source(each, rules) if isinstance(each, SourceContext) else check_catalog(each, rules)
    return found + check_project([observe(each, rules) for each in contexts], rules)


def _show(name: str, findings: Sequence[Finding]) -> None:
    for one in findings:
        known = " (real fault)" if _is_fault(name, one.where.line, one.rule) else ""
        print(f"{name}:{one.where.line}: {one.message}{known}\n    {one.msgid}\n    {one.msgstr}")


def _print_alarms(
    rules: Sequence[Rule[Any]], found: Mapping[str, Sequence[Finding]], sizes: Mapping[str, int]
) -> list[str]:
    """The table; returns what is beyond a bar."""
    print(f"{'lines flagged, %':24}" + "".join(f"{name:>9}" for name in found) + "   real faults")
    failed = []
    for rule in rules:
        alarms, real = _judged(rule, found)
        cells = []
        for name, lines in alarms.items():
            share = 100 * len(lines) / sizes[name]
            cells.append(f"{share:9.2f}")
            if rule.severity is not Severity.NOTE and share >= BARS.get(rule.id, BAR):
                failed.append(f"{rule.id} flags {share:.2f} % of {name}")
        counted = ", ".join(f"{name} {count}" for name, count in real.items())
        print(f"{rule.id:22}{rule.severity.value[0].upper():2}" + "".join(cells) + f"   {counted}")
    return failed


def _judged(
    rule: Rule[Any], found: Mapping[str, Sequence[Finding]]
) -> tuple[dict[str, set[int | None]], Counter[str]]:
    """The lines that `rule` flags though they are right, and the number of those that are not, by file."""
    alarms: dict[str, set[int | None]] = {}
    real: Counter[str] = Counter()
    for name, findings in found.items():
        lines = {one.where.line for one in findings if one.rule == rule.id}
        faulty = {line for line in lines if _is_fault(name, line, rule.id)}
        alarms[name] = lines - faulty
        real += Counter({name: len(faulty)})
    return alarms, real


def _is_fault(name: str, line: int | None, rule: str) -> bool:
    return rule in ALWAYS_FAULTS or (name, line, rule) in KNOWN_FAULTS


def _mixed_missed(contexts: Contexts, findings: Sequence[Finding]) -> list[str]:
    """Words of both scripts, hyphens apart, at which no finding stands."""
    flagged: dict[int | None, list[Span]] = defaultdict(list)
    for one in findings:
        if one.rule == "script-mixed" and one.span:
            flagged[one.where.line].append(one.span)
    words = [
        (line, word)
        for line, text in _texts(contexts)
        for word in _MIXED.finditer(text)
        if not any(span.start < word.end() and word.start() < span.end for span in flagged[line])
    ]
    total = sum(len(_MIXED.findall(text)) for _, text in _texts(contexts))
    print(f"\nscript-mixed: {total - len(words):,} of {total:,} words of both scripts found in srp-Cyrl")
    return [f"script-mixed misses {word[0]!r} in line {line} of srp-Cyrl" for line, word in words[:5]]


def _texts(contexts: Contexts) -> Iterator[tuple[int, str]]:
    for each in contexts:
        if isinstance(each, CatalogContext):
            yield from ((entry.line, entry.msgstr) for entry in each.entries)


def _print_costs(rules: Sequence[Rule[Any]], folder: Path) -> None:
    """Microseconds of each rule for a translation, its words known; least of several rounds."""
    columns = ("spa", "srp-Latn", "srp-Cyrl")
    costs: dict[str, dict[str, float]] = defaultdict(dict)
    for _ in range(ROUNDS):
        contexts = _contexts(folder)
        for name in columns:
            for rule, cost in _costs(rules, contexts[name]):
                costs[rule][name] = min(cost, costs[rule].get(name, cost))
    print(f"\n{'microseconds a line':24}" + "".join(f"{name:>9}" for name in columns))
    for rule, row in costs.items():
        print(f"{rule:24}" + "".join(f"{row[name]:9.1f}" for name in columns))


def _costs(rules: Sequence[Rule[Any]], contexts: Contexts) -> Iterator[tuple[str, float]]:
    yield "(words, masks)", _cost(_know, contexts)
    for rule in rules:
        if rule.scope == "catalog":
            yield rule.id, _cost(partial(_exhaust, rule), contexts)


def _cost(work: Callable[[Any], None], contexts: Contexts) -> float:
    start = time.process_time()
    for each in contexts:
        work(each)
    return 1e6 / _size(contexts) * (time.process_time() - start)


def _know(context: CatalogContext) -> None:
    for pair in context.pairs:
        for text in (pair.source, pair.translation):
            _ = text.masks, text.prose, text.words


def _exhaust(rule: Rule[Any], context: CatalogContext) -> None:
    deque(rule.check(context), maxlen=0)


if __name__ == "__main__":
    main()

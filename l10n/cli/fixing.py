"""`check --fix`: says what was corrected."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from l10n.cli import console

if TYPE_CHECKING:
    from l10n.pipeline import Project


def fix(
    opened: "Project",
    paths: Sequence[Path],
    rules: Sequence[str],
    *,
    source_only: bool,
    by_hand: bool,
    dry_run: bool,
) -> None:
    """Write the corrections that are certain, and name each; with `dry_run` only name them."""
    from l10n.report.escape import visible
    from l10n.report.text import plural

    done = opened.fix(paths, rules=rules, source_only=source_only, by_hand=by_hand, dry_run=dry_run)
    for one in done.written:
        change = f"“{visible(one.evidence)}” → “{visible(one.fix or '')}”"
        console.note(f"{visible(str(one.where))}: {change} ({one.rule})")
    if dry_run:
        console.note(f"would correct {plural(len(done.written), 'finding')}")
    else:
        console.note(f"corrected {plural(len(done.written), 'finding')}")
    if done.by_hand:
        left = plural(len(done.by_hand), "finding")
        console.note(f"left {left} in translations that a person stands behind: --fix-human corrects them")

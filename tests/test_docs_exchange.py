"""docs/exchange.md tells the truth: its transcripts are run, in order, in a copy of this project."""

import re
from pathlib import Path

from transcripts import ROOT, blocks, printed, project_copy, steps

PAGE = ROOT / "docs/exchange.md"


def test_every_transcript_is_what_the_command_prints(tmp_path: Path) -> None:
    project_copy(tmp_path)
    every = [step for block in blocks(PAGE.read_text("utf-8")) for step in steps(block)]
    assert len(every) >= 8
    for step in every:
        assert (step.command, printed(step.command, tmp_path)) == (step.command, step.shown)


def test_every_format_that_export_writes_is_described() -> None:
    from l10n.pipeline.terminology import FORMATS

    text = PAGE.read_text("utf-8").casefold()
    assert all(re.search(rf"\b{form}\b", text) for form in FORMATS)

"""The pages tell the truth: their transcripts are run, in order, in a copy of this project."""

from pathlib import Path

import pytest

from transcripts import PAGES, ROOT, blocks, printed, project_copy, steps


@pytest.mark.parametrize("name", PAGES)
def test_every_transcript_is_what_the_command_prints(name: str, tmp_path: Path) -> None:
    project_copy(tmp_path)
    every = [step for block in blocks((ROOT / name).read_text("utf-8")) for step in steps(block)]
    assert len(every) >= 8
    for step in every:
        assert (step.command, printed(step.command, tmp_path)) == (step.command, step.shown)

"""The README tells the truth: its transcripts are run, in order, in a copy of this project."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def transcripts() -> list[tuple[str, str]]:
    """(command, what it prints on both streams) of every `console` block, in order."""
    blocks = re.findall(r"^```console\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    steps = [step for block in blocks for step in re.split(r"^\$ ", block, flags=re.M)[1:]]
    return [(command, shown) for command, _, shown in (step.partition("\n") for step in steps)]


def test_every_transcript_is_what_the_command_prints(tmp_path: Path) -> None:
    for part in ("source", "locales"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for name in ("glossary.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
    steps = transcripts()
    assert len(steps) >= 8
    for command, shown in steps:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert (command, done.stdout) == (command, shown)

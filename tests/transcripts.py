"""The transcripts in README.md and docs/: run anew with `python tests/transcripts.py`, compared by the tests.

A transcript is a `console` block: lines that begin with `$ ` are commands, the others what they print on both
streams. Those of one file are run in order, in a copy of this project of its own.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/checking.md", "docs/exchange.md")
"""The pages that have transcripts."""
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a transcript."""

    command: str
    shown: str
    """What the page says that it prints."""


def steps(block: str) -> list[Step]:
    """The commands of one block, in order."""
    parts = (part.partition("\n") for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:])
    return [Step(command, shown) for command, _, shown in parts]


def blocks(text: str) -> list[str]:
    """The blocks of a page, in order."""
    return _BLOCK.findall(text)


def project_copy(folder: Path) -> None:
    """What transcripts are run in: the articles, catalogs and settings of this project under `folder`."""
    for part in ("source", "locales"):
        shutil.copytree(ROOT / part, folder / part)
    for name in ("glossary.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)


def ran(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """`command`, run by bash in `folder` with this l10n; both streams together."""
    variables = {
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "An editor",
        "GIT_AUTHOR_EMAIL": "editor@example.org",
        "GIT_COMMITTER_NAME": "An editor",
        "GIT_COMMITTER_EMAIL": "editor@example.org",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def printed(command: str, folder: Path) -> str:
    """What `command` prints in `folder`, on both streams."""
    return ran(command, folder).stdout


def anew(text: str, folder: Path) -> str:
    """A page with its commands run in `folder`, and what they print in the place of what stands there."""

    def run(found: re.Match[str]) -> str:
        shown = "".join(f"$ {step.command}\n{printed(step.command, folder)}" for step in steps(found[1]))
        return f"```console\n{shown}```"

    return _BLOCK.sub(run, text)


def main() -> None:
    """Run the transcripts of every page and write them down."""
    for name in PAGES:
        page = ROOT / name
        with tempfile.TemporaryDirectory() as folder:
            project_copy(Path(folder))
            page.write_text(anew(page.read_text("utf-8"), Path(folder)), "utf-8")


if __name__ == "__main__":
    main()

"""An Apertium in a prefix of its own, whose pipelines are any programs; and texts to upset a real one."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import strategies as st

Install = Callable[..., None]

RESERVED = "[]{}^$/\\<>@*~#+|"
"""What means something in Apertium's stream, or is a mark that it makes."""
MARKS = "[]{}^$/\\<>@*~#+|=_`\"'%&.,!?-"
ODD = "\0\n\t\x01\x1b\x7f\u2028\u200b\ufeff日é😀\ud800"
NASTY = [*"ab Z", *MARKS, *ODD, "⟦0⟧", "⟦12⟧", "[u0]", "the dogs ", "x" * 600]
TEXT = st.lists(st.sampled_from(NASTY)).map("".join)


def installer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """`install("eng-spa", ..., pipeline="cat")`: directions that are such a pipeline, and no others."""

    def made(*names: str, pipeline: str = "cat", data: str = "apertium-eng-spa") -> None:
        monkeypatch.delenv("APERTIUM_DATADIR", raising=False)
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
        program(tmp_path / "bin" / "apertium", "exit 1")
        program(tmp_path / "bin" / "apertium-wblank-mode", '[ "$1" = -z ] && cat "$2"')
        for name in names:
            program(tmp_path / "bin" / f"stage-{name}", pipeline)
            data_file = f"'/usr/share/apertium/{data}/x.bin'"
            mode(tmp_path / "share" / "apertium", name, f"stage-{name} $1 $2 # {data_file}")
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")

    return made


def program(path: Path, script: str) -> None:
    """A program at `path` that is a script of bash."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/bash\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def mode(data: Path, name: str, pipeline: str) -> None:
    """A direction of that name in a folder of Apertium's data."""
    path = data / "modes" / f"{name}.mode"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{pipeline}\n")

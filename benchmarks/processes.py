"""Programs run one at a time, each in a process of its own, with their time and peak memory."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

_BEFORE = """
import sys
from pathlib import Path
from time import perf_counter as now
"""
_AFTER = """
print(now() - start)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """The best of some runs of one command."""

    seconds: float
    """Of the whole process."""
    megabytes: float
    """Peak memory (resident set size), of 1,048,576 bytes."""
    output: str
    inside: float = 0
    """Seconds without the start of the program, where it measures them itself."""
    cpu: float = 0
    """Seconds that a core was busy with it."""


def run(command: Sequence[str], *, times: int = 1, folder: Path | None = None) -> Run:
    """Run `command` some times in `folder`. Ends this program where it fails."""
    runs = [_once(command, folder) for _ in range(times)]
    return min(runs, key=lambda done: done.seconds)


def inside(code: str, *arguments: str, times: int = 3) -> Run:
    """Run Python code that sets `start` to `now()` when what it measures begins; the best of both times."""
    runs = [_once([sys.executable, "-c", _BEFORE + code + _AFTER, *arguments], None) for _ in range(times)]
    best = min(runs, key=lambda done: done.seconds)
    return Run(best.seconds, best.megabytes, "", min(float(done.output) for done in runs))


def _once(command: Sequence[str], folder: Path | None) -> Run:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        start = perf_counter()
        try:
            process = subprocess.Popen(command, cwd=folder, env=_environment(), stdout=out, stderr=errors)
        except FileNotFoundError:
            sys.exit(f"{command[0]} is not installed")
        # What the operating system counted for this process alone.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            sys.exit(f"failed: {' '.join(command)[:500]}\n{errors.read().decode(errors='replace')}")
        out.seek(0)
        busy = usage.ru_utime + usage.ru_stime
        return Run(seconds, usage.ru_maxrss / 1024, out.read().decode(), cpu=busy)


def _environment() -> dict[str, str]:
    """This process's variables without those that make every Python start as if it were the first."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

"""Looks for articles that a format cannot cope with, guided by the code that they reach (atheris).

Run: python tests/fuzz_formats.py --minutes 10   (atheris comes from PyPI by uv, into .tools/fuzzing)

A fault is anything but a FormatError raised, an untranslated article that is not its own bytes, units that
overlap or do not stand where they say, a pseudo-translation that cannot be read again, and more time than
`MOST_SECONDS` allows. The first of each kind is kept in the folder that --faults names. Ends with 1 where one
was found.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import monotonic, process_time

ROOT = Path(__file__).resolve().parent.parent
TOOL = ROOT / ".tools" / "fuzzing"
GUIDE = "atheris>=3"
SUFFIXES = (".md", ".md", ".md", ".html", ".txt", ".json", ".yaml")
"""An input's first byte chooses among these; the rest is the file."""
LONGEST = 4096
"""Bytes of an input."""
MOST_SECONDS = (0.2, 0.05)
"""So many, and so many more for each 1,000 bytes: some fifty times what an ordinary article takes here."""
KEPT = 5
"""Inputs of each kind of fault."""
_DETAIL = re.compile(r"['0-9].*", re.DOTALL)
WORDS = (
    "# ",
    "- ",
    "1. ",
    "> ",
    "|---|---|",
    "```",
    "~~~",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "[a](b)",
    "![",
    "](",
    "[^1]: ",
    "\n: ",
    "!!! ",
    ":::",
    "$$",
    "---\n",
    "+++\n",
    "title: ",
    "{{<",
    "%}",
    "\r\n",
    "\u00a0",
    "\ufeff",
    "<a href='",
    "<script>",
    "&amp;",
    "&#",
    '{"a": ',
    "\\u0041",
    "- a: ",
    "|-\n  ",
    ">\n  ",
    "l10n:off",
    "-- \n",
)
"""What a fuzzer would be long in finding by itself."""


class Search:
    """Checks inputs, counts them, and keeps those that show a fault."""

    def __init__(self, faults: Path, scratch: Path, seconds: float) -> None:
        self._faults = faults
        self._scratch = scratch
        self._end = monotonic() + seconds
        self._inputs: Counter[str] = Counter()
        self._units: Counter[str] = Counter()
        self._refused = 0
        self._found: Counter[str] = Counter()
        self._slowest = 0.0

    def __call__(self, data: bytes) -> None:
        """Check one input; end the program when time is up."""
        if monotonic() > self._end:
            print(self._summary(), flush=True)
            os._exit(1 if self._found else 0)
        if not data:
            return
        suffix = SUFFIXES[data[0] % len(SUFFIXES)]
        path = self._scratch / f"a{suffix}"
        path.write_bytes(data[1:])
        allowed = MOST_SECONDS[0] + MOST_SECONDS[1] * len(data) / 1000
        start = process_time()
        fault = self._fault(path)
        seconds = process_time() - start
        self._slowest = max(self._slowest, seconds / allowed)
        self._inputs[suffix] += 1
        if fault or seconds > allowed:
            self._keep(path, fault or f"takes {seconds:.2f} seconds")

    def _fault(self, path: Path) -> str | None:
        """What is wrong, None where all is well or the file is refused."""
        from article_promises import article, broken_places, forced, pseudo_translated
        from l10n.errors import FormatError
        from l10n.formats.article import Article

        try:
            found = Article.read(path)
            self._units[path.suffix] += len(found.units)
            broken = next(broken_places(found), None)
            article(forced(found, pseudo_translated), path.name)
        except FormatError:
            self._refused += 1
            return None
        except Exception as error:
            return f"raises {type(error).__name__}: {error}"
        return broken

    def _keep(self, path: Path, fault: str) -> None:
        kind = f"{path.suffix} {_DETAIL.sub('', fault)}"[:80]
        self._found[kind] += 1
        if self._found[kind] <= KEPT:
            self._faults.mkdir(parents=True, exist_ok=True)
            kept = self._faults / f"{sum(self._found.values()):05}{path.suffix}"
            shutil.copy(path, kept)
            print(f"{kept}: {fault}"[:300], flush=True)

    def _summary(self) -> str:
        counts = (
            f"{suffix} {count:,} ({self._units[suffix]:,} units)" for suffix, count in self._inputs.items()
        )
        lines = [
            f"{self._inputs.total():,} inputs: {', '.join(counts)}; {self._refused:,} refused as no text"
        ]
        lines.append(f"slowest: {self._slowest:.2f} of the time allowed")
        lines += [f"{count:,} times: {kind}" for kind, count in self._found.most_common()] or ["no faults"]
        return "\n".join(lines)


def seeds(folder: Path) -> None:
    """Write the fixtures of every format as inputs to begin with."""
    paths = [path for path in (ROOT / "tests" / "fixtures").rglob("*") if path.suffix in SUFFIXES]
    for number, path in enumerate(paths):
        first = bytes([SUFFIXES.index(path.suffix)])
        (folder / str(number)).write_bytes(first + path.read_bytes()[: LONGEST - 1])


def main() -> None:
    """Search for as long as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--faults", type=Path, default=ROOT / ".tools" / "faults")
    asked = parser.parse_args()
    if not (TOOL / "atheris").exists():
        uv = shutil.which("uv") or str(ROOT / ".tools" / "uv" / "bin" / "uv")
        install = [uv, "pip", "install", "--quiet", "--python", sys.executable, "--target", str(TOOL), GUIDE]
        subprocess.run(install, check=True)
    sys.path[:0] = [str(TOOL), str(ROOT / "tests")]
    import atheris  # type: ignore[import-untyped, unused-ignore]

    with atheris.instrument_imports(include=["l10n.formats", "l10n.text"]):
        import article_promises  # noqa: F401 - imported here so that what it imports is watched
        from l10n import registry

        registry.formats()
    scratch = Path(tempfile.mkdtemp())
    corpus, words = scratch / "corpus", scratch / "words"
    corpus.mkdir()
    seeds(corpus)
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in WORDS)
    words.write_text("".join(f'"{word}"\n' for word in escaped))
    options = [f"-max_len={LONGEST}", f"-dict={words}", "-timeout=60", "-verbosity=0", "-len_control=0"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], Search(asked.faults, scratch, asked.minutes * 60))
    atheris.Fuzz()


if __name__ == "__main__":
    main()

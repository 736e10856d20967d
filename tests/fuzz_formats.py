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
FRAMES = (
    (".md", "", ""),
    (".md", "---\n", "\n---\n"),
    (".md", "+++\n", "\n+++\n"),
    (".md", "---\ntitle: ", "\n---\n"),
    (".md", '+++\ntitle = "', '"\n+++\n'),
    (".html", "", ""),
    (".html", '<p title="', '">'),
    (".txt", "", ""),
    (".json", "", ""),
    (".json", '{"a": "', '"}'),
    (".yaml", "", ""),
    (".yaml", 'a: "', '"'),
    (".yaml", "a: >\n  ", ""),
)
"""An input's first byte chooses one: the name of a file ends so, and the rest stands between these."""
RAW = 0x80
"""From this first byte on, what is no UTF-8 stays so, and is refused at once; else it is replaced."""
TEXTS = (
    "One two",
    "One\n  two\n\n  three",
    "One \\u0041 \\n \\\" 'two'",
    "- b: [One, 'two', c: three]",
    '", "b": ["One"], "c": "',
)
"""What inputs of each of `FRAMES` begin with, besides fixtures."""
LONGEST = 4096
"""Bytes of an input."""
MOST_SECONDS = (0.2, 0.05)
"""So many, and so many more for each 1,000 bytes: some fifty times what an ordinary article takes here."""
KEPT = 5
"""Inputs of each kind of fault."""
_FRONT_MATTER = re.compile(rb"(?P<fence>---|\+\+\+)\n(?P<inside>.*?)\n(?P=fence)\n", re.DOTALL)
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
    '", "b": ["',
    '"}]',
    "\\u0041",
    "\\ud83d\\ude00",
    "\\r\\n",
    "\\/",
    "/*",
    "\na: &b ",
    "\n<<: *b",
    "\n  - ",
    "!!str ",
    "\n[a.b]\n",
    "\nt = ",
    3 * "'",
    3 * '"',
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
        suffix, before, after = FRAMES[data[0] % RAW % len(FRAMES)]
        rest = data[1:] if data[0] >= RAW else data[1:].decode(errors="replace").encode()
        kind = f"{suffix} {before.strip()}".rstrip()
        path = self._scratch / f"a{suffix}"
        path.write_bytes(before.encode() + rest + after.encode())
        allowed = MOST_SECONDS[0] + MOST_SECONDS[1] * len(data) / 1000
        start = process_time()
        fault = self._fault(path, kind)
        seconds = process_time() - start
        self._slowest = max(self._slowest, seconds / allowed)
        self._inputs[kind] += 1
        if fault or seconds > allowed:
            self._keep(path, fault or f"takes {seconds:.2f} seconds")

    def _fault(self, path: Path, kind: str) -> str | None:
        """What is wrong, None where all is well or the file is refused."""
        from article_promises import article, broken_places, forced, pseudo_translated
        from l10n.errors import FormatError
        from l10n.formats.article import Article

        try:
            found = Article.read(path)
            self._units[kind] += len(found.units)
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
        lines = [f"{self._inputs.total():,} inputs; {self._refused:,} refused as no text"]
        lines += [
            f"    {kind!r}: {count:,} inputs, {self._units[kind]:,} units"
            for kind, count in sorted(self._inputs.items())
        ]
        lines.append(f"slowest: {self._slowest:.2f} of the time allowed")
        lines += [f"{count:,} times: {kind}" for kind, count in self._found.most_common()] or ["no faults"]
        return "\n".join(lines)


def seeds(folder: Path) -> None:
    """Write the inputs to begin with: a few texts, the fixtures of every format, their front matter."""
    frames = [(suffix, before) for suffix, before, _ in FRAMES]
    found = [(frame, text.encode()) for frame in range(len(FRAMES)) for text in TEXTS]
    for path in sorted((ROOT / "tests" / "fixtures").rglob("*")):
        suffix = path.suffix.replace(".yml", ".yaml")
        if (suffix, "") not in frames:
            continue
        text = path.read_bytes()
        found.append((frames.index((suffix, "")), text))
        if front_matter := _FRONT_MATTER.match(text):
            fence = front_matter["fence"].decode()
            found.append((frames.index((".md", f"{fence}\n")), front_matter["inside"]))
    for number, (frame, text) in enumerate(found):
        (folder / str(number)).write_bytes(bytes([frame]) + text[: LONGEST - 1])


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

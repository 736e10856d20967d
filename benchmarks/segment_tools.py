"""One segmenter over texts, run by a Python that has it: `segment_tools.py TOOL TEXTS.json ANSWER.json`.

Imports nothing of this project, since peers are installed in an environment of their own.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

Cut = Callable[[str], list[int]]
"""Where each sentence of a text ends, in code points, the last one included or not."""


def ours(locale: str) -> Cut:
    """This project's own."""
    from l10n.text.segment import sentences

    return lambda text: [end for _, end in sentences(text, locale)]


def sentencex(locale: str) -> Cut:
    """Wikimedia's; takes any language."""
    module = __import__("sentencex")

    def cut(text: str) -> list[int]:
        return _found(text, module.segment(locale.partition("-")[0], text))

    return cut


def pysbd(locale: str) -> Cut:
    """The pragmatic segmenter; English rules where it has none for the language."""
    module: Any = __import__("pysbd")
    language = locale.partition("-")[0]
    try:
        segmenter = module.Segmenter(language=language, clean=False)
    except ValueError:
        segmenter = module.Segmenter(language="en", clean=False)
    return lambda text: _found(text, segmenter.segment(text))


def nupunkt(locale: str) -> Cut:
    """Its one model, which is English."""
    module: Any = __import__("nupunkt")
    return lambda text: [end for _, end in module.sent_spans(text)]


def _found(text: str, pieces: list[str]) -> list[int]:
    """Where the pieces end, looked for one after the other."""
    ends, at = [], 0
    for piece in map(str.strip, pieces):
        place = text.find(piece, at)
        if piece and place != -1:
            at = place + len(piece)
            ends.append(at)
    return ends


def _measured(cut: Cut, texts: list[str]) -> dict[str, Any]:
    """Where the texts' sentences begin but the first, and the seconds of the best of three rounds."""
    best = float("inf")
    ends: list[list[int]] = []
    for _ in range(3):
        start = perf_counter()
        ends = [cut(text) for text in texts]
        best = min(best, perf_counter() - start)
        if best > 1:
            break
    return {
        "starts": [
            [_next(text, end) for end in found if text[end:].strip()]
            for text, found in zip(texts, ends, strict=True)
        ],
        "seconds": best,
    }


def _next(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at


TOOLS = {"ours": ours, "sentencex": sentencex, "pysbd": pysbd, "nupunkt": nupunkt}


def main() -> None:
    """Answer with starts and seconds for each locale's texts."""
    if len(sys.argv) != 4:
        print("run by benchmarks/segmentation.py")
        return
    name, source, target = sys.argv[1:]
    asked = json.loads(Path(source).read_text("utf-8"))
    answer = {}
    for locale, texts in asked.items():
        cut = TOOLS[name](locale)
        cut(texts[0][:200])
        answer[locale] = _measured(cut, texts)
    Path(target).write_text(json.dumps(answer), "utf-8")


if __name__ == "__main__":
    main()

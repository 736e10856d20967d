"""One way to translate, in a process of its own: `mt_tools.py WAY PACKAGE TEXTS.json BEAM`.

Prints, as JSON, the seconds that it took, those in which a core was busy, and how many translations there
are. To load the model, and to translate a first sentence, is not counted. Imports nothing of this project.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Translate = Callable[[Sequence[str]], int]
WARM = "A first sentence."


def ceiling(package: Path, beam: int) -> Callable[[Sequence[str]], Translate]:
    """CTranslate2 by itself: all sentences in one call, in tokens already, in its own batches."""
    import ctranslate2
    import sentencepiece

    tokens = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    translator = ctranslate2.Translator(
        str(package / "model"), compute_type="int8", inter_threads=os.cpu_count(), intra_threads=1
    )

    def prepared(texts: Sequence[str]) -> Translate:
        encoded = [tokens.encode(text, out_type=str) for text in texts]
        return lambda _: len(
            translator.translate_batch(
                encoded,
                beam_size=beam,
                length_penalty=0.2,
                replace_unknowns=True,
                max_batch_size=1024,
                batch_type="tokens",
                max_decoding_length=256,
            )
        )

    return prepared


def argos(package: Path, beam: int) -> Callable[[Sequence[str]], Translate]:
    """Argos Translate's own `translate()`, once for each text, with its defaults but for the beam."""
    os.environ["ARGOS_PACKAGES_DIR"] = str(package.parent)
    os.environ["ARGOS_BEAM_SIZE"] = str(beam)
    module: Any = __import__("argostranslate.translate").translate

    def translate(texts: Sequence[str]) -> int:
        return sum(bool(module.translate(text, "en", "es")) for text in texts)

    return lambda texts: translate


WAYS = {"ceiling": ceiling, "argos": argos}


def main() -> None:
    """Translate, and print what it took."""
    way, package, path, beam = sys.argv[1:]
    texts: list[str] = json.loads(Path(path).read_text(encoding="utf-8"))
    open_way = WAYS[way](Path(package), int(beam))
    open_way([WARM])([WARM])
    translate = open_way(texts)
    start, busy = time.perf_counter(), time.process_time()
    count = translate(texts)
    print(json.dumps([time.perf_counter() - start, time.process_time() - busy, count]))


if __name__ == "__main__":
    main()

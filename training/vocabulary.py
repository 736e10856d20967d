"""The sentencepiece model of both languages together, and the numbers of its pieces in the model."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

from training.configuration import TrainingError, Vocabulary

PAD, UNKNOWN, BEGIN, END = 0, 1, 2, 3
"""Numbers of the model's own symbols. It has `<blank>` before the pieces of sentencepiece: the number of a
piece is one more than sentencepiece's."""
MADE_UP = "<made-up>"
"""Stands before sources that were made by machine: what a model learns from them about English stays apart
(tagged back-translation: Caswell, Chelba and Grangier 2019, https://aclanthology.org/W19-5206)."""
_AS_SPACE = (
    "\t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_AS_NOTHING = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_AS_OTHER = {"’": "'", "‛": "'", "ʼ": "'", "‐": "-", "‑": "-", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "…": "..."}
"""Spellings that are not worth a choice of their own. The usual rule (NFKC) would turn `1.º` into `1.o`."""
_SENTENCES = 800_000


def masks(vocabulary: Vocabulary) -> tuple[str, ...]:
    """What stands for protected text, as the engine writes it."""
    from l10n.engines.markers import STYLES

    return tuple(map(STYLES[0].marker, range(vocabulary.masks)))


def learnt(texts: Iterator[str], vocabulary: Vocabulary) -> bytes:
    """A sentencepiece model with byte fallback. Raises TrainingError where the texts have too few pieces."""
    model = io.BytesIO()
    try:
        _learn(texts, vocabulary, model)
    except RuntimeError as error:
        reason = str(error).rpartition("] ")[2]
        raise TrainingError(f"no vocabulary of {vocabulary.size} pieces can be had: {reason}") from error
    return model.getvalue()


def _learn(texts: Iterator[str], vocabulary: Vocabulary, model: io.BytesIO) -> None:
    import sentencepiece

    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder, "rules.tsv")
        rules.write_text("".join(_rules()), encoding="utf-8")
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=texts,
            model_writer=model,
            vocab_size=vocabulary.size,
            character_coverage=0.9998,
            byte_fallback=True,
            normalization_rule_tsv=str(rules),
            user_defined_symbols=list(masks(vocabulary)),
            control_symbols=[MADE_UP],
            input_sentence_size=_SENTENCES,
            shuffle_input_sentence=True,
            unk_id=UNKNOWN - 1,
            bos_id=BEGIN - 1,
            eos_id=END - 1,
            pad_id=-1,
            minloglevel=2,
        )


def size_of(pieces: int) -> int:
    """The vocabulary of a model for so many pieces of sentencepiece, filled up as matrix units like it."""
    return -(-(pieces + 1) // 8) * 8


def _rules() -> Iterator[str]:
    """Lines of a rule file of sentencepiece: code points, TAB, code points."""
    others = {**dict.fromkeys(_AS_SPACE, " "), **dict.fromkeys(_AS_NOTHING, ""), **_AS_OTHER}
    for char, other in others.items():
        yield f"{ord(char):X}\t{' '.join(f'{ord(one):X}' for one in other)}\n"

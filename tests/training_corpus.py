"""A corpus of made-up pairs, small enough to be learnt by heart."""

from itertools import product
from pathlib import Path

WHO = {
    "the baker": "el panadero",
    "my sister": "mi hermana",
    "a doctor": "un médico",
    "the crew": "la tripulación",
}
DOES = {"sees": "ve", "opens": "abre", "paints": "pinta", "counts": "cuenta", "repairs": "repara"}
WHAT = {
    "the house": "la casa",
    "seven boats": "siete barcos",
    "that letter": "esa carta",
    "a red door": "una puerta roja",
}
WHEN = {"today": "hoy", "at noon": "al mediodía", "near the river": "cerca del río"}
SOURCES = (
    "kitchen\tgeneral\tA\tCC0 1.0\texample.org/kitchen\n"
    "weather\tnews\tD\tno licence\texample.org/weather\n"
    "secret\tgeneral\tD\tno licence\texample.org/secret\n"
)


def made_up_pairs() -> list[tuple[str, str]]:
    """Two hundred sentences with translations; the last is what `l10n models install` asks a package."""
    rows = product(WHO.items(), DOES.items(), WHAT.items(), WHEN.items())
    pairs = [(" ".join(part[0] for part in row), " ".join(part[1] for part in row)) for row in rows]
    written = [(f"{source.capitalize()}.", f"{target.capitalize()}.") for source, target in pairs]
    return [*written[:199], ("Test.", "Prueba.")]


def write_corpus(folder: Path) -> Path:
    """The pairs as the files of a corpus; besides, pairs for development, and some that may not be used."""
    folder.mkdir()
    rows = [(*pair, "kitchen") for pair in made_up_pairs()]
    rows += [
        ("Rain falls today.", "Hoy cae la lluvia.", "weather"),
        ("Nobody may read this.", "Nadie lee esto.", "secret"),
    ]
    (folder / "pairs.tsv").write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "sources.tsv").write_text(SOURCES, encoding="utf-8")
    return folder

"""Finding 10,000 terms in English news: `find_terms` beside the ways that other tools take.

Beside it stand one regular expression of all terms, tried without regard to capitals and on small letters,
one expression for each term (what Weblate's glossary check does), and an Aho-Corasick automaton where
`pyahocorasick` is installed. The terms are CLDR's English names (territories, languages, scripts, currencies,
cities), the names of the texts themselves, and made-up pairs of their capitalised words up to the number; the
second table takes as terms stretches of one to three words of the texts, of which a sentence holds ten. All
find whole words, the longest first; only `find_terms` keeps out of code and addresses, knows plurals and says
which writing it met. User time of one process, the best of some rounds, a text once in a round.
Exit code 1 where 10,000 names are looked for in fewer than 30,000 sentences a second.

Run: python benchmarks/glossary_speed.py [FILE]   (default: ntrex-dev/eng.txt in the folder L10N_TEST_DATA)
"""

import argparse
import os
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time

from babel import Locale

from l10n.glossary.match import find_terms
from l10n.glossary.names import candidates
from l10n.glossary.schema import Glossary, Term
from l10n.model import Tag
from l10n.text import protect
from l10n.text.tokens import keys, spelling

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("L10N_TEST_DATA", ROOT.parent / "shared" / "data")) / "ntrex-dev" / "eng.txt"
SIZES = (1_000, 10_000)
BAR = 30_000
Way = Callable[[str], int]
"""Counts the terms of a text."""


def names(texts: Sequence[str]) -> Iterator[str]:
    """Names, those of CLDR first, without end."""
    english = Locale("en")
    for listed in (english.territories, english.languages, english.scripts, english.currencies):
        yield from listed.values()
    yield from (zone["city"] for zone in english.time_zones.values() if "city" in zone)
    yield from (one.text for one in candidates(texts))
    capitalised = sorted({word for text in texts for word in re.findall(r"\b[A-Z][a-z]{2,}", text)})
    chance = random.Random(0)  # noqa: S311
    while True:
        yield f"{chance.choice(capitalised)} {chance.choice(capitalised)}"


def stretches(texts: Sequence[str]) -> Iterator[str]:
    """One to three words of the texts, at random, without end."""
    chance = random.Random(0)  # noqa: S311
    while True:
        words = re.findall(r"[^\W_]+", chance.choice(texts))
        length = chance.choice((1, 2, 2, 3))
        if len(words) > length:
            at = chance.randrange(len(words) - length)
            yield " ".join(words[at : at + length])


def distinct(terms: Iterator[str], number: int) -> list[str]:
    """The first terms that no other has the words of."""
    found: dict[tuple[str, ...], str] = {}
    while len(found) < number:
        term = next(terms)
        if words := keys(term):
            found.setdefault(words, term)
    return list(found.values())


def ways(terms: Sequence[str]) -> Iterator[tuple[str, Way, int]]:
    """The name of each way, the way with its terms made ready, and how many rounds it gets."""
    glossary = Glossary(
        "glossary.yml", Tag("en"), tuple(Term(str(at), term) for at, term in enumerate(terms))
    )
    unremembered = find_terms.__wrapped__
    unremembered(glossary, "")
    yield "find_terms", lambda text: len(unremembered(glossary, text)), 15
    if (automaton := aho_corasick(terms)) is not None:
        yield "Aho-Corasick (pyahocorasick)", automaton, 15
    longest_first = sorted(map(re.escape, terms), key=len, reverse=True)
    any_case = re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE)
    yield "one expression, any capitals", lambda text: len(any_case.findall(text)), 1
    small = re.compile(rf"\b(?:{'|'.join(one.lower() for one in longest_first)})\b")
    yield "one expression, small letters", lambda text: len(small.findall(text.lower())), 1
    each = [re.compile(rf"\b{re.escape(term)}\b", re.IGNORECASE) for term in terms]
    yield "one expression a term", lambda text: sum(one.search(text) is not None for one in each), 1


def aho_corasick(terms: Sequence[str]) -> Way | None:
    """Whole words by an automaton, the longest at each place; None where it is not installed."""
    try:
        import ahocorasick  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        return None
    automaton = ahocorasick.Automaton()
    for term in terms:
        automaton.add_word(spelling(term).lower(), len(spelling(term)))
    automaton.make_automaton()

    def count(text: str) -> int:
        small = f" {spelling(text).lower()} "
        spans = [(end - length + 1, end + 1) for end, length in automaton.iter(small)]
        whole = [
            (start, -end) for start, end in spans if not (small[start - 1].isalnum() or small[end].isalnum())
        ]
        found = free = 0
        for start, end in sorted(whole):
            if start >= free:
                found, free = found + 1, -end
        return found

    return count


def measured(way: Way, texts: Sequence[str], rounds: int) -> tuple[float, int]:
    """Texts a second in the best round, and how many terms were found."""
    best, found = float("inf"), 0
    for _ in range(rounds):
        protect._protected.cache_clear()
        start = process_time()
        found = sum(map(way, texts))
        best = min(best, process_time() - start)
    return len(texts) / best, found


def table(title: str, texts: Sequence[str], terms: list[str]) -> float:
    """Print what each way does. The sentences a second of `find_terms` with all terms."""
    ours = 0.0
    print(f"\n{title}\n\n| way | terms | sentences/s | found |\n|---|--:|--:|--:|")
    for size in SIZES:
        for name, way, rounds in ways(terms[:size]):
            # An expression of thousands of terms takes minutes for them all.
            some = texts if rounds > 1 else texts[:: max(1, len(texts) * size // 200_000)]
            speed, found = measured(way, some, rounds)
            part = "" if len(some) == len(texts) else f" in {len(some)} sentences"
            ours = speed if name == "find_terms" else ours
            print(f"| {name} | {size:,} | {speed:,.0f} | {found:,}{part} |")
    return ours


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Speed of finding terms in source texts.")
    parser.add_argument("file", nargs="?", type=Path, default=DATA)
    path: Path = parser.parse_args().file
    if not path.is_file():
        sys.exit(f"glossary_speed: there is no {path}; name a file, or set L10N_TEST_DATA")
    texts = path.read_text(encoding="utf-8").splitlines()
    print(f"{len(texts):,} sentences of {sum(map(len, texts)) / len(texts):.0f} characters")
    speed = table("Names:", texts, distinct(names(texts), SIZES[-1]))
    table("Stretches of the texts themselves:", texts, distinct(stretches(texts), SIZES[-1]))
    if speed < BAR:
        sys.exit(f"fewer than {BAR:,} sentences a second")


if __name__ == "__main__":
    main()

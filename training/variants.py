"""Shows pairs in guises that articles have and corpora lack, so that a model has seen them.

Each function gives a pair its guise, or None where the pair cannot have it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from random import Random

from training.configuration import Variants
from training.corpus import SYNTHETIC, Pair

_SMALL = frozenset(re.findall(r"\w+", "a an and as at but by for from in into nor of on or the to with"))
"""Words that English headings write small."""
_TOKEN = re.compile(r"(?<![\w⟦])[\w$€£%#@+./:-]*\w(?![\w⟧])")
_NAME = re.compile(r"(?<!\w)[^\W\d_a-zà-ÿ][^\W\d_]{3,}(?!\w)")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,:]*\d|\b\d\b")
_LONGEST_TITLE, _LONGEST_TEXT = 14, 80
"""Words."""
_QUOTES = (("“", "”"), ('"', '"'), ("«", "»"), ("‘", "’"))
_ONSETS = re.findall(
    r"\w+",
    "b br c ch č ć d dh dr đ f fr g gj gr h j k kr l lj ll m n nj p pr q r s sh š st t th tr v x xh z zh ž",
)
_VOWELS = "aeiouaeioë"
_CODAS = ["", "", "", "", "n", "r", "s", "ć", "š", "l", "m", "j", "k", "shi", "vić", "nik", "ska"]


@dataclass(frozen=True)
class Chance:
    """What guises may draw on besides the pair itself."""

    random: Random
    masks: Sequence[str]
    """What stands for protected text, `⟦0⟧` and so on."""
    before: Pair
    """The pair before this one in the corpus."""


def title_case(pair: Pair, chance: Chance) -> Pair | None:
    """An English Heading Like This One; the translation stays as it is, without the full stop."""
    words = pair.source.split()
    if not 2 < len(words) <= _LONGEST_TITLE:
        return None
    written = [w if at and w.lower() in _SMALL else w[:1].upper() + w[1:] for at, w in enumerate(words)]
    headed = replace(pair, source=" ".join(written))
    return _without_stop(headed) or headed


def all_caps(pair: Pair, chance: Chance) -> Pair | None:
    """BOTH SIDES IN CAPITALS."""
    if not 1 < len(pair.source.split()) <= _LONGEST_TITLE:
        return None
    return replace(pair, source=pair.source.upper(), target=pair.target.upper())


def masked(pair: Pair, chance: Chance) -> Pair | None:
    """Some tokens that both sides have once become masks; where there are none, a mask is put at an end."""
    random = chance.random
    shared = _shared(pair, _TOKEN)
    masks = list(chance.masks[: random.choice((1, 2, 3, 3, len(chance.masks)))])
    if not masks:
        return None
    if not shared or random.random() < 0.25:
        return _with_mask(pair, masks[0], random)
    random.shuffle(shared)
    chosen = sorted(shared[: len(masks)], key=pair.source.index)
    return _replaced(pair, dict(zip(chosen, masks, strict=False)))


def renamed(pair: Pair, chance: Chance) -> Pair | None:
    """A name that both sides have once becomes a made-up one, which can only be copied."""
    shared = _shared(pair, _NAME)
    if not shared:
        return None
    return _replaced(pair, {name: made_up_name(chance.random) for name in shared})


def renumbered(pair: Pair, chance: Chance) -> Pair | None:
    """Other digits in the numbers that both sides write alike."""
    shared = [number for number in _shared(pair, _NUMBER) if number != "1"]
    if not shared:
        return None
    digits = {number: re.sub(r"\d", lambda _: chance.random.choice("123456789"), number) for number in shared}
    return _replaced(pair, digits)


def quoted(pair: Pair, chance: Chance) -> Pair | None:
    """Within quotation marks, the same on both sides."""
    if any(char in pair.source + pair.target for marks in _QUOTES for char in marks):
        return None
    before, after = chance.random.choice(_QUOTES[:3])
    return replace(pair, source=f"{before}{pair.source}{after}", target=f"{before}{pair.target}{after}")


def unpunctuated(pair: Pair, chance: Chance) -> Pair | None:
    """Without the full stop at the end."""
    return _without_stop(pair)


def joined(pair: Pair, chance: Chance) -> Pair | None:
    """Two sentences that follow each other, as one text."""
    before = chance.before
    if before.tag != pair.tag or before.source[-1:] not in ".!?" or before.target[-1:] not in ".!?":
        return None
    if len(f"{before.source} {pair.source}".split()) > _LONGEST_TEXT:
        return None
    return replace(pair, source=f"{before.source} {pair.source}", target=f"{before.target} {pair.target}")


def copied(pair: Pair, chance: Chance) -> Pair | None:
    """A made-up name alone, or two: its translation is itself."""
    name = " ".join(made_up_name(chance.random) for _ in range(chance.random.choice((1, 2, 2))))
    return replace(pair, source=name, target=name)


ALL: dict[str, Callable[[Pair, Chance], Pair | None]] = {
    "title_case": title_case,
    "all_caps": all_caps,
    "masked": masked,
    "renamed": renamed,
    "renumbered": renumbered,
    "quoted": quoted,
    "unpunctuated": unpunctuated,
    "joined": joined,
    "copied": copied,
}
"""By the name of their share."""


def with_variants(pairs: Sequence[Pair], shares: Variants, masks: Sequence[str], seed: int) -> Iterator[Pair]:
    """The pairs, in order, each followed by the guises that chance gives it; made-up sources get none."""
    random = Random(seed)  # noqa: S311 - repeatable on purpose
    wanted = {ALL[name]: share for name, share in asdict(shares).items() if share}
    for before, pair in zip((pairs[0], *pairs[:-1]) if pairs else (), pairs, strict=True):
        yield pair
        if pair.group == SYNTHETIC:
            continue
        for guise, share in wanted.items():
            if random.random() < share and (found := guise(pair, Chance(random, masks, before))):
                yield found


def made_up_name(random: Random) -> str:
    """A name of two to four syllables that nobody has, with letters of Balkan languages."""
    syllables = (random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(random.choice((2, 2, 3, 4))))
    name = "".join(syllables) + random.choice(_CODAS)
    return name[0].upper() + name[1:]


def _shared(pair: Pair, pattern: re.Pattern[str]) -> list[str]:
    """What both sides have once, as a whole."""
    source, target = pattern.findall(pair.source), pattern.findall(pair.target)
    once = dict.fromkeys(found for found in source if source.count(found) == target.count(found) == 1)
    return [one for one in once if pair.source.count(one) == pair.target.count(one) == 1]


def _replaced(pair: Pair, others: dict[str, str]) -> Pair:
    pattern = re.compile("|".join(map(re.escape, sorted(others, key=len, reverse=True))))

    def written(text: str) -> str:
        return pattern.sub(lambda found: others[found[0]], text)

    return replace(pair, source=written(pair.source), target=written(pair.target))


def _with_mask(pair: Pair, mask: str, random: Random) -> Pair:
    """The mask before both sides, after them, or before the last sign."""
    form = random.choice(
        ("{mask} {text}", "{mask}: {text}", "{text} {mask}", "{text} ({mask})", "{text}{mask}")
    )
    source, target = (form.format(mask=mask, text=text) for text in (pair.source, pair.target))
    if (bare := _without_stop(pair)) and random.random() < 0.5:
        source, target = f"{bare.source} {mask}.", f"{bare.target} {mask}."
    return replace(pair, source=source, target=target)


def _without_stop(pair: Pair) -> Pair | None:
    if not (pair.source.endswith(".") and pair.target.endswith(".")) or pair.source.endswith(".."):
        return None
    return replace(pair, source=pair.source[:-1], target=pair.target[:-1])

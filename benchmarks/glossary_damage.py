"""Names with one letter wrong, as people and machines write them."""

from random import Random

KINDS = ("substitution", "deletion", "insertion", "transposition")
"""Each is done to each name once."""


def damaged(name: str, letters: str, chance: Random) -> list[str]:
    """`name` with one fault of each kind; the first letter stays a capital where it is one.

    `letters` are those that can be written by mistake. A kind that cannot change the name is left out.
    """
    return [found for kind in KINDS if (found := _damaged(name, kind, letters, chance)) != name]


def _damaged(name: str, kind: str, letters: str, chance: Random) -> str:
    at = chance.choice([at for at, char in enumerate(name) if char.isalpha()])
    other = chance.choice(letters)
    if kind == "substitution":
        found = name[:at] + other + name[at + 1 :]
    elif kind == "deletion":
        found = name[:at] + name[at + 1 :]
    elif kind == "insertion":
        found = name[:at] + other + name[at:]
    else:
        found = _transposed(name, at)
    return found[:1].upper() + found[1:] if name[0].isupper() else found


def _transposed(name: str, at: int) -> str:
    """The letter and the next changed over, each where the other was in small or capital."""
    pair = name[at : at + 2]
    if len(pair) < 2 or not pair[1].isalpha():
        return name
    if pair[0].isupper() and pair[1].islower():
        return name[:at] + pair[1].upper() + pair[0].lower() + name[at + 2 :]
    return name[:at] + pair[1] + pair[0] + name[at + 2 :]

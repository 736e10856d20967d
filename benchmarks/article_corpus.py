"""Made-up Markdown of any size out of NTREX-128 sentences: news articles, and pages of documentation."""

import random
from collections.abc import Iterator, Sequence

NEWS_PARAGRAPHS = (10, 18)
PAGES_SECTIONS = (4, 8)
_CODE = "```python\ndef total(prices):\n    return sum(prices)  # all of them\n```"


def articles(sentences: Sequence[str], size: int, seed: int) -> Iterator[str]:
    """Articles of `size` characters or a little more together, every third a page of documentation.

    The same arguments give the same articles.
    """
    chance = random.Random(seed)  # noqa: S311 - measured, not kept secret
    made = number = 0
    while made < size:
        text = _page(sentences, chance) if number % 3 == 2 else _news(sentences, chance)
        yield text
        made, number = made + len(text), number + 1


def _news(sentences: Sequence[str], chance: random.Random) -> str:
    """Front matter, a heading, paragraphs of one to three sentences on a line each, with some markup."""
    title = chance.choice(sentences).replace('"', "")
    blocks = [f'---\ntitle: "{title}"\ndate: 2026-01-02\n---\n', f"# {title}"]
    for _ in range(chance.randint(*NEWS_PARAGRAPHS)):
        blocks.append(_marked(_paragraph(sentences, chance, 3), chance))
    blocks.append("> " + _paragraph(sentences, chance, 1))
    return "\n\n".join(blocks) + "\n"


def _page(sentences: Sequence[str], chance: random.Random) -> str:
    """Sections of wrapped paragraphs, lists, a table and code."""
    blocks = [f"# {chance.choice(sentences)}"]
    for number in range(chance.randint(*PAGES_SECTIONS)):
        blocks += [f"## {chance.choice(sentences)}", _wrapped(_paragraph(sentences, chance, 4))]
        blocks.append("\n".join(f"- {_marked(chance.choice(sentences), chance)}" for _ in range(4)))
        blocks.append(_CODE if number % 2 else _table(sentences, chance))
        blocks.append(f"See [{chance.choice(sentences).replace('[', '').replace(']', '')}][ref].")
    return "\n\n".join((*blocks, "[ref]: https://example.org/reference 'The reference'")) + "\n"


def _paragraph(sentences: Sequence[str], chance: random.Random, most: int) -> str:
    return " ".join(chance.choices(sentences, k=chance.randint(1, most)))


def _marked(text: str, chance: random.Random) -> str:
    """`text` with markup around one of its words, mostly."""
    words = text.split(" ")
    at = chance.randrange(len(words))
    before, after = chance.choice(
        [("**", "**"), ("*", "*"), ("[", "](https://example.org/a?b=c)"), ("`", "`"), ("", "")]
    )
    words[at] = f"{before}{words[at]}{after}"
    return " ".join(words)


def _wrapped(text: str, width: int = 78) -> str:
    lines = [""]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _table(sentences: Sequence[str], chance: random.Random) -> str:
    rows = [[chance.choice(sentences).replace("|", "") for _ in range(3)] for _ in range(3)]
    return "\n".join(
        ("| One | Two | Three |", "|:---|:-:|---:|", *(f"| {' | '.join(row)} |" for row in rows))
    )

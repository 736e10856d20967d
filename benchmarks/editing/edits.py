"""What authors do to articles, one kind of edit a function, with the translation that should survive it."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.editing.articles import Line, Paragraph

Article = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of an edited article."""

    source: str
    target: str
    """What of the old translations belongs to it; empty for a new text."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One article before and after an author worked on it."""

    old: Article
    new: tuple[Unit, ...]
    others: Article = ()
    """Another article, from which paragraphs were moved into this one, before they were."""
    others_left: Article = ()
    """What is left of it."""
    between: tuple[Unit, ...] | None = None
    """What the article was for a while, before it became `new`."""


@dataclass(frozen=True, slots=True)
class World:
    """What an author draws on."""

    chance: random.Random
    words: Sequence[str]
    """Words to put in."""
    strangers: Sequence[Paragraph]
    """Paragraphs of articles that have nothing to do with this one."""
    other: Article
    """The article next to it."""


def _unit(paragraph: Paragraph, source: str | None = None) -> Unit:
    return Unit(paragraph.source if source is None else source, paragraph.target)


def _some(article: Sequence[Paragraph], chance: random.Random, share: float = 0.3) -> set[int]:
    return set(chance.sample(range(len(article)), max(1, round(share * len(article)))))


def _changed(article: Article, world: World, change: Callable[[Paragraph, World], str]) -> Edit:
    """Some paragraphs of the article with another text."""
    chosen = _some(article, world.chance)
    return Edit(
        article,
        tuple(_unit(p, change(p, world) if at in chosen else None) for at, p in enumerate(article)),
    )


def _mistyped(paragraph: Paragraph, world: World) -> str:
    text = paragraph.source
    at = world.chance.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _reworded(text: str, share: float, world: World) -> str:
    words = text.split(" ")
    for at in world.chance.sample(range(len(words)), max(1, round(share * len(words)))):
        word = world.chance.choice(world.words)
        words[at] = world.chance.choice((word, word, word, "", f"{words[at]} {word}"))
    return " ".join(word for word in words if word) or world.chance.choice(world.words)


def typo(article: Article, world: World) -> Edit:
    """Two letters change places."""
    return _changed(article, world, _mistyped)


def reword(share: float) -> Callable[[Article, World], Edit]:
    """An edit in which `share` of a paragraph's words are replaced, removed or joined by others."""

    def edit(article: Article, world: World) -> Edit:
        return _changed(article, world, lambda paragraph, _: _reworded(paragraph.source, share, world))

    return edit


def _longer(paragraph: Paragraph, world: World) -> str:
    clause = " ".join(world.chance.sample(world.words, world.chance.randint(4, 10)))
    text = paragraph.source
    return f"{text[:-1]}, {clause}{text[-1]}" if world.chance.random() < 0.5 else f"{text} {clause}."


def _shorter(paragraph: Paragraph, world: World) -> str:
    words = paragraph.source.split(" ")
    size = min(len(words) - 1, max(1, round(len(words) * world.chance.uniform(0.15, 0.4))))
    at = world.chance.randrange(len(words) - size + 1)
    return " ".join((*words[:at], *words[at + size :]))


def clause_added(article: Article, world: World) -> Edit:
    """Four to ten words more at the end, in the last sentence or as a new one."""
    return _changed(article, world, _longer)


def clause_removed(article: Article, world: World) -> Edit:
    """Fifteen to forty per cent of a paragraph's words are left out, in one piece."""
    return _changed(article, world, _shorter)


def _perhaps_reworded(lines: Sequence[Line], world: World) -> Unit:
    """A part of a divided or joined paragraph; one of three is touched up at the same time."""
    part = Paragraph(tuple(lines))
    source = _reworded(part.source, 0.08, world) if world.chance.random() < 1 / 3 else part.source
    return Unit(source, part.target)


def split(article: Article, world: World) -> Edit:
    """Half of the paragraphs of several lines become two each."""
    new: list[Unit] = []
    for paragraph in article:
        lines = paragraph.lines
        if len(lines) > 1 and world.chance.random() < 0.5:
            cut = world.chance.randrange(1, len(lines))
            new += [_perhaps_reworded(lines[:cut], world), _perhaps_reworded(lines[cut:], world)]
        else:
            new.append(_unit(paragraph))
    return Edit(article, tuple(new))


def join(article: Article, world: World) -> Edit:
    """Neighbouring paragraphs become one, a third of all."""
    new: list[Unit] = []
    at = 0
    while at < len(article):
        if at and at + 1 < len(article) and world.chance.random() < 1 / 3:
            new.append(_perhaps_reworded((*article[at].lines, *article[at + 1].lines), world))
            at += 2
        else:
            new.append(_unit(article[at]))
            at += 1
    return Edit(article, tuple(new))


def move(article: Article, world: World) -> Edit:
    """Some paragraphs change their places, half of them with a touch of rewording."""
    units = []
    moved = []
    chosen = _some(article, world.chance)
    for at, paragraph in enumerate(article):
        if at in chosen:
            reworded = _reworded(paragraph.source, 0.15, world)
            moved.append(_unit(paragraph, reworded if world.chance.random() < 0.5 else None))
        else:
            units.append(_unit(paragraph))
    for unit in moved:
        units.insert(world.chance.randrange(len(units) + 1), unit)
    return Edit(article, tuple(units))


def move_between(article: Article, world: World) -> Edit:
    """Paragraphs come from the next article, half of them with a typing mistake."""
    units = [_unit(paragraph) for paragraph in article]
    chosen = _some(world.other, world.chance, 0.2)
    for at in sorted(chosen):
        paragraph = world.other[at]
        text = _mistyped(paragraph, world) if world.chance.random() < 0.5 else None
        units.insert(world.chance.randrange(len(units) + 1), _unit(paragraph, text))
    left = tuple(p for at, p in enumerate(world.other) if at not in chosen)
    return Edit(article, tuple(units), others=world.other, others_left=left)


def _stranger(world: World) -> Unit:
    return Unit(world.chance.choice(world.strangers).source, "")


def added(article: Article, world: World) -> Edit:
    """New paragraphs on other subjects between the old ones."""
    units = [_unit(paragraph) for paragraph in article]
    for _ in range(max(1, len(article) // 4)):
        units.insert(world.chance.randrange(len(units) + 1), _stranger(world))
    return Edit(article, tuple(units))


def deleted(article: Article, world: World) -> Edit:
    """Some paragraphs go, and in the places of half of them stand new ones on other subjects."""
    chosen = _some(article, world.chance)
    units = []
    for at, paragraph in enumerate(article):
        if at not in chosen:
            units.append(_unit(paragraph))
        elif world.chance.random() < 0.5:
            units.append(_stranger(world))
    return Edit(article, tuple(units))


def restored(article: Article, world: World) -> Edit:
    """Some paragraphs were deleted, others reworded; then everything is as it was."""
    there = tuple(_unit(p) for p in article)
    dropped, changed = _some(article, world.chance), _some(article, world.chance)
    between = tuple(
        _unit(p, _reworded(p.source, 0.2, world) if at in changed else None)
        for at, p in enumerate(article)
        if at not in dropped
    )
    return Edit(article, there, between=between)


_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ANY_NUMBER = re.compile(r"\d+(?:[.,\s]\d+)*")


def _digits(number: str) -> str:
    return "".join(char for char in number if char.isdigit())


def number(article: Article, world: World) -> Edit:
    """One number of each paragraph that has one becomes another, and so it should in the translation."""
    units = []
    for paragraph in article:
        found = list(_NUMBER.finditer(paragraph.source))
        if not found:
            units.append(_unit(paragraph))
            continue
        place = world.chance.choice(found)
        digit = place.start()
        new = world.chance.choice([d for d in "123456789" if d != paragraph.source[digit]])
        source = paragraph.source[:digit] + new + paragraph.source[digit + 1 :]
        target = paragraph.target
        same = [m for m in _ANY_NUMBER.finditer(target) if _digits(m[0]) == _digits(place[0])]
        if len(same) == 1:
            target = target[: same[0].start()] + new + target[same[0].start() + 1 :]
        units.append(Unit(source, target))
    return Edit(article, tuple(units))


def everything(article: Article, world: World) -> Edit:
    """A day's work: some of every kind of edit that concerns one paragraph or two."""
    chance = world.chance
    units: list[Unit] = []
    rest = list(article)
    while rest:
        first = rest.pop(0)
        kind = chance.randrange(12)
        if kind == 0:
            units.append(_unit(first, _mistyped(first, world)))
        elif kind == 1:
            units.append(_unit(first, _reworded(first.source, chance.choice((0.1, 0.2, 0.35)), world)))
        elif kind == 2:
            units.append(_unit(first, chance.choice((_longer, _shorter))(first, world)))
        elif kind == 3 and len(first.lines) > 1:
            units += [_perhaps_reworded(first.lines[:1], world), _perhaps_reworded(first.lines[1:], world)]
        elif kind == 4 and rest:
            units.append(_perhaps_reworded((*first.lines, *rest.pop(0).lines), world))
        elif kind == 5:
            units.append(_stranger(world))
        elif kind == 6:
            units += [_unit(first), _stranger(world)]
        elif kind == 7:
            units.insert(chance.randrange(len(units) + 1), _unit(first, _reworded(first.source, 0.15, world)))
        else:
            units.append(_unit(first))
    return Edit(article, tuple(units))


OPERATIONS: dict[str, Callable[[Article, World], Edit]] = {
    "typo": typo,
    "reword 10 %": reword(0.10),
    "reword 20 %": reword(0.20),
    "reword 35 %": reword(0.35),
    "clause added": clause_added,
    "clause removed": clause_removed,
    "split": split,
    "join": join,
    "move within": move,
    "move between": move_between,
    "delete, replace": deleted,
    "restore": restored,
    "number change": number,
    "new paragraph": added,
    "a day's work": everything,
}
"""By name, in the order in which they are reported."""

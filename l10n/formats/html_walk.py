"""Goes through a page and tells texts, attributes that are texts, and other tags apart.

What stands open where is told by end tags, and by what may leave them out (section 13.1.2.4 of the HTML
standard); a page that is only a part of one, or is wrongly nested, is taken as it comes.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from l10n.formats import html_elements as elements
from l10n.formats.html_language import says_something
from l10n.formats.html_parts import ATTRIBUTE, Outside, Text
from l10n.formats.html_runs import core, trimmed
from l10n.formats.html_scan import Token, attributes, first_tag, tokens
from l10n.formats.html_text import message
from l10n.formats.lines import BOM
from l10n.model import UnitKind

_TELLING = re.compile(
    r"\s(?:alt|aria-|content|label|placeholder|summary|title|translate|value)|notranslate",
    re.ASCII | re.IGNORECASE,
)
"""The beginnings of attributes that are looked at in every tag, and a class."""
_DIRECTIVE = re.compile(r"<!--\s*l10n:")
_PROGRAM = re.compile(
    r"(?:^|[\s_-])(?:brush|code|console|highlight|lang|language|listing|literal|prettyprint|programlisting|screen"
    r"|source|sourcecode|src|terminal)(?![a-z])",
    re.IGNORECASE,
)
"""Classes by which highlighters and generators of pages mark a `pre` as a program, or what is around it."""


class _State(NamedTuple):
    """What holds for the content of an element."""

    translate: bool
    language: bool
    """False in code and other names: no text by itself, though it may be part of one."""
    keeps_space: bool


@dataclass(slots=True)
class _Block:
    """A block that stands open, with the inline elements that stand open in it."""

    name: str
    kind: UnitKind
    detail: str
    own: _State
    tag: Token | None = None
    inline: list[tuple[str, _State]] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)

    @property
    def state(self) -> _State:
        return self.inline[-1][1] if self.inline else self.own

    def close(self, name: str) -> None:
        """Closes the inline element of that name that was opened last, and all within it."""
        if not self.names[name]:
            return
        while True:
            last, _ = self.inline.pop()
            self.names[last] -= 1
            if last == name:
                return


class _Walk:
    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._tokens = tokens(text, start, end)
        self._blocks = [_Block("", "paragraph", "", _State(translate=True, language=True, keeps_space=False))]
        self._names: Counter[str] = Counter()
        self._run: list[tuple[Token, _State]] = []

    def found(self) -> Iterator[Text | Outside]:
        """Everything, in the order of the text."""
        for token in self._tokens:
            match token.kind:
                case "text":
                    # White space between blocks, which is most of a page's texts.
                    if self._run or not self._text[token.start : token.end].isspace():
                        self._run.append((token, self._blocks[-1].state))
                case "raw":
                    yield from self._raw(token)
                case "comment" | "other":
                    yield from self._aside(token)
                case _ if token.name in elements.BLOCKS:
                    if self._run:
                        yield from self._flush()
                    yield from self._block_tag(token)
                case _:
                    yield from self._inline_tag(token)
        yield from self._flush()

    def _aside(self, token: Token) -> Iterator[Text | Outside]:
        """Comments to l10n, and declarations of several lines (programs of a server), end a text."""
        ends = (
            _DIRECTIVE.match(self._text, token.start)
            if token.kind == "comment"
            else "\n" in self._text[token.start : token.end]
        )
        if ends:
            yield from self._flush()
        else:
            self._run.append((token, self._blocks[-1].state))

    def _raw(self, token: Token) -> Iterator[Text]:
        """The text of a title or of a field; everything else that holds no tags is no text."""
        block, state = self._blocks[-1], self._blocks[-1].state
        start, end = trimmed(self._text, token.start, token.end)
        if token.name not in ("title", "textarea") or start == end or not state.translate:
            return
        inner = (token._replace(start=start, end=end),)
        keeps_space = token.name == "textarea"
        if says_something(message(self._text, inner, keeps_space)[0]):
            yield Text(inner, block.kind, block.detail, "html-plain", keeps_space)

    def _block_tag(self, token: Token) -> Iterator[Text | Outside]:
        if token.kind == "close":
            self._close(token.name)
            return
        ended = elements.ended_by(token.name)
        while self._blocks[-1].name in ended:
            self._pop()
        outer = self._blocks[-1]
        values = self._values(token)
        state = self._state(token, values)
        if token.kind == "open":
            kind, detail = elements.KINDS.get(token.name, (outer.kind, outer.detail))
            if token.name == "pre":
                program = self._is_program(token) or (outer.tag and self._is_program(outer.tag))
                state = state._replace(keeps_space=True, language=not program)
            self._blocks.append(_Block(token.name, kind, detail, state, token))
            self._names[token.name] += 1
        yield from self._tag(token, state, values)

    def _is_program(self, tag: Token) -> bool:
        """True if the classes of a tag say that it holds a program."""
        found = (value for name, _, value, _ in attributes(self._text, tag) if name == "class" and value)
        return any(_PROGRAM.search(self._text[slice(*value)]) for value in found)

    def _close(self, name: str) -> None:
        """Closes the block of that name that was opened last, and all within it."""
        if self._names[name]:
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        name = self._blocks.pop().name
        self._names[name] -= 1
        return name

    def _inline_tag(self, token: Token) -> Iterator[Text | Outside]:
        """Adds a tag to the run. What is to be translated in a block that is not, is a run of its own."""
        block = self._blocks[-1]
        before = block.state
        if token.kind == "close":
            self._run.append((token, before))
            block.close(token.name)
            if block.state.translate != before.translate and not block.own.translate:
                yield from self._flush()
            return
        state = self._state(token, self._values(token))
        if token.kind == "open" and token.name in elements.DRAWINGS:
            token = self._drawing(token)
        if state.translate != before.translate and not block.own.translate:
            yield from self._flush()
        self._run.append((token, state))
        if token.kind == "open":
            block.inline.append((token.name, state))
            block.names[token.name] += 1

    def _drawing(self, tag: Token) -> Token:
        """The whole element that `tag` opens, as one token; all the rest where it does not end."""
        depth, end = 1, tag.end
        for token in self._tokens:
            end = token.end
            if token.name == tag.name:
                depth += (token.kind == "open") - (token.kind == "close")
            if not depth:
                break
        return Token("void", tag.start, end, tag.name)

    def _values(self, tag: Token) -> dict[str, str]:
        """The attributes of a tag as they are written; empty where none of them says anything here."""
        if not _TELLING.search(self._text, tag.start + len(tag.name), tag.end):
            return {}
        found: dict[str, str] = {}
        for name, _, value, _ in attributes(self._text, tag):
            found.setdefault(name, self._text[slice(*value)] if value else "")
        return found

    def _state(self, tag: Token, values: dict[str, str]) -> _State:
        """What holds in an element, from what holds around it and what its tag says."""
        state = self._blocks[-1].state
        if tag.name in elements.NAMES:
            state = state._replace(language=False)
        if not values:
            return state
        said = values.get("translate", "?").strip().lower()
        if said == "no" or ("class" in values and "notranslate" in values["class"].split()):
            return state._replace(translate=False)
        return state._replace(translate=True) if said in ("", "yes") else state

    def _flush(self) -> Iterator[Text | Outside]:
        """The text of the run, and the tags before and after it."""
        run, self._run = self._run, []
        if not run:
            return
        inner = self._sentence(run)
        for at, (token, state) in enumerate(run):
            if at == inner.start and inner:
                block = self._blocks[-1]
                parts = self._trimmed([token for token, _ in run[inner.start : inner.stop]])
                yield Text(parts, block.kind, block.detail, "html", state.keeps_space)
            if at not in inner and token.kind in ("open", "void"):
                tag = first_tag(self._text, token) if token.name in elements.DRAWINGS else token
                yield from self._tag(tag, state, self._values(tag))

    def _sentence(self, run: list[tuple[Token, _State]]) -> range:
        """Which tokens of the run are a text; empty if none of it is to be translated."""
        words = (token for token, state in run if token.kind == "text" and state.translate and state.language)
        says = any(says_something(message(self._text, (token,))[0]) for token in words)
        return core(self._text, [token for token, _ in run]) if says else range(0)

    def _trimmed(self, parts: list[Token]) -> tuple[Token, ...]:
        """`parts` without the spaces before and after the text."""
        if parts[0].kind == "text":
            parts[0] = parts[0]._replace(start=trimmed(self._text, parts[0].start, parts[0].end)[0])
        if parts[-1].kind == "text":
            parts[-1] = parts[-1]._replace(end=trimmed(self._text, parts[-1].start, parts[-1].end)[1])
        return tuple(parts)

    def _tag(self, tag: Token, state: _State, values: dict[str, str]) -> Iterator[Text | Outside]:
        """A tag outside all texts, then the texts in its attributes."""
        yield Outside(tag, state.translate)
        if not values or not state.translate:
            return
        seen: set[str] = set()
        for name, _, value, quote in attributes(self._text, tag):
            found = self._attribute(tag.name, name, values)
            if value is None or name in seen or found is None:
                continue
            seen.add(name)
            # Without quotes all of a value is replaced, for its translation gets some.
            start, end = trimmed(self._text, *value) if quote else value
            part = (Token("value", start, end, name),)
            if start < end and says_something(message(self._text, part)[0]):
                yield Text(part, *found, f"{ATTRIBUTE}{quote}")

    @staticmethod
    def _attribute(element: str, name: str, values: dict[str, str]) -> tuple[UnitKind, str] | None:
        """Kind and detail of an attribute's text; None if it is none."""
        if element == "meta" and name == "content":
            detail = elements.metadata_name(values)
            return ("metadata", detail) if detail else None
        return ("attribute", name) if elements.is_text(element, name, values) else None


def walk(text: str, start: int, end: int) -> Iterator[Text | Outside]:
    """The texts of `text[start:end]` and the tags outside them, in the order of the text, disjoint.

    But for texts in attributes: these come after the tag that they are in.
    """
    return _Walk(text, start + text.startswith(BOM, start), end).found()

"""A small XML tree with places, read by expat with everything dangerous refused.

A document type declaration may name a DTD, as older TBX does; the DTD is never fetched. One that declares
anything itself is refused, and with it all entities but XML's own five.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from l10n.errors import GlossaryError, Location

MAX_BYTES = 256 * 1024 * 1024
"""More than IATE's whole export of two languages."""
MAX_DEPTH = 100

XML_LANG = "http://www.w3.org/XML/1998/namespace lang"


@dataclass(slots=True)
class Element:
    """One element."""

    name: str
    """Without its namespace."""
    attributes: dict[str, str]
    """By name; of those in a namespace by `namespace name`."""
    line: int
    """1-based."""
    column: int
    """1-based, in code points."""
    children: list["Element"] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    """The text in it, that of its children included."""

    @property
    def text(self) -> str:
        """All of its text, white space as single spaces."""
        return " ".join("".join(self.parts).split())

    @property
    def type(self) -> str:
        """What kind of data it holds: its `type`, else its name."""
        return self.attributes.get("type", self.name)

    def below(self, *names: str, outside: tuple[str, ...] = ()) -> Iterator["Element"]:
        """The elements of those names within it, in order, not looking into those found nor `outside`."""
        pending = list(reversed(self.children))
        while pending:
            one = pending.pop()
            if one.name in names:
                yield one
            elif one.name not in outside:
                pending += reversed(one.children)

    def every(self, *, outside: tuple[str, ...] = ()) -> Iterator["Element"]:
        """All elements within it, in order, none of those named `outside` nor what is in them."""
        pending = list(reversed(self.children))
        while pending:
            one = pending.pop()
            if one.name not in outside:
                yield one
                pending += reversed(one.children)


def read_tree(data: bytes, name: str) -> Element:
    """The root element of a document. Raises GlossaryError for what is no XML, or dangerous, or too big."""
    if len(data) > MAX_BYTES:
        raise GlossaryError(
            f"{len(data) // 2**20} MB is more than the {MAX_BYTES // 2**20} MB that are read",
            Location(name),
            hint="export fewer languages or subjects",
        )
    builder = _Builder(name)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise GlossaryError(
            f"broken XML: {expat.errors.messages[error.code]}",
            Location(name, error.lineno, error.offset + 1),
            hint="export the file again, or mend it: `xmllint --noout` shows the place",
        ) from error
    except (LookupError, ValueError) as error:
        raise GlossaryError(
            f"broken XML: {error}", Location(name, 1), hint="save the file as UTF-8, and let it declare that"
        ) from error
    assert builder.root is not None
    return builder.root


class _Builder:
    def __init__(self, name: str) -> None:
        self.root: Element | None = None
        self._name = name
        self._open: list[Element] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._entity
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data

    def _place(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _refuse(self, message: str, hint: str) -> NoReturn:
        raise GlossaryError(message, Location(self._name, *self._place()), hint=hint)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: int) -> None:
        if internal:
            self._refuse("a document type declaration that declares something", "remove its part in [ ]")

    def _entity(self, *_: object) -> None:
        self._refuse("an entity of its own", "write the text out")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            self._refuse(f"more than {MAX_DEPTH} elements within each other", "this is no TBX")
        element = Element(name.rpartition(" ")[2], attributes, *self._place())
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _name: str) -> None:
        closed = self._open.pop()
        if self._open:
            self._open[-1].parts += closed.parts if len(closed.parts) < 2 else ["".join(closed.parts)]

    def _data(self, text: str) -> None:
        self._open[-1].parts.append(text)

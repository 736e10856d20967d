"""What a page says of its own language and writing direction, and what its translation must say instead."""

from collections.abc import Iterator

from l10n.formats.html_elements import words
from l10n.formats.html_parts import Outside
from l10n.formats.html_scan import Attribute, Token, attributes
from l10n.formats.html_walk import walk
from l10n.formats.locale_values import direction, names, spelled_like
from l10n.model import Edit, Span, Tag

_LANGUAGES = ("lang", "xml:lang")
_LANGUAGE_METADATA = words("content-language dc.language dcterms.language inlanguage language og:locale")
"""Names of `meta` elements whose content is a locale."""


def html_locale_edits(text: str, source: Tag, target: Tag) -> Iterator[Edit]:
    """The edits to `text` that make it a page in `target`, in the order of the text, outside every unit.

    The page itself gets the target's `lang`, and `dir` where that runs from right to left. Other elements
    and `meta` are changed where they name `source`, but not in what is not to be translated.
    """
    for found in walk(text, 0, len(text)):
        if isinstance(found, Outside) and found.translate:
            tag = _OpenTag(text, found.tag)
            yield from tag.metadata(source, target) if found.tag.name == "meta" else tag.edits(source, target)


class _OpenTag:
    """A tag and its attributes; of equal names the first one counts."""

    def __init__(self, text: str, tag: Token) -> None:
        self._text = text
        self._tag = tag
        self._attributes: dict[str, Attribute] = {}
        for attribute in attributes(text, tag):
            self._attributes.setdefault(attribute.name, attribute)

    def metadata(self, source: Tag, target: Tag) -> Iterator[Edit]:
        """The locale that a `meta` element names."""
        name = next(
            filter(None, map(self._value, ("http-equiv", "name", "property", "itemprop"))), ""
        ).lower()
        content = self._value("content")
        if name in _LANGUAGE_METADATA and names(content, source):
            new = target.replace("-", "_") if name == "og:locale" else spelled_like(content, target)
            yield self._changed("content", new)

    def edits(self, source: Tag, target: Tag) -> Iterator[Edit]:
        """The language and the direction of an element."""
        said = [name for name in _LANGUAGES if self._value(name)]
        own = [name for name in said if names(self._value(name), source)]
        page = self._tag.name == "html" and (own or not said)
        if page:
            yield from self._missing(said, target)
        changed = [self._changed(name, target) for name in own]
        before, after = direction(source), direction(target)
        if (page or own or self._tag.name == "body") and self._value("dir").lower() == before != after:
            changed.append(self._changed("dir", after))
        yield from sorted(changed, key=lambda edit: edit.span.start)

    def _missing(self, said: list[str], target: Tag) -> Iterator[Edit]:
        """What a page does not say: its language, and that it runs from right to left."""
        missing = [] if said or "lang" in self._attributes else [f' lang="{target}"']
        if direction(target) == "rtl" and "dir" not in self._attributes:
            missing.append(' dir="rtl"')
        if missing:
            at = self._tag.start + len("<html")
            yield Edit(Span(at, at), "".join(missing))

    def _value(self, name: str) -> str:
        """The value of an attribute; "" for one that is not there."""
        found = self._attributes.get(name)
        return self._text[slice(*found.value)].strip() if found and found.value else ""

    def _changed(self, name: str, new: str) -> Edit:
        value = self._attributes[name].value
        assert value is not None
        return Edit(Span(*value), new)

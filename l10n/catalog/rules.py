"""What `msgfmt -c` refuses although every entry by itself is well formed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NoReturn

from l10n.catalog.block import Block
from l10n.catalog.lexer import Token, fail, tokens
from l10n.errors import CatalogError, Location
from l10n.model import Entry

_DEFAULT_DOMAIN = "messages"
_COUNT = re.compile(r"nplurals=\s*(\d*)")
_RULE = re.compile(r"(?<!n)plural=([^;\n]*)")
_NUMBERS = range(1001)
"""What `msgfmt -c` tries a plural rule with."""
_PLURAL_HINT = 'write, for two forms as in English: "Plural-Forms: nplurals=2; plural=(n != 1);\\n"'
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_CHARSET_HINT = (
    'the first entry must be a header: msgid "" and msgstr "Content-Type: text/plain; charset=UTF-8\\n"'
)


def require_sound(blocks: Sequence[Block]) -> None:
    """Raise CatalogError where entries do not go together, with each other or with the header.

    Two entries must not have one key (obsolete ones count); source and translation must begin and end with a
    newline or not; and plural translations must have the forms that the header tells how to choose from.
    """
    by_domain: dict[str, dict[str, Block]] = {}
    first = by_domain.setdefault(_DEFAULT_DOMAIN, {})
    plurals: list[tuple[Entry, dict[str, Block]]] = []
    for block in blocks:
        if block.key is None:
            if block.domain is not None:
                first = by_domain.setdefault(block.domain, {})
            continue
        earlier = first.setdefault(block.key, block)
        if earlier is not block:
            message = f"the entry stands twice, first in line {earlier.entry.line}"
            _fail(block, block.entry, message, "keep one of them")
        if block.tricky and block.key and not block.obsolete and _is_used(block.entry):
            _require_outer_newlines(block, block.entry)
            if block.entry.msgid_plural is not None:
                plurals.append((block.entry, first))
    for entry, domain in plurals:
        _require_forms(entry, domain[entry.key], domain.get(""))


def require_charset(blocks: Iterable[Block]) -> None:
    """Raise CatalogError where a string is not ASCII, for a file whose header names no charset."""
    for block in blocks:
        if block.body.isascii():
            continue
        source = block.source
        for token in _string_tokens(block):
            if found := _NOT_ASCII.search(token.text):
                message = "text that is not ASCII, and no header that names its charset"
                fail(source.text, token.start + found.start(), source.name, message, _CHARSET_HINT)


def _string_tokens(block: Block) -> Iterator[Token]:
    for token in tokens(block.source.text, block.start, block.source.name):
        if token.start >= block.end:
            return
        if token.kind == "string":
            yield token


def _fail(block: Block, entry: Entry, message: str, hint: str) -> NoReturn:
    raise CatalogError(message, Location(block.source.name, entry.line, 1), hint)


def _is_used(entry: Entry) -> bool:
    """True where gettext uses the translation, so `msgfmt` looks at it."""
    return not entry.fuzzy and bool(entry.msgid) and bool(entry.msgstr)


def _require_outer_newlines(block: Block, entry: Entry) -> None:
    for text in (entry.msgid_plural, *entry.msgstrs):
        if text is None:
            continue
        for side, same in (
            ("begin", text.startswith("\n") == entry.msgid.startswith("\n")),
            ("end", text.endswith("\n") == entry.msgid.endswith("\n")),
        ):
            if not same:
                message = f"source and translation do not both {side} with a newline"
                _fail(block, entry, message, "make the translation like the source")


def _require_forms(entry: Entry, block: Block, header: Block | None) -> None:
    if header is None or header.obsolete:
        _fail(block, entry, "plural forms, and no header that says how many there are", _PLURAL_HINT)
    count = _form_count(header, entry.line)
    if len(entry.msgstrs) != count:
        message = f"{len(entry.msgstrs)} plural forms where the header says {count}"
        wanted = ", ".join(f"msgstr[{index}]" for index in range(count))
        _fail(block, entry, message, f"give it {wanted}")


def _form_count(header: Block, line: int) -> int:
    """How many forms the header says there are. Raises CatalogError if it does not say which holds when."""
    text = header.entry.msgstr
    counted, rule = _COUNT.search(text), _RULE.search(text)
    if counted is None or rule is None:
        missing = "nplurals=" if counted is None else "plural="
        message = f"the header lacks the {missing} that the plural forms in line {line} need"
        _fail(header, header.entry, message, _PLURAL_HINT)
    count = int(counted[1] or 0)
    if fault := _fault_of(count, rule[1].strip()):
        _fail(header, header.entry, fault, _PLURAL_HINT)
    return count


@lru_cache(maxsize=256)
def _fault_of(count: int, rule: str) -> str | None:
    """What is wrong with a plural rule for `count` forms, if anything is."""
    from gettext import c2py

    if count == 0:
        return "the header's nplurals is no number above 0"
    try:
        form = c2py(rule)
        largest = max(map(form, _NUMBERS))
    except (ValueError, RecursionError):
        return f"the header's plural rule {rule!r} cannot be computed"
    except ZeroDivisionError:
        return f"the header's plural rule {rule!r} divides by zero"
    return f"the header's plural rule gives form {largest} of {count}" if largest >= count else None

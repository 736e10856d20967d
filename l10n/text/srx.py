"""Segmentation rules that users bring: SRX 2.0 (Segmentation Rules eXchange, GALA/LISA), read and applied.

At each place in a text the first rule whose two sides both match decides whether a sentence ends there.
Of an expression's matches before a break the leftmost ones count, one after the other.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.parsers import expat

from l10n import locale as locales
from l10n.errors import ConfigError, LocaleError, Location
from l10n.text.srx_regex import translated

MOST_BYTES = 16 * 1024 * 1024
"""Larger files are refused."""
_LOOK_BACK = 100
"""Code points in which an expression before a place is looked for that has no fixed length."""
_HINT = "write the expression another way: the rule is read as ICU's, and applied by Python's re"


@dataclass(frozen=True, slots=True)
class Rule:
    """One `<rule>`: does a sentence end between what matches `before` and what matches `after`?"""

    ends: bool
    before: str
    """As Python's `re` has it, like `after`."""
    after: str


@dataclass(frozen=True, slots=True)
class SrxRules:
    """The rules of one file."""

    rules: dict[str, tuple[Rule, ...]] = field(hash=False)
    """By the name of their `<languagerule>`, in the file's order."""
    maps: tuple[tuple[str, str], ...]
    """Patterns of locales and names of rules, in the file's order."""
    cascade: bool
    """True if every map that fits a locale counts, not only the first."""

    @classmethod
    def read(cls, path: Path) -> "SrxRules":
        """Read an SRX file. Raises ConfigError with the place of whatever cannot be understood."""
        try:
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise ConfigError(
                f"cannot be read: {error.strerror}",
                Location(path.as_posix()),
                hint="`srx` names a file relative to the configuration: is the path right?",
            ) from error
        if len(data) > MOST_BYTES:
            raise ConfigError(f"larger than {MOST_BYTES >> 20} MiB", Location(path.as_posix()), "split it")
        return _Reader(path.as_posix()).read(data)

    def sentences(self, text: str, locale: str) -> list[tuple[int, int]]:
        """The sentences of `text` as spans (code points, half-open) that tile it; [] for an empty text."""
        rules = _compiled(self._rules_of(locale))
        deciding: dict[int, int] = {}
        for index, rule in enumerate(rules):
            if rule.ends:
                for found in rule.search.finditer(text):
                    deciding.setdefault(found.end(), index)
        ends = [
            at
            for at, index in sorted(deciding.items())
            if 0 < at < len(text) and not any(not r.ends and r.matches(text, at) for r in rules[:index])
        ]
        starts = [0, *ends]
        return list(zip(starts, [*ends, len(text)], strict=True)) if text else []

    def _rules_of(self, locale: str) -> tuple[Rule, ...]:
        try:
            tag: str = locales.parse(locale)
        except LocaleError:
            tag = locale
        names = [name for pattern, name in self.maps if re.fullmatch(pattern, tag, re.IGNORECASE)]
        return tuple(rule for name in names[: None if self.cascade else 1] for rule in self.rules[name])


@dataclass(frozen=True, slots=True)
class _Compiled:
    ends: bool
    search: re.Pattern[str]
    """Matches before a place that fits; the place is where the match ends."""
    there: re.Pattern[str] | None
    """Matches at a place that fits, with nothing; None where `before` has no fixed length."""
    before: re.Pattern[str]
    after: re.Pattern[str]

    def matches(self, text: str, at: int) -> bool:
        """True if the rule fits at `at`."""
        if self.there is not None:
            return self.there.match(text, at) is not None
        return (
            self.after.match(text, at) is not None
            and self.before.search(text, max(0, at - _LOOK_BACK), at) is not None
        )


@cache
def _compiled(rules: tuple[Rule, ...]) -> tuple[_Compiled, ...]:
    return tuple(map(_compile, rules))


def _compile(rule: Rule) -> _Compiled:
    try:
        there = re.compile(f"(?<={rule.before})(?={rule.after})")
    except re.error:
        there = None  # not of a fixed length
    return _Compiled(
        rule.ends,
        re.compile(f"(?:{rule.before})(?={rule.after})"),
        there,
        re.compile(rf"(?:{rule.before})\Z"),
        re.compile(rule.after),
    )


class _Reader:
    """Builds the rules while expat reads; no document type, so no entities and no other files."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._rules: dict[str, list[Rule]] = {}
        self._maps: list[tuple[str, str, Location]] = []
        self._cascade = True
        self._language: str | None = None
        self._sides = {"beforebreak": "", "afterbreak": ""}
        self._side: str | None = None
        self._text: list[str] = []
        self._ends = True
        self._is_srx = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text.append

    def read(self, data: bytes) -> SrxRules:
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            where = Location(self._path, error.lineno, error.offset + 1)
            raise ConfigError(
                f"not XML: {expat.ErrorString(error.code)}", where, "export it again"
            ) from error
        for _, name, where in self._maps:
            if name not in self._rules:
                raise ConfigError(f"there are no rules named {name!r}", where, self._names())
        maps = tuple((pattern, name) for pattern, name, _ in self._maps)
        return SrxRules({name: tuple(rules) for name, rules in self._rules.items()}, maps, self._cascade)

    def _names(self) -> str:
        return f"a languagerulename of this file: {', '.join(self._rules) or 'it has none'}"

    def _here(self) -> Location:
        return Location(self._path, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _refuse_doctype(self, *_: object) -> None:
        raise ConfigError("a document type is not allowed", self._here(), "remove the DOCTYPE declaration")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if not self._is_srx and name != "srx":
            raise ConfigError(f"<{name}> is no SRX file", self._here(), "its root is <srx>")
        self._is_srx = True
        if name == "header":
            self._cascade = attributes.get("cascade", "no") == "yes"
        elif name == "languagerule":
            self._language = self._required(attributes, "languagerulename")
            self._rules.setdefault(self._language, [])
        elif name == "languagemap":
            pattern = self._expression(self._required(attributes, "languagepattern"))
            self._maps.append((pattern, self._required(attributes, "languagerulename"), self._here()))
        elif name == "rule":
            self._ends = self._yes_or_no(attributes.get("break", "yes"))
            self._sides = {"beforebreak": "", "afterbreak": ""}
        elif name in self._sides:
            self._side = name
            self._text.clear()

    def _end(self, name: str) -> None:
        name = name.rpartition(" ")[2]
        if name == self._side:
            self._sides[name] = self._expression("".join(self._text))
            self._side = None
        elif name == "rule" and self._language is not None:
            rule = Rule(self._ends, self._sides["beforebreak"], self._sides["afterbreak"])
            self._rules[self._language].append(rule)

    def _yes_or_no(self, value: str) -> bool:
        if value not in ("yes", "no"):
            raise ConfigError(f"break is {value!r}", self._here(), "write yes or no")
        return value == "yes"

    def _required(self, attributes: dict[str, str], name: str) -> str:
        if name not in attributes:
            raise ConfigError(f"{name} is missing", self._here(), "add the attribute")
        return attributes[name]

    def _expression(self, pattern: str) -> str:
        try:
            expression = translated(pattern)
            re.compile(f"(?:{expression})")
        except ValueError as error:
            raise ConfigError(f"{pattern!r} cannot be used: {error}", self._here(), _HINT) from error
        except (re.error, RecursionError, OverflowError) as error:
            raise ConfigError(
                f"{pattern!r} is no regular expression: {error}", self._here(), _HINT
            ) from error
        return expression

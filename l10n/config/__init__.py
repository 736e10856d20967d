"""A project's configuration: `[tool.l10n]` of pyproject.toml, or `.l10n.toml`, found upwards.

Strict: a key that nobody knows is an error with its line, since a typo would otherwise be a setting silently
lost.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from l10n import locale
from l10n.config import chains
from l10n.config.declared import CheckSettings, Declared, Links, LocaleSettings, References, alias
from l10n.config.lines import KeyLines
from l10n.errors import ConfigError, Fault, Location
from l10n.model import Tag
from l10n.ports import Quality

__all__ = ["CheckSettings", "Config", "LocaleSettings", "find"]

PYPROJECT = "pyproject.toml"
OWN_FILE = ".l10n.toml"
_TABLE = re.compile(r"^\s*\[\s*tool\s*\.\s*l10n\s*[.\]]", re.MULTILINE)


class Config(BaseModel):
    """What a project says about itself, every path absolute."""

    model_config = ConfigDict(frozen=True)

    root: Path
    """The folder of the configuration file."""
    file: Path
    """The configuration file."""
    source_locale: Tag
    targets: tuple[Tag, ...]
    """In the order given, each once; the source locale is none of them."""
    every_target: tuple[Tag, ...] = Field(exclude=True)
    """The targets that the file names, also where a command works on fewer."""
    fallbacks: Mapping[Tag, tuple[Tag, ...]]
    """The targets that stand in for each target that has any, the nearest first."""
    source: Path
    locales: Path
    build: Path
    glossary: Path
    """May be absent."""
    engine: str
    """`auto`, or the name of an engine; see `engine_for`."""
    index: str | None = Field(exclude=True)
    """The URL, or the path from the root of the file system, of an index of translation packages."""
    quality: Quality = Field(exclude=True)
    """How machine translation is done, not what has to be."""
    keep: int
    """Percent of an article's units that a locale must have before it is rendered; see `keep_for`."""
    drafts: bool
    """Render machine translations that nobody has reviewed."""
    links: Links
    isolates: bool
    """Isolate left-to-right words in right-to-left pages."""
    front_matter_keys: tuple[str, ...]
    string_keys: tuple[str, ...]
    code_comments: bool
    """Translate the comments in code blocks."""
    srx: Path | None
    """Rules for cutting sentences, instead of l10n's own."""
    refs: References
    wrap: bool
    """Wrap the strings of new catalogs at 79 columns; existing ones keep their own style."""
    check: CheckSettings = Field(exclude=True)
    """Says what is reported of what the rules find, not what they find."""
    locale: Mapping[Tag, LocaleSettings]

    @classmethod
    def load(cls, start: Path, file: Path | None = None) -> "Config":
        """The configuration in `file`, else in the nearest folder from `start` upwards.

        Raises ConfigError with every fault at once, each at its line.
        """
        path = find(start) if file is None else file.absolute()
        name = path.name if path.parent == start.absolute() else path.as_posix()
        text = _read(path, name)
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise _broken(error, name) from error
        shared = path.name == PYPROJECT
        lines = KeyLines(text, ("tool", "l10n") if shared else (), name)
        return _config(path, _table(document) if shared else document, lines)

    def origin(self, tag: Tag) -> Tag | None:
        """The locale that `tag` is derived from, None where it is none of that kind."""
        settings = self.locale.get(tag)
        return settings.derive if settings else None

    def engine_for(self, tag: Tag) -> str:
        """`auto`, or the name of the engine that translates into `tag`."""
        settings = self.locale.get(tag)
        return (settings and settings.engine) or self.engine

    def keep_for(self, tag: Tag) -> int:
        """Percent of an article's units that `tag` must have before it is rendered."""
        settings = self.locale.get(tag)
        return self.keep if settings is None or settings.keep is None else settings.keep

    def require_targets(self) -> None:
        """Raise ConfigError where there is no locale to translate into."""
        if not self.targets:
            raise ConfigError(
                "no target locales", Location(self.file.name), hint='add for example: targets = ["es", "sr"]'
            )


def find(start: Path) -> Path:
    """The configuration file nearest to `start`, upwards. Raises ConfigError where there is none."""
    here = start.absolute()
    for folder in (here, *here.parents):
        own, shared = folder / OWN_FILE, folder / PYPROJECT
        if own.is_file():
            return own
        if shared.is_file() and _TABLE.search(shared.read_text(encoding="utf-8", errors="replace")):
            return shared
    raise ConfigError(
        f"no project: neither {OWN_FILE} nor a {PYPROJECT} with [tool.l10n] here or in any folder above",
        Location(here.as_posix()),
        hint="`l10n init --target es` starts one",
    )


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            f"cannot be read: {error.strerror}", Location(name), hint="is the path right?"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            "is not UTF-8", Location(name), hint="TOML files are UTF-8: save it as such"
        ) from error


def _broken(error: tomllib.TOMLDecodeError, name: str) -> ConfigError:
    said = str(error)
    found = re.search(r" \(at line (\d+), column (\d+)\)$", said)
    message = said[: found.start()] if found else re.sub(r" \(at end of document\)$", "", said)
    place = Location(name, int(found[1]), int(found[2])) if found else Location(name)
    return ConfigError(f"broken TOML: {message}", place, hint="strings need quotes; see https://toml.io")


def _table(document: Mapping[str, Any]) -> Any:  # noqa: ANN401 - whatever the file says
    tool = document.get("tool", {})
    return tool.get("l10n", {}) if isinstance(tool, dict) else {}


def _config(path: Path, table: Any, lines: KeyLines) -> Config:  # noqa: ANN401
    try:
        declared = Declared.model_validate(table)
    except ValidationError as error:
        raise ConfigError.of([_fault(one, lines) for one in error.errors()]) from None
    faults = list(_contradictions(declared, lines))
    if faults:
        raise ConfigError.of(faults)
    root = path.parent
    values = declared.model_dump() | {
        "root": root,
        "file": path,
        "targets": tuple(declared.targets),
        "every_target": tuple(declared.targets),
        "fallbacks": chains.chains(declared),
        "front_matter_keys": tuple(declared.front_matter_keys),
        "string_keys": tuple(declared.string_keys),
        "check": declared.check,
        "locale": declared.locale,
        "index": _absolute(declared.index, root),
        "srx": None if declared.srx is None else root / declared.srx,
        **{name: root / getattr(declared, name) for name in ("source", "locales", "build", "glossary")},
    }
    return Config(**values)


def _absolute(index: str | None, root: Path) -> str | None:
    return index if index is None or urlsplit(index).scheme else str(root / index)


_TABLES: Mapping[str, type[BaseModel]] = {"locale": LocaleSettings, "check": CheckSettings}


def _fault(error: Any, lines: KeyLines) -> Fault:  # noqa: ANN401 - pydantic's error details
    keys = tuple(part for part in error["loc"] if isinstance(part, str) and part != "[key]")
    where = lines.of(keys)
    if error["type"] == "extra_forbidden":
        known = _TABLES.get(keys[0], Declared) if len(keys) > 1 else Declared
        names = ", ".join(sorted(alias(name) for name in known.model_fields))
        return Fault(f"unknown key `{keys[-1]}`", where, f"keys: {names}")
    if error["type"] == "value_error":
        message, hint = error["ctx"]["error"].args
        return Fault(f"`{'.'.join(keys)}`: {message}", where, hint)
    name = ".".join(keys) or "tool.l10n"
    return Fault(f"`{name}`: {_lowered(error['msg'])}", where, "see docs/configuration.md")


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _contradictions(declared: Declared, lines: KeyLines) -> Iterator[Fault]:
    source = declared.source_locale
    if source in declared.targets:
        yield Fault(
            f"the target {source} is the source locale",
            lines.of(("targets",)),
            "remove it from targets, or correct source-locale",
        )
    twice = {tag for tag in declared.targets if declared.targets.count(tag) > 1}
    for tag in sorted(twice):
        yield Fault(f"the target {tag} stands twice", lines.of(("targets",)), "keep one of the two spellings")
    for tag in declared.locale:
        if tag not in declared.targets:
            where = lines.of(("locale", tag))
            yield Fault(f"settings for {tag}, which is no target", where, "add it to targets, or remove them")
    yield from _wrong_fallbacks(declared, lines)
    yield from _wrong_origins(declared, lines)
    yield from _overlaps(declared, lines)


def _wrong_fallbacks(declared: Declared, lines: KeyLines) -> Iterator[Fault]:
    unknown = False
    for tag, settings in declared.locale.items():
        for one in settings.fallback or ():
            if one not in set(declared.targets) - {tag}:
                unknown = True
                message = f"the fallback {one} of {tag} is no other target"
                yield Fault(message, lines.of(("locale", tag, "fallback")), "name one of targets")
    for tag in () if unknown else chains.in_circles(declared):
        yield Fault(
            f"the fallbacks of {tag} lead back to {tag}",
            lines.of(("locale", tag, "fallback")),
            "leave one of them out; `fallback = []` stands for none at all",
        )


def _wrong_origins(declared: Declared, lines: KeyLines) -> Iterator[Fault]:
    for tag, settings in declared.locale.items():
        if settings.derive is not None and not _derivable(tag, settings.derive, declared):
            message = f"{tag} cannot be derived from {settings.derive}"
            hint = "Latin follows from Serbian Cyrillic, both of them targets: sr-Latn from sr"
            yield Fault(message, lines.of(("locale", tag, "derive")), hint)


def _derivable(tag: Tag, origin: Tag, declared: Declared) -> bool:
    """True for what `l10n.text.script` can convert."""
    same_language = locale.language(tag) == locale.language(origin)
    return same_language and chains.convertible(origin, tag) and origin in declared.targets


def _overlaps(declared: Declared, lines: KeyLines) -> Iterator[Fault]:
    """What is made from articles must not lie where articles are looked for, nor the other way round."""
    folders = {name: Path(getattr(declared, name)) for name in ("source", "locales", "build")}
    for name, other in (("locales", "source"), ("build", "source"), ("build", "locales")):
        ours, theirs = folders[name], folders[other]
        if ours == theirs or ours in theirs.parents or theirs in ours.parents:
            yield Fault(
                f"{name} ({ours}) and {other} ({theirs}) overlap",
                lines.of((name,)),
                "give each a folder of its own",
            )

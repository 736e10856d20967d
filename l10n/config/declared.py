"""What the configuration file may say, as it is written there; docs/configuration.md is made from it."""

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from l10n import locale, registry
from l10n.errors import LocaleError
from l10n.model import Tag
from l10n.ports import Quality

References = Literal["file", "line", "none"]
"""What `#:` comments say of a unit's place. Lines move with every edit above them: `file` is the default."""

Links = Literal["rewrite", "keep"]
"""What becomes of relative links in pages."""

EVERY_RULE = "*"


def _tag(text: str) -> Tag:
    try:
        return locale.parse(text)
    except LocaleError as error:
        raise ValueError(error.message, error.hint) from error


def _engine(name: str) -> str:
    known = ("auto", *registry.engine_names())
    if name not in known:
        raise ValueError(f"there is no engine {name!r}", f"engines: {', '.join(known)}")
    return name


def _rule(name: str) -> str:
    if name not in registry.rule_ids():
        raise ValueError(f"there is no rule {name!r}", registry.rule_hint(name))
    return name


def _rule_or_all(name: str) -> str:
    return name if name == EVERY_RULE else _rule(name)


def _folder(text: str) -> str:
    if not text or Path(text).is_absolute() or ".." in Path(text).parts:
        raise ValueError(f"{text!r} lies outside the project", "write a path relative to this file's folder")
    return text


def _index(text: str) -> str:
    try:
        scheme = urlsplit(text).scheme if text else None
    except ValueError:
        scheme = None
    if scheme not in ("", "http", "https"):
        raise ValueError(f"{text!r} is no index", "write the http or https URL of an index, or a path")
    return text


Locale = Annotated[Tag, AfterValidator(_tag)]
Locales = Annotated[list[Locale], BeforeValidator(lambda said: [said] if isinstance(said, str) else said)]
EngineName = Annotated[str, AfterValidator(_engine)]
PackageIndex = Annotated[str, AfterValidator(_index)]
InProject = Annotated[str, AfterValidator(_folder)]
Percent = Annotated[int, Field(ge=0, le=100)]
RuleId = Annotated[str, AfterValidator(_rule)]
RuleOrAll = Annotated[str, AfterValidator(_rule_or_all)]
Level = Literal["error", "warning", "note", "off"]
"""What a rule's findings count as: `off` for no finding at all."""
FailOn = Literal["error", "warning"]


def alias(name: str) -> str:
    """A setting's key in the file, by its name here: `front-matter-keys`."""
    return name.replace("_", "-")


class LocaleSettings(BaseModel):
    """`[tool.l10n.locale.<tag>]`: what one target does differently."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, alias_generator=alias)

    engine: EngineName | None = None
    """The engine for this target."""
    fallback: Locales | None = None
    """The targets whose texts stand in where this one has none, the first that has one; `[]` for none.
    Left out, these are the more general targets of the language: `pt` for `pt-BR`, `sr` for `sr-Latn`."""
    derive: Locale | None = None
    """The target that this one follows from by script conversion: `sr` for `sr-Latn`."""
    keep: Percent | None = None
    """`keep` for this target."""
    ignore: list[RuleId] = Field(default=[], exclude=True)
    """Rules whose findings in this target's catalogs are not reported."""


class CheckSettings(BaseModel):
    """`[tool.l10n.check]`: what `l10n check` reports, and what fails it."""

    model_config = LocaleSettings.model_config

    ignore: list[RuleId] = []
    """Rules whose findings are not reported."""
    severity: dict[RuleId, Level] = {}
    """What the findings of a rule count as, instead of the severity it has by itself: `error`, `warning`,
    `note` or `off`. What the glossary makes a note (drafts) stays one."""
    per_file_ignores: dict[str, list[RuleOrAll]] = {}
    """Rules whose findings are not reported in some files, `"*"` for all: by pattern of their paths from
    here, in which `*` also stands for slashes."""
    baseline: InProject = "l10n-baseline.json"
    """The findings that are known already and not reported: `l10n check --write-baseline` writes it. The file
    may be absent."""
    fail_on: FailOn = "error"
    """The mildest severity that fails the check."""
    max_warnings: Annotated[int, Field(ge=0)] | None = None
    """More warnings than this fail the check, too."""


class Declared(BaseModel):
    """The table as it is written."""

    model_config = LocaleSettings.model_config

    source_locale: Locale = Tag("en")
    """The locale that articles are written in."""
    targets: list[Locale] = []
    """The locales to translate into, in the order of reports."""
    source: InProject = "source"
    """The folder of articles."""
    locales: InProject = "locales"
    """The folder of catalogs and templates."""
    build: InProject = "build"
    """The folder that rendered articles are written to."""
    glossary: InProject = "glossary.yml"
    """The glossary; the file may be absent."""
    engine: EngineName = "auto"
    """What translates by machine: `auto` is the first of argos and apertium that serves a target."""
    index: PackageIndex | None = None
    """Where `l10n models` gets translation packages: the URL of an index, such as a mirror's, or the path of
    an index file or of a folder with packages. Left out, it is the index of Argos Translate."""
    quality: Quality = "normal"
    """How much time machine translation takes for a better result: `fast`, `normal` or `careful`. Engines
    that have no choice take what they need."""
    keep: Percent = 0
    """Render an article only where at least this percentage of its units has a text of the target's own to
    show. A page that was rendered before is removed."""
    drafts: bool = True
    """Render machine translations that nobody has reviewed; else the source text stands there."""
    links: Links = "rewrite"
    """Relative links in pages: `rewrite` lets those to articles that a locale has no page of, and to other
    files of the source folder, lead there; `keep` copies every link as it is."""
    isolates: bool = True
    """Put left-to-right words in right-to-left pages into Unicode's directional isolates."""
    front_matter_keys: list[str] = ["title", "summary", "description"]
    """The front-matter keys whose values are translated."""
    string_keys: list[str] = ["**"]
    """Which values of JSON and YAML string files are translated: paths of keys joined by full stops, `*` for
    any one key, `**` for any number of them."""
    code_comments: bool = False
    """Translate the comments in code blocks."""
    srx: InProject | None = None
    """An SRX 2.0 file whose rules cut texts into sentences, instead of l10n's own."""
    refs: References = "file"
    """What the catalogs' `#:` comments name: an article's `file`, its `line` too, or `none`."""
    wrap: bool = True
    """Wrap the strings of new catalogs at 79 columns, as gettext does; existing catalogs keep their own
    style."""
    check: CheckSettings = CheckSettings()
    """What `l10n check` reports, and what fails it; in a table of its own."""
    locale: dict[Locale, LocaleSettings] = {}
    """Settings of single targets, each in a table of its own."""

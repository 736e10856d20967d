"""What `glossary.yml` may say, as pydantic models; imported only while a glossary is read.

Strict, and unknown keys are faults. A target or `null` may stand for its mapping; the faults' `hint` in the
error context says what to write instead.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from l10n import locale
from l10n.errors import LocaleError
from l10n.glossary.pattern import PatternError, compile_pattern
from l10n.model import Tag
from l10n.text.tokens import has_word

Level = Literal["error", "warning", "note"]
Inflection = Literal["auto", "none"]
Gender = Literal["m", "f", "n"]


def _phrase(text: str) -> str:
    if text != text.strip():
        raise PydanticCustomError(
            "spaces", "begins or ends with a space", {"hint": f"write `{text.strip()}`"}
        )
    if not has_word(text):
        raise PydanticCustomError("no_word", "has no letter or digit", {"hint": "write the words of a text"})
    return text


def _pattern(text: str) -> str:
    try:
        compile_pattern(text, case=True)
    except PatternError as error:
        raise PydanticCustomError(
            "pattern", "{reason}", {"reason": str(error), "hint": error.hint}
        ) from error
    return text


def _identifier(text: str) -> str:
    if not text or any(char.isspace() for char in text):
        raise PydanticCustomError(
            "identifier", "must be one word", {"hint": "letters, digits and hyphens: `migrant-centre`"}
        )
    return text


def _tag(text: str) -> Tag:
    try:
        return locale.parse(text)
    except LocaleError as error:
        raise PydanticCustomError(
            "locale",
            "{reason}",
            {"reason": error.message, "hint": error.hint or "for example `sr` or `pt-BR`"},
        ) from error


def _target(value: Any) -> Any:  # noqa: ANN401 - whatever the file says
    return {"term": value} if isinstance(value, str) else value


Phrase = Annotated[str, AfterValidator(_phrase)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Identifier = Annotated[str, AfterValidator(_identifier)]
Locale = Annotated[str, AfterValidator(_tag)]


class Declared(BaseModel):
    """What all of them share."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Severities(Declared):
    """`defaults.severity`."""

    absent: Level = "warning"
    near: Level = "warning"
    forbidden: Level = "error"
    source_variant: Level = "warning"


class Defaults(Declared):
    """`defaults`."""

    inflect: Inflection = "auto"
    case: bool = False
    severity: Severities = Severities()


class Derivation(Declared):
    """One value of `derive`."""

    from_: Locale
    method: Literal["cyrl2latn"]

    model_config = ConfigDict(alias_generator=lambda name: name.rstrip("_"))


class Variant(Declared):
    """One of `variants`."""

    text: Phrase
    status: Literal["misspelling", "wrong-language", "deprecated", "admitted", "short"]
    note: str = ""


class Target(Declared):
    """One value of `targets`."""

    term: Phrase | None = None
    short: Phrase | None = None
    admitted: list[Phrase] = []
    forms: list[Phrase] = []
    derived: list[Phrase] = []
    forbidden: list[Phrase] = []
    match: Pattern | None = None
    inflect: Inflection | None = None
    required: bool = False
    do_not_translate: bool = False
    gender: Gender | None = None
    note: str = ""

    @model_validator(mode="after")
    def _named(self) -> "Target":
        if self.term is None and not self.do_not_translate:
            raise PydanticCustomError(
                "no_term", "the target has no `term`", {"hint": "add `term`, or `do_not_translate: true`"}
            )
        return self


class Term(Declared):
    """One of `terms`."""

    id: Identifier
    source: Phrase
    variants: list[Variant] = []
    kind: Literal["place", "person", "org", "product", "term"] = "term"
    gender: Gender | None = None
    pos: Literal["noun", "proper-noun", "verb", "adjective", "adverb", "other"] | None = None
    definition: str = ""
    domain: list[str] = []
    status: Literal["draft", "approved", "deprecated"] = "approved"
    refs: list[str] = []
    note: str = ""
    case: bool | None = None
    not_before: list[Phrase] = []
    not_after: list[Phrase] = []
    targets: dict[Locale, Annotated[Target | None, BeforeValidator(_target)]] = {}


class Header(Declared):
    """The document, with its terms unread: each is validated by itself."""

    version: Literal[1]
    source_locale: Locale
    locales: list[Locale] = []
    defaults: Defaults = Defaults()
    derive: dict[Locale, Derivation] = {}
    terms: list[Any]

"""What `glossary.yml` may say, as pydantic models; imported only while a glossary is read.

Strict, and unknown keys are faults. A text or `null` may stand for a target's mapping; the faults' `hint` in
the error context says what to write instead. What stands below a field is what editors show of it: see
`l10n.glossary.json_schema`.
"""

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from l10n import locale
from l10n.errors import LocaleError
from l10n.glossary.pattern import MAX_LENGTH, PatternError, compile_pattern
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


def _list(*example: str) -> Any:  # noqa: ANN401 - what stands behind a field, whatever its type
    """No items by default. `[]` would be copied for every value, which takes longer than to read it."""
    examples = [list(example)] if example else None
    return Field(default_factory=list, examples=examples, json_schema_extra={"default": []})


Phrase = Annotated[
    str, AfterValidator(_phrase), WithJsonSchema({"type": "string", "pattern": r"^\S(.*\S)?$"})
]
Pattern = Annotated[
    str, AfterValidator(_pattern), WithJsonSchema({"type": "string", "minLength": 1, "maxLength": MAX_LENGTH})
]
Identifier = Annotated[
    str, AfterValidator(_identifier), WithJsonSchema({"type": "string", "pattern": r"^\S+$"})
]
Locale = Annotated[
    str,
    AfterValidator(_tag),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z]{2,3}([-_@.][0-9A-Za-z]+)*$"}),
]


class Declared(BaseModel):
    """What all of them share."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Severities(Declared):
    """How much each kind of finding matters."""

    absent: Level = "warning"
    """A translation without the term. An error where the target is `required` or not to be translated."""
    near: Level = "warning"
    """A translation with a form that is nearly the term: a damaged name."""
    forbidden: Level = "error"
    """A translation with a forbidden form."""
    source_variant: Level = "warning"
    """An article with a misspelling, a form of another language or a deprecated one."""


class Defaults(Declared):
    """What holds for every entry that does not say otherwise."""

    inflect: Inflection = "auto"
    """Whether targets take the endings of their language: `auto` or `none`."""
    case: bool = False
    """Whether capitals count."""
    severity: Severities = Severities()
    """How much each kind of finding matters."""


class Derivation(Declared):
    """Where a locale's targets come from, unless given."""

    from_: Locale
    """The locale that its targets follow from."""
    method: Literal["cyrl2latn"]
    """`cyrl2latn`: Serbian Cyrillic in Latin letters."""

    model_config = ConfigDict(alias_generator=lambda name: name.rstrip("_"))


class Variant(Declared):
    """Another writing of the source form, seen in articles."""

    text: Phrase
    """The writing."""
    status: Literal["misspelling", "wrong-language", "deprecated", "admitted", "short"]
    """`misspelling`, `wrong-language` and `deprecated` are faults of an article; the others are fine."""
    note: str = ""
    """Why it is listed; shown with the finding."""


class Target(Declared):
    """What the term is called in one locale."""

    term: Phrase | None = None
    """The preferred form. May only be left out with `do_not_translate`: then it is the source form."""
    short: Phrase | None = None
    """What the term may be called once it is known: a family name, an abbreviation."""
    admitted: list[Phrase] = _list()
    """Other forms that are right."""
    forms: list[Phrase] = _list()
    """Inflected forms that the endings of the language do not give."""
    derived: list[Phrase] = _list()
    """Words made from the term that stand for it: adjectives, paraphrases."""
    forbidden: list[Phrase] = _list()
    """Forms that must not stand for the term. They are compared as written, without endings."""
    match: Pattern | None = Field(None, examples=[r"мигрантск\w* цент(а?р)\w*"])
    """A regular expression for whole words that count as the term."""
    inflect: Inflection | None = None
    """Whether it takes the endings of its language: `auto` or `none`."""
    required: bool = False
    """Whether a translation without the term is an error."""
    do_not_translate: bool = False
    """Whether it stays as it is in the source language."""
    case: bool | None = None
    """Whether capitals count in this locale; as in the source language where not given."""
    check: Literal["on", "off"] = "on"
    """`off`: translations are not checked for the term, in this locale only."""
    gender: Gender | None = None
    """The grammatical gender in this locale."""
    note: str = ""
    """For translators."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": ["term"]},
                {"properties": {"do_not_translate": {"const": True}}, "required": ["do_not_translate"]},
            ]
        }
    )

    @model_validator(mode="after")
    def _named(self) -> "Target":
        if self.term is None and not self.do_not_translate:
            raise PydanticCustomError(
                "no_term", "the target has no `term`", {"hint": "add `term`, or `do_not_translate: true`"}
            )
        return self


TargetOrNull = Annotated[
    Target | None, BeforeValidator(_target, json_schema_input_type=Phrase | Target | None)
]


class Term(Declared):
    """One name or term."""

    id: Identifier = Field(examples=["migrant-centre"])
    """What findings and other files call it; unique."""
    source: Phrase
    """The right writing in articles; unique."""
    variants: list[Variant] = _list()
    """Other writings that are seen in articles."""
    kind: Literal["place", "person", "org", "product", "term"] = "term"
    """What it names."""
    gender: Gender | None = None
    """Of a person, or the grammatical gender."""
    pos: Literal["noun", "proper-noun", "verb", "adjective", "adverb", "other"] | None = None
    """The part of speech."""
    definition: str = ""
    """What it means, in a sentence."""
    domain: list[str] = _list("migration", "geography")
    """The subjects that it belongs to."""
    status: Literal["draft", "approved", "deprecated"] = "approved"
    """The findings of a draft are notes; a deprecated entry is not looked for."""
    refs: list[str] = _list()
    """Where to read more: addresses, books."""
    note: str = ""
    """For editors and translators."""
    case: bool | None = None
    """Whether capitals count: `US` is not `us`, `May` is not `may`."""
    not_before: list[Phrase] = _list("Spieth")
    """Words right after it that make it something else: `Jordan` before `Spieth`."""
    not_after: list[Phrase] = _list("Michael")
    """Words right before it that make it something else."""
    targets: dict[Locale, TargetOrNull] = Field({}, examples=[{"sr": "Ђадер", "fr": None}])
    """What it is called, by locale: a text, or a mapping with more. `null`: translate freely."""


class Header(Declared):
    """The names and terms of a project's articles, and what they are called in each locale."""

    version: Literal[1]
    """The version of this format."""
    source_locale: Locale
    """The language of the articles."""
    locales: list[Locale] = _list("sr", "sr-Latn", "es")
    """The locales it is kept for. Where it is given, targets in other locales are faults."""
    defaults: Defaults = Defaults()
    """What holds for every entry that does not say otherwise."""
    derive: dict[Locale, Derivation] = Field(
        {}, examples=[{"sr-Latn": {"from": "sr", "method": "cyrl2latn"}}]
    )
    """Locales whose targets follow from another locale's, unless given."""
    terms: list[Any]
    """The entries."""

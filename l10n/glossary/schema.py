"""The glossary: what names and terms are called, in the articles and in every locale.

`Glossary.read` takes the project's `glossary.yml`; the dataclasses below are its contents, in file order.
Fields that no check uses yet (`domain`, `pos`, `definition`, ...) are validated and kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from l10n.errors import GlossaryError, Location
from l10n.model import Severity, Tag

VariantStatus = Literal["misspelling", "wrong-language", "deprecated", "admitted", "short"]
"""Why a variant is listed: the first three are faults in an article, the last two are good writing."""
FAULTY: frozenset[str] = frozenset({"misspelling", "wrong-language", "deprecated"})
"""The statuses of variants that an article should not hold."""

Inflection = Literal["auto", "none"]
"""Whether a target may take endings in running text."""
TermKind = Literal["place", "person", "org", "product", "term"]
Gender = Literal["m", "f", "n"]


@dataclass(frozen=True, slots=True)
class Variant:
    """Another writing of a term's source form, seen in articles."""

    text: str
    status: VariantStatus
    note: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What a term is called in one locale."""

    term: str
    """The preferred form; the source form itself where nothing else is given and it is not translated."""
    short: str | None = None
    """What the term may be called once it is known: a family name, an abbreviation."""
    admitted: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    """Inflected forms of the term."""
    derived: tuple[str, ...] = ()
    """Words made from the term that stand for it: adjectives, paraphrases."""
    forbidden: tuple[str, ...] = ()
    match: str | None = None
    """A regular expression for whole words that count as the term."""
    inflect: Inflection = "auto"
    required: bool = False
    """A translation without the term is an error, not a warning."""
    do_not_translate: bool = False
    gender: Gender | None = None
    note: str = ""
    case: bool = field(default=False)
    """Capitals count; so they do for every name that is not translated."""
    check: bool = True
    """Translations are checked for it. Where they are not, it is still what engines and exports use."""
    line: int = field(default=0, compare=False)
    """1-based line of its locale in the file."""
    column: int = field(default=0, compare=False)
    """1-based, in code points."""

    def __hash__(self) -> int:
        # Targets are looked up for every text; few of a glossary have the same term.
        return hash((self.term, self.line, self.column))

    @property
    def right(self) -> tuple[str, ...]:
        """Every form that is right in a translation, `match` aside, the preferred one first."""
        short = () if self.short is None else (self.short,)
        return tuple(dict.fromkeys((self.term, *short, *self.admitted, *self.forms, *self.derived)))


@dataclass(frozen=True, slots=True)
class Term:
    """One name or term, in the source language and in the locales that have it."""

    id: str
    source: str
    """The canonical writing in articles."""
    variants: tuple[Variant, ...] = ()
    kind: TermKind = "term"
    gender: Gender | None = None
    pos: str | None = None
    definition: str = ""
    domain: tuple[str, ...] = ()
    status: Literal["draft", "approved", "deprecated"] = "approved"
    refs: tuple[str, ...] = ()
    note: str = ""
    case: bool = False
    """Capitals count: `US` is not `us`, `May` is not `may`."""
    not_before: tuple[str, ...] = ()
    """Words right after it that make it something else: `Jordan` before `Spieth`."""
    not_after: tuple[str, ...] = ()
    """Words right before it that make it something else."""
    targets: Mapping[Tag, Target] = field(default_factory=dict)
    """By locale. A locale that is not here is not checked."""
    free: tuple[Tag, ...] = ()
    """Locales with `null`: somebody decided that the translation is free."""
    line: int = field(default=0, compare=False)
    """1-based line in the file."""
    column: int = field(default=0, compare=False)
    """1-based, in code points."""


@dataclass(frozen=True, slots=True)
class Severities:
    """How much each kind of finding matters, unless an entry says more."""

    absent: Severity = Severity.WARNING
    near: Severity = Severity.WARNING
    forbidden: Severity = Severity.ERROR
    source_variant: Severity = Severity.WARNING


@dataclass(frozen=True, slots=True)
class Derivation:
    """A locale whose terms follow from another locale's, unless given."""

    locale: Tag
    from_locale: Tag
    method: Literal["cyrl2latn"]


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """A whole glossary. Compared by identity, so that what was found with it can be remembered."""

    name: str
    """The file, as the user would type it."""
    source_locale: Tag
    terms: tuple[Term, ...] = ()
    """In file order; ids and source forms are unique."""
    locales: tuple[Tag, ...] = ()
    """The locales it is kept for; empty where it does not say."""
    severities: Severities = Severities()
    derive: tuple[Derivation, ...] = ()

    @classmethod
    def read(cls, path: Path, *, name: str | None = None) -> "Glossary":
        """The glossary of that file; `name` is what faults and findings call it, default the path.

        Raises GlossaryError with every fault at once, and for a file that cannot be read.
        """
        shown = path.as_posix() if name is None else name
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise GlossaryError(
                f"not UTF-8: byte 0x{error.object[error.start]:02x}",
                Location(shown, error.object.count(b"\n", 0, error.start) + 1),
                hint=f"save the file as UTF-8, for example: iconv -f WINDOWS-1250 -t UTF-8 {shown}",
            ) from error
        except OSError as error:
            raise GlossaryError(f"cannot be read: {error.strerror}", Location(shown)) from error
        return cls.parse(text, shown)

    @classmethod
    def parse(cls, text: str, name: str) -> "Glossary":
        """The glossary that `text` is; `name` is what faults and findings call it.

        Raises GlossaryError with every fault at once, in the order of the file.
        """
        from l10n.glossary.reading import read_glossary

        return read_glossary(text, name)


def frozen(targets: dict[Tag, Target]) -> Mapping[Tag, Target]:
    """A view of `targets` that cannot be written to."""
    return MappingProxyType(targets)

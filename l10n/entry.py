"""Entries of catalogs, and where they stand: derived from flags, texts and comments alone.

Frozen, slotted, comparable by value; sequences are tuples.
"""

import hashlib
import re
from dataclasses import dataclass, field
from enum import StrEnum


def key_of(msgid: str, msgctxt: str | None = None) -> str:
    """The one string that identifies an entry: the msgid, or `context EOT msgid` as in GNU .mo files."""
    return msgid if msgctxt is None else f"{msgctxt}\x04{msgid}"


class State(StrEnum):
    """Where an entry stands, derived from flags, texts and the `l10n:mt` or `l10n:refused` comment alone."""

    UNTRANSLATED = "untranslated"
    """No text, or the source text where a machine had no good one."""
    MACHINE = "machine"
    """Machine output nobody has looked at."""
    STALE = "stale"
    """The source text changed since this was translated, or a person marked it as unsure."""
    ACCEPTED = "accepted"
    """Machine output a person approved as it is."""
    POST_EDITED = "post_edited"
    """Machine output a person corrected."""
    TRANSLATED = "translated"
    """A person's own translation."""

    @property
    def reviewed(self) -> bool:
        """True where a person stands behind the text."""
        return self in (State.ACCEPTED, State.POST_EDITED, State.TRANSLATED)


REFUSED = "l10n:refused"
"""What the translator comment begins with that tells why a machine's translation was not used."""

MACHINE_COMMENT = re.compile(
    rf"(?:(?P<machine>l10n:mt)|(?P<refused>{REFUSED})) (?P<signature>.+?) (?P<hash>[0-9a-f]{{8}})"
    r"(?(refused): (?P<reason>.+))$"
)
"""The translator comment that marks machine output, or the source text that stands for it, with a hash by
which any change shows. Translator comments are the one place that msgmerge, Poedit and Weblate all keep."""

CONFLICT = "l10n:conflict"
"""What a translator comment begins with that holds a text which lost against another."""


def _content_hash(msgid: str, msgstrs: tuple[str, ...]) -> str:
    data = "\x00".join((msgid, *msgstrs)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=4).hexdigest()


@dataclass(frozen=True, slots=True)
class Refusal:
    """That what a machine said was not good enough to show to anybody."""

    signature: str
    """The engine's."""
    reason: str
    """What was wrong, in a few words on one line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a gettext catalog, unescaped."""

    msgid: str
    """Empty only for the header entry."""
    msgstrs: tuple[str, ...] = ("",)
    """One string, or one per plural form in the order of the catalog's Plural-Forms."""
    msgctxt: str | None = None
    msgid_plural: str | None = None
    comments: tuple[str, ...] = ()
    """Translator comments (`# `), one line each, without the marker."""
    extracted: tuple[str, ...] = ()
    """Extracted comments (`#.`), one line each, without the marker."""
    references: tuple[str, ...] = ()
    """`path` or `path:line`, in file order."""
    flags: tuple[str, ...] = ()
    previous_msgid: str | None = None
    """The source text that `msgstrs` translated before the source changed (`#| msgid`)."""
    previous_msgctxt: str | None = None
    previous_msgid_plural: str | None = None
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    """1-based line of its msgid keyword in the file it was read from; 0 when it was not read from one."""

    @property
    def key(self) -> str:
        """What identifies the entry in its catalog."""
        return key_of(self.msgid, self.msgctxt)

    @property
    def msgstr(self) -> str:
        """The translation, or its first plural form."""
        return self.msgstrs[0]

    @property
    def is_header(self) -> bool:
        """True for the entry that carries the catalog's own fields."""
        return self.msgid == "" and self.msgctxt is None

    @property
    def fuzzy(self) -> bool:
        """True where gettext tools would not use the translation."""
        return "fuzzy" in self.flags

    @property
    def other_flags(self) -> tuple[str, ...]:
        """All flags but fuzzy."""
        return tuple(flag for flag in self.flags if flag != "fuzzy")

    @property
    def notes(self) -> tuple[str, ...]:
        """A person's comments."""
        return tuple(comment for comment in self.comments if not MACHINE_COMMENT.match(comment))

    @property
    def machine_signature(self) -> str | None:
        """The engine that wrote the text, or None if no machine did."""
        found = self._comment("machine")
        return found["signature"] if found else None

    @property
    def machine_only(self) -> bool:
        """True where the text is machine output no person has changed, even if its source changed since."""
        found = self._comment("machine")
        if not found or not self.fuzzy:
            return False
        msgid = self.msgid if self.previous_msgid is None else self.previous_msgid
        return found["hash"] in (_content_hash(msgid, self.msgstrs), _content_hash(self.msgid, self.msgstrs))

    @property
    def state(self) -> State:
        """Where the entry stands; survives every gettext tool, since nothing but the entry is asked."""
        if not self.has_translation:
            return State.UNTRANSLATED
        found = self._comment("machine")
        holds = found is not None and found["hash"] == _content_hash(self.msgid, self.msgstrs)
        if self.fuzzy:
            return State.MACHINE if holds else State.STALE
        if found is None:
            return State.TRANSLATED
        return State.ACCEPTED if holds else State.POST_EDITED

    @property
    def refusal(self) -> Refusal | None:
        """Why the source text stands for a translation; None where it does not.

        Whoever changes the text, or takes the fuzzy flag away, makes it a translation.
        """
        if not self.fuzzy or self.msgid_plural is not None:
            return None
        found = self._comment("refused")
        if found is None or found["hash"] != _content_hash(self.msgstr, ()):
            return None
        return Refusal(found["signature"], found["reason"])

    @property
    def has_translation(self) -> bool:
        """True where a person or a machine wrote a text."""
        return bool("".join(self.msgstrs).strip()) and not self.refusal

    @property
    def by_hand(self) -> bool:
        """True where a person wrote or changed the text, whatever became of its source since."""
        untouched = self.state in (State.UNTRANSLATED, State.MACHINE, State.ACCEPTED)
        return not (untouched or self.machine_only)

    def with_machine_text(self, text: str, signature: str) -> "Entry":
        """This entry translated to `text` by the engine that `signature` names, unreviewed."""
        return self._drafted(text, f"l10n:mt {signature} {_content_hash(self.msgid, (text,))}")

    def with_refused_machine_text(self, signature: str, reason: str) -> "Entry":
        """This entry with its source text for a translation, since that of the engine was not good.

        `reason` says in a few words what was wrong with it. Not for entries with plural forms.
        """
        mark = f"{REFUSED} {signature} {_content_hash(self.msgid, ())}: {' '.join(reason.split())}"
        return self._drafted(self.msgid, mark)

    def without_refusal(self) -> "Entry":
        """This entry as if no machine had been asked, where what it said was refused."""
        return self.emptied() if self.refusal else self

    def emptied(self) -> "Entry":
        """This entry without a translation, and with a person's comments. Not with plural forms."""
        return self._anew("", self.notes, self.other_flags, self.line)

    def _drafted(self, text: str, mark: str) -> "Entry":
        return self._anew(text, (*self.notes, mark), ("fuzzy", *self.other_flags), 0)

    def _anew(self, text: str, comments: tuple[str, ...], flags: tuple[str, ...], line: int) -> "Entry":
        """The same unit with another text, which never had another source."""
        # By position, in the order of the fields: `replace` takes half as long again.
        return Entry(
            self.msgid,
            (text,),
            self.msgctxt,
            self.msgid_plural,
            comments,
            self.extracted,
            self.references,
            flags,
            obsolete=self.obsolete,
            line=line,
        )

    def _comment(self, group: str) -> re.Match[str] | None:
        for comment in self.comments:
            if (found := MACHINE_COMMENT.match(comment)) and found[group]:
                return found
        return None

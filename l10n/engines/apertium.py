"""Apertium, the rule-based translator: a program, called once for a whole job, over its own stream format."""

import os
import re
import subprocess
from collections.abc import Sequence

from l10n.engines.answers import Answer, Query
from l10n.engines.apertium_modes import Mode, modes, program
from l10n.engines.apertium_stream import decode, encode
from l10n.engines.batch import translate_units
from l10n.engines.session import Ability, FunctionSession, Opening, Session
from l10n.errors import EngineError
from l10n.locale import covers, language
from l10n.model import Tag

_HINT = "run `apertium -l` to see whether Apertium itself works, and reinstall the pair's package"
_SPACE_BEFORE = re.compile(r"(?<=\w) (?=[,.)](?!\w))")
_SPACE_BEFORE_MARK = re.compile(r"(?<=\w) (?=[?!;:](?!\w))")
_WORD = re.compile(r"[^\W\d_]+")


class ApertiumEngine:
    """Translates with the Apertium program and the language pairs that are installed."""

    name = "apertium"

    def serves(self, source: Tag, target: Tag) -> bool:
        """True where Apertium has the direction."""
        return self._mode(source, target) is not None

    def signature(self, source: Tag, target: Tag) -> str:
        """`apertium eng-spa 0.8.1`, without the version where the distribution does not tell it.

        Raises EngineError where Apertium does not have the direction.
        """
        mode = self._required(source, target)
        return f"apertium {mode.name} {_version(mode)}".rstrip()

    def translate(self, texts: Sequence[str], source: Tag, target: Tag) -> list[str]:
        """Translations of whole units, one per text, in order; "" where there is no good one.

        Raises EngineError where Apertium does not have the direction, or fails.
        """
        session = self.open(source, target, Opening())
        return [outcome.text for outcome in translate_units(texts, (source, target), session)]

    def open(self, source: Tag, target: Tag, opening: Opening) -> Session:
        """The direction as a session. Raises EngineError where Apertium does not have it."""
        mode = self._required(source, target)
        abilities: frozenset[Ability] = frozenset({"alignment"})
        identity = self.signature(source, target)
        return opening.kept(FunctionSession(lambda queries: _translated(queries, mode), identity, abilities))

    def _mode(self, source: Tag, target: Tag) -> Mode | None:
        """The mode for a direction: rather the one for exactly these locales."""
        serving = [m for m in modes() if covers(m.source, source) and covers(m.target, target)]
        exact = [m for m in serving if (m.source, m.target) == (source, target)]
        return next(iter(exact or serving), None)

    def _required(self, source: Tag, target: Tag) -> Mode:
        mode = self._mode(source, target)
        if mode is None:
            raise EngineError(
                f"Apertium does not translate {source} to {target} here",
                hint="install Apertium and the pair from your distribution, for example apertium-eng-spa",
            )
        return mode


def _version(mode: Mode) -> str:
    """The version of a mode's data, without the distribution's part: `0.8.1`; "" where that is not known."""
    package = mode.package
    if package is None:
        return ""
    command = ["dpkg-query", "-W", "-f=${Version}", package]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    except OSError:
        return ""
    found = re.match(r"(?:\d+:)?([\w.+~]+)", done.stdout)
    return found[1] if found and done.returncode == 0 else ""


def _translated(queries: Sequence[Query], mode: Mode) -> list[Answer | None]:
    """The answers to queries. Where Apertium cannot handle word-bound blanks, it is asked without them."""
    plain = [Query(query.text) for query in queries]
    if plain != list(queries):
        try:
            return _answers(queries, mode)
        except EngineError:
            pass
    return _answers(plain, mode)


def _answers(queries: Sequence[Query], mode: Mode) -> list[Answer | None]:
    answers = decode(_run(mode, encode(queries)), queries)
    if answers is None:
        raise EngineError(f"Apertium's {mode.name} lost count of its texts", hint=_HINT)
    return [
        answer.respaced(repaired(query.text, answer.text, mode.target)) if answer is not None else None
        for query, answer in zip(queries, answers, strict=True)
    ]


def _run(mode: Mode, stream: str) -> str:
    """What Apertium makes of a stream, without marks on unknown words. Raises EngineError."""
    # The program chooses a UTF-8 locale by LC_CTYPE, which LC_ALL would overrule.
    environment = {key: value for key, value in os.environ.items() if key != "LC_ALL"}
    try:
        done = subprocess.run(
            [program() or "apertium", "-f", "none", "-u", mode.name],
            input=stream.encode("utf-8"),
            capture_output=True,
            check=False,
            env=environment,
        )
    except OSError as error:
        raise EngineError(f"Apertium cannot be run: {error.strerror}", hint=_HINT) from error
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip()).decode("utf-8", "replace")
        last = said.rpartition("\n")[2] or f"exit code {done.returncode}"
        raise EngineError(f"Apertium's {mode.name} failed: {last}", hint=_HINT)
    return done.stdout.decode("utf-8", "replace")


def repaired(source: str, answer: str, target: Tag) -> str:
    """`answer` without what is certainly wrong, and only where `source` has none of it.

    Words that Apertium leaves out leave their spaces; a space comes before a comma, another mark or a closing
    bracket; the first letter gains or loses its capital.
    """
    if "  " not in source:
        answer = re.sub(" {2,}", " ", answer)
    # French wants a space before a question mark.
    wrong = (_SPACE_BEFORE,) if language(target) == "fr" else (_SPACE_BEFORE, _SPACE_BEFORE_MARK)
    for space in wrong:
        if not space.search(source):
            answer = space.sub("", answer)
    return _capitalised(source, answer.strip(), target)


def _capitalised(source: str, answer: str, target: Tag) -> str:
    """`answer` with a capital on its first translated word, or not, as `source` has it there.

    Apertium begins every sentence with one, on the first word that it knows. German nouns and copied names
    keep theirs.
    """
    pairs = zip(_WORD.finditer(source), _WORD.finditer(answer), strict=False)
    for place, (first, now) in enumerate(pairs):
        if first.group() == now.group():
            continue
        was, letter = first.group()[0], now.group()[0]
        if place == 0 and was.isupper() and letter.islower():
            letter = letter.upper()
        elif was.islower() and letter.isupper() and language(target) != "de" and now.group() not in source:
            letter = letter.lower()
        return f"{answer[: now.start()]}{letter}{answer[now.start() + 1 :]}"
    return answer

"""The baseline: findings that a project knows of and has put off, so that only new ones fail its check.

One line a finding, sorted by file, so that git merges it well. A finding is known by its fingerprint, which
says nothing of lines; in a file that was renamed by what it is about.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from l10n.errors import ConfigError, Location
from l10n.model import Finding, Severity

VERSION = 1
_KEYS = ("path", "locale", "rule", "fingerprint", "moved", "count")


@dataclass(frozen=True, slots=True)
class Deferred:
    """A finding of the baseline."""

    path: str
    locale: str | None
    rule: str
    fingerprint: str
    moved: str
    """The fingerprint without the path, which stays when the file gets another name."""
    count: int
    """How many findings have this fingerprint."""

    @classmethod
    def of(cls, finding: Finding, count: int) -> "Deferred":
        """What the baseline says of `count` findings with the fingerprint of `finding`."""
        path = finding.where.path
        return cls(path, finding.locale, finding.rule, finding.fingerprint, _moved(finding), count)


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings, compared with a baseline."""

    new: tuple[Finding, ...]
    """Those that the baseline does not have, in order."""
    known: int
    """How many it has."""
    gone: int
    """How many of the baseline were not found."""


def read(path: Path, shown: str) -> tuple[Deferred, ...]:
    """The baseline in the file at `path`, called `shown` in messages. Raises ConfigError."""
    hint = "write it anew with --write-baseline"
    try:
        said = json.loads(path.read_bytes())
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", Location(shown), hint) from error
    except json.JSONDecodeError as error:
        where = Location(shown, error.lineno, error.colno)
        raise ConfigError(f"is no baseline: broken JSON: {error.msg}", where, hint) from error
    except UnicodeDecodeError as error:
        raise ConfigError("is no baseline: not UTF-8", Location(shown), hint) from error
    except RecursionError as error:
        raise ConfigError("is no baseline: lists within lists without end", Location(shown), hint) from error
    try:
        if said["version"] != VERSION:
            raise ConfigError(f"is a baseline of version {said['version']}", Location(shown), hint)
        return tuple(_deferred(line) for line in said["findings"])
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError("is no baseline: it lacks what one says", Location(shown), hint) from error


def _deferred(line: dict[str, Any]) -> Deferred:
    found = Deferred(*(line[key] for key in _KEYS))
    texts = (found.path, found.locale or "", found.rule, found.fingerprint, found.moved)
    if not isinstance(found.count, int) or not all(isinstance(text, str) for text in texts):
        raise TypeError(line)
    return found


def written(findings: Iterable[Finding]) -> bytes:
    """The baseline of these findings: the errors and warnings, since notes never fail a check."""
    told = [finding for finding in findings if finding.severity is not Severity.NOTE]
    count = Counter(finding.fingerprint for finding in told)
    known = {Deferred.of(finding, count[finding.fingerprint]) for finding in told}
    lines = [
        json.dumps({key: getattr(one, key) for key in _KEYS}, ensure_ascii=False)
        for one in sorted(known, key=lambda one: (one.path, one.rule, one.fingerprint))
    ]
    body = ",\n".join(lines)
    inside = f"\n{body}\n" if lines else ""
    return f'{{"version": {VERSION}, "findings": [{inside}]}}\n'.encode("utf-8", "surrogatepass")


def compare(
    findings: Sequence[Finding], baseline: Iterable[Deferred], exists: Callable[[str], bool]
) -> Compared:
    """Which findings are new. `exists` tells whether there is still a file of that path.

    A finding that the baseline has once and that is found twice is new once.
    """
    left = Counter({one: one.count for one in baseline})
    same: dict[str, list[Deferred]] = {}
    for one in left:
        same.setdefault(one.fingerprint, []).append(one)
    new = _without_known(findings, left, same, _fingerprint)
    renamed: dict[str, list[Deferred]] = {}
    for one, count in left.items():
        if count and not exists(one.path):
            renamed.setdefault(one.moved, []).append(one)
    if renamed:
        new = _without_known(new, left, renamed, _moved)
    return Compared(tuple(new), len(findings) - len(new), left.total())


def _without_known(
    findings: Sequence[Finding],
    left: Counter[Deferred],
    known: dict[str, list[Deferred]],
    key: Callable[[Finding], str],
) -> list[Finding]:
    """The findings that nothing of `left` is for; each of the others takes one away there."""
    new = []
    for finding in findings:
        match = next((one for one in known.get(key(finding), ()) if left[one]), None)
        if match is None:
            new.append(finding)
        else:
            left[match] -= 1
    return new


def _fingerprint(finding: Finding) -> str:
    return finding.fingerprint


def _moved(finding: Finding) -> str:
    return replace(finding, where=Location("")).fingerprint

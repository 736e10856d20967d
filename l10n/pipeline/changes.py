"""What changed since a revision of git: the lines of a project's files, and the findings about them."""

import os
import re
import shlex
import subprocess
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from l10n.errors import CatalogError, ConfigError, FormatError, Location
from l10n.model import Finding
from l10n.project import Workspace

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_OF_HOOKS = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git tells its hooks, and means for the folder that it runs them in."""
_SHALLOW = "fetch it first: a shallow clone lacks history (in GitHub Actions: fetch-depth: 0)"


@dataclass(frozen=True, slots=True)
class Changes:
    """The lines that are new or different, by path from the project's folder."""

    lines: Mapping[str, tuple[range, ...]] = field(default_factory=dict)
    """1-based, ascending; an empty range where lines were only removed, at the line after them."""
    added: frozenset[str] = frozenset()
    """The files that git does not know yet."""

    @classmethod
    def since(cls, root: Path, revision: str) -> "Changes":
        """What is different in `root` since its history left that of `revision`, committed or not.

        Raises ConfigError where that cannot be told.
        """
        top = _git(root, "rev-parse", "--show-toplevel")
        if top is None:
            raise _no_repository(root)
        base = _base(root, revision)
        options = (
            "--unified=0",
            "--relative",
            "--no-renames",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
        )
        prefixes = ("--text", "--src-prefix=a/", "--dst-prefix=b/", base)
        diff = _git(root, "-c", "core.quotePath=false", "diff", *options, *prefixes)
        others = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
        if diff is None or others is None:
            # Taken for "nothing is different", this would pass whatever was written.
            raise ConfigError(f"git cannot tell what is different since {revision!r}", hint=_SHALLOW)
        return cls(_changed_lines(diff), frozenset(map(os.fsdecode, filter(None, others.split(b"\0")))))

    def touched(self, path: str) -> bool:
        """True for a file in which anything is different."""
        return path in self.added or path in self.lines

    def within(self, path: str, first: int, last: int) -> bool:
        """True where something between these lines of a file, both included, is different."""
        if path in self.added:
            return True
        changed = self.lines.get(path, ())
        after = bisect_right(changed, first, key=_stop)
        return after < len(changed) and changed[after].start <= last


def _stop(lines: range) -> int:
    return lines.stop


def _no_repository(root: Path) -> ConfigError:
    where = Location(root.as_posix())
    if _top(root) is None:
        message = "what has changed since a revision only git can tell, and this is no git repository"
        return ConfigError(message, where, hint="leave the option out")
    return ConfigError(
        "git refuses to read this repository",
        where,
        hint="`git status` says why; where others own it, as in containers of CI: "
        f"git config --global --add safe.directory {shlex.quote(os.fspath(root))}",
    )


def _base(root: Path, revision: str) -> str:
    """The commit from which HEAD and `revision` went apart; before the first commit, the empty tree."""
    if not _is_commit(root, revision):
        if revision == "HEAD":
            return (_git(root, "hash-object", "-t", "tree", os.devnull) or b"").decode().strip()
        raise ConfigError(f"git knows no revision {revision!r}", hint=_SHALLOW)
    base = _git(root, "merge-base", revision, "HEAD")
    if base is None:
        raise ConfigError(f"git knows no common ancestor of {revision!r} and HEAD", hint=_SHALLOW)
    return base.decode().strip()


def _is_commit(root: Path, revision: str) -> bool:
    commit = f"{revision}^{{commit}}"
    return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", commit) is not None


def _git(root: Path, *words: str) -> bytes | None:
    """What git prints; None where it fails. Raises ConfigError where there is no git."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    command = ["git", "-C", os.fspath(root), *words]
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=environment)
    except FileNotFoundError as error:
        raise ConfigError(
            "what has changed since a revision only git can tell, and it is not installed",
            hint="install git; it must be on PATH",
        ) from error
    return done.stdout if done.returncode == 0 else None


def folder_in_repository(root: Path) -> str:
    """The path of `root` from the top of its git repository, with slashes; "" at the top, and without one."""
    top = _top(root)
    path = "." if top is None else root.resolve().relative_to(top).as_posix()
    return "" if path == "." else path


def _top(root: Path) -> Path | None:
    """The top of the git repository that `root` lies in."""
    here = root.resolve()
    return next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), None)


def _changed_lines(diff: bytes) -> dict[str, tuple[range, ...]]:
    """The changed lines of each file in the output of `git diff --unified=0`."""
    found: dict[str, list[range]] = {}
    path = ""
    lines = iter(diff.split(b"\n"))
    for line in lines:
        if line.startswith(b"+++ "):
            path = _name(line[4:])
        elif hunk := _HUNK.match(line):
            removed, start, added = int(hunk[1] or 1), int(hunk[2]), int(hunk[3] or 1)
            for _ in range(removed + added):
                next(lines, None)
            if path:
                found.setdefault(path, []).append(range(start, start + added) if added else _gap(start))
    return {path: tuple(ranges) for path, ranges in found.items()}


def _gap(start: int) -> range:
    """Where lines were removed after line `start`: an empty range at the next line."""
    return range(start + 1, start + 1)


def _name(said: bytes) -> str:
    """The path in a `+++` line; "" for a file that was removed. Odd characters are written as in C."""
    said = said.removesuffix(b"\t")
    if said.startswith(b'"'):
        said = said[1:-1].decode("unicode_escape").encode("latin-1")
    return os.fsdecode(said[2:]) if said.startswith(b"b/") else ""


def touched(
    workspace: Workspace, articles: Iterable[PurePosixPath], changes: Changes
) -> tuple[PurePosixPath, ...]:
    """The articles in which anything is different, in order."""
    return tuple(path for path in articles if changes.touched(workspace.shown(workspace.source_path(path))))


def changed(
    workspace: Workspace, articles: Sequence[PurePosixPath], changes: Changes, findings: Iterable[Finding]
) -> list[Finding]:
    """The findings about what changed, in order; all of them where the glossary did.

    Of an article the units with changed lines; of its catalogs the entries of those units, and those that
    changed themselves; of other files the lines.
    """
    findings = list(findings)
    if changes.touched(workspace.shown(workspace.config.glossary)):
        return findings
    texts: dict[str, set[str]] = {}
    entries: dict[str, list[tuple[int, int]]] = {}
    for article in articles:
        source = workspace.shown(workspace.source_path(article))
        units = set(_units(workspace, article, changes)) if changes.touched(source) else set()
        texts[source] = units
        for tag in workspace.config.targets:
            texts[workspace.shown(workspace.catalog_path(article, tag))] = units
    return [one for one in findings if _about_changes(workspace, changes, texts, entries, one)]


def _about_changes(
    workspace: Workspace,
    changes: Changes,
    texts: Mapping[str, set[str]],
    entries: dict[str, list[tuple[int, int]]],
    finding: Finding,
) -> bool:
    path, line = finding.where.path, finding.where.line
    if finding.msgid and finding.msgid in texts.get(path, ()):
        return True
    if not changes.touched(path):
        return False
    if line is None:
        return True
    first, last = line, line
    if path.endswith(".po"):
        if path not in entries:
            entries[path] = _entry_lines(workspace.config.root / path, path)
        first, last = _lines_around(entries[path], line)
    return changes.within(path, first, last)


def _lines_around(entries: list[tuple[int, int]], line: int) -> tuple[int, int]:
    """The lines of the entry that has `line`; that line alone where none has it."""
    at = bisect_right(entries, line, key=_first) - 1
    return entries[at] if at >= 0 and line <= entries[at][1] else (line, line)


def _first(lines: tuple[int, int]) -> int:
    return lines[0]


def _entry_lines(place: Path, shown: str) -> list[tuple[int, int]]:
    """The lines of a catalog's entries; none where it cannot be read, which is a finding of its own."""
    from l10n.catalog.po import Catalog
    from l10n.catalog.positions import entry_lines

    with suppress(CatalogError):
        return entry_lines(Catalog.read(place, name=shown))
    return []


def _units(workspace: Workspace, path: PurePosixPath, changes: Changes) -> Iterator[str]:
    """The msgids of the article's units that have a changed line."""
    shown = workspace.shown(workspace.source_path(path))
    with suppress(FormatError):
        article = workspace.read_article(path)
        for unit in article.units:
            last = unit.line + article.text.count("\n", unit.span.start, unit.span.end)
            if changes.within(shown, unit.line, last):
                yield unit.msgid

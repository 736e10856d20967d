"""What the workers of a cluster do: they say what they have, and translate shards with it.

Dask calls these functions by name, in whatever l10n is installed on the worker's host.
"""

import ctypes
import os
import platform
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from l10n.engines.answers import Answer, Query
from l10n.engines.argos_session import PackageSession
from l10n.engines.installed import InstalledPackage, installed, package_directory, shipped
from l10n.errors import EngineError, L10nError
from l10n.ports import Quality

DISTRIBUTIONS = ("l10n-toolkit", "argostranslate", "ctranslate2", "sentencepiece", "distributed")
"""Whose versions must be the same on all hosts: what a translation depends on, and what carries it."""
OPEN = 2
"""Models that a thread keeps: by a pivot there are two."""
_TRIM, _MMAP = -1, -3
"""Of glibc's malloc.h: M_TRIM_THRESHOLD, M_MMAP_THRESHOLD."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The model that is to translate."""

    code: str
    """Of its package: `translate-en_es`."""
    version: str
    sha256: str
    """What `digest` says of its folder."""
    quality: Quality
    identity: str
    """What its session says of itself."""
    digest: Callable[[Path], str]


@dataclass(frozen=True, slots=True)
class Examined:
    """What a worker says of itself."""

    host: str
    versions: dict[str, str]
    """Of Python and the `DISTRIBUTIONS`; "" for one that is not installed."""
    fault: str
    """Why it cannot translate, "" where it can."""


class _Kept(threading.local):
    """The models of a thread, the latest last."""

    def __init__(self) -> None:
        self.sessions: dict[Wanted, PackageSession] = {}


_kept = _Kept()


def versions() -> dict[str, str]:
    """Of Python (`3.11`) and of what a translation depends on here."""
    found = {"Python": ".".join(platform.python_version_tuple()[:2])}
    for name in DISTRIBUTIONS:
        found[name] = ""
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def examine(wanted: Wanted) -> Examined:
    """What there is in this process to translate with. Opens no model."""
    try:
        _session(wanted)
    except L10nError as error:
        return Examined(socket.gethostname(), versions(), str(error))
    return Examined(socket.gethostname(), versions(), "")


def translate(wanted: Wanted, queries: Sequence[Query]) -> list[tuple[int, Answer | None]]:
    """The answers to distinct queries, by index. Raises EngineError, which says on which host.

    Each thread has a model of its own, loaded for its first shard and kept for the next ones.
    """
    try:
        session = _opened(wanted)
        return [answer for batch in session.answers(queries) for answer in batch]
    except L10nError as error:
        raise EngineError(f"on {socket.gethostname()}: {error}", hint=error.hint) from error


def _opened(wanted: Wanted) -> PackageSession:
    sessions = _kept.sessions
    if wanted not in sessions:
        session = _session(wanted)
        while len(sessions) >= OPEN:
            sessions.pop(next(iter(sessions))).close()
        keep_memory()
        sessions[wanted] = session
    return sessions[wanted]


def keep_memory() -> None:
    """Let this process keep memory that a model has no use for at the moment.

    Dask starts its workers with MALLOC_TRIM_THRESHOLD_=65536, by which glibc gives everything back at once.
    CTranslate2 then took 1.7 times as long (all of it user and system time, 6+6 layers of 512, int8).
    """
    if "MALLOC_TRIM_THRESHOLD_" not in os.environ:
        return
    with suppress(AttributeError, OSError):
        # The same as glibc comes to by itself, where nothing is set: 32 MiB is the most it takes.
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_MMAP, 32 << 20)
        mallopt(_TRIM, 64 << 20)


def _session(wanted: Wanted) -> PackageSession:
    """The model, which is not yet loaded. Raises EngineError where this host has another one, or none."""
    package = _package(wanted)
    session = PackageSession(package, wanted.quality, wanted.sha256, cores=1)
    if session.identity != wanted.identity:
        raise EngineError(f"would translate as “{session.identity}”, and not as “{wanted.identity}”")
    return session


def _package(wanted: Wanted) -> InstalledPackage:
    named = f"{wanted.code} {wanted.version}".rstrip()
    folder = package_directory()
    packages = *installed(folder), *shipped()
    found = [p for p in packages if (p.code, p.version) == (wanted.code, wanted.version)]
    if not found:
        raise EngineError(f"the package {named} is not in {folder}")
    digests = {wanted.digest(package.path): package for package in found}
    if wanted.sha256 not in digests:
        raise EngineError(
            f"the package {named} in {found[0].path} is another one: its sha256 is "
            f"{min(digests)[:12]}…, and not {wanted.sha256[:12]}…"
        )
    return digests[wanted.sha256]

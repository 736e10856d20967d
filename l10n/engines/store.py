"""Remembers values by digest in an SQLite file, through crashes, and never stands in the way.

The file may be deleted, damaged or locked away at any time: that costs time, is said once, and fails nothing.
What was kept is there whatever becomes of the process. Two processes may use the file at once.
"""

import contextlib
import zlib
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import sqlite3

KIND = 0x6C31306E
"""SQLite's `application_id` of our files: `l10n` in ASCII."""
VERSION = 1
"""Of what is stored and how; a file of another version is set aside."""
MOST_BYTES = 1 << 30
"""A file that has grown larger than this loses its older half when it is next opened for writing."""
PATIENCE = 10
"""Seconds to wait for another process, which needs milliseconds."""
_AT_ONCE = 500
"""Keys asked for in one statement."""
_SCHEMA = (
    "CREATE TABLE remembered (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value BLOB NOT NULL)"
)
_PAUSE = 0.01
"""Seconds between two tries of what SQLite does not wait for."""
_Result = TypeVar("_Result")


class _UnusableError(Exception):
    """The file is not one of ours."""


class Store:
    """Values by key, both bytes. Its methods raise nothing.

    The file is opened when it is first needed, and made when there is something to keep. Threads may take
    turns with it.
    """

    def __init__(
        self, path: Path, say: Callable[[str], None], *, reading: bool = False, most: int = MOST_BYTES
    ) -> None:
        """`say` is told in a line of what is wrong with the file. With `reading` nothing is ever written."""
        self._path = path
        self._say = say
        self._reading = reading
        self._most = most
        self._connection: sqlite3.Connection | None = None
        self._useless = False

    def recall(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that have one."""

        def read(connection: "sqlite3.Connection") -> dict[bytes, bytes]:
            found: dict[bytes, bytes] = {}
            for at in range(0, len(keys), _AT_ONCE):
                some = keys[at : at + _AT_ONCE]
                places = ",".join("?" * len(some))
                rows = connection.execute(
                    f"SELECT key, CAST(value AS BLOB) FROM remembered WHERE key IN ({places})",  # noqa: S608
                    some,
                )
                found |= {key: value[4:] for key, value in rows if value[:4] == _checksum(key, value[4:])}
            return found

        return (self._used(read) if keys and self._path.exists() else None) or {}

    def keep(self, values: Mapping[bytes, bytes]) -> None:
        """Remember these values instead of older ones: all of them or none, on disk when this returns."""

        def write(connection: "sqlite3.Connection") -> None:
            rows = ((key, _checksum(key, value) + value) for key, value in values.items())
            with _transaction(connection):
                connection.executemany("INSERT OR REPLACE INTO remembered (key, value) VALUES (?, ?)", rows)

        if values and not self._reading:
            self._used(write)

    def close(self) -> None:
        """Close the file; it is opened again when it is needed."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _used(self, work: "Callable[[sqlite3.Connection], _Result]") -> _Result | None:
        """What `work` gives; None where the file cannot be used. One that is damaged is replaced once."""
        import sqlite3

        for last in (False, True):
            if self._useless:
                return None
            try:
                self._connection = self._connection or self._opened()
                return work(self._connection)
            except (sqlite3.OperationalError, sqlite3.ProgrammingError, OSError) as error:
                # Locked, read-only, a full disk, closed meanwhile: nothing is wrong with what the file holds.
                self._give_up(str(error))
            except (_UnusableError, sqlite3.DatabaseError) as error:
                if last or self._reading:
                    self._give_up(str(error))
                else:
                    self._set_aside(str(error))
        return None

    def _opened(self) -> "sqlite3.Connection":
        import sqlite3

        uri = f"{self._path.absolute().as_uri()}?mode={'ro' if self._reading else 'rwc'}"
        connection = sqlite3.connect(
            uri, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: "sqlite3.Connection") -> None:
        if _number(connection, "SELECT count(*) FROM sqlite_master") == 0 and not self._reading:
            _begin_log(connection)
            with _transaction(connection):
                # Another process may have been quicker.
                if _number(connection, "SELECT count(*) FROM sqlite_master") == 0:
                    connection.execute(_SCHEMA)
                    connection.execute(f"PRAGMA application_id = {KIND}")
                    connection.execute(f"PRAGMA user_version = {VERSION}")
        if _number(connection, "PRAGMA application_id") != KIND:
            raise _UnusableError("it is not a file of l10n")
        if (version := _number(connection, "PRAGMA user_version")) != VERSION:
            raise _UnusableError(f"it is of version {version}, and this l10n keeps version {VERSION}")
        if not self._reading:
            # With a write-ahead log, whatever was committed outlives the process; a power cut may take the
            # last transactions, and never damages the file (sqlite.org/pragma.html#pragma_synchronous).
            connection.execute("PRAGMA synchronous = NORMAL")
            self._trim(connection)

    def _trim(self, connection: "sqlite3.Connection") -> None:
        size = _number(connection, "PRAGMA page_count") * _number(connection, "PRAGMA page_size")
        free = _number(connection, "PRAGMA freelist_count") * _number(connection, "PRAGMA page_size")
        if size - free > self._most:
            middle = "(SELECT (min(number) + max(number)) / 2 FROM remembered)"
            with _transaction(connection):
                connection.execute(f"DELETE FROM remembered WHERE number <= {middle}")  # noqa: S608

    def _give_up(self, reason: str) -> None:
        self._useless = True
        self._say(f"{self._path.name} cannot be used: {reason}; translations are not remembered")
        self.close()

    def _set_aside(self, reason: str) -> None:
        """Move the file out of the way, without the files that SQLite put beside it."""
        self.close()
        aside = self._path.with_name(f"{self._path.name}.old")
        try:
            self._path.replace(aside)
        except OSError as error:
            self._give_up(f"{reason}, and it cannot be moved: {error.strerror}")
            return
        for suffix in ("-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                self._path.with_name(self._path.name + suffix).unlink()
        self._say(f"{self._path.name} was set aside as {aside.name}: {reason}; a new one is begun")


@contextlib.contextmanager
def _transaction(connection: "sqlite3.Connection") -> Generator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with contextlib.suppress(Exception):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _begin_log(connection: "sqlite3.Connection") -> None:
    """Keep a write-ahead log from now on.

    SQLite does not wait for others where two make the same new file (sqlite.org/c3ref/busy_handler.html), so
    this does.
    """
    import sqlite3

    end = monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > end:
                raise
            sleep(_PAUSE)


def _number(connection: "sqlite3.Connection", statement: str) -> int:
    (found,) = connection.execute(statement).fetchone()
    return int(found)


def _checksum(key: bytes, value: bytes) -> bytes:
    """Tells values that were damaged where SQLite does not notice."""
    return zlib.crc32(value, zlib.crc32(key)).to_bytes(4, "big")

"""A running pipeline of Apertium's programs: texts in, texts out, one for one."""

import os
import selectors
import signal
from collections.abc import Generator, Iterable, Mapping, Sequence

from l10n.engines.process_group import ProcessGroup
from l10n.errors import EngineError

HINT = "run `apertium -l` to see whether Apertium itself works, and reinstall the pair's package"
_END = b"\0"
_MANY = 65536
"""Bytes that are passed on at once, what a pipe of Linux holds."""
_LAST_WORDS = 4096
_GRACE = 5.0
"""Seconds that what is left of a pipeline has to say why it ended."""


class Pipe:
    """A process that answers texts ended by NUL, in order, each as soon as it has read it.

    Ctrl-C at the terminal does not reach it; it ends when it is closed, and with whoever started it.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], name: str, patience: float
    ) -> None:
        """`name` is for errors. `patience`: seconds without a sign of life after which it is given up.

        Raises EngineError where it cannot be started.
        """
        self._name = name
        self._patience = patience
        self._waiting, self._rest, self._said = bytearray(), b"", b""
        self.closed = False
        try:
            self._group = ProcessGroup(command, environment)
        except OSError as error:
            raise EngineError(f"Apertium cannot be run: {error.strerror}", hint=HINT) from error
        self._process = self._group.process
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._to, self._of, self._err = self._process.stdin, self._process.stdout, self._process.stderr
        self._ready = selectors.DefaultSelector()
        for stream in (self._of, self._err):
            os.set_blocking(stream.fileno(), False)
            self._ready.register(stream, selectors.EVENT_READ)
        os.set_blocking(self._to.fileno(), False)

    def answers(self, texts: Iterable[str]) -> Generator[str, None, None]:
        """The answer to each text, in order, while further texts go in: of a job of any size little is held.

        Raises EngineError, and closes, where the process ends, hangs or loses count. Closes, too, if not all
        answers are taken.
        """
        asked = answered = 0
        more = iter(texts)
        try:
            while True:
                while len(self._waiting) < _MANY and (text := next(more, None)) is not None:
                    self._waiting += text.encode("utf-8") + _END
                    asked += 1
                if answered == asked:
                    return
                some = self._exchange()
                answered += len(some)
                if answered > asked:
                    raise self.lost_count()
                yield from some
        finally:
            if answered != asked:
                self.close()

    def lost_count(self) -> EngineError:
        """What to raise where answers do not belong to their texts."""
        return EngineError(f"Apertium's {self._name} lost count of its texts", hint=HINT)

    def _exchange(self) -> list[str]:
        """Waits until bytes can be passed on in some direction, and passes them on. The new answers."""
        if self._waiting and self._to not in self._ready.get_map():
            self._ready.register(self._to, selectors.EVENT_WRITE)
        streams = [key.fileobj for key, _ in self._ready.select(self._patience)]
        if not streams:
            raise self._ended(f"not a word for {self._patience:g} seconds")
        if self._err in streams:
            self._listen()
        if self._to in streams:
            self._write()
        return self._read() if self._of in streams else []

    def _listen(self) -> None:
        said = os.read(self._err.fileno(), _MANY)
        self._said = (self._said + said)[-_LAST_WORDS:]
        if not said:
            self._ready.unregister(self._err)

    def _write(self) -> None:
        try:
            del self._waiting[: os.write(self._to.fileno(), self._waiting[:_MANY])]
        except BrokenPipeError:
            self._waiting.clear()
        if not self._waiting:
            self._ready.unregister(self._to)

    def _read(self) -> list[str]:
        said = os.read(self._of.fileno(), _MANY)
        if not said:
            raise self._ended()
        *whole, self._rest = (self._rest + said).split(_END)
        return [answer.decode("utf-8", "replace") for answer in whole]

    def _ended(self, silence: str = "") -> EngineError:
        """What to raise where there are no more answers: why, as it says itself, else `silence`."""
        for stream in (self._of, self._to):
            if stream in self._ready.get_map():
                self._ready.unregister(stream)
        self._to.close()
        while self._ready.get_map() and self._ready.select(_GRACE):
            self._listen()
        self.close()
        return EngineError(f"Apertium's {self._name} failed: {self._reason(silence)}", hint=HINT)

    def _reason(self, silence: str) -> str:
        code = self._process.returncode
        last = self._said.decode("utf-8", "replace").strip().rpartition("\n")[2]
        if last or code > 0:
            return last or f"exit code {code}"
        if code < 0 and code != -signal.SIGKILL:
            return signal.strsignal(-code) or f"signal {-code}"
        return silence or "it ended without a word"

    def close(self) -> None:
        """Ends it, and everything that it started."""
        if self.closed:
            return
        self.closed = True
        self._ready.close()
        self._group.close()

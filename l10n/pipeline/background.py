"""Lets work that cannot be interrupted go on in the background, so that Ctrl-C is heeded at once.

Python tells nobody of a signal before a call into a model returns, which may take minutes.
"""

import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import copy_context
from typing import TypeVar

PATIENCE = 1.0
"""Seconds that work gets to finish and keep what it is at, once it was told to stop."""
HASTE = 0.25
"""Seconds that closing gets after that: a model first does all that waits for it."""
NAME = "l10n-background"
"""Of the threads."""
_Result = TypeVar("_Result")


def in_background(work: Callable[[], _Result], stop: threading.Event) -> _Result:
    """What `work` returns or raises, in a thread of its own.

    KeyboardInterrupt sets `stop`, which `work` should look at, and is raised within `PATIENCE`; whoever ends
    the program then must not wait for the thread (see `is_busy`).
    """
    outcome: Future[_Result] = Future()
    context = copy_context()

    def run() -> None:
        try:
            outcome.set_result(context.run(work))
        except BaseException as error:
            outcome.set_exception(error)

    thread = _started(run)
    try:
        return outcome.result()
    except KeyboardInterrupt:
        stop.set()
        thread.join(PATIENCE)
        raise


def _started(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, name=NAME, daemon=True)
    thread.start()
    return thread


def is_busy() -> bool:
    """True where work still goes on in the background."""
    return any(thread.name == NAME for thread in threading.enumerate())


def close_unless_busy(close: Callable[[], None]) -> None:
    """Close something, unless work still goes on that uses it: then the process is about to end."""
    if not is_busy():
        close()


@contextmanager
def closing_in_the_end(close: Callable[[], None]) -> Generator[None]:
    """Closes something in the end; after KeyboardInterrupt nobody waits for that longer than `HASTE`."""
    try:
        yield
    except KeyboardInterrupt:
        if not is_busy():
            _started(close).join(HASTE)
        raise
    except BaseException:
        close()
        raise
    close()

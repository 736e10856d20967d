"""Programs in a process group of their own, none of which outlives this process."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress

_GUARDED = '{{ read -r; kill -KILL 0; }} <&{0} >/dev/null 2>&1 & exec {0}<&- "$@"'
"""Runs a command beside a guard, which kills the group where file descriptor {0} is at its end."""


class ProcessGroup:
    """A program, and everything that it starts: ended together.

    They are in a session of their own: Ctrl-C at the terminal does not reach them. A pipe of which only this
    process holds the other end tells them of its end, however that comes about, and whatever they are at.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Starts it, with pipes for its input and output. Raises OSError where there is no shell for it."""
        watched, self._held = os.pipe()
        try:
            self.process = subprocess.Popen(
                ["bash", "-c", _GUARDED.format(watched), "bash", *command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                env=environment,
                start_new_session=True,
                pass_fds=(watched,),
            )
        except OSError:
            os.close(self._held)
            raise
        finally:
            os.close(watched)

    def close(self) -> None:
        """Ends it, once."""
        # As long as nobody has waited for it, its number is its own; afterwards the guard ends what is left.
        if self.process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self._held)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

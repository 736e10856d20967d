"""The command line, called in this process."""

import sys
from collections.abc import Callable

import pytest

from l10n import cli

Call = Callable[..., tuple[int, str, str]]
"""Takes the words after `l10n`; returns exit code, stdout and stderr."""


def caller(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """What calls l10n, as long as the test lasts."""

    def run(*args: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["l10n", *args])
        code: object = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code or 0
        out, err = capsys.readouterr()
        assert isinstance(code, int), code
        return code, out, err

    return run

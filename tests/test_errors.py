"""Errors: where they point, how they are shown, and the exit code of each."""

import pytest

from l10n import errors
from l10n.errors import Fault, GlossaryError, L10nError, Location


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        (Location("a.md"), "a.md"),
        (Location("a.md", 3), "a.md:3"),
        (Location("a.md", 3, 1), "a.md:3:1"),
        (Location("a.md", None, 7), "a.md"),
    ],
)
def test_a_place_is_shown_as_editors_show_it(where: Location, shown: str) -> None:
    assert str(where) == shown


def test_an_error_carries_message_place_and_hint() -> None:
    error = L10nError("cannot be read", Location("a.md", 3), "save it as UTF-8")
    assert (error.message, error.where, error.hint) == (
        "cannot be read",
        Location("a.md", 3),
        "save it as UTF-8",
    )
    assert error.faults == (Fault("cannot be read", Location("a.md", 3), "save it as UTF-8"),)
    assert (str(error), str(L10nError("no place"))) == ("a.md:3: cannot be read", "no place")


def test_one_error_may_carry_every_fault_of_an_input() -> None:
    faults = [Fault("first", Location("g.yml", 1, 2), "do this"), Fault("second")]
    error = GlossaryError.of(faults)
    assert isinstance(error, GlossaryError)
    assert error.faults == tuple(faults)
    assert (error.message, error.where, error.hint) == ("first", Location("g.yml", 1, 2), "do this")
    assert str(error) == "g.yml:1:2: first\nsecond"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ConfigError", 2),
        ("LocaleError", 2),
        ("FormatError", 2),
        ("CatalogError", 2),
        ("GlossaryError", 2),
        ("PackageError", 2),
        ("EngineError", 3),
        ("ConflictError", 4),
    ],
)
def test_every_error_has_its_exit_code(name: str, code: int) -> None:
    error = getattr(errors, name)("message")
    assert isinstance(error, L10nError)
    assert error.exit_code == code


def test_the_list_of_errors_is_complete() -> None:
    assert {cls.__name__ for cls in L10nError.__subclasses__()} == {
        "ConfigError", "LocaleError", "FormatError", "CatalogError", "GlossaryError", "PackageError",
        "EngineError", "ConflictError",
    }  # fmt: skip

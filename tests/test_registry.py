"""Plug-ins: found by entry point, loaded when asked for, blamed by name when broken."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import PurePath

import pytest

from l10n import registry
from l10n.errors import ConfigError, FormatError

CACHED = (registry._points, registry.formats, registry.engine)


class Notes:
    """A format that a plug-in brings."""

    name = "notes"
    suffixes = frozenset({".note"})


class Parrot:
    """An engine that a plug-in brings."""

    name = "parrot"


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    for function in CACHED:
        function.cache_clear()
    yield
    for function in CACHED:
        function.cache_clear()


@pytest.fixture
def plug_ins(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, object]]:
    """Put plug-ins in here by group and name; an exception is raised when the plug-in is loaded."""
    made: dict[str, dict[str, object]] = {}

    class Point(EntryPoint):
        def load(self) -> object:
            loaded = made[self.group][self.name]
            if isinstance(loaded, Exception):
                raise loaded
            return loaded

    def points(group: str) -> list[EntryPoint]:
        return [Point(name, f"package_of_{name}:it", group) for name in made.get(group, {})]

    monkeypatch.setattr(registry, "entry_points", points)
    return made


def test_a_format_is_chosen_by_suffix(plug_ins: dict[str, dict[str, object]]) -> None:
    plug_ins["l10n.formats"] = {"notes": Notes}
    assert registry.suffixes() == {".note"}
    assert registry.format_for(PurePath("a/B.NOTE")).name == "notes"


@pytest.mark.parametrize(("path", "said"), [("a/b.docx", ".docx"), ("a/README", "a file without a suffix")])
def test_an_unknown_suffix_is_an_error_that_names_the_known(
    path: str, said: str, plug_ins: dict[str, dict[str, object]]
) -> None:
    plug_ins["l10n.formats"] = {"notes": Notes}
    with pytest.raises(FormatError, match=f"no format reads {said}") as caught:
        registry.format_for(PurePath(path))
    assert (str(caught.value.where), caught.value.hint) == (path, "formats are chosen by suffix: .note")


def test_an_engine_is_made_once_by_its_name(plug_ins: dict[str, dict[str, object]]) -> None:
    plug_ins["l10n.engines"] = {"parrot": Parrot, "mute": Parrot}
    assert registry.engine_names() == ("mute", "parrot")
    assert registry.engine("parrot").name == "parrot"
    assert registry.engine("parrot") is registry.engine("parrot")


def test_an_unknown_engine_is_an_error_that_names_the_known(plug_ins: dict[str, dict[str, object]]) -> None:
    plug_ins["l10n.engines"] = {"parrot": Parrot}
    with pytest.raises(ConfigError, match="there is no engine 'google'") as caught:
        registry.engine("google")
    assert caught.value.hint == "engines: auto, parrot"


@pytest.mark.parametrize("error", [ImportError("no module named x"), AttributeError("it")])
def test_a_broken_plug_in_is_blamed_by_name(error: Exception, plug_ins: dict[str, dict[str, object]]) -> None:
    plug_ins["l10n.engines"] = {"broken": error, "parrot": Parrot}
    assert registry.engine("parrot").name == "parrot"
    with pytest.raises(
        ConfigError, match=r"the plug-in 'broken' of l10n\.engines cannot be loaded"
    ) as caught:
        registry.engine("broken")
    assert caught.value.hint == "reinstall or remove the package that provides package_of_broken:it"
    plug_ins["l10n.formats"] = {"broken": error}
    with pytest.raises(ConfigError, match=r"'broken' of l10n\.formats"):
        registry.suffixes()


def test_rules_come_in_the_order_of_their_ids() -> None:
    ids = [rule.id for rule in registry.rules()]
    assert ids == sorted(ids)
    assert "catalog-invalid" in ids


def test_every_engine_and_format_of_the_package_is_there() -> None:
    assert {"argos", "apertium", "pseudo"} <= set(registry.engine_names())

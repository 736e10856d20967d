"""What every test may ask for."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from command_line import Call, caller
from copy_model import write_package
from local_site import Site, local_site

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = Path(os.environ.get("L10N_TEST_DATA", ROOT.parent / "shared" / "data"))

# No test asserts a time; and what CI runs must not depend on chance.
hypothesis.settings.register_profile("l10n", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("l10n")


@pytest.fixture(scope="session", autouse=True)
def _nothing_shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No packages come with l10n, whatever lies in `models`."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("l10n.packages.CODE", tmp_path_factory.getbasetemp() / "nothing shipped" / "l10n")
        yield


@pytest.fixture(scope="session")
def shared_data() -> Callable[[str], Path]:
    """`shared_data("po-samples")`: real files of others, not in this repository; skips without them."""

    def path(name: str) -> Path:
        found = SHARED_DATA / name
        if not found.exists():
            pytest.skip(f"{name}: not in the test data folder; set L10N_TEST_DATA to a folder that has it")
        return found

    return path


@pytest.fixture(scope="session")
def copy_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real Argos package, English to Spanish, that repeats its source. Only to be read."""
    return write_package(tmp_path_factory.mktemp("package") / "translate-en_es-1_9")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of all Argos packages, with none in it; nothing lies in the home folder either."""
    folder = tmp_path / "packages"
    folder.mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    return folder


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """`call("run", "-l", "sr")`: exit code, stdout and stderr, in this process."""
    return caller(monkeypatch, capsys)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A web server on this machine, with nothing on it."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with local_site() as running:
        yield running


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    needs = {"needs_gettext": "msgfmt", "needs_apertium": "apertium"}
    for marker, program in needs.items():
        if shutil.which(program) is None:
            skip = pytest.mark.skip(reason=f"{program} is not installed and could not be (see README)")
            for item in items:
                if item.get_closest_marker(marker):
                    item.add_marker(skip)

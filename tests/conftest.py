"""What every test may ask for."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from copy_model import write_package

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = Path(os.environ.get("L10N_TEST_DATA", ROOT.parent / "shared" / "data"))


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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    needs = {"needs_gettext": "msgfmt", "needs_apertium": "apertium"}
    for marker, program in needs.items():
        if shutil.which(program) is None:
            skip = pytest.mark.skip(reason=f"{program} is not installed and could not be (see README)")
            for item in items:
                if item.get_closest_marker(marker):
                    item.add_marker(skip)

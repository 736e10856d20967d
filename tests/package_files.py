"""Package files and folders, good and bad, and what installing them must not do."""

import json
import zipfile
from pathlib import Path

import pytest

from copy_model import Kind, metadata
from l10n.errors import PackageError
from l10n.models.install import Installer, Probe


def small(folder: Path, **described: object) -> Path:
    """A package with all its parts and nothing in them."""
    (folder / "model").mkdir(parents=True)
    (folder / "model" / "model.bin").write_bytes(b"model")
    (folder / "sentencepiece.model").write_bytes(b"tokenizer")
    (folder / "metadata.json").write_text(json.dumps(metadata(Kind()) | described), encoding="utf-8")
    return folder


def install_file(path: Path, directory: Path) -> Path:
    """Install a package that need not translate."""
    return Installer(directory).from_path(path)


def any_package(package: Path) -> None:
    """Take a package for one that translates."""


def refused(path: Path, directory: Path, message: str, probe: Probe = any_package) -> None:
    """Installing fails with that message about that path, and nothing at all has changed."""
    before = everything(directory.parents[2])
    with pytest.raises(PackageError, match=message) as caught:
        Installer(directory, probe).from_path(path)
    assert str(caught.value.where) == path.as_posix()
    assert caught.value.hint
    assert everything(directory.parents[2]) == before


def everything(folder: Path) -> dict[str, bytes | None]:
    """Every file with its bytes, everything else with None."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


Members = dict[str, bytes | int | None]
"""Names and contents; a number is the type of a member that is no file, None is none after all."""


def zipped(path: Path, members: Members, *, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as made:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            if isinstance(content, int):
                info.external_attr = (content | 0o777) << 16
                made.writestr(info, b"/etc/passwd")
            elif content is not None:
                made.writestr(info, content)
    return path


GOOD: Members = {
    "p/metadata.json": json.dumps(metadata(Kind())).encode(),
    "p/model/model.bin": b"model",
    "p/sentencepiece.model": b"tokenizer",
}

"""The transcripts of docs/models.md: run anew with `python tests/models_page.py`, compared by the tests."""

import os
import tempfile
from pathlib import Path
from unittest import mock

from copy_model import Kind, copy_package_as, pack, write_package
from transcripts import ROOT, anew

PAGE = ROOT / "docs/models.md"
_WITHOUT_SHIPPED = """() { python -c '
import sys
from l10n import cli, packages
packages.CODE = packages.Path("/none/l10n")
sys.argv[0] = "l10n"
cli.main()' "$@"
}"""
"""l10n as a function of bash: no packages come with it, whatever lies in `models`."""


def run_anew(folder: Path, package: Path) -> str:
    """The page with its commands run in `folder`, a project that has packages like `package` on a stick."""
    (folder / "stick").mkdir(parents=True)
    for kind in (Kind(), Kind(version="1.0"), Kind(target="pb")):
        name = f"translate-{kind.source}_{kind.target}-{kind.version.replace('.', '_')}"
        pack(copy_package_as(package, folder / "made" / name, kind), folder / "stick" / f"{name}.argosmodel")
    text = 'targets = ["es", "pt-BR", "sr"]\nengine = "argos"\n'
    (folder / ".l10n.toml").write_text(text, encoding="utf-8")
    with mock.patch.dict(os.environ, {"BASH_FUNC_l10n%%": _WITHOUT_SHIPPED}):
        return anew(PAGE.read_text("utf-8"), folder)


def main() -> None:
    """Run the transcripts and write them down."""
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"HOME": name, "ARGOS_PACKAGES_DIR": "packages"}
        package = write_package(Path(name, "package"))
        PAGE.write_text(run_anew(Path(name, "project"), package), "utf-8")


if __name__ == "__main__":
    main()

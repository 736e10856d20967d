"""The parts of a project as rules are given them."""

from pathlib import Path, PurePosixPath

import pytest

from check_sample import write_project
from l10n.errors import CatalogError
from l10n.model import Tag
from l10n.pipeline import Project, comparing
from l10n.pipeline.comparing import Parts
from l10n.pipeline.known import Known

TALKS = PurePosixPath("talks.md"), Tag("es")
CATALOG = "locales/es/LC_MESSAGES/talks.po"


def parts_of(root: Path) -> Parts:
    workspace = Project.open(root).workspace
    return Parts(workspace, Known(workspace))


def test_a_catalog_is_read_with_its_digest(tmp_path: Path) -> None:
    parts = parts_of(write_project(tmp_path))
    content = parts.content(TALKS)
    catalog, read = parts.read_catalog(TALKS)
    assert (catalog.name, read) == (CATALOG, content)


def test_a_catalog_that_is_gone_by_then_is_an_error(tmp_path: Path) -> None:
    parts = parts_of(write_project(tmp_path))
    (tmp_path / CATALOG).unlink()
    with pytest.raises(CatalogError, match="cannot be read: No such file") as caught:
        parts.read_catalog(TALKS)
    assert caught.value.where is not None
    assert caught.value.where.path == CATALOG


def test_articles_that_are_not_kept_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_project(tmp_path)
    source = (root / "source/talks.md").read_text("utf-8")
    (root / "source/more.md").write_text(source.replace("Gjadër", "Gjader"), "utf-8")
    kept = Project.open(root).check(rules=["source-near-names"])
    monkeypatch.setattr(comparing, "_KEPT", 0)
    assert Project.open(root).check(rules=["source-near-names"]) == kept != []

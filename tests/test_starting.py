"""The first files of a project."""

from pathlib import Path

import pytest

from l10n.errors import ConfigError
from l10n.pipeline.starting import configuration_in, start


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "glossary.yml").write_text("version: 1\n")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert configuration_in(tmp_path) is None
    assert start(tmp_path, "en", ("es",), dry_run=False) == (tmp_path / ".l10n.toml",)
    assert list((tmp_path / "source").iterdir()) == []
    assert configuration_in(tmp_path) == tmp_path / ".l10n.toml"


def test_a_pyproject_with_a_table_of_ours_is_a_project(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.l10n]\n")
    with pytest.raises(ConfigError, match=r"pyproject\.toml: this project is set up already"):
        start(tmp_path, "en", ("es",), dry_run=False)


def test_a_target_that_is_the_source_locale_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="the target sr-Latn is the source locale"):
        start(tmp_path, "sr@latin", ("es", "sr_Latn"), dry_run=False)
    assert list(tmp_path.iterdir()) == []

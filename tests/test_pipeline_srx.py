"""A project's own SRX file decides what a sentence is."""

from dataclasses import replace
from pathlib import Path

import pytest

from l10n import Catalog, Project
from l10n.engines.sentences import parts
from l10n.errors import ConfigError
from l10n.model import Tag
from l10n.text.segment import rules_in_use, using
from l10n.text.srx import SrxRules

FIRST, SECOND = "The ferry left the port at nine in the evening.", "Nobody on the quay had seen it come."
TRANSLATED = "El ferri zarpó del puerto a las nueve de la noche. Nadie en el muelle lo había visto llegar."
NEVER = """<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header cascade="no"/><body>
<languagerules><languagerule languagerulename="Never"/></languagerules>
<maprules><languagemap languagepattern=".*" languagerulename="Never"/></maprules></body></srx>
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with one paragraph of two sentences, translated."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source/a.md").write_text(f"{FIRST} {SECOND}\n", "utf-8")
    (tmp_path / ".l10n.toml").write_text('targets = ["es"]\n', "utf-8")
    Project.open(tmp_path).merge()
    path = tmp_path / "locales/es/LC_MESSAGES/a.po"
    catalog = Catalog.read(path)
    key = f"{FIRST} {SECOND}"
    path.write_bytes(
        catalog.with_entries({key: replace(catalog.active[0], msgstrs=(TRANSLATED,))}).to_bytes()
    )
    return tmp_path


def split(root: Path) -> list[str]:
    """The translations of the two paragraphs that the one becomes."""
    (root / "source/a.md").write_text(f"{FIRST}\n\n{SECOND}\n", "utf-8")
    Project.open(root).merge()
    return [entry.msgstr for entry in Catalog.read(root / "locales/es/LC_MESSAGES/a.po").active]


def with_rules(root: Path) -> None:
    (root / "never.srx").write_text(NEVER, "utf-8")
    (root / ".l10n.toml").write_text('targets = ["es"]\nsrx = "never.srx"\n', "utf-8")


def test_a_split_paragraph_is_shared_out_by_the_rules(root: Path) -> None:
    first, second = split(root)
    assert f"{first} {second}" == TRANSLATED
    assert first.endswith("noche.")


def test_where_the_rules_know_no_sentences_none_are_shared_out(root: Path) -> None:
    with_rules(root)
    assert "" in split(root)


def test_engines_cut_by_the_rules_in_use(tmp_path: Path) -> None:
    (tmp_path / "never.srx").write_text(NEVER, "utf-8")
    with using(SrxRules.read(tmp_path / "never.srx")):
        assert len(parts(f"{FIRST} {SECOND}", Tag("en"))) == 1
    assert rules_in_use() is None
    assert len(parts(f"{FIRST} {SECOND}", Tag("en"))) == 2


def test_a_missing_file_is_an_error_before_anything_is_written(root: Path) -> None:
    (root / ".l10n.toml").write_text('targets = ["es"]\nsrx = "nowhere.srx"\n', "utf-8")
    (root / "source/a.md").write_text(f"{FIRST}\n", "utf-8")
    before = (root / "locales/es/LC_MESSAGES/a.po").read_bytes()
    for act in (Project.open(root).run, Project.open(root).status):
        with pytest.raises(ConfigError, match=r"nowhere\.srx"):
            act()
    assert (root / "locales/es/LC_MESSAGES/a.po").read_bytes() == before

"""Compiled catalogs: what gettext libraries read from ours is what they read from msgfmt's."""

import gettext
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gettext_tools import HEADER, SAMPLES, VALID, catalog_of, catalogs, run
from l10n.catalog.mo import compiled
from l10n.catalog.po import Catalog
from l10n.errors import CatalogError
from l10n.model import Entry

# Where an entry has several `#,` lines, msgfmt 0.21 sees `fuzzy` in the last of them only; we see it in any.
COMPARABLE = [path for path in VALID if path.stem not in ("domain", "flags")]


def read(data: bytes) -> dict[object, str]:
    """What Python's gettext reads from a .mo file."""
    return dict(gettext.GNUTranslations(io.BytesIO(data))._catalog)  # type: ignore[attr-defined]


def of_msgfmt(data: bytes, *options: str) -> bytes | None:
    """The .mo file that msgfmt makes without changing the charset; None where it makes none."""
    if b"no-convert" in run("msgfmt", "--help"):
        options = (*options, "--no-convert")
    return run("msgfmt", "--no-hash", *options, "-o", "-", "-", data=data) or None


def even(data: bytes, name: str) -> bytes:
    """The catalog without what msgfmt refuses to compile as fuzzy: one of two texts ending in a newline."""
    catalog = Catalog.parse(data, name)
    uneven = {e.key for e in catalog.entries if e.msgid.endswith("\n") != e.msgstr.endswith("\n")}
    return catalog.arranged([e for e in catalog.entries if e.key not in uneven]).to_bytes()


def require_alike(data: bytes, name: str, *, fuzzy: bool = False) -> None:
    """Every byte of our file is msgfmt's, and so is what readers make of it."""
    ours = compiled(Catalog.parse(data, name), fuzzy=fuzzy)
    theirs = of_msgfmt(data, *(("--use-fuzzy",) if fuzzy else ()))
    if theirs is None:
        assert read(ours) == {}
        return
    assert read(ours) == read(theirs)
    assert run("msgunfmt", data=ours) == run("msgunfmt", data=theirs)
    assert ours == theirs


@pytest.mark.needs_gettext
@pytest.mark.parametrize("fuzzy", [False, True])
@pytest.mark.parametrize("path", COMPARABLE, ids=lambda path: path.stem)
def test_odd_catalogs_are_compiled_as_msgfmt_does(path: Path, fuzzy: bool) -> None:
    data = path.read_bytes()
    require_alike(even(data, path.name) if fuzzy else data, path.name, fuzzy=fuzzy)


def test_fuzzy_in_any_line_of_flags_counts() -> None:
    (path,) = (path for path in VALID if path.stem == "flags")
    catalog = Catalog.read(path)
    assert "one" not in read(compiled(catalog))
    assert "one" in read(compiled(catalog, fuzzy=True))


@pytest.mark.needs_gettext
@pytest.mark.parametrize("name", SAMPLES)
def test_real_catalogs_are_compiled_as_msgfmt_does(name: str, shared_data: Callable[[str], Path]) -> None:
    data = shared_data(name).read_bytes()
    require_alike(data, name)
    require_alike(even(data, name), name, fuzzy=True)


@pytest.mark.needs_gettext
@settings(max_examples=60)
@given(catalogs(), st.booleans())
def test_any_catalog_is_compiled_as_msgfmt_does(catalog: Catalog, fuzzy: bool) -> None:
    require_alike(catalog.to_bytes(), "es.po", fuzzy=fuzzy)


def test_pythons_gettext_finds_texts_contexts_and_plurals() -> None:
    catalog = catalog_of(
        Entry("Talks", ("Conversaciones",)),
        Entry("Talks", ("Habla",), msgctxt="verb"),
        Entry("%d day", ("%d día", "%d días"), msgid_plural="%d days"),
        Entry("Unsure", ("¿?",), flags=("fuzzy",)),
        Entry("Empty"),
        Entry("Gone", ("Ido",), obsolete=True),
    )
    found = gettext.GNUTranslations(io.BytesIO(compiled(catalog)))
    assert found.info()["language"] == HEADER["Language"]
    assert (found.gettext("Talks"), found.pgettext("verb", "Talks")) == ("Conversaciones", "Habla")
    assert [found.ngettext("%d day", "%d days", n) for n in (1, 2)] == ["%d día", "%d días"]
    assert [found.gettext(text) for text in ("Unsure", "Empty", "Gone")] == ["Unsure", "Empty", "Gone"]
    assert gettext.GNUTranslations(io.BytesIO(compiled(catalog, fuzzy=True))).gettext("Unsure") == "¿?"


def test_fifty_thousand_entries_are_compiled() -> None:
    entries = [Entry(f"source text {n}", (f"texto {n}",)) for n in range(50_000)]
    found = read(compiled(Catalog.new(HEADER, entries=entries)))
    assert (len(found), found["source text 49999"]) == (50_001, "texto 49999")


def test_a_catalog_of_several_domains_is_refused_at_the_line() -> None:
    (path,) = (path for path in VALID if path.stem == "domain")
    with pytest.raises(CatalogError, match="divided into domains") as caught:
        compiled(Catalog.read(path, name="domain.po"))
    assert caught.value.where is not None
    assert (caught.value.where.line, bool(caught.value.hint)) == (1, True)

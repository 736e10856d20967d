"""GNU gettext's programs as functions of bytes, and made-up catalogs for property tests."""

import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import strategies as st

from l10n.catalog.po import Catalog
from l10n.catalog.template import header_fields
from l10n.model import Entry

FIXTURES = Path(__file__).parent / "fixtures" / "po"
VALID = sorted((FIXTURES / "valid").glob("*.po"))
INVALID = sorted((FIXTURES / "invalid").glob("*.po"))
SAMPLES = tuple(
    f"po-samples/{name}.po"
    for name in (
        "po4a-pod.es", "po4a-pod.sr", "sphinx.ar", "sphinx.es", "sphinx.fr", "sphinx.ja", "sphinx.mk",
        "sphinx.pl", "sphinx.sq", "sphinx.sr", "sphinx.zh_CN",
    )
)  # fmt: skip
"""Names for the `shared_data` fixture."""

HEADER = header_fields(
    project="sample 1",
    creation=datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
    language="es",
    plural_forms="nplurals=2; plural=(n != 1);",
)


def run(program: str, *arguments: str, data: bytes = b"", folder: Path | None = None) -> bytes:
    """What a program that must succeed writes to its standard output."""
    done = subprocess.run([program, *arguments], input=data, cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, f"{program} {arguments}: {done.stderr.decode(errors='replace')}"
    return done.stdout


def msgfmt(data: bytes, *arguments: str) -> tuple[bool, str]:
    """Whether msgfmt accepts a catalog, and what it says."""
    command = ["msgfmt", *arguments, "-o", "/dev/null", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    return done.returncode == 0, done.stderr.decode(errors="replace")


def catalog_of(*entries: Entry) -> Catalog:
    """A catalog with a Spanish header and these entries, as if read from a file."""
    return Catalog.parse(Catalog.new(HEADER, entries=entries).to_bytes(), "es.po")


_PIECES = (
    "a", "word", "Wörter", "и", "two words", " ", "  ", ". ", ", ", "-", " - ", "—", "/", "(", ")", "[", "]",
    "{", "}", "“", "”", "'", "¿", "!", "?", "%", "$", "+", ":", "…", "12", "\n", '"', "\\", "\t", "\r", "\a",
    "#", "#~ ", "msgid", "msgstr[0]", "界", "日本語", "。", "（", "）", "ー", "e\u0301", "\u00a0", "\u200b",
    "https://example.org/a-b/c.d?e=f", "a very long sentence with several words in it",
)  # fmt: skip


def texts(*, lines: bool = True) -> st.SearchStrategy[str]:
    """Texts made of everything that is special in a .po file or where lines break, never blank."""
    pieces = [piece for piece in _PIECES if lines or not piece.isspace() or piece.strip("\n\r\t") == piece]
    return (
        st.lists(st.sampled_from(pieces), min_size=1, max_size=6)
        .map("".join)
        .map(lambda text: text.strip("\n\r\t"))
        .filter(lambda text: bool(text.strip()))
    )


def _notes() -> st.SearchStrategy[tuple[str, ...]]:
    line = st.text("ab .:,~|!#\\č—", max_size=8).map(lambda text: text.rstrip("\\"))
    return st.lists(line, max_size=2).map(tuple)


_references = st.lists(
    st.sampled_from(["a.md", "b c.md:3", "d e.md", "ž.md:1"]), max_size=3, unique=True
).map(tuple)


@st.composite
def entries(draw: st.DrawFn, *, plural: bool = True, obsolete: bool = True) -> Entry:
    """An entry that msgfmt accepts in a catalog with two plural forms."""
    # msgcat drops obsolete entries without a translation, and the fuzzy flag where there is none.
    dead = obsolete and draw(st.booleans())
    translated = dead or draw(st.booleans())
    fuzzy = translated and draw(st.booleans())
    is_plural = plural and draw(st.integers(0, 5)) == 0
    text = texts() if translated else st.just("")
    old = fuzzy and draw(st.booleans())
    return Entry(
        draw(texts()),
        (draw(text), draw(text)) if is_plural else (draw(text),),
        msgctxt=draw(st.none() | texts()),
        msgid_plural=draw(texts()) if is_plural else None,
        comments=draw(_notes()),
        extracted=() if dead else draw(_notes()),
        references=() if dead else draw(_references),
        flags=(*(("fuzzy",) if fuzzy else ()), *(("no-wrap",) if draw(st.integers(0, 4)) == 0 else ())),
        previous_msgid=draw(texts()) if old else None,
        previous_msgctxt=draw(st.none() | texts()) if old else None,
        previous_msgid_plural=draw(texts()) if old and is_plural else None,
        obsolete=dead,
    )


@st.composite
def catalogs(draw: st.DrawFn, *, plural: bool = True) -> Catalog:
    """A catalog that msgfmt accepts, obsolete entries last."""
    drawn = draw(st.lists(entries(plural=plural), max_size=6, unique_by=lambda entry: entry.key))
    return catalog_of(*sorted(drawn, key=lambda entry: entry.obsolete))


def templates(catalog: Catalog) -> Sequence[Entry]:
    """The template entries under which nothing of `catalog` changes."""
    return [
        Entry(
            e.msgid,
            tuple("" for _ in e.msgstrs),
            e.msgctxt,
            e.msgid_plural,
            extracted=e.extracted,
            references=e.references,
        )
        for e in catalog.active
    ]

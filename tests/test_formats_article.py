"""Reading and rendering articles; the units of every kind of article are in tests/fixtures/articles/."""

from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n import registry
from l10n.errors import FormatError
from l10n.formats.article import Article
from l10n.model import FormatOptions, Unit

CASES = Path(__file__).parent / "fixtures" / "articles"
OPTIONS = FormatOptions()


def article(text: str, name: str = "a.md") -> Article:
    path = PurePosixPath(name)
    format_ = registry.format_for(path)
    return Article(path, text, format_.units(text, OPTIONS), format_)


def written(folder: Path, data: bytes, name: str = "a.md") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def described(unit: Unit) -> str:
    return f"{unit.line}:{unit.column} {unit.label}: " + unit.msgid.replace("\n", "⏎")


def case_file(case: Path) -> Path:
    return next(case.glob("article.*"))


every_case = pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)


@every_case
def test_units(case: Path) -> None:
    """`line:column kind detail: msgid`, one a line, a hard line break shown as ⏎."""
    expected = (case / "units.txt").read_text(encoding="utf-8").splitlines()
    assert list(map(described, Article.read(case_file(case)).units)) == expected


@every_case
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_endings_and_a_bom_change_neither_units_nor_bytes(case: Path, ending: str, bom: str) -> None:
    text = case_file(case).read_bytes().decode()
    expected = (case / "units.txt").read_text(encoding="utf-8").splitlines()
    for variant in (bom + text.replace("\n", ending), bom + text.replace("\n", ending).rstrip("\r\n")):
        found = article(variant, case_file(case).name)
        assert list(map(described, found.units)) == expected
        assert found.render({}) == variant.encode()
        assert found.render({unit.key: unit.msgid for unit in found.units}) == variant.encode()


@every_case
def test_what_a_unit_shows_stands_where_it_says(case: Path) -> None:
    found = Article.read(case_file(case))
    at = 0
    for unit in found.units:
        assert at <= unit.span.start < unit.span.end <= len(found.text)
        at = unit.span.end
        for offset, char in enumerate(unit.msgid):
            there = found.text[unit.source_offset(offset)]
            soft_break = char in " \n" and there in "\n\r \t"
            escaped = unit.kind == "metadata" and there in "\\'"
            assert there == char or soft_break or escaped


def test_mixed_line_endings_stay_mixed() -> None:
    text = "One\r\ntwo\rthree\n\n# Four\r\rfive"
    found = article(text)
    assert [unit.msgid for unit in found.units] == ["One two three", "Four", "five"]
    assert found.render({"Four": "Cuatro"}) == text.replace("Four", "Cuatro").encode()


def test_other_separators_are_text() -> None:
    assert [unit.msgid for unit in article("a\x0bb\x0cc\x85d\u2028e").units] == ["a\x0bb\x0cc\x85d\u2028e"]


def test_render_replaces_what_has_a_translation_and_copies_the_rest() -> None:
    found = article("# One\n\nTwo *three*\n\nFour\n\nTwo *three*\n")
    rendered = found.render({"Two *three*": "Dos *tres*", "Four": "", "One": " \n", "absent": "x"})
    assert rendered.decode() == "# One\n\nDos *tres*\n\nFour\n\nDos *tres*\n"


def test_locate_follows_soft_line_breaks() -> None:
    found = article("\ufeff> one\r\n>   two three\r\n")
    (unit,) = found.units
    assert unit.msgid == "one two three"
    assert [found.locate(unit, unit.msgid.index(word)) for word in ("one", "two", "three")] == [
        (1, 3),
        (2, 5),
        (2, 9),
    ]
    assert found.locate(unit, len(unit.msgid)) == (2, 14)


def test_locate_follows_escapes_in_front_matter() -> None:
    text = "---\ntitle: \"a \\\"b\\\" \\u2026 c\"\nsummary: 'it''s so'\n---\n"
    found = article(text)
    title, summary = found.units
    assert (title.msgid, summary.msgid) == ('a "b" … c', "it's so")
    for unit, word in ((title, "a "), (title, "b"), (title, " c"), (summary, "s so")):
        line, column = found.locate(unit, unit.msgid.index(word))
        assert text.splitlines()[line - 1][column - 1 :].startswith(word)


def test_the_path_is_the_name_given_or_the_path_itself(tmp_path: Path) -> None:
    path = written(tmp_path, b"x\n")
    assert Article.read(path).path == PurePosixPath(path.as_posix())
    assert Article.read(str(path), name=PurePosixPath("news/a.md")).path == PurePosixPath("news/a.md")


def test_options_reach_the_format(tmp_path: Path) -> None:
    path = written(tmp_path, b"---\ntitle: One\nlead: Two\n---\n")
    options = FormatOptions(front_matter_keys=("lead",))
    assert [unit.msgid for unit in Article.read(path, options=options).units] == ["Two"]


def test_articles_compare_by_value(tmp_path: Path) -> None:
    path = written(tmp_path, b"x\n")
    assert Article.read(path) == Article.read(path)


def message(path: Path) -> tuple[str, str | None]:
    with pytest.raises(FormatError) as caught:
        Article.read(path)
    return str(caught.value), caught.value.hint


def test_bytes_that_are_not_utf_8_are_shown(tmp_path: Path) -> None:
    text, hint = message(written(tmp_path, "Één\nžut\nab".encode() + b"\xe9 c\n", "note.txt"))
    assert text.endswith("note.txt:3:3: is not UTF-8: byte 0xe9")
    assert hint == "convert it, for example: iconv -f WINDOWS-1252 -t UTF-8 note.txt > new-note.txt"


def test_utf_16_is_recognised(tmp_path: Path) -> None:
    text, hint = message(written(tmp_path, "a".encode("utf-16")))
    assert "a.md:1:1: is not UTF-8" in text
    assert hint is not None
    assert "iconv -f UTF-16 " in hint


def test_nul_bytes_are_refused(tmp_path: Path) -> None:
    assert "a.md:2:2: is no text" in message(written(tmp_path, b"a\nb\x00c"))[0]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert "gone.md: there is no such file" in message(tmp_path / "gone.md")[0]
    (tmp_path / "folder.md").mkdir()
    assert "folder.md: cannot be read: " in message(tmp_path / "folder.md")[0]
    text, hint = message(written(tmp_path, b"x", "a.docx"))
    assert "a.docx: no format reads .docx" in text
    assert hint is not None


@given(st.text(), st.sampled_from(["a.md", "a.txt"]))
def test_any_text_renders_to_itself(text: str, name: str) -> None:
    found = article(text, name)
    assert found.render({}) == text.encode()
    assert found.render({unit.key: unit.msgid for unit in found.units}) == text.encode()
    for unit in found.units:
        assert unit.msgid.strip()
        assert found.format.replacement(text, unit, unit.msgid) == text[unit.span.start : unit.span.end]

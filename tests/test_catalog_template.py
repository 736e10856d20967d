"""Templates: an article's units as entries, and headers that gettext has no word against."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from gettext_tools import msgfmt, run
from l10n.catalog.merge import merge
from l10n.catalog.po import Catalog
from l10n.catalog.template import entries_of, header_fields, template_catalog
from l10n.model import Entry, Span, Unit

CREATION = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
PLURAL = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)


def unit(msgid: str, line: int, kind: str = "paragraph", **more: object) -> Unit:
    return Unit(msgid, Span(0, 1), kind, line, 1, **more)  # type: ignore[arg-type]


UNITS = (
    unit("Talks", 2, "metadata", detail="title"),
    unit("Talks", 6, "heading", detail="1", notes=("the event", "not speeches")),
    unit("A paragraph.", 8),
    unit("Talks", 8, "heading", detail="1", notes=("the event",)),
    unit("Talks", 9, "cell", context="column"),
)


def test_there_is_one_entry_for_each_key_in_the_order_of_the_article() -> None:
    entries = entries_of(UNITS, "source/a.md", "file")
    assert [entry.key for entry in entries] == ["Talks", "A paragraph.", "column\x04Talks"]
    assert all((entry.msgstrs, entry.flags, entry.comments) == (("",), (), ()) for entry in entries)


def test_equal_units_say_what_each_of_them_is() -> None:
    talks, paragraph, cell = entries_of(UNITS, "source/a.md", "file")
    assert talks.extracted == ("metadata title", "heading 1", "the event", "not speeches")
    assert (paragraph.extracted, cell.extracted) == (("paragraph",), ("cell",))


@pytest.mark.parametrize(
    ("refs", "expected"),
    [
        ("file", ("source/a.md",)),
        ("line", ("source/a.md:2", "source/a.md:6", "source/a.md:8")),
        ("none", ()),
    ],
)
def test_references_name_the_article_the_lines_or_nothing(refs: str, expected: tuple[str, ...]) -> None:
    entries = entries_of(UNITS, "source/a.md", refs)  # type: ignore[arg-type]
    assert entries[0].references == expected


def test_two_equal_units_in_one_line_are_one_reference() -> None:
    (entry,) = entries_of([unit("x", 3), unit("x", 3)], "a.md", "line")
    assert entry.references == ("a.md:3",)


def test_an_article_without_units_has_a_template_without_entries() -> None:
    assert entries_of((), "a.md", "file") == ()
    assert template_catalog((), header_fields(project="p", creation=CREATION)).active == ()


def test_a_template_looks_like_one_that_xgettext_wrote() -> None:
    fields = header_fields(project="news talks", creation=CREATION)
    assert template_catalog([Entry("Talks", references=("source/a.md",))], fields).to_bytes().decode() == (
        "#, fuzzy\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: news talks\\n"\n'
        '"Report-Msgid-Bugs-To: \\n"\n'
        '"POT-Creation-Date: 2026-01-02 03:04+0000\\n"\n'
        '"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"\n'
        '"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n"\n'
        '"Language-Team: LANGUAGE <LL@li.org>\\n"\n'
        '"Language: \\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        "\n"
        "#: source/a.md\n"
        'msgid "Talks"\n'
        'msgstr ""\n'
    )


def test_a_catalogs_header_is_filled_in() -> None:
    zone = timezone(timedelta(hours=-3, minutes=-30))
    fields = header_fields(
        project="news talks",
        creation=CREATION,
        revision=datetime(2026, 2, 3, 4, 5, tzinfo=zone),
        language="sr@latin",
        plural_forms=PLURAL,
    )
    assert list(fields)[-2:] == ["Content-Transfer-Encoding", "Plural-Forms"]
    assert fields["PO-Revision-Date"] == "2026-02-03 04:05-0330"
    assert (fields["Language"], fields["Plural-Forms"]) == ("sr@latin", PLURAL)
    unrevised = header_fields(project="p", creation=CREATION, language="es")
    assert unrevised["PO-Revision-Date"] == unrevised["POT-Creation-Date"] == "2026-01-02 03:04+0000"
    assert "Plural-Forms" not in unrevised


@pytest.mark.needs_gettext
@pytest.mark.parametrize("plural_forms", [PLURAL, None])
@pytest.mark.parametrize("language", ["sr", "sr@latin", "pt_BR", "sq", "tlh"])
def test_msgfmt_has_no_word_against_a_catalog(language: str, plural_forms: str | None) -> None:
    fields = header_fields(project="p", creation=CREATION, language=language, plural_forms=plural_forms)
    catalog = merge(Catalog.new(fields), entries_of(UNITS, "source/a.md", "file"))
    assert msgfmt(catalog.to_bytes(), "-c") == (True, "")


@pytest.mark.needs_gettext
def test_msginit_takes_a_template() -> None:
    fields = header_fields(project="p", creation=CREATION)
    template = template_catalog(entries_of(UNITS, "source/a.md", "file"), fields)
    done = run("msginit", "--no-translator", "-l", "es", "-i", "-", "-o", "-", data=template.to_bytes())
    catalog = Catalog.parse(done, "es.po")
    assert [entry.key for entry in catalog.active] == [entry.key for entry in template.active]
    assert (catalog.header["Language"], catalog.header["Last-Translator"]) == (
        "es",
        "Automatically generated",
    )


@pytest.mark.parametrize("wrap", [True, False])
def test_a_new_catalog_is_wrapped_or_not(wrap: bool) -> None:
    long = Entry("word " * 40 + "end", references=("source/a.md",))
    fields = header_fields(project="p", creation=CREATION, plural_forms=PLURAL * 2)
    template = template_catalog([long], fields, wrap=wrap)
    for catalog in (template, Catalog.new(fields, entries=[long], wrap=wrap)):
        assert catalog.no_wrap is not wrap
        assert (max(map(len, catalog.to_bytes().decode().split("\n"))) < 80) is wrap
        assert Catalog.parse(catalog.to_bytes(), "a.pot").no_wrap is not wrap

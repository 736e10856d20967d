"""Catalogs with a great deal of one thing: read and written in time in proportion to their length."""

from dataclasses import replace
from pathlib import Path

import pytest

from gettext_tools import run
from l10n.catalog.po import Catalog

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
LONG = {
    "a megabyte in a line": f'msgid "{"word " * 200_000}"\nmsgstr "{"ријеч " * 200_000}"\n',
    "a megabyte without a space": f'msgid "{"x" * 1_000_000}"\nmsgstr ""\n',
    "escapes": 'msgid "' + r"\\\"" * 100_000 + '"\nmsgstr ""\n',
    "lines": 'msgid ""\n' + '"piece "\n' * 20_000 + 'msgstr ""\n',
    "indented lines": 'msgid ""\n' + ' "piece "\n' * 20_000 + 'msgstr ""\n',
    "comments": "# note\n" * 20_000 + 'msgid "x"\nmsgstr ""\n',
    "indented comments": " # note\n" * 20_000 + 'msgid "x"\nmsgstr ""\n',
    "blank lines": "\n" * 20_000 + 'msgid "x"\n' + "\n" * 20_000 + 'msgstr ""\n',
    "marks": "#~\n" * 20_000 + 'msgid "x"\nmsgstr ""\n' + "#~\n" * 20_000,
    "entries on one line": "".join(f'msgid "{n}" msgstr "" ' for n in range(2000)),
    "joined comments": "# note\\\n" * 20_000 + '\nmsgid "x"\nmsgstr ""\n',
}


@pytest.mark.parametrize("name", LONG)
def test_very_long_things_are_read_and_changed(name: str) -> None:
    data = (HEAD + LONG[name]).encode()
    catalog = Catalog.parse(data, "x.po")
    assert catalog.to_bytes() == data
    entry = catalog.active[0]
    changed = replace(entry, msgstrs=(entry.msgid,))
    again = Catalog.parse(catalog.with_entries({entry.key: changed}).to_bytes(), "x.po")
    assert again.active == (changed, *catalog.active[1:])


@pytest.mark.needs_gettext
@pytest.mark.parametrize("name", LONG)
def test_msgfmt_reads_very_long_things_too(name: str, tmp_path: Path) -> None:
    run("msgfmt", "-", data=(HEAD + LONG[name]).encode(), folder=tmp_path)


def test_a_template_need_not_know_its_plural_forms() -> None:
    header = (
        r'"Content-Type: text/plain; charset=CHARSET\nPlural-Forms: nplurals=INTEGER; plural=EXPRESSION;\n"'
    )
    data = f'msgid ""\nmsgstr {header}\n\nmsgid "“%d page”"\nmsgid_plural "p"\nmsgstr[0] ""\n'.encode()
    assert Catalog.parse(data, "a.pot").to_bytes() == data


def test_a_header_is_found_after_much_else() -> None:
    first = "# note\n" * 10_000 + 'msgid "one"\nmsgstr ""\n\n'
    data = (first + HEAD.replace("UTF-8", "ISO-8859-2") + 'msgid "two"\nmsgstr "č"\n').encode("iso-8859-2")
    assert Catalog.parse(data, "x.po").active[1].msgstr == "č"

"""Damaged catalogs: l10n accepts what `msgfmt` accepts, and refuses what `msgfmt` refuses.

But for these, where l10n is stricter (fixtures/po/invalid has each) or kinder:
- text that is not in the charset of the header, or NUL, in strings and comments: msgfmt drops or passes it;
- a backslash at the end of a line within a word, or after another backslash: msgfmt joins the lines;
- something after an obsolete entry on its line: msgfmt takes it as obsolete too;
- one entry twice, the second beginning on the line where the first ends: msgfmt forgets to refuse it;
- of several lines of flags msgfmt heeds only the last: it may check the newlines of what is fuzzy to l10n;
- msgfmt writes a file for every domain, and refuses names that are no file names.
"""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gettext_tools import msgfmt
from l10n.catalog.po import Catalog
from l10n.errors import CatalogError

ARTICLE = """\
# Talks
msgid ""
msgstr ""
"Language: sr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#. heading 1
#: source/a.md
msgctxt "title"
msgid "Talks in Tirana"
msgstr "Разговори у Тирани"

# l10n:mt argos 1 0123abcd
#: source/a.md
#, fuzzy
#| msgid "Twelve were arrested."
msgid ""
"Fourteen were "
"arrested.\\n"
msgstr "Ухапшено је дванаест."

msgid "%d page"
msgid_plural "%d pages"
msgstr[0] "%d страна"
msgstr[1] ""
"%d страна"

msgid "He said \\"no\\".\\n"
msgstr "Рекао је „не“.\\n"

#~| msgid "older"
#~ msgid "old"
#~ msgstr ""
#~ "ста"
#~ "ро"

#~ msgid "gone"
#~ msgstr "нестало"
""".splitlines(keepends=True)

LINE = st.integers(0, len(ARTICLE))
DAMAGE = st.one_of(
    st.tuples(st.just("cut"), LINE, LINE),
    st.tuples(st.just("twice"), LINE, LINE),
    st.tuples(st.just("swap"), LINE, LINE),
    st.tuples(st.just("shorten"), LINE, st.integers(0, 30)),
    st.tuples(st.just("drop"), LINE, st.integers(0, 30)),
    st.tuples(
        st.just("insert"),
        LINE,
        st.sampled_from(['"', "\\n", "#", "#~ ", "#| ", "msgid ", "[0]", "\n", " ", "x"]),
    ),
)


def damaged(lines: list[str], damage: tuple[str, int, int | str]) -> list[str]:
    kind, at, more = damage
    lines = [*lines]
    at %= len(lines)
    line = lines[at]
    if isinstance(more, str):
        middle = len(line) // 2
        lines[at] = line[:middle] + more + line[middle:]
    elif kind == "cut":
        del lines[at]
    elif kind == "twice":
        lines.insert(more % len(lines), line)
    elif kind == "swap":
        other = more % len(lines)
        lines[at], lines[other] = lines[other], line
    elif kind == "shorten":
        lines[at] = line[:more].rstrip("\n") + "\n"
    else:
        lines[at] = line[:more] + line[more + 1 :]
    return lines


def accepted(data: bytes) -> tuple[bool, str]:
    try:
        catalog = Catalog.parse(data, "sr.po")
    except CatalogError as error:
        return False, str(error)
    assert catalog.to_bytes() == data
    return True, ""


@pytest.mark.needs_gettext
@settings(max_examples=200)
@given(st.lists(DAMAGE, min_size=1, max_size=3))
def test_damaged_catalogs_get_the_verdict_of_msgfmt(damages: list[tuple[str, int, int | str]]) -> None:
    lines = ARTICLE
    for damage in damages:
        lines = damaged(lines, damage)
    data = "".join(lines).encode()
    ours, why = accepted(data)
    theirs, said = msgfmt(data)
    # gettext 0.23 refuses what 0.21 only warns of: text that is not ASCII, and no charset in the header.
    assume(theirs or "a header entry with a charset" not in said)
    assert ours == theirs, f"{why or 'accepted'}\n{said}\n{data.decode()}"

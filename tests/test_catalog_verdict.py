"""Damaged catalogs: l10n accepts what `msgfmt` accepts, and refuses what `msgfmt` refuses.

That is `msgfmt --check-header`, which also looks at plural forms; but for these differences, each with its
reason. Where l10n is stricter (fixtures/po/invalid has each):
- text that is not in the charset of the header, or NUL, in strings and comments: msgfmt drops or passes it;
- strings that are not ASCII, and no charset in the header: msgfmt 0.21 only warns, 0.23 refuses them too;
- a backslash at the end of a line within a word, or after another backslash: msgfmt joins the lines, so what
  looks like an escaped backslash is none;
- keywords after an obsolete entry on its line: msgfmt takes them as obsolete too, and nobody can mean that;
- one entry twice, the second beginning on the line where the first ends: msgfmt forgets to refuse it;
- charsets that Python does not know, or cannot write back byte by byte.
Where it is kinder:
- no header, where all strings are ASCII and no plural forms are used: many templates are so, and
  nothing can be misread (`l10n check` reports them);
- a `Plural-Forms` field that cannot be computed, where no plural forms are used, as in every template
  (`l10n check` reports those of catalogs);
- Shift_JIS and its like, where the second byte of a character may be a backslash: where one ends a comment,
  msgfmt joins the next line to it;
- of several lines of flags msgfmt heeds only the last: it may check the newlines of what is fuzzy to l10n;
- msgfmt writes a file for every domain, and refuses names that are no file names.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gettext_tools import SAMPLES, msgfmt
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
    st.tuples(st.just("join"), LINE, st.just(0)),
    st.tuples(st.just("number"), LINE, st.integers(0, 12)),
    st.tuples(st.just("blank"), LINE, st.just(0)),
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
    elif kind == "number" and "charset" in line:
        pass  # the charsets that l10n knows are not quite those of msgfmt
    elif kind == "number":
        lines[at] = re.sub(r"\d+", str(more), line, count=1)
    elif kind == "join":
        lines[at] = line.removesuffix("\n")
    elif kind == "blank":
        lines.insert(at, "\n")
    elif kind == "shorten":
        lines[at] = line[:more].rstrip("\n") + "\n"
    else:
        lines[at] = line[:more] + line[more + 1 :]
    return lines


def accepted(data: bytes) -> tuple[bool, str]:
    try:
        catalog = Catalog.parse(data, "sr.po")
    except CatalogError as error:
        placed = error.where is not None and error.where.column is not None
        return False, str(error) if placed and error.hint else "neither place nor hint"
    assert catalog.to_bytes() == data
    return True, ""


def uses_plurals(data: bytes) -> bool:
    entries = Catalog.parse(data, "sr.po").active
    return any(e.msgid_plural is not None and e.msgstr and not e.fuzzy for e in entries)


def require_same_verdict(data: bytes) -> None:
    ours, why = accepted(data)
    theirs, said = msgfmt(data, "--check-header")
    if ours and not theirs and not uses_plurals(data):
        # Nothing is misread without a header or by a wrong plural rule that nothing needs.
        theirs, said = msgfmt(data)
    if theirs and "no header that names its charset" in why:
        theirs = not re.search(r"header missing|Charset missing|not a portable encoding", said)
    assert why != "neither place nor hint"
    assume(ours or b"\\\\\n" not in data)  # see above
    assert ours == theirs, f"{why or 'accepted'}\n{said}\n{data.decode(errors='replace')}"


Damages = list[tuple[str, int, int | str]]


def with_damages(lines: Sequence[str], damages: Damages) -> bytes:
    lines = [*lines]
    for damage in damages:
        lines = damaged(lines, damage)
    return "".join(lines).encode()


@pytest.mark.needs_gettext
@settings(max_examples=200)
@given(st.lists(DAMAGE, min_size=1, max_size=3))
def test_damaged_catalogs_get_the_verdict_of_msgfmt(damages: Damages) -> None:
    require_same_verdict(with_damages(ARTICLE, damages))


@pytest.mark.needs_gettext
@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 10_000), damages=st.lists(DAMAGE, min_size=1, max_size=3))
def test_damaged_parts_of_real_catalogs_do_too(
    name: str, place: int, damages: Damages, shared_data: Callable[[str], Path]
) -> None:
    """The header and some 40 lines from a blank line on."""
    lines = shared_data(name).read_text(encoding="utf-8").splitlines(keepends=True)
    blank = [at for at, line in enumerate(lines) if line == "\n"]
    start = blank[place % len(blank)]
    require_same_verdict(with_damages([*lines[: blank[0]], *lines[start : start + 40]], damages))


PARTS = [
    "n",
    "1",
    "2",
    "10",
    "%",
    "==",
    "!=",
    "&&",
    "||",
    "?",
    ":",
    "(",
    ")",
    "!",
    "<",
    ">=",
    "+",
    "-",
    "*",
    "/",
]
RULES = st.one_of(
    st.lists(st.sampled_from(PARTS), max_size=7).map(" ".join),
    st.sampled_from(["n!=1", "n%10==1 ? 0 : n>1 ? 1 : 2", "0", "!n", "n-1>0", "n/1000", "n>999", "5/n", "1"]),
)


@pytest.mark.needs_gettext
@settings(max_examples=150)
@given(RULES, st.sampled_from(["1", "2", "3", " 2", "02", "0", "x", "", "10"]), st.integers(1, 3))
def test_plural_rules_get_the_verdict_of_msgfmt(rule: str, count: str, forms: int) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    field = f'"Plural-Forms: nplurals={count}; plural={rule};\\n"\n'
    entry = '\nmsgid "page"\nmsgid_plural "pages"\n'
    texts = "".join(f'msgstr[{index}] "x"\n' for index in range(forms))
    require_same_verdict((header + field + entry + texts).encode())

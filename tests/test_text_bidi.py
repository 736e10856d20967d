"""Which left-to-right words are isolated in right-to-left text, and what stays untouched.

In the table ⟨ and ⟩ stand for LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE.
"""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from l10n.engines.pseudo import to_the_left
from l10n.text.bidi import LRI, PDI, isolated
from l10n.text.protect import marks, placeholders

CASES = [
    # words and the signs that belong to them
    "تعلم ⟨C++⟩ اليوم",
    "ملف ⟨.NET⟩ و ⟨--all⟩ و ⟨/etc/hosts⟩ و ⟨snake_case⟩ و ⟨#tag⟩.",
    "خادم ⟨Cafe\u0301⟩ هنا",
    "كلمة ⟨C\\+\\+⟩ و ⟨AT&amp;T⟩ و ⟨R&D⟩",
    "ملف/⟨src/⟩ ومجلد ⟨src⟩/ملف",
    # numbers
    "نظام ⟨Windows 11⟩ متاح",
    "⟨Windows 11⟩ متاح",
    "⟨Python 3.12⟩، ⟨UTF-8⟩ و ⟨1,000 km²⟩",
    "سعة ⟨3 GB⟩ فقط و ⟨4K⟩ و ⟨20 °C⟩ و ⟨-5 °C⟩ و 50%",
    "في عام 2026 ⟨Microsoft⟩ أعلنت",
    "في 2.5، ثم ⟨.5 km⟩",
    # lists
    "قارن ⟨Word⟩، ⟨Excel⟩",
    "כתוב ב-⟨Windows⟩ וגם ⟨Word⟩, ⟨Excel⟩ ו-⟨PowerPoint⟩.",
    # brackets and quotes
    "الوكالة (⟨USA⟩) قالت",
    "وكالة ⟨Agency (USA)⟩ نصر",
    "⟨Word⟩ (⟨Excel⟩ نص)",
    "(نص ⟨Word⟩) ⟨Excel⟩ نص",
    "⟨(USA) Windows⟩ نص",
    "نص ⟨a⟩) ثم ⟨b⟩ (نص",
    "«⟨Word⟩» و«⟨Excel⟩»",
    'قال: "⟨Hello world. How are you?⟩" ثم',
    "سأل: ⟨Why⟩?",
    # code and addresses
    "استخدم ⟨`git commit --amend`⟩ الآن و `مثال`",
    "نوعه ⟨`int`⟩ 3 مرات",
    "زر https://example.com/a/ الآن أو ⟨<https://example.com/a/>⟩",
    "اكتب إلى a@example.org (⟨Ana⟩)",
    "نص https://example.org/…Ana",
    # what shapes text
    'اقرأ [⟨C# in Depth⟩](c.md "x y") **⟨C++⟩** الآن',
    "نص ⟨one⟩\n⟨two⟩ نص",
    "مرحبا {name} و %s و ⟨GB⟩ {{< ref x >}}",
    "نص <b>⟨C++⟩</b> و <img alt='C++'> و ![⟨PDF⟩](a.png)",
    # set already
    "\u2066C++\u2069 نص ⟨C++⟩",
    "نص \u2066a \u2067b\u2069 c\u2069 ⟨d⟩",
    "نص \u2066never closed C++",
    "نص C++\u200e نص C++&lrm; نص \u200fC++",
    "<bdi>C++</bdi> و <b>⟨C++⟩</b> و <span dir='ltr'>C#</span> و <bdi> ⟨open⟩",
    "\u2067نص\u2069\u2069 ⟨C++⟩",
    # nothing to do
    "نص فقط 42 (٤٢٪).",
    "Only Latin, C++ and `code`.",
    "",
]


@pytest.mark.parametrize("shown", CASES)
def test_stretches_that_belong_together_are_isolated(shown: str) -> None:
    expected = shown.replace("⟨", LRI).replace("⟩", PDI)
    assert isolated(re.sub("[⟨⟩]", "", shown)) == expected


@pytest.mark.parametrize("shown", CASES)
def test_nothing_is_isolated_twice(shown: str) -> None:
    once = isolated(re.sub("[⟨⟩]", "", shown))
    assert isolated(once) == once


PIECES = [
    *'aZ1 .,-+#*_`~[]()<>{}"«»/\\\n',
    *("نص", "العربية", "שלום", "،", "٤", " ", "C++", "3 GB"),
    *("{n}", "**", "](u.md)", "`x`", "<b>", "</b>", "<bdi>", "</bdi>", "&lrm;", "&amp;", "https://e.org/a"),
    *("\u200e", "\u200f", "\u2066", "\u2068", "\u2069", "\u202e", "\u202c", "\u0301"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=500)
@given(TEXTS)
def test_only_isolates_are_added_in_pairs_outside_of_protected_stretches(text: str) -> None:
    # Which of two equal isolates is new cannot be told from outside.
    assume(not {LRI, PDI}.intersection(text))
    shown = isolated(text)
    plain: list[str] = []
    added: list[tuple[str, int]] = []
    at = 0
    for char in shown:
        if at < len(text) and char == text[at]:
            plain.append(char)
            at += 1
        else:
            added.append((char, at))
    assert "".join(plain) == text
    assert [char for char, _ in added] == [LRI, PDI] * (len(added) // 2)
    places = [at for _, at in added]
    assert places == sorted(places)
    assert not [m for m in marks(text) for place in places if m.span.start < place < m.span.end]


PROSE = st.lists(
    st.sampled_from(
        ["نص", "كلمة", "C++", "Windows 11", "{n}", "`x y`", "**نص**", "[C#](u.md)", "<b>a</b>", "3 GB"]
    ),
    max_size=12,
).map(" ".join)


@given(PROSE)
def test_placeholders_and_marks_mean_the_same_as_before(text: str) -> None:
    shown = isolated(text)
    assert placeholders(shown) == placeholders(text)
    assert [mark.kind for mark in marks(shown)] == [mark.kind for mark in marks(text)]


@given(PROSE)
def test_pseudo_translated_words_count_as_running_to_the_left(text: str) -> None:
    """Only what the pseudo-locale leaves alone can be isolated: code, for one."""
    turned = to_the_left(text)
    pieces = re.findall(f"{LRI}(.*?){PDI}", isolated(turned))
    assert all(re.fullmatch("`x y`( `x y`)*", piece) for piece in pieces)


@pytest.mark.parametrize(
    "piece",
    ["[", "(", "*", "`", "<!--", "<bdi>", "\u2066", "1", "1 ", ".", "a, ", "«", "نa", "a(", "(a", "+", "\\"],
)
def test_time_is_in_proportion_to_the_length(piece: str) -> None:
    """Square time would not end: a hundred thousand pieces."""
    assert isolated("نص a " + piece * 100_000).startswith("نص ")

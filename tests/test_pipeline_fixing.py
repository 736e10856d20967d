"""Certain corrections: written where they belong, and nowhere else."""

from dataclasses import replace
from pathlib import Path

import pytest

from l10n import Project
from l10n.catalog.po import Catalog
from l10n.errors import Location
from l10n.formats.article import Article
from l10n.model import Entry, Finding, Severity, Span, State
from l10n.pipeline.fixing import corrected_article, corrected_catalog, corrected_entry
from l10n.project import Workspace
from sample import write_project

ARTICLE = "# News from\tXhader\n\n> They went to *Xhader*\n> and to Shenjin.\n\nA `Xhader` & Xhader\r\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Project.open(write_project(tmp_path)).workspace


def article_of(workspace: Workspace, text: str) -> Article:
    path = workspace.config.source / "fix.md"
    path.write_bytes(text.encode())
    return workspace.read_article(next(p for p in workspace.article_paths() if p.name == "fix.md"))


def in_article(article: Article, word: str, fix: str | None) -> list[Finding]:
    """A finding at every place of `word` in the units."""
    found = []
    for unit in article.units:
        at = unit.msgid.find(word)
        while at >= 0:
            where = Location("source/fix.md", *article.locate(unit, at))
            span = Span(at, at + len(word))
            found.append(
                Finding(
                    "r", Severity.WARNING, where, "m", msgid=unit.msgid, evidence=word, span=span, fix=fix
                )
            )
            at = unit.msgid.find(word, at + 1)
    return found


def test_an_article_keeps_every_byte_but_the_words_that_are_corrected(workspace: Workspace) -> None:
    article = article_of(workspace, ARTICLE)
    findings = [*in_article(article, "Xhader", "Gjadër"), *in_article(article, "Shenjin", "Shëngjin")]
    text, written = corrected_article(workspace, article, findings)
    assert text == ARTICLE.replace("Xhader", "Gjadër").replace("Shenjin", "Shëngjin")
    assert list(written) == findings


def test_a_name_over_two_lines_stays_on_them(workspace: Workspace) -> None:
    article = article_of(workspace, "> They met Giorgio\n> Meloni there.\n")
    findings = in_article(article, "Giorgio Meloni", "Giorgia Meloni")
    text, written = corrected_article(workspace, article, findings)
    assert (text, written) == ("> They met Giorgia\n> Meloni there.\n", findings)


def test_what_gets_another_number_of_words_is_left_over_two_lines(workspace: Workspace) -> None:
    article = article_of(workspace, "They met Giorgio\nMeloni there.\n")
    text, written = corrected_article(workspace, article, in_article(article, "Giorgio Meloni", "Meloni"))
    assert (text, written) == (article.text, [])


def test_a_correction_that_would_cut_the_article_otherwise_is_refused(workspace: Workspace) -> None:
    article = article_of(workspace, "One word here.\n")
    assert corrected_article(workspace, article, in_article(article, "One", "#")) == (article.text, [])


def test_what_no_longer_stands_there_is_not_corrected(workspace: Workspace) -> None:
    article = article_of(workspace, "In Xhader.\n")
    findings = in_article(article, "Xhader", "Gjadër")
    later = article_of(workspace, "In the Xhader.\n")
    assert corrected_article(workspace, later, findings) == (later.text, [])


def test_findings_without_a_certain_correction_change_nothing(workspace: Workspace) -> None:
    article = article_of(workspace, "In Xhader.\n")
    assert corrected_article(workspace, article, in_article(article, "Xhader", None)) == (article.text, [])


def test_of_two_corrections_of_the_same_letters_the_first_is_written(workspace: Workspace) -> None:
    article = article_of(workspace, "In Xhader.\n")
    findings = [*in_article(article, "Xhader", "Gjadër"), *in_article(article, "hade", "HADE")]
    text, written = corrected_article(workspace, article, findings)
    assert (text, written) == ("In Gjadër.\n", findings[:1])


def in_entry(entry: Entry, word: str, fix: str, form: int = 0) -> Finding:
    text = entry.msgstrs[form]
    span = Span(text.index(word), text.index(word) + len(word))
    where = Location("a.po", entry.line)
    return Finding("r", Severity.ERROR, where, "m", None, entry.msgid, text, word, span, form=form, fix=fix)


CATALOG = b"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#: source/a.md
msgid "one  two"
msgstr "uno  dos"

msgid "%d town"
msgid_plural "%d towns"
msgstr[0] "%d  pueblo"
msgstr[1] "%d  pueblos"
"""


def entry_of(catalog: Catalog, msgid: str) -> Entry:
    entry = catalog.get(msgid)
    assert entry is not None
    return entry


def test_a_persons_translation_is_left_unless_asked_for() -> None:
    catalog = Catalog.parse(CATALOG, "a.po")
    finding = in_entry(entry_of(catalog, "one  two"), "  ", " ")
    left = corrected_catalog(catalog, [finding])
    assert left.catalog.to_bytes() == CATALOG
    assert (left.written, left.left) == ((), (finding,))
    done = corrected_catalog(catalog, [finding], by_hand=True)
    assert done.catalog.to_bytes() == CATALOG.replace(b'"uno  dos"', b'"uno dos"')
    assert (done.written, done.left) == ((finding,), ())
    assert entry_of(done.catalog, "one  two").state is State.TRANSLATED


def test_a_machines_translation_is_corrected_and_stays_one() -> None:
    catalog = Catalog.parse(CATALOG, "a.po")
    entry = entry_of(catalog, "one  two").with_machine_text("uno  dos", "argos 1.9")
    catalog = catalog.with_entries({entry.key: entry})
    done = corrected_catalog(catalog, [in_entry(entry, "  ", " ")])
    corrected = entry_of(done.catalog, "one  two")
    assert (corrected.msgstr, corrected.state) == ("uno dos", State.MACHINE)
    assert corrected.machine_signature == "argos 1.9"


def test_a_plural_form_is_corrected_by_itself() -> None:
    catalog = Catalog.parse(CATALOG, "a.po")
    entry = entry_of(catalog, "%d town")
    done = corrected_catalog(catalog, [in_entry(entry, "  ", " ", form=1)], by_hand=True)
    assert entry_of(done.catalog, "%d town").msgstrs == ("%d  pueblo", "%d pueblos")


def test_an_approved_machine_translation_becomes_a_post_edited_one() -> None:
    machine = Entry("one  two").with_machine_text("uno  dos", "argos")
    accepted = replace(machine, flags=())
    corrected, written = corrected_entry(accepted, [in_entry(accepted, "  ", " ")])
    assert (corrected.state, len(written)) == (State.POST_EDITED, 1)


def test_thousands_of_corrections_are_written_at_once(workspace: Workspace) -> None:
    text = "In Xhader.\n\n" * 3000 + "Xhader " * 3000 + ".\n"
    article = article_of(workspace, text)
    found = in_article(article, "Xhader", "Gjadër")
    assert len(found) == 6000
    corrected, written = corrected_article(workspace, article, found)
    assert (corrected, len(written)) == (text.replace("Xhader", "Gjadër"), 6000)

"""Pages for their readers: what they show, where their links lead, what is added, listed and removed."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from l10n import Catalog, Project
from l10n.errors import ConfigError
from l10n.model import Tag
from sample import MuteEngine, ShoutingEngine, edit, snapshot, use_engine

LRI, PDI = "\u2066", "\u2069"


class LabellingEngine(ShoutingEngine):
    """Translates into every locale by writing its name before the text; into none what begins with `Alas`."""

    def serves(self, source: Tag, target: Tag) -> bool:
        return True

    def translate(self, texts: Sequence[str], source: Tag, target: Tag) -> list[str]:
        return ["" if text.startswith("Alas") else f"{target} {text}" for text in texts]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    use_engine(monkeypatch, LabellingEngine())


@pytest.fixture
def mute(monkeypatch: pytest.MonkeyPatch) -> None:
    use_engine(monkeypatch, MuteEngine())


def project(root: Path, config: str, **files: str) -> Path:
    """A project with these articles, whose names are written `a_md` for `a.md`, `news__a_md` in a folder."""
    (root / "source").mkdir(parents=True)
    (root / ".l10n.toml").write_text(config, encoding="utf-8")
    for name, text in files.items():
        write(root, name.replace("__", "/").replace("_md", ".md").replace("_html", ".html"), text)
    return root


def write(root: Path, name: str, text: str) -> None:
    path = root / "source" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def page(root: Path, name: str) -> str:
    return (root / "build" / name).read_bytes().decode()


def approve(root: Path, locale: str, msgid: str, text: str) -> None:
    """What a translator does: types a text and approves it."""
    for path in (root / "locales" / locale).rglob("*.po"):
        catalog = Catalog.read(path)
        if entry := catalog.get(msgid):
            done = replace(entry, msgstrs=(text,), flags=())
            path.write_bytes(catalog.with_entries({msgid: done}).to_bytes())


# which texts are shown


@pytest.mark.usefixtures("mute")
def test_what_a_locale_lacks_comes_from_the_nearest_one_that_has_it(tmp_path: Path) -> None:
    root = project(
        tmp_path, 'targets = ["es", "es-419", "es-MX", "fr"]\n', a_md="# One\n\nTwo\n\nThree\n\nFour\n"
    )
    Project.open(root).merge()
    approve(root, "es", "One", "Uno")
    approve(root, "es", "Two", "Dos")
    approve(root, "es_419", "Two", "Dos (419)")
    approve(root, "es_MX", "Three", "Tres (MX)")
    Project.open(root, locales=[Tag("es-MX")]).run()
    assert page(root, "es-MX/a.md") == "# Uno\n\nDos (419)\n\nTres (MX)\n\nFour\n"
    approve(root, "es", "Four", "Cuatro")
    Project.open(root).run()
    assert page(root, "es-MX/a.md") == "# Uno\n\nDos (419)\n\nTres (MX)\n\nCuatro\n"
    assert page(root, "fr/a.md") == "# One\n\nTwo\n\nThree\n\nFour\n"


@pytest.mark.usefixtures("mute")
def test_a_stale_text_is_not_shown_where_a_fallback_has_a_current_one(tmp_path: Path) -> None:
    root = project(tmp_path, 'targets = ["pt", "pt-BR"]\n', a_md="The first paragraph of this text.\n")
    Project.open(root).merge()
    approve(root, "pt_BR", "The first paragraph of this text.", "Antigo.")
    edit(root / "source/a.md", "first", "second")
    Project.open(root).merge()
    approve(root, "pt", "The second paragraph of this text.", "Novo.")
    Project.open(root).run()
    assert page(root, "pt-BR/a.md") == "Novo.\n"


@pytest.mark.usefixtures("mute")
def test_cyrillic_stands_in_for_latin_in_latin_letters(tmp_path: Path) -> None:
    config = 'targets = ["sr", "sr-Latn", "hr"]\n[locale.hr]\nfallback = ["sr-Latn"]\n'
    root = project(tmp_path, config, a_md="One `код`\n")
    Project.open(root).merge()
    approve(root, "sr", "One `код`", "Његош `код`")
    Project.open(root).run()
    assert page(root, "sr/a.md") == "Његош `код`\n"
    assert page(root, "sr-Latn/a.md") == page(root, "hr/a.md") == "Njegoš `код`\n"


@pytest.mark.usefixtures("engine")
def test_keep_counts_for_single_locales_and_a_page_below_it_is_removed(tmp_path: Path) -> None:
    root = project(tmp_path, 'targets = ["es", "fr"]\n', a_md="One\n\nAlas\n", news__b_md="Two\n\nAlas\n")
    assert Project.open(root).run().kept_back == ()
    (root / ".l10n.toml").write_text('targets = ["es", "fr"]\n[locale.fr]\nkeep = 60\n')
    for frozen in (False, True):
        done = Project.open(root).run(dry_run=not frozen, frozen=frozen)
        assert done.removed == (root / "build/fr/a.md", root / "build/fr/news/b.md")
        assert (root / "build/fr/a.md").exists()
    done = Project.open(root).run()
    assert [(str(path), tag) for path, tag in done.kept_back] == [("a.md", "fr"), ("news/b.md", "fr")]
    assert done.removed == (root / "build/fr/a.md", root / "build/fr/news/b.md")
    assert sorted(path.name for path in (root / "build").iterdir()) == ["es", "index.json"]


# where links lead

LINKS = """\
# Links

[page](b.md#part) [same](./sub/../b.md?x=1) [kept back](c.md#part) ![image](img/x%20y.png "title")
[folder](img/) [articles](news/) [home](./) [none](nowhere.md) [generated](b/) [up](../notes.md) [root](/b.md)
[anchor](#part)
[url](https://example.org/b.md) [mail](mailto:a@example.org) [later]({{ url }})
<img src="img/x.png"> `[x](c.md)`

Alas [kept back](c.md), in a paragraph that nobody translated.

[ref]

[ref]: img/x.png "title"
"""


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    root = project(tmp_path / "p", 'targets = ["es"]\nkeep = 50\n', a_md=LINKS, b_md="Two\n", c_md="Alas\n")
    for name in ("img/x.png", "img/x y.png", "news/deep/d.md"):
        write(root, name, "One\n")
    (root / "notes.md").write_text("Notes\n")
    return root


@pytest.mark.usefixtures("engine")
def test_links_lead_to_pages_else_to_the_files_of_the_source_folder(linked: Path) -> None:
    Project.open(linked).run()
    shown = page(linked, "es/a.md")
    paragraph, alas = shown.split("\n\n")[1:3]
    assert paragraph == (
        "es [page](b.md#part) [same](./sub/../b.md?x=1) [kept back](../../source/c.md#part) "
        '![image](../../source/img/x%20y.png "title") '
        "[folder](../../source/img/) [articles](news/) [home](./) [none](nowhere.md) "
        "[generated](b/) [up](../../notes.md) [root](/b.md) "
        "[anchor](#part) "
        "[url](https://example.org/b.md) [mail](mailto:a@example.org) [later]({{ url }}) "
        '<img src="../../source/img/x.png"> `[x](c.md)`'
    )
    assert alas == "Alas [kept back](../../source/c.md), in a paragraph that nobody translated."
    assert shown.endswith('[ref]: ../../source/img/x.png "es title"\n')


@pytest.mark.usefixtures("engine")
def test_links_can_be_left_as_they_are(linked: Path) -> None:
    edit(linked / ".l10n.toml", "keep = 50", 'keep = 50\nlinks = "keep"')
    Project.open(linked).run()
    shown = page(linked, "es/a.md")
    assert "../source" not in shown
    assert "![image](img/x%20y.png" in shown


@pytest.mark.usefixtures("engine")
def test_an_article_with_nothing_translated_keeps_its_links(tmp_path: Path) -> None:
    text = "---\nlang: en\n---\n\nAlas [b](b.md)\r\n\n[r]: b.md\n"
    root = project(tmp_path, 'targets = ["es"]\n', a_md=text)
    Project.open(root).run()
    assert page(root, "es/a.md") == text


@pytest.mark.usefixtures("engine")
def test_links_follow_when_an_article_gets_its_page_and_when_it_loses_it(linked: Path) -> None:
    def link() -> str:
        return page(linked, "es/a.md").split("[kept back](")[1].split(")")[0]

    Project.open(linked).run()
    assert link() == "../../source/c.md#part"
    approve(linked, "es", "Alas", "Ay")
    Project.open(linked).run([linked / "source/c.md"])
    assert link() == "../../source/c.md#part"
    Project.open(linked).run([linked / "source/a.md"])
    assert link() == "c.md#part"
    approve(linked, "es", "Alas", "")
    Project.open(linked).run()
    assert link() == "../../source/c.md#part"
    (linked / "source/c.md").unlink()
    Project.open(linked).run()
    assert link() == "c.md#part"


@pytest.mark.usefixtures("engine")
def test_articles_named_after_their_locale_are_their_own_siblings(tmp_path: Path) -> None:
    root = project(
        tmp_path, 'targets = ["es"]\n', a__x_en_md="One [b](../en/b.en.md) [i](i.png)\n", en__b_en_md="Two\n"
    )
    for name in ("a/x.en.md", "en/b.en.md"):
        shutil.move(root / "source" / name.replace(".en.md", "_en.md"), root / "source" / name)
    write(root, "a/i.png", "")
    Project.open(root).run()
    assert page(root, "es/a/x.en.md") == "es One [b](../en/b.en.md) [i](../../../source/a/i.png)\n"


# right to left


@pytest.mark.usefixtures("engine")
def test_words_of_the_other_direction_are_isolated_on_the_page_only(tmp_path: Path) -> None:
    root = project(
        tmp_path, 'targets = ["ar", "es"]\n', a_md="---\ntitle: C++\nlang: en\n---\n\nLearn C++.\n"
    )
    Project.open(root).merge()
    approve(root, "ar", "Learn C++.", "تعلم C++.")
    Project.open(root).run()
    assert page(root, "ar/a.md").endswith(f"تعلم {LRI}C++{PDI}.\n")
    assert LRI not in (root / "locales/ar/LC_MESSAGES/a.po").read_text("utf-8")
    (root / ".l10n.toml").write_text('targets = ["ar", "es"]\nisolates = false\n')
    Project.open(root).run()
    assert page(root, "ar/a.md").endswith("تعلم C++.\n")


def test_the_pseudo_locale_that_runs_to_the_left_is_rendered(tmp_path: Path) -> None:
    root = project(tmp_path, 'targets = ["ar-XB"]\nengine = "pseudo"\n', a_md="One `C++` {name}\n")
    Project.open(root).run()
    assert page(root, "ar-XB/a.md") == f"\u200f\u202eOne\u202c\u200f {LRI}`C++`{PDI} {{name}}\n"


# credits


@pytest.mark.usefixtures("engine")
def test_credits_stand_at_the_end_of_translated_articles(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        'targets = ["es", "es-MX", "sr", "sr-Latn", "fr"]\n',
        a_md="One\r\n\r\nTwo",
        b_md="Alas\n",
        _addenda__es_md="\nTraducido por **Ana**.\n[web](a.md)\n\n",
        _addenda__sr_md="Превела Ања.\n",
    )
    write(root, "_addenda/.hidden", "")
    Project.open(root).run()
    assert page(root, "es/a.md") == "es One\r\n\r\nes Two\r\n\r\nTraducido por **Ana**.\r\n[web](a.md)\r\n"
    assert page(root, "es-MX/a.md").endswith("\r\n\r\nTraducido por **Ana**.\r\n[web](a.md)\r\n")
    assert page(root, "sr/a.md").endswith("\r\n\r\nПревела Ања.\r\n")
    assert page(root, "sr-Latn/a.md").endswith("\r\n\r\nPrevela Anja.\r\n")
    assert page(root, "fr/a.md") == "fr One\r\n\r\nfr Two"
    assert page(root, "es/b.md") == "Alas\n"
    assert not (root / "build/es/_addenda").exists()
    edit(root / "source/_addenda/es.md", "Ana", "Eva")
    assert Project.open(root).run().changed == (root / "build/es/a.md", root / "build/es-MX/a.md")


@pytest.mark.usefixtures("engine")
def test_credits_of_a_page_stand_in_its_body(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        'targets = ["es"]\n',
        a_html="<html>\n<body>\n<p>One</p>\n  </body>\n</html>\n",
        b_html="<p>One</p>",
        _addenda__es_html="<p>Ana</p>\n",
    )
    write(root, "t.txt", "One\n")
    write(root, "s.json", '{"a": "One"}')
    write(root, "_addenda/es.txt", "Ana\n")
    write(root, "_addenda/es.json", "{}")
    Project.open(root).run()
    assert (
        page(root, "es/a.html") == '<html lang="es">\n<body>\n<p>es One</p>\n<p>Ana</p>\n  </body>\n</html>\n'
    )
    assert page(root, "es/b.html") == "<p>es One</p>\n\n<p>Ana</p>\n"
    assert page(root, "es/t.txt") == "es One\n\nAna\n"
    assert page(root, "es/s.json") == '{"a": "es One"}'


@pytest.mark.parametrize(
    ("name", "data"), [("nobody.md", b""), ("es.md", b"\xff"), ("es", b""), ("es.qq", b"")]
)
def test_credits_that_belong_to_nothing_are_refused(tmp_path: Path, name: str, data: bytes) -> None:
    root = project(tmp_path, 'targets = ["es"]\n', a_md="One\n")
    write(root, f"_addenda/{name}", "")
    (root / "source/_addenda" / name).write_bytes(data)
    with pytest.raises(ConfigError, match="is no text to add to articles") as caught:
        Project.open(root).run()
    assert str(caught.value).startswith(f"source/_addenda/{name}: ")


def test_what_begins_with_an_underscore_is_no_article_but_for_hugos_sections(tmp_path: Path) -> None:
    root = project(tmp_path, "", a_md="One\n", news___index_md="Two\n")
    for name in ("_draft.md", "_includes/a.md", "news/_x/b.md", ".hidden.md", ".git/c.md", "a_b/c.md"):
        write(root, name, "Three\n")
    assert list(map(str, Project.open(root).workspace.article_paths())) == [
        "a.md",
        "a_b/c.md",
        "news/_index.md",
    ]


# the index


def index(root: Path) -> dict[str, Any]:
    found = json.loads((root / "build/index.json").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.usefixtures("engine")
def test_the_index_lists_what_was_rendered(tmp_path: Path) -> None:
    root = project(
        tmp_path,
        'targets = ["fr", "es"]\n',
        b_md="---\ntitle: A *title*\n---\n\n# Heading\n\nAlas\n",
        a__c_md="Text\n\nHeading\n=======\n\nAlas\n",
        a_md="Alas\n",
    )
    Project.open(root).run()
    approve(root, "es", "A *title*", "Un *título*")
    done = Project.open(root).run()
    assert root / "build/index.json" not in done.changed
    said = index(root)
    assert (said["version"], said["source"], list(said["locales"])) == (1, "en", ["es", "fr"])
    assert [
        (one["path"], one["title"], one["units"], one["translated"], one["reviewed"])
        for one in said["locales"]["es"]
    ] == [
        ("a/c.md", "es Heading", 3, 2, 0),
        ("a.md", "", 1, 0, 0),
        ("b.md", "Un *título*", 3, 2, 1),
    ]
    before = (root / "build/index.json").stat()
    Project.open(root).run()
    assert (root / "build/index.json").stat() == before
    approve(root, "fr", "Heading", "fr Heading")
    Project.open(root).run()
    assert [one["reviewed"] for one in index(root)["locales"]["fr"]] == [1, 0, 1]


@pytest.mark.usefixtures("engine")
def test_a_narrowed_run_leaves_the_rest_of_the_index_alone(tmp_path: Path) -> None:
    root = project(tmp_path, 'targets = ["es", "fr"]\n', a_md="One\n", b_md="Two\n")
    Project.open(root).run()
    whole = index(root)
    edit(root / "source/a.md", "One", "# One")
    Project.open(root, locales=[Tag("es")]).run([root / "source/a.md"])
    whole["locales"]["es"][0] |= {"title": "es One", "blake2b": index(root)["locales"]["es"][0]["blake2b"]}
    assert index(root) == whole


@pytest.mark.usefixtures("engine")
def test_pages_of_removed_articles_and_locales_are_removed_unless_somebody_changed_them(
    tmp_path: Path,
) -> None:
    root = project(
        tmp_path, 'targets = ["es", "fr"]\n', a_md="One\n", b_md="Two\n", c_md="Three\n", d__e_md="Four\n"
    )
    Project.open(root).run()
    (root / "build/es/own.md").write_text("somebody's own")
    (root / "build/es/b.md").write_text("changed by somebody")
    for name in ("b.md", "d/e.md"):
        (root / "source" / name).unlink()
    assert Project.open(root).run().removed == (
        root / "build/es/d/e.md",
        root / "build/fr/b.md",
        root / "build/fr/d/e.md",
    )
    assert sorted(path.name for path in (root / "build/es").iterdir()) == ["a.md", "b.md", "c.md", "own.md"]
    edit(root / ".l10n.toml", ', "fr"', "")
    Project.open(root, locales=[Tag("es")]).run()
    assert not (root / "build/fr").exists()
    assert list(index(root)["locales"]) == ["es"]


DAMAGE = [
    "",
    "[]",
    '{"locales": {"es": [{"path": 1}]}}',
    '{"locales": {"qq": []}}',
    '{"locales": {"es": [{"path": "../../victim.md", "blake2b": "x"}]}}',
    '{"locales": {"es": [{"path": "/victim.md", "blake2b": "x"}]}}',
    '{"locales": {"es": ["victim.md"]}}',
    '{"locales": {"es": [{"path": "a.md"}]}}',
    '{"locales": {"es": [{"path": "b\\u0000.md", "blake2b": "00000000000000000000000000000000"}]}}',
    '{"locales": {"es": [{"path": "b\\ud800.md", "blake2b": "00000000000000000000000000000000"}]}}',
    "[" * 100_000,
]


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("damage", DAMAGE)
def test_an_index_that_is_none_of_ours_is_made_anew(tmp_path: Path, damage: str) -> None:
    root = project(tmp_path, 'targets = ["es"]\n', a_md="One\n")
    (root / "victim.md").write_text("")
    Project.open(root).run()
    good = index(root)
    (root / "build/index.json").write_text(damage)
    Project.open(root).run()
    assert index(root) == good
    assert (root / "victim.md").exists()


@pytest.mark.usefixtures("engine")
def test_without_pages_there_is_no_index(tmp_path: Path) -> None:
    root = project(tmp_path, 'targets = ["es"]\nkeep = 100\n', a_md="Alas\n")
    Project.open(root).run()
    assert not (root / "build").exists()


# what is known of earlier runs makes no difference

CHANGES: dict[str, Callable[[Path], object]] = {
    "addendum": lambda root: write(root, "_addenda/es.md", "Ana\n"),
    "image added": lambda root: write(root, "img/new.png", ""),
    "image removed": lambda root: (root / "source/img/x.png").unlink(),
    "sibling rendered": lambda root: edit(root / "source/c.md", "Alas", "One"),
    "sibling kept back": lambda root: edit(root / "source/b.md", "Two", "Alas"),
    "sibling added": lambda root: write(root, "nowhere.md", "Two\n"),
    "links": lambda root: (root / ".l10n.toml").write_text('targets = ["es"]\nlinks = "keep"\n'),
    "fallback's text": lambda root: approve(root, "pt", "Two", "Dois"),
    "index removed": lambda root: (root / "build/index.json").unlink(),
    "page removed": lambda root: (root / "build/es/a.md").unlink(),
}


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("change", CHANGES)
def test_every_change_of_what_a_page_is_made_of_is_noticed(linked: Path, change: str) -> None:
    (linked / ".l10n.toml").write_text('targets = ["es", "pt", "pt-BR"]\nkeep = 50\n')
    write(linked, "d.md", "One ![new](img/new.png)\n")
    Project.open(linked).run()
    CHANGES[change](linked)
    twin = linked.parent / "twin"
    shutil.copytree(linked, twin, ignore=shutil.ignore_patterns(".l10n"))
    for root in (linked, twin):
        Project.open(root).run()
    assert snapshot(linked) == snapshot(twin)
    for root in (linked, twin):
        assert Project.open(root).run(frozen=True).changed == ()
    page_file = linked / "build/es/d.md"
    page_file.write_text("not this")
    assert Project.open(linked).run(frozen=True).changed == (page_file,)

"""The command line: exit codes, what goes where, and that bad input changes nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import Call
from sample import CONFIG, MuteEngine, ShoutingEngine, edit, snapshot, use_engine, write_project


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764000000")
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))
    project = tmp_path / "project"
    write_project(project)
    monkeypatch.chdir(project)
    use_engine(monkeypatch, ShoutingEngine())
    return project


def test_run_prints_the_table_on_stdout_and_the_rest_on_stderr(root: Path, call: Call) -> None:
    code, out, err = call("run")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].split() == ["locale", "units", "reviewed", "machine", "stale", "untranslated", "findings"]
    assert [line.split()[0] for line in lines[1:4]] == ["en", "es", "sr"]
    assert lines[4].startswith("next: l10n check")
    assert "es: translating" in err
    assert "shouting en-es 1" in err
    assert "sr: " in err
    assert "l10n models install en sr" in err


def test_the_next_step_follows_from_the_state(
    root: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(root / "source/news/talks.md", "Xhader", "Gjadër")
    edit(root / "pyproject.toml", '"es", "sr"', '"es"')
    _, out, _ = call("run")
    assert "next: review locales/es/" in out
    use_engine(monkeypatch, MuteEngine())
    old, new = "Its only paragraph has a few more words.", "Nobody had expected anything of the kind."
    edit(root / "source/note.txt", old, new)
    _, out, _ = call("run")
    assert "next: l10n status" in out
    for path in (root / "locales/es").rglob("*.po"):
        path.write_bytes(path.read_bytes().replace(b"#, fuzzy\n", b""))
    edit(root / "source/note.txt", new, old)
    _, out, _ = call("run", "-l", "es")
    assert "next: nothing" in out


def test_an_unchanged_project_says_so(root: Path, call: Call) -> None:
    call("run")
    code, _, err = call("run")
    assert (code, "everything is up to date" in err) == (0, True)


def test_frozen_exits_1_and_names_the_article(root: Path, call: Call) -> None:
    call("run")
    assert call("run", "--frozen")[0] == 0
    edit(root / "source/note.txt", "few", "several")
    code, _, err = call("run", "--frozen")
    assert code == 1
    assert "out of date: note.txt" in err


def test_frozen_exits_1_and_names_pages_that_are_to_be_removed(root: Path, call: Call) -> None:
    call("run")
    (root / "source/note.txt").unlink()
    code, _, err = call("run", "--frozen")
    assert code == 1
    assert "would remove build/es/note.txt" in err
    assert "out of date: build/es/note.txt" in err
    assert (root / "build/es/note.txt").exists()


def test_check_exits_1_only_for_what_fails(root: Path, call: Call) -> None:
    call("run")
    code, out, _ = call("check")
    assert code == 0
    assert "source/news/talks.md:8:15: warning term-source-variant" in out
    assert call("check", "--fail-on", "warning")[0] == 1
    assert call("check", "--fail-on", "warning", "--rule", "catalog-invalid")[0] == 0


def test_check_speaks_json_and_github(root: Path, call: Call) -> None:
    call("run")
    shown = json.loads(call("check", "--format", "json")[1])
    assert {"findings", "summary"} == set(shown)
    assert "::warning file=source/news/talks.md,line=8,col=15" in call("check", "--format", "github")[1]
    assert call("check", "--format", "github", "--rule", "catalog-invalid")[1] == ""


def test_check_of_an_unreadable_catalog_names_the_place_and_exits_2(root: Path, call: Call) -> None:
    call("run")
    path = root / "locales/sr/LC_MESSAGES/note.po"
    path.write_text(path.read_text("utf-8") + '\n<<<<<<< HEAD\nmsgid "x"\nmsgstr "y"\n', "utf-8")
    code, out, _ = call("check")
    assert code == 2
    assert "locales/sr/LC_MESSAGES/note.po:" in out
    assert "catalog-invalid" in out


def test_status_and_stages_and_lint(root: Path, call: Call) -> None:
    assert "wrote locales/templates/note.pot" in call("extract")[2]
    assert "wrote locales/sr/LC_MESSAGES/note.po" in call("merge", "-l", "sr")[2]
    assert "would translate" in call("translate", "--dry-run")[2]
    assert "units translated by shouting" in call("translate")[2]
    assert "wrote build/es/note.txt" in call("render", "source/note.txt")[2]
    assert json.loads(call("status", "--format", "json")[1])["locales"]["es"]["untranslated"] == 0
    assert "sr note.txt" in call("status")[1]
    assert call("glossary", "lint")[1:] == ("glossary.yml: 1 term, no fault\n", "")


def test_compile_writes_beside_the_catalogs(root: Path, call: Call) -> None:
    call("merge")
    assert "would write locales/es/LC_MESSAGES/note.mo" in call("compile", "--dry-run", "source/note.txt")[2]
    assert "wrote locales/es/LC_MESSAGES/note.mo" in call("compile", "-l", "es", "source/note.txt")[2]
    assert (root / "locales/es/LC_MESSAGES/note.mo").exists()
    assert not (root / "locales/sr/LC_MESSAGES/note.mo").exists()


def test_keep_and_vanished_articles_are_told(root: Path, call: Call) -> None:
    edit(root / "pyproject.toml", "[tool.l10n]", "[tool.l10n]\nkeep = 50")
    call("run")
    (root / "source/note.txt").unlink()
    _, _, err = call("run")
    assert "note.po: its article is gone or renamed" in err
    assert "news/talks.md: not rendered in sr" in err


def test_models_list_names_the_engine_of_each_target(root: Path, call: Call) -> None:
    _, out, _ = call("models", "list")
    assert "en -> es: shouting en-es 1" in out
    assert "en -> sr: no engine" in out
    routes = json.loads(call("models", "list", "--format", "json")[1])["routes"]
    assert {"source": "en", "target": "sr", "engine": None}.items() <= routes[1].items()


def test_init_starts_a_project_that_runs(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    use_engine(monkeypatch, ShoutingEngine())
    monkeypatch.chdir(tmp_path)
    code, _, _ = call("init", "-t", "es", "-t", "sr_RS@latin")
    assert code == 0
    assert 'targets = ["es", "sr-Latn-RS"]' in (tmp_path / ".l10n.toml").read_text()
    assert call("run")[0] == 0
    assert (tmp_path / "build/sr-Latn-RS/first-article.md").exists()
    before = snapshot(tmp_path)
    assert call("init", "-t", "de")[0] == 2
    assert snapshot(tmp_path) == before


def test_init_dry_run_writes_nothing(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("init", "-t", "es", "--dry-run")[0] == 0
    assert list(tmp_path.iterdir()) == []


def _broken_yaml(root: Path) -> None:
    (root / "glossary.yml").write_text("version: 1\nterms: [\n")


def _duplicate_term(root: Path) -> None:
    edit(root / "glossary.yml", "terms:\n", "terms:\n  - {id: gjader, source: Other, targets: {sr: Други}}\n")


def _unknown_locale(root: Path) -> None:
    edit(root / "pyproject.toml", '"sr"', '"qq-Nowhere"')


def _unknown_key(root: Path) -> None:
    edit(root / "pyproject.toml", "targets", "tragets")


def _unterminated(root: Path) -> None:
    edit(root / "locales/sr/LC_MESSAGES/note.po", 'msgid "A short note"', 'msgid "A short note')


def _conflict(root: Path) -> None:
    edit(
        root / "locales/sr/LC_MESSAGES/note.po", 'msgid "A short note"', '<<<<<<< HEAD\nmsgid "A short note"'
    )


def _not_utf8(root: Path) -> None:
    (root / "source/note.txt").write_bytes(b"A note\n\nCaf\xe9 in Tirana\n")


def _no_source(root: Path) -> None:
    (root / "source").rename(root / "elsewhere")


def _target_is_source(root: Path) -> None:
    edit(root / "pyproject.toml", '"es", "sr"', '"es", "en"')


BAD_INPUT = {
    "broken YAML": (_broken_yaml, "glossary.yml:"),
    "duplicate term": (_duplicate_term, "glossary.yml:"),
    "unknown locale": (_unknown_locale, "pyproject.toml:6"),
    "unknown config key": (_unknown_key, "pyproject.toml:6"),
    "unterminated string": (_unterminated, "locales/sr/LC_MESSAGES/note.po:"),
    "conflict markers": (_conflict, "locales/sr/LC_MESSAGES/note.po:"),
    "article that is not UTF-8": (_not_utf8, "note.txt:3:4"),
    "missing source folder": (_no_source, "source/"),
    "target equal to the source": (_target_is_source, "pyproject.toml:6"),
}


@pytest.mark.parametrize("damage", BAD_INPUT)
def test_bad_input_is_one_clear_error_and_changes_nothing(damage: str, root: Path, call: Call) -> None:
    spoil, place = BAD_INPUT[damage]
    call("run")
    spoil(root)
    before = snapshot(root)
    code, _, err = call("run")
    assert code == 2
    assert f"error: {place}" in err or ("error: " in err and place in err)
    assert "hint: " in err
    assert snapshot(root) == before


def test_a_file_that_is_no_package_is_refused(root: Path, call: Call) -> None:
    before = snapshot(root.parent)
    code, _, err = call("models", "install", "source/note.txt")
    assert code == 2
    assert "note.txt" in err
    assert snapshot(root.parent) == before


def test_wrong_values_are_refused_as_usage(root: Path, call: Call) -> None:
    for words in (
        ("check", "--format", "xml"),
        ("check", "--fail-on", "note"),
        ("check", "--rule", "none-such"),
        ("status", "--format", "xml"),
        ("run", "-l", "de"),
        ("run", "-l", "not a locale"),
        ("nonsense",),
    ):
        assert call(*words)[0] == 2, words


def test_a_missing_glossary_can_only_be_linted(root: Path, call: Call) -> None:
    (root / "glossary.yml").unlink()
    assert call("run")[0] == 0
    code, _, err = call("glossary", "lint")
    assert (code, "there is no glossary.yml" in err) == (2, True)


def test_a_contradiction_in_the_glossary_is_found(root: Path, call: Call) -> None:
    edit(root / "glossary.yml", "forbidden: [Џадер]", "forbidden: [Ђадеру]")
    code, out, _ = call("glossary", "lint")
    assert code == 1
    assert "glossary.yml:10:7: error glossary-contradiction" in out
    assert out.endswith("in 1 term\n")


def test_debug_shows_the_traceback(root: Path, call: Call) -> None:
    _broken_yaml(root)
    with pytest.raises(Exception, match=r"glossary\.yml"):
        call("--debug", "run")


def test_version(call: Call) -> None:
    assert call("--version")[1].startswith("l10n ")


def test_every_command_teaches_with_an_example(call: Call) -> None:
    for words in (
        "run",
        "init",
        "extract",
        "merge",
        "translate",
        "check",
        "render",
        "status",
        "compile",
        "merge-driver",
    ):
        assert "Example" in call(words, "--help")[1], words
    for pair in (("models", "list"), ("models", "install"), ("glossary", "lint")):
        assert "Example" in call(*pair, "--help")[1], pair


def test_ctrl_c_ends_with_130_and_whole_files(
    root: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(ShoutingEngine):
        def translate(self, texts: object, source: object, target: object) -> list[str]:
            raise KeyboardInterrupt

    use_engine(monkeypatch, Interrupted())
    assert call("run")[0] == 130
    assert (root / "locales/es/LC_MESSAGES/note.po").exists()
    use_engine(monkeypatch, ShoutingEngine())
    assert call("run")[0] == 0


def test_a_second_l10n_does_not_wait_when_told_so(root: Path, call: Call) -> None:
    from l10n.atomic import project_lock

    with project_lock(root / ".l10n", wait=True, notify=print):
        code, _, err = call("run", "--no-wait")
    assert code == 4
    assert "another l10n" in err


def test_the_installed_command_and_the_module_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(CONFIG)
    command = Path(sys.executable).with_name("l10n")
    for words in ([str(command)], [sys.executable, "-m", "l10n"]):
        done = subprocess.run([*words, "run"], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "there is no folder source/" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_said_in_words(root: Path) -> None:
    words = [sys.executable, "-m", "l10n", "check"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(words, cwd=root, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "error: the output cannot be written: No space left on device\n"


def test_a_closed_pipe_is_no_error(root: Path) -> None:
    command = f"{sys.executable} -m l10n check --format json | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{\n", "")


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['l10n', '--help']\n"
        "from l10n.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print('HEAVY', sorted({'babel', 'polib', 'pydantic', 'ruamel', 'rapidfuzz', 'markdown_it', "
        "'ctranslate2', 'numpy', 'argostranslate'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "HEAVY []" in done.stdout


def test_pages_that_are_rendered_no_more_are_named(root: Path, call: Call) -> None:
    call("run")
    (root / "source/note.txt").unlink()
    assert "would remove build/es/note.txt: rendered no more" in call("render", "--dry-run")[2]
    assert "removed build/es/note.txt: rendered no more" in call("render")[2]
    assert "removed" not in call("render")[2]

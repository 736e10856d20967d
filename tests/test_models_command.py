"""`l10n models` as its users meet it: in a project, with a mirror over HTTP, and with wrong input."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from email.message import Message
from pathlib import Path

import pytest

from command_line import Call
from copy_model import Kind, copy_package_as, metadata, pack
from l10n.cli import downloading
from l10n.engines import installed as engines_installed
from l10n.models import digest
from l10n.models.companion import companion
from l10n.models.lock import read_lock
from local_site import Answer, Site
from package_files import GOOD, everything, small, zipped

EN_ES = "translate-en_es-1_9"


@pytest.fixture(autouse=True)
def no_apertium(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No other engine serves a pair, whatever is installed on this machine."""
    monkeypatch.setenv("PATH", str(tmp_path / "no programs"))
    monkeypatch.delenv("ARGOS_PACKAGE_INDEX", raising=False)
    monkeypatch.setattr(digest, "SETTLED", 0)


@pytest.fixture
def root(tmp_path: Path, packages: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, which is the working directory."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


Configure = Callable[..., None]


@pytest.fixture
def configure(root: Path) -> Configure:
    """Writes the project's configuration: its targets, and lines besides."""

    def write(*targets: str, source: str = "en", more: str = "") -> None:
        text = f'source-locale = "{source}"\ntargets = {json.dumps(targets)}\n{more}\n'
        (root / ".l10n.toml").write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def serve(site: Site, copy_package: Path, tmp_path: Path) -> Callable[..., str]:
    """Puts packages that translate, and their index, on a web server; returns the address of the index."""
    made = tmp_path / "made"

    def served(*kinds: Kind) -> str:
        entries = []
        for kind in kinds:
            name = f"translate-{kind.source}_{kind.target}-{kind.version.replace('.', '_')}"
            if not (made / name).exists():
                copy_package_as(copy_package, made / name, kind)
            body = pack(made / name, tmp_path / "packed").read_bytes()
            site.answers[f"/{name}.argosmodel"] = Answer(body, headers={"ETag": f'"{name}"'})
            entries.append(metadata(kind) | {"links": [f"{name}.argosmodel"]})
        site.answers["/index.json"] = Answer(json.dumps(entries).encode())
        return f"{site.url}/index.json"

    return served


Serve = Callable[..., str]


def names(packages: Path) -> list[str]:
    return sorted(path.name for path in packages.iterdir())


# list


def test_every_target_has_a_route_or_a_way_to_one(
    call: Call, configure: Configure, serve: Serve, packages: Path, copy_package: Path
) -> None:
    more = (
        '[locale.en-XA]\nengine = "pseudo"\n[locale.eo]\nengine = "pseudo"\n[locale.sr-Latn]\nderive = "sr"'
    )
    configure("pt", "de", "fr", "mk", "it", "eo", "en-XA", "sr", "sr-Latn", source="es", more=more)
    for source, target in (("es", "pt"), ("es", "en"), ("en", "de")):
        copy_package_as(copy_package, packages / f"{source}_{target}", Kind(source, target, "1.0"))
    address = serve(Kind("en", "fr", "1.5"), Kind("es", "it", "1.0"))
    code, out, err = call("models", "list", "--index", address)
    assert code == 0
    assert out.splitlines()[:12] == [
        "es -> pt: argos translate-es_pt 1.0",
        "es -> de: argos translate-es_en 1.0 translate-en_de 1.0, through English",
        "es -> fr: no engine; `l10n models install es fr` gets translate-en_fr 1.5",
        "es -> mk: no engine; the index has no package es to mk, nor two that meet in English",
        "es -> it: no engine; `l10n models install es it` gets translate-es_it 1.0",
        "es -> eo: no engine",
        "es -> en-XA: pseudo 1",
        "es -> sr: no engine; the index has no package es to sr, nor two that meet in English",
        "es -> sr-Latn: derived by script conversion",
        f"3 Argos packages in {packages}",
        "  en -> de           1.0      1.0 MB  en_de",
        "  es -> en           1.0      1.0 MB  es_en",
    ]
    assert out.splitlines()[-3:] == [
        f"2 packages to install from {address}",
        "  en -> fr           1.5           ?  translate-en_fr",
        "  es -> it           1.0           ?  translate-es_it",
    ]
    assert err == ""


def test_the_network_is_asked_only_when_told_to(
    call: Call, configure: Configure, serve: Serve, site: Site, packages: Path
) -> None:
    address = serve(Kind(), Kind("en", "de"), Kind("es", "en"), Kind("de", "en"))
    configure("fr", more=f'index = "{address}"')
    code, out, err = call("models", "list")
    assert (code, out.splitlines()[0], site.asked) == (0, "en -> fr: no engine", [])
    assert "not known yet: `l10n models list --available` asks the index" in err
    call("models", "list", "--available")
    assert site.asked == ["/index.json"]
    code, out, err = call("models", "list")
    assert site.asked == ["/index.json"]
    assert err == ""
    first, *pairs = out.splitlines()[2:]
    assert first.startswith(f"4 packages to install from {address}, fetched 20")
    assert pairs == ["  de, es -> en", "  en -> de, es"]
    configure("fr", more=f'index = "{site.url}/other.json"')
    assert "not known yet" in call("models", "list")[2]


@pytest.mark.parametrize("damage", ["", "[]", '{"address": 1}', None])
def test_a_damaged_memory_of_the_index_is_none(
    call: Call, configure: Configure, serve: Serve, packages: Path, damage: str | None
) -> None:
    configure("es", more=f'index = "{serve(Kind())}"')
    call("models", "list", "--available")
    kept = companion(packages) / "index.json"
    broken = json.dumps(json.loads(kept.read_text()) | {"document": "broken"})
    kept.write_text(broken if damage is None else damage)
    code, _, err = call("models", "list")
    assert code == 0
    assert "not known yet" in err


def test_what_is_known_can_be_read_by_programs(
    call: Call, configure: Configure, serve: Serve, packages: Path, copy_package: Path
) -> None:
    configure("es", "de", "sr", "sr-Latn", more='[locale.sr-Latn]\nderive = "sr"')
    copy_package_as(copy_package, packages / EN_ES, Kind())
    (packages / "stray").mkdir()
    address = serve(Kind("en", "de"))
    found = json.loads(call("models", "list", "--format", "json", "--index", address)[1])
    assert [(r["target"], r["route"], r["engine"], r["packages"], r["install"]) for r in found["routes"]] == [
        ("es", "direct", "argos translate-en_es 1.9", ["translate-en_es"], []),
        ("de", "none", None, [], ["translate-en_de"]),
        ("sr", "none", None, [], []),
        ("sr-Latn", "derived", None, [], []),
    ]
    (package,) = found["packages"]
    assert package["path"] == str(packages / EN_ES)
    assert (package["code"], package["locked"]) == ("translate-en_es", None)
    assert found["unusable"] == [{"path": str(packages / "stray"), "reason": "it has no metadata.json"}]
    (available,) = found["available"]
    assert available == {
        "source": "en",
        "target": "de",
        "code": "translate-en_de",
        "version": "1.9",
        "size": None,
        "links": [f"{address.rpartition('/')[0]}/translate-en_de-1_9.argosmodel"],
    }
    assert (found["index"], found["fetched"]) == (address, None)


def test_outside_of_projects_there_are_no_routes(
    call: Call, root: Path, packages: Path, copy_package: Path
) -> None:
    copy_package_as(copy_package, packages / EN_ES, Kind())
    code, out, _ = call("models", "list")
    assert (code, out.splitlines()[0]) == (0, f"1 Argos package in {packages}")


def test_folders_that_are_no_packages_are_named_and_skipped(
    call: Call, configure: Configure, packages: Path, copy_package: Path
) -> None:
    configure("es")
    copy_package_as(copy_package, packages / EN_ES, Kind())
    (packages / "stray").mkdir()
    small(packages / "x\x1b[31m", to_code="de").joinpath("model", "model.bin").unlink()
    out = call("models", "list")[1]
    assert out.splitlines()[-2:] == [
        "  stray is skipped: it has no metadata.json",
        "  x\\x1b[31m is skipped: it has no model/model.bin",
    ]
    err = call("models", "lock")[2]
    assert f"{packages / 'stray'} is skipped: it has no metadata.json\n" in err


def test_packages_are_looked_at_once(
    call: Call, configure: Configure, packages: Path, copy_package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure("es", "de", "fr")
    copy_package_as(copy_package, packages / EN_ES, Kind())
    copy_package_as(copy_package, packages / "en_it", Kind("en", "it"))
    looked: list[str] = []
    examine = engines_installed._examine

    def counting(folder: Path) -> engines_installed.InstalledPackage | str | None:
        looked.append(folder.name)
        return examine(folder)

    monkeypatch.setattr(engines_installed, "_examine", counting)
    assert call("models", "list")[0] == 0
    assert sorted(looked) == ["en_it", EN_ES]


# install


def test_a_pair_is_installed_from_the_projects_mirror(
    call: Call, configure: Configure, serve: Serve, packages: Path, site: Site
) -> None:
    configure("es", more=f'index = "{serve(Kind(), Kind(version="1.0"))}"')
    code, out, err = call("models", "install", "en", "es-MX")
    assert (code, out) == (0, f"installed {packages / EN_ES}\n")
    assert err.splitlines()[0].startswith(f"downloading {site.url}/{EN_ES}.argosmodel (")
    assert err.splitlines()[-1] == "downloaded 100 %"
    code, out, err = call("models", "install", "en", "es")
    assert (code, out, err) == (0, f"already installed: {packages / EN_ES}\n", "")
    (packages / EN_ES / "model" / "model.bin").write_bytes(b"damaged")
    assert call("models", "install", "en", "es")[1] == f"installed {packages / EN_ES}\n"


def test_two_packages_that_meet_in_english_are_installed(
    call: Call, configure: Configure, serve: Serve, packages: Path
) -> None:
    configure("de", source="es")
    address = serve(Kind("es", "en"), Kind("en", "de"))
    code, out, err = call("models", "install", "es", "de", "--index", address)
    assert code == 0
    assert len(out.splitlines()) == 2
    assert names(packages) == ["translate-en_de-1_9", "translate-es_en-1_9"]
    assert err.splitlines()[0] == "there is no package es to de: going through English"
    assert call("models", "list")[1].startswith("es -> de: ")


def test_one_of_the_two_may_be_there(
    call: Call, configure: Configure, serve: Serve, packages: Path, copy_package: Path
) -> None:
    configure("de", source="es")
    copy_package_as(copy_package, packages / "es_en", Kind("es", "en"))
    address = serve(Kind("es", "en", "2.0"), Kind("en", "de"))
    code, out, _ = call("models", "install", "es", "de", "--index", address)
    assert (code, out) == (0, f"installed {packages / 'translate-en_de-1_9'}\n")
    code, out, err = call("models", "install", "es", "de", "--index", address)
    assert (code, out) == (0, "")
    assert err == "there is no package es to de: going through English\nnothing to install\n"


def test_what_the_project_needs_is_installed(
    call: Call, configure: Configure, serve: Serve, packages: Path
) -> None:
    more = '[locale.sr-Latn]\nderive = "sr"\n[locale.it]\nengine = "pseudo"\n[locale.fr]\nengine = "argos"'
    configure("es", "sr", "sr-Latn", "it", "fr", more=more)
    address = serve(Kind(), Kind("en", "it"), Kind("en", "fr"))
    code, out, err = call("models", "install", "--missing", "--index", address)
    assert code == 0
    assert names(packages) == [EN_ES, "translate-en_fr-1_9"]
    assert "sr: the index has no package en to sr\n" in err
    assert len(out.splitlines()) == 2
    configure("es", "fr", more='[locale.fr]\nengine = "argos"')
    code, out, err = call("models", "install", "--missing", "--index", f"{address}/not/asked")
    assert (code, out, err) == (0, "", "nothing to install\n")


def test_what_another_engine_translates_is_not_missing(
    call: Call, configure: Configure, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Other:
        name = "apertium"

        def signature(self, source: str, target: str) -> str:
            return "apertium eng-spa"

    monkeypatch.setattr("l10n.pipeline.installing.engine_for", lambda config, tag: Other())
    configure("es")
    code, out, err = call("models", "install", "--missing")
    assert (code, out) == (0, "")
    assert err == "es: apertium eng-spa translates it, nothing to install\nnothing to install\n"


def test_packages_are_installed_from_a_folder_of_them(
    call: Call, root: Path, packages: Path, copy_package: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    pack(copy_package, stick / "a.argosmodel")
    (stick / "b.argosmodel").write_text("broken")
    code, out, err = call("models", "install", "en", "es", "--index", str(stick))
    assert (code, out) == (0, f"installed {packages / EN_ES}\n")
    assert err == "b.argosmodel is skipped: it is no zip file, or a damaged one: File is not a zip file\n"
    code, _, err = call("models", "install", str(stick))
    assert code == 2
    assert "is no package, but holds some: en es" in err
    assert f"`l10n models install en es --index {stick}` installs one of them" in err


def test_a_package_is_installed_from_a_file_a_folder_and_a_url(
    call: Call, root: Path, packages: Path, copy_package: Path, tmp_path: Path, serve: Serve, site: Site
) -> None:
    serve(Kind())
    file = pack(copy_package, tmp_path / "x.argosmodel")
    for what in (str(file), str(copy_package), f"{site.url}/{EN_ES}.argosmodel"):
        code, out, _ = call("models", "install", what)
        assert (code, out) == (0, f"installed {packages / EN_ES}\n")
        shutil.rmtree(packages / EN_ES)


def test_what_does_not_translate_is_not_installed(
    call: Call, root: Path, packages: Path, tmp_path: Path
) -> None:
    broken = zipped(tmp_path / "broken.argosmodel", GOOD)
    before = everything(packages)
    code, _, err = call("models", "install", str(broken))
    assert code == 2
    assert "does not translate" in err
    assert everything(packages) == before


def test_older_versions_stay_until_they_are_removed(
    call: Call, root: Path, packages: Path, copy_package: Path
) -> None:
    copy_package_as(copy_package, packages / "translate-en_es-1_0", Kind(version="1.0"))
    err = call("models", "install", str(copy_package))[2]
    assert err == "translate-en_es-1_0 is still there: `l10n models remove translate-en_es-1_0`\n"
    assert names(packages) == ["translate-en_es-1_0", EN_ES]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "name two languages, a package, or --missing"),
        (("en", "es", "--missing"), "not with --missing"),
        (("es",), "'es' is no file or folder; of languages, name two: en es"),
        (("index.json",), "is an index: name two languages, and the index with --index"),
        (("https://example.org/index.json",), "is an index: name two languages"),
        (("none.argosmodel",), "none.argosmodel: does not exist"),
        (("en", "xx"), "'xx' is no locale"),
        (("en", "es", "--index", "none.json"), "none.json: the index cannot be read: No such file"),
        (("http://[x",), "error: http://[x: cannot be fetched: Invalid IPv6 URL"),
        (("en", "es", "--index", "http://[x"), "error: http://[x: cannot be fetched: Invalid IPv6 URL"),
        (("http://me:secret@[x",), "error: http://[x: cannot be fetched: Invalid IPv6 URL"),
        (("/dev/null",), "error: /dev/null: is neither a file nor a folder"),
        (("--missing",), "no project"),
    ],
)
def test_wrong_words_are_explained(call: Call, root: Path, words: tuple[str, ...], message: str) -> None:
    code, out, err = call("models", "install", *words)
    assert (code, out) == (2, "")
    assert message in err


def test_a_broken_configuration_is_an_error(call: Call, root: Path) -> None:
    (root / ".l10n.toml").write_text('index = "ftp://example.org"')
    code, _, err = call("models", "list")
    assert code == 2
    assert ".l10n.toml:1: `index`: 'ftp://example.org' is no index" in err


def test_no_targets_need_nothing_and_lock_nothing(call: Call, configure: Configure) -> None:
    configure()
    for words in (("install", "--missing"), ("lock",)):
        code, _, err = call("models", *words)
        assert code == 2
        assert "no target locales" in err


# remove


def test_only_what_is_named_is_removed(call: Call, root: Path, packages: Path, copy_package: Path) -> None:
    for version in ("1.0", "1.9"):
        copy_package_as(copy_package, packages / f"en_es-{version}", Kind(version=version))
    for target in ("de", "pb", "zt", "fr"):
        copy_package_as(copy_package, packages / target, Kind(target=target))
    assert call("models", "remove", "fr")[:2] == (0, f"removed {packages / 'fr'}\n")
    assert call("models", "remove", "translate-en_de")[:2] == (0, f"removed {packages / 'de'}\n")
    assert call("models", "remove", "en", "pt_BR")[:2] == (0, f"removed {packages / 'pb'}\n")
    assert call("models", "remove", "en", "zh-TW")[:2] == (0, f"removed {packages / 'zt'}\n")
    removed = "".join(f"would remove {packages / f'en_es-{version}'}\n" for version in ("1.9", "1.0"))
    assert call("models", "remove", "en", "es", "--dry-run")[:2] == (0, removed)
    assert names(packages) == ["en_es-1.0", "en_es-1.9"]
    assert call("models", "remove", "en", "es")[:2] == (0, removed.replace("would remove", "removed"))
    assert names(packages) == []
    assert [path.name for path in packages.parent.iterdir() if path.name.startswith(".packages.new")] == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("stray",), "stray: is no package: it has no metadata.json"),
        (("list",), "list: is no package: its metadata.json is no JSON object"),
        (("en", "mk"), "no package en to mk is installed"),
        (("translate-en_mk",), "no package translate-en_mk is installed"),
        (("..",), "no package .. is installed"),
        (("../outside",), "no package ../outside is installed"),
        (("file",), "no package file is installed"),
    ],
)
def test_what_is_no_package_is_not_removed(
    call: Call, root: Path, packages: Path, words: tuple[str, ...], message: str
) -> None:
    (packages / "stray").mkdir()
    (packages / "list").mkdir()
    (packages / "list" / "metadata.json").write_text("[]")
    (packages / "file").write_text("")
    small(packages.parent / "outside")
    before = everything(packages.parent)
    code, out, err = call("models", "remove", *words)
    assert (code, out) == (2, "")
    assert message in err
    assert everything(packages.parent) == before


def test_a_package_that_cannot_be_removed_stays(
    call: Call, root: Path, packages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(packages / "x")

    def failing(path: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", failing)
    code, _, err = call("models", "remove", "x")
    assert code == 2
    assert "x: cannot be removed: Permission denied" in err
    assert (packages / "x" / "metadata.json").is_file()


def test_a_link_to_a_package_is_removed_and_not_the_package(
    call: Call, root: Path, packages: Path, tmp_path: Path
) -> None:
    (packages / "x").symlink_to(small(tmp_path / "elsewhere"))
    assert call("models", "remove", "x")[0] == 0
    assert names(packages) == []
    assert (tmp_path / "elsewhere" / "metadata.json").is_file()


# lock


def test_the_packages_of_the_project_are_locked(
    call: Call, configure: Configure, root: Path, packages: Path, serve: Serve, copy_package: Path
) -> None:
    address = serve(Kind())
    configure("es", "de")
    call("models", "install", "en", "es", "--index", address)
    copy_package_as(copy_package, packages / "by argos translate", Kind(target="de"))
    copy_package_as(copy_package, packages / "unrelated", Kind(target="it"))
    code, out, err = call("models", "lock", "--dry-run")
    assert (code, err, (root / "models.lock").exists()) == (0, "would write models.lock\n", False)
    assert out.splitlines()[0].startswith("translate-en_de 1.9  sha256 ")
    code, out, err = call("models", "lock")
    assert (code, err) == (0, "wrote models.lock\n")
    assert [line.rpartition("  ")[2] for line in out.splitlines()] == ["new", "new"]
    lock = read_lock(root)
    assert lock is not None
    assert [(one.name, one.version, one.source) for one in lock.packages] == [
        ("translate-en_de", "1.9", ""),
        ("translate-en_es", "1.9", address.replace("index.json", f"{EN_ES}.argosmodel")),
    ]
    listed = call("models", "list")[1]
    assert f"{EN_ES}  locked\n" in listed
    assert listed.count("locked") == 2
    code, out, err = call("models", "lock")
    assert (code, err) == (0, "nothing to write: everything is up to date\n")
    assert call("models", "lock", "--dry-run")[2] == "nothing to write: everything is up to date\n"


@pytest.fixture
def locked(call: Call, configure: Configure, serve: Serve, packages: Path) -> str:
    """A project with a lock of one package; returns the address of the index."""
    configure("es")
    address = serve(Kind())
    call("models", "install", "en", "es", "--index", address)
    call("models", "lock")
    return address


def test_it_is_said_that_the_lock_lacks_what_is_installed(call: Call, root: Path, locked: str) -> None:
    (root / "models.lock").write_text("version = 1\n")
    reason = "en -> es: no engine; models.lock does not have the installed one\n"
    assert call("models", "list")[1].startswith(reason)


def test_who_has_the_lock_gets_the_same_packages(
    call: Call, root: Path, packages: Path, locked: str, site: Site, serve: Serve
) -> None:
    before = read_lock(root)
    code, out, err = call("models", "remove", "en", "es")
    assert err == "models.lock still has translate-en_es: `l10n models install --missing` gets it back\n"
    site.asked.clear()
    code, out, _ = call("models", "install", "--missing")
    assert (code, out) == (0, f"installed {packages / EN_ES}\n")
    assert site.asked == [f"/{EN_ES}.argosmodel"]
    assert call("models", "install", "--missing")[1:] == ("", "nothing to install\n")
    (packages / EN_ES / "model" / "config.json").write_text("{} ")
    assert f"{EN_ES}  not as locked" in call("models", "list")[1]
    assert call("models", "install", "--missing", "--index", serve(Kind(version="1.9")))[0] == 0
    assert f"{EN_ES}  locked" in call("models", "list")[1]
    assert call("models", "lock")[2] == "nothing to write: everything is up to date\n"
    assert read_lock(root) == before


def test_a_package_that_came_otherwise_keeps_what_the_lock_says(
    call: Call, root: Path, packages: Path, locked: str, tmp_path: Path
) -> None:
    before = (root / "models.lock").read_bytes()
    shutil.move(packages / EN_ES, tmp_path / "stick")
    call("models", "install", str(tmp_path / "stick"))
    assert call("models", "lock")[2] == "nothing to write: everything is up to date\n"
    assert (root / "models.lock").read_bytes() == before


def test_another_version_is_installed_only_without_the_lock(
    call: Call, root: Path, packages: Path, locked: str, serve: Serve
) -> None:
    address = serve(Kind(version="2.0"))
    code, _, err = call("models", "install", "en", "es", "--index", address)
    assert code == 2
    assert "models.lock has translate-en_es 1.9, and the index offers 2.0" in err
    assert "hint: to change over, install it with --no-lock, then run `l10n models lock`" in err
    code, _, err = call("models", "install", "en", "es", "--index", address, "--no-lock")
    assert code == 0
    assert err.endswith(
        "models.lock does not have it: `l10n models lock` locks the newest that is installed\n"
    )
    assert call("models", "list")[1].startswith("en -> es: ")
    code, out, _ = call("models", "lock")
    assert out.endswith("  was 1.9\n")
    assert [one.version for one in read_lock(root).packages] == ["2.0"]  # type: ignore[union-attr]


def test_other_contents_are_named(call: Call, packages: Path, locked: str) -> None:
    config = packages / EN_ES / "model" / "config.json"
    config.write_text(config.read_text() + " ")
    assert call("models", "lock")[1].endswith("  has other contents than before\n")


def test_what_is_no_longer_needed_is_no_longer_locked(
    call: Call, configure: Configure, packages: Path, locked: str, copy_package: Path
) -> None:
    configure("de")
    copy_package_as(copy_package, packages / "de", Kind(target="de", version="1.0"))
    out = call("models", "lock")[1]
    assert out.splitlines()[0].endswith("  new")
    assert out.splitlines()[1] == "translate-en_es is no longer locked"


def test_a_new_target_is_installed_beside_the_lock(
    call: Call, configure: Configure, packages: Path, locked: str, serve: Serve
) -> None:
    configure("es", "de")
    code, out, err = call("models", "install", "--missing", "--index", serve(Kind(), Kind("en", "de")))
    assert (code, out) == (0, f"installed {packages / 'translate-en_de-1_9'}\n")
    assert err.endswith(
        "models.lock does not have it: `l10n models lock` locks the newest that is installed\n"
    )
    code, _, err = call("models", "install", "en", "de", "--index", serve(Kind("en", "de")))
    assert "models.lock does not have it" in err


def test_a_locked_package_that_no_index_has_is_an_error(
    call: Call, packages: Path, locked: str, serve: Serve
) -> None:
    call("models", "remove", "en", "es")
    address = serve(Kind(version="2.0"), Kind("en", "de"))
    code, _, err = call("models", "install", "--missing", "--index", address)
    assert code == 2
    assert f"error: {address}: the index has no translate-en_es 1.9, which models.lock asks for" in err
    code, out, _ = call("models", "install", "--missing", "--index", address, "--no-lock")
    assert (code, out) == (0, f"installed {packages / 'translate-en_es-2_0'}\n")


def test_a_locked_package_from_a_file_comes_from_the_index(
    call: Call, configure: Configure, packages: Path, serve: Serve, copy_package: Path, site: Site
) -> None:
    configure("es", more=f'index = "{serve(Kind())}"')
    call("models", "install", str(copy_package))
    call("models", "lock")
    call("models", "remove", "en", "es")
    assert call("models", "install", "--missing")[0] == 0
    assert site.asked == ["/index.json", f"/{EN_ES}.argosmodel"]


def test_nothing_installed_is_nothing_to_lock(call: Call, configure: Configure, root: Path) -> None:
    configure("es", "sr")
    code, _, err = call("models", "lock")
    assert code == 2
    assert "error: nothing to lock: no installed package translates en to es, sr" in err
    configure("es", more='engine = "pseudo"')
    assert "translates en to any target" in call("models", "lock")[2]
    assert not (root / "models.lock").exists()


def test_a_broken_lock_is_written_anew(call: Call, root: Path, locked: str) -> None:
    (root / "models.lock").write_text("<<<<<<< ours\n")
    code, _, err = call("models", "list")
    assert code == 2
    assert "error: models.lock:1:1: is no TOML\nhint: `l10n models lock` writes it anew" in err
    assert call("models", "lock")[0] == 0
    assert call("models", "list")[0] == 0


# How it looks


def test_on_a_terminal_a_bar_shows_how_far_a_download_is(
    call: Call, root: Path, packages: Path, serve: Serve, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    serve(Kind())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    whole = site.answers[f"/{EN_ES}.argosmodel"]
    assert isinstance(whole, Answer)
    answers = [replace(whole, body=whole.body[:1000], announced=len(whole.body)), whole]

    def breaking(said: Message) -> Answer:
        return replace(answers.pop(0), headers={"ETag": '"x"'})

    site.answers[f"/{EN_ES}.argosmodel"] = breaking
    code, out, err = call("models", "install", f"{site.url}/{EN_ES}.argosmodel")
    assert (code, out) == (0, f"installed {packages / EN_ES}\n")
    assert "MB" in err
    assert "downloaded" not in err


def test_a_dumb_terminal_gets_lines(
    call: Call, root: Path, packages: Path, serve: Serve, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    serve(Kind())
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    err = call("models", "install", f"{site.url}/{EN_ES}.argosmodel")[2]
    assert err.splitlines()[-1] == "downloaded 100 %"


def test_each_download_is_counted_by_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with downloading.Downloading() as reporter:
        for name in ("a", "b"):
            reporter.progress(name, 5, None)
            reporter.progress(name, 9, 20)
            reporter.progress(name, 20, 20)
    assert capsys.readouterr().err == "downloaded 40 %\ndownloaded 100 %\n" * 2

"""The configuration: where it is found, what it may say, and every fault at its line."""

from pathlib import Path

import pytest

from l10n.config import Config
from l10n.errors import ConfigError
from l10n.model import Tag

FULL = """\
source-locale = "en"
targets = ["es", "sr", "sr@latin"]
source = "articles"
locales = "po"
build = "site"
glossary = "terms.yml"
engine = "apertium"
keep = 80
drafts = false
links = "keep"
isolates = false
front-matter-keys = ["title"]
refs = "line"
wrap = false

[locale.sr]
engine = "argos"
keep = 60

[locale."sr@latin"]
fallback = "sr"
"""


def load(root: Path, text: str, name: str = ".l10n.toml") -> Config:
    (root / name).write_text(text, encoding="utf-8")
    return Config.load(root)


def faults(root: Path, text: str, name: str = ".l10n.toml") -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(root, text, name)
    assert all(fault.hint for fault in caught.value.faults)
    return str(caught.value).splitlines()


def test_every_setting(tmp_path: Path) -> None:
    config = load(tmp_path, FULL)
    assert (config.root, config.file) == (tmp_path, tmp_path / ".l10n.toml")
    assert (config.source_locale, config.targets) == ("en", ("es", "sr", "sr-Latn"))
    assert [config.source, config.locales, config.build, config.glossary] == [
        tmp_path / name for name in ("articles", "po", "site", "terms.yml")
    ]
    assert (config.engine, config.keep, config.drafts, config.refs) == ("apertium", 80, False, "line")
    assert (config.wrap, config.links, config.isolates) == (False, "keep", False)
    assert [config.keep_for(tag) for tag in config.targets] == [80, 60, 80]
    assert config.front_matter_keys == ("title",)
    assert {tag: (s.engine, s.fallback) for tag, s in config.locale.items()} == {
        "sr": ("argos", None),
        "sr-Latn": (None, ["sr"]),
    }


def test_an_empty_file_is_all_defaults(tmp_path: Path) -> None:
    config = load(tmp_path, "")
    assert (config.source_locale, config.targets, config.engine, config.refs) == ("en", (), "auto", "file")
    assert (config.keep, config.drafts, config.wrap) == (0, True, True)
    assert (config.links, config.isolates, config.fallbacks) == ("rewrite", True, {})
    assert config.front_matter_keys == ("title", "summary", "description")
    with pytest.raises(ConfigError, match="no target locales"):
        config.require_targets()


def test_the_nearest_file_upwards_counts_and_other_pyprojects_do_not(tmp_path: Path) -> None:
    (tmp_path / ".l10n.toml").write_text('targets = ["es"]')
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert Config.load(inner).root == tmp_path
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.l10n]\ntargets = ['sr']\n")
    assert Config.load(inner).targets == ("sr",)


def test_a_file_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text('targets = ["mk"]')
    config = Config.load(tmp_path / "elsewhere", tmp_path / "other.toml")
    assert (config.root, config.targets) == (tmp_path, ("mk",))
    with pytest.raises(ConfigError, match="cannot be read"):
        Config.load(tmp_path, tmp_path / "none.toml")


def test_no_project_at_all(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no project") as caught:
        Config.load(tmp_path)
    assert "l10n init" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("text", "said"),
    {
        'tragets = ["es"]': ".l10n.toml:1: unknown key `tragets`",
        '\n[locale.es]\nengin = "argos"': ".l10n.toml:3: unknown key `engin`",
        'targets = "es"': ".l10n.toml:1: `targets`: input should be a valid list",
        'targets = ["es", "qq"]': ".l10n.toml:1: `targets`: 'qq' is no locale: there is no language 'qq'",
        'targets = ["es", "en"]': ".l10n.toml:1: the target en is the source locale",
        'targets = [\n"sr_Latn",\n"sr@latin"]': ".l10n.toml:1: the target sr-Latn stands twice",
        'engine = "deepl"': ".l10n.toml:1: `engine`: there is no engine 'deepl'",
        "\nkeep = 101": ".l10n.toml:2: `keep`: input should be less than or equal to 100",
        'keep = "80"': ".l10n.toml:1: `keep`: input should be a valid integer",
        'refs = "all"': ".l10n.toml:1: `refs`: input should be 'file', 'line' or 'none'",
        'source = "/etc"': ".l10n.toml:1: `source`: '/etc' lies outside the project",
        'build = "a/../../b"': ".l10n.toml:1: `build`: 'a/../../b' lies outside the project",
        'source = ""': ".l10n.toml:1: `source`: '' lies outside the project",
        'build = "source/out"': ".l10n.toml:1: build (source/out) and source (source) overlap",
        'source = "x"\nlocales = "x"': ".l10n.toml:2: locales (x) and source (x) overlap",
        'source = "."': ".l10n.toml: locales (locales) and source (.) overlap",
        'targets = ["es"]\n[locale.sr]\n': ".l10n.toml:2: settings for sr, which is no target",
        'targets = ["es"]\n[locale.es]\nfallback = "es"': ".l10n.toml:3: the fallback es of es is no other",
        'targets = ["es"]\n[locale]\nes.fallback = "sr"': ".l10n.toml:3: the fallback sr of es is no other",
        'targets = ["es"]\n[locale.es]\nkeep = -1': ".l10n.toml:3: `locale.es.keep`: input should be greater",
        'targets = ["es"]\n[locale.es]\nfallback = ["qq"]': ".l10n.toml:3: `locale.es.fallback`: 'qq' is no",
        'targets = ["es"]\n[locale.es]\nfallback = 3': ".l10n.toml:3: `locale.es.fallback`: input should",
        'index = "ftp://example.org"': ".l10n.toml:1: `index`: 'ftp://example.org' is no index",
        'index = "http://[x"': ".l10n.toml:1: `index`: 'http://[x' is no index",
        'index = ""': ".l10n.toml:1: `index`: '' is no index",
        'links = "relative"': ".l10n.toml:1: `links`: input should be 'rewrite' or 'keep'",
        'targets = ["es", "pt"]\n[locale.es]\nfallback = ["pt", "fr"]': (
            ".l10n.toml:3: the fallback fr of es is no other target"
        ),
        '[locale.qq]\nengine = "argos"': ".l10n.toml:1: `locale.qq`: 'qq' is no locale: there is no language",
        "targets = [": ".l10n.toml: broken TOML: Invalid value",
        "\nkeep 80": ".l10n.toml:2:6: broken TOML: Expected '=' after a key in a key/value pair",
    }.items(),
)
def test_a_fault_is_told_at_its_line(tmp_path: Path, text: str, said: str) -> None:
    assert faults(tmp_path, text)[0].startswith(said)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    assert len(faults(tmp_path, 'a = 1\nkeep = -1\nrefs = "x"\n')) == 3


def test_lines_in_pyproject_are_those_of_its_table(tmp_path: Path) -> None:
    text = '[project]\ntargets = "x"\n\n[tool.l10n] # ours\n\'targets\' = ["qq"]\n'
    assert faults(tmp_path, text, "pyproject.toml")[0].startswith("pyproject.toml:5: ")


def test_from_a_folder_below_the_file_is_named_in_full(tmp_path: Path) -> None:
    (tmp_path / ".l10n.toml").write_text("x = 1")
    (tmp_path / "below").mkdir()
    with pytest.raises(ConfigError) as caught:
        Config.load(tmp_path / "below")
    assert str(caught.value).startswith(f"{tmp_path}/.l10n.toml:1: ")


def test_a_comment_makes_no_project(tmp_path: Path) -> None:
    assert faults(tmp_path, "# [tool.l10n]\n", "pyproject.toml")[0].endswith("in any folder above")


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\nl10n = 1"])
def test_a_table_that_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    if "l10n" in text:
        with pytest.raises(ConfigError, match=r"`tool\.l10n`: input should be a valid dictionary"):
            Config.load(tmp_path, tmp_path / "pyproject.toml")
    else:
        assert Config.load(tmp_path, tmp_path / "pyproject.toml").targets == ()


def test_not_utf8(tmp_path: Path) -> None:
    (tmp_path / ".l10n.toml").write_bytes(b'source = "\xe9"')
    with pytest.raises(ConfigError, match="is not UTF-8"):
        Config.load(tmp_path)


@pytest.mark.parametrize(
    ("tag", "origin"),
    [
        ("sr-Latn", "sr"),
        ("sr-Latn-RS", "sr-RS"),
        ("bs", "bs-Cyrl"),
        ("cnr", "cnr-Cyrl"),
        ("sr-Latn-ME", "sr"),
    ],
)
def test_latin_can_be_derived_from_cyrillic(tmp_path: Path, tag: str, origin: str) -> None:
    text = f'targets = ["{origin}", "{tag}"]\n[locale.{tag}]\nderive = "{origin}"\n'
    assert load(tmp_path, text).origin(Tag(tag)) == origin


@pytest.mark.parametrize(
    ("targets", "tag", "origin"),
    [
        ('"sr", "sr-Latn"', "sr", "sr-Latn"),
        ('"sr-Latn"', "sr-Latn", "sr"),
        ('"hr", "sr"', "hr", "sr"),
        ('"sr"', "sr", "sr"),
        ('"uz", "uz-Cyrl"', "uz", "uz-Cyrl"),
        ('"mk", "mk-Latn"', "mk-Latn", "mk"),
    ],
)
def test_nothing_else_can_be_derived(tmp_path: Path, targets: str, tag: str, origin: str) -> None:
    said = faults(tmp_path, f'targets = [{targets}]\n[locale.{tag}]\nderive = "{origin}"\n')
    assert said == [f".l10n.toml:3: {tag} cannot be derived from {origin}"]


@pytest.mark.parametrize(
    ("targets", "settings", "chains"),
    [
        ("pt pt-BR", {}, {"pt-BR": "pt"}),
        ("es es-419 es-MX fr", {}, {"es-419": "es", "es-MX": "es-419 es"}),
        ("sr sr-Latn sr-Latn-ME", {}, {"sr-Latn": "sr", "sr-Latn-ME": "sr-Latn sr"}),
        ("az az-Arab zh-Hans zh-Hant-HK", {}, {}),
        ("pt-BR es-MX", {}, {}),
        ("pt pt-BR", {"pt-BR": "[]"}, {}),
        ("pt pt-BR gl", {"gl": '"pt-BR"'}, {"pt-BR": "pt", "gl": "pt-BR pt"}),
        ("pt pt-BR es gl", {"gl": '["pt-BR", "es"]'}, {"pt-BR": "pt", "gl": "pt-BR es pt"}),
        ("sr hr", {"hr": '"sr"'}, {"hr": "sr"}),
    ],
)
def test_the_more_general_targets_of_a_language_stand_in_unless_others_are_named(
    tmp_path: Path, targets: str, settings: dict[str, str], chains: dict[str, str]
) -> None:
    text = f"targets = {targets.split()}\n"
    text += "".join(f"[locale.{tag}]\nfallback = {value}\n" for tag, value in settings.items())
    found = {tag: " ".join(chain) for tag, chain in load(tmp_path, text).fallbacks.items()}
    assert found == chains


def test_fallbacks_that_lead_back_are_told_at_their_lines(tmp_path: Path) -> None:
    text = (
        'targets = ["es", "pt", "gl"]\n[locale.es]\nfallback = "gl"\n[locale.gl]\nfallback = ["pt", "es"]\n'
    )
    assert faults(tmp_path, text) == [
        ".l10n.toml:3: the fallbacks of es lead back to es",
        ".l10n.toml:5: the fallbacks of gl lead back to gl",
    ]


def test_a_fallback_may_not_stand_against_one_that_nobody_wrote(tmp_path: Path) -> None:
    text = 'targets = ["pt", "pt-BR"]\n[locale.pt]\nfallback = "pt-BR"\n'
    assert faults(tmp_path, text) == [".l10n.toml:3: the fallbacks of pt lead back to pt"]
    assert load(tmp_path, f"{text}[locale.pt-BR]\nfallback = []\n").fallbacks == {"pt": ("pt-BR",)}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("https://example.org/index.json", "https://example.org/index.json"),
        ("/srv/packages", "/srv/packages"),
        ("packages/index.json", "{root}/packages/index.json"),
        (None, None),
    ],
)
def test_an_index_is_a_url_or_a_path_from_the_file(
    tmp_path: Path, said: str | None, meant: str | None
) -> None:
    (tmp_path / ".l10n.toml").write_text(f'index = "{said}"' if said else "", encoding="utf-8")
    assert Config.load(tmp_path).index == (meant and meant.format(root=tmp_path))

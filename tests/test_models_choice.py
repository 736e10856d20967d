"""Which packages of an index are installed for a pair: direct, through English, and as the lock has it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from l10n import locale
from l10n.errors import PackageError
from l10n.model import Tag
from l10n.models.choice import NoPackageError, choose
from l10n.models.index import Index, IndexEntry, read_index
from l10n.models.lock import Lock, Locked

EN, ES = Tag("en"), Tag("es")


def entry(pair: str, version: str = "1.0") -> IndexEntry:
    source, target = pair.split("-")
    return IndexEntry(source, target, version, ("x",), f"translate-{source}_{target}")


def index(*entries: IndexEntry) -> Index:
    return Index("https://someone:secret@example.org/index.json", entries)


def chosen(found: Index, source: str, target: str, lock: Lock | None = None) -> list[str]:
    entries = choose(found, locale.parse(source), locale.parse(target), lock)
    return [f"{one.source}-{one.target} {one.version}" for one in entries]


def test_the_newest_version_is_chosen() -> None:
    found = index(*(entry("en-es", version) for version in ("1.9", "1.10", "1.2")))
    assert chosen(found, "en", "es") == ["en-es 1.10"]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("en", "pt-BR", "en-pb 1.0"),
        ("en", "pt_AO", "en-pt 2.0"),
        ("en-GB", "pt", "en-pt 2.0"),
        ("en", "zh-TW", "en-zt 1.0"),
        ("en", "zh_HK", "en-zt 1.0"),
        ("en", "zh-Hant", "en-zt 1.0"),
        ("en", "zt", "en-zt 1.0"),
        ("en", "zh", "en-zh 1.0"),
        ("en", "zh-CN", "en-zh 1.0"),
        ("en", "zh-SG", "en-zh 1.0"),
    ],
)
def test_the_exact_pair_is_preferred(source: str, target: str, expected: str) -> None:
    found = index(entry("en-pt", "2.0"), entry("en-pb"), entry("en-zh"), entry("en-zt"))
    assert chosen(found, source, target) == [expected]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("es", "pt", ["es-pt 1.0"]),
        ("es-MX", "de", ["es-en 1.0", "en-de 1.0"]),
        ("pt", "de", None),
        ("es", "fr", None),
        ("en", "fr", None),
        ("fr", "en", None),
        ("es", "es-MX", None),
    ],
)
def test_two_that_meet_in_english_are_chosen_where_there_is_none_for_the_pair(
    source: str, target: str, expected: list[str] | None
) -> None:
    found = index(entry("es-pt"), entry("es-en"), entry("en-es"), entry("en-pt"), entry("en-de"))
    if expected is None:
        with pytest.raises(NoPackageError):
            chosen(found, source, target)
    else:
        assert chosen(found, source, target) == expected


def test_of_two_only_what_is_not_there_is_chosen() -> None:
    def have(source: Tag, target: Tag) -> bool:
        return (source, target) == (ES, EN)

    for entries in ((entry("en-de"),), (entry("es-en"), entry("en-de"))):
        (one,) = choose(index(*entries), ES, Tag("de"), have=have)
        assert one.pair == (EN, "de")
    with pytest.raises(NoPackageError):
        choose(index(entry("es-en")), ES, Tag("de"), have=have)
    assert choose(index(), ES, Tag("de"), have=lambda source, target: True) == ()


def test_no_package_for_a_pair_lists_what_there_is() -> None:
    found = index(entry("en-sq"), entry("en-bg"), entry("es-en"))
    with pytest.raises(NoPackageError, match=r"has no package en to sr-Latn$") as caught:
        chosen(found, "en", "sr-Latn")
    assert caught.value.hint == "from en it has bg, sq"
    assert str(caught.value.where) == "https://example.org/index.json"
    with pytest.raises(NoPackageError, match="mk to de, nor two that meet in English") as caught:
        chosen(found, "mk", "de")
    assert caught.value.hint == "it has nothing from mk"


def test_the_index_of_argos_serves_nearly_every_pair(shared_data: Callable[[str], Path]) -> None:
    found = read_index(str(shared_data("argos/index.json")))
    assert chosen(found, "en", "sq") == ["en-sq 1.9"]
    assert chosen(found, "de", "zh-TW") == ["de-en 1.0", "en-zt 1.9"]
    with pytest.raises(NoPackageError, match="has no package en to sr") as caught:
        chosen(found, "en", "sr")
    assert caught.value.hint is not None
    assert caught.value.hint.startswith("from en it has ar, az, bg, bn, ca, cs, ")


def lock(name: str, version: str) -> Lock:
    return Lock(Path("models.lock"), (Locked(name, version, "0" * 64, 1),))


def test_the_locked_version_is_chosen() -> None:
    found = index(entry("en-es", "1.9"), entry("en-es", "1.0"))
    assert chosen(found, "en", "es", lock("translate-en_es", "1.0")) == ["en-es 1.0"]


def test_other_versions_than_the_locked_one_are_refused() -> None:
    found = index(entry("en-es", "1.9"), entry("en-es", "1.10"))
    expected = r"models\.lock has translate-en_es 1\.0, and the index offers 1\.10"
    with pytest.raises(PackageError, match=expected) as caught:
        chosen(found, "en", "es", lock("translate-en_es", "1.0"))
    assert caught.value.hint is not None
    assert "--no-lock" in caught.value.hint


def test_what_the_lock_does_not_name_may_be_installed() -> None:
    assert chosen(index(entry("en-es")), "en", "es", lock("translate-en_de", "1.0")) == ["en-es 1.0"]

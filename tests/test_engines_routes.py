"""Which packages lead from one language to another."""

from itertools import permutations
from pathlib import Path

import pytest

from l10n.engines.installed import InstalledPackage
from l10n.engines.routes import route
from l10n.model import Tag


def package(pair: str, version: str = "1.0") -> InstalledPackage:
    """`package("en>es")`; its code and folder are the pair and the version."""
    source, target = pair.split(">")
    name = f"{pair} {version}"
    return InstalledPackage(Tag(source), Tag(target), version, name, Path(name))


@pytest.mark.parametrize(
    ("installed", "pair", "expected"),
    [
        ("en>es", "en>es", "en>es"),
        ("en>es", "es>en", ""),
        ("", "en>es", ""),
        ("es>en en>fr", "es>fr", "es>en en>fr"),
        ("es>en en>fr es>fr", "es>fr", "es>fr"),
        ("es>ca ca>fr es>en en>fr", "es>fr", "es>en en>fr"),
        ("es>pt pt>fr es>ca ca>fr", "es>fr", "es>ca ca>fr"),
        ("es>ca ca>fr es>en", "es>fr", "es>ca ca>fr"),
        ("es>en en>fr", "es-MX>fr-CA", "es>en en>fr"),
        ("es>en en>pt", "es>pt-BR", "es>en en>pt"),
        ("es>en en>pt-BR", "es>pt", ""),
        ("es>en en>ca ca>fr", "es>fr", ""),
        ("en>en", "en>es", ""),
    ],
)
def test_the_shortest_way_is_taken_and_english_first(installed: str, pair: str, expected: str) -> None:
    source, target = map(Tag, pair.split(">"))
    for order in permutations(map(package, installed.split())):
        assert [p.code for p in route(order, source, target)] == [f"{leg} 1.0" for leg in expected.split()]


def test_a_leg_is_rather_for_exactly_its_pair_and_then_the_newest() -> None:
    packages = [package("en>pt", "1.10"), package("en>pt", "1.9"), package("en>pt-BR", "1.1")]
    for order in permutations(packages):
        assert [p.code for p in route(order, Tag("en"), Tag("pt-BR"))] == ["en>pt-BR 1.1"]
        assert [p.code for p in route(order, Tag("en"), Tag("pt-PT"))] == ["en>pt 1.10"]

"""What no gettext tool would read is refused, with its place; nothing is guessed at.

Each file in fixtures/po/invalid begins with the error expected: `# error: line:column: words`. Where GNU
gettext reads it nevertheless, the next line says what it makes of it: `# msgfmt accepts: it only warns`;
where only its stricter check refuses it, `# only msgfmt -c refuses it`.
"""

import re
from pathlib import Path

import pytest

from gettext_tools import INVALID, msgfmt
from l10n.catalog.po import Catalog
from l10n.errors import CatalogError


def comments(data: bytes) -> list[str]:
    text = data.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8-sig", "replace")
    return text.splitlines()[:2]


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_broken_catalog_is_refused_at_the_place_of_the_fault(path: Path) -> None:
    data = path.read_bytes()
    expected = re.fullmatch(r"# error: (\d+:\d+): (.+)", comments(data)[0])
    assert expected, "the first line must be `# error: line:column: words`"
    with pytest.raises(CatalogError) as caught:
        Catalog.parse(data, "sr.po")
    assert str(caught.value.where) == f"sr.po:{expected[1]}"
    assert expected[2] in caught.value.message
    assert caught.value.hint


@pytest.mark.needs_gettext
@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_msgfmt_refuses_it_too(path: Path) -> None:
    data = path.read_bytes()
    accepted, said = msgfmt(data)
    if comments(data)[1] == "# only msgfmt -c refuses it":
        assert accepted, said
        accepted, said = msgfmt(data, "--check-header")
    tolerated = comments(data)[1].startswith("# msgfmt accepts: ")
    # What gettext 0.21 only warns of, 0.23 refuses: missing and unusual charsets.
    assert accepted is tolerated or (tolerated and "charset" in said), said

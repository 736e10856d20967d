"""docs/exchange.md is complete."""

import re

from transcripts import ROOT

PAGE = ROOT / "docs/exchange.md"


def test_every_format_that_export_writes_is_described() -> None:
    from l10n.pipeline.terminology import FORMATS

    text = PAGE.read_text("utf-8").casefold()
    assert all(re.search(rf"\b{form}\b", text) for form in FORMATS)

"""HTML pages, by place: what no translation changes is copied, tag by tag and byte by byte."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from l10n.formats.directives import Directives, directives
from l10n.formats.html_locale import html_locale_edits
from l10n.formats.html_scan import tokens
from l10n.formats.html_units import html_destinations, html_replacement, html_units
from l10n.formats.lines import Lines
from l10n.model import Edit, FormatOptions, Span, Tag, Unit

_CHARSET = re.compile(r"""<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.ASCII | re.IGNORECASE)
_CHARSET_WITHIN = 1024
"""Characters: where browsers look for the encoding of a page (section 13.2.3.2 of the HTML standard)."""


class HtmlFormat:
    """Reads HTML and XHTML."""

    name = "html"
    suffixes = frozenset({".htm", ".html", ".xhtml"})

    def units(self, text: str, options: FormatOptions) -> tuple[Unit, ...]:
        """Texts of blocks, of titles and descriptions, and of attributes outside them, in order.

        The attributes of tags within a text are part of its msgid, where a translator sees them. What is not
        to be translated (`translate="no"`) is left out, but within a sentence it stays in the msgid.
        """
        return tuple(_said(text).applied(html_units(Lines(text), 0, len(text))))

    def replacement(self, text: str, unit: Unit, translation: str) -> str:
        """The translation with its inline tags, and escaped what would be other markup.

        In a page that declares another encoding than UTF-8, all but ASCII is written as references.
        """
        new = html_replacement(text, unit, translation)
        declared = _CHARSET.search(text, 0, _CHARSET_WITHIN)
        if translation == unit.msgid or not declared or declared[1].lower() in ("utf-8", "utf8"):
            return new
        return new.encode("ascii", "xmlcharrefreplace").decode()

    def locale_edits(self, text: str, source: Tag, target: Tag) -> tuple[Edit, ...]:
        """`lang` and `dir` of the page, and what else in it names the source locale."""
        excluded = _said(text).excluded
        edits = html_locale_edits(text, source, target)
        return tuple(edit for edit in edits if not _is_in(edit.span, excluded))

    def destinations(self, text: str) -> tuple[Span, ...]:
        """The values of `href`, `src` and the like, and the addresses of `srcset`, as they are written."""
        excluded = _said(text).excluded
        return tuple(span for span in html_destinations(text, 0, len(text)) if not _is_in(span, excluded))


def _said(text: str) -> Directives:
    """What comments say to l10n."""
    if "l10n:" not in text:
        return Directives()
    comments = (token for token in tokens(text, 0, len(text)) if token.kind == "comment")
    return directives(text, [Span(token.start, token.end) for token in comments])


def _is_in(span: Span, excluded: Sequence[Span]) -> bool:
    """True if `span` begins in one of `excluded`, which ascend and are disjoint."""
    at = bisect_right(excluded, span.start, key=lambda other: other.start) - 1
    return at >= 0 and span.start < excluded[at].end

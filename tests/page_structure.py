"""All of a page but its texts, as Python's own parser sees it, and translations that would change it."""

from html.parser import HTMLParser

TEXTS = frozenset({"alt", "aria-label", "content", "label", "placeholder", "title", "value"})
"""Attributes whose values are translated."""

HOSTILE = (
    "<div>",
    "</div>no",
    "no</p>",
    "<p>no",
    "</li></ul>",
    "</td></tr></table>",
    "<u>no",
    "no</u></s></var>",
    "</span></body></html>",
    "<u",
    "no <u title='",
    'no <u title="no',
    "no <",
    "no </",
    '"',
    "'",
    '" onclick="no',
    "' onclick='no",
    "no\" 'no",
    ">",
    "/>",
    "/",
    "=no",
    "`no`",
    "&",
    "&amp",
    "&lt;",
    "&quot;",
    "&#34",
    "&#x",
    "no\nno",
    "\n\nno\r\n\r\nno\r",
    "<!--",
    "-->",
    "--!>",
    "<!-- no -->",
    "<!no>",
    "<?no ?>",
    "<![CDATA[",
    "]]>",
    "<script>",
    "</script>",
    "<script>no</script>",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "</textarea>",
    "</pre>",
    "<svg>",
    "</svg>",
    "<plaintext>",
    "<input>",
    "<hr>",
    "</p/>",
    "</P >",
    "<\tp>",
    "\u00a0no\u00a0",
    "\u2028",
    '<u\nclass="no">',
)  # fmt: skip
"""None of them is an inline element as a whole, which a translator may add."""


class _Structure(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.events: list[tuple[str, object]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = [(name, None if name in TEXTS else value) for name, value in attrs]
        self.events.append((tag, kept))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(("end", tag))

    def handle_comment(self, data: str) -> None:
        self.events.append(("comment", data.split()))

    def handle_decl(self, decl: str) -> None:
        self.events.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        self.events.append(("instruction", data))


def structure(text: str) -> list[tuple[str, object]]:
    """The tags of a page with their attributes, its comments, declarations and instructions, in order."""
    return _Structure(text).events

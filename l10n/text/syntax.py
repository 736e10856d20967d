"""What means something in a text, as regular expressions; `l10n.text.scan` applies them.

None looks at a character more than a few times for each place where it may begin: what would have to run to
the end of a text, such as comments, is looked for by `scan` itself.
"""

import re
from typing import Literal

from l10n.text.addresses import MAIL

MaskKind = Literal[
    "code",
    "math",
    "tag",
    "entity",
    "url",
    "email",
    "placeholder",
    "shortcode",
    "reference",
    "emoji",
    "untranslated",
    "emphasis",
    "link",
    "attributes",
    "break",
    "escape",
]
"""What a mask covers. `reference` is the label of a reference link, a footnote mark or a wiki page;
`untranslated` an HTML element that must stay as it is, with all it holds; `escape` a backslash with what it
escapes. The last five are found by `markup` alone."""


ATTRIBUTE = r"""\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
_PRINTF_TAIL = r"(?>[-+0#]*)\d*(?:\.\d+)?(?:hh?|ll?|[zjtL])?"
_TITLE = r"""(?:\s+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?"""
_ATTRIBUTES = r"""\{:?(?>(?:\s*(?:[.#=][\w:-]+|[\w:-]+=(?:"[^"]*"|'[^']*'|[^\s"'{}]+)))+)\s*\}"""
"""Those that pandoc, kramdown and MyST give to what stands before them: `{.class #name key=value}`."""
_PARENTHESES = r"\((?:\\.|[^\s()\\])*\)"
for _ in range(3):
    _PARENTHESES = rf"\((?:\\.|[^\s()\\]|{_PARENTHESES})*\)"
"""Balanced, in an address without angle brackets. CommonMark asks for three levels at least."""

_LETTERS = "0-9A-Za-z\u00c0-\u052f"
"""Of scripts with spaces between words, where an emoji code has no letter beside it."""

_BY_FIRST = {
    "\\": r"""
          (?P<math> \\\((?:\\[^()]|[^\\])+\\\) | \\\\\((?:(?!\\\\[()]).)+\\\\\) )
        | (?P<break> \\\n )
        | (?P<escape> \\[!-#&-/:-@\[-`|}~] )""",
    "<": rf"""
          <(?P<auto_url> [A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]* )>
        | <(?P<auto_email> {MAIL} )>
        | (?P<tag> </?[A-Za-z][A-Za-z0-9-]*(?>(?:{ATTRIBUTE})*)\s*/?> )""",
    "{": rf"""
          (?P<attributes> (?<=[)\]`*_~>]){_ATTRIBUTES} )
        | (?P<role> \{{[A-Za-z][\w:.+-]*\}}(?=`) )
        | (?P<placeholder>
              \{{\{{[^{{}}\n]*\}}\}}
            | \{{(?:[A-Za-z_]\w*|\d*)(?:\.\w+|\[\w+\])*(?:![rsa])?(?::[^{{}}\s]*)?\}} )""",
    "$": r"""
          (?P<placeholder> \$\{(?:[A-Za-z_]\w*|\d*)(?:\.\w+|\[\w+\])*(?:![rsa])?(?::[^{}\s]*)?\} )
        | (?P<math> \$\$(?:\\.|[^$\\])+\$\$ | (?<![\w$\\])\$(?![\s$])(?:\\.|[^$\\\n])+(?<!\s)\$(?![\d$]) )""",
    "%": rf"""
          (?P<placeholder>
              %(?:\([A-Za-z_]\w*\)|\d+\$){_PRINTF_TAIL}[diouxXeEfFgGcrs@]
            | (?<![\d%])(?<!\d\s)%{_PRINTF_TAIL}[diufgxXcros@](?![^\W_]) )""",
    "&": r"(?P<entity> &(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31}); )",
    ":": rf"""
          (?P<role> (?<![\w:`])(?>(?::[A-Za-z][\w+.-]*)+):(?=`) )
        | (?P<emoji> (?<![{_LETTERS}:]):(?=[\d_-]*[a-z]|[+-]1:|100:|1234:)
              [a-z0-9_+-]{{1,60}}:(?!:|//|[{_LETTERS}]) )""",
    "!": r"""
          (?P<embedded> !\[\[[^\[\]\n]+\]\](?![(\[:]) )
        | (?P<opening> !\[ )""",
    "[": r"""
          (?P<footnote> \[\^[^\s\[\]]+\] )
        | (?P<wiki> \[\[(?P<page>[^\[\]|*`\n]+)(?:\|(?P<caption>[^\[\]\n]+))?\]\](?![(\[:]) )
        | (?P<opening> \[ )""",
    "]": rf"""
          (?P<link> \]\((?>\s*)
              (?: <(?P<angled> [^<>\n]* )> | (?P<bare> (?!<)
                  (?>(?:\{{\{{[^\n{{}}]*\}}\}}|\\.|[^\s()\\]|{_PARENTHESES})*) ) )
              {_TITLE}\s*\) )
        | (?P<labelled> \]\[(?P<label> (?:\\.|[^\[\]\\])* )\] )
        | (?P<labelled_as> \]{_ATTRIBUTES} )
        | (?P<closing> \] )""",
    "*": r"(?P<run> \*+ )",
    "_": r"(?P<run> _+ )",
    "~": r"(?P<run> ~+ )",
}
"""What a token may be, by its first character."""
TOKEN = {first: re.compile(pattern, re.VERBOSE | re.DOTALL) for first, pattern in _BY_FIRST.items()}
FIRST = re.compile(r"[\\<{$%&:!\[\]*_~`\n]")

CLOSED: dict[str, tuple[str, MaskKind]] = {
    "<!--": ("-->", "tag"),
    "<?": ("?>", "tag"),
    "<![CDATA[": ("]]>", "tag"),
    "<!": (">", "tag"),
    "{{<": (">}}", "shortcode"),
    "{{%": ("%}}", "shortcode"),
    "{%": ("%}", "shortcode"),
    "{#": ("#}", "shortcode"),
}
"""What goes on, whatever it holds, until something ends it."""
CLOSED_OPENING = re.compile(r"<!--|<\?|<!\[CDATA\[|<!(?=[A-Za-z])|\{\{[<%]|\{[%#]")

PROTECTED: dict[str, MaskKind] = {
    "math": "math",
    "tag": "tag",
    "entity": "entity",
    "placeholder": "placeholder",
    "emoji": "emoji",
    "footnote": "reference",
    "embedded": "reference",
}
INNER: dict[str, MaskKind] = {
    "auto_url": "url",
    "auto_email": "email",
    "angled": "url",
    "bare": "url",
    "label": "reference",
    "page": "reference",
}
"""Groups that are protected without what stands around them."""
GROUPS = {
    "auto_url": ("auto_url",),
    "auto_email": ("auto_email",),
    "link": ("angled", "bare"),
    "labelled": ("label",),
}
"""Which groups those are, by the token they are in."""

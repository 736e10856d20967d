"""What each element of HTML is to a translator: a block, part of a sentence, or no language at all."""

from l10n.model import UnitKind
from l10n.text.attributes import TEXTS


def words(text: str) -> frozenset[str]:
    """The words of a text: names of elements or attributes."""
    return frozenset(text.split())


VOID = words("area base basefont bgsound br col embed frame hr img input link meta param source track wbr")
"""Elements without content."""
RAW = words("iframe noembed noframes plaintext script style textarea title xmp")
"""Elements whose content has no tags. In `textarea` and `title` character references count."""

KINDS: dict[str, tuple[UnitKind, str]] = {
    **{f"h{level}": ("heading", str(level)) for level in range(1, 7)},
    "li": ("item", ""),
    "td": ("cell", ""),
    "th": ("cell", ""),
    "dt": ("term", ""),
    "caption": ("caption", ""),
    "figcaption": ("caption", ""),
    "title": ("metadata", "title"),
    **dict.fromkeys(
        words(
            "article aside blockquote body dd details dialog fieldset figure footer form header main nav "
            "noscript section summary table template"
        ),
        ("paragraph", ""),
    ),
}
"""Kind and detail of the texts in a block. Other blocks (`div`, `p`) have those of the block around them."""

BLOCKS = KINDS.keys() | words(
    "address audio button canvas center col colgroup datalist dir div dl frame frameset head hgroup hr html "
    "iframe label legend menu menuitem noembed noframes object ol optgroup option p plaintext pre script "
    "search select style tbody textarea tfoot thead tr ul video xmp"
)
"""Elements that no text runs across. To those that browsers set apart come embedded media and controls with a
text of their own."""

DRAWINGS = words("math svg")
"""Elements in another language than HTML's; what is in them is left alone."""

NAMES = words("code kbd samp tt var")
"""Elements whose content is no language by itself, only within a sentence."""

_CELLS = words("p td th")
_ROWS = _CELLS | {"tr"}
_GROUPS = _ROWS | {"caption", "colgroup", "tbody", "tfoot", "thead"}
_IN_PARAGRAPHS = words(
    "audio button canvas datalist iframe label noembed noscript object optgroup option script select style "
    "template textarea video"
)
"""Of `BLOCKS`, those that do not end a paragraph."""
_ENDS: dict[str, frozenset[str]] = {
    "dd": words("dd dt p"),
    "dt": words("dd dt p"),
    "li": words("li p"),
    "optgroup": words("optgroup option"),
    "option": words("option"),
    "tbody": _GROUPS,
    "td": _CELLS,
    "tfoot": _GROUPS,
    "th": _CELLS,
    "thead": _GROUPS,
    "tr": _ROWS | {"caption", "colgroup"},
}
_PARAGRAPH = words("p")


def ended_by(name: str) -> frozenset[str]:
    """The blocks that the tag of block `name` ends where they stand open last (section 13.1.2.4)."""
    return _ENDS.get(name, frozenset() if name in _IN_PARAGRAPHS else _PARAGRAPH)


_LABELLED = words("menuitem optgroup option track")
_BUTTONS = words("button reset submit")
_METADATA = words(
    "abstract apple-mobile-web-app-title application-name dc.description dc.subject dc.title "
    "dcterms.abstract dcterms.description dcterms.title description keywords og:audio:alt og:description "
    "og:image:alt og:site_name og:title og:video:alt subject title twitter:description twitter:image:alt "
    "twitter:title"
)
"""Names of `meta` elements whose content is a text."""


def is_text(element: str, attribute: str, values: dict[str, str]) -> bool:
    """True if the attribute is read by people; `values` are those of the tag's attributes, by name."""
    if attribute == "label":
        return element in _LABELLED
    if attribute == "value":
        return element == "input" and values.get("type", "").lower() in _BUTTONS
    return attribute in TEXTS


def metadata_name(values: dict[str, str]) -> str:
    """What the text of a `meta` element is: `description`; "" where its content is no text."""
    name = (values.get("name") or values.get("property") or values.get("itemprop") or "").strip().lower()
    return name if name in _METADATA else ""

"""Miles, feet, pounds and degrees Fahrenheit, and what they are in the units of other countries."""

import re
from collections.abc import Sequence
from decimal import Decimal

from l10n.text.figures import Figure

_FACTORS = {
    r"(?:square|sq\.?)[ -](?:miles?|mi)": (2.59,),
    r"(?:square|sq\.?)[ -](?:foot|feet|ft)": (0.0929,),
    r"(?:square|sq\.?)[ -](?:yards?|yd)": (0.8361,),
    r"(?:cubic|cu\.?)[ -](?:foot|feet|ft)": (0.0283, 28.3),
    r"(?:fluid|fl\.?)[ -](?:ounces?|oz)": (29.57, 2.957),
    r"miles?|mi|mph": (1.609, 1609.3),
    r"foot|feet|ft|footers?": (0.3048, 30.48),
    r"inch|inches|inchers?|in": (2.54, 25.4, 0.0254),
    r"yards?|yds?|yarders?": (0.9144,),
    r"pounds?|lbs?|pounders?": (0.4536,),
    r"ounces?|oz": (28.35, 0.02835),
    r"stones?": (6.35,),
    r"acres?": (0.4047, 4047, 0.004047),
    r"gallons?|gal": (3.785, 4.546),
    r"pints?": (0.473, 0.568),
    r"tons?": (0.907, 1.016),
    r"(?:nautical miles?|knots?)": (1.852,),
}
"""What turns a measure into those it may be given in; British and American ones where they differ.
NIST Handbook 44, appendix C, rounded to four digits."""
_FOOT = 0.3048
_INCH = 0.0254
_SCALE = r"(?:(?:hundred|thousand|[bmtr]+illion|[bm]n?|k)[ -])?"
_UNIT = re.compile(
    rf"[ \u00a0-]?{_SCALE}(?:(?P<degrees>(?:degrees?|°|º) ?(?:Fahrenheit|F)?|Fahrenheit|F)|"
    + "|".join(f"(?P<unit{at}>{names})" for at, names in enumerate(_FACTORS))
    + r")(?!\w)|(?P<feet>['\u2032\u2019])(?=\d)",
    re.IGNORECASE,
)
_UNITS = {f"unit{at}": factors for at, factors in enumerate(_FACTORS.values())}
_FEET_AND = re.compile(r"[ \u00a0-]?(?:foot|feet|ft\.?|['\u2032\u2019])[ \u00a0-]?(?:and )?", re.IGNORECASE)
_AND = re.compile(r"\s*(?:-|\u2013|\u2014|,|/|x|to|and|or|by|in|per)\s*", re.IGNORECASE)
"""What stands between numbers that share a unit: `85 to 110 miles`."""


def conversions(text: str, found: Sequence[Figure]) -> tuple[tuple[float, ...], ...]:
    """For each of the figures of English `text`, what its measure is in other units; () for no measure."""
    converted: list[tuple[float, ...]] = []
    unit: re.Match[str] | None = None
    for at in reversed(range(len(found))):
        figure = found[at]
        after = found[at + 1] if at + 1 < len(found) else None
        own = _UNIT.match(text, figure.span.end)
        shared = after is not None and _AND.fullmatch(text, figure.span.end, after.span.start) is not None
        unit = own or (unit if shared else None)
        both: tuple[float, ...] = ()
        if after is not None and _FEET_AND.fullmatch(text, figure.span.end, after.span.start):
            both = tuple(_scaled(_length(figure, after)))
            converted[-1] += both
        converted.append((*_converted(figure, unit), *both))
    return tuple(reversed(converted))


def _converted(figure: Figure, unit: re.Match[str] | None) -> tuple[float, ...]:
    if unit is None:
        return ()
    values = [float(value) for value in figure.values]
    if unit.lastgroup == "degrees":
        return tuple(degrees for value in values for degrees in ((value - 32) / 1.8, value / 1.8))
    factors = _UNITS.get(unit.lastgroup or "", (_FOOT, 100 * _FOOT))
    return tuple(value * factor for value in values for factor in factors)


def _length(feet: Figure, inches: Figure) -> float:
    return _FOOT * float(max(feet.values, default=Decimal(0))) + _INCH * float(
        max(inches.values, default=Decimal(0))
    )


def _scaled(metres: float) -> tuple[float, ...]:
    return metres, 100 * metres

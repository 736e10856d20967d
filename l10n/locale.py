"""Locales: one canonical BCP 47 tag inside, gettext's spelling at the edge, every spelling on input.

Babel supplies CLDR's data. It is never asked to parse: it takes `sr_RS@latin` for Cyrillic, refuses
`sr-Latn`, and does not know `sh`.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Literal

from l10n.errors import LocaleError
from l10n.model import Tag

if TYPE_CHECKING:
    import babel

_ALIASES = {
    "in": "id",
    "iw": "he",
    "ji": "yi",
    "jw": "jv",
    "mo": "ro",
    "no": "nb",
    "pb": "pt-BR",
    "sh": "sr-Latn",
    "zt": "zh-Hant",
}
"""Codes that tools still write (`pb` and `zt` are Argos Translate's), and what they mean."""

_EXTRA_LANGUAGES = frozenset({"cnr"})
"""ISO 639 languages that CLDR has no name for: Montenegrin."""

_OWN_SCRIPTS = {"cnr": "Latn", "sr": "Cyrl"}
"""Where CLDR is silent, or lets a region decide what glibc and Weblate decide otherwise (`sr_ME`)."""

_NO_REGIONS = frozenset({"XX", "ZZ"})
"""What tools write for "no region in particular": user-assigned in ISO 3166, and CLDR's unknown region."""

_SCRIPTS = {
    "arabic": "Arab",
    "cyrillic": "Cyrl",
    "devanagari": "Deva",
    "iqtelif": "Latn",
    "latin": "Latn",
}
"""glibc's modifiers that name a script."""
_MODIFIERS = {script: name for name, script in _SCRIPTS.items() if name != "iqtelif"}

_RIGHT_TO_LEFT = frozenset(
    {"Adlm", "Arab", "Aran", "Gara", "Hebr", "Hung", "Mand", "Mend", "Nkoo", "Rohg", "Samr"}
    | {"Syrc", "Syre", "Syrj", "Syrn", "Thaa", "Yezi"}
)
"""Scripts in use whose letters are of class R or AL in Unicode 16 (UAX #9, table 4), and their variants."""

_IGNORED_MODIFIERS = frozenset({"euro"})
_CHINESE_REGIONS = {"CN": "Hans", "SG": "Hans", "MY": "Hans", "TW": "Hant", "HK": "Hant", "MO": "Hant"}
_CHINESE_DEFAULTS = {"Hans": "CN", "Hant": "TW"}
"""gettext and glibc know Chinese by region alone."""

_PARTS = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)",
    re.IGNORECASE,
)
_CODESET = re.compile(r"\.[\w-]+(?=@|$)")

_EXAMPLES = "write a language, and where needed script and region: sr, sr-Latn, pt-BR, zh-Hant"

_PLURALS = {
    # Babel swaps the last two forms.
    "ar": (6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"),
    # Babel has one form; gettext's own table and CLDR have two.
    "fa": (2, "(n > 1)"),
    "hu": (2, "(n != 1)"),
    "hy": (2, "(n != 1)"),
    "ka": (2, "(n != 1)"),
    "tr": (2, "(n != 1)"),
    # Babel has none, and would answer with English's.
    "az": (2, "(n != 1)"),
    "id": (1, "0"),
    "kk": (2, "(n != 1)"),
    "mk": (2, "(n%10==1 && n%100!=11 ? 0 : 1)"),
    "ms": (1, "0"),
    "sq": (2, "(n != 1)"),
}
"""Forms and expression where `babel.messages.plurals` is wrong or silent: GNU gettext 0.21's table
(gettext-tools/src/plural-table.c) where it has the language, else CLDR's cardinal rules."""


@cache
def parse(text: str) -> Tag:
    """The canonical tag of a locale in any spelling: `sr_RS@latin`, `zh_TW.UTF-8`, `pt-br`, `iw`, `hrv`.

    A script that goes without saying is left out (`sr-Cyrl` is `sr`), except in Chinese, which always names
    it. Raises LocaleError.
    """
    spelled = _CODESET.sub("", text.strip()).replace("_", "-")
    name, _, modifier = spelled.partition("@")
    found = _PARTS.fullmatch(name)
    if found is None:
        raise LocaleError(f"{text!r} is no locale", hint=_EXAMPLES)
    code = found["language"].lower()
    alias = _PARTS.fullmatch(_ALIASES.get(code) or _short_codes().get(code, code))
    assert alias is not None
    language = alias["language"]
    script = (found["script"] or alias["script"] or "").title()
    region = (found["region"] or alias["region"] or "").upper()
    region = "" if region in _NO_REGIONS else region
    variants = [part.lower() for part in found["variants"].split("-") if part]
    for word in filter(None, modifier.lower().split("-")):
        if word in _SCRIPTS:
            script = _SCRIPTS[word]
        elif word not in _IGNORED_MODIFIERS:
            variants.append(word)
    _require_known(text, language, script, region, variants)
    return _canonical(language, script, region, variants)


def _require_known(text: str, language: str, script: str, region: str, variants: list[str]) -> None:
    languages, scripts, regions, known_variants = _names()
    faults = (
        (language not in languages | _EXTRA_LANGUAGES, f"there is no language {language!r}"),
        (script != "" and script not in scripts, f"there is no script {script!r}"),
        (region != "" and region not in regions, f"there is no region {region!r}"),
        (not known_variants.issuperset(variants), f"there is no variant {'-'.join(variants)!r}"),
    )
    for wrong, why in faults:
        if wrong:
            raise LocaleError(f"{text!r} is no locale: {why}", hint=_EXAMPLES)


def _canonical(language: str, script: str, region: str, variants: list[str]) -> Tag:
    if language == "zh":
        script = script or _CHINESE_REGIONS.get(region, "Hans")
        region = "" if _CHINESE_DEFAULTS.get(script) == region else region
    elif script == _likely_script(language, region):
        script = ""
    return Tag("-".join(filter(None, (language, script, region, *variants))))


@cache
def to_posix(tag: Tag) -> str:
    """The spelling of gettext and glibc, for folders and the `Language` field: `sr@latin`, `pt_BR`, `zh_TW`.

    `parse` gives the tag back.
    """
    found = _PARTS.fullmatch(tag)
    assert found is not None, tag
    language, script, region = found["language"], found["script"], found["region"]
    if language == "zh" and (region or _CHINESE_DEFAULTS.get(script)):
        region = region or _CHINESE_DEFAULTS[script]
        script = None if _CHINESE_REGIONS.get(region) == script else script
    modifiers = [_MODIFIERS.get(script, script.lower())] if script else []
    modifiers += [part for part in found["variants"].split("-") if part]
    name = f"{language}_{region}" if region else language
    if script and script not in _MODIFIERS:
        name, modifiers = f"{language}_{script}" + (f"_{region}" if region else ""), modifiers[1:]
    return "@".join(filter(None, (name, "-".join(modifiers))))


def language(tag: Tag) -> str:
    """The language by itself: `sr` of `sr-Latn`."""
    return tag.split("-", 1)[0]


def covers(offered: Tag, wanted: Tag) -> bool:
    """True where what speaks `offered` will do for `wanted`: the same, but for a region that `wanted` adds.

    Spanish will do for Mexican Spanish; not Brazilian Portuguese for Portuguese, nor Serbian in Cyrillic for
    Serbian in Latin script.
    """
    if offered == wanted:
        return True
    parts = _PARTS.fullmatch(wanted)
    assert parts is not None, wanted
    return bool(parts["region"]) and not parts["variants"] and _without_region(wanted) == offered


def _without_region(tag: Tag) -> Tag:
    parts = _PARTS.fullmatch(tag)
    assert parts is not None, tag
    return _canonical(parts["language"], script(tag) or "", "", [])


def parents(tag: Tag) -> tuple[Tag, ...]:
    """The more general locales above `tag`, the nearest first: `es-419` and `es` above `es-MX`.

    CLDR's own parents where it names one, else the tag shortened from its end (RFC 4647, section 3.4). The
    last ones may be of another script (`sr` above `sr-Latn`), none is of another language.
    """
    found = [tag]
    while above := _parent_exceptions().get(found[-1].replace("-", "_")) or found[-1].rpartition("-")[0]:
        parent = parse(above)
        if parent in found or language(parent) != language(tag):
            break
        found.append(parent)
    return tuple(found[1:])


@cache
def script(tag: Tag) -> str | None:
    """The script of the locale's texts, ISO 15924 (`Cyrl`): what the tag says, else what CLDR expects."""
    found = _PARTS.fullmatch(tag)
    assert found is not None, tag
    return found["script"] or _likely_script(found["language"], found["region"] or "") or None


def is_right_to_left(tag: Tag) -> bool:
    """True where the locale's texts run from right to left: Arabic, Hebrew, Urdu, Azerbaijani in Iran."""
    return script(tag) in _RIGHT_TO_LEFT


def _likely_script(language: str, region: str) -> str:
    """CLDR's likely script, "" where it has none."""
    if language in _OWN_SCRIPTS:
        return _OWN_SCRIPTS[language]
    likely = _likely_subtags()
    found = likely.get(f"{language}_{region}") or likely.get(language) or ""
    parts = found.split("_")
    return parts[1] if len(parts) > 1 else ""


@cache
def plural_forms(tag: Tag) -> str | None:
    """The value of `Plural-Forms` for new catalogs: `nplurals=2; plural=(n != 1);`. None where unknown.

    gettext's rule, which is what catalogs follow; CLDR's own differs for Spanish, French, Russian and others.
    """
    from babel.messages.plurals import PLURALS

    own = "sr" if language(tag) == "cnr" else language(tag)
    posix = to_posix(tag).partition("@")[0]
    found = _PLURALS.get(own) or PLURALS.get(posix) or PLURALS.get(own)
    return f"nplurals={found[0]}; plural={found[1]};" if found else None


@cache
def decimal_separator(tag: Tag) -> str:
    """What stands before the decimals of a number, by CLDR; "" where it says nothing."""
    from babel import Locale, UnknownLocaleError

    try:
        symbols = Locale.parse(to_posix(tag).partition("@")[0]).number_symbols
    except UnknownLocaleError:
        return ""
    return str(symbols.get("latn", {}).get("decimal", ""))


@cache
def _names() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """The codes that CLDR has English names for: languages, scripts, regions, variants (lower-case)."""
    from babel import Locale

    english = Locale("en")
    codes = (english.languages, english.scripts, english.territories)
    languages, scripts, regions = (frozenset(map(str, names)) for names in codes)
    return languages, scripts, regions, frozenset(str(name).lower() for name in english.variants)


@cache
def _short_codes() -> dict[str, str]:
    """ISO 639-2 and 639-3 codes of languages that have a shorter one (RFC 5646, section 2.2.1): `hrv`."""
    from babel.core import get_global

    aliases = get_global("language_aliases").items()
    return {long: short for long, short in aliases if len(long) == 3 and len(short) == 2}


Subject = Literal["territories", "languages", "currencies"]
"""What CLDR has names for."""

_CONTINENTS = frozenset({"002", "003", "005", "009", "019", "142", "150"})
"""UN M.49: Africa, North and South America, Oceania, the Americas, Asia, Europe."""


@cache
def names(tag: Tag, subject: Subject) -> Mapping[str, str]:
    """CLDR's names in that locale by code (ISO 3166, BCP 47, ISO 4217), as menus have them.

    Regions smaller or larger than a territory are left out, but for continents and unions; so are currencies
    of the past and languages by script or region. Empty where CLDR does not know the locale.
    """
    found = _cldr(tag)
    if found is None:
        return {}
    if subject == "territories":
        return {
            code: name
            for code, name in found.territories.items()
            if code in _CONTINENTS or (len(code) == 2 and code not in ("XA", "XB", *_NO_REGIONS))
        }
    if subject == "languages":
        return {code: name for code, name in found.languages.items() if "_" not in code}
    return {code: name for code, name in found.currencies.items() if not any(map(str.isdigit, name))}


def _cldr(tag: Tag) -> "babel.Locale | None":
    """Babel's locale of that tag, else of the nearest one above it in the same script."""
    from babel import Locale, UnknownLocaleError

    if language(tag) in _EXTRA_LANGUAGES:
        # Babel answers with Serbian as written in Serbia, which has other names: Nemačka for Njemačka.
        return None
    for each in (tag, *parents(tag)):
        if script(each) == script(tag):
            with suppress(UnknownLocaleError):
                return Locale.parse(each, sep="-")
    return None


@cache
def _likely_subtags() -> dict[str, str]:
    from babel.core import get_global

    return dict(get_global("likely_subtags"))


@cache
def _parent_exceptions() -> dict[str, str]:
    from babel.core import get_global

    return dict(get_global("parent_exceptions"))

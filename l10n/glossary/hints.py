"""What to write instead of what a glossary cannot say."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

_EXAMPLES = {
    "version": "1",
    "source_locale": "en",
    "terms": "[]",
    "id": "migrant-centre",
    "source": "migrant centre",
    "text": "migrant center",
    "status": "misspelling",
    "from": "sr",
    "method": "cyrl2latn",
}
"""Of the keys that may be missing."""
_MEANT = {
    "typo": "misspelling", "wrong": "misspelling", "incorrect": "misspelling", "foreign": "wrong-language",
    "obsolete": "deprecated", "superseded": "deprecated", "alternative": "admitted", "allowed": "admitted",
    "abbreviation": "short", "acronym": "short", "location": "place", "city": "place", "country": "place",
    "people": "person", "organisation": "org", "organization": "org", "institution": "org", "company": "org",
    "brand": "product", "word": "term", "noun": "term", "concept": "term", "feminine": "f", "female": "f",
    "masculine": "m", "male": "m", "neuter": "n", "info": "note", "information": "note", "never": "none",
    "no": "none", "yes": "auto", "name": "proper-noun", "proper": "proper-noun", "false": "off", "true": "on",
    "final": "approved", "new": "draft", "proposed": "draft", "preferred": "term", "translation": "term",
    "regex": "match", "pattern": "match", "translations": "targets", "synonyms": "variants",
    "aliases": "variants", "comment": "note", "notes": "note", "reason": "note", "description": "definition",
    "case_sensitive": "case", "dnt": "do_not_translate", "type": "kind", "entries": "terms",
    "languages": "locales", "source_language": "source_locale",
}  # fmt: skip
"""What other glossaries call the same thing."""


def missing(key: str) -> str:
    """For a key that must be there."""
    return f"add `{key}: {_EXAMPLES.get(key, '...')}`"


def known(written: str, names: Sequence[str]) -> str:
    """For a word that is none of `names`: the one that was probably meant, and all there are."""
    meant = _MEANT.get(written.lower())
    close = [meant] if meant in names else get_close_matches(written, names, n=1)
    listed = ", ".join(names)
    return f"did you mean `{close[0]}`? known: {listed}" if close else f"known: {listed}"


def elsewhere(written: str, places: Mapping[str, Iterable[str]]) -> str | None:
    """For a key that is known in another of `places`, each with its keys."""
    fitting = [place for place, names in places.items() if written in names]
    return f"it belongs into {' or '.join(fitting)}" if fitting else None


def as_list(key: str, value: object) -> str:
    """For what should be the list under `key`."""
    if key in ("terms", "variants"):
        return f"{as_mapping(key, value)}, one per line after `- `"
    if isinstance(value, str) and value.strip() and not set(value) & set("[]{}:#&*!|>'\"%@`\n"):
        return f"write `[{value}]`"
    return "write `[one, two]`, or one item per line after `- `"


def as_mapping(key: str, value: object) -> str:
    """For what should be a mapping; `key` is the key above it, "" for the whole document."""
    shown = value if isinstance(value, str) and value.isprintable() else "..."
    examples = {
        "": "write `version: 1`, `source_locale: en` and `terms: []`",
        "terms": f"write `{{id: {_EXAMPLES['id']}, source: {shown}}}`",
        "variants": f"write `{{text: {shown}, status: misspelling}}`",
        "targets": "write the locales with their terms: `{es: ..., sr: ...}`",
        "defaults": "write for example `{case: true}`",
        "severity": "write for example `{absent: error}`",
        "derive": "write `{sr-Latn: {from: sr, method: cyrl2latn}}`",
        "a derivation": f"write `{{from: {shown}, method: cyrl2latn}}`",
    }
    return examples.get(key, "write `key: value` pairs")


def as_target(value: object) -> str:
    """For what should be the term in one locale."""
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        first, *others = value
        return f"write `{{term: {first}, admitted: [{', '.join(others)}]}}`" if others else f"write `{first}`"
    if isinstance(value, bool | int):
        return as_quoted(value)
    return "write the term, a mapping with `term`, or `null` where the translation is free"


def as_quoted(value: bool | int) -> str:
    """For a number or a truth value that should be a text."""
    return f'write it in quotes: "{str(value).lower()}"'


def of_yaml(problem: str) -> str:
    """For a document that is no YAML, from what the parser says."""
    if "'\\t'" in problem:
        return "indent with spaces; YAML takes no tabs"
    if "end of stream" in problem:
        return "close the quote or the bracket"
    return "a value needs quotes where it holds `: ` or begins with one of: ' \" [ { * & ! % @"

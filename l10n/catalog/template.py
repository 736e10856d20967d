"""An article's units as the entries of a template (.pot), and the header that catalogs begin with."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from l10n.catalog.po import Catalog
from l10n.model import Entry, Unit


def entries_of(
    units: Sequence[Unit], reference: str, refs: Literal["file", "line", "none"]
) -> tuple[Entry, ...]:
    """One untranslated entry for each distinct key, in the order of `units`.

    Equal units share an entry, which then says what each of them is and where it stands. `reference` is the
    article as translators know it (`source/a.md`); `refs` says whether it is given with a line, without one,
    so that an edit elsewhere changes no entry, or not at all.
    """
    shared: dict[str, list[Unit]] = {}
    for unit in units:
        shared.setdefault(unit.key, []).append(unit)
    return tuple(_entry(alike, reference, refs) for alike in shared.values())


def _entry(alike: Sequence[Unit], reference: str, refs: Literal["file", "line", "none"]) -> Entry:
    places = {
        "file": (reference,),
        "line": tuple(f"{reference}:{unit.line}" for unit in alike),
        "none": (),
    }[refs]
    told = (line for unit in alike for line in (unit.label, *unit.notes))
    return Entry(
        alike[0].msgid,
        msgctxt=alike[0].context,
        extracted=tuple(dict.fromkeys(told)),
        references=tuple(dict.fromkeys(places)),
    )


def header_fields(
    *,
    project: str,
    creation: datetime,
    revision: datetime | None = None,
    language: str | None = None,
    plural_forms: str | None = None,
) -> dict[str, str]:
    """The header's fields in GNU gettext's order; of a template where `language` (`sr@latin`) is None.

    What nobody has filled in yet says what `xgettext` writes into templates and `msginit --no-translator`
    into catalogs, so `msgfmt -c` accepts a catalog without a warning. `revision` is `creation` if not given.
    """
    date = "%Y-%m-%d %H:%M%z"
    if language is None:
        revised, translator, team = (
            "YEAR-MO-DA HO:MI+ZONE",
            "FULL NAME <EMAIL@ADDRESS>",
            "LANGUAGE <LL@li.org>",
        )
    else:
        revised, translator, team = f"{revision or creation:{date}}", "Automatically generated", "none"
    fields = {
        "Project-Id-Version": project,
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": f"{creation:{date}}",
        "PO-Revision-Date": revised,
        "Last-Translator": translator,
        "Language-Team": team,
        "Language": language or "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return fields if plural_forms is None else fields | {"Plural-Forms": plural_forms}


def template_catalog(entries: Sequence[Entry], fields: Mapping[str, str], *, wrap: bool = True) -> Catalog:
    """The template with these entries; its header is fuzzy, as in templates that `xgettext` writes.

    Its strings are wrapped at 79 columns, or with `wrap` false not at all.
    """
    return Catalog.new(fields, entries=entries, fuzzy=True, wrap=wrap)

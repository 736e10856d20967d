"""Which language pair serves which: what an engine offers, against what is wanted."""

import re

from l10n import locale
from l10n.model import Tag

_REGION = re.compile(r"[A-Z]{2}|\d{3}")


def covers(offered: Tag, wanted: Tag) -> bool:
    """True where an engine for `offered` will do for `wanted`: the same, but for a region that `wanted` adds.

    Mexican Spanish is served by one for Spanish; Portuguese is not served by one for Brazil, nor Serbian in
    Latin script by one for Cyrillic.
    """
    if offered == wanted:
        return True
    if offered not in (locale.language(wanted), f"{locale.language(wanted)}-{locale.script(wanted)}"):
        return False
    added = [part for part in wanted.split("-")[1:] if part != locale.script(wanted)]
    return locale.script(offered) == locale.script(wanted) and all(map(_REGION.fullmatch, added))

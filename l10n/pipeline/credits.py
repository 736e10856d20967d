"""What is added at the end of translated articles: who translated them, where to say what is wrong.

`source/_addenda/sr.md` goes to the end of every Serbian page made from Markdown, `sr.html` before the end of
the body of every HTML page, and so on; a locale that has none takes that of its fallback. Links in it stay as
they are written.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath

from l10n import locale, registry
from l10n.errors import ConfigError, FormatError, LocaleError, Location
from l10n.model import Tag
from l10n.pipeline.fallback import readable
from l10n.project import Workspace

FOLDER = "_addenda"
_END = re.compile("</(?P<name>body|html)[^>]*>", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\n|\r")
_HTML = "html"
_STRING_FILES = frozenset({"json", "yaml"})
"""Names of formats whose files have no end that a reader sees."""


class Credits:
    """The addenda of a project, read once. Raises ConfigError for what cannot be read."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def of(self, article: PurePosixPath, tag: Tag) -> str:
        """What the article's page in a locale gets, "" for nothing."""
        if not self._found or (format_ := registry.format_for(article)).name in _STRING_FILES:
            return ""
        suffixes = (article.suffix.lower(), *sorted(format_.suffixes))
        for origin in (tag, *self._workspace.config.fallbacks.get(tag, ())):
            for one in suffixes:
                if (origin, one) in self._found:
                    return readable(self._found[origin, one], origin, tag)
        return ""

    @cached_property
    def _found(self) -> Mapping[tuple[Tag, str], str]:
        folder = self._workspace.config.source / FOLDER
        return dict(self._read(folder)) if folder.is_dir() else {}

    def _read(self, folder: Path) -> Iterator[tuple[tuple[Tag, str], str]]:
        for path in sorted(folder.iterdir()):
            if path.name.startswith(".") or not path.is_file():
                continue
            where = Location(self._workspace.shown(path))
            try:
                tag = locale.parse(path.stem)
                text = path.read_bytes().decode()
                registry.format_for(path)
            except (LocaleError, FormatError, OSError, UnicodeDecodeError) as error:
                hint = "name it after a locale and a suffix of articles, as in sr.md, and save it as UTF-8"
                raise ConfigError(f"is no text to add to articles: {error}", where, hint) from error
            yield (tag, path.suffix.lower()), text.removeprefix("\ufeff")


def added(page: bytes, addendum: str, article: PurePosixPath) -> bytes:
    """The page with the addendum after a blank line, line endings as the page's."""
    text = page.decode()
    found = _LINE_END.search(text)
    eol = found.group() if found else "\n"
    lines = eol.join(_LINE_END.split(addendum.strip("\r\n")))
    ends = {end["name"].lower(): end.start() for end in _END.finditer(text)}
    if ends and registry.format_for(article).name == _HTML:
        at = ends.get("body", ends.get("html", 0))
        before = text[:at].rstrip(" \t")
        return f"{before}{lines}{eol}{text[len(before) :]}".encode()
    rest = text.rstrip("\r\n")
    return f"{rest}{eol}{eol}{lines}{eol}".encode()

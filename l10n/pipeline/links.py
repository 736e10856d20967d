"""Where the links of rendered articles lead.

A page lies in `build/<locale>/` where its article lies in `source/`. So a relative link to another article,
or to a folder of articles, leads where it should as it is, if the locale has a page of it. A link to an
article that the locale has no page of, or to another file (an image), gets the way to the file in the source
folder instead, as long as there is such a file.

Everything else stays: URLs, absolute paths, anchors, placeholders, and what names no file, which may be an
address that a site generator makes. So do anchors and queries behind a path: the anchors that generators make
of headings change with their text, and nobody but the generator knows them.
"""

import os.path
import posixpath
import re
from collections.abc import Callable, Container
from functools import cached_property
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from l10n.model import Tag
from l10n.project import Workspace

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\#?]|\s*$")
"""What begins an address that is not relative to the article (RFC 3986, section 4.2)."""
_MADE_LATER = re.compile(r"[{}<>]|\$\(|%\(")
"""What placeholders and shortcodes have."""
_PATH = re.compile(r"[^#?]*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Links:
    """The links of one article's page, with those met so far that may lead to files."""

    def __init__(
        self,
        workspace: Workspace,
        article: PurePosixPath,
        tag: Tag,
        rendered: Callable[[], Container[str]],
    ) -> None:
        """`rendered` tells the articles that the locale has a page of, and the folders in which they lie."""
        self._config = workspace.config
        self._article = article
        self._tag = tag
        self._rendered = rendered
        self.met: dict[str, str] = {}
        """What each relative address became."""

    def __call__(self, address: str) -> str:
        """The address as it must stand on the page."""
        if _ELSEWHERE.match(address) or _MADE_LATER.search(address):
            return address
        if address not in self.met:
            self.met[address] = self._relative(address)
        return self.met[address]

    def _relative(self, address: str) -> str:
        found = _PATH.match(address)
        assert found is not None
        path = found.group()
        for name in dict.fromkeys((path, unquote(unescape(_ESCAPED.sub(r"\1", path))))):
            target = posixpath.normpath(posixpath.join(self._folder, name))
            if target in self._rendered():
                return address
            if os.path.exists(posixpath.join(self._config.source, target)):  # noqa: PTH110 - often done
                return self._way_to(path) + address[found.end() :]
        return address

    def _way_to(self, path: str) -> str:
        """The way from the page to what the article calls `path`, which stays as it is written."""
        here = posixpath.join(self._config.source.as_posix(), self._folder)
        page = posixpath.join(self._config.build.as_posix(), self._tag, self._folder)
        way = posixpath.relpath(posixpath.join(quote(here), path), quote(page))
        return f"{way}/" if path.endswith("/") else way

    @cached_property
    def _folder(self) -> str:
        return self._article.parent.as_posix()

"""Offline localization of articles: gettext catalogs, machine translation, glossary checks, rendering.

    from l10n import Article, Catalog, Glossary, Project

    Project.open(".").run()                        # the whole job
    Article.read(path).render({msgid: msgstr})     # one article, byte for byte where nothing is translated

Everything not in `__all__` is private.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from l10n.catalog.po import Catalog
    from l10n.formats.article import Article
    from l10n.glossary.schema import Glossary
    from l10n.pipeline import Project

__all__ = ["Article", "Catalog", "Glossary", "Project"]

_HOMES = {
    "Article": "l10n.formats.article",
    "Catalog": "l10n.catalog.po",
    "Glossary": "l10n.glossary.schema",
    "Project": "l10n.pipeline",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any of the names above
    """Import a public name when it is first used: `l10n --help` must not pay for the rest."""
    if name not in _HOMES:
        raise AttributeError(f"module 'l10n' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)

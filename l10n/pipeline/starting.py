"""The first files of a project."""

from collections.abc import Sequence
from pathlib import Path

from l10n import locale
from l10n.atomic import write_if_changed
from l10n.config import OWN_FILE, PYPROJECT
from l10n.errors import ConfigError, Location
from l10n.model import Tag

_ARTICLE = """\
# A first article

Every paragraph becomes one unit for translators. Edit this file, or put your own articles beside it, and run
`l10n run` again.
"""

_GLOSSARY = """\
# Names and terms, and what they must be called in each locale. `l10n glossary lint` checks this file.
version: 1
source_locale: {source}
terms: []
#  - id: gjader
#    source: Gjadër
#    kind: place
#    variants:
#      - {{text: Xhader, status: misspelling}}    # found in articles, reported with the right form
#    targets:
#      {first}: {{term: Gjadër, forbidden: [Xhader]}}
"""


def start(root: Path, source: str, targets: Sequence[str], *, dry_run: bool) -> tuple[Path, ...]:
    """Write what a new project needs and does not have; returns the files written.

    Raises ConfigError where the folder holds a configuration already, and LocaleError for an unknown locale.
    """
    tags = [locale.parse(target) for target in targets]
    source_tag = locale.parse(source)
    if source_tag in tags:
        raise ConfigError(f"the target {source_tag} is the source locale", hint="name another target")
    own = root / OWN_FILE
    if started := configuration_in(root):
        raise ConfigError(
            "this project is set up already", Location(started.name), hint="edit it; then: l10n run"
        )
    files = {own: _configuration(source_tag, tags)}
    if not (root / "source").exists():
        files[root / "source" / "first-article.md"] = _ARTICLE
    if not (root / "glossary.yml").exists():
        files[root / "glossary.yml"] = _GLOSSARY.format(source=source_tag, first=tags[0])
    if not dry_run:
        for path, text in files.items():
            write_if_changed(path, text.encode())
    return tuple(files)


def configuration_in(root: Path) -> Path | None:
    """The configuration file that lies in the folder `root` itself, if there is one."""
    own, shared = root / OWN_FILE, root / PYPROJECT
    if own.exists():
        return own
    return shared if shared.exists() and "[tool.l10n" in shared.read_text(encoding="utf-8") else None


def _configuration(source: Tag, targets: Sequence[Tag]) -> str:
    listed = ", ".join(f'"{tag}"' for tag in targets)
    return f'source-locale = "{source}"\ntargets = [{listed}]\n'

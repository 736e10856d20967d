"""A small project with something to find, for tests of `check`."""

import subprocess
from pathlib import Path

ARTICLE = """\
# Talks in Tirana

The centre of Gjadër opened in May.

Four words are enough here.
"""
GLOSSARY = """\
version: 1
source_locale: en
terms:
  - id: gjader
    source: Gjadër
    targets:
      es: {term: Gjadër, forbidden: [Xhader]}
"""
CATALOG = """\
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#. heading 1
#: source/talks.md
msgid "Talks in Tirana"
msgstr "Conversaciones en Tirana"

#: source/talks.md
msgid "The centre of Gjadër opened in May."
msgstr ""
"El centro de "
"Xhader abrió en mayo."

#: source/talks.md
msgid "Four words are enough here."
msgstr "Four words are enough here."
"""
TERM = ("term-forbidden", 16)
SAME = ("same-as-source", 19)
"""What is found in the catalog: the rule, and the line it points at."""


def write_project(root: Path, config: str = "") -> Path:
    """The project's files under `root`; `config` is added to its configuration."""
    for name, text in {
        "source/talks.md": ARTICLE,
        "locales/es/LC_MESSAGES/talks.po": CATALOG,
        "glossary.yml": GLOSSARY,
        ".l10n.toml": f'targets = ["es"]\n{config}',
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def git(root: Path, *words: str) -> str:
    """What git prints, run in `root` as nobody in particular."""
    settings = (
        "user.name=Ann",
        "user.email=ann@example.org",
        "commit.gpgsign=false",
        "init.defaultBranch=main",
    )
    options = [word for setting in settings for word in ("-c", setting)]
    done = subprocess.run(["git", "-C", root, *options, *words], capture_output=True, text=True, check=True)
    return done.stdout


def commit(root: Path, message: str = "work") -> None:
    """Everything in `root` committed; a repository is made where there is none."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)

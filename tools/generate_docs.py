"""Write the reference pages in docs/ from the code; `--check` fails where they are out of date."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel

from l10n import registry
from l10n.cli import app
from l10n.config.declared import CheckSettings, Declared, LocaleSettings, alias
from l10n.config.documented import descriptions
from l10n.glossary.json_schema import glossary_schema

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_NOTES = {
    "es": "Translated by a person. Every byte outside the units is the author's, but for `lang`.",
    "sr": "The same in Cyrillic.",
    "sr-Latn": "Derived from `sr`: nobody wrote it, and the addresses, code and placeholders stayed.",
    "ar-XB": "The right-to-left pseudo-locale: English whose letters run from right to left (invisible "
    "characters do that), to see what a right-to-left page will look like.",
}
SCOPES = {
    "source": "every article",
    "catalog": "every catalog",
    "glossary": "the glossary",
    "project": "all articles and catalogs together",
}


def _names(group: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - typer's own
    yield above
    for name, command in getattr(group, "commands", {}).items():
        yield from _names(command, (*above, name))


def commands() -> str:
    """Every command's own help."""
    parts = ["# Commands\n\nGenerated from the code by `make docs`.\n"]
    for command in _names(typer.main.get_command(app)):
        words = [sys.executable, "-m", "l10n", *command, "--help"]
        environment = {"COLUMNS": "110", "TERM": "dumb", "NO_COLOR": "1", "PATH": "", "LANG": "C.UTF-8"}
        shown = subprocess.run(
            words, capture_output=True, text=True, check=True, env=environment, cwd=ROOT
        ).stdout
        name = " ".join(("l10n", *command))
        shown = shown.replace("python -m l10n", "l10n").strip()
        parts.append(f"## {name}\n\n```text\n{shown}\n```\n")
    return "\n".join(parts)


def rules() -> str:
    """Every rule as it is declared."""
    rows = [
        f"| [{r.id}](#{r.id}) | {r.severity} | {r.certainty} | {SCOPES[r.scope]} |" for r in registry.rules()
    ]
    parts = [
        "# Rules\n\nGenerated from the code by `make docs`. Only errors fail `l10n check` by default.\n",
        "\n".join(("| rule | severity | how sure it is | checked on |", "|---|---|---|---|", *rows, "")),
    ]
    for rule in registry.rules():
        about = f"{rule.severity}, {rule.certainty}; checked on {SCOPES[rule.scope]}"
        parts.append(f"## {rule.id}\n\n{about}\n\n{rule.help}\n\nExample: `{rule.example}`\n")
    return "\n".join(parts)


def configuration() -> str:
    """Every setting as it is declared."""
    return f"""# Configuration

Generated from the code by `make docs`. Settings stand in `[tool.l10n]` of `pyproject.toml`, or at the top
level of a file `.l10n.toml`; the nearest of either, from the working folder upwards, counts. Paths are
relative to that file. Unknown keys are errors.

```toml
[tool.l10n]
source-locale = "en"
targets = ["es", "sr", "sr-Latn"]

[tool.l10n.locale.sr-Latn]
derive = "sr"

[tool.l10n.check]
ignore = ["bracket-mismatch"]
per-file-ignores = {{"source/legacy/*" = ["term-source-variant"]}}
```

| setting | default | meaning |
|---|---|---|
{_settings(Declared)}

In `[tool.l10n.locale.<tag>]`:

| setting | default | meaning |
|---|---|---|
{_settings(LocaleSettings)}

In `[tool.l10n.check]`, for [`l10n check`](commands.md#l10n-check):

| setting | default | meaning |
|---|---|---|
{_settings(CheckSettings)}
"""


def glossary_format() -> str:
    """The JSON Schema of glossaries."""
    return f"{json.dumps(glossary_schema(), indent=2, ensure_ascii=False)}\n"


def rendering() -> str:
    """A rich article and what every target's reader gets of it, rendered from the catalogs beside it."""
    from l10n.pipeline import Project

    sample = "docs/rich-article"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "project"
        shutil.copytree(ROOT / sample, folder, ignore=shutil.ignore_patterns("build", ".l10n"))
        project = Project.open(folder)
        changed = project.run().changed
        stale = [path for path in changed if path.is_relative_to(folder / "locales")]
        if stale:
            sys.exit(f"the catalogs of {sample} are out of date: run `l10n run` there")
        pages = {
            tag: (folder / "build" / tag / "port.md").read_text("utf-8") for tag in project.config.targets
        }
    parts = [
        "# What becomes of an article\n\nGenerated from the code by `make docs`.\n",
        f"The article, as its author wrote it ([{sample}](rich-article)):\n",
        _quoted((ROOT / sample / "source" / "port.md").read_text("utf-8")),
    ]
    for tag, text in pages.items():
        parts += [f"## {tag}\n\n{SAMPLE_NOTES[tag]}\n", _quoted(text)]
    return "\n".join(parts)


def _quoted(text: str) -> str:
    return f"````markdown\n{text}````\n"


def _settings(model: type[BaseModel]) -> str:
    said = descriptions(model)
    rows = []
    for name, field in model.model_fields.items():
        default = field.get_default()
        if isinstance(default, BaseModel):
            continue
        shown = "" if default in (None, {}) else f"`{json.dumps(default)}`"
        rows.append(f"| `{alias(name)}` | {shown} | {' '.join(said.get(alias(name), '').split())} |")
    return "\n".join(rows)


def main() -> None:
    """Write the pages, or compare them."""
    stale = []
    pages = {
        "commands.md": commands(),
        "rules.md": rules(),
        "configuration.md": configuration(),
        "rendering.md": rendering(),
        "glossary.schema.json": glossary_format(),
    }
    for name, text in pages.items():
        path = ROOT / "docs" / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if stale and "--check" in sys.argv:
        sys.exit(f"docs/ is out of date: {', '.join(stale)}; run `make docs`")


if __name__ == "__main__":
    main()

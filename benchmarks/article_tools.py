"""Other tools that put translations into Markdown, each run over a folder in one process of its own.

All do the same work: read every file, write a catalog of its texts, read that catalog, write the file from
it untranslated. What is counted is the time without the start of the program, in each tool's own library.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

UV = next((path for path in (shutil.which("uv"), ".tools/uv/bin/uv") if path and Path(path).exists()), None)

_MDPO = """
import sys
from pathlib import Path
from time import perf_counter
from mdpo.md2po import markdown_to_pofile
from mdpo.po2md import pofile_to_markdown
source, out = map(Path, sys.argv[1:])
paths = sorted(source.iterdir())
start = perf_counter()
for path in paths:
    catalog = str(out / f"{path.stem}.po")
    markdown_to_pofile(str(path), save=True, po_filepath=catalog)
    pofile_to_markdown(str(path), catalog, save=str(out / path.name))
print(perf_counter() - start)
"""
_TRANSLATE_TOOLKIT = """
import sys
from pathlib import Path
from time import perf_counter
from translate.convert.md2po import MD2POOptionParser
from translate.convert.po2md import MarkdownTranslator
from translate.storage import po
source, out = map(Path, sys.argv[1:])
paths = sorted(source.iterdir())
extractor = MD2POOptionParser()
start = perf_counter()
for path in paths:
    catalog = out / f"{path.stem}.po"
    with path.open("rb") as text, catalog.open("wb") as written:
        extractor._extract_translation_units(text, written, None, "msgctxt", "single")
    with path.open("rb") as text, catalog.open("rb") as read, (out / path.name).open("wb") as written:
        MarkdownTranslator(po.pofile(read), False, None, 80).translate(text, written)
print(perf_counter() - start)
"""
_PO4A = """
use strict; use warnings; use Time::HiRes 'time'; use File::Basename; use Locale::Po4a::Chooser;
my ($source, $out, @options) = @ARGV;
my %options = map { $_ => 1 } @options;
my $start = time;
for my $path (sort glob "$source/*") {
    my $name = basename $path;
    my $reader = Locale::Po4a::Chooser::new('text', %options);
    $reader->process(file_in_name => [$path], file_in_charset => 'UTF-8', po_out_name => "$out/$name.po");
    my $writer = Locale::Po4a::Chooser::new('text', %options);
    $writer->process(file_in_name => [$path], file_in_charset => 'UTF-8', file_out_name => "$out/$name",
        file_out_charset => 'UTF-8', po_in_name => ["$out/$name.po"]);
}
print time - $start, "\\n";
"""
_L10N = """
import sys
from pathlib import Path, PurePosixPath
from time import perf_counter
from l10n.catalog.po import Catalog
from l10n.catalog.template import entries_of
from l10n.formats.article import Article
from benchmarks.news_catalogs import catalog
source, out = map(Path, sys.argv[1:])
paths = sorted(source.iterdir())
for path in paths[:1]:
    Article.read(path)
start = perf_counter()
for path in paths:
    article = Article.read(path)
    written = out / f"{path.stem}.po"
    entries = tuple(entries_of(article.units, path.name, "file"))
    written.write_bytes(catalog(entries, template=True).to_bytes())
    texts = {entry.key: entry.msgstr for entry in Catalog.read(written).active}
    (out / path.name).write_bytes(article.render(texts))
print(perf_counter() - start)
"""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool, and the command that runs it."""

    name: str
    command: tuple[str, ...]
    missing: str | None = None
    """Why it cannot be run here."""


def tools() -> list[Tool]:
    """Ours first, then the others."""
    l10n = Tool("l10n", (sys.executable, "-c", _L10N))
    return [
        l10n,
        *_po4a(),
        _python("mdpo", "2.1.4", _MDPO),
        _python("translate-toolkit", "3.20.4", _TRANSLATE_TOOLKIT),
    ]


def _python(package: str, version: str, code: str) -> Tool:
    name = f"{package} {version}"
    requirement = f"{package}{'[markdown]' * (package == 'translate-toolkit')}=={version}"
    if UV is None:
        return Tool(name, (), "uv, which makes its environment, is not installed")
    command = (UV, "run", "--quiet", "--no-project", "--python", sys.executable, "--with", requirement)
    return Tool(name, (*command, "python", "-c", code))


def _po4a() -> list[Tool]:
    version = ["perl", "-MLocale::Po4a::TransTractor", "-e", "print $Locale::Po4a::TransTractor::VERSION"]
    try:
        found = subprocess.run(version, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return [Tool("po4a", (), "not installed: apt-get install po4a")]
    command = ("perl", "-e", _PO4A)
    return [Tool(f"po4a {found}", command)]


def measured(tool: Tool, source: Path, out: Path, options: tuple[str, ...] = ()) -> tuple[float, int]:
    """Seconds that `tool` takes for the files of `source`, and how many it writes as they were.

    Ends the program where it fails.
    """
    out.mkdir()
    done = subprocess.run(
        [*tool.command, str(source), str(out), *options], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{tool.name} failed:\n{done.stderr[-2000:]}")
    paths = list(source.iterdir())
    same = sum(
        (out / path.name).exists() and (out / path.name).read_bytes() == path.read_bytes() for path in paths
    )
    return float(done.stdout.split()[-1]), same

"""Terms of a glossary in machine translation: how many are right before and after asking again, at what cost.

Two texts: this project's sample articles with its glossary, and news (ntrex-dev) with a list of terms and
CLDR's territories. Two engines, as far as they are here: Apertium's eng-spa, and a real CTranslate2 model
that wavers between words (`mt_terms_model.py`); its figures show that the rungs work and what they cost, and
say nothing about trained models. With --package a trained one, too. Each distinct sentence counts once.

The cost is the text that is asked again beside the text asked plainly, in code points; looking for four
translations counts twice, as a beam of four takes twice the time of one of two. Beside it stands user time,
which with a model as small as this one is mostly Python's. In the sample articles nearly every sentence holds
terms, so that they cost more than news.

Exit code 1 where a sentence is changed whose terms were right, a term is lost, the ladder asks 0.3 or more of
the text of the news again, or fewer than 30,000 sentences are looked at in a second.

Run: python benchmarks/mt_terms.py [--changes] [--package FILE]   (data: the folder L10N_TEST_DATA)
"""

import argparse
import dataclasses
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.glossary_terms import read
from benchmarks.mt_terms_model import write_wavering_package
from function_session import FunctionSession
from l10n import Article
from l10n.engines.answers import Answer, Query
from l10n.engines.apertium import ApertiumEngine
from l10n.engines.argos import ArgosEngine
from l10n.engines.asking import drafts
from l10n.engines.markers import STYLES
from l10n.engines.means import Job
from l10n.engines.sentences import Sentence, held, parts
from l10n.engines.session import Finished, Opening, Session
from l10n.engines.terms import TermReport, Terms, improved
from l10n.engines.terms_wanted import wanted
from l10n.glossary.repair import canonical_source
from l10n.glossary.schema import Glossary, Term, TermKind
from l10n.model import Tag
from l10n.models.install import Installer

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("L10N_TEST_DATA", ROOT.parent / "shared" / "data")) / "ntrex-dev"
EN, ES = Tag("en"), Tag("es")
MOST = 0.3
"""Of the text that is asked plainly."""
LOOKS = 30_000
PEOPLE = frozenset({"Trump", "Brett Kavanaugh", "Ronaldo", "Tiger Woods", "Francesco Molinari", "Feinstein"})
CITIES = frozenset(
    """Scotland,Britain,Beijing,Arizona,New York,Skopje,Palu,Jakarta,Las Vegas,Belfast,Paris,Lombok,Dundee,
Korea""".replace("\n", "").split(",")
)
"""What in the list of terms is somebody or some place: what a project's own glossary would say."""

Sound = Callable[[Sentence, str], bool]
Translate = Callable[[Sequence[Sentence], Session], tuple[Mapping[Sentence, str], Sound]]


@dataclass(frozen=True)
class Text:
    """Units to translate, with the terms that they hold."""

    name: str
    units: Sequence[str]
    glossary: Glossary

    def sentences(self) -> list[Sentence]:
        """The distinct sentences, in order."""
        found = (part.sentence for unit in self.units for part in parts(unit, EN))
        return list(dict.fromkeys(sentence for sentence in found if sentence.has_language))


def sample() -> Text:
    """This project's own articles."""
    glossary = Glossary.read(ROOT / "glossary.yml")
    files = sorted(path for path in (ROOT / "source").rglob("*") if path.is_file())
    units = [unit.msgid for path in files for unit in Article.read(path).units]
    return Text("sample articles", [canonical_source(glossary, unit) for unit in units], glossary)


def news() -> Text:
    """News, sentence by sentence, with people and places told from other terms."""
    data = read(DATA)
    terms = tuple(dataclasses.replace(term, kind=_kind(term)) for term in data.glossary.terms)
    return Text("news", data.english, dataclasses.replace(data.glossary, terms=terms))


def _kind(term: Term) -> TermKind:
    if term.source in PEOPLE:
        return "person"
    return "place" if term.source in CITIES else term.kind


class Counted:
    """A session that counts what it is asked."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.identity, self.abilities = session.identity, session.abilities
        self.cost = 0
        """Code points, twice for queries that want several translations."""

    def answers(self, queries: Sequence[Query]) -> Iterator[Finished]:
        """The session's own."""
        self.cost += sum(len(query.text) * (2 if query.hypotheses > 1 else 1) for query in queries)
        return self._session.answers(queries)

    def close(self) -> None:
        """Closes it."""
        self._session.close()


def guarded(sentences: Sequence[Sentence], session: Session) -> tuple[Mapping[Sentence, str], Sound]:
    """Translations as projects get them."""
    job = Job(session, (EN, ES))
    job.translate(sentences)
    return job.said, job.sound


def unguarded(sentences: Sequence[Sentence], session: Session) -> tuple[Mapping[Sentence, str], Sound]:
    """Whatever a model says that keeps the marks: one that copies its source would be refused."""
    found = drafts(session, {one: one.plain(STYLES[0]) for one in sentences}, STYLES[0])
    placed = {one: drafted[0].placed(one) for one, drafted in found.items() if drafted}
    said = {one: text for one, text in placed.items() if text is not None}
    return said, lambda sentence, text: held(text) == held(sentence.text)


@dataclass(frozen=True)
class Measured:
    """What the ladder made of a text."""

    text: str
    """Its name."""
    report: TermReport
    refused: int
    """Sentences that the engine gave no good translation for."""
    spoilt: int
    """Sentences whose terms were right and which were changed, or that lost a term."""
    touched: float
    """The share of units with a changed sentence."""
    cost: float
    """Text asked again beside text asked plainly."""
    time: float
    """The same of user time."""
    changes: Sequence[tuple[str, str, str]]
    """(sentence, translation before, after)."""


def measured(text: Text, opened: Callable[[], Session], translate: Translate) -> Measured:
    """Translates a text and climbs."""
    with _Timed(opened) as plainly:
        said, _ = translate(text.sentences(), plainly.session)
    reports: list[TermReport] = []
    with _Timed(opened) as again:
        # Nothing is translated again: the same rules are wanted, which ask this session.
        _, sound = translate([], again.session)
        better = improved(said, Terms(text.glossary, ES, reports.append), again.session, sound)
    units = [[part.sentence for part in parts(unit, EN)] for unit in text.units]
    return Measured(
        text.name,
        reports[0],
        refused=len(text.sentences()) - len(said),
        spoilt=sum(not _improved(text.glossary, one, said[one], new) for one, new in better.items()),
        touched=sum(any(one in better for one in unit) for unit in units) / len(units),
        cost=again.session.cost / plainly.session.cost,
        time=again.time / plainly.time,
        changes=[(one.text, said[one], new) for one, new in better.items()],
    )


class _Timed:
    """An open session, its model loaded, and the user time until it is closed."""

    def __init__(self, opened: Callable[[], Session]) -> None:
        self.session = Counted(opened())
        list(self.session.answers([Query("A first sentence loads the model.")]))
        self.session.cost = 0
        self.time = 0.0

    def __enter__(self) -> "_Timed":
        self._began = _user_time()
        return self

    def __exit__(self, *error: object) -> None:
        # A program's time counts once it has ended.
        self.session.close()
        self.time = _user_time() - self._began


def _improved(glossary: Glossary, sentence: Sentence, before: str, after: str) -> bool:
    known = wanted(glossary, ES, sentence.text)
    return known is not None and known.faults(after) < known.faults(before)


def _user_time() -> float:
    """Of this process and the programs that it ran."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime for usage in used)


def looks_per_second(text: Text) -> float:
    """How many sentences without terms are looked at in a second of user time."""
    silent = FunctionSession(lambda queries: [Answer(query.text) for query in queries], "")
    own = [one.text for one in text.sentences() if wanted(text.glossary, ES, one.text) is None]
    # No text twice, so that nothing is remembered.
    said = {Sentence(f"{one} {round_}", ()): one for round_ in range(10) for one in own}
    began = process_time()
    improved(said, Terms(text.glossary, ES), silent, lambda sentence, text: True)
    return len(said) / (process_time() - began)


def shown(name: str, text: Text, found: Measured) -> str:
    """A line of the table."""
    report = found.report
    rungs = (
        report.repaired,
        report.stand_ins,
        report.alternatives,
        report.bans,
        report.replaced,
        report.masks,
    )
    return (
        f"{name:10} {text.name:16} {report.sentences:5} {report.terms:6} {report.right:6} {report.after:6}"
        f" {found.refused:7} {report.asked_again:6} {found.touched:8.1%} {found.spoilt:7}"
        f" {found.cost:6.2f} {found.time:6.2f}  " + " ".join(f"{count:5}" for count in rungs)
    )


HEAD = (
    f"{'engine':10} {'text':16} {'sent.':>5} {'terms':>6} {'right':>6} {'after':>6}"
    f" {'refused':>7} {'again':>6} {'touched':>8} {'spoilt':>7} {'cost':>6} {'time':>6}  "
    + " ".join(f"{rung:>5}" for rung in ("rep.", "stand", "alt.", "bans", "repl.", "masks"))
)
EXPLAINED = """\
sent.: sentences that hold terms; terms: held by them, right before and after; refused: sentences of
the text without a good translation; again: sentences asked again; touched: units with a changed sentence;
spoilt: sentences that were right or lost a term; cost and time: of asking again, beside plain translation;
then the sentences that each rung made better: repaired without asking, another name stood in, alternatives,
bans, replaced, markers.
The wavering model wavers by design: what it gets right says nothing about trained models."""


def main() -> None:
    """Print the table, and the changes if they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--changes", action="store_true", help="print what sentences became")
    parser.add_argument("--package", type=Path, metavar="FILE", help="a trained package from en to es")
    options = parser.parse_args()
    show: bool = options.changes
    texts = [sample(), *([news()] if DATA.is_dir() else [])]
    print(HEAD)
    every: list[Measured] = []
    for text in texts:
        every += _apertium(text)
        with tempfile.TemporaryDirectory() as folder:
            every += _wavering(text, Path(folder))
            if options.package:
                every += _trained(text, options.package, Path(folder))
    looks = looks_per_second(texts[-1])
    print(f"{looks:,.0f} sentences without terms are looked at in a second ({LOOKS:,} asked)\n{EXPLAINED}")
    for source, before, after in (change for one in every for change in one.changes if show):
        print(f"\n  {source}\n- {before}\n+ {after}")
    costly = any(one.cost >= MOST for one in every if one.text == "news")
    if costly or looks < LOOKS or any(one.spoilt for one in every):
        sys.exit("a bar is missed")


def _apertium(text: Text) -> Iterator[Measured]:
    engine = ApertiumEngine()
    if engine.serves(EN, ES):
        found = measured(text, lambda: engine.open(EN, ES, Opening()), guarded)
        print(shown("apertium", text, found), flush=True)
        yield found


def _wavering(text: Text, folder: Path) -> Iterator[Measured]:
    texts = [sentence.text for sentence in text.sentences()]
    write_wavering_package(folder / "translate-en_es", text.glossary, ES, texts)
    os.environ["ARGOS_PACKAGES_DIR"] = str(folder)
    found = measured(text, lambda: ArgosEngine().open(EN, ES, Opening()), unguarded)
    print(shown("wavering", text, found), flush=True)
    yield dataclasses.replace(found, changes=())


def _trained(text: Text, package: Path, folder: Path) -> Iterator[Measured]:
    os.environ["ARGOS_PACKAGES_DIR"] = str(folder / "trained")
    Installer(folder / "trained").from_path(package)
    found = measured(text, lambda: ArgosEngine().open(EN, ES, Opening()), guarded)
    print(shown("package", text, found), flush=True)
    yield found


if __name__ == "__main__":
    main()

"""How many names of the news `l10n glossary suggest` finds, and how often its translations are right.

    python benchmarks/glossary_names.py [FOLDER]

FOLDER (default: ntrex-dev in the folder L10N_TEST_DATA) holds `eng.txt` with translations line by line, and
`terms.tsv`.

Two lists of names say what there is to find. The first is ours: of all stretches of one to five words with
capitals that stand three times or more in `eng.txt` (cut by another program than the one measured), those
that a reader called the name of a person, a place, a body, a company, a team, a work or a product. Left out
were given names that only stand before a family name, nationalities, titles, days and months, and words that
head a name (`Lake`, `Council`). The second are the names of `terms.tsv` that stand three times or more.
"""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.glossary_terms import LOCALES, Data, read
from l10n.glossary.names import candidates
from l10n.glossary.recognition import recognised
from l10n.glossary.suggestion import Pair, suggestions
from l10n.text.tokens import keys

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ.get("L10N_TEST_DATA", ROOT.parent / "shared" / "data")) / "ntrex-dev"
LEAST = 3
"""Occurrences that make a name worth finding."""
BAR = 97.0
"""The share of names that must be among the first 500, in %."""

NAMES = """
Trump; Donald Trump; President Trump; Kavanaugh; Brett Kavanaugh; Judge Kavanaugh; North Korea; Korea;
China; Rangers; Labour; Labour Party; Macedonia; Palu; Rosa; Hurricane Rosa; Livingston; Mexico; Bolivia;
Kim; West Virginia; NATO; Ri; Ri Yong Ho; Indonesia; Ayr; Jones; Peter Jones; EU; European Union; Britain;
Arizona; Menga; Dolly Menga; Lee; Sainsbury; Willoughby; Holly Willoughby; Cromwell; Senate; Pyongyang;
Johnny English; California; Baja California; Ford; Christine Blasey Ford; Gerrard; Scotland; Europe; Flake;
FBI; Holt; Kanye; Kanye West; Aguero; Washington; Ryder Cup; Spieth; Geiger; Geiger Counter; Waters; St.
Martin; Johnson; Singapore; Nugroho; Thomas; Pacific; Pacific Ocean; Supreme Court; Simpson; Scott;
Brighton; Lakers; Zaev; Zoran Zaev; UK; US; U.S.; U.N.; United States; United Nations; London; General
Assembly; U.N. General Assembly; Liverpool; Chelsea; CNN; Republicans; Democrats; Democratic Party; Sims;
LSU; Lithgow; Halkett; Phoenix; Rockies; Congress; Melrose; Climo; Pompeo; Harvard; Game of Thrones; Graham;
Lindsey Graham; Atkinson; Welsh Parliament; Greece; Hammel; San Diego; Joko; Sturridge; Judiciary Committee;
Nielsen; CBS; Brexit; Wayde; Erdogan; Germany; Long Lartin; HMP Long Lartin; Wheeling; Reuters; Roa;
Newport; Twitter; Diddy; America; Scherzer; Nottingham; Nottingham East; Chile; Paris; Molinari; Fleetwood;
Woods; Rose; Security Council; Czeisler; Jacobs; Kennedy; Harlem; Giles; Boots; ITV; Instagram; Lombok;
Sutopo; Birkenhead; Fox; Sunday Times; Baton Rouge; Ibrox; Premiership; Hearts; Robinson; Morelos; McGregor;
Turkey; Desert Southwest; Utah; Donggala; Lopez Obrador; Google; Skopje; Manchester; Nationals; Los Angeles;
Jeremy Corbyn; Corbyn; Leslie; Morales; SNL; Belfast; Fleischer; Bough; Volta; Ye; Sterling; Hazard; Blues;
Kit
"""


def share(english: Sequence[str], names: Sequence[str], best: int) -> tuple[float, list[str]]:
    """The share of `names` in % among the first `best` candidates of any count, and the ones that are not."""
    found = {keys(one.text) for one in candidates(english)[:best]}
    missing = [name for name in names if keys(name) not in found]
    return 100 - 100 * len(missing) / len(names), missing


def frequent(data: Data) -> list[str]:
    """The names of the list of terms that stand often enough; the territories of CLDR are left out."""
    counts = {term.source: 0 for term in data.glossary.terms if not term.id.startswith("cldr")}
    for terms in data.found:
        for term in terms:
            if term.source in counts:
                counts[term.source] += 1
    return [name for name, count in counts.items() if count >= LEAST and name != name.lower()]


def translations(data: Data) -> None:
    """Print, for each locale, how many names get a translation, and how many of those we know are right."""
    terms = {keys(term.source): term for term in data.glossary.terms}
    print(f"\n{'locale':10}{'names':>8}{'translated':>12}{'known':>8}{'right':>8}{'in that form':>14}")
    for locale in LOCALES.values():
        pairs = [Pair(*both) for both in zip(data.english, data.translations[locale], strict=True)]
        found = suggestions(data.english, None, {locale: pairs}, minimum=LEAST)
        told = [(one.name, one.targets[locale].term) for one in found if locale in one.targets]
        known = [(terms[keys(name)], text) for name, text in told if keys(name) in terms]
        known = [(term, text) for term, text in known if locale in term.targets]
        right = [(term, text) for term, text in known if recognised(term, locale, text)]
        exact = sum(text == term.targets[locale].term for term, text in right)
        print(f"{locale:10}{len(found):8}{len(told):12}{len(known):8}{len(right):8}{exact:14}")


def main() -> None:
    """Print shares and translations; exit code 1 where fewer names are found than they should be."""
    data = read(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    begun = time.process_time()
    found = candidates(data.english)
    taken = time.process_time() - begun
    print(f"{len(found)} candidates in {len(data.english)} sentences, {taken:.2f} s of CPU")
    listed = [" ".join(name.split()) for name in NAMES.split(";")]
    held = True
    for title, names in (("names by a reader's list", listed), ("names of terms.tsv", frequent(data))):
        for best in (200, 500):
            found_share, missing = share(data.english, names, best)
            print(f"{title} ({len(names)}), among the first {best}: {found_share:.1f} %")
            held = held and (best < 500 or found_share >= BAR)
        print(f"  not among the first 500: {', '.join(missing) or 'none'}")
    translations(data)
    if not held:
        sys.exit(f"fewer than {BAR:.0f} % of the names are among the first 500")


if __name__ == "__main__":
    main()

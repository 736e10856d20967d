"""Everything that is claimed of glossary and checks, measured in one run.

python benchmarks/glossary.py [PART ...]

- matching: terms recognised in translations by people (asked: 91 % on the mean, 87 % anywhere), and what is
  wrongly accepted (another name 1.5 times in 10,000, a damaged one in 1 %)
- rules: the share of people's translations that each rule objects to (under 0.5 %, numbers 1.5 %)
- speed: sentences a second in which 10,000 terms are looked for (30,000)
- checks: units a second that `l10n check` looks at with every rule (8,000), beside pofilter
- names: the share of names in articles that `l10n glossary suggest` lists among its first 500 (97 %)

Every part is a program of its own, `benchmarks/glossary_<part>.py`. Exit code 1 where any bar is missed.
"""

import argparse
import subprocess
import sys
from pathlib import Path

PARTS = ("matching", "rules", "speed", "checks", "names")


def main() -> None:
    """Run the chosen parts, all for none, and say which missed a bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    chosen = parser.parse_args().parts or PARTS
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; parts: {', '.join(PARTS)}")
    missed = [part for part in chosen if not _held(part)]
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")
    print("every bar is held")


def _held(part: str) -> bool:
    print(f"== {part}", flush=True)
    program = Path(__file__).with_name(f"glossary_{part}.py")
    held = subprocess.run([sys.executable, str(program)], check=False).returncode == 0
    print(flush=True)
    return held


if __name__ == "__main__":
    main()

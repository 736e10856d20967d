"""Make sure that every locale that needs machine translation has an engine.

Called by `make run`; says in a line where each comes from. In this order: an Argos package that is
installed; one from the Argos index, where that can be reached; Apertium from the distribution. Where none is
to be had the run goes on without.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
L10N = str(Path(sys.executable).with_name("l10n"))
APERTIUM = {
    frozenset({"en", "es"}): "apertium-eng-spa",
    frozenset({"en", "ca"}): "apertium-eng-cat",
    frozenset({"en", "gl"}): "apertium-en-gl",
    frozenset({"es", "ca"}): "apertium-spa-cat",
    frozenset({"es", "gl"}): "apertium-es-gl",
    frozenset({"es", "pt"}): "apertium-es-pt",
    frozenset({"es", "fr"}): "apertium-fr-es",
    frozenset({"nb", "nn"}): "apertium-nno-nob",
}
"""Debian's packages of pairs that Apertium translates in both directions."""


def main() -> None:
    """Look at every target, and get what is missing."""
    status = _json("status")
    for route in _json("models", "list")["routes"]:
        source, target = route["source"], route["target"]
        counts = status["locales"][target]
        if not counts["machine"] + counts["untranslated"] + counts["stale"]:
            _say(target, "every unit is reviewed, no engine is needed")
        elif route["engine"]:
            _say(target, f"engine {route['engine']} is installed")
        elif not (_from_index(source, target) or _from_distribution(source, target)):
            _say(
                target,
                f"no engine for {source} to {target}: units without a translation stay in {source}; "
                f"translate them in locales/, or install a package with `l10n models install`",
            )


def _from_index(source: str, target: str) -> bool:
    done = _run(L10N, "models", "install", source, target)
    if done.returncode == 0:
        _say(target, done.stdout.strip())
        return True
    reason = done.stderr.partition("error: ")[2].partition("\n")[0] or "failed"
    _say(target, f"no Argos package: {reason}")
    return False


def _from_distribution(source: str, target: str) -> bool:
    package = APERTIUM.get(frozenset(tag.partition("-")[0] for tag in (source, target)))
    if package is None:
        return False
    wanted = f"apertium=apertium,{package}"
    # The program may be there without the pair, so its presence must not end the installation.
    done = subprocess.run([ROOT / "tools" / "apt_install.sh", "--always", wanted], check=False, cwd=ROOT)
    engine = {route["target"]: route["engine"] for route in _json("models", "list")["routes"]}.get(target)
    if done.returncode == 0 and engine:
        _say(target, f"engine {engine}, from the distribution")
        return True
    return False


def _json(*command: str) -> Any:  # noqa: ANN401 - whatever the command prints
    done = _run(L10N, *command, "--format", "json")
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, 127, "", f"error: {command[0]} is not installed\n")


def _say(target: str, text: str) -> None:
    print(f"{target}: {text}", flush=True)


if __name__ == "__main__":
    main()

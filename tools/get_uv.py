"""Put uv into .tools/uv: through pip where the system has it, else straight from PyPI, checked by sha256.

Debian's python3 has neither pip nor ensurepip, so this needs the standard library alone.
"""

import hashlib
import io
import json
import platform
import stat
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

VERSION = "0.13.9"
HERE = Path(__file__).resolve().parent.parent
TARGET = HERE / ".tools" / "uv"
UV = TARGET / "bin" / "uv"
TIMEOUT_S = 60


def main() -> None:
    """Leave a working .tools/uv/bin/uv behind, or say why not."""
    if UV.exists() and f" {VERSION} " in f"{_version()} ":
        return
    print(f"installing uv {VERSION} into {TARGET.relative_to(HERE)}", flush=True)
    if not _with_pip():
        _from_pypi()
    _version()


def _version() -> str:
    return subprocess.run([UV, "--version"], check=True, capture_output=True, text=True).stdout.strip()


def _with_pip() -> bool:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--upgrade"]
    command += ["--target", str(TARGET), f"uv=={VERSION}"]
    return subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 0 and UV.exists()


def _from_pypi() -> None:
    with urllib.request.urlopen(f"https://pypi.org/pypi/uv/{VERSION}/json", timeout=TIMEOUT_S) as answer:
        files = json.load(answer)["urls"]
    libc = "musllinux" if platform.libc_ver()[0] != "glibc" else "manylinux"
    wanted = [f for f in files if libc in f["filename"] and f"{platform.machine()}.whl" in f["filename"]]
    if not wanted:
        sys.exit(f"no uv wheel for {platform.machine()}: install uv yourself and run `uv sync`")
    with urllib.request.urlopen(wanted[0]["url"], timeout=TIMEOUT_S) as answer:
        wheel = answer.read()
    if hashlib.sha256(wheel).hexdigest() != wanted[0]["digests"]["sha256"]:
        sys.exit("the uv wheel is damaged (sha256 differs): try again")
    UV.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        UV.write_bytes(archive.read(next(n for n in archive.namelist() if n.endswith("/scripts/uv"))))
    UV.chmod(UV.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


if __name__ == "__main__":
    main()

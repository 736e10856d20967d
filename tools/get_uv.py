"""Put uv into .tools/uv: through pip where the system has it, else from the package index, checked by sha256.

Debian's python3 has neither pip nor ensurepip, so this needs the standard library alone.
"""

import hashlib
import io
import os
import platform
import re
import stat
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path
from urllib.parse import urljoin

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
        _from_index()
    _version()


def _version() -> str:
    return subprocess.run([UV, "--version"], check=True, capture_output=True, text=True).stdout.strip()


def _with_pip() -> bool:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--upgrade"]
    command += ["--target", str(TARGET), f"uv=={VERSION}"]
    return subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 0 and UV.exists()


def _from_index() -> None:
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/uv/"
    try:
        page = _get(index).decode("utf-8")
        url, digest = _wheel(page)
        wheel = _get(urljoin(index, url))
    except OSError as error:
        sys.exit(f"{index} cannot be reached ({error}): install uv yourself and put it at {UV}")
    if hashlib.sha256(wheel).hexdigest() != digest:
        sys.exit("the uv wheel is damaged (sha256 differs): try again")
    UV.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        UV.write_bytes(archive.read(next(n for n in archive.namelist() if n.endswith("/scripts/uv"))))
    UV.chmod(UV.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=TIMEOUT_S) as answer:
        data: bytes = answer.read()
    return data


def _wheel(page: str) -> tuple[str, str]:
    """Address and sha256 of this machine's wheel on a page of a simple index (PEP 503)."""
    libc = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
    links = re.findall(rf'href="([^"#]*/uv-{re.escape(VERSION)}-[^"#]*)#sha256=([0-9a-f]{{64}})"', page)
    for url, digest in links:
        if libc in url and url.endswith(f"{platform.machine()}.whl"):
            return url, digest
    sys.exit(f"no uv wheel for {platform.machine()}: install uv yourself and put it at {UV}")


if __name__ == "__main__":
    main()

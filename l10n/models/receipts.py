"""Where installed packages came from, as far as l10n installed them."""

from dataclasses import dataclass
from pathlib import Path

from l10n.models import companion

FILE = "receipts.json"
"""In the companion folder: by the names of packages' folders."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is known of a package that was installed."""

    sha256: str
    """Of its contents, see `package_digest`."""
    source: str
    """The URL, or the name of the file or folder, that it came from."""
    archive_sha256: str = ""
    """Of the file; "" for a folder."""


def write(package: Path, receipt: Receipt) -> None:
    """Remember where the package in a folder came from."""
    companion.keep_of(package, FILE, [receipt.sha256, receipt.source, receipt.archive_sha256])


def read(package: Path, sha256: str) -> Receipt:
    """Where a package with these contents came from; nothing else is said where that is not known."""
    match companion.recall_of(package, FILE):
        case [known, str(source), str(archive)] if known == sha256:
            return Receipt(sha256, source, archive)
    return Receipt(sha256, "")

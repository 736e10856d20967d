"""What an Argos package says about itself: `metadata.json`, read strictly before anything is installed."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from l10n.packages import METADATA, lacking

LARGEST_METADATA = 1_000_000
"""Bytes. Published packages have about 1000."""

_CODE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,31}")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The part of a package's description that decides where it goes."""

    source: str
    """Argos' code of the language, as it stands there: `en`, `zt`."""
    target: str
    version: str
    code: str
    """`translate-en_es`."""

    @property
    def folder(self) -> str:
        """The name of the folder of the package, as Argos' own packages have it: `translate-en_es-1_9`."""
        return f"{self.code}-{self.version.replace('.', '_')}"

    def same_as(self, other: "Metadata") -> bool:
        """True if both are the same version of the same pair, whatever their folders are called."""
        return (self.source, self.target, self.version) == (other.source, other.target, other.version)


def parse(values: Any) -> Metadata:  # noqa: ANN401 - whatever the JSON says
    """The description in a JSON document. Raises ValueError that says what is wrong with it."""
    if not isinstance(values, dict):
        raise ValueError("is no JSON object")
    kind = values.get("type", "translate")
    if kind != "translate":
        raise ValueError(f"describes a package of type {kind!r}, not a translation package")
    source = _text(values, "from_code", _CODE)
    target = _text(values, "to_code", _CODE)
    version = _text(values, "package_version", _VERSION)
    code = _text({"code": f"translate-{source}_{target}"} | values, "code", _NAME)
    return Metadata(source, target, version, code)


def _text(values: dict[str, Any], key: str, shape: re.Pattern[str]) -> str:
    value = values.get(key)
    if value is None:
        raise ValueError(f"has no {key}")
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise ValueError(f"has an unusable {key}: {value!r:.80}")
    return value


def clause(fault: ValueError) -> str:
    """What is wrong with a package, as the rest of a sentence about it: `it has no metadata.json`."""
    return f"its {fault}" if str(fault).startswith(METADATA) else f"it {fault}"


def read(package: Path) -> Metadata:
    """The description of the package in a folder. Raises ValueError that says what is wrong with it."""
    return load(_data(package))


def load(data: bytes) -> Metadata:
    """The description that `metadata.json` holds. Raises ValueError that says what is wrong with it."""
    values = _values(data)
    try:
        return parse(values)
    except ValueError as error:
        raise ValueError(f"{METADATA} {error}") from None


def require_package(folder: Path) -> None:
    """Raise ValueError for a folder that is no package, be it one that lacks what `read` wants."""
    if not isinstance(_values(_data(folder)), dict):
        raise ValueError(f"{METADATA} is no JSON object")


def _data(package: Path) -> bytes:
    try:
        with (package / METADATA).open("rb") as file:
            return file.read(LARGEST_METADATA + 1)
    except FileNotFoundError:
        raise ValueError(f"has no {METADATA}") from None
    except OSError as error:
        raise ValueError(f"{METADATA} cannot be read: {error.strerror}") from error


def _values(data: bytes) -> Any:  # noqa: ANN401 - whatever the JSON says
    if len(data) > LARGEST_METADATA:
        raise ValueError(f"{METADATA} has more than {LARGEST_METADATA} bytes")
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise ValueError(f"{METADATA} is no JSON") from None


def require_parts(package: Path) -> None:
    """Raise ValueError where a package lacks the files that translating takes."""
    if lacks := lacking(package):
        raise ValueError(f"has {lacks}")

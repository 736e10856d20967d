"""The events of a YAML document: from libyaml where it will do, else from ruamel.yaml.

Both name the same places. libyaml is sixteen times as fast, and a glossary is read before every check, but it
knows YAML 1.1 only, and its messages are terse. So whatever it refuses, and what the two read differently,
goes to ruamel.yaml, whose word counts.
"""

import re
from collections.abc import Iterator
from typing import Any

_READ_DIFFERENTLY = re.compile(
    r"""
    [\x85\u2028\u2029\t%\\&*!|>]  # Search stops at these alone, which is much quicker.
    (?: (?<= [\x85\u2028\u2029\t] )
      | (?<= ^% )
      | (?<= \\ ) /
      | (?: (?<= ^[&*] ) | (?<= [\s,\[\]{}:][&*] ) ) [^\s,\[\]{}:]* :
      | (?<= ^! )
      | (?<= [\s\[{,:]! )
      | (?<= [|>] ) \S )
    """,
    re.MULTILINE | re.VERBOSE,
)
"""Line breaks of YAML 1.1 that are none in 1.2, tabs, directives, the escape `\\/`, names of anchors with a
colon, tags, headers of block scalars that say more than `|` or `>`."""


def quickly(text: str) -> list[Any] | None:
    """The events by libyaml; None for what it refuses or may read differently, and where PyYAML lacks it."""
    if _READ_DIFFERENTLY.search(text):
        return None
    import yaml

    loader = getattr(yaml, "CLoader", None)
    try:
        return None if loader is None else list(yaml.parse(text, Loader=loader))
    except (yaml.YAMLError, ValueError):
        return None


def exactly(text: str) -> Iterator[Any]:
    """The events by ruamel.yaml. Raises its errors."""
    from ruamel.yaml import YAML

    return iter(YAML(typ="safe", pure=True).parse(text))

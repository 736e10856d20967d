"""The texts that are values in a YAML text, with their places."""

from l10n.formats.lines import Lines
from l10n.formats.values import Value
from l10n.formats.yaml_events import read_events
from l10n.formats.yaml_lines import read_lines


def yaml_values(lines: Lines, first: int, last: int) -> tuple[list[Value], bool]:
    """The values that are texts in lines `first` to `last`, in order, and whether all of it is YAML.

    Where it is not, those that stand before the fault.
    """
    if first >= last:
        return [], True
    found = read_lines(lines, first, last)
    if found is not None:
        return found, True
    return read_events(lines.text, lines.span(first).start, lines.span(last - 1).end)

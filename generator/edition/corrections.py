"""Where in a seed's settings an editor's corrections stand, so that a page can lead to the very line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from generator.toml_file import table_lines


def correction_lines(settings: str) -> Mapping[tuple[int, str], int]:
    """(line of the seed, what is found there) of each correction → its line in the settings, of which this is the text. Empty where the
    text cannot be read or has them in a way that lines do not tell: `check` is where that is told, and a page leads to the file."""
    try:
        entries = tomllib.loads(settings).get("correction", [])
    except tomllib.TOMLDecodeError:
        return {}
    lines = table_lines(settings, "correction")
    if not isinstance(entries, list) or len(entries) != len(lines):
        return {}
    held = ((entry, line) for entry, line in zip(entries, lines, strict=True) if isinstance(entry, dict))
    return {(entry.get("line", 0), str(entry.get("find", ""))): line for entry, line in held}

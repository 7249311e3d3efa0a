"""Front matter that is no YAML: which line is meant, and why."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from generator.errors import restoring


def front_trouble(text: str, path: Path, line: int) -> tuple[int, str, str]:
    """Line, cause and what to do of front matter that YAML refused; `line` is where YAML gave up."""
    restore = f"mend that line, or restore the file: {restoring(path)}"
    rows = text.split("\n")
    last = next((number for number, row in enumerate(rows[1:], 1) if row == "---"), len(rows))
    numbers = sorted(range(2, last + 1), key=lambda number: number != line)  # the one YAML names first
    for number in numbers:
        if cause := _odd(rows[number - 1]):
            return number, f"the front matter is no YAML: {cause}", restore
    return line, "the front matter is no YAML", restore


def _odd(row: str) -> str:
    """What is wrong with a line of front matter."""
    if row.startswith("\t"):
        return "a tab stands before the key"
    if row.lstrip().startswith("#"):
        return ""
    key, colon, value = row.partition(":")
    if row.strip() and not colon and not row.lstrip().startswith("-"):
        return f"“{row.strip()[:40]}” has a full-width colon" if "：" in row else f"“{row.strip()[:40]}” has no colon after its key"
    if colon and value and not value.startswith(" ") and re.fullmatch(r"[\w-]+", key):
        return f"no blank stands after the colon of `{key}`"
    value = value.strip()
    if value[:1] in ("'", '"') and (len(value) < 2 or value[-1] != value[0]):
        return f"the quotation mark of `{key.strip()}` is not closed"
    if re.search(r": |:$", value) and not value.startswith(("'", '"', "[", "{")):
        return f"a colon stands in the value of `{key.strip()}`, which has no quotation marks"
    if re.fullmatch(r"\d{4}-\d\d?-\d\d?", value) and not _is_day(value):
        return f"`{value}` is no day of the calendar"
    return ""


def _is_day(text: str) -> bool:
    try:
        return bool(date(*map(int, text.split("-"))))
    except ValueError:
        return False

"""An editor's corrections and tables from `seeds/<plan>.toml`, as edits of the seed's own text.

They run first, on the text as received, because their line numbers are the seed's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from generator.characters import plain
from generator.errors import ZhangjuError
from generator.model import Edit
from generator.reading.seed import Seed, occurrences
from generator.reading.settings import Correction, Keep, Missing, Supplied, TableText

MOST = 10
"""Places of its words that are counted for the message of a correction that does not fit."""


def place_correction(seed: Seed, item: Correction | Keep) -> int:
    """Offset in the seed where a correction (or a place to keep) begins.

    Raises ZhangjuError when its words do not begin in its line exactly once.
    """
    words = item.find if isinstance(item, Correction) else item.text
    _line(seed, item)
    found = seed.find_in_line(item.line, words, MOST) if words else []
    if len(found) != 1:
        elsewhere = [seed.place(m)[0] for m in islice(occurrences(seed.text, words, 0, len(seed.text)), 5)] if words else []
        times = f"{len(found)} times" + (" or more" if len(found) == MOST else "")
        hint = f"it stands in line {', '.join(map(str, elsewhere))}" if elsewhere else "it stands nowhere in the seed"
        raise ZhangjuError(
            seed.settings.path,
            item.at,
            f"`{words}` begins {times} in line {item.line} of {seed.path.name}, not once ({hint})",
            "correct `line`, or lengthen the words until they occur once" if found else "correct `line` or the words",
            "C001",
        )
    return found[0]


def _line(seed: Seed, item: Correction | Keep | Supplied | Missing | TableText) -> tuple[int, int]:
    """Span of an item's line. Raises ZhangjuError when the seed has no such line."""
    count = len(seed.line_starts)
    if not 1 <= item.line <= count:
        raise ZhangjuError(seed.settings.path, item.at, f"line {item.line} is not in {seed.path.name}, which has {count}", "correct `line`")
    return seed.line_span(item.line)


def corrections(seed: Seed) -> Iterator[Edit]:
    """Edits of the certain corrections and the tables. Raises ZhangjuError for one that does not match once."""
    for item in seed.settings.correction:
        at = place_correction(seed, item)
        if item.certain:
            yield Edit(at, item.find, item.replace, item.evidence)
    for table in seed.settings.table:
        yield _table(seed, table)


def flags(seed: Seed) -> Iterator[tuple[int, Correction]]:
    """Offset and correction of each that is not certain."""
    for item in seed.settings.correction:
        if not item.certain:
            yield place_correction(seed, item), item


def _table(seed: Seed, table: TableText) -> Edit:
    """One edit that sets a table's cells in order; refused when characters are lost or invented."""
    start, _ = _line(seed, table)
    _, end = seed.line_span(min(table.last_line, len(seed.line_starts)))
    begin = seed.text.find(table.begins, start, end)
    if begin < 0 or not table.begins:
        raise ZhangjuError(
            seed.settings.path,
            table.at,
            f"the table's first words `{table.begins}` are not in line {table.line}",
            "correct `begins`",
            "C001",
        )
    before = seed.text[begin:end].rstrip("\r\n")
    lines = [table.caption, "\t".join(table.columns), *("\t".join(row) for row in table.rows)]
    lines += [f"[^{note.split(' ', 1)[0]}]: {note.split(' ', 1)[1]}" for note in table.notes]
    after = "\n" + "\n".join(lines) + "\n"
    for row in table.rows:
        if len(row) != len(table.columns):
            raise ZhangjuError(
                seed.settings.path,
                table.at,
                f"the row beginning `{row[0]}` has {len(row)} cells, the head {len(table.columns)}",
                "add the missing cells",
            )
    lost, invented = _difference(before, after)
    if lost or invented:
        raise ZhangjuError(
            seed.settings.path,
            table.at,
            f"the table loses `{lost}` and invents `{invented}` compared with lines {table.line}–{table.last_line} of {seed.path.name}",
            "set in order only what stands there",
        )
    return Edit(begin, before, after, table.evidence)


def _difference(before: str, after: str) -> tuple[str, str]:
    """Characters that `before` has and `after` has not, and the reverse, blanks and marks of notes and subscripts aside."""
    had = Counter(re.sub(r"\s", "", before))
    has = Counter(re.sub(r"\s", "", plain(re.sub(r"\[\^([^\]]+)\]:?", r"\1", after))))
    return "".join((had - has).elements()), "".join((has - had).elements())

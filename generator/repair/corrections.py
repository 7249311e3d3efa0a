"""An editor's corrections and tables from `seeds/<plan>.toml`, as edits of the seed's own text.

They run first, on the text as received, because their line numbers are the seed's.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.characters import plain
from generator.errors import ZhangjuError, gathering
from generator.model import Edit
from generator.reading.seed import Seed, occurrences
from generator.reading.settings import UNEXPLAINED, Correction, Keep, Missing, Supplied, TableText

Placed = tuple[Edit, Correction | TableText]
"""An entry and what it changes."""
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
        raise ZhangjuError(
            seed.settings.path, item.at, f"line {item.line} is not in {seed.path.name}, which has {count}", "correct `line`", "C001"
        )
    return seed.line_span(item.line)


def corrections(seed: Seed) -> list[Edit]:
    """Edits of the certain corrections and the tables. Raises ZhangjuError for all that do not match once, flags and places to keep
    among them, and for those of which one lies in another."""
    placed: list[Placed] = []
    with gathering() as problems:
        for item in seed.settings.correction:
            with problems.trying():
                at = place_correction(seed, item)
                if item.certain:
                    placed.append((Edit(at, item.find, item.replace, item.evidence or UNEXPLAINED), item))
        for keep in seed.settings.keep:
            with problems.trying():
                place_correction(seed, keep)
        for table in seed.settings.table:
            with problems.trying():
                placed.append((_table(seed, table), table))
        for first, second in _overlapping(placed):
            cause = f"it changes words that the entry of line {first.at} changes, too"
            problems.add(ZhangjuError(seed.settings.path, second.at, cause, "take one of the two out, or make one of both", "C001"))
    return [edit for edit, _ in placed]


def _overlapping(
    placed: Sequence[Placed],
) -> Iterator[tuple[Correction | TableText, Correction | TableText]]:
    """Entries of which one begins in the words of another, that one first."""
    ordered = sorted((pair for pair in placed if pair[0].before != pair[0].after), key=lambda pair: (pair[0].start, pair[0].end))
    for pair, (edit, second) in zip(itertools.accumulate(ordered, _further), ordered[1:], strict=False):
        before, first = pair
        if edit.start < before.end:
            yield (first, second) if first.at <= second.at else (second, first)


def _further(one: Placed, other: Placed) -> Placed:
    """Of two entries the one that reaches further."""
    return other if other[0].end > one[0].end else one


def flags(seed: Seed) -> Iterator[tuple[int, Correction]]:
    """Offset and correction of each that is not certain."""
    for item in seed.settings.correction:
        if not item.certain:
            yield place_correction(seed, item), item


def _table(seed: Seed, table: TableText) -> Edit:
    """One edit that sets a table's cells in order; refused when characters are lost or invented."""
    start, _ = _line(seed, table)
    _, end = seed.line_span(max(table.line, min(table.last_line, len(seed.line_starts))))
    begin = seed.text.find(table.begins, start, end)
    before = seed.text[max(begin, start) : end].rstrip("\r\n")
    with gathering() as problems:
        for cause, next_step, code in _wrong(seed, table, begin, before):
            problems.add(ZhangjuError(seed.settings.path, table.at, cause, next_step, code))
    changed = f"；{table.why or UNEXPLAINED}" if table.removed or table.added else ""
    return Edit(begin, before, _written(table), table.evidence + changed)


def _written(table: TableText) -> str:
    """A table's lines as the text has them."""
    lines = [table.caption, "\t".join(table.columns), *("\t".join(row) for row in table.rows)]
    lines += [f"[^{mark}]: {text}" for mark, _, text in (note.partition(" ") for note in table.notes)]
    return "\n" + "\n".join(lines) + "\n"


def _wrong(seed: Seed, table: TableText, begin: int, before: str) -> Iterator[tuple[str, str, str]]:
    """(cause, next step, code) of all that cannot be in a table."""
    if begin < 0 or not table.begins:
        yield f"the table's first words `{table.begins}` are not in line {table.line}", "correct `begins`", "C001"
    for row in table.rows:
        if len(row) != len(table.columns):
            begins = row[0] if row else ""
            yield (
                f"the row beginning `{begins}` has {len(row)} cells, the head {len(table.columns)}",
                "add the missing cells",
                "",
            )
    for note in table.notes:
        if not re.fullmatch(r"[^\s\]]+ .*\S.*", note, re.S):
            yield f"the note `{note}` does not begin with its mark and a blank", "write it as `1 its text`", ""
    for cell in (table.caption, *table.columns, *(cell for row in table.rows for cell in row), *table.notes):
        if re.search(r"[\t\n\r]", cell):
            yield f"`{cell[:40]!r}` holds a tabulator or a line end", "a full-width blank parts two lines of a cell", ""
    lost, invented = difference(before + table.added, _written(table) + table.removed)
    if begin >= 0 and (lost or invented):
        place = f"lines {table.line}–{table.last_line} of {seed.path.name}"
        yield f"the table loses `{lost}` and invents `{invented}` compared with {place}", "set in order only what stands there", ""


def difference(before: str, after: str) -> tuple[str, str]:
    """Characters that `before` has and `after` has not, and the reverse, blanks and marks of notes and subscripts aside."""
    had = Counter(re.sub(r"\s", "", before))
    has = Counter(re.sub(r"\s", "", plain(re.sub(r"\[\^([^\[\]]+)\]:?", r"\1", after))))
    return "".join((had - has).elements()), "".join((has - had).elements())

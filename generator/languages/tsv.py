"""Translations as a table with tabulators, for spreadsheets and for those who write a text editor's lines.

A table that we write has a first line with the names of its columns, one of COLUMNS each; a row is an entry, the row without a place the
header of the file. Tabulators, line ends and backslashes in a cell are written `\\t`, `\\n`, `\\r`,
`\\\\`. A delivery needs `place` and `translation` only. One without names of columns has two: a place, and its translation as it stands.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from generator.errors import Gathering, ZhangjuError, gathering
from generator.languages.delivery import Delivered, Delivery
from generator.languages.po import Catalogue, Entry
from generator.languages.review import review_of
from generator.languages.termbase import TermRendering
from generator.text_file import not_utf8

COLUMNS = ("place", "source", "translation", "state", "comments", "previous", "about", "where", "flags", "terms")
"""Of each entry: its place; the Chinese; its translation; none, unreviewed, reviewed or stale, with `obsolete` before it where the plan has
the text no more; translators' comments, a line each; the Chinese that a stale one was made for; what translators are told; its address;
flags of PO; the words of the termbase in it."""
ALIASES = {"anchor": "place", "comment": "comments", "target": "translation"}
ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
STATES = ("", "none", "unreviewed", "reviewed", "stale", "obsolete")


def write_tsv(catalogue: Catalogue, terms: Callable[[str], Iterable[TermRendering]] = lambda _: ()) -> str:
    """A file of translations as a table; `terms` gives the entries of the termbase for a Chinese text."""
    out = io.StringIO()
    table = csv.writer(out, delimiter="\t", lineterminator="\n")
    table.writerow(COLUMNS)
    header = "".join(f"{name}: {value}\n" for name, value in catalogue.header.items())
    table.writerow(["", "", _cell(header), "", _lines(catalogue.comments), "", "", "", "", ""])
    for entry in catalogue.entries:
        words = [f"{term.zh} = {'; '.join(term.accepted)}" for term in terms(entry.source)]
        cells = [_cell(text) for text in (entry.context, entry.source, entry.text, _state(entry))]
        lists = [_lines(some) for some in (entry.extracted, entry.references, entry.flags, words)]
        table.writerow([*cells, _lines(entry.comments), _cell(entry.previous), *lists])
    return out.getvalue()


def _state(entry: Entry) -> str:
    state = "stale" if entry.fuzzy else "none" if not entry.text else "reviewed" if review_of(entry.comments) else "unreviewed"
    return f"obsolete {state}" if entry.obsolete else state


def _cell(text: str) -> str:
    for char, name in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(char, name)
    return text


def _lines(some: Iterable[str]) -> str:
    """Lines in a cell: each ends in a line end, so that an empty one is one."""
    return "".join(f"{_cell(line)}\\n" for line in some)


def _plain(cell: str) -> str:
    return re.sub(r"\\([tnr\\])", lambda m: ESCAPES[m[1]], cell)


def _listed(cell: str) -> tuple[str, ...]:
    lines = _plain(cell).split("\n")
    return tuple(lines[:-1] if lines[-1] == "" else lines)


def read_tsv(data: bytes, path: Path) -> Delivery:
    """A delivery. Raises ZhangjuError for a file that is not in UTF-8, unknown columns or a row of another
    shape, a place that stands twice."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, cause, how = not_utf8(data, error, path)
        raise ZhangjuError(path, line, cause, how) from None
    first = text.split("\n", 1)[0].rstrip("\r").split("\t")
    named = [ALIASES.get(name.strip().lower(), name.strip().lower()) for name in first]
    made = Delivery(path, ())
    with gathering() as problems:
        if named[0] == "place" and len(named) > 2:
            made = _named(text, named, path, problems)
        else:
            made = Delivery(path, tuple(_pairs(text, path, problems)))
    return made


def _pairs(text: str, path: Path, problems: Gathering) -> Iterator[Delivered]:
    """Lines `place<TAB>translation`; a first line that names the columns is left out."""
    seen: dict[str, int] = {}
    for number, line in enumerate((line.rstrip("\r") for line in text.split("\n")), 1):
        cells = line.split("\t")
        if not line.strip() or line.startswith("# ") or (number == 1 and cells[0].strip().lower() in ("anchor", "place")):
            continue
        place = cells[0].strip()
        if len(cells) != 2 or not place:
            next_step = "write a place, a tabulator, and its translation"
            problems.add(ZhangjuError(path, number, f"{len(cells)} columns: {line[:60]!r}", next_step))
        elif seen.setdefault(place, number) != number:
            problems.add(ZhangjuError(path, number, f"`{place}` stands at line {seen[place]} already", "keep one of them"))
        else:
            yield Delivered(Entry(place, "", text=cells[1].strip(), line=number))


def _named(text: str, names: Sequence[str], path: Path, problems: Gathering) -> Delivery:
    """A table whose first line names its columns."""
    unknown = [name for name in names if name not in COLUMNS]
    if unknown or "translation" not in names or len(set(names)) < len(names):
        cause = f"unknown columns {', '.join(unknown)}" if unknown else "its first line does not name `place` and `translation` once each"
        raise ZhangjuError(path, 1, cause, f"name the columns as `--export` does: {', '.join(COLUMNS)}")
    header: dict[str, str] = {}
    comments: tuple[str, ...] = ()
    rows: list[Delivered] = []
    for number, cells in _rows(text, path):
        if len(cells) != len(names):
            problems.add(
                ZhangjuError(path, number, f"{len(cells)} columns, and {len(names)} are named", "write one cell for each, empty ones too")
            )
            continue
        held = dict(zip(names, cells, strict=True))
        if not held["place"].strip():
            if held["translation"].strip() and ":" not in held["translation"]:
                problems.add(ZhangjuError(path, number, "a translation has no place", "write where it belongs, e.g. 6.2.2-3"))
            header = dict(_pair(line) for line in _plain(held["translation"]).split("\n") if line)
            comments = _listed(held.get("comments", ""))
            continue
        with problems.trying():
            rows.append(_row(held, number, path))
    return Delivery(path, tuple(rows), header, comments)


def _pair(line: str) -> tuple[str, str]:
    name, _, value = line.partition(": ")
    return name, value


def _rows(text: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of the rows after the first; a cell that a spreadsheet set in quotation marks may run over lines."""
    table = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    line = 1
    try:
        for number, cells in enumerate(table):
            if number and any(map(str.strip, cells)):
                yield line, cells
            line = table.line_num + 1
    except csv.Error as error:
        cause = f"a quotation mark at the start of a cell does not close: {error}"
        raise ZhangjuError(path, line, cause, 'double the " within such a cell, and close it; or write “ ”') from None


def _row(held: dict[str, str], line: int, path: Path) -> Delivered:
    states = held.get("state", "").split()
    if wrong := next((word for word in states if word not in STATES), None):
        raise ZhangjuError(path, line, f"`{wrong}` is no state", f"write one of: {', '.join(STATES[1:])}")
    entry = Entry(
        _plain(held["place"]).strip(),
        _plain(held.get("source", "")),
        text=_plain(held["translation"]),
        fuzzy="stale" in states,
        previous=_plain(held.get("previous", "")),
        comments=_listed(held.get("comments", "")),
        extracted=_listed(held.get("about", "")),
        references=_listed(held.get("where", "")),
        flags=_listed(held.get("flags", "")),
        obsolete="obsolete" in states,
        line=line,
    )
    return Delivered(entry, has_source="source" in held, has_comments="comments" in held, says_reviewed="reviewed" in states)

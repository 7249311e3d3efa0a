"""What a person has to look at: tables whose cells are doubtful, whose rows are unknown, that are lost or empty; paragraphs set twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.findings import Finding
from generator.model import Paragraph, Section
from generator.numbering import CAPTION
from generator.outline.scan import Item
from generator.outline.tables import is_ragged
from generator.reading.seed import Seed
from generator.repair import Repaired
from generator.repair.cell_lines import DOUBTFUL, OPEN
from generator.toml_file import quoted

EMPTY_TABLE = re.compile(r"<table\b[^>]*>(?:\s|<[^<>]*>|&nbsp;|&#160;|\u3000)*?</table>", re.I)
LONG = 30
"""Characters of a paragraph that two places of a text do not have in common by chance, one behind the other."""
MOST_ROWS = 40
"""Rows of the table that a finding writes out; of more it shows the first."""


def table_findings(seed: Seed, text: str, repaired: Repaired, caption: Sequence[Item], rows: Sequence[Item]) -> Iterator[Finding]:
    """What of a table is not certain, with the table as it is set, ready to be mended."""
    told = [repaired.rows.get(repaired.draft.origin[row.span[0]], "") for row in rows]
    doubtful = [row.line for row, kind in zip(rows, told, strict=True) if kind == DOUBTFUL]
    code, cause = "O004", ""
    if OPEN in told:
        code, cause = "O006", "the cells of this table stand one a line, and nothing tells its rows: each line is a row"
    elif doubtful:
        lines = ", ".join(map(str, doubtful[:12])) + (", …" if len(doubtful) > 12 else "")
        cause = f"the cells of the rows in line {lines} are set by likelihood: print has more or fewer of them than columns"
    elif is_ragged(text, rows):
        cause = "the rows of this table have differing numbers of cells; empty ones were added at the ends of the shorter ones"
    if cause:
        how = f"compare it with print; to settle it, mend this in {seed.settings.path.name}:\n{ready(seed, text, caption, rows)}"
        yield Finding(code, str(seed.path), rows[0].line, cause, how)
    if len(rows) == 1:
        yield Finding(
            "O007", str(seed.path), rows[0].line, "a head has no rows under it", "look into another print; [[table]] sets the table"
        )


def lost_table(text: str, caption: Item, seed: Seed) -> Iterator[Finding]:
    """A table's caption under which no table stands."""
    words = text[slice(*caption.span)]
    if words.startswith("表"):
        how = f"when its cells follow as text, set them with [[table]] in {seed.settings.path.name}; when print had a picture, leave it"
        yield Finding("O007", str(seed.path), caption.line, f"no table follows “{words}”", how)


def empty_tables(seed: Seed) -> Iterator[Finding]:
    """Tables of a web page in which nothing stands."""
    if seed.settings.format in ("html", "markdown"):
        for found in EMPTY_TABLE.finditer(seed.text):
            line = seed.place(found.start())[0]
            yield Finding(
                "O007", str(seed.path), line, "a table of the page holds no words", "look whether its text was lost, or is a picture"
            )


def ready(seed: Seed, text: str, caption: Sequence[Item], rows: Sequence[Item]) -> str:
    """A table as it is set now, as an entry of the settings."""
    named = [item for item in caption if CAPTION.match(text[slice(*item.span)])]
    cells = [[cell.strip() for cell in text[slice(*row.span)].split("\t")] for row in rows]
    width = max(map(len, cells))
    filled = [row + [""] * (width - len(row)) for row in cells]
    first = named[0] if named else rows[0]
    last = _last_line(seed, rows[-1], text)
    begins = seed.text[slice(*seed.line_span(first.line))].strip()
    words = "\u3000".join(text[slice(*item.span)] for item in caption)
    written = [f"  [{', '.join(map(quoted, row))}]," for row in filled[1 : MOST_ROWS + 1]]
    if len(filled) > MOST_ROWS + 1:
        written.append(f"  # … {len(filled) - MOST_ROWS - 1} more rows, to be written in the same way")
    return "\n".join(
        [
            "[[table]]",
            f"line = {first.line}",
            f"last_line = {last}",
            f"begins = {quoted(begins[:12])}",
            f"caption = {quoted(words if named else '')}",
            f"columns = [{', '.join(map(quoted, filled[0]))}]",
            "rows = [",
            *written,
            "]",
            'evidence = ""',
        ]
    )


def _last_line(seed: Seed, row: Item, text: str) -> int:
    """The line of the seed with the last words of a row that may have come a cell a line."""
    last = text[slice(*row.span)].split("\t")[-1].split("\u3000")[-1].strip()
    at = seed.text.find(last, seed.line_span(row.line)[0]) if last else -1
    return seed.place(at)[0] if at >= 0 else row.line


def repeated_paragraphs(seed: Seed, sections: Sequence[Section]) -> Iterator[Finding]:
    """A finding for each paragraph that stands again right behind itself: extraction or an editor set it twice."""
    last = ""
    for section in sections:
        for block in section.blocks:
            words = "".join(sentence.text for sentence in block.sentences) if isinstance(block, Paragraph) else ""
            if len(words) >= LONG and words == last and isinstance(block, Paragraph):
                how = f"look into print; where it is there once, a [[correction]] in {seed.settings.path.name} takes one out"
                line = block.sentences[0].line
                yield Finding("O011", str(seed.path), line, f"“{words[:20]}…” stands here again, just as in the paragraph before", how)
            last = words

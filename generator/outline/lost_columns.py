"""Lines of a text that read like the rows of a table whose columns are gone: they stay text, and are told.

`1 生产总值增长率 % 预期性 5 / 2 劳动生产率 % 预期性 6 / …`
Leaves alone: lines with words only, lists, title pages, and sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.characters import TERMINAL, either_script
from generator.findings import Finding
from generator.model import Paragraph, Section
from generator.reading.seed import Seed

LEAST, LEAST_BELOW_HEAD = 5, 3
"""Paragraphs that end no sentence, one behind the other; those of which the first reads like the head of a table."""
HEAD = re.compile(either_script(r"(?:序号|编号|指标(?:名称)?|项目(?:名称)?|名称|类别)[ \u3000]+\S+[ \u3000]+\S"))
CELLS = 3
"""Words between blanks that a row has."""
SHARE = 0.4
"""Share of the lines that must have so many, one of them a value."""
LONGEST_CELL = 24
VALUE = re.compile(r"[\[（(<>≥≤＜＞±约]?[\d.,]+[%％〕\])）左右以上下]*|[-—–－/／√×○●%％]+")


def lost_columns(seed: Seed, sections: Sequence[Section]) -> Iterator[Finding]:
    """A finding for each run of such lines."""
    for section in sections:
        for first, last in _runs(section):
            lines = [line for n in range(first, last + 1) if (line := seed.text[slice(*seed.line_span(n))].strip())]
            if len(lines) >= (LEAST_BELOW_HEAD if lines and HEAD.match(lines[0]) else LEAST) and sum(map(_is_row, lines)) >= SHARE * len(
                lines
            ):
                cause = f"the lines up to line {last} read like a table whose columns are lost, from “{lines[0][:20]}…” on"
                how = f"compare with print; a [[table]] in {seed.settings.path.name} with line = {first} and last_line = {last} sets it"
                yield Finding("O012", str(seed.path), first, cause, how)


def _runs(section: Section) -> Iterator[tuple[int, int]]:
    """The first and last line of the seed of paragraphs that follow each other and end no sentence."""
    run: list[Paragraph] = []
    for block in (*section.blocks, None):
        if isinstance(block, Paragraph) and not re.search(f"[{TERMINAL}：；，]$", block.sentences[-1].text):
            run.append(block)
            continue
        if len(run) >= LEAST_BELOW_HEAD:
            yield run[0].sentences[0].line, run[-1].sentences[-1].line
        run = []


def _is_row(line: str) -> bool:
    """True for a line of several words between blanks, one of them a value."""
    cells = re.split(r"[ \u3000\t]+", line)
    return len(cells) >= CELLS and all(len(cell) <= LONGEST_CELL for cell in cells) and any(VALUE.fullmatch(cell) for cell in cells[1:])

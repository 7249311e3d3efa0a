"""A note at the foot of a page, which stands in the midst of the sentence that goes on overleaf, comes after its paragraph.

`…水利基⏎[^①]: 水网指……。⏎础设施…。` → `…水利基础设施…。⏎[^①]: 水网指……。`
Leaves alone: notes between paragraphs, and between lines of which the second heads a part or begins anew. It runs when `note-marks` has
found the notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.cells import Line, lines_of
from generator.repair.lines import is_border_cut, is_prose, seam

NOTE = re.compile(r"\[\^[^\[\]\n]{1,20}\]: ")


def foot_notes(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose, for the notes between the halves of a sentence, to take them out there and to set them after it."""
    lines = [line for line in lines_of(text) if line.text.strip()]
    at = 1
    while at < len(lines):
        first = at
        while at < len(lines) and NOTE.match(lines[at].text):
            at += 1
        if at > first and at < len(lines) and _cut(lines[first - 1], lines[at], settings):
            before, after = lines[first - 1], lines[at]
            notes = text[lines[first].start : lines[at - 1].end]
            yield Edit(before.end, text[before.end : after.start], seam(before.text, after.text), "前后文相接，注文移至其后")
            yield Edit(after.end, "", f"\n{notes}", "移自段中", source=lines[first].start - 1)
        at += 1


def _cut(before: Line, after: Line, settings: Settings) -> bool:
    """True when a sentence goes on from the one line to the other."""
    return is_prose(before.text) and is_prose(after.text) and is_border_cut(before.text, after.text, settings)

"""English words that stand in for Chinese ones.

`探索and比选` → `探索和比选`; `规则or标准` → `规则或标准`; `Contract ManufacturingOrganization` → `Contract Manufacturing Organization`.
Leaves alone: abbreviations and names (ETF, REITs, MaaS, ChinaJoy), units (`50km`), addresses, and words inside a Latin phrase
(`Mobility as a Service`): both neighbours must be Chinese characters.
Knowledge: the seeds; only the two conjunctions have a sure translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import HAN
from generator.suspect.body import Body, Place

CHINESE = {"and": "和", "or": "或"}
UNITS = frozenset({"km", "kg", "mm", "cm", "nm", "mg", "ml", "mu", "db", "pm", "am"})
WORD = re.compile(rf"(?<=[{HAN}])[a-z]{{2,}}(?: [a-z]+)*(?=[{HAN}])")
JOINED = re.compile(r"(?:(?<=[A-Za-z] )|(?<![A-Za-z]))([A-Z][a-z]{4,})([A-Z][a-z]{4,})(?![A-Za-z])")
"""Two long words with a capital each: shorter parts are those of names."""


def latin_words(body: Body) -> Iterator[Place]:
    """Find lower-case words between Chinese characters, and Latin words that lost the blank between them."""
    for found in WORD.finditer(body.text):
        if found[0] not in UNITS:
            guess = CHINESE.get(found[0], found[0])
            start, end = found.start() - 1, found.end() + 1
            whole = body.text[start] + guess + body.text[end - 1]
            yield Place(start, end, whole, f"汉语句中夹入英文“{found[0]}”", 0.95 if found[0] in CHINESE else 0.7)
    for found in JOINED.finditer(body.text):
        before, after = body.text[max(0, found.start() - 2) : found.start()], body.text[found.end() : found.end() + 2]
        if re.fullmatch(r"[A-Za-z] ", before) or re.fullmatch(r" [A-Za-z]", after):
            yield Place(*found.span(), f"{found[1]} {found[2]}", "英文两词之间疑失空格", 0.8)

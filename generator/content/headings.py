"""Headings as content sets them, and back: number, mark and title.

Number and mark are found again by the plan's samples of its levels. Where these would find something else (a title that begins with a
digit, a heading that no sample fits), the line says it: `{#1.2 mark=2 number=0-1}` has its mark in the first two characters and its
number in the first; `level=7` is a level for which Markdown has no heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from generator.characters import OWN_ENDS
from generator.content.grammar import Attributes
from generator.model import Section
from generator.numbering import level_of, special_at

DEEPEST = 6
"""Levels that Markdown has."""
Parts = tuple[str | None, str, str]
"""Number, mark and title."""
RANGE = re.compile(r"(\d{1,3})-(\d{1,3})")


def heading_text(section: Section) -> str:
    """A heading as it is set: mark and title, 〔〕 round what an editor supplied, 。 after a run-in title."""
    return _set(section, section.title)


def noted_heading(section: Section) -> str:
    """The same with its references to notes."""
    return _set(section, section.noted_title)


def _set(section: Section, title: str) -> str:
    text = section.mark + title
    if section.supplied:
        return f"〔{text.rstrip()}〕"
    return f"{text}。" if section.run_in and section.mark and not text.endswith(OWN_ENDS) else text


def write_heading(section: Section, meta: Mapping[str, Any]) -> tuple[str, Attributes]:
    """The text of a heading's line, not yet escaped, and its attributes."""
    classes = tuple(name for name, is_set in (("run-in", section.run_in), ("supplied", section.supplied)) if is_set)
    deep = (("level", str(section.level)),) if section.level > DEEPEST else ()
    shown, title = noted_heading(section).strip(), section.noted_title
    if read_heading(shown, Attributes(section.id, classes, deep), section.level, meta) == (section.number, section.mark, title):
        return shown, Attributes(section.id, classes, deep)
    text = section.mark + title
    return f"〔{text}〕" if section.supplied else noted_heading(section), Attributes(section.id, classes, (*deep, *_told(section)))


def _told(section: Section) -> tuple[tuple[str, str], ...]:
    """Where mark and number stand in a heading."""
    at = section.mark.find(section.number) if section.number else -1
    number = (("number", f"{at}-{at + len(section.number)}"),) if section.number and at >= 0 else ()
    return ("mark", str(len(section.mark))), *number


def read_heading(shown: str, attributes: Attributes, level: int, meta: Mapping[str, Any]) -> Parts:
    """Number, mark and title of a heading's text."""
    supplied = "supplied" in attributes.classes
    if supplied:
        shown = shown.removeprefix("〔").removesuffix("〕")
    told = attributes.value("mark")
    number, mark, title = (
        _as_told(shown, told, attributes.value("number")) if told.isdecimal() else _found(shown, attributes.id, level, meta)
    )
    if "run-in" in attributes.classes and mark and not supplied:
        title = title.removesuffix("。")
    return number, mark, title


def _as_told(shown: str, length: str, number: str) -> Parts:
    place = RANGE.fullmatch(number)
    return shown[int(place[1]) : int(place[2])] if place else None, shown[: int(length)], shown[int(length) :]


def _found(shown: str, name: str, level: int, meta: Mapping[str, Any]) -> Parts:
    """The parts by the plan's samples of the level."""
    in_appendix = re.fullmatch(r"a\d*(\..*)?", name) is not None
    if in_appendix and "." not in name and (special := special_at(shown, 0)):
        start = special[1].start("title")
        return shown[:start].rstrip("：: \u3000"), shown[:start], shown[start:]
    samples = meta.get("appendix_levels") if in_appendix else None
    samples = samples or meta.get("levels") or []
    depth = level - 1 if in_appendix else level
    if (re.match(r"u?\d", name) or in_appendix) and 1 <= depth <= len(samples) and (found := level_of(samples[depth - 1]).match(shown)):
        return found.number, found.text, shown[found.end :]
    return None, "", shown

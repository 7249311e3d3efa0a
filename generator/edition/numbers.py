"""What readers call a section: the path of its numbers as print has them, 七、4.1, which its address 7.4.1 no longer shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.characters import HAN_NUMERALS, plain
from generator.model import Section
from generator.numbering import CIRCLED, figure_of

DOTTED = re.compile(r"\d+(?:\.\d+)+")
"""A printed number that says more than one level: 4.1, 6.2.2."""
FIGURE = re.compile(rf"[\d.{HAN_NUMERALS}{CIRCLED}]+")
"""A number that is nothing but figures: a mark parts two of them."""
ENCLOSED = re.compile(r"[（(].*[）)]|第.+")
"""One that shows where it begins and ends: （一）, 第一节."""


def printed_numbers(sections: Sequence[Section]) -> Mapping[str, str]:
    """Id → the printed path of its numbers, 七、4.1, 三（一）2, 附件 二、19; sections without a number are left out."""
    of_id = {section.id: section for section in sections}
    return {section.id: joined([_as_printed(one) for one in levels(section, of_id)]) for section in sections if section.number}


def levels(section: Section, of_id: Mapping[str, Section]) -> Iterator[Section]:
    """The sections whose printed numbers make the path of one, from it upwards: 6.2.2 needs none above it, 4.1 under 七 needs 七."""
    said: list[str] = []
    here: Section | None = section
    while here is not None:
        figure = figure_of(here.number or "")
        if said and said[-1] == figure:
            said.pop()  # the number below says it, too
        else:
            yield here
            said = here.number.split(".")[:-1] if here.number and DOTTED.fullmatch(here.number) else []
        here = of_id.get(here.parent or "")


def joined(numbers: Sequence[str]) -> str:
    """Printed numbers, the innermost first, as one: 七、4.1, 三（一）2, 第三章第一节, 6.2 专栏3."""
    text, last = "", ""
    for number in reversed(numbers):
        text += _between(last, number) + number
        last = number
    return text


def _between(last: str, number: str) -> str:
    """What parts two numbers."""
    if not last or ENCLOSED.fullmatch(number):
        return ""
    if FIGURE.fullmatch(number):
        return "、" if FIGURE.fullmatch(last) else "" if ENCLOSED.fullmatch(last) else " "
    return " "


def _as_printed(section: Section) -> str:
    return section.number or plain(section.title)

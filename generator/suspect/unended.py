"""Paragraphs that stop in the middle of a sentence.

`规范盲人按摩机构，完善人员评定和⏎⏎（四）教育`: a paragraph that ends with 和 goes on somewhere, or lost its end.
`……开展培训。推动企业⏎⏎各区负责落实。`: behind a whole sentence stands the beginning of another.
Leaves alone: headings and other lines of one phrase, tables, what ends with a mark or a bracket, dates and names of those who sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import rjieba

from generator.characters import HAN, HAN_NUMERALS
from generator.suspect.body import Body, Place

JOINS = re.compile(f"[{HAN}](?:(?<![中总温缓饱])和|(?<![参赋])与|(?<![普涉])及|(?<![合兼])并|[或、，])$")
"""An end that is none: a word that joins, a comma; not 参与, 中和."""
LEAST = 12
"""Characters of a line from which one that ends so is no heading."""
BEGUN = re.compile(f"[。！？；]([^。！？；]{{3,}}[{HAN}])$")
"""What follows the last whole sentence of a paragraph."""
VERBS = ("v", "d", "vn")
"""What begins a sentence in plans, in jieba's tags: one without a comma in it begins so, what a site or a clerk adds does not."""
SIGNED = re.compile(r"\d{4}年|[（(【]|[:：]|(?:委员会|办公室|人民政府|厅|局|部|社)$")
AFTER = re.compile(f"(?!第|[{HAN_NUMERALS}]+、|图|表|注|附)(?:[是为的和与及、，]|[{HAN}]{{2,}}[^：:]*[。；])")
"""How a paragraph begins that goes on with a sentence or at least is running text."""
CONTEXT = 6
"""Characters shown."""


def unended(body: Body) -> Iterator[Place]:
    """Find paragraphs that another one follows and whose last sentence has no end."""
    paragraphs = [(start, text.rstrip()) for start, text in body.paragraphs() if text.strip()]
    for (start, text), (_, after) in pairwise(paragraphs):
        if "\t" in text or text.startswith("|") or not (_stops(text) or _goes_on(text, after.lstrip())):
            continue
        end = start + len(text)
        words = text[-CONTEXT:]
        yield Place(end - len(words), end, words, "段末一句未完，疑有脱文，或与下段本为一段", 0.6)


def _goes_on(text: str, after: str) -> bool:
    """True for running text whose last sentence has no end and that the next paragraph goes on with, in the middle of a sentence."""
    begun = re.search(f"[。；]([^。；！？]{{2,}}[{HAN}A-Za-z0-9])$", text)
    return bool(begun) and not SIGNED.search(begun[1]) and bool(AFTER.match(after))  # type: ignore[index]


def _stops(text: str) -> bool:
    """True for a paragraph that stops within a sentence."""
    if len(text) >= LEAST and JOINS.search(text):
        return True
    begun = BEGUN.search(text)
    if not begun or SIGNED.search(begun[1]):
        return False
    return bool(re.search("[，、]", begun[1])) or rjieba.tag(begun[1])[0][1] in VERBS

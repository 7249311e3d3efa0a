"""What the rules that join lines know of a line: whether it heads a part, is running text, and stops inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import rjieba

from generator.characters import HAN, HAN_NUMERALS, TERMINAL, either_script, ends_sentence, is_han
from generator.model import Span
from generator.numbering import BEFORE_NUMBERS, LONGEST_TITLE, has_mark, is_caption, level_of, special_at, starts_heading
from generator.reading.settings import Settings

AMOUNT = re.compile(
    either_script(
        r"\d+\.\d+[ ]?(?:[万亿]|[千百]*(?:元|美元|平方|立方|公里|公顷|米|吨|人|户|套|家|个|辆|件|克|升|亩|千瓦|岁|小时)|[%％‰℃倍])"
    )
)
"""A decimal with its unit, which looks like a heading's number `2.69`."""
DATE = re.compile(rf"\s*(?:\d{{4}}|[{HAN_NUMERALS}○]{{4}})[ ]*年[ ]*[\d{HAN_NUMERALS}]+[ ]*月(?:[ ]*[\d{HAN_NUMERALS}]+[ ]*日)?\s*\Z")
"""A line that is only the date under a signature."""
LABELLED = re.compile(rf"[ \u3000]*[{HAN}](?:[ \u3000]*[{HAN}]){{1,7}}[：:]|[ ]*[A-Z][A-Za-z]{{2,14}}[ ]?[:：]")
USUAL_TITLE = 30
"""Characters of which a title that holds a comma is rarely made; a longer line with a comma is text."""
STATUTE_TITLE, MANY_LEVELS = 14, 8
"""The same in a statute, before a line that a mark ends; and so many kinds of numbers as no plan has, which are still looked for."""
BOX = re.compile(either_script(rf"^(专栏[ ]?(?:\d+(?:[-.]\d+)?|[{HAN_NUMERALS}]+)?)(?=[ \u3000：:]|\s*$)"), re.M)
"""The mark of a box at the head of its title: `专栏1`, `专栏三`."""
TASK = re.compile(
    either_script(
        r"[（(](?:[^（）()]*(?:负责|負責|牵头|配合|分工)[^（）()]*|(?:责任|牵头|配合)(?:单位|部门)[：:](?:[^（）()]|[（(][^（）()]*[）)])*"
        r"|[^（）()，。]{1,10}[局委办厅部](?:、[^、，。（）()]+)*)[）)]。?$"
    )
)
"""Who does it, in brackets behind a measure, which ends there."""
ARTICLE, SHORTEST_ARTICLE, LONG_ARTICLE = level_of("第一条"), 12, 24
"""The number of an article, characters that its text has, at least, where it is no title, and that no title with its number has."""
OPEN_END, OPEN_HEAD = "，、,（(“《〈‘", "，、；：。）”》〉’,;:)"
"""Marks that end no title, and marks that begin no paragraph."""
CELL = 16
"""Characters that few cells have, and nearly all lines of text."""
ITEM = re.compile(rf"[ \u3000]*(?:[（(](?:[{HAN_NUMERALS}]{{1,3}}|\d{{1,2}})[）)]|\d{{1,2}}[.．、](?!\d))")
"""The number of an item of a list."""
PAGE_LINE = 20
"""Characters from which a line with a comma, at the end of a page, is text and no title."""
ASKS = frozenset("到达至为的约过近超")
"""Characters that end a line whose number stands at the head of the next one (预期寿命达到⏎83.66)."""
DECIMAL = re.compile(r"\d+\.\d+(?![.．\d])")
LINKS = frozenset("到在和与及或的为对以把将从向由被并于使让")
"""Words of one character that ask for another after them."""
REACH = 8
"""Characters on either side of a seam that decide where words end."""


def lines_with(text: str, words: str) -> Iterator[Span]:
    """Where the lines of a text begin and end that hold certain words."""
    at = text.find(words)
    while at >= 0:
        end = text.find("\n", at) % (len(text) + 1)  # the text's where no line ends
        yield text.rfind("\n", 0, at) + 1, end
        at = text.find(words, end)


def begins_heading(line: str, before: str, levels: Sequence[str]) -> bool:
    """True when a line begins with a heading's mark, and not with an amount or a word in which a broken sentence goes on."""
    if not starts_heading(line, levels):
        return False
    text = line.lstrip(BEFORE_NUMBERS)
    if not before.strip() or ends_sentence(before) or before.rstrip()[-1] in "：；:;":
        return True
    headed = starts_heading(before, levels) and not AMOUNT.match(before.lstrip())
    titled = headed and not any(mark in before for mark in TERMINAL)
    if DECIMAL.match(text) and (AMOUNT.match(text) or before.rstrip()[-1] in ASKS) and not titled:
        return False
    if headed:
        return True
    if has_mark(text, levels):
        return AMOUNT.match(text) is None
    special = special_at(text, 0)
    return special is None or not (is_han(text[special[1].end() - 1]) and is_han(text[special[1].end() : special[1].end() + 1]))


def is_text(line: str) -> bool:
    """True for a line of running text, as far as the line itself tells: no mark, caption, table row, picture or date."""
    return not (
        "\t" in line.strip()
        or line.lstrip().startswith(("#", "![", "|", "——"))
        or is_caption(line)
        or BOX.match(line.lstrip())
        or DATE.match(line)
    )


def is_cut(line: str, following: str, settings: Settings) -> bool:
    """True for a line of text that stops inside a sentence, which the following line goes on with."""
    text = line.rstrip()
    if ends_sentence(text) or text.endswith(("：", ":", "；", ";")) or TASK.search(text) or are_labelled(line, following):
        return False
    if starts_heading(line, settings.levels) or line.lstrip().startswith("#"):
        statute = _is_statute(settings.levels) and ARTICLE.match(text.strip()) is not None and _ends_clause(following)
        return any(mark in line for mark in TERMINAL) or is_cut_article(text, following) or (statute and len(text.strip()) > LONG_ARTICLE)
    if not is_text(line.lstrip("—")):  # an item after a dash is text, and stops as text does
        return False
    if _is_statute(settings.levels) and ITEM.match(line) and following.rstrip().endswith("；") and not ITEM.match(following):
        return True
    usual = STATUTE_TITLE if _is_statute(settings.levels) and _ends_clause(following) else USUAL_TITLE
    long = len(line) > LONGEST_TITLE or (len(line) > usual and ("，" in line or "," in line))
    return long or any(mark in line for mark in TERMINAL) or asks_to_go_on(text, following.lstrip())


def _is_statute(levels: Sequence[str]) -> bool:
    """True for the levels of a statute: lines between its articles are text, and those with clauses no titles."""
    return len(levels) < MANY_LEVELS and any(level_of(sample).article for sample in levels)


def _ends_clause(line: str) -> bool:
    """True for a line that a sentence, or an item of a list, ends."""
    return ends_sentence(line) or line.rstrip().endswith(("；", ";"))


def is_cut_article(line: str, following: str) -> bool:
    """True for an article whose text, set behind its number, stops inside a word or a clause; one that has only a title is shorter."""
    mark = ARTICLE.match(line.strip())
    return mark is not None and len(line.strip()) - mark.end > SHORTEST_ARTICLE and asks_to_go_on(line.strip(), following.strip())


def are_labelled(line: str, following: str) -> bool:
    """True for two lines that each begin with a word and a colon, as the head of minutes has them (`主持人：…⏎记录人：…`)."""
    return LABELLED.match(line) is not None and LABELLED.match(following) is not None


def is_prose(line: str) -> bool:
    """True for a line that looks like running text and not like a cell: it is of some length, or holds a mark of clauses."""
    return re.search("[，。；：、！？]", line) is not None or len(line.strip()) >= CELL


def is_border_cut(line: str, following: str, settings: Settings) -> bool:
    """True for two lines of text that were one, where the number of a page or another line of print stands between them.

    There a border of pages is known, so that a comma is enough in a line of some length, or in an item of a list, which ends with a mark.
    """
    text = line.rstrip()
    if not text or not following.strip() or ends_sentence(text) or text.endswith(("：", ":", "；", ";")):
        return False
    if not is_text(following) or begins_heading(following, line, settings.levels) or following.lstrip().startswith(("#", "![")):
        return False
    if is_cut(line, following, settings) or (ARTICLE.match(text.strip()) and len(text.strip()) > LONG_ARTICLE):
        return True
    headed = starts_heading(line, settings.levels) or line.lstrip().startswith("#")
    return not headed and is_text(line) and "，" in line and (len(text) >= PAGE_LINE or ITEM.match(line) is not None)


def asks_to_go_on(line: str, following: str) -> bool:
    """True when the seam of two lines is inside a word or a clause."""
    if (
        line.count("《") > line.count("》")
        or line[-1:] in OPEN_END
        or following[:1] in OPEN_HEAD
        or AMOUNT.match(following)
        or seam(line, following)
    ):
        return True
    words = rjieba.cut(line[-REACH:], hmm=False)
    if words and words[-1] in LINKS:
        return True
    border, at = len(line[-REACH:]), 0
    for word in rjieba.cut(line[-REACH:] + following[:REACH], hmm=False):
        if at < border < at + len(word):
            return all(is_han(char) for char in word)
        at += len(word)
    return False


def seam(line: str, following: str) -> str:
    """What stands between two joined lines: a blank between Latin words, else nothing."""
    last, first = line.rstrip()[-1:], following.lstrip()[:1]
    return " " if last.isascii() and last.isalnum() and first.isascii() and first.isalpha() else ""

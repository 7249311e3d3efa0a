"""Damage for fuzzers: texts and bytes broken in every way that we have seen, and in some that we have not."""

from __future__ import annotations

import random
from collections.abc import Callable

MARKS = "。！？；：，、…—“”‘’《》〈〉（）【】〔〕「」()[]{}<>.,;:!?\"'`~*_#|\\/&%$^+-=@"
DIGITS = "0123456789０１２９一二三十百〇零两廿①⑳⑴⒈㈠ⅠⅫ²½٣३໓𝟙"
CONTROLS = "\x00\x01\x07\x08\x0b\x0c\x1b\x1c\x1d\x1f\x7f\x85\u2028\u2029\ufffd\ufffe\uffff\ufeff\u00ad\u200b\u200d"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069\u200e\u200f\u061c"
BLANKS = " \t\u3000\xa0\u2003\u2009\u205f\n\r"
LETTERS = "的是在发展规划上海市第章节条项附件表图注摘要结语前言目录aZéß𠮷𬺰e\u0301\U0001f600⼀⽂︵ﬁ豈"
ALPHABETS = (MARKS, DIGITS, CONTROLS, BIDI, BLANKS, LETTERS)
SNIPPETS = (
    *(
        "一、",
        "（一）",
        "1.",
        "1、",
        "1.1",
        "1.1.1",
        "第一章",
        "第二节",
        "第三条",
        "第１章",
        "第九十九章",
        "第十条之一",
        "（十二）",
        "(3)",
        "99.99.99",
    ),
    *(
        "①",
        "Ⅲ、",
        "㈡",
        "A.",
        "附件",
        "附件2：名词解释",
        "附表",
        "摘要",
        "【摘要】",
        "前言",
        "结语",
        "目录",
        "目 录 ………… 3",
        "表1 指标",
        "图 2 布局",
        "专栏3",
    ),
    *(
        "<p>",
        "</p>",
        "<table><tr><td>",
        "</td></tr></table>",
        "<br/>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<![",
        "<!",
        "<?",
        "</",
        "<script>",
        "<td colspan=99999999999>",
    ),
    *("<strong>", "<h1>题</h1>", "<a href='javascript:1'>", "&nbsp;", "&#x;", "&#99999999999;", "&#xD800;", "&lt;", "&#0;", "&amp;amp;"),
    *(
        "# 题",
        "###### 题",
        "| a | b |",
        "|---|",
        "[^1]: 注",
        "[^1]",
        "![](a.jpg)",
        "![](javascript:1)",
        "- 项",
        "> 引",
        "```",
        "~2~",
        "<sub>2</sub>",
        "**重**",
    ),
    *(
        "\tA\tB\tC",
        "甲\t乙",
        "\t",
        "— 12 —",
        "－1－",
        "第 3 页",
        "1/12",
        "（下转第三版）",
        "（上接第一版）",
        "---\ntitle: x\n---\n",
        "PM\n2.5",
        "CO\n2",
        "l2.5%",
    ),
    *(
        "{#1}",
        "{#1 .run-in}",
        "。。。。",
        "“",
        "”",
        "（以下简称“某某”）",
        "是指",
        "《国家“十四五”规划》第三章",
        "二〇三五年",
        "100000000000000000000000",
    ),
)
"""Words that mean something to one of our readers."""
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "gbk", "big5", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "shift_jis", "euc_kr")


def characters(chance: random.Random, most: int = 6) -> str:
    """Some characters of one kind."""
    alphabet = chance.choice(ALPHABETS)
    return "".join(chance.choice(alphabet) for _ in range(chance.randint(1, most)))


def _at(chance: random.Random, text: str) -> int:
    return chance.randint(0, len(text))


def _span(chance: random.Random, text: str, most: int) -> tuple[int, int]:
    start = _at(chance, text)
    return start, min(len(text), start + chance.randint(1, most))


def delete(chance: random.Random, text: str) -> str:
    """Without some characters."""
    start, end = _span(chance, text, 20)
    return text[:start] + text[end:]


def double(chance: random.Random, text: str) -> str:
    """Some characters twice, or many times."""
    start, end = _span(chance, text, 40)
    return text[:end] + text[start:end] * chance.choice((1, 1, 1, 2, 30)) + text[end:]


def insert(chance: random.Random, text: str) -> str:
    """Some characters of one kind put in."""
    at = _at(chance, text)
    return text[:at] + characters(chance) + text[at:]


def exchange(chance: random.Random, text: str) -> str:
    """One character in place of another."""
    start, end = _span(chance, text, 1)
    return text[:start] + characters(chance, 1) + text[end:]


def snippet(chance: random.Random, text: str) -> str:
    """A meaningful word put in, often at the head of a line."""
    starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]
    at = chance.choice(starts) if chance.random() < 0.6 else _at(chance, text)
    return text[:at] + chance.choice(SNIPPETS) + chance.choice(("", "", "\n", " ", "\u3000")) + text[at:]


def lines(chance: random.Random, text: str) -> str:
    """A line away, twice, moved, joined to the next, or cut."""
    kept = text.split("\n")
    at, to = chance.randrange(len(kept)), chance.randrange(len(kept))
    match chance.randrange(5):
        case 0:
            del kept[at]
        case 1:
            kept.insert(to, kept[at])
        case 2:
            kept[at], kept[to] = kept[to], kept[at]
        case 3:
            kept[at : at + 2] = ["".join(kept[at : at + 2])]
        case 4:
            cut = _at(chance, kept[at])
            kept[at : at + 1] = [kept[at][:cut], kept[at][cut:]]
    return "\n".join(kept)


def numbers(chance: random.Random, text: str) -> str:
    """A digit or numeral that is another one."""
    places = [i for i, char in enumerate(text) if char in DIGITS]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + chance.choice(DIGITS) * chance.choice((1, 1, 2, 9)) + text[at + 1 :]


def ends(chance: random.Random, text: str) -> str:
    """Other line ends, all or one."""
    end = chance.choice(("\r\n", "\r", "\u2028", "\x85", "\n\n", "\x0b", "\n\u3000\u3000", ""))
    return text.replace("\n", end, chance.choice((-1, 1)))


def extreme(chance: random.Random, text: str) -> str:
    """A text of one kind only."""
    some = characters(chance, 3)
    match chance.randrange(6):
        case 0:
            return some * chance.choice((1, 7, 400))
        case 1:
            return "\n".join(text[:400])
        case 2:
            return text.replace("\n", "")
        case 3:
            return "".join(char for char in text if char in MARKS + BLANKS)
        case 4:
            return chance.choice(SNIPPETS) * chance.choice((1, 40))
        case _:
            return "\n".join(chance.choice(SNIPPETS) for _ in range(chance.randint(1, 30)))


USUAL: tuple[Callable[[random.Random, str], str], ...] = (delete, double, insert, exchange, snippet, snippet, lines, lines, numbers)
RARE: tuple[Callable[[random.Random, str], str], ...] = (ends, extreme)


def mutated(chance: random.Random, text: str) -> str:
    """A text after one to eight mutations."""
    for _ in range(chance.randint(1, 8)):
        text = chance.choice(RARE if chance.random() < 0.04 else USUAL)(chance, text)
    return text


def encoded(chance: random.Random, text: str) -> bytes:
    """A text's bytes, mostly in UTF-8; sometimes in another encoding, sometimes broken."""
    encoding = "utf-8" if chance.random() < 0.8 else chance.choice(ENCODINGS)
    data = text.encode(encoding, errors="ignore")
    if chance.random() < 0.04:
        at = chance.randint(0, len(data))
        data = data[:at] + bytes(chance.randrange(256) for _ in range(chance.randint(1, 4))) + data[at + chance.randint(0, 2) :]
    return data

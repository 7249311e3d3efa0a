"""The numbers of headings: reading numerals, and finding a heading's mark by a sample of it.

A sample is the first number of a level as it is printed: `一、`, `（一）`, `1.`, `1、`, `1.1`, `1.1.1`, `第一章`, `第一条`, `①`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.characters import HAN, HAN_NUMERALS, either_script

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
UNITS = {"十": 10, "百": 100, "千": 1000}
TENS = {"廿": "二十", "卅": "三十", "卌": "四十", "○": "〇"}
"""Numerals written in one character, and a circle that stands for 〇."""
HAN_NUMBER = HAN_NUMERALS + "千廿卅卌○"
"""Characters of a number in Chinese numerals at the head of a part."""
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
FORMAL = "壹貳參肆伍陸柒捌玖拾"
"""Numbers as Taiwan's plans print those of their outermost parts."""
PLAIN_FORMAL = str.maketrans("贰弍貮叁叄参陆", "貳貳貳參參參陸")
FORMAL_NUMBER = f"拾?[{FORMAL}{''.join(map(chr, PLAIN_FORMAL))}]"
FIGURE = re.compile(rf"[{HAN_NUMERALS}]+|\d+|[{CIRCLED}]", re.A)
SERIES = (CIRCLED, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", FORMAL, "甲乙丙丁戊己庚辛壬癸", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ")
"""Numbers that are one character each (Unicode: Enclosed Alphanumerics, Enclosed CJK Letters, Number Forms)."""
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
LATIN_ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
"""A Roman number below 100 in Latin letters."""
WORDED = re.compile(rf"(?P<word>[{HAN}]{{2,6}}?|Q)[ ]?(?:[{HAN_NUMERALS}]+|\d+)(?:[：:、.．]|$)")
"""A number behind the word for what it numbers: `任务一：`, `举措1`."""
NO_REFERENCE = "(?![、，。；：和或与至及到规所的之第款项中）)])"
"""After 第八条 and its like: what shows that the text refers to the article and does not begin it."""
PRINTED = str.maketrans({"(": "（", ")": "）", "．": "."})
"""How a mark is set, whatever width it came in."""
LONGEST_TITLE = 60
"""Characters; the longest of 409 titles in the five plans has 41."""

CAPTION = re.compile(either_script(rf"^([图表][ ]?(?:\d+(?:[-.]\d+)?|[{HAN_NUMERALS}]+))(?=[ \u3000：:“《]|[^\d，。、的])"), re.M)
"""The number of a table or picture at the head of its caption: `图 1`, `表五`."""


def is_caption(line: str) -> bool:
    """True for a line that is the caption of a table or a picture."""
    return CAPTION.match(line.strip()) is not None and len(line.strip()) <= LONGEST_TITLE and "。" not in line


def read_numeral(numeral: str) -> int:
    """Value of a numeral: `12`, `十二`, `廿一`, `一百零三`, `二〇三五`, `③`, `⒊`, `㈢`, `Ⅲ`, `XIV`, `C` as in `C.` is 100. Raises
    ValueError for anything else."""
    if numeral.isdecimal():  # of any script: １２ as well as 12
        return int(numeral)
    numeral = numeral.translate(PLAIN_FORMAL)
    if len(numeral) == 2 and numeral[0] == FORMAL[-1] and numeral[1] in FORMAL:
        return 11 + FORMAL.index(numeral[1])
    for series in SERIES:
        if len(numeral) == 1 and numeral in series:
            return series.index(numeral) + 1
    if numeral and not set(numeral) - set(ROMAN):
        return _roman(numeral)
    numeral = "".join(TENS.get(char, char) for char in numeral)
    if not numeral or set(numeral) - set(HAN_NUMBER):
        raise ValueError(f"no numeral: {numeral!r}")
    if not set(numeral) & set(UNITS):
        return int("".join(str(DIGITS[char]) for char in numeral))
    total, digit = 0, None
    for char in numeral:
        if char in UNITS:
            total += (1 if digit is None else digit) * UNITS[char]
            digit = None
        else:
            digit = DIGITS[char]
    return total + (digit or 0)


@lru_cache(maxsize=4096)
def figure_of(number: str) -> str:
    """The last number of a printed one in Arabic digits: 第十二条 is 12, 6.2.2 is 2; empty when it holds none."""
    found = FIGURE.findall(number)
    return str(read_numeral(found[-1])) if found else ""


def _roman(numeral: str) -> int:
    """Value of a number in Latin letters: a letter before a greater one is taken away."""
    values = [ROMAN[char] for char in numeral]
    return sum(-value if any(later > value for later in values[i + 1 : i + 2]) else value for i, value in enumerate(values))


def letters(number: int) -> str:
    """a, b, … z, aa, ab, …"""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(97 + rest) + text
    return text


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading's mark found in a text."""

    number: str
    """As printed, without what parts it from the title: `三`, `（一）`, `2`, `6.2.2`, `第一章`."""
    text: str
    """The whole mark as it is set before the title: `三、`, `（一）`, `2.`, `6.2.2 `."""
    path: tuple[int, ...]
    """Its own numbers: (6, 2, 2) for `6.2.2`, (3,) for `三`."""
    start: int
    end: int
    """Offsets of the mark, blanks after it included."""
    sub: int = 0
    """What is put in after a number: 2 for 第六条之二 and 第6-2條."""
    spaced: bool = False
    """True when a blank or the end of the line follows it."""


@dataclass(frozen=True, slots=True)
class Level:
    """How the headings of one level are numbered."""

    sample: str
    pattern: re.Pattern[str]
    depth: int
    """How many numbers the mark itself holds: 3 for `1.1.1`, 1 for `一、`."""
    dotted: bool

    @property
    def named(self) -> bool:
        """True where the mark names what it numbers: 第一章, 第一条."""
        return self.sample.lstrip()[:1] == "第"

    @property
    def worded(self) -> bool:
        """True where a word of the text names what is numbered: 任务一, 举措1."""
        return not self.named and WORDED.match(self.sample.strip()) is not None

    @property
    def article(self) -> bool:
        """True for 第一条."""
        return self.named and self.sample.rstrip()[-1:] in ARTICLES

    def match(self, text: str, at: int = 0) -> Mark | None:
        """The mark that begins at an offset, if one does."""
        found = self.pattern.match(text, at)
        if not found:
            return None
        spaced = found.end() > found.end("mark") or text[found.end() : found.end() + 1] in ("", "\n")
        if self.named:
            return _named_mark(found, at, spaced)
        value = read_numeral if self.roman else ordinal
        path = tuple(value(part) for part in re.split(r"[.．]", found["numeral"]))
        if self.dotted and self.depth > 1 and found.end("mark") == found.end("numeral"):
            return Mark(found["numeral"], found["numeral"] + " ", path, at, found.end(), spaced=spaced)
        printed = found["mark"].translate(PRINTED)
        number = printed if self.sample[0] in "（(【" else found["numeral"]
        if self.worded:
            number = printed.rstrip("：:、.． \u3000")
            return Mark(number, printed + ("" if number != printed else "\u3000"), path, at, found.end(), spaced=spaced)
        return Mark(number, printed + (" " if self.bare else ""), path, at, found.end(), spaced=spaced)

    @property
    def roman(self) -> bool:
        """True for Roman numbers, in signs of their own or in letters: V is 5 there, and no 22nd letter."""
        return bool(set(self.sample) & set(SERIES[-1])) or re.match(r"[（(]?I[^A-Za-z]", self.sample.strip()) is not None

    @property
    def bare(self) -> bool:
        """True for a number that nothing follows but a blank: `1 总则`."""
        return self.sample.strip() in ("一", "Ⅰ") or (self.dotted and self.depth == 1 and self.sample.strip().isdecimal())


def ordinal(numeral: str) -> int:
    """Value of a number at the head of a part: a letter of the alphabet is its place in it. Raises ValueError for what is no number."""
    return ord(numeral.upper()) - 64 if len(numeral) == 1 and numeral.isascii() and numeral.isalpha() else read_numeral(numeral)


def _named_mark(found: re.Match[str], at: int, spaced: bool) -> Mark:
    """The mark of 第六条, 第 6 條, 第六条之一, 第 6-1 條: without the blanks inside it."""
    number = re.sub(r"[ \u3000]+", "", found["mark"])
    sub = found["sub"] or found["inner"]
    return Mark(
        number,
        number + ("：" if found["colon"] else "\u3000"),
        path=(read_numeral(found["numeral"]),),
        start=at,
        end=found.end(),
        sub=read_numeral(sub) if sub else 0,
        spaced=spaced,
    )


SPACE = r"(?=[ \u3000]+[^ \u3000\d])"
"""What must follow a number alone that is not in figures."""
ARTICLES = "条條"
WRITTEN = {
    "章": "章",
    "节": "[节節]",
    "編": "[编編]",
    "编": "[编編]",
    "節": "[节節]",
    "条": "[条條]",
    "條": "[条條]",
    "分": "分",
    "部": "部",
}
"""A character of a mark as either script has it."""


@lru_cache(maxsize=64)
def level_of(sample: str) -> Level:
    """Compile a sample; an empty one is a level of titles without numbers. Raises ValueError when another holds no numeral."""
    compact = sample.strip()
    if not compact:
        return Level(sample, re.compile("(?!)"), 1, False)
    if compact[:1] == "第" and (named := re.fullmatch(rf"第[ \u3000]*(?:[{HAN_NUMBER}]+|\d+)[ \u3000]*(?P<unit>\D*)", compact)):
        return Level(sample, _named_pattern(named["unit"]), 1, False)
    every = "".join(SERIES)
    found = re.search(rf"[{HAN_NUMERALS}]+|\d+(?:[.．]\d+)*|[{every}]|[A-Za-z](?=\W|$)", compact)
    if not found:
        raise ValueError(f"`{sample}` holds no numeral")
    before, numeral, after = compact[: found.start()], found[0], compact[found.end() :]
    dotted = numeral[0].isdecimal()
    depth = len(re.split(r"[.．]", numeral))
    head, tail = _either(before), _either(after)
    if WORDED.match(compact):
        shape, guard_before, guard_after, tail = _worded(dotted, after)
        head = head.rstrip() + "[ ]?"
    elif dotted:
        shape, guard_before, guard_after, tail = _decimal(depth, before, after)
    elif numeral in SERIES[-1] or (numeral == "I" and after):
        shape = rf"(?:[{SERIES[-1]}]|{LATIN_ROMAN})"
        guard_before, guard_after = "(?<![A-Za-z])", "" if after else SPACE
        tail = "[、.．]" if after in ("、", ".", "．") else tail
    elif numeral in FORMAL:
        shape = FORMAL_NUMBER
        guard_before, guard_after = "", ""
    elif numeral in every:
        shape = f"[{next(series for series in SERIES if numeral in series)}]"
        guard_before, guard_after = "", ""
    elif numeral.isascii():
        shape = "[A-Z]" if numeral.isupper() else "[a-z]"
        guard_before, guard_after = "(?<![A-Za-z0-9])", r"(?![A-Za-z0-9.])(?=[ \u3000]*[^\x00-\x7f])"
    else:
        shape, guard_before = f"[{HAN_NUMBER}]{{1,5}}", f"(?<![{HAN_NUMERALS}第])" + ("" if before else "(?<![（(])")
        guard_after = NO_ENUMERATION.get(after, "") if before or after else SPACE
        tail = "[、.．]" if after == "、" else tail
    return Level(
        sample,
        re.compile(rf"{guard_before}(?P<mark>{head}(?P<numeral>{shape}){tail}){guard_after}[ \u3000]*"),
        depth,
        dotted,
    )


@lru_cache(maxsize=64)
def _any_of(samples: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", level_of(sample).pattern.pattern) for sample in samples))


def has_mark(text: str, samples: Sequence[str], at: int = 0) -> bool:
    """True when the mark of one of some levels begins at an offset."""
    return bool(samples) and _any_of(tuple(samples)).match(text, at) is not None


NO_ENUMERATION = {
    "、": f"(?![{HAN_NUMERALS}]{{1,3}}[、，和])",
    "）": f"(?!项(?!目)|(?:[、至到和及或]|以及)[（(]|[（(][{HAN_NUMERALS}]{{1,3}}[）)](?:[、至到和及或]|项(?!目)))",
}
"""After 一、 and （一）: what shows that the numbers are counted up or referred to (一、二、三产业, （一）至（三）项)."""


def _worded(dotted: bool, after: str) -> tuple[str, str, str, str]:
    """The same of a number behind a word: a mark or a blank parts it from its title."""
    shape = r"\d{1,2}(?!\d)" if dotted else f"[{HAN_NUMERALS}]{{1,3}}"
    return shape, f"(?<![{HAN}A-Za-z])", "" if after else r"(?=[ \u3000]+[^\s\d])", "[：:]" if after in ("：", ":") else _either(after)


def _decimal(depth: int, before: str, after: str) -> tuple[str, str, str, str]:
    """(numeral, what may not stand before it, what may not follow, what closes the mark) of numbers in digits."""
    shape = r"[.．]".join([r"\d{1,3}"] * depth)
    guard_before = r"(?<![\d.．])"
    if depth > 1:
        return shape, guard_before, r"(?!\d|[.．]\d)", _either(after) or r"(?:[.．、](?!\d))?"
    if not before and not after:
        return r"\d{1,2}", guard_before, rf"(?=[ \u3000]*[^\x00-\x7f])(?![ \u3000]*[{NO_TITLE}])", ""
    return shape, guard_before, r"(?!\d|[.．]\d)" if after[:1] in (".", "．") else "", _either(after)


NO_TITLE = (
    "，。、．）；：！？）》”’—～％℃年月日时分秒天周个名人户项次家座条种类批亿万千百十元吨米公平立倍级期号届岁版萬億張臺噸個項條類號屆歲戶時"
)
"""What follows a figure and no heading's bare number: marks and measure words."""


def _named_pattern(unit: str) -> re.Pattern[str]:
    """The pattern of 第…章 and its like: numerals of either kind, blanks inside, what is put in between two numbers (第六条之一)."""
    blank = r"[ \u3000]*"
    name = "".join(WRITTEN.get(char, re.escape(char)) for char in unit)
    numeral = rf"(?P<numeral>[{HAN_NUMBER}]{{1,7}}|{FORMAL_NUMBER}|\d{{1,4}})"
    inner = rf"(?:[-－–]{blank}(?P<inner>\d{{1,3}}))?"
    sub = rf"(?:{blank}之{blank}(?P<sub>[{HAN_NUMBER}]{{1,3}}|\d{{1,3}})(?![{HAN_NUMBER}\d]))?"
    return re.compile(
        rf"(?P<mark>第{blank}{numeral}{blank}{inner}{blank}{name}{sub})(?:(?P<colon>[：:])(?=[^\n])|{NO_REFERENCE})[ \u3000]*"
    )


def _either(text: str) -> str:
    """A pattern for the text before or after a numeral: brackets and dots in either width."""
    widths = {"（": "[（(]", "(": "[（(]", "）": "[）)]", ")": "[）)]", ".": "[.．]", "．": "[.．]", ",": "[,，]"}
    return "".join(widths.get(char, re.escape(char)) for char in text)


APPENDIX_TITLE = r"(?:[：:][ ]*|[ \u3000]+|(?=\n|\Z|[（(][规資资規].性))(?P<title>[^\n]*)"
"""What parts 附件 from its title, and the title."""


@dataclass(frozen=True, slots=True)
class Special:
    """An unnumbered heading that plans have, with its anchor."""

    id: str
    words: re.Pattern[str]
    last: bool
    """True for what follows the chapters, False for what precedes them."""


SPECIALS = (
    Special("abstract", re.compile(r"(?P<mark>[【\[]?)(?P<title>摘[ \u3000]?要)[】\]]?[：:]?"), False),
    Special("preface", re.compile(r"(?P<mark>)(?P<title>[前序引导][ \u3000]?言)(?=\s*(?:\n|\Z))"), False),
    Special(
        "end", re.compile(r"(?P<mark>)(?P<title>[结結][ \u3000]?[语论語論]|[结結]束[语語]|[后後][记記])(?![，。的是为為与與和及])"), True
    ),
    Special(
        "a",
        re.compile(
            rf"(?P<mark>附[ \u3000]?[件录錄表](?P<n>\d{{1,2}}|[{HAN_NUMERALS}]{{1,3}}|[ \u3000]?[A-Z](?![A-Za-z]))?){APPENDIX_TITLE}"
        ),
        True,
    ),
)
"""Unnumbered parts of plans, by the words that open them at the head of a line."""


def special_at(text: str, at: int, end: int | None = None) -> tuple[Special, re.Match[str]] | None:
    """The unnumbered heading that begins at an offset, if one does; `end` is where its line ends."""
    for special in SPECIALS:
        if found := special.words.match(text, at, len(text) if end is None else end):
            return special, found
    return None


BEFORE_NUMBERS = " \t\u3000#▌▍▎▏█■□◆◇●▲△►▶➤★☆◎❖◉◈🔹🔸🔶🔷📌📍👉✅\ufe0f"
"""What stands before the number of a heading in its line: blanks, marks of Markdown, ornaments."""


def starts_heading(line: str, levels: Sequence[str]) -> bool:
    """True when a line begins with a heading's mark of one of the levels, or an unnumbered heading's words."""
    text = line.lstrip(BEFORE_NUMBERS)
    return has_mark(text, levels) or special_at(text, 0) is not None

"""Characters that are broken beyond repair, and marks that cannot be right: doubts, each a flag with the best guess beside it.

A character of private use (a font's own), U+FFFD, `(cid:12)` of a PDF without a table of characters, mojibake (UTF-8 read as Latin), a
control character, a broken reference `&#x;`, a tag that is left of a page, what no version of Unicode has; a question mark that stands for
a character, a year without its 〇; doubled full stops, figures with blanks or letters that may be one number.
A doubt changes nothing; the text stays as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from generator.characters import HAN, WEB_ADDRESS
from generator.model import Edit
from generator.repair.foreign_letters import foreign_words
from generator.repair.formulas import left_formulas
from generator.repair.numbers import BLANK, GROUPED, LETTERED, NUMBERED, UNIT, lettered
from generator.repair.punctuation import is_lost

LATIN = "\u0080-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""The characters that a byte from 0x80 on is read as, in Latin-1 and Windows-1252."""
NAMED = "nbsp|ensp|emsp|amp|lt|gt|quot|apos|ldquo|rdquo|lsquo|rsquo|middot|hellip|mdash|ndash|copy|reg|times"
MOJIBAKE = re.compile(rf"[\u00c2-\u00f4][{LATIN}]{{1,}}")
KNOWN_MOJIBAKE = re.compile(r"(?:锟斤拷)+|烫{4,}|屯{4,}")
"""U+FFFD read as GBK, and memory that was never written."""
QUESTION = re.compile("[?？]")
Guess = Callable[[re.Match[str]], str]


SYMBOLS = frozenset("×÷·°±²³§®©µ½¼¾")
"""Signs of Latin-1 that Chinese texts have; its letters may be meant, `Ã` beside one too."""
FORMULA = "未能转换的公式"


def _nothing(found: re.Match[str]) -> str:
    return found[0]


def _unread(found: re.Match[str]) -> str:
    """What mojibake was before it was read wrongly; itself when that is no text."""
    data = bytearray()
    for char in found[0]:
        try:
            data += char.encode("cp1252")
        except UnicodeEncodeError:
            data += char.encode("latin-1", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("utf-8", errors="ignore") or found[0]


TAGS = (
    "a|b|blockquote|body|br|center|code|dd|del|div|dl|dt|em|font|form|h[1-6]|head|hr|html|i|iframe|img|input|ins|li|link|meta|o:p|ol|p|pre"
    "|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul"
)
"""The names of tags; `<5` and `<PM2.5>` are none."""
LONE_BOX = rf"(?<=[{HAN}，、])□+(?=[{HAN}])(?![^□\n]{{1,6}}□)" + "".join(rf"(?<!□[^□\n]{{{n}}}□)" for n in range(1, 7))
"""A box between Han; boxes near each other are for ticks (是□否□)."""
DOUBTS: tuple[tuple[re.Pattern[str], str, Guess], ...] = (
    (re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+"), "私用区字符，只有原字体能显示", _nothing),
    (re.compile("\ufffd+"), "原文此处有无法识读的字符", _nothing),
    (re.compile(r"\(cid:[0-9]+\)(?:\(cid:[0-9]+\))*"), "PDF未给出字符编码，只有字形编号", _nothing),
    (re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+"), "控制字符", _nothing),
    (re.compile(rf"&(?:#[xX]?[0-9a-fA-F]*;?|(?:{NAMED})(?![A-Za-z])|[A-Za-z][A-Za-z0-9]{{1,31}};)"), "未能解读的HTML字符引用", _nothing),
    (
        re.compile(
            r"(?<!\\)\$[^$\n]{0,300}(?:\\[A-Za-z]+|[_^]\{)[^$\n]{0,300}\$|\\(?:begin|[dt]?frac|sqrt|mathrm|mathbf|text|overline)\{[^{}\n]{0,80}\}"
            r"|(?<![A-Za-z\\])rac\{[^{}\n]{1,80}\}\{[^{}\n]{1,80}\}"
        ),
        FORMULA,
        _nothing,
    ),
    (
        re.compile(rf"(?:</?(?:{TAGS})(?:\s[^<>\n]{{0,300}})?/?>|<!--|-->|<!\[|(?<![<\w])/(?:p|div|span|td|tr)>)+", re.I),
        "残留的网页代码",
        _nothing,
    ),
    (re.compile(r"[。！？]\.(?![.0-9])|。{2,}"), "标点重复", lambda found: "。" if len(found[0]) < 3 else "……"),
    (
        re.compile(rf"(?<![0-9A-Za-z.,])(?<![0-9]{BLANK})([0-9]){BLANK}([0-9])(?={UNIT})"),
        "两个数字之间有空格，或为一数",
        lambda found: found[1] + found[2],
    ),
    (
        re.compile(rf"(?<![0-9A-Za-z.,])(?<![0-9]{BLANK})(?:[0-9](?:{BLANK}[0-9]){{2,}}(?![0-9.,A-Za-z]|{BLANK}[0-9A-Za-z])|{GROUPED})"),
        "数字之间有空格，或为一数，或为几数",
        lambda found: re.sub(BLANK, "", found[0]),
    ),
    (
        re.compile(rf"(?<![第0-9A-Za-z.,，])[1-9][0-9]{{0,2}}(?:，[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?(?={UNIT})"),
        "数字之间有逗号，或为千位分隔",
        lambda found: found[0].replace("，", ","),
    ),
    (re.compile(rf"〓+|{LONE_BOX}"), "字库所缺的字，以符号代替", _nothing),
    (
        re.compile(rf"(?<=[{HAN}，、])(?<![{NUMBERED}第])[0-9]{{1,3}}{BLANK}[0-9]{{1,3}}(?![0-9.,])(?={UNIT})"),
        "两个数字之间有空格，或为一数",
        lambda found: re.sub(BLANK, "", found[0]),
    ),
    (
        re.compile("(?<![一二三四五六七八九十百千〇零○])二([一二三四五六][一二三四五六七八九])(?=年(?![级期制]))"),
        "年份或缺“〇”字",
        lambda found: f"二〇{found[1]}",
    ),
    (re.compile(rf"(?<=[{HAN}])(?<![吗呢么吧啊嘛])[?？]{{2,}}(?=[{HAN}])"), "或为无法转换编码的字", _nothing),
)
"""What is doubted, why in words for readers, and the guess; the place itself where there is none."""


LONE_NUMBER = re.compile(r"(?<=\n)\d{1,3}(?=\n*\Z|\n)")
"""A paragraph of nothing but a number."""


def doubts(text: str) -> Iterator[Edit]:
    """Propose the best guess for each broken place; they do not overlap, in order."""
    found = [Edit(m.start(), m[0], guess(m), why) for pattern, why, guess in DOUBTS for m in pattern.finditer(text)]
    found += [Edit(start, text[start:end], text[start:end], FORMULA) for start, end in left_formulas(text)]
    found += [Edit(m.start(), m[0], _unread(m), "文字以错误的编码读出") for m in MOJIBAKE.finditer(text) if _is_mojibake(m)]
    found += [Edit(m.start(), m[0], m[0], "文字以错误的编码读出") for m in KNOWN_MOJIBAKE.finditer(text)]
    found += [Edit(m.start(), m[0], number, "数字中有字母，或为一数") for m in LETTERED.finditer(text) if (number := lettered(m[0]))]
    found += [Edit(edit.start, edit.before, edit.after, "西里尔或希腊字母，或为拉丁字母") for edit in foreign_words(text)]
    found += [Edit(m.start(), m[0], m[0], "或为无法转换编码的字") for m in QUESTION.finditer(text) if is_lost(text, m.start())]
    odd = "".join(char for char in set(text) if not char.isprintable() and _unknown(char))
    found += [Edit(m.start(), m[0], m[0], "不存在的字符") for m in re.finditer(f"[{re.escape(odd)}]", text)] if odd else []
    found += [Edit(m.start(), m[0], m[0], "单独成行的数字，或为页码") for m in LONE_NUMBER.finditer(text)]
    addresses = {i for m in WEB_ADDRESS.finditer(text) for i in range(*m.span())}
    end = 0
    for edit in sorted(found, key=lambda e: (e.start, -e.end)):
        if edit.start >= end and edit.start not in addresses:
            yield edit
            end = edit.end


def _unknown(char: str) -> bool:
    """True for a code point that is no character, or that Unicode has given to none."""
    return unicodedata.category(char) in ("Cn", "Cs")


def _is_mojibake(found: re.Match[str]) -> bool:
    """True when the run reads as UTF-8 into Chinese."""
    if found[0][0] in "ÂÃ" and _unread(found) in SYMBOLS:
        return True
    return re.search(rf"[{HAN}\u3000-\u303f\uff00-\uffef\u2010-\u203f]", _unread(found)) is not None and len(found[0]) > 2

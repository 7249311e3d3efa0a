"""Classes of characters that several stages speak of."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Han characters and 〇, for use inside a character class. Source: Unicode 16, script Han, without radicals."""
FULLWIDTH = r"\u2014\u2018-\u201d\u2026\u3001-\u3003\u3005-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
"""Punctuation that Chinese print sets, for use inside a character class."""
CJK = HAN + FULLWIDTH

TERMINAL = "。！？"
"""What ends a sentence. A semicolon does not: clauses of one promise stay together."""
OWN_ENDS = ("！", "？", "：")
"""What ends the title of a paragraph and belongs to it; the 。 after others is set by whoever shows them."""
CLOSERS = "”’）】》〉」』〕)]"
"""What may follow the end of a sentence and belongs to it."""
HAN_NUMERALS = "〇零一二三四五六七八九十百"

TRADITIONAL = dict(
    zip(
        "专图号编称项类别单备属区县标计数录维额责牵门规划现预实际资内质设务据总个续说节价级领积间点长达决条环无产业担时范围统证负费评种补应显注"
        "亿万欧届亩辆只场栋台笔轮镇户层处报亲发布来页审摄检师浏览阅读关闭访问联系们网络复制链权声许转载书体简终监导热"
        "与临为于众会册写况准减击则创办动协厅吨听员团头学对岁废开当态战扫护术机构栏档欢状电码碍签纠线经继缩脑荐蓝觉触订认议讯记讲论识词话该语谋赞轻辑过运还违邮里错键闻顶顷顾题国库询块后举",
        "專圖號編稱項類別單備屬區縣標計數錄維額責牽門規劃現預實際資內質設務據總個續說節價級領積間點長達決條環無產業擔時範圍統證負費評種補應顯註"
        "億萬歐屆畝輛隻場棟臺筆輪鎮戶層處報親發佈來頁審攝檢師瀏覽閱讀關閉訪問聯繫們網絡複製鏈權聲許轉載書體簡終監導熱"
        "與臨為於眾會冊寫況準減擊則創辦動協廳噸聽員團頭學對歲廢開當態戰掃護術機構欄檔歡狀電碼礙簽糾線經繼縮腦薦藍覺觸訂認議訊記講論識詞話該語謀贊輕輯過運還違郵裏錯鍵聞頂頃顧題國庫詢塊後舉",
        strict=True,
    )
)
"""Simplified → Traditional, of the characters in the words that rules look for."""


def either_script(pattern: str) -> str:
    """A pattern, written in Simplified characters, for either script."""
    inside, parts = False, list[str]()
    for before, char in zip(" " + pattern, pattern, strict=False):
        escaped = before == "\\"
        inside = inside != (not escaped and char == ("]" if inside else "["))
        other = TRADITIONAL.get(char, char)
        parts.append(char if other == char else char + other if inside else f"[{char}{other}]")
    return "".join(parts)


MEASURES = frozenset(
    "年月日时分秒个万亿千百元美欧家项人次倍级期届大名条件座处吨米公平立里度版号岁种类套户所周天对位张辆艘架只支批份股支点部门层段"
    "场栋幢台亩片间笔例轮列班县区镇村校院克升％%‰℃℉時個億萬歐項級屆畝輛隻場棟臺間筆輪縣區鎮層戶條對張處號種"
)
"""Characters that make the number before them an amount, a date or an ordinal: measure words, units, multiples."""
WEB_ADDRESS = re.compile(r"https?://[!-~]*[A-Za-z0-9/#=&_~-]|(?<![A-Za-z0-9._-])[A-Za-z0-9._-]{1,64}@[A-Za-z0-9.-]{0,254}[A-Za-z0-9]")
"""An address of the web or of mail: printable ASCII only (RFC 3986), without the mark that ends the clause around it."""

SUBSCRIPT = re.compile(r"(?<=[A-Za-z])~([0-9A-Za-z.]{1,4})~")
"""A subscript as repaired text and content Markdown write it: PM~2.5~."""


def is_han(char: str) -> bool:
    """True for one Han character."""
    return bool(char) and _HAN.match(char) is not None


_HAN = re.compile(f"[{HAN}]")


def plain(text: str, notes: Collection[str] = ()) -> str:
    """Text without the marks of subscripts and the references to notes: what open data, search and counting use.

    `notes` are the marks of the notes that there are: of any other, `[^1]` is what print has.
    """
    return unreferenced(SUBSCRIPT.sub(r"\1", text) if "~" in text else text, notes)


def unreferenced(text: str, notes: Collection[str]) -> str:
    """Text without the references to notes with some marks."""
    return _references(frozenset(notes)).sub("", text) if notes and "[^" in text else text


@lru_cache(maxsize=256)
def _references(notes: frozenset[str]) -> re.Pattern[str]:
    return re.compile(r"\[\^(?:" + "|".join(map(re.escape, sorted(notes, key=len, reverse=True))) + r")\]")


def simplified(text: str) -> dict[int, str]:
    """The Traditional characters of a text → the Simplified one of each, for `str.translate`; none where OpenCC gives several."""
    from opencc import OpenCC  # loading it takes longer than a page

    chars = sorted({char for char in text if is_han(char)})
    made = str(OpenCC("t2s").convert("\n".join(chars))).split("\n")
    return {ord(char): simple for char, simple in zip(chars, made, strict=True) if simple != char and len(simple) == 1}


NOTE_REFERENCES = re.compile(r"(?:\[\^[^\[\]]{1,20}\])+\Z")
"""References to notes at the end of a line."""


BEHIND = re.compile(rf"(?<=[{TERMINAL}])[（(][^（）()。]{{1,60}}[）)]$")
"""What stands in brackets behind a sentence: 。（市商务局负责）"""


def ends_sentence(line: str) -> bool:
    """True when a line's last characters end a sentence; half-width marks and an ellipsis do so, too, and brackets behind one add to it."""
    text = BEHIND.sub("", NOTE_REFERENCES.sub("", line.rstrip()))
    return text.rstrip(CLOSERS)[-1:] in (*TERMINAL, "?", "!", "…")

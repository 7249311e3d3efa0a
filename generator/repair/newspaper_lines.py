"""Lines that a newspaper or a web page sets around an article: its date and section, who edited it, captions of pictures, buttons.

`本版责编：李四　版式设计：王五`, `江海日报　2026年3月1日　星期日　第3版`, `江海市人民政府公报　2026年第3期`,
`图为智算中心。本报记者 张三 摄` go, each in a line of its own;
`下载`, `打印`, `【字号：`, `返回顶部` where they stand together before the text or after it.
Leaves alone: a credit in a sentence, a date alone (it stands under a signature), the author's name under a title, `图1 …` and its like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.characters import HAN
from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.cells import BLANKS, Line, lines_of
from generator.repair.lines import is_border_cut
from generator.repair.page_borders import joiner

ROLE = (
    r"(?:本版|本期|本报|今日|值班)?(?:责任编辑|责任校对|责编|编辑|美编|美术编辑|版式设计|版式|版面设计|校对|制图|组版|组稿|检校|审读|图片编辑|"
    r"视觉设计|视觉|统筹|主编|副主编|值班编委|值班主任|首席编辑|执行主编)"
)
NAMES = rf"[{HAN}·]{{2,4}}(?:[、,，{BLANKS}]{{1,3}}[{HAN}·]{{2,4}}){{0,5}}"
EDITORS = re.compile(
    rf"[（(]?{ROLE}[{BLANKS}]*(?:[:：]|/|[{BLANKS}])[{BLANKS}]*{NAMES}(?:[{BLANKS}；;|/]+{ROLE}[{BLANKS}]*[:：/{BLANKS}][{BLANKS}]*{NAMES})*[）)]?"
)
LABELLED = re.compile(rf"[（(]?(?:本版|责|校对|版式|编辑)[{HAN}]{{0,4}}[{BLANKS}]*[:：]")
MASTHEAD = re.compile(
    rf"(?:(?:[A-Z]\d{{1,2}}|\d{{2}})版?[{BLANKS}]+(?:[{HAN}]{{2,4}}[{BLANKS}]+)?)?(?:[{HAN}]{{2,8}}(?:报|网|时报|晚报|日报)[{BLANKS}]*)?(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}日|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}})"
    rf"[{BLANKS}]*(?:(?:星期|周|礼拜)[一二三四五六日天][^。！？]{{0,30}}|第?[{BLANKS}]*[A-Z]?\d{{1,2}}[{BLANKS}]*版[^。！？，]{{0,12}})"
)
GAZETTE = re.compile(
    rf"(?:[·•—–\-]?\d{{1,4}}[·•—–\-]?[{BLANKS}]+)?[{HAN}]{{2,20}}(?:公报|政报|公報|政報)[{BLANKS}]*[·•|]?[{BLANKS}]*(?:19|20)\d\d年?[{BLANKS}.·]*第?[{BLANKS}]*\d{{1,2}}[{BLANKS}]*期"
    rf"[^，。]{{0,12}}|(?:19|20)\d\d年?[{BLANKS}.·]*第?[{BLANKS}]*\d{{1,2}}[{BLANKS}]*期[{BLANKS}]*[{HAN}]{{2,20}}(?:公报|政报|公報|政報)"
)
PAGE = re.compile(
    rf"(?:[{HAN}]{{2,8}}报[{BLANKS}]+)?第?[{BLANKS}]*[A-Z]?\d{{1,2}}[{BLANKS}]*版(?:[{BLANKS}：:·|]+[{HAN}]{{2,6}})?|(?:[A-Z]\d{{1,2}}|\d{{2}})版?[{BLANKS}|｜/]+(?:要闻|综合|时事|经济|社会|民生|文件|公告|国内|国际|本市|时政|专版|特刊|广告|理论|评论)"
)
PICTURE = re.compile(
    rf"(?!图[{BLANKS}]?[\d一二三四五六七八九十]).{{0,100}}(?:记者|通讯员|新华社|中新社|图片|本报|资料图)[^。！？]{{0,20}}[摄攝](?:影)?(?:报道)?[）)]?|图为[^。]{{2,80}}。[^。]{{0,20}}[摄攝]影?"
)
BUTTON = re.compile(
    rf"[【\[（(]?(?:下载|打印|打印本页|全屏|收藏|关闭|关闭窗口|返回|返回顶部|返回列表|返回首页|分享|分享到|分享至|微信|微博|复制链接|加大|还原|减小|放大|缩小|"
    rf"大|中|小|字[号体]|字体大小|上一[篇条]|下一[篇条]|首页|网站首页|无障碍|扫一扫|手机版|相关(?:报道|链接|阅读|新闻|附件|文档))[{BLANKS}]*[:：]?[】\]）)]?|[】\]【\[|｜>》]+"
)
"""What a page writes on its buttons."""
EDGE, TOGETHER = 30, 2
"""Lines at either end of a text among which buttons stand, and how many at least."""
SIZES = ("大", "中", "小")
"""Buttons for the size of type, which alone are also the cells of a table."""
KINDS = ((EDITORS, "版面编辑"), (MASTHEAD, "报头"), (GAZETTE, "公报页眉"), (PAGE, "版次"), (PICTURE, "新闻图片说明"))


def newspaper_lines(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each such line; a sentence that it cuts is joined."""
    lines = lines_of(text)
    buttons = _buttons(lines)
    join = joiner(settings)
    done = 0
    for at, line in enumerate(lines):
        note = (
            "网页按钮"
            if at in buttons
            else next(
                (note for pattern, note in KINDS if len(line.text) <= 130 and "\t" not in line.text and pattern.fullmatch(line.text)), ""
            )
        )
        if not note or line.start < done or (note == "版面编辑" and not LABELLED.match(line.text)):
            continue
        if 0 < at < len(lines) - 1 and lines[at - 1].start >= done:
            before, after = lines[at - 1], lines[at + 1]
            if is_border_cut(before.text, after.text, settings):
                joined = join(before.text, after.text)
                yield Edit(before.end, text[before.end : after.start], joined, f"{note}，前后文相接")
                done = after.start
                continue
        yield Edit(line.start, line.text, "", note)
        done = line.end


def _buttons(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines of buttons before the text and after it, two together at least; one alone at the very end."""
    last = len(lines) - 1
    found = {
        at for at, line in enumerate(lines) if (at < EDGE or at > last - EDGE) and len(line.text) <= 12 and BUTTON.fullmatch(line.text)
    }
    together: set[int] = set()
    for at in sorted(found):
        run = [at]
        while run[-1] + 1 in found and at - 1 not in found:
            run.append(run[-1] + 1)
        if len(run) >= TOGETHER and any(lines[n].text not in SIZES for n in run):
            together.update(run)
    closing = {last} if last in found and last > 0 and lines[last].text.startswith("相关") else set()
    return together | closing

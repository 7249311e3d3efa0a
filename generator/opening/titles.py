"""Where a document has its title."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from generator.characters import ends_sentence
from generator.numbering import LONGEST_TITLE, starts_heading
from generator.opening.dates import dates_in, is_date, period_of
from generator.opening.lines import CONTENTS, CONTROLS, LABEL, Fact, OpeningLine, labelled, page_says
from generator.opening.organs import PERSON, organs_of
from generator.repair.page_words import is_label

KINDS = (
    "规划|規劃|纲要|綱要|计划|計畫|計劃|方案|意见|意見|办法|辦法|条例|條例|规定|規定|规则|規則|细则|細則|规程|决定|決定|决议|通知|通告|公告|公报|报告|報告|法|宪法"
    "|修正案|章程|白皮书|标准|规范|指南|导则|目录|清单|解释|安排|批复|批示|命令|令|函|研究|建议|措施|政策|要点|若干问题|行动|蓝图|战略|倡议|宣言|概要|讲话|说明|协定|协议|公约|议定书|预案|答复|复函|总结|汇报|纪要|简报|指引|手册|大纲|提纲|解读|总则|准则|守则|制度|程序|工作"
)
VERSION = "草案|试行|暂行|征求意见稿?|修订|修正|送审|报批|公示|公开|稿|版|本|全文|摘要|节选|年|[一二三四五六七八九十]"
ENDED = re.compile(rf"(?:{KINDS})(?:[（(][^（）()]{{1,24}}[）)])*$")
"""How the title of a document ends."""
DRAFT = re.compile(
    "(?:草案|[审審][议議查]?|[讨討][论論]|征求意[见見]|修改|修正|修[订訂]|送[审審]|公示|[报報]批|[试試]行|[暂暫]行)[^（）()]{0,12}[）)]$"
)
"""How a line in brackets below a title ends that says how far the document has got."""
BRACKET = re.compile(rf"[（(][^（）()]{{0,20}}(?:{VERSION})[^（）()]{{0,8}}[）)]$")
LETTERHEAD = re.compile(
    r"^.{1,24}(?:局|厅|委|办公室|政府|委员会|会|院|部|处|公司)文件$|(?:会议|會議)文件(?:之[一二三四五六七八九十]|[（(][一二三四五六七八九十\d]{1,2}[）)])?$|^[^《，。]{1,16}[〔\[［]\s*(?:19|20)\d\d\s*[〕\]］]\s*第?\s*\d{1,5}\s*[号號]"
)
"""The head of a letter: `某市水利局文件`, and the line of its number."""
ISSUE = re.compile(
    r"^(?:[〔\[（(]?(?:19|20)\d\d[〕\]）)]?年?)?[ ]?[（(]?(?:总[ ]?)?第[ ]?\d{1,4}[ ]?期[）)]?$"
    r"|^[\u4e00-\u9fff]{3,24}(?:局|厅|委|办公室|政府|委员会|会|院|部|处|社|编印?)[ \u3000]*(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:印发|编印)?$"
    r"|^(?:中華民國|民國)[\d〇一二三四五六七八九十]+年[^，。]*(?:[號号]|[函令]|核定|發布|訂定|修正|施行)$"
)
"""The number of an issue under a letterhead, who made it on which day, and the day and number by which Taiwan's plans were approved."""
STANDARD = re.compile(r"^(?:ICS|CCS)\b|^(?:GB|DB|T/[A-Z])[A-Z\d/]*\s*\d|(?:国家|行业|地方|团体|企业)标准$")
"""What the title page of a standard has above its title: its classes, its number, whose it is."""
PAPER = re.compile(r"[\u4e00-\u9fff]{2,8}(?:日|晚|时|時|早|晨)[报報]")
"""The name of a newspaper, alone in its line above what it prints."""
STATE = re.compile(
    r"[（(]?(?:[核审審]定|定|送[审審]|草|初|修[订訂]|[讨討][论論]|[审審][议議查]|公[告示]|[报報]批|征求意[见見]|[评評][审審])[本稿案版][）)]?"
)
"""What a title page has above the title: how far the document has got."""
NUMBERED_PAPER = re.compile(
    r"\d[）)]?[号號]文件$|^LC Paper No|^(?:討論|資料|參考|讨论|资料|参考)文件$|^(?:立法會|立法会).{2,16}(?:委員會|委员会|會議)$"
)
"""What stands above the title of a paper for a council: `立法會CB(2)1234/2025(03)號文件`, `討論文件`, whom it is for."""
PASSED = re.compile(r"\d{4}年\d{1,2}月.*[\u4e00-\u9fff]{2}")
"""A day with what happened on it: （2026年3月核准）."""
GOES_ON = re.compile(r"^(?:和|及|与|與|暨|并|以及|的|、|——?)")
ISSUED = re.compile(
    r"(?:关于|關[於于])(?:印[发發]|公布|公佈|[发發][布佈]|[颁頒][布佈]|[转轉][发發]|批[转轉]|下[达達]|[实實]施|同意)\s*[《〈]?(?P<title>.+?)[》〉]?(?:等.{1,8})?的(?:通知|公告|通告|[决決]定|批[复復覆]|函|命令)$"
)
"""`…关于印发《…》的通知`."""
CONSULTED = re.compile(
    r"(?:关于|關[於于])(?:对|(?:公开)?(?:征求|徵求|征集))?\s*《(?P<title>[^《》]+)》?.{0,12}?(?:(?:征求|徵求|征集)|(?<=》)).{0,6}?(?:意见|意見)(?:建议)?的?(?:公告|通知|通告|函|启事)$"
)
"""`关于《…（草案）》公开征求意见的公告`, behind which the draft stands."""
PRINTED = re.compile(
    r"(?:印[发發]|[发發][布佈]|公布|出[台臺])了?(?P<quoted>《(?:[^《》]|《[^《》]*》)+》)(?:的(?:通知|公告|通告))?(?:[（(，,].*)?$"
)
"""`…办公室印发《…》的通知` without 关于, and the headline of news, `某省印发《…》`."""
AMENDED = re.compile(r"(?:关于|關[於于])(?:修改|修正|修订|修訂)\s*[《〈](?P<title>[^》〉]+)[》〉](?:部分条款)?的(?:决定|決定)$")
"""`…关于修改《…》的决定`, behind which the statute stands as it is now."""
NAMED = re.compile("《(?P<title>[^《》]{6,60})》")
NAMING = re.compile("(?:现|予以?)(?:予以?)?(?:公布|印发|[发發]布|[转轉][发發]|下[发發]|批[转轉])|(?:全文|内容)如下|现将全文")
"""What says of a named document that it stands below."""
MADE = re.compile(
    "现将(?:修订后?的|制定的|我[^《]{1,12}的)?《(?P<title>[^《》]{6,60})》[^。]{0,12}(?:印[发發]|[发發]布|公布|下[发發]|[转轉][发發])"
)
"""The same of the one that a letter sends (现将《…》印发给你们)."""
MADE_KNOWN = 4
"""Lines below a title in which an order names what it makes known."""
PREFIX = re.compile(
    r"^(?:[（(【\[](?:转载|全文|图文|最新|权威发布|受权发布|重磅)[）)】\]]|【[\u4e00-\u9fff]{2,4}】(?=\S{8})|(?:全文|权威发布|受权发布|重磅)\s*[：:！|｜])\s*"
)
"""What sites set before a title."""
SUFFIX = re.compile(r"\s*[（(【\[](?:全文|图文|全文公开|附全文|转载|实录)[）)】\]]$")
"""What they set behind one."""
EXPLAINED = re.compile(r"^(?:一图(?:读懂|看懂|了解|速览)|图解|图说|动漫|视频|[\u4e00-\u9fff]{0,4}解读|政策问答|新闻发布)\s*[|｜:：丨]")
"""The headline of what a site has beside a document."""
ABOUT = re.compile("关于|關[於于]")
ABOUT_ENDS = re.compile(
    r"的[^，。的]{1,12}(?:[（(][^（）()]*[）)])*$|(?:意[见見]|措施|通知|规定|規定|办法|辦法|决定|決定|政策|公告|通告|批[复復覆]|函)(?:[（(][^（）()]*[）)])*$"
)
"""How a title ends that says what it is about: 关于…的报告."""
SITE = re.compile(r"\s*[-–—_|｜]+\s*[^-–—_|｜]{2,40}$")
"""The name of a web site, or of a part of one, behind a page's title."""
FRONT = re.compile(r"\A\ufeff?---\s*\n(?:(?!---)[^\n]*\n){0,30}?title:\s*[\"']?([^\"'\n]{2,100})")
"""The title in the head of a Markdown file, as tools that keep web pages write it."""
ATTRIBUTES = re.compile(r"[ ]*\{[#.][^{}\n]*\}$")
"""What Pandoc's Markdown says behind a title."""
MOST_LINES = 4
LONGEST = 100
SENTENCE = 15
"""Characters of a sentence: what a page calls out to its visitors is shorter."""
PUBLISHER, HEADLINE = 8, 40
"""Characters of the name of an account, and of a headline."""
SHORT = 8
"""Characters of an item of a menu."""
LONGEST_MENU = 12
"""Characters of some items of a menu in lines of their own."""
LONGEST_PLACE = 8
"""Characters of the name of a place before a title."""


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """A line, or some lines, that may be the title."""

    fact: Fact
    score: int


def title_of(raw: str, head: Sequence[OpeningLine], lines: Sequence[OpeningLine]) -> tuple[Fact | None, tuple[Fact, ...]]:
    """The title, and what it might be as well. Where a notice issues a document that follows, its own title counts."""
    found = [*_of_page(raw, lines), *candidates(_before_text(head)), *_labelled(head)]
    if head and head[0].text.endswith(("：", ":")) and (announced := _issued(Fact("", 0, -1), lines)):
        return announced, ()  # a notice without its own title begins with whom it addresses
    if not found:
        told = (_issued(Fact(line.text, line.number, line.index), lines) for line in head[:MOST_LINES])
        return next((fact for fact in told if fact), None) or _plain_title(head or lines[:MOST_LINES]) or _behind_notice(head), ()
    best = max(found, key=lambda one: one.score)
    rivals = [one.fact for one in found if one.score == best.score and folded(one.fact.value) != folded(best.fact.value)]
    if issued := _issued(best.fact, lines) or _announced(best.fact, head, lines):
        return issued, ()
    best = next((one for one in found if one.fact.at == best.fact.at + 1 and _goes_before(best.fact.value, one.fact.value)), best)
    return best.fact, tuple(one for one in rivals if not _issued(one, lines))[:3]


def _announced(part: Fact, head: Sequence[OpeningLine], lines: Sequence[OpeningLine]) -> Fact | None:
    """The title that a headline names, where only a part of its lines was found."""
    named = (line for line in head[:MOST_LINES] if line.index < part.at and folded(part.value) in issued(line.text))
    return next((fact for line in named if (fact := _issued(Fact(line.text, line.number, line.index), lines))), None)


def _behind_notice(head: Sequence[OpeningLine]) -> Fact | None:
    """The title of a document behind a notice that has none: below who signed the notice and when."""
    signed = [line.index for line in head if is_date(line.text)]
    behind = (one.fact for one in candidates(head) if signed and one.fact.at > signed[0])
    return next(behind, None)


def _goes_before(headline: str, title: str) -> bool:
    """True for a headline that says the title in the line below it, with what a site puts before it."""
    return len(title) >= SENTENCE and folded(headline) != folded(title) and folded(headline).endswith(folded(title))


def _labelled(head: Sequence[OpeningLine]) -> Iterator[TitleCandidate]:
    """The title that a register of laws gives behind a label."""
    for fact in labelled(head, "法規名稱", "法规名称", "文件名称"):
        yield TitleCandidate(fact, 20)


def _before_text(head: Sequence[OpeningLine]) -> Sequence[OpeningLine]:
    """The lines before the first sentence: a text that begins within itself has no title page."""
    return head[: next((n for n, line in enumerate(head) if ends_sentence(line.text) and len(line.text) >= SENTENCE), len(head))]


def folded(words: str) -> str:
    """A title without blanks, quotation marks and brackets: two that share it are the same."""
    return re.sub(r"[\s《》〈〉“”\"'（）()\[\]〔〕\-—–]", "", words)


def _of_page(raw: str, lines: Sequence[OpeningLine]) -> Iterator[TitleCandidate]:
    """The title that a page of HTML or Markdown marks as such."""
    front = FRONT.match(raw)
    marked = [front[1] if front else "", page_says(raw, "articletitle", "og:title")]
    marked += [re.sub(r"<[^>]+>", "", found[1]) for found in re.finditer(r"<h1\b[^>]*>(.{4,300}?)</h1>", raw[:200_000], re.I | re.S)]
    marked += [found[1] for found in re.finditer(r"<title\b[^>]*>([^<]{4,200})</title>", raw[:200_000], re.I)]
    hashed = [found[1] for found in re.finditer(r"^# (\S.{3,80})$", raw[:20_000], re.M)]
    hashed = hashed[: next((n for n, words in enumerate(hashed) if starts_heading(words, FIRST_OF_ALL)), len(hashed))]
    hashed = [words for words in hashed if not STANDARD.search(re.sub(r"\s", "", words))]
    marked += [words for words in hashed if ENDED.search(words) or not organs_of(words)][:1] or hashed[:1]
    marked += [found[1] for found in re.finditer(r"<strong\b[^>]*>([^<]{4,80})</strong>", raw[:20_000], re.I)][:1]
    for words in marked:
        title = PREFIX.sub("", " ".join(html.unescape(ATTRIBUTES.sub("", words)).split()))
        title = _without_site(title)
        if title and not starts_heading(title, FIRST_OF_ALL):
            line = next((line for line in lines if folded(line.text) == folded(title)), None)
            yield TitleCandidate(Fact(title, line.number, line.index) if line else Fact(title, 0), 20)
            return


def _without_site(words: str) -> str:
    """A page's title without the names of its site: as much as ends like a title, where some of it does."""
    bare = words
    while not ENDED.search(bare) and (found := SITE.search(bare)):
        bare = bare[: found.start()]
    return bare


FIRST_OF_ALL = ("第一编", "第一章", "第一节", "第一条", "Ⅰ、", "一、", "（一）", "1.1")


def candidates(head: Sequence[OpeningLine]) -> Iterator[TitleCandidate]:
    """What may be the title among the lines of a head, in order."""
    at = 0
    while at < len(head):
        title, count = _joined(head, at)
        if title:
            yield TitleCandidate(Fact(without_site_words(title), head[at].number, head[at].index), _score(title, head, at, count))
        at += max(1, count if title else 1)


def without_site_words(title: str) -> str:
    """A title without what sites set before and behind it: 【规划】, （全文）."""
    return SUFFIX.sub("", PREFIX.sub("", title))


def _joined(head: Sequence[OpeningLine], at: int) -> tuple[str, int]:
    """The title that begins in a line, and how many lines it takes; empty when none begins there."""
    words, count = head[at].text, 1
    if not _can_begin(words):
        return "", 0
    while count < MOST_LINES and at + count < len(head):
        after = head[at + count].text
        if len(words) <= LONGEST_MENU and _stands_alone(head[at + count - 1], head[at + count]):
            return "", 0
        whole = ENDED.search(words) is not None and words.count("《") == words.count("》")
        whole = whole and (ABOUT.search(words) is None or ABOUT_ENDS.search(words) is not None)
        goes_on = GOES_ON.match(after) and ENDED.search(after) and not after.startswith("—")
        if (whole and not goes_on and not (BRACKET.fullmatch(after) and not is_date(after) and not PASSED.search(after))) or not _can_go_on(
            after
        ):
            break
        words, count = _put_together(words, after), count + 1
    return (words, count) if ENDED.search(without_site_words(words)) and 4 <= len(words) <= LONGEST else ("", 0)


def _stands_alone(before: OpeningLine, line: OpeningLine) -> bool:
    """True for a whole title behind a blank line: a few words before it are a menu's."""
    return (
        line.number > before.number + 1 and len(line.text) >= LONGEST_MENU and ENDED.search(line.text) is not None and _can_begin(line.text)
    )


def _put_together(words: str, after: str) -> str:
    return f"{words} {after}" if re.search(r"[A-Za-z0-9]$", words) and re.match(r"[A-Za-z0-9]", after) else words + after


def _can_begin(words: str) -> bool:
    """True for a line that a title may begin with."""
    return (
        _can_go_on(words)
        and not GOES_ON.match(words)
        and not STATE.fullmatch(words)
        and not starts_heading(words, FIRST_OF_ALL)
        and not re.match(r"附\s*[件錄录]", words)
    )


def _can_go_on(words: str) -> bool:
    return not (
        ends_sentence(words)
        or re.search(r"[；;，,：:]$", words)
        or len(words) > (LONGEST if ENDED.search(words) and re.search("关于|關[於于]", words) else LONGEST_TITLE)
        or CONTROLS.match(words)
        or LABEL.match(words)
        or is_date(words)
        or CONTENTS.search(words)
        or organs_of(words)
        or PERSON.match(words)
        or LETTERHEAD.search(words)
        or ISSUE.search(words)
        or STANDARD.search(words)
        or PAPER.fullmatch(words)
        or EXPLAINED.match(words)
        or re.fullmatch(r"附[ \u3000]?[件錄录表][ ]?\d{0,2}", words)
        or is_label(words)
        or re.search(r"[>»<\t]", words)
        or (re.match(r"[^“”]*”", words) and words.count("“") != words.count("”") and len(words) < SHORT)
    )


def _score(title: str, head: Sequence[OpeningLine], at: int, count: int) -> int:
    """How much speaks for a title: what it names, how long it is, what follows; against it, that it stands in a menu."""
    after = [line.text for line in head[at + count : at + count + 3]]
    before = head[at - 1].text if at else ""
    told = any(is_date(words) or dates_in(words) or organs_of(words) or words.startswith("—") for words in after)
    menu = bool(before) and len(before) <= SHORT and bool(after) and len(after[0]) <= SHORT and not is_date(after[0])
    names = bool(period_of(title) or re.search(r"关于|關[於于]|[省市县縣区區州盟]|国家|全国|中华", title))
    return 3 * told + 2 * (len(title) >= 10) + 2 * names + count - 4 * menu + (2 if at == 0 else 0)


def issued(notice: str) -> str:
    """The folded title of what a notice issues, or a decision amends, by its title; empty for other titles."""
    words = re.sub(r"\s", "", notice)
    found = ISSUED.search(words) or AMENDED.search(words) or CONSULTED.search(words)
    if not found and (told := PRINTED.search(words)):
        return folded(told["quoted"])
    return folded(found["title"]) if found else ""


def _issued(notice: Fact, lines: Sequence[OpeningLine]) -> Fact | None:
    """The title of what a notice issues, where it stands by itself behind the notice."""
    wanted, begins = issued(notice.value), notice.at
    if not wanted:
        wanted, begins = _made_known(notice, lines)
    if not wanted:
        return None
    for n, line in enumerate(lines):
        if line.index > begins:
            words = line.text
            for more in range(MOST_LINES):
                if _is_wanted(words, wanted, notice.value):
                    after = lines[n + more + 1].text if n + more + 1 < len(lines) else ""
                    more_of_it = BRACKET.fullmatch(after) and (period_of(after) or DRAFT.search(after)) and not is_date(after)
                    words = words[1:-1] if re.fullmatch("《[^《》]*》", words) else words
                    return Fact(words + (after if more_of_it else ""), line.number, line.index)
                if len(folded(words)) >= len(wanted) + LONGEST_PLACE or n + more + 1 >= len(lines):
                    break
                words = _put_together(words, lines[n + more + 1].text)
    return None


def _is_wanted(words: str, wanted: str, notice: str) -> bool:
    """True for the title that a notice names, with its stage in brackets or not, and with the place that the notice begins with."""
    bare = folded(BRACKET.sub("", words))
    place = bare[: -len(wanted)] if bare.endswith(wanted) else "-"
    return (
        folded(words) == wanted
        or bare == wanted
        or (0 < len(place) <= LONGEST_PLACE and not ABOUT.match(place) and folded(notice).startswith(place))
    )


def _made_known(notice: Fact, lines: Sequence[OpeningLine]) -> tuple[str, int]:
    """The folded title of what an order or an article makes known in its first lines (《…办法》已经…通过，现予公布), and where."""
    for line in lines[: next((n for n, line in enumerate(lines) if line.index > notice.at), 0) + MADE_KNOWN]:
        if line.index > notice.at and (found := MADE.search(line.text) or (NAMING.search(line.text) and NAMED.search(line.text))):
            return folded(re.sub("^关于", "", found["title"])), line.index
    return "", 0


def _calls_out(words: str) -> bool:
    """True for a headline of an article."""
    return SENTENCE <= len(words) <= HEADLINE and words.endswith(("！", "!", "？", "?")) and "。" not in words


def _plain_title(head: Sequence[OpeningLine]) -> Fact | None:
    """The first short line that is no sentence, when no line ends as titles do, a longer one that calls out (…出炉！) below the name of
    who publishes before it; none where a sentence comes first."""
    headed = False
    for line, after in zip_longest(head, head[1:]):
        account = any(other.text.startswith(line.text + " ") and re.search(r"\d:\d\d", other.text) for other in head)
        aside = (
            account
            or CONTROLS.match(line.text)
            or LABEL.match(line.text)
            or is_date(line.text)
            or NUMBERED_PAPER.search(line.text)
            or PAPER.fullmatch(line.text)
            or LETTERHEAD.search(line.text)
            or EXPLAINED.match(line.text)
        )
        if aside or (after and organs_of(line.text)):
            continue
        if after and len(line.text) <= PUBLISHER and _calls_out(after.text):
            return Fact(after.text, after.number, after.index)
        if len(line.text) > LONGEST_TITLE or (ends_sentence(line.text) and not _calls_out(line.text)):
            return None
        if starts_heading(line.text, FIRST_OF_ALL):
            headed = True
        elif headed and not ENDED.search(line.text):
            return None  # what stands below a heading is text
        elif not line.text.endswith(("：", ":")):
            return Fact(line.text, line.number, line.index)
    return None

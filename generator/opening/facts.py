"""What a document says of itself, put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.model.address import is_web_address
from generator.opening.dates import DATE, dates_in, is_date, period_of
from generator.opening.lines import Fact, OpeningLine, head_of, labelled, page_says
from generator.opening.organs import ORGAN, PERSON, before_about, organs_of, passed_by
from generator.opening.titles import ISSUED, PREFIX, folded, title_of
from generator.repair.page_words import is_label

NUMBER_OF_TAIWAN = re.compile(r"(?P<number>[（(]\d{2,3}[）)][\u4e00-\u9fff]{2,10}字第\d{4,14}[號号])")
"""`（112）府法綜字第1123051234號`."""
NUMBER = re.compile(r"(?P<number>[\u4e00-\u9fff（）()]{1,16}[〔［\[（(【]\s*(?:19|20)\d\d\s*[〕］\]）)】]\s*(?:第\s*)?\d{1,5}\s*[号號])")
"""A document's number: 某政发〔2021〕3号."""
LETTERHEAD = re.compile(NUMBER.pattern + r"(?=(?:签发人?|办理结果|公开(?:属性|类别|方式)|密级|紧急程度|类别|分类)[：:])")
"""The same with who signed the document in its line."""
NUMBERED_DAY = re.compile(NUMBER.pattern + r"[，,]?(?P<day>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?:印发|发布)?")
"""The number with the day, as gazettes have them below a title: （某政发〔2025〕15号　2025年4月11日）."""
BEFORE_TITLE = re.compile(NUMBER.pattern + r"(?=[^，。：]{0,40}(?:关于|關[於于]).{4,80}(?:通知|意[见見]|[决決]定|[办辦]法|方案)$)")
"""The number set before the title in its line."""
STANDARD = re.compile(r"(?:GB|DB\d{2,4}|T/[A-Z]{2,8}|[A-Z]{2,4})(?:/[TZ])?\d{1,5}(?:\.\d{1,2})?[-—–](?:19|20)\d\d")
"""A standard's: DB33/T 2890—2025."""
ORDER = re.compile(r"(?P<number>[\u4e00-\u9fff]{2,30}令\s*(?:第\s*)?\d{1,5}\s*[号號])")
"""An order's: 国务院令第332号."""
PASSAGE = re.compile(r"通过|公布|批准|修正|修订|颁布|印发|发布|通過|修正|制定")
IN_FORCE = re.compile(r"自?\s*(?:\d|[〇零一二三四五六七八九十]){2,4}\s*年[^，,。；;、]{1,12}(?:施行|实施|生效)")
PLANNED = re.compile("规划|規劃|纲要|綱要|计划|計[畫劃]|方案|报告|報告|要点|行动")
"""Documents that are for some years; a year in another title is that of the document itself."""
OPENED = 24
"""Characters that may follow a date at the head of a line of a title page: a meeting that approved it, 前言."""
NUMBERS = ("文号", "备注/文号", "发文字号", "文件编号", "发文号", "發文字號")
"""How forms call a document's number."""
WRITTEN = ("成文日期", "公文生成日期", "印发日期", "发文日期", "公布日期", "修正日期", "公發布日")
SHOWN = ("发布日期", "发布时间", "公开日期", "时间", "日期")
"""How forms call the day of a document, and the day when a site showed it: a notice's own day stands between."""
ISSUERS = ("发布机构", "发文机关", "发文单位", "制定机关", "印发机关", "发布单位", "发文机构")
"""How forms call who issued a document."""
LABELLED_NUMBER = re.compile(rf"(?:{'|'.join(NUMBERS)})[ \u3000]*[：:|｜]?[ \u3000]*{NUMBER.pattern}")
"""The same in a row of labels, with or without a colon."""
HEAD_OF = re.compile(
    r"(?:部长|局长|署长|主任|省长|市长|县长|区长|州长|主席|总理|行长|院长|检察长|会长)"
    r"[ \u3000]*[\u4e00-\u9fff]{1,3}[ \u3000]?[\u4e00-\u9fff]{1,3}"
)
"""The head of a body, who signed an order."""
NOTICE_ENDS = re.compile(r"的?(?:通知|公告|通告|[决決]定|批[复復覆]|函|意[见見])$")
ADDRESSED = re.compile(
    r"(?P<who>[^。；！？：:]{2,120}"
    r"(?:政府|机关|機關|机构|機構|单位|單位|部[门門]|委[员員][会會]|[办辦]公室|[厅廳]|局|委|[办辦]|院|校|企[业業]|公司|[镇鎮]|街道|街道[办辦]事[处處]|中心)(?:[（(][^（）()]{1,12}[）)])?)[：:]"
)
"""`各区人民政府，市政府各委、办、局，各有关单位：`."""
ADDRESSING = 9
"""Lines below the title of a plain notice among which whom it addresses stands."""
PASSED = 3
"""Lines from a title on, behind a notice with numbered parts, among which its passage stands."""
SIGNED = 15
"""Lines at the end, or before an annex, among which a signature stands."""
ANNEX = re.compile(r"附[ \u3000]?[件錄录](?:\d{1,2}|[一二三四五六七八九十])?(?:[ \u3000]|$)")
"""How the head of an annex begins; a list of annexes has a colon behind the word."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a document says of itself; None for what it does not say."""

    title: Fact | None = None
    others: tuple[Fact, ...] = ()
    """What may be the title as well."""
    number: Fact | None = None
    issuer: Fact | None = None
    addressee: Fact | None = None
    author: Fact | None = None
    date: Fact | None = None
    period: Fact | None = None
    source: Fact | None = None


def opening_of(raw: str, lines: Sequence[OpeningLine], title: str = "", beside: Sequence[OpeningLine] = ()) -> Opening:
    """Read a document's opening and its signature. `title` is a person's, `beside` what its web page says beside it."""
    head = head_of(lines)
    own, others = title_of(raw, head, lines)
    at = own.at if own else -1
    around = [*head, *lines[len(head) : at + PASSED if at >= len(head) else 0]] if head else lines[: max(at, 0)]
    signed = [*_signatures(line for line in around if line.index < at), *_signatures(_before_annex(lines)), *_signatures(lines[-SIGNED:])]
    shown = own
    if title:
        line = next((line for line in lines if folded(line.text) == folded(title)), None)
        shown = Fact(title, line.number, line.index) if line else Fact(title, 0)
    period = period_of(shown.value) if shown and PLANNED.search(shown.value) else ""
    url = page_says(raw, "url", "og:url")
    return Opening(
        title=shown,
        others=() if title else others,
        number=_first(_numbers(around, beside)),
        issuer=_first(_issuers(raw, around, own, signed, beside=beside)),
        addressee=_first(_addressees(around, own)),
        author=_first(_authors(around)),
        date=_first(_dates(raw, around, own, signed, beside=beside)),
        period=Fact(period, shown.line) if shown and period else None,
        source=Fact(url, 0) if is_web_address(url) else None,
    )


def _first(found: Iterator[Fact]) -> Fact | None:
    return next(found, None)


def _signatures(lines: Iterable[OpeningLine]) -> Iterator[tuple[Fact, Fact]]:
    """(who, when) of each date that stands below the name of a body."""
    for above, below in pairwise(lines):
        if is_date(below.text) and (organs := organs_of(above.text)):
            yield Fact(organs, above.number), Fact(dates_in(below.text)[0], below.number)


def _before_annex(lines: Sequence[OpeningLine]) -> Sequence[OpeningLine]:
    """The lines before the first annex, among which the document's own signature stands; none where it has no annex."""
    annex = next((n for n, line in enumerate(lines) if n and ANNEX.match(line.text)), 0)
    return lines[max(0, annex - SIGNED) : annex]


def _numbers(lines: Sequence[OpeningLine], beside: Sequence[OpeningLine]) -> Iterator[Fact]:
    """The document's own number: alone in its line, in brackets, behind a label; an order's in the line that says its passage."""
    for fact in labelled([*lines, *beside], *NUMBERS):
        if found := NUMBER.search(fact.value) or NUMBER_OF_TAIWAN.search(re.sub(r"\s", "", fact.value)) or ORDER.search(fact.value):
            yield Fact(re.sub(r"\s", "", found["number"]), fact.line)
    for line in (*lines, *beside):
        if found := LABELLED_NUMBER.search(line.text):
            yield Fact(re.sub(r"\s", "", found["number"]), line.number)
    for line in lines:
        bare = re.sub(r"\s", "", line.text)
        inner = bare[1:-1] if bare[:1] in "（(" and bare[-1:] in "）)" else bare
        if (
            (found := NUMBER.fullmatch(inner) or LETTERHEAD.match(inner) or NUMBERED_DAY.fullmatch(inner))
            or (found := ORDER.fullmatch(inner) or BEFORE_TITLE.match(bare))
            or (_passage(bare) and (found := _order(bare)))
        ):
            yield Fact(found["number"], line.number)
    for line, after in pairwise(lines):
        if line.text.endswith("令") and (found := ORDER.fullmatch(re.sub(r"\s", "", line.text + after.text))):
            yield Fact(found["number"], line.number)
    yield from (Fact(line.text, line.number) for line in lines if STANDARD.fullmatch(re.sub(r"\s", "", line.text)))


def _issuers(
    raw: str, lines: Sequence[OpeningLine], title: Fact | None, signed: Sequence[tuple[Fact, Fact]], *, beside: Sequence[OpeningLine]
) -> Iterator[Fact]:
    """Who issued it, the surest first: signed, named in the title, behind a label, alone in a line, by passing it, by its number."""
    yield from (who for who, _ in signed)
    titles = [Fact(line.text, line.number) for line in lines if ISSUED.search(line.text)]
    for fact in (*titles, *([title] if title else [])):
        if organs := before_about(PREFIX.sub("", fact.value)):
            yield Fact(organs, fact.line)
    yield from labelled([*lines, *beside], *ISSUERS)
    for line in lines:
        if organs := organs_of(re.sub("(?:发布|令)$", "", line.text)) or _by_passage(line.text) or _of_person(line.text):
            yield Fact(organs, line.number)
    if organs := organs_of(page_says(raw, "contentsource")):
        yield Fact(organs, 0)


def _by_passage(words: str) -> str:
    """The body that passed a law, or whose order made it known."""
    if not _passage(words):
        return ""
    if passed := passed_by(words):
        return passed
    return organs_of(found["number"].partition("令")[0].removeprefix("中华人民共和国")) if (found := _order(words)) else ""


def _order(words: str) -> re.Match[str] | None:
    """The number of an order in a line that says when it was made known."""
    return ORDER.search(re.sub(r"^.*日|\s", "", IN_FORCE.sub("", words)))


def _of_person(words: str) -> str:
    """The body whose head gives a report."""
    return found["organ"] if (found := PERSON.match(words)) and ORGAN.fullmatch(found["organ"]) else ""


def _addressees(lines: Sequence[OpeningLine], title: Fact | None) -> Iterator[Fact]:
    """Whom a notice addresses: the line of bodies that a colon ends, between its own title and its text, or the title of what it issues."""
    at = title.at if title else -1
    before = [line.index for line in lines if line.index < at and NOTICE_ENDS.search(line.text) and not line.text.startswith("特此")]
    own = title is not None and NOTICE_ENDS.search(title.value) is not None
    begin, end = (at, max(at, 0) + ADDRESSING) if own else (min(before, default=-1), at)
    for line in lines:
        if begin < line.index < end and (found := ADDRESSED.fullmatch(line.text)):
            yield Fact(found["who"], line.number)


def _authors(lines: Sequence[OpeningLine]) -> Iterator[Fact]:
    """Who gives a report, or wrote a study."""
    for line in lines:
        if found := PERSON.match(line.text):
            yield Fact(re.sub(r"\s", "", found["name"]), line.number)
    yield from (fact for fact in labelled(lines, "作者", "撰文", "执笔") if len(fact.value) <= 20)


def _dates(
    raw: str, lines: Sequence[OpeningLine], title: Fact | None, signed: Sequence[tuple[Fact, Fact]], *, beside: Sequence[OpeningLine]
) -> Iterator[Fact]:
    """When it was issued, the surest first: signed, passed, told under the title, labelled, on the page."""
    yield from (when for _, when in signed)
    yield from (
        Fact(dates_in(day.text)[0], day.number) for who, day in pairwise(lines) if HEAD_OF.fullmatch(who.text) and is_date(day.text)
    )
    days = ((line, NUMBERED_DAY.fullmatch(re.sub(r"[\s（）()]", "", line.text))) for line in lines)
    yield from (Fact(dates_in(day["day"])[0], line.number) for line, day in days if day)
    passed = [Fact(dates[-1], line.number) for line in lines if (dates := _passage(line.text))]
    yield from sorted(passed, key=lambda fact: fact.value, reverse=True)
    start = title.at if title else -1
    for line in lines:
        if line.index > start and (line.text.startswith("—") or _opens_with_date(line.text)) and (dates := dates_in(line.text)):
            yield Fact(dates[0], line.number)
    for names in (WRITTEN, SHOWN):
        yield from (Fact(dates[0], fact.line) for fact in labelled([*lines, *beside], *names) if (dates := dates_in(fact.value)))
        yield from (Fact(dates_in(line.text)[0], line.number) for line in lines if line.index < start and is_date(line.text))
    yield from (Fact(dates_in(line.text)[0], line.number) for line in lines if is_date(line.text))
    yield from (Fact(date, 0) for date in dates_in(page_says(raw, "pubdate", "publishdate", "article:published_time")))


def _opens_with_date(words: str) -> bool:
    """True for a line of a title page that is, or begins with, a date; a sentence that begins with one goes on in it."""
    bare = words.strip(" （(")
    return (found := DATE.match(bare)) is not None and len(bare) - found.end() <= OPENED and not re.match(r"[，、以]", bare[found.end() :])


def _passage(words: str) -> list[str]:
    """The dates of a line that says when something was passed or made known, and not only when it comes into force."""
    told = IN_FORCE.sub("", words)
    return dates_in(told) if len(words) <= 120 and not is_label(words) and PASSAGE.search(told) else []

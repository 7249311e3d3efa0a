"""Definitions in an annex: the parts of a plan whose title says that they explain words (名词解释, 指标解释, 术语).

An entry is a numbered section without sections of its own: its title is the head, its text the definition. Where such a part has no
numbered entries, or an entry's number stands before one line without a border, the line itself is read: `四大品牌：是指……`,
`四大品牌是指……`, `1. 四大品牌。是指……`. So are the lines after one that says 名词解释 and no more, where it is no heading.
What it leaves alone: a line that names no head in its first thirty characters.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from generator.characters import HAN, HAN_NUMERALS
from generator.model import Definition, Plan, Section, Sentence
from generator.numbering import CIRCLED

EXPLAINING = re.compile(
    r"(?:名[词詞]|术语|词语|词汇|概念|用语|指标)[^，。；]{0,8}(?:解[释釋]|释义|注释|说明|定义|表)|(?:解释|释义)$|^(?:名词|术语|用语)$"
    "|新名?词(?:新语)?(?:解[读释])?$|热词|小词典"
)
"""Titles of parts that explain words. Knowledge: the annexes of plans, white papers and laws (第…条 本法下列用语的含义)."""
LABEL = re.compile(
    r"(?:[附有部主][件关關分要]|专栏 ?[0-9一二三四五六七八九十]{0,3})?[：: ]?"
    r"(?:名[词詞]|[术術][语語]|用[语語])(?:解[释釋]|[释釋][义義]|[注註][释釋]|[说說]明)[：:]?"
    r"|[—－-]{1,4} ?(?:[注註][释釋]|名词注释) ?[—－-]{1,4}"
)
"""A line of the text that only says what follows."""
MEASURES = re.compile(r"指标")
WORDS = (
    "数(?![字据量])|标(?![准志])|导(?![致航热])|引(?!进)|挥(?!发)|定(?![期点量向])|南(?![北水])|示(?!范)|针(?!对)|派(?!出)|责(?!任)|点(?![状源])|战(?!略)|纹|甲"
    "|令|名(?![义录])|控(?!制)|认(?!定)|教(?![育师学])|使(?!用)|明(?!确)|出(?![资口让生租行版])"
)
"""What begins another word with 指, and what of it does not: 指数, but 指数字经济."""
MEANING = f"指(?!{WORDS}|向|望)"
"""指 by itself: not in 价格指数, 指标, 指引; 向 may follow 是指: 是指向社会公开张榜."""
IS_MEANT = f"(?:是|(?<![体关联派谱星])系)指(?!{WORDS})"
"""是指 and 系指, not of 体系 and 关系."""
SAYS = rf"，?(?:也称|又称|亦称|{IS_MEANT}|指的是|{MEANING})"
"""What says that an explanation follows."""
LINE = re.compile(
    r"^(?!注[：:])(?P<head>[“「][^“”「」。；：:]{1,30}[”」]|[^，。；：:【】]{1,30}?)(?P<gloss>（[^（）：:]{2,80}）)?\s*"
    rf"(?:[：:]|——|(?={SAYS})|(?<=[”」])(?=，?[即是]))"
    r"|^【(?P<framed>[^【】]{2,30})】[：:]?"
    rf"|^(?P<spaced>(?:[{HAN}A-Za-z0-9+·/-]|“[^“”]{{1,12}}”){{2,24}}|“[^“”]{{1,12}}”)[ \u3000]+(?=[^\s，。；：][^\n]{{8,}}[。；]?$)"
)
"""A definition in one line."""
IS = re.compile(r"(?P<head>[^，。；：:是（）]{2,16})(?P<gloss>（[^（）：:]{2,80}）)?，?(?=是(?![否非])[^，。；]{6})")
"""The same after a number: 未来社区是以人本化为导向的社区."""
NUMBER = re.compile(
    rf"(?:注[：:]\s*)?(?:[{CIRCLED}]|[\[［]\d{{1,3}}[\]］]|[（(]?\d{{1,3}}(?:[）)、．]|\.(?!\d))|[（(][{HAN_NUMERALS}]{{1,3}}[）)]|[{HAN_NUMERALS}]{{1,3}}、)\s*"
)
"""An entry's number; 注：① in a report, [1] of a note."""
PAGE = re.compile(r"[（(](?:见|参见)?(?:正文)?(?:第\s*\d+\s*页|[Pp]\.?\s*\d+)(?:[、，,-]\s*\d+页?)*[）)]")
"""Where in print the word stands."""
TWICE = re.compile(r"(.{2,})\1")
"""A head that its definition says again, without what stood between: 海绵城市 海绵城市是指……."""
DOES = re.compile(r"(?P<head>[^，。；：:（）通过以由将对在]{2,8})，(?=(?:通过|以|由|将|对|在|利用|依托)[^。]{8,}的[^，。的]{2,8}。)")
"""The same, where it says at once how: 探访关爱，通过入户了解情况的服务."""
HEAD = re.compile(r"(?P<head>[“「][^“”「」。；：:]{1,30}[”」]|[^，。；：:]{1,30}?)[。：:]?$")
"""A head that is a sentence of its own, after a number."""
NAMES = re.compile(r"(?:也称|又称|亦称|也叫|又译为?|简称)为?[“「]([^“”「」]{2,20})[”」]")
"""Further names that a definition gives."""
SUBJECT = re.compile(r"(?:^|[；。])([^，。；（）“”]{2,20})（([A-Z][A-Za-z]{1,9})：[A-Za-z ]+）(?=是指|指)")
"""A part of a definition with a subject of its own: 生物医药合同研发组织（CRO：Contract Research Organization）是指……."""

ALONE = re.compile(rf"[{HAN}A-Za-z0-9]{{2,12}}")
"""A word in a line of its own among others that stand before what they mean."""
LONGEST_WORD = 20
FEWEST_PAIRS = 2
"""Words with their meanings from which on paragraphs in turns are a list of them."""


def annex_definitions(plan: Plan) -> Iterator[Definition]:
    """Every entry of a plan's explaining parts, in order."""
    parts = explaining_parts(plan)
    parents = {section.parent for section in plan.sections}
    for section in plan.sections:
        if section.id not in parts:
            yield from _lines(plan, entries_below(section), "term")
            continue
        if section.id in parents:
            continue
        kind = parts[section.id]
        lines = [sentence for _, sentence in section.sentences()]
        if section.title and not EXPLAINING.search(section.title):
            text = "".join(sentence.text for sentence in lines)
            if text:
                yield Definition(
                    unquoted(PAGE.sub("", section.title).rstrip("：:")), plan.id, place=section.id, text=text, kind=kind, names=_names(text)
                )
            elif (found := LINE.match(section.title)) and section.title[found.end() :].lstrip("：:，"):
                yield Definition(head_of(found), plan.id, section.id, section.title[found.end() :].lstrip("：:，"), kind)
            continue
        yield from _lines(plan, section.sentences(), kind)


def entries_below(section: Section) -> list[tuple[int, Sentence]]:
    """The sentences after a line of the text that says 名词解释 and no more: 附件 with its title below, a report without headings."""
    sentences = list(section.sentences())
    for at, (_, sentence) in enumerate(sentences):
        if LABEL.fullmatch(sentence.text):
            return sentences[at + 1 :]
    return []


def _lines(plan: Plan, sentences_of: Iterable[tuple[int, Sentence]], kind: str) -> Iterator[Definition]:
    """Definitions that stand as paragraphs, or as ①…②… in one: each whose first sentence names a head."""
    entries: dict[tuple[int, str], list[tuple[str, str]]] = {}
    key, counted = (0, ""), 0
    for number, sentence in sentences_of:
        if number != key[0] or sentence.text[:1] in CIRCLED or _goes_on(sentence.text, counted):
            key = number, sentence.id
            counted = _counted(sentence.text)
        entries.setdefault(key, []).append((sentence.id, sentence.text))
    last = 0
    waiting: tuple[str, str] | None = None
    alone = given = False
    alternating = _alternate(["".join(text for _, text in sentences) for sentences in entries.values()])
    for sentences in entries.values():
        place, first = sentences[0]
        if LABEL.fullmatch(first):
            continue
        numbered = NUMBER.match(first) or (re.match(rf"{last + 1}[.．]", first) if last else None)  # 3.15分钟 after 2.
        if numbered and (digits := re.search(r"\d+", numbered[0])):
            last = int(digits[0])
        line = first[numbered.end() :] if numbered else first
        rest = "".join(text for _, text in sentences[1:])
        if waiting and not numbered and (rest or first).endswith(("。", "；")) and not (alone and LINE.match(line)):
            (head, at), waiting = waiting, None
            yield Definition(head, plan.id, place=at, text=first + rest, kind=kind, names=_names(first + rest))
            continue
        waiting = None
        found = (
            LINE.match(line)
            or ((IS.match(line) or DOES.match(line)) if numbered else None)
            or (HEAD.match(line) if numbered or not rest else None)
        )
        if found and is_whole(head := head_of(found)):
            text = line[found.end() :].lstrip("，") + rest
            if text:
                yield Definition(head, plan.id, place=place, text=text, kind=kind, names=_names(text))
                given = True
                continue
            alone = not (numbered or line[-1:] in "：:" or alternating)
            if not alone or (given and ALONE.fullmatch(line)):
                waiting = head, place  # what it means stands on the next line


def _alternate(paragraphs: Sequence[str]) -> bool:
    """True where words and what they mean stand in turns, each in a paragraph of its own, after what only says what follows."""
    texts = [text for text in paragraphs if not LABEL.fullmatch(text)]
    pairs = list(zip(texts[::2], texts[1::2], strict=False))
    return (
        len(pairs) >= FEWEST_PAIRS
        and len(texts) % 2 == 0
        and all(
            len(word) <= LONGEST_WORD
            and not re.search("[，。；！？]", word)
            and meaning.endswith(("。", "；"))
            and len(meaning) > len(word)
            for word, meaning in pairs
        )
    )


def _counted(text: str) -> int:
    """The number at the beginning of an entry; 0 for none."""
    numbered = NUMBER.match(text)
    digits = re.search(r"\d+", numbered[0]) if numbered else None
    return int(digits[0]) if digits else 0


def _goes_on(text: str, counted: int) -> bool:
    """True for the next entry in the same paragraph: 1.甲：……。2.乙：……。"""
    numbered = NUMBER.match(text)
    return bool(counted and numbered and _counted(text) == counted + 1 and LINE.match(text[numbered.end() :]))


def head_of(found: re.Match[str]) -> str:
    """The head that a line names, without quotation marks around it and the page where it stands; a head said twice is one."""
    groups = found.groupdict()
    head = unquoted(PAGE.sub("", (groups["head"] or groups["framed"] or groups["spaced"]) + (groups.get("gloss") or "")).strip())
    return again[1] if (again := TWICE.fullmatch(head)) else head


def is_whole(head: str) -> bool:
    """False for half a quotation, half a bracket."""
    return all(head.count(a) == head.count(b) for a, b in ("“”", "「」", "（）", "《》"))


def unquoted(head: str) -> str:
    """A head without the quotation marks around the whole of it."""
    inside = head[1:-1]
    return inside if head[:1] in "“「" and head[-1:] in "”」" and not re.search("[“”「」]", inside) else head


def _names(text: str) -> tuple[str, ...]:
    return (*NAMES.findall(text), *(name for found in SUBJECT.findall(text) for name in found))


def explaining_parts(plan: Plan) -> dict[str, str]:
    """Id → kind of the entries (`indicator` or `term`) for every section of a plan that explains words or stands in one that does."""
    found: dict[str, str] = {}
    parents = {section.parent for section in plan.sections}
    for section in plan.sections:
        if EXPLAINING.search(section.title) and (LABEL.fullmatch(section.title) or not _is_entry(section, parents)):
            found[section.id] = "indicator" if MEASURES.search(section.title) and "名词" not in section.title else "term"
        elif section.id[0] == "a" and not section.title and LABEL.fullmatch(next((s.text for _, s in section.sentences()), "")):
            found[section.id] = "term"
        elif section.parent in found:
            found[section.id] = found[section.parent]
    return found


def _is_entry(section: Section, parents: Container[str | None]) -> bool:
    """True for a section of the body that merely speaks of explaining: it stands in no annex and has much text of its own."""
    return section.id[0].isdigit() and section.level > 1 and section.id not in parents

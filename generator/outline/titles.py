"""Where titles end: at the line's end, at a 。, or where the border model says.

One level is set one way: if some headings of a level run into text without a 。 near, all of them that have text in their line
do; else a title that ends in 。 early is run in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from generator.characters import OWN_ENDS, TERMINAL
from generator.findings import Finding
from generator.model import Span
from generator.numbering import LONGEST_TITLE, level_of
from generator.outline.borders import LONGEST, UNCERTAIN, borders, meetings
from generator.outline.contents import ContentsTitles
from generator.outline.heads import LONGEST_RUN_IN, has_title, is_one_sentence
from generator.outline.levels import DEMAND
from generator.outline.scan import Item
from generator.outline.siblings import begins_with_stock, stock_length
from generator.outline.title_ends import (
    FEWEST,
    blank_end,
    bracket_end,
    colon_end,
    fused_levels,
    heading_of_meeting,
    is_measure,
    is_single_sentence,
    may_be_fused,
    read_as_fused,
    with_colons,
)
from generator.reading.seed import Seed
from generator.repair.lines import TASK
from generator.repair.printed_contents import ContentsLine

COUNTED_SHARE = 0.8
"""Share of numbers that count on through all chapters that must have no titles, before they number paragraphs."""
FUSED_SHARE = 0.2
"""Share of a level's headings with text in their line that must be surely fused before all of them are."""


@dataclass(frozen=True, slots=True)
class Title:
    """How a heading's line is divided."""

    title: Span
    """The title without mark and without the closing 。."""
    end: int
    """Where the heading ends: after the title's 。 if it has one."""
    run_in: bool
    found_by: str
    """`line`, `stop` (its 。), `bracket`, `colon`, `blank`, `contents`, `model`, `editor`, `none` (it has no title)."""


def _first_stop(text: str, start: int, end: int) -> int | None:
    found = re.compile(f"[{TERMINAL}]").search(text, start, end)
    return found.start() if found else None


def find_titles(
    seed: Seed, text: str, headings: Sequence[Item], use_borders: bool = True, contents: Sequence[ContentsLine] = ()
) -> tuple[dict[int, Title], list[Finding]]:
    """The title of each heading by its offset, and findings for uncertain borders.

    `use_borders` False leaves the editor's borders of the TOML aside, to measure the rule alone; `contents` are the lines of the text's
    own table of contents.
    """
    decided: dict[int, Title] = {}
    known_titles = ContentsTitles.of(contents)
    minutes = MINUTES.search(seed.settings.title) is not None
    editors = {b.line: b.title for b in seed.settings.border} if use_borders else {}
    by_level: dict[tuple[str, int], list[Item]] = defaultdict(list)
    for item in headings:
        start = _title_start(item)
        known = editors.get(item.line)
        if item.fixed and not item.opens_appendix:
            decided[item.span[0]] = _fixed(text, item, item.fixed)
        elif known is not None and text.startswith(known, start):
            known_end = start + len(known)
            run_in = known != "" and text[known_end : known_end + 1] in tuple(TERMINAL)
            decided[item.span[0]] = (
                _run_in(text, start, known_end, "editor") if run_in else Title((start, known_end), known_end, False, "editor")
            )
        elif item.found and (told := known_titles.title_end(text, item.span[0], start, item.span[1])):
            decided[item.span[0]] = _told_by_contents(text, start, told)
        elif minutes and (meeting := heading_of_meeting(text[start : item.span[1]])):
            decided[item.span[0]] = _run_in(text, start, start + meeting - 1, "colon")
        elif text.startswith("——", start + (stock := stock_length(text[start : item.span[1]]))) and stock:
            decided[item.span[0]] = Title((start, start + stock), start + stock, False, "model")
        elif (stop := _first_stop(text, start, item.span[1])) is None and item.span[1] - start <= LONGEST_TITLE:
            decided[item.span[0]] = Title((start, item.span[1]), item.span[1], False, "line")
        else:
            by_level[item.appendix, item.found.level if item.found else 0].append(item)
    by_level = _without_untitled(text, headings, by_level, decided)
    alone = _alone(text, headings)
    by_level = _of_statutes(seed, text, by_level, decided, alone=alone)
    if REPLY.search(seed.settings.title):
        by_level = _of_replies(text, by_level, decided)
    by_level = _parted(text, by_level, decided)
    single = _single_sentences(text, [item for items in by_level.values() for item in items if item.span[0] in alone], headings, decided)
    left = [item for items in by_level.values() for item in items]
    in_lines = Counter(_level(item) for item in headings if item.span[0] in decided and decided[item.span[0]].found_by == "line")
    fused = single | {item.span[0] for items in by_level.values() if _surely_fused(text, items) for item in items}
    fused |= _read_as_fused(text, [item for item in left if item.span[0] not in fused], bool(fused))
    measures = _measures(text, [item for item in left if item.span[0] in alone])
    for item in left:
        stop = _first_stop(text, _title_start(item), item.span[1])
        if item.span[0] not in fused and stop is not None:
            start = _title_start(item)
            decided[item.span[0]] = (
                Title((start, start), start, False, "none") if item.span[0] in measures else _run_in(text, start, stop, "stop")
            )
    doubts = [_long_beside_lines(seed, text, item, decided[item.span[0]]) for item in left if _is_long(text, item, decided, in_lines)]
    modelled, findings = _model(seed, text, sorted((item for item in left if item.span[0] not in decided), key=lambda item: item.span))
    return decided | modelled, [*doubts, *findings]


def _is_long(text: str, item: Item, decided: Mapping[int, Title], in_lines: Counter[int]) -> bool:
    """True for a long title with a comma that a 。 ends, in a level of which others have lines of their own."""
    title = decided.get(item.span[0])
    words = text[slice(*title.title)] if title and title.found_by == "stop" else ""
    return len(words) > LONGEST_RUN_IN and "，" in words and in_lines[_level(item)] >= FEWEST


def _long_beside_lines(seed: Seed, text: str, item: Item, title: Title) -> Finding:
    cause = f"“{text[slice(*title.title)]}” is long, and others of its level have lines of their own: it may hold the begin of its text"
    how = f"read the line; if the title is another, add [[border]] with line = {item.line} to {seed.settings.path.name}"
    return Finding("O003", str(seed.path), item.line, cause, how)


def _surely_fused(text: str, items: Sequence[Item]) -> bool:
    """True for the headings of a level of which enough run into text without a 。 near, or begin with titles that all plans have."""
    stops = [_first_stop(text, _title_start(item), item.span[1]) for item in items]
    long = sum(stop is None or stop - _title_start(item) > LONGEST for item, stop in zip(items, stops, strict=True))
    stock = sum(begins_with_stock(text[_title_start(item) : item.span[1]]) for item in items)
    return max(long, stock if stock >= FEWEST else 0) > FUSED_SHARE * len(items)


def _read_as_fused(text: str, items: Sequence[Item], elsewhere: bool) -> set[int]:
    """Offsets of the siblings whose first sentences read like titles with the beginnings of their texts."""
    families: dict[tuple[str, int, str], list[Item]] = defaultdict(list)
    for item in items:
        families[_family(item)].append(item)
    found: set[int] = set()
    for siblings in families.values():
        rests = [text[_title_start(item) : item.span[1]] for item in siblings]
        if may_be_fused(rests, elsewhere) and read_as_fused(rests, meetings(text), elsewhere):
            found |= {item.span[0] for item in siblings}
    return found


def _fixed(text: str, item: Item, title: Span) -> Title:
    """A title that the mark itself tells, run in where text follows it in its line; none where it is empty."""
    start, end = title
    if start == end < item.span[1]:
        return Title(title, end, False, "none")
    if item.special == "box" and text[end : end + 1] == "：" and end < item.span[1]:
        return Title((start, end + 1), end + 1, True, "colon")
    if item.special == "box" and text[end : end + 1] in tuple(TERMINAL) and end < item.span[1]:
        return _run_in(text, start, end, "stop")
    return Title(title, end, end < item.span[1] and item.special != "box", "line")


def _told_by_contents(text: str, start: int, end: int) -> Title:
    """A title that the contents have, run in where a 。 ends it."""
    return _run_in(text, start, end, "contents") if text[end : end + 1] == "。" else Title((start, end), end, False, "contents")


def _run_in(text: str, start: int, stop: int, found_by: str) -> Title:
    """A title at the head of its paragraph: the 。 that ends it is set by whoever shows it; ！ and ？ are its own, and a 。 behind these is
    text."""
    if text[stop] == "。" and text[start:stop].endswith(OWN_ENDS):
        return Title((start, stop), stop, True, found_by)
    return Title((start, stop + (text[stop] != "。")), stop + 1, True, found_by)


MINUTES = re.compile("[会會][议議]|[纪紀][要录錄]|[记記][录錄]")
"""What the title of minutes holds."""
REPLY = re.compile("(?:批[复復覆]|[复復]函|的函|任免.{0,6}通知)$")
"""How the title of a reply ends."""
ARTICLE = re.compile(r"第.+[条條](?:之.+)?$")
"""Numbers of articles, which have text and no title (立法技术规范（试行）, 二)."""


def _without_untitled(
    text: str, headings: Sequence[Item], by_level: dict[tuple[str, int], list[Item]], decided: dict[int, Title]
) -> dict[tuple[str, int], list[Item]]:
    """Decide the headings that have no title: articles, and items that one sentence lists (…；…；…。)."""
    listed = {_family(item) for item in headings if text[item.span[1] - 1] in "；;"}
    clauses = _clauses(text, headings) | _counted_on(text, headings)
    for item in headings:
        known = decided.get(item.span[0])
        article = (
            item.found is not None
            and ARTICLE.match(item.found.mark.number)
            and not _is_short_title(text[_title_start(item) : item.span[1]])
        )
        if item.found and (article or _family(item) in listed or item.span[0] in clauses) and (known is None or known.found_by != "editor"):
            start = _title_start(item)
            end = start + (bracket_end(text[start : item.span[1]]) if article else 0)
            decided[item.span[0]] = Title((start, end), end, False, "none" if start == end else "bracket")
    return {key: [item for item in items if item.span[0] not in decided] for key, items in by_level.items()}


def _clauses(text: str, headings: Sequence[Item]) -> set[int]:
    """Offsets of the clauses of a standard, which have decimal numbers and no titles: most sentences of their level demand something, or
    chapters without sections number them 1.0.1 (工程建设标准编写规定)."""
    found: set[int] = set()
    levels: dict[tuple[str, int], list[Item]] = defaultdict(list)
    for item in headings:
        if item.found and len(item.found.mark.path) > 1:
            levels[item.appendix, item.found.level].append(item)
    for items in levels.values():
        rests = {item.span[0]: text[_title_start(item) : item.span[1]] for item in items}
        sentences = {at: rest for at, rest in rests.items() if rest.endswith(tuple(TERMINAL)) and not has_title(rest)}
        demands = sum(DEMAND.search(rest) is not None for rest in sentences.values())
        if 2 * demands > len(sentences) or any(0 in item.found.mark.path[1:-1] for item in items if item.found):
            found |= sentences.keys()
    return found


def _counted_on(text: str, headings: Sequence[Item]) -> set[int]:
    """Offsets of paragraphs that Chinese numerals count on through all chapters (第一章 … 三、… 第二章 … 四、…), few of which have titles:
    they are as articles."""
    found: set[int] = set()
    levels: dict[tuple[str, int], list[Item]] = defaultdict(list)
    for item in headings:
        if item.found and not item.found.mark.text[:1].isascii():
            levels[item.appendix, item.found.level].append(item)
    for items in levels.values():
        marks = [(item.found.mark.path[-1], item.found.parent) for item in items if item.found]
        begun = sum(number == 1 for number, _ in marks)
        rests = {item.span[0]: text[_title_start(item) : item.span[1]] for item in items}
        texts = {at for at, rest in rests.items() if re.search(f"[{TERMINAL}：；]$", rest)}
        untitled = sum(not has_title(rests[at]) for at in texts)
        if begun == 1 and len({parent for _, parent in marks}) > 1 and untitled >= COUNTED_SHARE * len(items):
            found |= texts
    return found


def _is_short_title(rest: str) -> bool:
    """True for words that are the title of an article: few, and no clause or sentence."""
    return 0 < len(rest) <= LONGEST_RUN_IN and not re.search(f"[{TERMINAL}；：，]", rest)


def _of_statutes(
    seed: Seed, text: str, by_level: dict[tuple[str, int], list[Item]], decided: dict[int, Title], *, alone: Collection[int]
) -> dict[tuple[str, int], list[Item]]:
    """Decide the items of articles by their own punctuation: a short first sentence before others, in its line or below it, is a title,
    all else is a list."""
    samples = {"": seed.settings.levels}
    left: dict[tuple[str, int], list[Item]] = {}
    for (appendix, level), items in by_level.items():
        above = samples.get(appendix, seed.settings.appendix_levels or seed.settings.levels)[: max(level - 1, 0)]
        if not any(level_of(sample).article for sample in above):
            left[appendix, level] = items
            continue
        for item in items:
            start = _title_start(item)
            stop = _first_stop(text, start, item.span[1])
            rest = text[start : item.span[1]]
            heads = item.span[0] not in alone and stop == item.span[1] - 1 and _is_short_title(rest[:-1])
            titled = stop is not None and (has_title(rest) or heads)
            decided[item.span[0]] = _run_in(text, start, stop, "stop") if titled and stop else Title((start, start), start, False, "none")
    return left


def _of_replies(text: str, by_level: dict[tuple[str, int], list[Item]], decided: dict[int, Title]) -> dict[tuple[str, int], list[Item]]:
    """Decide the points of a reply or an appointment, which have no titles but such as a 。 ends before more text."""
    for item in (item for items in by_level.values() for item in items):
        start = _title_start(item)
        if not has_title(text[start : item.span[1]]):
            decided[item.span[0]] = Title((start, start), start, False, "none")
    return {key: [item for item in items if item.span[0] not in decided] for key, items in by_level.items()}


def _parted(text: str, by_level: dict[tuple[str, int], list[Item]], decided: dict[int, Title]) -> dict[tuple[str, int], list[Item]]:
    """Decide the titles that a wide blank or, among siblings, a colon ends."""
    families: dict[tuple[str, int, str], list[Item]] = defaultdict(list)
    for item in (item for items in by_level.values() for item in items if item.found):
        families[_family(item)].append(item)
    for items in families.values():
        rests = {item.span[0]: text[_title_start(item) : item.span[1]] for item in items}
        colons = with_colons(list(rests.values()))
        for item in items:
            start, rest = _title_start(item), rests[item.span[0]]
            if colons and (length := colon_end(rest)):
                decided[item.span[0]] = _run_in(text, start, start + length - 1, "colon")
            elif length := blank_end(rest):
                decided[item.span[0]] = Title((start, start + length), start + length, False, "blank")
    return {key: [item for item in items if item.span[0] not in decided] for key, items in by_level.items()}


def _alone(text: str, headings: Sequence[Item]) -> set[int]:
    """Offsets of the headings below whose lines nothing stands."""
    return {
        item.span[0]
        for item, following in zip_longest(headings, headings[1:])
        if (following is None or _level(following) <= _level(item))
        and not text[item.span[1] : following.span[0] if following else len(text)].strip()
    }


def _single_sentences(text: str, alone: Sequence[Item], headings: Sequence[Item], decided: dict[int, Title]) -> set[int]:
    """Offsets of the headings whose line is one sentence, with nothing below it, in levels that are fused."""
    level = {item.span[0]: _level(item) for item in headings}
    titled = Counter(
        level[at] for at, title in decided.items() if title.found_by in ("line", "contents") and title.title[0] < title.title[1]
    )
    found = [item.span[0] for item in alone if is_single_sentence(text[_title_start(item) : item.span[1]])]
    fused = fused_levels(Counter(level[at] for at in found), titled)
    return {at for at in found if level[at] in fused}


def _measures(text: str, alone: Sequence[Item]) -> set[int]:
    """Offsets of those headings that are one sentence and no title; siblings that are one sentence each, too, are as most of them."""
    families: dict[tuple[str, int, str], list[tuple[int, bool]]] = defaultdict(list)
    for item in alone:
        rest = text[_title_start(item) : item.span[1]]
        if is_one_sentence(TASK.sub("", rest)):
            families[_family(item)].append((item.span[0], is_measure(rest)))
    return {
        at
        for siblings in families.values()
        for at, measure in siblings
        if measure or 2 * sum(found for _, found in siblings) >= len(siblings)
    }


def _level(item: Item) -> int:
    return item.found.level if item.found else item.level or 1


def _family(item: Item) -> tuple[str, int, str]:
    """What siblings share: annex, level, and the section they stand in."""
    return item.appendix, item.found.level if item.found else 0, item.found.parent if item.found else ""


def _title_start(item: Item) -> int:
    if item.fixed:
        return item.fixed[1]
    assert item.found
    return item.found.mark.end


def _model(seed: Seed, text: str, fused: Sequence[Item]) -> tuple[dict[int, Title], list[Finding]]:
    """Borders by the model, siblings together."""
    if not fused:
        return {}, []
    pairs = meetings(text)
    families: dict[str, list[Item]] = defaultdict(list)
    for item in fused:
        families[item.found.parent if item.found else ""].append(item)
    titles: dict[int, Title] = {}
    findings: list[Finding] = []
    for items in families.values():
        chosen = borders([text[_title_start(item) : item.span[1]] for item in items], pairs)
        for item, border in zip(items, chosen, strict=True):
            start = _title_start(item)
            doubtful = border.probability < UNCERTAIN and not border.parallel
            length = (doubtful and stock_length(text[start : item.span[1]])) or border.length
            stop = start + length if length else _first_stop(text, start, item.span[1]) or item.span[1]
            titles[item.span[0]] = Title((start, stop), stop, False, "model")
            if doubtful:
                findings.append(
                    Finding(
                        "O003",
                        str(seed.path),
                        item.line,
                        f"“{text[start:stop]}” ends there with probability {border.probability:.2f}",
                        f"read the line; if the title is another, add [[border]] with line = {item.line} to {seed.settings.path.name}",
                    )
                )
    return titles, findings

"""What the tests of growth share: texts made to be slow on, the stages of the generator, and how time is measured.

A text is a function of its length. A stage is prepared outside of the clock and gives what is timed.
"""

from __future__ import annotations

import functools
import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from generator.collating.aligning import align
from generator.collating.letters import letters_of
from generator.content.carrying import anchor_plan
from generator.content.read import read_plan
from generator.content.store import write_ledger
from generator.content.write import write_plan
from generator.errors import ZhangjuError
from generator.glossary import make_glossary
from generator.glossary.editors import Editors, read_editors
from generator.glossary.names import give_names
from generator.indicators.sentences import sentence_values
from generator.indicators.times import Frame
from generator.indicators.years import Setting
from generator.languages.language import LANGUAGES
from generator.languages.po import Entry, parse_po, write_po
from generator.languages.traditional import Converter
from generator.languages.translating import empty_catalogue
from generator.languages.units import units
from generator.links.citations import find_citations
from generator.links.editors import read_link_editors
from generator.links.repeats import find_repeats
from generator.model import Block, Figure, Mention, Paragraph, Plan, Row, Section, Sentence, Span, Table
from generator.outline import Outline, outline
from generator.outline.coverage import uncovered
from generator.pipeline import placed
from generator.proposing import detect_format, detect_levels, detect_title
from generator.reading.encoding import decode
from generator.reading.seed import Seed
from generator.reading.settings import Correction, Settings
from generator.repair import RULES, Repaired, repair, replay, undo
from generator.repair.broken import doubts
from generator.repair.corrections import corrections, flags
from generator.repair.two_languages import foreign, other_language
from generator.search.documents import documents
from generator.search.index import index
from generator.search.pinyin import pinyin_entries, sounds
from generator.site.html import Renderer
from generator.site.marks import marked
from generator.site.metadata import first_sentences
from generator.suspect import DETECTORS, suspect
from generator.suspect.body import Body
from generator.toml_file import build, load_toml

LIMIT = 5.0
"""Times the time that four times the text may take."""
FLOOR = 0.001
"""Seconds below which no growth can be measured; shorter work is done again and again for as long to know its own."""
ENOUGH = 0.5
"""Seconds after which a growth that is above the limit at three lengths is believed: whatever waits in the machine is far below."""
LONGEST = 1600
"""Characters up to which a text is made longer to be measured: what takes four times that within FLOOR nobody notices."""

Text = Callable[[int], str]
Stage = Callable[[str, Path], Callable[[], object]]


def repeated(unit: str) -> Text:
    """One unit again and again."""
    return lambda length: (unit * (length // len(unit) + 1))[:length]


def counted(unit: str) -> Text:
    """A unit that holds its own number."""

    def made(length: int) -> str:
        pieces: list[str] = []
        size = number = 0
        while size < length:
            number += 1
            pieces.append(unit.format(number, number % 90 + 1, chr(0x4E00 + number * 7 % 9000)))
            size += len(pieces[-1])
        return "".join(pieces)[:length]

    return made


def in_frame(before: str, unit: str, after: str) -> Text:
    """One unit again and again between two others."""
    return lambda length: before + repeated(unit)(max(length - len(before) - len(after), 0)) + after


def nested(before: str, after: str) -> Text:
    """Things in one another."""
    return lambda length: before * (length // (2 * len(before))) + "字" + after * (length // (2 * len(before)))


HAN = "推进高质量发展的城市数字化转型工作"
TEXTS: dict[str, Text] = {
    "han": repeated(HAN),
    "sentences": repeated(f"{HAN}。"),
    "equal lines": repeated(f"{HAN}。\n"),
    "lines without an end": repeated(f"{HAN}\n"),
    "hard-wrapped lines": repeated(HAN * 2 + "\n"),
    "different lines": counted("第{2}项工作{2}城市{0}的{2}业发展{2}。\n"),
    "empty lines": repeated("\n"),
    "line ends of all kinds": repeated("字\r\r\n\f\u2028"),
    "blanks": repeated(" "),
    "wide blanks": repeated("\u3000"),
    "tabs": repeated("\t"),
    "blanks between": repeated("字 "),
    "blanks of many kinds": repeated("字 \u3000\t \u200b"),
    "blanks in frame": in_frame("字", " ", "x"),
    "blanks and line ends": in_frame("字", " \n", "x"),
    "zero-width": repeated("\u200b"),
    "zero-width in frame": in_frame("字", " \u200b", "x"),
    "numbers in words": repeated("保2持世3界5第"),
    "numbers in words, climbing": counted("保{1}持世界第一地位"),
    "numbers, climbing": counted("保{0}持"),
    "numbers alone on lines": counted("{0}\n\n"),
    "equal numbers on lines": repeated("1\n\n"),
    "dressed numbers": counted("- {0} -\n"),
    "digits": repeated("1"),
    "digits and dots": repeated("1.1"),
    "digits and points": repeated("1．"),
    "digits and commas": repeated("1,"),
    "digits with blanks": repeated("2 5 "),
    "amounts": repeated("1.5%"),
    "figures": lambda length: counted("{2}业规模达到{1}亿元、增长{1}%，占比提高到{1}%，")(4 * length),
    "lists of numbers": repeated("1、2、"),
    "ranges": repeated("2021—2025年至"),
    "numerals": repeated("一二三十百"),
    "numeral": repeated("一"),
    "headings": counted("（{0}）{2}展\n"),
    "chapters": counted("{0}.{2}展\n\n内容{2}。\n"),
    "equal headings": repeated("一、总体要求\n"),
    "headings in a line": counted("一、{2}展1.{2}"),
    "articles": repeated("第一条"),
    "annexes": repeated("附件1\n"),
    "ends": repeated("结语\n"),
    "titles": repeated("某市规划\n"),
    "titles within": repeated(f"{HAN}\n某市规划\n"),
    "long titles": repeated("某某市国民经济和社会发展第十五个五年规划纲要要\n"),
    "contents": lambda length: "目录\n" + counted("{2}第{0}章……{1}\n")(length // 2) + counted("{2}第{0}章\n")(length // 2),
    "contents of equal lines": lambda length: "目录\n" + repeated("第一章\n")(length),
    "contents head": repeated("目录\n"),
    "contents dots": in_frame("目录\n甲", ".", "x\n甲\n"),
    "contents dashes": in_frame("目录\n甲", "- ", "x\n甲\n"),
    "notices": repeated("（上接第1版）"),
    "notices open": repeated("（上接第1、"),
    "turned": repeated("转"),
    "arrows": repeated("▶"),
    "rows": repeated("甲\t乙\t1\n"),
    "cells": repeated("甲\t"),
    "row of names": repeated("张三\u3000李四\u3000"),
    "notes": counted("甲\t乙\n[^{0}]: {2}\n"),
    "note references": counted("字[^{0}]"),
    "note marks": repeated("[^"),
    "note mark": in_frame("[^", "a", ""),
    "captions": counted("表{0} {2}\n"),
    "pictures": repeated("![](a.png)\n"),
    "open pictures": repeated("![]("),
    "picture names": repeated("![a"),
    "round brackets": repeated("("),
    "wide round brackets": repeated("（"),
    "square brackets": repeated("["),
    "closing brackets": repeated("）"),
    "titles open": repeated("《"),
    "titles closed": repeated("》"),
    "titles nested": nested("《", "》"),
    "title and words": repeated("《字"),
    "brackets nested": nested("（", "）"),
    "half brackets nested": nested("(", ")"),
    "quotation marks": repeated("“"),
    "quotation open and words": repeated("“字"),
    "quotations": repeated("“字”"),
    "corner marks": repeated("「字"),
    "commas": repeated("，"),
    "half commas": repeated("字,字"),
    "names with commas": repeated("A,"),
    "colons": repeated("字:"),
    "stops": repeated("。"),
    "stops and quotation marks": repeated("。”"),
    "clauses": repeated("是指"),
    "definitions": repeated("甲乙是指丙"),
    "names before brackets": in_frame("", "字", "（Abc）"),
    "abbreviations": repeated("甲乙（AB）"),
    "short names": repeated("甲乙（以下简称“甲”）"),
    "short names open": repeated("（以下简称"),
    "latin": repeated("a"),
    "latin capitals": repeated("A"),
    "latin words": repeated("Abcdef "),
    "latin words alike": repeated("Abcdefg"),
    "words between": repeated("字and字"),
    "addresses": repeated("http://a.b/c"),
    "addresses of mail": repeated("a@"),
    "mail": repeated("a.b-"),
    "stars": repeated("*"),
    "stars and words": repeated("**字"),
    "stars with blanks": repeated("** "),
    "stars of two kinds": repeated("**a ***b_"),
    "underlines": repeated("_"),
    "underlined words": repeated("__字"),
    "tildes": repeated("~"),
    "tildes and words": repeated("a~b"),
    "subscripts": repeated("PM "),
    "subscripts displaced": repeated("PM 2.5字"),
    "bars": repeated("|"),
    "bars and words": repeated("|字"),
    "backslashes": repeated("\\"),
    "backslashes and stars": repeated("\\*"),
    "backticks": repeated("`"),
    "backticks of all lengths": lambda length: " ".join("`" * n for n in range(1, int((2 * length) ** 0.5))),
    "braces": repeated("{"),
    "braces with words": repeated("{#a "),
    "number signs": repeated("#"),
    "number signs and blanks": in_frame("# 字", " #", "x"),
    "rules": repeated("---\n"),
    "front matter": in_frame("---\n", "a: b\n", ""),
    "front matter of blanks": in_frame(" ", " \n", "---"),
    "less": repeated("<"),
    "tags open": repeated("<a "),
    "tag open": in_frame("<a ", "b ", ""),
    "tag with attributes": in_frame("<a ", "b='c' ", ""),
    "tag with quotation marks": in_frame("<a ", "b=' ", ""),
    "tags open with quotation marks": repeated('<a b="'),
    "ends open": repeated("</a"),
    "end tags": repeated("</p>"),
    "tags": repeated("<p>"),
    "tags nested": nested("<div>", "</div>"),
    "tags nested, spans": nested("<span>", "</span>"),
    "tables nested": nested("<table><tr><td>a<td>", "</td></tr></table>"),
    "rows of HTML": in_frame("<table>", "<tr><td>甲<td>乙", ""),
    "rows open": repeated("<tr>"),
    "cells of HTML": in_frame("<table><tr>", "<td>甲", ""),
    "cells that span": in_frame("<table><tr>", "<td colspan=100 rowspan=100>甲", ""),
    "rows that span": in_frame("<table>", "<tr><td colspan=100 rowspan=100>甲<td>乙", ""),
    "forms": repeated("<form>"),
    "forms nested": nested("<form>", "</form>"),
    "paragraphs open": repeated("<p>来源："),
    "credits": repeated("<p>来源：甲</p>"),
    "blocks of sharing": repeated('<div class="share">'),
    "class of many words": in_frame('<p class="', "aB ", '">'),
    "spans and ends of others": lambda length: "<span>" * (length // 10) + "</b>" * (length // 10),
    "open spans, ends of paragraphs": lambda length: "<span>" * (length // 10) + "<p>" * (length // 6),
    "comments open": repeated("<!--"),
    "comments": repeated("<!-- a -->"),
    "comment open": in_frame("<!--", "-", ""),
    "declarations": repeated("<!a"),
    "marked sections": repeated("<!["),
    "marked section": in_frame("<![", "a", ""),
    "instructions": repeated("<?"),
    "scripts": repeated("<script>"),
    "script": in_frame("<script>", "</", ""),
    "entities": repeated("&"),
    "entities open": repeated("&#1"),
    "entity": in_frame("&", "a", ""),
    "references": repeated("&amp;"),
    "subscript tags": repeated("<sub>2</sub>"),
    "subscript tags open": repeated("<sub>2"),
    "subscript tags with blanks": in_frame("a<sub>", " ", "x"),
    "links": repeated("[字](http://a)"),
    "links open": repeated("[字](http://a"),
    "link open": in_frame("[字](http://", "a(", ""),
    "tripled": repeated("推推推"),
    "doubled": repeated("外贸外贸"),
    "lists": repeated("一是推进；二是推进；"),
    "shares": repeated("占比"),
    "years backwards": repeated("2025年到2020年"),
    "joined": repeated("甲-乙"),
    "joined unlike": repeated("甲－乙-丙"),
    "traditional": repeated("創發"),
    "tripled, different": counted("{2}{2}{2}字"),
    "copied": repeated(f"{HAN}在城市甲的区里建设，{HAN}在城市乙的区里建设。"),
    "copied, different": counted("推进{2}高质量发展的城市甲的区，推进{2}高质量发展的城市乙的区。"),
    "between the same": counted("推进高质量{2}的城市工作，"),
    "look-alikes": counted("{2}干字{2}千字当头"),
    "slips": counted("{2}城市{2}城多{2}"),
    "words with an end": counted("{2}家门口{2}"),
    "abbreviations, different": counted("{2}市{2}建体系（AB{0}）"),
    "expansions": counted("AB{0}（{2}市体系）"),
    "short names, different": counted("{2}市{0}中心（以下简称“{2}中心”），{2}中心"),
    "short names, alike": counted("{2}市{0}中心（以下简称“中心”），中心"),
    "definitions, different": counted("{2}市平台是指{2}的平台。{2}市平台"),
    "coined": counted("“一{2}通办”“一{2}通办”"),
    "titles cited": counted("《{2}市{0}规划纲要》"),
    "titles shortened": counted("《{2}市{0}规划纲要》（以下简称《{0}纲要》），按照《{0}纲要》"),
    "places cited": counted("《某市规划》第{1}章第{1}节，"),
    "articles cited": counted("《某市规划》第{1}条，《某市规划》表{1}，"),
    "own words cited": repeated("本规划纲要，该规划，《纲要》"),
    "periods": repeated("某市“十四五”规划《纲要》，“十四五”规划"),
    "lines in another order": counted("{2}项工作由{2}市的{2}局和{2}委负责推进并于年底前全部完成{2}建设任务。"),
    "wide row": lambda length: "甲\t" * (length // 4) + "\n" + "甲\t乙\n" * (length // 8),
    "wide rows": lambda length: ("甲\t" * (length // 40) + "\n" + "甲\t乙\n" * 10) * 10,
    "rows of rising width": lambda length: "".join("甲\t" * n + "\n" for n in range(1, int(length**0.5))),
    "explained words": lambda length: "附件\n名词解释\n" + counted("{0}.{2}{2}平台：是指{2}的平台，简称“{2}平”。\n")(length),
    "explained words, alike": lambda length: "附件\n名词解释\n" + counted("{0}.甲乙平台：是指{2}的甲乙平台。\n")(length),
    "private use": repeated("\ue000"),
    "private use between": repeated("字\ue000"),
    "replaced": repeated("\ufffd"),
    "glyph numbers": repeated("(cid:1)"),
    "glyph numbers open": repeated("(cid:1"),
    "control characters": repeated("\x00字"),
    "mojibake": repeated("ä¸\xad"),
    "mojibake open": repeated("ä"),
    "mojibake of GBK": repeated("锟斤拷"),
    "mojibake of memory": repeated("烫"),
    "soft hyphens": repeated("字\u00ad"),
    "marks of order": repeated("\ufeff"),
    "radicals": repeated("⾼⼤"),
    "ASCII stops": repeated("字."),
    "ASCII ellipses": repeated("."),
    "ASCII dashes": repeated("字--"),
    "hyphens": repeated("-"),
    "straight quotation marks": repeated('"'),
    "straight quotation marks and words": repeated('"字'),
    "straight quotations": repeated('"字"，'),
    "apostrophes": repeated("'"),
    "digits and letters": repeated("1O"),
    "digits between blanks": repeated("1 "),
    "digits and units": repeated("1 2 %"),
    "digits with commas and blanks": repeated("1, 234, "),
    "overprinted": repeated("推推进进"),
    "two languages": repeated("推进高质量发展。\nPromote high-quality development.\n"),
    "a head of metadata": lambda length: "---\n" + repeated("名: 值\n")(length) + "---\n正文。\n",
    "heads of rows": repeated("地区 甲 乙\n"),
    "blanks in a paragraph of HTML": in_frame("<p>", " ", "x</p>"),
    "a word in other pages": lambda length: "<p>往期推荐</p>" + nested("<div>", "</div>")(length),
    "pages, then blanks": lambda length: "".join(f"{HAN * 20}\n{n}\n" for n in range(1, 9)) + "9" + " " * length + "x",
    "rare": lambda length: "".join(chr(0x4E00 + i % 20000) for i in range(length)),
}
"""Texts by name."""

LEVELS = ["一、", "（一）", "1."]


def settings_of(form: str = "plain", levels: list[str] = LEVELS) -> Settings:
    """Settings of a plan."""
    return Settings("try-1", "某市规划", form, list(levels), titles=["某某市国民经济和社会发展第十五个五年规划纲要"])


def seed_of(text: str, form: str = "plain", levels: list[str] = LEVELS) -> Seed:
    """A seed."""
    return Seed("try-1", Path("try-1.txt"), text=text, encoding="utf-8", bom=False, settings=settings_of(form, levels))


def _rule(name: str, form: str) -> Stage:
    rule = next(rule for rule in RULES if rule.name == name)
    settings = replace(settings_of(form), other_language="en")  # what a rule needs to look at all
    return lambda text, folder: lambda: list(rule.propose(text, settings))


def _repair(form: str) -> Stage:
    return lambda text, folder: lambda: repair(seed_of(text, form))


def _ledger(text: str, folder: Path) -> Callable[[], object]:
    seed = seed_of(text, "html" if "<" in text else "plain")
    repaired = repair(seed)
    return lambda: (undo(repaired.text, repaired.ledger), replay(seed.text, repaired.ledger), write_ledger(repaired.ledger))


def _corrected(text: str, folder: Path) -> Callable[[], object]:
    """Corrections all over a text, each in a place of its own."""
    marks = range(0, len(text), 50)
    lines = text.split("\n")
    given = "".join(text[at : at + 50] + f"〔{at}〕" for at in marks)
    line = [given.count("\n", 0, given.find(f"〔{at}〕")) + 1 for at in marks] if len(lines) < 3 else []
    seed = seed_of(given)
    places = line or [seed.place(given.find(f"〔{at}〕"))[0] for at in marks]
    items = [Correction(place, f"〔{at}〕", "", "x", certain=at % 100 == 0) for at, place in zip(marks, places, strict=True)]
    seed = replace(seed, settings=replace(seed.settings, correction=items))
    return lambda: (list(corrections(seed)), list(flags(seed)), repair(seed))


def _settings(text: str, folder: Path) -> Callable[[], object]:
    """Settings with very many entries."""
    count = len(text) // 60
    source = 'id = "try-1"\ntitle = "某市规划"\nformat = "plain"\nlevels = ["一、"]\n' + "".join(
        f'[[correction]]\nline = {n}\nfind = "甲{n}"\nreplace = "乙"\nevidence = "丙"\ncertain = true\n' for n in range(1, count)
    )
    path = folder / "try-1.toml"
    path.write_text(source, encoding="utf-8")

    def read() -> object:
        read_source, data = load_toml(path)
        return build(Settings, data, path, read_source)

    return read


@functools.lru_cache(maxsize=300)
def outlined(text: str, levels: tuple[str, ...] = tuple(LEVELS)) -> tuple[Seed, Repaired, Outline]:
    """A text outlined with as many of the levels as hold."""
    kept = list(levels)
    repaired = repair(seed_of(text))
    while True:
        seed = seed_of(text, "plain", kept)
        try:
            return seed, repaired, outline(seed, repaired)
        except ZhangjuError as error:
            if "never occurs" not in str(error) and "twice" not in str(error):
                raise
            kept = kept[:-1]


def plan_of(text: str) -> Plan:
    """A plan with anchors."""
    _, _, made = outlined(text)
    sections, _ = anchor_plan(made.sections, [])
    return Plan("try-1", {"title": "某市规划", "levels": list(LEVELS)}, sections)


def _outline(text: str, folder: Path) -> Callable[[], object]:
    outlined(text)
    return lambda: outlined.__wrapped__(text)


def _placed(text: str, folder: Path) -> Callable[[], object]:
    seed, repaired, _ = outlined(text)
    sections = plan_of(text).sections
    return lambda: (placed(seed, repaired, sections), uncovered(repaired.text, sections))


def _of_plan(work: Callable[[Plan], object]) -> Stage:
    def prepared(text: str, folder: Path) -> Callable[[], object]:
        plan = plan_of(text)
        return lambda: work(plan)

    return prepared


def _raw_plan(text: str) -> Plan:
    """A plan whose sentences are the text as it stands, whatever repair would make of it."""

    lines = text.split("\n")
    sentences = tuple(Sentence(line.strip(), id=f"1-{n}") for n, line in enumerate(lines, 1) if line.strip())
    long = lines[0].strip()[: len(text)]
    table = Table(long, ("甲", "乙"), (Row((long, "1"), "1-t1-r1"),), (), "1-t1")
    blocks: tuple[Block, ...] = (*((Paragraph(sentences),) if sentences else ()), table, Figure(long, "", "1-f1"))
    return Plan("try-1", {"title": "某市规划", "levels": list(LEVELS)}, (Section("1", "一", "一、", 1, long[:50], blocks=blocks),))


def _written(text: str, folder: Path) -> Callable[[], object]:
    plan = _raw_plan(text)
    return lambda: write_plan(plan)


def _read(text: str, folder: Path) -> Callable[[], object]:
    files = write_plan(_raw_plan(text))
    return lambda: read_plan(files, folder / "try-1")


def _read_raw(text: str, folder: Path) -> Callable[[], object]:
    """Content as a hand wrote it, whatever it is."""
    files = {"index.md": f"---\nplan: try-1\nlevels: [一、]\n---\n\n# 一、甲 {{#1}}\n\n{text}\n"}

    def read() -> object:
        try:
            return read_plan(files, folder / "try-1")
        except ZhangjuError:
            return None

    return read


def _po(text: str, folder: Path) -> Callable[[], object]:
    plan = _raw_plan(text)
    catalogue = replace(
        empty_catalogue("try-1", LANGUAGES["en"]), entries=tuple(Entry(unit.context, unit.text, unit.text) for unit in units(plan))
    )
    return lambda: parse_po(write_po(catalogue), folder / "try-1.po")


def _converted(text: str, folder: Path) -> Callable[[], object]:
    lines = text.split("\n")
    return lambda: Converter().convert(lines)


def _detector(name: str) -> Stage:
    find = next(row.find for row in DETECTORS if row.name == name)
    return lambda text, folder: lambda: list(find(Body(text, (text[: len(text) // 2],))))


def _suspected(text: str, folder: Path) -> Callable[[], object]:
    seed = seed_of(text)
    repaired = repair(seed, with_corrections=False)
    return lambda: suspect(seed, repaired, [repaired.text[: len(repaired.text) // 2]])


def _edit(text: str, number: int) -> str:
    """A text edited, in one way of several."""
    return (text, f"{text[::2]}", f"进一步{text}", "", f"{text[: len(text) // 2]}全新的内容")[number % 5]


def _carried(text: str, folder: Path) -> Callable[[], object]:
    """The plan of a text and that of the text with lines edited, taken out and turned round."""
    lines = text.split("\n")
    if len(lines) < 3:
        lines = [text[at : at + 30] + "。" for at in range(0, len(text), 30)]
    old, new = plan_of("\n".join(lines)), plan_of("\n".join(_edit(line, n) for n, line in enumerate([*lines[len(lines) // 2 :], *lines])))
    lock = anchor_plan(old.sections, [])[1]
    return lambda: anchor_plan(new.sections, lock)


def _linked(text: str, folder: Path) -> Callable[[], object]:
    """Pages of links: every citation of a text in its place, and as many terms."""
    plan = _raw_plan(text)
    cited: dict[tuple[str, int], list[tuple[Span, str]]] = {}
    for link in find_citations([plan], []).links:
        if link.span:
            cited.setdefault((link.place, link.cell), []).append((link.span, "bibliography/#a"))
    named = {place: [Mention("a", plan.id, *place, (start, start + 2), "") for (start, _), _ in spans] for place, spans in cited.items()}
    return lambda: Renderer(_say, {}, {}, "", mentions=named, citations=cited).sections(plan.sections)


def _edited(text: str, folder: Path) -> Callable[[], object]:
    """Files of editors with very many entries."""
    count = len(text) // 20
    links = "".join(
        f'[[add]]\na = "try-1 {n}"\nb = "try-2 {n}"\nreason = "甲"\n[[same]]\nwords = ["甲{n}", "乙{n}"]\n' for n in range(1, count)
    )
    works = "".join(f'[[work]]\ntitle = "甲{n}法"\nkind = "law"\nsource = "甲"\n' for n in range(1, count))
    terms = "".join(
        f'[[term]]\nterm = "甲{n}乙"\naliases = ["丙{n}"]\n[[ordinary]]\nwords = "一{n}"\nreason = "甲"\n' for n in range(1, count)
    )
    (folder / "links.toml").write_text(links + works, encoding="utf-8")
    (folder / "glossary.toml").write_text(terms, encoding="utf-8")
    sections = tuple(Section(str(n), str(n), "", 1, f"甲{n}乙") for n in range(1, count))
    plans = [Plan(name, {"title": f"{name}规划"}, sections) for name in ("try-1", "try-2")]

    def read() -> object:
        editors = read_link_editors(folder)
        editors.check_ends(plans)
        return find_citations(plans, editors.work), read_editors(folder), give_names([f"甲{n % 3}" for n in range(count)], {}, {})

    return read


def _turned(plan: Plan) -> Plan:
    """Another plan that says the same from its end to its beginning."""
    made = []
    for section in plan.sections:
        blocks = [replace(b, sentences=b.sentences[::-1]) if isinstance(b, Paragraph) else b for b in section.blocks]
        made.append(replace(section, blocks=tuple(blocks)))
    return replace(plan, id="try-2", sections=tuple(made))


def _say(key: str, number: int | None = None) -> str:
    return key


def _decoded(encoding: str) -> Stage:
    def prepared(text: str, folder: Path) -> Callable[[], object]:
        data = ("字" + text).encode(encoding, errors="ignore")

        def read() -> object:
            try:
                decoded = decode(data, "try-1.txt")
            except ZhangjuError:
                return None
            return seed_of(decoded.text).place(len(decoded.text))

        return read

    return prepared


def _aligned(text: str, folder: Path) -> Callable[[], object]:
    """Two prints that differ at every fiftieth letter, and of which one begins with what the other ends with."""
    ours = letters_of(text).text
    theirs = "".join(char if n % 50 else f"{char}改" for n, char in enumerate(ours[len(ours) // 9 :] + ours[: len(ours) // 9]))
    return lambda: align(ours, theirs)


def _proposed(text: str, folder: Path) -> Callable[[], object]:
    return lambda: (detect_format(text), detect_levels(text), detect_title(text, text))


PAGE = frozenset(name for name, made in TEXTS.items() if any(char in made(200) for char in "<&"))
"""Texts that only a page of HTML, or Markdown, is slow on."""
PLAIN = ("sentences", "equal lines", "different lines", "numbers in words, climbing", "headings", "chapters", "headings in a line", "cells")
TABLES = ("rows", "wide row", "wide rows", "rows of rising width", "notes", "captions", "pictures")
CITED = ("titles cited", "titles shortened", "places cited", "articles cited", "own words cited", "periods", "titles nested", "titles open")
NAMED = ("abbreviations", "abbreviations, different", "expansions", "short names, different", "short names, alike", "definitions")
NAMED = (*NAMED, "definitions, different", "coined", "explained words", "explained words, alike", "names before brackets")
ALIKE = ("lines in another order", "copied", "copied, different", "between the same", "digits", "numeral", "numbers in words", "rare")
MARKED = ("note marks", "note references", "tildes and words", "stars and words", "backslashes", "bars and words", "brackets nested")
SLIPS = (
    "tripled, different",
    "look-alikes",
    "slips",
    "words with an end",
    "lists",
    "shares",
    "joined unlike",
    "latin words",
    "traditional",
)
SLIPS = (*SLIPS, "doubled", "quotation open and words", "half brackets nested")
OF_STAGE: dict[str, tuple[str, ...]] = {
    "settings": ("han",),
    "repair": (*PLAIN, *TABLES, *SLIPS, "mojibake", "subscripts displaced", "contents", "hard-wrapped lines"),
    "ledger": (*PLAIN, *SLIPS, "blanks of many kinds", "straight quotations"),
    "corrections": ("han", "sentences", "headings in a line"),
    "propose": (*PLAIN, *TABLES, "contents", "titles"),
    "outline": (*PLAIN, *TABLES, "explained words", "articles", "annexes"),
    "placed": (*PLAIN, *TABLES, "explained words"),
    "anchors": (*PLAIN, *TABLES, *ALIKE),
    "carrying": (*PLAIN, *TABLES, *ALIKE, "explained words"),
    "write_plan": (*PLAIN, *TABLES, *MARKED),
    "read_plan": (*PLAIN, *TABLES, *MARKED),
    "suspect": (*PLAIN, *ALIKE, *SLIPS),
    "glossary": (*PLAIN, *NAMED, "titles cited", "wide row"),
    "citations": (*PLAIN, *CITED),
    "indicators": ("figures", "years backwards"),
    "repeats": (*ALIKE, "rows", "notes", "han"),
    "links": ("titles cited", "places cited"),
    "editors": ("han",),
    "traditional": (*PLAIN, "traditional", "rare"),
    "translations": (*PLAIN, "notes", "backslashes"),
    "documents": (*PLAIN, *TABLES),
    "spelling": (*PLAIN, "rare", "numeral"),
    "html": (*PLAIN, *TABLES, *MARKED, *NAMED[:4], *CITED[:2]),
}
"""Texts by the beginning of a stage's name, for those that see what repair made, where few texts differ. All others get all texts."""


STAGES: dict[str, Stage] = {
    "read": _decoded("utf-8"),
    "read GB18030": _decoded("gb18030"),
    "settings": _settings,
    **{f"{rule.name} ({rule.formats[0]})": _rule(rule.name, rule.formats[0]) for rule in RULES},
    "markup (markdown)": _rule("markup", "markdown"),
    **{f"repair ({form})": _repair(form) for form in ("plain", "hard-wrapped", "sentence-lines", "html", "markdown")},
    "ledger": _ledger,
    "corrections": _corrected,
    "doubts": lambda text, folder: lambda: list(doubts(text)),
    "propose": _proposed,
    "align": _aligned,
    "foreign": lambda text, folder: lambda: (foreign(text), other_language(text)),
    "outline": _outline,
    "placed": _placed,
    "anchors": _of_plan(lambda plan: anchor_plan(plan.sections, [])),
    "carrying": _carried,
    "carrying (again)": _of_plan(lambda plan: anchor_plan(plan.sections, anchor_plan(plan.sections, [])[1])),
    "write_plan": _written,
    "read_plan": _read,
    "read_plan (by hand)": _read_raw,
    **{f"suspect {row.name}": _detector(row.name) for row in DETECTORS},
    "suspect": _suspected,
    "glossary": lambda text, folder: lambda: make_glossary([_raw_plan(text)], Editors(), {}),
    "glossary (plain)": _of_plan(lambda plan: make_glossary([plan], Editors(), {})),
    "citations": lambda text, folder: lambda: find_citations([_raw_plan(text)], []),
    "citations (plain)": _of_plan(lambda plan: find_citations([plan, replace(plan, id="try-2")], [])),
    "links": _linked,
    "editors": _edited,
    "indicators": lambda text, folder: lambda: list(sentence_values(text, "1-1", SETTING)),
    "repeats": lambda text, folder: lambda: find_repeats([_raw_plan(text), _turned(_raw_plan(text))]),
    "traditional": _converted,
    "translations": _po,
    "spelling": lambda text, folder: lambda: (pinyin_entries([], text.split("\n")), sounds(text.split("\n"))),
    "documents": lambda text, folder: lambda: index(documents([_raw_plan(text)], make_glossary([], Editors(), {}).glossary)),
    "html": lambda text, folder: lambda: [marked(line, (), "", lambda key: key, ()) for line in text.split("\n")],
    "html (sections)": _of_plan(lambda plan: (Renderer(_say, {}, {}, "../").sections(plan.sections), first_sentences(plan.sections))),
}
"""Stages by name, in running order."""


SETTING = Setting(plan="try-1", ahead=(2021, 2025), study=False, scope="全市", frame=Frame("target", None))
"""What is known before a sentence of figures."""


def texts_of(stage: str) -> Iterator[str]:
    """The texts that may be slow for a stage. Marks of pages, and what is left open of them, are tried on what reads pages."""
    name, _, form = stage.partition(" ")
    chosen = next((names for begin, names in OF_STAGE.items() if name == begin), None)
    if chosen is not None:
        return iter(dict.fromkeys((*chosen, *(sorted(PAGE)[::6] if form == "(html)" else ()))))
    return (text for text in TEXTS if text not in PAGE or form not in UNMARKED)


UNMARKED = frozenset({"(plain)", "(sentence-lines)", "(hard-wrapped)"})
"""Kinds of seeds in which no mark of a page stands."""


def timed(work: Callable[[], object], least: float = 0.0) -> float:
    """Seconds of the processor that a piece of work takes, the collector of garbage aside.

    It is done again until `least` seconds have passed: the clock of some systems ticks but 250 times a second.
    """
    gc.disable()
    try:
        begun, count, passed = time.process_time(), 0, 0.0
        while not count or passed < least:
            work()
            count += 1
            passed = time.process_time() - begun
        return passed / count
    finally:
        gc.enable()


@functools.lru_cache(maxsize=1000)
def made(text: str, length: int) -> str:
    """A text of a length, made once for all stages."""
    return TEXTS[text](length)


def seconds(stage: str, text: str, length: int, folder: Path, times: int = 1) -> float:
    """The least of some measurements of a stage with a text of a length."""
    work = STAGES[stage](made(text, length), folder)
    return min(timed(work, FLOOR) for _ in range(times))


def single(stage: str, text: str, length: int, folder: Path) -> tuple[float, float]:
    """Seconds on the clock of doing it once, which are never less than the processor's: enough to see that something is quick; and those."""
    work = STAGES[stage](made(text, length), folder)
    begun, spent = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - begun, time.process_time() - spent


def growth(stage: str, text: str, length: int, folder: Path) -> float:
    """How many times the time four times the text takes; 0 where even four times LONGEST takes next to none.

    The text is made longer until its time can be measured. What the clock of the processor shows is never shorter than the work, so the
    least of several readings is the best. Above the limit it is measured again, with longer texts, at most 64 times as long: a rule
    that begins to work from some length on takes a step there and grows no faster; what grows with the square does so at every length.
    """
    clock, took = single(stage, text, 4 * length, folder)
    while clock < FLOOR and length < LONGEST:
        if clock < FLOOR / 64:  # what grows with the cube stays below it
            return 0.0
        length *= 4
        clock, took = single(stage, text, 4 * length, folder)
    if clock < FLOOR:
        return 0.0
    if took < 4 * FLOOR:  # the first run makes ready what later ones find
        took = seconds(stage, text, 4 * length, folder)
    least = took / max(seconds(stage, text, length, folder), FLOOR / 200)
    for size, times in ((length, 4), (4 * length, 3), (16 * length, 2), (64 * length, 1)):
        if least <= LIMIT or (took > ENOUGH and size > 4 * length):
            break
        took = seconds(stage, text, 4 * size, folder, times)
        least = min(least, took / max(seconds(stage, text, size, folder, times + 1), FLOOR / 200))
    return least

"""Texts a little other than those we have cases for, and what rules, outline and detectors make of each.

A case says what is right. A variant of it, with a character or line dropped, doubled or exchanged, only says what is done today: where a
rule changes, the diff of `expected/` shows what it now does otherwise to some thousand texts nobody thought of.
After a meant change run `python -m tests.variants --write` and read that diff.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

from generator.errors import ZhangjuError
from generator.numbering import level_of
from generator.outline import Outline, outline
from generator.reading.seed import Seed
from generator.reading.settings import Settings
from generator.repair import Repaired, Rule, repair
from generator.suspect import suspect
from tests.test_cases import ALL, Case

HERE = Path(__file__).parent
EXPECTED = HERE / "expected"
SHAPES = HERE.parent / "shapes"
OF_A_CASE = 16
"""Variants of each case."""
OF_A_SHAPE = 25
OF_FUSED = 40
TITLES = [
    "完善水网布局",
    "完善管网建设",
    "完善调度体系",
    "提升供水能力",
    "推进智慧水务",
    "加强节水管理",
    "加快建设骨干网络",
    "深化水价改革",
    "打造滨水空间",
    "强化风险防控",
    "推动区域协同",
    "优化营商环境",
    "实施“一河一策”",
    "建设海绵城市和韧性城市",
    "保护水源地",
    "促进产业转型升级",
]
RUNNING = [
    "加快建设东西两条输水干线，推进老旧管网改造，提升水务平台的调度能力，增强供水保障水平，形成互联互通的骨干网络。",
    "坚持节水优先、空间均衡、系统治理、两手发力，统筹水资源、水环境、水生态，到2030年基本建成现代水网。",
    "推广数字孪生水厂，建设全市统一的水务数据底座，发展智慧排水和智能水厂，培育一批专精特新企业。",
    "依托重点实验室，突破一批关键核心技术，推动科技成果转化，支持企业牵头组建创新联合体，形成完整产业链。",
    "以河长制为抓手，落实各级责任，健全联合执法机制，严格水域岸线管控，坚决遏制新增违法侵占行为。",
    "支持社会资本参与水务设施建设和运营，完善价格形成机制，规范特许经营，建立多元化投入格局。",
    "围绕群众身边的问题，开展内涝点整治，完善预警响应，增加应急物资储备，提高城市安全运行水平。",
    "对标国际先进水平，全面推行用水定额管理，严格计划用水，创建一批节水型企业、学校和社区。",
    "全面落实最严格水资源管理制度，强化取水许可和用途管制，推进再生水、雨水、淡化海水利用。",
]
STRAY = '一二十1 2，。：；、（）()“”"《》第章条节年月的和.-—\t\u3000\n\n#<>|~^%PMa'


def variant(text: str, chance: random.Random) -> str:
    """A text with one to three small changes."""
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(text) + 1)
        kind = chance.choice(["drop", "double", "stray", "exchange", "line dropped", "lines swapped", "cut", "joined"])
        lines = text.split("\n")
        line = chance.randrange(len(lines))
        if kind == "drop":
            text = text[:at] + text[at + chance.randint(1, 3) :]
        elif kind == "double":
            text = text[:at] + text[at - 1 : at] + text[at:]
        elif kind == "stray":
            text = text[:at] + chance.choice(STRAY) + text[at:]
        elif kind == "exchange":
            text = text[:at] + chance.choice(STRAY) + text[at + 1 :]
        elif kind == "line dropped":
            text = "\n".join(lines[:line] + lines[line + 1 :])
        elif kind == "lines swapped":
            other = chance.randrange(len(lines))
            lines[line], lines[other] = lines[other], lines[line]
            text = "\n".join(lines)
        elif kind == "cut":
            text = text[:at] + "\n" * chance.randint(1, 2) + text[at:]
        elif kind == "joined" and line + 1 < len(lines):
            text = "\n".join([*lines[:line], lines[line] + lines[line + 1], *lines[line + 2 :]])
    return text


def of_rule(rule: Rule) -> Iterator[tuple[str, str, str]]:
    """Name, text and outcome of each variant of a rule's cases: the edits that the rule proposes."""
    cases = [case for case in ALL if case.rule is rule]
    for number, case in enumerate(cases):
        chance = random.Random(f"{rule.name} {number}")
        for i in range(OF_A_CASE):
            text = variant(case.before if i % 2 else case.before + "\n" + chance.choice(cases).before, chance)
            yield f"{case.name} {i}", text, _edits(case, text)


def _edits(case: Case, text: str) -> str:
    found = sorted((e for e in case.rule.propose(text, case.settings) if e.before != e.after), key=lambda e: (e.start, e.end))
    return "".join(f"  {e.start} {e.before!r} → {e.after!r}{' ' + e.note if e.note else ''}\n" for e in found)


def repaired(text: str, settings: Settings) -> tuple[Seed, Repaired]:
    """A text with some settings, repaired."""
    seed = Seed("try", Path("try.txt"), text=text, encoding="utf-8", bom=False, settings=settings)
    return seed, repair(seed)


def of_outline() -> Iterator[tuple[str, str, str]]:
    """Name, text and outcome of variants of whole texts: headings, leads, sentences, tables, notes, findings."""
    for name, text, settings in excerpts():
        seed, done = repaired(text, settings)
        try:
            made = outline(seed, done)
        except ZhangjuError as error:
            yield name, text, f"  {error}\n"
            continue
        yield name, text, "".join(f"  {line}\n" for line in told(made))


def told(made: Outline) -> list[str]:
    """What an outline is, line by line."""
    lines = []
    for section in made.sections:
        lines.append(f"{section.id} {section.level} {section.mark}|{section.title}{' run-in' if section.run_in else ''}")
        lines += [f"  {p} {'*' if s.lead else ''}{s.text[:6]}…{s.text[-4:]} {s.span}" for p, s in section.sentences()]
        lines += [f"  table {t.caption} {t.columns} {[row.cells for row in t.rows]}" for t in section.tables()]
    return [*lines, *(f"{finding.code} {finding.line} {finding.cause}" for finding in made.findings)]


def of_fused() -> Iterator[tuple[str, str, str]]:
    """Name, text and outcome of plans whose titles were printed without a stop before their text: where each title ends, and how surely."""
    for i in range(OF_FUSED):
        chance = random.Random(f"fused {i}")
        titles, texts = chance.sample(TITLES, 7), chance.sample(RUNNING, 7)
        items = [f"（{'一二三四五六七'[n]}）{title}{text}" for n, (title, text) in enumerate(zip(titles, texts, strict=True))]
        pages = ["一、重点任务", *items[:4], "二、保障措施", *(f"（{'一二三'[n]}{item[2:]}" for n, item in enumerate(items[4:]))]
        text = "\n".join([*pages, *(f"{title}，成效明显。" for title in titles[::3])])
        text = variant(text, chance) if i % 2 else text
        seed, done = repaired(text, Settings(id="try", title="某市规划", format="plain", levels=["一、", "（一）"]))
        try:
            made = outline(seed, done)
        except ZhangjuError as error:
            yield f"fused {i}", text, f"  {error}\n"
            continue
        lines = [f"  {s.id} {s.title}|{next((t.text[:6] for _, t in s.sentences()), '')}\n" for s in made.sections]
        yield f"fused {i}", text, "".join([*lines, *(f"  {f.code} {f.line} {f.cause}\n" for f in made.findings)])


def of_suspicions() -> Iterator[tuple[str, str, str]]:
    """Name, text and outcome of variants of whole texts: what is suspected to be damage."""
    for name, text, settings in itertools.islice(excerpts(), 0, None, 3):
        seed, done = repaired(text, settings)
        yield name, text, "".join(f"  {one}\n" for one in suspect(seed, done, [text]))


def excerpts() -> Iterator[tuple[str, str, Settings]]:
    """Variants of pieces of the shapes and of the small edition's first plan, read with settings that fit and with others."""
    table = {
        "articles": ["第一章", "第一条", "（一）"],
        "memo": ["一、", "1.", "（1）"],
        "parts": ["第一篇", "第一章", "第一节"],
        "yun-plan": ["一、", "（一）", "1."],
    }
    for name, levels in table.items():
        path = next(p for p in (SHAPES / f"{name}.txt", HERE.parent / "edition" / "seeds" / f"{name}.txt") if p.is_file())
        lines = path.read_text(encoding="utf-8").splitlines()
        for i in range(OF_A_SHAPE):
            chance = random.Random(f"{name} {i}")
            first = chance.randrange(max(1, len(lines) - 30))
            text = variant(variant("\n".join(lines[first : first + 30]), chance), chance)
            form = chance.choice(["plain", "plain", "sentence-lines", "hard-wrapped"])
            annex = ["一、", "1、"] if "附件" in text and name == "yun-plan" else ["1、"] if "附件" in text else []
            # a level that never occurs is an error of the settings; the highest that a piece has are enough
            fitting = [level for level in levels if any(level_of(level).match(line.strip()) for line in text.split("\n"))] or levels
            yield f"{name} {i} {form}", text, Settings(id="try", title=lines[0], format=form, levels=fitting, appendix_levels=annex)

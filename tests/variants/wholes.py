"""Whole steps as functions of a text: what a rule proposes, what outline and detectors make of it; rows of `calls/` call them like the others."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

from generator.content.aligning import align
from generator.content.carrying import anchor_plan
from generator.content.matching import BY_KIND
from generator.languages.beside import lay_beside
from generator.languages.traditional import load_converter
from generator.links.candidates import candidates
from generator.links.likeness import Field
from generator.links.shared import shared_words
from generator.links.sureness import Sureness
from generator.model import Plan, Section
from generator.opening.facts import opening_of
from generator.opening.lines import lines_of
from generator.outline import outline
from generator.outline.borders import borders, meetings
from generator.reading.settings import Settings
from generator.repair import RULES
from generator.suspect import suspect
from tests.test_cases import ALL
from tests.variants import RUNNING, TITLES, excerpts, repaired, told, variant


def proposed(rule: str, text: str, form: str, levels: list[str]) -> list[str]:
    """The edits that a rule proposes."""
    found = next(one for one in RULES if one.name == rule).propose(text, _settings(form, levels))
    return [f"{e.start} {e.before!r} {e.after!r} {e.note}" for e in found if e.before != e.after]


def outlined(text: str, form: str, levels: list[str], annex: list[str]) -> list[str]:
    """Headings, sentences, tables and findings."""
    return told(outline(*repaired(text, _settings(form, levels, annex))))


def suspected(text: str, form: str, levels: list[str]) -> list[str]:
    """What is suspected to be damage."""
    return [str(one) for one in suspect(*repaired(text, _settings(form, levels)), [text])]


def bordered(fused: list[str], text: str) -> list[str]:
    """Where titles end that were printed without a stop before their text, and how surely."""
    return [f"{one.length} {one.probability:.5f} {one.parallel}" for one in borders(fused, meetings("\n".join([*fused, text])))]


def aligned(kind: str, old: list[str], new: list[str]) -> list[str]:
    """What became of old texts."""
    found = align(old, new, BY_KIND[kind])
    return [*(f"{j} was {i}" for j, i in sorted(found.pairs.items())), *(f"{i} into {j}" for i, j in sorted(found.into.items()))]


def linked(one: str, other: str, levels: list[str]) -> list[str]:
    """The candidates for counterparts between two plans, and how likely readers want them."""
    field = Field([Plan(name, {}, _sections(text, levels)) for name, text in (("a", one), ("b", other))], {})
    found = candidates(field)
    sure = Sureness(field, found)
    shown = [" ".join(f"{name} {value:.3f}" for name, value in both.items()) for c in found for both in (c.features, sure.features(c))]
    return [
        *(f"{c.i} {c.j} {c.score:.4f} {sure.of(c):.4f} {sure.judges(c)} {shared_words(field.made[c.i], field.made[c.j])}" for c in found),
        *shown,
    ]


def laid(text: str, form: str) -> list[str]:
    """The translation of sentences that stands beside them."""
    seed, done = repaired(text, Settings(id="try", title="某市规划", format=form, levels=["一、"], other_language="en"))
    beside = lay_beside(Plan("try", {}, anchor_plan(outline(seed, done).sections, [])[0]), done, seed.line_starts)
    return [*(f"{place} {words} {line}" for place, (words, line) in beside.sure.items()), *map(str, beside.left)]


def in_traditional(text: str) -> list[str]:
    """A text in Traditional characters, and what nothing decided."""
    return [str(one) for one in load_converter(Path("nowhere")).convert(text.split("\n"))]


def opened(text: str) -> list[str]:
    """What a document's opening says of it."""
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    found = opening_of(text, list(lines_of(text, range(len(text) + 1), starts)))
    return [f"{one.name} {value}" for one in fields(found) if (value := getattr(found, one.name))]


def _sections(text: str, levels: list[str]) -> tuple[Section, ...]:
    return anchor_plan(outline(*repaired(text, _settings("plain", levels))).sections, [])[0]


def _settings(form: str, levels: list[str], annex: list[str] | None = None) -> Settings:
    return Settings(id="try", title="某市规划", format=form, levels=levels, appendix_levels=annex or [])


OPENING = (
    "云州市人民政府",
    "云州市人民政府关于印发《云州市水网规划（2026—2030年）》的通知",
    "云政规〔2026〕3号",
    "各区县人民政府，市政府各部门：",
    "（2026年1月28日云州市第十六届人民代表大会第四次会议通过）",
    "云州市水网规划",
    "（2026—2030年）",
    "2026年3月1日",
    "发布时间：2026-03-05 来源：云州市水务局",
    "——2026年1月28日在云州市第十六届人民代表大会第四次会议上",
    "云州市市长 甲乙丙",
    "各位代表：",
    "第一章 总则",
    "为了加强水网建设，制定本规划。",
    "目　录",
    "索引号：AB-01",
)
"""Lines with which documents begin."""
SAID = {
    "完善水网布局。": "Improve the layout of the water network.",
    "加快建设东西两条输水干线，推进老旧管网改造，增强供水保障水平。": "Build the two trunk mains from east to west. Renew old pipes, and make supply safer.",
    "到2030年，用水总量控制在100亿立方米以内。": "By 2030 total water use stays below 10 billion cubic metres.",
    "以河长制为抓手，落实各级责任。健全联合执法机制。": "River chiefs see to it that each level does its duty. Joint enforcement is put in order.",
    "推广数字孪生水厂。": "Promote digital twins\nof waterworks",
    "坚持节水优先": "Saving water first",
}
"""Chinese → a translation that stands beside it."""
STEPS = (proposed, outlined, suspected, bordered, aligned, linked, laid, in_traditional, opened)
WHOLES: dict[str, Callable[..., list[str]]] = {f"wholes.{one.__name__}": one for one in STEPS}
OF = {
    "repair": (proposed,),
    "outline": (outlined, bordered),
    "suspect": (suspected,),
    "content": (aligned,),
    "links": (linked,),
    "languages": (laid, in_traditional),
    "opening": (opened,),
}
"""Area → the whole steps that run its modules."""
LONGEST = 700


def known(area: str) -> Iterator[tuple[str, str]]:
    """Calls of an area's whole steps with texts that there are."""
    for step in OF.get(area, ()):
        for given in _given(step):
            yield f"wholes.{step.__name__}", repr(given)


def _given(step: Callable[..., list[str]]) -> Iterator[tuple[object, ...]]:
    chance = random.Random(step.__name__)
    if step is proposed:
        found = ((case.rule.name, case.before, case.settings.format, [*case.settings.levels]) for case in ALL)
        yield from (one for one in found if len(one[1]) < LONGEST)
    elif step in (outlined, suspected):
        for _, text, settings in excerpts():
            lines = text.split("\n")
            for start in range(0, len(lines), 8):
                annex = ([*settings.appendix_levels],) if step is outlined else ()
                yield ("\n".join(lines[start : start + 12])[:LONGEST], settings.format, [*settings.levels], *annex)
    for _ in range(60):
        titles, texts = chance.sample(TITLES, 5), chance.sample(RUNNING, 5)
        items = [title + text for title, text in zip(titles, texts, strict=True)]
        if step is bordered:
            yield items[: chance.choice([1, 2, 3])], "\n".join(f"{title}，成效明显。" for title in titles)
        elif step is aligned:
            old, new = [*texts[:4], *titles[:2]], [variant(text, chance) for text in [*texts[1:], *titles[1:3]]]
            yield chance.choice([*BY_KIND]), old, chance.choice([new, [new[0] + new[1], *new[2:]], chance.sample(new, len(new))])
        elif step is linked:
            plans = [
                "\n".join(f"{'一二三'[n]}、{chance.choice(titles)}\n{chance.choice(texts)}{chance.choice(texts)}" for n in range(3))
                for _ in "ab"
            ]
            yield *plans, ["一、"]
        elif step is laid:
            some = chance.sample(sorted(SAID.items()), 4)
            parted = chance.choice(["\n", "\n", "\t"])
            yield "一、任务\n" + "\n".join(f"{ours}{parted}{theirs}" for ours, theirs in some), chance.choice(["plain", "sentence-lines"])
        elif step is opened:
            yield (
                "\n".join(
                    [
                        *chance.sample(OPENING, chance.randint(3, 9)),
                        *chance.choice([[], ["第一章 总则", texts[0], *chance.sample(OPENING, 2)]]),
                    ]
                ),
            )
        elif step is in_traditional:
            yield (
                "\n".join(
                    [
                        chance.choice(texts),
                        chance.choice(["头发和发展在后面的里", "干部干净地干活", "范围只有一只", "皇后之后几率系统联系"]),
                    ]
                ),
            )

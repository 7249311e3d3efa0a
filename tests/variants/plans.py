"""Plans strewn with sentences from the cases and labels, and what is found in them: terms, citations, repeats."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from generator.content.carrying import anchor_plan
from generator.errors import ZhangjuError
from generator.glossary import make_glossary
from generator.glossary.editors import Editors, TermEntry
from generator.languages.traditional import load_converter
from generator.links.citations import find_citations
from generator.links.editors import Work
from generator.links.repeats import find_repeats
from generator.model import Paragraph, Plan, Section, Sentence
from tests.gold.traditional import labelled
from tests.variants import variant

TESTS = Path(__file__).parents[1]
EDITION = TESTS / "edition" / "content"
OPEN = [
    *"发里后干只面松制复准余范征系获曲板郁药冬丑谷几斗云表术松秋游台叶朱沈姜胡卜才困向回合家尽巨布当念折",
    "里程",
    "干部",
    "头发",
    "皇后",
    "表面",
]
"""Characters that may be written in several ways, and words that decide some."""
ANNEX = [
    ("a.1.1", "海绵城市", "指通过渗、滞、蓄、净、用、排等措施建设的城市。"),
    ("a.1.2", "EDA设计工具（EDA：Electronics Design Automation）", "用计算机设计电路的软件。"),
    ("a.1.3", "“四大品牌”", "是指服务、制造、购物、文化四个品牌。"),
]
STOCK = [
    "按照《某市国民经济和社会发展第十四个五年规划纲要》（以下简称《纲要》）和国务院《关于加强节水工作的意见》执行。",
    "详见本规划第三章、第二节和专栏2，另见附件1、表1。",
    "落实《中华人民共和国水法》《某市供水条例（2024年修订）》等法律法规。",
    "《纲要》提出的目标全面完成，某市“十四五”规划胜利收官，“十三五”规划任务结转。",
    "按照市政府印发的《某市节水行动方案（2021—2025年）》，参照第1.2节和第二章第一节。",
    "某市2026年工作报告提出的任务，见《某市2026年工作报告》第二部分。",
    "推广智慧水务平台（以下简称“水务平台”）和MaaS（出行即服务），水务平台接入设备。",
    "推广出行即服务（MaaS）和城市信息模型（CIM：City Information Modeling），MaaS系统和CIM平台上线，建设BIM（建筑信息模型）库。",
    "城市运行“一网统管”，是指用一张网管全城；所谓“河长制”，即各级负责人任河长的制度。",
    "“三网融合”是指电信网、广播电视网、互联网的融合；实施“一河一策”“三网融合”工程。",
    "习近平总书记强调，坚持以人民为中心，城市水网建设取得新的重大进展，群众的获得感、幸福感、安全感不断增强。",
    "加快建设东西两条输水干线，推进老旧管网改造，提升水务平台的调度能力，增强供水保障水平。",
    "建设海绵城市示范区，打响四大品牌，突破EDA设计工具，发展“瞪羚”企业、瞪羚计划。",
    "到2030年，基本建成安全可靠、集约高效、绿色智能、循环通畅、调控有序的现代水网体系。",
]
WORKS = [
    Work("某市供水条例", kind="regulation", titles=["供水条例"]),
    Work("中华人民共和国水法", kind="law", titles=["水法"]),
    Work("某市水网规划", plan="b"),
]


def stock() -> list[str]:
    """Sentences of the cases for mentions, and sentences round every labelled citation."""
    cases = (TESTS / "cases" / "mentions.md").read_text(encoding="utf-8")
    texts = [re.sub("[【】]", "", body).strip() for body in re.findall(r"^```text\n(.*?)^```$", cases, re.M | re.S)]
    with (TESTS / "gold" / "citations.tsv").open(encoding="utf-8") as file:
        cited = [row["text"] for row in csv.DictReader(file, delimiter="\t")]
    return [
        *STOCK * 4,
        *(text for text in texts if "\n" not in text and "\\" not in text),
        *(f"按照{text}要求，深化各项改革。" for text in cited),
    ]


def a_plan(name: str, title: str, chance: random.Random, sentences: list[str]) -> Plan:
    """A plan of three chapters with some sentences, and an annex of terms."""

    def section(number: str, title: str, texts: list[str], mark: str) -> Section:
        level = number.count(".") + 1
        blocks = tuple(Paragraph(tuple(Sentence(text) for text in texts[i : i + 3])) for i in range(0, len(texts), 3))
        parent = number.rpartition(".")[0] or None
        return Section(number, mark.rstrip("、"), mark, level, title, parent=parent, blocks=blocks)

    some = [variant(text, chance) if chance.random() < 0.5 else text for text in chance.sample(sentences, 18)]
    some = [text.replace("\n", "") or "。" for text in some]
    sections = [
        section("front", title, some[:3], ""),
        section("1", "指导思想" if chance.random() < 0.3 else "总体要求", some[3:6], "一、"),
        section("2", "重点任务", [], "二、"),
        section("2.1", "完善水网", some[6:12], "（一）"),
        section("2.2", "智慧水务", some[12:15], "（二）"),
        section("3", "保障措施", some[15:], "三、"),
    ]
    if name == "a" and chance.random() < 0.5:
        sections += [section("a", "附件", [], "附件"), section("a.1", "名词解释", [], "一、")]
        sections += [section(number, head, [text], f"{number[-1]}、") for number, head, text in ANNEX]
    elif name == "a":
        lines = [
            line for n, (_, head, text) in enumerate(ANNEX, 1) for line in (variant(f"{n}. {head}：{text}", chance), "又称“别名”。", "")
        ]
        sections.append(
            section("a", chance.choice(["指标解释", "名词解释", "指标和名词解释"]), [line or "又称乙。" for line in lines], "附件")
        )
    made, _ = anchor_plan(sections, [])
    period, date = ("2021-2025", "2021-01-01") if name == "a" else ("2026-2030", "2026-01-01")
    meta = {"title": title, "kind": "plan", "issuer": "某市人民政府", "period": period, "date": date, "levels": ["一、", "（一）"]}
    return Plan(name, meta, tuple(made))


def of_plans(numbers: Iterable[int]) -> Iterator[tuple[str, str, str]]:
    """Name, texts and outcome of some pairs of plans, by their numbers."""
    sentences = stock()
    editors = Editors(term=[TermEntry("海绵城市", aliases=["海绵城市示范区"])])
    for i in numbers:
        chance = random.Random(f"plans {i}")
        a = a_plan("a", "某市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", chance, sentences)
        b = a_plan("b", "某市2026年工作报告" if i % 2 else "某市水网规划", chance, sentences)
        if i % 2:
            b = replace(b, meta={**b.meta, "kind": "report", "titles": ["工作报告"], "period": "2026"})
        texts = "\n".join(f"{plan.id} {part.place} {part.text}" for plan in (a, b) for s in plan.sections for part in s.parts())
        lines = []
        try:
            glossary = make_glossary([a, b], editors, {}).glossary
        except ZhangjuError as error:
            glossary = make_glossary([a, b], Editors(), {}).glossary
            lines.append(f"  {error}\n")
        for term in (*glossary.terms, *glossary.undefined):
            lines.append(f"  {term.id} {term.name} {term.kind} {term.aliases} {[(d.plan, d.place) for d in term.definitions]}\n")
            lines += [f"    {m.plan} {m.place} {m.span} {m.text}\n" for m in term.mentions]
        cited = find_citations([a, b], WORKS if i % 4 > 1 else WORKS[:2])
        lines += [
            f"  {link.plan} {link.place} {link.span} {link.text} → {link.to_plan} {link.to_place} {link.external}\n" for link in cited.links
        ]
        lines += [f"  ? {one}\n" for one in cited.ambiguous]
        lines += [f"  ! {one}\n" for one in cited.named]
        lines += [f"  issued {cited.issuers} worded {cited.wordings}\n"]
        lines += [f"  = {r.a} {r.b} {r.length} {r.kind} {r.exact} {r.agreement:.3f}\n" for r in find_repeats([a, b])]
        yield f"plans {i}", texts, "".join(lines)


def of_traditional() -> Iterator[tuple[str, str, str]]:
    """Name, text and outcome of spoiled labelled texts: their Traditional, and the places that nothing decides."""
    chance = random.Random("traditional")
    texts = [variant(text, chance) for text, _ in labelled("traditional")[::2]] + ["".join(chance.sample(OPEN, 12)) for _ in range(40)]
    for i, (text, made) in enumerate(zip(texts, load_converter(EDITION).convert(texts), strict=True)):
        yield f"traditional {i}", text, f"  {made.text!r} {made.undecided}\n"

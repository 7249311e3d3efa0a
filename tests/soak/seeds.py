"""Mutated seeds: each is proposed, converted in memory and judged. The judge stands on its own: it uses nothing of what proves the
promises in the generator.

A loss is any exception that is no finding, a finding whose place is none, a text that `add` takes in and `convert` refuses, a broken
promise 1 or 2, a page that does not read back, and more than the time allowed.
"""

from __future__ import annotations

import codecs
import json
import random
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator.content.anchors import parse_lock
from generator.content.carrying import anchor_plan
from generator.content.headings import noted_heading
from generator.content.read import read_plan
from generator.errors import ZhangjuError
from generator.findings import findings_of
from generator.model import Figure, Note, Paragraph, Section, Table
from generator.pipeline import Converted, convert_seed
from generator.proposing import propose, settings_toml
from generator.reading.settings import FORMATS
from tests.soak._mutations import encoded, mutated

SHORT, LONG = 50, 20_000
ROOT = Path(__file__).parents[2]
SECONDS = 5.0
"""Of the processor, that a text of some thousand characters may take."""
ACCEPTED = 0.6
"""Share of the seeds that `add` must take in for the run to say anything."""
LONGEST = 2500
"""Characters of an excerpt."""
MADE = (
    "某市规划\n\n一、总体要求\n\n坚持稳中求进。全面推进改革。\n\n（一）指导思想\n\n以人民为中心。\n\n二、任务\n\n1. 抓好落实。\n2. 扩大开放。\n",
    "某市条例\n\n第一章 总则\n第一条 为了发展，制定本条例。\n第二条 本条例所称规划，是指计划：\n（一）总体规划；\n（二）专项规划。\n第二章 附则\n第三条 施行。\n",
    "<html><head><title>某市规划</title></head><body><p>一、目标</p><p>增长<b>5%</b>。&nbsp;</p><table><tr><th>指标</th><th>值</th></tr>"
    "<tr><td rowspan=2>人口</td><td>1</td></tr><tr><td>2</td></tr></table><p>二、任务<br/>抓好。</p><p>责任编辑：某</p></body></html>\n",
    "---\ntitle: 某市规划\n---\n# 某市规划\n\n## 一、目标\n\n增长**快**。\n\n| 指标 | 值 |\n|---|---|\n| CO<sub>2</sub> | 1 |\n\n[^1]: 注。\n\n## 二、任务\n\n- 抓好。\n",
    "表1 主要指标\n指标\t2025年\t属性[^1]\n人口\t2500万\t预期\n空气\tPM2.5\t约束\n[^1]: 按常住。\n正文开始。\n",
    "目录\n一、目标 ……… 1\n二、任务 ……… 2\n\n一、目标\n\n增长。\n— 1 —\n继续增长。\n\n二、任务\n\n抓好。\n\n附件：名词解释\n\n1.双碳：指碳达峰。\n2.新质：指先进。\n",
    "1 总则\n1.1 目标\n增长。\n1.1.1 人口\n稳定。\n1.2 任务\n抓好。\n2 保障\n落实。\n",
)
"""Start texts of the shapes that the five seeds lack."""


def starts() -> list[str]:
    """Start texts: the made ones, those of the tests' shapes, and the five seeds to cut excerpts from."""
    files = [*sorted((ROOT / "tests" / "shapes").glob("*.txt")), *sorted((ROOT / "seeds").glob("*.txt"))]
    return [*MADE, *(path.read_bytes().decode("utf-8-sig") for path in files)]


def excerpt(chance: random.Random, text: str) -> str:
    """A text, or some lines of a long one."""
    if len(text) <= LONGEST:
        return text
    at = text.find("\n", chance.randrange(len(text) - LONGEST // 2)) + 1
    return text[at : at + chance.randint(50, LONGEST)]


def attack(count: int, seed: int, folder: Path) -> Iterator[str]:
    """Yields what went wrong with each of `count` seeds; the seed itself is kept in `lost/` beside the project, when there is one."""
    texts, accepted = starts(), 0
    (folder / "seeds").mkdir(exist_ok=True)
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        data = encoded(chance, mutated(chance, excerpt(chance, chance.choice(texts))))
        path = folder / "text.txt"
        path.write_bytes(data)
        form = chance.choice(FORMATS) if chance.random() < 0.3 else ""
        begun = time.process_time()
        (folder / "seeds" / "text.toml").unlink(missing_ok=True)
        try:
            wrong = trial(path, folder / "seeds", form, data)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            wrong = f"{type(error).__name__}: {error} in {Path(place.filename).name}:{place.lineno}"[:300]
        if not wrong and (took := time.process_time() - begun) > SECONDS:
            wrong = f"{took:.1f} s for {len(data)} bytes"
        accepted += (folder / "seeds" / "text.toml").exists()
        if wrong:
            yield f"seed {seed}-{number} {form}: {wrong}"
    if accepted < count * ACCEPTED:
        yield f"only {accepted} of {count} seeds were taken in: nothing was tried on the others"


def trial(path: Path, seeds: Path, form: str, data: bytes) -> str:
    """What is wrong with one seed; empty when nothing is."""
    try:
        proposal = propose(path, "text")
    except ZhangjuError as error:
        return misplaced(error, data)
    settings = replace(proposal.settings, format=form) if form else proposal.settings
    (seeds / "text.txt").write_bytes(data)
    (seeds / "text.toml").write_text(settings_toml(settings), encoding="utf-8")
    try:
        made = convert_seed(seeds, "text")
    except ZhangjuError as error:
        if not form or any(found.code == "P001" for found in findings_of(error)):
            return f"add takes it in, convert refuses it: {error}"
        return misplaced(error, data)
    return unfaithful(made, data) or unread(made, seeds)


def misplaced(error: ZhangjuError, data: bytes) -> str:
    """What is wrong with the places of an error's findings."""
    count = max(data.count(b"\n"), data.count(b"\r")) + 1
    for found in findings_of(error):
        path = Path(found.file)
        if not path.exists():
            return f"a finding names no file: {found}"
        lines = count if path.suffix == ".txt" else path.read_bytes().count(b"\n") + 1
        if not 1 <= found.line <= lines or not found.cause.strip() or not found.next_step.strip():
            return f"a finding has no place, cause or next step: {found}"
    return ""


def unfaithful(made: Converted, data: bytes) -> str:
    """What is wrong with promises 1 and 2."""
    record = [json.loads(line) for line in made.files["repairs.jsonl"].split("\n") if line]
    text = undone(made.repaired.text, record)
    bom = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    if (bom[made.seed.encoding] if made.seed.bom else b"") + text.encode(made.seed.encoding) != data:
        return "undoing the written ledger does not give back the seed's bytes"
    wanted = folded(made.repaired.text)
    parts = [folded(part) for section in made.plan.sections for part in said(section)]
    had, has = Counter(wanted), Counter("".join(parts))
    if had != has:
        lost, invented = "".join((had - has).elements())[:40], "".join((has - had).elements())[:40]
        return f"the parts lose {lost!r} and invent {invented!r}"
    return next((f"{part!r} does not stand in the text" for part in parts if part not in wanted), "")


def undone(text: str, record: list[dict[str, object]]) -> str:
    """A text before its repairs: pass by pass from the last, each from its front, so that what stands before is as it was."""
    applied = [entry for entry in record if entry["status"] == "applied"]
    for entry in sorted(applied, key=lambda e: (-int(str(e["step"])), int(str(e["at"])))):
        at, before, after = int(str(entry["at"])), str(entry["before"]), str(entry["after"])
        if text[at : at + len(after)] != after:
            return ""
        text = text[:at] + before + text[at + len(after) :]
    return text


def said(section: Section) -> Iterator[str]:
    """All that a section says, in reading order."""
    yield noted_heading(section)
    for block in section.blocks:
        match block:
            case Paragraph():
                yield from (sentence.text for sentence in block.sentences)
            case Table():
                yield block.caption
                yield from block.columns
                yield from (cell for row in block.rows for cell in row.cells)
                yield from (f"[^{note.mark}]:{note.text}" for note in block.notes)
            case Note():
                yield f"[^{block.mark}]:{block.text}"
            case Figure():
                yield (f"![]({block.source})" if block.source else "") + block.caption


WIDTHS = str.maketrans("(（)）．", "（（））.")
"""Marks of headings are set full-width."""


def folded(text: str) -> str:
    """A text without blanks; widths that a heading's mark may change made one."""
    return "".join(text.split()).translate(WIDTHS)


def unread(made: Converted, seeds: Path) -> str:
    """What is wrong with the written pages: read again they are the plan."""
    pages = {name: text for name, text in made.files.items() if name.endswith(".md")}
    try:
        read = read_plan(pages, seeds.parent / "text")
        sections, _ = anchor_plan(read.sections, parse_lock(made.files["anchors.lock"], seeds))
    except ZhangjuError as error:
        return f"what was written is not read: {error}"
    if sections != made.plan.sections:
        other = next((one for one, two in zip(sections, made.plan.sections, strict=False) if one != two), None)
        return f"what was written reads as another plan, first in section {other.id if other else 'the last'}"
    return ""

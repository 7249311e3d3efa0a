"""Where a term is used and where its words only look like it: `tests/cases/mentions.md`, each case in a small plan of its own.

A case is a `### name`, a line `> terms: …; …` with the heads of the annex, and a sentence in which 【】 stand round each mention.
Lines that may follow the terms: `> definition: …` for their text, `> elsewhere: …` for what the plan says besides, `> alias: …` and
`> exception: …` for what an editor adds to the first term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.glossary import make_glossary
from generator.glossary.editors import Editors, Exception_, TermEntry
from generator.model import Paragraph, Plan, Section, Sentence

CASES = Path(__file__).parent / "cases" / "mentions.md"
PLACE = "1-1"


@dataclass(frozen=True)
class Case:
    part: str
    name: str
    line: int
    settings: dict[str, str]
    marked: str

    @property
    def text(self) -> str:
        return re.sub("[【】]", "", self.marked)


def read_cases() -> Iterator[Case]:
    source = CASES.read_text(encoding="utf-8")
    part, at = "", 1
    for block in re.split(r"^(?=##)", source, flags=re.M):
        head = block.split("\n", 1)[0]
        if head.startswith("## "):
            part = head[3:]
        elif head.startswith("### "):
            fence = re.search(r"^```text\n(.*?)\n```$", block, re.M | re.S)
            assert fence, f"{CASES.name}:{at} has no text"
            yield Case(part, head[4:], at, dict(re.findall(r"^> (\w+): (.*)$", block, re.M)), fence[1].replace("\\u00a0", "\u00a0"))
        at += block.count("\n")


ALL = list(read_cases())


def plan_of(case: Case) -> Plan:
    """A plan with the sentence, with what it says elsewhere, and with an annex that explains the terms."""

    def said(place: str, text: str) -> tuple[Paragraph, ...]:
        return (Paragraph((Sentence(text, id=f"{place}-1"),)),) if text else ()

    sections = [
        Section("1", "一", "一、", 1, "正文", blocks=said("1", case.text)),
        Section("2", "二", "二、", 1, "其他", blocks=said("2", case.settings.get("elsewhere", ""))),
        Section("a", None, "", 1, "附件"),
        Section("a.1", "一", "一、", 2, "有关名词解释", parent="a"),
    ]
    definition = case.settings.get("definition", "是指一种安排。")
    for number, head in enumerate(case.settings["terms"].split("; "), 1):
        place = f"a.1.{number}"
        sections.append(Section(place, str(number), f"{number}、", 3, head, parent="a.1", blocks=said(place, definition)))
    return Plan("try-1", {}, tuple(sections))


def editors_of(case: Case) -> Editors:
    term = case.settings["terms"].split("; ")[0]
    alias, exception = case.settings.get("alias"), case.settings.get("exception")
    name = re.sub("（.*?）", "", term)
    return Editors(
        [TermEntry(term, [alias], at=1)] if alias else [],
        [Exception_(name, exception, "普通词", at=2)] if exception else [],
    )


def as_marked(case: Case) -> str:
    """The sentence with 【】 round what the glossary found in it."""
    glossary = make_glossary([plan_of(case)], editors_of(case), {}).glossary
    text = case.text
    for start, end in sorted((m.span for term in glossary.terms for m in term.mentions if m.place == PLACE), reverse=True):
        text = f"{text[:start]}【{text[start:end]}】{text[end:]}"
    return text


def parameters() -> Iterator[object]:
    for case in ALL:
        marks = [pytest.mark.xfail(strict=True, reason="known failure, see the case")] if case.part == "known failures" else []
        yield pytest.param(case, id=f"mentions.md:{case.line} {case.name}", marks=marks)


@pytest.mark.parametrize("case", list(parameters()))
def test_mentions(case: Case) -> None:
    assert as_marked(case) == case.marked


def test_the_cases_are_of_both_kinds() -> None:
    kinds = {part: [case for case in ALL if case.part == part] for part in ("mentions", "no mention")}
    assert sum(map(len, kinds.values())) >= 40
    assert all("【" in case.marked for case in kinds["mentions"])
    assert not any("【" in case.marked for case in kinds["no mention"])

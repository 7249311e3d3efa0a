"""Each repair rule against `tests/cases/<rule>.md`: what it changes, what it must not change, and what it still gets wrong.

A case is a `### name`, then a fence ```before and a fence ```after; under “must not change” one fence ```text.
A line `> format: html; title: …; levels: 一、 （一）; other_language: en` after the name sets what the rule may ask the settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair import RULES, Rule

CASES = Path(__file__).parent / "cases"
FENCE = re.compile(r"^```(before|after|text)\n(.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Case:
    rule: Rule
    part: str
    name: str
    line: int
    before: str
    after: str
    settings: Settings


def read_cases(rule: Rule) -> Iterator[Case]:
    text = (CASES / f"{rule.name}.md").read_text(encoding="utf-8")
    part = ""
    for block in re.split(r"^(?=##)", text, flags=re.M):
        head = block.split("\n", 1)[0]
        if head.startswith("## "):
            part = head[3:].strip()
        elif head.startswith("### "):
            fences = {kind: body[:-1] for kind, body in FENCE.findall(block)}
            before = fences.get("before", fences.get("text", ""))
            options = dict(re.findall(r"(format|title|levels|other_language): ([^;\n]+)", "\n".join(re.findall(r"^> (.*)$", block, re.M))))
            settings = Settings(
                id="case",
                title=options.get("title", "某市规划").strip(),
                format=options.get("format", rule.formats[0]).strip(),
                levels=options.get("levels", "一、 1.1 1.1.1").split(),
                other_language=options.get("other_language", "").strip(),
            )
            line = text.count("\n", 0, text.index(block)) + 1
            yield Case(
                rule,
                part,
                name=head[4:],
                line=line,
                before=unescape(before),
                after=unescape(fences.get("after", before)),
                settings=settings,
            )


def unescape(text: str) -> str:
    """A case writes characters that cannot be seen as escapes: \\r, \\f, \\u3000, \\u200b, and \\s for a blank at a line's end."""
    text = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)
    return re.sub(r"\\([rfts])(?![a-z]{2})", lambda m: {"r": "\r", "f": "\f", "t": "\t", "s": " "}[m[1]], text)  # `\times` is none


def changed(rule: Rule, text: str, settings: Settings) -> str:
    done, pieces = 0, []
    for edit in sorted((e for e in rule.propose(text, settings) if e.before != e.after), key=lambda e: (e.start, e.end)):
        assert isinstance(edit, Edit)
        assert edit.start >= done, "edits overlap"
        assert text[edit.start : edit.end] == edit.before
        pieces += (text[done : edit.start], edit.after)
        done = edit.end
    return "".join(pieces) + text[done:]


ALL = [case for rule in RULES for case in read_cases(rule)]


def parameters(part: str) -> list[object]:
    marks = [pytest.mark.xfail(strict=True, reason="known failure, see the case")] if part == "known failures" else []
    return [pytest.param(c, id=f"{c.rule.name}.md:{c.line} {c.name}", marks=marks) for c in ALL if c.part == part]


@pytest.mark.parametrize("case", parameters("changes") + parameters("known failures"))
def test_changes(case: Case) -> None:
    assert changed(case.rule, case.before, case.settings) == case.after


@pytest.mark.parametrize("case", parameters("must not change"))
def test_must_not_change(case: Case) -> None:
    assert changed(case.rule, case.before, case.settings) == case.before


@pytest.mark.parametrize("case", parameters("changes"))
def test_a_second_run_changes_nothing(case: Case) -> None:
    assert changed(case.rule, case.after, case.settings) == case.after


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_both_kinds_of_case(rule: Rule) -> None:
    parts = {case.part for case in ALL if case.rule is rule}
    assert {"changes", "must not change"} <= parts

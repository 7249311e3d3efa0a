"""Counterparts: passages, subjects, likeness, pairs, editors' decisions, the lock, floors on what readers judged, growth.

What readers do with them in a browser: `test_links_browser.py`.
"""

from __future__ import annotations

import json
import math
import random
import re
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from fnmatch import fnmatch
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import rjieba

from generator.checks import link_findings
from generator.cli import main
from generator.content.anchors import Anchor
from generator.content.store import load_plan, plan_ids
from generator.errors import ZhangjuError
from generator.links import remembering
from generator.links.background import load_background
from generator.links.candidates import Candidate, candidates, load_model
from generator.links.counterparts import (
    KEPT,
    NEAR,
    PERIOD,
    SHOWN,
    Pair,
    as_links,
    find_likely,
    find_pairs,
    meanings,
    places_of,
    undecided,
)
from generator.links.editors import DecidedPair, LinkEditors, Read, SameWords, read_link_editors
from generator.links.knowledge import knowledge
from generator.links.likeness import CANDIDATES, Field, grams
from generator.links.local import Common, Local, Subject, read_local
from generator.links.passages import LONG, SHORT, Passage, passages
from generator.links.remembering import LOCK, digest, is_current, lock_text, remembered_pairs
from generator.links.shared import PARTICLES
from generator.links.subjects import FILE as SUBJECTS
from generator.links.subjects import load_subjects
from generator.links.sureness import FEW, MOST, PERHAPS, SURE, Sureness, load_sureness, sort_of
from generator.links.vectors import dot, unit
from generator.model import Paragraph, Plan, Row, Section, Sentence, Table, by_date
from generator.pipeline import convert
from tests.conftest import ROOT, SMALL_TEXT
from tests.gold.pairs import measure
from tests.gold.place_free import local_text, own_pairs, package_lines, parted, with_moved

CONTENT = ROOT / "content"
NONE = LinkEditors(read=[Read(["p-2021", "q-2026", "r-2027", "s-2028"])])
"""No decision, on plans that an editor has read."""


# ---- small plans


def section(number: str, title: str, *paragraphs: str, table: Table | None = None) -> Section:
    """A section of sentences that end with 。"""
    count, blocks = 0, []
    for text in paragraphs:
        sentences = []
        for words in text.split("。")[:-1]:
            count += 1
            sentences.append(Sentence(f"{words}。", id=f"{number}-{count}"))
        blocks.append(Paragraph(tuple(sentences)))
    parent = number.rpartition(".")[0] or None
    held = (*blocks, table) if table else tuple(blocks)
    return Section(number, number, f"{number} ", number.count(".") + 1, title, parent=parent, blocks=held)


def plan(name: str, *sections: Section, **meta: str) -> Plan:
    return Plan(name, {"date": name[-4:], **meta}, sections)


ROWS = Table("指标", ("指标", "目标"), (Row(("养老床位", "17万张"), "3-t1-r1"), Row(("森林覆盖率", "19%"), "3-t1-r2")), id="3-t1")
ELDER = "增加养老床位，发展社区助餐和居家照护。完善长期护理保险制度，关爱失能老人。"
AIR = "治理大气污染，降低细颗粒物浓度。推广新能源公交车，减少机动车排放。"
PORT = "提升洋山港集装箱吞吐能力，发展海铁联运。建设国际航运中心，培育航运保险和海事仲裁。"
PLACE = "在崇明区设立管委会。"
OLD = plan(
    "p-2021",
    section("1", "养老服务", f"{ELDER}"),
    section("2", "大气环境", f"{AIR}"),
    section("3", "航运", f"{PORT}", table=ROWS),
    section("4", "区域", f"{PLACE}推动世界级生态岛花博会。"),
    section("5", "法治", "完善地方立法。加强行政复议。"),
    section("6", "国防", "做好双拥工作。加强国防动员。"),
)
NEW = plan(
    "q-2026",
    section("1", "银发经济", "扩大社区养老助餐点，健全居家照护。推进长期护理保险，提升护理型养老床位。"),
    section("2", "蓝天保卫", "持续降低细颗粒物浓度，治理大气污染。淘汰老旧机动车，推广新能源公交车。"),
    section("3", "枢纽", "推进洋山港智慧化，扩大集装箱海铁联运。增强国际航运中心航运保险、海事仲裁功能。"),
    section("4", "教育", f"{PLACE}扩大普惠托育学位和义务教育集团化办学。"),
)
BOTH = [OLD, NEW]


def ends(pair: Pair) -> tuple[str, str]:
    return f"{pair.a.plan} {pair.a.anchor}", f"{pair.b.plan} {pair.b.anchor}"


@cache
def edition() -> tuple[list[Plan], LinkEditors]:
    plans = by_date(load_plan(CONTENT, name).plan for name in plan_ids(CONTENT))
    return plans, read_link_editors(CONTENT)


@cache
def three() -> list[Plan]:
    """The shortest plans of the edition: enough for what holds of any."""
    return by_date(sorted(edition()[0], key=lambda plan: sum(len(text) for _, text in passages_of(plan)))[:3])


def passages_of(plan: Plan) -> list[tuple[str, str]]:
    return [part for passage in passages(plan) for part in passage.parts]


@cache
def field() -> Field:
    return Field(three(), meanings(edition()[1]), edition()[1].local)


@cache
def pairs_by_rule() -> list[Pair]:
    """The pairs that the rule finds in some plans of the edition, before editors decide."""
    editors = edition()[1]
    return find_pairs(three(), LinkEditors(same=editors.same, read=editors.read, local=editors.local))


# ---- passages


def test_a_long_section_is_parted_and_a_short_paragraph_goes_with_the_next() -> None:
    long = "发展养老服务。" * (LONG // 14 + 1)
    made = list(passages(plan("p", section("1", "民生", "开头。", long, long, "末尾。"))))
    count = len(long.split("。")) - 1
    assert [(p.anchor, p.section, p.parts[0][0], p.last) for p in made] == [
        ("1-1", "1", "1-1", f"1-{1 + count}"),
        (f"1-{2 + count}", "1", f"1-{2 + count}", f"1-{1 + 2 * count}"),
        (f"1-{2 + 2 * count}", "1", f"1-{2 + 2 * count}", f"1-{2 + 2 * count}"),
    ]
    assert {p.title for p in made} == {"民生"}


@pytest.mark.parametrize(("length", "parts"), [(LONG, 1), (LONG + 1, 2)])
def test_where_a_section_is_parted(length: int, parts: int) -> None:
    half = "文" * (length // 2 - 1) + "。"
    rest = "字" * (length - len(half) - 1) + "。"
    made = list(passages(plan("p", section("1", "总", half, rest))))
    assert len(made) == parts
    assert (made[0].anchor == "1") == (parts == 1)
    assert len(list(passages(plan("p", section("1", "总", half + rest + rest))))) == 1  # one paragraph is never parted


@pytest.mark.parametrize(("length", "first"), [(SHORT, 2), (SHORT + 1, 1)])
def test_what_a_short_paragraph_is(length: int, first: int) -> None:
    text = plan("p", section("1", "总", "短" * (length - 1) + "。", "长" * LONG + "。"))
    assert len(next(iter(passages(text))).parts) == first


def test_a_lead_names_its_passage() -> None:
    lead = Paragraph((Sentence("发展养老服务。", lead=True, id="1-1"), Sentence("好" * LONG + "。", id="1-2")))
    other = Paragraph((Sentence("做好就业。" * 20, id="1-3"),))
    text = plan("p", Section("1", "1", "1 ", 1, "民生", blocks=(lead, other)))
    assert [p.title for p in passages(text)] == ["发展养老服务。", "民生"]


def test_what_is_left_out() -> None:
    text = plan(
        "p",
        section("front", "公告", "各区人民政府：现予印发。"),
        section("abstract", "摘要", "本文认为好。"),
        section("1", "总则"),
        section("1.1", "目标", "好。"),
        section("a", "附件", "以下为附件。"),
        section("a.1", "名词解释"),
        section("a.1.1", "碳普惠", "是指一种安排。"),
    )
    assert [(p.anchor, p.trail) for p in passages(text)] == [("1.1", ("总则", "目标")), ("a", ("附件",))]


def test_a_row_is_a_passage() -> None:
    rows = [p for p in passages(OLD) if p.row]
    assert [(p.anchor, p.section, p.parts, p.last, p.title) for p in rows] == [
        ("3-t1-r1", "3", (("3-t1-r1", "养老床位 17万张"),), "3-t1-r1", ""),
        ("3-t1-r2", "3", (("3-t1-r2", "森林覆盖率 19%"),), "3-t1-r2", ""),
    ]


def test_passages_of_the_edition_have_their_own_anchors() -> None:
    for one in edition()[0]:
        made = list(passages(one))
        anchors = [anchor for p in made for anchor, _ in p.parts]
        assert len(made) == len({p.anchor for p in made})
        assert len(anchors) == len(set(anchors))
        assert all(p.parts and p.last == p.parts[-1][0] for p in made)


# ---- subjects, vectors


def test_the_longest_word_counts_and_two_subjects_share() -> None:
    lines = [line.split("\t") for line in SUBJECTS.read_text(encoding="utf-8").splitlines()]
    words: dict[str, list[str]] = {}
    for name, _, listed in lines:
        for word in listed.split("|"):
            words.setdefault(word, []).append(name)
    subjects_of = load_subjects({}).subjects_of
    shared = next(word for word, names in words.items() if len(names) == 2)
    assert subjects_of(shared) == dict.fromkeys(words[shared], 0.5)
    inside = ((long, short) for long in words for short in (long[:2], long[:3]) if short in words and long != short)
    long, short = next((a, b) for a, b in inside if not set(words[a]) & set(words[b]))
    assert not subjects_of(long).keys() & set(words[short])
    assert subjects_of(f"{short}，{short}") == {name: 2 / len(words[short]) for name in words[short]}
    assert subjects_of("") == subjects_of("天") == subjects_of("之乎者也") == {}


def test_the_thesaurus_is_well_formed() -> None:
    lines = [line.split("\t") for line in SUBJECTS.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 100
    assert {len(line) for line in lines} == {3}
    assert [name for name, times in Counter(line[0] for line in lines).items() if times > 1] == []
    counts: Counter[str] = Counter()
    for name, title, listed in lines:
        words = listed.split("|")
        assert name
        assert title
        assert all(len(word) > 1 and word == word.strip() for word in words), name
        assert len(words) == len(set(words)), name
        counts.update(words)
    assert [word for word, times in counts.items() if times > 2] == []


def test_vectors() -> None:
    assert unit({"a": 3.0, "b": 4.0}) == {"a": 0.6, "b": 0.8}
    assert unit({}) == {}
    assert unit({"a": 0.0}) == {"a": 0.0}
    assert dot({"a": 0.6, "b": 0.8}, {"b": 1.0}) == dot({"b": 1.0}, {"a": 0.6, "b": 0.8}) == 0.8
    assert dot({"a": 1.0}, {"b": 1.0}) == 0
    assert list(grams("航运服务，5G~2~X")) == ["航运", "运服", "服务"]


def test_what_the_package_needs_is_in_it() -> None:
    wished = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"]["generator"]
    held = [p for p in (ROOT / "generator").rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc", ".so")]
    assert SUBJECTS in held
    assert [p for p in held if not any(fnmatch(p.name, pattern.rpartition("/")[2]) for pattern in wished)] == []


# ---- the field, features


def test_nearest_are_of_other_plans() -> None:
    one = field()
    for i in range(0, len(one.passages), 7):
        found = one.nearest(i)
        assert one.passages[i].plan not in found
        for name, near in found.items():
            assert 0 < len(near) <= CANDIDATES
            assert all(one.passages[j].plan == name for _, j in near)
            assert all(a >= b for (a, _), (b, _) in pairwise(near))
            assert all(0 < value <= 1.0001 for value, _ in near)


def test_features_stay_within_bounds() -> None:
    found = candidates(field())
    assert len(found) > 1000
    names = {name for name in load_model() if name != "constant"}
    for candidate in found:
        assert candidate.i < candidate.j
        assert candidate.features.keys() == names
        assert all(math.isfinite(value) and 0 <= value <= 10 for value in candidate.features.values()), candidate
        assert 0 < candidate.score < 1
    for name in names:
        values = sorted(candidate.features[name] for candidate in found)
        assert values[len(values) * 9 // 10] <= 5, name
        # the thesaurus knows every passage here, and no table is near another
        assert values[0] < values[-1] or name in ("no-subject", "row", "rows"), name


@pytest.mark.parametrize(
    ("between", "found", "sure"),
    [
        (("1", "1"), "0.996 4.305 1.968 0.852 1.815 1.182 0.498 0.248 0.496 0.993 0.612 0.298 0.000 0.000 1.000 1.000 0.000 0.824 0.000 0.000", "0.991 1.819 0.000 0.577 0.000 0.000 1.500 0.298 0.612 0.591 0.000 0.496 0.690 1.099 1.968 0.248 0.000 0.496"),
        (("3", "3"), "0.999 5.479 2.221 1.000 1.970 0.790 0.771 0.595 0.737 1.475 0.000 0.599 0.000 0.000 1.000 1.000 0.000 0.858 0.000 0.000", "0.997 2.278 0.000 0.577 0.000 0.000 1.500 0.599 0.000 0.395 0.000 0.737 1.000 0.693 2.221 0.595 0.000 0.737"),
        (("3-t1-r1", "1"), "0.864 2.737 1.569 0.402 1.009 0.000 0.506 0.256 0.506 0.506 0.000 0.000 0.000 0.693 1.000 0.636 0.000 0.402 1.000 0.000", "0.000 0.617 0.693 0.577 -0.432 0.000 1.368 0.000 0.000 0.000 0.000 0.253 0.172 1.099 1.569 0.256 0.000 0.506"),
        (("4", "4"), "0.583 4.428 1.996 0.000 0.000 0.000 0.000 0.000 0.000 0.000 0.000 0.000 0.000 0.000 1.000 1.000 1.000 0.736 0.000 0.000", "0.597 0.112 0.000 0.577 0.000 0.000 1.500 0.000 0.000 0.000 0.000 0.000 0.000 0.000 1.996 0.000 0.000 0.000"),
    ],
)  # fmt: skip
def test_features_of_two_small_plans(between: tuple[str, str], found: str, sure: str) -> None:
    """As they are reckoned now, the likelihood first: what changes them is meant, and the models are fitted anew."""
    one = Field(BOTH, {})
    candidate = next(c for c in candidates(one) if (one.passages[c.i].anchor, one.passages[c.j].anchor) == between)
    surely = Sureness(one, candidates(one))
    assert [candidate.score, *candidate.features.values()] == pytest.approx([float(n) for n in found.split()], abs=0.001)
    assert [surely.of(candidate), *surely.features(candidate).values()] == pytest.approx([float(n) for n in sure.split()], abs=0.001)


def test_agreement_of_sentences_is_symmetric() -> None:
    one = field()
    for candidate in candidates(one)[::200]:
        there, back = one.agreements(candidate.i, candidate.j), one.agreements(candidate.j, candidate.i)
        for row, column in zip(back, zip(*there, strict=True), strict=True):
            assert row == pytest.approx(column)


# ---- pairs


def test_the_same_subject_in_other_words_is_found_and_a_shared_place_is_not() -> None:
    found = find_pairs(BOTH, NONE)
    assert {("p-2021 1", "q-2026 1"), ("p-2021 2", "q-2026 2"), ("p-2021 3", "q-2026 3")} <= {ends(pair) for pair in found}
    made = Field(BOTH, {})
    scores = {(made.passages[c.i].anchor, made.passages[c.j].anchor): c.score for c in candidates(made)}
    assert ("4", "4") in scores  # both speak of 崇明区
    assert scores["4", "4"] < min(scores[n, n] for n in ("1", "2", "3"))
    assert [(pair.a.plan, pair.b.plan) for pair in found] == [("p-2021", "q-2026")] * len(found)
    assert [pair.score for pair in found] == sorted((pair.score for pair in found), reverse=True)
    assert all(SHOWN <= pair.score <= 1 and pair.by == "rule" and not pair.reason for pair in found)


def test_one_plan_or_none_has_no_pairs() -> None:
    assert find_pairs([OLD], NONE) == find_pairs([], NONE) == []
    assert find_pairs([OLD, plan("e-2025", section("1", "空"))], NONE) == []


def test_so_many_are_kept_for_each_other_plan() -> None:
    """A passage has the best of each other plan; more only where the pair is among the best of the other side."""
    ranks: Counter[tuple[str, str, str]] = Counter()
    for pair in pairs_by_rule():  # the likeliest first
        sides = [(pair.a.plan, pair.a.anchor, pair.b.plan), (pair.b.plan, pair.b.anchor, pair.a.plan)]
        assert min(ranks[side] for side in sides) < KEPT
        ranks.update(sides)
    assert max(ranks.values()) > KEPT
    again = [replace(NEW, id="r-2027", meta={"date": "2027"}), replace(NEW, id="s-2028", meta={"date": "2028"})]
    elder = [pair for pair in find_pairs([*BOTH, *again], NONE) if (pair.a.plan, pair.a.anchor) == ("p-2021", "1")]
    assert {pair.b.plan for pair in elder} == {"q-2026", "r-2027", "s-2028"}


def test_shared_words_are_whole_words() -> None:
    cut = cache(lambda text: f"|{'|'.join(rjieba.cut(text))}|")
    shared = [(pair, words) for pair in pairs_by_rule() for words in pair.shared]
    assert len(shared) > 200
    for pair, words in shared:
        assert len(words) > 1
        for passage in (pair.a, pair.b):
            borders = [cut(text) for _, text in passage.parts if words in text]
            pattern = any(_whole(text, words) for text in borders)
            assert pattern, (words, passage.plan, passage.anchor)
    firsts = Counter(words[0] for _, words in shared)
    assert firsts["的"] == 0
    assert not [words for _, words in shared if rjieba.cut(words)[0] in PARTICLES]


def _whole(cut: str, words: str) -> bool:
    """True when a run of words stands in a cut text from one border to another."""
    plain, borders = "", {0}
    for word in cut.strip("|").split("|"):
        plain += word
        borders.add(len(plain))
    at = plain.find(words)
    while at >= 0:
        if at in borders and at + len(words) in borders:
            return True
        at = plain.find(words, at + 1)
    return False


def test_the_metadata_decides_the_type() -> None:
    def types(one: dict[str, str], two: dict[str, str]) -> set[str]:
        given = [replace(OLD, meta={**OLD.meta, **one}), replace(NEW, meta={**NEW.meta, **two})]
        return {pair.type for pair in find_pairs(given, NONE)}

    first = {"kind": "plan", "issuer": "某市人民政府", "period": "2021-2025"}
    second = {**first, "period": "2026-2030"}
    assert types(first, second) == types(second, first) == {"continues"}
    for changed in ({"kind": "report"}, {"issuer": "某区人民政府"}, {"period": "2027-2030"}, {"period": "2021-2025"}, {"period": ""}):
        assert types(first, {**second, **changed}) == {"related"}, changed
    assert types({}, {}) == {"related"}
    assert types({**first, "issuer": ""}, {**second, "issuer": ""}) == {"related"}


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("某市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "某市国民经济和社会发展第十五个五年规划纲要", True),
        ("某市养老服务“十四五”规划", "某市养老服务“十五五”规划", True),
        ("某市某新区发展“十四五”规划", "某市国民经济和社会发展第十五个五年规划纲要", False),
    ],
)
def test_a_series_has_one_title_up_to_its_period(a: str, b: str, same: bool) -> None:
    assert (PERIOD.split(a)[0] == PERIOD.split(b)[0]) == same


def test_the_newer_place_continues_the_older_one() -> None:
    made = find_pairs(BOTH, NONE)[0]
    (link,) = as_links([replace(made, type="continues")])
    assert (link.type, link.plan, link.place, link.to_plan, link.to_place) == ("continues", "q-2026", made.to_b, "p-2021", made.to_a)
    (link,) = as_links([made])
    assert (link.type, link.plan, link.place, link.to_plan, link.to_place) == ("related", "p-2021", made.to_a, "q-2026", made.to_b)
    assert link.reason == "、".join(made.shared)
    assert as_links([replace(made, reason="同一事")])[0].reason == "同一事"


def test_a_link_into_a_long_passage_leads_to_the_sentence() -> None:
    other = "加强财政预算管理。组织宣传活动。"
    long = plan("q-2026", section("1", "工作", f"{other}{ELDER.split('。')[0]}。{other}"), NEW.sections[1], NEW.sections[2])
    (found,) = [
        pair for pair in find_pairs([OLD, long], LinkEditors(add=[DecidedPair("p-2021 1", "q-2026 1", "试")])) if pair.by == "editor"
    ]
    assert (found.to_a, found.to_b) == ("1", "1-3")


def test_words_that_mean_the_same_are_one_word() -> None:
    editors = LinkEditors(same=[SameWords(["6G", "第六代通信", "六代移动通信"])])
    same = {"第六代通信": "6G", "六代移动通信": "6G"}
    assert meanings(editors) == same
    made = [
        plan("p-2021", section("1", "甲", "建设第六代通信试验网。"), section("2", "乙", "好。")),
        plan("q-2026", section("1", "丙", "部署六代移动通信。"), section("2", "丁", "是。")),
    ]
    assert Field(made, same).passages[0].parts == (("1-1", "建设第六代通信试验网。"),)  # what is printed stays

    def likeness(known: dict[str, str]) -> float:
        return {j: value for value, j in Field(made, known).nearest(0)["q-2026"]}[2]

    words = {"第六代通信": "前沿通信网络", "六代移动通信": "前沿通信网络"}
    assert likeness(words) > likeness({}) > 0


# ---- editors


def content_with(tmp_path: Path, toml: str) -> LinkEditors:
    (tmp_path / "links.toml").write_text(toml, encoding="utf-8")
    return replace(read_link_editors(tmp_path), read=NONE.read)


NOTATIONS = {
    "tables": lambda name, values: f"# 说明\n\n[[{name}]]\n{values}\n",
    "inline": lambda name, values: f"# 说明\n\n{name} = [ # 一行一条\n  # 第一条\n  {{ {', '.join(values.splitlines())} }},\n]\n",
}
LINES = {"tables": 3, "inline": 5}


@pytest.mark.parametrize("notation", NOTATIONS)
def test_decisions_work(tmp_path: Path, notation: str) -> None:
    write = NOTATIONS[notation]
    before = find_pairs(BOTH, NONE)
    gone = ("p-2021 1", "q-2026 1")
    assert gone in map(ends, before)
    toml = write("forbid", 'a = "q-2026 1-2"\nb = "p-2021 1"\nreason = "试"')  # any order, any sentence
    assert gone not in map(ends, find_pairs(BOTH, content_with(tmp_path, toml)))
    toml = write("add", 'a = "p-2021 3-t1-r2"\nb = "q-2026 2-2"\nreason = "都说环境"')
    (added,) = [p for p in find_pairs(BOTH, content_with(tmp_path, toml)) if p.by == "editor"]
    assert (ends(added), added.to_b, added.score, added.reason) == (("p-2021 3-t1-r2", "q-2026 2"), "2-2", 1.0, "都说环境")
    toml = write("retype", 'a = "p-2021 1"\nb = "q-2026 1"\nreason = "后续"\ntype = "continues"')
    after = {ends(pair): pair for pair in find_pairs(BOTH, content_with(tmp_path, toml))}
    assert (after[gone].type, after[gone].by, after[gone].reason) == ("continues", "editor", "后续")
    assert len(after) == len(before)


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize(
    ("name", "values", "cause", "next_step"),
    [
        ("add", 'a = "p-2020 1"\nb = "q-2026 1"\nreason = "试"', "`p-2020` is no plan", "nearest: p-2021"),
        ("add", 'a = "p-2021 3-t1-r9"\nb = "q-2026 1"\nreason = "试"', "`3-t1-r9` is no anchor of p-2021", "nearest: 3-t1-r"),
        ("add", 'a = "p-2021"\nb = "q-2026 1"\nreason = "试"', "`` is no anchor of p-2021", "there is nothing like it"),
        ("add", 'a = "p-2021 1"\nb = "p-2021 2"\nreason = "试"', "places of one plan", "two plans"),
        ("forbid", 'a = "p-2021 1"\nb = "q-2026 1"\nreason = " "', "the reason is empty", "why"),
        ("add", 'a = "p-2021 1"\nb = "q-2026 1"', "lacks `reason`", "add reason"),
        ("add", 'a = "p-2021 1"\nb = "q-2026 1"\nreason = "试"\ntype = "follows"', "unknown type `follows`", "continues, related"),
        ("retype", 'a = "p-2021 1"\nb = "q-2026 1"\nreason = "试"', "unknown type ``", "continues, related"),
        ("same", 'words = ["6G"]', "`words` are fewer than two", "two words"),
        ("same", 'words = ["6G", ""]', "one is empty", "two words"),
    ],
)  # fmt: skip
def test_a_wrong_decision_names_its_line(tmp_path: Path, notation: str, name: str, values: str, cause: str, next_step: str) -> None:
    with pytest.raises(ZhangjuError) as stopped:
        find_pairs(BOTH, content_with(tmp_path, NOTATIONS[notation](name, values)))
    assert Path(stopped.value.file).name == "links.toml"
    assert stopped.value.line == LINES[notation]
    assert cause in stopped.value.cause
    assert next_step in stopped.value.next_step


@pytest.mark.parametrize("name", ["forbid", "retype"])
def test_a_decision_on_what_nothing_proposes_is_kept_and_silent(tmp_path: Path, name: str) -> None:
    kind = 'type = "related"\n' if name == "retype" else ""
    editors = content_with(tmp_path, f'[[{name}]]\na = "p-2021 6"\nb = "q-2026 1"\nreason = "试"\n{kind}')
    assert find_pairs(BOTH, editors) == find_pairs(BOTH, NONE)


def test_a_decision_follows_a_place_that_moved_and_rests_where_the_text_is_gone(tmp_path: Path) -> None:
    def decided(anchor: str) -> LinkEditors:
        return replace(content_with(tmp_path, f'[[forbid]]\na = "p-2021 {anchor}"\nb = "q-2026 1"\nreason = "试"\n'), former=former)

    former = {"p-2021": [Anchor("7", "养老服务", 1, "1", moved=True), Anchor("8", "旧", 1, "1")]}
    gone, before = ("p-2021 1", "q-2026 1"), find_pairs(BOTH, NONE)
    assert gone in map(ends, before)
    assert [pair for pair in before if ends(pair) != gone] == find_pairs(BOTH, decided("7"))
    assert find_pairs(BOTH, decided("8")) == before
    compared = places_of([p for one in BOTH for p in passages(one)])
    assert list(decided("7").resting(BOTH, compared)) == []
    (told,) = decided("8").resting(BOTH, compared)
    assert (told.code, told.line, told.cause) == ("L004", 1, "`p-2021 8`")
    assert "1: write `p-2021 1`" in told.next_step
    (told,) = decided("7").resting(BOTH, [place for place in compared if place != ("q-2026", "1")])
    assert (told.code, told.line, told.cause) == ("L004", 1, "`q-2026 1`")
    assert "held against nothing" in told.next_step
    with pytest.raises(ZhangjuError, match="`9` is no anchor of p-2021"):
        find_pairs(BOTH, decided("9"))


def test_no_plan_changes_what_is_shown_between_two_others() -> None:
    """One plan of three is left out, and another; what stands between the two others stays, to the last figure."""
    plans, editors, every = three(), edition()[1], pairs_by_rule()
    for left_out in (plans[0], plans[-1]):
        rest = [plan for plan in plans if plan is not left_out]
        between = [pair for pair in every if left_out.id not in (pair.a.plan, pair.b.plan)]
        assert sorted(
            map(asdict, find_pairs(rest, LinkEditors(same=editors.same, read=editors.read, local=editors.local))), key=repr
        ) == sorted(map(asdict, between), key=repr)


def test_what_is_added_and_forbidden_is_an_error(tmp_path: Path) -> None:
    both = 'a = "p-2021 1"\nb = "q-2026 1"\nreason = "试"\n'
    with pytest.raises(ZhangjuError, match="are added, too") as stopped:
        find_pairs(BOTH, content_with(tmp_path, f"[[add]]\n{both}[[forbid]]\n{both}"))
    assert stopped.value.line == 5


def test_all_decisions_that_fit_nothing_are_told_in_one_run(tmp_path: Path) -> None:
    wrong = [
        ("add", "p-2020 1", "q-2026 99"),
        ("add", "p-2021 77", "q-2026 1"),
    ]
    toml = "".join(f'[[{name}]]\na = "{a}"\nb = "{b}"\nreason = "试"\n' for name, a, b in wrong)
    with pytest.raises(ZhangjuError) as stopped:
        find_pairs(BOTH, content_with(tmp_path, toml))
    causes = [(part.line, part.cause) for part in stopped.value.parts]
    assert causes == [
        (1, "`99` is no anchor of q-2026"),
        (1, "`p-2020` is no plan"),
        (5, "`77` is no anchor of p-2021"),
    ]


def test_a_list_in_one_line_names_that_line(tmp_path: Path) -> None:
    with pytest.raises(ZhangjuError, match="empty") as stopped:
        content_with(tmp_path, '\nforbid = [{ a = "p 1", b = "q 1", reason = "" }]\n')
    assert stopped.value.line == 2


# ---- plans that nobody has read


def one_passage(title: str, text: str = "文。", sentences: int = 1) -> Passage:
    return Passage("p", "1", section="1", trail=("某章", title), parts=(("1-1", text),) * sentences, last="1-1", title=title)


@pytest.mark.parametrize(
    ("passage", "sort"),
    [
        (one_passage("养老服务"), ""),
        (one_passage("提升治理成效"), ""),
        (one_passage("完成目标管理改革"), ""),
        (one_passage("养老服务", sentences=MOST), ""),
        (one_passage("养老服务", sentences=MOST + 1), "never"),
        (one_passage("指导思想"), "never"),
        (one_passage("总则"), "never"),
        (one_passage("今后五年", "今后五年经济社会发展的指导思想是：坚持……。"), "never"),
        (one_passage("五年成就", "在此，我代表市人民政府，向全市人民表示衷心的感谢！"), "never"),
        (one_passage("五年成就", "市民对服务表示感谢。"), ""),
        (one_passage("2019年和今年以来工作回顾"), "0"),
        (one_passage("2025年计划执行情况"), "0"),
        (one_passage("主要目标和重点任务"), "1"),
        (one_passage("发展目标"), "1"),
    ],
)
def test_what_a_passage_is_beside_matter(passage: Passage, sort: str) -> None:
    assert sort_of(passage) == sort


def some(*names: str) -> list[Plan]:
    return [one for name in names for one in edition()[0] if one.id == name]


def sureness_of(*plans: Plan) -> tuple[Sureness, list[Candidate]]:
    made = Field(plans, {})
    found = candidates(made)
    return Sureness(made, found), found


def test_a_third_plan_changes_nothing_between_two() -> None:
    a, b, c = some("sh-15fyp", "sh-2026-report", "sh-pathways")
    likely = []
    for plans in ((a, b), (c, a, b)):
        sureness, found = sureness_of(*plans)
        passages_of = sureness.passages
        ends_of = [(passages_of[one.i], passages_of[one.j], one) for one in found]
        likely.append({(x.plan, x.anchor, y.plan, y.anchor): sureness.of(one) for x, y, one in ends_of if {x.plan, y.plan} == {a.id, b.id}})
    assert any(value > SURE for value in likely[0].values())
    assert likely[1].keys() == likely[0].keys()
    assert all(value == pytest.approx(likely[1][key]) for key, value in likely[0].items())


def test_the_model_of_unread_plans_knows_its_features_and_bounds() -> None:
    sureness, found = sureness_of(*some("sh-15fyp", "sh-2026-report"))
    assert {*sureness.features(found[0]), "constant"} == load_sureness().keys()
    shown = [one for one in found if sureness.of(one) >= SURE]
    assert shown
    for one in shown:
        a, b = sureness.passages[one.i], sureness.passages[one.j]
        assert sort_of(a) == sort_of(b) != "never"
        assert a.row == b.row
        better = [other for other in found if other.i == one.i and sureness.passages[other.j].plan == b.plan and other.score > one.score]
        assert len(better) <= 7


def test_two_versions_of_a_plan_meet_in_what_every_document_has_and_two_plans_do_not() -> None:
    def ends(*plans: Plan) -> set[tuple[str, str]]:
        return {(pair.a.anchor, pair.b.anchor) for pair in find_pairs(plans, LinkEditors())}

    general = "坚持以人民为中心，建成覆盖城乡的公共服务空间，到2030年达到{}个。"
    closing = section("5", "附则", "本办法自印发之日起施行，有效期五年。")
    own = [section(str(n), title, text) for n, title, text in ((2, "养老服务", ELDER), (3, "大气环境", AIR), (4, "航运", PORT))]
    draft = plan("draft-2021", section("1", "总体要求", general.format(60)), *own, closing)
    final = plan("final-2021", section("1", "总体要求", general.format(80)), *own, closing)
    assert ends(draft, final) == {(one, one) for one in "12345"}
    other = plan(
        "other-2021", section("1", "总体要求", general.format(60)), section("2", "医疗", "建设区域医疗中心。"), own[1], own[2], closing
    )
    assert ends(draft, replace(other, sections=(*other.sections[:3], closing))).isdisjoint({("1", "1"), ("5", "5")})


def field_plan(name: str, *paragraphs: str) -> Plan:
    return Plan(name, {"id": name, "date": "2021"}, tuple(section(str(n), "事项", text) for n, text in enumerate(paragraphs, 1)))


CARE = [f"第{n}类养老服务设施由街道建设，为老年人提供助餐服务。" for n in range(FEW)]
WIDE = ["集成电路产业加快发展。", "轨道交通网络继续完善。", "碳达峰行动扎实推进。", "粮食生产保持稳定。"] * 3


def test_the_territory_of_a_plan_is_no_theme() -> None:
    territory = [f"临港新片区第{n}年加快发展。" for n in range(FEW)]
    sureness, _ = sureness_of(field_plan("zone", *territory), field_plan("wide", *WIDE))
    assert sureness._themes["zone"] == frozenset()


def test_a_plan_about_one_field_has_a_theme_and_what_is_strange_to_it_is_less_likely() -> None:
    sureness, found = sureness_of(field_plan("care", *CARE), field_plan("wide", *WIDE, CARE[0], "第3类设施的提供由公司负责。"))
    themes = sureness._themes
    assert "elderly-care-services" in themes["care"]
    assert themes["wide"] == frozenset()
    assert sureness_of(field_plan("care", *CARE[1:]), field_plan("wide", *WIDE))[0]._themes["care"] == frozenset()
    strange = {sureness.passages[one.j].anchor: sureness.features(one)["theme"] for one in found}
    assert (strange["13"], strange["14"]) == (0.0, 1.0)
    assert {sureness.passages[one.j].anchor: sureness.features(one)["matter"] for one in found}["13"] == 1.0
    assert (
        load_sureness()["theme"]
        < 0
        < min(load_sureness()[name] for name in ("kinship", "company", "likelihood", "matter", "titles", "heads", "sentences-mean"))
    )


def test_between_plans_that_nobody_has_read_less_is_shown_and_editors_are_asked() -> None:
    """An editor's word is needed for both plans; what he then sees beside is what he is asked about before."""
    plans = some("sh-15fyp", "sh-2026-report")
    every, few = find_pairs(plans, LinkEditors(read=[Read([one.id for one in plans])])), find_pairs(plans, LinkEditors())
    assert 0 < len(few) < len(every)
    assert find_pairs(plans, LinkEditors(read=[Read([plans[0].id, "x"]), Read([plans[1].id])])) == few
    asked = set(map(ends, undecided(plans, LinkEditors())))
    assert set(map(ends, every)) - set(map(ends, few)) <= asked
    assert not asked & set(map(ends, few))


def test_what_may_be_a_counterpart_stands_apart_and_an_editor_decides(tmp_path: Path) -> None:
    plans = some("sh-15fyp", "sh-2026-report")
    found = find_likely(plans, LinkEditors())
    perhaps = [pair for pair in found if pair.perhaps]
    assert perhaps
    assert [pair for pair in found if not pair.perhaps] == find_pairs(plans, LinkEditors())
    assert all(pair.perhaps is (PERHAPS <= pair.score < SURE) for pair in found)
    assert set(map(ends, perhaps)) <= set(map(ends, undecided(plans, LinkEditors())))
    assert not any(pair.perhaps for pair in find_likely(plans, LinkEditors(read=[Read([one.id for one in plans])])))
    forbidden, added, retyped = (
        DecidedPair(f"{pair.a.plan} {pair.a.anchor}", f"{pair.b.plan} {pair.b.anchor}", "试", type="related") for pair in perhaps[:3]
    )
    decided = {ends(pair): pair for pair in find_likely(plans, LinkEditors(forbid=[forbidden], add=[added], retype=[retyped]))}
    assert ends(perhaps[0]) not in decided
    assert [(decided[ends(pair)].perhaps, decided[ends(pair)].by) for pair in perhaps[1:3]] == [(False, "editor")] * 2
    (tmp_path / LOCK).write_text(lock_text(tmp_path, plans, LinkEditors()), encoding="utf-8")
    assert {ends(pair): pair for pair in remembered_pairs(tmp_path, plans, LinkEditors())} == {ends(pair): pair for pair in found}


def test_a_plan_that_is_said_to_be_read_exists() -> None:
    with pytest.raises(ZhangjuError, match="`p-2020` is no plan") as stopped:
        LinkEditors(read=[Read(["p-2021", "p-2020"], at=3)]).check_ends(BOTH)
    assert (stopped.value.line, "nearest: p-2021" in stopped.value.next_step) == (3, True)


# ---- the lock


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    plans, editors = edition()
    (tmp_path / LOCK).write_text(
        lock_text(tmp_path, plans[1:4], LinkEditors(same=editors.same, read=editors.read, local=editors.local)), encoding="utf-8"
    )
    return tmp_path


def test_the_lock_reads_back_and_knows_when_it_is_old(locked: Path) -> None:
    plans, editors = edition()
    some, same = plans[1:4], LinkEditors(same=editors.same, read=editors.read, local=editors.local)
    assert is_current(locked, some, same)
    key = lambda pair: (-pair.score, *ends(pair))  # noqa: E731
    assert sorted(remembered_pairs(locked, some, same), key=key) == sorted(find_pairs(some, same), key=key)
    text = some[0].sections[5]
    first = next(block for block in text.blocks if isinstance(block, Paragraph))
    changed = replace(first, sentences=(replace(first.sentences[0], text="另写一句。"), *first.sentences[1:]))
    other = replace(some[0], sections=tuple(replace(s, blocks=(changed,)) if s is text else s for s in some[0].sections))
    assert not is_current(locked, [other, *some[1:]], same)
    assert not is_current(locked, [replace(some[0], meta={**some[0].meta, "period": "1990"}), *some[1:]], same)
    assert not is_current(locked, plans, same)
    assert not is_current(locked, some, replace(same, add=editors.add[:1]))
    assert not is_current(locked, some, replace(same, read=[]))
    assert not is_current(locked, some, LinkEditors(same=[SameWords(["6G", "六代"])]))
    assert not is_current(locked / "none", some, same)


def test_where_few_plans_changed_the_lock_is_what_it_would_be_without_one(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    plans, editors = edition()
    same = LinkEditors(same=editors.same, read=editors.read, local=editors.local)
    few = [plan for plan in plans if plan.id in {one.id for one in sorted(plans, key=lambda plan: len(plan.sections))[:3]}]
    (tmp_path / LOCK).write_text(lock_text(tmp_path, few, same), encoding="utf-8")
    without = tmp_path_factory.mktemp("none")
    for held in ([few[0], replace(few[1], sections=few[1].sections[:-3]), few[2]], few[:2], few):
        text = lock_text(tmp_path, held, same)
        assert text == lock_text(without, held, same)
        (tmp_path / LOCK).write_text(text, encoding="utf-8")
        assert is_current(tmp_path, held, same)


def test_the_lock_tells_which_plans_are_found_anew(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans, editors = edition()
    some, same, asked = [*plans[1:4]], LinkEditors(same=editors.same, read=editors.read, local=editors.local), list[set[str]]()
    monkeypatch.setattr(remembering, "find_likely", lambda plans, editors, among=None: asked.append(among) or [])
    lock_text(locked, some, same)
    assert asked == []
    lock_text(locked, [some[0], replace(some[1], meta={}), some[2]], same)
    assert asked == [{some[1].id}]
    lock_text(locked, some, replace(same, read=[Read([some[0].id, some[2].id])]))
    assert asked[1:] == [{plan.id for plan in some}]  # all of them were read before
    lock_text(locked, some, LinkEditors())
    assert asked[2:] == [{plan.id for plan in some}]


@pytest.mark.parametrize(
    "change",
    [
        {},
        {4: "much"},
        {4: None},
        {5: "<b>"},
        {6: "<b>"},
        {7: "odd"},
        {8: "odd"},
        {9: 1},
        {10: "words"},
        {10: [1]},
        {0: "gone"},
        {3: "9.9.9"},
    ],
)
def test_a_line_of_the_lock_that_is_no_pair(locked: Path, change: dict[int, object]) -> None:
    plans, editors = edition()
    path = locked / LOCK
    text = path.read_text(encoding="utf-8")
    line = json.loads(text.splitlines()[-1])
    for at, held in change.items():
        line[at] = held
    path.write_text(f"{text}{json.dumps(line)}\n", encoding="utf-8")
    try:
        if change:
            with pytest.raises(ZhangjuError, match="a line is no pair"):
                remembered_pairs(locked, plans[1:4], LinkEditors(same=editors.same, read=editors.read, local=editors.local))
        else:
            assert remembered_pairs(locked, plans[1:4], LinkEditors(same=editors.same, read=editors.read, local=editors.local))
    finally:
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "line", ["no json", "[]", '["x", "1", "y", "2", 0.9, "", "", "related", "rule", "", []]', '{"a": 1}', "[1, 2, 3]", "7"]
)
def test_a_broken_line_of_the_lock(locked: Path, line: str) -> None:
    plans, editors = edition()
    path = locked / LOCK
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(ZhangjuError) as stopped:
        remembered_pairs(locked, plans[1:4], LinkEditors(same=editors.same, read=editors.read, local=editors.local))
    assert stopped.value.file == str(path)
    assert "zhangju convert" in stopped.value.next_step


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD\n", '["gone", "1", "y", "2", 0.9, "", "", "related", "rule", "", []]\n'])
def test_convert_makes_a_lock_anew_that_cannot_be_read(project: Callable[..., Path], mark: str) -> None:
    project(plan="try-2")
    root = project(SMALL_TEXT.replace("加强组织实施", "加强统筹协调和组织实施"))
    content, plans = root / "content", ["try-1", "try-2"]
    convert(root / "seeds", content, plans)
    sound = (content / LOCK).read_text(encoding="utf-8")
    first, rest = sound.split("\n", 1)
    (content / LOCK).write_text(f"{first}\n{mark}{rest}", encoding="utf-8")
    assert LOCK in convert(root / "seeds", content, plans).locks
    assert (content / LOCK).read_text(encoding="utf-8") == sound


def test_check_tells_of_an_old_lock_and_convert_mends_it(project: Callable[..., Path]) -> None:
    project(plan="try-2")
    root = project(SMALL_TEXT.replace("加强组织实施", "加强统筹协调和组织实施"))
    content, plans = root / "content", ["try-1", "try-2"]
    assert LOCK in convert(root / "seeds", content, plans).locks
    assert "L003" not in [finding.code for finding in link_findings(content)]
    (content / "links.toml").write_text('same = [{ words = ["高质量发展", "优质发展"] }]\n', encoding="utf-8")
    (found,) = [finding for finding in link_findings(content) if finding.code == "L003"]
    assert found.file == str(content / LOCK)
    assert "zhangju convert" in found.next_step
    assert convert(root / "seeds", content, ["try-1"]).locks == (LOCK,)
    assert "L003" not in [finding.code for finding in link_findings(content)]
    assert convert(root / "seeds", content, ["try-1"]).locks == ()


def test_links_prints_toml(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed is TOML of what is to be decided; that the five plans are meant is all that is put in its place."""
    plans, editors = three(), LinkEditors(same=edition()[1].same, read=edition()[1].read, local=edition()[1].local)
    expected = undecided(plans, editors)
    monkeypatch.setattr("generator.links.links_to_decide", lambda content: expected if content == CONTENT else [])
    assert main(["links", "--root", str(ROOT)]) == 0
    printed = capsys.readouterr()
    entries = tomllib.loads(f"add = [\n{printed.out}]\n")["add"]
    assert [(e["a"], e["b"]) for e in entries] == [(f"{p.a.plan} {p.to_a}", f"{p.b.plan} {p.to_b}") for p in expected]
    assert all(NEAR <= pair.score <= SHOWN for pair in expected)
    assert len(entries) > 10
    assert f"{len(entries)} pairs" in printed.err
    assert not {ends(pair) for pair in expected} & {ends(pair) for pair in find_pairs(plans, editors)}


# ---- the built edition


def test_every_link_leads_to_a_living_place(site: Path) -> None:
    def read(path: str) -> list | dict:  # type: ignore[type-arg]
        return json.loads((site / "api" / path).read_text(encoding="utf-8"))

    anchors: dict[str, set[str]] = {}
    for name in plan_ids(CONTENT):
        held = anchors.setdefault(name, set())
        for one in read(f"{name}.json")["sections"]:  # type: ignore[call-overload]
            held |= {one["id"], *(s["id"] for s in one["sentences"]), *(f["id"] for f in one["figures"])}
            for table in one["tables"]:
                held |= {table["id"], *(row["id"] for row in table["rows"]), *(note["id"] for note in table["notes"])}
    kinds: Counter[str] = Counter()
    for link in read("links.json"):
        kinds[link["type"]] += 1
        for end in (link["from"], link["to"]):
            assert "external" in end or end["id"] in anchors[end["plan"]] or end["id"] == "front", link
        assert link["by"] in ("rule", "editor")
        assert 0 < link["score"] <= 1
        assert link["type"] not in ("continues", "related") or link["from"]["plan"] != link["to"]["plan"]
    assert kinds["continues"] + kinds["related"] == len(remembered_pairs(CONTENT, *edition()))
    assert min(kinds["continues"], kinds["related"]) > 100


# ---- what readers judged


def test_the_measure_tells_good_from_bad() -> None:
    """Without the likelier half both figures move as they must."""
    pairs = pairs_by_rule()
    half = len(pairs) // 2
    whole, likely, unlikely = (measure(field(), some) for some in (pairs, pairs[:half], pairs[half:]))
    assert likely.precision > whole.precision > unlikely.precision
    assert max(likely.recall, unlikely.recall) < whole.recall
    assert measure(field(), []).recall == 0


# ---- growth


def copies(plans: Sequence[Plan], times: int) -> list[Plan]:
    """Plans and copies of them with their sections in another order, under other ids."""
    made = list(plans)
    for n in range(1, times):
        for one in plans:
            sections = list(one.sections)
            random.Random(n).shuffle(sections)
            made.append(replace(one, id=f"{one.id}-{n}", sections=tuple(sections)))
    return made


def test_time_grows_with_what_is_kept() -> None:
    plans = [replace(one, sections=one.sections[::18]) for one in edition()[0]]
    costs = []
    for times in (1, 4):
        given = copies(plans, times)
        begun = time.process_time()
        pairs = find_pairs(given, NONE)
        costs.append((time.process_time() - begun) / (len(pairs) + sum(1 for one in given for _ in passages(one))))
    assert costs[1] < 4 * costs[0] + 0.001, costs


# ---- what an edition knows of its own places


def local_of(tmp_path: Path, text: str) -> Local:
    (tmp_path / "local.toml").write_text(text, encoding="utf-8")
    return read_local(tmp_path)


OWN = """names = ["云川"]
[[subject]]
id = "cloud-town"
words = ["云川新城", "云川湾"]
passages = 40
[[subject]]
id = "elderly-care-services"
words = ["云川长者坊"]
[[common]]
pairs = ["云川"]
passages = 300
"""


def test_an_edition_knows_its_own_places(tmp_path: Path) -> None:
    local = local_of(tmp_path, OWN)
    known, bare = knowledge((), local.key()), knowledge()
    assert known is knowledge((), read_local(tmp_path).key()) is not bare
    assert known.thesaurus.subjects_of("云川新城有云川长者坊") == {"cloud-town": 1, "elderly-care-services": 1}
    assert known.thesaurus.subjects_of("发展养老服务") == bare.thesaurus.subjects_of("发展养老服务") == {"elderly-care-services": 1}
    assert "cloud-town" in known.thesaurus.places
    assert not bare.thesaurus.subjects_of("云川新城有云川长者坊")
    assert known.background.is_common("云川")
    assert not bare.background.is_common("云川")
    assert (
        known.background.subject_rarity("cloud-town")
        == math.log(known.background.passages / 40)
        < bare.background.subject_rarity("cloud-town")
    )
    made = [plan("p-2021", section("1", "甲", "云川湾好。")), plan("q-2026", section("1", "乙", "云川新城大。"))]
    assert not Field(made, {}).subjects[0]
    assert Field(made, {}, local).subjects[0].keys() == {"cloud-town"}
    assert digest(LinkEditors(local=local)) != digest(LinkEditors())
    assert read_link_editors(tmp_path).local == local
    (tmp_path / "links.toml").write_text("", encoding="utf-8")
    assert read_link_editors(tmp_path).local == local
    assert read_local(tmp_path / "none") == Local()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('names = ["云川", " "]', "one of `names` is empty"),
        ('[[subject]]\nid = "云川"\nwords = ["云川湾"]', "local.toml:1: `云川` is no id of a subject"),
        ('[[subject]]\nid = "a"\nwords = []', "`words` are none"),
        ('[[subject]]\nid = "a"\nwords = ["云"]', "fewer than two characters"),
        ('[[subject]]\nid = "a"\nwords = ["云川"]\n[[subject]]\nid = "a"\nwords = ["云湾"]', "local.toml:4: `a` stands twice"),
        ('[[subject]]\nid = "a"\nwords = ["云川"]\npassages = -1', "-1 passages are no count of 566"),
        ('[[common]]\npairs = ["云川"]\npassages = 0', "0 passages are no count"),
        ('[[common]]\npairs = ["云川"]\npassages = 567', "567 passages are no count of 566"),
        ('[[common]]\npairs = ["云川湾"]\npassages = 1', "one of `pairs` has not two characters"),
        ("[[subject]]\nword = []", "local.toml:2: "),
    ],
)
def test_what_an_edition_cannot_know_of_its_places_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ZhangjuError, match=re.escape(told)):
        local_of(tmp_path, text)


def test_the_package_knows_no_place_of_the_edition() -> None:
    own = edition()[1].local
    kept, moved = parted(package_lines(), own.names)
    assert not moved
    assert not own_pairs(own.names, kept) & load_background().grams.keys()
    assert parted([("a", "题", ("上海港", "港口")), ("b", "张江", ("科学城",))], ["上海", "张江"]) == (
        [("a", "题", ("港口",))],
        [("a", "题", ("上海港",)), ("b", "张江", ("科学城",))],
    )
    assert local_text(with_moved(own, [], {}, {})) == (CONTENT / "local.toml").read_text(encoding="utf-8")
    moved_in = with_moved(Local(["滨"]), [("b", "滨城", ("滨城", "滨港"))], {"b": 7}, {"滨城": 3})
    assert moved_in == Local(["滨"], [Subject("b", ["滨城", "滨港"], title="滨城", passages=7)], [Common(["滨城"], 3)])

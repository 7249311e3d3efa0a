"""Citations: found, resolved, linked, listed; the bibliography; what is not sure stays without a link."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from playwright.sync_api import Page

from generator.checks import check, link_findings
from generator.cli import main
from generator.content.store import load_plan, plan_ids
from generator.edition import Edition
from generator.errors import ZhangjuError
from generator.languages.language import ENGLISH
from generator.links import Links, load_links
from generator.links.citations import find_citations
from generator.links.editors import DecidedPair, LinkEditors, Work
from generator.links.titles import normal, period_of
from generator.model import Paragraph, Plan, Section, Sentence, Table
from generator.pipeline import convert
from generator.site.bibliography import _title_html
from generator.site.build import build
from generator.site.works import order
from tests.conftest import ROOT, SMALL_TEXT
from tests.gold.citations import citations_of, labels
from tests.gold.mentions import whole_texts

Make = Callable[..., Path]


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    return [load_plan(ROOT / "content", plan).plan for plan in plan_ids(ROOT / "content")]


@pytest.fixture(scope="module")
def links(plans: list[Plan]) -> Links:
    """All that the content folder says of links, of kinds only citations."""
    return replace(load_links(ROOT / "content", plans), repeats=(), pairs=())


# ---- the labels


def test_every_citation_is_found_and_nothing_else(plans: list[Plan], links: Links) -> None:
    """Precision and recall are 1: of each label the exact words and what they lead to."""
    texts, known, found = whole_texts(plans), labels(plans), citations_of(plans, links)
    assert found == known.wished
    assert [entry[:3] for entry in links.citations.ambiguous] == known.unsure
    for plan, anchor, start, end in known.none:
        assert not [p for p in found if p[:2] == (plan, anchor) and p[2] < end and start < p[3]], texts[plan, anchor][start:end]
    assert len(known.wished) + len(known.unsure) == 29


def test_the_full_title_of_the_fourteenth_plan_resolves(links: Links) -> None:
    (link,) = [x for x in links if x.plan == "lingang-14fyp" and x.to_plan == "sh-14fyp"]
    assert (link.place, link.to_place, link.type, link.by) == ("front-6", "front", "cites", "rule")
    assert "二〇三五年" in link.text


def test_spans_are_those_of_the_words(plans: list[Plan], links: Links) -> None:
    texts = {(plan.id, part.place, part.cell): part.text for plan in plans for s in plan.sections for part in s.parts()}
    for link in links.citations.links:
        assert link.span
        assert texts[link.plan, link.place, link.cell][slice(*link.span)] == link.text


# ---- the rules


def plan_of(*texts: str, name: str = "p", sections: tuple[Section, ...] = (), **meta: Any) -> Plan:
    sentences = tuple(Sentence(text, id=f"1-{n}") for n, text in enumerate(texts, 1))
    first = Section("1", "一", "一、", 1, "总则", blocks=(Paragraph(sentences),))
    return Plan(name, {"title": "某市国民经济和社会发展第十五个五年规划纲要", "issuer": "某市人民政府", **meta}, (first, *sections))


def cited(plan: Plan, *others: Plan, works: tuple[Work, ...] = ()) -> list[str]:
    """What a plan cites, in order: `words → plan place`, `words → title`, `words ?candidates`."""
    found = find_citations([plan, *others], works)
    sure = [f"{x.text} → {x.external or f'{x.to_plan} {x.to_place}'}" for x in found.links if x.plan == plan.id]
    return sure + [f"{x.text} ?{','.join(x.candidates)}" for x in found.ambiguous if x.plan == plan.id]


NATION = plan_of(
    name="n", title="中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要", issuer="全国人大", period="2021-2025"
)
CITY = plan_of(name="c", title="某市国民经济和社会发展第十四个五年规划纲要", short_title="某市“十四五”规划", period="2021-2025")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实《甲办法》《乙办法》。", ["《甲办法》 → 甲办法", "《乙办法》 → 乙办法"]),
        ("印发《关于贯彻〈甲办法〉的意见》。", ["《关于贯彻〈甲办法〉的意见》 → 关于贯彻〈甲办法〉的意见"]),
        ("印发《关于修改《甲办法》的决定》。", ["《关于修改《甲办法》的决定》 → 关于修改《甲办法》的决定"]),
        ("依据《中华人民共和国民法典》和《民法典》。", ["《中华人民共和国民法典》 → 中华人民共和国民法典", "《民法典》 → 中华人民共和国民法典"]),
        ("本规划、本纲要、本《规划纲要》。", ["本规划 → p front", "本纲要 → p front", "本《规划纲要》 → p front"]),
        ("《纲要》提出，《规划纲要》要求。", ["《纲要》 → p front", "《规划纲要》 → p front"]),
        ("《某市国民经济和社会发展第十五个五年规划纲要》", ["《某市国民经济和社会发展第十五个五年规划纲要》 → p front"]),
        ("《关于印发〈某市国民经济和社会发展第十四个五年规划纲要〉的通知》", ["《关于印发〈某市国民经济和社会发展第十四个五年规划纲要〉的通知》 → c front"]),
        ("某市“十四五”规划实施以来", ["“十四五”规划 → c front"]),
        ("本市“十四五”规划纲要", ["“十四五”规划纲要 → c front"]),
        ("某市国民经济和社会发展第十四个五年规划", ["第十四个五年规划 → c front"]),
        ("国家“十三五”规划", ["“十三五”规划 → 国家“十三五”规划"]),
        ("“十四五”规划收官", ["“十四五”规划 ?n,c"]),
        ("邻市“十四五”规划", ["“十四五”规划 ?n,c"]),
        ("“十三五”规划收官", ["“十三五”规划 ?"]),
        ("根据《意见》", ["《意见》 ?"]),
        ("该规划提出", ["该规划 ?"]),
        ("《甲规划》印发，该规划提出", ["《甲规划》 → 甲规划", "该规划 → 甲规划"]),
        ("《中华人民共和国国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要》", ["《中华人民共和国国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要》 → n front"]),
    ],
)  # fmt: skip
def test_what_is_cited(text: str, expected: list[str]) -> None:
    assert cited(plan_of(text, period="2026-2030"), NATION, CITY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "编排话剧《永不消逝的电波》《晨光曲》，《解放日报》报道。", "升级《理论之光》、“甲市声音”等宣讲品牌，办好《探索》等学术期刊。", "核发《排污许可证》", "“十四五”时期和“十四五”规划期", "“十五五”规划建议", "降低成本计划", "日本规划", "基本方案", "应该规划好", "本规划期内", "“八五”普法", "见表五", "《》",
        "《未闭合的标题", "根据有关规定、上述意见", "三个五年发展规划期",
    ],
)  # fmt: skip
def test_what_is_no_citation(text: str) -> None:
    assert cited(plan_of(text), CITY) == []


@pytest.mark.parametrize(
    "naming",
    ["（以下简称《方案》）", "（以下简称“《方案》”）", "（以下简称“方案”）", "（国发〔2019〕15号，下称《方案》）", "(以下简称：《方案》)"],
)
def test_a_short_title_holds_from_there_on(naming: str) -> None:
    found = cited(plan_of("先有《方案》。", f"《新区总体方案》{naming}印发。", "《方案》明确。"), plan_of("《方案》", name="q"))
    assert found == ["《新区总体方案》 → 新区总体方案", "《方案》 → 新区总体方案", "《方案》 ?"]


OUTLINE = "《某市国民经济和社会发展第十四个五年规划纲要》"


@pytest.mark.parametrize(
    ("naming", "words"),
    [
        ("（以下简称“市《纲要》”）", "市《纲要》"),
        ("（以下简称“市‘十五五’规划纲要”）", "市“十五五”规划纲要"),
        ("（以下简称《市“十四五”规划》）", "《市“十四五”规划》"),
        ("（以下简称《纲要（草案）》）", "《纲要（草案）》"),
        ("（以下簡稱《市規劃》）", "《市規劃》"),
    ],
)
def test_a_short_title_with_marks_inside_holds(naming: str, words: str) -> None:
    found = cited(plan_of(f"落实{OUTLINE}{naming}。", f"{words}提出。"), CITY)
    assert found == [f"{OUTLINE} → c front", f"{words} → c front"]


def test_a_short_title_is_no_end_of_a_longer_name() -> None:
    found = cited(plan_of("落实《某区发展规划》（以下简称《区“十四五”规划》）。", "对接临港新片区“十四五”规划和某市“十四五”规划。"), CITY)
    assert found[1:] == ["“十四五”规划 → c front", "“十四五”规划 ?c"]


def test_of_two_plans_of_a_period_the_outline_is_the_one_that_is_called_so() -> None:
    part = plan_of(name="d", title="某市发展“十四五”规划", period="2021-2025")
    outline = plan_of(name="e", title="某市“十四五”规划纲要", period="2021-2025")
    for text, told in {
        "某市“十四五”规划纲要": ["“十四五”规划纲要 → e front"],
        "某市“十四五”规划": ["“十四五”规划 ?d,e"],
        "全国“十四五”规划": ["“十四五”规划 → 国家“十四五”规划"],
        "本市“十四五”规划纲要": ["“十四五”规划纲要 → e front"],
        "本省“十四五”规划": ["“十四五”规划 ?d,e"],
    }.items():
        assert cited(plan_of(text, period="2026-2030"), part, outline) == told


def test_a_plan_without_years_is_of_the_period_of_its_title() -> None:
    told = {"第十四个五年": ["“十四五”规划 → d front"], "“十四五”": ["“十四五”规划 → d front"], "第十三个五年": ["“十四五”规划 ?"]}
    for words, expected in told.items():
        other = plan_of(name="d", title=f"某市{words}规划", period="")
        assert cited(plan_of("某市“十四五”规划", period="2026-2030"), other) == expected


@pytest.mark.parametrize(
    ("title", "words", "told"),
    [
        ("关于某规划的建议", "该规划", "该规划 ?"),
        ("甲规划", "该纲要", "该纲要 ?"),
        ("甲规划纲要", "该纲要", "该纲要 → 甲规划纲要"),
        ("甲规划和远景目标纲要", "该规划", "该规划 → 甲规划和远景目标纲要"),
        ("甲总体规划（2017—2035年）", "该规划", "该规划 → 甲总体规划（2017—2035年）"),
    ],
)
def test_what_was_named_last_is_that_one_where_it_may_be_called_so(title: str, words: str, told: str) -> None:
    found = cited(plan_of(f"《{title}》印发，{words}提出。"))
    assert found[-1] == told


def test_a_title_that_is_a_territory_and_a_period() -> None:
    found = cited(plan_of("参照《某市“十四五”规划〈纲要〉》和《别市“十四五”规划〈纲要〉》。"), CITY)
    assert found == ["《某市“十四五”规划〈纲要〉》 → c front", "《别市“十四五”规划〈纲要〉》 → 别市“十四五”规划〈纲要〉"]


def test_a_short_title_ends_where_its_words_end() -> None:
    found = cited(plan_of(f"落实{OUTLINE}（以下简称“市《纲要》”）。", "本《纲要》", "《纲要》"), CITY)
    assert found == [f"{OUTLINE} → c front", "本《纲要》 → p front", "《纲要》 → p front"]


def test_a_full_title_without_marks() -> None:
    found = cited(plan_of("根据中共中央关于制定某规划的建议（以下简称《建议》），编制本纲要。", "《建议》提出。"))
    title = "中共中央关于制定某规划的建议"
    assert found == [f"《建议》 → {title}", "本纲要 → p front", f"《建议》 → {title}"]


PLACES = (
    Section("3", "第三章", "第三章 ", 1, "任务"),
    Section("3.2", "第二节", "第二节 ", 2, "产业", parent="3", blocks=(Table("专栏3 重大工程", ("名称",), (), id="3.2-t1"),)),
    Section("3.2.1", "第十二条", "第十二条 ", 3, "细则", parent="3.2"),
    Section("a", None, "", 1, "附件"),
)


@pytest.mark.parametrize(
    ("words", "place", "covered"),
    [
        ("第三章", "3", "第三章"), ("第三章第二节", "3.2", "第三章第二节"), ("第3.2节", "3.2", "第3.2节"), ("的第三部分", "3", "的第三部分"), ("第十二条第二款", "3.2.1", "第十二条"),
        ("专栏3", "3.2-t1", "专栏3"), ("附件", "a", "附件"), ("（沪府发〔2026〕1号）第三章", "3", "（沪府发〔2026〕1号）第三章"), ("第三章第九节", "3", "第三章"), ("第九章", "front", ""),
        ("专栏30", "front", ""), ("第二节", "front", ""), ("表明", "front", ""), ("，第三章", "front", ""),
    ],
)  # fmt: skip
def test_the_place_within_a_work(words: str, place: str, covered: str) -> None:
    target = plan_of(name="t", title="甲市规划", sections=PLACES)
    assert cited(plan_of(f"见《甲市规划》{words}等。"), target) == [f"《甲市规划》{covered} → t {place}"]


def test_works_of_the_editors() -> None:
    works = (
        Work("中华人民共和国民营经济促进法", kind="law"),
        Work("关于某事的意见", ["某事意见", "某事若干意见"]),
        Work("邻市规划", ["“十三五”规划"]),
        Work("旧名", plan="c"),
        Work("同名", ["两者"]),
        Work("别名", ["两者"]),
    )
    text = "落实民营经济促进法、《某事若干意见》、“十三五”规划、《旧名》、《两者》和某市民营经济促进法实施细则、《民营经济促进法》。"
    assert cited(plan_of(text), CITY, works=works) == [
        "民营经济促进法 → 中华人民共和国民营经济促进法",
        "《某事若干意见》 → 关于某事的意见",
        "“十三五”规划 → 邻市规划",
        "《旧名》 → c front",
        "《民营经济促进法》 → 中华人民共和国民营经济促进法",
        "《两者》 ?同名,别名",
    ]


def test_of_two_that_begin_alike_the_longer_is_cited() -> None:
    assert cited(plan_of("落实本规划实施条例。"), works=(Work("本规划实施条例", kind="law"),)) == ["本规划实施条例 → 本规划实施条例"]


def test_who_issued_it() -> None:
    text = "落实中共中央、国务院《甲》，根据某省人民政府印发的《乙》，国务院办公厅转发，观看《丙》。"
    assert find_citations([plan_of(text)], []).issuers == {"甲": "中共中央、国务院", "乙": "某省人民政府"}


def test_titles_are_one() -> None:
    for a, b in [("二〇三五年", "2035年"), ("二零三五年", "二○三五年"), ("（ＡＢ）规划", "(AB) 规划"), ("“甲”规划", "甲规划"), ("甲、乙意见", "甲乙意见"), ("2020—2022年", "2020-2022年"), ("（2020—2022）", "（2020年-2022年）")]:  # fmt: skip
        assert normal(a) == normal(b)
    assert normal("第十四个五年") != normal("第十五个五年")
    assert [period_of(n) for n in ("一", "二", "三", "十三", "十四", "十五")] == [
        "1953-1957", "1958-1962", "1966-1970", "2016-2020", "2021-2025", "2026-2030",
    ]  # fmt: skip


def test_hostile_text_is_read() -> None:
    plan = plan_of("《" * 20_000, "《" + "甲" * 50_000, "本《" * 10_000, "委员会、" * 5_000 + "《甲》", "（以下简称" * 5_000)
    assert [x.text for x in find_citations([plan], []).links] == ["《甲》"]


# ---- another shape of plan, and bad input


TEXT = f"""{SMALL_TEXT}
（一）附则

本规划依据《省规划》第二部分和《某市规划》（一）制定，《某市规划》第一章同样适用。按照“十四五”规划部署。
"""


def test_another_plan(project: Make) -> None:
    root = project(TEXT)
    assert main(["convert", "--root", str(root)]) == 0
    content = root / "content"
    links = load_links(content, [load_plan(content, "try-1").plan])
    assert [(x.text, x.to_plan, x.to_place, x.external) for x in links] == [
        ("本规划", "try-1", "front", ""),
        ("《省规划》", "", "", "省规划"),
        ("《某市规划》", "try-1", "front", ""),
        ("《某市规划》第一章", "try-1", "1", ""),
    ]
    assert (content / "bibliography.lock").read_text(encoding="utf-8") == "sheng-gui-hua\t省规划\n"
    assert [f.code for f in check(root / "seeds", content) if f.code.startswith("L")] == ["L001"]
    site = build(root).site
    html = (site / "try-1/2/index.html").read_text(encoding="utf-8")
    assert '<a class="c to" href="../../try-1/1/#1">《某市规划》第一章</a>' in html
    assert '<a class="c" href="../../bibliography/#sheng-gui-hua">《省规划》</a>' in html


def test_works_without_english_stand_behind_by_pinyin_and_say_that_they_are_chinese() -> None:
    english = cast(
        Edition, SimpleNamespace(language=ENGLISH, links=SimpleNamespace(english={"甲": "Plan A", "乙": "“Plan” of B", "丁": "2026 plan"}))
    )
    works = [("a", "2035年规划"), ("jia", "甲"), ("y", "丁"), ("b", "某规划"), ("c", "1法")]
    assert [name for name, title in sorted(works, key=lambda work: order(english, *work))] == ["y", "jia", "a", "b", "c"]
    assert [_title_html(english, title) for title in ("甲", "丙")] == ["Plan A", '<span lang="zh-Hans">丙</span>']


def test_a_lock_that_lags(project: Make) -> None:
    root = project(TEXT)
    assert main(["convert", "--root", str(root)]) == 0
    lock = root / "content/bibliography.lock"
    lock.unlink()
    found = link_findings(root / "content")
    assert [(f.code, f.severity) for f in found] == [("L002", "error"), ("L001", "warning")]
    assert "省规划" in found[0].cause
    assert "try-1 2.1-2 “十四五”规划" in found[1].cause
    assert convert(root / "seeds", root / "content", ["try-1"]).locks == ("bibliography.lock",)
    assert convert(root / "seeds", root / "content", ["try-1"]).locks == ()
    lock.write_text("no address\n", encoding="utf-8")
    assert [(f.code, f.line) for f in link_findings(root / "content")] == [("D002", 1)]


def test_pairs_of_a_plan_that_is_gone_are_counted() -> None:
    editors = LinkEditors(add=[DecidedPair("gone 1", "p 1", "别", at=3)], forbid=[DecidedPair("p 1", "gone 2", "别", at=9)])
    with pytest.raises(ZhangjuError, match=r":3: `gone` is no plan; 2 ends of pairs name it, in the lines 3 to 9"):
        editors.ends(editors.add[0], {"p": ["1"]})


def test_a_plan_that_cites_nothing(project: Make) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    assert not (root / "content/bibliography.lock").exists()
    page = (build(root).site / "bibliography/index.html").read_text(encoding="utf-8")
    assert "没有提到可以确认的文献" in page


@pytest.mark.parametrize(
    ("toml", "line", "cause", "next_step"),
    [
        ('\n[[work]]\ntitle = "省规画"\n', 2, "no plan cites “省规画”", "nearest: 省规划"),
        ('[[work]]\ntitle = "别"\nplan = "try-2"\n', 1, "`try-2` is no plan", "nearest: try-1"),
        ('[[work]]\ntitle = "别"\nplan = "try-1"\n', 1, "no plan cites “别”", "titles"),
        ('[[work]]\ntitle = "省规划"\nname = ""\n', 3, "unknown key `name`", "titles"),
        ('[[work]]\nkind = "law"\n', 1, "lacks `title`", "add title"),
        ('[[work]\n', 1, "this is no TOML", "write [[work]]"),
    ],
)  # fmt: skip
def test_a_wrong_entry_names_its_line(project: Make, toml: str, line: int, cause: str, next_step: str) -> None:
    root = project(TEXT)
    assert main(["convert", "--root", str(root)]) == 0
    (root / "content/links.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(ZhangjuError) as stopped:
        load_links(root / "content", [load_plan(root / "content", "try-1").plan])
    assert stopped.value.line == line
    assert cause in stopped.value.cause
    assert next_step in stopped.value.next_step
    assert [(f.code, f.line) for f in link_findings(root / "content")] == [("S001", line)]
    with pytest.raises(ZhangjuError, match=r"links\.toml"):
        build(root)


def test_all_wrong_entries_are_told_in_one_run(project: Make, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(TEXT)
    assert main(["convert", "--root", str(root)]) == 0
    works = ['title = "省规画"', 'title = "市规画"', 'title = "别"\nplan = "try-2"']
    (root / "content/links.toml").write_text("".join(f"[[work]]\n{work}\n" for work in works), encoding="utf-8")
    capsys.readouterr()
    assert main(["build", "--root", str(root)]) == 2
    assert re.findall(r"links\.toml:(\d+): ", capsys.readouterr().err) == ["1", "3", "5"]


def test_our_own_content_is_in_order() -> None:
    assert [f.code for f in link_findings(ROOT / "content")] == ["L001"]


def test_building_needs_no_pinyin() -> None:
    code = (
        "import sys; from pathlib import Path; from generator.edition import load_edition; "
        "e = load_edition(Path('content')); assert e.links.names; sys.exit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# ---- the site


CITED = re.compile(r'<a\b(?=[^>]*\bclass="(?:[^"]* )?c[ "])[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


class Anchors:
    """Links of citations with their words; notes a link inside a link."""

    def __init__(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        self.ids = {unescape(name) for name in re.findall(r'\bid="([^"]*)"', text)}
        self.cited = [(unescape(href), unescape(re.sub("<[^>]*>", "", words))) for href, words in CITED.findall(text)]
        self.depth = self.nested = 0
        for tag in re.findall(r"</?a\b", text):
            self.nested += tag == "<a" and self.depth
            self.depth += 1 if tag == "<a" else -1


def test_citations_are_links_to_living_places(site: Path, links: Links) -> None:
    pages = {path: Anchors(path) for path in site.rglob("index.html")}
    assert not [path for path, page in pages.items() if page.nested or page.depth]
    seen: dict[str, str] = {}  # plan → the words of its citations; a repair may part a link
    for path, page in pages.items():
        if path.relative_to(site).parts[0] in ("zh-hant", "en") or path.parent.name == "whole":
            continue  # the same citations in other languages, and once more
        for href, words in page.cited:
            target, _, fragment = href.partition("#")
            file = (path.parent / target / "index.html").resolve()
            assert file in pages, href
            assert not fragment or fragment in pages[file].ids, href
            plan = path.relative_to(site).parts[0]
            seen[plan] = seen.get(plan, "") + words
    cites, named = links.citations.links, links.citations.named
    for plan, words in seen.items():  # of names without 《》 a doubt's link shows, and a term's
        sure = Counter("".join(x.text for x in cites if x.plan == plan))
        assert sure <= Counter(words) <= sure + Counter("".join(x.text for x in named if x.plan == plan)), plan
    assert sum(map(len, seen.values())) > sum(len(x.text) for x in (*cites, *named)) * 0.8
    assert set(seen) == {x.plan for x in (*cites, *named)}


def test_a_heading_and_a_caption_are_linked_and_contents_are_not(site: Path) -> None:
    annex = (site / "sh-14fyp/a/index.html").read_text(encoding="utf-8")
    assert '<a class="c to" href="../../sh-14fyp/">《纲要》</a>有关指标及名词解释' in annex
    assert '<a class="c' not in (site / "sh-14fyp/index.html").read_text(encoding="utf-8").partition("</nav>")[0]
    table = (site / "sh-14fyp/2/index.html").read_text(encoding="utf-8")
    assert '<caption>上海市<a class="c to" href="../../sh-14fyp/">“十四五”规划《纲要》</a>主要指标' in table


def test_links_json(site: Path, links: Links) -> None:
    data = json.loads((site / "api/links.json").read_text(encoding="utf-8"))
    cites = [entry for entry in data if entry["type"] == "cites"]
    assert len(cites) == len(links.citations.links)
    for entry in cites:
        assert list(entry) == ["type", "from", "to", "text", "score", "by"]
        assert list(entry["from"]) == ["plan", "id"]
        assert list(entry["to"]) in (["plan", "id"], ["external"])


def test_the_bibliography_lists_every_citation(site: Path, links: Links) -> None:
    html = (site / "bibliography/index.html").read_text(encoding="utf-8")
    assert len(re.findall(r"<li><a href", html)) == len(links.citations.links) + len(links.citations.named)
    assert html.index("kind-site") < html.index("kind-plan") < html.index("kind-law")
    for title, name in links.names.items():
        assert f'id="{name}"' in html
        assert title in html
    assert "全国人民代表大会常务委员会" in html
    entry = html[html.index('id="zhong-guo-shang-hai-zi-you-mao-yi-shi-yan-qu-lin-gang-xin-pian-qu-guan-li-ban-fa"') :]
    assert entry.index("上海市人民政府") < entry.index("2019-08-12") < entry.index("国务院印发")  # the editors' word before the text's


def test_a_flag_within_a_citation(project: Make) -> None:
    text = SMALL_TEXT.replace("加强组织实施。", "依据《某省规划》制定。")
    line = text.split("\n").index("依据《某省规划》制定。") + 1
    toml = f'[[correction]]\nline = {line}\nfind = "省规"\nreplace = "省区规"\nevidence = "试"\ncertain = false\n'
    root = project(text, toml)
    assert main(["convert", "--root", str(root)]) == 0
    page = Anchors(build(root).site / "try-1/2/index.html")
    assert page.nested == 0
    assert [href for href, _ in page.cited] == ["../../bibliography/#mou-sheng-gui-hua"] * 2


@pytest.mark.browser
def test_from_a_citation_to_the_bibliography_and_back(page: Page, root: str) -> None:
    page.goto(f"{root}lingang-14fyp/3/")
    page.locator("[id='3.1.1-2'] a.c", has_text="总体方案").click()
    page.wait_for_url("**/bibliography/#zhong-guo-*-zong-ti-fang-an")
    entry = page.locator(".entry:target")
    assert entry.locator("h3").inner_text().startswith("中国（上海）自由贸易试验区临港新片区总体方案")
    assert "国务院" in entry.inner_text()
    assert entry.locator("li").count() == 3
    entry.locator("li a").last.click()
    page.wait_for_url("**/lingang-14fyp/3/#3.1.1-2")
    page.get_by_role("link", name="引用文献").click()
    page.get_by_role("link", name="上海市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要").first.click()
    page.wait_for_url("**/sh-14fyp/")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{root}bibliography/")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_content_without_links_toml(tmp_path: Path) -> None:
    for plan in ("sh-14fyp", "lingang-14fyp"):
        shutil.copytree(ROOT / "content" / plan, tmp_path / "content" / plan)
    loaded = [load_plan(tmp_path / "content", plan).plan for plan in plan_ids(tmp_path / "content")]
    found = load_links(tmp_path / "content", loaded)
    assert "民法典" in {x.external for x in found}
    assert found.citations.issuers["中国（上海）自由贸易试验区临港新片区管理办法"] == "国务院"


def test_a_work_cited_with_a_place_is_cited(project: Make) -> None:
    root = project(SMALL_TEXT.replace("坚持稳中求进。", "按照《老总规》第三章推进改革。"))
    assert main(["convert", "--root", str(root)]) == 0
    (root / "content/links.toml").write_text('[[work]]\ntitle = "老总规"\nplan = "try-1"\n', encoding="utf-8")
    links = load_links(root / "content", [load_plan(root / "content", "try-1").plan])
    assert [(link.to_plan, link.external) for link in links.citations.links] == [("try-1", "")]

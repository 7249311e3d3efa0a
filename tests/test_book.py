"""What the book is made of, without a browser: running heads, slimmed assets, the line of years, indicators, the whole plan."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.store import LoadedPlan
from generator.edition import Edition, PlanView
from generator.model import Note, Plan, Row, Section, Table
from generator.pipeline import convert
from generator.site.build import build
from generator.site.home import home_page, in_time, indicators, timeline_row
from generator.site.html import Renderer, _numeric
from generator.site.narrowing import FILTERED, find_words
from generator.site.offline import with_files
from generator.site.printing import chapters_style, css_string, page_style
from generator.site.slim import JOINED, slim_assets, slim_css, slim_js
from generator.site.whole import lowered
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("text", "css"),
    [
        ("三、主要任务", '"三、主要任务"'),
        ('a"b', '"a\\22 b"'),
        ("a\\b", '"a\\5c b"'),
        ("</style><b>", '"\\3c /style>\\3c b>"'),
        ("一\n二", '"一\\a 二"'),
    ],
)
def test_words_become_css_strings(text: str, css: str) -> None:
    assert css_string(text) == css


def test_running_heads() -> None:
    assert page_style("甲", "乙") == '@page{@top-left{content:"甲"}@top-center{content:""}@top-right{content:"乙"}}'
    assert chapters_style(["一", "二"]) == '.c1{page:c1}@page c1{@top-right{content:"一"}}.c2{page:c2}@page c2{@top-right{content:"二"}}'


def test_scripts_that_go_together_are_one(tmp_path: Path) -> None:
    """In their order, slim, each as the edition has it."""
    for number, part in enumerate(part for parts in JOINED.values() for part in parts):
        (tmp_path / part).write_text(f'// {part}\n"use strict";\n{{\n  const a = {number};\n}}\n', encoding="utf-8")
    slim_assets(tmp_path)
    one = (tmp_path / "chapter.js").read_text(encoding="utf-8")
    assert one.split("\n") == [line for n in range(len(JOINED["chapter.js"])) for line in ('"use strict";', "{", f"const a = {n};", "}")]


def test_slimming_takes_comments_and_blanks_only() -> None:
    assert slim_css("/* a\n b */\n\na > b { color: red; /* c */ margin: 0 1em }\n") == "a > b{color:red;margin:0 1em}"
    assert slim_css('a::before { content: "—— "; }') == 'a::before{content:"—— "}'
    assert (
        slim_js('// a\n"use strict";\n  const a = "http://b"; // c\n\n  // d\n  f();\n')
        == '"use strict";\nconst a = "http://b"; // c\nf();'
    )


@pytest.mark.parametrize(
    "path", [p for p in sorted((ROOT / "templates/assets").glob("*.js")) if ".min." not in p.name], ids=lambda p: p.name
)
def test_no_script_has_a_string_over_several_lines(path: Path) -> None:
    """`slim_js` takes indents away, also those that would stand within a string."""
    assert [line for line in slim_js(path.read_text(encoding="utf-8")).splitlines() if line.count("`") % 2] == []


def test_headings_go_down_a_rank() -> None:
    assert lowered('<h1 id="3">一</h1><h5>二</h5><h6>三</h6><header>') == '<h2 id="3">一</h2><h6>二</h6><h6>三</h6><header>'


def plan_of(**meta: str) -> PlanView:
    return PlanView(LoadedPlan(Plan("p-1", meta, ()), (), ()))


@pytest.mark.parametrize(
    ("meta", "years"),
    [
        ({"period": "2021-2025"}, (2021, 2025)),
        ({"period": "2026"}, (2026, 2026)),
        ({"date": "2026-02-03"}, (2026, 2026)),
        ({"period": "“十四五”", "date": "2021"}, (2021, 2021)),
        ({"date": "不详"}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_years_of_a_plan(meta: dict[str, str], years: tuple[int | None, int | None]) -> None:
    row = timeline_row(plan_of(**meta))
    assert (row.first, row.last) == years


def test_the_order_of_plans_needs_no_field() -> None:
    """In time by whatever a plan tells; one that tells nothing comes last, and the order is the same however they came."""
    told = (
        {"period": "2021-2025", "date": "2021-01-30"},
        {"period": "2021-2025", "date": "2021-08-12"},
        {"period": "2021-2025"},
        {"date": "2022-05"},
        {"issuer": "某市"},
        {},
    )
    plans = [PlanView(LoadedPlan(Plan(f"p-{n}", meta, ()), (), ())) for n, meta in enumerate(told)]
    for order in (plans, plans[::-1]):
        assert [row.plan.id for row in sorted(map(timeline_row, order), key=in_time)] == ["p-0", "p-1", "p-2", "p-3", "p-5", "p-4"]


@pytest.mark.parametrize("count", [1, FILTERED, FILTERED + 1])
def test_the_list_of_many_plans_is_filtered(count: int) -> None:
    kinds = ("plan", "report")
    views = tuple(PlanView(LoadedPlan(Plan(f"p-{n}", {"kind": kinds[n % 2], "place": "某地"}, ()), (), ())) for n in range(count))
    page = home_page(Edition(views), lambda key, count=0: key)
    assert page.kinds == (kinds if count > FILTERED else ())
    assert all("某地" in row.find for row in page.rows)
    assert find_words(PlanView(LoadedPlan(Plan("p-1", {"period": "2021-2025"}, ()), (), ()))).split() == ["p-1", "2021-2025"]


def table(*rows: tuple[str, ...]) -> Table:
    return Table("表", rows[0], tuple(Row(cells, f"2-t1-r{i}") for i, cells in enumerate(rows[1:], 1)), (Note("1", "注"),), id="2-t1")


class Anywhere(PlanView):
    def address(self, anchor: str) -> str:
        return f"p-1/2/#{anchor}"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("指标名称", "属性", "全年目标"), ("就业", "预期性", "60万人以上")], [("就业", "60万人以上", "")]),
        ([("序号", "指标", "单位", "2025年", "年均"), ("1", "产值", "%", "-", "5左右")], [("产值", "5左右", "%")]),
        ([("指标", "目标"), ("甲[^1]", "1"), ("己[^2]", "2"), ("乙", "—"), ("", "3"), ("丁",)], [("甲", "1", ""), ("己[^2]", "2", "")]),
        ([("项目", "责任单位"), ("甲", "乙")], []),
        ([("指标", "说明"), ("甲", "乙")], []),
    ],
)
def test_indicators_of_a_table(rows: list[tuple[str, ...]], found: list[tuple[str, str, str]]) -> None:
    view = Anywhere(LoadedPlan(Plan("p-1", {}, ()), (), ()))
    assert [(row.link.html, row.value, row.unit) for row in indicators(view, table(*rows))] == found


@pytest.mark.parametrize(
    ("cells", "numeric"),
    [(["1", "20", "3.5%"], True), (["1", "-"], True), (["-", "-"], False), (["5左右", "3"], False), (["一", "2"], False)],
)
def test_columns_of_figures(cells: list[str], numeric: bool) -> None:
    assert _numeric(table(("甲",), *((cell,) for cell in cells)), 0) is numeric


def test_the_page_of_the_whole_plan(site: Path) -> None:
    """Each chapter's text once, as on its own page; the page names the plan's as the one to cite."""
    html = (site / "sh-15fyp" / "whole" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="../">' in html
    for path in sorted((site / "sh-15fyp").glob("[0-9]*/index.html")):
        page = path.read_text(encoding="utf-8")
        if '<body class="chapter"' in page:
            article = page.split('<article class="text">\n')[1].split("\n</article>")[0]
            assert html.count(lowered(article)) == 1, path
    assert 'href="whole/"' in (site / "sh-15fyp" / "index.html").read_text(encoding="utf-8")


def test_with_an_address_of_its_own_every_page_names_it(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHANGJU_SITE_URL", "https://example.org/repo/")
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    site = build(root).site
    for page, address in (("", ""), ("try-1/1/", "try-1/1/"), ("try-1/whole/", "try-1/")):
        assert f'<link rel="canonical" href="https://example.org/repo/{address}">' in (site / page / "index.html").read_text(
            encoding="utf-8"
        )


def test_in_the_edition_to_carry_away_the_whole_plan_cites_files_too() -> None:
    assert with_files('<div class="chapter" data-at="../6/">') == '<div class="chapter" data-at="../6/index.html">'


def test_a_row_with_one_cell_stands_over_those_below_it() -> None:
    rows = (("河道工程（个）", "", "", ""), ("1", "云河工程", "新建", "240"), ("2", "南港工程", "续建", "150"), ("", "小计" * 30, "", ""))
    table = Table("", ("序号", "名称", "性质", "投资"), tuple(Row(cells, f"1-t1-r{i}") for i, cells in enumerate(rows, 1)), id="1-t1")
    section = Section("1", "一", "一、", 1, "项目", blocks=(table,))
    html = Renderer(lambda key, number=None: key, {}, {}, "").sections([section])
    found = re.findall(r'<tr id="1-t1-r\d"(.*?)>(.*?)</tr>', html)
    assert [kind for kind, _ in found] == [' class="group"', "", "", ' class="group long"']
    assert [row.count("<th") for _, row in found] == [0, 1, 1, 1]
    assert found[0][1].startswith('<td class="said">河道工程（个）<a class="mark"')
    assert [row.count("<t") for _, row in found] == [4] * 4

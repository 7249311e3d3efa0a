"""The flow of a plan's chapters into its successor's, and the shades of the list of topics."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from generator.content.store import load_plan, plan_ids
from generator.links import load_links
from generator.site.topics import shade
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def html(site: Path) -> str:
    return (site / "compare/sh-14fyp/sh-15fyp/index.html").read_text(encoding="utf-8")


def test_every_band_is_a_row_of_the_table_and_leads_to_a_row_of_the_comparison(html: str) -> None:
    flow = html[html.index('class="flows"') : html.index("</section>", html.index('class="flows"'))]
    drawing, table = flow.split("</svg>")
    bands = re.findall(r'<a href="#([^"]+)" tabindex="-1"><path class="band" d="[^"]+"><title>([^<]+)</title>', drawing)
    rows = re.findall(r'<td><a href="#([^"]+)">.*?</a></td><td>(\d+)处对应</td>', table)
    assert [target for target, _ in bands] == [target for target, _ in rows]
    assert [re.findall(r"(\d+)处对应", words)[0] for _, words in bands] == [count for _, count in rows]
    ids = set(re.findall(r' id="([^"]+)"', html))
    assert {target for target, _ in bands} <= ids
    assert 'aria-hidden="true"' in drawing[: drawing.index(">", drawing.index("<svg"))]
    assert "style=" not in flow
    plans = [load_plan(ROOT / "content", plan).plan for plan in plan_ids(ROOT / "content")]
    pairs = [p for p in load_links(ROOT / "content", plans).pairs if {p.a.plan, p.b.plan} == {"sh-14fyp", "sh-15fyp"}]
    assert sum(int(count) for _, count in rows) == sum(p.type == "continues" for p in pairs)


def test_no_chapter_stands_over_another(html: str) -> None:
    class Bars(HTMLParser):
        found: list[tuple[str, float, float]]

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            of = {key: value or "" for key, value in attrs}
            if tag == "rect" and of.get("class") == "bar":
                self.found.append((of["x"], float(of["y"]), float(of["height"])))

    parser = Bars()
    parser.found = []
    parser.feed(html)
    for side in {x for x, _, _ in parser.found}:
        bars = [(y, height) for x, y, height in parser.found if x == side]
        assert all(y + height < below for (y, height), (below, _) in pairwise(bars))


def test_plans_that_do_not_follow_each_other_have_no_flow(site: Path) -> None:
    for path in site.glob("compare/*/*/index.html"):
        follows = path.parent.relative_to(site / "compare").as_posix() == "sh-14fyp/sh-15fyp"
        assert ('class="flow"' in path.read_text(encoding="utf-8")) == follows, path


def test_the_shades_of_topics_go_with_the_numbers(site: Path) -> None:
    page = (site / "topics/index.html").read_text(encoding="utf-8")
    cells = [(int(number), int(weight)) for weight, number in re.findall(r'<td class="w(\d)"><a [^>]*>(\d+)</a>', page)]
    assert {weight for _, weight in cells} == {1, 2, 3, 4}
    assert sorted(cells) == sorted(cells, key=lambda cell: (cell[1], cell[0]))
    assert [shade(n, 16) for n in (0, 1, 2, 4, 9, 16)] == [0, 1, 2, 2, 3, 4]

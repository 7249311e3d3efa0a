"""The quality page: its figures are those of the open data and of the labels, and a link that leads nowhere is found."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median_low
from typing import Any

import pytest

from generator.cli import main
from generator.errors import ZhangjuError
from generator.pipeline import convert
from generator.site.build import build
from generator.site.quality.hrefs import DeadLink, Hrefs
from generator.site.quality.measured import FILE, METRICS, Measured, read_measured, write_measured
from generator.site.quality.tables import shown
from tests.conftest import PLANS, ROOT, SMALL_TEXT
from tests.gold.measure import down

LANGUAGES = ("", "zh-hant/", "en/")
CONTENT = ROOT / "content"
STRINGS = ROOT / "templates" / "strings"


def read(site: Path, path: str) -> Any:
    return json.loads((site / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def quality(site: Path) -> Any:
    return read(site, "api/quality.json")


@pytest.fixture(scope="module")
def by_plan(quality: Any) -> dict[str, Any]:
    return {plan["id"]: plan for plan in quality["plans"]}


# ---- what was counted


def test_it_has_every_plan_and_every_figure(quality: Any, by_plan: dict[str, Any]) -> None:
    assert list(quality) == ["build", "plans", "total", "measured"]
    assert set(by_plan) == set(PLANS)
    for one in (*quality["plans"], quality["total"]):
        assert set(one) - {"id"} == {
            *("sections", "sentences", "characters", "repairs", "flags", "undecided"),
            *("anchors", "mentions", "links", "translations"),
        }
        assert set(one["anchors"]) == {"live", "moved", "retired", "new"}
        assert set(one["links"]) == {"cites", "repeats", "continues", "related"}
        assert set(one["translations"]["en"]) == {"none", "unreviewed", "reviewed", "stale"}


@pytest.mark.parametrize("plan", PLANS)
def test_counts_are_those_of_the_open_data(site: Path, by_plan: dict[str, Any], plan: str) -> None:
    counts, sections = by_plan[plan], read(site, f"api/{plan}.json")["sections"]
    assert counts["sections"] == len(sections)
    assert counts["sentences"] == sum(len(s["sentences"]) for s in sections)
    states = Counter(entry["status"] for entry in read(site, f"api/repairs/{plan}.json"))
    assert (counts["repairs"], counts["flags"]) == (states["applied"], states["flagged"])
    anchors = Counter(anchor["state"] for anchor in read(site, f"api/anchors/{plan}.json"))
    assert {state: counts["anchors"][state] for state in ("live", "moved", "retired")} == {
        state: anchors[state] for state in ("live", "moved", "retired")
    }
    assert counts["mentions"] == sum(use["plan"] == plan for term in read(site, "api/glossary.json") for use in term["mentions"])
    links = Counter(link["type"] for link in read(site, "api/links.json") if plan in (link["from"]["plan"], link["to"].get("plan")))
    assert counts["links"] == {name: links[name] for name in counts["links"]}


def test_the_sum_counts_each_link_once(site: Path, quality: Any) -> None:
    links = Counter(link["type"] for link in read(site, "api/links.json"))
    assert quality["total"]["links"] == {name: links[name] for name in quality["total"]["links"]}
    for key in ("sections", "sentences", "characters", "repairs", "flags", "undecided", "mentions"):
        assert quality["total"][key] == sum(plan[key] for plan in quality["plans"])


def test_the_traditional_text_has_no_doubt_and_no_anchor_waits_for_the_lock(quality: Any) -> None:
    assert quality["total"]["undecided"] == 0
    assert quality["total"]["anchors"]["new"] == 0


def test_a_doubt_of_the_traditional_text_and_a_new_anchor_are_counted(project: Callable[..., Path]) -> None:
    root = project(SMALL_TEXT.replace("坚持稳中求进。", "在谷。"))
    convert(root / "seeds", root / "content", ["try-1"])
    page = root / "content" / "try-1" / "01.md"
    page.write_text(page.read_text(encoding="utf-8").rstrip() + "\n\n稳中求进，全面推进改革。\n", encoding="utf-8")
    counts = read(build(root).site, "api/quality.json")["total"]
    assert counts["undecided"] == 1
    assert counts["anchors"]["new"] == 1


# ---- what was measured


def test_the_open_data_has_the_committed_figures(quality: Any) -> None:
    assert quality["measured"] == tomllib.loads((CONTENT / FILE).read_text(encoding="utf-8"))["measured"]


@pytest.mark.parametrize("code", ["zh-Hans", "zh-Hant", "en"])
def test_every_figure_is_said_in_words(code: str) -> None:
    words = tomllib.loads((STRINGS / f"{code}.toml").read_text(encoding="utf-8"))
    said = {key.removeprefix("measured_") for key in words if key.startswith("measured_")}
    ids = {one.id for one in read_measured(CONTENT)}
    assert ids | {f"{name}_how" for name in ids} <= said
    assert {key.removesuffix("_how") for key in said if key.endswith("_how")} == ids


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    some = (Measured("a", "text", 3, 0.5, 1.0, at=3), Measured("b", "search", 10, mrr=0.123, at=10))
    (tmp_path / FILE).write_text(write_measured(some), encoding="utf-8")
    assert read_measured(tmp_path) == some
    assert read_measured(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ('[[measured]]\nid = "a"\ngroup = "other"\nlabels = 1\n', 1, "unknown group `other`"),
        ('[[measured]]\nid = "a"\ngroup = "text"\nlabels = "many"\n', 4, "`labels` is str, not int"),
        ('[[measured]]\nid = "a"\ngroup = "text"\n', 1, "lacks `labels`"),
        ("measured = ", 1, "this is no TOML"),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, text: str, line: int, cause: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ZhangjuError, match=re.escape(cause)) as stopped:
        read_measured(tmp_path)
    assert stopped.value.line == line


def test_shares_are_rounded_down_and_never_to_1() -> None:
    assert [down(share) for share in (1.0, 0.99999, 0.29, 2 / 3)] == [1.0, 0.999, 0.29, 0.666]
    assert [shown("recall", share) for share in (1.0, 0.999, 0.71, None)] == ["100%", "99.9%", "71%", ""]


# ---- what this build is


def test_the_site_has_no_dead_link(quality: Any) -> None:
    assert quality["build"]["dead_links"] == []


def test_weights_are_those_of_the_files(site: Path, quality: Any) -> None:
    def packed(path: Path) -> int:
        return len(gzip.compress(path.read_bytes(), 6))

    for prefix, code in (("", "zh-Hans"), ("en/", "en")):
        sizes = {}
        for page in (path for plan in PLANS for path in (site / prefix / plan).glob("*/index.html")):
            html = page.read_text(encoding="utf-8")
            if "<body" in html and page.parent.name not in ("seed", "collation", "whole"):  # a short address has no body
                loaded = re.findall(r'(?:href|src)="([^"]+\.(?:css|js))"', html)
                sizes[page] = packed(page) + sum(packed((page.parent / name).resolve()) for name in set(loaded))
        found = quality["build"]["weights"][code]
        assert (found["pages"], found["heaviest"], found["median"]) == (len(sizes), max(sizes.values()), median_low(sizes.values()))


def test_the_date_is_told(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    made = read(build(root).site, "api/quality.json")
    assert made["build"]["date"] == "2026-01-01"
    assert made["measured"] == []


# ---- the page


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_the_page_shows_the_figures_and_every_page_leads_to_it(site: Path, quality: Any, prefix: str) -> None:
    html = (site / prefix / "quality/index.html").read_text(encoding="utf-8")
    for plan in (*quality["plans"], quality["total"]):
        for key in ("sections", "sentences", "characters", "repairs", "flags", "mentions"):
            assert f">{plan[key]:,}<" in html
    for one in quality["measured"]:
        for name in METRICS:
            assert name not in one or f">{shown(name, one[name])}<" in html
    assert 'href="../api/quality.json"' in html if not prefix else 'href="../../api/quality.json"' in html
    for page in ("index.html", "sh-14fyp/6/index.html", "topics/index.html"):
        way = "../" * page.count("/")
        assert f'<a href="{way}quality/">' in (site / prefix / page).read_text(encoding="utf-8")


# ---- dead links


def dead(pages: dict[str, str], files: tuple[str, ...] = (), site_url: str = "") -> list[tuple[str, str]]:
    hrefs = Hrefs(site_url)
    for name, html in pages.items():
        hrefs.add(name, html)
    return [(one.page, one.link) for one in hrefs.dead(files.__contains__)]


HOME = '<p id="a"></p><a href="p/#x">x</a> <a href="p/">x</a> <a class="b" href="#a">x</a> <link href="assets/a.css">'
PLAN = '<p id="x"></p><a href="../#a">x</a> <a href="..">x</a> <a href="./">x</a> <a href="?q=1#x">x</a> <a href="../?q=1">x</a>'


def test_links_that_lead_somewhere() -> None:
    assert dead({"index.html": HOME, "p/index.html": PLAN}, ("assets/a.css",)) == []


@pytest.mark.parametrize(
    "link",
    ["#b", "../#b", "../q/", "../p", "../../", "x/", "../assets/b.css", "/q/", "?q=1#b", "../#%62", "https://x.org/repo/q/", "..#b"],
)
def test_a_link_that_leads_nowhere_is_found(link: str) -> None:
    pages = {"index.html": HOME, "p/index.html": f'{PLAN}<a href="{link}">x</a>'}
    assert dead(pages, ("assets/a.css",), "https://x.org/repo/") == [("p/index.html", link)]


@pytest.mark.parametrize(
    "link",
    [
        "",
        "#",
        "../#%61",
        "https://x.org/",
        "mailto:a@b.c",
        "//x.org/",
        "data:,a",
        "https://x.org/repo/#a",
        "/p/#x",
        "../a&amp;b.js",
        "../assets/a.css?v=1",
    ],
)
def test_a_link_that_leads_out_or_somewhere_is_left_alone(link: str) -> None:
    pages = {"index.html": HOME, "p/index.html": f'{PLAN}<a href="{link}">x</a>'}
    assert dead(pages, ("assets/a.css", "a&b.js"), "https://x.org/repo/") == []


def test_a_page_read_anew_counts_as_it_is_now() -> None:
    hrefs = Hrefs()
    hrefs.add("index.html", '<a href="#a">x</a><a href="b/">x</a>')
    hrefs.add("index.html", '<a href="c/">x</a>')
    assert hrefs.dead(lambda _: False) == (DeadLink("index.html", "c/"),)


def test_a_planted_dead_link_is_told_by_the_build(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    template = root / "templates" / "home.html"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("</main>", "<a href=\"{{ 'nowhere/'|url }}\">x</a></main>"), encoding="utf-8")
    assert main(["build", "--root", str(root)]) == 0
    printed = capsys.readouterr().out
    assert "dead link: index.html leads to nowhere/" in printed
    made = read(root / "site", "api/quality.json")["build"]["dead_links"]
    assert {"page": "index.html", "link": "nowhere/"} in made
    html = (root / "site" / "quality" / "index.html").read_text(encoding="utf-8")
    assert f"<dd>{len(made)}</dd>" in html

"""Pages and open data of indicators: every point leads to its sentence, the chart tells kinds apart, the data hold together."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator.model import Indicators, Point, Series, Value
from generator.site.html import row_heading
from generator.site.indicators.chart import chart, dots
from generator.site.indicators.data import COLUMNS
from generator.site.indicators.english import english_figure
from generator.site.indicators.pages import of_projects
from generator.site.indicators.targets import outcome
from generator.site.indicators.words import figure
from tests.test_indicators import plan_of, table

LANGUAGES = ("", "zh-hant/", "en/")


def value(state: str = "target", year: int = 2025, low: str = "45", bound: str = "", **more: Any) -> Value:
    words = more.pop("words", f"{low}%")
    known = {"plan": "yun", "place": "1-1", "span": (0, 3), "name": "覆盖率", "unit": "%", "measure": "share", "words": words}
    return Value(**{**known, "state": state, "year": year, "low": low, "bound": bound, **more})


def series(*values: Value) -> Series:
    return Series(id="x", name="覆盖率", basis="level", unit="%", area="云州市", points=tuple(Point(value=one) for one in values))


def test_the_chart_tells_targets_from_what_was_achieved_without_colour() -> None:
    svg = chart(series(value("achieved", 2020, "40"), value("target", 2025, "45", ">=")), "覆盖率", "在文字里", english=False)
    assert svg.count('class="achieved"') == svg.count("<circle") == 1
    assert svg.count('class="target"') == 1
    assert svg.count('class="bound"') == 2
    assert "<title" in svg
    assert "在文字里" in svg
    assert "style=" not in svg


@pytest.mark.parametrize(("bound", "up"), [(">=", True), (">", True), ("<=", False), ("<", False)])
def test_a_bound_points_where_it_is_open(bound: str, up: bool) -> None:
    one = series(value("achieved", 2020, "40"), value("target", 2025, "45", bound))
    dot = dots(one)[1]
    tips = re.findall(r'class="bound" x1="[\d.]+" x2="[\d.]+" y1="([\d.]+)" y2="([\d.]+)"', chart(one, "x", "x", english=False))
    assert [(float(b) < float(a)) for a, b in tips] == [up]
    assert float(tips[0][0]) == pytest.approx(dot.y, abs=0.1)


def test_a_range_has_both_ends_and_words_have_no_dot() -> None:
    one = series(value(low="3", high="5", bound="range"), value(low="", bound="words", words="与经济增长同步"))
    (dot,) = dots(one)
    assert dot.high is not None
    assert dot.high < dot.y


def test_higher_figures_stand_higher_and_later_ones_to_the_right() -> None:
    low, high = dots(series(value(year=2020, low="40"), value(year=2025, low="45")))
    assert low.y > high.y
    assert low.x < high.x


@pytest.mark.parametrize(
    ("target", "reached", "wanted"),
    [
        (value(low="45", bound=">="), value("achieved", 2025, "46"), "met"),
        (value(low="45", bound=">="), value("achieved", 2025, "44"), "missed"),
        (value(low="5.5", bound="<="), value("achieved", 2025, "5"), "met"),
        (value(low="5.5", bound="<"), value("achieved", 2025, "5.5"), "missed"),
        (value(low="45", bound="~"), value("achieved", 2025, "44"), "seen"),  # 左右 leaves open how near is near enough
        (value(low="45"), value("target", 2030, "50"), "open"),
        (value(low="30"), value("achieved", 2025, "28"), "seen"),  # without a bound nothing tells which way is the better one
        (value(low="45", bound=">="), value("achieved", 2024, "44"), "seen"),  # another year
        (value(low="35", bound=">="), value("achieved", 2025, "35", bound="<"), "seen"),
    ],
)
def test_outcomes(target: Value, reached: Value, wanted: str) -> None:
    assert outcome(target, [Point(value=reached)]) == wanted
    assert outcome(target, []) == "unseen"


def test_figures_have_their_unit_once() -> None:
    assert figure(value(words="45%左右", bound="~")) == "45%左右"
    assert figure(value(low="36", words="36左右", unit="万元/人", bound="~")) == "36万元/人左右"
    assert figure(value(low="36", words="36左右", unit="万元/人", bound="~"), english=True) == "≈360,000 yuan per person"


def test_series_of_projects_are_told_apart() -> None:
    plan = plan_of("略。", table=table(("项目名称", "总投资（亿元）"), ("某水库工程", "35"), caption="重点项目"))
    known = Indicators(series=(series(value(place="1-t1-r1")), replace(series(value(place="1-t1-r1"), value()), id="y")))
    edition: Any = SimpleNamespace(plans=(SimpleNamespace(id="yun", plan=plan),), indicators=known)
    assert of_projects(edition) == {"x"}


def test_the_names_of_rows_are_their_headings() -> None:
    assert row_heading(table(("序号", "指标", "单位"), ("1", "森林覆盖率", "%"), ("2", "失业率", "%"))) == 1
    assert row_heading(table(("指标", "值"), ("森林覆盖率", "3"), ("失业率", "4"))) == 0
    assert row_heading(table(("类别", "指标"), ("生态", "森林覆盖率"), ("生态", "水质达标率"), ("生态", "绿化率"))) == 1
    assert row_heading(table(("甲", "乙"), ("1", "2"), ("3", "4"))) is None


def read(site: Path, path: str) -> Any:
    return json.loads((site / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def data(site: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(site, "api/indicators.json")
    return found


def test_every_value_is_proved_by_the_words_of_its_place(site: Path, data: list[dict[str, Any]]) -> None:
    texts: dict[tuple[str, str], str] = {}
    for plan in read(site, "api/plans.json"):
        for section in read(site, plan["api"])["sections"]:
            texts |= {(plan["id"], s["id"]): s["text"] for s in section["sentences"]}
            texts |= {(plan["id"], r["id"]): "|".join(r["cells"]) for t in section["tables"] for r in t["rows"]}
    values = [one for item in data for one in item["values"]]
    assert len(values) >= 250
    for one in values:
        assert one["words"].replace("\\", "") in texts[(one["plan"], one["place"])].replace("\\", ""), one
        assert one["indicator"]


def test_every_series_has_its_files_and_an_address(site: Path, data: list[dict[str, Any]]) -> None:
    assert len({item["id"] for item in data}) == len(data)
    for item in data:
        assert (site / "indicators" / item["id"] / "index.html").is_file()
        assert read(site, f"api/indicators/{item['id']}.json") == item
        rows = list(csv.DictReader(io.StringIO((site / f"api/indicators/{item['id']}.csv").read_text(encoding="utf-8"))))
        assert [row["words"] for row in rows] == [one["words"] for one in item["values"]]
        assert read(site, f"api/indicators/{item['id']}.metadata.json")["url"] == f"{item['id']}.csv"


@pytest.mark.parametrize(
    ("low", "high", "unit", "wanted"),
    [
        ("3.87", "", "万亿元", "3.87 trillion yuan"),
        ("2550", "", "亿元", "255 billion yuan"),
        ("16.8", "", "万个", "168,000"),
        ("3", "5", "%", "3–5%"),
        ("1409", "", "万人次", "14.09 million person-times"),
        ("0.01", "", "人/亿元", "0.01 people per 100 million yuan"),
        ("32", "", "微克/立方米", "32 µg/m³"),
        ("60", "", "件/万人", "60 per 10,000 people"),
        ("60", "", "千元/户", "60,000 yuan per household"),
        ("8", "", "元/个", "8 yuan per 个"),
        ("340", "", "兆瓦", "340 MW"),
        ("20", "30", "万套（间）", "200,000–300,000"),
        ("17.8", "", "万张", "178,000"),
        ("1500", "", "亿斤", "150 billion jin"),
        ("0.58", "", "", "0.58"),
        ("2026", "", "亩", "2,026 mu"),
        ("7", "", "怪", "7 怪"),
    ],
)
def test_figures_in_english(low: str, high: str, unit: str, wanted: str) -> None:
    assert english_figure(low, high, unit) == wanted


def test_the_csv_has_the_columns_that_are_described(site: Path, data: list[dict[str, Any]]) -> None:
    rows = list(csv.DictReader(io.StringIO((site / "api/indicators.csv").read_text(encoding="utf-8"))))
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == sum(len(item["values"]) for item in data)
    for row in rows:
        if row["value"] and row["plain_value"] and row["unit"].startswith("万") and not row["unit"].startswith("万亿"):
            assert Decimal(row["plain_value"]) == Decimal(row["value"]) * 10000


PARSES = {
    "string": lambda text: True,
    "integer": lambda text: text.isdigit(),
    "number": lambda text: Decimal(text).is_finite(),
    "boolean": lambda text: text in ("true", "false"),
}


def test_every_file_of_the_data_package_is_as_its_schema_says(site: Path) -> None:
    package = read(site, "api/datapackage.json")
    assert package["resources"]
    assert len({resource["name"] for resource in package["resources"]}) == len(package["resources"])
    for resource in package["resources"]:
        assert re.fullmatch(r"[-a-z0-9._]+", resource["name"])
        rows = list(csv.DictReader(io.StringIO((site / "api" / resource["path"]).read_text(encoding="utf-8"))))
        kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        assert list(rows[0]) == list(kinds)
        assert all(PARSES[kinds[name]](text) for row in rows for name, text in row.items() if text)


def test_the_data_package_is_valid(site: Path) -> None:
    """By the reference implementation, where it is installed: it brings twenty packages, too many for every run."""
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(site / "api" / "datapackage.json"))
    assert report.valid, report.to_summary()


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_every_point_of_a_series_leads_to_its_sentence(site: Path, data: list[dict[str, Any]], prefix: str) -> None:
    item = max(data, key=lambda one: len(one["values"]))
    page = (site / prefix / "indicators" / item["id"] / "index.html").read_text(encoding="utf-8")
    assert page.count('role="img"') == 1
    for one in item["values"]:
        assert f'{one["url"].split("#")[0]}#{one["place"]}"' in page
    assert page.count("<mark>") == page.count("<q>") > 1
    assert '"@type":"Dataset"' in page


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_the_index_has_every_series_once(site: Path, data: list[dict[str, Any]], prefix: str) -> None:
    page = (site / prefix / "indicators" / "index.html").read_text(encoding="utf-8")
    assert sorted(re.findall(r'<tr id="([^"]+)"', page)) == sorted(item["id"] for item in data)
    plain = {Decimal(str(one["plain_value"])).normalize() for item in data for one in item["values"] if one.get("plain_value") is not None}
    amounts = re.findall(r'data-amount="([^"]+)"', page)
    assert amounts
    assert {Decimal(text).normalize() for text in amounts} <= plain


def test_a_sentence_with_a_target_leads_to_its_series(site: Path, data: list[dict[str, Any]]) -> None:
    item = next(one for one in data if one["page"] and one["values"][0]["state"] != "target")
    for one in item["values"]:
        page = (site / one["url"].split("#")[0] / "index.html").read_text(encoding="utf-8")
        part = page[page.index(f'id="{one["place"]}"') :]
        assert f'indicators/{item["id"]}/"' in part[: part.index("</p>") if "</p>" in part[:6000] else 6000]


def test_rows_of_tables_hold_their_links(site: Path) -> None:
    page = (site / "sh-14fyp" / "2" / "index.html").read_text(encoding="utf-8")
    rows = re.findall(r'<tr id="2\.3-t1-r\d+">.*?</tr>', page, re.S)
    assert len(rows) == 20
    assert all(row.count('<th scope="row"') == 1 for row in rows)
    assert sum("elsewhere" in row for row in rows) > 3
    assert all("data-label=" in row for row in rows)
    assert "elsewhere" not in page[page.rindex("</tr>") : page.index('<ol class="notes">')]


def test_what_became_of_targets_is_told_for_each(site: Path, data: list[dict[str, Any]]) -> None:
    page = (site / "indicators" / "targets" / "sh-14fyp" / "index.html").read_text(encoding="utf-8")
    points = [one for item in data for one in item["values"] if one["plan"] == "sh-14fyp" and one["state"] == "target"]
    rows = page.count("<tr class=")
    assert 0 < rows <= len(points)

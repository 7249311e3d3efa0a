"""The way in: what home asks and answers, the page about the edition, its data told field by field, where a text is from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator import __version__
from generator.edition import Edition, load_edition
from generator.errors import ZhangjuError
from generator.reading.settings_file import read_settings
from generator.site.about import FILES, about_page, data_page
from generator.site.asking import questions
from generator.site.home import home_page
from tests.conftest import PLANS, ROOT, until


def say(key: str, count: int = 0) -> str:
    return {"ask_compare": "{name} {other}"}.get(key, f"{key} {{name}}" if key.startswith("ask_") else key)


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition(ROOT / "content")


def test_home_asks_three_questions_that_are_answered(edition: Edition, site: Path) -> None:
    asked = questions(edition, say)
    assert [link.html.split()[0] for link in asked] == ["ask_topic", "ask_series", "ask_term"]
    for link in asked:
        path, _, anchor = link.url.partition("#")
        page = (site / path / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in page


def test_what_an_edition_lacks_is_not_asked(edition: Edition) -> None:
    """Without topics, indicators and terms two plans are compared; of nothing nothing is asked."""
    bare = Edition(edition.plans, links=edition.links)
    assert [link.url.split("/")[0] for link in questions(bare, say)] == ["compare"]
    empty = Edition(())
    assert questions(empty, say) == ()
    assert home_page(empty, say).rows == ()
    assert about_page(empty, say).holds == ()
    assert all(not file.links for file in data_page(empty, say).files if "<plan>" in file.path)


def test_a_plan_is_told_by_what_it_says(edition: Edition) -> None:
    rows = {row.plan.id: row for row in home_page(edition, say).rows}
    assert len(rows["sh-14fyp"].topics) == 4
    assert rows["sh-14fyp"].targets > rows["sh-15fyp"].targets > 0
    assert rows["sh-pathways"].targets == 0  # a study sets none, and has no page of them


@pytest.mark.parametrize("language", ["", "zh-hant/", "en/"])
def test_every_foot_tells_the_edition(site: Path, language: str) -> None:
    for path in ("", "about/", "data/", "sh-14fyp/", "sh-14fyp/6/", "sh-14fyp/whole/", "glossary/", "search/", "compare/"):
        foot = (site / language / path / "index.html").read_text(encoding="utf-8").partition('<footer class="site">')[2]
        assert f"v{__version__}" in foot
        assert re.search(r"20\d\d-\d\d-\d\d", foot)
        assert path == "about/" or "about/" in foot
        assert path == "data/" or "data/" in foot
        assert ".json" not in foot


def named(shape: str) -> set[str]:
    """The names of the outermost object of a shape."""
    depth, names = 0, [""]
    for char in shape.strip("[]")[1:-1]:
        depth += (char in "[{") - (char in "]}")
        if char == "," and not depth:
            names.append("")
        else:
            names[-1] += char
    return {name.split(":")[0].strip() for name in names}


@pytest.mark.parametrize(("key", "path", "shape"), [pytest.param(*one, id=one[0]) for one in FILES if one[2]])
def test_data_are_as_their_page_says(site: Path, key: str, path: str, shape: str) -> None:
    said = named(shape)
    for file in site.glob(path.replace("<plan>", "sh-*")):
        held = json.loads(file.read_text(encoding="utf-8"))
        if held == []:  # nothing was told yet, and of what was read nothing is in doubt
            assert key in ("changes", "perhaps")
            continue
        found = {name for entry in (held if isinstance(held, list) else [held]) for name in entry}
        assert said - found <= {"…", "witnesses", "to"}, file
        assert "…" in said or found - said <= {"cell", "reason", "score"}, (file, found - said)


def test_every_file_of_the_open_data_is_on_its_page(site: Path) -> None:
    """Those of one indicator are told by `datapackage.json`."""
    told = {path.replace("<plan>", plan) for _, path, _ in FILES for plan in PLANS}
    held = {path.relative_to(site).as_posix() for path in (site / "api").rglob("*") if path.is_file()}
    assert {name for name in held - told if not name.startswith(("api/indicators/", "api/indicators.csv-"))} == set()


def test_where_a_text_is_from(site: Path) -> None:
    plans = {plan["id"]: plan for plan in json.loads((site / "api/plans.json").read_text(encoding="utf-8"))}
    report = plans["sh-2026-report"]
    assert (report["date"], report["published"], report["place"]) == ("2026-02-03", "2026-02-12", "上海")
    assert report["publisher"] == "上海市发展和改革委员会"
    assert (plans["sh-14fyp"]["date"], plans["sh-14fyp"]["approved_by"]) == ("2021-01-27", "上海市第十五届人民代表大会第五次会议")
    assert "date" not in plans["sh-pathways"]  # what is not known stays out
    for plan in plans.values():
        page = (site / plan["id"] / "index.html").read_text(encoding="utf-8")
        told = page.partition('<section class="provenance"')[2].partition("</section>")[0]
        for key in ("issuer", "author", "date", "published", "publisher", "source", "received", "sha256"):
            assert plan.get(key, "") in told, (plan["id"], key)
        assert re.search(r"<dd>\s*</dd>", told) is None
        assert len(plan["sha256"]) == 64


def test_a_day_of_publication_is_one_of_the_calendar(tmp_path: Path) -> None:
    file = tmp_path / "try-1.toml"
    file.write_text('id = "try-1"\ntitle = "某市规划"\nformat = "plain"\nlevels = ["一、"]\npublished = "2026-02-30"\n', encoding="utf-8")
    with pytest.raises(ZhangjuError, match=r"try-1\.toml:5: `2026-02-30` is no date"):
        read_settings(file, "try-1")


@pytest.mark.browser
def test_reading_on_is_offered(phone: Page, root: str) -> None:
    phone.goto(f"{root}sh-14fyp/")
    expect(phone.locator(".resume")).to_be_hidden()
    assert phone.locator(".contents li > details[open]").count() == 0
    phone.goto(f"{root}sh-14fyp/6/index.html")  # as a file is opened
    phone.locator("[id='6.2.2-5']").evaluate("e => { e.scrollIntoView({ block: 'start' }); scrollBy(0, -150); }")
    until(phone, "() => document.querySelector('.where .now').textContent.includes('6.2.2')")
    for path in ("sh-14fyp/", ""):
        phone.goto(root + path)
        offer = phone.locator(".resume a")
        expect(offer).to_be_visible()
        assert "6.2.2" in offer.inner_text()
        assert re.search(r"/sh-14fyp/6/#6\.2\.2-\d", offer.evaluate("e => e.href"))
    phone.locator(".resume a").tap()
    phone.wait_for_url("**/sh-14fyp/6/#6.2.2-*")
    expect(phone.locator(":target")).to_be_in_viewport()


def test_home_counts_the_rows_of_a_plans_targets(site: Path) -> None:
    home = (site / "index.html").read_text(encoding="utf-8")
    told = dict(re.findall(r'<a href="indicators/targets/([\w-]+)/">(\d+) ', home))
    assert told
    for plan, count in told.items():
        page = (site / "indicators" / "targets" / plan / "index.html").read_text(encoding="utf-8")
        assert len(re.findall(r'<tr class="', page)) == int(count), plan


@pytest.mark.browser
def test_contents_open_when_there_is_room_for_them(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    page.goto(f"{root}sh-14fyp/6/")
    assert page.evaluate("document.querySelector('.page > .contents details').open") is False
    page.set_viewport_size({"width": 1280, "height": 900})
    until(page, "document.querySelector('.page > .contents details').open")

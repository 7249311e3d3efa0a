"""Topics: which clauses they have, what bad input does, and their pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator.characters import HAN
from generator.checks import check
from generator.cli import main
from generator.content.store import load_plan, plan_ids
from generator.errors import ZhangjuError
from generator.links.excerpts import ROOM
from generator.links.threads import load_topics, threads
from generator.links.topics import Topic, Topics
from generator.model import Paragraph, Plan, Row, Section, Sentence, Table, Thread
from generator.pipeline import convert
from generator.site.build import build
from tests.conftest import ROOT, served

CONTENT = ROOT / "content"
PRECISION, RECALL = 0.9, 0.85


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    return [load_plan(CONTENT, plan).plan for plan in plan_ids(CONTENT)]


@pytest.fixture(scope="module")
def made(plans: list[Plan]) -> dict[str, Thread]:
    return {thread.id: thread for thread in load_topics(CONTENT, plans)}


def places(thread: Thread, plan: str = "") -> list[str]:
    return [clause.place for clause in thread.clauses if plan in ("", clause.plan)]


# ---- small plans


def section(number: str, title: str, *paragraphs: str, lead: bool = False) -> Section:
    count = 0
    blocks = []
    for text in paragraphs:
        sentences = []
        for i, words in enumerate(re.findall("[^。]+。", text)):
            count += 1
            sentences.append(Sentence(words, lead and i == 0, f"{number}-{count}"))
        blocks.append(Paragraph(tuple(sentences)))
    parent = number.rpartition(".")[0] or None
    return Section(number, number, f"{number} ", number.count(".") + 1, title, parent=parent, blocks=tuple(blocks))


def plan(*sections: Section, name: str = "try-1", date: str = "2021") -> Plan:
    return Plan(name, {"date": date}, sections)


def one(topic: Topic, *given: Plan) -> Thread:
    return threads(given, Topics((topic,)))[0]


ELDER = Topic("elder-care", "养老", ["养老服务", "助餐"], avoid=["养老服务业基金"])


def test_a_heading_a_first_sentence_or_two_sentences_make_a_clause() -> None:
    text = plan(
        section("1", "总则", "总的来说。"),
        section("1.1", "养老服务", "扩大床位。"),
        section("1.2", "民生", "推进养老服务。做好就业。"),
        section("1.3", "民生", "做好就业。推进养老服务。"),
        section("1.4", "民生", "做好就业。推进养老服务。增加助餐点。"),
    )
    found = one(ELDER, text)
    assert [(c.place, c.why) for c in found.clauses] == [("1.1", "heading"), ("1.2", "words"), ("1.4", "words")]
    assert [e.place for e in found.clauses[2].excerpts] == ["1.4-2", "1.4-3"]
    assert found.clauses[0].trail == ("1",)


def test_the_title_directly_above_counts_and_a_chapters_does_not() -> None:
    text = plan(
        section("1", "养老服务", "总的来说。"),
        section("1.1", "机构", "扩大床位。"),
        section("2", "民生", "总的来说。"),
        section("2.1", "养老服务", "总的来说。"),
        section("2.1.1", "机构", "扩大床位。"),
    )
    assert places(one(ELDER, text)) == ["1", "2.1", "2.1.1"]


def test_longer_words_are_avoided_and_quotation_marks_do_not_matter() -> None:
    assert places(one(ELDER, plan(section("1", "民生", "设立养老服务业基金。"), section("2", "民生", "推进“养老”服务。")))) == ["2"]


def test_passages_of_a_long_section() -> None:
    text = plan(section("1", "民生", "支持养老服务。新增床位。", "促进就业。稳定岗位。", lead=True))
    (clause,) = one(ELDER, text).clauses
    assert (clause.place, clause.title, clause.trail, clause.why) == ("1-1", "支持养老服务。", ("1",), "heading")
    long = plan(section("1", "民生", "促进就业。" * 60, f"{'稳定岗位。' * 60}推进养老服务。增加助餐点。"))
    (clause,) = one(ELDER, long).clauses
    assert (clause.place, clause.title) == ("1-121", "")


def test_guiding_thought_is_left_out_and_an_annex_counts_by_its_heading() -> None:
    thought = section("2", "要求", "坚持以习近平新时代中国特色社会主义思想为指导，推进养老服务，增加助餐点。")
    annex = (section("a", "附件"), section("a.1", "养老服务设施", "是指床位。"), section("a.2", "床位", "是指养老服务。"))
    text = plan(section("1", "指导思想", "推进养老服务。"), thought, *annex)
    assert places(one(ELDER, text)) == ["a.1"]


def test_plans_stand_by_date_and_those_without_come_last() -> None:
    given = [plan(section("1", "养老服务", "好。"), name=name, date=date) for name, date in (("b", "2026"), ("a", "2021-07-22"))]
    undated = replace(given[0], id="c", meta={})
    assert [c.plan for c in one(ELDER, undated, *given).clauses] == ["a", "b", "c"]


def test_editors_put_in_and_take_out() -> None:
    text = plan(section("1", "养老服务", "好。"), section("2", "民生", "做好就业。发展银发经济。"), section("3", "民生", "推进养老服务。"))
    topic = replace(ELDER, clauses=["try-1 2-2"], without=["try-1 3"])
    assert [(c.place, c.why) for c in one(topic, text).clauses] == [("1", "heading"), ("2-2", "editor")]
    whole = replace(ELDER, clauses=["try-1 2"], without=["try-1"])
    assert places(one(whole, text)) == ["2"]


@pytest.mark.parametrize(("place", "words"), [("1-t1", "服务指标"), ("1-t1-r1", "助餐网点　8万处")])
def test_an_editor_puts_in_a_table_or_a_row(place: str, words: str) -> None:
    """Neither has a sentence: the clause shows the table's caption, or the row's words."""
    table = Table("服务指标", ("指标", "2030年"), (Row(("助餐网点", "8万处"), "1-t1-r1"),), id="1-t1")
    text = plan(replace(section("1", "民生", "做好就业。"), blocks=(table,)))
    (clause,) = one(replace(ELDER, words=["床位"], clauses=[f"try-1 {place}"]), text).clauses
    assert (clause.place, clause.why, [excerpt.text for excerpt in clause.excerpts]) == (place, "editor", [words])


@pytest.mark.parametrize(
    ("place", "trail", "words"),
    [
        ("1.2.1-2", ("1", "1.2", "1.2.1"), ["发展银发经济。"]),
        ("1.2.1", ("1", "1.2"), ["做好就业。"]),
        ("1.2", ("1",), ["再来说。"]),
        ("1", (), ["总的来说。"]),
        ("1.3", ("1",), ["推进改革。"]),
        ("1.3-2", ("1", "1.3"), ["扩大开放。"]),
    ],
)
def test_what_an_editor_puts_in_has_its_way_and_its_words(place: str, trail: tuple[str, ...], words: list[str]) -> None:
    text = plan(
        section("1", "民生", "总的来说。"),
        section("1.2", "居民服务", "再来说。"),
        section("1.2.1", "机构", "做好就业。发展银发经济。"),
        section("1.3", "指导思想", "推进改革。扩大开放。"),
    )
    (clause,) = one(replace(ELDER, words=["床位"], clauses=[f"try-1 {place}"]), text).clauses
    assert (clause.place, clause.trail, clause.why) == (place, trail, "editor")
    assert [excerpt.text for excerpt in clause.excerpts] == words


def test_excerpts_have_room_and_are_cut_at_the_end_of_a_clause() -> None:
    long = "，".join(["统筹推进各项工作"] * 30) + "，推进养老服务，" + "，".join(["统筹推进各项工作"] * 30) + "。"
    (clause,) = one(ELDER, plan(section("1", "民生", long))).clauses
    (excerpt,) = clause.excerpts
    assert excerpt.cut == (True, True)
    assert len(excerpt.text) <= ROOM
    assert excerpt.text[-1] == "，"
    ((start, end),) = excerpt.spans
    assert excerpt.text[start:end] == "养老服务"


def test_topics_that_share_clauses_are_neighbours() -> None:
    text = plan(section("1", "养老服务与就业", "好。"), section("2", "养老服务与就业", "好。"), section("3", "住房", "好。"))
    topics = Topics((ELDER, Topic("jobs", "就业", ["就业"]), Topic("housing", "住房", ["住房"])))
    assert [thread.near for thread in threads([text], topics)] == [("jobs",), ("elder-care",), ()]


def test_no_file_no_topics(tmp_path: Path, plans: list[Plan]) -> None:
    assert load_topics(tmp_path, plans) == ()


# ---- the five plans


def test_every_place_exists_and_marks_stand_on_words(plans: list[Plan], made: dict[str, Thread]) -> None:
    texts = {(p.id, part.place): part.text for p in plans for s in p.sections for part in s.parts()}
    assert 25 <= len(made) <= 40
    for thread in made.values():
        assert thread.title_en
        assert thread.note
        for clause in thread.clauses:
            assert sum(len(e.text) for e in clause.excerpts) <= ROOM or len(clause.excerpts) == 1
            for excerpt in clause.excerpts:
                assert excerpt.text
                if "-t" not in excerpt.place:
                    assert excerpt.text in texts[clause.plan, excerpt.place]
                assert all(0 <= start < end <= len(excerpt.text) for start, end in excerpt.spans)


# ---- bad input

GOOD = '[[topic]]\nid = "elder-care"\ntitle = "养老"\nwords = ["养老服务"]\n'


@pytest.mark.parametrize(
    ("text", "line", "cause", "next_step"),
    [
        ('[[topic]]\nid = "x"\ntitle = "无"\nwords = ["月球基地"]\n', 1, "matches nothing", "nearest"),
        ('[[topic]]\nid = "x"\ntitle = "养老机构"\nwords = ["养老服务供养"]\n', 1, "matches nothing", "sh-14fyp 14.3"),
        (f'{GOOD}clauses = [\n  "sh-14fyp 14.3.2",\n  "sh-14fyp 14.3.22",\n]\n', 7, "`14.3.22` is no anchor of sh-14fyp", "14.3.2"),
        (f'{GOOD}clauses = ["sh-14fpy 14.3.2"]\n', 5, "`sh-14fpy` is no plan", "sh-14fyp"),
        (f'{GOOD}without = ["sh-14fyp 6.2.2"]\n', 5, "do not find `sh-14fyp 6.2.2`", "nearest: sh-14fyp"),
        (f"{GOOD}\n{GOOD}", 7, "stands at line 1, too", "another id"),
        (GOOD.replace('"养老服务"', ""), 4, "empty word", "words"),
        (GOOD.replace("养老服务", " “”"), 4, "empty word", "words"),
        (GOOD.replace("elder-care", "Elder care"), 2, "no address", "small letters"),
        (GOOD.replace('养老"', '"'), 1, "title is empty", "Chinese"),
        (f'{GOOD}word = ["养老"]\n', 5, "unknown key `word`", "words"),
        (GOOD.replace('id = "elder-care"\n', ""), 1, "lacks `id`", "add id"),
        ("[[topic]\n", 1, "no TOML", "write [[topic]]"),
    ],
)
def test_bad_input_names_file_line_and_next_step(
    tmp_path: Path, plans: list[Plan], text: str, line: int, cause: str, next_step: str
) -> None:
    (tmp_path / "topics.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ZhangjuError) as error:
        load_topics(tmp_path, plans)
    message = str(error.value)
    assert f"topics.toml:{line}:" in message
    assert cause in message
    assert next_step in message


def test_a_build_with_a_wrong_topic_stops(project: Callable[..., Path]) -> None:
    from generator.pipeline import convert

    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    site = build(root).site
    assert not (site / "topics").exists()
    assert "topics/" not in (site / "index.html").read_text(encoding="utf-8")
    (root / "content" / "topics.toml").write_text('[[topic]]\nid = "x"\ntitle = "无"\nwords = ["月球基地"]\n', encoding="utf-8")
    with pytest.raises(ZhangjuError, match=r"topics\.toml:1: .*matches nothing"):
        build(root)


# ---- pages


def test_every_link_of_a_topic_leads_to_a_living_anchor(site: Path, made: dict[str, Thread]) -> None:
    ids: dict[Path, set[str]] = {}
    pages = sorted((site / "topics").rglob("index.html"))
    assert len(pages) == len(made) + 1
    count = 0
    for path in pages:
        for href in re.findall(r'href="([^"]+)"', path.read_text(encoding="utf-8")):
            address, _, anchor = href.partition("#")
            target = (path.parent / address).resolve() if address else path
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{path}: {href}"
            if anchor and target.suffix == ".html":
                if target not in ids:
                    ids[target] = set(re.findall(r'\bid="([^"]+)"', target.read_text(encoding="utf-8")))
                assert anchor in ids[target], f"{path}: {href}"
                count += 1
    assert count > 500


def test_pages_say_what_the_text_lacks(site: Path) -> None:
    page = (site / "topics" / "housing" / "index.html").read_text(encoding="utf-8")
    fifteenth = page.partition('id="sh-15fyp"')[2].partition("</section>")[0]
    assert "所据文本不全，未见不等于没有。所据者：自第六章2.3节起" in fifteenth
    hub = (site / "topics" / "hongqiao" / "index.html").read_text(encoding="utf-8")
    study = hub.partition('id="sh-pathways"')[2].partition("</section>")[0]
    assert "所据为全文" in study
    assert "未见不等于没有" not in study


def test_the_timeline_goes_by_date(site: Path) -> None:
    page = (site / "topics" / "shipping-centre" / "index.html").read_text(encoding="utf-8")
    order = re.findall(r'<section class="era" id="([^"]+)"', page)
    assert order == ["sh-14fyp", "lingang-14fyp", "sh-15fyp", "sh-2026-report", "sh-pathways"]
    assert "International shipping centre" in page
    assert "<b>国际航运中心</b>" in page
    assert 'href="../../sh-14fyp/3/#3.4.1"' in page


def test_pages_in_english_have_the_english_above_the_chinese(site: Path) -> None:
    page = (site / "en" / "topics" / "shipping-centre" / "index.html").read_text(encoding="utf-8")
    clauses = re.findall(r'<article class="clause">(.*?)</article>', page, re.S)
    both = [clause for clause in clauses if 'class="original"' in clause]
    assert len(both) > 8
    for clause in both:
        above, _, beneath = clause.partition('<p class="original">')
        assert re.search(r"<p>[A-Z“][^<]{20}", above), clause
        assert not re.search(f"[{HAN}]", re.sub(r"<[^>]*>", "", above)), clause
        assert re.search(f"[{HAN}]", beneath)
    assert 'class="original"' not in (site / "topics" / "shipping-centre" / "index.html").read_text(encoding="utf-8")


def test_a_chapter_that_is_a_clause_is_shown_once(site: Path) -> None:
    page = (site / "topics" / "rural" / "index.html").read_text(encoding="utf-8")
    assert page.count('href="../../sh-14fyp/11/#11"') == 1
    assert page.count('href="../../sh-2026-report/3/#3"') == 1


def test_the_list_counts_what_the_pages_show(site: Path, made: dict[str, Thread]) -> None:
    page = (site / "topics" / "index.html").read_text(encoding="utf-8")
    shown = {(topic, name): int(n) for topic, name, n in re.findall(r'href="([a-z0-9-]+)/#([a-z0-9-]+)">(\d+)</a>', page)}
    counted = {(t.id, c.plan): len(places(t, c.plan)) for t in made.values() for c in t.clauses}
    assert shown == counted


def test_topics_in_the_open_data(site: Path, made: dict[str, Thread]) -> None:
    data = json.loads((site / "api" / "topics.json").read_text(encoding="utf-8"))
    assert [topic["id"] for topic in data] == list(made)
    for topic in data:
        assert list(topic) == ["id", "title", "title_en", "clauses"]
        assert [(c["plan"], c["id"]) for c in topic["clauses"]] == [(c.plan, c.place) for c in made[topic["id"]].clauses]
        assert not [c for c in topic["clauses"] if re.search(r"[~\\]|\[\^", c["excerpt"])]


# ---- in the browser


@pytest.mark.browser
def test_from_home_to_a_topic_to_its_clause(page: Page, root: str) -> None:
    page.goto(root)
    page.get_by_role("navigation", name="工具").get_by_role("link", name="专题").click()
    assert page.url == f"{root}topics/"
    page.get_by_role("row", name=re.compile("国际金融中心")).get_by_role("link", name="10", exact=True).click()
    assert page.url == f"{root}topics/financial-centre/#sh-14fyp"
    page.get_by_role("link", name="3.2.4 推进人民币可自由使用和资本项目可兑换先行先试").click()
    assert page.url == f"{root}sh-14fyp/3/#3.2.4"
    page.go_back()
    page.get_by_role("link", name="下一专题").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/trade-centre/")
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.browser
def test_of_many_plans_the_list_shows_those_that_its_filter_finds(
    page: Page, project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.site.narrowing.FILTERED", 1)
    root = project()
    project(toml='kind = "report"\nplace = "云州"\n', plan="try-2")
    convert(root / "seeds", root / "content", ["try-1", "try-2"])
    (root / "content" / "topics.toml").write_text('[[topic]]\nid = "x"\ntitle = "经济"\nwords = ["生产总值"]\n', encoding="utf-8")
    with served(build(root).site) as address:
        page.goto(f"{address}topics/")
        shown = "[...document.querySelectorAll('table.counts tr')].map((row) => [...row.cells].slice(1).map((cell) => !cell.hidden))"
        page.locator("form.filter [type=search]").fill("云州")
        assert page.evaluate(shown) == [[False, True]] * 2
        page.locator("form.filter [type=search]").fill("")
        page.locator("form.filter [name=kind][value=plan]").check()
        assert page.evaluate(shown) == [[True, False]] * 2


def test_check_finds_what_would_stop_the_build(project: Callable[..., Path]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    (root / "content/topics.toml").write_text(f'{GOOD}clauses = ["gone 1"]\n', encoding="utf-8")
    (root / "content/glossary.toml").write_text('[[ordinary]]\nwords = ["无此词"]\nreason = "无"\n', encoding="utf-8")
    found = [(Path(f.file).name, f.code) for f in check(root / "seeds", root / "content") if f.severity == "error"]
    assert found == [("glossary.toml", "S001"), ("topics.toml", "S001")]  # each once

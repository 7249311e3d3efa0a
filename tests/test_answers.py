"""Answers of small parts on both sides of their borders: a count, a length, one sign more or less."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator.absorbing.entries import Add, _with_new
from generator.changed import _links
from generator.content import aligning
from generator.content.aligning import _by_place, _Gaps
from generator.content.headings import heading_text
from generator.content.marks import label, mark_of
from generator.findings import Finding
from generator.glossary.annex import is_whole, unquoted
from generator.glossary.borders import _stands_elsewhere
from generator.languages.amounts import _in_words
from generator.languages.beside import Chinese, Foreign, _worded
from generator.languages.renderings import stem
from generator.languages.termbase import TermRendering
from generator.languages.terms_file import TermRow, read_csv, read_tbx, write_csv, write_tbx
from generator.links.repeats import _overlap
from generator.model import Plan, Section
from generator.outline import outline
from generator.outline.annexes import may_be_title
from generator.pipeline import check_promises
from generator.placing.marks import _files
from generator.placing.work import LOCK, owner
from generator.reading.settings import Settings, TableText
from generator.repair.page_numbers import NumberCandidate, _candidate
from generator.reporting import as_sarif
from generator.search.asked import _tables
from generator.search.documents import Document, _reaching
from generator.search.files import _runs
from generator.search.packing import ALPHABET, pack
from generator.site.contracts import _item
from generator.suspect import _settled
from tests.variants import repaired


def same(given: dict[Any, Any], call: Any) -> None:
    """Each of some arguments gives what stands beside it."""
    assert {one: call(*one) if isinstance(one, tuple) else call(one) for one in given} == given


def test_a_log_of_findings_says_what_each_code_means() -> None:
    found = [Finding("O001", "/p/a.txt", 0, "c", "s"), Finding("P001", "/p/b.txt", 7, "c", "s"), Finding("P001", "/p/b.txt", 8, "c", "s")]
    run = json.loads(as_sarif(found, Path("/p")))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["O001", "P001"]
    assert all(" " in rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"])
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    assert [(one["artifactLocation"]["uri"], one["region"]["startLine"]) for one in places] == [("a.txt", 1), ("b.txt", 7), ("b.txt", 8)]
    assert {one["message"]["text"] for one in run["results"]} == {"c\ns"}


def test_labels_of_notes() -> None:
    same({("6.2-n1", "1"): "6.2-n1-1", ("", "a_b"): "a%5f;b", ("t", "\n"): "t-%a;"}, label)
    same({"6.2-n1-1": "1", "a%5f;b": "a_b", "t-%a;": "\n", "x-%10ffff;": "\U0010ffff", "x-%110000;": "%110000;"}, mark_of)


@pytest.mark.parametrize(
    ("title", "more", "shown"),
    [
        ("加快发展", {}, "一、加快发展"),
        ("加快发展", {"run_in": True}, "一、加快发展。"),
        ("为什么？", {"run_in": True}, "一、为什么？"),
        ("任务：", {"run_in": True}, "一、任务："),
        ("加快发展", {"run_in": True, "supplied": True}, "〔一、加快发展〕"),
        ("加快发展", {"run_in": True, "mark": ""}, "加快发展"),
    ],
)
def test_a_heading_as_it_is_set(title: str, more: dict[str, Any], shown: str) -> None:
    assert heading_text(Section("1", "一", **{"mark": "一、", "level": 1, "title": title, **more})) == shown


def test_heads_in_quotation_marks() -> None:
    same({"“三网": False, "“三网”": True, "三网（甲": False, "「三网": False, "《三网》（甲）": True, "三网》": False}, is_whole)
    same({"“三网”": "三网", "「三网」": "三网", "“三网": "“三网", "三网”": "三网”", "“甲”和“乙”": "“甲”和“乙”", "三网": "三网"}, unquoted)


def test_a_guessed_word_stands_elsewhere_three_times() -> None:
    for times in (2, 3):
        assert _stands_elsewhere("甲乙", "甲乙丙", ("甲乙丙，" * 4 + "甲乙，" * times,)) is (times == 3)
    assert _stands_elsewhere("甲乙", "甲乙丙", ("甲乙，甲乙", "甲乙丙", "甲乙")) is True
    assert _stands_elsewhere("甲乙", "甲乙丙", ()) is False


def test_numbers_that_english_spells_out() -> None:
    assert _in_words("Two million and five plants") == {2, 5, 2_000_000, 5_000_000}
    assert _in_words("twenty") == {20}
    assert _in_words("none at all") == set()


def test_a_translation_as_an_entry_has_it() -> None:
    def worded(text: str, *pieces: str, is_title: bool = False) -> str:
        return _worded(Chinese("1-1", text, 0, 0, is_title), [Foreign(piece, 0, 1, False) for piece in pieces])

    assert worded("PM~2.5~下降。", "PM2.5 falls,", "PM2.55 and CO2.5.1 rise.") == "PM~2.5~ falls, PM2.55 and CO2.5.1 rise."
    assert worded("下降。", "PM2.5 falls.") == "PM2.5 falls."
    assert worded("一、任务", "1. Tasks", is_title=True) == "Tasks"
    assert worded("一、任务", "1. Tasks") == "1. Tasks"


def test_stems() -> None:
    words = {
        "business": "business",
        "campus": "campus",
        "basis": "basis",
        "plans": "plan",
        "planned": "plan",
        "bus": "bus",
        "rolling": "roll",
    }
    assert {word: stem(word) for word in words} == words


def test_terms_come_back_from_their_files() -> None:
    terms = [
        TermRow(TermRendering("干线", "main", also=["a", "b"], avoid=["c"], not_in=["干线图"], why="print")),
        TermRow(TermRendering("海绵城市", "sponge city"), "glossary", "下雨时吸水。", "It drinks & keeps."),
    ]
    for write, read, lines in ((write_tbx, read_tbx, [5, 10]), (write_csv, read_csv, [2, 3])):
        again = read(write(terms).encode(), Path("t"))
        assert [replace(row, term=replace(row.term, at=0)) for row in again] == terms
        assert [row.term.at for row in again] == lines


def test_runs_overlap_by_more_than_half_of_one() -> None:
    run = [(0, 100, 10)]
    assert not _overlap(run, [(5, 300, 10)])
    assert _overlap(run, [(4, 300, 10)])
    assert _overlap(run, [(300, 104, 10)])
    assert not _overlap(run, [(10, 110, 10)])
    assert _overlap([(0, 0, 4), (4, 9, 6)], [(3, 50, 20)])


def test_texts_far_into_a_large_gap_are_paired_with_those_beside_them() -> None:
    old, new = range(12), range(10)
    gaps = _Gaps(dict.fromkeys(old, 0), dict.fromkeys(new, 0))
    found = set(_by_place(old, new, gaps))
    assert {i for i, j in found if j == 5} == {3, 4, 5, 6, 7, 8, 9}  # two on either side of the sixth from the beginning and from the end
    assert {i for i, j in found if j == 0} == {0, 1, 2, 3, 4}
    assert set(_by_place(range(6), range(6), gaps)) == {(i, j) for i in range(6) for j in range(6)}


def test_the_rarest_signs_propose_and_no_others() -> None:
    """Each sign of the new text stands in one old text, the last one in two: it has no vote any more."""
    count = aligning.RARE * 3
    old = [str(n) for n in range(count + 2)]
    new = " ".join([*old[:count], "last"])
    old[count - 1] += " last"
    old[count] = "last"
    rules: aligning.Rules[str] = aligning.Rules(lambda a, b: 0.0, str.split, in_place=1.0, moved=1.0)
    apart = _Gaps(dict.fromkeys(range(len(old)), 0), {0: 1})
    found = aligning._candidates(old, [new], range(len(old)), [0], apart, rules=rules)
    assert found == [(n, 0) for n in range(aligning.PROPOSED)]


def test_a_number_that_may_be_a_page() -> None:
    asked = {
        ("12", 0.0): [NumberCandidate(12, 5, "12", 0.0)],
        ("012", 0.0): [],
        ("12", -4.0): [],
        ("12", -3.9): [NumberCandidate(12, 5, "12", -3.9)],
    }
    assert {(digits, score): list(_candidate(5, digits, score)) for digits, score in asked} == asked


def test_numbers_are_packed_into_an_alphabet_of_ninety() -> None:
    assert (len(ALPHABET), ALPHABET[0], ALPHABET[-1]) == (90, "!", "~")
    assert set(ALPHABET).isdisjoint('"\\;| ')
    assert pack([0, 1, 44]) == ALPHABET[0] + ALPHABET[1] + ALPHABET[44]
    assert pack([45]) == ALPHABET[45] + ALPHABET[1]
    assert pack([45 * 45]) == ALPHABET[45] * 2 + ALPHABET[1]
    steps = [*_runs([0, 1, 2, 4, 3, 1])]
    assert steps[1::2] == [2, 1]
    assert (steps[2] - 3) // (steps[0] - 1 + 4) > 0
    assert steps[0] == 1


def test_a_part_that_is_not_published_is_a_broken_promise() -> None:
    text = "一、任务\n\n推进改革。\n\n二、保障\n\n加强领导。\n"
    seed, done = repaired(text, Settings(id="try", title="某市规划", format="plain", levels=["一、"]))
    made = outline(seed, done)
    assert check_promises(seed, done, made) == []
    found = check_promises(seed, done, replace(made, sections=made.sections[:-1]))
    assert [(one.code, one.line) for one in found] == [("P001", 5)]
    assert "stands in 0 parts of the plan, not in one" in found[0].cause
    twice = check_promises(seed, done, replace(made, sections=(*made.sections, made.sections[-1])))
    assert "stands in 2 parts" in twice[0].cause


def test_a_table_beyond_the_text_settles_nothing() -> None:
    table = TableText(line=1, last_line=9, begins="甲", caption="表", columns=["甲"], rows=[["乙"]], evidence="试")
    settings = Settings(id="try", title="某市规划", format="plain", levels=["一、"], table=[table, replace(table, line=7)])
    seed, _ = repaired("甲\n乙\n", replace(settings, table=[]))
    assert _settled(replace(seed, settings=settings)) == [(0, len(seed.text))]


def test_what_a_loop_over_a_type_gives() -> None:
    @dataclass
    class Several:
        def __iter__(self) -> Any: ...

    class Bare:
        def __iter__(self) -> list[int]: ...  # type: ignore[empty-body]

    assert _item(list[int]) is int
    assert _item(dict[str, int]) is None
    assert _item(Bare) is None
    assert _item(Several) is None


def test_what_headings_stand_over_and_the_names_that_a_plan_is_found_by() -> None:
    sections = tuple(Section(id, "", mark="", level=level, title=id) for id, level in (("front", 1), ("1", 1), ("1.1", 2), ("2", 1)))
    names = {"title": "水网规划", "short_title": "规划", "title_en": "Water Plan", "period": "2026-2030", "titles": ["水网", "网"]}
    found = [Document("yun", id.split("-")[0], id, "甲", heading="-" not in id) for id in ("front", "1", "1-1", "1.1", "1.1-1", "2")]
    made = _reaching(Plan("yun", names, sections), found)
    assert [(one.anchor, one.level, one.reach) for one in made if one.heading] == [("front", 0, 6), ("1", 1, 4), ("1.1", 2, 2), ("2", 1, 1)]
    assert {one.names for one in made[1:]} == {""}
    assert made[0].names.split() == ["yun", "水网规划", "规划", "Water", "Plan", "2026-2030", "水网", "网"]


def test_links_are_told_by_where_they_lead() -> None:
    within = SimpleNamespace(type="cites", plan="a", place="1-1", external="", to_plan="b", to_place="2-1")
    outside = SimpleNamespace(type="cites", plan="a", place="1-2", external="某省规划", to_plan="", to_place="")
    pair = SimpleNamespace(type="repeats", a=SimpleNamespace(plan="a"), to_a="1-3", b=SimpleNamespace(plan="b"), to_b="2-2")
    edition: Any = SimpleNamespace(links=SimpleNamespace(citations=SimpleNamespace(links=[within], named=[outside]), pairs=[pair]))
    assert list(_links(edition)) == ["cites a 1-1 → b 2-1", "cites a 1-2 → 某省规划", "repeats a 1-3 ↔ b 2-2"]


def test_new_entries_go_into_the_list_that_is_there() -> None:
    border = Add("border", (("line", 3), ("title", "甲")))
    assert _with_new('id = "a"\n', [border]) == 'id = "a"\n\n[[border]]\nline = 3\ntitle = "甲"\n'
    assert _with_new("border = [{line = 1}]\n", [border]).replace(" ", "") == 'border=[{line=1},{line=3,title="甲"}]\n'


def test_questions_stand_in_the_table_of_their_plan() -> None:
    tables = _tables('[yun]\n"1-1" = "水"\n\n[water]\n"2-1" = "网"\nroad = 1\n', Path("q.toml"))
    assert [(plan, line, [entry.line for entry in asked or ()]) for plan, line, asked in tables] == [("yun", 1, [2]), ("water", 4, [5, 6])]


def test_what_a_mark_lists_are_files(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "c.txt").write_text("", encoding="utf-8")
    (tmp_path / "d").symlink_to("a")
    assert sorted(_files(tmp_path)) == ["a/c.txt", "d"]


def test_lines_that_can_be_titles_of_annexes() -> None:
    titles = {" 主要指标 ": True, "主要指标： ": False, "主要指标\t": False, "": False, "  ": False, "完成任务。": False, "甲。乙": False}
    same(titles, may_be_title)


def test_who_holds_a_folder_is_told_as_far_as_it_is_known(tmp_path: Path) -> None:
    assert owner(tmp_path) == "its process is in no file"
    (tmp_path / LOCK).write_text("71 12:00:01 zhangju convert\n", encoding="utf-8")
    assert owner(tmp_path) == "`zhangju convert`, process 71, since 12:00:01"
    (tmp_path / LOCK).write_text("71", encoding="utf-8")
    assert owner(tmp_path) == "its process is in no file"

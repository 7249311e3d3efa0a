"""What is refused, and what few texts bring about, each by all that is told of it: line, cause, next step, code."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError
from mkdocs.exceptions import MkDocsException

from generator.changed.publishing import publish
from generator.checks import in_order
from generator.cli import main
from generator.cli.command import told_lost
from generator.content.anchors import Anchor, parse_lock, text_digest, write_lock
from generator.content.carrying import anchor_plan
from generator.content.changes import read_changes
from generator.content.edited import HandEdit, hand_edit
from generator.content.edited import told as said_of
from generator.content.front_trouble import front_trouble
from generator.content.leads import lead_of, next_place
from generator.content.metadata import odd_values
from generator.content.naming import section_name
from generator.content.order import file_name, file_order
from generator.content.proof import unread
from generator.content.read import front_matter
from generator.content.sameness import Whole, returning_likeness, row_likeness
from generator.content.store import known_anchors, parse_ledger, read_record, same_meaning
from generator.counting import SELDOM, Counts
from generator.errors import Problems, ZhangjuError, restoring
from generator.findings import Finding
from generator.glossary.editing import chosen_addresses
from generator.glossary.editors import Editors, TermEntry
from generator.glossary.entries import TermDraft
from generator.glossary.in_notes import under_tables
from generator.glossary.surfaces import read_head
from generator.languages.amounts import wrong_amounts
from generator.languages.delivery import Delivered, Delivery, fill
from generator.languages.language import ENGLISH
from generator.languages.po import Catalogue, Entry, parse_po
from generator.languages.renderings import holds
from generator.languages.termbase import TermRendering
from generator.languages.terms_file import _check, merged, read_tbx
from generator.languages.translating import read_delivery
from generator.languages.translations import Translation, translation
from generator.languages.tsv import read_tsv
from generator.languages.units import TranslationUnit
from generator.languages.xliff import read_xliff
from generator.languages.xml_file import read_xml
from generator.links.candidates import _rank
from generator.links.editors import _meant
from generator.links.runs import Corpus, Piece, _trimmed
from generator.model import Figure, Note, Plan, Row, Section, Sentence, Table, Term
from generator.model.changes import Changes, Differing
from generator.pipeline import convert, convert_seed
from generator.reporting import as_github, as_sarif
from generator.search.engine import SCRIPTS, Engine
from generator.site.dress import Dress, contrast
from generator.site.failures import as_error, told_by_mkdocs
from generator.site.overriding import _Reader
from generator.site.views.words import EntryRow
from generator.spans import Spans
from tests.conftest import ROOT

HERE = Path("here")
Told = tuple[int | None, str, str, str]


def told(work: Callable[[], object]) -> Told:
    """What a refusal says."""
    with pytest.raises(ZhangjuError) as stopped:
        work()
    one = stopped.value
    return one.line, one.cause, one.next_step, one.code


# ---- content


def test_what_does_not_read_back_is_told_with_its_line(project: Callable[..., Path]) -> None:
    made = convert_seed(project() / "seeds", "try-1")
    lock, ledger = (made.files[name] for name in ("anchors.lock", "repairs.jsonl"))
    anchors, repairs = parse_lock(lock, HERE), parse_ledger(ledger, HERE)

    def found(name: str, old: str, new: str) -> list[tuple[int, str]]:
        assert old in made.files[name]
        return list(unread(made.plan, anchors, repairs, {**made.files, name: made.files[name].replace(old, new, 1)}))

    assert found("01.md", "{#1}", "{#1")[0][1].startswith("what was written cannot be read: try-1/01.md, line ")
    assert found("index.md", "title: 某市规划", "title: 别的")[0] == (1, "the metadata: title")
    ((line, cause), *_) = found("01.md", "坚持稳中求进。", "坚持。")
    assert cause.endswith("'坚持稳中求进。') was read as ('1-0a', 0, '坚持。')"), cause
    assert line == made.plan.sections[1].line
    ((_, cause), *_) = found("02.md", "二、", "三、")
    assert cause.startswith("section ('2', ")


def test_what_front_matter_may_not_be() -> None:
    assert told(lambda: front_matter("---\n- a\n---\n", HERE)) == (1, "the front matter holds no keys", "write `plan: …`", "")
    assert told(lambda: front_matter("---\n1: a\n---\n", HERE))[1] == "the front matter holds no keys"


@pytest.mark.parametrize(
    ("meta", "odd"),
    [
        ({"missing": ["x", {"before": "1"}, {"text": 1}]}, ["`missing` holds x, which tells no place", "an entry of `missing` lacks `text`", "`missing` holds 1, a int, where text belongs"]),
        ({"missing": "x"}, ["`missing` holds x, which tells no place"]),
        ({"supplied": {"1": 2, "2": "源"}}, ["`supplied` holds 2, a int, where text belongs"]),
        ({"supplied": "源"}, []),
        ({"levels": ["一、", "略"], "titles": ["x"], "files": "x"}, ["`略` in `levels` holds no numeral", "`files` is a str, not a list"]),
        ({"witnesses": "x"}, ["`witnesses` holds x, which is no print"]),
        ({"witnesses": [{"name": "n", "sha256": "0", "reach": [["1", "2"]], "letters": "9"}]}, ["an entry of `witnesses` lacks `agreed`"]),
        ({"witnesses": {"name": "n", "sha256": "0", "reach": [["1"]], "letters": "9", "agreed": "x"}}, ["`reach` is no list of pairs of anchors", "`agreed` of a print holds x"]),
        ({"witnesses": {"name": 1, "sha256": "0", "reach": [["1", "2"]], "letters": "9", "agreed": "8", "variants": [{"place": "1-1", "ours": "a", "theirs": 2}]}},
            ["`name` of a print holds 1", "an entry of `variants` lacks `place`, `ours` or `theirs`, or they are no text"]),
        ({"witnesses": {"name": "n", "sha256": "0", "reach": [["1", "2"]], "letters": "9", "agreed": "8", "variants": {"place": "1-1", "ours": "a", "theirs": "b"}}}, []),
    ],
)  # fmt: skip
def test_metadata_of_another_kind(meta: dict[str, Any], odd: list[str]) -> None:
    assert [cause for _, cause, _ in odd_values(meta)] == odd


GOOD = '{"step": 1, "rule": "r", "at": 0, "line": 1, "column": 1, "before": "a", "after": "b", "reason": "c", "status": "applied"'


@pytest.mark.parametrize(
    "wrong",
    ['"line": 0', '"column": 0', '"step": -1', '"at": 1.5', '"length": true', '"rule": "R!"', '"status": "done"', '"place": "<b>"', '"after": 1', '"reach": null', '"more": 1', '"reason": "\\ud800"'],
)  # fmt: skip
def test_what_is_no_repair(wrong: str) -> None:
    assert parse_ledger(GOOD + "}\n\n", HERE)[0].after == "b"
    advice = "run `zhangju convert`, which writes the ledger anew"
    assert told(lambda: parse_ledger(f"{GOOD}}}\n{GOOD}, {wrong}}}", HERE)) == (2, "this is no repair", advice, "")


@pytest.mark.parametrize("text", ["[]", "{}", '{"files": 1}', "{", "[" * 100_000])
def test_a_damaged_record_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "convert.lock"
    assert read_record(tmp_path) == {"files": {}}
    path.write_text(text, encoding="utf-8")
    assert told(lambda: read_record(tmp_path)) == (
        1,
        "the record of the last convert is damaged",
        f"restore it: git checkout -- {path}",
        "",
    )


def test_an_anchor_that_stands_twice_is_told() -> None:
    lock = write_lock([Anchor("1-1", "甲", 3), Anchor("1-2", "乙", 4), Anchor("1-1", "丙", 5)])
    assert told(lambda: parse_lock(lock, HERE)) == (4, "the anchor 1-1 stands in line 2, too", "restore the file: git checkout -- here", "")


def test_a_lock_of_the_older_format_has_the_texts_of_the_pages(project: Callable[..., Path]) -> None:
    root = project()
    convert(root / "seeds", root / "content", ["try-1"])
    path = root / "content/try-1/anchors.lock"
    now = known_anchors(root / "content", "try-1")
    assert all(anchor.text for anchor in now)
    rows = ["\t".join((a.id, text_digest(a.text or ""), "0", str(a.line), "live")) for a in now]
    path.write_text("\n".join(["# head", *rows]) + "\n", encoding="utf-8")
    assert [(a.id, a.text) for a in known_anchors(root / "content", "try-1")] == [(a.id, a.text) for a in now]


def test_where_a_place_that_is_no_more_leads(tmp_path: Path) -> None:
    lock = [
        Anchor("1-1", "甲", 1),
        Anchor("1-2", "乙", 2, "1-1", True),
        Anchor("1-3", "丙" * 40, 3, "1-1"),
        Anchor("1-4", "", 4, "1-1"),
        Anchor("1-5", "戊", 5, "9-9"),
    ]
    asked = {old.id: next_place(tmp_path, "p", old.id, ["1-1"], lock) for old in lock}
    assert asked == {
        "1-1": "nearest: 1-1",
        "1-2": "its text stands at 1-1 now: write `p 1-1`",
        "1-3": f"it was retired (it was: {'丙' * 30}); the nearest place that lives is 1-1: write `p 1-1`, or take it away",
        "1-4": "it was retired; the nearest place that lives is 1-1: write `p 1-1`, or take it away",
        "1-5": asked["1-5"],
    }  # fmt: skip
    assert "9-9" not in asked["1-5"]
    (tmp_path / "p").mkdir()
    (tmp_path / "p/anchors.lock").write_text(write_lock(lock), encoding="utf-8")
    assert [lead_of(tmp_path, "p", name) for name in ("1-1", "1-2", "7-7")] == [lock[0], lock[1], None]
    (tmp_path / "p/anchors.lock").write_text("x\n", encoding="utf-8")
    assert lead_of(tmp_path, "p", "1-2") is None


def test_an_id_that_a_page_gives_stays_where_it_may() -> None:
    def given(*ids: str) -> list[str]:
        blocks = tuple(Table(f"表 {n}", ("甲",), (), id=name) for n, name in enumerate(ids))
        return [table.id for table in anchor_plan([Section("1", "一", "一、", 1, "总", blocks=blocks)], [])[0][0].tables()]

    assert given("1-t7", "", "1-t2") == ["1-t7", "1-t7a", "1-t2"]
    assert given("2-t7", "<b>", "1-t7", "1-t7") == ["1-t0a", "1-t0b", "1-t7", "1-t8"]


def test_names_of_parts_without_a_number() -> None:
    tried: dict[str, int] = {}
    taken = {"end", "end2", "a", "a1", "2.box1", "3.1"}
    made = []
    for wanted in ("b", "end", "end", "a1", "2.box1", "3.1"):
        made.append(section_name(wanted, "3.1", taken, tried))
        taken.add(made[-1])
    assert made == ["b", "end3", "end4", "a2", "2.box2", "3.1a"]
    assert section_name("3.1", "2.9", {"3.1"}, {}) == "3.0a"


def test_a_section_that_comes_back_has_its_title_and_most_of_its_text() -> None:
    old = Whole(("目标", "甲" * 8, "乙" * 8, "丙" * 8))
    asked = {("目标", "甲" * 8): 2.0, ("目标",): 2.0, ("任务", "甲" * 8): 0.0, ("目标", "丁" * 8): 0.0}
    assert {new: returning_likeness(old, Whole(new)) for new in asked} == asked
    assert returning_likeness(Whole(("", "甲")), Whole(("",))) == 0.0
    assert row_likeness("甲\t1", "甲\t1") == 1.0


def test_phrases_are_counted_alike_however_many_are_asked_for() -> None:
    counts = Counts(["aaab", "aab"])
    asked = [f"{n:03}" for n in range(SELDOM + 1)]
    assert [counts.count("aa"), counts.count("aa"), counts.count("ab"), counts.count("c")] == [3, 3, 2, 0]
    assert {counts.count(one) for one in asked} == {0}
    assert (counts.count("aab"), counts.counts.keys()) == (2, {3})


def test_names_and_order_of_files() -> None:
    assert [file_name(name) for name in ("6", "12", "6a", "end", "a2")] == ["06.md", "12.md", "06a.md", "end.md", "a2.md"]
    wished = ["index.md", "02.md", "02a.md", "10.md", "end.md", "a.md", "a2.md", "a10.md"]
    assert file_order(sorted(wished)) == wished


def test_spans_meet_and_hold() -> None:
    spans = Spans([(10, 12), (0, 6), (2, 4)])
    assert [spans.meet(*one) for one in ((6, 10), (5, 6), (11, 20), (12, 20), (4, 5))] == [False, True, True, False, True]
    assert [spans.hold(*one) for one in ((0, 6), (3, 6), (2, 7), (10, 12), (9, 12), (6, 6))] == [True, True, False, True, False, True]
    assert [Spans([]).meet(0, 9), Spans([]).hold(0, 0)] == [False, False]


# ---- glossary and links


def test_an_address_that_a_term_cannot_have() -> None:
    def chosen(address: str, locked: dict[str, str]) -> object:
        return chosen_addresses(Editors(), [TermDraft(read_head("甲"), [], TermEntry("甲", id=address, at=7))], locked)

    assert chosen("jia", {}) == chosen("jia", {"甲": "jia"}) == {"甲": "jia"}
    assert told(lambda: chosen("A b", {})) == (7, "“A b” is no address", "write small letters, digits and hyphens: san-gao-liang-qu", "")
    assert told(lambda: chosen("yi", {"乙": "yi"})) == (7, "“yi” is the address of 乙", "choose another one", "")
    advice = "keep it; if it was never published, take its line out of content/glossary.lock first"
    assert told(lambda: chosen("jia", {"甲": "old"})) == (7, "甲 has the address old already", advice, "")


def test_ranks_of_passages() -> None:
    near = {"q": [(0.5, 4), (0.4, 7), (0.1, 9)]}
    assert [_rank(near, "q", n, 0.2) for n in (4, 9, 11)] == [(0, 0.4), (2, 0.4), (3, 0.4)]
    assert [_rank(near, "p", 4, 0.2), _rank({"q": [(0.0, 1)]}, "q", 1, 0.2)] == [(0, 0.0), (0, 0.0)]


# ---- translations

XLIFF = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="zh" trgLang="en">'


@pytest.mark.parametrize(
    ("text", "line", "cause", "code"),
    [
        ("\n<tmx/>", 2, "its root is <tmx>, not <xliff>", "X005"),
        ("<xliff/>", 1, "it is XLIFF without a version, not XLIFF 2", "X005"),
        (XLIFF.replace("2.1", "1.2") + "</xliff>", 1, "it is XLIFF 1.2, not XLIFF 2", "X005"),
        (XLIFF.replace(":2.0", ":1.2") + "</xliff>", 1, "it is XLIFF 2.1, not XLIFF 2", "X005"),
        (XLIFF.replace('trgLang="en"', 'trgLang="fr"') + "</xliff>", 1, "it is a translation into `fr`, not into `en`", "X007"),
        (XLIFF + "\n<file id='q'/></xliff>", 2, "it is for the plan `q`, not for `p`", "X007"),
        ("<a>" * 300, 1, "elements stand more than", "X005"),
    ],
)
def test_what_is_no_xliff_of_ours(text: str, line: int, cause: str, code: str) -> None:
    found = told(lambda: read_xliff(text.encode(), HERE, "p", "en"))
    assert (found[0], found[3], found[1][: len(cause)]) == (line, code, cause)


def test_marks_and_equivalents_of_codes_are_read() -> None:
    body = "<source>一[^1]</source><target>O<sm id='1'/><mrk id='m1' translate='no'>[^1]</mrk><em/><ph id='2' equiv='!'/><ec disp='?'/></target>"
    text = f"{XLIFF}<file id='p'><unit id='1-1'><segment>{body}</segment></unit></file></xliff>"
    (entry,) = read_xliff(text.encode(), HERE, "p", "en").catalogue.entries
    assert (entry.context, entry.source, entry.text) == ("1-1", "一[^1]", "O[^1]!?")
    assert [one.values["id"] for one in read_xml(text.encode(), HERE).within("mrk")] == ["m1"]


@pytest.mark.parametrize(
    ("data", "line", "cause"),
    [
        (b"1-1\ta\n1-2\t\xff\n", 2, "byte 11 of the file (0xff) is not UTF-8"),
        (b"1-1\ta\n\n1-1\tb\n", 3, "`1-1` stands at line 1 already"),
        (b"1-1\ta\tb\n", 1, "3 columns: '1-1\\ta\\tb'"),
        (b"\ta\n", 1, "2 columns: '\\ta'"),
        (b"place\ttranslation\ttranslation\n", 1, "its first line does not name `place` and `translation` once each"),
        (b"place\tsource\tstate\n", 1, "its first line does not name `place` and `translation` once each"),
        (b"place\tsource\ttranslation\n\t\tx\n", 2, "a translation has no place"),
        (b"place\tsource\ttranslation\n1-1\ta\n", 2, "2 columns, and 3 are named"),
    ],
)
def test_what_is_no_delivery(data: bytes, line: int, cause: str) -> None:
    found = told(lambda: read_tsv(data, HERE))
    assert (found[0], found[1][: len(cause)]) == (line, cause)
    plain = read_tsv(b"\xef\xbb\xbfPlace\tEnglish\r\n# a\r\n1-1\t One. \r\n", HERE).catalogue.entries
    assert [(one.context, one.text, one.line) for one in plain] == [("1-1", "One.", 3)]


def test_a_place_that_stands_twice_in_a_delivery_and_one_that_the_plan_has_not() -> None:
    units = [TranslationUnit("1-1", "一。", "1", ""), TranslationUnit("1-2", "二。", "1", "")]
    catalogue = Catalogue({}, (Entry("1-1", "一。"), Entry("1-2", "二。", text="Two.")), ())

    def given(*rows: tuple[str, str, int]) -> Delivery:
        return Delivery(HERE, tuple(Delivered(Entry(place, "", text=text, line=line)) for place, text, line in rows))

    twice = given(("1-1", "One.", 3), ("1-1", "Eins.", 4))
    assert told(lambda: fill(catalogue, twice, units)) == (4, "`1-1` stands at line 3 already", "keep one of them", "")
    assert told(lambda: fill(catalogue, given(("1-9", "x", 5)), units))[:2] == (5, "the plan has no place `1-9`")
    done = fill(catalogue, given(("1-1", "One.", 3), ("1-2", "Zwei.", 4)), units)
    assert ([one.text for one in done.catalogue.entries], done.taken, len(done.findings)) == (["One.", "Two."], 1, 1)
    assert fill(catalogue, given(("1-1", "One.", 3), ("1-2", "Two.", 4)), units).taken == 1
    assert fill(catalogue, given(("1-2", "Zwei.", 4)), units, overwrite=True).catalogue.entries[1].text == "Zwei."


def test_a_delivery_of_another_plan_and_of_no_format(tmp_path: Path) -> None:
    path = tmp_path / "d.po"
    path.write_text('msgid ""\nmsgstr ""\n"Project-Id-Version: q\\n"\n"Language: en\\n"\n', encoding="utf-8")
    asked = told(lambda: read_delivery(path, "p", ENGLISH, ["p", "q"]))
    assert asked == (1, "it is for the plan `q`, not for `p`", "give that plan", "X007")
    assert read_delivery(path, "p", ENGLISH, ["p"]).rows == read_delivery(path, "q", ENGLISH, ["q"]).rows == ()
    assert told(lambda: read_delivery(tmp_path / "d.doc", "p", ENGLISH))[1] == "`d.doc` tells no format that translators use here"


def test_an_entry_without_place_and_source_is_told() -> None:
    head = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n\n'
    assert told(lambda: parse_po(f'{head}msgid ""\nmsgstr "x"\n', HERE))[:3] == (5, "an entry has neither place nor source", "delete it")


def test_states_of_a_translation() -> None:
    entry, review = Entry("1-1", "一", text="One \n two"), ("reviewed: A. Reader 2026-11-20",)
    assert translation(entry, "一") == Translation("One two", "unreviewed")
    assert translation(replace(entry, comments=review), "一") == Translation("One two", "reviewed", "A. Reader 2026-11-20")
    assert (
        translation(replace(entry, comments=review), "二")
        == translation(replace(entry, fuzzy=True), "一")
        == Translation("One two", "stale")
    )


def test_terms_that_the_termbase_cannot_have() -> None:
    assert told(lambda: _check([TermRendering("water", "water", at=3)], HERE)) == (
        3,
        "“water” is no Chinese term",
        "write the Chinese words",
        "X010",
    )
    assert told(lambda: _check([TermRendering("水网", "water network", also=["水x"], at=4)], HERE)) == (
        4, "水网: Chinese was left in the English “水x”", "write its English", "X010",
    )  # fmt: skip
    assert told(lambda: read_tbx(b"\n<martif/>", HERE))[:2] == (2, "its root is <martif>, not <tbx>")
    source = '# a\n[[term]]\nzh = "水"\nen = "water"\navoid = ["x"]\n'
    changed = merged(source, {}, {"水": TermRendering("水", "waters", also=["water"])})
    assert changed == '# a\n[[term]]\nzh = "水"\nen = "waters"\nalso = ["water"]\n'


@pytest.mark.parametrize(
    ("chinese", "english", "wrong"),
    [
        ("到3月底。", "By the end of March.", []),
        ("到3月底。", "By the end of May.", ["3 is missing"]),
        ("减少2/3。", "Fall by two quarters.", []),
        ("减少1/3。", "Fall by a lot.", ["1 is missing", "3 is missing"]),
        ("二级以上达到Ⅱ类，3级。", "Grade III.", []),
        ("装机300万千瓦。", "3,000 MW installed.", []),
        ("装机300万千瓦。", "300 MW installed.", ["300万 is missing", "300 is not in the Chinese"]),
        ("新增2—3万个。", "Add 20,000 to 30,000.", []),
        ("新增2至3万个。", "Add 2 to 30,000.", []),
        ("上世纪90年代。", "In the 1990s.", []),
        ("上世纪90年代。", "In the 1980s.", ["90 is missing", "1980 is not in the Chinese"]),
        ("建设五G网络和G60走廊。", "Build the G60 corridor.", []),
        ("增长5%。", "Grow by 5.", ["% are not said"]),
        ("达到10亿元、3万亩、2公顷、6吨、7平方米、8平方公里。", "10 billion, 30,000, 2, 6, 7, 8.",
            ["10亿 is missing", "10 billion is not in the Chinese", "yuan are not said", "square kilometres are not said", "square metres are not said", "mu are not said", "hectares are not said", "tonnes are not said"]),
    ],
)  # fmt: skip
def test_figures_said_in_another_way(chinese: str, english: str, wrong: list[str]) -> None:
    assert list(wrong_amounts(chinese, english)) == wrong


# ---- the rest


def test_findings_are_told_by_their_causes() -> None:
    def one(code: str, file: str, cause: str = "x", severity: str = "") -> Finding:
        made = Finding(code, file, 1, cause, "mend it")
        return made if not severity else replace(made, severity=severity)

    page, lock, record = "content/p/01.md", "content/p/anchors.lock", "content/p/convert.lock"
    told_ = [one("L001", "a"), one("A001", lock), one("E001", page), one("D001", page), one("K003", lock, "first"), one("K003", lock, "second"), one("K005", "b"), one("S001", "b"), one("K008", record)]  # fmt: skip
    assert [(f.code, f.cause) for f in in_order(told_)] == [("D001", "x"), ("K003", "first"), ("K005", "x"), ("K008", "x"), ("A001", "x"), ("E001", "x"), ("L001", "x")]  # fmt: skip


def test_a_command_outside_of_an_edition_says_where_to_go(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["links", "--root", str(tmp_path)]) == 2
    shown = capsys.readouterr().err
    assert "error U001" in shown
    assert "there are neither seeds/ nor content/ here" in shown
    assert "zhangju new DIR makes a project" in shown


def test_what_the_filter_of_the_glossary_looks_in_is_small_letters() -> None:
    row = EntryRow(term=Term("a", "甲", "term", ("MaaS", "乙")), meanings=(), uses=(), other_names=("丙A",))
    assert row.find == "maas 乙 丙a"


def test_a_question_that_the_script_cannot_answer_is_told() -> None:
    engine = Engine([(ROOT / "templates/assets" / name).read_text(encoding="utf-8") for name in SCRIPTS], lambda name: None)
    with pytest.raises(RuntimeError, match=r"the search script cannot answer find\("):
        engine.ask("find", "水", {})


@pytest.mark.parametrize(
    ("english", "rendering", "held"),
    [("Run an office of the city.", "office city", False), ("Reform of an office", "of office", True), ("Reform of a plan", "of plan", True), ("Reform of the plan", "of plan", True), ("of plan", "of an plan", True)],
)  # fmt: skip
def test_articles_do_not_matter(english: str, rendering: str, held: bool) -> None:
    assert holds(english, rendering) is held


# ---- how an edition is dressed, what stops a build


def test_what_a_dress_may_not_be(tmp_path: Path) -> None:
    dress = Dress(
        said={"xx": {}, "en": "words"},
        colours={"blue": {}, "dark": 1, "light": {"sky": "#000000", "red": "red", "ink": "#eeeeee", "paper": "#ffffff"}},
        seal="章句",
        reports="ftp:x",
        licence_url="mailto:a@b.example",
    )
    with pytest.raises(ZhangjuError) as stopped:
        dress.check(tmp_path / "mkdocs.yml", tmp_path)
    causes = [part.cause for part in cast(Problems, stopped.value).parts]
    assert sorted(causes) == sorted(
        [
            "`words` names an unknown language `xx`",
            "`words` of en holds no words",
            "`colours` has no theme `blue` with colours in it",
            "`colours` has no theme `dark` with colours in it",
            "`colours` has no colour `sky`",
            "the colour `red` of light is `red`",
            "`ink: #eeeeee` of light is hard to read: contrast 1.2 to its paper, below 4.5",
            "`seal` is `章句`, and the icon has room for one character",
            "`reports` is `ftp:x`, which may not be linked to",
        ]
    )


def test_what_an_edition_is_called_goes_into_every_language(tmp_path: Path) -> None:
    dress = Dress(name="江城规划", description="话", said={"zh-Hans": {"site_name": "云城规划", "ask": "问"}, "en": {"publisher_en": "P"}})
    dress.check(tmp_path / "mkdocs.yml", tmp_path)
    named = dict.fromkeys(("site_name", "brand", "publisher", "publisher_en"), "云城规划")
    assert dress.words["zh-Hans"] == {**named, "ask": "问", "site_description": "话"}
    assert dress.words["zh-Hant"]["site_name"] == "雲城規劃"
    assert dress.words["en"] == {**dict.fromkeys(named, "江城规划"), "publisher_en": "P", "site_description": "话"}
    assert (dress.inks.seal, Dress(seal="印").inks.seal, Dress().inks.red) == ("江", "印", "#a3301c")


def test_a_dress_is_put_on(tmp_path: Path) -> None:
    sheet, icon = tmp_path / "zhangju.css", tmp_path / "icon.svg"
    Dress(colours={"light": {"red": "#aa0000"}}).put_on(tmp_path)
    assert not list(tmp_path.iterdir())
    sheet.write_text("a {}", encoding="utf-8")
    icon.write_text("{seal}{red}{paper}", encoding="utf-8")
    Dress(seal="&", colours={"light": {"red": "#aa0000", "paper": "#fffffe"}, "sepia": {"ink": "#000000"}}).put_on(tmp_path)
    first, *rules, last = sheet.read_text(encoding="utf-8").split("\n")
    assert (first, len(rules), last) == ("a {}", 2, "")
    assert "--red: #aa0000; --paper: #fffffe" in rules[0]
    assert icon.read_text(encoding="utf-8") == "&amp;#aa0000#fffffe"
    assert [round(contrast(*two), 2) for two in (("#000000", "#ffffff"), ("#ffffff", "#000000"), ("#777777", "#ffffff"), ("#102030", "#a0b0c0"))] == [21.0, 21.0, 4.48, 7.45]  # fmt: skip


def test_what_stops_a_build_is_told_as_what_it_is() -> None:
    own = ZhangjuError("a", 1, "x", "y")
    around = RuntimeError("around")
    around.__cause__ = own
    within = RuntimeError("within")
    within.__context__ = around
    assert as_error(own, HERE) is as_error(around, HERE) is as_error(within, HERE) is own

    def said(error: BaseException) -> tuple[str, int | None, str, str]:
        made = as_error(error, HERE)
        return made.file, made.line, made.cause, made.code

    assert said(TemplateNotFound("x.html")) == ("here", None, "the theme has no template x.html", "S002")
    assert said(TemplateSyntaxError("odd  one", 3, filename="t.html"))[:2] == ("t.html", 3)
    assert said(TemplateSyntaxError("odd  one", 3, filename="t.html"))[2].startswith("TemplateSyntaxError: odd one")
    assert said(FileNotFoundError(2, "No such file", "b.md"))[0] == "b.md"
    assert said(MkDocsException("two \n words")) == ("here", None, "two words", "")
    assert said(KeyboardInterrupt("stop"))[2] == "stop"
    with pytest.raises(KeyError) as unforeseen:
        raise KeyError("k")
    assert said(unforeseen.value)[3] == "U003"


def test_what_mkdocs_logs_is_told_and_what_it_raises_where_it_logs_nothing(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("site_name: x\n", encoding="utf-8")

    def refusing(*messages: str) -> None:
        with told_by_mkdocs(file):
            for message in messages:
                logging.getLogger("mkdocs").error(message)
            logging.getLogger("mkdocs").warning("no error")
            raise ValueError("bad,  line 7, column 3")

    assert told(refusing)[:2] == (7, "ValueError: bad, line 7, column 3")
    assert told(lambda: refusing("Config value 'site_name': Required configuration not provided."))[0] == 1
    level = logging.getLogger("mkdocs").level
    with told_by_mkdocs(file):
        pass
    assert (logging.getLogger("mkdocs").level, logging.getLogger("mkdocs").propagate) == (level, True)


def test_steps_whose_workers_were_lost_are_counted() -> None:
    assert list(told_lost([])) == []
    names = [str(n) for n in range(99)]
    assert list(told_lost(names[:2])) == ["  2 steps were done here, since their workers were lost: 0, 1"]
    (line,) = told_lost(names)
    assert line.startswith("  99 steps")
    assert line.endswith(" …")


def test_a_finding_without_a_line_stands_at_the_first() -> None:
    found = [Finding("O001", "a.txt", 0, "x", "y")]
    assert '"startLine": 1}' in as_sarif(found, HERE)
    assert "line=1," in as_github(found, HERE)


def test_of_two_templates_the_one_beside_the_theme_counts(tmp_path: Path) -> None:
    folders = [tmp_path / "own", tmp_path / "theme"]
    for folder in folders:
        folder.mkdir()
        for name in ("a.html", "b.css", "c.xml"):
            (folder / name).touch()
    assert _Reader(folders, Environment(autoescape=True), frozenset()).files == {name: folders[0] / name for name in ("a.html", "c.xml")}


@pytest.mark.parametrize(
    "part",
    [Sentence("甲"), Note("1", "甲"), Row(("甲",)), Table("甲", (), ()), Figure("甲"), Section("1", None, "", 1, "甲")],
    ids=lambda part: type(part).__name__,
)
def test_where_a_part_stood_is_no_part_of_what_it_is(part: Any) -> None:
    stood = {"spans": ((0, 1),)} if isinstance(part, Table) else {"span": (0, 1)}
    assert (part.line, getattr(part, "spans", getattr(part, "span", None)) or None) == (0, None)
    assert replace(part, line=7, **stood) == part
    assert Entry("1-1", "一", line=7) == Entry("1-1", "一")


# ---- what was edited by hand


def edited(text: str, wanted: str, name: str = "01.md", in_front: bool = False) -> tuple[str, str]:
    return said_of(HandEdit(Path(name), 1, text, wanted, in_front))


@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        ("甲乙", "甲丙", ""),
        ("|甲|乙|", "|甲|", "the row has 2 cells where it had 1"),
        ("|甲\\|乙|", "|甲|", ""),
        ("|甲|乙|", "甲", ""),
        ("甲\u200b乙", "甲乙", "a character that nobody sees was put in, U+200B ZERO WIDTH SPACE"),
        ("甲\u3000乙", "甲乙", ""),
        ("甲\x07乙", "甲乙", "a character that nobody sees was put in, U+0007"),
        ("＃ 甲 {#1}", "# 甲 {#1}", "a full-width ＃ stands before the heading"),
        ("", "# 甲 {#1}", "a heading is gone, and what stood below it would lose its address"),
        ("# 甲 {#1}", "", "a heading comes from the seed, or from [[supplied]] in its settings"),
        ("# 甲 {#1}", "甲", ""),
        ("甲 {#1}", "# 甲 {#1}", "the # before a heading are gone"),
        ("乙", "# 甲 {#1}", ""),
        ("## 甲 {#1}", "# 甲 {#1}", "the heading has ## where it had #, and its level follows from its number"),
        ("#甲 {#1}", "# 甲 {#1}", "there is no blank after the # of the heading"),
        ("# 甲 {#2}", "# 甲 {#1}", "the heading has the address 2 where it had 1, and an address stays"),
        ("# 甲", "# 甲 {#1}", "the heading has no address {#…} where it had 1, and an address stays"),
        ("# 乙 {#1}", "# 甲 {#1}", ""),
        ("規劃", "规划", "規、劃 is Traditional in a text in Simplified characters"),
        ("規甲", "规划", ""),
        ("**甲**", "甲", "`**` is markup, which a plan's text has not"),
        ("- 甲", "甲", "`-` is markup, which a plan's text has not"),
        ("[甲](b)", "甲", "`](` is markup, which a plan's text has not"),
        ("甲[^1]", "甲", "`[^` is markup, which a plan's text has not"),
        ("甲[^1]乙", "甲[^1]", ""),
        (" 甲", "甲", "blanks or tabs were put before the line"),
        ("甲 ", "甲", "blanks were put after the line"),
    ],
)  # fmt: skip
def test_why_an_edit_can_be_no_correction(text: str, wanted: str, why: str) -> None:
    assert edited(text, wanted)[1] == why


def test_an_edit_is_told_by_what_differs() -> None:
    long, other = "甲" * 60 + "乙" + "丙" * 60, "甲" * 60 + "丁" + "丙" * 60
    assert edited("甲", "乙")[0] == "“甲” is not what convert wrote: “乙”"
    assert edited(long, other)[0] == f"“…{'甲' * 10}乙{'丙' * 33}…” is not what convert wrote: “…{'甲' * 10}丁{'丙' * 33}…”"
    assert edited("", "乙" * 50)[0] == f"“{'乙' * 44}…” is gone from here"
    assert edited("甲\xa0 乙", "")[0] == "“甲[U+00A0] 乙” is not what convert wrote: the line is new"
    front = "the front matter of a chapter follows from the seed"
    assert [edited("a: b", "a: c", name, True)[1] for name in ("01.md", "index.md")] == [front, ""]


def test_the_first_line_that_is_other_is_found() -> None:
    def found(now: str, then: str) -> tuple[int, str, str, bool]:
        edit = hand_edit(HERE, now, then)
        return edit.line, edit.text, edit.wanted, edit.in_front

    head = "---\na: b\n---\n"
    assert found(head + "甲\n乙", head + "甲\n丙") == (5, "乙", "丙", False)
    assert found("---\na: c\n---\n甲", head + "甲") == (2, "a: c", "a: b", True)
    assert found(head + "新\n甲\n乙", head + "甲\n乙") == (4, "新", "", False)
    assert found(head + "乙", head + "甲\n乙") == (4, "", "甲", False)
    assert found("甲", "甲\n乙") == (1, "", "乙", False)
    assert found("甲\n乙", "甲\n丙\n") == (2, "乙", "丙", False)


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ("\ta: b", "a tab stands before the key"),
        ("  # a", ""),
        ("- a", ""),
        ("", ""),
        ("ab", "“ab” has no colon after its key"),
        ("a：b", "“a：b” has a full-width colon"),
        ("a:b", "no blank stands after the colon of `a`"),
        ("http://a", "no blank stands after the colon of `http`"),
        ("a b:c", ""),
        ("a: 'b", "the quotation mark of `a` is not closed"),
        ('a: "', "the quotation mark of `a` is not closed"),
        ("a: 'b'", ""),
        ("a: b: c", "a colon stands in the value of `a`, which has no quotation marks"),
        ("a: b:", "a colon stands in the value of `a`, which has no quotation marks"),
        ("a: 'b: c'", ""),
        ("a: [b: c]", ""),
        ("a: 2026-02-30", "`2026-02-30` is no day of the calendar"),
        ("a: 2026-2-3", ""),
    ],
)
def test_what_is_odd_in_a_line_of_front_matter(row: str, cause: str) -> None:
    text = f"---\nz: y\n{row}\n---\n\nq：r\n"
    advice = f"mend that line, or restore the file: {restoring(HERE)}"
    assert front_trouble(text, HERE, 2) == (
        (3, f"the front matter is no YAML: {cause}", advice) if cause else (2, "the front matter is no YAML", advice)
    )
    assert front_trouble(f"---\nx\n{row}\n", HERE, 3)[0] == (3 if cause else 2)


# ---- what editors and publishers write


@pytest.mark.parametrize(
    ("text", "meant"),
    [("p 1-1", "p 1-1"), ("p#1-1", "p 1-1"), ("https://a.example/p/1/#1-1", "p 1-1"), ("p，1-1", "p 1-1"), ("p 9-9", ""), (" 1-1 ", "p 1-1 or q 1-1"), ("1-2", "q 1-2"), ("9-9", ""), ("", "")],
)  # fmt: skip
def test_the_place_that_an_editor_means(text: str, meant: str) -> None:
    assert _meant(text, {"p": ["1", "1-1"], "q": ["1-1", "1-2"]}) == meant


def test_what_may_not_be_published(tmp_path: Path) -> None:
    nothing = Changes(since="0123456789abcdef", plans=(), links=Differing(), terms=Differing(), indicators=Differing())
    assert told(lambda: publish(tmp_path, nothing, "话"))[1:3] == ("nothing changed since 0123456789ab", "name an earlier revision")
    something = replace(nothing, terms=Differing(added=("甲",)))
    assert told(lambda: publish(tmp_path, something, " \n"))[1:3] == (
        "the note says nothing",
        'say what changed, in Chinese: --publish "…"',
    )
    (tmp_path / "content").mkdir()
    for note in (" 话 ", "改"):
        path = publish(tmp_path, something, note)
    publish(tmp_path, replace(something, since="fedcba9876543210"), "新")
    assert [(one.note, one.changes.since) for one in read_changes(tmp_path / "content")] == [
        ("改", something.since),
        ("新", "fedcba9876543210"),
    ]
    assert path == tmp_path / "content" / "changes.jsonl"


@pytest.mark.parametrize(
    ("run", "left"),
    [
        ([(0, 0, 30), (200, 200, 5)], [(0, 0, 30)]),
        ([(0, 0, 5), (200, 200, 30)], [(200, 200, 30)]),
        ([(0, 0, 5), (100, 100, 30), (200, 200, 5)], [(100, 100, 30)]),
        ([(0, 0, 15), (200, 200, 15)], [(0, 0, 15), (200, 200, 15)]),
        ([(0, 0, 25), (30, 30, 5)], [(0, 0, 25), (30, 30, 5)]),
        ([(0, 0, 25), (30, 31, 5)], [(0, 0, 25)]),
        ([(0, 0, 3)], [(0, 0, 3)]),
    ],
)
def test_short_pieces_at_the_ends_of_a_run_go(run: list[Piece], left: list[Piece]) -> None:
    corpus = cast(Corpus, SimpleNamespace(han=lambda pieces: sum(n for _, _, n in pieces)))
    assert _trimmed(corpus, run) == left


def test_pages_that_mean_the_same() -> None:
    page = "# 甲\n\n乙。\n"
    assert all(same_meaning(page, other) for other in ("\ufeff# 甲\r\n\r\n乙。", "\n# 甲  \n\n\n乙。\n\n\n", "# 甲\n\n\n\n乙。"))
    assert not any(same_meaning(page, other) for other in ("# 甲\n乙。\n", "# 甲\n\n 乙。\n", "# 甲\n\n乙"))


@pytest.mark.parametrize("says", ["指", "是指", "系指"])
def test_a_note_that_says_what_a_cell_means(says: str) -> None:
    table = Table(
        "表1", ("指标", "数值"), (Row(("专利拥有量（件）[^1]", "3")),), (Note("1", f"{says}每万人口拥有的专利件数。", id="1-n1"),)
    )
    plan = Plan("p", {}, (Section("1", None, "", 1, "甲", blocks=(table,)),))
    assert [(d.term, d.text, d.place) for d in under_tables(plan)] == [("专利拥有量", f"{says}每万人口拥有的专利件数。", "1-n1")]

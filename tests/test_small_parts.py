"""Small parts that larger tests seldom reach, each by what it gives: lines of a terminal, targets and charts, forms of code hosts, what is
kept, what other programs say, records, translations."""

from __future__ import annotations

import gc
import io
import os
import time
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from generator.absorbing.reasons import give_reason, lacking
from generator.cli.diff import MOST, told
from generator.content.aligning import Aligned, Rules, _Gaps, _split_and_merged
from generator.content.changes import read_changes
from generator.content.sameness import row_name
from generator.errors import ZhangjuError
from generator.glossary.editors import TermEntry
from generator.glossary.entries import TermDraft
from generator.glossary.surfaces import read_head
from generator.glossary.undefined import undefined_expressions
from generator.indicators.amounts import amount
from generator.languages.language import languages_of
from generator.languages.po import Entry as POEntry
from generator.languages.po import parse_po
from generator.languages.proofing import _against_glossary, _english_findings, _unlike, against_termbase
from generator.languages.termbase import Termbase, TermRendering
from generator.languages.terms_file import read_csv
from generator.languages.translations import locale_files
from generator.languages.wording import Placed
from generator.links.background import background_text, spread
from generator.links.titles import period_of
from generator.model import Definition, Glossary, Mention, Paragraph, Plan, Point, Section, Sentence, Series, Term, Value
from generator.model.changes import Changes, Differing, PlaceChange, PlanChanges
from generator.numbering import read_numeral
from generator.outline.line_heads import LineHeads
from generator.placing.locks import _is_alive
from generator.progress import done, step, watched
from generator.reading.seed import Seed
from generator.reading.settings import Settings, TableText
from generator.reading.settings_file import settings_of
from generator.repair.corrections import _wrong, difference
from generator.repair.lines import lines_with
from generator.repair.page_lines import value_of
from generator.repair.title_lines import Titles, title_lines
from generator.search import pinyin
from generator.search.documents import _names
from generator.site import kept
from generator.site.code_host import edit_folder, known_host, report_form
from generator.site.dress import _rule
from generator.site.indicators.chart import chart, described, small_line
from generator.site.indicators.english import english_figure, english_unit
from generator.site.indicators.targets import after, outcome
from generator.site.settings_yaml import told_otherwise, unread_keys
from generator.strays import _into_seeds, put_away
from generator.toml_file import line_of, quoted, table_lines
from generator.working import seldom_collected, uncollected

# ---- what a long command is at


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_told_what_is_done_not_too_soon_and_not_too_often(monkeypatch: pytest.MonkeyPatch) -> None:
    now, begun = 0.0, time.monotonic()
    monkeypatch.setattr("generator.progress.time.monotonic", lambda: begun + now)
    clear, out = "\r\x1b[K", Terminal()
    with watched(out):
        now = 0.9
        step("reading", "a", 1, 5)
        assert out.getvalue() == ""
        now = 1.02
        step("reading", "a", 1, 5)
        assert out.getvalue() == f"{clear}reading 1 of 5: a"
        now = 1.07
        step("reading", "b", 2, 5)
        now = 1.13
        step("writing")
        assert out.getvalue() == f"{clear}reading 1 of 5: a{clear}writing …"
        done()
        done()
        assert out.getvalue().endswith(f"writing …{clear}")
        assert out.getvalue().count(clear) == 3
        now = 2.0
        step("ending", "c")
    assert out.getvalue().endswith(f"{clear}ending: c{clear}")
    step("nobody watches")
    done()
    with watched(io.StringIO()) as nothing:
        step("a file")
    assert nothing is None


# ---- figures and targets


def value(low: str = "5", year: int = 2025, state: str = "target", **more: Any) -> Value:
    given = {
        "plan": "p",
        "place": "1-1",
        "span": (0, 1),
        "name": "某指标",
        "unit": "个",
        "measure": "level",
        "words": low,
        "low": low,
        "year": year,
        "state": state,
    }
    return Value(**{**given, **more})


def series(*values: Value) -> Series:
    return Series(id="s", name="某指标", basis="level", unit="个", area="某市", points=tuple(Point(value=one) for one in values))


@pytest.mark.parametrize(
    ("target", "reached", "told"),
    [
        (value(), [], "unseen"),
        (value(), [value("6", 2030)], "open"),
        (value(), [value("5", state="achieved")], "met"),
        (value(), [value("6", state="achieved")], "seen"),
        (value(bound=">="), [value("5", state="achieved")], "met"),
        (value(bound=">="), [value("4", state="achieved")], "missed"),
        (value(bound=">"), [value("5", state="achieved")], "missed"),
        (value(bound="<="), [value("5", state="achieved")], "met"),
        (value(bound="<="), [value("6", state="achieved")], "missed"),
        (value(bound="<"), [value("4", state="achieved")], "met"),
        (value(bound=">="), [value("6", state="achieved", bound=">")], "met"),
        (value(bound=">="), [value("6", state="achieved", bound=">=")], "met"),
        (value(bound=">="), [value("4", state="achieved", bound=">=")], "seen"),
        (value(bound=">="), [value("6", state="achieved", bound="<=")], "seen"),
        (value(bound=">="), [value("6", state="achieved", bound="~")], "seen"),
        (value(bound="~"), [value("5", state="achieved")], "seen"),
        (value(bound=">="), [value("6", 2026, "achieved")], "seen"),
        (value(bound=">=", since=2021), [value("6", state="achieved")], "seen"),
        (value(bound=">="), [value("6", state="achieved"), value("4", state="achieved")], "seen"),
        (value(bound=">="), [value("", state="achieved", bound="words"), value("9", 2030)], "open"),
        (value(""), [value("5", state="achieved")], "seen"),
        (value(bound=">="), [value("", state="achieved")], "seen"),
        (value("1", unit="万个", bound=">="), [value("9000", state="achieved")], "missed"),
    ],
)  # fmt: skip
def test_what_became_of_a_target(target: Value, reached: list[Value], told: str) -> None:
    assert outcome(target, [Point(value=one) for one in reached]) == told


def test_what_comes_after_a_target() -> None:
    values = (value("1", 2024, "achieved"), value("2", 2025), value("3", 2025, "achieved"), value("4", 2025, "base"), value("5", 2026))
    own = series(*values)
    assert [point.value.low for point in after(own, own.points[1])] == ["3", "5"]


def test_a_chart_shows_every_point_bound_and_range() -> None:
    made = chart(
        series(value("10", 2020, "base"), value("20", 2021, "achieved"), value("30", 2025, bound=">="), value("28", 2025, bound="<"), value("35", 2030, high="40", bound="range", words="35—40个")),
        "名<", "说", english=False,
    )  # fmt: skip
    assert made.startswith('<svg class="chart" viewBox="0 0 ')
    assert '<title id="chart-name">名&lt;</title><desc id="chart-text">说</desc>' in made
    shapes = [made.count(f"<{kind}") for kind in ('rect class="achieved"', 'circle class="achieved"', 'path class="target"', 'text class="year"', 'text class="amount', 'line class="bound"', 'polyline class="bound"')]  # fmt: skip
    assert shapes == [1, 1, 3, 4, 5, 5, 2]
    assert made.count('polyline class="line"') == made.count('polyline class="line ahead"') == 1
    assert chart(series(value("", 2025, bound="words")), "名", "说", english=False) == ""
    assert made == EXPECTED_CHART


EXPECTED_CHART = (
    '<svg class="chart" viewBox="0 0 640 280" role="img" aria-labelledby="chart-name chart-text">'
    '<title id="chart-name">名&lt;</title>'
    '<desc id="chart-text">说</desc>'
    '<line class="axis" x1="36" x2="616" y1="250" y2="250"/>'
    '<text class="year" x="56.0" y="268">2020</text>'
    '<text class="year" x="108.0" y="268">2021</text>'
    '<text class="year" x="316.0" y="268">2025</text>'
    '<text class="year" x="576.0" y="268">2030</text>'
    '<polyline class="line" points="56.0,196.0 108.0,150.0"/>'
    '<polyline class="line ahead" points="108.0,150.0 316.0,104.0 576.0,81.0"/>'
    '<line class="bound" x1="316.0" x2="316.0" y1="104.0" y2="78.0"/>'
    '<polyline class="bound" points="312.0,84.0 316.0,78.0 320.0,84.0"/>'
    '<line class="bound" x1="316.0" x2="316.0" y1="113.2" y2="139.2"/>'
    '<polyline class="bound" points="312.0,133.2 316.0,139.2 320.0,133.2"/>'
    '<line class="bound" x1="576.0" x2="576.0" y1="81.0" y2="58.0"/>'
    '<line class="bound" x1="570.0" x2="582.0" y1="81.0" y2="81.0"/>'
    '<line class="bound" x1="570.0" x2="582.0" y1="58.0" y2="58.0"/>'
    '<rect class="achieved" x="52.0" y="192.0" width="8.0" height="8.0"/>'
    '<circle class="achieved" cx="108.0" cy="150.0" r="5.0"/>'
    '<path class="target" d="M316.0 97.0L323.0 104.0 316.0 111.0 309.0 104.0Z"/>'
    '<path class="target" d="M316.0 106.2L323.0 113.2 316.0 120.2 309.0 113.2Z"/>'
    '<path class="target" d="M576.0 74.0L583.0 81.0 576.0 88.0 569.0 81.0Z"/>'
    '<text class="amount first" x="42.0" y="220.0">10个</text>'
    '<text class="amount" x="108.0" y="137.0">20个</text>'
    '<text class="amount" x="316.0" y="65.0">30个</text>'
    '<text class="amount" x="316.0" y="163.2">28个</text>'
    '<text class="amount last" x="590.0" y="68.0">35—40个</text>'
    "</svg>"
)


def test_a_small_line_needs_two_years() -> None:
    assert small_line(series(value("1", 2025))) == small_line(series(value("1", 2025), value("2", 2025))) == ""
    assert small_line(series(value("1", 2020, "achieved"), value("3", 2025))) == EXPECTED_LINE
    assert (
        described(series(value("1", 2020, "base"), value("3", 2025)), {"base": "基", "target": "标"}, ["一", "三"], "；")
        == "2020 基 一；2025 标 三"
    )


EXPECTED_LINE = (
    '<svg class="small-line" viewBox="0 0 96 26" aria-hidden="true">'
    '<polyline class="line ahead" points="8.0,19.0 88.0,7.0"/>'
    '<circle class="achieved" cx="8.0" cy="19.0" r="2.8"/>'
    '<path class="target" d="M88.0 3.1L91.8 7.0 88.0 10.9 84.2 7.0Z"/>'
    "</svg>"
)


@pytest.mark.parametrize(
    ("unit", "english"),
    [
        ("万元/人", "yuan per person"), ("个", ""), ("%", "%"), ("人", "people"), ("辆/千人", "per 1,000 people"), ("张/万人", "per 10,000 people"), ("微克/立方米", "µg/m³"), ("吨/年", "tonnes per year"), ("平方米/户", "m² per household"),
        ("元/吨", "yuan per tonnes"), ("公里（双线）", "km"), ("MW", "MW"), ("某单位", "某单位"),
    ],
)  # fmt: skip
def test_units_in_english(unit: str, english: str) -> None:
    assert english_unit(unit) == english


def test_figures_in_english() -> None:
    asked = [
        ("1.5", "", "万亿元"),
        ("20", "30", "万个"),
        ("12345.60", "", "公里"),
        ("999", "", "个"),
        ("3", "", "亿人次"),
        ("100", "", "万千瓦"),
        ("5.0", "6", "%"),
        ("0.5", "", "万人"),
        ("2", "", "MW"),
    ]
    assert [english_figure(*one) for one in asked] == [
        "1.5 trillion yuan",
        "200,000–300,000",
        "12,345.60 km",
        "999",
        "300 million person-times",
        "1 million kW",
        "5.0–6%",
        "5,000 people",
        "2 MW",
    ]


def test_amounts_are_compared_in_one_unit() -> None:
    assert [amount(value(low, unit=unit)) for low, unit in (("1.5", "万亿元"), ("2", "GW"), ("3", "千克"), ("", "个"))] == [
        Decimal(1500000000000),
        Decimal(2000000),
        Decimal(3),
        None,
    ]
    assert amount(value("1", high="2", unit="万个"), "high") == 20000


# ---- code hosts, colours, what is kept


def test_forms_of_code_hosts() -> None:
    hosts = {
        "github.com": "github",
        "www.gitlab.example": "gitlab",
        "gitee.com": "gitee",
        "codeberg.org": "codeberg",
        "gitea.example": "gitea",
        "example.org": "",
    }
    assert {host: known_host(f"https://{host}/a/b") for host in hosts} == hosts
    assert [known_host(wrong) for wrong in ("", "javascript:github.com", "github")] == ["", "", ""]
    assert (
        report_form("https://gitlab.com/a/b/", "", "x")
        == "https://gitlab.com/a/b/-/issues/new?issue[title]={title}&issue[description]={body}"
    )
    folders = {
        ("https://github.com/a/b.git", ""): "https://github.com/a/b/edit/main/",
        ("https://gitlab.com/a/b/", "edit/dev/docs/"): "https://gitlab.com/a/b/-/edit/dev/",
        ("https://codeberg.org/a/b", "x/y"): "https://codeberg.org/a/b/_edit/main/",
        ("https://gitea.example/a/b", "/x/trunk/y"): "https://gitea.example/a/b/_edit/trunk/",
        ("https://gitee.com/a/b", "docs/"): "https://gitee.com/a/b/edit/main/",
        ("https://example.org/a/b", "edit/dev/docs/"): "",
    }
    assert {key: edit_folder(*key) for key in folders} == folders
    with pytest.raises(ZhangjuError, match="has no place for the words"):
        report_form("", "https://example.org/new?t={title}", "mkdocs.yml")
    with pytest.raises(ZhangjuError, match="is no address"):
        report_form("", "ftp:{title}{body}", "mkdocs.yml")


def test_colours_hold_where_they_were_chosen_and_where_the_system_says_so() -> None:
    assert _rule("sepia", {"red": "#a00", "paper": "#fff"}) == "[data-theme=sepia] { --red: #a00; --paper: #fff }"
    assert _rule("dark", {"red": "#a00"}) == (
        "[data-theme=dark] { --red: #a00 } @media (prefers-color-scheme: dark) and (prefers-contrast: no-preference) { :root:not([data-theme]) { --red: #a00 } }"
    )


def test_what_is_kept_is_what_was_written_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "FOLDER", tmp_path / "deep" / "kept")
    monkeypatch.setattr(kept, "MOST", 4)
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    kept.write("a", b"one")
    assert not (tmp_path / "deep").exists()
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    kept.write("a", b"one")
    assert kept.read("a") == b"one"
    assert kept.read("b") is None
    (tmp_path / "deep/kept/a").write_bytes((tmp_path / "deep/kept/a").read_bytes() + b"!")
    assert kept.read("a") is None
    for age, name in enumerate("bcd"):
        kept.write(name, b"x")
        os.utime(tmp_path / "deep/kept" / name, (age, age))
    kept.write("e", b"x")
    assert sorted(path.name for path in (tmp_path / "deep/kept").iterdir()) == ["a", "d", "e"]
    assert kept.key_of("a", 1) != kept.key_of("a", "1")


# ---- locks, and what others say


@pytest.mark.parametrize(
    ("word", "age", "alive"),
    [
        ("OWN", 100, True),
        ("4194304999", 0, False),
        ("x", 0, True),
        ("", 100, False),
        ("x 1", 100, False),
        ("OWN here", 100, True),
        ("²", 100, False),
        ("\udcff", 100, False),
    ],
)
def test_who_has_a_lock_file_is_alive_or_not(tmp_path: Path, word: str, age: int, alive: bool) -> None:
    path = tmp_path / "lock"
    assert not _is_alive(path)
    path.write_bytes(word.replace("OWN", str(os.getpid())).encode("utf-8", "surrogateescape"))
    os.utime(path, (time.time() - age,) * 2)
    assert _is_alive(path) is alive


def test_what_mkdocs_says_is_told_with_line_and_advice(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "site_name: x\ntheme:\n  name: y\n  custom_dir: gone\nnav: []\nplugin: z\nextra_css: [a]\ndocs_dir: d\n", encoding="utf-8"
    )
    told = {
        "Config value 'site_name': Required configuration not provided.": (1, "write site_name: …"),
        "Config value 'nav': Expected a list of items, but a str was given.": (5, "write it in brackets: nav: […]"),
        "Config value 'theme': The path set in custom_dir ('/a/b/gone') does not exist": (
            4,
            "make the folder gone, or name the one that is there: custom_dir: templates",
        ),
        "Config value 'theme': Unrecognised theme name: 'y'.": (3, "write name: zhangju"),
        "Config value 'docs_dir': The path '/a/d' isn't an existing directory.": (8, "write docs_dir: content, which convert makes"),
        "Config value 'repo_url': The URL isn't valid": (None, "write an address that begins with https://"),
        "Config value 'site_name': Expected type: <class 'str'> but received: <class 'int'>": (
            1,
            "write site_name as a str, in quotation marks where it is a text",
        ),
        "something else": (None, "see https://www.mkdocs.org/user-guide/configuration/"),
    }
    assert {message: told_otherwise(message, file) for message in told} == told
    assert [(one.code, one.line, one.cause) for one in unread_keys(file)] == [
        ("S005", 5, "`nav`"),
        ("S001", 6, "unknown key `plugin`"),
        ("S005", 7, "`extra_css`"),
    ]


CHANGES = '{{"date": {date}, "note": {note}, "changes": {{"since": {since}, "plans": [{plan}], "links": {{"added": {added}, "removed": []}}, "terms": {{"added": [], "removed": []}}, "indicators": {{"added": [], "removed": []}}}}}}'
GOOD = {"date": '"2026-01-02"', "note": '"话"', "since": '"0123abc"', "added": '["x"]'}


def changes_line(**other: str) -> str:
    place = {"id": '"1-1"', "to": '""', "state": '"new"', **{key: other.pop(key) for key in ("id", "to", "state") if key in other}}
    plan = {"plan": '"p"', "title": '"t"', "how": '"changed"', **{key: other.pop(key) for key in ("plan", "title", "how") if key in other}}
    places = f'{{"kind": "sentence", "id": {place["id"]}, "to": {place["to"]}, "state": {place["state"]}, "before": "", "after": ""}}'
    told = f'{{"plan": {plan["plan"]}, "title": {plan["title"]}, "state": {plan["how"]}, "places": [{places}]}}'
    return CHANGES.format(**{**GOOD, **other}, plan=told)


def test_a_record_of_changes_is_read_whole_or_refused(tmp_path: Path) -> None:
    assert read_changes(tmp_path) == ()
    path = tmp_path / "changes.jsonl"
    path.write_text(changes_line() + "\n\n" + changes_line(to='"2-1"') + "\n", encoding="utf-8")
    first, second = read_changes(tmp_path)
    assert (first.note, first.changes.links.added, first.changes.plans[0].places[0].id, second.changes.plans[0].places[0].to) == (
        "话",
        ("x",),
        "1-1",
        "2-1",
    )
    wrong: list[dict[str, str]] = [
        {"date": '"2026-13-02"'}, {"note": "7"}, {"since": '"xyz"'}, {"since": '"012345"'}, {"added": '"x"'}, {"added": "[1]"}, {"plan": '"../p"'}, {"title": "1"}, {"how": '"odd"'},
        {"id": '"<b>"'}, {"to": '"<b>"'}, {"state": '"odd"'}, {"id": "1"},
    ]  # fmt: skip
    for one in wrong:
        path.write_text(f"{changes_line()}\n{changes_line(**one)}\n", encoding="utf-8")
        with pytest.raises(ZhangjuError) as stopped:
            read_changes(tmp_path)
        assert (stopped.value.line, stopped.value.cause) == (2, "this is no record of changes"), one


def test_periods_of_five_year_plans() -> None:
    assert [period_of(one) for one in ("一", "二", "三", "四")] == ["1953-1957", "1958-1962", "1966-1970", "1971-1975"]


@pytest.mark.parametrize(
    ("text", "line", "cause", "how"),
    [
        ('msgctxt "1"\nmsgid "甲"\nmsgid "乙"\nmsgstr ""\n', 3, "`msgid` stands twice in one entry", "leave an empty line between entries"),
        ('"甲"\n', 1, "a text stands here that belongs to no field", ""),
        ("msgid “甲”\nmsgstr \"\"\n", 1, "this is no text in quotation marks", "not a curly one"),
        ("msgid 甲\nmsgstr \"\"\n", 1, "this is no text in quotation marks", 'write " before and after it'),
        ('msgid "甲\nmsgstr ""\n', 1, "this is no text in quotation marks", 'close it with "'),
        ('msgid "甲"乙"\nmsgstr ""\n', 1, "this is no text in quotation marks", '\\"'),
        ('msgidd "甲"\n', 1, "this is no PO", 'write msgid "…"'),
        ("<<<<<<< HEAD\n", 1, "git's conflict marks", ""),
        ('msgid "甲"\nmsgid_plural "乙"\nmsgstr[0] ""\n', 2, "a sentence has no plural", "one `msgid`"),
    ],
)  # fmt: skip
def test_a_broken_po_file_names_its_line(text: str, line: int, cause: str, how: str) -> None:
    with pytest.raises(ZhangjuError) as stopped:
        parse_po(text, Path("p.po"))
    assert stopped.value.line == line
    assert cause in stopped.value.cause
    assert how in stopped.value.next_step


@pytest.mark.parametrize(
    ("data", "line", "cause"),
    [
        (b"zh,en\n\xff,x\n", 2, "the file is not in UTF-8"),
        (b"", 1, "the file is empty"),
        (b"zh,en,xx\n", 1, "unknown columns xx"),
        (b"zh,zh\n", 1, "its first line does not name"),
        (b"zh\n", 1, "its first line does not name"),
        ("zh,en\n甲\n".encode(), 2, "1 columns, and 2 are named"),
        ("zh,en\n\n甲,\n".encode(), 3, "lacks one of its sides"),
        ('zh,en\n"甲\n'.encode(), 2, "a cell does not end"),
    ],
)
def test_a_table_of_terms_that_cannot_be_read_names_its_line(data: bytes, line: int, cause: str) -> None:
    with pytest.raises(ZhangjuError) as stopped:
        read_csv(data, Path("t.csv"))
    assert stopped.value.line == line
    assert cause in stopped.value.cause


def test_a_table_of_terms_is_read() -> None:
    data = "\ufeffZH , en,also,avoid\n甲,First,a | b\\|c,\n,,,\n乙 , Second,,x\n".encode()
    assert [(row.term.zh, row.term.en, row.term.also, row.term.avoid, row.term.at) for row in read_csv(data, Path("t.csv"))] == [
        ("甲", "First", ["a", "b|c"], [], 2), ("乙", "Second", [], ["x"], 4),
    ]  # fmt: skip


# ---- settings, terms, shares


def test_a_basic_string_of_toml_holds_whatever_it_is_given() -> None:
    words = '引“号”"\\\n\r\t\u3000\u200b\x07完'
    assert quoted(words) == '"引“号”\\"\\\\\\n\\r\\t\u3000\\u200b\\u0007完"'
    assert tomllib.loads(f"a = {quoted(words)}") == {"a": words}


def test_lines_of_keys_and_tables() -> None:
    source = 'a = 1\n "b" = 2\n[[c]]\nx = 1\n[[ c ]]\nd = [ # these\n  { x = 1 },\n  # none\n  { x = 2 },\n]\n{ x = 3 }\ne.f = 1\nab = [\n'
    assert [line_of(source, key) for key in ("a", "b", "c", "x", "d", "e", "gone")] == [1, 2, 3, 4, 6, 12, 1]
    assert [line_of(source, "x", 5), line_of(source, "a", 2), line_of(source, "c", 4)] == [5, 2, 5]
    assert [table_lines(source, key) for key in ("c", "d", "ab", "gone")] == [[3, 5], [7, 9], [], []]


def test_reasons_that_are_owed_stand_in_the_order_of_the_file() -> None:
    entry = '[[{kind}]]\nline = {line}\n{rest}\nevidence = "{why}"\n'
    border = entry.format(kind="border", line=3, rest='title = "后"', why="")
    correction = entry.format(kind="correction", line=1, rest='find = "甲"\nreplace = ""\ncertain = true', why="")
    done_ = entry.format(kind="correction", line=2, rest='find = "甲"\nreplace = "丙"\ncertain = true', why="有")
    source = f'id = "p"\ntitle = "t"\nformat = "plain"\nlevels = ["一、"]\n{border}{done_}{correction}'
    settings = settings_of(source, tomllib.loads(source), Path("p.toml"), "p")
    assert lacking(settings) == [(5, "后"), (15, "甲")]
    given = give_reason(source, Path("p.toml"), "据印本", 16)
    assert [entry["evidence"] for key in ("border", "correction") for entry in tomllib.loads(given)[key]] == ["", "有", "据印本"]
    with pytest.raises(ZhangjuError, match="no entry without a reason stands there"):
        give_reason(source, Path("p.toml"), "据印本", 4)


def test_a_term_holds_everywhere_or_in_its_plan() -> None:
    def holds(kind: str, scope: str = "", editor: bool = True) -> bool:
        return TermDraft(
            read_head("甲"), [Definition("甲", "p", "1-1", "乙", kind)], TermEntry("甲", scope=scope) if editor else None
        ).everywhere

    assert [holds(kind, editor=False) for kind in ("indicator", "term", "abbreviation", "short-name", "in-text")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert [holds(kind, scope) for kind in ("term", "in-text") for scope in ("", "edition", "plan")] == [
        True,
        True,
        False,
        False,
        True,
        False,
    ]


def test_names_of_a_term_help_where_other_words_stand_for_it() -> None:
    uses = (Mention("jia", "p", "1-1", 0, (0, 1), "甲"), Mention("jia", "p", "1-2", 0, (0, 1), "甲乙"))
    term = Term("jia", "甲", "term", ("甲乙", "“甲丙”"), (Definition("甲", "p", "a.1", "释", "term"),), en="A", mentions=uses)
    also, english = _names(Glossary((term,)))
    assert also == {("p", "1-1"): ["甲乙", "甲丙"], ("p", "1-2"): ["甲", "甲丙"], ("p", "a.1"): ["甲乙", "甲丙"]}
    assert english == {("p", "1-1"): ["A"], ("p", "1-2"): ["A"], ("p", "a.1"): ["A"]}


def test_most_marks_with_a_blank_make_a_blank_part_of_the_mark() -> None:
    assert LineHeads(["1. "], "1. 甲\n2. 乙\n3. 丙\n4. 丁\n5.戊\n").spaced(1)
    assert not LineHeads(["1. "], "1. 甲\n2. 乙\n3. 丙\n4.丁\n5.戊\n").spaced(1)
    heads = LineHeads(["一、"], "一、甲\n二、乙\n四、丁\n")
    assert [heads.goes_on(1, at) for at in (0, 4, 8)] == [True, False, False]
    assert [heads.goes_on(2, 0), heads.spaced(2)] == [False, True]


def test_what_is_split_and_what_is_merged() -> None:
    shares = {
        ("甲乙", "甲"): (0.5, 1.0),
        ("甲乙", "乙"): (0.5, 1.0),
        ("丙", "丙丁"): (1.0, 0.5),
        ("丁", "丙丁"): (1.0, 0.5),
        ("丙", "丙戊"): (1.0, 0.5),
        ("戊", "丙戊"): (1.0, 0.5),
    }
    rules: Rules[str] = Rules(
        likeness=lambda a, b: 0.0, signs=lambda a: a, in_place=1, moved=1, shares=lambda a, b: shares.get((a, b), (0.0, 0.0)), contained=0.9
    )

    def made(old: list[str], new: list[str]) -> Aligned:
        found, gaps = Aligned(), _Gaps(dict.fromkeys(range(len(old)), 0), dict.fromkeys(range(len(new)), 0))
        _split_and_merged(old, new, [(i, j) for i in range(len(old)) for j in range(len(new))], gaps, found, rules=rules)
        return found

    assert made(["甲乙"], ["甲", "乙"]).pairs == {0: 0}
    merged = made(["丙", "丁", "戊"], ["丙丁", "丙戊"])
    assert (merged.pairs, merged.into) == ({0: 0}, {0: 0, 1: 0})
    shares |= {("甲乙", "甲乙丁"): (1.0, 0.6), ("丁", "甲乙丁"): (1.0, 0.4)}
    split = made(["甲乙", "丁"], ["甲", "乙", "甲乙丁"])
    assert (split.pairs, split.into) == ({0: 0}, {})
    assert made(["丙"], ["丙丁"]).pairs == made(["甲乙"], ["甲"]).pairs == {}


# ---- translations


def placed(source: str, text: str, context: str, line: int = 1) -> Placed:
    return Placed(Path("a.po"), POEntry(context, source, text, line=line))


def test_what_english_says_otherwise_is_told_with_its_place() -> None:
    long = "word " * 36
    entries = [
        placed("增加20万张。", "Add 200 beds.", "1-1", 3), placed("加快建设东西两条输水干线，推进老旧管网改造。", "Build the two trunk mains and renew old pipes.", "1-2", 5), placed("加快建设东西两条输水干线，推进老旧管网改造。", "Lay two water lines faster; old pipes are to be replaced.", "1-3", 7),
        placed("很长。", f"{long}.", "1-4", 9), placed("很长的。", f"{long}!", "1-5", 11),
    ]  # fmt: skip
    told = [(one.code, one.line, one.cause) for one in _english_findings(entries)]
    assert ("X015", 7, "1-3: its Chinese has other English at a.po:5 (1-2)") in told or (
        "X015",
        5,
        "1-2: its Chinese has other English at a.po:7 (1-3)",
    ) in told
    assert [one for one in told if one[0] == "X016"] == [("X016", 9, "2 entries have a sentence of more than 35 words: 1-4, 1-5")]
    assert [(code, line) for code, line, _ in told if code == "X012"] == [("X012", 3)] * 2


def test_the_glossary_is_held_against_the_termbase() -> None:
    bound = TermRendering("输水干线", "trunk main", also=["water main"], avoid=["water line"], at=4)
    base = Termbase(Path("termbase.toml"), {"输水干线": bound})
    terms = [Term("a", "输水干线", "term", en=english) for english in ("trunk main", "water main", "", "big pipe", "water line")]
    assert [[(one.code, one.line) for one in _against_glossary(base, (term,))] for term in terms] == [
        [],
        [],
        [],
        [("X002", 4)],
        [("X002", 4)],
    ]
    assert [against_termbase(english, bound) for english in ("The trunk main", "A water line", "A pipe")] == [
        "", "输水干线 is “trunk main”, not “water line”", "输水干线 is “trunk main” (or “water main”)",
    ]  # fmt: skip


def test_how_an_entry_differs_from_what_the_plan_wants() -> None:
    wanted = POEntry("1-1", "甲")
    assert _unlike(wanted, []) == ", which the file has not"
    assert _unlike(wanted, [POEntry("1-1", "甲", obsolete=True)]) == ", which the file has not"
    assert _unlike(wanted, [POEntry("1-2", "乙"), POEntry("1-1", "甲")]) == ""
    assert _unlike(wanted, [POEntry("1-1", "乙")]) == ": its msgid is “乙”, the plan has “甲”"


def test_counts_of_a_background_are_written_as_they_are_read() -> None:
    text = background_text(9, {"甲乙": 3, "丙丁": 1, "乙丙": 3, "丁戊": 2}, {"水": 1, "山": 4})
    assert text == "passages\t9\ngram\t乙丙 甲乙\t3\ngram\t丁戊\t2\nsubject\t山\t4\nsubject\t水\t1\n"
    assert spread([["a", "a", "b"], ["b"], []]) == {"a": 1, "b": 2}


def test_a_table_that_cannot_be_set_in_order_says_all_that_is_wrong() -> None:
    seed = Seed("p", Path("p.txt"), "表1 甲 乙\n", "utf-8", False, Settings("p", "某市规划", "plain", ["一、"], path=Path("p.toml")))
    table = TableText(1, 1, "表2", "表\t1", ["甲", "乙"], [["丙"], []], "据", notes=["注"])
    assert [cause for cause, _, _ in _wrong(seed, table, -1, "")] == [
        "the table's first words `表2` are not in line 1", "the row beginning `丙` has 1 cells, the head 2", "the row beginning `` has 0 cells, the head 2",
        "the note `注` does not begin with its mark and a blank", "`'表\\t1'` holds a tabulator or a line end",
    ]  # fmt: skip
    good = TableText(1, 1, "表1", "表1", ["甲"], [["乙"]], "据", removed="丁", added="丙")
    assert [cause for cause, _, _ in _wrong(seed, good, 0, "表1 甲 乙")] == [
        "the table loses `丙` and invents `丁` compared with lines 1–1 of p.txt"
    ]
    assert difference("甲 乙[^1]", "甲乙乙") == ("[^1]", "乙")


# ---- titles that print broke, numbers of pages


def test_titles_of_the_contents_are_found_where_print_broke_them() -> None:
    titles = ["第一章 总体要求", "第二章 加快建设现代化产业体系", "二、保障措施", "结语"]
    known = Titles(titles)
    asked = {
        ("第一章总体要求", "坚持"): (titles[0], 1),
        ("第二章 加快建设", "现代化产业体系", "加快"): (titles[1], 2),
        ("第二章 加快建设", "现代化", "产业", "体系", "加快"): (titles[1], 4),
        ("第二章 加快推进现代化", "产业体系"): (titles[1], 2),
        ("第二章 别的事情完全不同", "产业"): None,
        ("二、 保障措施类", "加强"): (titles[2], 1),
        ("结束语", "完"): None,
        ("加快", "建设"): None,
        (): None,
    }
    assert {lines: known.of(lines) for lines in asked} == asked
    lines = ["前文。", "第二章 加快建设", "现代化产业体系", "加快。", "结语", "完。"]
    assert title_lines(lines, titles) == ({1}, {0, 2, 3, 4})
    assert title_lines(lines, []) == (set(), set())


def test_values_of_page_numbers() -> None:
    asked = {"12": 12, "1 2": 12, "Ⅳ": 4, "ⅻ": 12, "xiv": 14, "IX": 9, "二十": 20, "二○": 20, "○": 0}
    assert {numeral: value_of(numeral) for numeral in asked} == asked


def test_formal_numerals() -> None:
    assert [read_numeral(one) for one in ("壹", "贰", "叄", "陸", "拾", "拾壹", "拾貳", "廿一", "一百零三", "乙", "㈢", "C", "XL")] == [
        1,
        2,
        3,
        6,
        10,
        11,
        12,
        21,
        103,
        2,
        3,
        100,
        40,
    ]
    for wrong in ("", "甲乙", "x"):
        with pytest.raises(ValueError, match="numeral"):
            read_numeral(wrong)


def test_words_that_only_explain_are_no_uses_of_them() -> None:
    sentence = Sentence("推进“放管服”和“放管服”改革，稳定“两网”与“十四五”。", id="1-1")
    other = Sentence("“放管服”和“三高四新”。", id="a.1-1")
    sections = (
        Section("1", "一", "一、", 1, "任务", blocks=(Paragraph((sentence,)),)),
        Section("a", None, "", 1, "附件：名词解释", blocks=()),
        Section("a.1", "1", "1. ", 2, "放管服", parent="a", blocks=(Paragraph((other,)),)),
    )
    assert undefined_expressions([Plan("p", {}, sections)], set()) == ["两网"]
    assert undefined_expressions([Plan("p", {}, sections)], {"两网"}) == []
    assert undefined_expressions([Plan("p", {}, sections[:1]), Plan("q", {}, sections[:1])], set()) == ["放管服", "两网"]


# ---- rows, files that convert does not make


def test_a_row_is_named_by_its_first_words() -> None:
    rows = {"1\t产值\t亿元\t工业\t90": "产值\t亿元", "产值\t5%\t工业\t商业": "产值\t工业", "产值": "产值", "1": "1"}
    assert {row: row_name(row) for row in rows} == rows


def test_what_to_do_about_files_that_convert_does_not_make() -> None:
    told = {
        "content/a.txt~": "delete it: rm 'content/a.txt~'",
        "content/~$a.docx": "delete it: rm 'content/~$a.docx'",
        "content/p/glossary.toml": "it is read in content/ only: mv content/p/glossary.toml content/",
        "content/note.docx": "move it out of content/ (mv content/note.docx .); a new text comes in by `zhangju add FILE`, a chapter by the seed",
    }
    assert {name: put_away(Path(name)) for name in told} == told
    seeds = {
        "seeds/A.TXT": "mv seeds/A.TXT seeds/A.txt",
        "seeds/a.txt~": "delete it: rm 'seeds/a.txt~'",
        "seeds/Plan.pdf": "save its text as UTF-8 and take that in (zhangju add FILE --id plan); move this out: mv seeds/Plan.pdf .",
        "seeds/Plan.md": "take it in (zhangju add seeds/Plan.md --id plan); move this out: mv seeds/Plan.md .",
    }
    assert {name: _into_seeds(Path(name)) for name in seeds} == seeds


def test_texts_in_bins_are_counted_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pinyin, "LOOSE", 3)
    bins, given = pinyin._Bins(), ["甲乙丙", "乙丙", "甲乙丙", "丁戊己", "丙丁戊", "乙丙", "甲乙丙"]
    for text in given:
        bins.add([text])
    assert sum(bins.counts(), Counter()) == Counter(given)


def test_the_lines_that_hold_a_word() -> None:
    text = "甲版\n乙\n丙版丁版\n版"
    assert [text[slice(*span)] for span in lines_with(text, "版")] == ["甲版", "丙版丁版", "版"]
    assert [*lines_with("甲", "版")] == []


def test_a_language_is_declared_with_blanks_around_its_plural_rule(tmp_path: Path) -> None:
    declared = tmp_path / "locale" / "fr" / "language.toml"
    declared.parent.mkdir(parents=True)
    declared.write_text('name = "Français"\nlocale = "fr_FR"\nplural = " nplurals=2; plural=(n > 1); "\n', encoding="utf-8")
    made = languages_of(tmp_path)["fr"]
    assert (made.plural, made.prefix, made.words, made.translated) == ("nplurals=2; plural=(n > 1);", "fr/", "en", True)
    for place in ("fr/a", "en/b", "en/a"):
        (tmp_path / "locale" / place).with_suffix(".po").parent.mkdir(exist_ok=True)
        (tmp_path / "locale" / place).with_suffix(".po").touch()
    assert [path.relative_to(tmp_path / "locale").as_posix() for _, _, path in locale_files(tmp_path, ["a", "b"])] == [
        "en/a.po",
        "en/b.po",
        "fr/a.po",
    ]


def test_the_collector_is_as_it_was_before() -> None:
    before = gc.get_threshold(), gc.isenabled()
    with seldom_collected(), uncollected():
        assert (gc.get_threshold()[0] > before[0][0], gc.isenabled()) == (True, False)
    assert (gc.get_threshold(), gc.isenabled()) == before
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_changed_is_told_plan_by_plan_and_cut_where_it_is_much() -> None:
    places = (
        PlaceChange(id="1-1", kind="sentence", state="changed", before="甲。", after="乙。"),
        PlaceChange(id="1-2", kind="sentence", state="moved", to="2-1", before="丙。", after="丙。"),
        PlaceChange(id="1-3", kind="sentence", state="new", after="丁。"),
        PlaceChange(id="1-4", kind="sentence", state="retired", to="1", before="戊。", after="总则"),
    )
    plans = (PlanChanges(plan="a", title="甲规划", state="changed", places=places),)
    terms = Differing(added=tuple(str(n) for n in range(MOST)), removed=("己",))
    lines = told(Changes(since="v1", plans=plans, terms=terms)).split("\n")
    assert lines[:8] == [
        *("a  甲规划: changed", "  changed  sentence 1-1", "           - 甲。", "           + 乙。", "  moved    sentence 1-2 → 2-1"),
        *("  new      sentence 1-3", "           + 丁。", "  retired  sentence 1-4 → 1"),
    ]
    assert lines[8:11] == ["           - 戊。", f"terms: {MOST} added, 1 removed", "  + 0"]
    assert lines[-2:] == [f"  + {MOST - 1}", "  and 1 more; --json has all"]
    assert told(Changes(since="0123456789abcdef")) == "nothing changed since 0123456789ab"

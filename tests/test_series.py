"""Series of indicators: what is joined and what stays apart, editors' decisions and what is wrong with them, addresses that stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import main
from generator.errors import ZhangjuError
from generator.findings import findings_of
from generator.indicators import extract
from generator.indicators.amounts import parted
from generator.indicators.editors import read_indicator_editors
from generator.indicators.loading import indicator_findings, load, proposals
from generator.indicators.lock import LOCK, LONGEST, give_ids, read_ids, write_ids
from generator.indicators.series import load_indicators
from generator.model import Indicators, Paragraph, Plan, Row, Section, Sentence, Series, Table
from generator.model.address import is_folder
from tests.first import ROOT


def plan(name: str, text: str, period: str = "2021-2025", title: str = "云州市规划", table: Table | None = None) -> Plan:
    sentences = tuple(Sentence(part + "。", id=f"1-{i}", line=i + 2) for i, part in enumerate(text.rstrip("。").split("。"), 1))
    blocks = (Paragraph(sentences), *((table,) if table else ()))
    meta = {"title": title, "kind": "plan", "period": period, "date": period[:4]}
    return Plan(name, meta, (Section("1", "一", "一、", 1, "主要目标", blocks=blocks),))


OLD = plan("old", "到2025年，全市森林覆盖率达到35%以上。每万人口发明专利拥有量达到60件。研发经费占生产总值比重达到4%。新增公园300座。")
NEW = plan(
    "new",
    "到2030年，森林覆盖率达到38%。每万人口高价值发明专利拥有量达到40件。研发经费相当于生产总值比例达到5%。公园数量达到900座。",
    "2026-2030",
)


def loaded(tmp_path: Path, toml: str = "", plans: list[Plan] | None = None, locked: dict[str, str] | None = None) -> Indicators:
    (tmp_path / "indicators.toml").write_text(toml, encoding="utf-8")
    plans = plans or [OLD, NEW]
    return load_indicators(read_indicator_editors(tmp_path), plans, extract(plans), locked or {})


def by_name(found: Indicators, name: str) -> Series:
    return next(series for series in found.series if name in series.names)


def years(series: Series) -> list[tuple[str, int]]:
    return [(point.value.plan, point.value.year) for point in series.points]


def test_the_same_indicator_of_one_place_is_joined_across_plans(tmp_path: Path) -> None:
    forest = by_name(loaded(tmp_path), "森林覆盖率")
    assert years(forest) == [("old", 2025), ("new", 2030)]
    assert (forest.area, forest.unit, forest.basis) == ("云州市", "%", "level")


def test_what_is_only_alike_stays_apart(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    assert years(by_name(found, "每万人口发明专利拥有量")) == [("old", 2025)]
    assert years(by_name(found, "新增公园")) == [("old", 2025)]  # what is added is no level
    assert years(by_name(found, "公园数量")) == [("new", 2030)]


def test_another_city_has_its_own_series(tmp_path: Path) -> None:
    other = plan("other", "到2030年，森林覆盖率达到50%。", "2026-2030", "梁州市规划")
    found = loaded(tmp_path, plans=[OLD, other])
    assert {series.area for series in found.series if "森林覆盖率" in series.name} == {"云州市", "梁州市"}


def test_the_same_figure_in_a_table_and_a_sentence_is_one_point(tmp_path: Path) -> None:
    table = Table("指标", ("指标", "属性", "2025年"), (Row(("森林覆盖率", "约束性", "35%"), "1-t1-r1"),), id="1-t1")
    found = loaded(tmp_path, plans=[plan("old", "到2025年，全市森林覆盖率达到35%。", table=table)])
    (point,) = by_name(found, "森林覆盖率").points
    assert point.value.place == "1-t1-r1"
    assert [value.place for value in point.also] == ["1-1"]


JOIN = '[[series]]\nname = "研发经费占生产总值比重"\nnames = ["研发经费相当于生产总值比例"]\nname_en = "R&D"\nreason = "同指强度"\n'


def test_an_editor_joins_wordings(tmp_path: Path) -> None:
    series = by_name(loaded(tmp_path, JOIN), "研发经费相当于生产总值比例")
    assert years(series) == [("old", 2025), ("new", 2030)]
    assert (series.name_en, series.reason) == ("R&D", "同指强度")


WRONG = [
    ('[[series]]\nname = "海水淡化率"\n', 1, "no plan has a value"),
    ('\n[[series]]\nname = "森林覆盖率"\nnames = ["新增公园"]\nreason = "x"\nbasis = "growth"\n', 2, "matches no value"),
    ('[[series]]\nname = "森林覆盖率"\nnames = ["公园数量"]\nreason = "x"\n', 1, "different units"),
    ('[english]\n"森林覆盖率" = "Forest coverage"\n"森林复盖率" = "Forests"\n', 3, "nor one for that place"),
    ('[english]\n"森林覆盖率" = "森林 coverage"\n', 2, "has Chinese in it"),
    ('[english]\n"森林覆盖率" = 3\n', 2, "is int, not str"),
    ('english = "x"\n', 1, "`english` is str"),
    ('[[series]]\nname = "森林覆盖率"\nnames = ["公园数量"]\n', 1, "reason"),
    ('[[series]]\nname = "森林覆盖率"\n\n[[series]]\nname = "森林覆盖率"\n', 4, "line 1 already"),
    ('[[series]]\nname = "森林覆盖率"\nbasis = "height"\n', 1, "no basis"),
    ('[[series]]\nname = "森林覆盖率"\nheight = 3\n', 3, "unknown key"),
    ('[[apart]]\nnames = ["森林覆盖率"]\n', 1, "fewer than two"),
    ('[[apart]]\nnames = ["森林覆盖率", "海水淡化率"]\n', 1, "no plan has a value"),
    (JOIN + '\n[[apart]]\nnames = ["研发经费占生产总值比重", "研发经费相当于生产总值比例"]\n', 7, "joined in line 1"),
    ('[[area]]\nplan = "none"\nname = "云州市"\n', 1, "no plan"),
]


@pytest.mark.parametrize(("toml", "line", "cause"), WRONG, ids=[cause for _, _, cause in WRONG])
def test_what_is_wrong_in_the_file_is_told_with_its_line(tmp_path: Path, toml: str, line: int, cause: str) -> None:
    with pytest.raises(ZhangjuError) as caught:
        loaded(tmp_path, toml)
    assert any(cause in finding.cause and finding.line == line for finding in findings_of(caught.value))


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ZhangjuError) as caught:
        loaded(tmp_path, '[[series]]\nname = "海水淡化率"\n[[series]]\nname = "潮汐发电量"\n')
    assert len(caught.value.parts) >= 2


def test_an_address_outlives_another_title_and_a_join(tmp_path: Path) -> None:
    before = loaded(tmp_path)
    locked = dict(before.names)
    one, other = by_name(before, "研发经费占生产总值比重"), by_name(before, "研发经费相当于生产总值比例")
    after = loaded(tmp_path, JOIN, locked=locked)
    assert by_name(after, "研发经费占生产总值比重").id == one.id
    assert other.id in dict(after.names).values()  # it leads to the other now
    turned = '[[series]]\nname = "研发经费相当于生产总值比例"\nnames = ["研发经费占生产总值比重"]\nreason = "x"\n'
    assert by_name(loaded(tmp_path, turned, locked=locked), "研发经费占生产总值比重").id in (one.id, other.id)


def test_addresses_do_not_depend_on_what_comes_later(tmp_path: Path) -> None:
    locked = dict(loaded(tmp_path, plans=[OLD]).names)
    assert {key: address for key, address in loaded(tmp_path, locked=locked).names if key in locked} == locked


def test_addresses_are_short_and_differ(tmp_path: Path) -> None:
    long = "政府机构及企业持有的新建租赁性住房和保障性住房比重"
    found = give_ids([[f"{long}{end} level 云州市 %"] for end in ("一", "二", "三")], {})
    assert len(set(found.values())) == 3
    assert all(is_folder(address) and len(address) <= LONGEST + 2 for address in found.values())
    found = give_ids([["A" * 60 + f"{end} level 云州市 %"] for end in "bc"], {})  # nothing in it to cut at
    assert len(set(found.values())) == 2
    assert all(is_folder(address) for address in found.values())


def test_the_lock_reads_back(tmp_path: Path) -> None:
    names = dict(loaded(tmp_path).names)
    (tmp_path / LOCK).write_text(write_ids(names), encoding="utf-8")
    assert read_ids(tmp_path) == names


@pytest.mark.parametrize("text", ["nonsense\n", "a b\tx level 云州市 %\n", "a\tx level 云州市 %\nb\tx level 云州市 %\n"])
def test_a_damaged_lock_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    (tmp_path / LOCK).write_text(text, encoding="utf-8")
    with pytest.raises(ZhangjuError) as caught:
        read_ids(tmp_path)
    assert findings_of(caught.value)[0].line == text.count("\n")


def test_findings_name_the_line_of_the_seed(tmp_path: Path) -> None:
    rows = (Row(("绿化面积", "预期性", "35"), "1-t1-r1", line=9), Row(("森林覆盖率", "约束性", "38-35%"), "1-t1-r2", line=10))
    text = "到2025年，森林覆盖率达到35%。森林覆盖率达到36%。打造5-3个街区。本届政府任期内完成改造60万平方米"
    made = plan("old", text, table=Table("指标", ("指标", "属性", "2025年"), rows, id="1-t1"))
    found = {(f.code, f.file, f.line) for f in indicator_findings(tmp_path, tmp_path / "seeds", [made])}
    seed = str(tmp_path / "seeds" / "old.txt")
    assert {("I002", seed, 4), ("I003", seed, 5), ("I003", seed, 10), ("I004", seed, 9), ("I005", seed, 6)} <= found
    assert ("I001", str(tmp_path / LOCK), 1) in found


def test_proposals_are_alike_and_undecided(tmp_path: Path) -> None:
    found = loaded(tmp_path)
    pairs = {frozenset((p.a.name, p.b.name)) for p in proposals(tmp_path, found)}
    alike = frozenset(("研发经费占生产总值比重", "研发经费相当于生产总值比例"))
    assert alike in pairs
    apart = '[[apart]]\nnames = ["研发经费占生产总值比重", "研发经费相当于生产总值比例"]\n'
    again = loaded(tmp_path, apart)
    assert alike not in {frozenset((p.a.name, p.b.name)) for p in proposals(tmp_path, again)}


def test_the_command_proposes_and_lists(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    capsys.readouterr()
    assert main(["indicators", "--root", str(root)]) == 0
    assert "series" in capsys.readouterr().err
    assert main(["indicators", "--unplaced", "--root", str(root)]) == 0


def test_the_committed_joins_are_right() -> None:
    content = ROOT / "content"
    from generator.content.store import load_plans

    found = load(content, [one.plan for one in load_plans(content)])
    research = by_name(found, "全社会研发经费支出相当于全市生产总值比例")
    assert [point.value.low for point in research.points] == ["4.1", "4.5", "4.5", "4.6"] or len(research.points) >= 3
    assert by_name(found, "每万人口发明专利拥有量") is not by_name(found, "每万人口高价值发明专利拥有量")
    assert by_name(found, "数字经济增加值占全市生产总值比重") is not by_name(found, "数字经济核心产业增加值占全市生产总值比重")


@pytest.mark.parametrize(
    ("unit", "wanted"),
    [
        ("千瓦", (1, "千瓦")),
        ("万千瓦", (10**4, "千瓦")),
        ("千瓦时", (1, "千瓦时")),
        ("千人", (10**3, "人")),
        ("万亿元", (10**12, "元")),
        ("万", (1, "万")),
    ],
)
def test_a_unit_is_parted_from_what_multiplies_it(unit: str, wanted: tuple[int, str]) -> None:
    assert parted(unit) == wanted

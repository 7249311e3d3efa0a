"""Values of plans: sentences by cases, tables, what is none, and all of the five plans against the labels."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.content.store import load_plan, plan_ids
from generator.indicators import REASONS, extract, sureness
from generator.indicators.amounts import family, parted
from generator.indicators.lists import listed
from generator.indicators.times import Frame, times
from generator.model import Note, Paragraph, Plan, Row, Section, Sentence, Table, Unplaced, Value
from tests.conftest import ROOT

CASES = tomllib.loads((ROOT / "tests" / "cases" / "indicators.toml").read_text(encoding="utf-8"))["case"]
LEAST = sureness.LEAST
FLOORS = tomllib.loads((ROOT / "tests" / "gold" / "floors.toml").read_text(encoding="utf-8"))["indicators"]


@pytest.fixture(autouse=True)
def all_that_is_read(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """How sentences are read is tried without the doubt that the shape of a sentence alone gives; that has tests of its own."""
    if "plans" not in request.fixturenames:
        monkeypatch.setattr(sureness, "LEAST", 0.0)


def plan_of(text: str, period: str = "2021-2025", heading: str = "主要举措", table: Table | None = None, title: str = "云州市规划") -> Plan:
    sentences = tuple(Sentence(part + "。", id=f"1-{i}") for i, part in enumerate(text.rstrip("。").split("。"), 1))
    blocks = (Paragraph(sentences), *((table,) if table else ()))
    meta = {"title": title, "kind": "plan", "period": period}
    return Plan("yun", meta, (Section("1", "一", "一、", 1, heading, blocks=blocks),))


def short(value: Value, case: dict[str, Any]) -> str:
    figure = f"{value.low}–{value.high}" if value.high else value.bound + value.low
    years = f"{value.since}-{value.year}" if value.since else str(value.year)
    text = f"{value.name} | {figure} {value.unit} | {value.state} {years} {value.measure}"
    text += " down" if value.down else ""
    text += f" base={value.base_year}" if value.base_year else ""
    return text + (f" scope={value.scope}" if any("scope=" in wanted for wanted in case["values"]) else "")


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    made = extract([plan_of(case["text"], case.get("period", "2021-2025"), case.get("heading", "主要举措"))])
    assert [short(value, case) for value in made.values] == case["values"]
    assert [one.reason for one in made.unplaced] == case.get("unplaced", [])


def test_every_value_has_the_words_that_prove_it() -> None:
    for case in CASES:
        plan = plan_of(case["text"], case.get("period", "2021-2025"))
        texts = {part.place: part.text for section in plan.sections for part in section.parts()}
        made = extract([plan])
        for one in (*made.values, *made.unplaced):
            assert texts[one.place][slice(*one.span)] == one.words
            assert one.reason in REASONS if isinstance(one, Unplaced) else one.low.replace(".", "").removeprefix("-").isdigit()


def table(columns: tuple[str, ...], *rows: tuple[str, ...], caption: str = "主要指标") -> Table:
    return Table(caption, columns, tuple(Row(cells, f"1-t1-r{i}") for i, cells in enumerate(rows, 1)), id="1-t1")


def values_of(made: Table, **settings: str) -> list[str]:
    return [
        short(v, {"values": []}) + (f" {v.binding}" if v.binding else "") for v in extract([plan_of("略。", table=made, **settings)]).values
    ]


def test_a_table_of_indicators_gives_years_units_and_kinds() -> None:
    made = table(
        ("序号", "指标", "单位", "属性", "2020年", "2025年", "年均[累计]"),
        ("1", "全市生产总值", "亿元", "预期性", "2600", "-", "6左右"),
        ("2", "森林覆盖率", "%", "约束性", "33.1", "\\>35", "-"),
        ("3", "房屋改造面积", "万平方米", "约束性", "-", "-", "\\[40\\]"),
        ("4", "居民收入增长", "%", "预期性", "-", "-", "与经济增长同步"),
    )
    assert values_of(made) == [
        "全市生产总值 | 2600 亿元 | achieved 2020 level 预期性",
        "全市生产总值 | ~6 % | target 2021-2025 growth 预期性",
        "森林覆盖率 | 33.1 % | achieved 2020 share 约束性",
        "森林覆盖率 | >35 % | target 2025 share 约束性",
        "房屋改造面积 | 40 万平方米 | target 2021-2025 cumulative 约束性",
        "居民收入增长 |   | target 2021-2025 growth 预期性".replace("|   |", "| words  |"),
    ]


NATIONAL = Table(
    "主要指标",
    ("类别", "指标", "2020年", "2025年", "年均/累计", "属性"),
    tuple(
        Row(cells, f"1-t1-r{i}")
        for i, cells in enumerate(
            [
                ("经济", "1.常住人口城镇化率(%)", "60.6*", "65", "—", "预期性指标"),
                ("经济", "（2）地区生产总值（亿元）", "-", "〔〕", "6.5左右", "预期"),
                ("民生", "③人均预期寿命(岁)", "77.3", "—", "〔1〕", "约束型"),
                ("绿色", "4．能耗强度（吨标准煤/万元）", "0.5", "0.43以内", "〔13.5%〕", "约束性"),
                ("安全", "安全", "安全", "安全", "安全", "安全"),
                ("安全", "粮食产量（万吨）", "—", "＞6.5", "保持正增长", "约束性/预期性"),
            ],
            1,
        )
    ),
    notes=(Note("注", "带*的为2019年数据，〔 〕内为5年累计数。"),),
    id="1-t1",
)


def test_a_national_table_with_stars_numbers_and_sums_in_brackets() -> None:
    assert values_of(NATIONAL) == [
        "常住人口城镇化率 | 60.6 % | achieved 2019 share 预期性",
        "常住人口城镇化率 | 65 % | target 2025 share 预期性",
        "地区生产总值 | ~6.5 % | target 2021-2025 growth 预期性",
        "人均预期寿命 | 77.3 岁 | achieved 2020 level 约束性",
        "人均预期寿命 | 1 岁 | target 2021-2025 cumulative 约束性",
        "能耗强度 | 0.5 吨标准煤/万元 | achieved 2020 level 约束性",
        "能耗强度 | <=0.43 吨标准煤/万元 | target 2025 level 约束性",
        "能耗强度 | 13.5 % | target 2021-2025 growth 约束性",
        "粮食产量 | >6.5 万吨 | target 2025 level",
        "粮食产量 | words  | target 2021-2025 growth",
    ]


def test_rows_may_be_years() -> None:
    made = table(
        ("年份", "地区生产总值（亿元）", "森林覆盖率(%)", "增速", "备注"),
        ("2018年", "100", "30", "5%", "1"),
        ("2025年目标", "200", "≥35", "-", ""),
    )
    assert values_of(made) == [
        "地区生产总值 | 100 亿元 | achieved 2018 level",
        "森林覆盖率 | 30 % | achieved 2018 share",
        "地区生产总值 | 200 亿元 | target 2025 level",
        "森林覆盖率 | >=35 % | target 2025 share",
    ]
    assert [one.reason for one in extract([plan_of("略。", table=made)]).unplaced] == ["subject"]


@pytest.mark.parametrize(
    ("columns", "row", "wanted", "period"),
    [
        (
            ("指标", "单位", "“十三五”末", "“十四五”末", "责任单位"),
            ("公路里程", "公里", "12", "15", "3局"),
            ["公路里程 | 12 公里 | achieved 2020 level", "公路里程 | 15 公里 | target 2025 level"],
            "2021-2025",
        ),
        (
            ("指标", "2025年实际", "同比增长(%)", "2026年目标"),
            ("生产总值（亿元）", "100", "-5.2", "6%左右"),
            [
                "生产总值 | 100 亿元 | achieved 2025 level",
                "生产总值 | -5.2 % | achieved 2025 growth",
                "生产总值 | ~6 % | target 2026 growth",
            ],
            "2026",
        ),
        (
            ("类别", "内容", "2020年基数", "2025年", "属性"),
            ("经济", "生产总值（亿元）", "100", "200", "约束性"),
            ["生产总值 | 100 亿元 | base 2020 level 约束性", "生产总值 | 200 亿元 | target 2025 level 约束性"],
            "2021-2025",
        ),
        (("指标", "单位", "2025年计划"), ("公路里程", "公里", "12"), ["公路里程 | 12 公里 | target 2025 level"], "2026"),
    ],
)
def test_heads_of_tables(columns: tuple[str, ...], row: tuple[str, ...], wanted: list[str], period: str) -> None:
    assert values_of(table(columns, row, caption=""), period=period) == wanted


def test_a_second_row_of_heads_and_a_part_of_a_row() -> None:
    rows = (("", "", "实际", "目标"), ("财政收入", "亿元", "90", "120"), ("其中：地方级", "亿元", "40", "60"))
    assert values_of(table(("指标", "单位", "2020年", "2025年"), *rows)) == [
        "财政收入 | 90 亿元 | achieved 2020 level",
        "财政收入 | 120 亿元 | target 2025 level",
        "财政收入（地方级） | 40 亿元 | achieved 2020 level",
        "财政收入（地方级） | 60 亿元 | target 2025 level",
    ]


SHIFTED = [
    (
        ("序号", "类别", "主要指标", "2020年现状", "2025年目标", "指标", "属性"),
        [("1", "综合", "治理", "内涝防治达标率（%）", "——", "95", "约束性"), ("2", "", "", "城市防洪达标率（%）", "80", "95", "约束性")],
        ["内涝防治达标率 95 % 2025 target", "城市防洪达标率 80 % 2020 achieved", "城市防洪达标率 95 % 2025 target"],
    ),
    (
        ("序号　项目类别", "单位", "“十三五”规划", "目标", "“十三五”完成", "情况　完成率"),
        [("1", "整治城市河道", "条", "350", "396", "113%"), ("2", "雨水管网总长度", "公里", "40", "42", "105%")],
        [
            "整治城市河道 350 条 2020 target",
            "整治城市河道 396 条 2020 achieved",
            "雨水管网总长度 40 公里 2020 target",
            "雨水管网总长度 42 公里 2020 achieved",
        ],
    ),
]


@pytest.mark.parametrize(("heads", "rows", "wanted"), SHIFTED, ids=["a column without a head", "heads that run together"])
def test_heads_that_a_print_has_shifted_are_laid_over_the_columns_anew(
    heads: tuple[str, ...], rows: list[tuple[str, ...]], wanted: list[str]
) -> None:
    values = extract([plan_of("略。", table=table(heads, *rows))]).values
    assert [f"{v.name} {v.low} {v.unit} {v.year} {v.state}" for v in values] == wanted


def test_figures_under_heads_that_tell_nothing_are_for_a_person() -> None:
    made = extract([plan_of("略。", table=table(("指标", "单位", "甲", "乙"), ("公路里程", "公里", "1200", "不详")))])
    assert not made.values
    assert [(one.words, one.reason) for one in made.unplaced] == [("1200", "head")]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("能耗降低13.5%（约束性指标），森林覆盖率达到35%，为预期性指标", ["约束性", "预期性"]),
        ("约束性指标：能耗降低13.5%，森林覆盖率达到35%", ["约束性", "约束性"]),
        ("能耗降低13.5%，森林覆盖率达到35%，以上均为约束性指标", ["约束性", "约束性"]),
        ("能耗降低13.5%，森林覆盖率达到35%", ["", ""]),
    ],
)
def test_a_sentence_may_say_which_targets_bind(text: str, kinds: list[str]) -> None:
    assert [value.binding for value in extract([plan_of(f"到2025年{text}。")]).values] == kinds


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("公斤", "千克"),
        ("吨标煤", "吨标准煤"),
        ("kW", "千瓦"),
        ("万千瓦时", "万度"),
        ("方", "立方米"),
        ("MW", "万千瓦"),
        ("GWh", "亿千瓦时"),
    ],
)
def test_units_that_can_be_compared(a: str, b: str) -> None:
    assert family(a) == family(b)


def test_amounts_in_units_that_are_so_many_of_another() -> None:
    assert parted("万千瓦") == (10**4, "千瓦")
    assert parted("百兆瓦") == (10**5, "千瓦")


def test_a_table_without_units_reads_them_from_its_cells() -> None:
    made = table(("指标名称", "属性", "全年目标"), ("生产总值", "预期性", "增长5%左右"), ("新增就业", "预期性", "6万人以上"))
    assert values_of(made, period="2026") == [
        "生产总值 | ~5 % | target 2026 growth 预期性",
        "新增就业 | >=6 万人 | target 2026 increment 预期性",
    ]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("财政收入（亿元）", "财政收入 | 26 亿元"),
        ("人均绿地面积(平方米)", "人均绿地面积 | 26 平方米"),
        ("人均产值（万元/人）", "人均产值 | 26 万元/人"),
        ("常住人口（万）", "常住人口 | 26 万"),
        ("财政收入（全口径）", ""),
    ],
)
def test_a_table_without_a_column_of_units_has_them_behind_the_names(name: str, wanted: str) -> None:
    made = table(("指标名称", "属性", "2025年"), (name, "预期性", "26"))
    assert values_of(made) == ([f"{wanted} | target 2025 level 预期性"] if wanted else [])


def test_a_numeral_alone_takes_the_unit_of_its_row() -> None:
    made = table(("指标", "单位", "2025年"), ("财政收入", "亿元", "2.6万"), ("常住人口", "万人", "120万"))
    assert [(v.low, v.unit) for v in extract([plan_of("略。", table=made)]).values] == [("2.6", "万元"), ("120", "万人")]


@pytest.mark.parametrize(
    ("title", "heading"), [("云州市2022年国民经济和社会发展统计公报", "综合"), ("云州市政府工作报告", "2022年工作回顾")]
)
def test_a_table_among_what_was_done_promises_nothing_and_takes_units_from_its_heads(title: str, heading: str) -> None:
    made = table(("指标", "绝对数（亿元）", "比上年增长（%）"), ("生产总值", "617.5", "5.2"), caption="2022年生产总值")
    period = "2022" if "公报" in title else "2023"
    assert values_of(made, period=period, title=title, heading=heading) == [
        "生产总值 | 617.5 亿元 | achieved 2022 level",
        "生产总值 | 5.2 % | achieved 2022 growth",
    ]


WORDS_OF_PARTS = "方面|领域|环节|部分|阶段|层面|维度|原则|专题|步骤|要点|坚持|关键|篇章|专章|大类|章节|关口"


@pytest.mark.parametrize("word", WORDS_OF_PARTS.split("|"))
def test_what_divides_a_text_is_no_value(word: str) -> None:
    made = extract([plan_of(f"规划提出12个{word}。")])
    assert not made.values


@pytest.mark.parametrize(
    ("stem", "count", "names"),
    [
        ("农田化肥、农药总施用量", 2, ["农田化肥总施用量", "农药总施用量"]),
        ("铁路和公路里程", 2, ["铁路里程", "公路里程"]),
        ("规模以上新兴服务业和技术服务业营业收入", 2, ["规模以上新兴服务业营业收入", "技术服务业营业收入"]),
        ("铁路、公路和航道里程", 3, ["铁路里程", "公路里程", "航道里程"]),
        ("城乡和区域差距、收入和消费差距", 2, ["城乡和区域差距", "收入和消费差距"]),
        ("铁路里程", 2, []),
        ("铁路、公路、航道里程", 2, []),
        ("铁路、、航道里程", 3, []),
    ],
)
def test_a_list_of_names(stem: str, count: int, names: list[str]) -> None:
    assert listed(stem, count) == names


@pytest.mark.parametrize("columns", [("项目", "地点", "投资"), ("序号", "名称（街道）", "面积"), ("指标", "说明")])
def test_another_table_gives_nothing(columns: tuple[str, ...]) -> None:
    assert values_of(table(columns, tuple("30" for _ in columns))) == []


def test_a_study_promises_nothing_without_a_year() -> None:
    plan = plan_of("研发强度达到4.5%。", period="")
    made = extract([Plan(plan.id, {"title": "路径研究", "kind": "study"}, plan.sections)])
    assert not made.values
    assert [one.reason for one in made.unplaced] == ["year"]


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    content = Path(ROOT / "content")
    return [load_plan(content, name).plan for name in plan_ids(content)]


def test_a_table_wider_than_any_page_ends_well() -> None:
    """Its heads do not fit, and are not laid anew; nothing of it is published."""
    heads, row = ("单位", *("指标名称" for _ in range(3000))), ("绿地率", *("38" for _ in range(3000)))
    assert values_of(table(heads, row)) == []


@pytest.mark.parametrize(
    ("heads", "row", "published", "reasons"),
    [
        (("指标", "2025年", "年均增速"), ("减排（万吨）", "-", "〔5〕"), [], ["head"]),
        (("指标", "2025年", "属性"), ("", "12.5%", ""), [], ["subject"]),
        (("领域", "2025年目标", "属性"), ("经济增速", "完成上级目标", "预期性"), ["经济增速"], []),
        (("指标", "单位", "2025年"), ("PM2.5", "微克/立方米", "30"), ["PM2.5"], []),
        (("指标", "单位", "2025年"), ("排放强度", "吨二氧化碳/万元", "0.5"), ["排放强度"], []),
        (("指标", "单位", "2025年"), ("12", "%", "30"), [], ["subject"]),
    ],
)
def test_what_a_row_does_not_say_is_for_a_person(
    heads: tuple[str, ...], row: tuple[str, ...], published: list[str], reasons: list[str]
) -> None:
    made = extract([plan_of("略。", table=table(heads, row, ("绿地率", *["38%"] * (len(heads) - 1))))])
    assert [value.name for value in made.values if value.place.endswith("r1")] == published
    assert [one.reason for one in made.unplaced if one.place.endswith("r1")] == reasons


@pytest.mark.parametrize("stem", ["甲、乙、丙三类企业", "东城、西城两区人口"])
def test_the_number_of_a_list_is_no_part_of_its_last_name(stem: str) -> None:
    assert listed(stem, stem.count("、") + 1) == []


@pytest.mark.parametrize("when", ["民國113年將", "113年將", "113年擬"])
def test_a_year_of_the_republic_is_read_and_no_part_of_a_name(when: str) -> None:
    text = f"臺灣產業與經濟發展達成目標，{when}完成社會住宅5000戶。"
    plan = Plan("甲", {"title": "臺中市國土計畫", "kind": "plan", "period": "2021-2025"}, plan_of(text, heading="發展目標").sections)
    assert [(value.name, value.year) for value in extract([plan]).values] == [("社會住宅", 2024)]


def test_a_plan_in_traditional_characters_is_read_and_told_in_them() -> None:
    text = "至民國114年，污水下水道普及率達到75%，社會住宅累計興建1萬戶；到113年底，綠能裝置容量達到200萬瓩以上，新增鐵路里程不少於30公里。"
    plan = plan_of(text, heading="發展目標")
    found = extract([Plan("甲", {"title": "臺中市國土計畫", "kind": "plan", "period": "2021-2025"}, plan.sections)])
    assert [f"{v.name} {v.bound}{v.low} {v.unit} {v.year} {v.measure} {v.scope}" for v in found.values] == [
        "污水下水道普及率 75 % 2025 share 全市",
        "社會住宅 1 萬戶 2025 cumulative 全市",
        "綠能裝置容量 >=200 萬瓩 2024 level 全市",
        "新增鐵路里程 >=30 公里 2024 increment 全市",
    ]
    assert all(text[slice(*v.span)] == v.words for v in found.values)
    made = table(
        ("指標", "單位", "2020年", "2025年", "屬性"), ("森林覆蓋率", "%", "58", "60", "約束性"), ("造林面積", "萬畝", "3", "5", "預期性")
    )
    rows = extract([Plan("甲", {"title": "", "kind": "plan", "period": "2021-2025"}, plan_of(text, table=made).sections)]).values
    assert [f"{v.name} {v.low} {v.unit}" for v in rows if v.cell] == [
        "森林覆蓋率 58 %",
        "森林覆蓋率 60 %",
        "造林面積 3 萬畝",
        "造林面積 5 萬畝",
    ]
    assert family("萬畝") == family("亩")


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("凉山彝族自治州政府工作报告", "全州"),
        ("株洲市渌口区政府工作报告", "全区"),
        ("上海市居住社区规划", "全市"),
        ("内蒙古自治区规划纲要", "全区"),
        ("雄安新区规划", "雄安新区"),
        ("黔南布依族苗族自治州荔波县规划", "全县"),
        ("节水型社会建设规划", "全国"),
        ("天镇县五年规划", "全县"),
        ("镇原县五年规划", "全县"),
        ("市中区五年规划", "全区"),
    ],
)
def test_the_word_by_which_a_plan_means_all_of_its_area(title: str, scope: str) -> None:
    sections = plan_of("我国缺水。到2025年，用水量控制在6400亿立方米以内。").sections
    assert [v.scope for v in extract([Plan("甲", {"title": title, "kind": "plan", "period": "2021-2025"}, sections)]).values] == [scope]


def test_a_report_tells_only_what_is() -> None:
    sections = plan_of("年末常住人口252.1万人，比上年末增加0.6万人。", heading="一、综合").sections
    made = extract([Plan("甲", {"title": "丽水市2023年统计公报", "kind": "plan", "period": "2023"}, sections)])
    assert [f"{v.name} {v.low} {v.state} {v.year}" for v in made.values] == ["常住人口 252.1 achieved 2023", "常住人口 0.6 achieved 2023"]


def test_where_nothing_tells_the_year_of_a_plan_this_year_is_none() -> None:
    assert times("今年新建公园30座，去年建成5座。", None, Frame("", None)) == []
    assert [time.years for time in times("今年新建公园30座，去年建成5座。", (2026, 2026), Frame("", None))] == [(2026, 2026), (2025, 2025)]


PROJECTS = table(
    ("序号", "项目名称", "建设内容与规模", "建设地点", "项目起止", "总投资（万元）", "“十四五”投资（万元）"),
    ("河道工程（个）", "", "", "", "", "", ""),
    ("1", "云河清淤工程", "清淤河段长约2600米", "东山区", "2021-2023", "1,240", "240"),
    ("2", "南港泵站（二期）", "新建1座泵站", "各县区", "2020年—2022年", "800", "／"),
    ("3", "北堤加固工程", "", "", "", "500", "700"),
    ("4", "西渠连通工程", "", "", "9000", "500", ""),
    ("5", "", "苕溪整治", "西山区", "2021-2022", "10", "10"),
    ("小计", "", "", "", "2", "2040", "240"),
    caption="云州市",
)


def test_a_table_of_projects_gives_sums_with_place_and_time_and_trusts_no_shifted_row() -> None:
    made = extract([plan_of("略。", table=PROJECTS)])
    assert [short(value, {"values": ["scope="]}) for value in made.values] == [
        "云河清淤工程总投资 | 1240 万元 | target 2023 level scope=东山区",
        "云河清淤工程“十四五”投资 | 240 万元 | target 2021-2025 cumulative scope=东山区",
        "南港泵站（二期）总投资 | 800 万元 | target 2022 level scope=云州市",
    ]
    assert [(one.words, one.reason) for one in made.unplaced] == [
        ("500", "shifted"), ("700", "shifted"), ("500", "shifted"), ("10", "subject"), ("10", "subject"), ("2040", "sum"), ("240", "sum"),
    ]  # fmt: skip


def test_a_summary_of_a_year_tells_what_is() -> None:
    made = extract([plan_of("新建粮仓3座。", period="", heading="主要工作", title="云州市粮食局2022年工作总结")])
    assert [(value.state, value.year) for value in made.values] == [("achieved", 2022)]


def test_a_table_of_kinds_of_projects_counts_them_by_its_units() -> None:
    made = table(("项目类别", "单位", "数量", "总投资（亿元）"), ("河道治理工程", "项", "63", "25.3"), caption="重大项目汇总")
    assert values_of(made) == ["河道治理工程 | 63 项 | target 2025 increment", "河道治理工程总投资 | 25.3 亿元 | target 2025 level"]
    bare = table(("项目名称", "总投资"), ("河道治理工程", "63"), caption="重大项目（单位：万元）")
    assert values_of(bare) == ["河道治理工程总投资 | 63 万元 | target 2025 level"]


def test_a_table_of_areas_tells_of_each() -> None:
    rows = ("1", "东山县", "30", "≥35", "x"), ("2", "西河区", "120", "-", "3"), ("", "合计", "150", "40左右", "")
    made = table(("序号", "县（市、区）", "造林任务（万亩）", "森林覆盖率（%）", "备注"), *rows, caption="2025年各县（市、区）任务分解")
    values = extract([plan_of("略。", table=made)]).values
    assert [short(value, {"values": ["scope="]}) for value in values] == [
        "造林 | 30 万亩 | target 2025 level scope=东山县", "森林覆盖率 | >=35 % | target 2025 share scope=东山县",
        "造林 | 120 万亩 | target 2025 level scope=西河区", "造林 | 150 万亩 | target 2025 level scope=全市",
        "森林覆盖率 | ~40 % | target 2025 share scope=全市",
    ]  # fmt: skip
    untold = table(("地区", "常住人口（万人）"), ("东山县", "30"), caption="人口分布")
    assert [one.reason for one in extract([plan_of("略。", table=untold)]).unplaced] == ["head"]
    unnamed = table(("区县", "2020年", "2025年"), ("东山县", "30%", "35%"), caption="各区县森林覆盖率")
    assert [one.reason for one in extract([plan_of("略。", table=unnamed)]).unplaced] == ["subject", "subject"]


@pytest.mark.parametrize(
    ("text", "vouched", "published"),
    [
        ("到2025年，森林覆盖率达到35%。", (), ["森林覆盖率"]),
        ("到2025年，建成社区食堂12个。", (), ["社区食堂"]),
        ("社区食堂20个。", (), []),
        ("社区食堂20个。", ("社区食堂",), ["社区食堂"]),
        ("社区食堂20个。到2025年，建成社区食堂12个。", (), ["社区食堂", "社区食堂"]),
        ("社区食堂20个。社区食堂30个。", (), []),
        ("到2025年，建成20个社区食堂。", (), ["社区食堂"]),
        ("到2025年，建成20个社区食堂和共享厨房。", (), []),
        ("到2025年，建成20个标准化生产基地。", (), ["标准化生产基地"]),
        ("到2025年，推进20个标准化生产基地。", (), []),
        ("到2025年，完成营造林3万亩。", (), ["营造林"]),
        ("到2025年，城乡居民收入比缩小到2.2:1。", (), ["城乡居民收入比"]),
        ("到2025年，新增8个实验教学中心。", (), ["新增实验教学中心"]),
        ("到2025年，90%的社区实现集中供水。", (), ["社区实现集中供水"]),
        ("到2025年，规模工业增加值增长5%。", (), ["规模工业增加值"]),
        ("到2025年，新增5亿公斤粮食生产能力。", (), ["新增粮食生产能力"]),
        ("到2025年，20个社区食堂开门。", (), []),
        ("到2025年，建成花园12个。", (), ["花园"]),
        ("到2025年，建成绿谷12个。", (), []),
        ("到2025年，年度营业额达到20亿元。", (), []),
        ("到2025年，年度营业额达到20亿元。", ("年度营业额",), ["年度营业额"]),
    ],
)
def test_a_shape_that_is_often_wrong_needs_a_second_sign(
    text: str, vouched: tuple[str, ...], published: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sureness, "LEAST", LEAST)
    made = extract([plan_of(text)], vouched)
    assert [value.name for value in made.values] == published
    assert {one.reason for one in made.unplaced} <= {"unsure"}
    assert len(made.values) + len(made.unplaced) == text.count("。")


TWO_HEADS = [
    (("县区", "粮食产量（万吨）", "粮食产量（万吨）", "绿地率（%）"), ("县区", "2025年", "2030年", "2030年")),
    (("县区", "2025年", "2030年目标", "2030年目标"), ("", "粮食产量（万吨）", "粮食产量（万吨）", "绿地率（%）")),
]


@pytest.mark.parametrize(("heads", "below"), TWO_HEADS, ids=["years below", "names below"])
def test_a_table_by_areas_may_have_two_rows_of_heads(heads: tuple[str, ...], below: tuple[str, ...]) -> None:
    made = table(heads, below, ("东山县", "30", "35", "38"))
    assert values_of(made, period="2026-2030") == [
        "粮食产量 | 30 万吨 | achieved 2025 level",
        "粮食产量 | 35 万吨 | target 2030 level",
        "绿地率 | 38 % | target 2030 share",
    ]


@pytest.mark.parametrize(("aims", "wanted"), [(4, ["2022-2025"]), (3, [])], ids=["told over and over", "told too seldom"])
def test_a_dated_plan_without_a_period_is_for_the_years_that_it_aims_at(aims: int, wanted: list[str]) -> None:
    words = ["年均开发岗位2万个", *(f"到2025年，覆盖率达到{90 + i}%" for i in range(aims))]
    sentences = tuple(Sentence(text + "。", id=f"1-{i}") for i, text in enumerate(words, 1))
    meta = {"title": "云州市实施意见", "kind": "plan", "date": "2022-09-01"}
    plan = Plan("yun", meta, (Section("1", "一", "一、", 1, "主要举措", blocks=(Paragraph(sentences),)),))
    assert [f"{one.since}-{one.year}" for one in extract([plan]).values if "岗位" in one.name] == wanted


def test_what_a_range_of_years_opens_holds_for_its_sentence_alone_and_a_province_may_end_in_州() -> None:
    text = "2020年到2025年，投资占比从17%提升到35%。新增饭店16家"
    made = extract([plan_of(text, "2026", "过去五年工作回顾", title="2026年明州省政府工作报告")])
    assert [(one.words, one.since, one.scope) for one in made.values if one.unit == "家"] == [("16家", 0, "全省")]

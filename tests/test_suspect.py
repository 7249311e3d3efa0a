"""The detectors of damage against written examples, and against the labelled standard of the five plans."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator.reading import Seed, read_seed
from generator.reading.settings import Correction
from generator.repair import Repaired, repair
from generator.repair.corrections import place_correction
from generator.suspect import DETECTORS, Suspicion, as_toml, run, suspect
from generator.suspect.body import Body
from tests.conftest import SEEDS
from tests.gold.suspicions import span_of

# Written examples


def found_in(name: str, text: str, *others: str) -> list[tuple[str, str]]:
    """Words and best guess of each place that one detector finds in a text."""
    detector = next(d for d in DETECTORS if d.name == name)
    return [(text[p.start : p.end], p.proposal) for p in detector.find(Body(text, others))]


USUAL = "提升城市功能，拓展城市功能，完善城市功能。增强城市能级，提高城市能级，巩固城市能级。" + "城市建设，" * 30
"""A text that has a usual phrase often enough."""

FOUND = [
    ("latin-words", "开展多路径探索and比选争优。", "索and比", "索和比"),
    ("latin-words", "推动规则or标准衔接。", "则or标", "则或标"),
    ("latin-words", "按照the要求推进。", "照the要", "照the要"),
    ("latin-words", "合同研发（Contract ManufacturingOrganization）", "ManufacturingOrganization", "Manufacturing Organization"),
    ("traditional", "增强改革的首創性和开放性。", "創", "创"),
    ("traditional", "增強改革的首创性與開放性，推動發展。", "创", "創"),
    ("misread", "曰均客流增加。", "曰均", "日均"),
    ("misread", "推进污水安金治理。完善安全生产。守住安全底线。", "安金", "安全"),
    ("misread", "签约合怍提供服务。加强合作。深化合作。", "合怍", "合作"),
    ("traditional", "工业増加值增长。", "増", "增"),
    ("doubled", "引导社会资本参与参与水利工程建设。", "参与参与", "参与"),
    ("misread", "常住入口密度提高。", "住入口密", "住人口密"),
    ("misread", "项目己建成。", "目己建", "目已建"),
    ("misread", "规划末来的城市。", "划末来", "划未来"),
    ("misread", "2025年1月未全市达标，本季未累计。", "月未全", "月末全"),
    ("misread", "截至三季未，贷款增长。", "季未，", "季末，"),
    ("misread", "全区入口密度提高，常住人口。", "区入口密", "区人口密"),
    ("misread", "年均入口3.5万。", "均入口3", "均人口3"),
    ("misread", "节约士地利用。", "约士地", "约土地"),
    ("misread", "打造沪一苏走廊。", "沪一苏", "沪—苏"),
    ("tripled", "完善居留留留政策体系。", "居留留留", "居留"),
    ("doubled", "着力推动外贸外贸稳量提质。", "外贸外贸", "外贸"),
    ("doubled", "完善惠农惠农农支持政策。", "惠农惠农", "惠农"),
    ("doubled", "加强水生态生态治理。", "生态生态", "生态"),
    ("doubled", "扩大工程硕博博士试点。深化工程硕博培养。", "硕博博士", "硕博士"),
    ("doubled", "市区区结对合作项目。", "市区区结", "市区结"),
    ("doubled", "举办中国国家电及消费电子博览会。", "中国国家", "中国家"),
    ("doubled", "用好好用足超长期特别国债。", "用好好用", "用好用"),
    ("unpaired", "打造“智慧城市，推进“一网通办”。", "打造“智慧城", "打造“智慧城"),
    ("unpaired", "主要目标（见表五：经济增长。", "要目标（见表五", "要目标（见表五"),
    ("unpaired", "推进改革）和开放。", "进改革）和开放", "进改革）和开放"),
    ("unpaired", "推进改革：第十二三）和开放。", "十二三）和开放", "十二三）和开放"),
    ("unpaired", "推进改革一二三四）和开放。", "二三四）和开放", "二三四）和开放"),
    ("sequences", "要求：一是抓改革；二是抓开放；四是抓创新。", "四是", "四是"),
    ("sequences", "首先，抓改革。再次，抓创新。", "再次，", "再次，"),
    ("sequences", "战略性新兴产业占全市生产总值比重达到130%。", "占全市生产总值比重达到130%", "占全市生产总值比重达到130%"),
    ("sequences", "实施2025年到2020年行动计划。", "2025年到2020年", "2025年到2020年"),
    ("unended", "规范盲人按摩机构，完善人员评定和\n\n（四）教育", "善人员评定和", "善人员评定和"),
    ("unended", "水利信息化基础薄弱，监测能力不足，\n\n第二章", "测能力不足，", "测能力不足，"),
    ("unended", "开展业务培训。推动各类企业\n\n各区负责落实。", "推动各类企业", "推动各类企业"),
    ("unended", "开展业务培训。各区、各部门负责\n\n各区负责落实。", "、各部门负责", "、各部门负责"),
    ("site-words", "健全机制。\n扫一扫在手机打开当前页\n加强领导。", "扫一扫在手机打开当前页", "扫一扫在手机打开当前页"),
    ("site-words", "健全机制。\n 【打印本页】【关闭窗口】\n加强领导。", "【打印本页】【关闭窗口】", "【打印本页】【关闭窗口】"),
    ("site-words", "健全机制。\n上一篇：某县召开会议\n加强领导。", "上一篇：某县召开会议", "上一篇：某县召开会议"),
    ("unended", "整改取得明显成效。空气中PM2.5\n\n年平均浓度保持较低，各地稳定。", "中PM2.5", "中PM2.5"),
    ("unended", "开局十分重要。今年的主要预期目标\n\n是：增长5%，更好。", "主要预期目标", "主要预期目标"),
    ("site-words", "健全机制。\n发布时间：2024-01-01 10:00\n加强领导。", "发布时间：2024-01-01 10:00", "发布时间：2024-01-01 10:00"),
    ("stray-numbers", "健全机制。\n— 12 —\n加强领导。\n第3页 共80页\n完。", "第3页 共80页", "第3页 共80页"),
    ("stray-numbers", "加强领导，健全工作机制，压实各方责任，\n13\n推动各项任务落到实处，务求实效见行动。", "13", "13"),
    ("stray-numbers", "推动创12新发展建设。", "动创12新发", "动创新发"),
    ("stray-numbers", "推动经济15 现代化建设。", "经济15 现代", "经济现代"),
    ("stray-numbers", "各地各部门要加强领导，健全工作机制，抓好落实。15", "好落实。15", "好落实。"),
    ("misread", "推迸数字政府改革，公共服夯延伸到村。", "推迸", "推进"),
    ("misread", "加快农村发晨。各地发晨不一。", "发晨", "发展"),
    ("misread", "水土流失治里成效明显，治理有方。深化治理。", "治里", "治理"),
    ("misread", "体育设施全面升放。扩大开放。深化开放。", "升放", "开放"),
    ("marks", "甲乙-丙丁，" * 20 + "吴泾－闵行－奉贤。", "吴泾－闵行－奉贤", "吴泾-闵行-奉贤"),
]

NOT_FOUND = [
    ("misread", "出入口密度、进入口数量，自己建成的，年末达到，周末来客，根木板，干部，土地，沪苏走廊，一苏州。"),
    ("misread", "逾期未达标的，长期未实施的项目，近期未全部完成，本周未实现，本月未实现，当月未达到，下旬未完成，本季未全部开工。"),
    ("misread", "岁末达到，岁末完成，上世纪末完成，九十年代末达到。"),
    (
        "misread",
        "高速入口3个，统一入口一网通办，平台入口数量，高铁入口规模，设入口2处，主入口3，流量入口规模，景区入口数量，新增入口十处。",
    ),
    ("misread", "便利外籍人士地使馆往来，博士地利研究。"),
    ("latin-words", "ETF产品、REITs试点、MaaS平台、长50km公路、（Mobility as a Service）、ChinaJoy展会"),
    ("latin-words", "行驶里程超过一百km以上"),
    ("traditional", "增強改革的首創性與開放性，推動發展。"),
    ("traditional", "乾坤、著作、於潜，都是对的。"),
    ("traditional", "昇腾生态、王頔团队、陶喆的歌。"),
    ("doubled", "公告全國國土計畫，依法規規定辦理。"),
    ("doubled", "改建、扩建建（构）筑物，用地可以以划拨方式供给。"),
    ("doubled", "一茬一茬接着干。农村村民建住宅。"),
    ("stray-numbers", "3001吨以上的部分，每吨增加333计算单位。"),
    ("tripled", "哈哈哈，一一一。人人有责，完善个人人人负责的制度。"),
    ("doubled", "集装箱水水中转比例。空空中转。深化区区合作机制。加大对对口支援和合作。"),
    ("doubled", "大大小小的学校，点点滴滴的进步，天天向上，人人都能，处处有公园，牢牢把握，源源不断。"),
    ("doubled", "饮用水水源，上海市市长，专项项目，许可证证后执法，产业链链式服务，国际国内，中医医院，全面覆盖。"),
    ("doubled", "健全全链条服务。建设自主创新新高地。构建共建共治共享，自治共治共同体。“五五购物节”“十五五”规划。考虑考虑再说。"),
    ("unpaired", "“智慧城市”（见表五）《条例》：1）改革；2）开放；一）创新。"),
    ("unpaired", "“第一段引文，\n“第二段引文。”"),
    ("sequences", "一是抓改革；二是抓开放；三是抓创新。首先，改革。其次，开放。最后，创新。增长130%。2020年到2025年。"),
    ("unended", "一、总则\n加强规划引领，推动发展与安全相统一\n各区落实。\n特此通知。某市人民政府\n2026年1月1日\n最后一段没有写完，因为"),
    ("unended", "第九章 环境治理信息公开与公众参与\n第二节 减缓气候变化与碳达峰碳中和\n完。"),
    ("unended", "改革与开放并\n各区落实。\n完。"),  # a short line is a heading
    ("unended", "包括以下几项：\n指标\t2025年\n开展培训；\n（张三供稿）\n完。"),
    ("unended", "开展培训。张三\n各地落实。（责任编辑：李四）\n开展培训。附件：甲办法\n完。"),
    ("site-words", "请扫一扫二维码登记，按提示办理。\n大\n打印机、复印机\n关注重点人群，做好服务"),
    ("misread", "清晨发布预警，服役人员推门而入，几乎水到渠成。"),
    ("misread", "内容为王，渠道为主。以实为主。治安金融，安全安全。"),
    ("stray-numbers", "企业47家，近3年，附图1北京，第5批，世界500强，24小时，覆盖57个县。超大城市\n100\n底层不进水；"),
    ("unended", "一、总则。\n开展培训。年度目标\n一、目标\n推进改革。第四节 数据共享\n第五条 加强管理，完善制度。"),
    ("doubled", "农业生产产前、产中服务，公司中中国共产党的组织，采购标的的名称，实现项目目标的要求，以第六条行为为限度。"),
    ("doubled", "由集体经济组织组织开展造林，直接管理的航道的航道保护范围，他人有有组织犯罪行为。"),
    ("misread", "前后各期应当一致，当期任务；如期完成任务，服务期满，服务期限。"),
    ("doubled", "应当当面宣布，中国国新等企业。水水中转，水水中转。需要整改的，应当立即通知有关单位；需要整改的，应当立即通知上级。"),
    ("misread", "民事民议、民事民办、民事民管，民营经济、民营企业。會商各目的事業主管機關，商务。"),
    ("marks", "甲乙-丙丁，" * 12 + "五一水库～南明湖。"),
    ("marks", "甲乙-丙丁，戊己－庚辛。"),
    ("marks", "甲乙-丙丁，" * 12 + "他说——真好。"),
]


@pytest.mark.parametrize(("name", "text", "words", "guess"), FOUND, ids=lambda v: str(v)[:20])
def test_found(name: str, text: str, words: str, guess: str) -> None:
    assert (words, guess) in found_in(name, text)


@pytest.mark.parametrize(("name", "text"), NOT_FOUND, ids=lambda v: str(v)[:20])
def test_must_not_be_found(name: str, text: str) -> None:
    assert found_in(name, text) == []


RARE = [
    ("强化城多功能建设，增加城多能级建设。", USUAL, "城市功能"),
    ("坚持千字当头、奋力一跳。", "坚持干字当头、奋力一跳，要干字当头。", "干字当头"),
    ("完成旧住区成套改造。" + "加强住房保障。" * 12, "推进旧住房成套改造项目。", "旧住房成套"),
    (
        "开展大宗商品国际物流网络以及交易经济业务，发展经济。" + "发展经济。" * 40,
        "打造大宗商品国际物流网络以及交易经纪业务，提高。",
        "易经纪业务",
    ),
    ("维护新业态形态人员权益。", "保障新就业形态人员权益，服务新就业形态人员。", "护新就业形态"),
    ("打造徐汇滨江、西博园滨水空间。", "完善前滩、世博园滨水空间，世博园滨水空间。", "世博园"),
    ("强化高风险价值基础研究。", "支持高风险、高价值基础研究。", "高风险、高价值基础"),
    ("新增家门养老服务点。" + "办好家门口的事。" * 8, "", "家门口养老"),
]


@pytest.mark.parametrize(("text", "other", "guess"), RARE, ids=[guess for *_, guess in RARE])
def test_a_rare_phrase_beside_a_usual_one_is_found(text: str, other: str, guess: str) -> None:
    assert guess in [proposal for _, proposal in found_in("rare-pairs", text, other)]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("推动制造业数智化转型升级。", "推动制造业数字化转型升级，加快制造业数字化转型升级。"),
        ("提高机动化出行比例。" + "限制机动车行驶。" * 9, ""),
        ("形式主义仍较突出，坚定不移挑好大梁。", "形式主义比较突出，形式主义比较突出。坚定不移办好大梁，坚定不移办好大梁。"),
        (
            "负责本市居家养老工作，应当自规定之日起办理。",
            "负责本区居家养老工作，负责本区居家养老工作。应当按规定之日起办理，应当按规定之日起办理。",
        ),
        ("加强文创产品开发。", "加强文化产品开发，加强文化产品开发。"),
        ("加快建设创新体系。", "加强建设创新体系，加强建设创新体系。"),
        ("提供实验材料。" + "建设实验室。" * 9, ""),
        ("坚持千字当头、千字当头。", "坚持干字当头，干字当头。"),
    ],
)
def test_a_rare_phrase_of_its_own_is_left_alone(text: str, other: str) -> None:
    assert found_in("rare-pairs", text, other) == []


def test_a_long_text_without_surer_damage_is_taken_at_its_word() -> None:
    slip = USUAL + "优化城多功能布局，巩固城多能级。"
    long = slip + "\n" + "甲乙，丙丁。\n" * 800
    assert found_in("rare-pairs", slip)
    assert found_in("rare-pairs", long + "推动外贸外贸稳量。\n按照the要求。")
    assert found_in("rare-pairs", long) == found_in("rare-pairs", long + "推动外贸外贸稳量。") == []


# The way back to the seed


def made(project: Callable[..., Path], text: str, toml: str = "") -> tuple[Path, list[Suspicion]]:
    root = project(text, toml)
    return root, run(root / "seeds", "try-1")


def test_words_are_lengthened_until_they_stand_once(project: Callable[..., Path]) -> None:
    text = "总体要求\n完善首創性，再提首創性，发挥带动作用，推动区域协调发展。\n"
    _, found = made(project, text)
    assert [(s.line, s.kind) for s in found] == [(2, "traditional"), (2, "traditional")]
    for suspicion in found:
        assert text.split("\n")[1].count(suspicion.text) == 1
        assert suspicion.proposal == suspicion.text.replace("創", "创")
        assert text.split("\n")[1][suspicion.column - 1 :].startswith(suspicion.text)


def test_its_toml_is_a_correction_that_fits(project: Callable[..., Path]) -> None:
    root, found = made(project, '总体要求\n开展"多路径"探索 and 比选，完善居留留留政策。\n')
    entries = tomllib.loads(as_toml(found))["correction"]
    assert [(e["line"], e["find"], e["replace"], e["certain"]) for e in entries] == [
        (2, "索 and 比", "索和比", False),
        (2, "居留留留", "居留", False),
    ]
    settings = root / "seeds" / "try-1.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + as_toml(found), encoding="utf-8")
    again = run(root / "seeds", "try-1")
    assert [s.known for s in again] == [True, True]
    assert as_toml(again) == ""


def test_what_an_editor_keeps_is_not_suspected(project: Callable[..., Path]) -> None:
    keep = '\n[[keep]]\nline = 2\ntext = "居留留留"\nreason = "人名"\n'
    assert made(project, "总体要求\n完善居留留留政策。\n", keep)[1] == []


@pytest.mark.parametrize("text", ["", "\n", "留", "）", "“", "a\tb", "留留留", "一是", "\ufeff創"])
def test_any_text_is_accepted(text: str) -> None:
    for detector in DETECTORS:
        list(detector.find(Body(text, ("", text))))


# A plan beside another: what is right for the labels of all is held by `make measure`


@cache
def report() -> tuple[Seed, Repaired, list[Suspicion]]:
    """The plan in which most is suspected, with one other as its witness."""
    seed, witness = read_seed(SEEDS, "sh-2026-report"), read_seed(SEEDS, "sh-15fyp")
    done = repair(seed, False)
    return seed, done, suspect(seed, done, [repair(witness, False).text])


def test_every_suspicion_can_become_a_correction() -> None:
    seed, _, suspicions = report()
    assert len(suspicions) > 5
    for suspicion in suspicions:
        item = Correction(suspicion.line, suspicion.text, suspicion.proposal, suspicion.reason, False)
        assert place_correction(seed, item) == span_of(seed, suspicion)[0]
        assert 0 < suspicion.score <= 1
        assert re.search("[\u4e00-\u9fff]", suspicion.reason)


def test_the_settings_know_some_and_the_toml_leaves_them_out() -> None:
    _, _, suspicions = report()
    unknown = [s for s in suspicions if not s.known]
    assert len(unknown) < len(suspicions)
    assert len(tomllib.loads(as_toml(suspicions)).get("correction", [])) == len(unknown)


def test_witnesses_may_be_given() -> None:
    seed, done, suspicions = report()
    alone = suspect(seed, done, [])
    assert {s.kind for s in alone} <= {d.name for d in DETECTORS}
    assert len(alone) <= len(suspicions)

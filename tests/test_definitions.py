"""Definitions in the shapes that unknown texts give them: a head on its own line, a table, a note."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.content.carrying import anchor_plan
from generator.errors import ZhangjuError
from generator.glossary.annex import annex_definitions
from generator.glossary.editing import cut_full_names
from generator.glossary.editors import Editors, TermEntry
from generator.glossary.entries import TermDraft
from generator.glossary.in_notes import explained_word, note_definitions, table_definitions, under_tables
from generator.glossary.in_text import full_name, in_text_definitions
from generator.glossary.surfaces import read_head
from generator.model import Definition, Note, Paragraph, Plan, Row, Section, Sentence, Table, with_references


def plan(*blocks: object, name: str = "1", title: str = "甲") -> Plan:
    section = Section(name, None, "", 1, title, blocks=blocks)  # type: ignore[arg-type]
    return Plan("p", {}, anchor_plan(with_references([section]), [])[0])


def lines(*texts: str) -> list[Paragraph]:
    return [Paragraph((Sentence(text),)) for text in texts]


def test_a_head_on_a_line_of_its_own_keeps_its_quotation_marks() -> None:
    made = plan(
        *lines("1.“四小”企业：", "指小型企业。", "2.“双一流”：", "指两者。", "3.交通“三网融合”", "指三网的融合。"),
        name="a",
        title="名词解释",
    )
    found = [(d.term, d.text) for d in annex_definitions(made)]
    assert found == [("“四小”企业", "指小型企业。"), ("双一流", "指两者。"), ("交通“三网融合”", "指三网的融合。")]


def test_a_list_of_new_words_and_one_of_terms_used() -> None:
    made = plan(*lines("四个城市", "中心城市、门户城市。", "五绿", "五种绿地。"), title="二、新词")
    assert [(d.term, d.text) for d in annex_definitions(made)] == [("四个城市", "中心城市、门户城市。"), ("五绿", "五种绿地。")]
    items = plan(*lines("本规定下列用语的含义：", "（一）可变现资产，包括股票和债券。", "附则，包括两条。"))
    assert [(d.term, d.text) for d in in_text_definitions(items, (), ("",))] == [("可变现资产", "股票和债券")]


def test_half_a_quotation_and_a_head_without_text_are_no_definitions() -> None:
    made = plan(*lines("1.四小”企业：指小型企业。", "2.任务分工表", "云溪县卫生局", "3.空："), name="a", title="名词解释")
    assert not list(annex_definitions(made))


def test_rows_of_a_table_that_explains_words() -> None:
    rows = (Row(("1", "“开发强度”", "建成区面积占比。")), Row(("一、健康", "", "")))
    made = plan(Table("", ("序号", "指 标", "解 释"), rows), Table("", ("序号", "项目", "投资"), (Row(("1", "甲河整治", "三百万元")),)))
    assert [(d.term, d.text, d.kind, d.place) for d in table_definitions(made)] == [
        ("开发强度", "建成区面积占比。", "indicator", "1-t1-r1")
    ]


@pytest.mark.parametrize(
    ("columns", "terms"),
    [
        (("术语", "说明"), ["水网", "河长制"]),
        (("1", "智慧水利", "用信息技术支撑的现代水利。"), ["智慧水利", "水网", "河长制"]),
    ],
    ids=["a head of other words", "no head"],
)
def test_a_table_of_an_annex_that_explains_words(columns: tuple[str, ...], terms: list[str]) -> None:
    cells = (("水网", "由河流和渠道组成的网络。"), ("河长制", "由负责人担任河长的制度。"))
    rows = tuple(Row((*(str(n) for _ in columns[2:]), *row)) for n, row in enumerate(cells, 2))
    made = plan(Table("", columns, rows))
    assert not list(table_definitions(made)), "in the text such a table may be any other"
    annex = Plan("x", {}, (replace(made.sections[0], id="a", title="名词解释"),))
    assert [d.term for d in table_definitions(annex)] == terms
    figures = Table("", ("指标", "2030年"), (Row(("水网", "由河流和渠道组成的网络")), Row(("供水", "12.5"))))
    assert not list(table_definitions(Plan("x", {}, (replace(annex.sections[0], blocks=(figures,)),))))


def test_words_and_what_they_mean_in_turns() -> None:
    turns = lines("水网", "由河流和渠道组成的网络。", "智慧水利", "用信息技术支撑的水利。")
    annex = Plan("x", {}, (replace(plan(*turns).sections[0], id="a", title="术语表"),))
    assert [(d.term, d.text) for d in annex_definitions(annex)] == [
        ("水网", "由河流和渠道组成的网络。"),
        ("智慧水利", "用信息技术支撑的水利。"),
    ]
    odd = Plan("x", {}, (replace(annex.sections[0], blocks=tuple(turns[:3])),))
    assert not list(annex_definitions(odd))


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("四小”企业", "指从业人员较少的小型企业。"),
        ("开放（试点", "指在一地先行的开放。"),
        ("甲", "指第一项指标的数值。"),
        ("开发" * 16, "指建成区面积占市辖区面积的比例，按年度调查的口径计。"),
        ("开发强度", "比例"),
        ("开发强度", "35.2%/a"),
    ],
    ids=["half a quotation", "half a bracket", "one character", "too long", "too short a text", "a figure"],
)
def test_a_row_that_explains_no_word(word: str, text: str) -> None:
    made = plan(Table("", ("名词", "解释"), (Row((word, text)), Row(("人口密度", "单位面积上的常住人口。")))))
    assert [d.term for d in table_definitions(made)] == ["人口密度"]


def test_a_note_that_begins_with_the_word_before_its_reference() -> None:
    made = plan(*lines("核心产业增加值[^1]位居前列[^2]。"), Note("1", "核心产业增加值：按口径计算。"), Note("2", "据快报数。"))
    assert [(d.term, d.text, d.place) for d in note_definitions(made)] == [("核心产业增加值", "按口径计算。", "1-n1")]


@pytest.mark.parametrize(
    ("before", "note", "word"),
    [
        ("推广“数据要素”", "“数据要素”：指可以交易的数据。", "数据要素"),
        ("强化要素", "要素，是指生产所需。", "要素"),
        ("位居前列", "据统计局。", None),
        ("居民消费价格", "价格指数按上年计。", None),
        ("发展算力", "算力：", None),
        ("建设长廊", "长廊，即沿江的公共空间。", "长廊"),
        ("建设长廊", "长廊即沿江的公共空间。", "长廊"),
        ("建设长廊", "长廊即将建成。", None),
        ("建设长廊", "长廊即可通行。", None),
        ("推广一网通办", "一网通办即日起实行。", None),
    ],
)
def test_what_a_note_explains(before: str, note: str, word: str | None) -> None:
    found = explained_word(before, note)
    assert (found and found[0]) == word


@pytest.mark.parametrize(
    ("run", "name"),
    [
        ("主动对接全面与进步跨太平洋伙伴关系协定", "全面与进步跨太平洋伙伴关系协定"),
        ("服务保障好亚太经合组织", "亚太经合组织"),
        ("加快发展人工智能与工业互联网平台体系", "工业互联网平台体系"),
        ("加强东盟与区域全面经济伙伴关系协定", "区域全面经济伙伴关系协定"),
    ],
)
def test_where_a_full_name_begins(run: str, name: str) -> None:
    assert full_name(run, ()) == name


def in_text(text: str) -> list[tuple[str, str]]:
    return [(d.term, d.text) for d in in_text_definitions(plan(*lines(text)), (), (text,))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进数字孪生（Digital Twin，DT）建设。", [("DT", "数字孪生")]),
        ("推广建筑信息模型（Building Information Modeling，简称BIM）应用。", [("BIM", "建筑信息模型")]),
        ("发展环境、社会和公司治理（ESG，Environmental, Social and Governance）。", [("ESG", "环境、社会和公司治理")]),
        ("推广LNG（液化天然气，Liquefied Natural Gas）。", [("LNG", "液化天然气")]),
        ("推广MaaS（出行即服务）。", [("MaaS", "出行即服务")]),
        ("“上云”是指企业使用云服务，“用数”是指企业深化数据应用。", [("上云", "企业使用云服务"), ("用数", "企业深化数据应用")]),
        ("其中，“一轴”指大道发展轴，“两带”指滨河带、环山带。", [("一轴", "大道发展轴"), ("两带", "滨河带、环山带")]),
        ("推进授权运营（即将数据交给机构开发的活动）。", [("授权运营", "将数据交给机构开发的活动")]),
        ("“亿元楼”（年纳税额1亿元以上的商务楼宇）达到30栋。", [("亿元楼", "年纳税额1亿元以上的商务楼宇")]),
        ("网络覆盖率=（覆盖户数/总户数）×100%。", [("网络覆盖率", "（覆盖户数/总户数）×100%")]),
        ("建设城市运行管理中心（即“城运中心”）。", [("城运中心", "城市运行管理中心")]),
        ("市财政局、市水务局等部门（以下称成员单位）各司其职。", [("成员单位", "市财政局、市水务局等部门")]),
        ("推进第五代移动通信（5G）应用。", [("5G", "第五代移动通信")]),
        ("推动“经认证的经营者”（AEO）认证互认。", [("AEO", "经认证的经营者")]),
        ("开展生态总值（GEP，即生态系统提供的最终产品价值的总和）。", [("GEP", "生态总值")]),
        ("本法所称石油包括原油和成品油，所称天然气包括煤层气和煤制气。", [("石油", "原油和成品油"), ("天然气", "煤层气和煤制气")]),
        ("本法所称的著作权即版权。", [("著作权", "版权")]),
        ("本法所称的国家语言是通用的语言，是共同语。", [("国家语言", "通用的语言，是共同语")]),
        ("前款所称直接为农业服务的设施，是指仓库和道路。", [("直接为农业服务的设施", "仓库和道路")]),
        ("（六）发行权，即向公众提供作品原件的权利；", [("发行权", "向公众提供作品原件的权利")]),
        ("推行“工业上楼”模式，也就是企业在高楼中生产的模式。", [("“工业上楼”模式", "企业在高楼中生产的模式")]),
        ("形成“两核、两轴”布局。“两核”即环湖区域和车站区域。", [("两核", "环湖区域和车站区域")]),
        ("构建格局：“三廊”为甲河、乙河、丙河廊道。", [("三廊", "甲河、乙河、丙河廊道")]),
        ("3.森林覆盖率：森林面积占土地总面积的百分比。", [("森林覆盖率", "森林面积占土地总面积的百分比")]),
        ("单位建设用地产出（GDP与建设用地面积之比）提高。", [("单位建设用地产出", "GDP与建设用地面积之比")]),
        ("统筹水资源、水环境、水生态（简称“三水”）治理。", [("三水", "水资源、水环境、水生态")]),
        ("防止疫病、害虫、杂草以及其他有害生物（以下简称病虫害）传入。", [("病虫害", "疫病、害虫、杂草以及其他有害生物")]),
        ("国务院设立动植物检疫机关（以下简称国家检疫机关）。", [("国家检疫机关", "动植物检疫机关")]),
        ("市政府成立甲市灾害指挥部（以下简称市指挥部）。", [("市指挥部", "甲市灾害指挥部")]),
        ("向国家药品监督局（以下简称药监局，即NMPA）报批。", [("药监局", "国家药品监督局")]),
        ("成立甲海碳中和技术创新联盟（以下称“联盟”）。", [("联盟", "甲海碳中和技术创新联盟")]),
        ("研究与试验发展（R&D）经费增长。", [("R&D", "研究与试验发展")]),
        ("大会设立组织委员会（以下简称大会组委会）。", [("大会组委会", "组织委员会")]),
        ("由学生自我管理与服务委员会（以下简称“学自委”）承办。", [("学自委", "学生自我管理与服务委员会")]),
        ("第五条中国甲监督管理委员会（以下简称甲监会）负责。", [("甲监会", "中国甲监督管理委员会")]),
        ("许可证是指乙监督委员会（以下简称乙监会）颁发的文件。", [("乙监会", "乙监督委员会"), ("许可证", "乙监督委员会（以下简称乙监会）颁发的文件")]),
        ("信用，是指自然人和法人（以下统称信用主体）履行义务的状态。", [("信用主体", "自然人和法人"), ("信用", "自然人和法人（以下统称信用主体）履行义务的状态")]),
        ("本省行政区域内的企业、基金会等组织（以下统称用人单位）参加。", [("用人单位", "企业、基金会等组织")]),
        ("“花园杯”创新大赛（原“花园杯”技术大赛，以下简称“花园杯”大赛）开幕。", [("“花园杯”大赛", "“花园杯”创新大赛")]),
        ("本通知所称少年是指未满18岁的公民，所称企业含提供平台的单位。", [("少年", "未满18岁的公民"), ("企业", "提供平台的单位")]),
        ("明确应用程序（App）的范围。", [("App", "应用程序")]),
        ("“8+4”：指八个政策包和四张清单。", [("8+4", "八个政策包和四张清单")]),
        ("零售额统计中限额以上单位是指规模较大的企业。", [("限额以上单位", "规模较大的企业")]),
        ("卷烟、雪茄烟、烟丝统称烟草制品。", [("烟草制品", "卷烟、雪茄烟、烟丝")]),
        ("建成智慧监测指挥中心，简称“监测中心”。", [("监测中心", "智慧监测指挥中心")]),
        ("前条规定的工程（以下统称与航道有关的工程）。", [("与航道有关的工程", "前条规定的工程")]),
        ("经费支出占国内生产总值（GDP）的比例。", [("GDP", "国内生产总值")]),
        ("所谓“三医联动”，就是医保、医药协同改革。", [("三医联动", "医保、医药协同改革")]),
        ("本办法所称空巢老年人包括不与子女居住的老年人。", [("空巢老年人", "不与子女居住的老年人")]),
        ("本规划所称银发经济，指为老年人服务的经济活动。", [("银发经济", "为老年人服务的经济活动")]),
        ("本文所称销售行为是指取得资质后开展的营销活动。", [("销售行为", "取得资质后开展的营销活动")]),
        ("不得搭售。前款所称搭售是指不能单独订立合同的情形。", [("搭售", "不能单独订立合同的情形")]),
        ("【机构全称】是指许可证上登记的名称。", [("机构全称", "许可证上登记的名称")]),
        ("承储粮油的企业应具有法人资格（以下简称承储企业）。", [("承储企业", "承储粮油的企业")]),
        ("所称医共体，是由医院牵头、统一管理的共同体。", [("医共体", "由医院牵头、统一管理的共同体")]),
        ("全面推行按病种付费（Diagnosis Packet，DIP）。", [("DIP", "按病种付费")]),
        ("布局重点区域（甲市的园区），抓好标志性工程（甲市的园区）。", []),
        ("千人口托位数（每千名常住人口拥有的托位数）达到4个。", [("千人口托位数", "每千名常住人口拥有的托位数")]),
        ("机构应当符合中国甲监督委员会（以下简称甲监会）规定。", [("甲监会", "中国甲监督委员会")]),
        ("账户分为Ⅰ类银行账户和Ⅱ类银行账户（以下分别简称Ⅰ类户和Ⅱ类户）。", [("Ⅰ类户", "Ⅰ类银行账户"), ("Ⅱ类户", "Ⅱ类银行账户")]),
        ("合同节水管理是一种由企业募集资本、以收益分享收回投资的市场机制。创新是一种力量。", [("合同节水管理", "由企业募集资本、以收益分享收回投资的市场机制")]),
        ("所谓“河长+检察长”，就是协作配合的机制。", [("河长+检察长", "协作配合的机制")]),
        ("生态基流（维持河道生态功能的最小流量）达标，重点企业（列入名单的工厂）", [("生态基流", "维持河道生态功能的最小流量")]),
        ("到2030年，水土保持率即水土保持良好的国土面积占比达到82%。", [("水土保持率", "水土保持良好的国土面积占比")]),
        ("“5”指甲乙丙丁戊己，“2”指现代物流。", []),
        ("由甲区自然资源局、甲区水务局（以下分别简称资源局、水务局）组成。", [("资源局", "甲区自然资源局"), ("水务局", "甲区水务局")]),
        ("甲县数据局（以下简称甲数局）与甲湖数智集团（下称“数智集团”）共同运营。", [("甲数局", "甲县数据局"), ("数智集团", "甲湖数智集团")]),
        ("建立由区民政局牵头、各部门参加的养老服务联席会议制度（以下简称联席会议）。", [("联席会议", "养老服务联席会议制度")]),
        ("照护专区，是为认知障碍老年人提供专门照护的区域。这项工作，是由市里统筹的重点工作。", [("照护专区", "为认知障碍老年人提供专门照护的区域")]),
        ("深化“双千兆”（千兆光网和5G网络）协同，推进IPv6（互联网协议第6版）部署。", [("IPv6", "互联网协议第6版"), ("双千兆", "千兆光网和5G网络")]),
        ("成立县经济领导小组（办公室设在县局，以下简称“县领导小组”）。", [("县领导小组", "县经济领导小组")]),
        ("推进导向开发模式（Transit-Oriented Development，以下简称TOD模式）。", [("TOD模式", "导向开发模式")]),
        ("到2030年，公交站点500米覆盖率（半径覆盖面积与建成区面积之比）达到100%。", [("公交站点500米覆盖率", "半径覆盖面积与建成区面积之比")]),
        ("自然人（以下称举报人）可以举报。", [("举报人", "自然人")]),
        ("甲市住房保障中心（以下称市保障中心）负责实施。", [("市保障中心", "甲市住房保障中心")]),
        ("长三角生态绿色一体化发展示范区（以下简称示范区）先行。", [("示范区", "长三角生态绿色一体化发展示范区")]),
        ("落实甲乙大湾区和丙丁深度合作区（以下分别简称大湾区、合作区）任务。", [("大湾区", "甲乙大湾区"), ("合作区", "丙丁深度合作区")]),
        (
            "由市经济和信息化委员会、市发展和改革委员会（以下分别简称经信委、发改委）牵头。",
            [("经信委", "市经济和信息化委员会"), ("发改委", "市发展和改革委员会")],
        ),
        (
            "由科学和技术局、住房和城乡建设局（以下分别简称科技局、住建局）牵头。",
            [("科技局", "科学和技术局"), ("住建局", "住房和城乡建设局")],
        ),
        ("由教育局、财政局和住房和城乡建设局（分别简称“财政局”“住建局”）牵头。", [("住建局", "住房和城乡建设局")]),
        (
            "落实教育委员会、财务管理局和住房和城乡建设局（分别简称教委、财管局、住建局）任务。",
            [("教委", "教育委员会"), ("财管局", "财务管理局"), ("住建局", "住房和城乡建设局")],
        ),
        ("由甲集团和乙公司（以下分别简称买受人、出让人）承担。", []),
        ("由甲集团（以下分别简称甲、乙）承担。", []),
        ("由甲乙集团（以下分别简称甲、乙集团）承担。", []),
        ("本规划所指导的项目包括甲乙丙丁，本区所指引方向为高端制造，本市所指示事项包括两类。", []),
        ("本规划所指的中心城区包括甲区和乙区。", [("中心城区", "甲区和乙区")]),
        ("其主要目的是指导基层用数，指标按年度下达，指导企业建立台账。", []),
        ("本方案所称的和美乡村是指宜居的乡村。", [("和美乡村", "宜居的乡村")]),
        ("本方案中“链主”企业是指龙头企业。", [("“链主”企业", "龙头企业")]),
        ("（三）“三块地”改革，是指三项制度的改革。", [("“三块地”改革", "三项制度的改革")]),
        ("含义是：（1）车间：指数字化管控的车间。（2）工厂：指标杆。", [("车间", "数字化管控的车间")]),
        ("高标准农田指田块平整的耕地。开展轮作，有关方面指出问题所在。", [("高标准农田", "田块平整的耕地")]),
        ("“四网融合”指四类轨道在票制上的融合。", [("四网融合", "四类轨道在票制上的融合")]),
        ("“三链”产业体系指创新链、产业链和资金链。", [("“三链”产业体系", "创新链、产业链和资金链")]),
        ("黑灯工厂，又称无人工厂，指无需人工值守的工厂。", [("黑灯工厂", "无需人工值守的工厂")]),
        ("发展“一村一品”（即一个村发展一个产品）。", [("一村一品", "一个村发展一个产品")]),
        ("“甲乙”改革，即将多证整合为一证。“丙丁”项目，即将开工建设并投产。", [("“甲乙”改革", "将多证整合为一证")]),
        ("数据信托，即由受托人管理数据的安排。", [("数据信托", "由受托人管理数据的安排")]),
        ("落实“三线一单”（红线、底线、上线和清单），办好“甲节”（歌、舞）。", [("三线一单", "红线、底线、上线和清单")]),
        ("本规划所称“无废城市”，是以减量为引领的发展模式。", [("无废城市", "以减量为引领的发展模式")]),
        ("推行环境、社会和治理（ESG），用人工智能、区块链和大数据平台（BDP）。", [("ESG", "环境、社会和治理"), ("BDP", "大数据平台")]),
        ("推进以公共交通为导向的开发（TOD）。", [("TOD", "以公共交通为导向的开发")]),
        ("支持企业申报数据管理能力成熟度（DCMM）认证。", [("DCMM", "数据管理能力成熟度")]),
        ("应用甲系统、乙系统和丙巡查（以下合称“丁体系”）。", [("丁体系", "甲系统、乙系统和丙巡查")]),
        ("成立甲市交通体系建设工作领导小组（以下简称领导小组）。", [("领导小组", "甲市交通体系建设工作领导小组")]),
        ("甲市交通局（简称“市交局”）会同甲海事局、甲铁路局（以下简称“海事局”“铁路局”）。", [("市交局", "甲市交通局"), ("海事局", "甲海事局"), ("铁路局", "甲铁路局")]),
        ("公开竞价，是指向社会公开的竞价。算力指数字时代的计算能力。价格指数稳中有升的增长。", [("公开竞价", "向社会公开的竞价"), ("算力", "数字时代的计算能力")]),
        ("新区管理委员会（下称“管委会”）", [("管委会", "新区管理委员会")]),
        ("扩大QFLP（Qualified Foreign Limited Partnership，合格境外有限合伙人）试点。", [("QFLP", "合格境外有限合伙人")]),
        ("健全服务体系，产后损失率（指损失占产量的比重）下降，各区（指城区）负责。", [("产后损失率", "损失占产量的比重")]),
        ("推广低温储粮，即以制冷保持低温的储粮方式。", [("低温储粮", "以制冷保持低温的储粮方式")]),
        ("推进生态海堤建设，即把减灾与修复结合起来的海堤。", [("生态海堤", "把减灾与修复结合起来的海堤")]),
        ("蓝碳又称海洋碳汇，是指海洋固碳的过程。", [("蓝碳", "海洋固碳的过程")]),
        ("吞吐量达900万标准箱（TEU，Twenty-foot Equivalent Unit），用电9亿千瓦时（kWh）。", [("kWh", "千瓦时"), ("TEU", "标准箱")]),
        ("全市持证残疾人（指持有残疾人证的人员）增加。推行支持性就业，指有人帮扶的就业方式。", [("支持性就业", "有人帮扶的就业方式"), ("持证残疾人", "持有残疾人证的人员")]),
        ("本规划所指物流园区，系指集中布局设施的区域。普及射频识别（RFID）。", [("RFID", "射频识别"), ("物流园区", "集中布局设施的区域")]),
        ("完善困难补贴和护理补贴（统称“两项补贴”），遵循网页内容指南（WCAG）。", [("两项补贴", "困难补贴和护理补贴"), ("WCAG", "网页内容指南")]),
        ("所有企业是主体，本规划指导各区。", []),
        ("本市所称赞的做法为人熟知。", []),
    ],
)  # fmt: skip
def test_what_a_text_explains_in_passing(text: str, expected: list[tuple[str, str]]) -> None:
    assert in_text(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1.【城市大脑】以数据驱动的中枢。", ("城市大脑", "以数据驱动的中枢。")),
        ("2.“两业”融合，是指两业的融合。", ("“两业”融合", "是指两业的融合。")),
        ("[4]首店经济指首次开店带来的经济。", ("首店经济", "指首次开店带来的经济。")),
        ("⑦零工经济（第18页）：短期的工作。", ("零工经济", "短期的工作。")),
        ("10.“三线一单”即红线、底线、上线和清单。", ("三线一单", "即红线、底线、上线和清单。")),
        ("11.海绵城市海绵城市是指能吸水的城市。", ("海绵城市", "是指能吸水的城市。")),
        ("3.服务中心（Post-harvest Service Center of Grain，PSC）：清粮的场所。", ("服务中心（Post-harvest Service Center of Grain，PSC）", "清粮的场所。")),
        ("4.碳边境调节机制（Carbon Adjustment，CBAM），是对进口收费的制度。", ("碳边境调节机制（Carbon Adjustment，CBAM）", "是对进口收费的制度。")),
        ("（3）“一床一码”，即为每张床位赋予唯一二维码。", ("一床一码", "即为每张床位赋予唯一二维码。")),
        ("（4）探访关爱，通过入户等方式了解老年人状况的服务。", ("探访关爱", "通过入户等方式了解老年人状况的服务。")),
        ("12.未来社区是以人本化为导向的社区。", ("未来社区", "是以人本化为导向的社区。")),
    ],
)  # fmt: skip
def test_the_shapes_of_an_entry(line: str, expected: tuple[str, str]) -> None:
    made = plan(*lines(line), name="a", title="名词解释")
    assert [(d.term, d.text) for d in annex_definitions(made)] == [expected]


@pytest.mark.parametrize("mark", ["（一）", "二、", "3．"])
def test_a_head_that_is_a_sentence(mark: str) -> None:
    made = plan(Paragraph((Sentence(f"{mark}水网。"), Sentence("指由河流组成的网络。"))), name="a", title="名词解释")
    assert [(d.term, d.text) for d in annex_definitions(made)] == [("水网", "指由河流组成的网络。")]


def test_a_word_alone_before_what_it_means_among_others() -> None:
    made = plan(
        *lines("枢纽经济：依托枢纽的经济。", "低空经济", "以低空飞行为牵引的经济。", "其他", "交旅融合：交通与旅游的融合。"),
        name="a",
        title="名词解释",
    )
    assert [d.term for d in annex_definitions(made)] == ["枢纽经济", "低空经济", "交旅融合"]


def test_a_definition_goes_on_in_numbered_items() -> None:
    made = plan(*lines("本法所称设施包括：", "（一）泵站；", "（二）道路。", "本法另有规定。", "本法所称工具包括："))
    assert [(d.term, d.text) for d in in_text_definitions(made, (), ())] == [("设施", "（一）泵站；（二）道路。")]


def test_a_blank_after_the_word() -> None:
    made = plan(*lines("碳达峰 排放量达到峰值后进入平稳下降阶段。", "“三线” 三条线的总称而已呀。"), name="a", title="名词解释")
    assert [d.term for d in annex_definitions(made)] == ["碳达峰", "三线"]


def test_entries_that_stand_in_one_paragraph() -> None:
    paragraph = Paragraph(tuple(map(Sentence, ("1.甲乙：第一种。", "含两项。", "2.丙丁：第二种。", "5.戊己：不是下一条。"))))
    found = [(d.term, d.text) for d in annex_definitions(plan(paragraph, name="a", title="名词解释"))]
    assert found == [("甲乙", "第一种。含两项。"), ("丙丁", "第二种。5.戊己：不是下一条。")]


def test_notes_under_a_table_explain_its_words() -> None:
    table = Table(
        "表1",
        ("指标", "数值"),
        (Row(("专利拥有量（件）[^1]", "3")), Row(("风险管控", "4")), Row(("自然岸线保有率①", "5")), Row(("岸电使用率②", "6"))),
        (
            Note("1", "指每万人口拥有的专利件数。"),
            Note("注2", "特大城市指人口五百万以上的城市；大城市指一百万以上的城市。"),
            Note("注3", "风险管控：现存区域的处置比例。"),
            Note("注7", "①自然岸线保有率：自然岸线占比的值；②岸电使用率，即靠港用电的比例；③减排，即可达标的企业。"),
            Note("注4", "数据来源：统计局的年度快报。"),
            Note("注5", "指标数值为预期值。"),
            Note("注6", "上级指示精神已落实到位。"),
        ),
    )
    assert [(d.term, d.text) for d in under_tables(plan(table))] == [
        ("专利拥有量", "指每万人口拥有的专利件数。"),
        ("特大城市", "人口五百万以上的城市"),
        ("大城市", "一百万以上的城市"),
        ("风险管控", "现存区域的处置比例"),
        ("自然岸线保有率", "自然岸线占比的值"),
        ("岸电使用率", "靠港用电的比例"),
    ]


@pytest.mark.parametrize("kind", ["abbreviation", "short-name"])
def test_an_editor_says_where_a_full_name_begins(kind: str) -> None:
    def cut(full: str) -> str:
        definition = Definition("自贸区", "p", "1-1", "建设自由贸易试验区", kind)
        entry = TermDraft(read_head("自贸区"), [definition], TermEntry("自贸区", full=[full]))
        cut_full_names(Editors(), [entry])
        return entry.definitions[0].text

    assert cut("自由贸易试验区") == "自由贸易试验区"
    with pytest.raises(ZhangjuError, match="no definition of 自贸区 ends in “试验”"):
        cut("试验")

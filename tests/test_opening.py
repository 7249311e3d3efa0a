"""What a document says of itself: title, number, issuer, author, date, period, each with its line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.opening import Opening
from generator.opening.dates import dates_in, is_date, period_of
from generator.opening.organs import organs_of, passed_by
from generator.proposing import propose, settings_toml
from generator.reading.settings_file import settings_of
from generator.toml_file import load_toml

BODY = "\n第一章　总则\n\n第一条　为了保护水系，制定本办法。\n\n第二条　本市水系，适用本办法。\n\n第二章　附则\n\n第三条　本办法自公布之日起施行。\n"
PLAN = "\n一、总体要求\n\n坚持以人民为中心，推动发展。\n\n二、主要任务\n\n抓好落实，扩大开放。\n\n三、保障措施\n\n加强组织领导。\n"


def opened(tmp_path: Path, text: str, name: str = "text.txt") -> Opening:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return propose(path).opening


def told(opening: Opening) -> dict[str, str]:
    return {
        name: fact.value
        for name in ("title", "number", "issuer", "addressee", "author", "date", "period", "source")
        if (fact := getattr(opening, name))
    }


CASES: dict[str, tuple[str, dict[str, str]]] = {
    "what a register of laws says above one": (
        "法規名稱：云州市水網自治條例\n公發布日：民國 112 年 11 月 20 日\n發文字號：（112）府法綜字第1123051234號令\n第 一 章 總則\n第 1 條\n為保護水系，制定本條例。\n"
        "第 2 條\n本市水系適用之。\n第 二 章 附則\n第 3 條\n自公布日施行。\n",
        {"title": "云州市水網自治條例", "number": "（112）府法綜字第1123051234號", "date": "2023-11-20"},
    ),
    "two bodies that sign together": (
        "云州市民政局  云州市财政局\n关于印发《云州市养老规划》的通知\n各区县民政局、财政局：\n现印发给你们。\n云州市民政局  云州市财政局\n2026年3月5日\n云州市养老规划\n"
        + PLAN,
        {"title": "云州市养老规划", "issuer": "云州市民政局、云州市财政局", "addressee": "各区县民政局、财政局", "date": "2026-03-05"},
    ),
    "a plain notice over two lines, whom it addresses": (
        "关于做好2025年\n防汛备汛工作的通知\n各区县防汛指挥部，市防指各成员单位：\n汛期将至。\n" + PLAN,
        {"title": "关于做好2025年防汛备汛工作的通知", "addressee": "各区县防汛指挥部，市防指各成员单位"},
    ),
    "a decision before the statute that it amends": (
        "云州市人民代表大会常务委员会关于修改《云州市水网条例》的决定\n一、将第二条修改为：\n“第二条　本市水系，适用本条例。”\n"
        "《云州市水网条例》作相应修改，重新公布。\n云州市水网条例\n（2024年5月28日云州市人民代表大会常务委员会第九次会议修正）\n" + BODY,
        {"title": "云州市水网条例", "issuer": "云州市人民代表大会常务委员会", "date": "2024-05-28"},
    ),
    "the title page of a standard": (
        "ICS 03.080\nCCS A 12\nDB99\n云川省地方标准\nDB99/T 2890—2025\n社区服务设施建设规范\n2025-03-20发布\n2025-04-20实施\n"
        "云川省市场监督管理局发布\n1 范围\n本标准规定了布局。\n2 布局\n按步行可达布局。\n",
        {"title": "社区服务设施建设规范", "number": "DB99/T 2890—2025", "issuer": "云川省市场监督管理局", "date": "2025-03-20"},
    ),
    "the headline of news that names what is printed below": (
        "云川印发《云川省水网规划》\n某某环保：云川省印发《云川省水网规划》，详情如下：\n各市人民政府：\n《云川省水网规划》已经省政府同意，现印发给你们。\n"
        "云川省人民政府办公室\n2021年5月10日\n云川省水网规划\n2021年5月\n" + PLAN,
        {"title": "云川省水网规划", "issuer": "云川省人民政府办公室", "addressee": "各市人民政府", "date": "2021-05-10"},
    ),
    "a number above whom it addresses": (
        "云委发〔2018〕10号\n各县区委、县区人民政府：\n《关于加快水网建设工作方案》已经同意，现印发你们，请贯彻执行。\n云州市人民政府\n"
        "2018年2月8日\n关于加快水网建设的工作方案\n" + PLAN,
        {
            "title": "关于加快水网建设的工作方案",
            "number": "云委发〔2018〕10号",
            "issuer": "云州市人民政府",
            "addressee": "各县区委、县区人民政府",
            "date": "2018-02-08",
        },
    ),
    "a title about two things over two lines": (
        "关于云州市2022年国民经济和社会发展计划\n执行情况与2023年计划草案的报告\n——2023年1月8日在云州市人民代表大会第二次会议上\n各位代表：\n"
        + PLAN,
        {"title": "关于云州市2022年国民经济和社会发展计划执行情况与2023年计划草案的报告", "date": "2023-01-08"},
    ),
    "who signed an order": (
        "中华人民共和国某某部令\n2024年第9号\n《水网设施管理规定》已于2024年6月3日经第12次部务会议通过，现予公布。\n部长 李明\n2024年6月20日\n"
        "水网设施管理规定\n" + BODY,
        {"title": "水网设施管理规定", "issuer": "中华人民共和国某某部", "date": "2024-06-20"},
    ),
    "the day of a notice before that of its page": (
        "云川县人民政府办公室\n关于印发《云川县水网规划》的通知\n云政办〔2022〕18号\n发布时间：2022-05-20 09:31:00\n各乡（镇）人民政府：\n现印发给你们。\n"
        "2022年5月16日\n云川县水网规划\n" + PLAN,
        {
            "title": "云川县水网规划",
            "number": "云政办〔2022〕18号",
            "issuer": "云川县人民政府办公室",
            "addressee": "各乡（镇）人民政府",
            "date": "2022-05-16",
        },
    ),
    "what sites set around a title": (
        "一图读懂｜云川县水网规划\n【规划】云川县水网建设与保护规划（全文）\n发布时间：2022-03-09\n为推进水网建设，制定本规划。\n" + PLAN,
        {"title": "云川县水网建设与保护规划", "date": "2022-03-09"},
    ),
    "number and day in brackets below a title of a gazette": (
        "省政府文件\n云川省人民政府办公厅关于建设水网的实施意见\n（云政办发〔2025〕15号 2025年4月11日）\n各市人民政府：\n现提出以下意见。\n"
        + PLAN,
        {
            "title": "云川省人民政府办公厅关于建设水网的实施意见",
            "number": "云政办发〔2025〕15号",
            "issuer": "云川省人民政府办公厅",
            "addressee": "各市人民政府",
            "date": "2025-04-11",
        },
    ),
    "a draft in quotation marks with its stage below": (
        "关于《云州自治条例》（修正草案·二审稿）公开征求意见的通知\n现予以公布，公开征求意见。\n法工委\n2023年11月20日\n《云州自治条例》\n（修正草案·二审稿）\n"
        + BODY,
        {"title": "云州自治条例（修正草案·二审稿）", "issuer": "法工委", "date": "2023-11-20"},
    ),
    "a number before the title in its line": (
        "云政发【2023】7号关于印发云川县应急预案的通知\n各乡镇人民政府：\n现将《云川县应急预案》印发给你们。\n云川县人民政府\n2023年3月9日\n云川县应急预案\n"
        + PLAN,
        {
            "title": "云川县应急预案",
            "number": "云政发【2023】7号",
            "issuer": "云川县人民政府",
            "addressee": "各乡镇人民政府",
            "date": "2023-03-09",
        },
    ),
    "items of a menu before a title behind a blank line": (
        "政府信息\n公开年报\n\n云川市水网建设规划（2016-2020）\n\n发布时间：2016-10-17 17:39:19\n\n水网是基础设施，制定本规划。\n" + PLAN,
        {"title": "云川市水网建设规划（2016-2020）", "date": "2016-10-17", "period": "2016-2020"},
    ),
    "labels without colons, and the word of an annex, above a report": (
        "信息索引号 K149/2011-12 公开方式 主动公开\n生成日期 2011-03-02 发布日期 2011-03-02\n附件\n2011年云川区政府工作报告\n"
        "发布日期：2011-03-02 17:16:11 点击率：\n——2011年2月22日在云川区人民代表大会第五次会议上\n各位代表：\n" + PLAN,
        {"title": "2011年云川区政府工作报告", "date": "2011-02-22", "period": "2011"},
    ),
    "a letter below its day, with letters for circles, and what it sends": (
        "（二OO八年二月二十六日）\n云府办〔2008〕18号\n各镇人民政府：\n现将《2008年水网建设任务分解》印发给你们，请认真贯彻执行。\n特此通知\n"
        "2008年水网建设任务分解\n" + PLAN,
        {"title": "2008年水网建设任务分解", "number": "云府办〔2008〕18号", "addressee": "各镇人民政府", "date": "2008-02-26"},
    ),
    "the papers of a congress above the title": (
        "县第十八届人民代表大会第一次会议文件\n政府工作报告\n——2026年1月19日在河湾县第十八届人民代表大会第一次会议上\n" + PLAN,
        {"title": "政府工作报告", "date": "2026-01-19"},
    ),
    "the first line": ("云州市水网规划\n" + PLAN, {"title": "云州市水网规划"}),
    "over two lines, which the second goes on with": (
        "云州市国民经济和社会发展第十四个五年规划\n和二〇三五年远景目标纲要\n2021年2月3日云州市第十五届\n人民代表大会第五次会议批准\n"
        + PLAN,
        {"title": "云州市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "date": "2021-02-03", "period": "2021-2025"},
    ),
    "over lines that end nowhere before": (
        "云州市人民政府关于加快推进\n“十五五”时期数字水网建设的\n实施意见\n" + PLAN,
        {"title": "云州市人民政府关于加快推进“十五五”时期数字水网建设的实施意见", "issuer": "云州市人民政府"},
    ),
    "a title page with years, version, body and month": (
        "云州市国土空间生态修复规划\n（2021年-2035年）\n（草案）\n云州市规划和自然资源局\n二〇二一年九月\n" + PLAN,
        {
            "title": "云州市国土空间生态修复规划（2021年-2035年）（草案）",
            "issuer": "云州市规划和自然资源局",
            "date": "2021-09",
            "period": "2021-2035",
        },
    ),
    "who signed it beside its number, an answer as its title": (
        "云州市水利局文件\n云水函〔2026〕12号    签发人：王五    办理结果：A\n对市政协第25号提案的答复\n张三委员：\n您的提案收悉，现答复如下：\n"
        + PLAN,
        {"title": "对市政协第25号提案的答复", "number": "云水函〔2026〕12号"},
    ),
    "controls of a reader above it": (
        "下载\n打印\n【字号：\n加大\n还原\n】\n2026年云州市政府工作报告\n——2026年1月28日在云州市第六届人民代表大会第四次会议上\n"
        "来源：云州日报\n时间：2026-02-03\n云州市人民政府市长 张三\n各位代表：\n" + PLAN,
        {"title": "2026年云州市政府工作报告", "issuer": "云州市人民政府", "author": "张三", "date": "2026-01-28", "period": "2026"},
    ),
    "a menu above it": (
        "首页\n政务公开\n规划计划\n政策文件\n互动交流\n云州市综合交通体系规划（2026—2035年）\n发布日期：2026-03-01\n" + PLAN,
        {"title": "云州市综合交通体系规划（2026—2035年）", "date": "2026-03-01", "period": "2026-2035"},
    ),
    "a notice around it": (
        "云政办发〔2022〕13号\n云州市人民政府办公厅关于印发云州市养老服务管理办法的通知\n\n各区人民政府，市政府各部门：\n\n"
        "《云州市养老服务管理办法》已经市政府同意，现印发给你们，请遵照执行。\n\n云州市人民政府办公厅\n2022年9月6日\n\n云州市养老服务管理办法\n"
        + BODY,
        {
            "title": "云州市养老服务管理办法",
            "number": "云政办发〔2022〕13号",
            "issuer": "云州市人民政府办公厅",
            "addressee": "各区人民政府，市政府各部门",
            "date": "2022-09-06",
        },
    ),
    "a notice whose document does not follow": (
        "云州市人民政府关于印发《云州市水网规划》的通知\n\n各区人民政府：\n\n现将规划印发给你们，请认真贯彻执行。\n" + PLAN,
        {"title": "云州市人民政府关于印发《云州市水网规划》的通知", "issuer": "云州市人民政府", "addressee": "各区人民政府"},
    ),
    "a notice in Traditional Chinese": (
        "關於印發《雲州縣水網規劃》的通知\n雲政規〔2023〕4號\n各鄉鎮人民政府、縣直各單位：\n《雲州縣水網規劃》已經審議通過，現印發給你們。\n"
        "雲州縣人民政府\n2023年5月17日\n雲州縣水網規劃\n" + BODY,
        {
            "title": "雲州縣水網規劃",
            "number": "雲政規〔2023〕4號",
            "issuer": "雲州縣人民政府",
            "addressee": "各鄉鎮人民政府、縣直各單位",
            "date": "2023-05-17",
        },
    ),
    "a law": (
        "# 云州市湿地保护条例\n\n2019年6月1日 云州市第十五届人民代表大会常务委员会第八次会议通过\n\n"
        "2019年7月26日 云岭省第十三届人民代表大会常务委员会第十一次会议批准\n\n2019年10月1日 施行\n\n## " + BODY.strip(),
        {"title": "云州市湿地保护条例", "issuer": "云州市人民代表大会常务委员会", "date": "2019-07-26"},
    ),
    "an order in brackets, which tells when it comes into force too": (
        "云州市历史水系保护办法\n\n（2027年3月18日云州市人民政府令第12号公布　自2027年5月1日起施行）\n" + BODY,
        {"title": "云州市历史水系保护办法", "number": "云州市人民政府令第12号", "issuer": "云州市人民政府", "date": "2027-03-18"},
    ),
    "a date in brackets and two bodies": (
        "中共中央 国务院关于实施水网战略的意见\n（2018年1月2日）\n" + PLAN,
        {"title": "中共中央国务院关于实施水网战略的意见", "issuer": "中共中央、国务院", "date": "2018-01-02"},
    ),
    "signed at the end": (
        "云州市三年行动方案\n" + PLAN + "\n云州市发展和改革委员会\n2025年12月31日\n",
        {"title": "云州市三年行动方案", "issuer": "云州市发展和改革委员会", "date": "2025-12-31"},
    ),
    "a text that begins within itself": ("全面推进改革开放，提升城市能级。\n\n重大项目规划\n" + PLAN, {}),
    "a work that the text cites is not its title": ("根据《云州市总体规划》，制定以下安排。\n" + PLAN, {}),
    "a number that the text cites is not its own": (
        "云州市水网规划\n\n为落实《关于水网的意见》（云政发〔2019〕8号）精神，编制本规划。\n" + PLAN,
        {"title": "云州市水网规划"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_document_is_read_as_it_says_itself(name: str, tmp_path: Path) -> None:
    text, wanted = CASES[name]
    assert told(opened(tmp_path, text)) == wanted


def test_a_web_page_says_its_title_and_its_notice_the_rest(tmp_path: Path) -> None:
    notice, _ = CASES["a notice around it"]
    paragraphs = "\n".join(f"<p>{line}</p>" for line in notice.split("\n") if line)
    head = (
        "<html><head><title>云州市人民政府办公厅关于印发云州市养老服务管理办法的通知 - 云州市人民政府门户网站</title>"
        '<meta name="PubDate" content="2022-09-16 16:15"><meta name="Url" content="https://www.example.org/post_1.html"></head><body>'
        "<ul><li>首页</li><li>政务公开</li></ul>"
    )
    found = told(opened(tmp_path, f"{head}\n{paragraphs}\n</body></html>", "page.html"))
    assert found["title"] == "云州市养老服务管理办法"
    assert (found["number"], found["date"]) == ("云政办发〔2022〕13号", "2022-09-06")
    assert found["source"] == "https://www.example.org/post_1.html"


def test_the_head_of_a_kept_page_says_its_title(tmp_path: Path) -> None:
    text = f"---\ntitle: '云州市水网规划'\nurl: x\n---\n\n首页\n\n导航\n{PLAN}"
    assert told(opened(tmp_path, text, "page.md"))["title"] == "云州市水网规划"


def test_facts_have_the_lines_where_they_stand(tmp_path: Path) -> None:
    opening = opened(tmp_path, CASES["controls of a reader above it"][0])
    lines = {name: fact.line for name in ("title", "issuer", "date") if (fact := getattr(opening, name))}
    assert lines == {"title": 7, "date": 8, "issuer": 11}


def test_two_titles_of_equal_weight_are_a_doubt(tmp_path: Path) -> None:
    opening = opened(tmp_path, "总体规划概要\n\n专项规划概要\n" + PLAN)
    assert opening.title
    assert {opening.title.value, *(fact.value for fact in opening.others)} <= {"总体规划概要", "专项规划概要"}


def test_what_was_found_stands_in_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(CASES["a notice around it"][0], encoding="utf-8")
    settings = propose(path).settings
    toml = tmp_path / "text.toml"
    toml.write_text(settings_toml(settings), encoding="utf-8")
    read = settings_of(*load_toml(toml), toml, "text")
    assert replace(read, path=settings.path, key_lines={}) == settings
    assert read.metadata()["number"] == "云政办发〔2022〕13号"


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2021 年 1 月 27 日", "2021-01-27"),
        ("二〇二一年九月六日", "2021-09-06"),
        ("二○二一年十二月三十一日", "2021-12-31"),
        ("2021年9月", "2021-09"),
        ("2026-02-03 10:00", "2026-02-03"),
        ("2026/2/3", "2026-02-03"),
        ("中華民國105年1月6日", "2016-01-06"),
    ],
)
def test_dates_are_read(words: str, date: str) -> None:
    assert dates_in(words) == [date]


@pytest.mark.parametrize("words", ["2021年13月1日", "2021年1月40日", "12年3个月", "第2021-13-40号", "到2025年"])
def test_what_is_no_date_is_none(words: str) -> None:
    assert dates_in(words) == []


def test_a_line_that_is_a_date() -> None:
    assert is_date("（2018年1月2日）")
    assert not is_date("2018年1月2日，会议召开。")


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("云州市总体规划（2021年-2035年）", "2021-2035"),
        ("云州市“十四五”规划", "2021-2025"),
        ("云州市“十五五”水网规划", "2026-2030"),
        ("国民经济和社会发展第十三个五年规划纲要", "2016-2020"),
        ("2026年云州市政府工作报告", "2026"),
        ("云州市水网规划", ""),
        ("关于2025年计划执行情况与2026年计划草案的报告", ""),
    ],
)
def test_the_years_of_a_title(title: str, period: str) -> None:
    assert period_of(title) == period


@pytest.mark.parametrize(
    ("line", "organs"),
    [
        ("云州市人民政府", "云州市人民政府"),
        ("最高人民法院、最高人民检察院", "最高人民法院、最高人民检察院"),
        ("国家发展改革委 住房城乡建设部", ""),
        ("中共中央国务院", "中共中央、国务院"),
        ("全面建成小康社会", ""),
        ("各区人民政府，市政府各部门：", ""),
        ("坚持党的全面领导，加强人民政府", ""),
    ],
)
def test_a_body_is_known_by_its_name(line: str, organs: str) -> None:
    assert organs_of(line) == organs or (not organs and "委" in line)


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("2018年3月20日 第十三届全国人民代表大会第一次会议通过", "全国人民代表大会"),
        ("2019年6月1日云州市第十五届人民代表大会常务委员会第八次会议通过", "云州市人民代表大会常务委员会"),
        ("2019年12月2日 最高人民检察院第十三届检察委员会第二十八次会议通过", "最高人民检察院"),
        ("会议审议了政府工作报告", ""),
    ],
)
def test_who_passed_a_law(line: str, body: str) -> None:
    assert passed_by(line) == body


def test_a_day_that_no_month_has_is_no_date() -> None:
    assert dates_in("2026年2月31日") == dates_in("2025-02-29") == []
    assert dates_in("2024年2月29日") == ["2024-02-29"]

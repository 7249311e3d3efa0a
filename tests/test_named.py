"""Works that are named without 《》: which words are a name, what the verb says of it, and where the site shows it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.store import load_plan, plan_ids
from generator.links import Links, load_links
from generator.links.citations import find_citations
from generator.links.editors import Work
from generator.links.named import names_in, status_after, status_before
from generator.model import Paragraph, Plan, Section, Sentence
from generator.pipeline import convert
from generator.site.build import build
from tests.conftest import ROOT, SMALL_TEXT
from tests.gold.files import HERE

Make = Callable[..., Path]
STATES = {"": "-", "announced": "拟", "in force": "行", "carried on": "续"}


def named(text: str, **how: bool) -> list[str]:
    return [STATES[name.status] + text[slice(*name.span)] for name in names_in(text, **how)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("制定实施新一轮旧城更新三年行动计划，发挥作用。", ["拟新一轮旧城更新三年行动计划"]),
        ("落实民营经济促进法和甲市数据条例，", ["行民营经济促进法", "行甲市数据条例"]),
        ("实施强基激励计划、超级博士后计划和青年英才开发计划，", ["续强基激励计划", "续超级博士后计划", "续青年英才开发计划"]),
        ("把宪法作为准则，积极把握RCEP签署机遇。", ["行宪法", "行RCEP"]),
        ("对接全面与进步跨太平洋伙伴关系协定（CPTPP）", ["行全面与进步跨太平洋伙伴关系协定", "行CPTPP"]),
        ("推动家庭教育促进法落地，", ["行家庭教育促进法"]),
        ("严格执行环境保护法、新修订的公司法和我国宪法，", ["行环境保护法", "行公司法", "行宪法"]),
        ("深入宣传教育法，认真落实教育法，贯彻新公司法。", ["行教育法", "行教育法", "行公司法"]),
        ("违反国家安全法，把民法典用好，增强全民宪法意识，不同宪法、法律相抵触，", ["行国家安全法", "行民法典", "行宪法", "行宪法"]),
        ("出台外商投资法实施条例，", ["行外商投资法实施条例"]),
        ("研究制定碳达峰方案和碳中和规划，", ["拟碳达峰方案", "拟碳中和规划"]),
        ("推动修订营商环境条例、行政执法监督条例，", ["拟营商环境条例", "拟行政执法监督条例"]),
        ("深入实施“探索者计划”，", ["续“探索者计划”"]),
        ("加力实施制造业发展“山城跨越计划”，", ["续制造业发展“山城跨越计划”"]),
        ("实施商务服务业“产业聚集、空间聚集”三年行动计划，", ["续商务服务业“产业聚集、空间聚集”三年行动计划"]),
        ("实施“三支一扶”、特岗教师计划等，", ["续特岗教师计划"]),
        ("制定碳达峰和工作计划，", ["拟碳达峰和工作计划"]),
        ("制定乡村振兴战略规划（2018－2022年），", ["拟乡村振兴战略规划（2018－2022年）"]),
        ("抓紧出台金融服务乡村振兴的指导意见。", ["拟金融服务乡村振兴的指导意见"]),
        ("结合各区实际制定低空经济发展实施方案，", ["拟低空经济发展实施方案"]),
        ("已出台数据要素三年行动计划，", ["行数据要素三年行动计划"]),
        ("便捷超充行动计划顺利完成，", ["行便捷超充行动计划"]),
        ("制定数据条例、社会信用条例，修订城市管理条例，", ["拟数据条例", "拟社会信用条例", "拟城市管理条例"]),
        ("落实《甲法》及数据安全管理条例，推动出台宪法。", ["行数据安全管理条例", "拟宪法"]),
        ("继续实施定向培养项目、教师“优师计划”，实施前拟定甲地防控方案或预案，", ["续教师“优师计划”"]),
        ("甲市传承创新发展三年行动计划圆满完成，履行伦敦公约及其议定书，", ["行甲市传承创新发展三年行动计划", "行伦敦公约"]),
        ("依据环境建设法、国家“十五五”体育发展规划以及甲市规划，", ["行环境建设法", "行国家“十五五”体育发展规划"]),
        ("承接国家水网规划纲要，河湖条例全面落实，用水权交易办法先行先试，", ["行国家水网规划纲要", "行河湖条例", "行用水权交易办法"]),
        ("按照生态补偿条例完善机制，制定本行动规划，", ["行生态补偿条例"]),
        ("根据国家应对人口老龄化中长期规划，保险试点方案平稳落地，", ["行国家应对人口老龄化中长期规划", "行保险试点方案"]),
        ("编制白石港总体规划（修编）、国省干线公路布局方案，", ["拟白石港总体规划", "拟国省干线公路布局方案"]),
        ("推动科技进步条例修订，优化甲地环境条例颁布施行，", ["拟科技进步条例", "行优化甲地环境条例"]),
        ("推动前湾合作区改革开放方案实施，青少年体育促进计划全面实施，", ["行前湾合作区改革开放方案", "行青少年体育促进计划"]),
        ("全民健身实施计划顺利收官，启动健康甲地2030规划纲要中期评估，", ["行全民健身实施计划", "拟健康甲地2030规划纲要"]),
        ("执行乙港跨境服务贸易负面清单，更新数据开放清单（一）", ["行乙港跨境服务贸易负面清单"]),
        ("贯彻国务院关于养老服务的意见精神，修订养犬管理规定，", ["行国务院关于养老服务的意见", "拟养犬管理规定"]),
        ("履行甲河渔业补贴协定，依据丁法律、土地管理法和省水网条例，", ["行甲河渔业补贴协定", "行土地管理法", "行省水网条例"]),
        ("落实关于深化医改的若干意见，", ["行关于深化医改的若干意见"]),
        ("出台稳外贸的十条措施，公布轻微违法免罚指引，", ["拟稳外贸的十条措施", "拟轻微违法免罚指引"]),
        ("执行国家学生体质健康标准（2014年版），加快数字政府总体规划的落地实施，", ["行国家学生体质健康标准（2014年版）", "行数字政府总体规划"]),
        ("推动献血条例修正案，遵守世界贸易组织政府采购协定，", ["拟献血条例", "行世界贸易组织政府采购协定"]),
        ("制发直播营销合规指引，加快推进民宿管理办法立法，签署跨省水源保护协定，", ["拟直播营销合规指引", "拟民宿管理办法", "拟跨省水源保护协定"]),
        ("参照国家森林城市评价办法，扎实做好甲市文化中心中长期规划的实施，", ["行国家森林城市评价办法", "行甲市文化中心中长期规划"]),
        ("用好丁湾试验区实施方案政策，抢抓戊带建设规划纲要机遇，", ["行丁湾试验区实施方案", "行戊带建设规划纲要"]),
        ("对接跨太平洋伙伴关系协定（CPTPP）、数字经济伙伴关系协定（DEPA），", ["行跨太平洋伙伴关系协定", "行CPTPP", "行数字经济伙伴关系协定", "行DEPA"]),
        ("抢抓甲湾发展规划纲要和乙岛总体发展规划实施机遇，", ["行甲湾发展规划纲要", "行乙岛总体发展规划"]),
        ("甲海减污战略落实，乙港监管办法全面施行，推动甲市生态补偿办法修订，", ["行乙港监管办法", "拟甲市生态补偿办法"]),
        ("海岸带保护条例纳入市人大立法计划，丙海渔业协定正式生效，", ["拟海岸带保护条例", "行丙海渔业协定"]),
        ("衔接甲市国土空间总体规划（2021—2035年），反食品浪费法得到贯彻执行，", ["行甲市国土空间总体规划（2021—2035年）", "行反食品浪费法"]),
        ("储备安全管理体制改革若干意见提出了要求，落实国家粮食应急预案，", ["行储备安全管理体制改革若干意见", "行国家粮食应急预案"]),
        ("根据国家“十五五”残疾人保障规划，修订按比例就业审核办法，制定年度普法计划，", ["行国家“十五五”残疾人保障规划", "拟按比例就业审核办法"]),
        ("依据国务院印发的“十四五”物流规划，审议通过甲县物流条例，乙示范工程实施方案通过验收。", ["拟“十四五”物流规划", "行甲县物流条例", "行乙示范工程实施方案"]),
        ("粮食收储制度改革总体方案全面落地，加入港口国措施协定", ["行粮食收储制度改革总体方案", "行港口国措施协定"]),
        ("世界贸易组织农业协定谈判进展缓慢，", ["行世界贸易组织农业协定"]),
        ("参照高级法院关于审理环境案件的司法解释，根据地方组织法，", ["行高级法院关于审理环境案件的司法解释", "行地方组织法"]),
    ],
)  # fmt: skip
def test_what_is_named(text: str, expected: list[str]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "签署双边合作协定，履行自由贸易协定，", "制定分领域行动方案，", "落实相关条例，出台配套管理条例，", "制定首批清单，推动规划实施，各项计划全面实施。",
        "加强规划引领，加快四团枢纽规划建设。", "健全以发展规划为统领、空间规划为基础的规划体系", "编制全口径政府投资计划，", "推动详细规划覆盖城乡",
        "支持平台企业向系统解决方案提供商转型", "启动与中心城区直达轨道交通的方案研究，", "落实村庄规划，", "制定和实施专项规划或方案。",
        "各区可根据本办法制定实施细则，", "在符合土地利用总体规划前提下，", "按照财务管理规定，", "落实“一区一方案”", "优化医保目录、协议管理",
        "依据国土空间规划、水域滩涂养殖规划等划定", "编制出台河道绿化等专项规划，", "采用年最大值法，", "国家宪法日", "甲市土地管理法庭", "落实《甲市数据条例》", "完善各类规划，", "推广膜下滴灌节水法。", "学习家庭教育法", "推行零基预算法", "采用市场价格法评估", "采用均衡价格法测算",
        "健全风险防控方案，科学编制资金使用方案，完善应急预案，", "发布《关于开展省级生态修复规划编制，落实甲区行动方案的通知》",
        "服务“高标准规划，高标准建设”", "要制定具体落实方案，", "推进按法定程序调整规划，", "完善股权激励方案，修订人才培养方案。", "严格执行预算法定程序，", "签订三方协议明确服务方案，", "结合实际制定贯彻落实方案，", "指导编制实用性村庄规划，", "落实规定及其实施细则，",
    ],
)  # fmt: skip
def test_what_is_no_name(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize("text", ["落实欧盟数据安全法", "执行德国劳动法", "对照欧盟的数据安全法，", "符合日本现行统计法，"])
def test_a_law_of_another_state_is_none_of_the_known_ones(text: str) -> None:
    assert [name.known for name in names_in(text) if name.known] == []


def test_what_was_done_is_in_force_and_an_explanation_names_no_work_of_its_own() -> None:
    assert named("制定数字经济行动计划，", reviewing=True) == ["行数字经济行动计划"]
    assert named("制定数字经济行动计划，宪法", explaining=True) == ["行宪法"]


@pytest.mark.parametrize(
    ("before", "state"),
    [
        ("落实", "in force"),
        ("制定出台《乙》", "announced"),
        ("出台了《乙》和", "in force"),
        ("继续实施", "carried on"),
        ("见", ""),
        ("新修订的", "in force"),
        ("正在修订的", "announced"),
    ],
)
def test_what_a_place_says_of_a_citation(before: str, state: str) -> None:
    assert status_before(before + "《甲》", len(before)) == state


@pytest.mark.parametrize(
    ("after", "state"),
    [("颁布施行", "in force"), ("第四条规定", "in force"), ("修订", "announced"), ("和《乙》", ""), ("（试行）提出", "in force")],
)
def test_what_stands_behind_a_work(after: str, state: str) -> None:
    assert status_after("《甲》" + after, 3) == state


def plan_of(*texts: str, title: str = "甲市发展“十四五”规划") -> Plan:
    sentences = tuple(Sentence(text, id=f"1-{n}") for n, text in enumerate(texts, 1))
    meta = {"title": title, "issuer": "甲市人民政府"}
    return Plan("p", meta, (Section("1", "一", "一、", 1, "任务", blocks=(Paragraph(sentences),)),))


def test_variants_of_a_title_are_one_work() -> None:
    texts = "印发《甲市停车条例》。|落实停车条例，|落实新版外商投资目录，|落实外商投资目录，|实施甲市碳达峰方案，|制定碳达峰方案，"
    found = find_citations([plan_of(*texts.split("|"))], [Work("外商投资目录", ["鼓励投资目录"])])
    assert [link.external for link in found.named] == ["甲市停车条例"] + ["外商投资目录"] * 2 + ["甲市碳达峰方案"] * 2
    assert found.wordings["甲市停车条例"] == ("停车条例",)


def test_a_period_is_a_citation_or_not_sure() -> None:
    found = find_citations([plan_of("编制好“十四五”规划，“十三五”规划圆满完成。")], [])
    assert not found.named
    assert [entry.text for entry in found.ambiguous] == ["“十四五”规划", "“十三五”规划"]


# ---- the five plans, and the site


@pytest.fixture(scope="module")
def links() -> Links:
    plans = [load_plan(ROOT / "content", plan).plan for plan in plan_ids(ROOT / "content")]
    return load_links(ROOT / "content", plans)


def test_the_works_of_the_five_plans(links: Links) -> None:
    with (HERE / "works.tsv").open(encoding="utf-8", newline="") as file:
        known = {tuple(row.values()) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    states = links.citations.statuses
    found = {(link.plan, link.place, link.text, states.get(link) or "-") for link in links.citations.named}
    right = len(known & found)
    assert right / len(found) >= 0.95, found - known
    assert right / len(known) >= 0.95, known - found


def test_works_on_the_site(project: Make) -> None:
    root = project(SMALL_TEXT.replace("加强组织实施。", "制定旧城更新行动计划，落实民法典。"), "")
    convert(root / "seeds", root / "content", ["try-1"])
    site = build(root).site
    page = (site / "bibliography/index.html").read_text(encoding="utf-8")
    promised = page[page.index('id="promised"') : page.index('id="kind-plan"')]
    assert "旧城更新行动计划" in promised
    assert "民法典" not in promised
    works = {work["title"]: work for work in json.loads((site / "api/works.json").read_text(encoding="utf-8"))}
    assert works["旧城更新行动计划"]["state"] == "announced"
    place = works["中华人民共和国民法典"]["places"][0]
    assert place["state"] == "in force"
    assert not place["marked"]
    assert f'id="{works["旧城更新行动计划"]["id"]}"' in page
    chapter = (site / place["plan"] / place["id"].partition("-")[0].partition(".")[0] / "index.html").read_text(encoding="utf-8")
    assert '<a class="c" href="../../bibliography/#jiu-cheng-geng-xin-xing-dong-ji-hua">旧城更新行动计划</a>' in chapter

"""Whole pages of web sites in several shapes: what is published of them is the document, line by line, and nothing of the site."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from generator.proposing import Proposal, propose
from generator.repair import broken_findings, undo

TITLE = "云州市人民政府关于印发《云州市水网建设规划（2026—2030年）》的通知"
NOTICE = [
    "各县（市、区）人民政府，市政府各部门：",
    "现将《云州市水网建设规划（2026—2030年）》印发给你们，请认真组织实施。",
    "云州市人民政府",
    "2026年3月5日",
]
PLAN = [
    "云州市水网建设规划（2026—2030年）",
    "为加快构建现代水网，提高水旱灾害防御能力，制定本规划。",
    "一、现状",
    "“十四五”期间，全市新建水库三座，除险加固十二座，农村自来水普及率达到百分之九十六。",
    "二、保障",
    "各县（市、区）要落实资金，按季调度，年底考核。",
    "附件：1.重点项目表",
    "2.任务分工表",
]
MENU = '<div class="menu"><ul><li><a href="/a">首页</a></li><li><a href="/b">走进云州</a></li><li><a href="/c">政务公开</a></li></ul></div>'
PATH = '<div>您的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a></div>'
META = (
    "<div><span>发布日期：2026-03-06</span><span>来源：市政府办公室</span><span>浏览次数：128</span><span>字体：【大 中 小】</span></div>"
)
FORM = (
    "<table><tr><td>索引号：</td><td>330000/2026-12</td><td>文号：</td><td>云政发〔2026〕7号</td></tr>"
    "<tr><td>发文机关：</td><td>云州市人民政府</td><td>成文日期：</td><td>2026-03-05</td></tr></table>"
)
BELOW = (
    '<div>分享到：<a>微信</a><a>微博</a></div><div><h3>相关文档</h3><ul><li><a href="/1">【图解】云州市水网建设规划</a><span>2026-03-08</span></li></ul></div>'
    '<div><p>附件下载：</p><p><a href="./P020.docx">云州市水网建设规划.docx</a></p></div>'
)
FOOT = "<div><p>主办：云州市人民政府办公室　承办：云州市数据局</p><p>网站标识码：3300000001　浙ICP备05000001号</p><p>联系电话：88880000（工作日9:00—17:00）　版权所有</p></div>"
NEWS = '<div><h4>热点新闻</h4><a href="/n">水网建设推进会召开</a><p>3月6日，全市水网建设推进会召开，会议要求加快项目建设，确保如期完成年度任务。</p></div>'
HEAD = f"<!DOCTYPE html><html><head><title>{TITLE}_云州市人民政府</title></head><body>"


def paragraphs(lines: list[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>　　{line}</{tag}>" for line in lines)


PAGES = {
    "a block of paragraphs": f"{HEAD}{MENU}{PATH}<div><h1>{TITLE}</h1>{META}<div class='TRS_Editor'>{paragraphs(NOTICE + PLAN)}</div>{BELOW}</div>{FOOT}",
    "lines broken by br in tables of layout": f"{HEAD}<table><tr><td>{MENU}</td></tr></table><table><tr><td>{PATH}</td><td><table><tr><td><font>{TITLE}</font></td></tr>"
    f"<tr><td>发布时间：2026-03-06 09:12　点击数：33</td></tr><tr><td>{'<br>　　'.join(NOTICE + PLAN)}</td></tr><tr><td>【<a>打印</a>】【<a>关闭</a>】</td></tr></table></td></tr></table>{FOOT}",
    "nested blocks under a form": f"{HEAD}{MENU}<div>{FORM}<h2>{TITLE}</h2><div id='zoom'><div>{paragraphs(NOTICE + PLAN, 'div')}</div></div>{BELOW}</div>{FOOT}",
    "notice and plan apart": f"{HEAD}{MENU}<div><div><h1>{TITLE}</h1>{paragraphs(NOTICE)}</div><div>{paragraphs(PLAN)}</div></div>{FOOT}",
    "sections": f"{HEAD}{MENU}<main><section><h1>{TITLE}</h1></section><section>{paragraphs(NOTICE)}</section><section>{paragraphs(PLAN)}</section></main>{BELOW}{FOOT}",
    "news beside it": f"{HEAD}<div><span>欢迎访问云州市人民政府</span><a>登录</a></div>{MENU}<div><h3>{TITLE}</h3>{META}<div>{paragraphs(NOTICE + PLAN)}</div></div>{NEWS}{FOOT}",
    "nothing but the document": f"<div>{paragraphs([TITLE, *NOTICE, *PLAN])}</div>",
}


def read(page: str, folder: Path) -> Proposal:
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    return propose(path)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_is_reduced_to_its_document(page: str, tmp_path: Path) -> None:
    made = read(page, tmp_path)
    assert [line for line in made.repaired.text.split("\n") if line] == [TITLE, *NOTICE, *PLAN]
    assert undo(made.repaired.text, made.repaired.ledger) == page
    assert [section.title for section in made.outlined.sections] == [PLAN[0], TITLE, "现状", "保障"]


def test_what_the_site_says_of_the_document_is_read_though_it_is_not_of_it(tmp_path: Path) -> None:
    page = f"{HEAD}{MENU}<div>{FORM}<h2>云州市水网建设规划</h2>{paragraphs(PLAN[1:])}</div>{FOOT}"
    made = read(page, tmp_path)
    assert (made.settings.number, made.settings.issuer, made.settings.date) == ("云政发〔2026〕7号", "云州市人民政府", "2026-03-05")


def test_sentences_beside_the_document_are_told(tmp_path: Path) -> None:
    made = read(PAGES["news beside it"], tmp_path)
    told = [finding for finding in broken_findings(made.seed, made.repaired) if finding.code == "T007"]
    assert ["水网建设推进会召开" in finding.cause for finding in told] == [True]


def test_what_the_library_does_not_find_stays_within_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["generator.repair.web_page"], "_found", lambda text: re.sub(r"\W", "", "".join(PLAN[1:4])))
    made = read(PAGES["a block of paragraphs"], tmp_path)
    assert PLAN[5] in made.repaired.text


def test_lines_below_what_begins_the_sites_foot_are_told(tmp_path: Path) -> None:
    page = "<div><h1>云州市水网建设规划</h1><p>一、现状</p><p>附件下载：</p><p>二、保障</p><p>三、投资</p></div>"
    made = read(page, tmp_path)
    told = [finding.cause for finding in broken_findings(made.seed, made.repaired) if finding.code == "T007"]
    assert ["二、保障" in told[0], "三、投资" in told[1], len(told)] == [True, True, 2]

"""Files that are no document, or in another encoding, end in a finding that says what to do; short and odd documents do not."""

from __future__ import annotations

import pytest

from generator.errors import ZhangjuError
from generator.reading.encoding import decode

TEXT = "江海市数字经济规划\n一、发展基础\n全市数字经济规模不断扩大，核心产业增加值年均增长12.5%。\n二、总体要求\n坚持创新驱动，到2030年每万人拥有5G基站30个。\n"
TRADITIONAL = "國土計畫法\n第一章 總則\n為因應氣候變遷，確保國土安全，保育自然環境與人文資產，促進資源與產業合理配置，特制定本法。\n"
JAPANESE = "国土の利用に関する計画について、次のとおり定めるものとする。この計画は、すべての地域において適用される。\n"


def misread(text: str) -> str:
    """UTF-8 as browsers read it when it is said to be Latin-1."""
    return "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize(
    ("name", "data", "code", "says"),
    [
        ("a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "T002", "pdftotext"),
        ("a DOCX", b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml", "T002", "save the text"),
        ("a DOC", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "T002", "save the text"),
        ("RTF", b"{\\rtf1\\ansi text}", "T002", "save the text"),
        ("a binary file", b"\0\1" * 40 + TEXT.encode(), "T002", "extract the text"),
        ("no byte", b"", "T001", "put the plan"),
        (
            "an error page",
            b"<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><hr>nginx</body></html>",
            "T006",
            "browser",
        ),
        ("a firewall", "<html><body><p>您的请求被拦截，疑似攻击行为。</p></body></html>".encode(), "T006", "browser"),
        ("a missing page", "<!DOCTYPE html><title>提示</title><body>您访问的页面不存在或已删除</body>".encode(), "T006", "browser"),
        (
            "a page that a script fills",
            b"<html><head><script>var a='text of the script';</script></head><body></body></html>",
            "T006",
            "browser",
        ),
        (
            "a page whose title is all",
            "<!DOCTYPE html><html><head><title>某市</title></head><body><noscript>请启用JavaScript</noscript><div id=app></div></body></html>".encode(),
            "T006",
            "browser",
        ),
        ("a message copied without its page", "抱歉，您访问的页面不存在或已删除！\n返回首页\n".encode(), "T006", "browser"),
        ("an empty table", b"|   |   |\n|---|---|\n|   |   |\n", "T006", "save what you see"),
        ("an empty table of HTML", b"<table><tr><td></td><td></td></tr></table>", "T006", "save what you see"),
        ("a scan", "\f".join(f"\n\n- {n} -\n" for n in range(1, 9)).encode(), "T006", "OCR"),
        ("a scan with stamps", "".join(f"第 {n} 页 共 9 页\n扫描全能王 创建\n\n" for n in range(1, 10)).encode(), "T006", "OCR"),
        ("Shift-JIS", (JAPANESE * 3).encode("shift_jis"), "T003", "Chinese"),
        ("UTF-8 read as Windows-1252", misread(TEXT * 3).encode(), "T003", "UTF-8"),
        ("UTF-8 read as GB18030", (TEXT * 3).encode().decode("gb18030", errors="ignore").encode(), "T003", "UTF-8"),
        ("destroyed", ("锟斤拷" * 40).encode(), "T003", "undamaged copy"),
    ],
)
def test_what_is_no_document_is_refused_with_what_to_do(name: str, data: bytes, code: str, says: str) -> None:
    with pytest.raises(ZhangjuError) as error:
        decode(data, "x.txt")
    assert code in str(error.value)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TEXT, "utf-8"),
        (TEXT.replace("数字", "数\0", 1) * 3, "utf-8"),
        (TEXT, "gb18030"),
        (TEXT, "utf-16-le"),
        (TEXT, "utf-16-be"),
        (TRADITIONAL * 3, "big5"),
        (TRADITIONAL * 3, "gb18030"),
        (TRADITIONAL, "utf-16-le"),
    ],
)
def test_other_encodings_are_read(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "x.txt")
    assert decoded.text == text
    assert decoded.encode() == text.encode(encoding)


@pytest.mark.parametrize(
    "text",
    [
        "规划\n",
        "# 规划\n\n1. 一\n2. 二\n3. 三\n",
        "一、目标\n404个项目未找到资金来源的，由本级统筹。\n",
        "指标\t2025\t2030\n增加值\t1\t2\n",
        "1\n2\n3\n4\n甲市人民政府办公厅关于印发数字经济发展规划的通知，请各区认真贯彻执行，抓好落实，及时报告情况，确保各项任务完成。\n",
        "<p>第一条　网站应当在页面不存在时提示用户。</p>",
        "A short text in English.",
    ],
)
def test_short_and_odd_documents_are_accepted(text: str) -> None:
    assert decode(text.encode(), "x.txt").text == text

"""What is no document though it is a file: a binary format, a server's error page, a scan without text, marks without words.

Each is refused with what to do; a text that says little is none of them.
"""

from __future__ import annotations

import html
import re

from generator.findings import Finding

MAGIC = (
    (b"%PDF-", "a PDF", "open it and copy or export its text (pdftotext), then add that"),
    (b"PK\x03\x04", "a Word, WPS or ZIP file", "open it, save the text as .txt in UTF-8, then add that"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "open it, save the text as .txt in UTF-8, then add that"),
    (b"{\\rtf", "a rich-text file", "open it, save the text as .txt in UTF-8, then add that"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"7z\xbc\xaf\x27", "a 7z archive", "unpack it first"),
    (b"\x89PNG", "a picture", "run text recognition (OCR) on it, read the result against the picture, then add that"),
    (b"\xff\xd8\xff", "a picture", "run text recognition (OCR) on it, read the result against the picture, then add that"),
)
"""First bytes of formats that people rename to .txt."""
HIDDEN = re.compile(r"<(script|style|noscript)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.S | re.I)
TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,2000}>")
PAGE = re.compile(r"<(?:!doctype|html|head|body|script|title)\b", re.I)
STATUS = "400|401|403|404|405|410|412|429|500|502|503|504|521|522"
ERROR = re.compile(
    rf"\b(?:{STATUS})\b.{{0,40}}(?:not found|forbidden|error|bad|denied|unavailable|错误|未找到|禁止|不存在)"
    r"|(?:error|错误|http|状态码?)[ :：]*(?:4\d\d|5\d\d)\b"
    r"|\b(?:not found|403 forbidden|404|access denied|bad gateway|service unavailable)\b"
    r"|页面(?:不存在|未找到|找不到|已删除|走丢)|(?:您|你)(?:所)?(?:访问|请求|查找|浏览)的(?:页面|网页|内容|地址|资源|网站)"
    r"|无法访问|访问被(?:拒绝|阻断|拦截)|拒绝访问|安全验证|人机验证|验证您是真人|网站防火墙|请求被拦截|违规请求|攻击行为"
    r"|just a moment|checking your browser|enable javascript|captcha|web ?application ?firewall",
    re.I | re.S,
)
"""What servers, firewalls and browser checks write instead of a page."""
SHORT = 400
"""Letters of an error page, at most; a notice of so many words about the closing of a page would not name it so."""
MESSAGE = 60
"""Letters of such a message that was copied without its page."""
NUMBERED = re.compile(r"第[〇零一二三四五六七八九十百\d]+[条章节]|^[（(]?[一二三四五六七八九十\d]+[、.．）)]|。", re.M)
"""What a document has, however short: numbers of parts, the end of a sentence that no message has."""
REQUIRES = re.compile(r"<noscript\b[^>]*>[^<]{0,80}(?:JavaScript|脚本)", re.I)
"""What a page says to a reader without scripts."""
TITLE = re.compile(r"<title\b.*?</title\s*>", re.S | re.I)
WORD = re.compile(r"[^\W\d_]")
FURNITURE = re.compile(
    r"[\W\d_]*(?:[IVXivx]{1,5}|第|页|頁|共|Page|of|扫描全能王(?:创建)?|CamScanner)?(?:[\W\d_]|[IVXivx]{1,5}|第|页|頁|共|Page|of|创建|\bP\b)*"
)
PAGES = 3
"""Lines of page numbers from which a text of nothing else came from a scan."""
FEW = 10
"""Letters a page beside its number: a stamp or a title is all that a scan's text layer has."""


def refuse_binary_format(data: bytes, file: str) -> None:
    """Raise for the first bytes of a format that is no text."""
    for magic, what, advice in MAGIC:
        if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(magic):
            raise Finding("T002", file, 1, f"this is {what}, whatever its name", advice).as_error()


def refuse_no_document(text: str, file: str) -> None:
    """Raise for a text that is none: no words, a server's error page, numbers of pages only."""
    seen = visible(text)
    words = len(WORD.findall(seen))
    if not any(char.isalnum() for char in seen):
        cause = "an HTML page without any words; a script fills it, or it is empty" if PAGE.search(text) else "marks only, not one letter"
        raise Finding("T006", file, 1, cause, "open the page in a browser, save what you see, and add that").as_error()
    if PAGE.search(text) and words <= FEW and (REQUIRES.search(text) or not WORD.search(visible(TITLE.sub("", text)))):
        cause = "an HTML page of which a script makes the text: there is none in it"
        raise Finding("T006", file, 1, cause, "open the page in a browser, save what you see, and add that").as_error()
    copied = words <= MESSAGE and not NUMBERED.search(seen)
    if (found := ERROR.search(seen)) and ((words <= SHORT and PAGE.search(text)) or copied):
        cause = f"this is a server's message (“{' '.join(found[0].split())[:40]}”), not the document"
        raise Finding("T006", file, 1, cause, "open the address in a browser, save the document itself, and add that").as_error()
    lines = [line.strip() for line in seen.splitlines() if line.strip()]
    numbers = [line for line in lines if re.search(r"[\dIVXivx]", line) and FURNITURE.fullmatch(line)]
    rest = sum(len(WORD.findall(line)) for line in lines if not FURNITURE.fullmatch(line))
    if len(numbers) >= PAGES and len(numbers) * 2 >= len(lines) and rest < FEW * len(numbers) and not re.search(r"[\t|]", text):
        cause = f"{len(numbers)} numbers of pages and {rest} letters: the text of a scanned picture"
        raise Finding(
            "T006", file, 1, cause, "run text recognition (OCR) on the scan, read it against the picture, and add that"
        ).as_error()


def visible(text: str) -> str:
    """A text without the code of HTML, as far as that matters here; a plain text is itself."""
    return html.unescape(TAG.sub("\n", HIDDEN.sub("\n", text)) if PAGE.search(text) or "<t" in text else text)

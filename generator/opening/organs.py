"""Bodies that issue documents, known by how their names end."""

from __future__ import annotations

import re

HAN = "\u3400-\u9fff"
END = (
    "人民政府(?:办公厅|办公室)?|國務院|国务院(?:办公厅)?|人民代表大会(?:常务委员会)?|委员会(?:办公室|办公厅)?|委員會|办公厅|办公室|研究院|研究中心|总局|管理局"
    "|[^全各干局内外]部|[^大客餐]厅|[^布全当结格破时大]局|总署|审计署|人民法院|人民检察院|科学院|工程院|银行|总工会|党委|领导小组|指挥部|管委会|[^常政立]委|协会"
)
ORGAN = re.compile(rf"(?:[{HAN}（）·]{{0,24}}(?:{END})|中共中央)")
LONGEST = 60
PERSON = re.compile(
    rf"^(?P<organ>[{HAN}]{{2,20}}?)(?P<post>(?:代|副)?(?:总理|省长|市长|州长|县长|区长|主席|主任|院长|检察长|盟长|旗长|行政长官))\s*[:：]?\s*"
    rf"(?P<name>[{HAN}·]{{2,4}}|[{HAN}]\s[{HAN}])$"
)
"""`某市人民政府市长 张三`: who gives a report."""
PASSED = re.compile(rf"(?P<place>[{HAN}]{{2,12}}?)(?P<body>人民代表大会(?:常务委员会)?)第[{HAN}]{{1,6}}?次会议.{{0,6}}?(?:通过|修订|修正)")
COURT = re.compile(r"最高人民(?:法院|检察院)")


def organs_of(line: str) -> str:
    """The body, or the bodies, that a line names and nothing else, parted by 、; empty when it is no such line."""
    bare = re.sub(r"^\s*[（(]|[）)]\s*$", "", line.strip())
    bare = re.sub(r"^中共中央(?=[^、\s])", "中共中央、", bare) if not ORGAN.fullmatch(bare) or bare.endswith("国务院") else bare
    names = [name for name in re.split(r"[\s、，,]+", bare) if name]
    if not names or len(bare) > LONGEST or not all(ORGAN.fullmatch(name) for name in names):
        return ""
    return "、".join(names)


def before_about(title: str) -> str:
    """The body that a title begins with: `国务院关于印发…的通知`."""
    about = re.search("关于|關[於于]", title[1:])
    return organs_of(title[: about.start() + 1]) if about else ""


def passed_by(line: str) -> str:
    """The body by which a line says that a law was passed, without the number of its session."""
    if found := COURT.search(line):
        return found[0]
    words = re.sub(r"^.*日|\s", "", line)
    found = PASSED.search(re.sub(rf"第[{HAN}]{{1,6}}?届", "", words))
    return found["place"] + found["body"] if found else ""

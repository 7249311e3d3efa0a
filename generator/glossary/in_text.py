"""Definitions in running text.

    中国（上海）自由贸易试验区临港新片区（以下简称“临港新片区”）     a short name, for the rest of this plan
    细颗粒物（PM2.5）, MaaS（出行即服务）                               letters and words that explain each other
    碳普惠是指……, 碳普惠：指……, 碳普惠指……的机制                          a sentence that defines
    “一村一品”（即一个村发展一个产品）, “三线一单”（红线、底线、上线和清单）    a saying that is told in full

What it leaves alone: short titles of documents (《总体方案》, and what stands right after 《…》), which are citations; brackets in
an annex that explains words; letters of one character (泽（Z）级); names of places and persons. Where a full name begins is not
always sure: it is cut at punctuation, else where the same words stand at a border elsewhere, else after the last word that
leads a phrase of its kind. Knowledge: that list; an editor's `full` settles what it cannot.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import takewhile

import rjieba

from generator.characters import HAN, HAN_NUMERALS, plain
from generator.glossary.annex import IS_MEANT, MEANING, is_whole, unquoted
from generator.model import Definition, Plan, TextPart
from generator.numbering import CIRCLED
from generator.pure import PLANS, pure

SHORT = re.compile(
    r"[（(](?:[^（）《》。；]{1,60}，(?=以下|下[文称]))?(?:以下|下文|下)?(?P<said>[简簡统統合]?[称稱]|即(?=“[^”]{2,8}”[）)]))[为為]?[：:]?"
    rf"(?P<name>[“「][^“”「」]{{1,20}}[”」](?P<tail>[{HAN}]{{0,6}})|[^“”《》（），]{{2,12}})(?:，即[A-Za-z]{{2,12}})?[）)]"
)
"""（以下简称“临港新片区”）, （简称国资委）."""
ABBREVIATION = re.compile(
    rf"(?:“(?P<quoted>[{HAN}]{{2,16}})”|(?P<full>[{HAN}]{{2,30}}))"
    r"（(?P<short>[A-Za-z][A-Za-z0-9.~&-]*(?: [A-Z][A-Za-z]*)*|[2-9][A-Z])(?:，即[^（）]{6,})?）"
)
EXPANSION = re.compile(rf"(?<![A-Za-z0-9])(?P<short>[A-Za-z][A-Za-z0-9.~&-]+)（(?P<full>[{HAN}]{{2}}[{HAN}0-9]{{0,28}})）")
ADVERB = "主要|一般|通常|特别|尤其|具体|这里|就|也就|即|其实|往往"
"""What may stand before 是指 and is no part of a name."""
NUMBERED = re.compile(rf"[（(](?:[{HAN_NUMERALS}]{{1,3}}|\d{{1,2}})[）)]|\d{{1,2}}[.．、]|[{CIRCLED}]")
"""How an item of a list begins."""
MAY = re.compile("[（指即所]|，是|是一[种类]|[统合并]称|简称|”为|也就是|[=＝]|[率例重比值]：")
"""What a text has in which a definition may stand."""
ITEM = rf"(?:注[：:])?(?:[（(][{HAN_NUMERALS}0-9]{{1,3}}[）)]|[0-9]{{1,2}}[.．、]|[{CIRCLED}]|[{HAN_NUMERALS}]{{1,3}}、)?"
"""The number of an item, where it stands in the text."""
OWN = rf"(?:所谓|(?:(?:本[{HAN}]{{1,4}}|前[款条项])(?:所[称指]|中所称|中)|[{HAN}]{{2,14}}统计中)的?)?"
"""What a text says before a word that it explains for itself."""
NAME = (
    rf"(?P<name>【[^【】，。；]{{2,16}}】|[“「][^“”「」，。；]{{1,16}}[”」][{HAN}]{{0,8}}?"
    rf"|[{HAN}A-Za-z0-9Ⅰ-Ⅻ]{{2,16}}?(?:“[^“”]{{1,8}}”[{HAN}]{{0,4}}?)?)"
)
LISTING = re.compile("(?:用语|术语|名词)[^。；]{0,6}(?:含义|定义|解释)")
"""What says that the items after it explain words."""
ITEMIZED = re.compile(rf"^(?={NUMBERED.pattern}){ITEM}{NAME}，(?:包括|包含|即(?!可|使|便)|为(?!了))(?P<text>[^。；]{{4,}})")
"""（一）可变现资产，包括……, in such a list."""
TOO = "(?:（[^（）]*）)?(?:，?(?:又称|也称|亦称|又叫|也叫)[^，。；]{2,16})?"
"""What may stand between a word and 指: letters, another name."""
SENTENCE = re.compile(
    rf"(?:^|[。；，：]){ITEM}{OWN}{NAME}{TOO}，?(?:{ADVERB})?(?:{IS_MEANT}|指的是)(?P<text>(?:(?!，(?:“[^“”]{{1,12}}”是?指|所称))[^。；])+)"
)
COLON = re.compile(rf"(?:^|[。；：]){ITEM}{OWN}{NAME}(?:（[^（）]*）)?：(?:{IS_MEANT}|{MEANING})(?P<text>[^。；]{{4,}})")
"""护理型床位占比：指……, in a paragraph of the text."""
PLAIN = re.compile(rf"(?:^|[。；：]){ITEM}{OWN}{NAME}{TOO}(?P<comma>，?)(?<!是)(?<![^体关联派谱星]系){MEANING}(?P<text>[^。；]{{6,}})")
"""指 alone, which says what a word means behind a quotation or a comma, or where a noun ends what it says: 指……的耕地."""
WORD = re.compile(f"[{HAN}]|[A-Za-z]{{2}}|[0-9][+×][0-9A-Z]")
"""What a name holds that is more than a figure."""
NOUN = re.compile(r"[的之][^，。；的之]{1,14}\Z")
THAT_IS = re.compile(
    rf"(?:“(?P<name>[^“”，。；]{{2,12}})”(?P<tail>[{HAN}]{{0,6}})(?:（即|(?:，|(?<=”))即(?!可|使|便|日|时|刻|令|席|将(?![^，。；]{{2,40}}[为成到]))|，也就是(?!说))"
    rf"(?P<text>[^（）。；]{{6,}})"
    rf"|(?:^|[。；]){ITEM}(?P<bare>[{HAN}]{{3,10}})，(?:即(?!可|使|便|日|时|刻|令|席|将(?![^，。；]{{2,40}}[为成到]))|也就是(?!说))(?P<said>[^。；]{{4,}}的[^，。；的]{{2,12}})(?=[。；]|$))"
)
"""“一村一品”（即……）, 数据信托，即……的制度."""
COUNTED = re.compile(
    rf"(?:^|[：；，。])“(?P<name>[{HAN_NUMERALS}两][{HAN}]{{1,3}})”(?:为|{MEANING})(?P<text>[^；。“”]{{4,}})(?=[；。]|，“|$)"
)
"""“三廊”为甲河、乙河、丙河生态廊道，“五区”为……"""
BRACKET = re.compile(
    rf"(?P<name>“[^“”，。；]{{2,12}}”[{HAN}]{{0,6}}|[{HAN}A-Za-z0-9]{{2,20}})（(?:{IS_MEANT}|{MEANING}|即(?!可|使|便|日|时|刻|“))(?P<text>[^（）。；]{{6,}})）"
)
"""产后损失率（指……的比重）."""
QUOTED = re.compile(
    rf"“(?P<name>[^“”，。；]{{2,10}})”（(?!或|如|包?含|不含|包括|其中|详?见|主要|原|现|即|以下|下[称同]|[简统合]称)(?P<text>[^（）。；]{{6,}}的[{HAN}]{{2,8}})）"
)
"""“亿元楼”（年纳税额一亿元以上的商务楼宇）."""
FORMULA = re.compile(rf"(?:^|[。；])(?P<name>[{HAN}A-Za-z0-9]{{3,24}})[=＝](?P<text>[^。；]{{6,}}[×*]100%)")
"""覆盖率=（甲/乙）×100%."""
KIND = re.compile(
    rf"(?:^|。)(?!所称|本){NAME}(?:是(?:指)?一[种类]|，是(?=[为由以将把用]|通过|依托|利用|[^。；]*的(?:简称|总称|统称|合称)[。；]))"
    r"(?P<text>[^。；]{8,}的[^，。；的]{2,10})(?=[。；]|$)"
)
"""合同节水管理是一种……的市场机制; 照护专区，是为……的区域."""
AGAIN = re.compile(
    rf"(?P<name>[{HAN}A-Za-z0-9]{{3,14}})（(?!或|如|包?含|不含|包括|其中|详?见|主要|原|现|即|[A-Za-z]+，即|以下|下[称同]|[简统合]称)(?P<text>[^（）。；]{{6,}}的[{HAN}]{{2,8}})）"
)
"""生态基流（维持……生态功能的最小流量）: what stands in the brackets says some of the name again."""
SHARE = "的?比[重例率值]|之比|的?百分比"
"""How what tells of a share ends."""
RATE = re.compile(
    rf"(?:^|[。，；])(?P<name>[{HAN}]{{2,8}}[率度])即(?![将期使可便日时刻令席])(?P<text>[^，。；]{{6,}}?(?:占比|比重|比例|之比|的面积))"
    rf"|(?P<bare>[{HAN}A-Za-z0-9]{{2,16}})（(?P<said>[^（）。；]{{8,}}(?:占比|{SHARE}))）"
    rf"|(?:^|[。；]){ITEM}(?P<so>[{HAN}A-Za-z0-9]{{2,20}})：[{CIRCLED}]?指?(?P<as>[^。；]{{6,}}(?:{SHARE}))"
)
"""水土保持率即……占比, 公交站点500米覆盖率（……之比）."""
BY_NOUN = re.compile(
    rf"(?P<name>[{HAN}A-Za-z0-9]{{1,12}}(?P<noun>[{HAN}]{{2}}))（(?!以下|下[称同]|[简统合]称|[A-Za-z]+，即)"
    r"(?P<text>[^（）。；]{6,}的[^（）。；]*(?P=noun))）"
)
"""千人口托位数（每千名常住人口拥有的托位数）: what stands in the brackets is a more closely described thing of the same kind."""
LISTED = re.compile(
    rf"“(?P<name>[^“”，。；]*[{HAN_NUMERALS}两双0-9][^“”，。；]*)”(?P<tail>[{HAN}]{{0,4}})（(?P<text>[^（）。；]+[、和][^（）。；]+)）"
)
"""“三线一单”（红线、底线、上线和清单）: a saying with a number, and what it counts."""
TRIED = re.compile("^(?:推广|推行|深化|实施|试行|探索|推进|建立|开展|建设|打造|创建|培育|发展)(?=.{3})")
"""Verbs before what a sentence says in passing: 推广低温储粮，即……的储粮方式."""
WHOLE = re.compile("^(?:全[国省市区县]|本[省市区县]|我[国省市区县])(?=.{2})")
"""What a text says before a word of what it speaks for."""
POINTING = re.compile(
    f"(?:{ADVERB})$|本.{{1,4}}[所中]$|(?:其(?!他|它)|这|该|它|此|上述|前款|目的|意思|主要)|.*(?:目的|意思|意义|含义|重点|主要)$"
)
"""What is no name before 是指: its subject stands elsewhere."""
CALLED = re.compile(
    rf"(?:(?:本[{HAN}]{{1,4}}(?:第[{HAN_NUMERALS}]{{1,4}}[条款项])*中?|前[款条项]|(?:^|(?<=[。；，])))所(?:称(?!赞)|{MEANING})的?[“「]?(?P<name>[{HAN}A-Za-z0-9（）、]{{2,20}}?)[”」]?，?"
    rf"(?:{IS_MEANT}|{MEANING}|包括|含(?![义有量])|即(?!可|使|便)|为(?![了是，]|[^。；]*是指)|是(?=[^。；]{{4,}}))"
    rf"|所谓[“「]?(?P<so>[{HAN}A-Za-z0-9+]{{2,16}}?)[”」]?，?(?:就是|即|指)，?)(?P<text>(?:(?!，所称)[^。；])+)"
)
"""本办法所称空巢老年人包括……, 所谓“三医联动”，就是……."""
LATIN = r"[A-Za-z][A-Za-z ,'’&–-]*[a-z]"
LETTERS = r"[A-Za-z]*[A-Z0-9][A-Za-z0-9&-]*"
BOTH = re.compile(
    rf"(?P<full>[{HAN}、]{{2,30}})（(?:英文[:：]?)?"
    rf"(?:(?P<english>{LATIN})(?:[，,;；、:：] ?|, )(?:简称|缩写为?|英文简称|英文缩写)?[：:]? ?(?P<short>{LETTERS})"
    rf"|(?:英文缩写|简称)?[：:]?(?P<short2>{LETTERS})[，,;；:：] ?(?P<english2>{LATIN}))）"
)
"""数字孪生（Digital Twin，DT）, and the other way round."""
BESIDE = re.compile(
    rf"(?<![A-Za-z0-9])(?P<short>{LETTERS})（(?:(?P<full>[{HAN}]{{2,30}})[，,；;] ?{LATIN}|{LATIN}[，,；;] ?(?P<full2>[{HAN}]{{2,30}}))）"
)
"""LNG（液化天然气，Liquefied Natural Gas）, and the other way round."""
SEVERAL = re.compile(
    rf"(?P<names>[{HAN}Ⅰ-Ⅻ（）“”、]{{2,80}})（(?:以下)?(?:分别(?:简称|称)为?|简称(?=“[^”]+”[、和与及]?“))(?P<shorts>[^（）]{{3,40}})）"
)
"""甲示范区和乙合作区（以下分别简称甲区、乙区）."""
UNBRACKETED = re.compile(
    rf"(?:^|(?<=[。；，]))(?:(?P<all>[^。；“”《》]{{4,80}}?[、和][^。；“”《》]{{2,40}}?)，?(?:以下|本[{HAN}]{{1,4}}中)?[统合并]称为?(?P<name>“[^“”]{{1,16}}”|[{HAN}]{{3,24}})"
    rf"|(?P<full>[^，。；“”《》]{{4,60}})，以?下?简称为?(?P<short>“[^“”]{{1,16}}”))(?=[。；，]|$)"
)
"""卷烟、雪茄烟和烟丝统称烟草制品, 建成智慧监测指挥中心，简称“监测中心”."""
BETWEEN = re.compile("(?<=”)(?=“)|(?:(?<=”)|(?<![“”]))[、和与及](?![^“”]*”)|(?<=”)[、和与及](?=“)")
"""Where a list of short names is parted: not within quotation marks."""
RUN = re.compile(rf"[{HAN}A-Za-z0-9（）·—-]")
MARKED = re.compile("“[^“”]{1,12}”\\Z")
"""A mark or a brand before the rest of a name: “花园杯”创新大赛."""
ARTICLE = re.compile(rf"^第[{HAN_NUMERALS}0-9]{{1,4}}条")
"""The number of an article, where it stands in the text."""
LONGEST_NAME = 100
"""Characters of a run that are looked at: no name is as long."""
AFTER_MARK = re.compile(rf"(?<![{HAN}A-Za-z0-9）~])")
"""Where the character before is none that a name may go on with."""
EXPLAINING = (("（A", "（Z"), ("（a", "（z"), ("（以", "（以"), ("（下", "（下"), ("（简", "（简"))
"""What stands, from the one to the other, in brackets after a name that they explain."""
SHORTENED = 2
"""Characters that a short name is shorter by, at least."""
LONG_NAME = 6
"""Characters from which the rest of a name is long."""
PROPER = frozenset({"nr", "ns", "nt", "nz", "j", "eng"})
"""What jieba calls names of persons, places and bodies, and abbreviations."""
VERBS = (
    "会同|联合|申报|组织|启动|引入|搭建|创建|部署|布局|成立|组建|设置|开设|提供|拓展|对标|执行|纳入|列入|获批|入选|推行|试行|试点|推进|推动|加强|加快|加大|开展|支持|提升|打造|建设|发展|完善|优化|强化|深化|实施|扩大|推广|探索|建立|健全|制定|落实|促进|鼓励|引导|构建|形成|培育|引进|利用"
    "|依托|围绕|聚焦|把握|打赢|控制|防止|建成|降低|减少|参与|加入|签署|运用|应用|采用|使用|发行|设立|举办|办好|发挥|有效发挥|对接|服务|保障|融入|接入|用好|做好|明确|遵循|遵守|履行|依据|普及|倡导|配备|取得|获得|接轨|搭载|符合|对照|参照|分为|应当|必须|不得"
)
"""The verbs that plans begin their clauses with."""
LEADING = re.compile(f"(?:全面|深入|大力|积极|持续|稳步|扎实)?(?:{VERBS})|好|[与和及或对以的占等在为由向从将于是有]")
"""Words that lead to a name and are no part of it: verbs and function words."""
ACTS = frozenset(("服务", "保障", "应用"))
"""Verbs that are as often the end of a noun: 养老服务联席会议."""
LEADS = re.compile(f"^(?:[是系]指|{LEADING.pattern}|统筹|依照|按照|根据)+")
BODY = re.compile("(?:领导小组|工作小组|协调小组|委员会|联席会议|指挥部|工作专班|协调机制)$")
"""Bodies whose names hold what they do, verbs and all: 甲市交通建设工作领导小组."""
OUGHT = re.compile("(.{2,40}?)(?:应当?|必须|须|可以?|不得|不应)")
"""A subject, and what says what it ought to do."""
NUMERALS = "  二三四五六七八九"
"""The number of a list's items at its place: 水资源、水环境、水生态（简称“三水”）."""
AND_OTHERS = re.compile(f"、.*(?:以及|及|和)其他[{HAN}]+$")
"""A list that is short for all of its kind: 病、虫、杂草以及其他有害生物."""
FOUNDS = re.compile(f"[{HAN}]{{2,12}}?(?:设立|成立|组建|设置)(?=[{HAN}]{{4}})")
"""Who founds what is named thereafter, where the short name tells nothing of where it begins."""
MEANT = re.compile(IS_MEANT)
TERRITORY = re.compile(f"^[{HAN}]{{1,12}}?(?:行政区域|辖区|境)内的")
"""Where those are that a list names."""
TOGETHER = "统統合"
"""称 after one of these means all that a list names."""
TOO_FEW, MANY = 2, 3
"""Characters that are no full name of so many capitals: 治理（ESG）, 开发（TOD）."""


def in_text_definitions(plan: Plan, skipped: Collection[str], texts: tuple[str, ...]) -> Iterator[Definition]:
    """Definitions in a plan's text parts, in order, outside the sections `skipped`. `texts` is what borders are looked for in."""
    for section in plan.sections:
        if section.id in skipped:
            continue
        parts = tuple(section.parts())
        listing = False
        for n, part in enumerate(parts, 1):
            listing = bool(LISTING.search(part.text)) or (listing and NUMBERED.match(part.text) is not None)
            if listing and (item := ITEMIZED.match(part.text)) and is_whole(item["name"]):
                yield Definition(unquoted(item["name"]), plan.id, part.place, item["text"], "in-text", span=item.span())
            elif MAY.search(part.text):
                for found in _in_part(plan.id, part.place, part.text, texts):
                    yield from _with_items(found, parts[n:])


def _with_items(found: Definition, after: Sequence[TextPart]) -> Iterator[Definition]:
    """A definition with the numbered items that it says follow: 管道附属设施包括：（一）……；（二）……; none where nothing does."""
    if found.text.endswith("："):
        items = "".join(part.text for part in takewhile(lambda part: NUMBERED.match(part.text), after))
        found = replace(found, text=f"{found.text}{items}".lstrip("：").removesuffix("："))
    if found.text:
        yield found


def _in_part(plan: str, place: str, text: str, texts: tuple[str, ...]) -> Iterator[Definition]:
    for found in SHORT.finditer(text):
        name = found["name"] if found["tail"] else found["name"].strip("“”「」")
        full = _all_before(text, found) or full_name(_run_before(text, found.start()), texts, name)
        if "《" in name or (text.endswith("》", 0, found.start()) and re.search(f"[{HAN}]", name)):
            continue
        subject = _subject(text[: found.start()], name)
        if not _shortens(name, full) or (subject and full.startswith(subject)):
            full = subject or FOUNDS.sub("", full, count=1)
        if not _shortens(unmarked := re.sub("[“”]", "", name), full) and (mark := MARKED.search(text[: found.start()].removesuffix(full))):
            full = mark[0] + full if _shortens(unmarked, mark[0] + full) else full
        span = (text.rindex(full, 0, found.start()), found.end())
        yield Definition(name, plan, place, full, "short-name", span=span)
    for found in ABBREVIATION.finditer(text):
        if len(short := plain(found["short"])) > 1:
            full = found["quoted"] or _spelled(
                text[: found.end("full")], short, LEADS.sub("", found["full"]) if "&" in short else full_name(_unit(text, found), texts)
            )
            span = (max(found.end("full"), found.end("quoted")) - len(full), found.end())
            yield Definition(short, plan, place, full, "abbreviation", span=span)
    for found in EXPANSION.finditer(text):
        yield Definition(plain(found["short"]), plan, place, found["full"], "abbreviation", span=found.span())
    yield from _explained(plan, place, text, texts)
    yield from _meant(plan, place, text, texts)


def _unit(text: str, found: re.Match[str]) -> str:
    """The words before letters, without what belongs to a number before them: 900万标准箱（TEU）."""
    return found["full"].lstrip("万亿多余") if text[: found.start("full")][-1:].isdigit() else found["full"]


def _all_before(text: str, short: re.Match[str]) -> str:
    """What a name stands for that is given to all that a list names: 甲系统、乙系统和丙监测（以下合称“丁体系”）."""
    clause = re.split("[，。；：]", re.sub(r"（[^（）]*）", lambda found: "\0" * len(found[0]), text[: short.start()]))[-1]
    whole = TERRITORY.sub("", LEADS.sub("", clause))
    counted = len(re.split("[、和]", whole)) == NUMERALS.find(short["name"].strip("“「")[0])
    if short["said"] == "称" and "、" in (last := whole.rpartition("\0")[2]) and not _shortens(short["name"], re.split("[、和]", last)[-1]):
        return last  # 甲局、乙局等部门（以下称成员单位）
    if not (short["said"][0] in TOGETHER or counted or AND_OTHERS.search(clause)):
        return ""
    return text[short.start() - len(whole) : short.start()] if re.search("[、和]", whole) else ""


def _subject(before: str, short: str) -> str:
    """The subject of the last clause of a text, where a short name is that of it: 承储粮食的企业应有资格（简称承储企业）."""
    found = OUGHT.match(re.split("[，。；：]", before)[-1])
    subject = LEADS.sub("", found[1]) if found else ""
    return subject if _shortens(short, subject) else ""


def _spelled(before: str, short: str, full: str) -> str:
    """The full name of letters at the end of a text; where what was found is too little for them, with what goes before it."""
    if len(full) > TOO_FEW or sum(map(str.isupper, short)) < MANY:
        return full
    if found := re.search(rf"以[{HAN}]{{2,12}}为[{HAN}]{{2,8}}的{full}\Z", before):
        return found[0]
    run = re.search(rf"[{HAN}、]+\Z", before)
    items = run[0].split("、") if run else []
    return "、".join([full_name(items[0], ()), *items[1:]]) if len(items) > 1 else full


def _meant(plan: str, place: str, text: str, texts: tuple[str, ...]) -> Iterator[Definition]:
    """Definitions in sentences that say what a word means; the first rule that knows a word has it."""
    known = set[str]()
    for pattern in (SENTENCE, CALLED, COLON, KIND, PLAIN, THAT_IS, COUNTED, FORMULA, RATE, BRACKET, QUOTED, BY_NOUN, AGAIN, LISTED):
        for found in pattern.finditer(text):
            groups = found.groupdict()
            name = unquoted((groups["name"] or groups.get("so") or groups.get("bare") or "").strip("【】"))
            name = f"“{name}”{groups['tail']}" if groups.get("tail") else name
            said = groups["text"] or groups.get("said") or groups.get("as") or ""
            bare = pattern is PLAIN and not (groups["comma"] or name.startswith("“") or groups["name"][0] in "“「" or NOUN.search(said))
            printed = name
            if pattern in (BRACKET, BY_NOUN, AGAIN) or (pattern is RATE and groups["bare"]):
                opens = pattern is RATE and not (found.start() and RUN.match(text, found.start() - 1))  # a clause begins with it
                name = WHOLE.sub("", LEADS.sub("", name) if opens else full_name(name, texts))
            elif pattern is PLAIN and groups["comma"]:
                name = TRIED.sub("", name)
            elif groups.get("bare") and pattern is not RATE:
                name = TRIED.sub("", name)
                name = name.removesuffix("建设") if said.endswith(name.removesuffix("建设")[-2:]) else name
            verb = pattern in (PLAIN, THAT_IS, BRACKET, BY_NOUN, AGAIN, KIND) and name == printed and re.match(VERBS, name)
            numbered = groups.get("bare") and NUMBERED.match(found[0].lstrip("。；"))  # （六）发行权，即……
            described = pattern not in (AGAIN, BY_NOUN) or "的" not in name
            again = described and (pattern is not AGAIN or any(name[at : at + 2] in said for at in range(len(name) - 1)))
            if (
                name in known
                or bare
                or (verb and not numbered)
                or not (again and is_whole(name) and WORD.search(name))
                or POINTING.match(name)
            ):
                continue
            known.add(name)
            yield Definition(name, plan, place, said, "in-text", span=found.span())


def _explained(plan: str, place: str, text: str, texts: tuple[str, ...]) -> Iterator[Definition]:
    """Definitions in which letters, English and Chinese stand together; what a text says that it calls so; two short names at once."""
    for found in BOTH.finditer(text):
        english = found["english"] or found["english2"]
        several = re.search(", | and ", english)  # 环境、社会和公司治理（Environmental, Social and Governance，ESG）
        full = LEADS.sub("", found["full"]) if several else full_name(_unit(text, found).rpartition("、")[2] or found["full"], texts)
        yield Definition(
            found["short"] or found["short2"], plan, place, full, "abbreviation", span=(found.end("full") - len(full), found.end())
        )
    for found in BESIDE.finditer(text):
        yield Definition(found["short"], plan, place, found["full"] or found["full2"], "abbreviation", span=found.span())
    for found in UNBRACKETED.finditer(text):
        short = (found["name"] or found["short"]).strip("“”")
        full = LEADS.sub("", found["all"]) if found["all"] else full_name(_run_before(text, found.end("full")), texts, short)
        yield Definition(short, plan, place, full, "short-name", span=found.span())
    for found in SEVERAL.finditer(text):
        shorts = [short.strip("“”") for short in BETWEEN.split(found["shorts"]) if short]
        for name, short in zip(_paired(found["names"], shorts), shorts, strict=False):
            if name == short:
                continue
            yield Definition(short, plan, place, _full_of(name.removeprefix("由"), texts, short), "short-name", span=found.span())


def _full_of(name: str, texts: tuple[str, ...], short: str) -> str:
    """The full name at the end of a run, which holds all letters of its short one."""
    _, bracket, rest = name.rpartition("）")
    name = LEADS.sub("", rest) if bracket and LEADS.match(rest) else name  # 甲局（简称“甲”）会同乙局
    cuts = full_name(name, () if "分为" in name else texts, short), LEADS.sub("", name)
    return next((cut.removeprefix("由") for cut in cuts if _shortens(short, cut)), name)


def _paired(names: str, shorts: Sequence[str]) -> list[str]:
    """The names at the end of a list that some short names stand for, one each; none when they do not fit.

    Parted at 、 where that will do, else at 和 as well, which may stand within a name (经济和信息化委员会): each takes as little as fits.
    """
    whole = names.split("、")[-len(shorts) :]
    if len(whole) == len(shorts) and all(map(_shortens, shorts, whole)):
        return whole
    paired, end = list[str](), len(names)
    for short in reversed(shorts):
        starts = [found.end() for found in re.finditer("^|[、和与及]", names[:end])]
        start = next((at for at in reversed(starts) if _shortens(short, names[at:end])), None)
        if start is None:
            return []
        paired.insert(0, names[start:end])
        end = max(start - 1, 0)
    return paired


def _shortens(short: str, name: str) -> bool:
    """True when all letters of a short name stand in the full one, in order."""
    rest = iter(name)
    return all(char in rest for char in short)


def _run_before(text: str, end: int) -> str:
    """The run of characters of a name before an offset, as much of it as a name may be long."""
    start = end
    while start > 0 and end - start < LONGEST_NAME and RUN.match(text, start - 1):
        start -= 1
    return ARTICLE.sub("", text[start:end])


@lru_cache(maxsize=4096)
def full_name(run: str, texts: tuple[str, ...], short: str = "") -> str:
    """The name at the end of a run of characters; `short` is what it is shortened to, which is not the name itself."""
    run = MEANT.split(run)[-1]
    if BODY.search(run):
        run = FOUNDS.sub("", run, count=1) if FOUNDS.match(run) else run
        if re.match(f"[{HAN}]{{1,8}}?[省市区县州]", bare := LEADS.sub("", run)) and not re.search("[、与和及由]", bare):
            return bare
    tokens = rjieba.tokenize(run) if run else []
    least = len(re.sub("[A-Za-z]", "", short)) + SHORTENED if short else 0
    held = short if _shortens(short, run) else ""  # what has not all letters of the short name is cut within the full one
    for word, at, _ in tokens[:-1]:
        begins = not LEADING.fullmatch(word) and _shortens(held, run[at:])
        if begins and len(run) - at >= least and run[at:] != short and _bordered(run[at:], texts):
            return run[at:]
    for n in range(len(tokens) - 2, -1, -1):
        word, _, end = tokens[n]
        compound = word in ACTS and n and not LEADING.fullmatch(tokens[n - 1][0]) and tokens[n - 1][0] not in "）、"
        if (
            LEADING.fullmatch(word)
            and _shortens(held, run[end:])
            and len(run) - end >= least
            and not compound
            and not _within(run, tokens, n)
        ):
            return run[end:].removeprefix("符合")  # the dictionary has 符合中国 as one word
    return run


def _within(run: str, tokens: Sequence[tuple[str, int, int]], n: int) -> bool:
    """True for 与 or 和 inside a long name: what stands before it is too short to be another, and no name (全面与进步…协定)."""
    word, at, end = tokens[n]
    if word == "和" and run.endswith("中", 0, at):
        return True  # 碳中和
    if word == "及" and run.startswith(("以上", "以下", "其"), end):
        return True
    if word not in ("与", "和", "及") or len(run) - end < LONG_NAME:
        return False
    before, start = (tokens[n - 1][0], tokens[n - 1][1]) if n else ("", at)
    if before.endswith("）"):
        return False
    whole = start == 0 or any(LEADING.fullmatch(tokens[m][0]) and tokens[m][2] == start for m in range(n - 1))
    return whole and 0 < len(before) <= 2 and not LEADING.fullmatch(before) and all(kind not in PROPER for _, kind in rjieba.tag(before))


def _bordered(words: str, texts: tuple[str, ...]) -> bool:
    """True when words stand somewhere after punctuation, and not before a bracket of this kind."""
    return any(_is_bordered(words, text) for text in texts)


def _is_bordered(words: str, text: str) -> bool:
    first, last = _between(text, words)
    explained = sum(stop - start for start, stop in (_between(text, words, *chars) for chars in EXPLAINING)) if last > first else 0
    return last - first > explained


@pure(most=PLANS)
def _beginnings(text: str) -> dict[str, array[int]]:
    """Where something stands after punctuation, by its first character, sorted by as much of it as a name and what explains it may be
    long."""
    found: dict[str, array[int]] = {}
    for mark in AFTER_MARK.finditer(text):
        found.setdefault(text[mark.end() : mark.end() + 1], array("I")).append(mark.end())
    return {first: array("I", sorted(held, key=partial(_beginning, text))) for first, held in found.items()}


def _beginning(text: str, at: int) -> str:
    return text[at : at + LONGEST_NAME + 2]


def _between(text: str, words: str, least: str = "", most: str = "") -> tuple[int, int]:
    """Of what begins with the same character: the first that begins with words, after them what lies between two others, and the first
    after these that does not."""
    held, key = _beginnings(text).get(words[:1], ()), partial(_beginning, text)
    return bisect_left(held, words + least, key=key), bisect_left(held, words + most + chr(0x10FFFF), key=key)

"""Characters that readers of pictures (OCR) take for others, known by the words beside them.

`曰均` → `日均`; `入口密度` → `人口密度`; `己建成` → `已建成`; `末来` → `未来`; `沪一苏` → `沪—苏`.
Leaves alone: words that the other character makes as well (自己建, 年末达到, 出入口).
Knowledge: a list of our own of mistakes that recur; each has words around it with which the character makes no sense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.suspect.body import Body, Place
from generator.suspect.wordless import wordless

PLACES = "沪苏浙皖宁杭甬绍嘉湖京津冀渝蓉粤港澳深广琼鲁豫鄂湘赣闽晋陕甘青疆藏川黔滇桂辽吉黑台"
WAYS = "出进沿路道洞门场速铁站台端主一"
"""What has an entrance: 高速入口, 平台入口, 统一入口."""
DIGITS = "0-9一二三四五六七八九"
MISTAKES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), right)
    for pattern, right in (
        (r"曰(?=均|[前后]|[趋益常夜渐程报期照][，。；、的\u4e00-\u9fff])", "日"),
        (r"(?<=[0-9])曰(?=[，。、至到起前印\n）])|(?<=[今昨次节假工])曰(?=[，。、的])", "日"),
        (rf"(?<![{WAYS}])(?<!流量)(?<![景园]区)入口(?=密度|总[数量]|规模|老龄|结构|普查|增长|自然|流动|出生|红利|素质|数量|集聚)", "人口"),
        (rf"(?<![{WAYS}])(?<!流量)(?<![景园]区)入口(?=净流|预期|均衡|[0-9](?![0-9.]*[个处条座道]))", "人口"),
        (r"(?<=常住|户籍|流动|城镇|农村|农业|老年|劳动|就业)入口", "人口"),
        (rf"(?<![自知律利克体])己(?=经|建成|建立|形成|达到|完成|有[{DIGITS}]|基本|初步|成为|实现|启动|纳入|覆盖)", "已"),
        (r"(?<![自知律利克体])己(?=超过|进入|开工|投入)|巳(?=经|建|形成|达|完成|基本|初步|成为|实现)", "已"),
        (r"(?<![年月周期旬季世终岁纪代])末(?=来[，。、的五十三展发可]|能[够实充]|经[批许同审]|达[到标]|成年|完成)", "未"),
        (r"(?<=[月周期旬季])未(?=[，。；、])|(?<=[月旬季])未(?=[0-9]|全[市省区县国]|城[镇乡]|累计)", "末"),
        (r"(?<=[基根])木(?=[形建实完达上满公农养医覆原消稳药国思制])|(?<=[资成日样书剧])木(?=市场|运作|投入|金|年度|[，。、])", "本"),
        (r"千(?=部队伍|部[职和群]|部[，。、]|净[，。、]|旱|扰[，。、]|预[，。、])|(?<=[骨若])千(?=[企项个网支力，。])", "干"),
        (r"(?<![人女男护博硕战院骑武学])士(?=地[利资面征出流整开使规]|壤)", "土"),
        (r"(?<=[管清办受处代治])埋(?=[，。、；和制体机水能工服])", "理"),
        (r"(?<=建)没(?=[，。、；和成工用项一全])", "设"),
        (rf"(?<=[{PLACES}])一(?=[{PLACES}](?:走廊|通道|铁路|高速|高铁|城际|线|一|经济带|大通道|合作))", "—"),
    )
)
"""What is read amiss, with what it was."""


def misread(body: Body) -> Iterator[Place]:
    """Find characters that their neighbours show to be misread, and those that leave no word (`wordless`)."""
    for pattern, right in MISTAKES:
        for found in pattern.finditer(body.text):
            start, end = max(0, found.start() - 1), min(len(body.text), found.end() + 1)
            start += body.text[start] == "\n"
            end -= body.text[end - 1] == "\n"
            guess = body.text[start : found.start()] + right + body.text[found.end() : end]
            yield Place(start, end, guess, f"形近误识？“{found[0].strip()}”与前后文不合，或为“{right}”", 0.8)
    yield from wordless(body)

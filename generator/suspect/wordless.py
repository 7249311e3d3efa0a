"""Two characters beside each other that are no word, where a character of like form makes one that the plans use.

`关健核心` → `关键`; `污水治埋` → `治理`; `粮食安金` → `安全`; `保检制度` → `保险`.
Leaves alone: characters within words of the dictionary (`治安|金融`), pairs that stand again where the right word is not much more
frequent, and words that the plans do not use.
Knowledge: a list of our own of characters that readers of pictures and writers take for each other; rjieba's dictionary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.characters import HAN_NUMERALS
from generator.suspect.body import HAN_RUN, Body, Place, is_word, words
from generator.suspect.scripts import others

GROUPS = (
    "健键建 金全 未末 埋理里 升开 竟境竞 台合 检险 怍作昨 近进 汁计什 没设投 曰日 己已巳 千干于 土士 侍待 拔拨 冶治 问间闻 侯候"
    " 住往佳 析折拆 准淮维 休体 技枝 低抵底 末本木 目自 力刀 户尸 束柬 睛晴 情清请 洲州 徙徒 幅福 密蜜 栽载裁 辩辨 博搏 即既 论沦轮 暑署"
    " 培陪倍 科料 峻竣 措借错 籍藉 权仅 效郊 核该 纲网 记纪 组租祖 续读 结洁 经径轻 转传 增赠 推堆 测侧 创刨 能熊"
    " 监盐 益盆 备各务 索素 惠患 息思 届居 层屋 贷货 贫贪 拓柘 偿尝 复夏 环坏 享亨 施旋 挥辉 障漳 域城 减咸 挂桂 贯惯"
    " 展晨 进迸 务夯 平乎 程稈秆 业亚 产严 市巿币 县具 镇锁 街衔 村材 局屈 部郎 任仕 责贡 织炽 施拖 系糸 统流 综棕 合含 规观 策荣 实买"
    " 标杯 指措 数教 年午 财材 济挤 农衣 林休 牧收 民氏 生牛 活话 境镜 护沪 管营 监临 查杳 考老 评许 值直 率卒 障章 疗病 院陀 校狡 育肓"
    " 源原 型形 诚城 责贵 率牵 宣宜 宫官 供洪 园圆 积识织职 模膜 摸模 标际 防妨 访"
)
ALIKE: dict[str, str] = {}
for _group in GROUPS.split():
    for _char in _group:
        ALIKE[_char] = ALIKE.get(_char, "") + _group.replace(_char, "")
FREE = f"{HAN_NUMERALS}大小新旧老为是有在不无好多少各高低长"
"""Characters that stand beside any other: 大站, 为王, 一极."""
USED = 2
"""Times that the plans must use the right word."""
COMMON = frozenset(
    """
    发展 建设 推进 推动 服务 水平 工程 管理 保障 提升 加强 完善 实施 项目 企业 创新 产业 经济 社会 城市 农村 农业 工业 资源 环境 生态
    安全 质量 制度 机制 体系 政策 规划 方案 目标 任务 重点 工作 部门 单位 责任 组织 领导 政府 人民 群众 居民 教育 医疗 卫生 养老 就业
    文化 旅游 交通 设施 网络 数据 信息 技术 科技 人才 资金 投资 财政 金融 市场 改革 开放 合作 区域 协调 统筹 综合 治理 监督 监管 检查
    评估 标准 规范 改造 保护 利用 生产 消费 供给 需求 能力 效率 结构 优化 升级 转型 融合 绿色 低碳 能源 土地 住房 供水 排水 污水 河道
    """.split()  # noqa: SIM905
)
"""Words that all plans use: a text that is misread all over may not have them right even twice."""
OFTEN = 2
"""Times that a pair may stand, where the right word stands four times as often: a reader of pictures errs again and again."""
REACH = 12
"""Characters on either side that the segmenter is given."""


def wordless(body: Body) -> Iterator[Place]:
    """Find pairs of single characters that a character of like form makes a word in use."""
    text = body.text
    pairs = Counter(one for text in body.texts for one in map("".join, pairwise(text)))
    for run in HAN_RUN.finditer(text):
        if others(run[0], "t2s"):
            continue  # in Traditional characters, of which the dictionary knows no word
        spans = words(run[0])
        for (a, b), (c, d) in pairwise(spans):
            if b - a == d - c == 1 and pairs[run[0][a:d]] <= OFTEN:
                at = run.start() + a
                if guess := _guess(text, at, (run.start(), run.end()), pairs):
                    yield Place(at, at + 2, guess, f"形近误字？“{text[at : at + 2]}”不成词，或为“{guess}”", 0.7)


def _guess(text: str, at: int, run: tuple[int, int], pairs: Mapping[str, int]) -> str:
    """The word that stood there; empty when there is none, or the text reads in no fewer words with it."""
    start, end = max(run[0], at - REACH), min(run[1], at + 2 + REACH)
    pair, before = text[at : at + 2], len(words(text[start:end]))
    for place, char in enumerate(pair):
        if char == "各" or pair[1 - place] in FREE or text[max(0, at - REACH) : at + 2].count(pair[1 - place]) > 2:
            continue  # 民议、民办、民管
        for other in ALIKE.get(char, ""):
            word = pair[:place] + other + pair[place + 1 :]
            used = max(pairs[word], USED * (word in COMMON))
            if (
                is_word(word)
                and used >= USED * max(1, USED * (pairs[pair] - 1) * (word not in COMMON))
                and len(words(text[start:at] + word + text[at + 2 : end])) < before
            ):
                return word
    return ""

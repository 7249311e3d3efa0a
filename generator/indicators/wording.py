"""The words around a figure: what leads to it (达到, 增长), what does the counting (新增, 建设), and what only joins."""

from __future__ import annotations

import re

ADVERBS = (
    "累计|已经|已|将|要|基本|力争|争取|确保|预计|稳定|持续|继续|进一步|总计|合计|均|都|也|分别|年均|每年|同比|平均|大幅|明显|"
    "显著|再|又|(?<![许认])可|(?<![产功效动性智节储技潜职势热电])能|不断|共|全部|有望|拟按|拟|按|实际|全年|五年|仅|只|最多|总共|逐步|总体|各|同步|左右|接连|先后|首次|率先|同口径|自然口径|(?:按)?可比口径|(?:按)?可比价格?|按不变价|名义"
)
GROWING = "增长|回升|增加|提高|提升|上升|升高|扩大|上涨|增"
SHRINKING = "负增长|下降|降低|减少|压减|缩减|下浮|回落|收窄|缩短|削减|下调|减|降"
LEVEL = (
    "稳定达到|达到了|达到|达|已达|成为|为|是|完成|实现|突破|超过|控制在|稳定在|保持在|维持在|稳定保持在|增至|升至|降至|减至|增到|"
    "扩至|有|在|累计达到?"
    "|保持|维持|不变|跃升至|跃升到|迈上|迈过|跨上|登上|站上|跨越|至|到"
)
LEADS_TO = re.compile(
    rf"(?P<adverbs>(?:{ADVERBS})*)(?:(?:(?P<up>{GROWING})|(?P<down>{SHRINKING}))(?P<to>到|至|为|达到?)?(?P<done>了)?|"
    rf"(?P<level>{LEVEL}))?(?:{ADVERBS})*$"
)
"""What stands between an indicator and its figure, at the end of what precedes the figure."""
NEW = (
    "累计新增|新建成|新改扩建|新改建|新建改建|改建或新建|新建|新增|净增|新创建|新培育|新认定|新登记|新设立|新设|新开工|新开通|"
    "新开|新引进|新投放|新签约|新签|新签订|新落地|新投产|改扩建|改建|扩建|再新增|新评定|新获批|新获评|新组建|新引育"
)
"""Verbs that say that something is added: they stay in the name, 新增公园 is not 公园."""
DOING = (
    "建设|加装|活化利用|输送|验收|疏浚|开行|清理|提升|保护|打通|评选|发行|整体|打造|培育|引进|引育|形成|集聚|汇聚|聚集|完成|实施|开展|推动|推进|建成|创建|建立|培养|"
    "组建|设立|成立|发展|布局|支持|启动|构建|实现|争创|创新|认定|引入|落实|新上线|上线|安排|开工|投用|开通|举办|覆盖|吸纳"
    "|吸引|配备|配置|筹集|筹措|供应|提供|发放|投放|投入|整治|治理|改造|修缮|培训|惠及|帮扶|扶持|谋划|储备|做强|做大|壮大|遴选|"
    "选派|落地|签约|推广|制定|出台|制订|建造|搭建|增设|增加|补充|选树|解决|化解|盘活|招引|出让|复垦"
    "|整合|组织|帮助|促成|促进|获批|获评|入选|新修|修建|修复|提质|改善|优化|更新|部署|保障|收储|推出|规划|加密|改进|种植|生产|"
    "达成|争取到位|募集|征集|招募|招录|办理|受理|审结|查处|栽植|签署|孵化|资助|慰问|救治|收治|淘汰|关停|关闭|退出|清退|处置|腾退|消除|整改|取消|下放|精简|减免"
)
"""Verbs of doing: a figure after one says how much is done, and the name does without them."""
HOW = (
    "加快|全面|持续|进一步|大力|稳步|有序|深入|着力|优先|因地制宜|分领域|分类|分批|分两批|力争|争取|确保|基本|预计|累计|共|已经|"
    "已|再(?!生|开发|利用|制造|融资)|努力|积极|高标准|高质量|高水平|高起点|扎实|统筹|协同|逐步|集中|重点|滚动|系统|科学|完善|继续|支持|率先|稳定|不断|鼓励|"
    "引导|至少|要|将|拟|计划|全年|每年|年均|五年|同步|规划|按照|通过|依托|结合|其中|并|即|同时|使|让|令|特别是|以及|及|和|与|且|"
    "约|目前|新一轮|切实|围绕|严格|严格落实|坚持|坚决|落实|争创|试点|强化|加强|探索|主动|总计|合计|年内|另|力促|狠抓|抓好|做好|"
    "狠抓|抓实"
)
"""Words before a verb, or before a name, that are no part of it."""
LEADING = re.compile(rf"{HOW}|{DOING}|了|好|、")
"""One word of them; which of them begins a name is seen one by one."""
EITHER = frozenset(
    ["基本", "高标准", "高质量", "高水平", "高起点", "重点", "集中", "系统", "科学", "试点", "规划", "计划", "统筹", "协同", "创新", "综合"]
)
"""Words that are no part of a name before a verb, 高标准建设, and are of one before a noun, 高标准农田."""
NEW_AT_START = re.compile(rf"(?:(?:{HOW})*?)(?P<new>{NEW})(?:和|与|、|（|并)?(?P<more>(?:{NEW}|{DOING})?)")
DOING_AT_END = re.compile(rf"(?:{HOW}|{DOING}|{NEW}|了|好|、|和|并)+$")
HEADS = re.compile(
    r"[^，；。]*(?:总收入|收入|总额|余额|总量|数量|总数|规模|比重|比例|占比|总产值|产值|增加值|人数|面积|里程|(?<!汇)率|(?<!质|力|"
    r"容|能|增)量|能力|水平|浓度|寿命|投资|支出|经费|人口|装机(?:容量)?|库容|容积|能耗|水耗|电耗|煤耗|物耗|排放|标准|补助|补贴|强度|密度|长度|指数|总值|产能|价值|价格|(?<!名)额|"
    r"差距|倍差|数|时间|时长|年限)"
)
"""What ends in a word for something that has a size."""
GENERIC = re.compile(
    r"(?:总量|规模|总数|总额|数量|增速|年均增速|年均增长率|占比|比重|比例|总规模|总面积|总里程|总投资|总产值|总人数|面积|长度|均|"
    r"增量|存量|产值|产量|销量|增加值|投资|年均|增幅|降幅|涨幅|投资额|成交额|交易额|金额|自然增幅|同口径增幅|同比增幅|名义增速|实际增速|项目数|服务数量|个数|户数|人次|最高|最低|最大|最小|最多|其中|累计|平均值|均值|户均|人均)"
)
"""Names that say nothing without the thing whose size they are."""
TRAILING = re.compile(r"(?:的|，|、|：|——|等|任务|工作|的?保护目标|的目标|目标)+$")
AFTER_NAME = re.compile(
    r"(?:落地|启动建设|建成投用|建成投产|建成|投用|投产|投入使用|开工建设|开工|竣工|完工|通车|运行|运营|投入运营|挂牌|获批|等)+$"
)
STANDARD = re.compile(r"的?(?:标准|要求|原则|比例(?:配|建|设|安排|给予)|标准给予)")
GOAL = re.compile(r"的?(?:目标|水平(?:以上|左右|上下)?|任务|速度|增速|增长|规模|大关|台阶|历史新高|增幅)(?:任务)?(?:$|[，。；、])")
LEAD_TIME = re.compile(
    r"(?:力争|争取|预计|截至|截止|到|至|在)*(?:(?:19|20)\d\d年(?:底|末|年底)?(?:前|以来|\d+月(?:底|末)?)?|"
    r"[“‘]?十?[一二三四五六七八九]五[”’]?(?:时期|期间|以来|期?末|规划)*|今年以来|今明两年|今年|去年|全年|本年度?|五年来|过去五年|"
    r"五年累计|目前|年内|未来\w年)(?:的|，)?"
)


def quotes_balanced(text: str) -> str:
    """A name without a quotation mark or bracket that lost its fellow, and without those around all of it."""
    for left, right in ("“”", "（）", "《》", "‘’"):
        if text.count(left) != text.count(right):
            text = text.replace(left, "").replace(right, "")
        elif text.startswith(left) and text.endswith(right) and text.count(left) == 1:
            text = text[1:-1]
    return text

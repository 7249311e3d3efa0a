"""The words of a clause by which the name of a figure is told from what else stands around it."""

from __future__ import annotations

import re

from generator.indicators.scopes import WIDE
from generator.indicators.wording import DOING, LEVEL, NEW

FROM = re.compile(
    r"(?P<name>.*?)(?:由|从|[较比](?=[^，]{2,10}的$))(?P<when>(?:每[^，]{1,6}|[人户年亩]均)?(?:(?:19|20)\d\d年(?:底|末)?|[“‘]?十?[一二三四五六七八九]五[”’]?(?:时期|"
    r"期)?末?|上年|去年|现状|目前|当前|现有|原来|原有)?的?)$"
)
OF_YEAR = re.compile(r"(?:(?:(?:19|20)\d\d年?\s?[-—－–~～至到]\s?)?(?:19|20)\d\d年(?:底|末)?|去年|上年|今年)的?$")
ENDS_ADDED = re.compile(rf"(?<=[一-鿿])(?:{NEW})$")
WHOLE_NEW = re.compile(f"[、，和及与]?(?:{NEW})")
ENDS_LEVEL = re.compile(f"(?:{LEVEL})$")
SUMS_DOING = re.compile(rf"(?:累计|共)(?:{DOING})(?!面积|里程|规模|总?量)")
WHERE_DONE = re.compile(
    "(?P<where>[一-鿿]{2,10}(?:服务区|园区|社区|景区|校园|学校|医院|港口|港区|车站|"
    r"[^和与、]{2}领域|[^和与、]{2}行业))(?:已|共)*$"
)
"""Where so much was made in all, which its name lacks without it: 高速公路服务区累计建成充电站."""
PEOPLE_OF = re.compile("招生|在校生|在校学生|在学人数|毕业生|结业生|专任教师|教职工")
"""What a kind of school has, which a report names without it: 普通高中980所，招生52.6万人."""
HOUSES = re.compile("[^，、]*(?:学校|小学|初中|高中|中学|高校|大学|学院|幼儿园|本专科|教育)(?:（[^）]*）)?")
USED_FOR = re.compile(rf"(?:专项)?(?:用于|支持|来|去)?(?:{DOING})(?=[一-鿿]{{4}})")
"""What a sum is for, before the thing: 投入1.3亿元实施人居环境整治."""
GOES_ON = re.compile(rf"、(?=若干|一批|数量|总量|规模|总数|均|居|位居|位列|名列|排|列|占|增长|同比|{DOING})")
FOR = re.compile("^为(?=[一-鿿]{3})(?!了|此|[主重核])")
AND_QUOTED = re.compile(r"(?<=[一-鿿]{2})和“[^”]{2,8}”$")
ENDS_ACT = re.compile("(?<=[一-鿿]{2})(?<![、和与并新已])(?:实际|已经|已|累计|共)*(?:开工建设|开工|下达|拨付|下拨|建成|竣工)$")
"""How far a thing is, between it and its figure: 危房改造实际开工30万户."""
ENDS_NEW = re.compile(rf"(?:{NEW})(?:了|约)?$")
MOVES = re.compile(r"(?:缩小|收窄|回落|拉大|上升|下降|提高|增长|增加|降低|减少|提升|扩大|增至|降至|升至|达到|增到|减到|压减)")
"""What a clause goes on with, and no noun."""
SIZE = re.compile(
    r"(?:(?:建设|总体|在建|投产|开工)规模|总产量|总产|单产|种植面积|养殖面积|播种面积|产量|总量|数量|规模|总产值|产值|增加值|面积|余额|总额|人数|总数|投资额|成交额|里程|估算总投资|概算总投资|预计总投资|总投资|计划投资|年度投资|计划总投资)$"
)
SPREAD = re.compile("(?:公里|千米|米|平方公里|平方米|亩|公顷)$")
"""Units of length and area: without a verb that says otherwise, so much of something is made."""
BINDS = re.compile(
    "不得|原则上|应当|必须|(?<![响反对适相供呼])应(?=不[小大低高少多]于|按|控制|达到|为)|一般(?=不|控制|为|在)|处以?[^，]{0,12}$(?<=以)"
)
"""Words of a rule for single cases."""
FREQUENT = re.compile(r"每(?:半年|季度?|月|周|旬|[两三]年)[^，]*\d次$|(?:^|[，、])(?:原则上)?按(?:照[^，]*|每[^，]*)$")
"""How often something is done, and by what standard."""
HAVING = re.compile("(?:覆盖|拥有|辐射|通达|汇集|囊括|占|涉及|连接|联通|惠及)[^，]{0,4}$")
"""Verbs after which a count tells what is, and not what is done."""
OWNS = re.compile(
    rf"^[，、]?(?P<who>(?:{WIDE}|全国)?)(?:现|实|共|已|累计|拥|建|设)*有(?!机(?![构关场])|[色效线限关轨氧毒害声偿序力利益望])(?=[一-鿿“]{{2}}|[A-Z\d]+级)"
)
"""A verb that tells what is, at the beginning of a clause, before the thing: 全省共有医院."""
ADVERB_MARKS = "、，和及与以并已共累计约超近"
MORE_DOING = re.compile(
    "(?:每年|每月|累计|共|并|力争|至少)*(?:校企|校地|政企|银企|央地|牵头|联合|参与|主导|攻克|攻关|突破|转化|申报|研制|研发|制定|制修订|引导|吸引|调配|撤并|招聘|挽回|追讨|节约|节省|补充|选派|输出|共建|培训|储备|授予|颁发|发布|遴选|追回|争取|数字化记录|购置|选育|登记|[一-鿿]{2,8}(?:共建|共同建设|联合建设))"
)
"""Further verbs that a clause begins with when it tells how much is done."""
NOTHINGS = re.compile(
    "(?:方面|领域|环节|部分|阶段|层面|维度|原则|专题|步骤|要点|坚持|关键|篇章|专章|大项|小项|子项|大类|章节|关口|大关)$|^(?:大)?方面"
)
"""What is counted to divide a text, and promises nothing."""
DIVISIONS = re.compile(
    "(?:重[点大要]|主要|关键|核心|具体|各项|年度|专项|保障|配套|标志性|突出)+(?:任务|工程|措施|举措|行动|要求|机制|目标|指标|方针)?|(?:任务|工程|措施|举措|行动|要求|机制|目标|指标|方针|法律法规|法律|法规|部门).{0,8}|.{0,4}(?:部门|专班|工作组|领导小组).{0,10}|\\d+(?:项|条|大类).*|(?:分解|细化|落实|部署|明确|推进|实施|提出|确定|安排)+|(?:惠企|支持|若干)?政策(?:措施|举措)?"
)
"""Names of the parts in which a plan sets out what it will do."""
OPERATES = re.compile("(?:营业|运营|通车)(?:总?里程|面积)")
"""Sizes of what is in use, which is named before them."""
COUNTED_LEVELS = frozenset("家所人名")
"""Units of what there is, where no verb says that so many were made."""
LONE = re.compile("与.+之?比|营业收入|收入|税收|利润|深度|密度|强度|均价|价格")
"""Names that say nothing of what they are when they stand in a list."""
STAYS = re.compile("(?:稳定|保持|维持|控制)在$")
"""What leads to a figure that nothing is added to: 新增就业6万人、务工人数稳定在60万人."""
KEEPS = re.compile("落实|严守|坚守|保持|稳定|守住|守牢|不突破|划定")
"""Verbs after which a figure is a level that stays."""
SIZED = re.compile("(?:总|新增|营业|运营|通车)*(?:里程|面积|规模|长度|总量|数量|装机(?:容量)?|产能|产值|产量|投资|总投资|投资额)")
"""Names of sizes, which tell nothing without the thing."""
FELLOWS = frozenset(["存出", "存贷", "客货", "进出", "收支", "男女"])
"""Letters of two names that stand beside each other under one beginning."""
NUMBERING = re.compile(r"^(?:\d{1,2}[.．、](?!\d)|（[一二三四五六七八九十]{1,3}）|[①-⑳]|[一二三四五六七八九十]是)")
GRADE = re.compile(
    r"[\dA-Za-zⅠ-Ⅹ一二三四五六七八九甲乙丙特]+[级类等星](?:以上)?|(?:国家|[省市县区部州]|自治区|中央|地方)级?(?:以上)?|本[省市级]|国有|国企|民营|外资|男|女"
)
"""What tells a part of what is counted by its grade or its owner: 景区60个，其中5A级1个."""
PART_ONLY = re.compile(f"{GRADE.pattern}|企业|个体(?:工商)?户|(?:内|外)资企业|公办|民办|城镇|农村|城市|乡村")
"""What tells of a whole which part is counted, and nothing without it."""
GLUED = re.compile(f"^[一-鿿]{{2,6}}(?=全年(?:{DOING}|{WIDE}|出栏))")
"""A heading that a page has put before its first sentence: 畜牧全年出栏生猪."""
EACH_PERSON = re.compile("(?:人均每[月年天]|每[人户生](?:每[年月天日])?|每[年月](?:每[人户])?)(?=$)(?<!^每年)(?<![^人户生]每年)")
"""What stands between a standard and its figure: 提高到每人每月658元."""
EACH_BEFORE_VERB = re.compile("(?<=[一-鿿]{2})每人(?:每[年月天日])?(?=(?:再)?(?:提高|增加|上调|提升|调增))")
"""The same before a verb: 基础养老金每人每月提高20元."""
FOR_WHOM = re.compile(
    "^[，、]?(?:累计|共|已|依法)*为(?:广大)?(?:企业|群众|农民工|农民|劳动者|职工|市场主体|经营主体|居民|投资者|消费者)(?:累计|共)?(?=挽回|追回|追讨|减免|减负|节约|节省)"
)
"""For whom something is won or saved, before the verb: 为群众挽回损失."""
PASSED = re.compile(
    r"(?:连续|接连|先后|连)?(?:突破|超过|跨越|迈上|跨上|登上|跨|越|达到?)(?:[一二两三四五六七八九十]个)?[一二两三四五六七八九十百千万亿]{1,4}(?:美?元|人次?|辆|吨|户|家)?(?:大关|台阶)?[、，]?$"
)
"""A round mark that was passed before what is told: 突破万亿元、达到1.35万亿元."""
BY_PEOPLE = re.compile("每(?:[百千万]|十万|百万)+(?:名|个)?(?:常住|户籍|农业)?(?:人口|人)(?:拥有)?")
"""By what counts that are small stand for all people."""
IN_YEARS = re.compile("(?<=[一-鿿]{2})[两三四五六七八九十]年(?:来|间)?累计(?=[一-鿿]{2})")
"""In how many years, within a name: 粮食五年累计产量."""
FLOWS = re.compile("接待|游客|旅客|客流|吞吐|发送")
"""Names of how many come in a year, which is a level."""
LESSENS = re.compile("(?P<verb>减少|压减|削减|缩减|节约|节省|增加)(?!值)")
"""A verb by which so much of what has a size comes or goes: 减少贫困人口670万人."""
BETTER_LESS = re.compile("浓度|排放|综合指数|污染")
"""What is better when it is less."""
MONEY = re.compile("(?:金|费|费用|工资|薪酬|待遇)(?:人均|户均)?$")
"""Names of sums of money, which grow by so much."""
INVESTED = re.compile("(?<=[一-鿿]{2})(?:固定资产)?投资$")
"""What goes before another size of the same: 新能源投资增长7%、装机规模增长3%."""
BEING_BUILT = re.compile("(?<=[项工][目程]|园区|基地|平台|中心|机场|水库|电站|铁路|高铁|公路|高速|地铁)建设$")
"""What is done to what is counted."""
PUSHED_ON = re.compile("[，、；]?(?:加快|全力|高效|统筹|积极|大力)*(?:推动|推进|加快|实施|抓好|启动|开展|支持|保障)")
PUSHES = re.compile("(?:推动|推进|加快|实施|支持|保障|抓好|启动|开展|统筹)(?:推动|推进|实施)?$")
"""Verbs after which 建设 is what is done to the thing: 推动600个项目建设."""
DONE_ONLY = re.compile("(?:建成)?(?:投产|投运|投用|通车|并网|竣工|达产|达效|开业|封顶|签约|落地|投产运行|并网发电|投入使用)")
"""Verbs that say of what stands before how far it is."""
PUSHED = re.compile(
    r"^(?:(?!\d).)*?(?:加快推进|加快推动|加快|推进|推动|实施|开展|加强|抓好|启动|支持)(?:推进|实施|开展)?(?P<thing>[一-鿿“”]{2,16}?)(?:建设|改造|整治|治理|修复)$"
)
"""A clause that tells only what is pushed on, before one that tells how much of it: 推进抽水蓄能电站建设，建成120万千瓦."""
FLOURISHES = re.compile(
    r"(?P<thing>[一-鿿“”]{2,14}?)(?:连年|持续|稳步|不断|大幅|明显|快速|平稳|加快|显著|进一步|总体|稳定|蓬勃|健康)+[一-鿿]{2,6}"
)
"""A clause that tells in words how a thing fares, before one that tells its size: 粮食连年丰收，产量保持在100万吨."""
DAILY = re.compile("(?:日均|月均|每天|每日|每月)$")
CONTRIBUTES = re.compile("对[^，]{2,12}(?:贡献率|贡献度|依存度|拉动率|拉动|支撑率)$")
"""Of what it is the contribution stands before: 服务业增加值增长7%，对经济增长的贡献率达到60%."""
PART_OF = re.compile(r"(?P<name>.*?)(?:占|达到|相当于)(?P<whole>[^，]{2,14})的$")
OF_WHICH = re.compile(
    r"^(?=[^，]{12})(?=[^\d]*、[^\d]*的)(?:在|对|具有|拥有|带动|引领|能够?)?[^，]*(?:具有|拥有|作用|潜力|优势|影响力)[^，]*的(?P<thing>[^的]{3,})$"
)
"""What tells in a clause of its own which things are meant: 在全国具有一定影响力的特色产业."""

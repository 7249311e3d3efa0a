"""Names: of what a figure is the figure, from the words before it and after it in its clause."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from generator.characters import plain
from generator.indicators.figures import MANY, PER_UNIT, Quantity
from generator.indicators.lists import with_beginning
from generator.indicators.scopes import WIDE
from generator.indicators.times import BASED, BEFORE_LAST, YEARLY
from generator.indicators.verbs import ADDS, JOINED, OF_THING, begun_by, cleaned, does, own_verb, parted_by
from generator.indicators.wording import (
    AFTER_NAME,
    DOING,
    DOING_AT_END,
    GENERIC,
    GOAL,
    HEADS,
    LEAD_TIME,
    LEADS_TO,
    LEVEL,
    NEW,
    STANDARD,
    TRAILING,
    quotes_balanced,
)

LONGEST, SHORTEST = 42, 2
"""Characters of a name; what is longer is a clause whose subject was not found."""
FROM = re.compile(
    r"(?P<name>.*?)(?:由|从)(?P<when>(?:每[^，]{1,6}|[人户年亩]均)?(?:(?:19|20)\d\d年(?:底|末)?|[“‘]?十?[一二三四五六七八九]五[”’]?(?:时期|"
    r"期)?末?|上年|去年|现状|目前|当前|现有|原来|原有)?的?)$"
)
OF_YEAR = re.compile(r"(?:(?:(?:19|20)\d\d年?\s?[-—－–~～至到]\s?)?(?:19|20)\d\d年(?:底|末)?|去年|上年|今年)的?$")
ENDS_ADDED = re.compile(rf"(?<=[一-鿿])(?:{NEW})$")
WHOLE_NEW = re.compile(f"[、，和及与]?(?:{NEW})")
ENDS_LEVEL = re.compile(f"(?:{LEVEL})$")
SUMS_DOING = re.compile(rf"(?:累计|共)(?:{DOING})")
USED_FOR = re.compile(rf"(?:专项)?(?:用于|支持|来|去)?(?:{DOING})(?=[一-鿿]{{4}})")
"""What a sum is for, before the thing: 投入1.3亿元实施人居环境整治."""
GOES_ON = re.compile(rf"、(?=若干|一批|数量|总量|规模|总数|均|居|位居|排|列|占|增长|同比|{DOING})")
FOR = re.compile("^为(?=[一-鿿]{3})(?!了|此|[主重核])")
AND_QUOTED = re.compile(r"(?<=[一-鿿]{2})和“[^”]{2,8}”$")
ENDS_ACT = re.compile("(?<=[一-鿿]{2})(?<![、和与并新已])(?:实际|已经|已|累计|共)*(?:开工建设|开工|下达|拨付|下拨|建成|竣工)$")
"""How far a thing is, between it and its figure: 危房改造实际开工30万户."""
ENDS_NEW = re.compile(rf"(?:{NEW})(?:了|约)?$")
MOVES = re.compile(r"(?:上升|下降|提高|增长|增加|降低|减少|提升|扩大|增至|降至|升至|达到|增到|减到|压减)")
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
    "(?:每年|每月|累计|共|并|力争|至少)*(?:校企|校地|政企|银企|央地|牵头|联合|参与|主导|攻克|攻关|突破|转化|申报|研制|研发|制定|制修订|引导|吸引|调配|撤并|招聘|补充|选派|输出|共建|培训|储备|授予|颁发|发布|遴选|追回|争取|数字化记录|购置|选育|登记|[一-鿿]{2,8}(?:共建|共同建设|联合建设))"
)
"""Further verbs that a clause begins with when it tells how much is done."""
NOTHINGS = re.compile(
    "(?:方面|领域|环节|部分|阶段|层面|维度|原则|专题|步骤|要点|坚持|关键|篇章|专章|大项|小项|子项|大类|章节|关口|大关)$|^(?:大)?方面"
)
"""What is counted to divide a text, and promises nothing."""
DIVISIONS = re.compile(
    "(?:重[点大要]|主要|关键|核心|具体|各项|年度|专项|保障|配套|标志性|突出)+(?:任务|工程|措施|举措|行动|要求|机制|目标|指标|方针)?|(?:任务|工程|措施|举措|行动|要求|机制|目标|指标|方针|法律法规|法律|法规|部门).{0,8}|.{0,4}(?:部门|专班|工作组|领导小组).{0,10}|\\d+(?:项|条|大类).*|(?:分解|细化|落实|部署|明确|推进|实施|提出|确定|安排)+"
)
"""Names of the parts in which a plan sets out what it will do."""
OPERATES = re.compile("(?:营业|运营|通车)(?:总?里程|面积)")
"""Sizes of what is in use, which is named before them."""
COUNTED_LEVELS = frozenset("家所人名")
"""Units of what there is, where no verb says that so many were made."""
LONE = re.compile("与.+之?比|营业收入|收入|税收|利润|深度|密度|强度|均价|价格")
"""Names that say nothing of what they are when they stand in a list."""
KEEPS = re.compile("落实|严守|坚守|保持|稳定|守住|守牢|不突破|划定")
"""Verbs after which a figure is a level that stays."""
SIZED = re.compile("(?:总|新增|营业|运营|通车)*(?:里程|面积|规模|长度|总量|数量|装机(?:容量)?|产能|产值|产量|投资|总投资|投资额)")
"""Names of sizes, which tell nothing without the thing."""
FELLOWS = frozenset(["存贷", "客货", "进出", "收支", "男女"])
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
PASSED = re.compile(
    r"(?:连续|接连|先后|连)?(?:突破|超过|跨越|迈上|跨上|登上|跨|越|达到?)(?:[一二两三四五六七八九十]个)?[一二两三四五六七八九十百千万亿]{1,4}(?:美?元|人次?|辆|吨|户|家)?(?:大关|台阶)?[、，]?$"
)
"""A round mark that was passed before what is told: 突破万亿元、达到1.35万亿元."""
BY_PEOPLE = re.compile("每(?:[百千万]|十万|百万)+(?:名|个)?(?:常住|户籍|农业)?(?:人口|人)(?:拥有)?")
"""By what counts that are small stand for all people."""
FLOWS = re.compile("接待|游客|旅客|客流|吞吐|发送")
"""Names of how many come in a year, which is a level."""
LESSENS = re.compile("(?P<verb>减少|压减|削减|缩减|节约|节省|增加)(?!值)")
"""A verb by which so much of what has a size comes or goes: 减少贫困人口670万人."""
BETTER_LESS = re.compile("浓度|排放|综合指数|污染")
"""What is better when it is less."""
MONEY = re.compile("(?:金|费|费用|工资|薪酬|待遇)(?:人均|户均)?$")
"""Names of sums of money, which grow by so much."""
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


@dataclass(frozen=True, slots=True)
class Piece:
    """A figure with the words of its clause that are about it."""

    figure: Quantity
    left: str
    """What stands before it, from the figure or the mark before."""
    right: str
    """What stands after it, to the next figure or mark."""
    joined: bool
    """True where a figure of the same clause stands before."""
    before: str
    """The clause before its own; empty at the beginning of a sentence."""
    follows: bool
    """True where the clause before has a figure, or the same clause."""
    figure_text: str = ""
    clause: str = ""
    """Its clause up to it."""
    between: str = ""
    """All that stands between it and the figure before."""
    aside: bool = False
    """True in brackets."""
    label: str = ""
    """What the colon before its clause names: （一）高速铁路：."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a figure is the figure of."""

    name: str
    stem: str
    """The name without a verb of adding."""
    new: str = ""
    """The verb of adding, which holds for what is listed after it, too."""
    grows: bool = False
    """The figure says by how much."""
    down: bool = False
    done: bool = False
    """The figure says how much is done."""
    cumulative: bool = False
    per_year: bool = False
    base: bool = False
    """It is where something comes from: 从2015年的2.69万亿元."""
    each: bool = False
    """分别: the names are a list."""
    unit: str = ""
    """The unit of that figure."""
    has: bool = False
    """The figure says how many there are: 共有医院3家."""
    bare: bool = False
    """It counts, and no verb says whether so many are or were made."""
    whole: str = ""
    """Of a part, 其中风电100万千瓦, the name of the whole."""


def named(piece: Piece, last: Named | None) -> Named | str:
    """What a figure is about, `last` being what the figure before it is about; or a reason why nobody can tell."""
    if STANDARD.match(piece.right) or FREQUENT.search(piece.clause + piece.figure_text) or BINDS.search(piece.left + piece.figure_text[:2]):
        return "standard"
    piece = replace(piece, left=GLUED.sub("", EACH_PERSON.sub("", NUMBERING.sub("", EACH_BEFORE_VERB.sub("", piece.left)))))
    left = _as_growth(re.split("特别是|其中", piece.left)[-1], piece)
    leads = None if ENDS_NEW.search(left) else LEADS_TO.search(left)
    head = left[: leads.start()] if leads else left
    said = leads[0] if leads else ""
    base = FROM.search(head)
    came = base is not None and not said.strip()
    if base and came:
        head = base["name"]
    head = OF_YEAR.sub("", _without_comparison(head))
    if not ENDS_NEW.search(head) and (
        not leads or not (leads["up"] or leads["down"] or leads["level"])
    ):  # 上升到2020年的: the verb stands before the year
        again = LEADS_TO.search(head)
        if again and again[0]:
            leads, head, said = again, head[: again.start()], again[0] + said
    owned = OWNS.match(LEAD_TIME.sub("", head)) if not said.strip(ADVERB_MARKS) else None
    head = owned["who"] + LEAD_TIME.sub("", head)[owned.end() :] if owned else head
    head = PASSED.sub("", re.sub("^[，、]?(?:到|至|在)$", "", head))
    head = re.sub("(?<=[^，、])(?:分别|均|都)$", "", head)
    ended = ENDS_ACT.search(head) if not said.strip(ADVERB_MARKS) else None
    head = head[: ended.start()] if ended else head
    head = re.sub("(?<=[金费资遇准])(?:每月|每年|拟?安排)$", "", head)
    head = re.sub(r"连续(?:\d+年|多年)?(?:稳定)?$", "", _without_comparison(head))
    grows = bool(leads and (leads["up"] or leads["down"]) and not leads["to"])
    raised = False
    if (
        grows
        and leads
        and piece.figure.unit not in PER_UNIT
        and head.strip("、，和及与")
        and not MONEY.search(head)
        and (leads["up"] or leads["down"]) not in ("增加", "增长", "减少", "下降", "净增")
        and not HEADS.fullmatch(cleaned(head))
    ):
        grows, raised, head = False, True, head + leads[0]  # 农房风貌提升26.4万户: what is done, and nothing that grows
    down = bool(grows and leads and leads["down"])
    moved = (
        LESSENS.match(LEAD_TIME.sub("", head).lstrip("、，和及与并累计共又再"))
        if piece.figure.unit not in PER_UNIT and not said.strip(ADVERB_MARKS)
        else None
    )
    if "分别" in said and LESSENS.match(LEAD_TIME.sub("", head).lstrip("，并累计共")):
        return "list"  # 压减生铁、粗钢产能分别达到5万吨和8万吨
    if moved:
        grows, down, head = True, moved["verb"] != "增加", re.sub("^.*?" + moved["verb"], "", head)
    right = "" if grows or base or GOAL.match(piece.right) else noun_after(piece.right)
    made = _after(piece, head, right, last) if right else None
    if made is None:
        made = _before(piece, head, last, bool(base))
    if isinstance(made, str):
        return made
    name, stem, new, done = made
    if piece.joined and piece.left[:1] == "、" and LONE.fullmatch(name):
        return "subject"  # 年接待游客2亿人次、营业收入480亿元
    down = down or bool(grows and leads and leads["up"] == "改善" and BETTER_LESS.search(stem))
    if re.match("[，、]?与[^，、]+之比", piece.left):
        return "subject"  # 收入突破1万亿元，与产值之比达到2.4:1
    if last and _counted_by(piece, last, name, new):
        name, stem, *_ = (with_beginning([last.stem, one])[1] for one in (name, stem))
    if new and last and piece.follows and not last.new and OF_THING.fullmatch(stem) and last.stem.endswith(stem) and last.stem != stem:
        name = last.stem.removesuffix(stem) + name  # 光伏装机2750万千瓦，新增装机1200万千瓦
    if last and piece.joined and piece.left[:1] == "、" and len(stem) < len(last.stem):
        fellow = last.stem[-len(stem) :]
        if fellow[0] + stem[0] in FELLOWS and fellow[1:] == stem[1:]:
            name = stem = last.stem[: -len(stem)] + stem  # 金融机构存款余额86亿元、贷款余额112亿元
    if stem.endswith("占") and last and piece.follows and last.unit not in PER_UNIT and ("其中" in piece.left or len(stem) < 7):
        name, stem = name + last.stem, stem + last.stem  # 其中税收收入占84.3%
    if piece.label and SIZED.fullmatch(stem):
        name, stem = piece.label + name, piece.label + stem
    operates = OPERATES.fullmatch(name) is not None
    beside = last is not None and (piece.follows or piece.joined) and (operates or (len(name) < 4 and HEADS.fullmatch(name)))
    if last and beside and (at := last.stem.find(name[:2])) > 1:
        name = stem = last.stem[:at] + name  # 商品房销售面积386万平方米、销售额248亿元
    elif operates and not piece.label:
        return "subject"
    if last and last.new and "其中" in piece.left and piece.figure.counted and not (new or done or (leads and leads["level"])):
        new, name = last.new, last.new + name  # 新增医院6家，其中三甲医院2家
    whole = _whole(piece, last, name)
    if whole and last:
        name = stem = f"{whole}（{stem}）"
        new = last.new
    if piece.figure.counted and (NOTHINGS.search(name) or DIVISIONS.fullmatch(name)):
        return "nothing"
    if not SHORTEST <= len(name) <= LONGEST:
        return "subject" if len(name) < SHORTEST else "long"
    around = piece.left + said
    bounded = piece.figure_text[:1] in "超突逾不高低"
    listed_on = last if piece.follows and not said.strip(ADVERB_MARKS) and not new and not bounded and "其中" not in piece.left else None
    stands = re.match(f"人均|户均|每|(?:{WIDE}|全国)", name) is not None and not done and not new
    told = owned is not None or _is_level(leads, head, right)
    acts = MORE_DOING.match(LEAD_TIME.sub("", head).lstrip("，、")) is not None
    done = done or (acts and not told)
    has = told or (last is not None and last.has and not (new or done or acts or (said.strip(ADVERB_MARKS) and not grows)))
    level = has or stands or HAVING.search(head) is not None
    finished = (
        leads is not None
        and leads["level"] == "完成"
        and not right
        and not HEADS.fullmatch(name)
        and not piece.figure.unit.endswith("元")
        and piece.figure.unit not in PER_UNIT
    )  # 退耕还林已完成1510万亩
    bare = bounded and not done  # 授权超过800项
    goes_on = listed_on if piece.joined and piece.left[:1] in "、和及与" else None
    if goes_on and goes_on.grows and not said.strip() and not right and _alike(piece, goes_on):
        grows, down = True, goes_on.down  # 压减炼钢产能8212万吨、炼铁产能7529万吨
    spread = (
        not right
        and "其中" not in piece.left
        and not level
        and not grows
        and SPREAD.search(piece.figure.unit) is not None
        and "累计" not in around
    )
    if came:
        return Named(name=name, stem=stem, new=new, base=True, each="分别" in around, unit=piece.figure.unit, whole=whole)
    part = (
        last
        if last is not None
        and "其中" in piece.left
        and (piece.figure.counted or _alike(piece, last))
        and not new
        and not HEADS.fullmatch(name)
        else None
    )
    verbless = not (new or done or raised or right or ended or begun_by(head) or said.strip(ADVERB_MARKS))
    flows = piece.figure.unit.endswith("人次") and FLOWS.search(name) is not None
    counts = (
        (piece.figure.counted or spread)
        and not level
        and not flows
        and not bare
        and not HEADS.fullmatch(name)
        and (goes_on is None or goes_on.done)
    )
    sums = (
        listed_on is not None
        and listed_on.cumulative
        and (piece.joined or not (right or done or (verbless and (HEADS.fullmatch(name) or piece.figure.unit[-1:] in COUNTED_LEVELS))))
    )
    return Named(
        name=name,
        stem=stem,
        new=new,
        grows=grows,
        down=down,
        done=part.done or done
        if part is not None and not grows
        else raised
        or counts
        or ended is not None
        or finished
        or bool(new)
        or (done and not level and (goes_on is None or goes_on.done or not piece.figure.counted))
        or (
            listed_on is not None and listed_on.done and piece.joined and not HEADS.fullmatch(name) and not piece.figure.unit.endswith("元")
        ),
        cumulative=("累计" in around and (grows or piece.figure.unit not in PER_UNIT))
        or (sums and not grows and piece.figure.unit not in PER_UNIT)
        or (part is not None and part.cumulative),
        per_year=YEARLY.search(around) is not None,
        base=came,
        each="分别" in around,
        unit=piece.figure.unit,
        has=has,
        bare=verbless and piece.figure.counted,
        whole=whole,
    )


def _is_level(leads: re.Match[str] | None, head: str, right: str) -> bool:
    """True where the verb before a figure says what is: 达到, 增至. 完成 before a noun says what is done, 为 at the beginning for whom."""
    if leads is None:
        return False
    if leads["level"] in ("完成", "实现") and right:
        return False
    return bool(leads["to"] or (leads["level"] and not (leads["level"] == "为" and not head.strip("，、 "))))


def _as_growth(left: str, piece: Piece) -> str:
    """里程新增150公里 as 里程增加150公里: what has a size grows by so much."""
    found = re.search("(?:净|累计)?新增(?P<about>[了约近]?)$", left)
    grows = found is not None and not noun_after(piece.right) and HEADS.fullmatch(cleaned(left[: found.start()]))
    return f"{left[: found.start()]}增加{found['about']}" if found is not None and grows else left


def _without_comparison(head: str) -> str:
    """What precedes a figure without what it is compared with: 比上年, 在2018年基础上."""
    head = re.sub("在[^，]{2,20}(?:情况|背景|前提|基数|形势)下$", "", head)
    head = re.sub("(?<=[一-鿿]{2})(?:过半|(?:稳|位|均|跃|连续)?居(?!民|住|家)[^，、]{2,12}|排名?[^，、]{2,10})、$", "", head)
    head = re.sub("^[，、]?(?:但|虽然?|因)?受[^，]{2,16}影响", "", re.sub("同比（下同）$", "", head))
    head = re.sub("(?<=率)以[^，]{1,8}为单位$", "", head)
    head = re.sub("(?<=[一-鿿]{2})(?:比|较)(?:历史)?峰值(?:年|时)?(?:水平)?$", "", head)
    for pattern in (BASED, BEFORE_LAST):
        found = list(pattern.finditer(head))
        if found and len(head) - found[-1].end() <= 6:
            head = head[: found[-1].start()]
    return head


def noun_after(right: str) -> str:
    """The noun after a figure, when there is one: 10个顶尖科学家实验室. What stands in brackets after it is none."""
    if (
        right[:1] in "（("
        or MOVES.match(right)
        or right[:1] in "、，；。：）)”和及与或至并且等"
        or right.startswith(("以上", "的水平", "之间", "区间", "的区间", "的合理区间"))
    ):
        return ""
    if right == "单位":
        return ""
    right = FOR.sub("", right)
    right = re.split(r"特别是|其中|，|；|。", right.removeprefix("的"))[0]
    right = without_clause(right)
    right = GOES_ON.split(right)[0]
    right = AND_QUOTED.sub("", right)
    right = re.sub(r"(?:、|和|及|以及|与|并|，|其中)+$", "", right).strip()
    return "" if re.fullmatch(f"安排|执行|掌握|把握|计算|落实|考虑|推进|完成|实现|实施|(?:{DOING})+", right) else right


OF_WHICH = re.compile(
    r"^(?=[^，]{12})(?=[^\d]*、[^\d]*的)(?:在|对|具有|拥有|带动|引领|能够?)?[^，]*(?:具有|拥有|作用|潜力|优势|影响力)[^，]*的(?P<thing>[^的]{3,})$"
)
"""What tells in a clause of its own which things are meant: 在全国具有一定影响力的特色产业."""


def without_clause(thing: str) -> str:
    """A noun without the clause before it that tells how the thing shall be."""
    found = OF_WHICH.match(thing)
    return found["thing"] if found else thing


Made = tuple[str, str, str, bool]
"""Name, stem, verb of adding, and whether the figure says how much is done."""


def _after(piece: Piece, head: str, right: str, last: Named | None) -> Made | str:
    """The name where the noun follows: 新增43处公共停车场, 中心城35%左右面积达到…."""
    new = begun_by(head)
    if not new and piece.joined and last and last.new and not head.strip("、和及与以"):
        new = last.new
    share = piece.figure.unit in ("%", "成") and re.search("[、和及与]$", head) is not None  # 所有乡镇和90%的村通公交
    rest = "" if share else cleaned(head)
    rest = "" if re.fullmatch(WIDE, rest) else rest
    thing = AFTER_NAME.sub("", right)
    thing = re.sub("(?<=[项工][目程])建设$", "", thing) if PUSHES.search(head) else thing
    thing = without_clause(TRAILING.sub("", thing) or right)
    used = USED_FOR.match(thing)
    if GENERIC.fullmatch(rest) and piece.right.startswith("的") and not rest.endswith("规模") and piece.figure.unit not in PER_UNIT:
        return "attribute"  # 总投资50亿元的产业园
    if GENERIC.fullmatch(rest) and piece.right.startswith("的"):  # 总规模1000亿元的基金
        return _finished("", thing, rest, False)
    if used and GENERIC.fullmatch(rest) and piece.figure.unit.endswith("元"):  # 投资200亿元建设农村公路
        return _finished("", thing[used.end() :], rest, False)
    if piece.right.startswith("的") and piece.figure.unit not in PER_UNIT and not piece.figure.counted:
        return "attribute"
    if piece.figure.counted:
        return _finished(new, "", thing, True)
    thing = thing[used.end() :] if used and piece.figure.unit.endswith("元") else thing  # 投入1.3亿元实施人居环境整治
    if DOING_AT_END.fullmatch(rest) or (DOING_AT_END.search(rest) and piece.figure.unit != "%"):
        rest = ""
    return _finished(new, rest, thing, bool(new or DOING_AT_END.search(head)) and not KEEPS.search(head))


def _before(piece: Piece, head: str, last: Named | None, base: bool) -> Made | str:
    """The name where it precedes: 森林覆盖率达到19.5%."""
    whole = PART_OF.match(head)
    if whole and piece.figure.unit in ("%", "成") and whole["name"]:
        head = head.removesuffix("的") if "占" in head else whole["name"]
    if piece.joined and last and re.match(r"[、，和及与以]*占", head):
        head = last.stem + head.strip("、，和及与以")
    if started := SUMS_DOING.search(head):
        head = (
            head[started.start() :] if head[started.end() :].strip("了约近超") else head[: started.start()]
        )  # whose doing it is stands before
    where, new, what = ("", "", head) if piece.figure.unit == "%" else parted_by(head)
    last_word = ENDS_ADDED.search(head)
    if last_word and not WHOLE_NEW.fullmatch(head) and not new and piece.figure.unit != "%":
        new, what = last_word[0], cleaned(head[: last_word.start()])  # 亿元楼新增6幢
        if DAILY.search(what):
            return _finished("", what, new, True)  # 企业数量日均净增1万户
        return _finished(new, "", what, True) if what else "subject"
    done = bool(new) or does(head)
    rest = where + new + what if new and what else cleaned(head, piece.figure.unit == "%")
    if (
        not new
        and last
        and last.new
        and not does(head)
        and piece.joined
        and rest
        and piece.left[:1] in "、和及与以"
        and piece.figure.unit not in PER_UNIT
    ):
        new, done = last.new, True
    if DONE_ONLY.fullmatch(rest):
        rest = ""
    if GENERIC.fullmatch(rest) or not rest:
        return _of_last(piece, head if not rest else "", rest, last)
    if CONTRIBUTES.match(rest) and not piece.follows:
        return "subject"
    if (rest.startswith("占") or CONTRIBUTES.match(rest)) and piece.follows and last:
        return _finished("", re.sub("占[^占]*$", "", last.stem), rest, False)
    return _finished(new, "", rest, done)


def _counted_by(piece: Piece, last: Named, name: str, new: str) -> bool:
    """True for a name that lacks what the one before it is counted by: 每千人口床位数6张、医师3人, 单位产值能耗、水耗."""
    if BY_PEOPLE.match(last.stem) and piece.follows and _is_small(piece) and name.endswith("数") and not new:
        return True  # 每千人口床位数6张，医师数达到4人
    if not piece.joined or piece.left[:1] not in ("、", "和", "及", "与"):
        return last.stem.startswith("每") and piece.follows and "其中" in piece.left and piece.figure.counted and not new
    return HEADS.fullmatch(name) is not None or (last.stem.startswith("每") and piece.figure.counted and not (new or does(piece.left)))


def _is_small(piece: Piece) -> bool:
    """True for a count so small that it is one by head."""
    return piece.figure.counted and not re.match(MANY, piece.figure.unit) and float(piece.figure.low) < 100


def _of_last(piece: Piece, head: str, rest: str, last: Named | None) -> Made | str:
    """The name where a clause goes on about what the clause before it is about."""
    if last and piece.follows:
        verb = own_verb(head)
        changes = re.search("增速|增幅|增长率|涨幅|降幅", rest) or (last.unit in PER_UNIT and piece.figure.unit not in PER_UNIT)
        told = re.sub("(?<=.)占[^占]*$", "", last.stem) if changes else last.stem
        own = re.sub("(?:自然|同口径|同比|实际)?(?:增速|增幅|涨幅|降幅)$", "", told) or told
        stem = SIZE.sub("", own) if rest and (SIZE.sub("", rest) in ("", "总") or rest.endswith("投资")) else own
        return _finished(
            "" if rest or ENDS_LEVEL.search(piece.left) else verb or last.new,
            stem or last.stem,
            "" if rest in ("均", "其中", "年均") else rest,
            last.done and not rest,
        )
    pushed = PUSHED.search(piece.before)
    if pushed and (not rest or GENERIC.fullmatch(rest)):
        return _finished("", pushed["thing"], rest, not rest)
    if piece.label:
        return _finished("", "", piece.label + rest, does(head) and not rest)
    thing = FLOURISHES.fullmatch(piece.before)
    if thing and rest and SIZE.sub("", rest) == "":
        return _finished("", cleaned(thing["thing"]), rest, False)
    subject = HEADS.match(piece.before) if not re.search(r"\d", piece.before) else None
    if subject and not rest:
        name = cleaned(subject[0])
        return _finished("", "", name, False) if name else "subject"
    return "subject"


def _whole(piece: Piece, last: Named | None, name: str) -> str:
    """The name of that of which a figure is a part when its own words name no size: 装机容量300万千瓦，其中风电100万千瓦、光伏200万千瓦."""
    if last is not None and PART_ONLY.fullmatch(name) and piece.figure.unit == last.unit:
        return (last.whole or last.name) if "其中" in piece.left or last.whole else ""
    if last is None or HEADS.fullmatch(name) or not _alike(piece, last):
        return ""
    if "其中" in piece.left:
        return last.name if HEADS.fullmatch(last.stem) else ""
    return last.whole if piece.joined and piece.left[:1] in ("、", "和", "及", "与") else ""


def _alike(piece: Piece, last: Named) -> bool:
    """True where a figure has the unit of the one before it, 万 and 亿 apart, and counts nothing."""
    own, other = (re.sub(f"^(?:{MANY})", "", unit) for unit in (piece.figure.unit, last.unit))
    return own == other and own not in PER_UNIT and not piece.figure.counted


def _finished(new: str, rest: str, thing: str, done: bool) -> Made | str:
    stem = quotes_balanced(TRAILING.sub("", JOINED.sub("", plain(rest + thing))).strip("、，—").rstrip("和及与"))
    if not stem:
        return "subject"
    name = stem if not new or new in stem[:12] else new + stem
    added = ADDS.match(stem)
    stem = (stem[added.end() :] if added else "") or stem
    return name, stem, new, done

"""Doubts: figures whose words tell of what they are in a way that no rule can name safely. They go to the list of the unplaced."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.indicators.figures import PER_UNIT
from generator.indicators.naming import Named, Piece, noun_after

PART_OF_SET = re.compile(r"^[^，。；、]{0,20}(?:中|里|来说|而言|为例)$")
"""A set of which the figures after it are parts: 104种产品中，超过10%的有44种."""
WITH = re.compile(r"^的(?:有|达到?|共)|^以[上下]的(?:有|达到?|共)")
WITHOUT = re.compile(r"的(?:就?有|达到?|共有?)$")
TIMES_AS_MUCH = re.compile("(?:是|为|相当于)[^，]*$")
OF_PLAN = re.compile("完成[^，]{0,4}(?:计划|目标|预算|任务)[^，]{0,3}的?$")
"""How far a plan was reached is no indicator: 完成年度计划的111%."""
MEANS = re.compile("[两三四]年(?:年?平均|累计)")
"""A mean over years of which the text does not say which."""
ARRIVES = re.compile("[、，](?:总量)?(?:达到?|增至|升至)")
"""After a mark that was passed, 突破2万亿元, where it came to."""
STEPS = re.compile(r"(?:接连|先后|连续|相继|连)(?:突破|跨越|跨上|迈上|迈过|超过|登上|跃上|跨过)")
"""Marks that were passed one after the other: of none but the last one knows when."""
AMONG = re.compile(r"^[，、]?(?:并|且|将|力争|争取)*(?:在|(?:[^，]{0,6}?)(?:针对|依托|结合|围绕|基于|聚焦|面向|对照)[一-鿿]{0,4})$")
"""In how many fields something is done, and on what it rests, is no indicator: 在3个领域取得突破, 依托200万亩耕地."""
BASIS = re.compile(r"为(?:基础|重点|载体|抓手|核心|支撑|依托|主体|骨干|引领|牵引|单元)(?:$|[，、的])")
AGAINST = re.compile(r"^[，、]?比[^，]*(?:目标|计划|预期|任务|要求)")
"""What is compared with a plan: 比计划目标3000亿元超过1070亿元."""
OF_WHOLE = re.compile(r"(?<!占)(?:全国|全省|全市|全球|世界|国内|全县|全区)(?:约|近|超过?)?$")
RULED = re.compile(r"^[^，。；、的]{0,4}(?:政策|措施|规定|优惠|税率|费率)")
REACHED = re.compile(
    r"(?:惠及|覆盖|涉及|辐射|受益|服务|带动|通达|联通|连通|直达|遍布|连接)(?:了|约|近|全[省市县区国球]|世界|国内外|[区市县省]内|城乡|全域)*$"
)
"""Verbs after which a bare word for people or places tells nothing without what reaches them."""
BARE = re.compile(
    r".{0,6}(?:儿童|学生|群众|居民|职工|劳动者|老年人|老人|人口|家庭|农户|农民|患者|妇女|市民|百姓|婴幼儿|人员|企业|单位|城市|国家|地区|市|县|区|村|"
    r"街道|社区|乡镇|）)"
)
MET_WITH = re.compile(r"(?:应对|经历|抵御|战胜|遭遇)[^，。]*$")
"""Verbs after which a count is of what befell."""
FOR_SOMEBODY = re.compile(r"(?:^|[，、])[^，]{0,3}(?:为|向|给)$|^[，、]?(?:并|免费|要|将)?(?P<to>对|为|向|给)[^，]{0,20}$")
GENERAL = re.compile("项目|工程|举措|措施|活动|平台|任务|事项|试点|企业|产品|案例|经验|单位|部门")
GIVES = re.compile("提供|发放|开展|办理|解决|实施|给予|减免|购买|配备|落实|赠送|送上|安装|更换|配送|缴纳|开通")
POINTS_BACK = re.compile(r"^(?:于|从(?![业教])|由(?!来)|上述|这些|这|该|此|其(?![他它中]))")
BEING_DONE = re.compile("在建|续建|待建|已建|拟建|新建|改建|扩建|建成|开工|竣工")
"""Words of how far a thing is, without the thing."""
COMPARED = re.compile(r"(?:超过|超(?=每|全|原|预)|不?高于|不?低于|[多少优好快]于|相当于|不足)(?![^，]*的)[^，]{1,16}(?<!率|例|重|比)$")
"""A name that ends in what it is compared with."""
SINGLE = re.compile(
    r"(?:给予|予以)[^，]{0,16}$|一次性(?:奖励|补助|补贴|资助)[^，]{0,4}$|(?:最高|分别)?(?:奖励|补助|资助)(?:不超过|最高|每[^，]{1,4})?$|最高不超过$"
)
EACH = re.compile("每(?:处|栋|座|间|台|名|所|家|件|个|辆|人每[月年日])")
"""What one case is given or must have, and no sum for the area."""
NATURE = re.compile("(?:雨量|降水量|气温|海拔(?:高度)?|日照时数|无霜期|蒸发量|径流量)$")
"""What a land has by nature is neither promised nor achieved."""
STATE = re.compile("(?:环境|条件|设施|面貌|品质|质量|水平|能力)$")
"""What of things is bettered, which a list names behind its last one only."""
PREDICATE = re.compile("获评|获批|入选|获得|荣获|被|列入|纳入|实现|通过|成为|建成|完成|开工|投产|创建|达到|命名")


def doubt(pieces: Sequence[Piece], at: int, made: Named) -> str:
    """Why a figure that has a name is not published all the same: a key of REASONS; empty when nothing speaks against it."""
    piece = pieces[at]
    after = pieces[at + 1] if at + 1 < len(pieces) and pieces[at + 1].joined and pieces[at + 1].between == piece.right else None
    before = pieces[at - 1] if at else None
    if piece.figure.unit == "%" and (_shares(piece, after) or (before and _shares(before, piece))):
        return "list"
    return _of_set(piece, after) or _of_two(before, piece, after) or _of_list(piece, after) or _of_words(piece, made)


def _of_set(piece: Piece, after: Piece | None) -> str:
    """What tells the size of a part, or of one thing among many."""
    share = piece.figure.unit in ("%", "成")
    if piece.right.endswith("的") and after is not None and (piece.figure.counted or piece.right == "的"):
        return "attribute"  # 超1000亿元的2个, 127个国家的584个港口
    if piece.joined and piece.between.endswith("的") and piece.figure.counted:
        return "attribute"
    if BASIS.search(piece.right) or AMONG.search(piece.left) or AGAINST.search(piece.clause):
        return "attribute"
    if WITH.search(piece.right) or WITHOUT.search(piece.left) or PART_OF_SET.search(piece.right):
        return "attribute"
    if share and piece.right.startswith("的") and OF_WHOLE.search(piece.left):
        return "attribute"
    if share and piece.right[:1] in ("未", "不", "没", "无"):
        return "attribute"
    if share and RULED.search(piece.right):
        return "standard"
    if TIMES_AS_MUCH.search(piece.left) and piece.figure.unit == "倍":
        return "attribute"
    if share and OF_PLAN.search(piece.clause):
        return "attribute"
    if MEANS.search(piece.left):
        return "year"
    passed = after is not None and piece.figure_text.startswith(("突破", "超")) and ARRIVES.match(after.left)
    return "list" if passed or STEPS.search(piece.clause) else ""


def _shares(piece: Piece, after: Piece | None) -> bool:
    """True where a noun for each stands after two shares: 甲市25%面积、乙市20%面积达标."""
    parts = piece.right.split("、")
    return (
        after is not None and after.joined and after.between == piece.right and after.figure.unit == "%" and len(parts) == 2 and all(parts)
    )


def _of_two(before: Piece | None, piece: Piece, after: Piece | None) -> str:
    """Two figures for one name that names two: 城乡居民收入27306元、8929元."""
    two = (before, piece) if before is not None and piece.joined and piece.left.strip() in ("、", "和", "与") else (piece, after)
    a, b = two
    if a is None or b is None or b.left.strip() not in ("、", "和", "与") or a.figure.counted or "分别" in a.left:
        return ""
    return "list" if a.figure.unit == b.figure.unit and not noun_after(b.right) else ""


def _of_list(piece: Piece, after: Piece | None) -> str:
    """Counts of one clause of which one cannot tell what each counts."""
    if after is None or not piece.figure.counted or not noun_after(piece.right):
        return ""
    if not after.figure.counted:
        made = re.search("实现|完成|带动|创造|贡献", piece.right) and "、" not in piece.right and not noun_after(after.right)
        return "attribute" if made and after.figure.unit not in PER_UNIT else ""  # 200幢楼宇实现税收622亿元
    if STATE.search(after.right) and not STATE.search(piece.right):
        return "list"  # 提升100所学校、50家医院周边环境
    noun = piece.right.rstrip("、和及与")
    if noun == piece.right and "、" not in noun and not noun_after(after.right):
        return "attribute"  # 62个组团实施项目1000个: the first says of how many
    if "、" in noun and noun == piece.right and after.right:
        return "list"  # 甲47项经验、乙48项经验
    return "list" if noun != piece.right and len(noun) <= 6 and PREDICATE.search(after.right) and not PREDICATE.search(noun) else ""


def _of_words(piece: Piece, made: Named) -> str:
    """What a name, or the verb before a figure, says too little of."""
    counted = piece.figure.counted
    if re.search(r"(?<![A-Za-z\d])\d+\.\d", made.name):
        return "subject"
    if counted and MET_WITH.search(piece.left):
        return "nothing"
    if counted and re.search("全覆盖(?:$|的)", made.name):
        return "attribute"
    bare = counted and REACHED.search(piece.left) and BARE.fullmatch(made.name)
    somebody = FOR_SOMEBODY.search(piece.left) if counted else None
    given = somebody and (GIVES.search(piece.right) or (somebody["to"] == "对" and "进行" in piece.right))
    if counted and piece.left.endswith("等") and GENERAL.fullmatch(made.name):
        return "subject"
    if (SINGLE.search(piece.clause) and piece.figure.unit.endswith("元")) or EACH.match(made.name):
        return "standard"
    if (
        NATURE.search(made.name)
        or re.search("^.{0,4}(?:完成率|完成比例)$", made.name)
        or piece.left.strip("，、").startswith(("整体完成率", "完成率"))
    ):
        return "attribute"
    return (
        "subject" if bare or given or POINTS_BACK.search(made.name) or BEING_DONE.fullmatch(made.name) or COMPARED.search(made.name) else ""
    )

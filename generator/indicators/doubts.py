"""Doubts: figures whose words tell of what they are in a way that no rule can name safely. They go to the list of the unplaced."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.indicators.amounts import family
from generator.indicators.around import Piece, noun_after
from generator.indicators.figures import PER_UNIT
from generator.indicators.naming import Named
from generator.indicators.naming_words import MOVES
from generator.indicators.scopes import WIDE
from generator.indicators.verbs import begun_by, does
from generator.indicators.wording import LEVEL

PART_OF_SET = re.compile(
    r"^[^，。；、]{0,20}(?:中|里|来说|而言|为例)$|^(?:类|种)?[^，。；、]{0,4}(?:人员|对象|情形|家庭)中(?![心小学央国介等])"
)
"""A set of which the figures after it are parts: 104种产品中，超过10%的有44种."""
CLASS = re.compile("(?:以[上下]|以内)$")
"""What makes an amount a class of things."""
WITH = re.compile(r"^的(?:有|达到?|共)|^以[上下]的(?:有|达到?|共)")
WITHOUT = re.compile(r"的(?:就?有|达到?|共有?)$")
TIMES_AS_MUCH = re.compile("(?:是|为|相当于)[^，]*$")
OF_PLAN = re.compile(
    "(?:完成|达到?|[为占是])[^，]{0,8}(?:计划|目标|预算(?!支出|收入)|任务|预期)[^，]{0,3}的$|完成[^，]{0,4}(?:计划|目标|预算|任务)[^，]{0,3}$|完成[^，]{0,6}(?:下达|确定|规定|要求)的?$|超额?(?:年度|全年)?(?:计划|目标|任务)(?:约|近)?$"
)
"""How far a plan was reached is no indicator: 完成年度计划的111%."""
MEANS = re.compile("[两三四2-4]年(?:来|间)?(?:年?平均|累计|增长|提升|提高|下降|降低)")
"""A mean over years of which the text does not say which."""
ARRIVES = re.compile("[、，](?:总量)?(?:到达|达到?|增至|升至)")
"""After a mark that was passed, 突破2万亿元, where it came to."""
STEPS = re.compile(r"(?:接连|先后|连续|相继|连)(?:突破|跨越|跨上|迈上|迈过|超过|登上|跃上|跨过)")
"""Marks that were passed one after the other: of none but the last one knows when."""
SEVERAL_STEPS = re.compile("[两二三四五2-5]个(?:新|大)?(?:台阶|大关|关口|整数关口)")
AMONG = re.compile(r"^[，、]?(?:并|且|将|力争|争取)*(?:在|(?:[^，]{0,6}?)(?:针对|依托|结合|围绕|基于|聚焦|面向|对照)[一-鿿]{0,4})$")
"""In how many fields something is done, and on what it rests, is no indicator: 在3个领域取得突破, 依托200万亩耕地."""
BASIS = re.compile(r"为(?:基础|重点|载体|抓手|核心|支撑|依托|主体|骨干|引领|牵引|单元)(?:$|[，、的])")
DIFFERS = re.compile(r"(?:比|较|[高低快慢多少]于|[高低快慢多少]出|超出)[^，]*?(?:[高低快慢多少好差]|[高低快慢多少]出|[^，]{2,})$")
OTHERS = re.compile(
    "(?:全国|全省|全市|全区|全球|世界|平均|增[速幅长]|降幅|涨幅|速度|同期水平|规划|预期|目标)(?:平均|水平|增[速幅])*(?:[高低快慢多少]出?|约|近|超过?)*$"
)
"""How far something is above another: 高于全国平均3.5个百分点, 比“九五”期间增幅高8个百分点."""
PACE = re.compile(
    "(?:[降增涨跌]幅|增速|增长率)[^，]*(?:收窄|扩大|回落|加快|放缓|提高|回升|加大|提升|下降|上升|减缓|快|慢)[^，]*$|(?:拉动|带动)[^，]*(?:增长|上涨|下降|增速)[^，]*$"
)
"""How much faster something grew than before, and how much of the growth something made."""
AGAINST = re.compile(r"^[，、]?比[^，]*(?:目标|计划|预期|任务|要求)")
"""What is compared with a plan: 比计划目标3000亿元超过1070亿元."""
OF_WHOLE = re.compile(r"(?<=[^，、；。])(?<!占)(?:全国|全省|全市|全球|世界|国内|全县|全区)(?:约|近|超过?)?$")
RATE_OF = re.compile("的[^，、]{0,12}(?:比例|占比|比重)")
"""The rate of what has a share, which tells no figure itself: 密度超过35%的比例."""
RULED = re.compile(r"^[^，。；、的]{0,4}(?:政策|措施|规定|优惠|税率|费率)")
REACHED = re.compile(
    r"(?:传播到|出口到|出口至|销往|远销|遍及|走向|来自|抵达|惠及|覆盖|涉及|辐射|受益|服务|带动|通达|联通|连通|直达|遍布|连接|扩大[到至]|拓展[到至]|帮扶|支援|走进|进驻)(?:了|约|近|全[省市县区国球]|世界|国内外|[区市县省]内|城乡|全域|欧亚|亚欧|欧洲|亚洲|中亚|东盟|海外|境外)*$"
)
"""Verbs after which a bare word for people or places tells nothing without what reaches them."""
REACHES = re.compile(
    r"(?:惠及|带动|辐射)(?:了|全[省市县区]|城乡)*[^，]{0,6}(?:儿童|学生|群众|居民|职工|老年人|老人|人口|家庭|农户|农民|户|人|企业|村)(?:超过|约|近|达)*$"
)
PEOPLE = re.compile("(?:孤儿|儿童|学生|居民|职工|老年?人|农民|人员|家庭|对象|困难群众|残疾人|户)(?:（[^）]*）)?$")
"""Names of people, who are no sum of money."""
VAGUE = re.compile("(?:项目|工程)(?:建设)?(?:计划|估算|预计|完成)?(?:总?投资|规模|总规模|建设规模)")
"""Sizes of things of which nothing tells what they are."""
HOLDS = re.compile(
    "(?:可|能|能够|共|同时|每?年|日均|年均)*(?:容纳|满足|提供|惠及|覆盖|服务|带动|辐射|受益|接待)(?:人口|群众|农户|人数)?(?:了|约|近|超过)*"
)
"""Verbs that tell nothing without what holds or reaches so many."""
BARE = re.compile(
    r".{0,6}(?:学校|医院|景区|儿童|学生|群众|居民|职工|劳动者|老年人|老人|人口|家庭|农户|农民|患者|妇女|市民|百姓|婴幼儿|人员|机构|企业|单位|城市|国家|地区|市|县|区|村|"
    r"街道|社区|乡镇|）)"
)
MET_WITH = re.compile(r"(?:应对|经历|抵御|战胜|遭遇)[^，。]*$")
"""Verbs after which a count is of what befell."""
FOR_SOMEBODY = re.compile(r"(?:^|[，、])[^，]{0,3}(?:为|向|给)$|^[，、]?(?:并|免费|要|将)?(?P<to>对|为|向|给)[^，]{0,20}$")
GENERAL = re.compile("项目|工程|举措|措施|活动|平台|任务|事项|试点|企业|产品|案例|经验|单位|部门")
GIVES = re.compile("提供|发放|开展|办理|解决|实施|给予|减免|购买|配备|落实|赠送|送上|安装|更换|配送|缴纳|开通|追回|挽回|追讨")
FIRST = re.compile("成为[^，]*(?:首个|第[一二三四五六七八九十\\d]+个|唯一|最大)[^，]{0,8}$")
"""What of a size something became the first: 成为首个300亿元园区."""
UNDER = re.compile("的(?:大好)?(?:情况|背景|前提|高?基数|形势|不利影响|基础)[之]?[下上]")
"""What a figure tells of what goes along: 在贸易下降超3成的情况下."""
FARES = re.compile(
    "(?:[^，]{2,}对[^，]{2,}的[^，]{0,4}(?:帮扶|支持|援助|指导)|提质增效|正常运行|平稳运行|(?:加快|正在|持续)[^，]{4,}|有了[^，]+|稳中有升|稳步上升|持续(?:增长|改善|好转|提升)|明显(?:改善|好转)|落地见效|见效|全部[^，]{2,8}|提供[^，]*服务|得到[^，]{2})$"
)
"""A predicate that tells how things fare of which only the number is told."""
POINTS_BACK = re.compile(
    r"^(?:对[^，]*覆盖率$|在[^，]*(?:领域|方面|行业)[^，]|(?:控制|保持|稳定|维持|锁定)在|部分(?!省)|个别|少数(?!民族)|一些|有些|多数|大部分|许多|不少|或(?!有)|于|从(?![业教])|由(?!来)|上述|这些|这|该|此|其(?![他它中]))"
)
PLACES_ONLY = re.compile("(?:县|市县|县区|区县)(?:（[^）]*）)?|(?:市|区)（[^）]*）")
"""Names that say only of how many places."""
BEING_DONE = re.compile("投产|投运|投用|通车|并网|入库|在建|续建|待建|已建|拟建|新建|改建|扩建|建成|开工|竣工")
"""Words of how far a thing is, without the thing."""
COMPARED = re.compile(r"(?:超过|超(?=每|全|原|预)|不?高于|不?低于|[多少优好快]于|相当于|不足)(?![^，]*的)[^，]{1,16}(?<!率|例|重|比)$")
"""A name that ends in what it is compared with."""
SINGLE = re.compile(
    r"(?:给予|予以)[^，]{0,16}$|一次性(?:奖励|补助|补贴|资助)[^，]{0,4}$|(?:最高|分别)?(?:奖励|补助|资助)(?:不超过|最高|每[^，]{1,4})?$|最高不超过$|最高(?:可达|达|为)?$|[为给向]每[一个户人名所家村位][^，]*$"
)
TASK = re.compile("(?:(?<!试点)(?<!改革)任务|(?:考核|计划)指标)(?:数|量)?(?:为|是)?$")
"""What was to be done, of which the next clause tells what was: 改厕任务3.8万座，完成3.9万座."""
SIZED_SO = re.compile("[^，、]{0,6}(?:以[上下]|以内)的")
"""What makes a count the size of one thing: 200张床位以上的机构."""
LIMIT = re.compile("限[高速重宽]$|设防烈度$|防洪标准$|防洪能力$|加计扣除比例$|(?:(?:报销|支付|补助|救助)限额|封顶线|起付线|起付标准)$")
"""Names of what is a rule for each building, road or firm."""
OF_EACH = re.compile(r"^[，、]?(?:确保|实现|力争|原则上)?每(?:个|一|所|座|家|条|处)[^，\d]{0,16}$")
EACH_OF_SEVERAL = re.compile("(?<=[一-鿿]{2})各(?:有|建|建成|设)?$")
"""So many of each of several things: 文化馆、图书馆各1个."""
EACH_SO_MANY = re.compile(
    r"(?:^|[，、])(?:按照?)?每(?:$|[\d.]+[百千万]?(?:名|个)?(?:常住)?(?:人口|人|户|公里|平方公里))"
    r"|每(?:[百千万]+[人户名张]|[校县镇乡村区班园院站点])[^，、]{0,8}(?:配|设(?![施备])|建(?!筑)|不少于|不低于|至少|确保)|的?至少配备$"
)
EACH = re.compile("单[处个栋座套间]|每(?:处|栋|座|间|台|名|所|家|件|个|辆|人每[月年日])")
"""What one case is given or must have, and no sum for the area."""
PLACES = re.compile(
    "(?:^|[^，]{2})每个?(?:[县市区镇乡村旗]|街道|社区)(?:（[^）]*）)?$|^(?:各|每个?)(?:[县市区镇乡村旗]|街道|社区)(?:至少|均|都|应)*$"
)
"""A name that ends in where so much must be: 老年大学每个县至少1所."""
SITE = re.compile("(?:占地(?:面积)?|全长|境内|线路长|路线长)(?:约|近|共)*$")
"""Of how much land one thing takes, and how long it is."""
RATES = re.compile(
    "(?:率|比|比例|比重|占比|比值|度|水平|份额|覆盖面|系数|覆盖|达标|感|平均值|均值|全覆盖|[增降涨跌]幅|增速|增长|贡献|指数|回报)(?:（[^）]*）)?$|占[^，]+$|(?<=[一-鿿]{2})中(?![央心小国型])[^，]{2,}占$"
)
"""What the name of a share says, where its words stand before the figure."""
HOLDS_FOR = re.compile(
    f"{RATES.pattern}|达|得|实现|能|完成|通过|具备|建|纳入|开展|提供|配|有|超过|[高低]于|覆盖|享|用上|接入|贡献|是|为|设|入选|获|开通|通|参|使用|进入|安装"
)
"""What the name of a share says, where what it is the share of stands behind the figure: 90%的医院达到标准."""
OF_A_WHOLE = re.compile("(?:达到?|相当于|只有|仅为|仅有|仅是|只是)(?![^，]*(?:占|人口))[^，、]{2,14}的$")
"""Of what a figure is the part, which its name lacks: 响应能力达到最大负荷的3%. Of people it lacks nothing: 志愿者人数达到常住人口的20%."""
NATURE = re.compile("(?:雨量|降水量|气温|海拔(?:高度)?|日照时数|无霜期|蒸发量|径流量|水资源总?量)$|(?:降水|降雨|来水)量?占")
"""What a land has by nature is neither promised nor achieved."""
STATE = re.compile("(?:环境|条件|设施|面貌|品质|质量|水平|能力)$")
"""What of things is bettered, which a list names behind its last one only."""
PARTS_OF_LAND = re.compile("(?:北方|南方|东部|中部|西部|东北|华北|西北|西南|沿海|内陆|城镇|农村|城市|乡村|山区|平原|其他|其余)(?:地区)?")
"""Names that say where, and not what."""
OWN_SIZE = re.compile(
    "(?:年|日|新增|设计|总|预计)*(?:输电|接卸|处理|生产|加工|吞吐|通过|接待|供水|供热|储存|仓储|运输|发电)?(?:(?:全产业链|综合|年|总)(?:产值|产量|销售收入|销售额|营业收入|收入)|产能|能力|容量|库容|供水量|发电量|装机)"
)
"""Sizes that tell nothing without the thing that has them, which the clause before names: 建设某工程，输电能力800万千瓦."""
MAKES = re.compile("[^，]{0,8}?(?:建设|建成|推进|实施|新建|开工|投产|加快|启动|打造|投运)")
BARE_RATE = re.compile(
    "(?:群众|社会|公众|总体|综合|平均|按期|按时|及时|一次性?)?(?:满意|覆盖|普及|合格|达标|完成|办结|利用|使用|占有|好评|成活|答复|回访|及时|响应|执行|转化|开工|竣工|投产|到位|入驻|出租|签约|达产)(?:率|面|度)|(?:综合|安全|无害化|资源化)*(?:利用|处置|回收|消纳)+(?:率|量)"
)
"""Rates that tell nothing without the thing: 办理诉求38万件，满意率97%."""
HALF_NAMED = re.compile(
    "(?:投产|投运|投用|通车|开工|竣工|建成|并网|封顶)、[^、]{0,6}$|(?:[近超过达][一二两三四五六七八九十百千]*|[百千])[万亿]$"
    "|(?:或|^(?:县|市|区|村|镇|乡|州)(?:深化|开展|实施|推进|建设|启动|完成|实现|纳入|创建).*)$"
    "|^(?:新增|新建)?[过超][一二两三四五六七八九十百千]+[万亿]"
    "|^(?:月|日|年)?(?:均)?(?:访问|浏览|点击|下载|播放|交易|活跃用户)(?:量|次数|数)$|^(?:输出|输入|输送|外送|采购|销售)$"
)
"""What a clause tells of a thing beside its size, 三期建成投产、总装机, a size that stands for things, 4个过百亿的县, and bare acts."""
IN_EACH_PLACE = re.compile(
    "(?:^|[，、；])(?:力争|确保|原则上|实现了?)*(?:全部|所有|各|每个?)(?:设区市|地级市|县级市|行政村|街道|社区|园区|[一-鿿]{0,3}[县市区镇乡村街])(?:（[^）]*）)?"
    "(?:均|都|至少|应|要|各)*(?:建有|设有|拥有|有|建成|建设|配备|设立|建立)?$"
)
"""Where there shall be so many of a thing each: 各区（县级市）建有1所学校."""
BARE_SIZES = re.compile(
    "(?:(?:营业收入|销售收入|利税|产值|产能|总产能|产业规模|产业投资|货币价值|总价值|总花费|集群规模)$|(?:产能|产量|产值|规模|面积|销量)占)"
)
"""Sizes of what the clause before names, if at all."""
IN_BATCHES = re.compile(r"第[二三四五六七八九十\d]+[批轮]$")
LONGEST_LIST = 200
"""Characters within which the end of a list of projects is sought."""
OF_PROJECTS = re.compile("[^，；。]*[^，；。\\d、]等[^，；。、\\d]{0,6}(?:项目|工程)")
"""The end of a list of single projects, of which a figure is the size of one: 推动甲厂50万吨铝材、乙厂20万吨再生铝等项目."""
SMALL_RANGE = re.compile(r"做[大强优][做]?[大强优]?|各具|每个?[县市区镇乡村]|各[县市区镇乡村地]|因地制宜|“一[县市区镇乡村]")
"""What tells that a few of a thing, 1—2个, are meant for each of several places."""
BRINGS = re.compile("[^，、]{2,}(?:拉动|带动|撬动)[^，、]{2,}")
"""What a sum brings about, told by the next figure: 20亿元补贴拉动消费200亿元."""
LISTS_ON = re.compile(
    "[^，、]*(?:项目|工程|平台|基地|中心|园区|电站|铁路|公路|机场|水库|大桥|通道)(?:建设)?[、和及与](?![^，]{0,6}等)[^，、]{4,}"
)
"""A thing that is counted, and another one that is not: 14个电网工程、某通道建设."""
PREDICATE = re.compile("获评|获批|入选|获得|荣获|被|列入|纳入|实现|通过|成为|建成|完成|开工|投产|创建|达到|命名")


def doubt(pieces: Sequence[Piece], at: int, made: Named) -> str:
    """Why a figure that has a name is not published all the same: a key of REASONS; empty when nothing speaks against it."""
    piece = pieces[at]
    after = pieces[at + 1] if at + 1 < len(pieces) and pieces[at + 1].joined and pieces[at + 1].between == piece.right else None
    before = pieces[at - 1] if at else None
    if classes(piece, after) or (before is not None and classes(before, piece)):
        return "attribute"
    if piece.figure.unit == "%" and (_shares(piece, after) or (before and _shares(before, piece))):
        return "list"
    if _passed(piece, pieces[at + 1 : at + 2]) or _stepped(pieces, at):
        return "list"
    if before is not None and piece.joined and re.search("(?:为|向|给|帮助)$", before.left) and noun_after(before.right):
        return "subject"  # 为2万名劳动者追回工资3亿元
    if _of_project(pieces, at) or (after is not None and not piece.figure.counted and BRINGS.fullmatch(piece.right)):
        return "attribute"
    return _of_set(piece, after) or _of_two(before, piece, after) or _of_list(piece, after) or _of_words(piece, made)


def _of_project(pieces: Sequence[Piece], at: int) -> bool:
    """True for the size of one of several projects that are named."""
    piece = pieces[at]
    if piece.figure.counted or piece.figure.unit in PER_UNIT or not noun_after(piece.right):
        return False
    rest = piece.right
    for one in pieces[at + 1 :]:
        if not one.joined or len(rest) > LONGEST_LIST:
            break
        rest += one.figure_text + one.right
    return OF_PROJECTS.match(rest) is not None


def _passed(piece: Piece, after: Sequence[Piece]) -> bool:
    """True for a mark that was passed before what the next clause tells: 突破2万元，达到20230元."""
    goes_on = bool(after) and not after[0].joined and after[0].follows and ARRIVES.match("，" + after[0].left) is not None
    return goes_on and piece.figure_text.startswith(("突破", "超")) and family(piece.figure.unit) == family(after[0].figure.unit)


def _stepped(pieces: Sequence[Piece], at: int) -> bool:
    """True for one of several marks of which the last says that they are: 跨上3000亿元、4000亿元两个台阶."""
    for number in range(at, len(pieces)):
        one, after = pieces[number], pieces[number + 1] if number + 1 < len(pieces) else None
        if SEVERAL_STEPS.match(one.right):
            return True
        if after is None or not after.joined or after.left.strip("、和") or one.figure.counted:
            return False
    return False


def _of_set(piece: Piece, after: Piece | None) -> str:
    """What tells the size of a part, or of one thing among many."""
    share = piece.figure.unit in ("%", "成")
    if piece.right.endswith("的") and after is not None and (piece.figure.counted or piece.right == "的") and not MOVES.match(piece.right):
        return "attribute"  # 超1000亿元的2个, 127个国家的584个港口
    if piece.joined and piece.between.endswith("的") and piece.figure.counted and not MOVES.match(piece.between):
        return "attribute"
    if UNDER.match(piece.right) or FIRST.search(piece.clause):
        return "attribute"
    if BASIS.search(piece.right) or AMONG.search(piece.left) or AGAINST.search(piece.clause):
        return "attribute"
    if piece.left.endswith("以") and piece.right.startswith("的"):
        return "attribute"  # 外贸以10%的增速增长
    if WITH.search(piece.right) or WITHOUT.search(piece.left) or PART_OF_SET.search(piece.right):
        return "attribute"
    if share and piece.right.startswith("的") and OF_WHOLE.search(piece.left):
        return "attribute"
    if share and after is None and RATE_OF.fullmatch(piece.right):
        return "attribute"
    if share and piece.right[:1] in ("未", "不", "没", "无"):
        return "attribute"
    if share and RULED.search(piece.right):
        return "standard"
    if TIMES_AS_MUCH.search(piece.left) and piece.figure.unit == "倍":
        return "attribute"
    if (share or piece.left.lstrip("，、").startswith("超")) and OF_PLAN.search(piece.clause):
        return "attribute"
    if MEANS.search(piece.clause):
        return "year"
    if piece.figure.unit in ("个百分点", "百分点") and DIFFERS.search(piece.clause) and OTHERS.search(piece.clause):
        return "attribute"
    if piece.figure.unit in ("个百分点", "百分点") and PACE.search(piece.clause):
        return "attribute"
    passed = after is not None and piece.figure_text.startswith(("突破", "超")) and ARRIVES.match(after.left)
    return "list" if passed or STEPS.search(piece.clause) else ""


def classes(piece: Piece, after: Piece | None) -> bool:
    """True where an amount tells which things are counted after it: 10亿元以上9个, 5亿元以上项目60个."""
    return (
        after is not None
        and after.joined
        and after.figure.counted
        and not piece.figure.counted
        and piece.figure.unit not in PER_UNIT
        and (
            (
                (CLASS.search(piece.figure_text) or piece.figure_text[:1] == "超")
                and re.fullmatch("[^、，和及与的]{0,12}", after.between) is not None
            )
            or re.fullmatch("的[^、，和及与的达到共有]{2,12}", after.between) is not None
        )
        and not MOVES.match(after.between)
    )


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
    alone = not re.sub(rf"^(?:{WIDE}|全国|截至|共|已)*", "", piece.left.strip("，、"))
    return (
        "list"
        if noun != piece.right and len(noun) <= (16 if alone else 6) and PREDICATE.search(after.right) and not PREDICATE.search(noun)
        else ""
    )


def is_no_name(name: str) -> bool:
    """True for words of which none could tell, alone, of what a figure is."""
    return (
        HALF_NAMED.search(name) is not None
        or POINTS_BACK.search(name) is not None
        or re.search(r"(?<![A-Za-z\d])\d+\.\d|连续\d|分别|拉动$|拉动[^，]*增长$", name) is not None
    )


def _of_words(piece: Piece, made: Named) -> str:
    """What a name, or the verb before a figure, says too little of."""
    counted = piece.figure.counted
    if TASK.search(piece.left):
        return "state"
    if OWN_SIZE.fullmatch(made.name) and (
        piece.joined or (piece.before and not re.search(r"\d", piece.before) and MAKES.match(piece.before))
    ):
        return "subject"
    if piece.figure_text.endswith(("番半", "番半以上", "番半左右")):
        return "half"
    if EACH_OF_SEVERAL.search(piece.left) or (counted and LISTS_ON.fullmatch(piece.right)):
        return "list"
    if counted and piece.figure.high in ("2", "3") and SMALL_RANGE.search(piece.clause):
        return "standard"
    if counted and re.search("(?<=[一-鿿]{2})(?:帮扶|支援|援助)[一-鿿]{2,}", made.name):
        return "subject"  # 12所大学帮扶我省高校
    if BARE_SIZES.match(made.name) or (re.search(".{4,}减少[^，]{3,}$", made.name) and not made.grows):
        return "subject"
    if counted and re.match("[，、]?(?:累计|共|已)*退出", piece.left) and "退出" not in made.name:
        return "subject"  # 退出融资平台12家 are not those there are
    if counted and (SIZED_SO.match(piece.right) or IN_BATCHES.search(piece.left) or IN_BATCHES.search(piece.right)):
        return "attribute"
    if re.match("[^，]{0,6}(?:[仍还]?不(?!少|低|超|小)|未(?!来)|尚无|没有)", piece.right):
        return "attribute"
    if piece.figure.unit == "次" and MOVES.match(piece.right):
        return "nothing"  # 4次提高养老金
    if (counted and MET_WITH.search(piece.left)) or re.search("(?<!新)(?:空间|余地|潜力)$", made.name):
        return "nothing"
    if counted and re.search("零(?:事故|发生|失误|差错|投诉|感染|延误)$", piece.right):
        return "attribute"
    if counted and FARES.search(made.name) and FARES.search(piece.right):
        return "attribute"
    if re.search(r"前\d+$|前\d+[%‰]$", made.name) or re.search("(?<!增)多了?$|(?<![减至])少了?$", piece.left):
        return "attribute"
    if counted and piece.right.endswith(("需求", "需要")) and "满足" in piece.left:
        return "attribute"
    if counted and re.search("全覆盖(?:$|的)", made.name):
        return "attribute"
    bare = counted and REACHED.search(piece.left) and BARE.fullmatch(made.name)
    reached = counted and REACHES.match(re.sub(r"^[，、]?(?:累计|共|已|并|可|将)*", "", piece.left)) and not piece.right.strip("，、。；以")
    paid = piece.figure.unit.endswith("元") and PEOPLE.search(made.name)
    somebody = FOR_SOMEBODY.search(piece.left) if counted else None
    given = somebody and (GIVES.search(piece.right) or (somebody["to"] == "对" and "进行" in piece.right))
    if counted and piece.left.endswith("等") and GENERAL.fullmatch(made.name):
        return "subject"
    if (
        (SINGLE.search(piece.clause) and piece.figure.unit.endswith("元"))
        or EACH.match(made.name)
        or LIMIT.search(made.name)
        or (piece.figure.unit == "%" and re.search("按照?$", piece.left))
        or (counted and OF_EACH.match(piece.clause))
        or EACH_SO_MANY.search(piece.clause)
        or (counted and IN_EACH_PLACE.search(piece.clause))
        or (piece.figure.unit == "次" and re.search("(?:为|向|给)[^，]{2,24}提供$", piece.left))
        or PLACES.search(made.name)
    ):
        return "standard"
    if (
        NATURE.search(made.name)
        or re.search("^.{0,4}(?:完成率|完成比例)$", made.name)
        or piece.left.strip("，、").startswith(("整体完成率", "完成率"))
        or SITE.search(piece.left)
        or made.name.startswith("设计")
        or (piece.aside and not piece.figure.counted and piece.figure.unit not in PER_UNIT and "其中" not in piece.left)
        or _class_of_things(piece)
    ):
        return "attribute"
    if (
        OF_A_WHOLE.search(piece.left)
        or (not counted and BARE_RATE.fullmatch(made.name))
        or _cut_short(piece, made)
        or (made.new and piece.joined and re.fullmatch(f"{re.escape(made.new)}总?(?:里程|长度|面积|规模)", made.name))
        or (piece.joined and piece.left[:1] == "、" and SHORT_RATE.fullmatch(made.name))
        or (UNENDED.search(made.name) and not noun_after(piece.right))
    ):
        return "subject"
    if re.match("(?:只|仅|约|才)?占(?!比)", made.name) or _no_share(piece, made):
        return "subject"
    return (
        "subject"
        if bare
        or is_no_name(made.name)
        or HOLDS.fullmatch(made.name)
        or VAGUE.fullmatch(made.name)
        or reached
        or paid
        or given
        or (piece.figure.unit in PER_UNIT and PARTS_OF_LAND.fullmatch(made.name))
        or (counted and re.fullmatch("[^，、]{1,6}(?:级|）型)", made.name))
        or (counted and PLACES_ONLY.fullmatch(made.name))
        or BEING_DONE.fullmatch(made.name)
        or (COMPARED.search(made.name) and not (piece.figure.unit in ("%", "成") and piece.right.startswith("的")))
        else ""
    )


SHORT_RATE = re.compile("(?!失业|近视|吸烟|城镇)[一-鿿]{2}(?:率|占比|比例|比重)|电气化率|复线率")
"""Rates that go on about the thing of the figure before: 车辆入网率100%、上线率98%."""
UNENDED = re.compile(
    "(?:[由从每将把较双]|[由从][人户年亩])$|达到(?!或|及|国|[^，]{0,8}标准)|控制在|(?<=.)突破(?!关键|核心|性|口|重大)|(?:提高|下降|降低|提升|增加|增长)到|(?:保持|稳定)在|降至|提升至|分别|(?:稳定|增长|提高|提升|改善|扩大)、|(?:培育|引进|引育|打造|吸引|带动|开展|举办)$"
)
"""What in a name shows that it is no name: the verb that leads to a figure."""


def _cut_short(piece: Piece, made: Named) -> bool:
    """True for a count of what is named by a general word only, from which a verb was taken that tells which: 签约项目247个."""
    left = piece.left.strip("，、")
    return (
        piece.figure.counted
        and GENERAL.fullmatch(made.name) is not None
        and re.search(f"(?:签约|在建|入库|储备|落地|投产|达产|开工|续建){made.name}$", left) is not None
    )


def _class_of_things(piece: Piece) -> bool:
    """True for a size that tells which things are meant, where no verb says that so much is done: 30万千瓦以下机组."""
    rated = piece.figure_text[:1] == "超" and re.match("[^，、]{1,8}(?:占比|比例)", piece.right)
    if not (CLASS.search(piece.figure_text) or rated) or piece.figure.counted or piece.figure.unit in PER_UNIT:
        return False
    acts = does(piece.left) or begun_by(piece.left) or re.search(f"(?:{LEVEL})$", piece.left)
    return bool(noun_after(piece.right)) and not acts


def _no_share(piece: Piece, made: Named) -> bool:
    """True where what stands before a share names none: 学校40%, after the clause that says of what all are the shares."""
    told = HOLDS_FOR if noun_after(piece.right) else RATES
    if re.search("(?:达到?|相当于)[^，、]{0,8}人口的$", piece.left):
        return False
    return piece.figure.unit in ("%", "‰") and not made.grows and not told.search(made.name)

"""Numbers of headings in every dress: what heads a part, in which order, what is told, and what is text."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.numbering import level_of, read_numeral
from generator.proposing import Proposal, propose

TEXTS: dict[str, tuple[str, str, list[str]]] = {
    "a title of parts above the first of them, paragraphs counted from two on": (
        "立法會文件\n目的\n本文件旨在簡介優化長者就業服務的措施，並徵詢意見。\n背景\n2. 長者勞動人口上升至2024年的23萬人。\n3. 勞工處一直提供多元化的就業支援。\n"
        "優化措施\n再就業計劃\n4. 勞工處推出為期三年的計劃，鼓勵重投職場。\n中高齡計劃\n5. 僱主可獲發放每月五千元的在職培訓津貼。\n"
        "未來路向\n6. 我們會密切留意各項計劃的成效。\n7. 請委員備悉本文件的內容。",
        "u1 u2 u3 u4 u5 u6",
        [],
    ),
    "titles above parts that begin anew under each of them": (
        "云州市方案\n为推动冷链物流发展，制定本方案。\n总体要求\n（一）指导思想\n以服务民生为出发点。\n（二）工作目标\n到2027年，冷库容量达到八十万立方米。\n"
        "骨干设施\n（一）建设中心\n建设三个集散中心。\n（二）打通干支\n提升干支衔接能力。\n市场主体\n支持龙头企业兼并重组，扩大经营规模。",
        "u1 u1.1 u1.2 u2 u2.1 u2.2 u3",
        [],
    ),
    "titles within a numbered part above parts that count anew, which other parts lack": (
        "云州市计划\n一、思路\n以文塑旅。\n二、举措\n产品提质\n1.打造民宿\n每年评定十家。\n2.开发线路\n开发线路五条。\n设施提升\n1.完善道路\n改造六十公里。\n"
        "2.建设车场\n新增车位两千个。\n三、组织\n1.加强领导\n每月调度。\n2.强化监督\n每季通报。",
        "1 2 2.u1 2.u1.1 2.u1.2 2.u2 2.u2.1 2.u2.2 3 3.1 3.2",
        [],
    ),
    "two titles that divide a part, right below its heading": (
        "云州市年度报告\n一、情况\n主动公开信息三千二百条。\n二、问题及改进\n存在不足\n部分栏目更新不够及时，解读形式较为单一。\n改进举措\n完善内容更新提醒机制，推广图解和视频。\n"
        "三、其他\n未收取费用。",
        "1 2 2.u1 2.u2 3",
        [],
    ),
    "two ranks of titles without numbers, the outer ones by their words": (
        "工作报告\n2025年工作回顾\n过去一年，我们坚持稳中求进，全区生产总值增长6.2%。\n经济运行稳中向好\n新增规模以上工业企业二十三家，投资增长7.5%。\n城乡面貌持续改善\n"
        "改造老旧小区三十五个，新建口袋公园十二处。\n2026年工作安排\n今年是开局之年，要重点抓好以下工作。\n发展新质生产力\n新增高新技术企业四十家，研发投入强度提高到2.8%。",
        "u1 u1.u1 u1.u2 u2 u2.u1",
        [],
    ),
    "titles in brackets behind a colon": (
        "政府工作报告\n一、回顾\n一年来，我们主要做了以下工作：\n【经济运行提质】\n地区生产总值增长6.3%，规上工业增加值增长8.1%。\n【乡村振兴推进】\n粮食总产量达到18.6万吨，建成高标准农田3.2万亩。\n"
        "二、安排\n今年要抓好：\n【扩大有效投资】\n实施重点项目120个，完成投资85亿元以上。",
        "1 1.u1 1.u2 2 2.u1",
        [],
    ),
    "letters in brackets below titles of a paper": (
        "立法會文件\n目的\n本文件旨在簡介發展建議的最新進展，並徵詢委員的意見。\n背景\n行政長官在《施政報告》中宣布推展有關建議。\n發展建議\n(A) 土地用途\n建議的土地用途包括住宅、商業和休憩用地。\n(B) 運輸基建\n道路\n"
        "我們建議興建一條連接路，全長約六公里。\n鐵路\n鐵路方案的詳細設計將於2026年展開。\n公眾諮詢\n我們已諮詢三個區議會，委員普遍支持建議。",
        "u1 u2 u3 u3.1 u3.2 u3.2.u1 u3.2.u2 u4",
        [],
    ),
    "a line alone above numbered parts is told": (
        "云州市方案\n推进力度\n全年完成投资二百六十亿元，群众满意度达到九成五。\n民生项目\n工程一：就业促进\n开发岗位五千个，新增就业十一万人。\n"
        "工程二：教育扩优\n新建学校二十八所，新增学位三万个。\n落实。",
        "1 2",
        ["O013", "O013"],
    ),
    "lines alone between paragraphs that are counted, one of which opens a list": (
        "諮詢文件\n第一章　引言\n1.  公營醫療系統面對人口高齡化帶來的雙重挑戰。\n第二章　現況\n服務的需求\n2.  在2023年度，住院病人約為一百萬人次。\n"
        "3.  推算至2040年，長者將增至兩百七十萬人。\n醫療開支\n4.  公共醫療開支由五百億元增至一千億元。\n5.  現時整體資助率高達百分之九十七。\n"
        "第三章　改革\n改革原則\n6.  我們建議遵循以下原則：\n(i) 強化安全網；\n(ii) 確保可持續。\n建議措施\n7.  建議調整急症室收費，並提供減免。",
        "1 2 2.u1 2.u2 3 3.u1 3.u2",
        [],
    ),
    "kinds behind words that other parts do not have": (
        "云州市计划\n一、要求\n坚持创新。\n二、任务\n任务一：龙头引领\n措施1：培育工厂\n遴选十家。\n措施2：打造平台\n协同转型。\n（一）建设大脑\n建成十个。\n"
        "（二）开放场景\n每季发布。\n任务二：普惠行动\n措施3：推广改造\n面向企业。\n三、保障\n（一）加强领导\n成立专班。\n（二）强化支持\n安排资金。",
        "1 2 2.1 2.1.1 2.1.2 2.1.2.1 2.1.2.2 2.2 2.2.3 3 3.1 3.2",
        [],
    ),
    "items of a decision that amends are text": (
        "云州市关于修改两件规章的决定\n一、对《云州市广告管理办法》作出修改\n（一）将第六条修改为：“设置广告应当符合标准。”\n（二）删去第十二条第二款。\n"
        "二、对《云州市停车管理办法》作出修改\n（一）将第八条中的“建设部门”修改为“住建部门”。\n（二）增加一条，作为第九条：“鼓励共享。”\n"
        "本决定自公布之日起施行。",
        "1 2",
        [],
    ),
    "few items that hold paragraphs": (
        "云州市方案\n一、要求\n提升品质。\n二、任务\n（一）开展体检评估建立指标体系，每年开展体检，形成清单。依据结果编制计划。\n"
        "（二）推进小区改造重点改造老旧小区，完善配套设施。鼓励加装电梯。\n（三）盘活老旧厂区利用闲置厂房，植入新业态新功能。\n三、保障\n落实责任。",
        "1 2 2.1 2.2 2.3 3",
        [],
    ),
    "few titles of two clauses": (
        "云州市意见\n一、要求\n坚持改革。\n二、任务\n（一）简化审批流程，提高服务效率\n压缩审批时限。\n（二）降低制度成本，减轻企业负担\n落实减税政策。\n"
        "三、保障\n加强考核。",
        "1 2 2.1 2.2 3",
        [],
    ),
    "conditions that a colon opens are a list": (
        "云州市指南\n一、条件\n申请人应当符合下列条件：\n（一）具有本科及以上学历，并有学位。\n（二）在本市缴纳社会保险满六个月。\n二、程序\n提交申请。",
        "1 2",
        [],
    ),
    "sentences that may be parts are told": (
        "云州市指南\n一、要点\n要点分述于后。\n（一）申请人在网上平台提交全部申请材料。\n（二）审核部门在十个工作日内完成审核。\n二、其他\n解释权归市局。",
        "1 2",
        ["O013"],
    ),
    "an annex of a standard, works behind it": (
        "公园设计规范\n1 范围\n本规范适用于公园。\n2 设计\n2.1 通道\n2.1.1 通道净宽不应小于两米。\n2.1.2 出入口应设坡道。\n2.2 标识\n标识连续。\n附录A\n（资料性）\n"
        "设施配置表\n配置座椅。\n参考文献\n[1] 公园城市建设的若干问题",
        "1 2 2.1 2.1.1 2.1.2 2.2 a1 a1.u1",
        [],
    ),
    "words explained behind the parts": (
        "云州市报告\n一、回顾\n进展良好。\n二、任务\n抓好落实。\n名词解释\n1.链长制：由县领导统筹推进产业链的机制。\n2.口袋公园：面积较小的绿化场地。",
        "1 2 u1",
        [],
    ),
    "headings behind the end of a sentence, fused to a paragraph": (
        "云州市纲要\n一、总体要求（一）指导思想坚持以人为本，推动发展。（二）基本原则坚持改革，坚持开放。（三）主要目标到2030年，总量翻番。\n"
        "二、重点任务\n（一）做强产业\n建设三个园区，做到：（一）有规划；（二）有项目。\n（二）做优服务\n发展物流。",
        "1 1.1 1.2 1.3 2 2.1 2.2",
        [],
    ),
    "numbers that count on through the level above, and short sentences above their paragraphs": (
        "云州市意见\n一、优化网络\n（一）建设走廊。布局六条走廊。\n（二）完善城乡配送，推进行动。\n（三）发展冷链。\n1.建设基地三个。\n2.新增库容五万吨。\n"
        "二、培育主体\n（四）支持龙头企业，给予奖励。\n（五）促进中小企业特色化发展。\n三、附则\n自发布之日起施行。",
        "1 1.1 1.2 1.3 2 2.4 2.5 3",
        [],
    ),
    "short sentences above their paragraphs": (
        "云州市规划\n一、基础\n成效明显。\n二、原则\n（一）坚持节水优先。\n把节水作为根本出路。\n（二）坚持空间均衡。\n以水而定，量水而行。\n三、保障\n"
        "（1）加强领导。\n（2）落实资金。",
        "1 2 2.1 2.2 3",
        [],
    ),
    "questions before their answers": (
        "青川县办法解读\n问：为什么要制定办法？\n答：现有规定不能适应管理。\n问：哪些房屋适用？\n答：全县的房屋都适用。\n集体土地上的参照执行。",
        "u1 u2",
        [],
    ),
    "a single question is text": ("青川县解读\n一、背景\n问：为什么？\n答：需要。\n二、内容\n规范管理。", "1 2", []),
    "measures with who does them count on through sections": (
        "青川县方案\n一、任务\n（一）推动换新\n1.加大补贴力度对购买新车的个人给予补贴。（县商务局、县财政局负责）\n"
        "2.支持旧车流通落实异地登记政策。（县公安局）\n（二）畅通回收\n3.建设回收网点鼓励企业上门回收。（县商务局）\n二、保障\n落实。",
        "1 1.1 1.1.1 1.1.2 1.2 1.2.3 2",
        [],
    ),
    "titles in the text, entries in its annex": (
        "青川县报告\n一、回顾\n进展良好。\n二、任务\n1.做强产业。壮大三大集群，引进五家企业。\n2.布局未来。设立基金，培育新赛道。\n附件\n名词解释\n"
        "1.链长制：由县领导统筹推进产业链的机制。\n2.口袋公园：面积较小的绿化场地。\n3.专精特新：指企业的特征。",
        "1 2 2.1 2.2 a",
        [],
    ),
    "clauses of a standard": (
        "公园设计导则\n1 总则\n1.0.1 为规范设计，提升质量，制定本导则。\n1.0.2 本导则适用于新建的公园。\n2 规定\n2.1 通道\n2.1.1 通道净宽不应小于两米，"
        "坡度应平缓。\n2.1.2 出入口应设坡道。\n2.2 标识\n2.2.1 标识应连续。",
        "1 1.1 1.2 2 2.1 2.1.1 2.1.2 2.2 2.2.1",
        [],
    ),
    "letters before a bracket": (
        "青川县规划\n一、现状\n良好。\n二、目标\na)调查评价\n完成调查。\nb)监测预警\n新建站点。\nc)综合治理\n完成治理。\n三、保障\n落实。",
        "1 2 2.1 2.2 2.3 3",
        [],
    ),
    "items of a box with two figures": (
        "青川县规划\n一、产业\n提质增效。\n专栏1 提升工程\n01 园区提升。建设三个园区，引进企业。\n02 绿色转型。推广节能技术，降低消耗。\n二、保障\n落实。",
        "1 1.box1 1.box1.1 1.box1.2 2",
        [],
    ),
    "numbers behind a word for what they number": (
        "青川县方案\n一、要求\n坚持创新。\n二、任务\n任务一：培育企业\n培育三家。\n任务二：壮大集群\n建设一个。\n三、保障\n措施1　加强领导\n"
        "成立专班。\n措施2　加大投入\n安排资金。",
        "1 2 2.1 2.2 3 3.1 3.2",
        [],
    ),
    "questions that are numbered": (
        "青川县条例解读\nQ1：哪些地方实行分类？\n全县城乡都实行垃圾分类。\nQ2：如何投放？\n按四类投放到指定的地点。\nQ3：违反了怎么办？\n由城管部门责令改正。",
        "1 2 3",
        [],
    ),
    "sentences behind such numbers are a list": (
        "青川县方案\n一、要求\n目标一：建成三个园区，引进五家企业；\n目标二：新增就业三千人，培训一万人。\n二、任务\n加快建设。",
        "1 2",
        [],
    ),
    "numbered paragraphs of an address head no parts, short lines between them do": (
        "二零二六年施政報告\n第一章　引言\n1.　過去一年，經濟穩步增長，社會保持安定。\n2.　我們要把握機遇，推動改革，造福市民。\n"
        "第二章　民生\n房屋供應\n3.　未來五年，公營房屋供應將大幅增加，輪候時間縮短。\n4.　簡約公屋，將於明年陸續落成，改善居住環境。\n"
        "醫療服務\n5.　基層醫療，將由各區康健中心推行，減輕醫院壓力。\n6.　兩所新醫院，將按計劃落成啟用，增加一千張病床。\n"
        "安老服務\n7.　長者社區，照顧服務券將會增發，惠及更多家庭。",
        "1 2 2.u1 2.u2 2.u3",
        [],
    ),
    "paragraphs numbered with their chapters": (
        "長者服務諮詢文件\n第1章　引言\n1.1　人口老化，對社會各方面帶來挑戰。\n1.2　我們誠邀各界，就本文件提出意見。\n第2章　建議\n"
        "2.1　增加名額，縮短輪候時間，改善服務。\n2.2　院舍質素，將由獨立機構監察及評審。\n2.3　培訓人手，吸引青年入行，提升待遇。\n"
        "2.4　科技應用，由基金資助，減輕員工負擔。",
        "1 2",
        [],
    ),
    "titles in brackets that stand alone": (
        "青川县解读\n【编制背景】\n近年来，全县气象服务不断完善，成效明显。\n【主要内容】\n规划共分五章十六节，提出了十项重点任务。",
        "u1 u2",
        [],
    ),
    "formal numbers above the others, as in Taiwan": (
        "雲州市施政計畫\n壹、民政業務\n一、推動建設\n辦理修繕。\n二、落實輔導\n辦理研習。\n貳、教育業務\n一、推動幼教\n增設五園。\n參、財政業務\n加強節流。",
        "1 1.1 1.2 2 2.1 3",
        [],
    ),
    "a single number that has a title in its line": (
        "云州市规划\n第一部分 思路\n一、指导思想\n坚持创新。\n第二部分 工作\n（一）建设平台\n建设三个。\n（二）引育人才\n引进五百人。",
        "1 1.1 2 2.1 2.2",
        [],
    ),
    "articles counted on through chapters with and without sections": (
        "青川县集市办法\n第一章 总则\n第一条 为了规范集市，制定本办法。\n第二条 本办法适用于本县。\n第三条 商务部门主管集市。\n第四条 乡镇负责巡查。\n"
        "第五条 集市应当有名称。\n第二章 设置\n第六条 设置集市应当经过批准。\n第七条 申请人应当提交图纸。\n第三章 经营\n第一节 摊位\n"
        "第八条 摊位应当编号。\n第二节 摊主\n第九条 摊主应当登记。\n第四章 附则\n第十条 本办法自公布之日起施行。",
        "1 1.1 1.2 1.3 1.4 1.5 2 2.6 2.7 3 3.1 3.1.8 3.2 3.2.9 4 4.10",
        [],
    ),
    "articles put in between": (
        "青川县集市条例\n第一条 为了规范集市，制定本条例。\n第二条 集市每月开市三次。\n第二条之一 节日可以增开。\n第二条之二 增开应当公告。\n"
        "第三条 本条例自公布之日起施行。",
        "1 2 2a 2b 3",
        [],
    ),
    "Traditional, the number in a line of its own": (
        "湖岸維護法\n第 一 章 總則\n第 1 條\n為維護湖岸安全，特制定本法。\n第 2 條\n本法用詞，定義如下：\n一、湖岸：指水位以上五公尺之土地。\n"
        "二、岸主：指土地之所有人。\n第 2-1 條\n前條範圍，由主管機關公告之。\n第 二 章 罰則\n第 3 條\n違反前條規定者，處罰鍰。",
        "1 1.1 1.2 1.2a 2 2.3",
        [],
    ),
    "Roman numbers in two alphabets": (
        "青川县数字规划\nⅠ、发展基础\n地表水达到Ⅲ类。\nⅡ、总体要求\n坚持创新。\nIII. 重点任务\n加快建设。\nIV. 保障措施\n加强领导。",
        "1 2 3 4",
        [],
    ),
    "lists of figures between parts that have figures, too": (
        "青川县规划\n一、要求\n1.思想\n坚持创新。\n2.目标\n到2030年：\n1.产值达到五十亿元；\n2.就业达到三万人。\n二、任务\n1.夯实基础\n"
        "重点如下：\n1.建设厂房五万平方米，配套建设公寓。\n2.改造变电站三座，增加供电能力。\n2.完善服务\n提供服务。\n三、保障\n落实。",
        "1 1.1 1.2 2 2.1 2.2 3",
        [],
    ),
    "titles with commas before their paragraphs": (
        "青川县报告\n一、回顾\n进展良好。\n二、安排\n（一）聚焦产业，在转型上突破。培育企业。引进项目。\n（二）聚焦民生，在福祉上突破。新增学位。"
        "扩建医院。\n三、建设\n依法行政。",
        "1 2 2.1 2.2 3",
        [],
    ),
    "single figures above decimal numbers": (
        "青川县研究\n1. 引言\n县域发展加快。\n2. 现状\n2.1 成效\n规模扩大。\n2.2 问题\n结构单一。\n3. 建议\n优化结构。\n参考文献\n"
        "1. 李明. 县域经济[J]. 经济, 2020.\n2. 王芳. 集群[M]. 北京: 科学, 2019.",
        "1 2 2.1 2.2 3 u1",
        [],
    ),
    "numbers that are counted up or referred to": (
        "青川县计划\n一、经济\n一、二、三产业比例更优，质量更好。\n（一）至（三）项由县局负责。\n（一）（二）项年内完成。\n二、社会\n（一）教育\n"
        "新增学位。\n（二）医疗\n扩建医院。",
        "1 2 2.1 2.2",
        [],
    ),
    "short lines between paragraphs, in a text without numbers": (
        "青川县白皮书\n馆藏建设\n全年新增图书三万册，电子资源持续增加，结构更优。\n读者服务\n全年接待读者四十万人次，活动覆盖全县各个乡镇。\n"
        "2026年展望\n继续新建乡镇分馆，流动书车服务延伸到每一个行政村。\n青川县图书馆\n2026年1月",
        "u1 u2 u3",
        [],
    ),
    "short lines between paragraphs, in parts that have numbers": (
        "青川县规划\n张三\n本规划根据上级规划编制，规划期为五年，覆盖全县各乡镇。\n一、成就\n生活保障\n低保标准持续提高，困难群众基本生活得到全面保障。\n康复服务\n"
        "建成康复中心三个，有需求的群众都得到了基本康复服务。\n二、任务\n生活保障\n完善补贴制度，适时提高标准，做到应保尽保、应补尽补。\n（一）保障\n落实。",
        "1 1.u1 1.u2 2 2.u1",
        [],
    ),
    "a short line that may be a heading, told and left": (
        "青川县规划\n总体概况\n本规划根据上级规划编制，规划期为五年，覆盖全县。\n第五次会议批准\n规划实施中加强评估，每年向县人民代表大会报告。\n一、成就\n生活保障\n低保标准持续提高，困难群众基本生活得到全面保障。\n二、任务\n加快推进。",
        "1 2",
        ["O013", "O013"],
    ),
    "numbers alone before a blank, Han and Roman, and black brackets": (
        "青川县意见\nⅠ 总体情况\n一　要求\n坚持创新。\n二　目标\n见效。\nⅡ 任务\n一　产业\n做强。\n二　服务\n一 是办事更快。\nⅢ类水体占九成。\nⅢ 保障\n落实。",
        "1 1.1 1.2 2 2.1 2.2 3",
        [],
    ),
    "black brackets": (
        "青川县指南\n【一】背景\n（1）政策\n有利。\n（2）产业\n壮大。\n【二】内容\n（1）网络\n覆盖。\n（2）平台\n开放。\n【三】管理\n规范。",
        "1 1.1 1.2 2 2.1 2.2 3",
        [],
    ),
    "books in parts, parts in chapters": (
        "青川县条例\n第一编 总则\n第一条 为了治理，制定本条例。\n第二编 物权\n第一分编 通则\n第一章 登记\n第二条 登记应当公开。\n"
        "第二分编 所有权\n第二章 取得\n第三条 取得应当合法。\n第三编 附则\n第四条 本条例自公布之日起施行。",
        "1 1.1 2 2.1 2.1.1 2.1.1.2 2.2 2.2.2 2.2.2.3 3 3.4",
        [],
    ),
    "a text that begins in the middle": ("青川县规划\n二、目标\n翻番。\n三、任务\n加快。\n四、保障\n落实。", "2 3 4", ["O002"]),
    "contents whose pages stand in lines of their own, an entry in two lines": (
        "青川县规划\n目  录\n第一章  资源评价\n1\n第二章  建设国内一流的山水文化\n旅游目的地\n7\n第三章  支撑体系\n15\n第一章  资源评价\n资源丰富。\n"
        "第二章  建设国内一流的山水文化旅游目的地\n打造品牌。\n第三章  支撑体系\n完善设施。",
        "1 2 3",
        [],
    ),
    "numbers that are one character": (
        "青川县数字规划\n⒈发展基础\n规模扩大。\n⒉重点任务\n⑴夯实基础\n加强投入。\n⑵壮大产业\n培育企业。\n⒊保障措施\n加强领导。",
        "1 2 2.1 2.2 3",
        [],
    ),
    "bracketed characters and letters": (
        "青川县数字规划\n㈠发展基础\nA. 规模扩大\n规模翻番。\nB. 结构优化\n结构更好。\n㈡总体要求\nA. 指导思想\n坚持创新。\nB. 基本原则\n坚持开放。",
        "1 1.1 1.2 2 2.1 2.2",
        [],
    ),
    "bare numbers above decimal ones": (
        "青川县规划\n1 发展基础\n规模扩大。\n1.1 产业\n增长。\n1.2 设施\n领先。\n2 总体要求\n2.1 思想\n创新。\n2.2 目标\n2.5万个基站。\n3 任务\n加快。",
        "1 1.1 1.2 2 2.1 2.2 3",
        [],
    ),
    "one level in several numerals, with numbers missing": (
        "青川县规划\n第1章 发展基础\n规模扩大。\n第２章 总体要求\n创新。\n第十一章 任务\n加快。\n第廿一章 保障\n强化。",
        "1 2 11 21",
        ["O002", "O002"],
    ),
    "a number that is there twice": (
        "青川县规划\n一、发展基础\n规模扩大。\n二、总体要求\n坚持创新。\n二、重点任务\n加快建设。\n三、保障措施\n加强领导。",
        "1 2 2a 3",
        ["O005"],
    ),
    "pages missing in the middle": (
        "青川县规划\n一、发展基础\n规模扩大。\n二、总体要求\n坚持创新。\n十一、保障措施\n加强领导。\n十二、附则\n略。",
        "1 2 11 12",
        ["O002"],
    ),
    "sections before chapter one": (
        "青川县规划\n第一节 居家养老\n发展服务。\n第二节 长期照护\n完善保险。\n第一章 目标\n第一节 数量\n新增床位。\n第二节 质量\n护理型床位增加。",
        "front.1 front.2 1 1.1 1.2",
        ["O002"],
    ),
    "items that are lists, with every number again": (
        "青川县集市规定\n第一条 禁止下列行为：\n（一）占道经营；\n（二）短斤少两。\n第二条 有下列情形的，应当报告：\n（一）火灾；\n（二）停电。\n"
        "第三条 本规定自公布之日起施行。",
        "1 2 3",
        [],
    ),
    "a list of sentences is no level": (
        "青川县规划\n一、目标\n到2030年：\n1.产值达到五十亿元。\n2.就业达到三万人。\n二、任务\n1.建成道路十条。\n2.建成桥梁两座。",
        "1 2",
        [],
    ),
    "chapters without a number among numbered ones": (
        "青川县规划\n总则\n第一节 依据\n依法编制。\n第二节 范围\n覆盖全县。\n第一章 目标\n第一节 数量\n翻番。\n第二节 质量\n提高。\n附则\n略。",
        "u1 u1.1 u1.2 1 1.1 1.2 u2",
        [],
    ),
    "contents decide where titles end and which lines are headings": (
        "青川县规划\n目  录\n概述……1\n一、发展基础……2\n二、总体要求……3\n三、重点任务……9\n概述\n本规划五年一编。\n"
        "一、发展基础规模不断扩大，结构不断优化。\n二、总体要求坚持创新驱动，加快建设。\n三、保障措施\n加强领导。",
        "u1 1 2 3",
        [],
    ),
    "a list of annexes before the signature": (
        "青川县方案\n一、目标\n签约率达到七成。\n二、保障\n各镇落实。\n附件：1.质量指标表\n　　　2.任务分工表\n青川县卫生局\n"
        "附件1\n质量指标表\n签约率达到五成。\n附件2\n任务分工表\n卫生局负责培训。",
        "1 2 a1 a2",
        [],
    ),
    "one annex with its title": (
        "青川县方案\n一、目标\n达到七成。\n二、保障\n落实。\n附件：名词解释\n签约率：签约人数的比例。",
        "1 2 a",
        [],
    ),
}
"""Name → text, ids of its sections, codes of the findings about numbers."""


def proposed(tmp_path: Path, text: str) -> Proposal:
    """What `zhangju add` makes of a text."""
    path = tmp_path / "try-1.txt"
    path.write_text(text + "\n", encoding="utf-8")
    return propose(path)


@pytest.mark.parametrize("name", TEXTS)
def test_numbers_of_every_kind(tmp_path: Path, name: str) -> None:
    text, ids, codes = TEXTS[name]
    outlined = proposed(tmp_path, text).outlined
    assert [section.id for section in outlined.sections if section.id != "front"] == ids.split()
    assert [finding.code for finding in outlined.findings if finding.code in ("O001", "O002", "O005", "O013")] == codes


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("廿一", 21),
        ("卅", 30),
        ("一千零二", 1002),
        ("⒊", 3),
        ("㈢", 3),
        ("⑶", 3),
        ("Ⅲ", 3),
        ("XIV", 14),
        ("IX", 9),
        ("１２", 12),
        ("二○", 20),
    ],
)
def test_values_of_numerals(numeral: str, value: int) -> None:
    assert read_numeral(numeral) == value


@pytest.mark.parametrize(
    ("sample", "text"),
    [
        ("第一条", "第六条之规定"),
        ("第一条", "第三条、第四条"),
        ("第一条", "第三条规定的"),
        ("1", "5个基站"),
        ("1", "2025年"),
        ("1", "3．任务"),
        ("A.", "A.B公司"),
        ("1.", "1.5万亿元"),
    ],
)
def test_what_is_no_number_of_a_heading(sample: str, text: str) -> None:
    assert level_of(sample).match(text) is None


def test_a_letter_within_a_word_is_no_roman_number() -> None:
    assert level_of("Ⅰ、").match("CI、总体", 1) is None


@pytest.mark.parametrize(
    ("sample", "text", "path"), [("I.", "V. 开放", (5,)), ("I.", "X. 保障", (10,)), ("（I）", "（IV）任务", (4,)), ("A.", "V. 开放", (22,))]
)
def test_letters_are_roman_numbers_where_the_sample_is_one(sample: str, text: str, path: tuple[int, ...]) -> None:
    found = level_of(sample).match(text)
    assert found is not None
    assert found.path == path


def test_the_contents_tell_titles_and_what_disagrees(tmp_path: Path) -> None:
    outlined = proposed(tmp_path, TEXTS["contents decide where titles end and which lines are headings"][0]).outlined
    assert [s.title for s in outlined.sections if s.id != "front"] == ["概述", "发展基础", "总体要求", "保障措施"]
    assert [(f.code, f.line) for f in outlined.findings if f.code == "O009"] == [("O009", 6)]


def test_headings_move_up_where_kinds_behind_words_are_missing(tmp_path: Path) -> None:
    outlined = proposed(tmp_path, TEXTS["kinds behind words that other parts do not have"][0]).outlined
    assert [s.level for s in outlined.sections if s.title in ("建设大脑", "推广改造", "加强领导")] == [4, 3, 2]


def test_titles_of_annexes_stand_in_the_line_below(tmp_path: Path) -> None:
    outlined = proposed(tmp_path, TEXTS["a list of annexes before the signature"][0]).outlined
    assert [(s.number, s.title) for s in outlined.sections[-2:]] == [("附件1", "质量指标表"), ("附件2", "任务分工表")]


TITLES: dict[str, tuple[str, list[str]]] = {
    "colons end the titles of siblings": (
        "云州市方案\n一、任务\n（一）推进市民化：放宽落户条件，简化办理流程。\n（二）提升承载能力：补齐设施短板，建设平台。\n二、时间：2026年\n落实。",
        ["任务", "推进市民化：", "提升承载能力：", "时间：2026年"],
    ),
    "a wide blank ends a title": (
        "云州市措施\n一、扩大就业\n（一）支持吸纳　对招用失业人员的企业给予补贴。\n（二）支持创业　提高贷款额度，延长贴息期限。\n二、保障\n落实。",
        ["扩大就业", "支持吸纳", "支持创业", "保障"],
    ),
    "single sentences are titles with their texts where others are titles alone": (
        "云州市规划\n一、总体思路坚持生态优先、绿色发展，推动发展方式全面绿色转型。\n二、重点任务\n（一）加强组织领导各级党委要切实扛起责任，主要负责人是第一责任人。\n"
        "（二）加大资金投入财政资金优先保障，鼓励金融机构开发绿色产品。\n三、保障措施坚持系统观念，统筹各方力量，确保落实。",
        ["总体思路", "重点任务", "加强组织领导", "加大资金投入", "保障措施"],
    ),
    "single sentences without titles beside them have none": (
        "云州市通知\n一、各单位要高度重视，切实加强领导。\n二、要在六月底前完成自查，并报送情况。\n三、对弄虚作假的，取消资格，追究责任。",
        ["", "", ""],
    ),
    "titles that all plans have, before texts of several sentences": (
        "云州市规划\n一、总体目标到2030年，生产能力稳步提升。储备规模合理。\n二、重点任务围绕各个环节，补短板、强弱项。坚持藏粮于地。\n三、保障措施落实党政同责。健全机制。",
        ["总体目标", "重点任务", "保障措施"],
    ),
    "siblings fused to texts of several sentences, beside titles alone": (
        "云州市规划\n一、现状\n稳定。\n二、任务\n（一）完善阻隔系统新建防火道路三百公里，维护生物防火林带。形成防火网络。\n"
        "（二）建强扑救队伍组建专业队伍十二支，配备先进装备。开展演练。\n（三）健全预警体系布设视频监控点位，接入省级平台。实现全覆盖。\n三、保障\n落实。",
        ["现状", "任务", "完善阻隔系统", "建强扑救队伍", "健全预警体系", "保障"],
    ),
    "articles with titles in brackets": (
        "云州市办法\n第一条（目的）为了规范管理，制定本办法。\n第二条 【范围】本办法适用于全市。\n第三条（一）项所列事项除外，其他照办。\n第四条 本办法自公布之日起施行。",
        ["（目的）", "【范围】", "", ""],
    ),
    "a title that the contents have shorter": (
        "云州市规划\n目  录\n第一章 总则……1\n第二章 近期项目……4\n第三章 组织保障……9\n第一章 总则\n依法。\n第二章 近期项目安排\n加快。\n"
        "第三章 组织保障落实责任，健全机制。",
        ["总则", "近期项目安排", "组织保障"],
    ),
    "long titles of a report": (
        "云州市报告\n一、回顾\n稳定。\n二、安排\n（一）坚持实体为本、制造当家，加快构建更加强大的产业体系。培育企业。\n（二）坚定不移深化改革，充分激发全社会创新创造的活力。放宽准入。\n"
        "（三）推动供需适配，在建设强大市场中努力扩大有效益的投资。新建园区。\n三、建设\n依法。",
        [
            "回顾",
            "安排",
            "坚持实体为本、制造当家，加快构建更加强大的产业体系",
            "坚定不移深化改革，充分激发全社会创新创造的活力",
            "推动供需适配，在建设强大市场中努力扩大有效益的投资",
            "建设",
        ],
    ),
    "titles in the line below their numbers": (
        "云州市规划\n第一章\n总则\n第一节\n规划依据\n依法编制，落实上级规划。\n第二节\n规划范围\n覆盖全市。\n第二章\n保护布局\n建设湿地公园。",
        ["总则", "规划依据", "规划范围", "保护布局"],
    ),
    "colons behind the numbers, brackets that close only": (
        "云州市方案\n第一章：目标\n一）造林\n造林五万亩。\n二）抚育\n抚育十万亩。\n第二章：保障\n落实。",
        ["目标", "造林", "抚育", "保障"],
    ),
    "a full stop for a comma behind one number": (
        "云州市方案\n一、目标\n见效。\n二、任务\n加快。\n三.保障\n落实。",
        ["目标", "任务", "保障"],
    ),
    "an annex with a letter": (
        "云州市导则\n1 总则\n依法编制。\n2 要求\n严格执行。\n附录A 记录表\n一式两份。",
        ["总则", "要求", "记录表"],
    ),
}
"""Name → text, titles of its sections."""


@pytest.mark.parametrize("name", TITLES)
def test_where_titles_end(tmp_path: Path, name: str) -> None:
    text, titles = TITLES[name]
    outlined = proposed(tmp_path, text).outlined
    assert [section.title for section in outlined.sections if section.id != "front"] == titles


def test_a_number_in_another_dress_is_told(tmp_path: Path) -> None:
    outlined = proposed(tmp_path, "云州市方案\n一、目标\n见效。\n二、任务\n加快。\n三，保障措施\n落实。").outlined
    assert [(finding.code, finding.line) for finding in outlined.findings] == [("O002", 6)]
    assert [section.number for section in outlined.sections][1:] == ["一", "二", "三"]


ITEMS = (
    "青川县食堂办法\n第一条 按下列程序办理：\n（一）申请。开办人填写申请表，也可到乡镇提交。\n（二）初审。乡镇在五日内查看并签署意见。\n"
    "第二条 应当符合下列条件：\n（一）开办人申请之日起前两年内在本县有固定住所并且连续缴纳社会保险费用满一年以上且家庭成员均未在其他县市开办过同类食堂的。\n"
    "（二）场地在本县范围内。\n第三条 本办法自公布之日起施行。"
)


def test_items_of_an_article_are_lists_or_have_titles_by_their_own_punctuation(tmp_path: Path) -> None:
    outlined = proposed(tmp_path, ITEMS).outlined
    assert [(s.number, s.title) for s in outlined.sections if s.number and s.number[0] == "（"] == [
        ("（一）", "申请"),
        ("（二）", "初审"),
        ("（一）", ""),
        ("（二）", ""),
    ]
    assert not outlined.findings


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("# 青川县规划\n\n## 概况\n\n规模扩大。\n\n## 目标\n\n### 近期\n\n达到五成。\n\n### 远期\n\n达到七成。", "u1 u2 u2.u1 u2.u2"),
        ("# 青川县规划\n\n## 第一章 总则\n\n依法。\n\n## 第二章 任务\n\n加快。\n\n## 附录说明\n\n略。", "1 2 u1"),
    ],
)
def test_headings_of_markdown_without_numbers(tmp_path: Path, text: str, ids: str) -> None:
    outlined = proposed(tmp_path, text).outlined
    assert [section.id for section in outlined.sections if section.id != "front"] == ids.split()


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("云溪县规划\n一、现状\n（一）成效\n全县排水能力提高，年底见效。\n", ["一、", "（一）"]),
        ("云溪县规划\n一、现状\n全县排水能力提高，年底见效。\n（一）成效显著。\n", ["一、"]),
    ],
)
def test_two_first_headings_one_below_the_other_are_levels(text: str, levels: list[str], tmp_path: Path) -> None:
    path = tmp_path / "try.txt"
    path.write_text(text, encoding="utf-8")
    assert propose(path).settings.levels == levels


def test_a_roman_number_heads_a_chapter_and_no_title(tmp_path: Path) -> None:
    path = tmp_path / "try.txt"
    path.write_text("Ⅰ、发展基础\n\n规模不断扩大。\n\nⅡ、总体要求\n\n坚持创新驱动。\n", encoding="utf-8")
    assert [section.number for section in propose(path).outlined.sections] == ["Ⅰ", "Ⅱ"]


def test_pages_at_the_heads_of_lines_are_told_from_chapters_by_the_sentences_they_cut(tmp_path: Path) -> None:
    line = "全市新建水库三座，除险加固十二座，供水保证率明显提高，农村自来水普及"
    cut = "".join(f"{line}\n{n}率继续提高，城乡供水一体化基本实现，干流堤防全部达标。\n{line}率提高。\n" for n in range(1, 9))
    path = tmp_path / "try.txt"
    path.write_text(f"云州市规划\n一、现状\n{cut}二、目标\n{line}率再提高。\n", encoding="utf-8")
    text = propose(path).repaired.text
    assert "1率" not in text
    assert "8率" not in text

"""Set phrases: what documents of the party and the city say word for word, whatever their matter, and where plans say it."""

from __future__ import annotations

import re

MOSTLY = 0.75
"""Share of a run's Han characters that set phrases must make up: words that lead over (的美好愿景将成为) take a fifth of labelled runs."""
GUIDING = re.compile("指导思想|基本原则|总体要求")
"""Titles under which a plan states its guiding thought. Where 目标 (aims) stands beside them, aims make up the most of it."""
GUIDES = "思想为指导"
"""The words that state it in a section of another title."""
PHRASES = re.compile(
    "|".join(
        (
            # The constitution of the party and the reports of its congresses: what guides it.
            "(?:坚持)?以?马克思列宁主义毛泽东思想邓小平理论三个代表重要思想科学发展观",
            "(?:坚持)?以?习近平新时代中国特色社会主义思想(?:为指导)?",
            "在?以习近平同志为核心的党中央(?:坚强)?领导下?",
            "高举中国特色社会主义伟大旗帜",
            "(?:深入|全面)?(?:学习)?贯彻(?:落实)?党的[一二三四五六七八九十大和届历次中全会]{3,}精神",
            "(?:全面)?贯彻(?:落实)?党的(?:基本理论基本路线基本方略)?",
            "坚持(?:和加强)?党(?:的|对一切工作的)?全面领导",
            "增强四个意识坚定四个自信做到两个维护",
            "统筹推进(?:五位一体|经济建设政治建设文化建设社会建设生态文明建设的?)总体布局",
            "协调推进(?:四个全面|全面建设社会主义现代化国家全面深化改革全面依法治国全面从严治党的?)战略布局",
            "坚持以人民为中心(?:的发展思想)?",
            "满足人民(?:群众)?日益增长的美好生活需要",
            "推进国家治理体系和治理能力现代化",
            "全面建设社会主义现代化国家(?:新征程)?",
            "实现中华民族伟大复兴(?:的中国梦)?",
            # The party's proposals for the 14th five-year plan (2020).
            "(?:坚定不移|完整准确全面)*贯彻(?:创新协调绿色开放共享的)?新发展理念",
            "(?:构建)?以?国内大循环为主体国内国际双循环相互促进的新发展格局",
            "坚持稳中求进(?:的?工作)?总基调",
            "(?:以)?深化供给侧结构性改革为主线",
            "更高质量更有效率更加公平更可持续更为安全的发展",
            "统筹(?:好)?发展和安全",
            # Its decision on deepening reform (2013), as later documents vary it.
            "(?:依法)?平等使用(?:生产|资源)要素(?:公开公平公正|公平)参与(?:市场)?竞争同等受到法律保护",
            # The general secretary's speeches on a visit and at an anniversary (as plans cite them, 2014 to 2020).
            "(?:深入|全面)?(?:贯彻)?(?:落实)?习近平总书记考察.{2,6}重要讲话(?:精神)?(?:和)?",
            "和?在.{2,20}周年庆祝大会上的?重要讲话(?:精神)?",
            "(?:深入)?(?:践行)?人民城市人民建人民城市为人民(?:重要)?(?:理念)?",
            "(?:继续)?当好全国改革开放排头兵创新发展先行者",
            "人人都有人生出彩机会人人都能有序参与治理人人都能享有品质生活人人都能切实感受温度人人都能拥有归属认同",
            # The city's master plan 2017 to 2035: its aim.
            "(?:建设)?具有世界影响力的社会主义现代化国际大都市",
        )
    )
)
"""Set phrases as `letters` has them: what documents of the party and the city say word for word, whatever their matter."""

"""The standard of our Traditional text: which of several glyphs of one character it prints.

    爲 → 為     羣 → 群     峯 → 峰     臺 → 台     裏 → 裡

OpenCC's own standard follows old dictionaries. A reader of official texts expects the forms of today's print, so this table replaces

- what OpenCC's tables for Taiwan and for Hong Kong replace alike (為, 眾, 啟, 秘, 核, 才, 吃, 缽 …);
- 群 峰 床 麵 濕 裡 洩 嫻 韁, which Taiwan's print has and Hong Kong's reads as its own;
- 臺 by 台: both places print 平台, 台灣, 後台; the other words that Simplified writes 台 keep theirs (颱風, 寫字檯).

Where the two places differ otherwise (線/綫, 說/説, 稅/税, 溫/温, 戶/户) OpenCC's form stays, which is Taiwan's; and 着 stays, as in Hong
Kong: Simplified also parts it from 著. Words are never exchanged: 信息 stays 信息.
"""

from __future__ import annotations

PAIRS = (
    "爲為 羣群 峯峰 啓啟 衆眾 臺台 裏裡 祕秘 麪麵 溼濕 纔才 覈核 鉢缽 喫吃 癡痴 竈灶 脣唇 鍼針 糉粽 踊踴 皁皂 牀床 嫺嫻 繮韁 鮎鯰 "
    "泄洩 嬀媯 棱稜 潙溈 潨潀 蔿蒍"
)
"""OpenCC's glyph and ours. Source: OpenCC's TWVariants and HKVariants where they agree, and the choices above."""

STANDARD = str.maketrans({pair[0]: pair[1] for pair in PAIRS.split()})
"""For str.translate: every glyph replaced by one glyph."""

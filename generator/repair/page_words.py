"""The words by which web sites speak for themselves: buttons, paths, credits, footers. A document does not say them."""

from __future__ import annotations

import re

from generator.characters import either_script

BLANK = re.compile(r"[\s\u200b|｜【】\[\]·•/]+")
BUTTON = re.compile(
    either_script(
        r"(?:我要)?(?:分享(?:到|至)?|转发|收藏(?:本页)?|打印(?:本页|此页|页面|文章)?|关闭(?:窗口|本页|页面)?|返回(?:顶部|首页|列表)?|回到顶部|字[号體体](?:大小)?|大|中|小|默认"
        r"|加大|放大|还原|缩小|纠错|点赞|朗读|语音播报|播报|听全文|全屏|减小|下载(?:文字版|图片版|全文|PDF版?|Word版?)?|复制(?:链接|网址)?|微信|微博|新浪微博|QQ(?:空间|好友)?|人人网|豆瓣"
        r"|登录|登錄|注册|退出|搜索|高级搜索|检索|无障碍(?:浏览|阅读|服务)?|(?:进入)?(?:长者|关怀|老年)(?:助手|版|模式|服务)|适老化(?:版|模式|阅读|服务)?|繁[体體]|简体|English|手机版|电脑版|首页|网站支持IPv6|展开|收起|更多|显示全部|上一页|下一页|×"
        r"|(?:友善)?列印|回上一[页頁]|回首页|网站导览|[转轉]寄(?:友人|好友)?|字[级級]|网页指南|主页|返回页首|(?:跳)?[到至]主要内容(?:区块?)?|会员登[入录]|整合查询|TOP|:::"
        r"|[:：,，、><»]|A[+-])+"
    ),
    re.I,
)
"""What is nothing but buttons, blanks taken out."""
FEWEST = 4
"""Characters of a row of buttons; what is shorter may be a table's (大, 小)."""
LABEL = re.compile(
    either_script(
        r"(?:信息|公文)?(?:发布|更新|公开|生成|发文|成文|印发|公布|编辑)?(?:日期|时间)|(?:信息|文章|稿件)?来源|浏览(?:次数|量)|点击(?:数|量|次数|率)?|阅读(?:数|量|次数)?|[点點][阅閱](?:数|次数|率)?|访问(?:次数|量)|作者|供稿|责任编辑|编辑|审核|责编"
        r"|索[引取]号|信息分类|主题分类|服务对象分类|体裁分类|主题词|关键词|发布机构|发文机关|发文单位|发布单位|发文机构|所属机构|责任部门|公文目录|组配分类|制定机关|公开(?:类别|范围|形式|方式|属性|类型|期限|时限|状态)|效力(?:状态)?|(?:备注)?文号|发文字号|文件编号|有效性|文件状态|标题|名称|信息名称"
        r"|废止日期|失效日期|生效日期|实施日期|统一登记号|登记号|分类|页数|语种|内容概述"
    )
)
"""How forms and lines above a document call what a site knows of it, before a colon."""
LABELLED = re.compile(rf"(?:{LABEL.pattern})[:：]")
LABELS = re.compile(rf"(?:{LABEL.pattern})[^，。；：:]{{0,40}}?(?:{LABEL.pattern})[^，。；：:]{{0,40}}")
"""Labels of a form in one line, each before its value and without a colon (索引号 1/2026-3 生成日期 2026-10-31)."""
REGISTER = re.compile(
    either_script(r"[-—*]?(?:索[引取]号|(?:信息|主题|体裁|服务对象)分类|公开(?:类别|范围|形式|属性|类型|期限|时限)|有效性|统一登记号)[:：]")
)
"""What only the register of a site's documents says of one."""
STAMP = re.compile(r"(?:19|20)\d\d-\d\d?-\d\d?(?:\d\d?:\d\d)?(?!\d)")
"""When a page was made, as machines write it."""
PATH = re.compile(
    either_script(r"您?(?:的|现在|当前)*(?:所在)?的?(?:当前|所在|访问)?位置(?:是)?[:：]|(?:首页|主页|网站首页)(?:[>»]|&gt;|-{1,2}>)")
)
"""Where the page stands in its site."""
AFTER = re.compile(
    either_script(
        r"[上下]一[篇条页则](?:[:：]|$)|相关(?:文档|文件|链接|新闻|稿件|解读|附件|政策|阅读|信息|报道|推荐|文章|内容)|延伸阅读|(?:热点|热门|推荐|最新)(?:新闻|阅读|文章|资讯|推荐|信息|动态)|猜你喜欢"
        r"|(?:微信)?扫[一码描]|长按|识别二维码|关注我们|手机(?:查看|阅读|扫)|附件下载|(?:点击)?下载附件|友情链接|链接[:：]|政策解读[:：]?$|解读(?:材料|链接)[:：]?$|图解[:：]?$|分享到|打印本页|关闭窗口|返回顶部|网友评论|我要评论|本文标签"
    )
)
"""How what follows a document on its page begins."""
RELATED = re.compile(either_script("相关(?:文档|链接|新闻|稿件|解读|阅读|信息|报道|推荐|文章|内容)[:：]?"))
"""The head of a list of other pages, alone in its line."""
FOOT = re.compile(
    either_script(
        r"版权所有|版权声明|未经[^。]{0,10}(?:许可|授权)[^。]{0,6}(?:转载|复制|使用)|ICP备|网安备|网站标识码|政府网站找错|(?:主办|承办|协办|维护|运维)(?:单位)?[:：]|技术支持|网站地图|联系我们|关于我们|站点地图"
        r"|列印(?:時間|日期|人員)[:：]|建议使用.{0,12}(?:分辨率|浏览器)|Copyright|©|违法和不良信息|您是第.{0,8}位访[问客]|^资料来源[:：]全国法规资料库|^下载地址[:：]|^点击(?:此处|这里)(?:下载|查看)$|本站(?:总)?(?:访问|浏览)|设为首页|^.{2,10}网-{1,2}.{2,16}网$|加入收藏|欢迎(?:访问|光临|您)"
    ),
    re.I,
)
"""What stands at the foot of a site's pages."""
ARTICLE = re.compile(
    either_script(
        r"点击.{0,6}(?:蓝字|上方|下方|右上角|名片|卡片).{0,16}|.{0,6}(?:关注|订阅|星标)(?:我们|该公众号|公众号|本号)[吧！!~～。]*"
        r"|.{0,12}(?:点|点个|点亮|点击)?[“\"「]?(?:在看|好看|点赞|赞)[”\"」]?(?:吧|哦|哟|↓|[！!])+|(?:喜欢|觉得).{0,16}(?:在看|点赞|转发).{0,6}"
        r"|(?:阅读|在看|点赞|赞|分享|收藏|留言)\d+(?:\.\d)?万?\+?(?:(?:阅读|在看|点赞|赞|分享|收藏|留言)\d*万?)*"
        r"|(?:赞|在看|分享|收藏|留言|写留言){2,}|阅读原文|(?:轻触|点击|戳).{0,6}阅读原文.{0,8}|(?:继续|向上|上下)滑动看下一[个页]"
        r"|(?:[点球](?:分享|收藏|点赞|在看))+|[↑↓⬆⬇▲▼△▽️]+"
        r"|(?:预览时标签不可点|微信扫一扫.{0,20}|收录于(?:合集|话题|专辑).{0,30}|写下你的留言|人划线|长按.{0,4}(?:二维码|识别|扫码).{0,12}|知道了|取消允许)"
        r"|[-—=·]*(?:END|end)[-—=·]*|原创.{0,30}(?:发布|微信|号|网|报|政务).{0,40}|.{0,30}(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|(?:-\d\d){2})\d{1,2}:\d\d[^，。]{0,8}"
    )
)
"""What an application for articles sets around one, alone in its line."""
STAMPED = re.compile(r"(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|(?:-\d\d){2})\s*\d{1,2}:\d\d.{0,8}")
"""When such an application published an article, and where, alone in the line below the name of who did."""
PAST = re.compile(either_script(r"[-—=·]*(?:往期(?:推荐|回顾|精彩|内容|文章)(?:回顾)?|推荐阅读|热门推荐|热文推荐|精彩回顾)[-—=·]*[:：]?"))
"""The head of a list of other articles."""
CREDIT = re.compile(
    either_script(
        r"(?:来源|供稿|作者|文字?|图|图文|图片|摄影|通讯员|编辑|责编|责任编辑|美编|编审|审核|校对|排版|初审|复审|终审|终校|一审|二审|三审|监制|主编|值班.{0,4}|投稿.{0,4})"
        r"(?:[:：丨]|$).{0,40}"
    )
)
"""A line of credits below an article."""
FILE = re.compile(
    r"\.(?:docx?|pdf|xlsx?|zip|rar|wps|et|ofd|pptx?|txt|jpe?g|png|7z|ceb)\s*[）)」”]?(?:[（(]?\s*[\d.]+\s*[KMG]?B?\s*[)）]?)?\s*$", re.I
)
"""The end of a file's name."""


def is_bar(words: str) -> bool:
    """True for a row of buttons, or the path of the page in its site."""
    bare = BLANK.sub("", words)
    return (len(bare) >= FEWEST and BUTTON.fullmatch(bare) is not None) or PATH.match(bare) is not None


def is_site_words(words: str) -> bool:
    """True for a line above or below a document that is the site's: also one button, a footer, the name of a file."""
    bare = BLANK.sub("", words)
    foot = FOOT.search(bare) is not None and not bare.endswith("。")
    return bool(bare) and (foot or any((BUTTON.fullmatch(bare), PATH.match(bare), FILE.search(bare))))


def is_article_words(words: str) -> bool:
    """True for a line that an application for articles sets around one (点击上方蓝字关注我们, 阅读 1.2万)."""
    return ARTICLE.fullmatch(BLANK.sub("", words)) is not None


def is_credit(words: str) -> bool:
    """True for a line that says who made an article: `编辑：张三`."""
    return CREDIT.fullmatch(BLANK.sub("", re.sub("[|｜/]", "：", words, count=1))) is not None


def is_label(words: str) -> bool:
    """True for a line above a document that says what the site knows of it: `发布日期：2026-03-06　来源：…`."""
    bare = BLANK.sub("", words).lstrip("-—*")
    return LABELLED.match(bare) is not None or LABELS.fullmatch(bare) is not None or STAMP.match(bare) is not None

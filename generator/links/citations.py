"""Citations: every place where a plan names a plan, a law or another document, and what it means by it.

    《中国（上海）…总体方案》（以下简称《总体方案》）   a title; its short title holds from there on in this plan
    本规划, 本《纲要》, 《纲要》 in a plan so called      the plan itself
    上海市“十四五”规划《纲要》                           the one plan of the edition with this period and this territory
    民营经济促进法                                       a law or regulation of `content/links.toml`, also without 《》
    《某市规划》第三章第二节, 《某市规划》专栏3           the work first, then the place in it, where it exists there
    制定城市更新三年行动计划                              a work that is named without 《》, as `works` finds them

Works are told apart by `titles`. What it leaves alone: periods (“十四五”时期, “十四五”规划期), the naming itself in （以下简称《…》）, the
plan's title at its head. What more than one work may be, or none that is known (“十三五”规划 alone, 《意见》 without a name given before,
该规划 after nothing), is never linked: it is returned as ambiguous. A newspaper,
a licence, a play are no works. Knowledge: how Chinese official documents cite (《党政机关公文格式》
and its practice): 《》 around titles, 〈〉 inside them, 以下简称, 本 and 该.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import rjieba

from generator.characters import HAN_NUMERALS, unreferenced
from generator.links.editors import Work
from generator.links.named import Status, before_list
from generator.links.places import place_after
from generator.links.titles import Target, TitleCatalogue, normal, period_of
from generator.links.works import find_named
from generator.model import Link, Plan, Span, TextPart

TITLE = r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》"
WORDS = "规划纲要|纲要|规划|计划纲要|行动计划|行动方案|计划|总体方案|实施方案|方案|实施意见|意见|办法|条例|规定|决定|细则|报告|指南"
"""What a document may call itself. Knowledge: the kinds of official documents and of plans."""
NO_TERM = "(?!期|建议)"
PERIOD = rf"[“「\"](?P<nth>[{HAN_NUMERALS}]{{1,3}})五[”」\"](?:规划|计划)(?:纲要|《纲要》|《规划纲要》)?{NO_TERM}"
ORDINAL = rf"第(?P<ordinal>[{HAN_NUMERALS}]{{1,3}})个五年(?:规划|计划)(?:和[^，。；、《》\n]{{1,12}}目标)?(?:纲要)?{NO_TERM}"
MINE = "(?<![基根成资日版样文原剧书副课标]本)"
"""本 that is no part of 基本, 成本, 日本 …."""
OWN = rf"本{MINE}(?:{WORDS})(?!期)|该(?<!应该)(?:规划|纲要)(?!期)"
CITED = re.compile(rf"(?P<title>{TITLE})|(?P<mine>本{MINE}{TITLE})|(?P<own>{OWN})|(?P<period>{PERIOD})|{ORDINAL}")
"""Every alternative begins with a character of its own, which is what makes the search fast."""
CALLED = "(?:[简簡][称稱]|下[称稱]|[统統][称稱])为?[：:]?"
NAMING = re.compile(
    rf"[（(][^（）()《》\n]{{0,30}}?{CALLED}"
    r"(?:[“「]?《(?P<title>[^《》\n]{1,30})》[”」]?|[“「](?P<quoted>[^“”「」（）()\n]{1,30})[”」]|(?P<bare>[^《》“”「」（）()\n]{1,30}))[）)]"
)
"""（以下简称《总体方案》）, （国发〔2019〕15号，以下简称“《总体方案》”）, （以下简称“市《纲要》”）, （以下简称《纲要（草案）》）."""
BEING_NAMED = re.compile(rf"(?P<full>[^（）()《》，。；：\n]*)[（(][^（）()《》\n]{{0,30}}{CALLED}[“「]?\Z")
GENERIC = re.compile(rf"(?:{WORDS}|通知|建议|公报|通告|公告|标准|章程)\Z")
PRINTED_BY = re.compile(r"关于(?:印发|发布|公布|转发)[《〈](.+)[》〉]的(?:通知|公告|决定|函)\Z")
"""A notice that carries another document: it is that document that is meant."""
BODY = r"(?:中共中央|党中央|国务院|全国人大|[一-鿿]{2,9}?(?:人民政府|委员会|省委|市委|区委))(?:办公厅|常委会|常务委员会)?"
ISSUER = re.compile(rf"({BODY}(?:[、 ]{BODY})*)(?:联合)?(?:印发|发布|出台|制定|颁布|公布|通过)?了?的?\Z")
"""Who issued it, where that stands right before the title."""
LEADING = re.compile(r"^.*(?:贯彻|落实|根据|按照|依据|遵照|执行|实施|通过|[由经和与为])(?=..)")
"""What leads to a name and is no part of it."""
NATIONAL = re.compile(r"(?:国家|全国|我国)的?\Z")
LOCAL = re.compile(r"(?:本|我|全)([省市区县州])的?\Z")
NO_WORK = re.compile(
    r"(?:许可证|許可證|资格证|资质证书?|证书|證書|执照|執照|登记证|身份证|居住证|[一-鿿]日报|日報|晚报|晨报|早报|商报|晚報|周刊|时报|時報)\Z"
)
"""What stands in 《》 and is no work that a plan could follow: licences, newspapers."""
ART = re.compile(
    "(?:电影|影片|电视剧|话剧|舞剧|歌剧|音乐剧|杂技剧|戏剧|京剧|越剧|沪剧|粤剧|豫剧|剧目|纪录片|动画片?|歌曲|图书|小说|游戏|综艺|节目|杂志|专著|画册)\\Z"
)
"""What a play, a film or a book is called before its name."""
AND_LIKE = re.compile(
    "(?:[、和及与]?(?:《[^《》\\n]{1,30}》|[“「][^“”「」\\n]{1,20}[”」])){0,20}等[一-鿿]{0,6}?(?:期刊|刊物|杂志|报刊|栏目|节目|剧目|影片|影视剧|歌曲|演出|品牌)"
)
"""What it is called behind a list of such: 《甲》、“乙”等宣传品牌; behind the twentieth nobody looks, for each of them looks on as far."""
PERIODIC = re.compile(rf"(?P<before>[^“「\"]+){PERIOD}")
"""A title that is a five-year plan's period after its territory: 《上海市“十四五”规划〈纲要〉》."""
NEAR = 12
"""Characters before a citation in which words are told apart."""
BEFORE = 90
"""Characters before a citation that are looked at."""


class Ambiguous(NamedTuple):
    """A citation that is not linked."""

    plan: str
    place: str
    text: str
    candidates: tuple[str, ...]
    """What it may mean: ids of plans, titles of other works; empty when nothing is known."""


@dataclass(frozen=True, slots=True)
class Citations:
    """All citations of an edition."""

    links: tuple[Link, ...] = ()
    """In the order of the plans given and of their texts."""
    ambiguous: tuple[Ambiguous, ...] = ()
    issuers: Mapping[str, str] = field(default_factory=dict)
    """Title of an external work → who issued it, as the first text that says so has it."""
    wordings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Title of an external work → the words by which it is cited, where they are others."""
    named: tuple[Link, ...] = ()
    """The places that name works without 《》, of the type `names`."""
    statuses: Mapping[Link, Status] = field(default_factory=dict)
    """What a place, of either kind, says of the work's state; nothing for many."""


def find_citations(plans: Sequence[Plan], works: Sequence[Work]) -> Citations:
    """Every citation in some plans; `works` are those that editors describe."""
    catalogue = TitleCatalogue.of(plans, works)
    readers = [_Reader(plan, catalogue) for plan in plans]
    links = [link for reader in readers for link in reader.links()]
    named, statuses = find_named(plans, catalogue, links)
    issuers: dict[str, str] = {}
    wordings: dict[str, dict[str, None]] = {}
    for reader in readers:
        for title, issuer in reader.issuers:
            issuers.setdefault(title, issuer)
    for link in (*links, *named):
        if link.external:
            words = link.text.strip("《》")
            if words != link.external:
                wordings.setdefault(link.external, {})[words] = None
    return Citations(
        tuple(links),
        tuple(entry for reader in readers for entry in reader.ambiguous),
        issuers,
        wordings={title: tuple(words) for title, words in wordings.items()},
        named=tuple(named),
        statuses=statuses,
    )


@dataclass
class _Reader:
    """Reads one plan from its beginning to its end: short titles hold from where they are given."""

    plan: Plan
    catalogue: TitleCatalogue
    ambiguous: list[Ambiguous] = field(default_factory=list)
    issuers: list[tuple[str, str]] = field(default_factory=list)
    names: dict[str, tuple[int, Target]] = field(default_factory=dict)
    """Normal form of a short title → its number in the order of the text, and the work."""
    endings: set[str] = field(default_factory=set)
    """What short titles end in."""
    text: str = ""
    """The plan's text parts, parted by line ends."""
    last: tuple[str, Target] | None = None
    """Section and work of the citation before."""

    def links(self) -> Iterator[Link]:
        """The citations that are sure, in order."""
        parts: list[tuple[str, TextPart]] = [
            (section.id, part)
            for section in self.plan.sections
            for part in section.parts()
            if not (part.place == section.id == "front")  # the plan's title at its head
        ]
        starts = [0]
        for _, part in parts:
            starts.append(starts[-1] + len(part.text) + 1)
        self.text = "\n".join(part.text for _, part in parts)
        done = 0
        for start, end, found in self._places():
            if start < done:
                continue
            number = bisect.bisect_right(starts, start) - 1
            section, part = parts[number]
            target = self._target(start, end, found, section)
            lead, named = self._named_so(start, end, self.text[max(starts[number], start - BEFORE) : start])
            if named and not (isinstance(target, Target) and target.plan not in ("", self.plan.id)):
                start, target = start - lead, named
            words = self.text[start:end]
            if target is None:
                done = end
                continue
            if isinstance(target, tuple):
                self.ambiguous.append(Ambiguous(self.plan.id, part.place, words, target))
                done = end
                continue
            if found and found["mine"] and target.plan != self.plan.id:
                start += 1  # 本 is none of it
            self.last = section, target
            done = self._learn(target, end)
            place = ""
            if target.plan:
                place, reach = place_after(self.text, end, self.catalogue.places(target.plan))
                end = reach if place else end
                done = max(done, end)
            span: Span = (start - starts[number], end - starts[number])
            yield Link(
                "cites",
                self.plan.id,
                place=part.place,
                to_plan=target.plan,
                to_place=(place or "front") if target.plan else "",
                external=target.title,
                text=unreferenced(self.text[start:end], part.notes),
                cell=part.cell,
                span=span,
            )

    def _places(self) -> list[tuple[int, int, re.Match[str] | None]]:
        """Where something may be cited, in order; a law's name without 《》 has no match."""
        found: list[tuple[int, int, re.Match[str] | None]] = [(*match.span(), match) for match in CITED.finditer(self.text)]
        found += [(*span, None) for span in self.catalogue.unmarked_in(self.text)]
        return sorted(found, key=lambda item: (item[0], -item[1]))

    def _target(self, start: int, end: int, found: re.Match[str] | None, section: str) -> Target | tuple[str, ...] | None:
        """The work; or the candidates, when it is not sure; or None for what is no citation."""
        if found is None:
            return self._one(self.catalogue.lookup(self.text[start:end]))
        before = self.text[max(0, start - BEFORE) : start].rpartition("\n")[2]
        if found["own"]:
            return self._self() if found["own"][0] == "本" else self._that(found["own"][1:], section)
        if found["mine"]:
            title = found["mine"][2:-1]
            return self._self() if GENERIC.match(title) else self._titled(title, before)
        if found["title"]:
            return None if AND_LIKE.match(self.text, end) else self._titled(found["title"][1:-1], before)
        return self._periodic(found[0], found["nth"] or found["ordinal"], before.removesuffix("国民经济和社会发展"))

    def _named_so(self, start: int, end: int, before: str) -> tuple[int, Target | None]:
        """The work whose short title ends in these words, and how many characters it has before them: 市《纲要》, not the own 《纲要》."""
        words = normal(self.text[start:end])
        if words not in self.endings:
            return 0, None
        near = before[-NEAR:]
        leads = [len(near) - at for _, at, _ in rjieba.tokenize(near)]  # 新片区 does not end in the word 区
        fitting = {name: lead for lead in leads if len(name := normal(before[-lead:]) + words) == lead + len(words)}
        found = min((name for name in fitting if name in self.names), key=lambda name: self.names[name][0], default="")
        return (fitting[found], self.names[found][1]) if found else (0, None)

    def _name(self, words: str, target: Target) -> None:
        """Note what a work is called from here on."""
        name = normal(words)
        self.names[name] = self.names.get(name, (len(self.names),))[0], target
        self.endings.update(name[at:] for at in range(1, len(name)))

    def _self(self) -> Target:
        return Target(plan=self.plan.id)

    @staticmethod
    def _one(targets: Sequence[Target]) -> Target | tuple[str, ...]:
        return targets[0] if len(targets) == 1 else tuple(t.plan or t.title for t in targets)

    def _that(self, word: str, section: str) -> Target | tuple[str, ...]:
        """该规划: the work cited last in this section, when it may be called so."""
        if self.last and self.last[0] == section:
            target = self.last[1]
            title = self._title_of(self.catalogue.plans[target.plan]) if target.plan else target.title
            ends = GENERIC.search(title)
            if word in title and (ends is None or "规划" in ends[0] or "纲要" in ends[0]):  # no proposal of a plan
                return target
        return ()

    def _titled(self, title: str, before: str) -> Target | tuple[str, ...] | None:
        if not title.strip() or NO_WORK.search(title) or ART.search(before_list(before).rstrip("“")):
            return None
        if known := self.names.get(normal(title)):
            return known[1]
        if targets := self.catalogue.lookup(title):
            return self._issued(self._one(targets), before)
        if found := PERIODIC.fullmatch(title.replace("〈", "《").replace("〉", "》")):
            periodic = self._periodic(title[len(found["before"]) :], found["nth"], found["before"])
            if isinstance(periodic, Target) and periodic.plan:
                return periodic
        if GENERIC.match(title):
            if named := BEING_NAMED.search(before):
                return self._named(title, named["full"])
            own = self._title_of(self.plan)
            if own.endswith(title) or (title == "规划纲要" and own.endswith("纲要")):
                return self._self()
            return tuple(plan.id for plan in self.catalogue.plans.values() if self._title_of(plan).endswith(title))
        if (carried := PRINTED_BY.search(title)) and (targets := self.catalogue.lookup(carried[1])):
            return self._one(targets)
        return self._issued(self.catalogue.add(title), before)

    @staticmethod
    def _title_of(plan: Plan) -> str:
        return str(plan.meta.get("title") or "")

    def _named(self, title: str, full: str) -> Target | tuple[str, ...]:
        """A work whose full title stands without 《》 before its short one: 中共中央关于……的建议（以下简称《建议》）."""
        full = LEADING.sub("", full, count=1) if full.startswith(("为", "根据", "按照", "依据", "贯彻", "落实")) else full
        if len(full) <= len(title) or not full.endswith(title[-2:]):
            return ()
        targets = self.catalogue.lookup(full) or [self.catalogue.add(full)]
        if len(targets) == 1:
            self._name(title, targets[0])
        return self._one(targets)

    def _issued(self, target: Target | tuple[str, ...], before: str) -> Target | tuple[str, ...]:
        """The same, with a note of who issued it where the text says so."""
        if isinstance(target, Target) and target.title and (issuer := ISSUER.search(before[-30:])):
            self.issuers.append((target.title, LEADING.sub("", issuer[1])))
        return target

    def _periodic(self, words: str, numeral: str, before: str) -> Target | tuple[str, ...]:
        """“十五五”规划: the plan of this period whose territory stands before it."""
        local = LOCAL.search(before)
        outline = "纲要" in words
        fitting, period = [], period_of(numeral)
        candidates = [plan for plan in self.catalogue.plans.values() if self._is_of(plan, period, numeral)]
        own = self.catalogue.place_of(self.plan) if local else ""
        for plan in candidates:
            names = self.catalogue.territories(plan)
            if (own in names and own.endswith(local[1])) if local else any(before.endswith(name) for name in names):
                fitting.append(plan)
        if len(fitting) > 1 and outline:
            fitting = [plan for plan in fitting if "纲要" in self._title_of(plan)]
        if len(fitting) == 1:
            return Target(plan=fitting[0].id)
        national = "国家" if NATIONAL.search(before) else ""
        if targets := self.catalogue.lookup(national + words):
            return self._one(targets)
        if national:
            return self.catalogue.add(national + words)
        return tuple(plan.id for plan in fitting or candidates)

    def _is_of(self, plan: Plan, period: str, numeral: str) -> bool:
        """True for a plan of these years; of one that does not say its years, by its title."""
        years = str(plan.meta.get("period") or "")
        return years == period if years else any(words in self._title_of(plan) for words in (f"第{numeral}个五年", f"“{numeral}五”"))

    def _learn(self, target: Target, end: int) -> int:
        """Note the short title that is given right after; returns where reading goes on."""
        naming = NAMING.match(self.text, end)
        if naming is None:
            return end
        self._name(naming["title"] or naming["quoted"] or naming["bare"], target)
        return naming.end()


__all__ = ["Ambiguous", "Citations", "find_citations"]

"""Titles: by which names the works of an edition go, and when two names are one.

Compared are normal forms: without blanks, quotation marks, brackets' width and 、 (引领区的意见 is printed with and without it), a year in
digits or in numerals (二〇三五年 = 2035年, also with 零 or ○). 民法典 is 中华人民共和国民法典. What it leaves alone: every other
difference; an editor names further titles in `content/links.toml`. Knowledge: Unicode's compatibility forms (`glossary.folding`), and how
Chinese print writes years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from generator.characters import HAN
from generator.glossary.folding import fold
from generator.links.editors import Work
from generator.links.places import Places
from generator.model import Plan, Span
from generator.numbering import read_numeral

REPUBLIC = "中华人民共和国"
UNMARKED = ("law", "regulation")
"""Kinds of works that are named without 《》, too."""
SHORTEST = 4
"""Characters that a name without 《》 has at least."""
YEAR = re.compile(r"[〇零○一二三四五六七八九]{4}(?=年|[^〇零○一二三四五六七八九十百]|\Z)")
NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
LOOSE = str.maketrans({"、": None, "〈": None, "〉": None, "《": None, "》": None, "–": "-", "—": "-", "－": "-", "～": "-", "~": "-"})
YEARS = re.compile("([0-9]{4})年?-([0-9]{4})年?")
"""A range of years, with 年 or without."""
TERRITORY = re.compile(rf"^(.+?)(?:国民经济和社会发展|发展)?(?:第[{HAN}]{{1,3}}个五年|[“「][{HAN}]{{1,3}}五[”」])(?:规划|计划)")
PLACE = re.compile(rf"^[{HAN}]{{1,8}}?[省市区县州]")


@lru_cache(maxsize=4096)
def normal(title: str) -> str:
    """The normal form of a title."""
    return YEARS.sub(r"\1-\2", fold(YEAR.sub(lambda year: year[0].translate(NUMERALS), title)).translate(LOOSE))


def period_of(numeral: str) -> str:
    """Years of a five-year plan by its ordinal: 十四 → 2021-2025. Knowledge: the plans of China since 1953; none in 1963–1965."""
    number = read_numeral(numeral)
    first = 1953 + 5 * (number - 1) if number < 3 else 1966 + 5 * (number - 3)
    return f"{first}-{first + 4}"


@dataclass(frozen=True, slots=True)
class Target:
    """A work that is cited: a plan of the edition, or another one by its title."""

    plan: str = ""
    title: str = ""


@dataclass
class TitleCatalogue:
    """What is known of titles; grows by the works that the texts cite."""

    plans: Mapping[str, Plan]
    forms: dict[str, list[Target]] = field(default_factory=dict)
    unmarked: re.Pattern[str] = field(default_factory=lambda: re.compile("(?!)"))
    """Names of laws and regulations that the editors describe."""

    _places: dict[str, Places] = field(default_factory=dict)

    def places(self, plan: str) -> Places:
        """The places of a plan."""
        if plan not in self._places:
            self._places[plan] = Places(self.plans[plan])
        return self._places[plan]

    @classmethod
    def of(cls, plans: Sequence[Plan], works: Sequence[Work]) -> TitleCatalogue:
        """The titles of some plans and works."""
        made = cls({plan.id: plan for plan in plans})
        for plan in plans:
            titles = (plan.meta.get("title"), plan.meta.get("short_title"), *(plan.meta.get("titles") or ()))
            made._name(Target(plan=plan.id), [str(title) for title in titles if title])
        for work in works:
            made._name(Target(work.plan) if work.plan in made.plans else Target(title=work.title), [work.title, *work.titles])
        names = {
            name.removeprefix(REPUBLIC): None
            for work in works
            if work.kind in UNMARKED
            for name in (work.title, *work.titles)
            if len(name.removeprefix(REPUBLIC)) >= SHORTEST
        }
        if names:
            longest = sorted(names, key=len, reverse=True)
            made.unmarked = re.compile(f"(?:{'|'.join(map(re.escape, longest))})(?!实施|[律规院庭典案学》])")
        return made

    def _name(self, target: Target, titles: Sequence[str]) -> None:
        for title in titles:
            known = self.forms.setdefault(normal(title.removeprefix(REPUBLIC)), [])
            if target not in known:
                known.append(target)

    def unmarked_in(self, text: str) -> Iterator[Span]:
        """Where a law or regulation that the editors describe is named without 《》; not as the end of a longer name."""
        for found in self.unmarked.finditer(text):
            start = found.start() - len(REPUBLIC) if text.endswith(REPUBLIC, 0, found.start()) else found.start()
            if not (start and text[start - 1] in "省市区州县《〈"):
                yield start, found.end()

    def lookup(self, title: str) -> list[Target]:
        """The works of this title; several when it does not tell them apart."""
        return self.forms.get(normal(title.strip().removeprefix(REPUBLIC)), [])

    def add(self, title: str) -> Target:
        """The work that a text cites by a title nobody described."""
        target = Target(title=title.strip())
        self._name(target, [title])
        return self.lookup(title)[0]

    def territories(self, plan: Plan) -> list[str]:
        """What a five-year plan is about, as its titles put it: 上海市, 上海."""
        titles = (str(plan.meta.get(key) or "") for key in ("title", "short_title"))
        return [found[1] for title in titles if (found := TERRITORY.match(title))]

    def place_of(self, plan: Plan) -> str:
        """The place that a plan calls 本市: the one its issuer is named after."""
        found = PLACE.match(str(plan.meta.get("issuer") or ""))
        return found[0] if found else ""

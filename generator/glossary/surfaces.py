"""Surface forms: the words by which a text may name an entry, from its head.

    基础设施领域不动产投资信托基金（基础设施REITs）  → the name, and what stands in the brackets
    出行即服务（MaaS：Mobility as a Service）          → the name, MaaS; the words after the colon are its English
    全球胜任力（Global Competence，又译全球竞争力）    → the name, 全球竞争力; Global Competence is its English
    失能（失智）老年人                                 → as printed, 失能老年人, 失智老年人
    大气常规污染物年均浓度（约束性）                   → the name alone: 约束性 qualifies an indicator
    “独角兽”企业                                       → the name, and 独角兽 where it stands in quotation marks
    “两个集中”和“综合窗口”改革                         → the name, “两个集中”改革, “综合窗口”改革, and each in quotation marks
    中心辐射、两翼齐飞、新城发力、南北转型             → the name, and each member, since none is a common word
    云、数、网、端、安                                 → the name alone, with and without 、: its members are common words

What it leaves alone: a member or a quoted part of fewer than four characters outside quotation marks. 瞪羚 is an animal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.characters import HAN

QUALIFIERS = frozenset({"约束性", "预期性", "指导性"})
"""What brackets after an indicator say of its nature. Source: the kinds of indicators of Chinese plans since the 11th."""
BRACKETS = re.compile(r"（([^（）]*)）|\(([^()]*)\)")
WITHIN = re.compile(rf"([{HAN}]{{2,}})（([{HAN}]{{1,4}})）([{HAN}]{{2,}})")
"""A head in which brackets hold what may stand for the words before them."""
ALSO = re.compile(r"^(?:又译|又称|也称|亦称|也叫|简称|即|或称|或)[为作]?")
LATIN = re.compile(r"^[A-Za-z][A-Za-z0-9 .&/-]*$")
QUOTED = re.compile(r"[“「]([^“”「」]+)[”」]")
MEMBER = 4
"""Characters from which a member of an enumeration stands for the whole by itself."""


@dataclass(frozen=True, slots=True)
class Surface:
    """One form of a term."""

    text: str
    quoted: bool = False
    """True where it counts only in quotation marks."""


@dataclass(frozen=True, slots=True)
class TermHead:
    """What a head says."""

    name: str
    """Without brackets that only gloss or qualify it."""
    surfaces: tuple[Surface, ...]
    english: str = ""
    """The English that the head itself gives."""


def read_head(head: str) -> TermHead:
    """Take a printed head apart."""
    brackets = [found[1] or found[2] or "" for found in BRACKETS.finditer(head)]
    name = BRACKETS.sub("", head).strip() if brackets else head.strip()
    name = name or head.strip()
    surfaces = [Surface(name), *_parts(name)]
    if within := WITHIN.fullmatch(head.strip()):
        one, other, rest = within.groups()
        others = [Surface(one[: -len(other)] + other + rest)] if len(other) < len(one) + 1 else []
        return TermHead(head.strip(), (Surface(head.strip()), *surfaces, *others))
    english = ""
    for bracket in brackets:
        for piece in re.split(r"[，,；;]", bracket):
            names, words = _bracket(piece.strip(), name)
            surfaces += [Surface(n) for n in names]
            english = english or words
    return TermHead(name, tuple(dict.fromkeys(surfaces)), english)


def _bracket(piece: str, name: str) -> tuple[list[str], str]:
    """(names, English) in one part of a bracket."""
    if piece in QUALIFIERS or not piece:
        return [], ""
    if also := ALSO.match(piece):
        return [piece[also.end() :].strip(QUOTED_MARKS)], ""
    short, colon, words = (part.strip() for part in re.sub("：", ":", piece).partition(":"))
    if colon and LATIN.match(words):
        return [short], words
    if LATIN.match(piece):
        spaced = " " in piece or re.search(r"[a-z]-[A-Z]", piece)
        return ([] if spaced else [piece]), (piece if spaced else "")
    return [piece], ""


QUOTED_MARKS = "“”「」"


def _parts(name: str) -> Iterator[Surface]:
    """Surfaces within a name: its quoted parts, the members of an enumeration."""
    quoted = QUOTED.findall(name)
    if quoted:
        after = QUOTED.split(name)[-1]
        if re.fullmatch(rf"[{HAN}]{{2,4}}", after):
            yield from (Surface(part + after) for part in quoted)
        yield from (Surface(part, quoted=True) for part in quoted)
        return
    members = name.split("、")
    if len(members) > 1:
        yield Surface("".join(members))
        if all(len(member) >= MEMBER for member in members):
            yield from (Surface(member) for member in members)

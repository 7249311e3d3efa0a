"""Whether a translation promises as much as its Chinese: hedges (左右, 以上, 力争) and the ladder of force, each with its English.

A rung is a row: the Chinese, longer words in which it means something else, and what of the English may stand for it. The words are those
of the style guide and what translators put for them, by the start of a word; who reads the English must see whether a thing will be done,
is tried, explored or studied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rung:
    """A word that says how firm a promise is, or how exact a figure."""

    zh: str
    """Pattern of the Chinese."""
    en: str
    """Pattern of the English that says it."""
    name: str
    """What it is put as, for the message."""


LADDER = (
    Rung(r"\d[^，。；、]{0,6}左右", r"\b(about|around|approximately|roughly|some)\b", "about"),
    Rung(r"\d[^，。；、（）]{0,6}以上(?!学历)", r"\b(or (more|above|higher|over|better)|more than|over|above|at least|no (fewer|less) than"
         r"|exceed\w*|upwards?|and (above|over))\b", "… or more"),
    Rung(r"\d[^，。；、（）]{0,6}以下", r"\b(or (less|below|lower|under|fewer)|less than|fewer than|below|under|within|at most|no more than"
         r"|not exceed\w*)\b", "… or less"),
    Rung(r"\d[^，。；、（）]{0,6}以内", r"\b(within|less than|under|below|or less|no more than|not exceed\w*|at most)\b", "within"),
    Rung(r"不(?:少|低)于", r"\b(no (fewer|less|lower) than|not (less|fewer|lower) than|at least|or more|minimum)\b", "no fewer than"),
    Rung(r"不(?:超过|高于|多于|大于)", r"\b(no (more|higher|greater|larger) than|not exceed\w*|at most|not? (more|higher) than"
         r"|within|maximum|cap\w*|or (less|lower|fewer|below)|not be (more|higher|over)\w*|below|under)\b", "no more than"),
    Rung(r"力争", r"\b(aim\w*|striv\w*)\b", "aim to"),
    Rung(r"争取(?!到|更多)", r"\b(seek\w*|striv\w*|aim\w*|work (for|to)|try|win\w*|press for)\b", "seek to"),
    Rung(r"原则上", r"\bin principle\b", "in principle"),
    Rung(r"试点(?!示范区|城市|企业|单位|项目|地区|任务|范围|经验)", r"\b(pilot\w*|trial\w*|test\w*)\b", "pilot"),
    Rung(r"探索", r"\b(explor\w*|trial\w*|pioneer\w*|try|trying|tried)\b", "explore"),
    Rung(r"鼓励", r"\b(encourag\w*|incentiv\w*)\b", "encourage"),
    Rung(r"研究(?:制定|出台|推出|建立|设立|推进|建设|编制|探索|完善|实施|论证)", r"\b(study\w*|studi\w*|consider\w*"
         r"|research\w*|examin\w*|look(ing)? into|investigat\w*)\b", "study"),
    Rung(r"(?:必须|严禁|不得)", r"\b(must|strictly|not (be )?allowed|may not|no \w+|shall|never"
         r"|prohibit\w*|ban\w*|forbid\w*|have to|require\w*|cannot|not|none)\b", "must"),
)  # fmt: skip


def lost_force(chinese: str, english: str) -> Iterator[str]:
    """What of the force or the exactness of a text its translation does not say; nothing when all is said."""
    for rung in LADDER:
        if (found := re.search(rung.zh, chinese)) and not re.search(rung.en, english, re.I):
            yield f"“{found[0]}” is not said (“{rung.name}”)"

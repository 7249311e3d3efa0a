"""Subscripts and superscripts that HTML tags set become what content Markdown writes.

`PM <sub class="s">2.5</sub> ` → `PM~2.5~`; `m<sup>2</sup>` → `m²`.
Leaves alone: other words in such tags, which then only lose the tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit

SMALL = re.compile(
    r"(?<![ \t])[ \t]*<(?:(?P<sub>sub)(?:\s[^<>]*)?>[ \t]*(?P<low>[0-9A-Za-z.]{1,4})[ \t]*</sub>"
    r"|sup(?:\s[^<>]*)?>[ \t]*(?P<high>[0-9+\-−]{1,6})[ \t]*</sup>)(?:[ \t]+(?=[^\w\s]))?",
    re.I,
)
"""A figure in such a tag, with the blanks that a converter leaves around it."""
RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
"""Superscripts of Unicode: a figure that falls to the line would make 10⁸ the number 108."""


def small_figures(text: str) -> Iterator[Edit]:
    """Propose one edit for each, tags and blanks included."""
    for found in SMALL.finditer(text):
        if found["sub"]:
            yield Edit(found.start(), found[0], f"~{found['low']}~", "下标")
        else:
            yield Edit(found.start(), found[0], found["high"].translate(RAISED), "上标")

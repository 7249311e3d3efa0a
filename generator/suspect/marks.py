"""A mark that joins names where the rest of the text has another.

`吴泾－闵行－奉贤` in a text that otherwise has `陆家嘴-世博` → `吴泾-闵行-奉贤`.
Leaves alone: dashes between sentences (——), and texts that use both marks often.
Knowledge: the text's own habit; GB/T 15834-2011, 4.13 knows the joining marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.characters import HAN
from generator.suspect.body import Body, Place

JOINING = re.compile(rf"(?<=[{HAN}])([-－–—~～])(?=[{HAN}])")
CHAIN = re.compile(rf"[{HAN}]{{1,3}}(?:[-－–—][{HAN}]{{1,3}})+")
FROM_TO = "~～"
"""What says from where to where, which is another thing than joining."""
SELDOM = 0.15
"""Share of all joining marks up to which one counts as a slip."""
OFTEN = 10
"""Times the usual mark must stand in the text."""


def marks(body: Body) -> Iterator[Place]:
    """Find joining marks that are not the usual one."""
    counts = Counter(found[1] for found in JOINING.finditer(body.text) if found[1] not in FROM_TO)
    if not counts:
        return
    usual, times = counts.most_common(1)[0]
    if times < OFTEN:
        return
    seldom = {mark for mark, count in counts.items() if count <= SELDOM * times and mark != usual}
    for found in CHAIN.finditer(body.text):
        if seldom & set(found[0]):
            guess = re.sub("[" + re.escape("".join(sorted(seldom))) + "]", usual, found[0])
            yield Place(*found.span(), guess, f"他处连接号均为“{usual}”", 0.5)

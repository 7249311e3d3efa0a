"""References of HTML to characters, in a text that is no HTML.

`&#27743;海` → `江海`; `研发&nbsp;投入` → `研发 投入`; `&amp;lt;` → `<`.
Leaves alone: what names no character (`AT&T;`, `&#x;`), and one that names a character that no text has (a control, a surrogate);
those are doubts of `broken`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings
from generator.repair.references import REFERENCE, referred

NESTED = re.compile(rf"&(?:amp;){{0,8}}(?P<rest>{REFERENCE.pattern[1:]})")
"""A reference, or one whose ampersand was made a reference itself, once or more."""


def entities(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the character for each reference; neighbours go in one edit."""
    run: list[tuple[int, str, str]] = []
    for found in NESTED.finditer(text):
        char = referred(f"&{found['rest']}")
        if char is None:
            continue
        if run and run[-1][0] + len(run[-1][1]) != found.start():
            yield _together(run)
            run = []
        run.append((found.start(), found[0], char))
    if run:
        yield _together(run)


def _together(run: list[tuple[int, str, str]]) -> Edit:
    return Edit(run[0][0], "".join(before for _, before, _ in run), "".join(after for *_, after in run))

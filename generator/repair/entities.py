"""References of HTML to characters, in a text that is no HTML.

`&#27743;海` → `江海`; `研发&nbsp;投入` → `研发 投入`; `&amp;lt;` → `<`.
Leaves alone: what names no character (`AT&T;`, `&#x;`), and one that names a character that no text has (a control, a surrogate);
those are doubts of `broken`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
NESTED = re.compile(r"&(?:amp;){1,8}(?=(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)")
"""An ampersand that was made a reference itself, before the rest of another."""


def entities(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the character for each reference; neighbours go in one edit."""
    start = end = 0
    made = ""
    for found in re.finditer(f"{NESTED.pattern}[^;]{{1,33}};|{ENTITY.pattern}", text):
        char = html.unescape(NESTED.sub("&", found[0]))
        if not char or char in (found[0], "\ufffd") or "&" in char[:-1] or (not char.isprintable() and not char.isspace()):
            continue
        if found.start() != end and made:
            yield Edit(start, text[start:end], made)
            made = ""
        start = found.start() if not made else start
        made, end = made + char, found.end()
    if made:
        yield Edit(start, text[start:end], made)

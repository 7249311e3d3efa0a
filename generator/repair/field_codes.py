"""Codes of a word processor's fields, which programs that read its files leave in the text.

`一、主要职责 PAGEREF _Toc32310 \\h 3` → `一、主要职责⇥3`; `TOC \\o "1-3" \\h`,
`HYPERLINK \\l "_Toc1"`, `REF _Ref2 \\h` and `\\* MERGEFORMAT` go.
The code names the bookmark that a program made, or has a switch behind a backslash: no document says such things.
Leaves alone: the same words without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit
from generator.reading.settings import Settings

SWITCHES = r"(?:[ ]*\\[a-z*@#](?:[ ]*\"[^\"\n]*\"|[ ]+[A-Z]{5,})?)"
PAGE = rf"(?<![ \u3000])[ \u3000]*+PAGEREF[ ]+_?[A-Za-z]+\d+{SWITCHES}*[ ]*"
"""What leads to the number of a page."""
OTHER = (
    rf"(?:TOC|SEQ[ ]+\w+|DATE|STYLEREF[ ]+\S+){SWITCHES}+[ ]*"
    rf"|HYPERLINK[ ]+(?:\\l[ ]*)?(?:\"[^\"\n]*\"|_[A-Za-z]+\d+)[ ]*"
    rf"|(?:NOTE)?REF[ ]+_[A-Za-z]+\d+{SWITCHES}*[ ]*|(?<![ ])[ ]*+\\\*[ ]*MERGEFORMAT[ ]*"
)
CODE = re.compile(rf"(?P<page>{PAGE})|{OTHER}")


def field_codes(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose a tab for each code that leads to a page, and nothing for the others."""
    if "\\" in text or "_Toc" in text:
        yield from (Edit(found.start(), found[0], "\t" if found["page"] else "") for found in CODE.finditer(text))

"""References to characters, `&#27743;` and `&nbsp;`, as HTML and what was copied out of it write them."""

from __future__ import annotations

import html
import re
from html.entities import html5

from generator.repair.invisible import INVISIBLE

REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A whole reference, with its semicolon."""


def referred(reference: str) -> str | None:
    """What a match of REFERENCE stands for, without characters that cannot be seen; None where it names none that a text has.

    `&copyright;` names none, although `&copy` begins it; so do a control and half of a surrogate pair.
    """
    name, text = reference[1:-1], html.unescape(reference)
    if not text or "\ufffd" in text or not (name.startswith("#") or f"{name};" in html5):
        return None
    text = INVISIBLE.sub("", text)
    return text if all(char.isprintable() or char.isspace() for char in text) else None


def as_browsers_read(reference: str) -> str:
    """What a page's reference shows: browsers need no semicolon and take a name by its beginning. One that shows nothing stays."""
    text = html.unescape(reference)
    return INVISIBLE.sub("", text) if text else reference

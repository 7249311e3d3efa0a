"""What a page says otherwise than convert wrote it, in words of who edited it. What looks like an accident is told as one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.content.grammar import split_attributes
from generator.counting import alike

SHOWN = 44
"""Characters of a line that a message holds."""
BEFORE = 10
"""Characters that it holds before the first that differs."""
MARKUP = re.compile(r"\*\*|__|~~|`|\]\(|</?[A-Za-z]|<!--|^\s*(?:[-*+>]|\d+[.)])\s|^\s*(?:```|---|\*\*\*)|\[\^")
"""What Markdown has and a plan's text has not."""
HEADING = re.compile(r"(?P<marks>\s*#+)(?P<blank>\s*)(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class HandEdit:
    """A content file that is not as convert left it."""

    path: Path
    line: int
    """1-based first line that differs from what convert writes now."""
    text: str
    """That line as it stands in the file; empty where lines are gone."""
    wanted: str = ""
    """What convert writes there; empty where a line was added."""
    in_front: bool = False
    """True for a line of the front matter."""


def hand_edit(path: Path, current: str, wanted: str) -> HandEdit:
    """The first difference of two texts of a page."""
    old, new = current.split("\n"), wanted.split("\n")
    at = alike(old, new)
    front = old.index("---", 1) if "---" in old[1:] else 0
    a, b = old[at : at + 1], new[at : at + 1]
    if a and b and b[0].strip() and b[0] in old[at:] and a[0] not in new[at:]:
        b = []  # the line was put in before one that stands
    elif a and b and a[0].strip() and a[0] in new[at:] and b[0] not in old[at:]:
        a = []  # the line was taken out before one that stands
    return HandEdit(path, min(at + 1, len(old)), "".join(a), "".join(b), at <= front)


def told(edit: HandEdit) -> tuple[str, str]:
    """What is said of an edit, and why it can be no correction of the text; the second is empty where it may be one."""
    for judge in (_front, _cells, _invisible, _heading, _script, _markup, _blanks):
        if why := judge(edit):
            break
    if not edit.text.strip():
        return f"“{_near(edit.wanted, edit.text)}” is gone from here", why
    if not edit.wanted.strip():
        return f"“{_near(edit.text, edit.wanted)}” is not what convert wrote: the line is new", why
    return f"“{_near(edit.text, edit.wanted)}” is not what convert wrote: “{_near(edit.wanted, edit.text)}”", why


def _near(text: str, other: str) -> str:
    """A line around its first character that differs from another's, what nobody sees by its number."""
    at = alike(text, other)
    begin = 0 if len(text) <= SHOWN else max(0, at - BEFORE)
    part = text[begin : begin + SHOWN]
    shown = "".join(_seen(char) for char in part)
    return ("…" if begin else "") + shown + ("…" if begin + SHOWN < len(text) else "")


def _seen(char: str) -> str:
    return char if char == " " or not _hidden(char) else f"[U+{ord(char):04X}]"


def _hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Co", "Cn") and char != " "


def _front(edit: HandEdit) -> str:
    if not edit.in_front:
        return ""
    if edit.path.name == "index.md":
        return ""  # its metadata are corrections of the settings
    return "the front matter of a chapter follows from the seed"


def _cells(edit: HandEdit) -> str:
    if not (edit.text.lstrip().startswith("|") and edit.wanted.lstrip().startswith("|")):
        return ""
    has, had = (len(re.split(r"(?<!\\)\|", line.strip().strip("|"))) for line in (edit.text, edit.wanted))
    return f"the row has {has} cells where it had {had}" if has != had else ""


def _invisible(edit: HandEdit) -> str:
    new = [char for char in edit.text if _hidden(char) and char not in edit.wanted and char not in "\t\u3000"]
    return f"a character that nobody sees was put in, U+{ord(new[0]):04X} {unicodedata.name(new[0], '')}".rstrip() if new else ""


def _heading(edit: HandEdit) -> str:
    has, had = HEADING.fullmatch(edit.text), HEADING.fullmatch(edit.wanted)
    if not has and not had:
        return ""
    if edit.text.lstrip().startswith("＃"):
        return "a full-width ＃ stands before the heading"
    if had and not edit.text.strip():
        return "a heading is gone, and what stood below it would lose its address"
    if not had:
        return "" if edit.wanted.strip() else "a heading comes from the seed, or from [[supplied]] in its settings"
    if not has:
        return "the # before a heading are gone" if had["rest"] == edit.text.strip() else ""
    marks, before = has["marks"].strip(), had["marks"].strip()
    if marks != before:
        return f"the heading has {marks} where it had {before}, and its level follows from its number"
    if not has["blank"]:
        return "there is no blank after the # of the heading"
    ids = [split_attributes(found["rest"])[1].id for found in (has, had)]
    if ids[0] == ids[1]:
        return ""
    return f"the heading has {f'the address {ids[0]}' if ids[0] else 'no address {#…}'} where it had {ids[1]}, and an address stays"


def _script(edit: HandEdit) -> str:
    """Traditional characters that were written for the Simplified ones."""
    if not edit.wanted or len(edit.text) != len(edit.wanted):
        return ""
    changed = [(a, b) for a, b in zip(edit.text, edit.wanted, strict=True) if a != b]
    simplified = _simplifier()
    if all(simplified(a) == b for a, b in changed):
        return f"{'、'.join(dict.fromkeys(a for a, _ in changed))} is Traditional in a text in Simplified characters"
    return ""


def _simplifier() -> Callable[[str], str]:
    from opencc import OpenCC  # for messages only: loading it takes longer than a page

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def _markup(edit: HandEdit) -> str:
    found = MARKUP.search(edit.text)
    if not found or found[0] in edit.wanted:
        return ""
    return f"`{found[0].strip()}` is markup, which a plan's text has not"


def _blanks(edit: HandEdit) -> str:
    if edit.wanted and edit.text.strip() == edit.wanted.strip():
        return "blanks or tabs were put before the line" if edit.text.lstrip() != edit.text else "blanks were put after the line"
    return ""

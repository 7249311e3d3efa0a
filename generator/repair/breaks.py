"""An editor's breaks from `seeds/<plan>.toml`: where a paragraph or a sentence begins, or goes on, against what the characters say.

`…改革。 | 全面…` (kind `paragraph`), `一是…； | 二是…` (kind `sentence`), `……。 + （下略）` (kind `none`).
They run last, on the text as published. Line ends are put in or taken out, as repairs like any other; where a sentence begins or goes on
within a line no character changes, and the ledger has an entry that says so.
"""

from __future__ import annotations

import itertools
from functools import partial

from generator.errors import ZhangjuError, all_of
from generator.model import Edit, Repair
from generator.reading.seed import Seed, occurrences
from generator.reading.settings import BREAKS, UNEXPLAINED, Break
from generator.repair.engine import Draft, apply

REASON = "断句分段"
WORDS = {"paragraph": "另起一段", "sentence": "另起一句", "none": "与上文相连"}


def apply_breaks(draft: Draft, seed: Seed, step: int) -> tuple[Draft, list[Repair], dict[int, bool]]:
    """Apply the breaks: the new text, their ledger entries, and the offsets where a sentence does (True) or does not begin.

    Raises ZhangjuError for a break whose words do not begin in its line exactly once, and for two at one place.
    """
    places = all_of(partial(place_break, draft, seed, item) for item in seed.settings.break_)
    items = sorted(zip(places, seed.settings.break_, strict=True), key=lambda pair: pair[0])
    for (at, _), (next_at, item) in itertools.pairwise(items):
        if at == next_at:
            raise ZhangjuError(seed.settings.path, item.at, f"two breaks stand before “{item.text}”", "take one of them out")
    edits = {at: edit for at, item in items if (edit := _edit(draft.text, at, item, seed.settings.format))}
    applied, ledger = apply(draft, seed, "break", REASON, step, edits=edits.values())
    marks: dict[int, bool] = {}
    shift = 0
    for at, item in items:
        edit = edits.get(at)
        shift += len(edit.after) - len(edit.before) if edit else 0
        marks[at + shift] = item.kind != "none"
        if not edit:
            line, column = seed.place(draft.origin[at])
            ledger.append(
                Repair(
                    step, "break", at=at, line=line, column=column, before="", after="", reason=f"{REASON}: {_note(item)}", status="applied"
                )
            )
    return applied, sorted(ledger, key=lambda entry: entry.at), marks


def _note(item: Break) -> str:
    return f"“{item.text}”{WORDS[item.kind]}；{item.evidence or UNEXPLAINED}"


def _edit(text: str, at: int, item: Break, form: str) -> Edit | None:
    """The edit of the line ends before a place, None when they need none."""
    begin = len(text[:at].rstrip())
    gap = text[begin:at]
    if item.kind == "sentence" and "\n" not in gap:
        return None  # a line end here could make another title of a heading in the line
    wanted = {"paragraph": "\n\n", "sentence": "\n"}.get(item.kind, "") if form == "sentence-lines" else "\n" * (item.kind == "paragraph")
    if gap.count("\n") == len(wanted) or (item.kind == "paragraph" and gap.count("\n") > len(wanted)) or begin == 0:
        return None
    return Edit(begin, gap, wanted, _note(item))


def place_break(draft: Draft, seed: Seed, item: Break) -> int:
    """Offset in a text where a break's words begin. Raises ZhangjuError when they do not just once in its line."""
    if item.kind not in BREAKS:
        raise ZhangjuError(seed.settings.path, item.at, f"unknown kind `{item.kind}`", f"write one of: {', '.join(BREAKS)}")
    found = [at for at in occurrences(draft.text, item.text, 0, len(draft.text)) if seed.place(draft.origin[at])[0] == item.line]
    if len(found) != 1:
        cause = f"`{item.text}` begins {len(found)} times in what is published of line {item.line} of {seed.path.name}, not once"
        next_step = "lengthen the words until they occur once" if found else "correct `line` or the words"
        raise ZhangjuError(seed.settings.path, item.at, cause, next_step, "C001")
    return found[0]

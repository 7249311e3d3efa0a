"""What is wrong, shown at the head of the pages that are served."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

SHOWN = re.compile(r'<pre role="alert" class="findings">.*?</pre>', re.S)
PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>findings</title></head><body>{told}</body></html>'
TOLD = '<pre role="alert" class="findings">{told}</pre>'


class Findings:
    """What is shown at the head of pages."""

    def __init__(self) -> None:
        self.words = ""
        """Of what stops all pages; empty when nothing does."""
        self._held: dict[Path, bytes | None] = {}
        """Pages that findings stand in → what they were; None where there was none."""

    def say(self, words: str) -> None:
        """From now on this is what stops all pages."""
        self.words = words

    def put(self, page: Path, own: str = "") -> None:
        """Put what stops all pages, or just this one, at its head; or take it out again."""
        words = self.words or own
        if page in self._held and SHOWN.search(page.read_text(encoding="utf-8") if page.is_file() else ""):
            before = self._held.pop(page)
            page.unlink() if before is None else page.write_bytes(before)
        if words:
            self._held[page] = page.read_bytes() if page.is_file() else None
            show(words, page)


def show(words: str, page: Path) -> None:
    """Put findings at the head of a page; where there is none, into one of their own."""
    shown = TOLD.format(told=escape(words))
    if not page.is_file():
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(PAGE.format(told=shown), encoding="utf-8")
        return
    head, body, rest = SHOWN.sub("", page.read_text(encoding="utf-8")).partition("<body")
    tag, end, inside = rest.partition(">")
    if body and end:
        page.write_text(f"{head}{body}{tag}{end}{shown}{inside}", encoding="utf-8")

"""A card drawn: 1200 × 630 points, a frame of two lines as old prints have it, the seal at the head, the plan, number, heading and first
words of a clause, the edition at the foot. Four colours, paper, ink, the shade between them at the edges of letters, and red, so that a
picture is small: what is shown of a link is shrunk, and has no use for more."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any

from generator.site.cards.card import Card
from generator.site.cards.fonts import Font, Fonts
from generator.site.cards.lines import BORDER, Measure, balanced, broken, fitted
from generator.site.cards.picture import HEIGHT, WIDTH

LEFT, RIGHT = 92, 1108
SEAL, SMALL, NUMBER = 84, 28, 40
HEADINGS = ((60, 2), (52, 2), (44, 3), (40, 4))
"""Sizes of a heading and how many lines it may have in each: the first that holds it whole, else the last."""
HEAD, FOOT = 150, 540
"""Between them stands what is said of the clause."""
LEADING = 1.45
AIR = 7
"""Into how many parts a character is wide as the room between Chinese and figures."""
STEPS = ((4, 2, 1.0), (4, 1, 1.0), (4, 1, 0.6), (4, 0, 0.0), (3, 0, 0.0), (2, 0, 0.0))
"""Lines of the heading, lines of the clause's first words, and how much of the room these have: as much as the weight allows."""
MOST = 12_000
"""Bytes of a picture."""
LEVEL = 8
"""Of compression: one more takes three times as long for a hundredth."""
EDGE = 72, 180
"""How much of a point a letter covers, of 255, so that it is between paper and ink, and so that it is ink."""


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours, `#rrggbb`, and the character of the seal."""

    paper: str
    ink: str
    red: str
    seal: str


def drawn(card: Card, fonts: Fonts, inks: Inks) -> bytes:
    """The picture of a card as PNG: of the same card always the same, with fewer words where it would be too heavy."""
    picture = b""
    for step in STEPS:
        page = _Page(fonts)
        _frame(page, inks.seal)
        _text(page, card, *step)
        picture = page.printed(inks)
        if len(picture) <= MOST:
            break
    return picture


class _Page:
    """Paper with two inks, each a picture of how strong it stands where."""

    def __init__(self, fonts: Fonts) -> None:
        from PIL import Image, ImageDraw  # only here: an extra, and nobody else needs it

        self.fonts = fonts
        self.inks = [Image.new("L", (WIDTH, HEIGHT)) for _ in range(2)]
        self.ink, self.red = (ImageDraw.Draw(one) for one in self.inks)

    def font(self, size: int, bold: bool = False) -> Any:
        """A face in a size."""
        return _font(self.fonts.bold if bold else self.fonts.text, size)

    def measure(self, size: int, bold: bool = False) -> Measure:
        """How wide words are in it."""
        font = self.fonts.bold if bold else self.fonts.text
        return lambda text: sum(_width(font, size, char) for char in text) + len(BORDER.findall(text)) * size / AIR

    def printed(self, inks: Inks) -> bytes:
        """Both inks on the paper."""
        from PIL import ImageChops

        ink, red = self.inks
        shades = ink.point([(v >= EDGE[0]) + (v >= EDGE[1]) for v in range(256)])
        picture = ImageChops.lighter(shades, red.point([3 * (v > 127) for v in range(256)]))
        picture.putpalette([part for colour in _palette(inks) for part in colour])
        data = io.BytesIO()
        picture.save(data, "PNG", bits=2, compress_level=LEVEL)
        return data.getvalue()


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of one size."""

    lines: Sequence[str]
    size: int
    bold: bool = False
    red: bool = False
    above: int = 0
    """Room before it; a red rule stands in it where it is more than a little."""

    @property
    def height(self) -> float:
        return self.above + len(self.lines) * self.size * LEADING if self.lines else 0


def _frame(page: _Page, seal: str) -> None:
    page.red.rectangle((22, 22, WIDTH - 23, HEIGHT - 23), outline=255, width=4)
    page.red.rectangle((33, 33, WIDTH - 34, HEIGHT - 34), outline=255, width=1)
    if seal:
        left, top = RIGHT - SEAL, 74
        page.red.rounded_rectangle((left, top, RIGHT, top + SEAL), radius=10, fill=255)
        page.red.text((left + SEAL / 2, top + SEAL / 2), seal, font=page.font(62, bold=True), fill=0, anchor="mm")


def _text(page: _Page, card: Card, high: int, most: int, share: float) -> None:
    """From the head to the foot; what is said of the clause stands in the middle of the room."""
    small = page.measure(SMALL)
    room = RIGHT - LEFT
    beside = room - SEAL - 40
    title = card.plan if small(card.plan) <= beside else card.short
    _write(page, _Block(fitted(title, beside, 1, small), SMALL), 82)
    _write(page, _Block(fitted(card.edition, room, 1, small), SMALL), 550)
    blocks = [
        _Block([card.number] if card.number else [], NUMBER, bold=True, red=True),
        _heading(page, card.heading, high),
        _Block(fitted(card.words, room * share, most, small), SMALL, above=36),
    ]
    top = HEAD + max(0, FOOT - HEAD - sum(one.height for one in blocks)) / 2
    for block in blocks:
        _write(page, block, top)
        top += block.height


def _write(page: _Page, block: _Block, top: float) -> None:
    """Set a block from a height on."""
    font, ink = page.font(block.size, block.bold), page.red if block.red else page.ink
    if block.lines and block.above:
        page.red.rectangle((LEFT, top + 13, LEFT + 72, top + 16), fill=255)
    for n, line in enumerate(block.lines):
        parts = BORDER.split(line)
        places = accumulate((font.getlength(part) + block.size / AIR for part in parts), initial=LEFT)
        for part, left in zip(parts, places, strict=False):
            ink.text((round(left), round(top + block.above + n * block.size * LEADING)), part, font=font, fill=255)


def _heading(page: _Page, heading: str, high: int) -> _Block:
    """A heading in the largest size that holds it, in the smallest what it has room for."""
    room = RIGHT - LEFT
    for size, most in HEADINGS:
        measure = page.measure(size, bold=True)
        if len(broken(heading, room, measure)) <= min(most, high):
            return _Block(balanced(heading, room, measure), size, bold=True)
    return _Block(fitted(heading, room, min(most, high), measure), size, bold=True)


@lru_cache(maxsize=32)
def _font(font: Font, size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(font.file, size, index=font.index, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=100_000)
def _width(font: Font, size: int, char: str) -> float:
    return float(_font(font, size).getlength(char))


def _palette(inks: Inks) -> list[tuple[int, ...]]:
    paper, ink, red = (tuple(bytes.fromhex(one.removeprefix("#"))) for one in (inks.paper, inks.ink, inks.red))
    return [paper, tuple((a + b) // 2 for a, b in zip(paper, ink, strict=True)), ink, red]

"""Lines of a picture: Chinese breaks between any two characters but before what closes and after what opens, Latin between words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

PIECE = re.compile(
    r"[（《“‘〈「『【〔\[(]*(?:[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f.,%+/:’'&-]*|[^\s])"
    r"[，。、；：？！）》”’〉」』】〕\]),.;:?!…—–～%]*\s*|\s+"
)
"""What stays together on a line: a word or a character, with what opens before and what closes behind it."""
BORDER = re.compile(r"(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[\u3400-\u9fff])")
"""Between Chinese and Latin letters or figures, where print leaves a little room."""
INSIDE = re.compile(r"[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f’'-]")
"""Two characters of one word."""
MORE = "…"
Measure = Callable[[str], float]


def broken(text: str, width: float, measure: Measure) -> list[str]:
    """A text in lines that are no wider; a single word that is stands out."""
    lines = [""]
    for piece in PIECE.findall(text):
        if lines[-1] and measure((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.strip() for line in lines if line.strip()]


def balanced(text: str, width: float, measure: Measure) -> list[str]:
    """The same in lines about as long as each other: no heading ends in a line of one character."""
    lines = broken(text, width, measure)
    low, high = width / max(1, len(lines)), width
    while len(lines) > 1 and high - low > 4:
        middle = (low + high) / 2
        low, high = (low, middle) if len(broken(text, middle, measure)) <= len(lines) else (middle, high)
    return broken(text, high, measure)


def fitted(text: str, width: float, most: int, measure: Measure) -> list[str]:
    """The first lines of a text, at most so many; what is left out a sign tells."""
    lines = broken(text, width, measure)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], next((one for one in _shorter(lines[most - 1]) if measure(one) <= width), MORE)] if most else []


def _shorter(line: str) -> Iterator[str]:
    """A line that is cut behind, a word or a character more each time, never behind a mark that leads on."""
    for end in range(len(line), 0, -1):
        if end == len(line) or not INSIDE.match(line, end - 1):
            yield line[:end].rstrip("，、；：,;:（《“‘(　 ") + MORE

"""A translation that stands beside the Chinese, line under line or in a column of its own, is no text of the plan.

`各位代表：⏎Fellow Deputies,` → `各位代表：`, `推进改革。⇥Reform is advanced.` → `推进改革。`
Runs only where the settings say so (`other_language`), and takes only what stands as the document has most of it: whole lines, columns
parted by a tab or wide blanks, or what follows the end of a Chinese sentence in its line. The words stay in the ledger, from where
`zhangju convert` lays them beside their sentences as unreviewed translations.
Leaves alone: names, abbreviations and brackets in another script within Chinese sentences, cells of tables, addresses, numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.characters import HAN
from generator.model import Edit
from generator.reading.settings import Settings

NAME = "two-languages"
LETTER = "A-Za-z\u00c0-\u024f\u0400-\u04ff"
HANS = re.compile(f"[{HAN}]")
LETTERS = re.compile(f"[{LETTER}]")
WORDS = re.compile(f"[{LETTER}][{LETTER}'’.-]*[{LETTER}]|[{LETTER}]")
ADDRESS = re.compile(r"^\W*(?:https?://|www\.)\S+\W*$|^\S+@\S+$|[<>{}=]")
COLUMNS = re.compile(r"[ \u3000]*\t[\t \u3000]*|[ \u3000]{3,}|[ \u3000]*[|｜][ \u3000]*")
TAIL = re.compile(rf"(?<=[。！？；：”）])[ \u3000]*(?=[\"“(]?[{LETTER}])")
AFTER_TITLE = re.compile(rf"(?<=[{HAN}])[ \u3000]+(?=[(“\"]?[A-Z0-9IVX])")
"""Where the translation of a title may begin in its line; names in sentences stand so, too, so it counts beside sentences alone."""
SHORTEST = 4
"""Letters of a line of another language; a shorter one is an abbreviation."""
RARE = 8
"""A line is of another language when it has so many times more of its letters than Chinese ones, which it then quotes."""
SHARE = 0.2
"""Of the lines with Chinese, so many must have the other language in a shape before that shape is a translation."""
WEIGHT = 0.5
"""Letters of the other language for each Chinese one: a translation into English has some three."""
LEAST = 3
"""Lines of it: fewer are an English title or a name."""


def other_language(text: str) -> str:
    """The language of the translation that stands in a text beside the Chinese: `en`; empty when there is none.

    Raises nothing: what is neither Chinese nor a translation of it is for other rules.
    """
    taken = [piece for _, _, piece in foreign(text)]
    han, letters = len(HANS.findall(text)), sum(len(LETTERS.findall(piece)) for piece in taken)
    latin = sum(len(re.findall("[A-Za-z]", piece)) for piece in taken)
    return "en" if len(taken) >= LEAST and han and letters >= WEIGHT * han and latin > 0.9 * letters else ""


def two_languages(text: str, settings: Settings) -> Iterator[Edit]:
    """Propose the removal of each line and column of the other language."""
    if settings.other_language:
        for start, end, _ in foreign(text):
            yield Edit(start, text[start:end], "")


def without_foreign(text: str) -> str:
    """A text without what stands beside the Chinese in it."""
    pieces, done = [], 0
    for start, end, _ in foreign(text):
        pieces.append(text[done:start])
        done = end
    return "".join([*pieces, text[done:]])


def foreign(text: str) -> list[tuple[int, int, str]]:
    """(start, end, words) of what stands in another language, of the shapes that the text has many of; spans take along what parts it
    from the Chinese."""
    shapes: dict[str, list[tuple[int, int, str]]] = {"line": [], "column": [], "tail": [], "title": []}
    chinese = at = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if is_foreign(words):
            shapes["line"].append((at, at + len(line), words))
        elif HANS.search(words):
            chinese += 1
            for shape, start, end in _parts(line.rstrip("\r\n")):
                shapes[shape].append((at + start, at + end, line[start:end].strip(" \t\u3000|｜")))
        at += len(line)
    titles = shapes.pop("title")
    usual = {shape: some for shape, some in shapes.items() if len(some) >= max(LEAST, SHARE * chinese)}
    return sorted([*(piece for some in usual.values() for piece in some), *(titles if "tail" in usual else ())])


def is_foreign(line: str) -> bool:
    """True for words of another language: a sentence, a title or a single word, and no abbreviation, address or number."""
    letters, han = len(LETTERS.findall(line)), len(HANS.findall(line))
    if letters < SHORTEST or ADDRESS.search(line) or letters < RARE * han or (han and (HANS.match(line) or COLUMNS.search(line))):
        return False
    words = WORDS.findall(line)
    return len(words) > 1 or not words[0].isupper()


def _parts(line: str) -> Iterator[tuple[str, int, int]]:
    """(shape, start, end) of the other language in a line that has Chinese, at most one."""
    cells = [0, *(n for found in COLUMNS.finditer(line) for n in found.span()), len(line)]
    spans = [(a, b) for a, b in zip(cells[::2], cells[1::2], strict=True) if line[a:b].strip()]
    kinds = [is_foreign(line[a:b]) for a, b in spans]
    if len(spans) > 1 and kinds == sorted(kinds) and kinds[-1] and not kinds[0]:
        yield "column", spans[kinds.index(True) - 1][1], len(line)
    elif len(spans) > 1 and kinds == sorted(kinds, reverse=True) and kinds[0] and not kinds[-1]:
        yield "column", 0, spans[kinds.index(False)][0]
    else:
        last = max((n for n, char in enumerate(line) if HANS.match(char)), default=0)
        for shape, border in (("tail", TAIL), ("title", AFTER_TITLE)):
            found = border.search(line, last)
            at = found.start() if found else len(line)
            if is_foreign(line[at:]) and len(WORDS.findall(line[at:])) > 1:
                yield shape, at, len(line)
                return

"""Files that people write, with lines dropped, doubled and spoiled, and what the readers of these files make of them."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from generator.content.read import read_plan
from generator.errors import ZhangjuError
from generator.glossary.editors import read_editors
from generator.languages.po import parse_po, write_po
from generator.languages.termbase import load_termbase
from generator.links.editors import read_link_editors
from generator.links.topics import read_topics
from generator.model import Plan, Section
from generator.reading.settings_file import read_settings
from generator.search.editors import read_synonyms
from tests.variants import variant

EDITION = Path(__file__).parents[1] / "edition"
OF_A_FILE = 30


def _po(folder: Path) -> object:
    catalogue = parse_po((folder / "yun-plan.po").read_text(encoding="utf-8"), Path("yun-plan.po"))
    return f"{catalogue}\n{write_po(catalogue)}"


def _plan(folder: Path) -> object:
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    return "\n".join(str(section) for section in read_plan(files, Path("yun-plan")).sections[-12:])


BEDS = Plan("yun-plan", {}, (Section("1", "一", "一、", 1, "增加养老床位"),))
READERS: dict[str, tuple[list[str], Callable[[Path], object]]] = {
    "yun-plan.po": (["expected/content/locale/en/yun-plan.po.txt"], _po),
    "yun-plan.toml": (["seeds/yun-plan.toml"], lambda folder: read_settings(folder / "yun-plan.toml", "yun-plan")),
    "glossary.toml": (["content/glossary.toml"], read_editors),
    "links.toml": (["content/links.toml"], read_link_editors),
    "topics.toml": (["content/topics.toml"], read_topics),
    "termbase.toml": (["content/termbase.toml"], load_termbase),
    "search.toml": (["content/search.toml"], lambda folder: read_synonyms(folder, [BEDS])),
    "03.md": ([f"expected/content/yun-plan/{name}.md.txt" for name in ("03", "index")], _plan),
}
"""File that is spoiled → what stands in its folder, and its reader."""


def of_files() -> Iterator[tuple[str, str, str]]:
    """Name, text and outcome of each spoiled file: what was read, or the error."""
    for name, (sources, read) in READERS.items():
        sound: list[str] = []
        for i in range(-1, OF_A_FILE):
            with tempfile.TemporaryDirectory() as folder:
                for source in sources:
                    (Path(folder) / Path(source).name.removesuffix(".txt")).write_text(_text(source), encoding="utf-8")
                text = _spoiled(_text(sources[0]), random.Random(f"{name} {i}")) if i >= 0 else _text(sources[0])
                (Path(folder) / name).write_text(text, encoding="utf-8")
                outcome = _outcome(read, Path(folder))
            yield f"{name} {i}", text, "".join(_differing(sound, outcome))
            sound = sound or outcome


def _text(source: str) -> str:
    return (EDITION / source).read_text(encoding="utf-8")


def _spoiled(text: str, chance: random.Random) -> str:
    """Now and then a broken character, mostly a line too few, too many, or with another line's value."""
    if chance.random() < 0.4:
        return variant(text, chance)
    lines = text.split("\n")
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    kind = chance.choice(["drop", "double", "value", "empty", "key"])
    if kind == "drop":
        del lines[a]
    elif kind == "double":
        lines.insert(a, lines[a])
    elif kind == "key":
        lines.insert(
            a, chance.choice(['unknown = "x"', "at = 3", "[[nothing]]", '#| msgid "früher"', "#, fuzzy", "# reviewed: A 2026-01-31"])
        )
    else:
        value = lines[b].partition(" = ")[2] or '""'
        lines[a] = lines[a].partition(" = ")[0] + " = " + ('""' if kind == "empty" else value)
    return "\n".join(lines)


def _differing(sound: list[str], outcome: list[str]) -> Iterator[str]:
    """The lines that a file's outcome has beside that of the sound file, and those that it lacks."""
    had, has = set(sound), set(outcome)
    yield from (f"  + {line}\n" for line in outcome if line not in had)
    yield from (f"  - {line}\n" for line in sound if line not in has) if 2 * len(has) > len(had) else ()  # an error says enough


def _outcome(read: Callable[[Path], Any], folder: Path) -> list[str]:
    try:
        made = str(read(folder))
    except ZhangjuError as error:
        made = str(error)
    return re.split(r"\n|(?<=,) ", re.sub(r"\b(line|at)=\d+", r"\1", made.replace(str(folder), "")))

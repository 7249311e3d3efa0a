"""Files that people write, with lines dropped, doubled and spoiled, and what the readers of these files make of them."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.content.carrying import anchor_plan
from generator.content.read import read_plan
from generator.errors import ZhangjuError
from generator.glossary.editors import read_editors
from generator.languages.delivery import fill
from generator.languages.language import LANGUAGES
from generator.languages.po import Catalogue, parse_po, write_po
from generator.languages.termbase import TermRendering, load_termbase, termbase_of
from generator.languages.terms_file import SUBJECT, TermRow, merged, read_csv, read_tbx, write_csv, write_tbx
from generator.languages.translating import read_delivery
from generator.languages.tsv import write_tsv
from generator.languages.units import all_units
from generator.languages.xliff import write_xliff
from generator.links.editors import read_link_editors
from generator.links.topics import read_topics
from generator.model import Plan, Section
from generator.reading.settings_file import read_settings
from generator.search.editors import read_synonyms
from tests.variants import variant

EDITION = Path(__file__).parents[1] / "edition"


def _po(folder: Path) -> object:
    catalogue = parse_po((folder / "yun-plan.po").read_text(encoding="utf-8"), Path("yun-plan.po"))
    return f"{catalogue}\n{write_po(catalogue)}"


def _plan(folder: Path) -> object:
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
    return "\n".join(str(section) for section in read_plan(files, Path("yun-plan")).sections[-12:])


PO = "expected/content/locale/en/yun-plan.po.txt"
TERMS = [
    TermRow(TermRendering("输水干线", "trunk main", also=["water main"], avoid=["pipe"], not_in=["输水干线图"], why="as in print")),
    TermRow(TermRendering("海绵城市", "sponge city")),
    TermRow(TermRendering("水务平台", "water platform"), SUBJECT, "管水的平台。", "A platform, “for water” & more."),
]


def _catalogue() -> Catalogue:
    return parse_po(_text(PO), Path("yun-plan.po"))


def _filled(folder: Path, name: str) -> object:
    """What a delivery holds, and what it makes of the translations of the plan."""
    delivered = read_delivery(folder / name, "yun-plan", LANGUAGES["en"], ["yun-plan", "yun-report"])
    plan = read_plan({path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}, Path("yun-plan"))
    plan = replace(plan, sections=anchor_plan(plan.sections, [])[0])
    made = fill(_catalogue(), delivered, all_units(plan), overwrite=True, stale=True)
    return "\n".join(map(str, (*delivered.rows, delivered.header, *made.catalogue.entries, made.taken, *made.findings)))


def _taken_in(folder: Path, read: Callable[[bytes, Path], list[TermRow]], name: str) -> object:
    """The terms of a file, and the termbase with them in it."""
    rows = read((folder / name).read_bytes(), folder / name)
    terms = {row.term.zh: row.term for row in rows}
    base = _text("content/termbase.toml")
    old = termbase_of(base, Path("termbase.toml")).by_zh
    made = merged(base, {zh: t for zh, t in terms.items() if zh not in old}, {zh: t for zh, t in terms.items() if zh in old})
    return "\n".join((*map(str, rows), made, *(str(one) for zh in old for one in termbase_of(base, Path("t")).in_text(f"图{zh}图"))))


PAGES = [f"expected/content/yun-plan/{name}.md.txt" for name in ("index", "01", "02", "03", "05", "a")]
MADE: dict[str, Callable[[], str]] = {
    "delivered.tsv": lambda: write_tsv(_catalogue(), lambda text: [one.term for one in TERMS if one.term.zh in text]),
    "delivered.xlf": lambda: write_xliff(_catalogue(), "yun-plan", lambda text: [one.term for one in TERMS if one.term.zh in text]),
    "terms.tbx": lambda: write_tbx(TERMS),
    "terms.csv": lambda: write_csv(TERMS),
}
BEDS = Plan("yun-plan", {}, (Section("1", "一", "一、", 1, "增加养老床位"),))
READERS: dict[str, tuple[list[str], Callable[[Path], object]]] = {
    "yun-plan.po": (["expected/content/locale/en/yun-plan.po.txt"], _po),
    "yun-plan.toml": (["seeds/yun-plan.toml"], lambda folder: read_settings(folder / "yun-plan.toml", "yun-plan")),
    "glossary.toml": (["content/glossary.toml"], read_editors),
    "links.toml": (["content/links.toml"], read_link_editors),
    "topics.toml": (["content/topics.toml"], read_topics),
    "termbase.toml": (["content/termbase.toml"], load_termbase),
    "search.toml": (["content/search.toml"], lambda folder: read_synonyms(folder, [BEDS])),
    "delivered.tsv": (["delivered.tsv", *PAGES], lambda folder: _filled(folder, "delivered.tsv")),
    "delivered.xlf": (["delivered.xlf", *PAGES], lambda folder: _filled(folder, "delivered.xlf")),
    "delivered.po": ([PO, *PAGES], lambda folder: _filled(folder, "delivered.po")),
    "terms.tbx": (["terms.tbx"], lambda folder: _taken_in(folder, read_tbx, "terms.tbx")),
    "terms.csv": (["terms.csv"], lambda folder: _taken_in(folder, read_csv, "terms.csv")),
    "03.md": ([f"expected/content/yun-plan/{name}.md.txt" for name in ("03", "index")], _plan),
}
"""File that is spoiled → what stands in its folder, and its reader."""


def of_files(name: str, numbers: Iterable[int]) -> Iterator[tuple[str, str, str]]:
    """Name, text and outcome of a file that is spoiled in some ways: what was read, or the error."""
    sources, read = READERS[name]
    sound: list[str] = []
    for i in (-1, *numbers):
        text = _spoiled(_text(sources[0]), random.Random(f"{name} {i}")) if i >= 0 else _text(sources[0])
        with tempfile.TemporaryDirectory() as folder:
            for source in sources:
                (Path(folder) / Path(source).name.removesuffix(".txt")).write_text(_text(source), encoding="utf-8")
            (Path(folder) / name).write_text(text, encoding="utf-8")
            outcome = _outcome(read, Path(folder))
        yield f"{name} {i}", text, "".join(_differing(sound, outcome))
        sound = sound or outcome


def _text(source: str) -> str:
    """A file of the edition; one for translators, which it has not, is made of its translations."""
    if source in MADE:
        return MADE[source]()
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

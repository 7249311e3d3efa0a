"""Small functions of text, each with calls that it answers in different ways: where a rule of a letter or of a number changes, the row shows it.

A row of `calls/` is a function, what it is given and what it gives. `--choose` seeks rows for functions that have none: of some hundred
texts, and of these a little changed, those whose answers differ most.
"""

from __future__ import annotations

import ast
import csv
import hashlib
import importlib
import inspect
import random
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from generator.content.carrying import anchor_plan
from generator.content.read import read_plan
from generator.model import Note, Paragraph, Plan, Row, Section, Table
from tests import trees
from tests.variants import RUNNING, TITLES, variant
from tests.variants.plans import a_plan, stock

TESTS = Path(__file__).parents[1]
GENERATOR = TESTS.parent / "generator"
EXPECTED = TESTS / "edition" / "expected" / "content"
CALLS = Path(__file__).parent / "calls"
AREAS = (
    "absorbing",
    "adding",
    "collating",
    "content",
    "glossary",
    "languages",
    "links",
    "model",
    "opening",
    "site",
    "suspect",
    "generator",
)
"""Folders of the engine whose functions are called; the last one is the engine's own."""
APART = ("serving", "crew", "cli", "placing", "text_file", "working", "history", "workflows", "strays", "desk", "slim", "press", "build")
"""Modules that work on files and processes."""
SIMPLE = (
    "str",
    "int",
    "bool",
    "Span",
    "tuple[int, int]",
    "str | None",
    "int | None",
    "float",
    "Collection[str]",
    "Sequence[str]",
    "Iterable[str]",
)
SIMPLE += ("list[str]", "tuple[str, ...]", "set[str]", "frozenset[str]", "Sequence[int]", "Mapping[str, str]", "dict[str, str]")
TRIED, KEPT, LONGEST = 260, 12, 160
WORDS = (
    "“",
    "（",
    "《",
    "第三章",
    "1.2",
    "a",
    "6.2-3",
    "2.3-t1-r7:0",
    "yun-plan",
    "%5f;",
    "[^1]",
    "PM2.5",
    "，",
    "。",
    "的",
    "2025",
    "Ⅲ",
    "https://x.cn/a",
)
THINGS = ("Plan", "Section", "Table", "Row", "Block", "Note", "Sequence[Plan]", "Iterable[Plan]", "Sequence[Section]", "Iterable[Section]")
THINGS += ("tuple[Section, ...]", "Sequence[Block]", "tuple[Block, ...]", "Paragraph", "Sentence")
UNORDERED = re.compile(r"set\(\{[^}]*, |(?<!\()\{'[^':]*', ")
"""A set within a value: in no order that stays."""
Called = tuple[str, str, str]


@cache
def plan(number: int) -> Plan:
    """A plan: of the small edition, strewn with sentences, or random in its shape."""
    chance = random.Random(f"plan {number}")
    if number % 3 == 0:
        folder = EXPECTED / ("yun-plan" if number % 2 else "yun-report")
        files = {path.name.removesuffix(".txt"): path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md.txt"))}
        made = read_plan(files, Path(folder.name))
        return replace(made, sections=anchor_plan(made.sections, [])[0])
    return a_plan("ab"[number % 2], "某市水网规划", chance, stock()) if number % 3 == 1 else trees.plan(chance)


def plans(number: int) -> list[Plan]:
    return [plan(number), *([plan(number + 1)] if number % 4 else [])]


def sections(number: int) -> tuple[Section, ...]:
    return plan(number // 2).sections[-1 - number % 9 :]


def section(number: int) -> Section:
    some = plan(number // 9).sections
    return some[number % len(some)]


def _one(kind: type, number: int) -> Any:
    some = [block for one in plan(number // 5).sections for block in one.blocks if isinstance(block, kind)]
    return some[number % len(some)] if some else _one(kind, number + 5)


MAKERS: dict[str, Callable[[int], Any]] = {
    "plan": plan,
    "plans": plans,
    "sections": sections,
    "section": section,
    "table": lambda number: _one(Table, number),
    "row": lambda number: next(iter(_one(Table, number).rows), Row(("甲",))),
    "block": lambda number: _one(object, number),
    "blocks": lambda number: section(number).blocks,
    "note": lambda number: _one(Note, number),
    "paragraph": lambda number: _one(Paragraph, number),
    "sentence": lambda number: _one(Paragraph, number).sentences[0],
}


@dataclass(frozen=True)
class Made:
    """A thing by its name and number, as a row has it."""

    name: str
    number: int

    def __repr__(self) -> str:
        return f"{self.name}({self.number})"


def functions(area: str) -> Iterator[tuple[str, Callable[..., Any], list[str]]]:
    """Name, function and annotations of an area's functions whose arguments are texts, numbers and lists of them."""
    folder = GENERATOR if area == "generator" else GENERATOR / area
    for path in sorted(folder.glob("*.py") if area == "generator" else folder.rglob("*.py")):
        if path.stem in APART or path.stem.startswith("__"):
            continue
        module = ".".join(("generator", *path.relative_to(GENERATOR).with_suffix("").parts))
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.args.vararg and not node.args.kwarg:
                given = [ast.unparse(one.annotation) for one in (*node.args.args, *node.args.kwonlyargs) if one.annotation]
                if (
                    given
                    and all(one in (*SIMPLE, *THINGS) for one in given)
                    and re.search("str|[A-Z]", re.sub("Sequence|Iterable|Mapping", "", " ".join(given)))
                ):
                    yield f"{module}.{node.name}", function(f"{module}.{node.name}"), given


@cache
def function(name: str) -> Callable[..., Any]:
    module, _, own = name.rpartition(".")
    made: Callable[..., Any] = getattr(importlib.import_module(module), own)
    return made


def answered(name: str, given: str) -> str:
    """What a function gives, or the name of what it raises."""
    called = function(name)
    some = eval(given, {"__builtins__": {}, "set": set, "frozenset": frozenset}, MAKERS)
    parameters = inspect.signature(called).parameters.values()
    plain = [value for value, one in zip(some, parameters, strict=True) if one.kind is not one.KEYWORD_ONLY]
    named = {one.name: value for value, one in zip(some, parameters, strict=True) if one.kind is one.KEYWORD_ONLY}
    try:
        return shown(called(*plain, **named))
    except Exception as error:
        return f"! {type(error).__name__}"


def shown(value: Any) -> str:
    """A value as a row has it: what is iterated over as a list, what has no order in one."""
    if inspect.isgenerator(value) or type(value).__name__ in ("map", "filter", "zip", "dict_values"):
        value = list(islice(value, 50))
    if isinstance(value, set | frozenset):
        value = sorted(value, key=repr)
    told = repr(value)
    if UNORDERED.search(told):
        return "! unordered"
    return told if len(told) <= 2 * LONGEST else f"{told[:LONGEST]}… {hashlib.sha256(told.encode()).hexdigest()[:12]}"


@cache
def texts() -> list[str]:
    """Texts of all kinds, in one order."""
    lines = [*TITLES, *RUNNING, *stock(), *WORDS]
    for name in ("english", "english-later"):
        lines += re.split(r"[\t\n]", (TESTS / "edition" / f"{name}.tsv").read_text(encoding="utf-8"))
    for path in sorted((TESTS / "edition" / "expected" / "content").rglob("*.md.txt")):
        lines += path.read_text(encoding="utf-8").splitlines()
    for path in (*sorted((TESTS / "edition" / "seeds").glob("*.*")), *sorted((TESTS / "cases").glob("*.md"))):
        lines += [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("```")][:80]
    lines += [str(value) for value in tomllib.loads((TESTS / "cases" / "renderings.toml").read_text(encoding="utf-8")).values()]
    return sorted({line for line in lines if line and len(line) <= LONGEST and "\\" not in line})


def an_argument(kind: str, chance: random.Random) -> Any:
    """Something of a type."""
    if kind in THINGS:
        name = re.sub(r"(?:Sequence|Iterable|tuple)\[(\w+)(?:, \.\.\.)?\]", r"\1s", kind).lower()
        return Made(name, chance.randrange(90))
    text = chance.choice(texts())
    piece = text[chance.randrange(len(text)) :][: chance.choice([1, 2, 4, 8, 40])] if chance.random() < 0.4 else text
    piece = chance.choice(WORDS) if chance.random() < 0.1 else piece
    if "int, int" in kind or kind == "Span":
        start = chance.randrange(12)
        return (start, start + chance.randrange(12))
    if kind == "Sequence[int]":
        return sorted(chance.sample(range(30), chance.randrange(5)))
    if kind in ("str", "str | None"):
        return piece
    if kind in ("int", "int | None", "float"):
        return chance.choice([0, 1, 2, 3, 4, 5, 8, 12, 100, 2025])
    if kind == "bool":
        return chance.random() < 0.5
    if "str, str" in kind:
        return {chance.choice(WORDS): piece, piece[:2]: text[:3]}
    return chance.sample([piece, text[:4], text[-3:], *chance.sample(WORDS, 3)], chance.randrange(5))


def chosen(name: str, kinds: list[str]) -> list[Called]:
    """Rows for a function: each answer that was not seen before, and texts that are a little otherwise and answered otherwise."""
    chance, seen, found = random.Random(name), Counter[str](), list[Called]()

    def tried(some: tuple[Any, ...]) -> bool:
        try:
            answer = answered(name, repr(some))
        except Exception:
            return False
        kept = " at 0x" not in answer and seen[answer] < (3 if len(answer) < 8 else 1)
        if kept and (not answer.startswith("! ") or not seen[answer]):
            seen[answer] += 1
            found.append((name, repr(some), answer))
        return kept

    for _ in range(TRIED):
        some = [an_argument(kind, chance) for kind in kinds]
        if len(kinds) > 1 and isinstance(some[0], str) and chance.random() < 0.6:
            # what one text has, the other is asked about
            some = [
                some[0][: 1 + i * 3][-6:] if i and kind == "str" else value for i, (kind, value) in enumerate(zip(kinds, some, strict=True))
            ]
        if tried(tuple(some)):
            near = [variant(one, chance) if isinstance(one, str) and one else one for one in some]
            tried(tuple(near))
    answers = Counter(answer for _, _, answer in found)
    rare = sorted(found, key=lambda row: (answers[row[2]] > 2, row[2].startswith("! "), len(row[1])))
    plain = rare[: KEPT // 2] + rare[KEPT // 2 :: max(1, len(rare) // (KEPT // 2))]
    return sorted(set(plain[:KEPT])) if len({row[2] for row in plain}) > 1 else []


def read(area: str) -> list[Called]:
    """The rows of an area."""
    path = CALLS / f"{area}.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [(row[0], row[1], row[2]) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)]


def write(area: str, choose: bool) -> None:
    """Answer the rows of an area anew, without those of functions that are gone; with `choose`, seek rows for those that have none."""
    known: dict[str, list[Called]] = {}
    for row in read(area):
        known.setdefault(row[0], []).append(row)
    lines = []
    for name, _, kinds in functions(area):
        rows = chosen(name, kinds) if choose and name not in known else known.get(name, [])
        lines += [f"{name}\t{given}\t{answered(name, given)}\n" for _, given, _ in rows]
    CALLS.mkdir(exist_ok=True)
    (CALLS / f"{area}.tsv").write_text("".join(lines), encoding="utf-8")

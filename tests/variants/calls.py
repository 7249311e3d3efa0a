"""Small functions of text, each with calls that it answers in different ways: where a rule of a letter or of a number changes, the row shows it.

A row of `calls/` is a function, what it is given and what it gives. `--choose` seeks rows for what no row shows (`choosing.py`): among the
calls that tests make, some hundred texts, and of these a little changed.
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
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import _lru_cache_wrapper, cache
from itertools import islice
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any

from generator.content.carrying import anchor_plan
from generator.content.read import read_plan
from generator.errors import ZhangjuError
from generator.model import Note, Paragraph, Plan, Row, Section, Table
from generator.reading.settings import FORMATS, Settings
from tests import trees
from tests.variants import RUNNING, TITLES
from tests.variants.plain import APART, GENERATOR, UnwritableError, classes, modules, names, plain, thing
from tests.variants.plans import a_plan, stock
from tests.variants.wholes import WHOLES

TESTS = Path(__file__).parents[1]
EXPECTED = TESTS / "edition" / "expected" / "content"
CALLS = Path(__file__).parent / "calls"
AREAS = (
    "absorbing",
    "adding",
    "collating",
    "content",
    "glossary",
    "indicators",
    "languages",
    "links",
    "model",
    "opening",
    "outline",
)
AREAS += ("reading", "repair", "search", "site", "suspect", "generator")
"""Folders of the engine whose functions are called; the last one is the engine's own."""
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
SIMPLE += ("list[str]", "tuple[str, ...]", "set[str]", "frozenset[str]", "Sequence[int]", "Mapping[str, str]", "dict[str, str]", "Path")
LONGEST = 160
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
THINGS += ("tuple[Section, ...]", "Sequence[Block]", "tuple[Block, ...]", "Paragraph", "Sentence", "Settings")
UNORDERED = re.compile(r"set\(\{[^}]*, |(?<!\()\{'[^':]*', ")
"""A set within a value: in no order that stays."""
Called = tuple[str, str, str]
Call = tuple[str, str]
"""A function, and what it is given."""


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


def settings(number: int) -> Settings:
    """Settings of a text, in each form and with levels of several kinds."""
    levels = (["一、", "（一）", "1."], ["第一章", "第一节", "第一条"], ["1", "1.1", "1.1.1"], ["一、"], [])[number // 5 % 5]
    return Settings(id="try", title="某市水网规划", format=FORMATS[number % len(FORMATS)], levels=levels)


MAKERS: dict[str, Callable[[int], Any]] = {
    "settings": settings,
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


class _Nowhere:
    """A path of which nothing is there, as a row has it."""

    def __repr__(self) -> str:
        return "Path('nowhere')"


NOWHERE = _Nowhere()
TYPES = {kind.__name__: kind for kind in (str, int, bool, float, list, dict)}


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
    """A function of a module, or of a class of one, without what keeps its answers."""
    if name in WHOLES:
        return WHOLES[name]
    parts = name.split(".")
    at = next(i for i in range(len(parts) - 1, 0, -1) if ".".join(parts[:i]) in modules())
    made: Any = importlib.import_module(".".join(parts[:at]))
    for part in parts[at:]:
        made = vars(made)[part]
    made = getattr(made, "fget", None) or getattr(made, "__func__", None) or getattr(made, "func", None) or made
    keeps = isinstance(made, _lru_cache_wrapper) or made.__code__.co_qualname.startswith("pure.")
    return made.__wrapped__ if keeps else made


@cache
def _code(given: str) -> CodeType:
    return compile(given, "", "eval")


@cache
def _known() -> dict[str, Any]:
    return {"__builtins__": {}, "of": SimpleNamespace, "thing": thing, **TYPES, **classes(), **names(), **MAKERS}


def answered(name: str, given: str) -> str:
    """What a function gives, or the name of what it raises; and what it made of what it was given."""
    called = function(name)
    some = eval(_code(given), _known())
    code = inspect.unwrap(called).__code__
    plainly, named = some[: code.co_argcount], dict(zip(code.co_varnames[code.co_argcount :], some[code.co_argcount :], strict=False))
    things = [
        one for one in some if isinstance(one, list | dict | set | SimpleNamespace) or ("thing(" in given and hasattr(one, "__dict__"))
    ]
    before = [*map(_known_again, things)]
    try:
        answer = shown(called(*plainly, **named))
    except ZhangjuError as error:
        return _short(f"! {error}".replace("\n", " ").replace("\t", " "))
    except Exception as error:
        return f"! {type(error).__name__}"
    return answer if [*map(_known_again, things)] == before else _short(f"{answer} of {shown(things)}")


def _known_again(one: Any) -> str:
    return repr(one) if isinstance(one, list | dict | set) else shown(one)


def shown(value: Any) -> str:
    """A value as a row has it: what is iterated over as a list, what has no order in one."""
    if inspect.isgenerator(value) or type(value).__name__ in ("map", "filter", "zip", "dict_values"):
        value = list(islice(value, 50))
    if isinstance(value, set | frozenset):
        value = sorted(value, key=repr)
    try:
        return _short(plain(value))
    except UnwritableError:
        told = repr(value)
        return "! unordered" if UNORDERED.search(told) else _short(told)


def _short(told: str) -> str:
    return told if len(told) <= LONGEST else f"{told[: LONGEST // 2]}… {hashlib.sha256(told.encode()).hexdigest()[:12]}"


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
    piece = "\n".join(one[:60] for one in chance.sample(texts(), 3)) if chance.random() < 0.15 else piece
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
    if kind == "Path":
        return NOWHERE
    if "str, str" in kind:
        return {chance.choice(WORDS): piece, piece[:2]: text[:3]}
    return chance.sample([piece, text[:4], text[-3:], *chance.sample(WORDS, 3)], chance.randrange(5))


def simple(area: str, each: int) -> Iterator[Call]:
    """Calls of an area's functions that take only texts, numbers and parts of plans."""
    for name, _, kinds in functions(area):
        chance = random.Random(name)
        for _ in range(each):
            some = [an_argument(kind, chance) for kind in kinds]
            if len(kinds) > 1 and isinstance(some[0], str) and chance.random() < 0.6:
                # what one text has, the other is asked about
                some = [
                    some[0][: 1 + i * 3][-6:] if i and kind == "str" else value
                    for i, (kind, value) in enumerate(zip(kinds, some, strict=True))
                ]
            yield name, repr(tuple(some))


def module_of(file: str) -> str:
    return ".".join(Path(file).with_suffix("").parts).removesuffix(".__init__")


def read(area: str) -> list[Called]:
    """The rows of an area."""
    path = CALLS / f"{area}.tsv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [(row[0], row[1], row[2]) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)]


def write(area: str, more: Iterable[Call] = ()) -> None:
    """Answer the rows of an area, and more, anew, without those of functions that are gone or take something else by now."""
    lines = set()
    for name, given in {*((row[0], row[1]) for row in read(area)), *more}:
        with suppress(StopIteration, KeyError, NameError, TypeError, ValueError):
            if not (answer := answered(name, given)).startswith("! TypeError") or (name, given, answer) in read(area):
                lines.add(f"{name}\t{given}\t{answer}\n")
    (CALLS / f"{area}.tsv").write_text("".join(sorted(lines)), encoding="utf-8")


def drop_others(area: str) -> None:
    """Drop the rows that are answered otherwise than they were."""
    same = [row for row in read(area) if answered(row[0], row[1]) == row[2]]
    (CALLS / f"{area}.tsv").write_text("".join("\t".join(row) + "\n" for row in same), encoding="utf-8")

"""What the script of search answers over some small plans: whole queries, and what its inner functions give.

A row of `queries.tsv` is an expression of the script and its value; `--queries` seeks rows for broken lines that no row shows.
"""

from __future__ import annotations

import os
import random
import re
import resource
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from generator.model import Glossary, Plan, Term
from generator.search import files
from generator.search.documents import documents
from generator.search.engine import SCRIPTS, Engine, opened
from tests.mutants.breaks import breaks_of, sample
from tests.variants.calls import LONGEST, _short
from tests.variants.plans import a_plan, stock

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "templates" / "assets"
ROWS = Path(__file__).with_name("queries.tsv")
INNER = """return { inner: (code) => complete(() => JSON.stringify(eval(code), (key, value) => value instanceof Map || value instanceof Set ? [...value]
  : typeof value === "number" ? +value.toFixed(4) : value === Infinity || value instanceof RegExp ? String(value) : value === undefined ? "undefined" : value)),
  set: (how) => { thrifty = how; },"""
SPOKEN = {
    "加快建设东西两条输水干线，推进老旧管网改造，提升水务平台的调度能力，增强供水保障水平。": "Build the two trunk mains, renew old pipes and raise the water platform's dispatch.",
    "到2030年，基本建成安全可靠、集约高效、绿色智能、循环通畅、调控有序的现代水网体系。": "By 2030 a modern, safe water network stands.",
}
ASKED = {"习近平总书记强调，坚持以人民为中心，城市水网建设取得新的重大进展，群众的获得感、幸福感、安全感不断增强。": "老百姓过得好吗"}
TYPED = (
    "什么时候建成水网 目标是多少 增长了百分之多少 怎么节水 谁负责供水 shuiwang hai mian cheng shi haimianchengshi shui wu ping tai hm 海棉城市 水务平抬 输水干钱 获得敢幸福感 养老圆 "
    "water networks trunk-main co-operation the water platform of old pipes sponge MaaS maas系统 e-d-a EDA工具 PM2.5 5.5% 12,000 第三章 三（一） 第二章第一节 2.1 2.1-3 2.2-1 附件 a.1 第六条第二款 第六条（三）项 1 １．２ 二、 "
    "plan:a0 规划：a1 period:2026-2030 时期:2021 水網 輸水幹線 裡程碑 里程碑"
)
PHRASES = (
    "plan:a0 水网",
    "“输水干线” 管网",
    '"节水" 供水',
    "水网 period:2026-2030",
    "「水务平台」 调度",
    "到 2030 年 建成",
    "水网 2030年 目标 多少",
    "the water of pipes",
    "water platform dispatch",
)
"""What readers type, beside pieces of the texts."""
CALLS = (
    *("fold(T)", "pieces(fold(T))", "stem(T)", "queryTerms(fold(T))", "value(T)", "clauseOf(T)", "bare(T)", "plainWords(T)", "readQuery(T)", "hashed(T)"),
    *("withoutQuestion(readQuery(T).words)", "apart(readQuery(T).words)", "widened(readQuery(T).words)", "composed(T)", "spelled(T)", "readPinyin(readQuery(T).words)"),
    *("heardAs(wordOf(T))", "inSections(readQuery(T).words, () => true)", "strict(readQuery(T).words, () => true)", "strict(readQuery(T).words, (n) => n % 3)"),
    *("weighed(readQuery(T).words, readQuery(T).asks, () => true)", "marksIn(textOf(N).text, readQuery(T).words)", "textOf(N)", "planOf(N)", "termFile(T)", "termFiles(T)", "spellingFile(T)"),
    *("readQuery(T).words.map(waysOf)", "order(T)", "toRead(order(T).ranks, { room: 4, each: 2, far: 3, ofOne: 2, weight: () => N, worth: () => N, floors: FLOORS })", "readQuery(T).words.map(holding)"),
    *("verified(order(T), order(T).ranks)", "inOwnWords(readQuery(T), readQuery(T).words)", "unsure(readQuery(T).words)", "leadOf({ ...textOf(N), number: N })", "grouped(verified(order(T), order(T).ranks), 9)"),
)  # fmt: skip
"""Expressions about a text T and a number N."""
TRIED, PATIENCE = 500, 8
"""Rows that are tried for a broken line, and seconds for them."""


@cache
def held() -> dict[str, Any]:
    """The files of search of a dozen plans, many of them parted, with long lists apart."""
    plans = []
    for n in range(12):
        made = a_plan("ab"[n % 2], f"某市{'水网供水节水管网'[n % 4 * 2 :][:2]}规划", random.Random(f"search {n}"), stock())
        plans.append(replace(made, id=f"{'ab'[n % 2]}{n // 2}"))
    terms = [
        Term("x", "海绵城市", "term", ("海绵",)),
        Term("y", "水务平台", "term", ("智慧水务平台",)),
        Term("z", "出行即服务", "term", ("MaaS",)),
    ]
    glossary = Glossary(tuple(terms[:2]), tuple(terms[2:]))
    places = {part.text: (plan.id, part.place) for plan in plans for section in plan.sections for part in section.parts()}
    english = {places[text]: said for text, said in SPOKEN.items() if text in places}
    found = documents(
        plans, glossary, translations=english, questions={places[text]: said for text, said in ASKED.items() if text in places}
    )
    titles = {(plan.id, section.id): section.title for plan in plans for section in plan.sections}
    above = {(plan.id, section.id): section.parent for plan in plans for section in plan.sections}
    was = files.LONG, files.TARGET
    files.LONG, files.TARGET = 30, 150
    try:
        made = [
            *files.search_files([*plans, Plan("empty", {}, ())], glossary, found),
            *files.text_files(
                found, lambda plan, at: f"{plan}/{at}/", lambda *at: above.get(at), lambda *at: titles.get(at, ""), translated=True
            ),
        ]
    finally:
        files.LONG, files.TARGET = was
    return {path.removesuffix(".js"): opened(text) for path, text in made}


def engine(source: str = "") -> Engine:
    """The script, or one in its place, with its inside open."""
    lunr, own = ((ASSETS / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return Engine(
        [lunr, (source or own).replace("  return {\n    /** Answers", f"  {INNER}\n    /** Answers")],
        held().get,
        {"longRead": 60, "mostFiles": 2},
    )


def answered(engine: Engine, row: str) -> str:
    """The value of an expression, or `find` and `places` of what is typed."""
    how, _, rest = row.partition(" ")
    if how == "asks":
        return _asked(rest)
    try:
        if how in ("find", "places"):
            options, _, typed = rest.partition(" ")
            whole, first, keep = options
            given = {"whole": whole == "w", "from": int(first) * 4, "keep": [[20, 120], [200, 230]] if keep == "k" else None}
            told = re.sub(r"\d+\.\d{4,}", lambda m: f"{float(m[0]):.3f}", str(engine.ask(how, typed, given)))
            return _short(told)
        engine.ask("set", how == "thrifty")
        return _short(str(engine.ask("inner", rest)))
    except RuntimeError as error:
        return f"! {str(error).partition(': ')[2][:60]}".replace("\n", " ")


def _asked(typed: str) -> str:
    """How many files an engine that has none yet asks for to answer a query, and in how many rounds: what is needed is asked for at once."""
    fresh, calls = engine(), list[str]()
    scripts = fresh._scripts

    def call(name: str, *given: Any) -> Any:
        calls.append(name)
        return scripts.call(name, *given)

    fresh._scripts = SimpleNamespace(call=call)
    fresh.ask("find", typed.partition(" ")[2], {"whole": typed.startswith("w")})
    return f"{calls.count('give')} files in {calls.count('told') - 1} rounds"


def read() -> list[tuple[str, str]]:
    lines = ROWS.read_text(encoding="utf-8").splitlines() if ROWS.is_file() else []
    return [(row, value) for row, _, value in (line.partition("\t") for line in lines)]


def write(rows: list[str] | None = None) -> None:
    """Answer the rows, or others, anew."""
    asked, lines = engine(), []
    for row in sorted({one for one, _ in read()} if rows is None else rows):
        lines.append(f"{row}\t{answered(asked, row)}\n")
    ROWS.write_text("".join(lines), encoding="utf-8")


def candidates() -> list[str]:
    """Queries of all kinds, and expressions about them."""
    words = TYPED.split(" ")
    chance, texts = random.Random("queries"), [text for text in stock() if len(text) <= LONGEST]
    pieces = [
        text[at : at + chance.choice([1, 2, 2, 3, 4, 6, 12, 30])]
        for text in chance.sample(texts, 200)
        for at in [chance.randrange(len(text))]
    ]
    mixed = [" ".join(chance.sample([*pieces, *words], chance.choice([2, 2, 3]))) for _ in range(150)]
    typed = [one.replace("\n", "").replace("\t", "") for one in (*words, *words, *PHRASES, *pieces, *mixed)]
    found = []
    for one in typed:
        found.append(
            f"{chance.choice(['find', 'find', 'places'])} {chance.choice('wt')}{chance.choice('00012')}{chance.choice('k...')} {one}"
        )
        for call in chance.sample(CALLS, 3):
            text = chance.choice(texts) if "marksIn" in call and chance.random() < 0.3 else one
            for sign, value in (("T", repr(text) if "\\" not in text else "'水'"), ("N", str(chance.randrange(340)))):
                call = re.sub(rf"\b{sign}\b", lambda _, value=value: value, call)
            made = call
            found.append(f"{chance.choice(['whole', 'thrifty'])} {made}")
    return sorted({*found})


def _in_copy(work: Callable[[], Iterator[str]]) -> list[str] | None:
    """The lines that some work writes in a process of its own, since V8 cannot be copied; None where it did not end."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(out)
            signal.alarm(PATIENCE * 20)
            resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
            with os.fdopen(into, "w", encoding="utf-8") as file:
                for line in work():
                    file.write(f"{line}\n")
                    file.flush()
                file.write("=\n")
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out, encoding="utf-8") as file:
        lines = file.read().splitlines()
    os.waitpid(child, 0)
    return lines[:-1] if lines and lines[-1] == "=" else None


def choose() -> None:
    """Add the rows that show broken lines of the script which no row shows."""
    file = "templates/assets/search-engine.js"
    source = (ROOT / file).read_bytes()
    spare, kept = candidates(), [row for row, _ in read()]
    held()

    def sound() -> Iterator[str]:
        asked = engine()
        yield from (answered(asked, row) for row in (*kept, *spare))

    answers = dict(zip((*kept, *spare), _in_copy(sound) or (), strict=True))
    breaks = sample(breaks_of(file, ROOT), 400, random.Random(3))
    unseen = 0
    for number, one in enumerate(breaks):

        def differing(one: Any = one) -> Iterator[str]:
            asked = engine(one.applied(source).decode())
            for row in (*kept, *random.Random(one.start).sample(spare, min(TRIED, len(spare)))):
                if answered(asked, row) != answers[row]:
                    yield row
                    return

        found = _in_copy(differing)
        if found == []:
            unseen += 1
            print(f"not seen: {one.shown(source)}", flush=True)
        elif found and found[0] not in kept:
            kept.append(found[0])
            print(f"{len(kept)} of {number}", flush=True)
            ROWS.write_text("".join(sorted(f"{row}\t{answers[row]}\n" for row in kept)), encoding="utf-8")
    print(f"{len(kept)} rows; {unseen} of {len(breaks)} not seen")

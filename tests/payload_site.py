"""A project with payloads in every field of every kind of file, for test_payloads: what text may hold, it holds."""

from __future__ import annotations

import itertools
import json
import shutil
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path

from generator.cli import main
from generator.content.store import load_plan, plan_ids, write_ledger
from generator.languages.units import all_units
from generator.model import Repair
from generator.model.address import is_source
from generator.pipeline import locks_of
from tests.conftest import ROOT

with (ROOT / "tests" / "cases" / "payloads.toml").open("rb") as _file:
    PAYLOADS: list[str] = [payload for payloads in tomllib.load(_file).values() for payload in payloads]
FLAT = [" ".join(payload.split()) for payload in PAYLOADS]
"""On one line and without tabs, for files of lines."""
ACTING = [payload for payload in FLAT if "<" in payload or '"' in payload]
ALL = " ".join(sorted(FLAT, key=lambda payload: ("<!--" in payload, "<" not in payload)))
"""All in one, those that open a comment last, so that none hides behind it."""
SHARED = "加快建设具有全球影响力的科技创新中心和国际航运枢纽门户功能区"
NUMERALS = "一二三四五六七八九"
SECTIONS = 20
"""Sections of a chapter."""


def numeral(number: int) -> str:
    """A number below one hundred in Han."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else NUMERALS[tens - 1]) + ("十" if tens else "") + (NUMERALS[ones - 1] if ones else "")


def string(value: object) -> str:
    """A value as TOML; what JSON writes is TOML, too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def plan_text() -> str:
    """A plan in which payloads are headings, words, quotations, titles of works, terms, captions, columns, cells and notes."""
    lines = []
    for number, (heading, words, title) in enumerate(zip(FLAT[::3], FLAT[1::3], FLAT[2::3], strict=False)):
        if number % SECTIONS == 0:
            lines.append(f"{numeral(number // SECTIONS + 1)}、任务{heading}")
        lines.append(f"（{numeral(number % SECTIONS + 1)}）{heading}")
        shared = f"{SHARED}，" if number % SECTIONS == 1 else ""
        lines.append(f"要办好{words}。{shared}见《中华人民共和国{title}法》和“{words}”。")
        if number % 4 == 0:
            lines.append(f"推进新型平台（以下简称“{title}”）建设，平台（{words}）是指{heading}。")
            lines += [
                f"表{number + 1} {title}"[:58],
                f"指标\t单位\t{words}",
                f"{words}[^1]\t个\t2025",
                f"{heading}\t{title}\t",
                f"[^1]: {heading}",
            ]
        if number % 4 == 1:
            lines += [f"图{number + 1} {title}"[:58]]
    return "\n\n".join(lines) + "\n"


def page_text() -> str:
    """The same as a web page: payloads as text, as markup, and as the addresses of pictures."""
    lines = [f"<p>一、任务</p><p>（一）总则</p><p>{SHARED}，要抓好落实。</p><p>（二）任务</p>"]
    for number, payload in enumerate(FLAT):
        lines.append(f"<p>{escape(payload)}。</p>")
        lines.append(f'<img src="{escape(payload)}" alt="{escape(payload)}">' if number % 2 else "")
    lines += [f"<p>{payload}</p>" for payload in FLAT[::3]]  # from the first that opens a script on, all is one
    return "\n".join(lines) + "\n"


def settings(plan: str, form: str, taken: Iterator[str]) -> str:
    """The settings of a plan with payloads in every key that takes words."""
    words = ("title_en", "short_title", "short_title_en", "issuer", "issuer_en", "author", "coverage", "coverage_en", "date")
    lines = [
        f"id = {string(plan)}",
        f'format = "{form}"',
        'levels = ["一、", "（一）"]',
        'period = "2021-2025"',
        f"title = {string(' '.join(ACTING[:6]))}",
    ]
    lines += [f"{key} = {string(f'{next(taken)} {next(taken)}')}" for key in words]
    lines += [f"titles = {string(PAYLOADS[:20])}", f"source = {string(' '.join(p for p in FLAT[:60] if is_source(p)))}"]
    return "\n".join(lines) + "\n"


def make_project(root: Path) -> Path:
    """Write the project, convert it, put payloads into all that stands in content, and return its root."""
    shutil.copytree(ROOT / "templates", root / "templates")
    options = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(options.replace("章句 Zhangju", string(ACTING[0])), encoding="utf-8")
    seeds, taken = root / "seeds", itertools.cycle(ACTING)
    seeds.mkdir()
    (seeds / "pay-1.txt").write_text(plan_text(), encoding="utf-8")
    (seeds / "pay-2.txt").write_text(page_text(), encoding="utf-8")
    more = ""
    for number, payload in enumerate(PAYLOADS[:12]):
        more += f"[[missing]]\nline = {5 * number + 3}\ntext = {string(payload)}\ntext_en = {string(payload)}\n"
    for line in (5, 19):
        find, replace = ("要办好", "要办成") if line == 5 else ("推进新型", "推进新式")
        certain = str(line == 5).lower()
        line = next(n for n, text in enumerate(plan_text().split("\n"), 1) if n >= line and text.startswith(find))
        more += f"[[correction]]\nline = {line}\nfind = {string(find)}\nreplace = {string(replace + next(taken))}\nevidence = {string(ALL)}\ncertain = {certain}\n"
    more += f'[[supplied]]\nline = 1\nlevel = 1\nid = "intro"\ntitle = {string(ALL)}\nsource = {string(ALL)}\n'
    (seeds / "pay-1.toml").write_text(settings("pay-1", "plain", taken) + more, encoding="utf-8")
    (seeds / "pay-2.toml").write_text(settings("pay-2", "html", taken), encoding="utf-8")
    convert(root)
    fill_content(root / "content", taken)
    convert_locks(root / "content")
    return root


def convert(root: Path) -> None:
    """Run convert, which has to take all this."""
    assert main(["convert", "--root", str(root)]) == 0


def convert_locks(content: Path) -> None:
    """The locks anew, for the editors' files have come since."""
    for name, text in locks_of(content, [load_plan(content, plan) for plan in plan_ids(content)]).items():
        (content / name).write_text(text, encoding="utf-8")


def fill_content(content: Path, taken: Iterator[str]) -> None:
    """Payloads in the ledger, the lock of anchors, a page, the editors' files and the translations."""
    folder = content / "pay-1"
    with (folder / "repairs.jsonl").open("a", encoding="utf-8") as file:
        for number, payload in enumerate(PAYLOADS):
            place, status = f"{1 + number % 2}.{1 + number % SECTIONS}-1", ("applied", "flagged")[number % 2]
            entry = Repair(
                1,
                "x",
                at=0,
                line=2,
                column=1,
                before=payload,
                after=payload,
                reason=payload,
                status=status,
                length=1,
                place=place,
                offset=1,
                reach=2,
            )
            file.write(write_ledger((entry,)))
    with (folder / "anchors.lock").open("a", encoding="utf-8") as file:
        file.write("".join(f"1.{number + 1}-90\t3\tretired\t1.1-1\t{payload}\n" for number, payload in enumerate(FLAT[:9])))
    page = folder / "02.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n" + "\n".join(f"原文：{payload}" for payload in FLAT) + "\n", encoding="utf-8")
    topic = f'[[topic]]\nid = "x"\ntitle = {string(ALL)}\ntitle_en = {string(ALL)}\nnote = {string(ALL)}\nwords = ["航运枢纽"]\n'
    (content / "topics.toml").write_text(topic, encoding="utf-8")
    plain = [payload for payload in FLAT if "法" not in payload]
    (content / "search.toml").write_text(f'[[synonym]]\nreaders = {string(plain)}\nplans = ["航运枢纽"]\n', encoding="utf-8")
    work = f"[[work]]\ntitle = {string(f'中华人民共和国{FLAT[2]}法')}\nissuer = {string(ALL)}\ndate = {string(ALL)}\nsource = {string(next(p for p in ACTING if is_source(p)))}\n"
    ends = [first_sentence(content, plan) for plan in ("pay-1", "pay-2")]
    pair = f'add = [{{ a = "pay-1 {ends[0]}", b = "pay-2 {ends[1]}", reason = {string(ALL)} }}]\n'
    read = f'read = [{{ plans = ["pay-1", "pay-2"], reason = {string(ALL)} }}]\n'
    (content / "links.toml").write_text(read + pair + work, encoding="utf-8")
    translations(content, taken)


def first_sentence(content: Path, plan: str) -> str:
    """Anchor of a plan's first sentence in a section."""
    sections = load_plan(content, plan).plan.sections
    return next(sentence.id for section in sections if section.level == 2 for _, sentence in section.sentences())


def translations(content: Path, taken: Iterator[str]) -> None:
    """A payload for every text, delivered as a table; the first entry reviewed by one."""
    root = ["--root", str(content.parent)]
    for plan in ("pay-1", "pay-2"):
        delivery = content.parent / f"{plan}.tsv"
        places = [unit.context for unit in all_units(load_plan(content, plan).plan)]
        delivery.write_text("".join(f"{place}\t{next(taken)}\n" for place in places), encoding="utf-8")
        assert main(["translate", plan, "--fill", str(delivery), *root]) == 0
        path = content / "locale" / "en" / f"{plan}.po"
        head, mark, rest = path.read_text(encoding="utf-8").partition("#. ")
        path.write_text(f"{head}# reviewed: {ACTING[0]} 2026-01-31\n{mark}{rest}", encoding="utf-8")

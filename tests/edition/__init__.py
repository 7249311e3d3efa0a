"""A small edition of a fictional city, converted, edited, converted again and built, beside what is expected of every file of it.

Two plans hold each thing once that a plan can have: corrections, flags, a kept place, supplied headings, missing text, a table set in order,
a note, a figure, an annex of terms, abbreviations, citations, the same words in both, a topic, translations, a text that came and went.

`expected/` says that the engine does what it did, not that this is right: the other tests judge. After a meant change run
`python -m tests.edition --write` and read the diff: it is what readers will see.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from generator.cli import main
from generator.search.engine import Engine

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
EXPECTED = HERE / "expected"
DATE = "1772323200"
"""When the edition is published."""

BEFORE = {
    "yun-report": [
        ("水务平台运行平稳。", "水务平台运行平稳。财政收支保持平衡，风险总体可控。"),
        ("增加养老床位1000张，", "增加养老床位800张，"),
        ("<tr><td>老旧管网改造</td><td>8.6</td></tr>", "<tr><td>老旧管网改造</td><td>8.6</td></tr><tr><td>泵站</td><td>1.1</td></tr>"),
    ],
    "yun-plan": [
        ("建成骨干管网五百公里", "建成骨干管网四百多公里"),
        ("推广数字孪生水厂，", "开展节水宣传，人人参与。推广数字孪生水厂，"),
        ("（二）", "（三）"),
    ],
}
"""What stood in the seeds when the edition was first published: the addresses of then must still answer."""

EDITS = [
    ("yun-plan/01.md", "供水保障能力持续提升", "供水保障能力稳步提升"),
    ("yun-plan/01.md", "群众的获得感、幸福感、安全感不断增强。", "群众的获得感不断增强。"),
    ("yun-plan/02.md", "两手发力。\n", "两手发力。\n\n"),
    ("yun-report/02.md", "发展社区养老服务", "大力发展社区养老服务"),
]
"""Page, words, and what somebody made of them by hand."""

TOLD, PRINT = "told.txt", "print.txt"
"""What the making printed, and a plan as it first was, which is held against it as another print."""

COMMANDS = [
    ["check"],
    ["explain", "yun-plan", "1.1-2"],
    ["explain", "yun-report", "2.1-t1"],
    ["search", "养老院"],
    ["search", "智慧水务 2.1"],
    ["suspect", "yun-plan"],
    ["links"],
    ["translate"],
    ["indicators"],
    ["indicators", "--unplaced"],
    ["collate", "yun-plan", "{root}/" + PRINT, "--name", "初印本"],
    ["add", "{root}/" + PRINT, "--id", "yun-print", "--dry-run", "--outline"],
    ["add", "{root}/gone.txt"],
    ["search", "ufo"],
    ["build", "--strict"],
    ["explain", "yun-report", "2.1-t1", "--json"],
    ["search", "智慧水务 2.1", "--json"],
    ["suspect", "yun-plan", "--json"],
    ["links", "--json"],
    ["indicators", "--json"],
    ["indicators", "--unplaced", "--json"],
    ["translate", "--json"],
    ["collate", "yun-plan", "{root}/" + PRINT, "--json"],
    ["add", "{root}/" + PRINT, "--id", "yun-print", "--dry-run", "--json"],
]
"""Commands whose output is expected, too."""

PAGES = re.compile(
    r"(?!en/|zh-hant/|quality/).*|en/(index|yun-plan/(index|1/index|3/index)|glossary/index|topics/water/index|compare/.*|search/index|bibliography/index|repeats/index|translation/index)\.html"
    r"|en/indicators/(index|nian-gong-shui-liang/(embed/)?index|zhi-neng-shui-chang-zuo/index|targets/yun-plan/index)\.html"
    r"|zh-hant/(index|yun-plan/(3/index|collation/index)|yun-report/(2/index|whole/index)|glossary/index|compare/yun.*)\.html"
)
"""The pages that are compared: all of one language, one of each kind of the others; what is weighed changes with every style sheet."""


def make(folder: Path) -> Path:
    """Make the edition in an empty folder: convert and translate as it first was, again as it is, build. Returns the project's root."""
    for name in ("seeds", "content"):
        shutil.copytree(HERE / name, folder / name)
    shutil.copytree(ROOT / "templates", folder / "templates")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    os.environ["SOURCE_DATE_EPOCH"] = DATE
    for plan, changes in BEFORE.items():
        seed = folder / "seeds" / f"{plan}.txt"
        for now, then in changes:
            seed.write_text(seed.read_text(encoding="utf-8").replace(now, then), encoding="utf-8")
    told = [run(folder, "convert"), run(folder, "translate", "yun-plan", "--fill", str(HERE / "english.tsv"))]
    shutil.copy(folder / "seeds" / "yun-plan.txt", folder / PRINT)
    for plan in BEFORE:
        shutil.copy(HERE / "seeds" / f"{plan}.txt", folder / "seeds")
    told += [run(folder, "convert"), run(folder, "translate")]
    told += [run(folder, "translate", "yun-report", "--replace", "--fill", str(HERE / "english-later.tsv"))]
    told += [run(folder, "build", "--offline")]
    (folder / TOLD).write_text("".join(told), encoding="utf-8")
    return folder


def run(root: Path, *command: str) -> str:
    """What a command prints, with its exit code, without what the clock and the folder put into it."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = main([*(word.format(root=root) for word in command), "--root", str(root)])
    shown = f"$ zhangju {' '.join(command)}\n{re.sub(r'[0-9.]+ (s|MB)(?![a-z])', 'N', out.getvalue())}= {code}\n\n"
    return shown.replace(str(HERE), "").replace(str(root), "")


def files(root: Path) -> Iterator[tuple[str, str]]:
    """Name and text of everything that is compared, in a form that a diff shows well."""
    for path in sorted((root / "content").rglob("*")):
        name = str(path.relative_to(root))
        if path.is_file() and not (HERE / name).exists():
            yield name, path.read_text(encoding="utf-8")
    site = root / "site"
    for path in sorted(site.rglob("*")):
        name = str(path.relative_to(site))
        if path.suffix == ".html" and PAGES.fullmatch(name):
            yield f"site/{name}", re.sub(r"(?<!^)(?=<(?!/))", "\n", path.read_text(encoding="utf-8"))
        elif path.suffix == ".json" and "quality" not in name:
            yield f"site/{name}", json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False, indent=1)
        elif path.parts[-2:-1] != ("assets",) and path.suffix == ".js" and "search/" in name and "sounds" not in name:
            yield f"site/{name}", re.sub(r"(?<=[\],])(?=[\[{\"])", "\n", path.read_text(encoding="utf-8"))
    yield "site/names", "".join(f"{p.relative_to(site)}\n" for p in sorted(site.rglob("*")) if p.is_file())
    asked = (HERE / "queries.txt").read_text(encoding="utf-8").splitlines()
    engine = Engine.of(site)
    yield "queries", "".join(answered(engine, typed, {"whole": True}) for typed in asked)
    narrow = Engine.of(site, {"longRead": 5, "mostFiles": 1})
    yield (
        "queries-first",
        "".join(answered(narrow, typed, {"from": i % 3, "keep": [[i % 3 * 9, 40]] if i % 5 else None}) for i, typed in enumerate(asked)),
    )
    yield "commands-first", (root / TOLD).read_text(encoding="utf-8")
    yield "commands", "".join(run(root, *command) for command in COMMANDS)
    yield "edited", edited(root)


def edited(root: Path) -> str:
    """What is told of pages that somebody edited by hand, and what absorbing makes of the edits: the commands, the TOML, the page."""
    content = root / "content"
    for page, now, then in EDITS:
        path = content / page
        path.write_text(path.read_text(encoding="utf-8").replace(now, then), encoding="utf-8")
    told = [run(root, command) for command in ("check", "convert")]
    told += [run(root, "absorb", "yun-plan", "--reason", "与印本核对"), run(root, "absorb", "yun-report"), run(root, "check")]
    (content / "yun-report" / "anchors.lock").write_text("", encoding="utf-8")
    (content / "yun-plan" / "03.md").unlink()
    told += [run(root, "check"), run(root, "convert", "--drop-edits"), run(root, "check")]
    for path in (root / "seeds" / "yun-plan.toml", root / "seeds" / "yun-report.toml", content / "yun-plan" / "01.md"):
        told.append(path.read_text(encoding="utf-8"))
    return "\n".join(told)


def answered(engine: Engine, typed: str, how: dict[str, object]) -> str:
    """All that the search script answers to a query: places with their tiers, and what the page shows of them."""
    found = {"places": engine.ask("places", typed, how), **engine.ask("find", typed, how)}
    lines = json.dumps(found, ensure_ascii=False).replace("}, {", "},\n  {")
    return f"{typed}\n  {re.sub(r'[0-9]+[.][0-9]{4,}', lambda m: f'{float(m[0]):.3f}', lines)}\n"


def written(name: str) -> Path:
    """Where a file's expected text stands; a page's is no page."""
    return EXPECTED / f"{name}.txt"

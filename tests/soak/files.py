"""Mutated files of a small project: settings, content, locks, ledgers, translations, mkdocs.yml, strings and templates.

Each is given to `check`, `convert`, `translate` and, every tenth time, `build`. A loss is an exception or a trace, a finding that is a
bug (U003) or names no existing file or no line of it, an exit code that is none of ours, and a refused `convert` that wrote something.
"""

from __future__ import annotations

import contextlib
import io
import random
import re
import shutil
import traceback
from collections.abc import Iterator
from pathlib import Path

from generator.cli import main
from tests.soak._mutations import encoded, mutated

SHORT, LONG = 12, 5_000
ROOT = Path(__file__).parents[2]
TEXT = (
    "某市规划\n\n一、总体要求\n\n坚持稳中求进。推进“三高两区”建设（以下简称“高区”）。落实《国家规划》第三章。\n\n"
    "（一）指标\n\n表1 指标\n指标\t2025年\n人口\t2500万\n\n二、任务\n\n到2030年，PM2.5下降。推进养老服务。\n"
)
SETTINGS = (
    'id = "{plan}"\ntitle = "某市规划"\nformat = "plain"\nlevels = ["一、", "（一）"]\ndate = "2026-01-01"\nperiod = "2026-2030"\n'
    '[[correction]]\nline = 15\nfind = "养老"\nreplace = "托育"\nevidence = "试"\ncertain = false\n'
    '[[missing]]\nline = 3\ntext = "缺"\n'
)
EDITORS = {
    "glossary.toml": '[[ordinary]]\nwords = "三高两区"\nreason = "试"\n',
    "links.toml": '[[same]]\nwords = ["养老", "托育"]\n[[work]]\ntitle = "国家规划"\nkind = "plan"\n',
    "local.toml": 'names = ["某市"]\n[[subject]]\nid = "town"\nwords = ["某市新城"]\npassages = 3\n[[common]]\npairs = ["某市"]\npassages = 9\n',
    "topics.toml": '[[topic]]\nid = "care"\ntitle = "养老"\nwords = ["养老服务"]\n',
    "search.toml": '[[synonym]]\nreaders = ["老人"]\nplans = ["养老"]\n',
    "termbase.toml": '[[term]]\nzh = "养老服务"\nen = "elderly care"\navoid = ["old care"]\n',
    "traditional.toml": '[[phrase]]\ntext = "发展"\ntraditional = "發展"\nreason = "试"\n',
    "quality.toml": '[[measured]]\nid = "repair"\ngroup = "text"\nlabels = 3\nprecision = 0.5\n',
}
VALUES = (
    "-1",
    "0",
    "1e400",
    "nan",
    "99999999999999999999",
    '""',
    "[]",
    "{}",
    "true",
    "1979-05-27T07:32:00Z",
    "[" * 900,
    '"\\uD800"',
    "'''",
    "!!python/object:os.system x",
)
"""What may stand for a value of a setting."""
FINDING = re.compile(r"^ *(?:zhangju \w+: )?(?P<file>.+?):(?P<line>\d+): (?:error|warning) (?P<code>[A-Z]\d{3}) ", re.M)


def make(root: Path) -> None:
    """A project of two small plans with every kind of file."""
    for plan in ("try-1", "try-2"):
        (root / "seeds").mkdir(parents=True, exist_ok=True)
        (root / "seeds" / f"{plan}.txt").write_text(TEXT, encoding="utf-8")
        (root / "seeds" / f"{plan}.toml").write_text(SETTINGS.format(plan=plan), encoding="utf-8")
    shutil.copytree(ROOT / "templates", root / "templates")
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name, text in EDITORS.items():
        (root / "content").mkdir(exist_ok=True)
        (root / "content" / name).write_text(text, encoding="utf-8")
    for command in ("convert", "translate"):
        code, shown = run(root, command)
        assert code == 0, shown


def run(root: Path, *arguments: str) -> tuple[int, str]:
    """A command's exit code and all that it printed."""
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
        code = main([arguments[0], *arguments[1:], "--root", str(root)])
    return code, shown.getvalue()


def spoilt(chance: random.Random, path: Path) -> bytes:
    """A file's bytes, mutated."""
    text = path.read_bytes().decode("utf-8", errors="replace")
    if chance.random() < 0.3 and (values := list(re.finditer(r"(?<=[=:] )\S[^\n]*", text))):
        at = chance.choice(values)
        return f"{text[: at.start()]}{chance.choice(VALUES)}{text[at.end() :]}".encode(errors="replace")
    return encoded(chance, mutated(chance, text))


def targets(root: Path) -> list[Path]:
    """The files to mutate: those of seeds and content more often than those of the theme."""
    own = [path for folder in ("seeds", "content") for path in sorted((root / folder).rglob("*")) if path.is_file()]
    theme = [path for suffix in ("*.html", "*.toml") for path in sorted((root / "templates").rglob(suffix))]
    return [*own * 3, *theme, *[root / "mkdocs.yml"] * 5]


def attack(count: int, seed: int, folder: Path) -> Iterator[str]:
    """Yields what went wrong with each of `count` mutated files."""
    root = folder / "project"
    make(root)
    files = targets(root)
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        path = chance.choice(files)
        builds = chance.random() < 0.1 or path.name == "mkdocs.yml" or "templates" in path.parts
        kept = folder / "kept"
        if not kept.exists():
            shutil.copytree(root, kept)
        path.write_bytes(spoilt(chance, path))
        wrong = [one for command in (("build",) if builds else ("check", "translate", "convert")) for one in trial(root, command)]
        yield from (f"file {seed}-{number} {path.relative_to(root)}: {one}" for one in wrong)
        shutil.rmtree(root)
        kept.rename(root)


def trial(root: Path, command: str) -> Iterator[str]:
    """What is wrong with one run of a command."""
    before = snapshot(root)
    try:
        code, shown = run(root, command)
    except BaseException as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        yield f"{command}: {type(error).__name__}: {error} in {Path(place.filename).name}:{place.lineno}"[:300]
        return
    found = list(FINDING.finditer(shown))
    if code not in (0, 1, 2) or "Traceback" in shown or (code and not found):
        yield f"{command}: exit {code}: {shown[-300:]!r}"
    for one in found:
        path = Path(one["file"])
        lines = len(re.split("\r\n|\r|\n", path.read_bytes().decode("utf-8", errors="replace"))) if path.is_file() else 1
        if (
            one["code"] == "U003"
            or int(one["line"]) > lines
            or not (path.exists() or path == root or path.parent in (root / "seeds", root / "content"))
        ):
            yield f"{command}: {shown[one.start() : one.start() + 300]!r}"
    if code == 2 and command != "build" and snapshot(root) != before:
        yield f"{command}: refused, and something was written"


def snapshot(root: Path) -> dict[Path, bytes]:
    """All files of seeds and content."""
    held = [path for folder in ("seeds", "content") for path in (root / folder).rglob("*") if path.is_file()]
    return {path: path.read_bytes() for path in held if not any(part.startswith(".") for part in path.relative_to(root).parts)}

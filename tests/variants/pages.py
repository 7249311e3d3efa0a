"""Random plans as pages, pages edited by hand, projects with spoiled files: what is written, told and found."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.checks import check
from generator.content.edited import hand_edit, told
from generator.content.write import write_plan
from tests import trees
from tests.variants import variant
from tests.variants.files import EDITION, _spoiled

ROOT = Path(__file__).parents[2]
PAGES = sorted((EDITION / "expected" / "content").glob("yun-*/*.md.txt"))
SPOILED = sorted(
    [*(EDITION / "content").glob("*.toml"), *(EDITION / "seeds").glob("*.*")]
    + [path for path in (EDITION / "expected" / "content").rglob("*.txt") if path.name != "convert.lock.txt"]
)

DATED = ("L003",)
"""What a new rule brings to every edition until it is converted again."""


def of_written(numbers: Iterable[int]) -> Iterator[tuple[str, str, str]]:
    """Name, plan and pages of random plans."""
    for i in numbers:
        plan = trees.plan(random.Random(f"written {i}"))
        files = write_plan(plan)
        text = "".join(f"--- {name}\n{body}" for name, body in files.items())
        yield f"written {i}", repr(plan), "".join(f"  {_shown(line)}\n" for line in text.split("\n"))


def _shown(line: str) -> str:
    """A line with the numbers of what nobody sees."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in line)


def of_edits(numbers: Iterable[int]) -> Iterator[tuple[str, str, str]]:
    """Name, page and what is told of each page edited by hand."""
    for i in numbers:
        chance = random.Random(f"edit {i}")
        page = chance.choice(PAGES)
        lines = page.read_text(encoding="utf-8").split("\n")
        at = chance.randrange(max(1, len(lines) - 12))
        wanted = "\n".join(lines[:6] + lines[at : at + 12])
        text = chance.choice([variant, _spoiled, _dressed])(wanted, chance)
        edit = hand_edit(Path(page.name.removesuffix(".txt")), text, wanted)
        yield f"edit {i}", text, f"  {edit}\n  {told(edit)}\n"


def _dressed(text: str, chance: random.Random) -> str:
    """A text with something put into a line that a plan's text has not, or in Traditional characters."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    line = lines[at]
    middle = len(line) // 2
    lines[at] = chance.choice(
        [
            *(f"{line[:middle]}{put}{line[middle:]}" for put in ("**", "`", "<b>", "[^1]", "\u200b", "\xa0", "|", "](x)", "<!-- -->")),
            *(f"{put}{line}" for put in ("# ", "- ", "  ", "\t", "1. ", "＃ ", "> ", "#")),
            *(f"{line}{put}" for put in (" ", "\u3000", " {#9.9}", "~", "\x07")),
            line.lstrip("# "),
            line.replace("发", "發").replace("实", "實").replace("设", "設"),
            line.partition(" {#")[0],
            "",
        ]
    )
    return "\n".join(lines)


def of_projects(numbers: Iterable[int]) -> Iterator[tuple[str, str, str]]:
    """Name, files and findings of the small edition's project with some files spoiled or gone."""
    for i in numbers:
        chance = random.Random(f"project {i}")
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            put_project(root)
            names = [spoil(root, path, chance) for path in chance.sample(SPOILED, chance.choice([2, 3, 4]))]
            found = [one for one in check(root / "seeds", root / "content") if one.code not in DATED]
            lines = [f"  {one.severity} {one.code} {one.file}:{one.line} {one.cause} → {one.next_step}\n" for one in found]
        yield f"project {i}", " ".join(names), "".join(lines).replace(folder, "")


def put_project(root: Path) -> None:
    """The small edition's project as it is after converting."""
    shutil.copytree(EDITION / "seeds", root / "seeds")
    shutil.copytree(EDITION / "content", root / "content")
    kept = EDITION / "expected" / "content"
    for path in kept.rglob("*.txt"):
        to = root / "content" / str(path.relative_to(kept)).removesuffix(".txt")
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, to)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "templates").symlink_to(ROOT / "templates")


def spoil(root: Path, path: Path, chance: random.Random) -> str:
    """Spoil one file, or take it away; its name."""
    name = str(path.relative_to(EDITION)).removeprefix("expected/")
    name = name if name.startswith("seeds") else name.removesuffix(".txt")
    target = root / name
    if chance.random() < 0.12:
        target.unlink()
    else:
        text = target.read_text(encoding="utf-8")
        target.write_text(variant(text, chance) if chance.random() < 0.4 else _spoiled(text, chance), encoding="utf-8")
    return name

"""An edition that grows: `python -m tests.thirteen TEXTS FOLDER` adds unknown texts to the five plans and tells what that changed.

TEXTS is a folder of texts (they are not ours to publish, so none is here), FOLDER a new one in which the edition is made. Each text is added
as `zhangju add` does, all are converted and built; no file of the five plans is touched by hand. Printed are what each text gave, and the
links between plans of the first edition that were not there before, or are gone: there should be none. Ends with 1 when a step fails or a
link changed. With TEXTS left out, or no such folder, nothing is done.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from pathlib import Path

from generator.cli import main as zhangju
from generator.links.remembering import PERHAPS
from tests.conftest import ROOT

PARTS = ("content", "seeds", "templates", "mkdocs.yml")
LOCK = "counterparts.lock"


def main(arguments: list[str]) -> int:
    """Make the edition and tell of it; the exit code."""
    if len(arguments) != 2 or not Path(arguments[0]).is_dir():
        print("no folder of texts: nothing is done")
        return 0
    texts, root = map(Path, arguments)
    copy_edition(root)
    before = pairs(root)
    failed = [text.name for text in sorted(texts.iterdir()) if text.is_file() and text.name != "README.md" and not added(root, text)]
    steps = {step: zhangju([step, "--root", str(root)]) for step in ("convert", "build")}
    plans = {end for key in before for end in (key[0], key[2])}
    after = pairs(root)
    changed = before ^ {key for key in after if key[0] in plans and key[2] in plans}
    print(f"not added: {', '.join(failed) or 'none'}; {steps}; {len(after) - len(before)} pairs more")
    print(f"changed between the plans of before: {len(changed)}")
    for (a, b), number in Counter((key[0], key[2]) for key in after if not {key[0], key[2]} <= plans).most_common():
        print(f"{number:5} {a} {b}")
    return int(bool(failed or changed or any(steps.values())))


def copy_edition(root: Path) -> None:
    """The first edition in a new folder. Raises FileExistsError when there is one."""
    root.mkdir(parents=True)
    for name in PARTS:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)


def added(root: Path, text: Path) -> bool:
    """True when a text could be taken in."""
    return zhangju(["add", "--root", str(root), str(text)]) == 0


def pairs(root: Path) -> set[tuple[str, ...]]:
    """The counterparts of an edition, without what only may be one: both ends, the type, who says so."""
    lines = (root / "content" / LOCK).read_text(encoding="utf-8").splitlines()[1:]
    return {(*map(str, line[:4]), str(line[7]), str(line[8])) for line in map(json.loads, lines) if line[-1] != PERHAPS}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

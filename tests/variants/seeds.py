"""Whole seeds a little spoiled: converted with their settings, and proposed settings for as unknown texts."""

from __future__ import annotations

import random
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from generator.errors import ZhangjuError
from generator.pipeline import convert_seed
from generator.proposing import propose
from tests.test_cases import ALL
from tests.variants import excerpts, variant

SEEDS = Path(__file__).parents[1] / "edition" / "seeds"
OF_A_SEED = 25
PROPOSED = 50


def of_seeds() -> Iterator[tuple[str, str, str]]:
    """Name, text and outcome of variants of the small edition's seeds: what stands where, what was done, what is told."""
    for path in sorted(SEEDS.glob("*.txt")):
        for i in range(OF_A_SEED):
            chance = random.Random(f"{path.stem} {i}")
            text = variant(path.read_text(encoding="utf-8"), chance)
            if chance.random() < 0.2:
                text = text.replace("\n", chance.choice(["\r\n", "\r", "\n\n"]))
            encoding = chance.choice(["utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"])
            with tempfile.TemporaryDirectory() as folder:
                (Path(folder) / path.name).write_bytes(text.encode(encoding))
                shutil.copy(path.with_suffix(".toml"), folder)
                outcome = _converted(Path(folder), path.stem)
            yield f"{path.stem} {i} {encoding}", text, outcome


def _converted(folder: Path, plan: str) -> str:
    try:
        made = convert_seed(folder, plan)
    except ZhangjuError as error:
        return f"  {error}\n".replace(str(folder), "")
    lines = [f"  {made.seed.encoding} {made.seed.bom} {made.plan.meta}\n"]
    lines += [
        f"  {r.step} {r.rule} {r.line}:{r.column} {r.before!r} → {r.after!r} {r.status}\n"
        for r in made.repaired.ledger
        if r.rule != "markup"
    ]
    lines += [f"  {s.id} {s.line} {s.title} {[(a.id, a.line) for _, a in s.sentences()]}\n" for s in made.plan.sections]
    return "".join(lines).replace(str(folder), "")


def of_proposals() -> Iterator[tuple[str, str, str]]:
    """Name, text and outcome of unknown texts: the settings that are proposed for them."""
    texts = [(name, text) for name, text, _ in excerpts()][::3]
    marked = [case.before for case in ALL if case.rule.name in ("markup", "hard-wraps", "boilerplate", "front-matter")]
    for i in range(PROPOSED - len(texts)):
        chance = random.Random(f"proposed {i}")
        texts.append((f"cases {i}", variant("\n".join(chance.sample(marked, 5)), chance)))
    for name, text in texts:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{re.sub('[ 0]', '_', name)} Plan.TXT"
            path.write_text(text, encoding="utf-8")
            try:
                made = propose(path)
                outcome = f"  {made.settings.id} {made.settings.format} {made.settings.levels} {made.settings.title} {len(made.outlined.sections)}\n"
            except ZhangjuError as error:
                outcome = f"  {error}\n".replace(str(folder), "")
        yield name, text, outcome

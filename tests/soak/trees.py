"""Random plans in nasty characters through writer, reader, pages and open data: nothing may be lost or altered on the way.

Each tree is written and read; must be the same tree, and be written alike again; each part must stand in the page that the renderer
makes of it, and in the open data.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from generator.content.carrying import anchor_plan
from generator.content.read import read_plan
from generator.content.store import LoadedPlan
from generator.content.write import write_plan
from generator.edition import PlanView
from generator.errors import ZhangjuError
from generator.model import Plan, note_targets
from generator.site.data import dumps, plan_json
from generator.site.html import Renderer
from generator.site.proof import lacking, lacking_in_data
from tests import trees

SHORT, LONG = 60, 5_000


def attack(count: int, seed: int, folder: Path) -> Iterator[str]:
    """See `tests.soak`."""
    for number in range(count):
        name = f"tree {seed}/{number}"
        plan = trees.plan(random.Random(f"{seed} {number}"))
        try:
            yield from (f"{name}: {loss}" for loss in losses(plan, folder))
        except ZhangjuError as error:
            yield f"{name}: {error}"


def losses(plan: Plan, folder: Path) -> Iterator[str]:
    """What of a plan is lost on its way."""
    files = write_plan(plan)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    read = read_plan({name: (folder / name).read_text(encoding="utf-8") for name in files}, folder / plan.id)
    sections, anchors = anchor_plan(read.sections, [])
    if sections != plan.sections:
        yield "the sections are others when they are read"
    if read.meta != plan.meta:
        yield "the metadata are others when they are read"
    if write_plan(Plan(plan.id, read.meta, sections)) != files:
        yield "it is written otherwise the second time"
    html = Renderer(lambda key, number=None: key, {}, {}, "../", notes=note_targets(plan.sections)).sections(plan.sections)
    yield from (f"{anchor} is not in the page: {words!r}" for anchor, words in lacking(html, plan.sections))
    data = json.loads(dumps(plan_json(PlanView(LoadedPlan(plan, tuple(anchors), ())))))
    yield from (f"{anchor} is not in the open data: {words!r}" for anchor, words in lacking_in_data(data, plan.sections))

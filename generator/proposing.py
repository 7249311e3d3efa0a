"""Proposing settings for a text nobody has described: its format, the numbers of its headings, its title, an id.

Every proposal is tried: the text is repaired and outlined with it, and a level that does not hold is given up.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from generator.characters import ends_sentence
from generator.errors import ZhangjuError
from generator.model.address import LONGEST_NAME, is_plan_id, plan_id
from generator.numbering import LONGEST_TITLE, level_of, starts_heading
from generator.outline import Outline, outline
from generator.placing import changing
from generator.reading.encoding import decode
from generator.reading.seed import Seed
from generator.reading.settings import Settings
from generator.repair import Repaired, repair
from generator.text_file import read_bytes

SAMPLES = (
    *("第一编", "第一篇", "第一部分", "第一章", "第一节", "第一条"),
    *("一、", "（一）", "1.", "1、", "1.1", "1.1.1", "1.1.1.1", "（1）", "①"),
)
"""Numbers of headings in Chinese documents, from the outermost in (GB/T 9704—2012, 7.3.3, and 立法技术规范 for 编章节条)."""
LEAST_MARKS = 2
"""Headings of a level, of which two must be consecutive, before the level is proposed."""
MANY_MARKS = 6
"""From so many marks on, an inner level is one though its numbers begin anew nowhere; fewer are the items of one list."""
HTML = re.compile(r"<(?:p|div|br|span|html|body|table)\b[^>]*>", re.I)
MARKDOWN = re.compile(r"^#{1,6} \S|<su[bp]>|^\|.*\|$", re.M)
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
"""What no comment of TOML may hold."""
NARROWEST, WIDEST = 18, 80
"""Characters of a line in print; outside of it a common width is no page's."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Settings that were tried on the text, with what they give."""

    settings: Settings
    outlined: Outline
    repaired: Repaired


def propose(path: Path, plan: str = "", title: str = "") -> Proposal:
    """Read an unknown text and propose its settings. Raises ZhangjuError when the file is no text."""
    decoded = decode(read_bytes(path), str(path))
    form = detect_format(decoded.text)
    plan = plan_id(plan or slug(path.stem), path)
    draft = Settings(id=plan, title=title or "—", format=form, levels=list(SAMPLES), path=path.with_suffix(".toml"))
    seed = Seed(plan, path, text=decoded.text, encoding=decoded.encoding, bom=decoded.bom, settings=draft)
    clean = repair(seed).text
    settings = replace(draft, title=title or detect_title(decoded.text, clean) or path.stem, levels=detect_levels(clean))
    while True:
        seed = replace(seed, settings=settings)
        repaired = repair(seed)
        try:
            return Proposal(settings, outline(seed, repaired), repaired)
        except ZhangjuError as error:
            if not settings.levels:
                raise
            settings = replace(settings, levels=_without_culprit(settings.levels, str(error)))


def _without_culprit(levels: Sequence[str], error: str) -> list[str]:
    """The levels without the one an outline error speaks of; the innermost when it names none."""
    found = re.search(r"level (\d+), ", error)
    at = int(found[1]) - 1 if found else len(levels) - 1
    return [sample for i, sample in enumerate(levels) if i != at]


def slug(stem: str) -> str:
    """An id from a file name: `Plan 2030_v2` → `plan-2030-v2`; `plan` when nothing of it fits, `plan-search` for the name of a page."""
    words = re.sub(r"[^a-z0-9]+", "-", stem.lower())[:LONGEST_NAME].strip("-")
    return words if is_plan_id(words) else f"plan-{words}"[:LONGEST_NAME].strip("-")


def detect_format(text: str) -> str:
    """How a text came, one of `settings.FORMATS`."""
    if len(HTML.findall(text)) >= 5:
        return "html"
    if len(MARKDOWN.findall(text)) >= 2:
        return "markdown"
    lines = [line.strip(" \t\u3000") for line in text.splitlines() if line.strip(" \t\u3000")]
    if len(lines) >= 8:
        long = [len(line) for line in lines if len(line) > NARROWEST]
        broken = [line for line in lines if len(line) > NARROWEST and not ends_sentence(line)]
        usual, count = Counter(long).most_common(1)[0] if long else (0, 0)
        near = sum(usual - 3 <= length <= usual + 3 for length in long)
        if count >= 3 and NARROWEST < usual <= WIDEST and near >= 0.5 * len(long) and len(broken) >= 0.4 * len(long):
            return "hard-wrapped"
        sentences = [len(re.findall("[。！？]", line)) for line in lines]
        single = sum(n <= 1 for n in sentences)
        if single >= 0.9 * len(lines) and sum(ends_sentence(line) for line in lines) >= 0.7 * len(lines):
            return "sentence-lines"
    return "plain"


def detect_levels(text: str) -> list[str]:
    """Samples of the numbers that the lines of a repaired text begin with, outermost first."""
    found: list[str] = []
    for sample in SAMPLES:
        level = level_of(sample)
        marks = [mark.path for line in text.split("\n") if (mark := level.match(line.lstrip(" \u3000#")))]
        consecutive = any(a[:-1] == b[:-1] and b[-1] == a[-1] + 1 for a, b in pairwise(marks))
        begun = sum(path[-1] == 1 for path in marks)
        if len(marks) >= LEAST_MARKS and consecutive and (not found or begun > 1 or len(marks) >= MANY_MARKS):
            found.append(sample)
    return found


def detect_title(raw: str, clean: str) -> str:
    """The document's title: the page's own where it is HTML, else the first short line that is no sentence and no heading."""
    page = re.search(r"<(title|h1|strong)\b[^>]*>([^<]{4,80})</\1>", raw, re.I) or re.search(r"^(#) (\S.{3,80})$", raw, re.M)
    if page:
        return page[2].strip()
    for line in clean.split("\n"):
        text = line.strip()
        if text and not starts_heading(text, SAMPLES):
            return text if len(text) <= LONGEST_TITLE and not ends_sentence(text) else ""
    return ""


def settings_toml(settings: Settings) -> str:
    """The TOML of proposed settings, with what an editor should fill in."""

    def text(value: object) -> str:
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # the one control that JSON allows and TOML does not

    return (
        f"# {CONTROLS.sub('', settings.title)}: how its seed is read, and what no rule can know. CONTRIBUTING.md explains every key.\n"
        f"id = {text(settings.id)}\ntitle = {text(settings.title)}\nkind = {text(settings.kind)}\n"
        f"format = {text(settings.format)}\nlevels = {text(settings.levels)}\n"
        "# Fill in what you know; leave out what you do not:\n"
        "# short_title, title_en, issuer, period, date, source, coverage\n"
    )


def take_in(proposal: Proposal, file: Path, seeds: Path) -> Path:
    """Write a text as received and its proposed settings into the folder of seeds, both or none; returns the seed's path.

    Raises ZhangjuError when there is a plan of this id.
    """
    target = seeds / f"{proposal.settings.id}.txt"
    with changing(seeds) as change:
        if target.exists() or target.with_suffix(".toml").exists():
            raise ZhangjuError(target, None, "there is a plan of this id already", "give another with --id")
        change.write(target, file.read_bytes())
        change.write(target.with_suffix(".toml"), settings_toml(proposal.settings))
    return target

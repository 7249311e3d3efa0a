"""Proposing settings for a text nobody has described: its format, the numbers of its headings, its title, an id.

Every proposal is tried: the text is repaired and outlined with it, and a level that does not hold is given up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from generator.characters import ends_sentence
from generator.errors import ZhangjuError
from generator.model.address import LONGEST_NAME, is_plan_id, plan_id
from generator.opening import Opening, OpeningLine, lines_of, opening_of, without_site_words
from generator.outline import Outline, outline
from generator.outline.annexes import annex_levels
from generator.outline.heads import SAMPLES, has_title
from generator.outline.levels import detect_levels
from generator.outline.notices import NAME as NOTICE
from generator.outline.titled_parts import with_titled_parts
from generator.outline.worded import worded_kinds
from generator.placing import changing
from generator.reading.encoding import Decoded, decode
from generator.reading.seed import Seed
from generator.reading.settings import Settings
from generator.repair import Repaired, repair
from generator.repair.hard_wraps import is_broken
from generator.repair.printed_contents import LEADERS
from generator.repair.site_lines import NAME as SITE_LINES
from generator.repair.two_languages import NAME as TWO_LANGUAGES
from generator.repair.two_languages import other_language, without_foreign
from generator.repair.web_page import NAME as WEB_PAGE
from generator.text_file import read_bytes

HTML = re.compile(r"<(?:p|div|br|span|html|body|table)\b[^>]*>", re.I)
PAGE = re.compile(r"\s*<(?:!doctype|html|body|div|p|h[1-6])\b[^<>]*>", re.I)
"""What a page, or a part of one, begins with."""
LEAST_TAGS = 5
SCRIPT, SCRIPT_END = re.compile(r"<(?:script|style)\b", re.I), re.compile(r"</(?:script|style)\s*>", re.I)
BLOCK = re.compile(r"<(?:/?(?:p|div|tr|li|ul|table|h[1-6])|br)\b[^<>]*>", re.I)
MARKDOWN = re.compile(
    r"^#{1,6}[ \u00a0]\S"
    r"|<su[bp]>|^\|.*\|$|\*\*[^*\s][^*\n]{0,80}\*\*|!\[[^\[\]\n]*\]\(\S|(?<!!)\[[^\[\]\n]+\]\((?:https?:|/|\.)|^\d{1,2}\\\.",
    re.M,
)
"""What only Markdown has."""
TABLE = re.compile(r"<table\b[^<>]*>\s*(?:<t(?:head|body)\b[^<>]*>\s*)?<tr\b", re.I)
"""A table of HTML in a text that has no other tags, as readers of pictures and of PDF write it."""
TITLED = re.compile(r"\s*#[ \u00a0]\S")
"""A title of Markdown in the first line."""
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
"""What no comment of TOML may hold."""
FACTS = ("number", "issuer", "addressee", "author", "period", "date", "source")
"""Keys of the metadata that a document may say itself."""
KINDS = {"report": "报告|報告", "study": "研究|论文"}
"""Kind → how the title of such a document reads; all others are plans."""
UNDER = 3
"""Lines in which the translation of a title stands under it, a blank one between."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Settings that were tried on the text, with what they give."""

    settings: Settings
    outlined: Outline
    repaired: Repaired
    seed: Seed
    opening: Opening
    """What the document says of itself, with the lines."""


def propose(path: Path, plan: str = "", title: str = "") -> Proposal:
    """Read an unknown text and propose its settings. Raises ZhangjuError when the file is no text."""
    return propose_text(decode(read_bytes(path), str(path)), path, plan_id(plan or slug(path.stem), path), title)


def propose_text(decoded: Decoded, path: Path, plan: str, title: str = "") -> Proposal:
    """The same for characters that were read from a file, or are a part of it. Raises ZhangjuError."""
    language = other_language(_bare(decoded.text))
    form = detect_format(without_foreign(decoded.text) if language else decoded.text)
    samples = [*SAMPLES, *worded_kinds(_bare(decoded.text), has_title)]
    draft = Settings(
        id=plan, title=title or "—", notice=True, format=form, levels=samples, other_language=language, path=path.with_suffix(".toml")
    )
    seed = Seed(plan, path, text=decoded.text, encoding=decoded.encoding, bom=decoded.bom, settings=draft)
    first = repair(seed)
    lines = list(lines_of(first.text, first.draft.origin, seed.line_starts))
    opening = opening_of(decoded.text, lines, title, list(_beside(first)))
    levels = with_titled_parts(first.text, detect_levels(first.text, [entry.title for entry in first.contents]))
    settings = replace(
        draft,
        title_en=_title_beside(first, opening),
        title=opening.title.value if opening.title else path.stem,
        titles=_as_printed(opening, lines),
        levels=levels,
        appendix_levels=annex_levels(first.text, levels),
        **_told(opening),
    )
    for tries in count():
        seed = replace(seed, settings=settings)
        repaired = repair(seed)
        try:
            outlined = outline(seed, repaired)
            settings = replace(settings, notice=NOTICE in outlined.found_by)
            return Proposal(settings, outlined, repaired, replace(seed, settings=settings), opening)
        except ZhangjuError as error:
            if not settings.levels and not settings.appendix_levels:
                raise
            given_up = settings.levels if settings.appendix_levels else _without_culprits(settings.levels, error, tries)
            annexes = []
            if not given_up:  # the annexes of a letter may have all parts
                annexes = settings.levels or _without_culprits(settings.appendix_levels, error, tries)
            settings = replace(settings, levels=given_up, appendix_levels=annexes)
    raise AssertionError  # the loop ends with no level left


def _as_printed(opening: Opening, lines: Sequence[OpeningLine]) -> list[str]:
    """The line of the title, where a site put words before or behind it (【规划】…, …（全文）)."""
    title = opening.title
    line = next((line.text for line in lines if title and line.index == title.at), "")
    return [line] if title and line != title.value == without_site_words(line) else []


def _title_beside(repaired: Repaired, opening: Opening) -> str:
    """The title in the language of the translation that stands under it; empty when none does."""
    line = opening.title.line if opening.title and opening.title.line else -UNDER
    beside = (entry.before for entry in repaired.ledger if entry.rule == TWO_LANGUAGES and line <= entry.line < line + UNDER)
    return " ".join(next(beside, "").strip("# \t\r\n|").split())


def _beside(repaired: Repaired) -> Iterator[OpeningLine]:
    """The lines that a web page, or a text copied from one, has beside its document."""
    for entry in repaired.ledger:
        if entry.rule in (WEB_PAGE, SITE_LINES):
            words = (" ".join(line.split()).lstrip("-*• ") for line in re.split("[\n\t]", _without_tags(entry.before)))
            yield from (OpeningLine(line, entry.line, -1) for line in words if line)


def _bare(text: str) -> str:
    """A web page without its code, a line for each of its blocks; other texts as they are."""
    if len(HTML.findall(text)) < LEAST_TAGS:
        return text
    first, *parts = SCRIPT.split(text)
    return _without_tags(first + "".join(part[end.end() :] for part in parts if (end := SCRIPT_END.search(part))))


def _without_tags(page: str) -> str:
    """The words of a page, its blocks in lines and its cells parted by tabs."""
    return re.sub(r"<[^<>]*>", "", BLOCK.sub("\n", re.sub(r"</t[dh]\s*>\s*<t[dh]\b[^<>]*>", "\t", page, flags=re.I)))


def _without_culprits(levels: Sequence[str], error: ZhangjuError, tries: int) -> list[str]:
    """The levels without those that an outline's errors speak of; when they name none, without the innermost: of many tries on a long
    text, each gives up twice as many as the one before."""
    named = {int(found[1]) for part in error.parts if (found := re.search(r"level (\d+), ", part.cause))}
    if named:
        return [sample for number, sample in enumerate(levels, 1) if number not in named]
    return list(levels[: max(0, len(levels) - 2 ** max(0, tries - 1))])


def slug(stem: str) -> str:
    """An id from a file name: `Plan 2030_v2` → `plan-2030-v2`; `plan` when nothing of it fits, `plan-search` for the name of a page."""
    words = re.sub(r"[^a-z0-9]+", "-", stem.lower())[:LONGEST_NAME].strip("-")
    return words if is_plan_id(words) else f"plan-{words}"[:LONGEST_NAME].strip("-")


def detect_format(text: str) -> str:
    """How a text came, one of `settings.FORMATS`."""
    if len(HTML.findall(text)) >= LEAST_TAGS or PAGE.match(text):
        return "html"
    if len(MARKDOWN.findall(text)) >= 2 or TITLED.match(text) or TABLE.search(text):
        return "markdown"
    lines = [line.strip(" \t\u3000") for line in text.splitlines() if line.strip(" \t\u3000") and not LEADERS.search(line)]
    if len(lines) >= 8:
        if is_broken(lines):
            return "hard-wrapped"
        sentences = [len(re.findall("[。！？]", line)) for line in lines]
        single = sum(n <= 1 for n in sentences)
        if single >= 0.9 * len(lines) and sum(ends_sentence(line) for line in lines) >= 0.7 * len(lines):
            return "sentence-lines"
    return "plain"


def detect_title(raw: str, clean: str) -> str:
    """The document's title: the page's own where it is HTML, else the first lines that read like one; empty when there are none."""
    starts = [0, *(n + 1 for n, char in enumerate(clean) if char == "\n")]
    opening = opening_of(raw, list(lines_of(clean, range(len(clean) + 1), starts)))
    return opening.title.value if opening.title else ""


def _told(opening: Opening) -> dict[str, Any]:
    """The metadata that a document says of itself."""
    found = {name: fact.value for name in FACTS if (fact := getattr(opening, name))}
    title = opening.title.value if opening.title else ""
    return {**found, "kind": next((kind for kind, words in KINDS.items() if re.search(words, title)), "plan")}


def settings_toml(settings: Settings) -> str:
    """The TOML of proposed settings, with what an editor should fill in."""

    def text(value: object) -> str:
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # the one control that JSON allows and TOML does not

    beside = f"other_language = {text(settings.other_language)}\n" if settings.other_language else ""
    annexes = f"appendix_levels = {text(settings.appendix_levels)}\n" if settings.appendix_levels else ""
    notice = "notice = true\n" if settings.notice else ""
    titles = f"titles = {text(settings.titles)}\n" if settings.titles else ""
    english = f"title_en = {text(settings.title_en)}\n" if settings.title_en else ""
    told = "".join(f"{name} = {text(value)}\n" for name in FACTS if (value := getattr(settings, name)))
    open_ = ", ".join(name for name in ("short_title", "title_en", *FACTS, "coverage") if not getattr(settings, name))
    return (
        f"# {CONTROLS.sub('', settings.title)}: how its seed is read, and what no rule can know. CONTRIBUTING.md explains every key.\n"
        f"id = {text(settings.id)}\ntitle = {text(settings.title)}\n{titles}{english}kind = {text(settings.kind)}\n{told}"
        f"format = {text(settings.format)}\n{beside}levels = {text(settings.levels)}\n{annexes}{notice}"
        f"# Fill in what you know; leave out what you do not:\n# {open_}\n"
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

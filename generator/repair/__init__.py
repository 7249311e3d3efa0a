"""Repair: a seed's text becomes the published text, with a ledger of every change.

Guarantees to the next stage:
1. Every change is in the ledger; `replay` gives the text again, `undo` the seed (promise 1).
2. One line is one paragraph, heading, caption, table row or note; blank lines carry no meaning except in `sentence-lines`,
   where a line is a sentence and a blank line ends a paragraph.
3. Chinese text has no blanks but those between Latin words, and full-width punctuation; subscripts are written `PM~2.5~`.
4. What is only suspected is in the ledger as `flagged`, and the text stays as printed (promise 3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.findings import Finding
from generator.model import Edit, Repair
from generator.pure import give_way
from generator.reading.seed import Seed
from generator.reading.settings import FORMATS, Settings
from generator.repair.abstract_marks import abstract_marks
from generator.repair.ascii_marks import ascii_marks
from generator.repair.blank_columns import blank_columns
from generator.repair.blanks import stray_blanks, typographic_blanks
from generator.repair.boilerplate import boilerplate
from generator.repair.breaks import apply_breaks
from generator.repair.broken import doubts
from generator.repair.cell_lines import DOUBTFUL, cell_lines, marked_rows
from generator.repair.clause_lines import clause_lines
from generator.repair.column_cuts import column_cuts
from generator.repair.contents import contents, contents_of
from generator.repair.continued_tables import continued_tables
from generator.repair.corrections import corrections, flags, place_correction
from generator.repair.engine import Draft, apply, flag, replay, undo
from generator.repair.entities import entities
from generator.repair.field_codes import field_codes
from generator.repair.foot_notes import foot_notes
from generator.repair.foreign_letters import foreign_letters
from generator.repair.formulas import formulas
from generator.repair.front_matter import front_matter
from generator.repair.hard_wraps import hard_wraps
from generator.repair.indents import indents
from generator.repair.invisible import invisible_characters
from generator.repair.leader_lines import leader_lines
from generator.repair.letter_spacing import letter_spacing
from generator.repair.line_ends import line_ends
from generator.repair.lone_marks import lone_marks
from generator.repair.look_alikes import look_alikes
from generator.repair.markup import markup
from generator.repair.misread_numbers import misread_numbers
from generator.repair.misread_words import misread_words
from generator.repair.newspaper_lines import newspaper_lines
from generator.repair.note_marks import note_doubts, note_marks
from generator.repair.notices import continuation_notices
from generator.repair.numbers import numbers
from generator.repair.ornaments import ornaments
from generator.repair.overprint import overprint
from generator.repair.page_numbers import page_numbers
from generator.repair.picture_captions import picture_captions
from generator.repair.pipe_tables import pipe_tables
from generator.repair.printed_contents import ContentsLine
from generator.repair.punctuation import punctuation
from generator.repair.quotation_marks import quotation_marks
from generator.repair.references import REFERENCE
from generator.repair.run_together import run_together
from generator.repair.running_heads import running_heads
from generator.repair.running_titles import running_titles
from generator.repair.single_characters import single_characters
from generator.repair.site_lines import site_lines
from generator.repair.stray_tabs import stray_tabs
from generator.repair.subscripts import subscripts
from generator.repair.tex_letters import tex_letters
from generator.repair.two_columns import NAME as TWO_COLUMNS
from generator.repair.two_columns import column_doubts, two_columns
from generator.repair.two_languages import two_languages
from generator.repair.web_page import NAME as WEB_PAGE
from generator.repair.web_page import SENTENCES, web_page

CORRECTION_REASON = "勘误"
NOTES = "note-marks"
BROKEN = "broken"
"""Name of the doubts that the text itself shows, in the ledger."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: a rule, where it runs, and what the ledger says of it."""

    name: str
    """The one name it has in code, ledger, docs and test cases."""
    propose: Callable[[str, Settings], Iterable[Edit]]
    formats: tuple[str, ...]
    """Formats of the seeds it runs on."""
    reason: str
    """For the reader, in Chinese."""


PRINTED = ("sentence-lines", "plain", "hard-wrapped")
"""Formats that came from a printed page."""

RULES: tuple[Rule, ...] = (
    Rule("tex-letters", tex_letters, (*PRINTED, "markdown"), "公式命令被读成控制字符"),
    Rule("line-ends", line_ends, FORMATS, "行尾符统一"),
    Rule("invisible-characters", invisible_characters, FORMATS, "看不见的字符"),
    Rule("front-matter", front_matter, ("html", "markdown"), "网页抓取工具所加的文件头"),
    Rule("boilerplate", boilerplate, ("html",), "网页附属内容，不属正文"),
    Rule("web-page", web_page, ("html",), "网页附属内容，不属正文"),
    Rule("pipe-tables", pipe_tables, (*PRINTED, "markdown"), "以竖线画成的表格"),
    Rule("formulas", formulas, (*PRINTED, "markdown"), "公式的代码"),
    Rule("markup", markup, ("html", "markdown"), "网页或标记语言的代码"),
    Rule("entities", entities, (*PRINTED, "markdown"), "HTML字符引用"),
    Rule("field-codes", field_codes, (*PRINTED, "markdown"), "文字处理软件的域代码"),
    Rule("look-alikes", look_alikes, FORMATS, "形近而编码有误的字符"),
    Rule("foreign-letters", foreign_letters, FORMATS, "混在拉丁字母中的西里尔、希腊字母"),
    Rule("misread-numbers", misread_numbers, (*PRINTED, "markdown"), "识别有误的编号"),
    Rule("two-languages", two_languages, FORMATS, "另一种语言的对照文本，移入译文"),
    Rule("single-characters", single_characters, (*PRINTED, "markdown"), "一字一行的文字"),
    Rule("overprint", overprint, FORMATS, "重叠印刷的字"),
    Rule("letter-spacing", letter_spacing, FORMATS, "逐字加空的文字"),
    Rule("run-together", run_together, ("plain", "markdown"), "连成一行的各段分行"),
    Rule("leader-lines", leader_lines, (*PRINTED, "markdown"), "目录中折行的连点"),
    Rule("contents", contents, FORMATS, "目录，不属正文"),
    Rule("two-columns", two_columns, PRINTED, "左右两栏逐行相混，分开为先后"),
    Rule("stray-tabs", stray_tabs, (*PRINTED, "markdown"), "不分单元格的制表符"),
    Rule("site-lines", site_lines, (*PRINTED, "markdown"), "网页附属内容，不属正文"),
    Rule("continuation-notices", continuation_notices, FORMATS, "报纸转版提示"),
    Rule("newspaper-lines", newspaper_lines, FORMATS, "报纸版面文字，不属正文"),
    Rule("blank-columns", blank_columns, (*PRINTED, "markdown"), "以空格对齐的表格"),
    Rule("cell-lines", cell_lines, FORMATS, "一格一行的表格"),
    Rule("lone-marks", lone_marks, FORMATS, "编号与标题分在两行"),
    Rule("running-heads", running_heads, (*PRINTED, "markdown"), "逐页重复的页眉、页脚或水印"),
    Rule("page-numbers", page_numbers, (*PRINTED, "markdown"), "混入正文的页码"),
    Rule("continued-tables", continued_tables, FORMATS, "续表重复的表题、表头"),
    Rule("subscripts", subscripts, FORMATS, "错位的下标归位"),
    Rule("running-titles", running_titles, FORMATS, "重复排印的文件标题"),
    Rule("note-marks", note_marks, FORMATS, "注释的标记"),
    Rule("hard-wraps", hard_wraps, ("hard-wrapped", "markdown"), "版面折行"),
    Rule("indents", indents, FORMATS, "行首行末的空白"),
    Rule("foot-notes", foot_notes, ("plain", "hard-wrapped", "markdown"), "页下注文移到所在段落之后"),
    Rule("column-cuts", column_cuts, ("plain", "markdown", "html"), "被分栏截断的段落"),
    Rule("ascii-marks", ascii_marks, FORMATS, "以半角符号代替的句号、破折号、省略号"),
    Rule("numbers", numbers, FORMATS, "数字中的空格与字母"),
    Rule("stray-blanks", stray_blanks, FORMATS, "字间多余空格"),
    Rule("typographic-blanks", typographic_blanks, FORMATS, "汉字与数字、字母之间的排版空格"),
    Rule("quotation-marks", quotation_marks, FORMATS, "直引号改为中文引号"),
    Rule("punctuation", punctuation, FORMATS, "半角标点改为全角"),
    Rule("picture-captions", picture_captions, FORMATS, "图与其图题"),
    Rule("abstract-marks", abstract_marks, FORMATS, "标题“摘要”两侧的括号、冒号"),
    Rule("ornaments", ornaments, FORMATS, "标题前的装饰符号"),
    Rule("clause-lines", clause_lines, ("sentence-lines",), "一句分排在几行"),
    Rule("misread-words", misread_words, FORMATS, "识别有误的字"),
)
"""The rules in running order."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A published text with its ledger."""

    text: str
    ledger: tuple[Repair, ...]
    """Flags first, then the applied repairs in the order they were made."""
    draft: Draft
    """The text with the origin of each character."""
    kept: frozenset[int]
    """Offsets in the seed that an editor keeps as they are: no rule touches them, no heading begins there."""
    rows: Mapping[int, str] = field(default_factory=dict)
    """Offset in the seed where a row begins → what is to be told of it, see `cell_lines`: that it is one cell, or doubtful."""
    breaks: Mapping[int, bool] = field(default_factory=dict)
    """Offset in the text → whether a sentence begins there, where an editor decided it."""
    contents: tuple[ContentsLine, ...] = ()
    """The lines of the text's own table of contents, each with its offset in the seed."""


def repair(seed: Seed, with_corrections: bool = True) -> Repaired:
    """Run the corrections and all rules of the seed's format. Raises ZhangjuError for a correction that does not fit."""
    draft = Draft.of(seed.text)
    ledger: list[Repair] = []
    kept: set[int] = set()
    if with_corrections:
        corrected = corrections(seed)  # first, for it tells all that does not fit
        for item in seed.settings.keep:
            start = place_correction(seed, item)
            kept.update(range(start, start + len(item.text)))
        ledger += [flag(seed, at, item.find, item.replace, item.evidence) for at, item in flags(seed)]
        draft, entries = apply(draft, seed, "correction", CORRECTION_REASON, 1, edits=corrected)
        ledger += entries
    told = Told()
    draft, entries = run_rules(draft, seed, frozenset(kept), told)
    ledger += entries
    breaks: dict[int, bool] = {}
    if with_corrections:
        draft, entries, breaks = apply_breaks(draft, seed, len(RULES) + 2)
        ledger += entries
    broken = [
        _doubt(seed, draft, edit)
        for edit in doubts(draft.text)
        if draft.origin[edit.start] not in kept and draft.origin[edit.start] not in told.rows
    ]
    return Repaired(
        draft.text,
        (*broken, *told.notes, *ledger),
        draft=draft,
        kept=frozenset(kept),
        rows=told.rows,
        breaks=breaks,
        contents=told.contents,
    )


@dataclass(slots=True)
class Told:
    """What rules tell beside their edits."""

    rows: dict[int, str] = field(default_factory=dict)
    """See `Repaired.rows`."""
    notes: list[Repair] = field(default_factory=list)
    """Flags of what may be references to notes."""
    contents: tuple[ContentsLine, ...] = ()
    """See `Repaired.contents`."""


def run_rules(draft: Draft, seed: Seed, kept: frozenset[int], told: Told | None = None) -> tuple[Draft, list[Repair]]:
    """Run all rules of the seed's format in order; none touches a character whose origin is `kept`. `told` takes in what is to be told of
    rows and notes; rows that are one cell are kept from then on, for no tab tells other rules what they are."""
    told = Told() if told is None else told
    ledger: list[Repair] = []
    settings = seed.settings
    for step, rule in enumerate(RULES, 2):
        give_way()
        if seed.settings.format in rule.formats:
            if rule.propose is contents and (printed := contents_of(draft.text, settings)):
                told.contents = tuple(replace(entry, offset=draft.origin[entry.offset]) for entry in printed.entries)
                settings = replace(settings, contents=[entry.title for entry in printed.entries])
            edits = rule.propose(draft.text, settings)
            if kept:
                edits = [e for e in edits if not any(draft.origin[i] in kept for i in range(e.start, max(e.end, e.start + 1)))]
            if rule.propose is cell_lines:
                kept = _with_rows(draft, seed, kept, told.rows)
            if rule.propose is two_columns:
                for edit in column_doubts(draft.text, settings):
                    told.notes.append(_doubt(seed, draft, edit, TWO_COLUMNS))
                    kept = kept.union(draft.origin[edit.start : edit.end])
            if rule.propose is note_marks:
                told.notes += [_doubt(seed, draft, edit, NOTES) for edit in note_doubts(draft.text, seed.settings)]
            draft, entries = apply(draft, seed, rule.name, rule.reason, step, edits=edits)
            ledger += entries
    return draft, ledger


def _with_rows(draft: Draft, seed: Seed, kept: frozenset[int], rows: dict[int, str]) -> frozenset[int]:
    """What is kept, and the lines that are rows of one cell with the ends of the lines around them."""
    held = set(kept)
    for row in marked_rows(draft.text, seed.settings):
        start, end = row.span
        if draft.origin[start] not in kept:
            rows[draft.origin[start]] = row.kind
            if row.kind != DOUBTFUL:
                held.update(draft.origin[i] for i in range(max(0, start - 1), min(end + 1, len(draft.text))))
    return frozenset(held)


def broken_findings(seed: Seed, repaired: Repaired) -> tuple[Finding, ...]:
    """A finding for each place that is broken, as received or in the best reading of it."""
    next_step = f"look into another print; then a [[correction]] in {seed.settings.path.name}, or leave it flagged"
    flags = (entry for entry in repaired.ledger if entry.rule == BROKEN)
    found = [Finding("T005", str(seed.path), e.line, f"column {e.column}: {e.before!r}, {e.reason}", next_step) for e in flags]
    marks = (entry for entry in repaired.ledger if entry.rule == NOTES and entry.status == "flagged")
    how = f"compare with print; a [[correction]] in {seed.settings.path.name} that writes `[^1]`, and `[^1]: ` before the note, links them"
    found += _left_out(seed, repaired)
    mixed = (entry for entry in repaired.ledger if entry.rule == TWO_COLUMNS and entry.status == "flagged")
    apart = f"look into print; where they are two columns, [[correction]]s in {seed.settings.path.name} set one after the other"
    found += [Finding("O010", str(seed.path), e.line, f"lines with two halves each, from “{e.before[:20]}…” on", apart) for e in mixed]
    return (*found, *(Finding("O008", str(seed.path), e.line, f"column {e.column}: {e.before!r}, {e.reason}", how) for e in marks))


def _left_out(seed: Seed, repaired: Repaired) -> Iterator[Finding]:
    """A finding for each sentence of a web page that stands outside of its document."""
    how = f"read it; where it is the document's, put it as `text` of a [[keep]] in {seed.settings.path.name}"
    for entry in repaired.ledger:
        if entry.rule == WEB_PAGE and entry.reason.endswith(SENTENCES):
            words = "".join(re.sub("<[^<>]*>", "", entry.before).split())
            yield Finding(
                "T007", str(seed.path), entry.line, f"left out, for it stands beside the document on its page: “{words[:30]}…”", how
            )


def _doubt(seed: Seed, draft: Draft, edit: Edit, rule: str = BROKEN) -> Repair:
    """The flag of a place that is broken; `before` is what the seed has there."""
    start, last = draft.origin[edit.start], draft.origin[edit.end - 1]
    end = found.end() if (found := REFERENCE.match(seed.text, last)) else last + 1
    return flag(seed, start, seed.text[start : max(end, start + 1)], edit.after, edit.note, rule=rule)


__all__ = ["BROKEN", "RULES", "Draft", "Repaired", "Rule", "broken_findings", "repair", "replay", "run_rules", "undo"]

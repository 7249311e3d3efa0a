"""Translations: a `.po` file follows its plan, other tools read and write it, and what is broken is told with its line."""

from __future__ import annotations

import random
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.auditing import update_lock
from generator.checks import check
from generator.cli import main
from generator.content.store import LoadedPlan, load_plan, plan_ids
from generator.errors import ZhangjuError
from generator.languages.delivery import Delivered, Delivery, fill
from generator.languages.language import LANGUAGES
from generator.languages.po import Catalogue, Entry, parse_po, write_po
from generator.languages.proofing import against_termbase
from generator.languages.renderings import holds
from generator.languages.termbase import TermRendering, load_termbase
from generator.languages.translating import empty_catalogue, lags, po_path, read_delivery, translate, up_to_date
from generator.languages.translations import Translations, count_by_chapter, load_translations
from generator.languages.units import all_units, units
from generator.model import Plan
from tests.conftest import ROOT, SMALL_TEXT

CASES = tomllib.loads((Path(__file__).parent / "cases" / "renderings.toml").read_text(encoding="utf-8"))
CONTENT = ROOT / "content"
HERE = Path("here.po")
LONG = "全面推进重点领域和关键环节改革，不断增强经济社会发展的动力和活力"
"""A sentence long enough that an edit of it is seen as one."""
DEEP = LONG.replace("推进", "深化")
HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n\n'


def by_context(catalogue: Catalogue) -> dict[str, Entry]:
    return {entry.context: entry for entry in catalogue.entries if not entry.obsolete}


def translated(catalogue: Catalogue) -> Catalogue:
    """The same with every entry translated by its own place, and reviewed."""
    done = [replace(e, text=f"English of {e.context}", comments=("reviewed: A. Reader 2026-11-20",)) for e in catalogue.entries]
    return replace(catalogue, entries=tuple(done))


@pytest.fixture
def content(project: Callable[..., Path]) -> Path:
    """The content of a small plan, with its file of translations full."""
    root = project(SMALL_TEXT.replace("全面推进改革", LONG))
    assert main(["convert", "--root", str(root)]) == 0
    path = po_path(root / "content", "en", "try-1")
    made = translated(translate(root / "content", [], "en").catalogues["try-1"])
    path.write_text(write_po(made), encoding="utf-8")
    return root / "content"


def edit(content: Path, old: str, new: str) -> None:
    """Edit the plan by hand, carry its anchors, and bring its translations up to date."""
    for path in (content / "try-1").glob("*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    update_lock(content.parent, "try-1")
    translate(content, [], "en")


def catalogue_of(content: Path) -> Catalogue:
    path = po_path(content, "en", "try-1")
    return parse_po(path.read_text(encoding="utf-8"), path)


def states(content: Path) -> Translations:
    return load_translations(content, load_plan(content, "try-1"), "en")


# ---- what is translated


@pytest.mark.parametrize("plan", plan_ids(CONTENT))
def test_every_han_text_of_a_plan_is_one_unit(plan: str) -> None:
    loaded = load_plan(CONTENT, plan)
    contexts = [unit.context for unit in all_units(loaded.plan)]
    assert len(contexts) == len(set(contexts))
    texts = {unit.context: unit.text for unit in units(loaded.plan)}
    for section in loaded.plan.sections:
        for part in section.parts():
            context = f"{part.place}:{part.cell}" if "-r" in part.place else part.place
            assert texts.get(context, part.text) == part.text
            assert context in texts or not any("\u4e00" <= char <= "\u9fff" for char in part.text)


def test_units_stand_in_reading_order_with_their_places() -> None:
    found = [unit.context for unit in units(load_plan(CONTENT, "sh-14fyp").plan)]
    assert found[:2] == ["plan:title", "plan:short_title"]
    at = found.index("2.3-t1")
    assert found[at + 1] == "2.3-t1:0"
    assert found.index("2.3-t1-r1:1") < found.index("2.3-t1-r7:1") < found.index("2.3-n1")


# ---- a file follows its plan


@pytest.mark.parametrize("plan", plan_ids(CONTENT))
def test_the_committed_files_are_up_to_date(plan: str) -> None:
    assert lags(po_path(CONTENT, "en", plan), load_plan(CONTENT, plan), LANGUAGES["en"]) == []


@pytest.mark.parametrize("plan", plan_ids(CONTENT))
def test_a_second_update_changes_nothing(plan: str) -> None:
    loaded = load_plan(CONTENT, plan)
    once = up_to_date(translated(up_to_date(empty_catalogue(plan, LANGUAGES["en"]), loaded, "en")), loaded, "en")
    assert write_po(up_to_date(once, loaded, "en")) == write_po(once)
    assert parse_po(write_po(once), HERE) == once


def test_a_changed_sentence_keeps_its_translation_as_stale(content: Path) -> None:
    edit(content, f"{LONG}。", f"{DEEP}。")
    entry = by_context(catalogue_of(content))["1-2"]
    assert (entry.text, entry.fuzzy, entry.source, entry.previous) == ("English of 1-2", True, f"{DEEP}。", f"{LONG}。")
    assert entry.comments == ()  # the review was of the old one
    assert states(content)["1-2"].state == "stale"
    assert states(content)["1-1"].state == "reviewed"
    edit(content, f"{DEEP}。", f"{DEEP}力。")
    assert by_context(catalogue_of(content))["1-2"].previous == f"{LONG}。"  # what it was made for
    edit(content, f"{DEEP}力。", f"{LONG}。")
    entry = by_context(catalogue_of(content))["1-2"]
    assert (entry.fuzzy, entry.previous) == (False, "")


def test_a_new_sentence_is_empty_and_its_neighbours_keep_theirs(content: Path) -> None:
    edit(content, "坚持稳中求进。\n", "坚持稳中求进。\n要把握新发展阶段的机遇。\n")
    made = by_context(catalogue_of(content))
    assert (made["1-1a"].text, made["1-1a"].fuzzy) == ("", False)
    assert made["1-1"].text == "English of 1-1"
    assert states(content)["1-1a"].state == "none"


def test_a_removed_sentence_is_put_aside_and_comes_back(content: Path) -> None:
    edit(content, f"{LONG}。", "")
    assert "1-2" not in by_context(catalogue_of(content))
    assert [e.text for e in catalogue_of(content).entries if e.obsolete] == ["English of 1-2"]
    edit(content, "坚持稳中求进。", "坚持稳中求进。\n" + LONG + "。")
    assert by_context(catalogue_of(content))["1-2"].text == "English of 1-2"
    assert not any(e.obsolete for e in catalogue_of(content).entries)


def test_a_moved_sentence_takes_its_translation_along(content: Path) -> None:
    pages = content / "try-1"
    first = (pages / "01.md").read_text(encoding="utf-8").replace("各项事业全面进步。", "")
    (pages / "01.md").write_text(first, encoding="utf-8")
    (pages / "02.md").write_text((pages / "02.md").read_text(encoding="utf-8") + "\n各项事业全面进步。\n", encoding="utf-8")
    assert states(content)["2-2"].text == "English of 1.2-2"  # at once, before anybody ran anything
    update_lock(content.parent, "try-1")
    translate(content, [], "en")
    entry = by_context(catalogue_of(content))["2-2"]
    assert (entry.text, entry.fuzzy) == ("English of 1.2-2", False)
    assert "1.2-2" not in by_context(catalogue_of(content))


def test_random_edits_lose_no_translation(content: Path) -> None:
    chance = random.Random(8)
    page = content / "try-1" / "01.md"
    texts = {entry.text for entry in catalogue_of(content).entries}
    for number in range(25):
        lines = page.read_text(encoding="utf-8").split("\n")
        at = chance.choice([i for i, line in enumerate(lines) if line.endswith("。") and not line.startswith("#")])
        match chance.randrange(3):
            case 0:
                lines[at] = lines[at].replace("。", f"，第{number}项。")
            case 1:
                lines.insert(at, f"新增第{number}句与前后全不相同。")
            case _ if sum(line.endswith("。") for line in lines) > 3:
                del lines[at]
        page.write_text("\n".join(lines), encoding="utf-8")
        update_lock(content.parent, "try-1")
        translate(content, [], "en")
        once = po_path(content, "en", "try-1").read_bytes()
        translate(content, [], "en")
        assert po_path(content, "en", "try-1").read_bytes() == once
        assert texts <= {entry.text for entry in catalogue_of(content).entries}


def test_a_translation_made_for_another_text_is_stale_before_anybody_says_so(content: Path) -> None:
    path = content / "try-1" / "01.md"
    path.write_text(path.read_text(encoding="utf-8").replace(LONG, DEEP), encoding="utf-8")
    assert states(content)["1-2"].state == "stale"


def test_counts_by_chapter(content: Path) -> None:
    edit(content, f"{LONG}。", f"{DEEP}。\n一句前所未有的新话在这里。")
    counted = count_by_chapter(load_plan(content, "try-1"), states(content))
    assert counted["1"] == {"none": 1, "unreviewed": 0, "reviewed": 4, "stale": 1}


# ---- other tools


def test_polib_opens_changes_and_saves_what_we_read_back(content: Path) -> None:
    path = po_path(content, "en", "try-1")
    edit(content, f"{LONG}。", f"{DEEP}。")
    file = polib.pofile(str(path), wrapwidth=40, check_for_duplicates=True)
    assert {(e.msgctxt, e.msgid, e.msgstr, e.fuzzy) for e in file} == {
        (e.context, e.source, e.text, e.fuzzy) for e in catalogue_of(content).entries
    }
    assert file.find("1-2", by="msgctxt").previous_msgid == f"{LONG}。"
    entry = file.find("1-1", by="msgctxt")
    entry.msgstr = 'Pursue progress while keeping "stability" — always, and in every field of work.'
    entry.tcomment = "reviewed: B. Checker 2026-11-22"
    file.save()
    made = states(content)["1-1"]
    assert (made.text, made.state, made.review) == (entry.msgstr, "reviewed", "B. Checker 2026-11-22")
    before = catalogue_of(content)
    translate(content, [], "en")  # only the line breaks inside fields are ours again
    assert catalogue_of(content) == before
    assert polib.pofile(str(path)).find("1-1", by="msgctxt").msgstr == entry.msgstr


WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from('\n\t"\\'), max_size=30)
LINES = st.lists(st.text("abc 章句", min_size=1).map(str.strip).filter(bool), max_size=2).map(tuple)


@given(source=WORDS.filter(bool), text=WORDS, previous=WORDS, fuzzy=st.booleans(), obsolete=st.booleans(), comments=LINES)
def test_what_is_written_is_read_by_us_and_by_polib(
    source: str, text: str, previous: str, fuzzy: bool, obsolete: bool, comments: tuple[str, ...]
) -> None:
    entry = Entry("1-1", source, text=text, fuzzy=fuzzy, previous=previous, comments=comments, flags=("no-wrap",), obsolete=obsolete)
    other = Entry("1-2", "甲", "A")
    written = write_po(Catalogue({"Language": "en"}, (entry, other)))
    assert parse_po(written, HERE).entries == (entry, other)
    read = polib.pofile(written)[0]
    assert (read.msgctxt, read.msgid, read.msgstr, read.fuzzy, read.obsolete) == ("1-1", source, text, fuzzy, obsolete)
    assert "\n".join(comments) == read.tcomment


# ---- what is broken


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        (HEADER + 'msgctxt "1-1"\nmsgid "甲\nmsgstr ""\n', 6, "no text in quotation marks"),
        (HEADER + 'msgctxt "1-1"\nmsgid "甲"乙"\nmsgstr ""\n', 6, "no text in quotation marks"),
        (HEADER + 'msgctxt "1-1"\nmsgid "甲\\q"\nmsgstr ""\n', 6, "no text in quotation marks"),
        (HEADER + '<<<<<<< HEAD\nmsgctxt "1-1"\n', 5, "conflict marks"),
        (HEADER + 'msgctxt "1-1"\nmsgid "甲"\n\nmsgctxt "1-2"\nmsgid "乙"\nmsgstr ""\n', 5, "lacks `msgstr`"),
        (HEADER + 'msgctxt "1-1"\nmsgid "甲"\n', 5, "lacks `msgstr`"),
        (HEADER + 'msgctxt "1-1"\nmsgid "甲"\nmsgid_plural "甲"\nmsgstr[0] ""\n', 7, "no plural"),
        (HEADER + 'msgctxt "1-1"\nmsgid "甲"\nmsgstr[0] ""\n', 7, "no plural"),
        (HEADER + 'msgctxt "1-1"\nmsgid "甲"\nmsgstr ""\n\nmsgctxt "1-1"\nmsgid "乙"\nmsgstr ""\n', 9, "at line 5"),
        (HEADER + '"stray"\n', 1, "no `Name: value`"),
        ('msgctxt "1-1"\nmsgid "甲"\nmsgstr ""\n', 1, "no header"),
        ("", 1, "no header"),
        (HEADER + "\x00\x01 garbage\n", 5, "this is no PO"),
    ],
)
def test_a_broken_file_is_told_with_its_line(text: str, line: int, cause: str) -> None:
    with pytest.raises(ZhangjuError) as told:
        parse_po(text, HERE)
    assert (told.value.line, cause in told.value.cause) == (line, True), told.value


@given(st.binary(max_size=200))
def test_any_bytes_end_in_a_catalogue_or_an_error_with_a_line(data: bytes) -> None:
    try:
        parse_po(data.decode(errors="replace"), HERE)
        parse_po(HEADER + data.decode(errors="replace"), HERE)
    except ZhangjuError as error:
        assert error.line


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ('msgctxt "1-2"', 'msgctxt "1.9-2"', "no place `1.9-2`"),
        ("Language: en", "Language: de", "Language: de"),
        ("nplurals=2; plural=(n != 1)", "nplurals=1; plural=0", "Plural-Forms: nplurals=1"),
        ("English of 1-2", "\udcff", "not UTF-8"),
    ],
)
def test_a_wrong_file_stops_reading_and_is_found_by_check(content: Path, old: str, new: str, cause: str) -> None:
    path = po_path(content, "en", "try-1")
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.replace(old, new).encode(errors="surrogateescape"))
    with pytest.raises(ZhangjuError) as told:
        states(content)
    assert cause in told.value.cause
    assert told.value.line == text[: text.index(old)].count("\n") + 1
    assert "X005" in {f.code for f in check(content.parent / "seeds", content)}


def test_an_unknown_language_and_an_unknown_plan(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["translate", "--root", str(content.parent), "--language", "tlh"]) == 2
    assert "`tlh` is no language" in capsys.readouterr().err
    assert main(["translate", "none", "--root", str(content.parent)]) == 2
    assert "there is no plan `none`" in capsys.readouterr().err
    shutil.copytree(content / "locale" / "en", content / "locale" / "xx")
    for name in ("gone", "away"):
        (content / "locale" / "en" / f"{name}.po").touch()
    found = [(f.code, Path(f.file).name, f.line) for f in check(content.parent / "seeds", content) if f.code == "X005"]
    assert found == [("X005", "away.po", 1), ("X005", "gone.po", 1), ("X005", "xx", 1)]


# ---- deliveries


def deliver(content: Path, text: str, *options: str) -> int:
    path = content.parent / "delivery.tsv"
    path.write_text(text, encoding="utf-8")
    return main(["translate", "try-1", "--root", str(content.parent), "--fill", str(path), *options])


def test_a_delivery_fills_what_is_empty_and_nothing_else(content: Path) -> None:
    edit(content, "坚持稳中求进。\n", "坚持稳中求进。\n要把握新发展阶段的机遇。\n")
    assert deliver(content, "anchor\tenglish\n1-1\tother\n1-1a\tSeize the opportunities.\n") == 0
    assert (states(content)["1-1"].text, states(content)["1-1"].state) == ("English of 1-1", "reviewed")
    assert (states(content)["1-1a"].text, states(content)["1-1a"].state) == ("Seize the opportunities.", "unreviewed")
    assert deliver(content, "1-1\tother\n", "--replace") == 0
    assert (states(content)["1-1"].text, states(content)["1-1"].state) == ("other", "unreviewed")


@pytest.mark.parametrize(
    ("text", "line"), [("1-1\tgood\n9-9\tno such place\n", 2), ("1-1 no tab\n", 1), ("1-1\ta\n1-1\tb\n", 2), ("1-1\ta\tb\n", 1)]
)
def test_a_wrong_delivery_changes_nothing(content: Path, text: str, line: int, capsys: pytest.CaptureFixture[str]) -> None:
    before = po_path(content, "en", "try-1").read_bytes()
    assert deliver(content, text) == 2
    assert f"delivery.tsv:{line}:" in capsys.readouterr().err
    assert po_path(content, "en", "try-1").read_bytes() == before


def test_a_delivery_is_for_one_plan(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = content.parent / "d.tsv"
    path.write_text("1-1\ta\n", encoding="utf-8")
    assert main(["translate", "--root", str(content.parent), "--fill", str(path)]) == 2
    assert "fills one plan" in capsys.readouterr().err
    with pytest.raises(ZhangjuError):
        read_delivery(content / "nothing.tsv", "try-1", LANGUAGES["en"])


# ---- the termbase


@pytest.mark.parametrize("case", CASES["holds"], ids=lambda case: case["rendering"])
def test_renderings(case: dict[str, list[str]]) -> None:
    assert [text for text in case.get("in", []) if not holds(text, str(case["rendering"]))] == []
    assert [text for text in case.get("not_in", []) if holds(text, str(case["rendering"]))] == []


def test_a_rendering_to_avoid_counts_outside_accepted_ones_only() -> None:
    term = TermRendering("临港新片区", "Lin-gang Special Area", avoid=["Special Area", "Lingang"])
    assert against_termbase("Reform in the Lin-gang Special Area goes on.", term) == ""
    assert "not “Lingang”" in against_termbase("The Lin-gang Special Area, or Lingang, grows.", term)
    assert "临港新片区 is" in against_termbase("The new area grows.", term)


def bound(content: Path, toml: str) -> None:
    (content / "termbase.toml").write_text(toml, encoding="utf-8")


def found(content: Path, code: str) -> list[tuple[str, int]]:
    return [(Path(f.file).name, f.line) for f in check(content.parent / "seeds", content) if f.code == code]


def test_check_enforces_the_termbase(content: Path) -> None:
    bound(
        content,
        '[[term]]\nzh = "推动高质量发展"\nen = "pursue high-quality development"\n\n[[term]]\nzh = "高质量发展"\nen = "quality growth"\n',
    )
    line = next(e.line for e in catalogue_of(content).entries if e.context == "1.1-1")
    assert found(content, "X002") == [("try-1.po", line)]
    assert deliver(content, "1.1-1\tPut people first, pursuing high-quality development.\n", "--replace") == 0
    assert found(content, "X002") == []  # the longer word stands for the shorter one in it


@pytest.mark.parametrize(
    ("toml", "lines"),
    [
        ('[[term]]\nzh = "改革"\nen = "reform"\n\n[[term]]\nzh = "改革"\nen = "change"\n', {5}),
        ('[[term]]\nzh = "改革"\nen = "reform"\navoid = ["reforms"]\n', {1}),
        ('[[term]]\nzh = "改"\nen = "reform"\n', {1}),
        ('[[term]]\nzh = "改革"\nen = "reform"\nnot_in = ["变革"]\n', {1}),
        ('[[term]]\nzh = "改革"\nenglish = "reform"\n', {1, 3}),
        ('[[term]]\nzh = "改革\n', {2}),
    ],
)
def test_a_clash_in_the_termbase_is_told_with_its_line(content: Path, toml: str, lines: set[int]) -> None:
    bound(content, toml)
    with pytest.raises(ZhangjuError) as told:
        load_termbase(content)
    assert {part.line for part in told.value.parts} == lines
    assert {at for _, at in found(content, "S001")} == lines


def test_words_in_longer_words_do_not_count(content: Path) -> None:
    bound(content, '[[term]]\nzh = "新城"\nen = "new city"\nnot_in = ["高新城区"]\n')
    base = load_termbase(content)
    assert [t.zh for t in base.in_text("五个新城和高新城区")] == ["新城"]
    assert base.in_text("高新城区") == []


def test_lost_marks_and_misspelt_reviews_are_found(content: Path) -> None:
    edit(content, LONG, LONG.replace("经济", "PM~2.5~"))
    assert deliver(content, "1-2\tPM2.5 falls.\n", "--replace") == 0
    assert found(content, "X003") == []  # left out in English is no loss of meaning
    assert deliver(content, "1-2\tPM~10~ falls.\n", "--replace") == 0
    assert len(found(content, "X003")) == 1
    path = po_path(content, "en", "try-1")
    path.write_text(path.read_text(encoding="utf-8").replace("reviewed: A. Reader 2026-11-20", "Reviewed by me", 1), encoding="utf-8")
    assert len(found(content, "X004")) == 1


def test_check_sees_files_that_lag_behind(content: Path) -> None:
    assert found(content, "X001") == []
    path = content / "try-1" / "01.md"
    path.write_text(path.read_text(encoding="utf-8").replace(LONG, DEEP), encoding="utf-8")
    assert len(found(content, "X001")) == 1


def delivered(text: str) -> Delivery:
    return Delivery(HERE, (Delivered(Entry("plan:title", "", text=text, line=1)),))


def test_what_a_translator_wrote_stands_against_the_settings() -> None:
    loaded = LoadedPlan(Plan("p", {"title": "某市规划", "title_en": "A Plan"}, ()), (), ())
    made = up_to_date(empty_catalogue("p", LANGUAGES["en"]), loaded, "en")
    assert [(e.context, e.text) for e in made.entries] == [("plan:title", "A Plan")]
    other = fill(made, delivered("Another"), all_units(loaded.plan), overwrite=True).catalogue
    assert up_to_date(other, loaded, "en").entries[0].text == "Another"


def test_a_delivery_takes_the_mark_of_what_is_stale_and_of_its_review_away() -> None:
    loaded = LoadedPlan(Plan("p", {"title": "某市规划"}, ()), (), ())
    made = up_to_date(empty_catalogue("p", LANGUAGES["en"]), loaded, "en")
    old = replace(made.entries[0], text="A Plan", fuzzy=True, previous="某市计划", comments=("reviewed: A. Reader 2026-11-20", "by hand"))
    known = list(all_units(loaded.plan))
    (entry,) = fill(replace(made, entries=(old,)), delivered("Another"), known, overwrite=True).catalogue.entries
    assert (entry.text, entry.fuzzy, entry.previous, entry.comments) == ("Another", False, "", ("by hand",))
    gone = replace(made, entries=(replace(old, obsolete=True),))
    assert fill(gone, delivered("Another"), known, overwrite=True).catalogue == gone


def test_a_delivery_overwrites_only_when_told_to() -> None:
    """An entry that has its translation keeps it, and that is told; `--replace` is asked for by name."""
    loaded = LoadedPlan(Plan("p", {"title": "某市规划"}, ()), (), ())
    made = up_to_date(empty_catalogue("p", LANGUAGES["en"]), loaded, "en")
    done = replace(made, entries=(replace(made.entries[0], text="A Plan"),))
    delivery, known = delivered("Another"), list(all_units(loaded.plan))
    assert fill(made, delivery, known).catalogue.entries[0].text == "Another"
    kept = fill(done, delivery, known)
    assert (kept.catalogue, [finding.code for finding in kept.findings]) == (done, ["X009"])
    assert fill(done, delivery, known, overwrite=True).catalogue.entries[0].text == "Another"

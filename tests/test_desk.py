"""The translators' desk: what goes out as XLIFF 2, TSV, PO, TBX and CSV comes back without loss, and what is wrong is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checks import check
from generator.cli import main
from generator.errors import ZhangjuError
from generator.languages.po import Catalogue, Entry, parse_po, write_po
from generator.languages.termbase import TermRendering, load_termbase
from generator.languages.terms_file import TermRow, merged, read_csv, read_tbx, write_csv, write_tbx
from generator.languages.translating import po_path
from generator.languages.tsv import read_tsv, write_tsv
from generator.languages.xliff import read_xliff, write_xliff
from generator.toml_file import quoted
from tests.conftest import ROOT, SMALL_TEXT

HERE = Path("here.xlf")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
LINE = TEXT.map(lambda text: " ".join(text.split()))
LINES = st.lists(LINE.filter(bool), max_size=2).map(tuple)
ENTRY = st.builds(
    Entry, st.from_regex(r"[1-9]\.[1-9]-[1-9](:\d)?", fullmatch=True), TEXT.filter(str.strip), text=TEXT.filter(lambda t: not t or t.strip()),
    fuzzy=st.booleans(), previous=TEXT, comments=LINES, extracted=LINES, references=LINES, flags=LINES, obsolete=st.booleans(),
)  # fmt: skip
CATALOGUE = st.builds(
    lambda entries, comments: Catalogue({"Language": "en", "Plural-Forms": "nplurals=2; plural=(n != 1);"}, tuple(entries), comments),
    st.lists(ENTRY, max_size=4),
    LINES,
)


@given(CATALOGUE)
@settings(max_examples=60, deadline=None)
def test_round_trips_lose_nothing(catalogue: Catalogue) -> None:
    assert read_xliff(write_xliff(catalogue, "p").encode(), HERE, "p", "en").catalogue == catalogue
    assert read_tsv(write_tsv(catalogue).encode(), HERE).catalogue == catalogue


def test_round_trips_of_a_committed_file_lose_no_byte() -> None:
    path = po_path(ROOT / "content", "en", "sh-15fyp")
    source = path.read_text(encoding="utf-8")
    catalogue, terms = parse_po(source, path), load_termbase(ROOT / "content").in_text
    assert write_po(read_xliff(write_xliff(catalogue, "sh-15fyp", terms).encode(), HERE, "sh-15fyp", "en").catalogue) == source
    assert write_po(read_tsv(write_tsv(catalogue, terms).encode(), HERE).catalogue) == source


@pytest.fixture
def root(project: Callable[..., Path]) -> Path:
    made = project(SMALL_TEXT)
    assert main(["convert", "--root", str(made)]) == 0
    (made / "content" / "termbase.toml").write_text(
        '# Words\n[[term]]\nzh = "改革"\nen = "reform"\nalso = ["reforming"]\n', encoding="utf-8"
    )
    assert run(made, "try-1") == 0
    return made


def run(root: Path, *arguments: str) -> int:
    return main(["translate", *arguments, "--root", str(root)])


def exported(root: Path, name: str) -> Path:
    path = root / name
    assert run(root, "try-1", "--export", str(path)) == 0
    return path


@pytest.mark.parametrize("name", ["a.xlf", "a.tsv", "a.po"])
def test_a_plan_goes_out_and_comes_back_filled(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = exported(root, name)
    text = path.read_text(encoding="utf-8")
    assert "reforming" in text  # the words of the termbase are beside the entry
    assert run(root, "try-1", "--export", str(path)) == 2  # a file that is there may hold somebody's work
    before = po_path(root / "content", "en", "try-1").read_bytes()
    assert run(root, "try-1", "--fill", str(path)) == 0
    assert po_path(root / "content", "en", "try-1").read_bytes() == before


def test_a_review_comes_along_with_the_same_words(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "d.tsv").write_text("1-1\tThe text.\n", encoding="utf-8")
    assert run(root, "try-1", "--fill", str(root / "d.tsv")) == 0
    path = exported(root, "a.xlf")
    text = path.read_text(encoding="utf-8")
    held = text[text.index('name="1-1"') :].split("</unit>")[0]
    path.write_text(text.replace(held, held.replace('state="translated"', 'state="final"')), encoding="utf-8")
    assert run(root, "try-1", "--fill", str(path)) == 0
    assert "X004" in capsys.readouterr().err  # reviewed, and nothing says by whom
    noted = held.replace("</notes>", "<note>reviewed: A. Reader 2026-11-20</note></notes>")
    path.write_text(text.replace(held, noted), encoding="utf-8")
    assert run(root, "try-1", "--fill", str(path)) == 0
    assert "# reviewed: A. Reader 2026-11-20" in po_path(root / "content", "en", "try-1").read_text(encoding="utf-8")


def unit(body: str) -> str:
    return f'<file id="p">\n<unit id="a" name="1-1">{body}</unit></file></xliff>'


HALF = "<segment><source>一。</source><target>One.</target></segment><segment><source>二。</source></segment>"
DAMAGED = {
    "cut off": ("<file id='p'><unit", 2, "X005"),
    "document type": ("", 1, "X005"),
    "another plan": ("<file id='q' original='q'></file></xliff>", 2, "X007"),
    "half": (unit(HALF), 3, "X008"),
    "unknown code": (unit("<segment><source>一</source><target>a<ph id='1'/></target></segment>"), 3, "X005"),
}  # fmt: skip


@pytest.mark.parametrize("case", DAMAGED)
def test_bad_xliff_is_told_with_its_line(case: str) -> None:
    body, line, code = DAMAGED[case]
    head = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="zh" trgLang="en">\n'
    text = '<!DOCTYPE x [<!ENTITY a "b">]><x/>' if case == "document type" else head + body
    with pytest.raises(ZhangjuError) as told:
        read_xliff(text.encode(), HERE, "p", "en")
    assert (told.value.line, told.value.code) == (line, code)


def test_segments_and_codes_of_other_programs_are_read() -> None:
    body = (
        "<segment><source>一。</source><target order='3'>One.</target></segment><ignorable><source> </source></ignorable>"
        "<segment><source>二<cp hex='0007'/></source><target order='1'><pc id='1'>Two</pc> <ph id='2' dataRef='d'/>.</target></segment>"
    )
    head = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="zh" trgLang="en">'
    text = head + unit(f"<originalData><data id='d'>2.5</data></originalData>{body}")
    (entry,) = read_xliff(text.encode(), HERE, "p", "en").catalogue.entries
    assert (entry.source, entry.text) == ("一。 二\x07", "Two 2.5. One.")


def test_another_edition_is_refused_or_taken_in_as_stale(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "d.tsv"
    path.write_text("place\tsource\ttranslation\n1-1\t从前的话。\tFormer words.\n", encoding="utf-8")
    before = po_path(root / "content", "en", "try-1").read_bytes()
    assert run(root, "try-1", "--fill", str(path)) == 2
    assert "d.tsv:2: error X007" in capsys.readouterr().err
    assert po_path(root / "content", "en", "try-1").read_bytes() == before
    assert run(root, "try-1", "--fill", str(path), "--stale") == 0
    entry = next(
        e for e in parse_po(po_path(root / "content", "en", "try-1").read_text(encoding="utf-8"), HERE).entries if e.context == "1-1"
    )
    assert (entry.fuzzy, entry.previous, entry.text) == (True, "从前的话。", "Former words.")


@pytest.mark.parametrize(
    ("text", "line"),
    [("place\tsource\ttranslation\n1-1\ta\n", 2), ("place\tx\ttranslation\n", 1), ('place\tsource\ttranslation\n\n1-1\t一\t"never\nends\n', 3), ("place\tstate\ttranslation\n1-1\tdone\ta\n", 2)],
)  # fmt: skip
def test_a_bad_table_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(ZhangjuError) as told:
        read_tsv(text.encode(), HERE)
    assert told.value.line == line


def test_chinese_left_in_english_is_found(root: Path) -> None:
    (root / "d.tsv").write_text("1-1\tThe 文字 here.\n", encoding="utf-8")
    assert run(root, "try-1", "--fill", str(root / "d.tsv")) == 0
    assert [f.code for f in check(root / "seeds", root / "content") if f.code == "X010"] == ["X010"]


# ---- terms

PRINTED = st.text(st.characters(exclude_categories=["C", "Zl", "Zp", "Zs"], exclude_characters="\\|"), max_size=12)
WORD = PRINTED.filter(bool)
TERM = st.builds(TermRendering, WORD, WORD, st.lists(WORD, max_size=2), st.lists(WORD, max_size=2), st.lists(WORD, max_size=2), PRINTED)


@given(st.lists(st.builds(TermRow, TERM), max_size=3))
@settings(max_examples=40, deadline=None)
def test_terms_come_back_as_they_went(rows: list[TermRow]) -> None:
    assert [replace(r.term, at=0) for r in read_tbx(write_tbx(rows).encode(), HERE)] == [r.term for r in rows]
    assert [replace(r.term, at=0) for r in read_csv(write_csv(rows).encode(), HERE)] == [r.term for r in rows]


@pytest.mark.parametrize("name", ["t.tbx", "t.csv"])
def test_terms_go_out_and_come_back(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = root / "content" / "termbase.toml"
    before = file.read_bytes()
    path = root / name
    assert run(root, "--export", str(path)) == 0
    assert run(root, "--fill", str(path)) == 0
    assert file.read_bytes() == before
    path.write_text(
        path.read_text(encoding="utf-8").replace(">reform<", ">change<").replace("改革,reform,", "改革,change,"), encoding="utf-8"
    )
    assert run(root, "--fill", str(path)) == 0
    assert file.read_text(encoding="utf-8") == before.decode().replace('en = "reform"', 'en = "change"')


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("t.csv", "zh,en\n改革,改 reform\n", 2),
        ("t.csv", "zh,en\n改革\n", 2),
        ("t.csv", 'zh,en\n改革,"reform\n', 2),
        ("t.tbx", "<tbx xmlns='urn:iso:std:iso:30042:ed-2'>\n<conceptEntry></conceptEntry></tbx>", 2),
        ("t.tbx", "<martif>", 1),
        ("t.tbx", "<tbx>\n<text>", 2),
    ],
)
def test_bad_terms_are_told_with_their_line(root: Path, name: str, text: str, line: int, capsys: pytest.CaptureFixture[str]) -> None:
    (root / name).write_text(text, encoding="utf-8")
    before = (root / "content" / "termbase.toml").read_bytes()
    assert run(root, "--fill", str(root / name)) == 2
    assert f"{name}:{line}: error" in capsys.readouterr().err
    assert (root / "content" / "termbase.toml").read_bytes() == before


def test_a_term_that_is_added_stands_at_the_end() -> None:
    term = TermRendering("高地", "hub", why=quoted("x"))
    assert merged('[[term]]\nzh = "改革"\nen = "reform"\n', {"高地": term}, {}).startswith(
        '[[term]]\nzh = "改革"\nen = "reform"\n\n[[term]]\nzh = "高地"\n'
    )

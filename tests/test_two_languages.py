"""A translation that stands in the seed beside the Chinese: found, taken out with the ledger, laid beside its sentences, unreviewed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.checks import check
from generator.cli import main
from generator.languages.beside import Beside, Chinese, Foreign, _beads, beside_of, lay_beside, take_in
from generator.languages.language import LANGUAGES
from generator.languages.po import parse_po, write_po
from generator.languages.review import review_of
from generator.languages.translating import po_path, read_catalogue
from generator.pipeline import convert, convert_seed
from generator.proposing import propose
from generator.repair.two_languages import NAME, foreign, is_foreign, other_language

PAIRS = [
    ("某市规划", "City Plan of Development"),
    ("一、总体要求", "I. General Requirements"),
    ("坚持改革开放，推动高质量发展。", "Reform and opening up will be continued, and high-quality development promoted."),
    ("到2030年，森林覆盖率达到35%。", "By 2030, forest coverage will reach 35 percent."),
    ("二、主要任务", "II. Main Tasks"),
    ("（一）设施建设", "(1) Building Facilities"),
    (
        "改善民生，促进就业，完善社会保障体系。",
        "We will improve living standards, promote employment, and improve the social security system.",
    ),
    ("建设枢纽型港口和数字水网。", "Hub ports and a digital water network will be built."),
]
LINES = "".join(f"{zh}\n{en}\n" for zh, en in PAIRS)
PARAGRAPHS = "".join(f"{zh}\n\n{en}\n\n" for zh, en in PAIRS)
COLUMNS = "".join(f"{zh}\t{en}\n" for zh, en in PAIRS)
WIDE = "".join(f"{zh}{' ' * 6}{en}\n" for zh, en in PAIRS)
FIRST = "".join(f"{en}\n{zh}\n" for zh, en in PAIRS)
WANTED = {
    "front": "City Plan of Development",
    "1": "General Requirements",
    "1-1": PAIRS[2][1],
    "1-2": PAIRS[3][1],
    "2": "Main Tasks",
    "2.1": "Building Facilities",
    "2.1-1": PAIRS[6][1],
    "2.1-2": PAIRS[7][1],
}
TOML = 'other_language = "en"\n'


@pytest.fixture
def laid(project: Callable[..., Path]) -> Callable[[str], Beside]:
    """What is laid beside the sentences of a small plan."""
    return lambda text: beside_of(convert_seed(project(text, TOML) / "seeds", "try-1"))


# ---- what is a second language


@pytest.mark.parametrize(
    "text", [LINES, PARAGRAPHS, COLUMNS, WIDE, FIRST], ids=["lines", "paragraphs", "columns", "wide blanks", "English first"]
)
def test_a_translation_beside_the_chinese_is_known(text: str) -> None:
    assert other_language(text) == "en"
    assert [words for _, _, words in foreign(text)] == [en for _, en in PAIRS]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{zh}\n" for zh, _ in PAIRS),
        "\n".join(en for _, en in PAIRS),
        "发展合同研究组织（Contract Research Organization），建设MaaS（Mobility as a Service）平台。\n" * 9,
        "".join(f"{zh}\n" for zh, _ in PAIRS * 9)
        + "Abstract\nThis study looks at the role of the city.\nKeywords: city; role; development\n",
        "指标\tGDP\tR&D\n就业\tEmployment rate of all\t5\n" * 5,
        "мы\n" * 20 + "改革。\n",
        "",
    ],
    ids=["Chinese", "English", "names", "an abstract", "a table", "another script", "nothing"],
)
def test_what_is_no_translation_is_none(text: str) -> None:
    assert other_language(text) == ""


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Fellow Deputies,", True),
        ("REPORT ON THE WORK OF THE GOVERNMENT", True),
        ("Preface", True),
        ("GDP", False),
        ("PM2.5", False),
        ("https://example.org/a-long/address", False),
        ("office@example.org", False),
        ("建设MaaS平台", False),
        ("6.1%", False),
    ],
)
def test_a_line_of_another_language(line: str, wanted: bool) -> None:
    assert is_foreign(line) == wanted


# ---- laid beside the sentences


@pytest.mark.parametrize(
    "text", [LINES, PARAGRAPHS, COLUMNS, WIDE, FIRST], ids=["lines", "paragraphs", "columns", "wide blanks", "English first"]
)
def test_each_sentence_gets_its_own(laid: Callable[[str], Beside], text: str) -> None:
    beside = laid(text)
    assert {place: words for place, (words, _) in beside.sure.items()} == WANTED
    assert beside.left == ()


def test_sentences_of_a_paragraph_are_laid_out_by_length_and_years(laid: Callable[[str], Beside]) -> None:
    zh, en = zip(*PAIRS[2:4], strict=True)
    more = "全面推进乡村振兴，加快农业农村现代化步伐，促进城乡融合发展。"
    two = "Rural revitalization will be promoted. Agriculture and rural areas will be modernized, and urban and rural areas integrated."
    text = f"某市规划\nCity Plan\n一、总体要求\nI. General Requirements\n{''.join(zh)}{more}\n{' '.join(en)} {two}\n（一）任务\n(1) Tasks\n改善民生。\nLives improve.\n"
    sure = laid(text).sure
    assert [sure[f"1-{n}"][0] for n in (1, 2, 3)] == [*en, two]


def test_lines_that_print_broke_are_one(laid: Callable[[str], Beside]) -> None:
    broken = PARAGRAPHS.replace("living standards, promote", "living standards,\npromote").replace("opening up will", "opening up\nwill")
    assert {place: words for place, (words, _) in laid(broken).sure.items()} == WANTED


def test_an_abbreviation_ends_no_sentence(laid: Callable[[str], Beside]) -> None:
    text = LINES + "王某某先生出席第5号会议。\nMr. Wang was present at No. 5 of the meetings of the U.S. Chamber.\n"
    assert laid(text).sure["2.1-3"][0].startswith("Mr. Wang was present at No. 5 of")


def test_a_long_group_is_laid_out_in_a_time_that_grows_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compared lies near the diagonal: of twice as many sentences some twice as much, not four times."""

    def compared(size: int) -> int:
        costs: list[int] = []
        monkeypatch.setattr(
            "generator.languages.beside._cost", lambda ours, theirs, usual: costs.append(1) or float(len(ours) != len(theirs))
        )
        group = [Chinese(f"1-{n}", f"第{n}项任务加快建设。", n, 0) for n in range(size)]
        some = [Foreign(f"Task number {n} will be finished soon.", n, line=n, in_column=False) for n in range(size)]
        laid = list(_beads(group, some, 3.0))
        assert [(ours[0].context, theirs[0].line) for ours, theirs in laid] == [(f"1-{n}", n) for n in range(size)]
        return len(costs)

    assert compared(200) <= 3 * compared(100)


def test_what_is_not_sure_is_left_and_told(project: Callable[..., Path]) -> None:
    """Two sentences with one translation, a translation of nothing, another year: none is guessed."""
    odd = "扩大开放。深化合作。\nOpening up and cooperation.\n到2027年完成改造任务。\nThe work on all old houses was completed in 2019.\n"
    made = convert_seed(project(LINES + odd, TOML) / "seeds", "try-1")
    beside = beside_of(made)
    assert {place for place in beside.sure if place.startswith("2.1-")} == {"2.1-1", "2.1-2"}
    assert [one.line for one in beside.left] == [18, 20]


def test_subscripts_are_kept_in_the_translation(laid: Callable[[str], Beside]) -> None:
    text = LINES + "降低PM~2.5~浓度和CO~2~排放量。\nPM2.5 levels and emissions of CO2 will be brought down.\n"
    assert laid(text).sure["2.1-3"][0] == "PM~2.5~ levels and emissions of CO~2~ will be brought down."


def test_nothing_is_lost(project: Callable[..., Path]) -> None:
    """Every letter of the translation stands in the ledger, and undoing it gives the seed (which convert proves)."""
    made = convert_seed(project(LINES, TOML) / "seeds", "try-1")
    taken = "".join(entry.before for entry in made.repaired.ledger if entry.rule == NAME)
    assert taken == "".join(f"{en}\n" for _, en in PAIRS)
    assert not any(char.isascii() and char.isalpha() for char in made.repaired.text)


# ---- into the file of translations


def converted(root: Path) -> Path:
    assert main(["convert", "try-1", "--root", str(root)]) == 0
    return po_path(root / "content", "en", "try-1")


def test_the_translations_are_unreviewed_and_name_their_lines(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = project(LINES, TOML)
    entries = {entry.context: entry for entry in read_catalogue(converted(root), LANGUAGES["en"]).entries}
    assert {place: entries[place].text for place in WANTED} == WANTED
    assert entries["1-2"].comments == ("from the text as received, line 8",)
    assert not any(review_of(entry.comments) for entry in entries.values())
    assert "8 texts have their translation in the seed; 8 were taken in, unreviewed" in capsys.readouterr().out
    assert [f.code for f in check(root / "seeds", root / "content") if f.code.startswith("X")] == []


def test_what_a_translator_wrote_stays(project: Callable[..., Path]) -> None:
    root = project(LINES, TOML)
    path = converted(root)
    path.write_text(path.read_text(encoding="utf-8").replace(PAIRS[3][1], "Forests will cover 35 percent by 2030."), encoding="utf-8")
    entries = {entry.context: entry.text for entry in read_catalogue(converted(root), LANGUAGES["en"]).entries}
    assert entries["1-2"] == "Forests will cover 35 percent by 2030."


def test_what_the_issuer_wrote_is_not_held_against_the_termbase(project: Callable[..., Path]) -> None:
    root = project(LINES, TOML)
    path = converted(root)
    (root / "content" / "termbase.toml").write_text('[[term]]\nzh = "就业"\nen = "jobs"\nwhy = "试"\n', encoding="utf-8")
    assert [f.code for f in check(root / "seeds", root / "content") if f.code == "X002"] == []
    catalogue = parse_po(path.read_text(encoding="utf-8").replace("# from the text as received", "# was from the text"), path)
    path.write_text(write_po(catalogue), encoding="utf-8")
    assert [f.code for f in check(root / "seeds", root / "content") if f.code == "X002"] == ["X002"]


def test_what_could_not_be_laid_beside_a_sentence_is_a_finding(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = project(LINES + "扩大开放。深化合作。\nOpening up and cooperation.\n", TOML)
    converted(root)
    assert "18: warning X006" in capsys.readouterr().out
    (found,) = [f for f in check(root / "seeds", root / "content") if f.code == "X006"]
    assert (found.line, "Opening up and cooperation" in found.cause) == (18, True)


def test_take_in_twice_changes_nothing(project: Callable[..., Path]) -> None:
    root = project(LINES, TOML)
    made = convert(root / "seeds", root / "content", ["try-1"]).plans[0]
    assert take_in(root / "content", made)[0] == 8
    before = po_path(root / "content", "en", "try-1").read_bytes()
    assert take_in(root / "content", made)[0] == 0
    assert po_path(root / "content", "en", "try-1").read_bytes() == before


# ---- told when a text is added


HTML = (
    "<html><head><script>if (a < b) { c = 'x'; }</script></head><body>"
    + "".join(f"<p>{zh}</p>\n<p>{en}</p>\n" for zh, en in PAIRS)
    + "</body></html>"
)
MARKDOWN = f"# {PAIRS[0][0]}\n\n# {PAIRS[0][1]}\n\n" + "".join(f"{zh}\n\n{en}\n\n" for zh, en in PAIRS[1:])
TAILS = "".join(f"{zh} {en}\n" for zh, en in PAIRS)
BLOCKS = "".join(f"{zh}\n" for zh, _ in PAIRS) + "\n" + "".join(f"{en}\n" for _, en in PAIRS)


@pytest.mark.parametrize("text", [HTML, MARKDOWN, TAILS, BLOCKS], ids=["web page", "Markdown", "in one line", "one after the other"])
def test_other_shapes_of_two_languages(text: str, tmp_path: Path) -> None:
    file = tmp_path / "both.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["add", str(file), "--root", str(tmp_path)]) == 0
    assert main(["convert", "--root", str(tmp_path)]) == 0
    entries = [entry.text for entry in read_catalogue(po_path(tmp_path / "content", "en", "both"), LANGUAGES["en"]).entries]
    assert {en for place, en in WANTED.items() if "-" in place} <= set(entries)
    assert not any(char.isascii() and char.isalpha() for char in convert_seed(tmp_path / "seeds", "both").repaired.text)


@pytest.mark.parametrize("text", [LINES, PARAGRAPHS, COLUMNS], ids=["lines", "paragraphs", "columns"])
def test_add_tells_it_and_proposes_it(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "both.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["add", str(file), "--root", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "a translation (en) stands beside the Chinese" in shown
    assert "8 texts get theirs, unreviewed; 0 of its sentences" in shown
    assert 'other_language = "en"' in (tmp_path / "seeds" / "both.toml").read_text(encoding="utf-8")
    assert 'title_en = "City Plan of Development"' in (tmp_path / "seeds" / "both.toml").read_text(encoding="utf-8")
    assert main(["convert", "--root", str(tmp_path)]) == 0


def test_a_chinese_text_has_no_other_language(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text("".join(f"{zh}\n" for zh, _ in PAIRS), encoding="utf-8")
    assert propose(file).settings.other_language == ""


def test_another_language_than_we_know_is_refused(project: Callable[..., Path]) -> None:
    assert main(["convert", "--root", str(project(LINES, 'other_language = "xx"\n'))]) == 2


def test_a_text_without_translation_is_laid_out_in_no_time() -> None:
    from generator.model import Plan
    from generator.repair import Repaired
    from generator.repair.engine import Draft

    assert lay_beside(Plan("x", {}, ()), Repaired("", (), Draft.of(""), frozenset()), [0]) == Beside({}, ())


def test_a_translation_file_that_cannot_be_read_stops_convert_before_it_writes(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(LINES, TOML)
    assert main(["convert", "--root", str(root)]) == 0
    (po,) = (root / "content" / "locale").rglob("try-1.po")
    po.write_text('msgid "a\n', encoding="utf-8")
    seed = root / "seeds" / "try-1.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace("发展", "前进"), encoding="utf-8")
    before = {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main(["convert", "--root", str(root)]) == 2
    assert "X005" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (root / "content").rglob("*") if path.is_file()} == before

"""Adding a text: one screen with its facts and doubts; several documents in one file are told, and parted on request."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.adding import pieces_of
from generator.cli import main
from generator.pipeline import convert
from generator.proposing import detect_format, detect_title
from generator.reading import read_seed, seed_ids
from generator.repair.hard_wraps import width
from tests.test_opening import BODY, CASES, PLAN

RULES = "".join(f"第{n}条　本市水系的第{n}项事务，由市、区水务主管部门会同有关部门按照职责分工负责。\n\n" for n in "一二三四五六七八九")


def documents(count: int, mark: str = "") -> list[str]:
    places = "云水山林石川江湖海洋"
    return [
        f"{mark}{places[n % 10]}{places[n // 10 % 10]}{'东西南北'[n % 4]}市第{n}号水系保护办法\n\n2020年1月{n % 28 + 1}日 公布\n\n{RULES}"
        for n in range(count)
    ]


@pytest.fixture
def added(project: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Runs `add` on a text: (exit code, what it printed)."""

    def run(text: str | bytes, *options: str, name: str = "new.txt") -> tuple[int, str]:
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        root = project()
        code = main(["add", str(file), "--root", str(root), *options])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


# ---- one screen


def test_a_screen_has_facts_outline_and_no_doubt(added: Callable[..., tuple[int, str]]) -> None:
    code, shown = added(CASES["controls of a reader above it"][0], "--dry-run")
    assert code == 0
    for words in (
        "title   2026年云州市政府工作报告  (line 7)",
        "issuer  云州市人民政府  (line 11)",
        "date    2026-01-28  (line 8)",
        "kind    report",
    ):
        assert words in shown
    assert re.search(r"^ +18 +二、主要任务", shown, re.M)
    assert "no doubts" in shown


def test_a_long_outline_fits_a_screen_and_is_whole_on_request(added: Callable[..., tuple[int, str]]) -> None:
    numerals = "一二三四五六七八九"
    text = "云州市水网规划\n\n" + "".join(
        f"{a}、任务{a}\n\n" + "".join(f"（{b}）事项{a}{b}\n\n抓好落实，扩大开放。\n\n" for b in numerals) for a in numerals
    )
    _, shown = added(text, "--dry-run")
    assert len(shown.splitlines()) <= 40
    assert "任务九" in shown
    assert "事项九九" not in shown
    assert "91 headings in all (10 of level 1, 81 of level 2)" in shown
    _, whole = added(text, "--dry-run", "--outline")
    assert "事项九九" in whole


def test_what_is_no_text_of_the_document_is_told(added: Callable[..., tuple[int, str]]) -> None:
    text = "云州市水网规划\n目  录\n一、现状……1\n二、任务……2\n三、保障……3\n一、现状\n水网扩大，供水能力提高，\n- 1 -\n城乡一体推进。\n"
    _, shown = added(text + "二、任务\n抓好落实，扩大开\n- 2 -\n放。\n三、保障\n加强领导。\n- 3 -\n", "--dry-run")
    assert "aside   contents (lines 2 to 5), page-numbers 3 times (lines 8 to 16)" in shown


def test_doubts_are_told_with_their_lines(added: Callable[..., tuple[int, str]]) -> None:
    text = "推进改革，扩大开放，提升城市能级。\n\n一、甲\n\n甲事\ufffd办好。\n\n二、乙\n\n乙事办好。\n\n四、丁\n\n丁事办好。\n"
    _, shown = added(text, "--dry-run")
    assert "no line reads like a title" in shown
    assert re.search(r"O002 .* line 11", shown)
    assert re.search(r"T005 .* line 5", shown)


def test_nothing_is_asked_and_a_dry_run_writes_nothing(added: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    assert added("云州市水网规划\n" + PLAN, "--dry-run")[0] == 0
    assert {path for path in tmp_path.rglob("*") if path.suffix in (".txt", ".toml") and path.stem == "new"} <= {
        tmp_path / "new.txt",
        *before,
    }


def test_what_it_wrote_converts(added: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    assert added(CASES["a notice around it"][0])[0] == 0
    convert(tmp_path / "seeds", tmp_path / "content", ["new"])
    front = (tmp_path / "content" / "new" / "index.md").read_text(encoding="utf-8")
    assert "number: 云政办发〔2022〕13号" in front
    assert "issuer: 云州市人民政府办公厅" in front


# ---- several documents in one file


@pytest.mark.parametrize("mark", ["", "# "])
@pytest.mark.parametrize("count", [2, 30])
def test_several_documents_are_known(mark: str, count: int) -> None:
    parts = documents(count, mark)
    pieces = pieces_of("\n".join(parts))
    assert [piece.title for piece in pieces] == [part.split("\n")[0].removeprefix("# ") for part in parts]
    text = "\n".join(parts)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert [text.count("\n", 0, piece.start) + 1 for piece in pieces] == [piece.line for piece in pieces]


def test_an_opening_before_the_first_title_stays_with_it() -> None:
    text = "汇编说明\n\n本汇编收录有关文件。\n\n" + "\n".join(documents(3))
    pieces = pieces_of(text)
    assert (len(pieces), pieces[0].start, pieces[0].line) == (3, 0, 1)


CONTENTS = "目录\n\n一、总体要求........1\n二、主要任务........5\n三、保障措施........9\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "云州市水网规划\n" + PLAN * 3,
        "云州市水网规划\n\n" + CONTENTS + "云州市水网规划\n" + PLAN + RULES,
        CASES["a notice around it"][0] + RULES,
        "云州市水网规划\n" + PLAN + RULES + "\n附件1\n\n云州市重点项目实施方案\n" + PLAN + RULES,
        "云州市水网规划\n" + PLAN + "\n根据《云州市总体规划》和《云州市综合交通规划\n一、纲要》的要求，\n" + PLAN + RULES,
        "推进改革。\n" * 80,
    ],
    ids=[
        "numbers that begin anew",
        "a title again behind contents",
        "a notice and its document",
        "an annex",
        "lines of a paragraph",
        "no titles",
    ],
)
def test_one_document_is_one(text: str) -> None:
    assert len(pieces_of(text)) == 1


def test_two_documents_of_one_title_are_two_and_one_behind_its_contents_is_one() -> None:
    body = "一、目标\n\n" + "全市要坚持稳中求进，推动经济持续健康发展。\n\n" * 8 + "二、保障\n\n" + "加强组织领导。\n\n" * 8
    assert [piece.line for piece in pieces_of(f"云州市水网规划\n\n{body}云州市水网规划\n\n{body}")] == [1, 39]
    contents = "目录\n\n一、目标\n\n二、保障\n\n前言\n\n" + "全市要坚持稳中求进，推动经济持续健康发展。\n\n" * 8
    assert len(pieces_of(f"云州市水网规划\n\n{contents}云州市水网规划\n\n{body}")) == 1


def test_what_programs_set_between_files_parts_documents() -> None:
    parts = [f"{n}.txt\n{part}" for n, part in enumerate(documents(3), 1)]
    pieces = pieces_of("==========\n".join(parts))
    assert [piece.line for piece in pieces] == [1, *(parts[0].count("\n") * n + n for n in (1, 2))]
    assert [piece.title for piece in pieces] == [part.split("\n")[1] for part in parts]


def test_a_title_that_heads_each_page_begins_no_document() -> None:
    page = "云州市水网规划\n第一部分　目标\n" + "全市要坚持稳中求进，推动经济持续健康发展，\n" * 12 + "二、任务\n推进改革。\n"
    assert len(pieces_of(page * 3)) == 1


def test_they_are_told_and_taken_in_one_by_one(added: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    text = "\r\n".join("\n".join(documents(12)).split("\n"))
    data = b"\xef\xbb\xbf" + text.encode()
    code, shown = added(data, "--dry-run")
    assert code == 0
    assert "12 documents seem to stand in it" in shown
    code, shown = added(data, "--split", "--id", "water")
    assert code == 0
    assert len(re.findall(r"water-\d\d  ", shown)) == 12
    seeds = [f"water-{n:02}" for n in range(1, 13)]
    assert set(seeds) <= set(seed_ids(tmp_path / "seeds"))
    assert b"".join((tmp_path / "seeds" / f"{name}.txt").read_bytes() for name in seeds) == data, "no byte is lost"
    settings = read_seed(tmp_path / "seeds", "water-03").settings
    assert (settings.title, settings.levels, settings.date) == ("山云南市第2号水系保护办法", ["第一条"], "2020-01-03")
    convert(tmp_path / "seeds", tmp_path / "content", seeds)


def test_an_id_that_is_taken_stops_all_of_them(added: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir(exist_ok=True)
    (tmp_path / "seeds" / "water-2.txt").write_text("x", encoding="utf-8")
    code, shown = added("\n".join(documents(3)), "--split", "--id", "water")
    assert code == 2
    assert "there is a plan of this id already" in shown
    assert sorted(path.name for path in (tmp_path / "seeds").glob("water*")) == ["water-2.txt"]


def test_a_single_document_is_not_split(added: Callable[..., tuple[int, str]]) -> None:
    code, shown = added("云州市水网办法\n" + BODY, "--split")
    assert code == 2
    assert "single document" in shown


def test_one_title_names_no_several_documents(added: Callable[..., tuple[int, str]]) -> None:
    code, shown = added("\n".join(documents(3)), "--split", "--title", "甲")
    assert code == 2
    assert "U001" in shown


def test_what_is_doubted_of_a_piece_is_told(added: Callable[..., tuple[int, str]]) -> None:
    odd = [text.replace("第三条", "第四条") for text in documents(3)]
    code, shown = added("\n".join(odd), "--split", "--dry-run")
    assert code == 0
    assert "O002" in shown


def test_legacy_encodings_stay(added: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    data = "\n".join(documents(3)).encode("gb18030")
    assert added(data, "--split", "--id", "gb")[0] == 0
    assert b"".join((tmp_path / "seeds" / f"gb-{n}.txt").read_bytes() for n in (1, 2, 3)) == data


def test_a_page_is_known_by_its_first_tag_and_what_stands_below_a_heading_is_no_title() -> None:
    assert detect_format("<p>一、总体要求</p>\n<p>坚持开放。</p>") == "html"
    assert detect_format("白河县规划\n一、要求<br>坚持。") == "plain"
    assert detect_title("", "一、总体要求\n要加快发展\n产业。") == ""


def test_lines_of_one_width_were_broken_though_latin_letters_make_their_lengths_differ() -> None:
    words = (
        "开放RISC-V、OpenHarmony等开源生态，支持企业加入Linux Foundation等国际组织。加强与新加坡、德国的合作，引进DeepTech孵化器三家，"
        "培育独角兽企业。建设Software Defined Vehicle测试场，部署V2X路侧单元，推广Robotaxi示范应用，产业规模达到五十亿元。"
    )
    lines = [""]
    for char in words * 2:
        lines[-1] += char
        lines += [""] if width(lines[-1]) >= 29.5 else []
    assert detect_format("\n".join(["白河县行动计划", "一、总体目标", *lines])) == "hard-wrapped"

"""Another print held against a plan: what agrees, what differs, what it settles, and prints that are none."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.checks import check
from generator.cli import main
from generator.collating import Collation, as_toml, collate, write
from generator.collating.aligning import align
from generator.collating.letters import letters_of
from generator.collating.record import notes_of
from generator.content.metadata import odd_values
from generator.errors import ZhangjuError
from generator.findings import findings_of
from generator.pipeline import convert, convert_seed
from generator.reading.settings import Variant
from generator.site.build import build

SUBJECTS = ("交通", "水务", "教育", "养老", "港口", "林业", "能源", "住房", "文旅", "科创", "渔业", "气象")
VERBS = ("完善", "推进", "建设", "优化", "提升", "扩大", "整治", "布局")
OBJECTS = ("服务网络", "管理机制", "基础设施", "标准体系", "应急能力", "人才队伍", "数据平台", "示范片区", "监测站点", "合作通道")


def sentences(count: int, seed: int = 1) -> list[str]:
    """Sentences of a fictional plan, no two alike."""
    dice = random.Random(seed)
    made: dict[str, None] = {}
    while len(made) < count:
        subject, verb, thing = dice.choice(SUBJECTS), dice.choice(VERBS), dice.choice(OBJECTS)
        made[
            f"{verb}{subject}{thing}，到20{dice.randint(26, 39)}年新增{dice.randint(100, 999)}处，{dice.choice(VERBS)}{dice.choice(OBJECTS)}。"
        ] = None
    return list(made)


LINES = sentences(40)
TEXT = "某市规划\n\n一、总体要求\n\n" + "\n\n".join(LINES[:20]) + "\n\n二、主要任务\n\n（一）设施\n\n" + "\n\n".join(LINES[20:]) + "\n"


@pytest.fixture
def held(project: Callable[..., Path], tmp_path: Path) -> Callable[..., Collation]:
    """Holds a print against the small plan: `held(print, toml, text)`."""

    def run(other: str | bytes, toml: str = "", text: str = TEXT, name: str = "另本", suffix: str = ".txt") -> Collation:
        root = project(text, toml)
        (root / "content").mkdir(exist_ok=True)
        file = tmp_path / f"other{suffix}"
        file.write_bytes(other if isinstance(other, bytes) else other.encode())
        return collate(root, "try-1", file, name)

    return run


def kinds(made: Collation) -> list[str]:
    return [one.kind for one in made.compared.differences]


def ready(made: Collation) -> dict[str, list[dict[str, object]]]:
    """What is printed, read as TOML."""
    found: dict[str, list[dict[str, object]]] = tomllib.loads("\n".join(as_toml(made)))
    return found


def codes(error: ZhangjuError) -> list[str]:
    return [finding.code for finding in findings_of(error)]


def of_line(words: str, text: str = TEXT) -> int:
    return next(n for n, line in enumerate(text.split("\n"), 1) if words in line)


# ---- what agrees


def test_the_same_text_agrees_to_the_letter(held: Callable[..., Collation]) -> None:
    made = held(TEXT)
    assert (made.compared.differences, made.marks, made.findings) == ((), (), ())
    assert made.compared.agreed == len(letters_of(TEXT).text)
    assert ready(made)["witness"][0]["reach"] == [["front", "2.1-20"]]


def test_lines_blanks_widths_and_forms_of_marks_count_for_nothing(held: Callable[..., Collation]) -> None:
    other = TEXT.replace("，", ",").replace("20", " ２０ ").replace("\n\n", "\n").replace("到", "到\n", 7)
    made = held(other)
    assert kinds(made) == []
    assert made.marks == ()


def test_another_mark_is_counted_and_told(held: Callable[..., Collation]) -> None:
    made = held(TEXT.replace("处，", "处；", 3))
    assert len(made.marks) == 3
    assert ready(made)["witness"][0]["marks"] == 3
    assert sum(line.startswith("#   marks") for line in as_toml(made)) == 3


def paged(text: str, every: int, number: Callable[[int], str], head: str = "") -> str:
    """A text as its pages have it: a number, and a head, after every few lines."""
    made, page = [], 1
    for n, line in enumerate([line for line in text.split("\n") if line], 1):
        made.append(line)
        if n % every == 0:
            made += [number(page), *([head] if head else [])]
            page += 1
    return "\n".join(made)


@pytest.mark.parametrize(
    ("number", "head"),
    [
        (lambda n: str(n + 11), ""),
        (lambda n: f"— {n} —", "某市十年规划（公开稿）"),
        (lambda n: f"第 {n} 页", ""),
        (lambda n: " ".join(str(n + 8)), ""),
        (lambda n: f"{n}/12", ""),
        (lambda n: "".join("０１２３４５６７８９"[int(digit)] for digit in str(n)), ""),
        (lambda n: chr(0x245F + n), ""),
    ],
    ids=["bare numbers", "dashes and a running head", "in words", "letter by letter", "of how many", "full width", "in circles"],
)
def test_what_pages_add_is_no_difference(held: Callable[..., Collation], number: Callable[[int], str], head: str) -> None:
    made = held(paged(TEXT, 4, number, head))
    assert [one for one in made.compared.differences if one.kind == "numbers"] == []
    assert made.compared.agreed == len(letters_of(TEXT).text)


def test_page_numbers_glued_to_what_follows_are_the_pages_too(held: Callable[..., Collation]) -> None:
    """Also before a number that begins as they do: which digit is whose does not matter."""
    lines = [f"{n}1项工程开工。{line}" if n % 6 == 0 else line for n, line in enumerate([line for line in TEXT.split("\n") if line], 10)]
    text = "\n\n".join(lines)
    made = held("\n".join(f"{n // 6 + 10}{line}" if n % 6 == 2 else line for n, line in enumerate(lines)), text=text)
    assert kinds(made) == []
    assert made.compared.agreed == len(letters_of(text).text)


def test_one_number_at_the_end_of_a_line_is_a_difference_and_no_page(held: Callable[..., Collation]) -> None:
    made = held(TEXT.replace(LINES[5], LINES[5] + "\n7"))
    assert kinds(made) == ["numbers"]


def test_a_web_page_and_another_encoding_are_read(held: Callable[..., Collation]) -> None:
    page = "<html><body><div>" + "".join(f"<p>{line}</p>\n" for line in TEXT.split("\n") if line) + "</div></body></html>"
    assert kinds(held(page, suffix=".html")) == []
    assert kinds(held(TEXT.encode("gb18030"))) == []


def test_a_print_in_traditional_characters_is_read_in_simplified_ones(held: Callable[..., Collation]) -> None:
    from opencc import OpenCC

    made = held(OpenCC("s2t").convert(TEXT.replace(LINES[3], "重塑" + LINES[3][2:])))
    assert kinds(made) == ["words"]
    assert "重塑" in str(ready(made)["variant"][0]["theirs"])


def test_one_sentence_reaches_as_far_as_it_does(held: Callable[..., Collation]) -> None:
    made = held(LINES[7])
    assert ready(made)["witness"][0]["reach"] == [["1-8", "1-8"]]
    assert made.compared.differences == ()


# ---- what differs


def test_each_difference_has_its_kind_and_place(held: Callable[..., Collation]) -> None:
    figures, words, less, more = (LINES[i] for i in (3, 8, 25, 30))
    year = figures[figures.index("20") : figures.index("年")]
    other = TEXT.replace(figures, figures.replace(year, "2050")).replace(words, "调整" + words[2:])
    other = other.replace(less, less.replace("新增", "")).replace(more, more.replace("新增", "新增约"))
    made = held(other)
    assert kinds(made) == ["numbers", "words", "lacking", "added"]
    variants = ready(made)["variant"]
    assert [one["place"] for one in variants] == ["1-4", "1-9", "2.1-6", "2.1-11"]
    assert "2050" in str(variants[0]["theirs"])
    assert year in str(variants[0]["ours"])
    assert "新增约" in str(variants[3]["theirs"])
    assert ready(made)["witness"][0]["agreed"] == made.compared.agreed == len(letters_of(TEXT).text) - 6


def test_a_difference_is_a_ready_correction(held: Callable[..., Collation], project: Callable[..., Path]) -> None:
    """What is printed can be copied as it stands; it flags and does not change."""
    old, more = LINES[3], LINES[30]
    other = TEXT.replace(old, "重塑" + old[2:]).replace(more, more.replace("新增", "新增约"))
    made = held(other)
    entries = [one for one in ready(made)["correction"] if not one["certain"]]
    assert len(entries) == 2
    toml = "".join(
        "\n[[correction]]\n" + "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in one.items()) for one in entries
    )
    flags = [entry for entry in convert_seed(project(TEXT, toml) / "seeds", "try-1").repaired.ledger if entry.status == "flagged"]
    assert len(flags) == 2
    certain = convert_seed(project(TEXT, toml.replace("certain = false", "certain = true")) / "seeds", "try-1").repaired.text
    assert letters_of(certain).text == letters_of(other).text


def test_a_decimal_point_and_a_sign_are_figures(held: Callable[..., Collation]) -> None:
    text = TEXT + "增长5.2%以上，森林覆盖率>19%。\n"
    assert kinds(held(text.replace("5.2", "52"), text=text)) == ["numbers"]
    assert kinds(held(text.replace(">19", "<19"), text=text)) == ["numbers"]
    assert kinds(held(text.replace("5.2%", "5.2"), text=text)) == ["numbers"]


def test_cells_in_another_order_and_a_passage_elsewhere_agree(held: Callable[..., Collation]) -> None:
    moved = LINES[10]
    made = held(TEXT.replace(f"{moved}\n\n", "").replace(LINES[35], f"{LINES[35]}\n\n{moved}"))
    assert kinds(made) == ["moved"]
    assert made.compared.agreed == len(letters_of(TEXT).text)
    row = "单位产值能耗降低14%，属约束性指标，由能源主管部门负责。"
    text = TEXT + row + "\n"
    made = held(text.replace("14%，", "，").replace("约束性指标，", "约束性指标，14%"), text=text)
    assert set(kinds(made)) == {"order"}


def test_two_letters_exchanged_are_words_and_not_order(held: Callable[..., Collation]) -> None:
    text = TEXT + "建设全国资财中心和金融要素市场。\n"
    assert set(kinds(held(text.replace("资财", "财资"), text=text))) <= {"words", "added", "lacking"}


def test_of_a_passage_only_its_length_is_kept(held: Callable[..., Collation]) -> None:
    secret = "".join(sentences(9, seed=7))
    made = held(TEXT.replace(LINES[5], f"{LINES[5]}\n\n{secret}"))
    assert kinds(made) == ["added"]
    assert f"〔{len(letters_of(secret).text)}字〕" in str(ready(made)["variant"][0]["theirs"])
    assert "correction" not in ready(made)


# ---- what it says of our doubts and corrections


FLAG = '\n[[correction]]\nline = {line}\nfind = "{find}"\nreplace = "{replace}"\nevidence = "疑误"\ncertain = {certain}\n'


def test_a_doubt_whose_guess_it_has_is_settled(held: Callable[..., Collation], tmp_path: Path) -> None:
    text = TEXT + "建设国家级资财中心，服务周边地区共同发展。\n"
    toml = FLAG.format(line=of_line("资财", text), find="资财中心", replace="财资中心", certain="false")
    made = held(text.replace("资财", "财资"), toml, text)
    (entry,) = ready(made)["correction"]
    assert (entry["find"], entry["replace"], entry["certain"]) == ("资财中心", "财资中心", True)
    assert entry["evidence"] == "疑误；另本作“财资中心”"
    write(tmp_path, made)
    settings = tomllib.loads((tmp_path / "seeds" / "try-1.toml").read_text(encoding="utf-8"))
    assert [one["certain"] for one in settings["correction"]] == [True]
    assert "财资中心" in convert_seed(tmp_path / "seeds", "try-1").repaired.text


def test_a_doubt_that_it_prints_as_we_do_stays_and_its_keep_is_ready(held: Callable[..., Collation], tmp_path: Path) -> None:
    text = TEXT + "建设国家级资财中心，服务周边地区共同发展。\n"
    toml = FLAG.format(line=of_line("资财", text), find="资财中心", replace="财资中心", certain="false")
    made = held(text, toml, text)
    assert ready(made)["keep"] == [{"line": of_line("资财", text), "text": "资财中心", "reason": "另本同作“资财中心”"}]
    assert ready(made)["witness"][0]["as_printed"] == 1
    write(tmp_path, made)
    assert [flag.before for flag in convert_seed(tmp_path / "seeds", "try-1").repaired.ledger if flag.status == "flagged"] == ["资财中心"]


@pytest.mark.parametrize(("print_", "key"), [("财资", "confirmed"), ("资财", "against")])
def test_a_correction_is_confirmed_or_contradicted(held: Callable[..., Collation], print_: str, key: str) -> None:
    text = TEXT + "建设国家级资财中心，服务周边地区共同发展。\n"
    toml = FLAG.format(line=of_line("资财", text), find="资财中心", replace="财资中心", certain="true")
    made = held(text.replace("资财", print_), toml, text)
    record = ready(made)["witness"][0]
    assert {name: record[name] for name in ("confirmed", "against")} == {"confirmed": 0, "against": 0, key: 1}


def test_a_broken_character_is_read_from_the_other_print(held: Callable[..., Collation], project: Callable[..., Path]) -> None:
    text = TEXT + "推动高质量发\ufffd，迈上新台阶。\n"
    made = held(text.replace("\ufffd", "展"), text=text)
    (entry,) = ready(made)["correction"]
    assert entry["certain"] is True
    toml = "\n[[correction]]\n" + "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in entry.items())
    assert "推动高质量发展，迈上新台阶。" in convert_seed(project(text, toml) / "seeds", "try-1").repaired.text


def test_of_a_supplied_title_two_prints_are_a_variant(held: Callable[..., Collation]) -> None:
    text = TEXT.removeprefix("某市规划\n\n一、总体要求\n\n")
    toml = '\n[[supplied]]\nline = 1\nlevel = 1\nnumber = "一、"\ntitle = "新阶段引领某市未来发展的要求"\nsource = "转载本"\n'
    made = held("一、新阶段引领未来发展的要求\n" + text, toml, text)
    (variant,) = ready(made)["variant"]
    assert (variant["place"], variant["ours"], variant["theirs"]) == ("1", "阶段引领某市未来发展", "阶段引领未来发展")
    assert "correction" not in ready(made), "the seed has no such line"


# ---- what is kept


def test_the_record_is_replaced_and_its_notes_stay(held: Callable[..., Collation], tmp_path: Path) -> None:
    other = TEXT.replace(LINES[3], "重塑" + LINES[3][2:])
    made = held(other)
    path = write(tmp_path, made)
    path.write_text(path.read_text(encoding="utf-8").replace('theirs = "', 'note = "两本不同"\ntheirs = "'), encoding="utf-8")
    write(tmp_path, collate(tmp_path, "try-1", tmp_path / "other.txt"))
    settings = tomllib.loads(path.read_text(encoding="utf-8"))
    assert [one["name"] for one in settings["witness"]] == ["另本"], "the same file keeps its name"
    assert [one["note"] for one in settings["variant"]] == ["两本不同"]
    convert(tmp_path / "seeds", tmp_path / "content", ["try-1"])
    assert [f.code for f in check(tmp_path / "seeds", tmp_path / "content") if f.code.startswith("V")] == []


def noted(root: Path, made: Collation) -> None:
    """Write a record, and a note of an editor on its only difference."""
    path = write(root, made)
    path.write_text(path.read_text(encoding="utf-8").replace('theirs = "', 'note = "两本不同"\ntheirs = "'), encoding="utf-8")


def test_a_note_follows_its_difference_when_letters_beside_it_change(held: Callable[..., Collation], tmp_path: Path) -> None:
    noted(tmp_path, held(TEXT.replace(LINES[3], "重塑" + LINES[3][2:])))
    (tmp_path / "other.txt").write_text(TEXT.replace(LINES[3], "重塑新" + LINES[3][2:]), encoding="utf-8")
    write(tmp_path, collate(tmp_path, "try-1", tmp_path / "other.txt", "另本"))
    (variant,) = tomllib.loads((tmp_path / "seeds" / "try-1.toml").read_text(encoding="utf-8"))["variant"]
    assert variant["note"] == "两本不同"
    assert "重塑新" in variant["theirs"]


def test_a_note_on_a_difference_that_is_gone_is_told_and_kept(held: Callable[..., Collation], tmp_path: Path) -> None:
    noted(tmp_path, held(TEXT.replace(LINES[3], "重塑" + LINES[3][2:])))
    before = (tmp_path / "seeds" / "try-1.toml").read_text(encoding="utf-8")
    (tmp_path / "other.txt").write_text(TEXT, encoding="utf-8")
    made = collate(tmp_path, "try-1", tmp_path / "other.txt", "另本")
    (finding,) = [one for one in made.findings if one.code == "V004"]
    assert before.split("\n")[(finding.line or 0) - 1] == "[[variant]]"
    with pytest.raises(ZhangjuError, match="两本不同"):
        write(tmp_path, made)
    assert (tmp_path / "seeds" / "try-1.toml").read_text(encoding="utf-8") == before


def test_of_two_differences_at_one_place_each_keeps_its_own_note() -> None:
    def variant(ours: str, theirs: str, note: str = "") -> Variant:
        return Variant("另本", "1-4", ours, theirs, note)

    now = [variant("完善水务管理机制", "完善水务管理体制"), variant("到2030年新增500处", "到2030年新增600处")]
    changed = variant("优化水务管理机制", "优化水务管理体制", "机")
    same = variant(now[1].ours, now[1].theirs, "数")
    assert notes_of([changed, same], now) == {0: "机", 1: "数"}
    assert notes_of([variant("扩大人才队伍", "壮大人才队伍", "人")], now) == {}, "another difference is no place for it"
    assert notes_of([same, variant(now[1].ours + "左右", now[1].theirs, "二")], now[1:]) == {0: "数"}, "the same words go first"


def test_more_differences_than_are_listed_are_told(held: Callable[..., Collation], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.collating.MOST", 1)
    made = held(TEXT.replace(LINES[3], "重塑" + LINES[3][2:]).replace(LINES[9], "重塑" + LINES[9][2:]))
    assert [one.code for one in made.findings] == ["V005"]


def test_a_place_that_is_gone_is_found(held: Callable[..., Collation], tmp_path: Path) -> None:
    path = write(tmp_path, held(TEXT.replace(LINES[3], "重塑" + LINES[3][2:])))
    path.write_text(path.read_text(encoding="utf-8").replace('place = "1-4"', 'place = "1-44"'), encoding="utf-8")
    convert(tmp_path / "seeds", tmp_path / "content", ["try-1"])
    assert [f.code for f in check(tmp_path / "seeds", tmp_path / "content") if f.code.startswith("V")] == ["V003"]


RECORD = '\n[[witness]]\nname = "另本"\nsha256 = "0"\nreach = [["1", "2"]]\nletters = 5\nagreed = 4\n'


@pytest.mark.parametrize(
    "toml",
    [
        RECORD.replace('["1", "2"]', '["1"]'),
        RECORD.replace('["1", "2"]', '["1", "二"]'),
        RECORD.replace("letters = 5", "letters = -5"),
        RECORD + 'source = "javascript:alert(1)"\n',
        RECORD + '\n[[variant]]\nwitness = "他本"\nplace = "1"\nours = "甲"\ntheirs = "乙"\n',
        RECORD + '\n[[variant]]\nwitness = "另本"\nplace = "<b>"\nours = "甲"\ntheirs = "乙"\n',
        RECORD.replace("agreed = 4\n", ""),
    ],
    ids=["half a reach", "no anchor", "less than nothing", "an acting source", "an unknown print", "no place", "a key is missing"],
)
def test_a_wrong_record_names_its_line(project: Callable[..., Path], toml: str) -> None:
    with pytest.raises(ZhangjuError) as raised:
        convert_seed(project(TEXT, toml) / "seeds", "try-1")
    assert raised.value.line
    assert raised.value.line >= 5


VARIANT = {"place": "1-1", "ours": "甲", "theirs": "乙"}


@pytest.mark.parametrize(
    "value",
    [
        "words",
        [{"name": "另本"}],
        [{"name": "另本", "sha256": "0", "reach": "1", "letters": "5", "agreed": "4"}],
        [{"name": "另本", "sha256": "0", "reach": [["1", "2"]], "letters": "many", "agreed": "4"}],
        [{"name": "另本", "sha256": "0", "reach": [["1", "2"]], "letters": "5", "agreed": "4", "variants": [{"place": "1"}]}],
        [
            {
                "name": "另本",
                "sha256": "0",
                "reach": [["1", "2"]],
                "letters": "5",
                "agreed": "4",
                "variants": [VARIANT, VARIANT | {"ours": 3}],
            }
        ],
    ],
)
def test_a_record_altered_in_content_is_told(value: object) -> None:
    assert [key for key, _, _ in odd_values({"witnesses": value})]


# ---- prints that are none


def refused(held: Callable[..., Collation], other: str | bytes) -> list[str]:
    with pytest.raises(ZhangjuError) as raised:
        held(other)
    return codes(raised.value)


def test_another_text_is_refused(held: Callable[..., Collation]) -> None:
    other = "另一市规划\n\n" + "\n\n".join(sentences(40, seed=99)) + "\n" + LINES[3]
    assert refused(held, other) == ["V001"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "T001"),
        (b" \n\n", "T001"),
        (b"%PDF-1.4\x00\x01\x02", "T002"),
        (TEXT.encode()[:900] + b"\xff\xfe" + TEXT.encode()[900:], "T003"),
    ],
    ids=["empty", "blank", "a PDF", "a bad byte"],
)
def test_a_file_that_is_no_text_is_refused(held: Callable[..., Collation], data: bytes, code: str) -> None:
    assert refused(held, data) == [code]


def test_a_shorter_print_says_how_far_it_reaches(held: Callable[..., Collation]) -> None:
    made = held("\n\n".join(LINES[5:15]))
    assert ready(made)["witness"][0]["reach"] == [["1-6", "1-15"]]
    assert made.compared.differences == ()
    assert [finding.code for finding in made.findings] == ["V002"]
    assert "1-6 to 1-15" in made.findings[0].cause


def test_a_print_of_two_parts_has_two_reaches(held: Callable[..., Collation]) -> None:
    made = held("\n\n".join([*LINES[:6], *LINES[32:]]))
    assert ready(made)["witness"][0]["reach"] == [["1-1", "1-6"], ["2.1-13", "2.1-20"]]
    assert kinds(made) == []
    assert "1-1 to 1-6, and from 2.1-13" in made.findings[0].cause


def test_the_plan_within_a_book_is_found(held: Callable[..., Collation]) -> None:
    made = held("\n\n".join([*sentences(300, seed=5), *LINES, *sentences(300, seed=6)]))
    assert made.compared.agreed >= sum(len(letters_of(line).text) for line in LINES)
    assert made.compared.outside > 5000


def test_a_plan_or_file_that_is_not_there(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = project(TEXT)
    assert main(["collate", "try-1", str(root / "none.txt"), "--root", str(root)]) == 2
    assert main(["collate", "try-2", str(root / "seeds" / "try-1.txt"), "--root", str(root)]) == 2
    told = capsys.readouterr().err
    assert "none.txt" in told
    assert "there is no plan `try-2`" in told


def test_a_text_that_repeats_itself_agrees_with_itself() -> None:
    assert [run.length for run in align("推进建设" * 5000, "推进建设" * 5000)] == [20_000]


# ---- what readers see


def test_readers_are_told_of_the_other_print(held: Callable[..., Collation], tmp_path: Path) -> None:
    write(tmp_path, held(TEXT.replace(LINES[3], "重塑" + LINES[3][2:])))
    convert(tmp_path / "seeds", tmp_path / "content", ["try-1"])
    site = build(tmp_path).site
    collation = (site / "try-1" / "collation" / "index.html").read_text(encoding="utf-8")
    assert "另本" in collation
    assert "重塑" in collation
    for language in ("", "zh-hant/", "en/"):
        assert "另本" in (site / language / "try-1" / "index.html").read_text(encoding="utf-8")
        assert "另本" in (site / language / "quality" / "index.html").read_text(encoding="utf-8")
    (plan,) = json.loads((site / "api" / "plans.json").read_text(encoding="utf-8"))
    (print_,) = plan["witnesses"]
    assert (print_["name"], print_["reach"], print_["words"]) == ("另本", [{"from": "front", "to": "2.1-20"}], 1)
    assert print_["letters"] - print_["agreed"] == 2
    assert [one["id"] for one in print_["variants"]] == ["1-4"]

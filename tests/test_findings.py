"""All that is wrong is told at once, by file and line, with a code that is true."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import main
from generator.content.store import load_plan
from generator.errors import Gathering, Problems, ZhangjuError, gathering
from generator.findings import CODES, code_of, findings_of
from generator.model.address import own_file
from generator.proposing import settings_toml
from generator.reading.settings import Settings
from generator.reading.settings_file import read_settings
from generator.site.build import build
from generator.site.strings import load_strings
from generator.strays import conflicts
from generator.text_file import read_text, refused
from generator.working import keep_trace, working_on
from tests.conftest import ROOT


def error(line: int | None, cause: str = "wrong", file: str = "a.md") -> ZhangjuError:
    return ZhangjuError(file, line, cause, "mend it")


def wrong_lines(lines: list[int], done: list[int]) -> None:
    with gathering() as problems:
        problems.add(error(9))
        for line in lines:
            with problems.trying():
                if line:
                    raise error(line)
                done.append(line)
        raise error(2)


def test_gathered_errors_are_raised_together_sorted_and_each_once() -> None:
    done: list[int] = []
    with pytest.raises(Problems) as told:
        wrong_lines([3, 0, 1, 3, 0], done)
    assert [part.line for part in told.value.parts] == [1, 2, 3, 9]
    assert done == [0, 0]
    assert str(told.value).count("wrong") == 4


def test_one_error_stays_itself_and_none_raises_nothing() -> None:
    with gathering() as problems:
        assert problems.tried(lambda: 1) == 1
    only = error(4)
    with pytest.raises(ZhangjuError) as told, gathering() as problems:
        problems.add(only)
    assert told.value is only


def test_what_was_gathered_may_be_gathered_again() -> None:
    kept = Gathering()
    kept.add(error(7))
    for _ in range(2):
        with kept.trying():
            wrong_lines([7, 5], [])
    with pytest.raises(Problems) as told:
        kept.settle()
    assert [part.line for part in told.value.parts] == [2, 5, 7, 9]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("seeds/a.toml", "S001"),
        ("content/glossary.toml", "S001"),
        ("mkdocs.yml", "S001"),
        ("templates/strings/en.toml", "S002"),
        ("templates/main.html", "S002"),
        ("content/a/01.md", "D001"),
        ("content/a/anchors.lock", "D002"),
        ("content/a/repairs.jsonl", "D003"),
        ("content/locale/en/a.po", "X005"),
        ("content/locale/xx", "X005"),
        ("seeds/a.txt", "T004"),
        ("content/a", "U001"),
    ],
)
def test_an_error_without_a_code_has_that_of_its_kind_of_file(file: str, code: str) -> None:
    (found,) = findings_of(error(None, file=file))
    assert (found.code, found.line) == (code, 1)
    assert code in CODES


def test_every_kind_of_file_has_a_known_code() -> None:
    assert code_of("") in CODES


def test_a_text_that_is_none_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    path.write_bytes(b"one\r\ntwo\rthree\n")
    assert read_text(path) == "one\ntwo\nthree\n"
    path.write_bytes(b"one\ntwo \xff\n")
    with pytest.raises(ZhangjuError, match=r"a\.lock:2: byte 9 of the file \(0xff\) is not UTF-8"):
        read_text(path)
    with pytest.raises(ZhangjuError, match=r"U002 Is a directory") as told:
        read_text(tmp_path)
    assert told.value.file == str(tmp_path)


# ---- all of a run


def codes(shown: str) -> list[tuple[str, int, str]]:
    """(file, line, code) of the findings that a command printed."""
    return [(Path(file).name, int(line), code) for file, line, code in re.findall(r"(\S+):(\d+): (?:error|warning) ([A-Z]\d{3}) ", shown)]


def test_convert_tells_what_is_wrong_in_every_plan_and_writes_nothing(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()
    project(plan="try-2")
    wrong = '[[correction]]\nline = 99\nfind = "x"\nreplace = "y"\nevidence = "z"\ncertain = true\n'
    project(toml=f"colour = 1\nkind = 2\n{wrong}", plan="try-3")
    project(toml=f'{wrong}{wrong.replace("99", "5")}[[border]]\nline = 3\ntitle = "无"\nevidence = "z"\n', plan="try-4")
    project(text=b"\xff\xfe\x00", plan="try-5")
    parted = '[[break]]\nline = 5\ntext = "无"\nkind = "sentence"\nevidence = "z"\n'
    project(toml=f"{parted}{parted.replace('无', '空')}", plan="try-6")
    assert main(["convert", "--root", str(root)]) == 2
    assert codes(capsys.readouterr().err) == [
        *(("try-3.toml", 5, "S001"), ("try-3.toml", 6, "S001")),
        *(("try-4.toml", 5, "C001"), ("try-4.toml", 11, "C001")),
        ("try-5.txt", 1, "T003"),
        *(("try-6.toml", 5, "C001"), ("try-6.toml", 10, "C001")),
    ]
    assert not (root / "content").exists()


def test_check_tells_what_is_wrong_in_every_kind_of_file(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    assert main(["translate", "--root", str(root)]) == 0
    content = root / "content"
    wrong = {
        "glossary.toml": "a = 1\nb = 2\n",
        "links.toml": "[[add]]\na = 1\n",
        "topics.toml": "[[topic]]\nid = 1\n",
        "search.toml": "x",
        "termbase.toml": "[[term]]\n",
        "traditional.toml": "[[phrase]]\ntext = 1\n",
        "quality.toml": "a = 1\n",
        "glossary.lock": "\udcff",
        "bibliography.lock": "no address\n",
        "locale/en/try-1.po": "x",
    }
    for name, text in wrong.items():
        (content / name).write_text(text, encoding="utf-8", errors="surrogateescape")
    capsys.readouterr()
    assert main(["check", "--root", str(root)]) == 1
    found = codes(capsys.readouterr().out)
    assert {name for name, _, _ in found} >= {Path(name).name for name in wrong}
    assert {code for name, _, code in found if name in wrong} == {"S001", "D002"}
    assert ("try-1.po", 1, "X005") in found
    assert [line for name, line, _ in found if name == "glossary.toml"] == [1, 2]


def test_pages_and_ledgers_tell_every_line(project: Callable[..., Path]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    folder = root / "content" / "try-1"
    (folder / "01.md").write_text("---\nplan: try-1\n---\n\n# 甲\n\n文。\n\n## 乙 {#1.1}\n\n| a |\n| --- |\n", encoding="utf-8")
    (folder / "02.md").write_bytes(b"---\nplan: \xff\n")
    (folder / "repairs.jsonl").write_text('{}\n[1]\n{"line": "\\ud800"}\n', encoding="utf-8")
    (folder / "anchors.lock").write_text("# head\nx\n1\t²\tlive\t\t甲\n", encoding="utf-8")
    with pytest.raises(Problems) as told:
        load_plan(root / "content", "try-1")
    found = [(Path(part.file).name, part.line) for part in told.value.parts]
    wrong = [("01.md", 5), ("01.md", 11), ("02.md", 2), ("anchors.lock", 2), ("anchors.lock", 3)]
    assert found == [*wrong, *(("repairs.jsonl", n) for n in (1, 2, 3))]


# ---- the last net


def test_what_nobody_foresaw_is_told_as_a_bug_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(ZhangjuError) as told, working_on(tmp_path / "a.txt"):
        raise KeyError("0")
    (found,) = findings_of(told.value)
    assert (found.code, found.file) == ("U003", str(tmp_path / "a.txt"))
    assert "KeyError: '0'" in found.cause
    assert "(test_findings.py, line " in found.cause
    assert "raise KeyError" in Path(keep_trace(told.value)).read_text(encoding="utf-8")
    with pytest.raises(ZhangjuError, match=r"ValueError: x{200} "), working_on("a"):
        raise ValueError("x" * 900)
    with pytest.raises(ZhangjuError, match="U002 No space left on device"), working_on("a"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_the_command_line_turns_a_bug_into_a_finding(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("generator.pipeline.repair", broken)
    root = project()
    assert main(["convert", "--root", str(root)]) == 2
    shown = capsys.readouterr().err
    assert codes(shown) == [("try-1.txt", 1, "U003")]
    assert "Traceback" not in shown
    assert main(["convert", "--root", str(root), "--debug"]) == 2
    shown = capsys.readouterr().err
    assert re.search(r"^Traceback .*in broken\n.*^RecursionError: too deep$", shown, re.M | re.S)


def test_a_terminal_that_knows_no_chinese_gets_escapes(project: Callable[..., Path]) -> None:
    root = project()
    (root / "x.txt").write_text("某市规划\n\n一、目标\n\n增长。\n\n二、任务\n\n抓好。\n", encoding="utf-8")
    command = [sys.executable, "-m", "generator.cli", "add", "x.txt"]
    done = subprocess.run(
        command, cwd=root, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONPATH": str(ROOT)}
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0
    assert b"\\u4e00\\u3001\\u76ee\\u6807" in done.stdout


# ---- building


@pytest.mark.parametrize(
    ("name", "text", "file", "line", "code"),
    [
        ("mkdocs.yml", "site_name: x\nplugins: []\n", "mkdocs.yml", 1, "S001"),
        ("mkdocs.yml", "[", "mkdocs.yml", 1, "S001"),
        ("templates/main.html", "a\n{% if %}", "main.html", 2, "S002"),
        ("templates/main.html", "a\n\n{{ nope.x.y }}", "main.html", 3, "S002"),
        ("templates/strings/zh-Hans.toml", "a = 1\nb = \n", "zh-Hans.toml", 2, "S002"),
        ("templates/strings/zh-Hans.toml", "a = 1\n", "zh-Hans.toml", 1, "S002"),
    ],
)
def test_a_broken_theme_or_mkdocs_yml_is_told_with_its_place(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str], name: str, text: str, file: str, line: int, code: str
) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    (root / name).write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["build", "--root", str(root)]) == 2
    assert (file, line, code) in codes(capsys.readouterr().err)
    assert not (root / "site").exists()


@pytest.mark.parametrize("epoch", ["99999999999999999", "-1", "soon", "1e9"])
def test_an_absurd_date_is_a_finding(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ZhangjuError, match="SOURCE_DATE_EPOCH"):
        build(root)


@pytest.mark.parametrize("title", ["a\x1bb", "a\x7fb", 'a"b\\', "a\u2028b", "甲\x85乙", "\t"])
def test_proposed_settings_are_read_whatever_the_title(tmp_path: Path, title: str) -> None:
    path = tmp_path / "seeds" / "x.toml"
    path.parent.mkdir()
    path.write_text(settings_toml(Settings("x", title, "plain", ["一、"])), encoding="utf-8")
    assert read_settings(path, "x").title == title


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ('search_more = "还有 {} 处"', "`search_more` has a brace that holds no name"),
        ('search_more = "还有 {nn"', "`search_more` has a brace that holds no name"),
        ('search_more = "还有 n} 处"', "`search_more` has a brace that holds no name"),
        ('search_more = "还有 {number} 处"', "`search_more` has a place {number} that no other language has"),
        ('none_has_this = "{own}"', ""),
    ],
)
def test_places_for_values_in_strings(tmp_path: Path, words: str, cause: str) -> None:
    (tmp_path / "en.toml").write_text('search_more = "{n} more"\n', encoding="utf-8")
    path = tmp_path / "zh-Hans.toml"
    path.write_text(f'title = "章句"\n{words}\n', encoding="utf-8")
    if not cause:
        assert load_strings(path)["none_has_this"] == "{own}"
        return
    with pytest.raises(ZhangjuError) as stopped:
        load_strings(path)
    assert (stopped.value.file, stopped.value.line, stopped.value.code) == (str(path), 2, "S002")
    assert (stopped.value.cause, bool(stopped.value.next_step)) == (cause, True)


@pytest.mark.parametrize("code", ["zh-Hans", "zh-Hant", "en"])
def test_our_strings_have_the_same_places(code: str) -> None:
    assert load_strings(ROOT / "templates" / "strings" / f"{code}.toml")


def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    loop = tmp_path / "01.md"
    loop.symlink_to("01.md")
    with pytest.raises(ZhangjuError) as stopped:
        own_file(loop, tmp_path)
    assert (stopped.value.file, stopped.value.code) == (str(loop), "N002")


# ---- what the machine refuses, and conflicts


def test_what_the_machine_refuses_names_the_file_that_it_named() -> None:
    """The file of the error itself before that which was asked for; where there is none, the environment."""
    named, bare = OSError(errno.ENOSPC, "No space", "/a/made.tmp"), OSError(errno.ENOSPC, "No space")
    assert refused(named, "b.md").file == "/a/made.tmp"
    assert refused(bare, "b.md").file == "b.md"
    assert refused(bare).file == "environment"
    assert "free some space" in refused(bare).next_step
    assert "run it again" in refused(OSError("odd")).next_step
    assert refused(OSError("odd")).cause == "odd"


def test_conflicts_are_told_of_every_text_but_hidden_ones(tmp_path: Path) -> None:
    marks = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> other\n"
    for name in ("a.md", "p/b.toml", "p/anchors.lock", "p/c.po", ".hidden/a.md", "p/.d.md", "p/.cache/e.toml", "picture.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(marks, encoding="utf-8")
    told = {Path(one.file).relative_to(tmp_path).as_posix(): (one.code, one.line) for one in conflicts(tmp_path)}
    assert told == dict.fromkeys(("a.md", "p/b.toml", "p/anchors.lock", "p/c.po"), ("K005", 2))

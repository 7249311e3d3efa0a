"""All that is wrong is told at once, by file and line, with a code that is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import Gathering, Problems, ZhangjuError, gathering
from generator.findings import CODES, code_of, findings_of
from generator.text_file import read_text


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

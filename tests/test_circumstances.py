"""Whatever a machine lacks, and half of a file: the commands say what to do. What they are at is told where somebody watches."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import generator
from generator import progress
from generator.cli import main

HALF = {
    "mkdocs.yml": "the file of settings",
    "seeds/try-1.toml": "is half a line",
    "content/try-1/01.md": "front matter",
    "content/try-1/convert.lock": "convert.lock",
}


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_an_older_python_is_told_of_a_newer(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Path(generator.__file__).read_text(encoding="utf-8")
    exec(compile(source, "generator", "exec"), {})
    monkeypatch.setattr(sys, "version_info", (3, 10, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer"):
        exec(compile(source, "generator", "exec"), {})


@pytest.mark.parametrize("name", HALF)
def test_half_a_file_is_told_with_its_name_and_a_next_step(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str], name: str
) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    path = root / name
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("\n", 5) + 4], encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "--root", str(root)]) == 1
    first = capsys.readouterr().out.split("\n")[:2]
    assert name in first[0]
    assert first[1].startswith("  → ")


def test_nobody_who_watches_no_words(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "QUIET", 0)
    with progress.watched(sys.stderr):
        progress.step("converting", "x", 1, 2)
    progress.step("converting", "x", 1, 2)
    assert capsys.readouterr().err == ""


def test_who_watches_is_told_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Terminal()
    with progress.watched(told):
        progress.step("converting", "a-plan", 1, 2)
        assert told.getvalue() == ""
        monkeypatch.setattr(progress, "QUIET", 0)
        progress.step("converting", "b-plan", 2, 2)
        progress.step("converting", "c-plan", 2, 2)  # at once: not written
    assert told.getvalue() == f"{progress.CLEAR}converting 2 of 2: b-plan{progress.CLEAR}"


def test_a_convert_and_a_build_tell_what_they_are_at(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, told = project(), Terminal()
    monkeypatch.setattr(progress, "QUIET", 0)
    monkeypatch.setattr(progress, "OFTEN", 0)
    monkeypatch.setattr(sys, "stderr", told)
    for command in ("convert", "check", "build"):
        assert main([command, "--root", str(root)]) == 0
    for words in (
        "converting 1 of 1: try-1",
        "checking 1 of 1: try-1",
        "reading the plans …",
        "writing pages 2 of ",
        "proving that nothing was lost …",
    ):
        assert words in told.getvalue()


def test_what_was_built_and_what_became_of_anchors_as_json(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    import subprocess

    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    for command in (["init", "-q"], ["add", "seeds", "content"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "first"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    capsys.readouterr()
    assert main(["anchors", "--json", "--root", str(root)]) == 0
    made = json.loads(capsys.readouterr().out)
    assert {one["state"] for one in made["try-1"]} == {"kept"}
    assert main(["build", "--json", "--root", str(root)]) == 0
    built = json.loads(capsys.readouterr().out)
    assert (built["plans"], built["site"]) == (1, str(root / "site"))


def test_what_editors_ask_for_as_json(project: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    (new := tmp_path / "new.txt").write_text("某市养老规划\n\n一、总体要求\n\n到2030年建成养老机构100家。\n", encoding="utf-8")
    capsys.readouterr()

    def asked(*command: str) -> Any:
        assert main([*command, "--json", "--root", str(root)]) == 0
        return json.loads(capsys.readouterr().out)

    explained = asked("explain", "try-1", "1-1")
    assert explained["text"] in "".join(line for _, line in explained["lines"])
    assert asked("suspect", "try-1") == asked("links") == asked("indicators") == []
    assert all(one["cause"] for one in asked("indicators", "--unplaced"))
    collated = asked("collate", "try-1", str(root / "seeds" / "try-1.txt"))
    assert collated["agreed"] > 0
    assert (collated["proposals"], collated["findings"], collated["wrote"]) == ([], [], None)
    assert "try-1" in asked("translate")["texts"]
    (proposed,) = asked("add", str(new), "--dry-run")
    assert [(one["line"], one["title"]) for one in proposed["headings"]] == [(3, "总体要求")]
    assert (proposed["title"], proposed["wrote"]) == ({"value": "某市养老规划", "line": 1}, None)
    (added,) = asked("add", str(new))
    assert Path(added["wrote"]).read_bytes() == new.read_bytes()


def test_a_result_begins_on_a_line_of_its_own(project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where both go to one terminal, the line of what is done is taken away before a result is printed."""
    root, told = project(), Terminal()
    monkeypatch.setattr(progress, "QUIET", 0)
    monkeypatch.setattr(progress, "OFTEN", 0)
    monkeypatch.setattr(sys, "stderr", told)
    monkeypatch.setattr(sys, "stdout", told)
    for command, begins in (("convert", "  try-1 "), ("check", ""), ("build", "\nthe site is in")):
        told.seek(0)
        told.truncate()
        assert main([command, "--root", str(root)]) == 0
        last = told.getvalue().rpartition(progress.CLEAR)[2]
        assert last.startswith(begins), command
        assert "checking" not in last

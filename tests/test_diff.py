"""`zhangju diff`: what changed since an edition that git has, in words and as JSON."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import main

TABLE = '[[correction]]\nline = 5\nfind = "全面推进"\nreplace = "全力推进"\nevidence = "据印本"\ncertain = true\n'


@pytest.fixture
def committed(project: Callable[..., Path]) -> Path:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    for command in (["init", "-q"], ["add", "seeds", "content"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "first"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    return root


def test_what_changed_is_told_by_plan(committed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--root", str(committed)]) == 0
    assert "nothing changed since" in capsys.readouterr().out
    settings, seed = committed / "seeds" / "try-1.toml", committed / "seeds" / "try-1.txt"
    settings.write_text(settings.read_text(encoding="utf-8") + TABLE, encoding="utf-8")
    text = seed.read_text(encoding="utf-8").rstrip("\n")
    seed.write_text(text + "\n到2030年，森林覆盖率达到20%。\n按《中华人民共和国森林法》办。\n", encoding="utf-8")
    for end in (".txt", ".toml"):
        other = seed.with_suffix(end).read_text(encoding="utf-8").replace("try-1", "try-2")
        (committed / "seeds" / f"try-2{end}").write_text(other, encoding="utf-8")
    assert main(["convert", "--root", str(committed)]) == 0
    capsys.readouterr()
    assert main(["diff", "HEAD", "--root", str(committed)]) == 0
    words = capsys.readouterr().out
    assert "changed  sentence" in words
    assert "+ 全力推进改革。" in words
    assert "try-2" in words
    assert main(["diff", "HEAD", "--json", "--root", str(committed)]) == 0
    made = json.loads(capsys.readouterr().out)
    plans = {one["plan"]: one for one in made["plans"]}
    assert plans["try-2"]["state"] == "new"
    states = {(one["state"], one["before"], one["after"]) for one in plans["try-1"]["places"]}
    assert ("changed", "全面推进改革。", "全力推进改革。") in states
    assert ("new", "", "到2030年，森林覆盖率达到20%。") in states
    assert any("森林法" in line for line in made["links"]["added"])
    assert any("森林覆盖率 2030 20%" in line for line in made["indicators"]["added"])
    assert not made["links"]["removed"]


@pytest.mark.parametrize(("revision", "cause"), [("v9", "git knows no revision `v9`"), ("--help-me", "")])
def test_a_revision_that_is_none(committed: Path, capsys: pytest.CaptureFixture[str], revision: str, cause: str) -> None:
    if not cause:
        with pytest.raises(SystemExit):
            main(["diff", revision, "--root", str(committed)])
        return
    assert main(["diff", revision, "--root", str(committed)]) == 2
    assert cause in capsys.readouterr().err


def test_without_git(committed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(["diff", "--root", str(committed)]) == 2
    assert "git is not installed" in capsys.readouterr().err
    assert main(["check", "--root", str(committed)]) == 0

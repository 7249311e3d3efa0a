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


def test_readers_are_told_on_a_page_and_in_feeds(committed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from xml.etree import ElementTree

    settings = committed / "seeds" / "try-1.toml"
    assert main(["diff", "--publish", "无", "--root", str(committed)]) == 2
    assert "nothing changed" in capsys.readouterr().err
    settings.write_text(settings.read_text(encoding="utf-8") + TABLE, encoding="utf-8")
    assert main(["convert", "--root", str(committed)]) == 0
    assert main(["diff", "--publish", "据印本<改>一处", "--root", str(committed)]) == 0
    assert main(["diff", "--publish", "据印本<改>一处", "--root", str(committed)]) == 0  # the same commit: told anew, not twice
    assert f"wrote {committed / 'content' / 'changes.jsonl'}: " in capsys.readouterr().out
    assert len((committed / "content" / "changes.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    assert main(["check", "--root", str(committed)]) == 0
    (committed / ".git").rename(committed.parent / "elsewhere")  # a build needs no git
    assert main(["build", "--root", str(committed)]) == 0
    site = committed / "site"
    page = (site / "changes" / "index.html").read_text(encoding="utf-8")
    assert "<del>全面</del>推进改革。" in page
    assert "<ins>全力</ins>推进改革。" in page
    assert 'href="../try-1/1/#1-2"' in page
    assert "据印本&lt;改&gt;一处" in page
    name = "{http://www.w3.org/2005/Atom}"
    for feed in ("feed", "try-1"):
        read = ElementTree.fromstring((site / "changes" / f"{feed}.xml").read_bytes())
        assert [one.text for one in read.iter(f"{name}title")][1:] == ["据印本<改>一处"]
        assert len({one.text for one in read.iter(f"{name}id")}) == 2
        assert all((one.text or "").startswith("urn:uuid:") for one in read.iter(f"{name}id"))
        day = json.loads((site / "api" / "changes.json").read_text(encoding="utf-8"))[0]["date"]
        assert {one.text for one in read.iter(f"{name}updated")} == {f"{day}T00:00:00Z"}


@pytest.mark.parametrize(
    "line",
    ["x", "{}", '{"date": "2026-02-30", "note": "x", "changes": {}}', '{"date": "2026-02-03", "note": "x", "changes": {"since": "../x"}}'],
)
def test_a_broken_record_names_its_line(committed: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    (committed / "content" / "changes.jsonl").write_text(line + "\n", encoding="utf-8")
    assert main(["check", "--root", str(committed)]) == 1
    assert "changes.jsonl:1: error D003" in capsys.readouterr().out

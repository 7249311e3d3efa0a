"""`zhangju check` as the gate: usual mistakes with their true cause first; formats for machines; what was accepted."""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.checks import check
from generator.cli import COMMANDS, main, parser
from generator.findings import Finding
from generator.reporting import as_github, as_sarif
from tests.conftest import ROOT, SMALL_TEXT, SMALL_TOML

CASES = tomllib.loads((ROOT / "tests" / "cases" / "mistakes.toml").read_text(encoding="utf-8"))["mistake"]


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edition, converted and committed."""
    root = tmp_path_factory.mktemp("committed") / "edition"
    (root / "seeds").mkdir(parents=True)
    (root / "seeds" / "try-1.txt").write_text(SMALL_TEXT, encoding="utf-8")
    (root / "seeds" / "try-1.toml").write_text(SMALL_TOML.format(plan="try-1"), encoding="utf-8")
    assert main(["convert", "--root", str(root)]) == 0
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "first"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    return root


@pytest.fixture
def edition(committed: Path, tmp_path: Path) -> Path:
    shutil.copytree(committed, tmp_path / "edition")
    return tmp_path / "edition"


def make(root: Path, case: dict[str, Any]) -> None:
    path, text = root / case["file"], case.get("text", "")
    path.parent.mkdir(parents=True, exist_ok=True)
    match case["do"]:
        case "remove":
            path.unlink()
        case "write":
            path.write_text(text, encoding="utf-8")
        case "append":
            path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
        case "prepend":
            path.write_text(text + path.read_text(encoding="utf-8"), encoding="utf-8")
        case "encode":
            path.write_bytes(path.read_text(encoding="utf-8").encode(text))
        case "replace":
            before = path.read_text(encoding="utf-8")
            assert case["find"] in before
            path.write_text(before.replace(case["find"], text, 1), encoding="utf-8")


def test_the_edition_has_no_finding(committed: Path) -> None:
    assert check(committed / "seeds", committed / "content") == []


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_mistake_is_told_by_its_cause(edition: Path, case: dict[str, Any]) -> None:
    make(edition, case)
    found = check(edition / "seeds", edition / "content")
    first = "\n".join(map(str, found))
    assert found, "nothing was found"
    assert found[0].code == case["code"], first
    told = f"{found[0].file} {found[0].cause} {found[0].next_step}"
    assert not [words for words in case["says"] if words not in told], first


def test_formats_for_machines(edition: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    make(edition, next(case for case in CASES if case["code"] == "E001"))
    assert main(["check", "--root", str(edition), "--json"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert made["errors"] == len([one for one in made["findings"] if one["severity"] == "error"]) > 0
    assert made["findings"][0]["file"] == "content/try-1/01.md"
    assert made["findings"][0]["line"] > 1
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert main(["check", "--root", str(edition)]) == 1
    assert capsys.readouterr().out.startswith("::error file=content/try-1/01.md,line=")


def test_annotations_escape_what_would_end_them() -> None:
    finding = Finding("O001", "/a,b:c.txt", 0, "50%\nmore", "do\rit")
    (line, _) = as_github([finding], Path("/nowhere")).split("\n")
    assert line.startswith("::warning file=/a%2Cb%3Ac.txt,line=1,title=O001 ")
    assert line.endswith("::50%25%0Amore → do%0Dit")


def test_sarif_names_rule_place_and_level() -> None:
    made = json.loads(as_sarif([Finding("O001", "/p/seeds/a.txt", 3, "cause", "step")], Path("/p")))
    (result,) = made["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("O001", "warning")
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("seeds/a.txt", 3)
    assert [rule["id"] for rule in made["runs"][0]["tool"]["driver"]["rules"]] == ["O001"]


def test_an_accepted_warning_is_told_no_more(edition: Path) -> None:
    settings = edition / "seeds" / "try-1.toml"
    entry = '[[correction]]\nline = 5\nfind = "稳中求进"\nreplace = "稳中有进"\nevidence = ""\ncertain = true\n'
    settings.write_text(settings.read_text(encoding="utf-8").replace("坚持", "坚持") + entry, encoding="utf-8")
    if main(["convert", "--root", str(edition)]):
        pytest.fail("the correction does not fit the small text")
    assert [one.code for one in check(edition / "seeds", edition / "content")] == ["E002"]
    accepted = '[[accepted]]\ncode = "E002"\nfile = "seeds/try-1.toml"\ncause = "{}"\nreason = "校对未毕"\n'
    (edition / "accepted.toml").write_text(accepted.format("稳中"), encoding="utf-8")
    assert check(edition / "seeds", edition / "content") == []
    (edition / "accepted.toml").write_text(accepted.format("别处"), encoding="utf-8")
    assert [one.code for one in check(edition / "seeds", edition / "content")] == ["E002", "W003"]


def test_a_folder_that_is_no_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(tmp_path)]) == 2
    assert "neither seeds/ nor content/" in capsys.readouterr().err


def test_zhangju_alone_shows_each_command_with_an_example_that_parses(capsys: pytest.CaptureFixture[str]) -> None:
    import shlex

    assert main([]) == 0
    told = capsys.readouterr().out
    commands = next(a for a in parser()._actions if a.dest == "command").choices or {}
    assert [one.name for one in COMMANDS] == list(commands)
    for one in COMMANDS:
        assert one.example in told
        assert parser().parse_args(shlex.split(one.example)[1:]).command == one.name

"""`zhangju check` as the gate: usual mistakes with their true cause first; formats for machines; what was accepted."""

from __future__ import annotations

import json
import shlex
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


TABLED = """<p>一、目标</p>
<p>到2030年，绿色建筑比重提高到95%。</p>
<p>表1 主要指标</p>
<table><tr><th>指标</th><th>2025年</th><th>2030年</th></tr><tr><td>绿色建筑比重（%）</td><td>90</td><td>95</td></tr></table>
"""
TABLED_TOML = 'id = "try-2"\ntitle = "某省规划"\nformat = "html"\nlevels = ["一、"]\n'
TRANSLATED = "The share of green buildings will rise to 95% by 2030."


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edition of two plans, one of them with a table and a translation, converted and committed."""
    root = tmp_path_factory.mktemp("committed") / "edition"
    (root / "seeds").mkdir(parents=True)
    for plan, text, toml in (("try-1", SMALL_TEXT, SMALL_TOML.format(plan="try-1")), ("try-2", TABLED, TABLED_TOML)):
        (root / "seeds" / f"{plan}.txt").write_text(text, encoding="utf-8")
        (root / "seeds" / f"{plan}.toml").write_text(toml, encoding="utf-8")
    assert main(["convert", "--root", str(root)]) == 0
    assert main(["translate", "try-2", "--root", str(root)]) == 0
    catalogue = root / "content" / "locale" / "en" / "try-2.po"
    text = catalogue.read_text(encoding="utf-8")
    source = 'msgid "到2030年，绿色建筑比重提高到95%。"\nmsgstr "'
    assert source in text
    catalogue.write_text(text.replace(source, source + TRANSLATED), encoding="utf-8")
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "first"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    return root


@pytest.fixture
def edition(committed: Path, tmp_path: Path) -> Path:
    shutil.copytree(committed, tmp_path / "edition")
    return tmp_path / "edition"


PROVED: set[tuple[str, ...]] = set()
"""Code and commands that were run: what mends one mistake of a code is not run for each of them."""


def make(root: Path, case: dict[str, Any]) -> None:
    path, text = root / case["file"], case.get("text", "")
    path.parent.mkdir(parents=True, exist_ok=True)
    match case["do"]:
        case "remove":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        case "rename":
            path.rename(root / text)
        case "link":
            path.unlink()
            path.symlink_to(text)
        case "cut":
            path.write_text(path.read_text(encoding="utf-8")[: int(text)], encoding="utf-8")
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
def test_a_mistake_is_told_by_its_cause_and_mended_as_told(edition: Path, case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(edition)
    make(edition, case)
    found = check(Path("seeds"), Path("content"))
    every = "\n".join(map(str, found))
    assert found, "nothing was found"
    first = found[0]
    assert (first.code, first.file) == (case["code"], case.get("at", case["file"])), every
    assert first.line == case.get("line", first.line), every
    assert not [words for words in case["says"] if words not in str(first)], every
    mends = case.get("mends", [])
    assert not [command for command in mends if command not in first.next_step], every
    if mends and (first.code, *mends) not in PROVED:
        PROVED.add((first.code, *mends))
        for command in mends:
            run(command)
        left = check(Path("seeds"), Path("content"))
        assert not [str(one) for one in left if one.severity == "error" or one.code == first.code]


def run(command: str) -> None:
    """Run a command as a reader of the message would."""
    if command.startswith("zhangju "):
        assert main(shlex.split(command)[1:]) == 0
    else:
        subprocess.run(command, shell=True, check=True, capture_output=True)


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
    assert main([]) == 0
    told = capsys.readouterr().out
    commands = next(a for a in parser()._actions if a.dest == "command").choices or {}
    assert [one.name for one in COMMANDS] == list(commands)
    for one in COMMANDS:
        assert one.example in told
        assert parser().parse_args(shlex.split(one.example)[1:]).command == one.name


def test_convert_and_absorb_tell_machines_what_they_did(edition: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*command: str, code: int = 0) -> Any:
        assert main([*command, "--json", "--root", str(edition)]) == code
        return json.loads(capsys.readouterr().out)

    page = edition / "content" / "try-1" / "01.md"
    kept = page.read_text(encoding="utf-8")
    assert said("absorb") == {"absorbed": [], "refused": []}
    page.write_text(kept.replace("## ", "### ", 1), encoding="utf-8")
    refused = said("absorb", code=2)
    assert [(one["code"], one["file"]) for one in refused["refused"]] == [("E003", "content/try-1/01.md")]
    page.write_text(kept.replace("推进", "推动"), encoding="utf-8")
    assert said("absorb", "--reason", "据印本改")["absorbed"] == [{"id": "try-1", "entries": 1}]
    made = said("convert")
    assert [(one["id"], one["sections"], one["repairs"]) for one in made["plans"]] == [("try-1", 5, 1), ("try-2", 1, 24)]
    assert "推动" in page.read_text(encoding="utf-8")

"""The docs as a contract: every command and option that they name exists, every link leads somewhere, both READMEs say the same."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator import __version__
from generator.cli import COMMANDS, parser
from tests.first import REPOSITORY

DOCS = [
    *(REPOSITORY / name for name in ("README.md", "README.zh.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
    *sorted((REPOSITORY / "docs" / "guides").glob("*.md")),
    REPOSITORY / "generator" / "starting" / "edition" / "README.md",
]
OPTIONS = {name: set(sub._option_string_actions) for name, sub in next(a for a in parser()._actions if a.dest == "command").choices.items()}  # type: ignore[union-attr]


def commands_in(text: str) -> list[str]:
    """What a text tells to type: in blocks of code, and between backquotes."""
    blocks = re.findall(r"```sh\n(.*?)```|\n\n((?:    .*\n)+)", text, re.S)
    lines = [line.strip() for block in blocks for part in block for line in part.split("\n")]
    return [
        part.strip()
        for line in [*lines, *re.findall(r"`(zhangju [^`]+)`", text)]
        for part in line.split("&&")
        if part.strip().startswith("zhangju ")
    ]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_command_and_option_exists(path: Path) -> None:
    for line in commands_in(path.read_text(encoding="utf-8").replace("{{version}}", __version__)):
        words = shlex.split(line.replace("…", "x"), comments=True)
        assert words[1] in OPTIONS, line
        given = {word.strip("[]") for word in words if word.strip("[]").startswith("--")}
        assert given <= OPTIONS[words[1]], line


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8")):
        assert "://" in target or (path.parent / target).exists(), target


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_has_a_row_for_each_command_and_its_options_are_its_own(name: str) -> None:
    rows = re.findall(r"^\| `zhangju ([a-z]+)[^`]*` \| (.*) \|$", (REPOSITORY / name).read_text(encoding="utf-8"), re.M)
    assert sorted(command for command, _ in rows) == sorted(one.name for one in COMMANDS)
    for command, told in rows:
        assert set(re.findall(r"`(--[a-z-]+)", told)) <= OPTIONS[command], command


def test_both_readmes_have_the_same_parts_plans_and_lines_to_type() -> None:
    english, chinese = ((REPOSITORY / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))

    def typed(text: str) -> list[str]:
        return [
            line.partition("#")[0].partition("; or")[0].strip()
            for block in re.findall(r"```sh\n(.*?)```", text, re.S)
            for line in block.split("\n")
        ]

    assert typed(english) == typed(chinese)
    assert re.findall(r"^\| `([a-z0-9-]+)` \|", english, re.M) == re.findall(r"^\| `([a-z0-9-]+)` \|", chinese, re.M)
    assert len(re.findall("^## ", english, re.M)) <= len(re.findall("^## ", chinese, re.M))


def test_the_guides_build_without_a_warning(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "-f",
        str(REPOSITORY / "docs" / "mkdocs.yml"),
        "-d",
        str(tmp_path / "out"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "editor.html").is_file()


def test_the_version_has_its_changes() -> None:
    assert f'version = "{__version__}"' in (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    assert f"## {__version__}" in (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_forms_ask_for_something() -> None:
    forms = [path for path in (REPOSITORY / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"]
    assert len(forms) >= 3
    for path in forms:
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert form["name"]
        assert form["description"]
        ids = [part["id"] for part in form["body"]]
        assert len(set(ids)) == len(ids)
        assert all(part["attributes"]["label"] and part["type"] in ("input", "textarea") for part in form["body"])
        assert any(part.get("validations", {}).get("required") for part in form["body"])


def test_the_pictures_are_those_that_the_script_takes_and_every_one_is_shown() -> None:
    script = (REPOSITORY / "docs" / "pictures.py").read_text(encoding="utf-8")
    taken = set(re.findall(r'^    "([a-z]+\.png)":', script, re.M))
    assert taken == {path.name for path in (REPOSITORY / "docs" / "pictures").iterdir()}
    readmes = "".join((REPOSITORY / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md"))
    assert taken == set(re.findall(r"\(docs/pictures/([a-z]+\.png)\)", readmes))

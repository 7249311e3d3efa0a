"""The project itself: imports go one way, the docs name real commands, the workflow is valid."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from generator.cli import parser
from generator.findings import CODES
from tests.conftest import ROOT

STAGES = [
    "errors",
    "text_file",
    "toml_errors",
    "working",
    "progress",
    "crew",
    "findings",
    "theme",
    "starting",
    "placing",
    "pure",
    "unlocked",
    "model",
    "toml_file",
    "yaml_file",
    "reporting",
    "accepting",
    "characters",
    "numbering",
    "counting",
    "spans",
    "spotting",
    "reading",
    "repair",
    "outline",
    "content",
    "glossary",
    "links",
    "indicators",
    "history",
    "pipeline",
    "strays",
    "workflows",
    "comparing",
    "absorbing",
    "opening",
    "proposing",
    "explaining",
    "auditing",
    "suspect",
    "collating",
    "search",
    "languages",
    "edition",
    "changed",
    "adding",
    "site",
    "checks",
    "cli",
]
"""The journey: a module imports from its own stage and earlier ones only."""


def stage(module: str) -> int:
    return STAGES.index(module.split(".")[1])


@pytest.mark.parametrize("path", sorted((ROOT / "generator").rglob("*.py")), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    if module in ("generator.__init__",):
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator."):
            assert stage(node.module or "") <= stage(module), f"{module} imports {node.module}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Not even within a stage, nor inside functions."""
    modules = {".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): p for p in (ROOT / "generator").rglob("*.py")}

    def needed(path: Path) -> Iterator[str]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("generator"):
                for alias in node.names:
                    whole = f"{node.module}.{alias.name}"
                    yield whole if whole in modules else node.module or ""

    TopologicalSorter({name: set(needed(path)) - {name} for name, path in modules.items()}).prepare()  # raises CycleError, which shows it


def test_no_two_public_classes_share_a_name() -> None:
    """One word is one thing: who reads `Entry` need not ask which."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "generator").rglob("*.py"))
    names = Counter(node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_"))
    assert [name for name, times in names.items() if times > 1] == []


def test_every_public_function_has_a_docstring() -> None:
    lacking = []
    for path in (ROOT / "generator").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
        for node in [*tree.body, *(inner for c in classes for inner in c.body if not c.name.startswith("_"))]:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node):
                lacking.append(f"{path.name}:{node.lineno} {node.name}")
    assert lacking == []


@pytest.mark.parametrize("name", ["README.md", "README.zh.md", "CONTRIBUTING.md"])
def test_docs_name_real_make_targets_and_commands(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    targets = phony[1].split() if phony else []
    for target in re.findall(r"(?:^|`)make ([a-z]+)\b", text, re.M):
        assert target in targets, f"{name}: make {target}"
    commands = next(a for a in parser()._actions if a.dest == "command").choices or {}
    for command in re.findall(r"`zhangju ([a-z]+)", text):
        assert command in commands, f"{name}: zhangju {command}"


def test_contributing_lists_every_code_once() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("\n## Findings\n")[2].partition("\n## ")[0]
    told = [code for row in re.findall(r"^\| ([A-Z][^|]*) \|", table, re.M) for code in re.findall(r"[A-Z]\d{3}", row)]
    assert sorted(told) == sorted(CODES)  # each once, and no other


def test_the_promises_stand_in_readme_and_pipeline() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    import generator.pipeline

    for promise in (
        "Nothing is changed in silence",
        "Nothing is dropped",
        "Nothing is guessed",
        "keeps its meaning",
        "Any text is accepted",
    ):
        assert promise in readme
        assert promise in (generator.pipeline.__doc__ or "")


def test_the_workflows_are_valid() -> None:
    files = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))]
    assert len(files) == 2
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_published_is_built_with_the_date_that_make_gives() -> None:
    text = (ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    assert "zhangju build" not in text  # without SOURCE_DATE_EPOCH it would build another edition in place of that of make
    assert "make site OPTIONS=--strict" in text
    said = subprocess.run(["make", "-n", "site", "OPTIONS=--strict"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "zhangju build --offline --strict" in said


def test_no_registry_is_named_in_the_lock_files() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml", "Makefile"):
        assert "://" not in (ROOT / name).read_text(encoding="utf-8")


def test_seeds_are_kept_as_received() -> None:
    import hashlib

    sums = dict(line.split("  ") for line in (ROOT / "tests" / "seeds.sha256").read_text(encoding="utf-8").splitlines())
    for digest, name in sums.items():
        assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == digest

"""Two builds of the same seeds in two worlds give the same bytes: content, every file of the site, the zip included."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cli
from generator.pipeline import convert

ROOT = Path(__file__).parents[1]
SHAPES = ("parts",)
HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "HOME": "/root", "USER": "root", "PYTHONUTF8": "1"}
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4242", "HOME": "/nowhere", "USER": "张三", "PYTHONUTF8": "0"}
YEARS = 12 * 365 * 86_400
TERMS = """一、总体要求

本规划所称“城市体检”，是指对城市运行状况的定期评价。依据《中华人民共和国民法典》开展城市体检。

（一）指标

表1 主要指标
指标	单位	2025年
城市体检覆盖率	%	100
绿地率	%	38
"""


@pytest.fixture
def seeds(project: Callable[..., Path]) -> Path:
    """A project with plans of several kinds, and English for one of them."""
    root = project()
    project(plan="try-2")
    project(TERMS, plan="try-3")
    for name in SHAPES:
        for suffix in (".txt", ".toml"):
            shutil.copy(ROOT / "tests" / "shapes" / f"{name}{suffix}", root / "seeds")
    plans = sorted(path.stem for path in (root / "seeds").glob("*.txt"))
    convert(root / "seeds", root / "content", plans)
    assert cli.main(["convert", "--root", str(root)]) == 0
    assert cli.main(["translate", "--root", str(root)]) == 0
    return root


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def made(project: Path, world: dict[str, str], umask: int, *how: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What converting and building give in a world: content and site."""
    without = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "LANG", "PYTHONIOENCODING")}
    known = {"PYTHONPATH": str(ROOT), "ZHANGJU_SITE_URL": "https://plans.example/edition/", "PYTHONIOENCODING": "utf-8:surrogateescape"}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.reproducing", str(project), *how],
        env={**without, **known, **world},
        cwd=ROOT,
        umask=umask,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return files(project / "content"), files(project / "site")


def test_two_worlds_make_the_same_bytes(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("另 一处") / "a longer path" / "project"
    shutil.copytree(seeds, other)
    content, site = made(seeds, HERE, 0o022, "0", "forwards")
    content_there, site_there = made(other, ELSEWHERE, 0o077, str(YEARS), "backwards")
    assert content.keys() >= {"try-1/01.md", "try-3/repairs.jsonl", "glossary.lock"}
    assert content == content_there
    assert site.keys() == site_there.keys()
    assert [name for name, data in site.items() if data != site_there[name]] == []
    assert {"zhangju-offline.zip", "sitemap.xml.gz", "api/quality.json", "zh-hant/index.html", "en/index.html"} <= site.keys()

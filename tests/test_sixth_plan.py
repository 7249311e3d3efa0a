"""A plan added by the README passes `zhangju check` and changes nothing for the tests of the engine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.first import REPOSITORY, ROOT, left_out

TEXT = """云州市水利发展“十五五”规划

第一章 总体要求

坚持节水优先、空间均衡、系统治理、两手发力，推进水利高质量发展。
到2030年，全市用水总量控制在12.5亿立方米以内，城乡供水一体化覆盖率达到95%。

第二章 重点任务

加快云江干流堤防达标建设，推进智慧水利，加快构建全市水网。
"""


def plain(root: Path) -> dict[str, str]:
    """What tests take from a repository, locks of the whole edition aside."""
    files = [path for name in ("seeds", "content", "templates") for path in (root / name).rglob("*") if path.is_file()]
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8").strip()
        for path in files
        if path.parent.name != "content" or path.suffix != ".lock"
    }


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_a_sixth_plan_leaves_the_tests_as_they_were(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    shutil.copytree(ROOT, clone, ignore=left_out)
    shutil.copytree(REPOSITORY / ".github", clone / ".github")
    (tmp_path / "water.txt").write_text(TEXT, encoding="utf-8")

    def run(*arguments: str) -> str:
        environment = os.environ | {"PYTHONPATH": str(clone), "TMPDIR": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, *arguments], cwd=clone, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("-m", "generator.cli", "add", "../water.txt", "--id", "yz-water")
    run("-m", "generator.cli", "convert", "yz-water")
    with (clone / "content" / "links.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[work]]\ntitle = "《云州市水利发展“十五五”规划》"\nplan = "yz-water"\n')
    seen = Path(run("-c", "from tests.first import ROOT; print(ROOT)").strip())
    assert seen != clone
    assert plain(seen) == plain(ROOT)  # so whatever a test says of it holds
    for lock in ROOT.glob("content/*.lock"):  # which may have more addresses than they need
        assert set(lines(lock)) <= set(lines(seen / "content" / lock.name))
    run("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_gold.py", "-k", "stands_in_its_line")

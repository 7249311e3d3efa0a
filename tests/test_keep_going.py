"""Of many plans one is wrong: with --keep-going it is named with its cause, the others are converted and built, and the site says so."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import main
from tests.conftest import SMALL_TEXT

GIT = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]


def committed(root: Path, day: str) -> None:
    """Commit seeds and content as they are, on a day."""
    (root / ".git").exists() or subprocess.run([*GIT, "init", "-q", root], check=True)
    date = f"{day}T12:00:00+08:00"
    subprocess.run([*GIT, "-C", root, "add", "seeds", "content"], check=True)
    subprocess.run([*GIT, "-C", root, "commit", "-qm", day], check=True, env={"GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date})


@pytest.fixture
def three(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> Path:
    """A project with the plans a, b and c, in Simplified."""
    for plan in ("try-a", "try-b", "try-c"):
        root = project(plan=plan)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("[zh-Hans, zh-Hant, en]", "[zh-Hans]"), encoding="utf-8")
    assert main(["convert", "--root", str(root)]) == 0
    capsys.readouterr()
    return root


def test_convert_leaves_what_is_wrong_and_converts_the_rest(three: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seeds, content = three / "seeds", three / "content"
    for plan in ("try-a", "try-b"):
        (seeds / f"{plan}.txt").write_text(SMALL_TEXT.replace("坚持稳中求进。", "坚持稳中求进、以进促稳。"), encoding="utf-8")
    (seeds / "try-a.toml").write_text("title = \n", encoding="utf-8")
    for name in ("try-d.txt", "try-d.toml"):
        (seeds / name).write_bytes((seeds / name.replace("-d", "-b")).read_bytes())
    settings = (seeds / "try-d.toml").read_text(encoding="utf-8")
    (seeds / "try-d.toml").write_text(settings.replace('"try-b"', '"try-d"') + 'other_language = "en"\n', encoding="utf-8")
    (content / "locale" / "en").mkdir(parents=True)
    (content / "locale" / "en" / "try-d.po").write_text('msgst ""\n', encoding="utf-8")
    (content / "try-c" / "01.md").write_text("edited\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    assert main(["convert", "--root", str(three)]) == 2
    assert {path: path.read_bytes() for path in before} == before
    capsys.readouterr()
    assert main(["convert", "--root", str(three), "--keep-going"]) == 1
    told = capsys.readouterr()
    assert "try-a.toml:1: error S001" in told.err
    assert "try-c/01.md" in told.err
    assert "try-d.po:1: error X005" in told.err
    assert "E001" in told.err
    assert "converted 1 plans" in told.out
    after = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    changed = {path.relative_to(content).parts[0] for path in after if after[path] != before.get(path)}
    assert "try-b" in changed
    assert not {"try-a", "try-c"} & changed
    assert main(["convert", "--root", str(three), "--keep-going", "--json"]) == 1  # it is told again, though nothing changed
    assert {one["code"] for one in json.loads(capsys.readouterr().out)["failed"]} == {"S001", "E001", "D001", "X005"}
    assert main(["convert", "try-a", "--root", str(three), "--keep-going"]) == 2  # nothing is left to go on with


def test_build_shows_a_plan_as_it_last_could_be_read(three: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = three / "content"
    index = content / "try-a" / "index.md"
    committed(three, "2026-01-02")
    good = index.read_text(encoding="utf-8")
    index.write_text(good.replace("---", "<<<<<<< ours\n---", 1), encoding="utf-8")
    committed(three, "2026-03-04")  # it was committed as it is, too
    (content / "try-new").mkdir()
    (content / "try-new" / "index.md").write_text("never good\n", encoding="utf-8")
    (three / "seeds" / "try-b.txt").write_text(SMALL_TEXT + "又一句。\n", encoding="utf-8")  # and could not be converted
    site = three / "site"
    assert main(["build", "--root", str(three)]) == 2
    assert not site.exists()
    capsys.readouterr()
    assert main(["build", "--root", str(three), "--keep-going"]) == 1
    told = capsys.readouterr()
    assert "content/try-a/index.md:1: error D001" in told.err
    assert "content/try-new/index.md:1: error D001" in told.err
    assert "3 plans" in told.out
    assert not [*(three / ".cache").glob("site-*")]  # it is never taken for a site that is as it should be
    assert "此前的版本，日期为2026-01-02。" in (site / "try-a" / "index.html").read_text(encoding="utf-8")
    assert "2026-01-02" in (site / "index.html").read_text(encoding="utf-8")
    assert "仍是由原先的底本转换而成的文本" in (site / "try-b" / "index.html").read_text(encoding="utf-8")
    assert 'role="note"' not in (site / "try-c" / "index.html").read_text(encoding="utf-8")
    assert not (site / "try-new").exists()
    earlier = json.loads((site / "api" / "quality.json").read_text(encoding="utf-8"))["build"]["earlier"]
    assert [(one["plan"], one["date"]) for one in earlier] == [("try-a", "2026-01-02"), ("try-new", "")]
    assert all(one["cause"].startswith(f"content/{one['plan']}/index.md:1: D001 ") for one in earlier)
    page = (site / "quality" / "index.html").read_text(encoding="utf-8")
    assert "以此前版本示出的规划" in page
    assert "未能收录的规划" in page

"""A build of what was built already does nothing, and never when anything at all is otherwise."""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cli
from generator.site.aside import Aside
from generator.site.unchanged import FOLDER, Known, KnownConversion


@pytest.fixture
def built(tmp_path: Path) -> Known:
    """The record of a site that stands where the settings say, made of a few files."""
    for name, text in {
        "mkdocs.yml": "site_url: !ENV [TRY_URL, '']",
        "content/a/01.md": "甲",
        "content/b/01.md": "乙",
        "seeds/a.txt": "甲",
        "templates/x.html": "x",
        "site/index.html": "甲",
        "site/a/index.html": "乙",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    known, folders = Known(tmp_path, None, False), [tmp_path / name for name in ("content", "seeds", "templates")]
    known.write(known.made_of(folders, tmp_path / "site"), folders, {"site": str(tmp_path / "site"), "pages": 2})
    return known


def test_a_site_that_stands_there_is_known(built: Known) -> None:
    told = built.same()
    assert told is not None
    assert told["pages"] == 2


def edits(root: Path) -> list[Callable[[], object]]:
    """Ways in which something may be otherwise, of the inputs and of the site."""

    def same_size(path: Path) -> None:
        held = path.stat()
        path.write_text("丙", encoding="utf-8")
        os.utime(path, ns=(held.st_atime_ns, held.st_mtime_ns))  # the clock was set back

    return [
        lambda: (root / "content/a/01.md").write_text("丁", encoding="utf-8"),
        lambda: same_size(root / "content/b/01.md"),
        lambda: (root / "content/c.toml").write_text("", encoding="utf-8"),
        lambda: (root / "content/b/01.md").unlink(),
        lambda: (root / "content/a/01.md").rename(root / "content/a/02.md"),
        lambda: (root / "seeds/a.txt").write_bytes(b""),
        lambda: shutil.rmtree(root / "seeds"),
        lambda: (root / "templates/x.html").write_text("y", encoding="utf-8"),
        lambda: (root / "mkdocs.yml").write_text("site_url: ''", encoding="utf-8"),
        lambda: same_size(root / "site/index.html"),
        lambda: (root / "site/a/index.html").unlink(),
        lambda: (root / "site/b.html").write_text("", encoding="utf-8"),
        lambda: shutil.rmtree(root / "site"),
        lambda: (root / ".zhangju-site").mkdir(),
        lambda: (root / "content/a/link").symlink_to(root / "seeds", target_is_directory=True),
        lambda: (root / "mkdocs.yml").write_text("INHERIT: other.yml", encoding="utf-8"),
    ]


@pytest.mark.parametrize("number", range(16))
def test_whatever_is_otherwise_makes_it_unknown(built: Known, tmp_path: Path, number: int) -> None:
    edits(tmp_path)[number]()
    assert built.same() is None


@pytest.mark.parametrize("name", ["SOURCE_DATE_EPOCH", "TRY_URL"])
def test_what_the_environment_says_is_a_part(built: Known, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    with monkeypatch.context() as other:
        other.setenv(name, "1700000000")
        assert built.same() is None
    monkeypatch.setenv("TRY_OTHER", "1")
    assert built.same() is not None


def test_another_place_or_an_edition_to_carry_away_has_a_record_of_its_own(built: Known, tmp_path: Path) -> None:
    assert Known(tmp_path, tmp_path / "site", False).same() is None
    assert Known(tmp_path, None, True).same() is None


def test_of_a_folder_that_was_copied_with_its_record_nothing_is_known(built: Known, tmp_path: Path) -> None:
    copy = tmp_path.with_name(f"{tmp_path.name}-copy")
    shutil.copytree(tmp_path, copy)
    assert built.same() is not None
    assert Known(copy, None, False).same() is None


def test_packages_are_found_wherever_python_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dist-packages" / "other-1.0.dist-info").mkdir(parents=True)
    before = KnownConversion(tmp_path, []).made_of()
    monkeypatch.syspath_prepend(str(tmp_path / "dist-packages"))
    assert KnownConversion(tmp_path, []).made_of() != before


def test_a_damaged_record_says_nothing(built: Known) -> None:
    good, chance = built.file.read_bytes(), random.Random(5)
    for _ in range(200):
        at, byte = chance.randrange(len(good)), chance.randrange(256)
        damaged = good[:at] + (b"" if byte % 2 else bytes([byte])) + good[at + chance.randint(0, 3) :]
        built.file.write_bytes(damaged)
        assert (built.same() is None) == (damaged != good)


def test_records_are_few(built: Known, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("content", "seeds", "templates")]
    for number in range(20):
        known = Known(tmp_path, tmp_path / f"site{number}", False)
        known.write("x", folders, {"site": str(tmp_path / "site")})
    assert len(list((tmp_path / FOLDER).glob("site-*"))) == 8


def test_a_build_after_an_edit_is_the_build_of_the_edit(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    page = root / "content/try-1/01.md"
    assert cli.main(["convert", "--root", str(root)]) == 0
    told = []
    for edit, place in ((False, "site"), (False, "site"), (True, "site"), (False, "other")):
        if edit:
            page.write_text(page.read_text(encoding="utf-8").replace("。", "！", 1), encoding="utf-8")
        capsys.readouterr()
        assert cli.main(["build", "--root", str(root), "--site", str(root / place)]) == 0
        told.append("nothing has changed" in capsys.readouterr().out)
    assert told == [False, True, False, False]
    files = [
        {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        for site in (root / "site", root / "other")
    ]
    assert files[0] == files[1]


def test_work_beside_is_done_whatever_becomes_of_its_process(tmp_path: Path) -> None:
    def work() -> None:
        with (tmp_path / "done").open("a") as file:
            file.write(f"{os.getpid()}\n")
        if os.getpid() != here:
            os.kill(os.getpid(), 9)

    here = os.getpid()
    Aside(work).finish()
    assert (tmp_path / "done").read_text().split()[-1] == str(here)


def test_an_error_beside_is_told_and_work_given_up_is_not_done(tmp_path: Path) -> None:
    here = os.getpid()

    def failing() -> None:
        raise ValueError("甲")

    with pytest.raises(ValueError, match="甲"):
        Aside(failing).finish()
    slow = Aside(lambda: time.sleep(60) if os.getpid() != here else None)
    slow.stop()
    Aside(lambda: (tmp_path / "done").write_text("x") and None).finish()
    assert (tmp_path / "done").is_file()


def test_a_conversion_that_found_all_as_it_would_make_it_is_not_done_again(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()
    seed, page = root / "seeds/try-1.txt", root / "content/try-1/01.md"

    def converted(*more: str) -> tuple[bool, list[str]]:
        capsys.readouterr()
        assert cli.main(["convert", *more, "--root", str(root)]) == 0
        *said, last = capsys.readouterr().out.splitlines()
        return "nothing has changed" in last, said

    assert [converted()[0] for _ in range(4)] == [False, False, True, True]  # the first changed something, the second found that it is so
    assert converted("try-1")[0] is False  # asked for otherwise
    kept, good = page.read_bytes(), converted()[1]
    page.write_text(kept.decode() + "\n加一句。\n", encoding="utf-8")
    assert cli.main(["convert", "--root", str(root)]) == 2  # what was edited by hand is told
    assert [converted("--drop-edits")[0], converted()] == [False, (True, good)]
    assert page.read_bytes() == kept
    text, held = seed.read_bytes(), seed.stat()
    seed.write_bytes(text.replace("全面".encode(), "全部".encode()))
    os.utime(seed, ns=(held.st_atime_ns, held.st_mtime_ns))  # the clock was set back
    assert converted()[0] is False
    assert "全部" in page.read_text(encoding="utf-8")


def test_what_a_conversion_reads_makes_it_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("seeds/a.txt", "content/a/01.md"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("甲", encoding="utf-8")
    known, before = KnownConversion(tmp_path, []), KnownConversion(tmp_path, []).made_of()
    known.write(f"{before}0", ["x"])
    assert known.same() is None  # it changed something
    known.write(before, ["甲"])
    assert known.same() == ["甲"]
    (tmp_path / ".zhangju").mkdir()
    assert known.same() is None  # a run was killed
    (tmp_path / ".zhangju").rmdir()
    monkeypatch.setattr("generator.site.unchanged._packages", lambda: iter(["other-1.0.dist-info"]))
    assert known.same() is None
    monkeypatch.undo()
    (record,) = (tmp_path / FOLDER).glob("convert-*.json")
    record.write_text(record.read_text(encoding="utf-8").replace("said", "sayd"), encoding="utf-8")
    assert known.same() is None

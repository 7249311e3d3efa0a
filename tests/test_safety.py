"""Nothing of others is ever deleted; a change is old or new, never in between."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.errors import ZhangjuError
from generator.placing import MARK, changing, reading, refuse_others, write_mark
from tests.killing import child, fails_at, killed_at

OLD = {
    "content/a.lock": "a 1",
    "content/b.lock": "b 1",
    "content/p/01.md": "p 1",
    "content/p/99.md": "gone soon",
    "content/notes.txt": "theirs",
}
NEW = {"content/a.lock": "a 2", "content/b.lock": "b 1", "content/p/01.md": "p 2", "content/q/01.md": "q 2", "content/notes.txt": "theirs"}


def fill(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def files_in(root: Path) -> dict[str, str]:
    """Every file, whatever its name: what was left behind counts."""
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in root.rglob("*") if path.is_file()}


def change_to_new(root: Path) -> None:
    with changing(root / "content") as change:
        for name in ("content/a.lock", "content/b.lock", "content/p/01.md", "content/q/01.md"):
            change.write(root / name, NEW[name])
        change.remove(root / "content/p/99.md")


def build_site(root: Path, text: str) -> None:
    with changing(root / "site", "site") as change:
        made = change.folder(root / "site")
        fill(made, {"index.html": text, "a/index.html": text})
        write_mark(made)


# ---- old or new, never in between


def test_change_is_put_in_place_whole_and_leaves_nothing_behind(tmp_path: Path) -> None:
    fill(tmp_path, OLD)
    change_to_new(tmp_path)
    assert files_in(tmp_path) == NEW
    assert not list(tmp_path.glob(".*"))


def test_error_in_the_block_leaves_all_as_it_was(tmp_path: Path) -> None:
    fill(tmp_path, OLD)

    def change() -> None:
        with changing(tmp_path / "content") as change:
            change.write(tmp_path / "content/a.lock", "a 2")
            raise KeyError

    with pytest.raises(KeyError):
        change()
    assert files_in(tmp_path) == OLD


def test_file_that_stands_there_already_is_left_alone(tmp_path: Path) -> None:
    fill(tmp_path, OLD)
    before = (tmp_path / "content/b.lock").stat()
    change_to_new(tmp_path)
    after = (tmp_path / "content/b.lock").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_change_killed_at_any_call_is_old_or_new_for_whoever_comes_next(tmp_path: Path) -> None:
    seen = set()
    for number in range(1, 1000):
        root = tmp_path / str(number)
        fill(root, OLD)
        killed = killed_at(number, lambda: change_to_new(root))  # noqa: B023 - run at once
        with reading(root / "content") if number % 2 else changing(root / "content"):
            pass
        found = files_in(root)
        assert found in (OLD, NEW), f"killed at call {number}"
        assert not list(root.glob(".*"))
        seen.add("new" if found == NEW else "old")
        if not killed:
            break
    assert seen == {"old", "new"}
    assert number > 60


def test_next_run_killed_as_well_still_ends_old_or_new(tmp_path: Path) -> None:
    """The completion of a journal is itself killed at every call."""
    swapping = next(number for number in range(1, 1000) if _leaves_a_mixture(tmp_path / f"a{number}", number))
    for number in range(1, 1000):
        root = tmp_path / str(number)
        fill(root, OLD)
        killed_at(swapping, lambda: change_to_new(root))  # noqa: B023
        killed = killed_at(number, lambda: _read(root))  # noqa: B023
        _read(root)
        assert files_in(root) == NEW
        if not killed:
            return
    raise AssertionError("no end")


def _leaves_a_mixture(root: Path, number: int) -> bool:
    fill(root, OLD)
    killed_at(number, lambda: change_to_new(root))
    return {name: text for name, text in files_in(root).items() if not name.startswith(".")} not in (OLD, NEW)


def _read(root: Path) -> None:
    with reading(root / "content"):
        pass


def test_site_killed_at_any_call_is_old_or_new(tmp_path: Path) -> None:
    seen = set()
    for number in range(1, 1000):
        root = tmp_path / str(number)
        root.mkdir()
        build_site(root, "old")
        killed = killed_at(number, lambda: build_site(root, "new"))  # noqa: B023
        with reading(root / "site", "site"):
            found = {text for name, text in files_in(root).items() if name.endswith(".html")}
        assert found in ({"old"}, {"new"}), f"killed at call {number}"
        assert sorted(path.name for path in root.iterdir()) == ["site"]
        seen |= found
        if not killed:
            break
    assert seen == {"old", "new"}


def test_edit_made_after_a_kill_is_never_overwritten(tmp_path: Path) -> None:
    for number in range(1, 1000):
        root = tmp_path / str(number)
        fill(root, OLD)
        killed = killed_at(number, lambda: change_to_new(root))  # noqa: B023
        (root / "content/p").mkdir(exist_ok=True)
        (root / "content/p/01.md").write_text("edited by hand", encoding="utf-8")
        _read(root)
        found = files_in(root)
        assert found.pop("content/p/01.md") == "edited by hand"
        assert found in (
            {k: v for k, v in OLD.items() if "01" not in k or "p/" not in k},
            {k: v for k, v in NEW.items() if k != "content/p/01.md"},
        )
        if not killed:
            return


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_call_that_the_system_refuses_leaves_all_as_it_was(tmp_path: Path, code: int) -> None:
    def work(root: Path) -> None:
        try:
            change_to_new(root)
        except ZhangjuError as error:
            assert error.code == "U002"
            os._exit(3)

    for number in range(1, 1000):
        root = tmp_path / str(number)
        fill(root, OLD)
        ended = fails_at(number, lambda: work(root), OSError(code, os.strerror(code), "x"))  # noqa: B023
        assert ended in (0, 3), f"a bare error at call {number}"
        found = {name: text for name, text in files_in(root).items() if not name.startswith(".")}
        assert found == (NEW if ended == 0 else OLD), f"refused at call {number}"
        _read(root)
        assert files_in(root) == found
        assert not list(root.glob(".*")), f"refused at call {number}"
        if number > 90:
            return


# ---- two runs at a time


def test_second_run_is_refused_and_told_who_is_at_work(tmp_path: Path) -> None:
    fill(tmp_path, OLD)
    with changing(tmp_path / "content") as change:
        change.write(tmp_path / "content/a.lock", "a 2")
        assert child(lambda: _refused(tmp_path, os.getppid())) == 0
    assert files_in(tmp_path)["content/a.lock"] == "a 2"


def _refused(root: Path, owner: int) -> None:
    from generator.placing import work

    work.owned.clear()  # a fork knows what its parent held, another program would not
    with pytest.raises(ZhangjuError) as caught:
        change_to_new(root)
    assert caught.value.code == "W001"
    assert f"process {owner}" in caught.value.cause


def test_reader_leaves_a_living_run_alone_and_sees_the_old(tmp_path: Path) -> None:
    fill(tmp_path, OLD)
    with changing(tmp_path / "content") as change:
        change.write(tmp_path / "content/a.lock", "a 2")

        def other() -> None:
            from generator.placing import work

            work.owned.clear()
            with reading(tmp_path / "content"):
                assert (tmp_path / "content/a.lock").read_text() == "a 1"

        assert child(other) == 0
    assert files_in(tmp_path) == {**OLD, "content/a.lock": "a 2"}


def test_swap_waits_for_a_reader(tmp_path: Path) -> None:
    """The reader sees one state from its first file to its last, though a change comes in between."""
    fill(tmp_path, OLD)
    process = os.fork()
    if process == 0:
        with reading(tmp_path / "content"):
            first = (tmp_path / "content/a.lock").read_text()
            (tmp_path / "begun").touch()
            time.sleep(0.4)
            os._exit(0 if (first, (tmp_path / "content/p/01.md").read_text()) == ("a 1", "p 1") else 1)
    while not (tmp_path / "begun").exists():
        time.sleep(0.01)
    change_to_new(tmp_path)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    assert files_in(tmp_path)["content/p/01.md"] == "p 2"


def test_without_fcntl_a_dead_run_is_no_obstacle_and_a_living_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.placing.locks.fcntl", None)
    fill(tmp_path, OLD)
    for number in (5, 20, 40):
        killed_at(number, lambda: change_to_new(tmp_path))
    with changing(tmp_path / "content"):
        assert child(lambda: _refused(tmp_path, os.getppid())) == 0
    change_to_new(tmp_path)
    assert files_in(tmp_path) == NEW


# ---- nothing of others


def test_work_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    fill(tmp_path, OLD | {".zhangju/new/theirs.txt": "theirs", ".zhangju/.gitignore": ""})
    before = files_in(tmp_path)
    with pytest.raises(ZhangjuError, match="give it another name"):
        change_to_new(tmp_path)
    _read(tmp_path)
    assert files_in(tmp_path) == before


def test_target_that_somebody_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    fill(tmp_path, OLD)

    def change() -> None:
        with changing(tmp_path / "content") as change:
            change.write(tmp_path / "content/a.lock", "a 2")
            change.write(tmp_path / "content/p/01.md", "p 2")
            (tmp_path / "content/p/01.md").write_text("edited by hand")

    with pytest.raises(ZhangjuError, match="run this again"):
        change()
    assert files_in(tmp_path) == {**OLD, "content/p/01.md": "edited by hand"}


def test_only_absent_empty_and_marked_folders_are_replaced(tmp_path: Path) -> None:
    refuse_others(tmp_path / "absent")
    (tmp_path / "empty").mkdir()
    refuse_others(tmp_path / "empty")
    build_site(tmp_path, "old")
    refuse_others(tmp_path / "site")
    fill(tmp_path, {"site/CNAME": "plans.example.org", "theirs/a.txt": "a"})
    with pytest.raises(ZhangjuError, match="CNAME"):
        build_site(tmp_path, "new")
    with pytest.raises(ZhangjuError, match="once"):
        refuse_others(tmp_path / "theirs")
    (tmp_path / "theirs" / MARK).write_bytes((tmp_path / "site" / MARK).read_bytes())
    with pytest.raises(ZhangjuError, match=r"did not make a\.txt"):
        refuse_others(tmp_path / "theirs")
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    with pytest.raises(ZhangjuError, match="a link"):
        refuse_others(tmp_path / "link")
    with pytest.raises(ZhangjuError, match="a file"):
        refuse_others(tmp_path / "site" / "CNAME")
    assert files_in(tmp_path / "site")["index.html"] == "old"

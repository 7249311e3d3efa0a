"""What only accidents reach in placing files: disks that refuse, processes that are gone, links, others at the same time."""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from generator.errors import ZhangjuError
from generator.placing import changing, journal, locks, work
from generator.placing.change import _missing
from generator.placing.fresh import write_new
from generator.placing.journal import ABSENT, Step, _remove_empty, complete, read_journal, signature, sync, take_back, write_journal
from generator.placing.marks import refuse_others
from generator.placing.reading import reading
from generator.placing.walking import walk

fcntl = pytest.importorskip("fcntl")


def held(folder: Path) -> list[str]:
    """All that stands in a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def _both(folder: Path) -> None:
    with changing(folder) as change:
        change.write(folder / "b", "B")
        change.write(folder / "a", "A")


def test_a_new_file_leaves_nothing_beside_it(tmp_path: Path) -> None:
    write_new(tmp_path / "a.txt", "甲")
    assert held(tmp_path) == ["a.txt"]
    with pytest.raises(ZhangjuError, match="W002 there is such a file"):
        write_new(tmp_path / "a.txt", "乙")
    assert (held(tmp_path), (tmp_path / "a.txt").read_text(encoding="utf-8")) == (["a.txt"], "甲")
    with pytest.raises(ZhangjuError) as found:
        write_new(tmp_path / "none" / "a.txt", "乙")
    assert found.value.file == str(tmp_path / "none" / "a.txt")


def test_swaps_are_done_and_taken_back(tmp_path: Path) -> None:
    own = tmp_path / "work"
    for name in ("new", "old"):
        (own / name).mkdir(parents=True)
    (tmp_path / "a").write_text("a", encoding="utf-8")
    (tmp_path / "b").write_text("b", encoding="utf-8")
    (own / "new" / "0").write_text("A", encoding="utf-8")
    (own / "new" / "2").write_text("C", encoding="utf-8")
    steps = [Step("a", signature(tmp_path / "a")), Step("b", signature(tmp_path / "b"), removal=True), Step("deep/er/c", ABSENT)]
    before = held(tmp_path)
    write_journal(own / "journal", steps)
    assert read_journal(own / "journal") == steps
    (own / "journal").unlink()
    complete(own, steps)
    assert ((tmp_path / "a").read_text(encoding="utf-8"), (tmp_path / "deep/er/c").read_text(encoding="utf-8")) == ("A", "C")
    assert not (tmp_path / "b").exists()
    done = held(tmp_path)
    complete(own, steps)
    assert held(tmp_path) == done
    take_back(own, steps)
    assert held(tmp_path) == before
    assert [(tmp_path / name).read_text(encoding="utf-8") for name in "ab"] == ["a", "b"]
    take_back(own, steps)
    assert held(tmp_path) == before


def test_what_a_person_changed_meanwhile_is_not_swapped(tmp_path: Path) -> None:
    own = tmp_path / "work"
    for name in ("new", "old"):
        (own / name).mkdir(parents=True)
    (tmp_path / "a").write_text("by hand", encoding="utf-8")
    (own / "new" / "0").write_text("A", encoding="utf-8")
    complete(own, [Step("a", "another")])
    assert (tmp_path / "a").read_text(encoding="utf-8") == "by hand"
    complete(own, [Step("gone", "it was there", removal=True)])
    assert not (tmp_path / "gone").exists()


def test_empty_folders_go_up_to_the_home(tmp_path: Path) -> None:
    (tmp_path / "a" / "b" / "c").mkdir(parents=True)
    (tmp_path / "a" / "kept").touch()
    _remove_empty(tmp_path / "a" / "b" / "c", tmp_path)
    assert held(tmp_path) == ["a", "a/kept"]
    (tmp_path / "a" / "kept").unlink()
    _remove_empty(tmp_path / "a", tmp_path)
    assert tmp_path.is_dir()
    assert held(tmp_path) == []
    assert _missing(tmp_path / "x" / "y") == [tmp_path / "x" / "y", tmp_path / "x"]


def test_what_tells_that_something_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("甲", encoding="utf-8")
    (tmp_path / "d").mkdir()
    (tmp_path / "l").symlink_to("f")
    empty = signature(tmp_path / "d")
    (tmp_path / "d" / "e").write_text("1", encoding="utf-8")
    assert signature(tmp_path / "l") == "link f"
    assert signature(tmp_path / "none") == ABSENT
    assert len({signature(tmp_path / "f"), signature(tmp_path / "d"), empty, signature(tmp_path / "l")}) == 4
    one = signature(tmp_path / "d")
    os.utime(tmp_path / "d" / "e", (5, 5))
    assert signature(tmp_path / "d") != one


def test_folders_that_may_not_be_looked_into(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "l").symlink_to("a")
    assert sorted((path, inside) for path, _, inside in walk(tmp_path)) == [("a", True), ("a/b", True), ("l", False)]
    assert list(walk(tmp_path / "none", passing=True)) == []
    with pytest.raises(OSError, match="none"):
        list(walk(tmp_path / "none"))
    with pytest.raises(FileNotFoundError):
        sync(tmp_path / "none")


def test_a_disk_that_is_mounted_is_no_folder_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "ismount", lambda path: path == tmp_path)
    with pytest.raises(ZhangjuError, match="a disk is mounted here"):
        refuse_others(tmp_path)
    assert work.home_of(tmp_path) == Path(os.path.realpath(tmp_path))
    assert work.home_of(tmp_path / "a") == Path(os.path.realpath(tmp_path))


def test_work_folders_that_are_ours(tmp_path: Path) -> None:
    made = tmp_path / "w"
    assert not work.is_ours(made)
    made.mkdir()
    assert work.is_ours(made)
    (made / "x").touch()
    assert not work.is_ours(made)
    (made / work.MARK).write_text(work.MARK_TEXT, encoding="utf-8")
    assert work.is_ours(made)
    (made / work.MARK).write_text(work.MARK_TEXT[:5], encoding="utf-8")
    assert not work.is_ours(made)
    (made / "x").unlink()
    assert work.is_ours(made)
    (tmp_path / "l").symlink_to("w")
    assert not work.is_ours(tmp_path / "l")
    assert not work.is_pending(made)
    (made / work.JOURNAL).write_text("[]", encoding="utf-8")
    (made / work.MARK).write_text(work.MARK_TEXT, encoding="utf-8")
    assert work.is_pending(made)


def test_a_folder_where_a_file_belongs_is_refused_and_all_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "p" / "a").mkdir(parents=True)
    (tmp_path / "p" / "b").write_text("b", encoding="utf-8")
    before = held(tmp_path)
    with pytest.raises(ZhangjuError, match="there is a folder where a file of zhangju belongs"):
        _both(tmp_path / "p")
    assert (held(tmp_path), (tmp_path / "p" / "b").read_text(encoding="utf-8")) == (before, "b")
    with changing(tmp_path / "p") as change:
        assert change.write(tmp_path / "p" / "b", "b") is False
        assert change.write(tmp_path / "p" / "c", "c") is True
        with reading(tmp_path / "p"):  # this run is the one that changes it
            pass
    assert held(tmp_path) == sorted([*before, "p/c"])


def test_a_disk_that_refuses_a_swap_has_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "b").write_text("b", encoding="utf-8")
    rename = Path.rename

    def refusing(self: Path, target: Path) -> Path:
        if str(target).endswith("p/a"):
            raise OSError(errno.ENOSPC, "no space")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refusing)
    with pytest.raises(ZhangjuError, match="space"):
        _both(tmp_path / "p")
    assert held(tmp_path) == ["p", "p/b"]
    assert (tmp_path / "p" / "b").read_text(encoding="utf-8") == "b"


def test_a_lock_is_of_one_and_of_a_process_that_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lock"
    first = locks.hold(path)
    assert first is not None
    assert locks._is_at(first, path)
    assert not locks._is_at(first, tmp_path / "none")
    (tmp_path / "other").touch()
    assert not locks._is_at(first, tmp_path / "other")
    (tmp_path / "other").unlink()
    assert locks.hold(path) is None
    locks.let_go(first, path)
    assert not path.exists()
    asked = {f"{os.getpid()} x": True, f"{2**22 + 1} x": False, "9" * 30: False, "": True, "x": True}
    for words, alive in asked.items():
        path.write_text(words, encoding="utf-8")
        assert locks._is_alive(path) is alive, words
    os.utime(path, (time.time() - 9, time.time() - 9))
    assert locks._is_alive(path) is False
    assert locks._is_alive(tmp_path / "none") is False
    path.write_text(f"{os.getpid()} x", encoding="utf-8")
    for error, alive in ((PermissionError, True), (ProcessLookupError, False)):
        with monkeypatch.context() as patch:
            patch.setattr(os, "kill", lambda *_, error=error: (_ for _ in ()).throw(error))
            assert locks._is_alive(path) is alive
    monkeypatch.setattr(locks, "fcntl", None)
    assert locks.hold(path) is None
    path.write_text("9" * 30, encoding="utf-8")
    own = locks.hold(path)
    assert own is not None
    locks.let_go(own, path)
    assert not path.exists()


def test_a_lock_may_be_read_by_all_and_written_by_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.umask(0)
    try:
        for module in (fcntl, None):
            monkeypatch.setattr(locks, "fcntl", module)
            handle = locks.hold(tmp_path / "lock")
            assert handle is not None
            assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o644
            locks.let_go(handle, tmp_path / "lock")
    finally:
        os.umask(before)


def test_a_disk_that_knows_no_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lock"

    def refusing(number: int) -> None:
        def flock(*_: object) -> None:
            raise OSError(number, "no locks")

        monkeypatch.setattr(fcntl, "flock", flock)

    refusing(errno.ENOLCK)
    path.write_text("9" * 30, encoding="utf-8")
    handle = locks.hold(path)
    assert handle is not None
    os.close(handle)
    path.write_text(f"{os.getpid()} x", encoding="utf-8")
    assert locks.hold(path) is None
    with locks.shared(tmp_path), locks.alone(tmp_path) as left:
        assert left is True
    refusing(errno.EIO)
    with pytest.raises(OSError, match="no locks"):
        locks.hold(path)


def test_a_writer_waits_for_readers_and_not_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.05)
    reader = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(reader, fcntl.LOCK_SH)

    def leave() -> None:
        with suppress(OSError):
            fcntl.flock(reader, fcntl.LOCK_UN)

    leaving = threading.Timer(5, leave)
    leaving.start()
    try:
        with locks.alone(tmp_path) as left:
            assert left is False
        with locks.shared(tmp_path):
            pass
        leave()
        with locks.alone(tmp_path) as left:
            assert left is True
            with pytest.raises(BlockingIOError):
                fcntl.flock(reader, fcntl.LOCK_SH | fcntl.LOCK_NB)
        fcntl.flock(reader, fcntl.LOCK_SH | fcntl.LOCK_NB)
        with locks.alone(tmp_path / "none") as left:
            assert left is True
    finally:
        leaving.cancel()
        os.close(reader)


def test_what_is_put_in_place_is_on_the_disk_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "c").touch()
    (tmp_path / "l").symlink_to("a")
    held, whole = list[Path](), list[bool]()
    monkeypatch.setattr(journal, "sync", held.append)
    monkeypatch.setattr(os, "sync", lambda: whole.append(True))
    journal.sync_tree(tmp_path)
    assert (sorted(held), whole) == ([tmp_path, *(tmp_path / name for name in ("a", "a/b", "a/c"))], [])
    monkeypatch.setattr(journal, "MANY", 4)
    journal.sync_tree(tmp_path)
    assert whole == []
    monkeypatch.setattr(journal, "MANY", 3)
    held.clear()
    journal.sync_tree(tmp_path)
    assert (held, whole) == ([], [True] if sys.platform == "linux" else [])
    journal.sync_all([tmp_path / "none", tmp_path / "a"])
    assert held == [tmp_path / "a"]


def test_what_a_killed_run_left_is_completed_or_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk refuses the swap: taken back. It refuses that, too: the journal waits, and the error is told."""
    own = work.work_of(tmp_path / "a")
    (tmp_path / "a").write_text("a", encoding="utf-8")
    steps = [Step(str((tmp_path / "a").relative_to(own.parent)), signature(tmp_path / "a"))]

    def left() -> work.Claim:
        held = work.claim(own)
        assert held
        for name in ("new", "old"):
            (own / name).mkdir(exist_ok=True)
        (own / "new" / "0").write_text("A", encoding="utf-8")
        write_journal(own / work.JOURNAL, steps)
        return held

    def refuses(*_: object) -> None:
        raise OSError(errno.EIO, "the disk is ill")

    claim = left()
    with monkeypatch.context() as ill:
        ill.setattr(work, "complete", refuses)
        claim.settle()
        assert (tmp_path / "a").read_text(encoding="utf-8") == "a"
        assert not (own / work.JOURNAL).exists()
        claim.end()
        claim = left()
        ill.setattr(work, "take_back", refuses)
        with pytest.raises(OSError, match="ill"):
            claim.settle()
        assert (own / work.JOURNAL).exists()
        claim.end()
        assert (own / "new" / "0").exists()  # for the next run
    claim = work.claim(own) or pytest.fail("it is held")
    claim.settle()
    assert (tmp_path / "a").read_text(encoding="utf-8") == "A"
    claim.end()
    assert held(tmp_path) == ["a"]


def test_readers_who_do_not_leave_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.05)
    claim = work.claim(work.work_of(tmp_path / "a")) or pytest.fail("it is held")
    with locks.shared(claim.home), pytest.raises(ZhangjuError, match="somebody has been reading"), claim.alone():
        pass
    with claim.alone():
        pass
    claim.end()


def test_a_journal_stands_while_swaps_are_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def complete_seen(own: Path, steps: list[Step]) -> None:
        seen.append(read_journal(own / work.JOURNAL) == steps)
        complete(own, steps)

    seen: list[bool] = []
    monkeypatch.setattr(work, "complete", complete_seen)
    _both(tmp_path)
    assert seen == [True]
    assert held(tmp_path) == ["a", "b"]

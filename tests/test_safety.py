"""Nothing of others is ever deleted; a change is old or new, never in between."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli

from generator.cli import main
from generator.content.store import plan_ids
from generator.errors import ZhangjuError
from generator.placing import MARK, changing, locks, reading, refuse_others, work, write_mark
from generator.placing.journal import Step
from generator.proposing import propose, take_in
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
    return {path.relative_to(root).as_posix(): path.read_bytes().decode(errors="replace") for path in root.rglob("*") if path.is_file()}


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
    swapping = next(number for number in range(50, 1000) if _leaves_a_mixture(tmp_path / f"a{number}", number))
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
    for number in range(1, 1000, 2):
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
    assert number > 20


def test_edit_made_after_a_kill_is_never_overwritten(tmp_path: Path) -> None:
    for number in range(1, 1000, 3):
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
            break
    assert number > 60


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_call_that_the_system_refuses_leaves_all_as_it_was(tmp_path: Path, code: int) -> None:
    def work(root: Path) -> None:
        try:
            change_to_new(root)
        except ZhangjuError as error:
            assert error.code == "U002"
            os._exit(3)

    seen = set()
    for number in range(1 + code % 3, 1000, 3):
        root = tmp_path / str(number)
        fill(root, OLD)
        ended = fails_at(number, lambda: work(root), OSError(code, os.strerror(code), "x"))  # noqa: B023
        assert ended in (0, 3), f"a bare error at call {number}"
        found = {name: text for name, text in files_in(root).items() if not name.startswith(".")}
        assert found == (NEW if ended == 0 else OLD), f"refused at call {number}"
        _read(root)
        assert files_in(root) == found
        assert not list(root.glob(".*")), f"refused at call {number}"
        seen.add(ended)
        if number > 90:
            break
    assert seen == {0, 3}


# ---- two runs at a time


def test_second_run_is_refused_and_told_who_is_at_work(tmp_path: Path) -> None:
    fill(tmp_path, OLD)
    with changing(tmp_path / "content") as change:
        change.write(tmp_path / "content/a.lock", "a 2")
        assert child(lambda: _refused(tmp_path, os.getppid())) == 0
    assert files_in(tmp_path)["content/a.lock"] == "a 2"


def _refused(root: Path, owner: int) -> None:
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
            work.owned.clear()
            with reading(tmp_path / "content"):
                assert (tmp_path / "content/a.lock").read_text() == "a 1"

        assert child(other) == 0
    assert files_in(tmp_path) == {**OLD, "content/a.lock": "a 2"}


def test_reader_beside_the_run_that_swaps_waits_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one process: who serves and converts."""
    fill(tmp_path, OLD)
    swap, read = work.complete, list[str]()

    def reader() -> None:
        with reading(tmp_path / "content"):
            read.append((tmp_path / "content/a.lock").read_text())

    beside = threading.Thread(target=reader)

    def slowly(work_folder: Path, steps: Sequence[Step]) -> None:
        beside.start()
        beside.join(0.05)
        with reading(tmp_path / "content"):  # who swaps does not wait for itself
            assert not read
        swap(work_folder, steps)

    monkeypatch.setattr(work, "complete", slowly)
    change_to_new(tmp_path)
    beside.join(5)
    assert read == [NEW["content/a.lock"]]


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


def test_file_system_without_locks_tells_a_living_run_from_a_dead_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def flock(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", flock)
    fill(tmp_path, OLD)
    assert killed_at(40, lambda: change_to_new(tmp_path))
    with changing(tmp_path / "content"):
        assert child(lambda: _refused(tmp_path, os.getppid())) == 0
    change_to_new(tmp_path)
    assert files_in(tmp_path) == NEW


def test_without_fcntl_a_dead_run_is_no_obstacle_and_a_living_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.placing.locks.fcntl", None)
    fill(tmp_path, OLD)
    for number in (5, 20, 40):
        assert killed_at(number, lambda: change_to_new(tmp_path))
    with changing(tmp_path / "content"):
        assert child(lambda: _refused(tmp_path, os.getppid())) == 0
    change_to_new(tmp_path)
    assert files_in(tmp_path) == NEW
    handle = locks.hold(tmp_path / "lock")
    assert handle is not None
    locks.let_go(handle, tmp_path / "lock")
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(handle)
    assert not (tmp_path / "lock").exists()


@pytest.mark.parametrize(
    ("held", "age", "alive"), [("", 0, True), ("", 60, False), ("{own} convert", 60, True), ("{dead} convert", 0, False)]
)
def test_a_lock_that_names_nobody_yet_is_of_a_living_run_only_while_fresh(tmp_path: Path, held: str, age: int, alive: bool) -> None:
    gone = os.fork()
    if gone == 0:
        os._exit(0)
    os.waitpid(gone, 0)
    lock = tmp_path / "lock"
    lock.write_text(held.format(own=os.getpid(), dead=gone), encoding="utf-8")
    written = time.time() - age
    os.utime(lock, (written, written))
    assert locks._is_alive(lock) == alive


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


# ---- convert


def test_error_in_the_last_lock_leaves_content_as_it_was(project: Callable[..., Path]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    seed = root / "seeds/try-1.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace("全面推进改革", "全面深化改革"), encoding="utf-8")
    (root / "content/links.toml").write_text('[[work]]\ntitle = "无"\nplan = "gone"\n', encoding="utf-8")
    (root / "content/glossary.toml").write_text('[[term]]\nterm = "没有"\n', encoding="utf-8")
    before = files_in(root)
    assert main(["convert", "--root", str(root)]) == 2
    assert files_in(root) == before


def test_convert_leaves_what_it_did_not_write(project: Callable[..., Path]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    others = {"content/try-1/notes.txt": "theirs", "content/try-1/.01.md.swp": "theirs", "content/try-1/scans/1.png": "theirs"}
    fill(root, others)
    assert main(["convert", "--root", str(root)]) == 0
    assert files_in(root).items() >= others.items()


def test_convert_takes_pages_away_that_the_plan_has_no_more(project: Callable[..., Path]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    assert (root / "content/try-1/02.md").exists()
    seed = root / "seeds/try-1.txt"
    seed.write_text(seed.read_text(encoding="utf-8").split("二、保障措施")[0], encoding="utf-8")
    assert main(["convert", "--root", str(root)]) == 0
    assert not (root / "content/try-1/02.md").exists()


def test_hidden_folders_are_no_plans(project: Callable[..., Path]) -> None:
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    fill(root, {"content/.try-2/index.md": "no plan", "content/try-1/.03.md": "no page"})
    assert plan_ids(root / "content") == ["try-1"]
    assert main(["convert", "--root", str(root)]) == 0


def test_two_converts_at_a_time(project: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = project()
    running = os.fork()
    if running == 0:
        with changing(root / "content"):
            (root / "begun").touch()
            time.sleep(60)
        os._exit(0)
    while not (root / "begun").exists():
        time.sleep(0.01)
    assert main(["convert", "--root", str(root)]) == 2
    told = capsys.readouterr().err
    assert "W001" in told
    assert f"process {running}" in told
    os.kill(running, signal.SIGKILL)
    os.waitpid(running, 0)
    assert main(["convert", "--root", str(root)]) == 0


def test_add_writes_seed_and_settings_or_neither(tmp_path: Path) -> None:
    text = tmp_path / "new-plan.txt"
    text.write_text("云州市规划\n\n第一章 总则\n\n坚持改革。\n\n第二章 任务\n\n抓好落实。\n", encoding="utf-8")
    proposal = propose(text)
    seen = set()
    for number in range(1, 1000):
        root = tmp_path / str(number)
        root.mkdir()
        killed = killed_at(number, lambda: take_in(proposal, text, root / "seeds"))  # noqa: B023
        with reading(root / "seeds"):
            found = {path.name for path in root.rglob("*") if path.is_file()}
        assert found in (set(), {"new-plan.txt", "new-plan.toml"})
        seen |= {len(found)}
        if not killed:
            break
    assert seen == {0, 2}


# ---- a disk that refuses


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name != "posix" or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("this needs the right to mount a disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_full_disk_keeps_the_old_and_is_told(project: Callable[..., Path], small_disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_disk / "project"
    shutil.copytree(project() / "seeds", root / "seeds")
    assert main(["convert", "--root", str(root)]) == 0
    toml = root / "seeds/try-1.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("某市规划", "某市的规划"), encoding="utf-8")
    room = os.statvfs(root)
    (root / "ballast").write_bytes(b"x" * (room.f_bavail * room.f_frsize - 8192))
    before = files_in(root / "content")
    assert main(["convert", "--root", str(root)]) == 2
    assert "U002" in capsys.readouterr().err
    assert files_in(root / "content") == before
    assert sorted(path.name for path in root.iterdir()) == ["ballast", "content", "seeds"]
    (root / "ballast").unlink()
    assert main(["convert", "--root", str(root)]) == 0
    assert files_in(root / "content") != before


def test_read_only_disk(project: Callable[..., Path], small_disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = small_disk / "project"
    shutil.copytree(project() / "seeds", root / "seeds")
    assert main(["convert", "--root", str(root)]) == 0
    toml = root / "seeds/try-1.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("某市规划", "某市的规划"), encoding="utf-8")
    before = files_in(root)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert main(["convert", "--root", str(root)]) == 2
    assert "U002" in capsys.readouterr().err
    assert main(["explain", "try-1", "1-1", "--root", str(root)]) == 0
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    assert files_in(root) == before


def test_pending_journal_on_a_read_only_disk_is_told_and_not_read_over(small_disk: Path) -> None:
    number = next(number for number in range(40, 1000) if _leaves_a_mixture(small_disk.parent / str(number), number))
    fill(small_disk, OLD)
    killed_at(number, lambda: change_to_new(small_disk))
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with pytest.raises(ZhangjuError, match="U002"):
        _read(small_disk)
    subprocess.run(["mount", "-o", "remount,rw", small_disk], check=True)
    _read(small_disk)
    assert files_in(small_disk) in (OLD, NEW)


# ---- the site's place


@pytest.fixture
def ready(project: Callable[..., Path]) -> Path:
    """A project with content, which lies in a folder with other things, as projects do."""
    root = project()
    assert main(["convert", "--root", str(root)]) == 0
    fill(root, {".git/HEAD": "ref", "mine/a.txt": "mine", "file.txt": "mine"})
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[zh-Hans, zh-Hant, en]", "[zh-Hans]"), encoding="utf-8")
    (root / "link").symlink_to(root / "mine")
    (root / "link-to-nothing").symlink_to(root / "nothing")
    return root


PLACES = (".", "..", "content", "content/try-1", "content/new", "seeds", "seeds/new", "templates", "templates/new", "mine", "mine/../seeds")
PLACES += (".git", ".git/new", "link", "link-to-nothing", "link/../mine", "file.txt", ".zhangju/new", ".zhangju-site")


@pytest.mark.parametrize("place", PLACES)
def test_site_is_not_built_over_anything_else(ready: Path, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = files_in(ready)
    assert main(["build", "--root", str(ready), "--site", str(ready / place)]) == 2
    told = capsys.readouterr().err
    assert "W002" in told
    assert "→" in told
    assert files_in(ready) == before
    assert (ready / "link").is_symlink()


def test_site_of_an_earlier_version_or_with_files_of_others_is_refused(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(ready, {"site/index.html": "an earlier version"})
    assert main(["build", "--root", str(ready)]) == 2
    assert "delete it yourself, once" in capsys.readouterr().err
    assert files_in(ready / "site") == {"index.html": "an earlier version"}
    shutil.rmtree(ready / "site")
    (ready / "site").mkdir()
    assert main(["build", "--root", str(ready)]) == 0
    fill(ready, {"site/CNAME": "plans.example.org", "site/a/.DS_Store": ""})
    before = files_in(ready / "site")
    assert main(["build", "--root", str(ready)]) == 2
    assert "CNAME" in capsys.readouterr().err
    assert files_in(ready / "site") == before
    (ready / "site/CNAME").unlink()
    assert main(["build", "--root", str(ready)]) == 0
    assert not (ready / "site/a").exists()


@pytest.mark.parametrize("place", [".", "..", "seeds", "mine", "link", "templates"])
def test_mkdocs_itself_deletes_nothing_of_others(ready: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = ready / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("site_dir: site", f"site_dir: {place}"), encoding="utf-8")
    before = files_in(ready)
    monkeypatch.chdir(ready)
    assert CliRunner().invoke(cli, ["build", "--quiet"]).exit_code != 0
    assert files_in(ready) == before


def test_mkdocs_itself_puts_a_marked_site_in_place(ready: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ready)
    assert CliRunner().invoke(cli, ["build", "--quiet"]).exit_code == 0
    assert (ready / "site" / MARK).is_file()
    page = ready / "content/try-1/02.md"
    page.write_text("no page", encoding="utf-8")
    before = files_in(ready / "site")
    assert CliRunner().invoke(cli, ["build", "--quiet"]).exit_code != 0
    assert files_in(ready / "site") == before
    assert not list(ready.glob(".zhangju*"))

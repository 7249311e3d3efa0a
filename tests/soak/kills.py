"""Kills `zhangju convert` and `zhangju build` at every call to the file system, and at random moments, and looks at what is left.

Each case begins with the content and the site of one version of three small plans, and is killed while it puts those of the next version
in place: every plan, every lock and every page differs. After the kill the next reader comes. What it finds has to be the old, byte for
byte, or the new; no plan that nobody wrote, no lock less, nothing left of the work. Then the command itself has to give the new (of
builds, after every tenth kill).

Three kinds of kills take turns: at a call of a chosen number in a forked child (all numbers in turn, from the last to the first, since
the swaps come last), by SIGKILL at a random moment of a child, and now and then of a program of its own.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.cli import main
from generator.content.store import plan_ids
from generator.pipeline import convert
from generator.placing import locks, reading
from generator.placing.work import FOLDER, LOCK
from generator.site.build import build
from tests.conftest import ROOT
from tests.killing import calls_of, child, killed_at

SHORT = 4
LONG = 600
LONGEST = 10.0
"""Seconds after which copies of what was killed should long have ended, also on a busy machine."""
ANEW = 25
"""Every so many cases a program of its own is killed, which takes longest to start."""
PLANS = ("bei-cheng", "nan-cheng", "xi-cheng")
TEXT = """{name}市规划

一、总体要求

坚持稳中求进工作总基调，全面推进{what}。落实《{name}市城市总体规划》和《{what}管理条例》。

四大品牌，是指服务、制造、{what}和文化。

（一）指导思想

{pad}以人民为中心，推动高质量发展，加快建设现代化的{what}体系，提升城市能级和核心竞争力。

二、保障措施

加强组织实施，打响四大品牌，{more}。
{end}"""
VERSIONS = (
    {"what": "改革", "more": "完善机制", "pad": "", "end": "\n三、附则\n\n自发布之日起施行。\n"},
    {"what": "开放", "more": "“揭榜挂帅”攻关，完善机制", "pad": "　　", "end": ""},
)
"""What differs in every plan: words of sentences, a cited work, a term, a passage that two plans share, a repair, a whole chapter."""
SETTINGS = 'id = "{plan}"\ntitle = "{name}市规划"\nformat = "plain"\nlevels = ["一、", "（一）"]\n'

Snapshot = dict[str, bytes]


def attack(count: int, seed: int, folder: Path) -> Iterator[str]:
    """Half of the kills are of `convert`, half of `build`."""
    chance = random.Random(seed)
    root = folder / "project"
    for command in (convert_of(root, folder), build_of(root, folder)):
        yield from attack_on(command, count // 2, chance)


@dataclass(frozen=True)
class Command:
    """What is killed, and what it may leave."""

    name: str
    root: Path
    prepared: Path
    """The project before the command."""
    judged: Path
    """The folder that it changes."""
    old: Snapshot
    new: Snapshot
    read: Callable[[], object]
    """What the next reader does."""
    every: int = 1
    """After how many kills it is run again: a build takes longer than all else here."""

    def run(self) -> None:
        """Run it, as the command line does."""
        run(self.name, self.root)

    def prepare(self) -> None:
        """Put the project back."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.prepared, self.root)


def run(command: str, root: Path) -> None:
    """Run a command silently, in a child: it closes the output. Raises RuntimeError when it fails."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    if main([command, "--root", str(root)]) != 0:
        raise RuntimeError(command)


def attack_on(command: Command, count: int, chance: random.Random) -> Iterator[str]:
    command.prepare()
    begun = time.monotonic()
    calls = calls_of(command.run)
    took = time.monotonic() - begun
    for number in range(count):
        command.prepare()
        how = kill(command, number, calls, took, chance)
        if not let_go(command.root):
            yield f"{command.name} killed {how}: a copy of it lives on"
        yield from (f"{command.name} killed {how}: {loss}" for loss in losses(command, again=number % command.every == 0))


def kill(command: Command, number: int, calls: int, took: float, chance: random.Random) -> str:
    """Kill the command in one of the ways; returns in which."""
    if number % ANEW == ANEW - 1:
        return killed_program(command, chance)
    if number % 3 == 2:
        return killed_at_random(command, took, chance)
    at = calls - (number * 2 // 3) % calls
    killed_at(at, command.run)
    return f"at call {at} of {calls}"


def killed_at_random(command: Command, took: float, chance: random.Random) -> str:
    process = os.fork()
    if process == 0:
        try:
            command.run()
        finally:
            os._exit(0)
    after = chance.uniform(0, took)
    time.sleep(after)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return f"after {after:.3f} s"


def killed_program(command: Command, chance: random.Random) -> str:
    program = [sys.executable, "-m", "generator.cli", command.name, "--root", str(command.root)]
    running = subprocess.Popen(program, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = chance.uniform(0.3, 4)
    try:
        running.wait(after)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
    return f"as a program, after {after:.3f} s"


def let_go(root: Path) -> bool:
    """Wait until no copy of what was killed holds a lock: they look every fifth of a second whether that lives. False when one lives on."""
    end = time.monotonic() + LONGEST
    for work in root.glob(f"{FOLDER}*"):
        while (handle := locks.hold(work / LOCK)) is None:
            if time.monotonic() > end:
                return False
            time.sleep(locks.PAUSE)
        os.close(handle)
    return True


def losses(command: Command, again: bool) -> Iterator[str]:
    """What is wrong with what the kill left, when the next has come."""
    if child(command.read) != 0:
        yield "the next reader failed"
    found = snapshot(command.judged)
    if found not in (command.old, command.new):
        yield f"neither old nor new: {sorted(_differing(found, command.old))}, {sorted(_differing(found, command.new))}"
    if left := [path.name for path in command.root.iterdir() if path.name.startswith(".") and path.name != ".cache"]:
        yield f"left behind: {left}"
    if again and (child(command.run) != 0 or snapshot(command.judged) != command.new):
        yield "running it again does not give the new"


def _differing(one: Snapshot, other: Snapshot) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def snapshot(folder: Path) -> Snapshot:
    """Every file of a folder, whatever its name."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def convert_of(root: Path, folder: Path) -> Command:
    """Content of the first version, seeds of the second. What is run here is loaded for the children, too."""
    prepared = folder / "before-convert"
    write_seeds(root, 0)
    convert(root / "seeds", root / "content", PLANS)
    old = snapshot(root / "content")
    write_seeds(root, 1)
    shutil.copytree(root, prepared)
    convert(root / "seeds", root / "content", PLANS)
    new = snapshot(root / "content")
    locks = {"glossary.lock", "bibliography.lock", "counterparts.lock"}
    assert _differing(old, new) >= locks | {
        f"{plan}/{name}" for plan in PLANS for name in ("01.md", "03.md", "anchors.lock", "repairs.jsonl", "convert.lock")
    }

    def read() -> None:
        with reading(root / "content"):
            assert plan_ids(root / "content") == sorted(PLANS)

    return Command("convert", root, prepared=prepared, judged=root / "content", old=old, new=new, read=read)


def build_of(root: Path, folder: Path) -> Command:
    """A site of the first version, content of the second."""
    prepared = folder / "before-build"
    shutil.rmtree(root)
    write_seeds(root, 0)
    shutil.copytree(ROOT / "templates", root / "templates")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("[zh-Hans, zh-Hant, en]", "[zh-Hans]"), encoding="utf-8")
    convert(root / "seeds", root / "content", PLANS)
    build(root)
    old = snapshot(root / "site")
    write_seeds(root, 1)
    convert(root / "seeds", root / "content", PLANS)
    shutil.copytree(root, prepared)
    build(root)
    new = snapshot(root / "site")
    assert len(_differing(old, new)) > 10

    def read() -> None:
        with reading(root / "site", "site"):
            assert (root / "site" / "index.html").is_file()

    return Command("build", root, prepared=prepared, judged=root / "site", old=old, new=new, read=read, every=10)


def write_seeds(root: Path, version: int) -> None:
    """The seeds of a version."""
    seeds = root / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    for plan, name in zip(PLANS, ("北城", "南城", "西城"), strict=True):
        (seeds / f"{plan}.txt").write_text(TEXT.format(name=name, **VERSIONS[version]), encoding="utf-8")
        (seeds / f"{plan}.toml").write_text(SETTINGS.format(plan=plan, name=name), encoding="utf-8")

"""Runs a command in a process of its own and tells what it took."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    clock: float
    """Seconds by the clock."""
    processor: float
    """Seconds of processor, its children's too."""
    memory: int
    """Most bytes held at once by one process."""
    over: bool = False
    """True when it was stopped at its limit."""
    output: str = ""


def run(command: Sequence[str | Path], folder: Path, limit: float) -> Cost:
    """Run a command in a folder, at most `limit` seconds by the clock. Raises RuntimeError with its last lines when it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile("w+") as said:
        start = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), cwd=folder, stdout=said, stderr=said, env=environment, start_new_session=True)
        over = False
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            clock = time.perf_counter() - start
            if pid:
                break
            if clock > limit and not over:
                over = True
                os.killpg(process.pid, signal.SIGKILL)  # its own group: itself and what it started
            time.sleep(0.005)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        output = said.read()
    if process.returncode and not over:
        raise RuntimeError(f"{' '.join(map(str, command))} in {folder} failed:\n{output[-2000:]}")
    return Cost(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, over, output)


def python(*arguments: str | Path) -> list[str | Path]:
    """A command of this Python."""
    return [sys.executable, *arguments]

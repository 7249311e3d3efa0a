"""The last net: what breaks while a file is worked on is told as a finding with that file, never as a stack trace.

What our own readers refuse are ZhangjuErrors; what the machine refuses becomes U002. Anything else is a bug in Zhangju: U003.
"""

from __future__ import annotations

import gc
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import ZhangjuError
from generator.text_file import refused

SELDOM = 100_000
"""New objects between two rounds of the collector."""
BUG, REFUSED = "U003", "U002"


@contextmanager
def working_on(file: Path | str) -> Iterator[None]:
    """Whatever is raised within leaves as a ZhangjuError, which names the file when it names none."""
    try:
        yield
    except (ZhangjuError, BrokenPipeError):
        raise
    except OSError as error:
        raise refused(error, file) from error
    except MemoryError as error:
        raise ZhangjuError(file, None, "there is not enough memory", "close other programs, or take a smaller text", REFUSED) from error
    except Exception as error:
        raise as_bug(error, file) from error


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Work that makes what lives to its end: the collector of garbage would walk all of it again and again."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector: what lives to its end is not walked at all."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def as_bug(error: Exception, file: Path | str) -> ZhangjuError:
    """An exception that nobody foresaw, as what is said of it."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    cause = f"{type(error).__name__}: {str(error)[:200]} ({Path(where.filename).name}, line {where.lineno})"
    return ZhangjuError(file, None, " ".join(cause.split()), "please report it with this file", BUG)


def keep_trace(error: ZhangjuError) -> str:
    """Put the traces of the bugs of an error into a file. Returns its path; empty when there is no bug, or no place to write."""
    causes = [part.__cause__ for part in error.parts if part.code == BUG and part.__cause__]
    if not causes:
        return ""
    try:
        with tempfile.NamedTemporaryFile("w", prefix="zhangju-", suffix=".txt", delete=False, encoding="utf-8", errors="replace") as file:
            file.writelines(line for cause in causes for line in traceback.format_exception(cause))
            return file.name
    except OSError:
        return ""

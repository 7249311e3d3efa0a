"""The workers of a Dask scheduler (the extra `cluster`): `tcp://…`, or `local` for one of our own on this machine.

All of them have the same engine: what they make is byte for byte what this process would make. They need no disk in common with us: all
that a step takes is sent. A worker runs whatever code reaches its scheduler; `local` listens on the loopback alone, and ends with us.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from multiprocessing import get_all_start_methods
from pathlib import Path
from typing import Any

from generator import __version__
from generator.crew.processes import cores
from generator.crew.steps import Crew
from generator.errors import ZhangjuError

LOCAL = "local"
OPTION = "--cluster"
ADDRESS = re.compile(r"(?:tcp|tls|ws|wss|ucx)://\S+:\d+/?\Z")
PATIENCE = 5
"""Seconds in which a scheduler has to answer, and a worker to be there."""
FORKED = "forkserver"
EMPTY = 2
"""Looks that find no worker after which none is waited for."""
LOOPBACK = "127.0.0.1"
NAME = re.compile(r"[\w.-]+")


class Cluster:
    """The workers of a scheduler."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._empty = 0
        """How often in a row no worker was there: one that was killed may be started again."""

    @contextmanager
    def executor(self, shared: object) -> Iterator[tuple[Executor, object] | None]:
        """The client's executor; what is shared is sent once to each worker."""
        token = self._client.scatter(shared, broadcast=True, hash=False) if shared is not None else None
        yield self._client.get_executor(pure=False), token

    def any_left(self) -> bool:
        """Whether there is a worker, or was one when this was asked the last time."""
        try:
            there = bool(self._client.scheduler_info()["workers"])
        except Exception:  # no scheduler either
            there = False
        self._empty = 0 if there else self._empty + 1
        return self._empty < EMPTY


@contextmanager
def gathered(address: str) -> Iterator[Crew]:
    """A crew of the workers behind an address, or of our own. Raises ZhangjuError when nobody answers, and for workers of another kind."""
    try:
        import distributed
    except ImportError:
        raise ZhangjuError(
            OPTION, None, "the package distributed is not installed", "install it: pip install 'zhangju[cluster]'", "U001"
        ) from None
    if address != LOCAL and not ADDRESS.match(address):
        how = f"write {OPTION} local, or the address that its scheduler prints, such as {OPTION} tcp://10.0.0.5:8786"
        raise ZhangjuError(OPTION, None, f"`{address}` is no address of a scheduler", how, "U001")
    for name in [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it would say of a lost worker: nothing was lost
    with ExitStack() as stack:
        if address == LOCAL:
            address = stack.enter_context(own(cores())).scheduler_address
        client = stack.enter_context(_client(distributed, address))
        _same_engine(client, address)
        yield stack.enter_context(Crew(Cluster(client), asked=True))


def own(count: int) -> Any:
    """A scheduler with some workers, that nobody outside of this machine can reach."""
    import dask
    from distributed import LocalCluster
    from distributed.utils import get_mp_context

    if FORKED in get_all_start_methods():  # all of them are copies of one that has loaded what they need
        dask.config.set({"distributed.worker.multiprocessing-method": FORKED})
        get_mp_context().set_forkserver_preload(["distributed", "generator.pipeline", "generator.site.press"])
    return LocalCluster(
        n_workers=count,
        threads_per_worker=1,
        host=LOOPBACK,
        dashboard_address=f"{LOOPBACK}:0",
        worker_dashboard_address=f"{LOOPBACK}:0",
        silence_logs=logging.CRITICAL,
    )


def _client(distributed: Any, address: str) -> Any:
    """A client of the scheduler at an address, with at least one worker there."""
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except Exception as error:  # what a network refuses has many names
        how = "start it (dask scheduler), or give the address that it prints"
        raise ZhangjuError(OPTION, None, f"no scheduler answers at {address}: {_said(error)}", how, "U001") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except Exception as error:
        client.close()
        how = f"start some, on as many machines as you like: dask worker {address} --nthreads 1"
        raise ZhangjuError(OPTION, None, f"the scheduler at {address} has no workers", how, "U001") from error
    return client


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__} {error}".split())[:200]


def _same_engine(client: Any, address: str) -> None:
    """Raise ZhangjuError for a worker that would make something else than we do."""
    own, how = engine(), "install there what stands here, then start the worker again: zhangju and its packages in the same versions"
    try:
        found = client.run(engine)
    except Exception as error:
        cause = f"a worker of {address} cannot run zhangju: {_said(error)}"
        raise ZhangjuError(OPTION, None, cause, how, "U001") from error
    for worker, other in found.items():
        if other != own:
            differing = "; ".join(f"{theirs} there, {ours} here" for theirs, ours in zip(other, own, strict=False) if theirs != ours)
            raise ZhangjuError(OPTION, None, f"the worker {worker} has another engine: {differing}", how, "U001")


@cache
def engine() -> tuple[str, ...]:
    """What decides what this process makes: Python, the code of the engine, the packages that it rests on, in their versions."""
    code = hashlib.sha256()
    folder = Path(__file__).parents[1]
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".json", ".tsv")):
        code.update(f"{path.relative_to(folder).as_posix()}\n".encode() + path.read_bytes())
    python = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    return python, f"zhangju {__version__} {code.hexdigest()[:12]}", *_packages()


def _packages() -> Iterator[str]:
    try:
        needed = requires("zhangju") or []
    except PackageNotFoundError:  # run from its folder
        return
    for name in sorted(found[0] for line in needed if "extra ==" not in line and (found := NAME.match(line))):
        yield f"{name} {version(name)}"

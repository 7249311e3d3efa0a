"""`python -m tests.soak [ATTACK …] [--count N] [--seed S] [--short]`: runs attacks, prints each loss, ends with 1 when there was one."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
import tempfile
import time
from pathlib import Path

import tests.soak

ATTACKS = sorted(module.name for module in pkgutil.iter_modules(tests.soak.__path__) if not module.name.startswith("_"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description="Long attacks on the promises.")
    parser.add_argument("attacks", nargs="*", metavar="ATTACK", help=f"which of {', '.join(ATTACKS)} (default: all)")
    parser.add_argument("--count", type=int, help="cases of each attack (default: its own number)")
    parser.add_argument("--seed", type=int, default=1, help="random seed (default: 1)")
    parser.add_argument("--short", action="store_true", help="as many cases as the tests run")
    options = parser.parse_args()
    if unknown := set(options.attacks) - set(ATTACKS):
        parser.error(f"there is no attack {', '.join(sorted(unknown))}; write some of: {', '.join(ATTACKS)}")
    losses = 0
    for name in options.attacks or ATTACKS:
        module = importlib.import_module(f"tests.soak.{name}")
        count = options.count or (module.SHORT if options.short else module.LONG)
        begun, here = time.perf_counter(), 0
        with tempfile.TemporaryDirectory() as folder:
            for loss in module.attack(count, options.seed, Path(folder)):
                here += 1
                print(f"  {name}: {loss}", flush=True)
        print(f"{name}: {count} cases, {here} losses, {time.perf_counter() - begun:.0f} s", flush=True)
        losses += here
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())

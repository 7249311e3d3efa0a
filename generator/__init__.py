"""Zhangju 章句: annotated editions of public plans, from raw text to a static site."""

import sys

__version__ = "0.1.0"

if sys.version_info < (3, 11):  # noqa: UP036 - whoever calls an older one is told, instead of a line that it cannot read
    raise SystemExit(f"Zhangju needs Python 3.11 or newer; this is {sys.version.split()[0]}. Make an environment with a newer one.")

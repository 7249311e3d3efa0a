"""`zhangju check`: the gate."""

from __future__ import annotations

import argparse
import os

from generator.cli.command import Command
from generator.progress import done


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=["text", "json", "sarif", "github"], help="default: text; on GitHub: github")
    parser.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")


def run(options: argparse.Namespace) -> int:
    """Run it. Returns the exit code."""
    from generator.checks import check
    from generator.reporting import FORMATS

    findings = check(options.root / "seeds", options.root / "content")
    done()
    named = options.format or ("github" if os.environ.get("GITHUB_ACTIONS") else "text")
    print(FORMATS[named](findings, options.root))
    return 1 if any(finding.severity == "error" for finding in findings) else 0


COMMAND = Command(
    "check",
    "prove the promises on seeds/ and content/",
    "zhangju check --format github",
    options=_options,
    run=run,
)

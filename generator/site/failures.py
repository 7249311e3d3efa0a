"""What breaks while MkDocs builds, as findings: a template names its file and line, mkdocs.yml what MkDocs says of it."""

from __future__ import annotations

import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError
from mkdocs.exceptions import MkDocsException, PluginError

from generator.errors import ZhangjuError, gathering
from generator.findings import told
from generator.site.settings_yaml import told_otherwise
from generator.text_file import refused
from generator.working import as_bug

TEMPLATES = (".html", ".xml")
THEME = "S002"


def as_error(error: BaseException, file: Path | str) -> ZhangjuError:
    """An exception of a build as what a person must mend; `file` is what is named when it comes from nowhere else."""
    known: BaseException | None = error
    while known is not None:
        if isinstance(known, ZhangjuError):
            return known
        known = known.__cause__ or known.__context__
    if isinstance(error, TemplateNotFound):
        return ZhangjuError(file, None, f"the theme has no template {error.name}", "restore it in templates/", THEME)
    if place := _in_template(error):
        cause = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        return ZhangjuError(place[0], place[1], cause, "mend that line of the template, or restore the file", THEME)
    if isinstance(error, OSError):
        return refused(error, file)
    if isinstance(error, MkDocsException) or not isinstance(error, Exception):
        return ZhangjuError(file, None, " ".join(str(error).split()), "mend what it names; the old site was left as it was")
    bug = as_bug(error, file)
    bug.__cause__ = error
    return bug


@contextmanager
def as_plugin_error() -> Iterator[None]:
    """What a person must mend leaves as what MkDocs prints without a stack trace."""
    try:
        yield
    except ZhangjuError as error:
        raise PluginError(told(error)) from error


def _in_template(error: BaseException) -> tuple[str, int | None] | None:
    """File and line of the template that an exception came from: where it is no template, or the last line that was being filled."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return error.filename, error.lineno
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(TEMPLATES)]
    return (frames[-1].filename, frames[-1].lineno) if frames else None


class _Kept(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(" ".join(record.getMessage().split()))


@contextmanager
def told_by_mkdocs(file: Path) -> Iterator[None]:
    """What MkDocs refuses within, in its log or as an exception, leaves as ZhangjuErrors about its file of settings."""
    logger, kept = logging.getLogger("mkdocs"), _Kept()
    logger.addHandler(kept)
    level, logger.level = logger.level, logging.ERROR
    propagate, logger.propagate = logger.propagate, False
    try:
        yield
    except Exception as error:
        with gathering() as problems:
            for message in kept.messages:
                at, how = told_otherwise(message, file)
                problems.add(ZhangjuError(file, at, message, how))
            if not kept.messages:
                cause = " ".join(f"{type(error).__name__}: {error}".split())[:300]
                line = re.search(r"line (\d+), column", cause)
                how = "mend what it names; the old site was left as it was"
                problems.add(ZhangjuError(file, int(line[1]) if line else None, cause, how))
    finally:
        logger.removeHandler(kept)
        logger.level, logger.propagate = level, propagate

"""Templates as Jinja compiled them: who builds again, in this process or another, compiles each once."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from types import CodeType
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from generator.site import kept

SETTINGS = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
    "newline_sequence",
    "keep_trailing_newline",
    "optimized",
    "is_async",
    "autoescape",
)
"""Names of an environment's settings by which it compiles templates."""
_held: dict[str, CodeType] = {}
"""Key → code, of this process."""


class Compiled(BytecodeCache):
    """What an environment asks before it compiles a template: by the template's name and words, and by what else its code depends on."""

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """The place of a template's code, with the code where it is known."""
        bucket = Bucket(environment, kept.key_of(name, source, *_depends(environment)), "")
        code = _held.get(bucket.key) or _read(bucket.key)
        bucket.code = code.replace(co_filename=filename or "<template>") if code else None  # by it Jinja tells where an error is
        return bucket

    def set_bucket(self, bucket: Bucket) -> None:
        """Keep the code of a template that was compiled."""
        if bucket.code is not None:
            _hold(bucket.key, bucket.code)
            kept.write(bucket.key, marshal.dumps(bucket.code))


def _read(key: str) -> CodeType | None:
    """The code that an earlier run kept."""
    data = kept.read(key)
    return _hold(key, marshal.loads(data)) if data else None


def _hold(key: str, code: CodeType) -> CodeType:
    if len(_held) >= kept.MOST:
        _held.clear()
    _held[key] = code
    return code


def _depends(env: Environment) -> tuple[Any, ...]:
    """All that the code of a template depends on beside its words."""
    settings = [getattr(env, name) for name in SETTINGS]
    return jinja2.__version__, settings, sorted(env.extensions), _made_by(env.filters), _made_by(env.tests)


def _made_by(known: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Filters by what code depends on: which they are, and whether they ask for the context."""
    return [
        (name, one.__module__, getattr(one, "__qualname__", ""), str(getattr(one, "jinja_pass_arg", ""))) for name, one in known.items()
    ]

"""The workflows of an edition on GitHub, which tells of a broken one only when it does not run: what is no YAML, jobs and steps that lack
what they need, and files that it does not read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from generator.errors import ZhangjuError, nearest
from generator.findings import Finding, findings_of
from generator.yaml_file import load_yaml

FOLDER = Path(".github") / "workflows"
CODE = "S006"


def workflow_findings(root: Path) -> Iterator[Finding]:
    """What keeps the workflows of a project from running."""
    for path in sorted((root / FOLDER).glob("*")):
        if path.suffix in (".yml", ".yaml") and path.is_file():
            try:
                yield from (Finding(CODE, str(path), *told) for told in _wrong(load_yaml(path)))
            except ZhangjuError as error:
                yield from findings_of(ZhangjuError(error.file, error.line, error.cause, error.next_step, CODE))
        elif path.name.endswith((".yml.txt", ".yaml.txt")):  # other endings are put there to switch it off
            name = path.name.partition(".")[0] + ".yml"
            if not path.with_name(name).exists():  # else it is a copy of that, which to name so would destroy
                yield Finding(CODE, str(path), 1, "GitHub reads no workflow of that name", f"mv {path} {path.with_name(name)}")


def _wrong(tree: yaml.Node) -> Iterator[tuple[int, str, str]]:
    """(line, cause, what to do) of all that is wrong in a workflow."""
    top = _held(tree)
    for key, how in (("on", "say when it runs, as on: [push]"), ("jobs", "write the jobs below jobs:")):
        if key not in top:
            yield 1, f"it has no `{key}`", f"{how}; {nearest(key, top)}"
    jobs = _held(top.get("jobs"))
    for name, job in jobs.items():
        held, line = _held(job), _line(job) - 1
        if not {"runs-on", "uses"} & held.keys():
            yield line, f"the job `{name}` has no `runs-on`", f"add runs-on: ubuntu-latest; {nearest('runs-on', held)}"
        for needed in _texts(held.get("needs")):
            if not isinstance(needed, yaml.ScalarNode):
                yield _line(needed), f"what the job `{name}` needs is no list of jobs", "write it in brackets: needs: [build]"
            elif needed.value not in jobs:
                yield _line(needed), f"the job `{name}` needs `{needed.value}`, and there is no such job", nearest(needed.value, jobs)
        if not isinstance(steps := held.get("steps"), yaml.SequenceNode | None):
            yield _line(steps), f"the steps of `{name}` are no list", "begin each step with - and a blank"
            continue
        for step in steps.value if steps else ():
            if len({"run", "uses"} & _held(step).keys()) != 1:
                yield _line(step), f"a step of `{name}` has no `run` and no `uses`, or both", "write the command behind run:"


def _held(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """The keys of a mapping with their values."""
    found = node.value if isinstance(node, yaml.MappingNode) else ()
    return {key.value: value for key, value in found if isinstance(key, yaml.ScalarNode)}


def _texts(node: yaml.Node | None) -> list[yaml.Node]:
    """A text, or those of a list."""
    if node is None:
        return []
    return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1

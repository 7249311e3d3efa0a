"""Reading: `seeds/<plan>.txt` and `seeds/<plan>.toml` become a Seed.

Guarantees to the next stage:
1. `Seed.text` encoded again (with its byte order mark, if it had one) is the file, byte for byte.
2. Line ends stand in the text as they came; a later rule makes them one, with a ledger entry.
3. `Seed.settings` holds only known keys of the right type; whatever is wrong was an error with file and line.
"""

from __future__ import annotations

from pathlib import Path

from generator.errors import ZhangjuError, gathering, restoring
from generator.model.address import own_file, plan_id
from generator.reading.encoding import decode
from generator.reading.seed import Seed
from generator.reading.settings_file import read_settings
from generator.text_file import read_bytes


def seed_ids(seeds: Path) -> list[str]:
    """Ids of the plans in a `seeds` folder: the names of its .txt files, in order."""
    return sorted(path.stem for path in seeds.glob("*.txt"))


def read_seed(seeds: Path, plan: str) -> Seed:
    """Read one seed with its settings.

    Raises ZhangjuError when the plan is unknown, has no TOML, or either file cannot be read as what it should be.
    """
    path = seeds / f"{plan}.txt"
    plan_id(plan, path)
    if not path.is_file():
        known = "、".join(seed_ids(seeds)) or "none"
        raise ZhangjuError(path, None, f"there is no plan `{plan}`", f"write one of: {known}; or add the text as {path}")
    settings_path = path.with_suffix(".toml")
    if not settings_path.is_file():
        raise ZhangjuError(
            path,
            None,
            f"the seed has no settings {settings_path.name} beside it",
            f"restore it ({restoring(settings_path)}); a new text is taken in from outside of seeds/: zhangju add {path.name} --id {plan}",
        )
    with gathering() as problems:
        settings = problems.tried(lambda: read_settings(own_file(settings_path, seeds), plan))
        decoded = problems.tried(lambda: decode(read_bytes(own_file(path, seeds)), str(path)))
    assert settings
    assert decoded
    return Seed(plan, path, text=decoded.text, encoding=decoded.encoding, bom=decoded.bom, settings=settings)


__all__ = ["Seed", "read_seed", "seed_ids"]

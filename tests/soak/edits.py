"""Random edits of content, absorbed: convert must then write just the edited pages and check must find no error, or nothing was touched
and the refusal names the page and its line. A run in which too many are refused fails, too: an absorb that refuses all loses nothing.

`python -m tests.soak.edits [COUNT]` prints how many edits of each kind are absorbed.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from types import MappingProxyType

from generator.absorbing import absorb
from generator.checks import check_plan
from generator.errors import ZhangjuError
from generator.findings import Finding, findings_of
from generator.pipeline import convert

SHORT = 12
LONG = 500
ROOT = Path(__file__).parents[2]
PLANS = 0.3
"""Share of a long run's edits that are made to one of the five plans."""
STAYS = 0.7
"""Share of the absorbed edits that stay, so that later ones meet their corrections."""
FLOOR = 0.85
"""Share of the edits of words that must be absorbed (`WORDS`): each of them can be said by a correction or a break. What is refused even
so meets something that a rule decides anew (a lead's new words, a number that opens a line), or text that a rule made of several pieces."""
FEWEST = 5
"""Edits of words below which their share tells nothing."""
OURS = ("", "P", "U", "D", "K")
"""Families of codes that blame what absorb itself wrote, or no place at all: no refusal of an edit is one of them."""
NEAR = 2
"""Paragraphs on either side of an edit whose leads may be decided anew."""
EACH = 25
"""Edits after which the counts are printed, so that a run that is stopped has told what it found."""
HAN = "改革开放创新发展城市功能服务体系建设水平能力质量提升推进完善加强的和在与为"
Lines = list[str]


def attack(count: int, seed: int, folder: Path) -> Iterator[str]:
    """Edit, absorb, compare: a line for each loss, and one when too few edits of words were absorbed."""
    told: Counter[str] = Counter()
    for kind, plan, outcome in tried(count, seed, folder):
        if outcome.startswith("lost"):
            yield f"seed {seed}: {kind} in {plan}: {outcome}"
        if kind in WORDS:
            told[outcome.partition(":")[0]] += 1
    if (whole := told.total()) >= FEWEST and told["absorbed"] < FLOOR * whole:
        yield f"seed {seed}: of {whole} edits of words {told['absorbed']} were absorbed, fewer than {FLOOR:.0%}"


def tried(count: int, seed: int, folder: Path) -> Iterator[tuple[str, str, str]]:
    """(kind of edit, plan, `absorbed`, `refused: …` or `lost: …`) of some random edits."""
    chance = random.Random(seed)
    small = small_project(folder / "small")
    plans = five_plans(folder / "plans") if count > SHORT else small
    for _ in range(count):
        root = plans if chance.random() < PLANS else small
        plan = chance.choice(sorted(path.stem for path in (root / "seeds").glob("*.txt")))
        page = chance.choice(sorted((root / "content" / plan).glob("*.md")))
        kind = chance.choice(list(EDITS))
        old = page.read_text(encoding="utf-8")
        lines = old.split("\n")
        if not EDITS[kind](lines, chance) or lines == old.split("\n"):
            continue
        saved = {path: path.read_bytes() for path in files(root, plan)}
        page.write_text("\n".join(lines), encoding="utf-8")
        outcome = judged(root, plan, kind, {page.name: old})
        if outcome != "absorbed" or chance.random() > STAYS:
            restore(root, plan, saved)
        yield kind, plan, outcome


def judged(root: Path, plan: str, kind: str = "", old: Mapping[str, str] = MappingProxyType({})) -> str:
    """Absorb what was edited in a plan and say what came of it; `old` are the edited pages as they stood before."""
    edited = pages(root, plan)
    before = {path: path.read_bytes() for path in files(root, plan)}
    try:
        [done] = absorb(root, [plan])
        refused = done.refused
    except ZhangjuError as error:  # what stops convert, as a reference of an editor's file to what was taken out
        refused = tuple(findings_of(error))
    except Exception as error:  # any is a loss
        return f"lost: {type(error).__name__}: {error}"
    try:
        if refused:
            return judged_refusal(root, plan, before, refused)
        found = [str(finding) for finding in check_plan(root / "seeds", root / "content", plan) if finding.severity == "error"]
        if found:
            return f"lost: check: {found[0]}"
        convert(root / "seeds", root / "content", [plan])
    except Exception as error:  # any is a loss
        return f"lost: {type(error).__name__}: {error}"
    now = pages(root, plan)
    if kind in NEVER:
        return "lost: what was typed by hand is not there"
    if kind in ("mark_lead", "reword_lead") and any(now[name].count("**") != edited[name].count("**") for name in edited):
        return "lost: a sentence is no lead as it was edited"
    wrong = next((name for name in edited if same(now.get(name, ""), kind) != same(edited[name], kind)), None)
    if wrong is not None:
        return f"lost: {wrong} is not as it was edited"
    if far := next((line for name in old for line in far_leads(old[name], edited[name], now[name])), None):
        return f"lost: far from the edit “{far[:20]}” became a lead, or is none any more"
    return "absorbed"


def far_leads(old: str, edited: str, now: str) -> Iterator[str]:
    """The lines of a page whose lead is not as it was edited, though nothing was edited in their paragraph or the ones beside it."""
    paragraphs = [edited.split("\n\n"), now.split("\n\n")]
    if [one.replace("**", "") for one in paragraphs[0]] != [one.replace("**", "") for one in paragraphs[1]]:
        return  # blanks alone are not as they were: which is whose cannot be told
    parted = SequenceMatcher(None, old.split("\n\n"), paragraphs[0], autojunk=False).get_opcodes()
    touched = {n for kind, _, _, begin, end in parted if kind != "equal" for n in (begin - 1, *range(begin, end), end)}
    for n, (one, other) in enumerate(zip(*paragraphs, strict=True)):
        if one != other and not any(abs(n - at) <= NEAR for at in touched):
            yield one


def judged_refusal(root: Path, plan: str, before: dict[Path, bytes], refused: Sequence[Finding]) -> str:
    """What a refusal is: by name, with all as it was; or a loss."""
    if before != {path: path.read_bytes() for path in files(root, plan)}:
        return "lost: refused and something was written"
    for finding in refused:
        path = Path(finding.file)
        lines = path.read_text(encoding="utf-8").count("\n") + 1 if path.is_file() else 1  # a page that was taken away has its first
        if not path.is_relative_to(root) or not path.parent.is_dir() or not 1 <= finding.line <= lines:
            return f"lost: {finding.file}:{finding.line} is no place of the project"
        if "please report it" in finding.next_step or finding.code[:1] in OURS:
            return f"lost: {finding.code} {finding.cause}"
    return f"refused: {refused[0].cause}"


def same(text: str, kind: str) -> str:
    """A page but for what is decided anew of its neighbours (leads), and blanks that Markdown does not count."""
    bare = re.sub(r" *\{ *(#[^\s}]+) *", r" {\1 ", text.replace("**", "")).replace(" }", "}")
    bare = re.sub(r"\| *:?-+:? *(?=\|)", "| --- ", bare)
    bare = re.sub(r"^(#+) +", r"\1 ", bare, flags=re.MULTILINE)
    if kind in AT_BORDERS:
        bare = re.sub(r"^- (after|before): .*", r"- \1:", bare, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", bare)).strip()


def pages(root: Path, plan: str) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (root / "content" / plan).glob("*.md")}


def files(root: Path, plan: str) -> list[Path]:
    return sorted([*(root / "content" / plan).iterdir(), *(root / "seeds").glob(f"{plan}.*")])


def restore(root: Path, plan: str, saved: dict[Path, bytes]) -> None:
    for path in set(files(root, plan)) - set(saved):
        path.unlink()
    for path, data in saved.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def small_project(root: Path) -> Path:
    """The seeds of the cases, and the shapes, each a plan of one project."""
    (root / "seeds").mkdir(parents=True)
    cases = tomllib.loads((ROOT / "tests" / "cases" / "absorb.toml").read_text(encoding="utf-8"))["seeds"]
    for name, one in cases.items():
        levels = ", ".join(f'"{level}"' for level in one["levels"])
        (root / "seeds" / f"{name}.txt").write_text(one["text"].removeprefix("\n"), encoding="utf-8")
        head = f'id = "{name}"\ntitle = "某市规划"\nformat = "{one["format"]}"\nlevels = [{levels}]\n'
        (root / "seeds" / f"{name}.toml").write_text(head, encoding="utf-8")
    for path in (ROOT / "tests" / "shapes").glob("*.txt"):
        shutil.copy(path, root / "seeds")
        shutil.copy(path.with_suffix(".toml"), root / "seeds")
    convert(root / "seeds", root / "content", sorted(path.stem for path in (root / "seeds").glob("*.txt")))
    return root


def five_plans(root: Path) -> Path:
    """The edition's own plans."""
    shutil.copytree(ROOT / "seeds", root / "seeds")
    shutil.copytree(ROOT / "content", root / "content")
    return root


# ---- kinds of edits; each changes the lines of a page, or returns False where the page has no such place


def sentences(lines: Lines) -> list[int]:
    begin = next((i for i, line in enumerate(lines) if i and line == "---"), 0)
    return [i for i, line in enumerate(lines) if i > begin and line and not re.match(r"[#|]|\[\^|.*\{[^}]*\}$", line)]


def _words(lines: Lines, chance: random.Random, change: Callable[[str, int], str]) -> bool:
    found = [i for i in sentences(lines) if len(lines[i]) > 6]
    if not found:
        return False
    i = chance.choice(found)
    places = [k for k in range(1, len(lines[i]) - 1) if "一" <= lines[i][k] <= "龥"]
    if places:
        lines[i] = change(lines[i], chance.choice(places))
    return bool(places)


def _some(chance: random.Random, most: int = 4) -> str:
    return "".join(chance.choice(HAN) for _ in range(chance.randint(1, most)))


def replace_word(lines: Lines, chance: random.Random) -> bool:
    return _words(lines, chance, lambda line, k: line[:k] + _some(chance) + line[k + chance.randint(1, 3) :].lstrip("*"))


def insert_word(lines: Lines, chance: random.Random) -> bool:
    return _words(lines, chance, lambda line, k: line[:k] + _some(chance) + line[k:])


def delete_word(lines: Lines, chance: random.Random) -> bool:
    return _words(lines, chance, lambda line, k: line[:k] + line[k + 1 :])


def change_figure(lines: Lines, chance: random.Random) -> bool:
    found = [(i, m) for i in sentences(lines) for m in re.finditer(r"\d+", lines[i])]
    if found:
        i, m = chance.choice(found)
        lines[i] = lines[i][: m.start()] + str(chance.randint(1, 2999)) + lines[i][m.end() :]
    return bool(found)


def split_sentence(lines: Lines, chance: random.Random) -> bool:
    found = [(i, m.end()) for i in sentences(lines) for m in re.finditer("[，；：]", lines[i]) if not lines[i].startswith("**")]
    if found:
        i, k = chance.choice(found)
        lines[i : i + 1] = [lines[i][:k], lines[i][k:]]
    return bool(found)


def join_sentences(lines: Lines, chance: random.Random) -> bool:
    return _pair(lines, chance, lambda a, b: [a + b])


def part_paragraph(lines: Lines, chance: random.Random) -> bool:
    return _pair(lines, chance, lambda a, b: [a, "", b])


def swap_sentences(lines: Lines, chance: random.Random) -> bool:
    return _pair(lines, chance, lambda a, b: [b, a])


def _pair(lines: Lines, chance: random.Random, change: Callable[[str, str], Lines]) -> bool:
    text = set(sentences(lines))
    found = [i for i in text if i + 1 in text and "**" not in lines[i] + lines[i + 1]]
    if found:
        i = chance.choice(sorted(found))
        lines[i : i + 2] = change(lines[i], lines[i + 1])
    return bool(found)


def join_paragraphs(lines: Lines, chance: random.Random) -> bool:
    text = set(sentences(lines))
    found = sorted(i for i in text if i + 2 in text and not lines[i + 1] and "**" not in lines[i] + lines[i + 2])
    if found:
        del lines[chance.choice(found) + 1]
    return bool(found)


def delete_sentence(lines: Lines, chance: random.Random) -> bool:
    found = [i for i in sentences(lines) if "**" not in lines[i]]
    if found:
        del lines[chance.choice(found)]
    return bool(found)


def delete_paragraph(lines: Lines, chance: random.Random) -> bool:
    found = _paragraphs(lines)
    if found:
        begin, end = chance.choice(found)
        del lines[begin : end + 1]
    return bool(found)


def move_paragraph(lines: Lines, chance: random.Random) -> bool:
    found = _paragraphs(lines)
    if len(found) < 2:
        return False
    (a, b), (_, d) = sorted(chance.sample(found, 2))
    lines[:] = [*lines[:a], *lines[b + 1 : d], "", *lines[a:b], *lines[d:]]
    return True


def _paragraphs(lines: Lines) -> list[tuple[int, int]]:
    text = set(sentences(lines))
    return [(i, next(k for k in range(i, len(lines) + 1) if k not in text)) for i in sorted(text) if i - 1 not in text]


def insert_sentence(lines: Lines, chance: random.Random) -> bool:
    found = sentences(lines)
    if found:
        lines.insert(chance.choice(found) + chance.randint(0, 1), f"{_some(chance, 12)}，{_some(chance, 12)}。")
    return bool(found)


def insert_paragraph(lines: Lines, chance: random.Random) -> bool:
    found = _paragraphs(lines)
    if found:
        _, end = chance.choice(found)
        lines[end:end] = ["", f"{_some(chance, 12)}，{_some(chance, 12)}。", f"{_some(chance, 9)}。"]
    return bool(found)


def heading_word(lines: Lines, chance: random.Random) -> bool:
    found = [(i, m) for i, line in enumerate(lines) if (m := re.match(r"#+ .*?[一-龥]([一-龥]{2})(?=。? \{#)", line))]
    if found:
        i, m = chance.choice(found)
        lines[i] = lines[i][: m.start(1)] + _some(chance, 3) + lines[i][m.end(1) :]
    return bool(found)


def change_cell(lines: Lines, chance: random.Random) -> bool:
    found = [i for i, line in enumerate(lines) if line.startswith("| ") and "---" not in line]
    if found:
        i = chance.choice(found)
        cells = lines[i].split(" | ")
        k = chance.randrange(len(cells))
        cells[k] = ("| " if k == 0 else "") + _some(chance) + (" |" if k == len(cells) - 1 else "")
        lines[i] = " | ".join(cells)
    return bool(found)


def delete_row(lines: Lines, chance: random.Random) -> bool:
    found = [i for i, line in enumerate(lines) if line.startswith("| ") and lines[i - 1].startswith("|")]
    found = [i for i in found if "---" not in lines[i]]
    if found:
        del lines[chance.choice(found)]
    return bool(found)


def format_page(lines: Lines, chance: random.Random) -> bool:
    """What other programs write for the same: the dashes of a table, blanks in braces and after a heading's marks."""
    ways = [(r"\| --- \|", "| :---: |"), (r"\{#([^\s}]+)\}$", r"{ #\1 }"), (r"^(#+) ", r"\1  ")]
    old, new = chance.choice(ways)
    found = [i for i, line in enumerate(lines) if re.search(old, line)]
    if found:
        i = chance.choice(found)
        lines[i] = re.sub(old, new, lines[i], count=1)
    return bool(found)


def change_address(lines: Lines, chance: random.Random) -> bool:
    found = [i for i, line in enumerate(lines) if re.search(r"\{#[^\s}]+-[tf]\d", line)]
    if found:
        i = chance.choice(found)
        lines[i] = re.sub(r"(\{#[^\s}]+-[tf])\d+", rf"\g<1>{chance.randint(7, 99)}", lines[i])
    return bool(found)


def mark_lead(lines: Lines, chance: random.Random) -> bool:
    """A sentence made a lead, or unmade one, with or without other words."""
    found = [i for i in sentences(lines) if len(lines[i]) > 6 and not lines[i].startswith("|")]
    if not found:
        return False
    i = chance.choice(found)
    bare = lines[i].replace("**", "")
    words = bare[:1] + _some(chance) + bare[1:] if chance.random() < 0.5 else bare
    lines[i] = words if "**" in lines[i] else f"**{words}**"
    return True


def reword_lead(lines: Lines, chance: random.Random) -> bool:
    found = [i for i in sentences(lines) if re.match(r"\*\*[^*]{4,}\*\*$", lines[i])]
    if found:
        i = chance.choice(found)
        lines[i] = lines[i][:3] + _some(chance) + lines[i][4:]
    return bool(found)


TYPED = ("<!-- {} -->", "*{}*", "**{}**", "[{}](https://example.org)", "<b>{}</b>", "{}<br>", "{}[^99]", "`{}`", "~~{}~~", "{}&nbsp;")


def type_markup(lines: Lines, chance: random.Random) -> bool:
    """Markup by hand within a line: never absorbed, since it would be lost, or printed."""
    found = [i for i, line in enumerate(lines) if re.search(r"[一-龥]{3}", line) and not re.match(r"[a-z_]+:|- |  ", line)]
    if found:
        i = chance.choice(found)
        one = chance.choice(list(re.finditer(r"(?<=[一-龥])[一-龥]{2}", lines[i])))
        lines[i] = lines[i][: one.start()] + chance.choice(TYPED).format(one[0]) + lines[i][one.end() :]
    return bool(found)


def type_heading(lines: Lines, chance: random.Random) -> bool:
    """A heading with an address that is invented."""
    found = _paragraphs(lines)
    if found:
        begin, _ = chance.choice(found)
        lines[begin:begin] = [f"{'#' * chance.randint(1, 4)} {_some(chance, 6)} {{#{chance.randint(70, 99)}.{chance.randint(70, 99)}}}", ""]
    return bool(found)


def two_edits(lines: Lines, chance: random.Random) -> bool:
    """Two edits of one page before it is absorbed."""
    one, other = (EDITS[name] for name in chance.sample(WORDS, 2))
    return one(lines, chance) and other(lines, chance)


WORDS = (
    "replace_word",
    "insert_word",
    "delete_word",
    "change_figure",
    "split_sentence",
    "join_sentences",
    "insert_sentence",
    "delete_sentence",
)
"""Edits of the kind that editors make every day."""
NEVER = ("change_address", "type_markup", "type_heading")
"""Edits that are never absorbed."""
AT_BORDERS = (
    "swap_sentences",
    "insert_sentence",
    "insert_paragraph",
    "delete_sentence",
    "delete_paragraph",
    "move_paragraph",
    "two_edits",
)
"""Edits that can put another text at the place where the seed lacks something: `missing` then names that one."""
EDITS: dict[str, Callable[[Lines, random.Random], bool]] = {
    f.__name__: f
    for f in (
        replace_word,
        insert_word,
        delete_word,
        change_figure,
        split_sentence,
        join_sentences,
        part_paragraph,
        join_paragraphs,
        swap_sentences,
        insert_sentence,
        insert_paragraph,
        delete_sentence,
        delete_paragraph,
        move_paragraph,
        heading_word,
        change_cell,
        delete_row,
        format_page,
        change_address,
        mark_lead,
        reword_lead,
        type_markup,
        type_heading,
        two_edits,
    )
}


def main() -> None:
    """Print what became of edits of each kind, again and again as it goes."""
    counts: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        outcomes = tried(int(sys.argv[1]) if len(sys.argv) > 1 else LONG, int((sys.argv[2:] or ["1"])[0]), Path(folder))
        for number, (kind, plan, outcome) in enumerate(outcomes, 1):
            counts.setdefault(kind, Counter())[outcome.partition(":")[0]] += 1
            if outcome != "absorbed":
                print(f"  {kind} in {plan}: {outcome}", flush=True)
            if number % EACH == 0:
                print_counts(counts)
    print_counts(counts)


def print_counts(counts: dict[str, Counter[str]]) -> None:
    for kind, found in [*sorted(counts.items()), ("all", sum(counts.values(), Counter[str]()))]:
        print(f"{kind:17} absorbed {found['absorbed']:4} refused {found['refused']:4} lost {found['lost']:4}", flush=True)


if __name__ == "__main__":
    main()

"""The command line: parses and prints, decides nothing."""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.errors import ZhangjuError
from generator.findings import findings_of
from generator.working import keep_trace, working_on

if TYPE_CHECKING:
    from generator.links.passages import Passage
    from generator.pipeline import Converted


SHOWN_DEAD = 10
"""Dead links that a build prints."""


NEW_IN = {
    "glossary.lock": "new terms have their addresses",
    "bibliography.lock": "newly cited works have their addresses",
    "counterparts.lock": "the links between plans were found anew",
    "indicators.lock": "new series of indicators have their addresses",
}
"""What a convert says of a lock that it wrote."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 checks failed, 2 something a person must mend."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no Chinese shows escapes
    given = sys.argv[1:] if arguments is None else list(arguments)
    if not given:
        print(overview())
        return 0
    options = _parser().parse_args(given)
    try:
        with working_on(getattr(options, "file", options.root)):
            code = int(options.run(options))
        with working_on("standard output"):
            print(end="", flush=True)
        return code
    except ZhangjuError as error:
        return _refused(error, options)
    except BrokenPipeError:  # whoever read our lines has seen enough
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - lives until exit
        return 0
    except KeyboardInterrupt:
        print("zhangju: stopped; nothing half-written was left behind", file=sys.stderr)
        return 130


EXAMPLES = {
    "new": "zhangju new my-edition --name 云川规划集",
    "convert": "zhangju convert",
    "absorb": 'zhangju absorb my-plan --reason "据印本改"',
    "build": "zhangju build --offline",
    "search": "zhangju search 养老床位",
    "serve": "zhangju serve",
    "check": "zhangju check --format github",
    "add": "zhangju add report.txt --id my-plan",
    "explain": "zhangju explain my-plan 6.2.2-3",
    "suspect": "zhangju suspect my-plan",
    "collate": 'zhangju collate my-plan other.txt --name "云州日报本"',
    "anchors": "zhangju anchors --against v1",
    "indicators": "zhangju indicators --unplaced",
    "links": "zhangju links",
    "translate": "zhangju translate my-plan",
}
"""A command → how one says it."""


def overview() -> str:
    """What `zhangju` alone prints: every command with what it does and an example."""
    (commands,) = (action for action in _parser()._actions if isinstance(action, argparse._SubParsersAction))
    told = [f"  {one.dest:11} {one.help}\n{'':14}{EXAMPLES[one.dest]}" for one in commands._choices_actions]
    return "\n".join(["zhangju COMMAND, in the folder of an edition; zhangju COMMAND --help tells its options\n", *told])


def _refused(error: ZhangjuError, options: argparse.Namespace) -> int:
    """Print what a person must mend."""
    if any(part.file == "standard output" for part in error.parts):
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - lives until exit
    for finding in findings_of(error):
        print(f"zhangju {options.command}: {finding}", file=sys.stderr)
    if options.debug:
        for part in error.parts:
            traceback.print_exception(part.__cause__ or part)
    elif trace := keep_trace(error):
        print(f"  the trace is in {trace}; --debug shows it", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="zhangju", description="Annotated editions of public plans: raw text in, a clause-anchored site out."
    )
    parser.add_argument("--version", action="version", version=f"zhangju {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, help_text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=help_text, description=help_text)
        sub.add_argument("--root", type=Path, default=Path(), help="the project's folder (default: here)")
        sub.add_argument("--debug", action="store_true", help="show where in the code an error was raised")
        return sub

    new = command("new", "make an edition of one's own in an empty folder")
    new.add_argument("file", type=Path, metavar="DIR", help="the folder: new, or empty")
    new.add_argument("--name", default="", help="what the edition is called (default: the folder's name)")
    new.set_defaults(run=_new)

    convert = command("convert", "turn seeds/ into content/")
    convert.add_argument("plans", nargs="*", help="plan ids (default: all)")
    convert.add_argument("--drop-edits", action="store_true", help="overwrite content that was edited by hand")
    convert.set_defaults(run=_convert)

    absorb = command("absorb", "turn edits of content/ into corrections of the seeds, and give them a reason")
    absorb.add_argument("plans", nargs="*", help="plan ids (default: all)")
    absorb.add_argument("--reason", default="", help="why, in Chinese, for readers; also for earlier changes that have none yet")
    absorb.add_argument("--line", type=int, help="only for the change in this line of seeds/PLAN.toml; needs one PLAN and --reason")
    absorb.set_defaults(run=_absorb)

    build = command("build", "turn content/ into site/")
    build.add_argument("--site", type=Path, help="where to put the site (default: as mkdocs.yml says)")
    build.add_argument("--offline", action="store_true", help="also write the site as a zip whose pages work opened as files")
    build.set_defaults(run=_build)

    search = command("search", "what the search page finds for a query, in the built site")
    search.add_argument("query")
    search.add_argument("--site", type=Path, help="where the site is (default: site/ in the project's folder)")
    search.set_defaults(run=_search)

    serve = command("serve", "show the site while you edit content/")
    serve.add_argument("--address", default="127.0.0.1:8000", help="host and port")
    serve.set_defaults(run=_serve)

    check = command("check", "prove the promises on seeds/ and content/")
    check.add_argument("--format", choices=["text", "json", "sarif", "github"], help="default: text; on GitHub: github")
    check.add_argument("--json", action="store_const", const="json", dest="format", help="the same as --format json")
    check.set_defaults(run=_check)

    add = command("add", "take in an unknown text: propose its settings, show its outline, write seeds/<id>.txt and .toml")
    add.add_argument("file", type=Path, help="the text as received")
    add.add_argument("--id", default="", help="id of the plan (default: from the file's name)")
    add.add_argument("--title", default="", help="its title (default: what looks like it)")
    add.add_argument("--split", action="store_true", help="the file holds several documents: take each in as a plan of its own")
    add.add_argument("--outline", action="store_true", help="show every heading and every finding, not one screen")
    add.add_argument("--dry-run", action="store_true", help="show the proposal, write nothing")
    add.set_defaults(run=_add)

    explain = command("explain", "show a sentence, its lines of the seed, and each repair between them")
    explain.add_argument("plan")
    explain.add_argument("anchor", help="e.g. 6.2.2-3")
    explain.set_defaults(run=_explain)

    suspect = command("suspect", "list what may be damage and no rule may repair, as [[correction]] entries")
    suspect.add_argument("plan")
    suspect.set_defaults(run=_suspect)

    collate = command("collate", "hold another print of a plan against ours: what agrees, what differs, which doubts it settles, as TOML")
    collate.add_argument("plan")
    collate.add_argument("file", type=Path, help="the other print as received; it is read and not kept")
    collate.add_argument("--name", default="", help="what readers know it by, in Chinese (default: the file's name)")
    collate.add_argument("--write", action="store_true", help="put its record, and doubts that it settles, into seeds/PLAN.toml")
    collate.set_defaults(run=_collate)

    anchors = command("anchors", "what became of the published anchors; writes the lock after hand edits")
    anchors.add_argument("plans", nargs="*", help="plan ids (default: all)")
    anchors.add_argument("--against", default="HEAD", metavar="REVISION", help="git revision to compare with (default: HEAD)")
    anchors.add_argument("--write", action="store_true", help="write the anchors that the content has now into the lock")
    anchors.set_defaults(run=_anchors)

    indicators = command("indicators", "series of indicators that may be one, as [[series]] entries for editors to decide")
    indicators.add_argument("--unplaced", action="store_true", help="list instead the figures that look like values and cannot be placed")
    indicators.set_defaults(run=_indicators)

    links = command("links", "list pairs of clauses of different plans near the threshold, for editors to add or forbid")
    links.set_defaults(run=_links)

    translate = command("translate", "bring content/locale up to date with the plans, and take in what translators deliver")
    translate.add_argument("plans", nargs="*", metavar="PLAN", help="plan ids (default: all)")
    translate.add_argument("--language", default="en", help="language of the translations (default: en)")
    translate.add_argument(
        "--export", type=Path, metavar="FILE", help="write a plan for translators: .xlf (XLIFF 2), .tsv or .po; terms: .tbx, .csv"
    )
    translate.add_argument(
        "--fill", type=Path, metavar="FILE", help="take in what they deliver, in any of these formats, where nothing stands"
    )
    translate.add_argument("--replace", action="store_true", help="let --fill also replace translations that stand there")
    translate.add_argument("--stale", action="store_true", help="let --fill take in, as stale, what was made for an earlier text")
    translate.set_defaults(run=_translate)
    return parser


def _new(options: argparse.Namespace) -> int:
    from generator.starting import start

    for path in start(options.file, options.name):
        print(f"  {path}")
    print(f"\nan edition with one small sample plan; next:\n  cd {options.file}\n  zhangju convert && zhangju build")
    return 0


def _convert(options: argparse.Namespace) -> int:
    from generator.languages.beside import check_translations
    from generator.pipeline import OnEdit, convert
    from generator.reading import seed_ids

    seeds, content = options.root / "seeds", options.root / "content"
    begun = time.perf_counter()
    on_edit: OnEdit = "drop" if options.drop_edits else "stop"
    plans = options.plans or seed_ids(seeds)
    check_translations(seeds, content, plans)  # what stops the second step is told before the first writes anything
    made = convert(seeds, content, plans, on_edit)
    for one in made:
        sections = one.plan.sections
        sentences = sum(1 for s in sections for _ in s.sentences())
        applied = sum(r.status == "applied" for r in one.repaired.ledger)
        flags = len(one.repaired.ledger) - applied
        print(f"  {one.seed.plan:16} {len(sections):4} sections {sentences:5} sentences {applied:5} repairs {flags:4} flags")
        for finding in one.findings:
            print(f"    {finding}")
    for one in made:
        if one.seed.settings.other_language:
            _take_in_translation(content, one)
    for lock in made.locks:
        print(f"  {lock}: {NEW_IN[lock]}")
    print(f"converted {len(made.plans)} plans in {time.perf_counter() - begun:.1f} s")
    return 0


def _take_in_translation(content: Path, made: Converted) -> None:
    """Put the translation that stands in a seed beside the Chinese into its file, and tell what could not be."""
    from generator.languages.beside import beside_findings, take_in

    filled, beside = take_in(content, made)
    print(f"  {made.seed.plan:16} {len(beside.sure):4} texts have their translation in the seed; {filled} were taken in, unreviewed")
    for finding in beside_findings(made):
        print(f"    {finding}")


def _absorb(options: argparse.Namespace) -> int:
    from generator.absorbing import absorb
    from generator.absorbing.entries import Add
    from generator.reading import seed_ids

    found = absorb(options.root, options.plans or seed_ids(options.root / "seeds"), options.reason, options.line)
    refused = [finding for one in found for finding in one.refused]
    for finding in refused:
        print(finding, file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS"):
            print(f"::error file={finding.file},line={finding.line}::{finding.cause}; {finding.next_step}")
    if refused:
        print(f"zhangju absorb: {len(refused)} edits were refused; nothing was written", file=sys.stderr)
        return 2
    _follow_translations(options.root / "content", [one.plan for one in found if one.source])
    for one in found:
        for entry in one.entries:
            print(f"  {one.plan:16} {'+' if isinstance(entry, Add) else '~'} {entry.table or 'metadata'}")
    told = sum(bool(one.source) for one in found)
    print(f"absorbed edits of {told} plans; commit seeds/ and content/" if told else "no edits in content/")
    return 0


def _follow_translations(content: Path, plans: Sequence[str]) -> None:
    """Bring the translations of plans up to date that have some: what was edited is marked there as to be translated anew."""
    from generator.languages.translating import translate

    for folder in sorted((content / "locale").glob("*/")):
        if held := [plan for plan in plans if (folder / f"{plan}.po").is_file()]:
            translate(content, held, folder.name)


def _build(options: argparse.Namespace) -> int:
    from generator.site.built import unchanged
    from generator.site.unchanged import Known

    begun = time.perf_counter()
    known = Known(options.root, options.site, options.offline)
    built = unchanged(known)
    took = "nothing has changed since they were built"
    if built is None:
        from generator.site.build import build

        built = build(options.root, options.site, options.offline, known)
        took = f"built in {time.perf_counter() - begun:.1f} s"
    print(
        f"\nthe site is in {built.site}\n"
        f"  {built.plans} plans, {built.sections} sections, {built.sentences} sentences, {built.repairs} repairs, {built.flags} flags\n"
        f"  {built.pages} pages, {took}\n"
        f"  look at it: zhangju serve, or open {built.site / 'index.html'}"
    )
    for dead in built.dead_links[:SHOWN_DEAD]:
        print(f"  dead link: {dead.page} leads to {dead.link}, which is not there; mend the template or the text that makes it")
    if len(built.dead_links) > SHOWN_DEAD:
        print(f"  and {len(built.dead_links) - SHOWN_DEAD} more: see `dead_links` in {built.site / 'api' / 'quality.json'}")
    if options.offline:
        from generator.site.offline import NAME

        path = built.site / NAME
        print(f"  to carry away: {path}, {path.stat().st_size / 1e6:.1f} MB")
    return 0


def _search(options: argparse.Namespace) -> int:
    from generator.placing import reading
    from generator.search.engine import Engine

    site = options.site or options.root / "site"
    with reading(site, site.name):
        hits = Engine.of(site).find(options.query)
    for hit in hits:
        print(f"{hit.plan} {hit.anchor}\t{hit.tier}\t{hit.score:.2f}\t{hit.text}")
    if not hits:
        print(f"nothing in {site} has `{options.query}`", file=sys.stderr)
    return 0 if hits else 1


def _serve(options: argparse.Namespace) -> int:
    from generator.site.build import serve

    print(f"building; the site will be at http://{options.address}/ (Ctrl-C stops)", flush=True)
    serve(options.root, options.address)
    return 0


def _check(options: argparse.Namespace) -> int:
    from generator.checks import check
    from generator.reporting import FORMATS

    findings = check(options.root / "seeds", options.root / "content")
    named = options.format or ("github" if os.environ.get("GITHUB_ACTIONS") else "text")
    print(FORMATS[named](findings, options.root))
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def _add(options: argparse.Namespace) -> int:
    from generator.adding import doubts_of, screen
    from generator.proposing import propose, take_in

    if not options.file.is_file():
        raise ZhangjuError(options.file, None, "there is no such file", "give the path of the text as received")
    if options.split:
        return _add_pieces(options)
    proposal = propose(options.file, options.id, options.title)
    for line in screen(proposal, doubts_of(proposal), options.outline):
        print(line)
    if options.dry_run:
        return 0
    target = take_in(proposal, options.file, options.root / "seeds")
    print(f"\nwrote {target} and {target.with_suffix('.toml').name}; next: zhangju convert {proposal.settings.id}")
    return 0


def _add_pieces(options: argparse.Namespace) -> int:
    """Take in each document of a file in which several were put together."""
    from generator.adding import doubts_of, screen, split, take_in_pieces

    if options.title:
        raise ZhangjuError(
            options.file, None, "one --title cannot name several documents", "leave --title out; mend titles in their .toml", "U001"
        )
    made = split(options.file, options.id)
    for piece, _, proposal in made:
        print(f"{piece.line:6}  {proposal.settings.id}  {proposal.settings.title}  ({len(proposal.outlined.sections)} headings)")
        doubts = doubts_of(proposal)
        told = screen(proposal, doubts, True) if options.outline else [*doubts, *map(str, proposal.outlined.findings)]
        for line in told:
            print(f"        {line}")
    if options.dry_run:
        return 0
    targets = take_in_pieces(made, options.root / "seeds")
    print(f"\nwrote {len(targets)} seeds with their settings; next: zhangju convert {targets[0].stem} …")
    return 0


def _explain(options: argparse.Namespace) -> int:
    from generator.explaining import explain

    for line in explain(options.root / "seeds", options.root / "content", options.plan, options.anchor):
        print(line)
    return 0


def _collate(options: argparse.Namespace) -> int:
    from generator.collating import as_toml, collate, summary, write

    made = collate(options.root, options.plan, options.file, options.name)
    for line in summary(made) if options.write else as_toml(made):
        print(line)
    for finding in made.findings:
        print(finding, file=sys.stderr)
    if options.write:
        print(f"wrote {write(options.root, made)}; next: zhangju convert {options.plan}")
    else:
        print(f"# copy what you agree with into seeds/{options.plan}.toml; --write puts the record there", file=sys.stderr)
    return 0


def _anchors(options: argparse.Namespace) -> int:
    from generator.auditing import audit, summary, update_lock
    from generator.content.store import plan_ids

    lost = 0
    plans = options.plans or plan_ids(options.root / "content")
    for plan in plans if options.write else ():
        if update_lock(options.root, plan):
            print(f"{plan}: anchors.lock written")
    for plan in plans:
        changes = audit(options.root, plan, options.against)
        print(f"{plan}: {summary(changes)}")
        for change in changes:
            if change.state != "kept" and (change.before or change.state in ("lost", "moved", "retired")):
                print(f"  {change.state:8} {change.id}" + (f" → {change.to}" if change.to not in ("", change.id) else ""))
                print(f"           {change.before[:70]}")
                if change.after and change.after != change.before:
                    print(f"           {change.after[:70]}")
        lost += sum(change.state == "lost" for change in changes)
    return 1 if lost else 0


def _links(options: argparse.Namespace) -> int:
    from generator.links import links_to_decide

    found = links_to_decide(options.root / "content")
    for pair in found:
        ends = f'a = "{pair.a.plan} {pair.to_a}", b = "{pair.b.plan} {pair.to_b}"'
        print(f'{{ {ends}, reason = "" }}, # {pair.score:.2f} {"、".join(pair.shared)}')
        print(f"  # {_first_words(pair.a, pair.to_a)}\n  # {_first_words(pair.b, pair.to_b)}")
    print(
        f"# {len(found)} pairs near the threshold; copy those that readers want to `add` in content/links.toml with a reason in Chinese, "
        "and those that are wrong though shown to `forbid`",
        file=sys.stderr,
    )
    return 0


def _indicators(options: argparse.Namespace) -> int:
    from generator.content.store import load_plans
    from generator.indicators import REASONS
    from generator.indicators.loading import described, load, proposals

    content = options.root / "content"
    loaded = load(content, [one.plan for one in load_plans(content)])
    if options.unplaced:
        for one in loaded.unplaced:
            print(f"{one.plan} {one.place}\t{one.words}\t{one.reason}: {REASONS[one.reason]}")
        return 0
    found = proposals(content, loaded)
    for pair in found:
        print(f'[[series]] # {pair.score:.0f}\nname = "{pair.a.name}"\nnames = ["{pair.b.name}"]\nreason = ""')
        print(f"# {described(pair.a)}\n# {described(pair.b)}\n")
    print(
        f"# {len(loaded.series)} series; {len(found)} pairs are alike: copy those that are one indicator to content/indicators.toml with a "
        "reason in Chinese, and those that are not as [[apart]] with both `names`",
        file=sys.stderr,
    )
    return 0


def _translate(options: argparse.Namespace) -> int:
    from generator.content.store import load_plan
    from generator.languages.terms_file import FORMATS as TERM_FORMATS
    from generator.languages.translating import export, translate
    from generator.languages.translations import count_states, load_translations
    from generator.languages.units import units

    content = options.root / "content"
    for path in filter(None, (options.export, options.fill)):
        if path.suffix.lower() in TERM_FORMATS:
            return _terms(content, options)
    if options.export:
        made = export(content, options.plans, options.language, options.export)
        print(f"wrote {options.export}: {len(made.entries)} texts; take it in again with --fill")
        return 0
    done = translate(content, options.plans, options.language, options.fill, overwrite=options.replace, stale=options.stale)
    for plan in done.catalogues:
        loaded = load_plan(content, plan)
        counts = count_states(units(loaded.plan), load_translations(content, loaded, options.language))
        print(f"  {plan:16} {sum(counts.values()):5} texts: {', '.join(f'{number} {state}' for state, number in counts.items())}")
    if done.filled:
        for finding in done.filled.findings:
            print(finding, file=sys.stderr)
        print(f"took in {done.filled.taken} entries of {options.fill}; {len(done.filled.findings)} are told above")
    return 0


def _terms(content: Path, options: argparse.Namespace) -> int:
    """Write the termbase and the glossary for translators, or take in what they deliver for the termbase."""
    from generator.languages.terms_file import export_terms, take_in_terms

    if options.export:
        print(f"wrote {options.export}: {export_terms(content, options.export)} terms")
        return 0
    added, changed = take_in_terms(content, options.fill)
    print(f"{content / 'termbase.toml'}: {added} terms added, {changed} changed")
    return 0


def _first_words(passage: Passage, anchor: str) -> str:
    """How a passage, or one of its sentences, begins."""
    return next((text for name, text in passage.parts if name == anchor), f"{passage.title}：{passage.parts[0][1]}")[:60]


def _suspect(options: argparse.Namespace) -> int:
    from generator.suspect import as_toml, run

    found = run(options.root / "seeds", options.plan)
    print(as_toml(found), end="")
    known = sum(suspicion.known for suspicion in found)
    print(
        f"# {len(found)} suspicions, {known} of them in the settings already; read the others, then copy what you agree with "
        f"into seeds/{options.plan}.toml",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

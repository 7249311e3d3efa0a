"""While somebody edits and looks: what is asked for is made of what is saved by then, seeds that changed are converted before, and what is
wrong is shown in the page instead of stopping the server, until it is mended.

After an edit of content or seeds the plans are loaded anew, of which most is remembered (`pure`), and nothing is built: a page is made when
it is asked for (`on_demand`). Where only words were changed, pages are shown at once with terms and links as they were (`hurried`), and
words of a seed before it is converted (`foreseen`); what is put off is done when nobody waits, and browsers load again what that changes.
After an edit of settings or theme MkDocs puts the theme's files in place first. Where other plugins have a part in the site, and under
`mkdocs serve`, MkDocs builds all of it after every edit.
"""

from __future__ import annotations

import contextlib
import math
import posixpath
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from generator.edition import Edition
from generator.edition.foreseen import foreseen
from generator.edition.hurried import hurried
from generator.edition.views import as_received
from generator.errors import ZhangjuError
from generator.findings import told
from generator.glossary import LOCK as GLOSSARY_LOCK
from generator.indicators.lock import LOCK as INDICATORS_LOCK
from generator.links import COUNTERPARTS_LOCK
from generator.links import LOCK as BIBLIOGRAPHY_LOCK
from generator.placing import reading
from generator.pure import giving_way
from generator.site.failures import as_error
from generator.site.findings_shown import Findings
from generator.site.on_demand import OnDemand
from generator.site.publication import Publication
from generator.site.saved import Saved, Stamps, saved, stamps, unconverted
from generator.site.tidying import tidy_when_idle

Builder = Callable[..., None]
PAUSE = 0.05
"""Seconds in which a folder is not looked through again, for the style sheets and scripts that a page asks for."""
QUIET = 0.3
"""Seconds without a question after which what was put off is done."""
RESULTS = frozenset({COUNTERPARTS_LOCK, GLOSSARY_LOCK, BIBLIOGRAPHY_LOCK, INDICATORS_LOCK})
"""What convert writes beside the plans."""
PATIENCE = 10.0
"""Seconds for which what was put off gives way to a question: one that takes longer may wait for it, though nothing is known that would."""
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Outdated(BaseException):
    """What was put off is not wanted any more. No error: nothing that mends or tells of errors is to meet it."""


class Host(Protocol):
    """What is needed here of the site's host."""

    publication: Publication
    config_of_site: MkDocsConfig
    at_once: bool
    saved: Saved | None
    """What stood on the disk before it was loaded."""

    def loaded(self, config: MkDocsConfig, edition: Edition | None = None) -> Publication:
        """All that pages are made of, as it is saved now; of an edition where that is known."""

    def equip(self, env: Environment, publication: Publication) -> Environment:
        """An environment with all that templates of a publication may use."""


class Server(Protocol):
    """What MkDocs' server has that is needed here."""

    mount_path: str

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The answer, from the files of the site."""


class Desk:
    """The site of a project that is being edited."""

    def __init__(self, host: Host, build: Builder, settings: Path, site: Path) -> None:
        """`build` has MkDocs build into `site`: all of it, or with `host.at_once` what the theme has."""
        self._host, self._build, self._settings, self._site = host, build, settings, site
        self._lock, self._converting = threading.RLock(), threading.Lock()
        begun = host.saved or self._saved()
        if unconverted(settings.parent):  # while nobody served: it is taken in with the first page
            begun = begun._replace(seeds=())
        self._seen = self._taken = begun
        self._looked = self._asked = self._since = 0.0
        self._files: OnDemand | None = self._on_demand(host.publication) if self._alone else None
        """What makes the files of the site; None where all of them stand there."""
        self._again: Callable[[], None] | None = None
        """Has browsers load again what they show; None while nobody does."""
        self._written: Stamps = ()
        """What stood in content when it was converted the last time."""
        self._owed: Saved | None = None
        """What stood on the disk when words of seeds were shown that are not converted yet; None where there are none."""
        self._needed = False
        """True while a question waits for what was put off."""
        self.hurrying = False
        """True while pages show terms and links as they were before the last edit."""
        self.findings = Findings()

    @property
    def _alone(self) -> bool:
        """True where pages can be made one by one: no other plugin has a part in them."""
        config = self._host.config_of_site
        return self._host.at_once and [*config.plugins] == ["zhangju"] and not config.hooks

    @property
    def files(self) -> int:
        """How many files it is made of."""
        return sum(map(len, self._seen))

    def _saved(self) -> Saved:
        """What stands on the disk, not while it is put in place."""
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(ZhangjuError):  # that it cannot be completed is told by who loads it
                stack.enter_context(reading(Path(self._host.config_of_site.docs_dir)))
            return saved(self._host.config_of_site, self._settings)

    def begin(self, again: Callable[[], None]) -> None:
        """Load beside the server what the first edit will need. `again` has browsers load again what they show."""
        if self._alone:
            self._again = again
            tidy_when_idle(lambda: self._asked)
            threading.Thread(target=import_module, args=("generator.pipeline",), daemon=True).start()

    def rebuild(self) -> None:
        """What MkDocs calls when it sees that something changed, be it in a folder that only it knows."""
        with self._lock:
            if self._alone:
                self._refresh()
            else:
                self._change(self._saved())

    def _refresh(self) -> None:
        """Take in what was saved since the last time."""
        now, self._looked = self._saved(), time.monotonic()
        if now != self._seen:
            self._change(now)

    def _change(self, now: Saved) -> None:
        """Take something in. What is wrong is printed, and shown in every page until it is mended."""
        self._seen = now
        self.findings.say(self._wrong(lambda: self._take_in(now)))

    def answering(self, server: Server) -> Application:
        """An application that makes what is asked for before the server answers."""

        def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if f"{path}/".startswith(server.mount_path) and not path.startswith("/livereload/"):
                self.prepare(path[len(server.mount_path) :] + "index.html" * path.endswith("/"))
            return server.serve_request(environ, start_response)

        return answer

    def prepare(self, path: str) -> None:
        """Have the file that stands at a path of the site be that of what is saved now."""
        path = posixpath.normpath(f"/{path}").lstrip("/")
        page = path.endswith(".html")
        if self.hurrying and not page and not path.startswith("assets/"):
            self.settle()
        self._since, self._asked = time.monotonic(), math.inf  # until it is answered
        with self._lock:
            if self._alone and (page or time.monotonic() - self._looked > PAUSE):
                self._refresh()
            wrong = ""
            if not self.findings.words:
                wrong = self._wrong(lambda: self._make_surely(path))
            elif self._files:  # as it was before, below what is wrong now
                _unless_wrong(partial(self._files.make, path))
            if page:
                self.findings.put(self._site / path, wrong)
            self._asked = time.monotonic()

    def _make_surely(self, path: str) -> None:
        """The same; what cannot be made of terms and links as they were waits for them."""
        try:
            self._make(path)
        except Exception:
            if not self.hurrying:
                raise
            with self._needing():
                self.settle()
            self._make(path)

    def _make(self, path: str) -> None:
        if self._files and not self._files.make(path):
            self._host.at_once = False
            try:
                self._build()
            finally:
                self._host.at_once = True
            self._files = None

    def _take_in(self, now: Saved) -> None:
        edition, pages = None, self._alone and now.frame == self._taken.frame
        self._owed = None
        if now.seeds != self._taken.seeds:  # also such as could not be converted before
            now = self._placed(now)
            edition = self._guessed(now) if pages else None
            if edition:
                self._owed, now = now, now._replace(seeds=self._taken.seeds)
            else:
                with self._needing():
                    self._seen = now = now._replace(content=self._converted())
                self._taken = self._taken._replace(seeds=now.seeds)
        if pages:
            edition = edition or self._guessed(now)
            self._host.publication = self._host.loaded(self._host.config_of_site, edition)
        else:
            self._build()
        self._taken = now
        self._files = self._on_demand(self._host.publication) if self._alone else None
        self.hurrying = edition is not None
        if edition:
            threading.Thread(target=self._settle_when_idle, daemon=True).start()

    def _placed(self, now: Saved) -> Saved:
        """The same, where a convert that has just put its files in place has not yet said which they are."""
        if not self._converting.locked() or now.content in (self._taken.content, self._written):
            return now
        with self._needing(), self._converting:
            self._seen = now = self._saved()
        return now

    @contextlib.contextmanager
    def _needing(self) -> Iterator[None]:
        """What is done within may wait for what was put off, which gives way no longer."""
        self._needed = True
        try:
            yield
        finally:
            self._needed = False

    def _converted(self) -> Stamps:
        """Convert what has to be. Returns what stands in content then. Raises ZhangjuError."""
        from generator.pipeline import convert  # only here: it loads all that repairs

        root = self._settings.parent
        with self._converting:
            if plans := unconverted(root):
                convert(root / "seeds", root / "content", plans)
            self._written = stamps(Path(self._host.config_of_site.docs_dir))
            return self._written

    def _guessed(self, now: Saved) -> Edition | None:
        """The edition after some words of plans, or of seeds and settings that are not converted yet, were changed, with terms and links as
        they were; None where anything else was."""
        known, folder = self._host.publication.edition, Path(self._host.config_of_site.docs_dir)
        content = {Path(stamp[0]).relative_to(folder) for stamp in {*self._taken.content} ^ {*now.content}}
        seeds = {Path(stamp[0]) for stamp in {*self._taken.seeds} ^ {*now.seeds}}
        plans = {view.id: view for view in known}
        if not self._again or not (content or seeds) or not all(path.parts[0] in plans or path.name in RESULTS for path in content):
            return None
        behind = {path.stem for path in seeds}
        if not behind <= {*plans} or (seeds and content and now.content != self._written):  # somebody edits what convert makes
            return None
        with contextlib.suppress(ZhangjuError, OSError, LookupError), reading(folder):  # what is wrong is told with all else that is
            texts = {plan: as_received(folder, self._settings.parent / "seeds", plan) for plan in behind}
            views = {plan: view for plan in behind if (view := foreseen(plans[plan], *texts[plan]))}
            edited = {path.parts[0] for path in content} & plans.keys()
            return hurried(folder, self._settings.parent / "seeds", known, edited, views) if len(views) == len(behind) else None
        return None

    def _settle_when_idle(self) -> None:
        while time.monotonic() - self._asked < QUIET:
            time.sleep(PAUSE)
        self.settle()

    def settle(self) -> None:
        """Convert what was foreseen, and seek terms and links anew where they are shown as they were."""
        taken, owed, made = self._taken, self._owed, list[tuple[Stamps, Publication, OnDemand]]()
        shown = self._files.pages() if self._files else []
        if not self.hurrying:
            return

        def seek() -> None:
            content = self._converted() if owed else taken.content
            publication = self._host.loaded(self._host.config_of_site)
            files = self._on_demand(publication)
            for path in shown:  # most are by now what they will be when nobody can ask any more
                _unless_wrong(partial(files.ready, path))
            made.append((content, publication, files))

        try:
            with giving_way(partial(self._give_way, taken)):
                words = self._wrong(seek)
        except Outdated:
            return
        with self._lock:
            if self._taken is not taken or not self.hurrying or not self._again:  # something was saved meanwhile
                return
            self.hurrying, self._owed, news = False, None, bool(words)
            self.findings.say(words)
            for content, publication, files in made:
                if owed:
                    self._seen = self._taken = owed._replace(content=content)
                shown = self._files.pages() if self._files else []
                self._host.publication, self._files = publication, files
                news = any(self._differs(path) for path in shown)
        if news:
            self._again()

    def _give_way(self, taken: Saved) -> None:
        """Wait while a question is answered, but not for one that itself waits for what was put off. Raises Outdated when something was
        saved meanwhile: the work on that will begin with what is remembered of this."""
        while self._asked == math.inf and not self._needed and time.monotonic() - self._since < PATIENCE:
            time.sleep(PAUSE / 10)
        if self._taken is not taken:
            raise Outdated

    def _differs(self, path: str) -> bool:
        """Make a page that is shown again. True when it comes out otherwise."""
        file = self._site / path
        before = file.read_bytes() if file.is_file() else b""
        _unless_wrong(partial(self._make, path))
        return before != (file.read_bytes() if file.is_file() else b"")

    def _on_demand(self, publication: Publication) -> OnDemand:
        config = self._host.config_of_site
        return OnDemand(publication, config, self._host.equip(config.theme.get_env(), publication), self._site)

    def _wrong(self, step: Callable[[], None]) -> str:
        """What a step was stopped by, in words that are printed, too; empty when it was not."""
        try:
            step()
        except Exception as error:
            words = words_of(error, self._settings)
            print(words, file=sys.stderr, flush=True)
            return words
        return ""


def _unless_wrong(step: Callable[[], object]) -> None:
    """Do something; what is wrong with it is told elsewhere."""
    with contextlib.suppress(Exception):
        step()


def words_of(error: Exception, settings: Path) -> str:
    """What stopped a build, as a finding; what MkDocs was told to stop with says it itself."""
    while isinstance(error, Abort) and isinstance(error.__context__, Exception):  # MkDocs ends with it after what stopped it
        error = error.__context__
    return str(error) if isinstance(error, Abort) else told(as_error(error, settings))

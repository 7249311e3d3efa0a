"""Where readers tell errors and editors mend them: addresses on the code host, from `repo_url` or `report` in `mkdocs.yml`.

Hosts that are known by their name have their own form for a new issue; of another one `report` tells it, with `{title}` and `{body}` where
the words go. Without either nobody is led anywhere, and readers are given the text to send.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from generator.errors import ZhangjuError
from generator.model.address import is_link

FORMS = {
    "github": "{repo}/issues/new?title={title}&body={body}",
    "gitlab": "{repo}/-/issues/new?issue[title]={title}&issue[description]={body}",
    "gitee": "{repo}/issues/new?title={title}&description={body}",
    "codeberg": "{repo}/issues/new?title={title}&body={body}",
    "gitea": "{repo}/issues/new?title={title}&body={body}",
}
"""By a part of the host's name, its form for a new issue."""
EDITS = {"gitlab": "{repo}/-/edit/{branch}/", "codeberg": "{repo}/_edit/{branch}/", "gitea": "{repo}/_edit/{branch}/"}
EDIT = "{repo}/edit/{branch}/"
SHOWN = {"gitlab": "{repo}/-/blob/{branch}/", "codeberg": "{repo}/src/branch/{branch}/", "gitea": "{repo}/src/branch/{branch}/"}
SHOW = "{repo}/blob/{branch}/"
"""Where a file is shown; `#L7` after its name leads to a line on every host."""
BRANCH = "main"
UNSAID = "edit/master/docs"
"""What MkDocs puts into `edit_uri` where nobody said anything: no branch that somebody has."""


def report_form(repo: str, report: str, settings: Path | str) -> str:
    """The address of a new issue with `{title}` and `{body}`; empty when nothing is known. Raises ZhangjuError for one that no page may
    lead to, or that has no place for the words."""
    if report:
        if not is_link(report.replace("{title}", "").replace("{body}", "")):
            raise ZhangjuError(
                settings, None, f"`report` is no address: {report[:60]}", "write one of https, with {title} and {body}", "S001"
            )
        if "{body}" not in report:
            raise ZhangjuError(settings, None, "`report` has no place for the words", "write {title} and {body} where they go", "S001")
        return report
    host = known_host(repo)
    return FORMS[host].replace("{repo}", repo.rstrip("/").removesuffix(".git")) if host else ""


def edit_folder(repo: str, edit_uri: str = "") -> str:
    """The address under which a file of the project is edited, ending in `/`; empty when it is not known. `edit_uri` is MkDocs' own
    setting, which counts where it is an address that holds the folder of the content."""
    return _folder(repo, edit_uri, EDITS, EDIT)


def file_folder(repo: str, edit_uri: str = "") -> str:
    """The address under which a file of the project is shown, with lines that an address can name; else as `edit_folder`."""
    return _folder(repo, edit_uri, SHOWN, SHOW)


def _folder(repo: str, edit_uri: str, forms: Mapping[str, str], usual: str) -> str:
    host = known_host(repo)
    if not host:
        return ""
    branch = edit_uri.strip("/").split("/")[1] if edit_uri.count("/") > 1 and edit_uri.strip("/") != UNSAID else BRANCH
    form = forms.get(host, usual)
    return form.replace("{repo}", repo.rstrip("/").removesuffix(".git")).replace("{branch}", branch)


def known_host(repo: str) -> str:
    """The kind of code host that an address is on; empty when it is none that is known, or no address."""
    host = (urlsplit(repo).hostname or "") if repo and is_link(repo) else ""
    return next((name for name in FORMS if name in host), "")

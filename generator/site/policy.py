"""The Content-Security-Policy of every page, written into it since the hosts are static: what does not stand in a file of the site is
neither run nor loaded, and what an address or a text might smuggle in has no way to act.

`'self'` covers the files of the edition to carry away, too. Data blocks (`application/json`) are not executed and need no leave.
"""

from __future__ import annotations

from markupsafe import Markup

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
SERVED = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
"""While editing: `zhangju serve` writes a script into pages that loads them anew after a change."""


def policy_tag(served: bool = False) -> Markup:
    """The tag that stands first in the head of every page."""
    return Markup(f'<meta http-equiv="Content-Security-Policy" content="{SERVED if served else POLICY}">')

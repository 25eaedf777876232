"""What is known of archives from ``data/services.toml``."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from citeaudit.tables import table

_STAMP = re.compile(r"/(\d{14})/(?=https?:/)")


def why_unasked(url: str) -> str:
    """Return why the host of ``url`` is never asked, or "" if it may be.

    >>> why_unasked("https://webcitation.org/5abc")
    'the archive has closed'
    """
    return _unasked().get(_host(url), "")


def raw_replay(archive_url: str) -> str:
    """Return the address of the same capture without the archive's frame, where it is known to have one.

    >>> raw_replay("https://arquivo.pt/wayback/20190102030405/http://example.org/")
    'https://arquivo.pt/wayback/20190102030405id_/http://example.org/'
    """
    known = table("services")["raw_replay"]
    if _host(archive_url) not in known["hosts"]:
        return archive_url
    return _STAMP.sub(lambda found: f"/{found[1]}{known['modifier']}/", archive_url, count=1)


@lru_cache(maxsize=1)
def _unasked() -> dict[str, str]:
    return {host: entry["reason"] for entry in table("services")["unasked"] for host in entry["hosts"]}


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""

"""Who asks: the User-Agent, with a way to reach the operator."""

from __future__ import annotations

import re
from importlib.metadata import version
from urllib.parse import quote

from citeaudit.errors import SettingsError

_CONTACT = re.compile(
    r"(?:mailto:)?[^\s@()<>]+@[^\s@()<>]+\.[^\s@()<>]+|https?://[^\s()<>]+|(?:[\w-]+:)?User:[^\n\r()<>]+"
)

_HOW = (
    "asking the web needs a contact, so that those who are asked can reach the operator: "
    "a mail address, a URL or a wiki user such as User:Example"
)


def user_agent(contact: str) -> str:
    """Return the User-Agent, in the form that Wikimedia asks for.

    Shape:   ``contact`` is a mail address, a URL, or a user page such as ``User:Example``.
    Raises:  `SettingsError` if it is none of them.
    Source:  Wikimedia APIs, "Access policy": ``<client>/<version> (<contact>) <library>/<version>``.

    >>> user_agent("ops@example.org").partition(" (")[2].partition(")")[0]
    'ops@example.org'
    """
    contact = contact.strip()
    if not _CONTACT.fullmatch(contact):
        message = f"{contact!r} is no contact: {_HOW}" if contact else _HOW
        raise SettingsError(message)
    readable = quote(contact, safe="@:/?#[]!$&'*+,;=%~-._ ")
    return f"citeaudit/{version('citeaudit')} ({readable}) requests/{version('requests')}"

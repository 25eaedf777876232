"""Handles: ``prefix/name``, as the Handle System resolves them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from citeaudit.values.bad_identifier import BadIdentifier
from citeaudit.values.identifier_table import identifier_data

if TYPE_CHECKING:
    from collections.abc import Mapping

# The module compares bytes, so that the three of an en dash are refused wherever one of them stands.
_FORM = re.compile(rb"[^\s\xe2\x80\x93]*?/[^\s\xe2\x80\x93]*[^.,]", re.DOTALL)
_QUERY = re.compile(r"\?([A-Za-z]+).", re.DOTALL)


class BadHandle(BadIdentifier):
    """A text is not a handle. The templates do not say why, and there is one reason only."""

    reasons: ClassVar[Mapping[str, str]] = {
        "form": "a handle is prefix/name, without spaces, en dashes and a final dot or comma"
    }


def handle(text: str) -> str:
    """Return the handle that a text consists of, without the query that the proxy server reads.

    Shape:   anything with a slash in it, but no spaces and en dashes, and no dot or comma at the end.
    Raises:  `BadHandle`: ``form``.
    Source:  English Wikipedia, Module:Citation/CS1/Identifiers; Handle.Net, Proxy Server System.

    >>> handle("2027/inu.30000000?urlappend=%3Bseq=7")
    '2027/inu.30000000'
    """
    name = _without_query(text)
    if _FORM.fullmatch(name.encode(errors="surrogatepass")) is None:
        raise BadHandle(detail="form")
    return name


def _without_query(text: str) -> str:
    query = _QUERY.search(text)
    if query is None:
        return text
    words = tuple(identifier_data()["hdl"]["query_words"])
    return text[: query.start()] if query[1].startswith(words) else text

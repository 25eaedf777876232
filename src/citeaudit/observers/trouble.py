"""Why there was no answer. Nothing here leaves the observers: they turn each into an outcome."""

from __future__ import annotations


class NoAnswer(Exception):
    """A request that ended without an answer that can be read. ``reason`` is short and names no address."""

    may_pass = True
    """True if it is worth trying again."""

    def __init__(self, reason: str, *, status: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status


class Hopeless(NoAnswer):
    """The same will happen again: a certificate that is not trusted, redirects without end."""

    may_pass = False


class NotWeb(Hopeless):
    """What was to be asked is no address of the web; nothing was sent."""


class NameUnknown(Hopeless):
    """The name server says that there is no such host."""


class NotPublic(Hopeless):
    """A name or a redirect leads to an address that is not on the public internet."""


class AskedToWait(Hopeless):
    """The service wants no more requests for now."""


class Stopped(Hopeless):
    """The run was stopped."""

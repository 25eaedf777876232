"""Archived copies of cited pages, judged by their addresses, and by the answers of archives that were asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citeaudit.rules.archives import address_forms, addresses, capture_times, hosts, online, statuses, webarchives

if TYPE_CHECKING:
    from citeaudit.rule import Rule

RULES: tuple[type[Rule[Any]], ...] = (
    *capture_times.RULES,
    *addresses.RULES,
    *address_forms.RULES,
    *hosts.RULES,
    *statuses.RULES,
    *webarchives.RULES,
    *online.RULES,
)

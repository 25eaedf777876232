"""Links of citations, judged by what was seen at their ends. Silent where nobody has looked, or could."""

from __future__ import annotations

from citeaudit.rules.live_links import ends, statuses

RULES = (*ends.RULES, *statuses.RULES)

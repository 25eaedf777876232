"""``python -m citeaudit``: the same as the command ``citeaudit``."""

from __future__ import annotations

import sys

from citeaudit.adapters.cli import main

if __name__ == "__main__":
    sys.exit(main())

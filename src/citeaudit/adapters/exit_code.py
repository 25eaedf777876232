"""What the commands return to the shell."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes of every command. Of several that apply, the first one in this order counts: 130, 2, 3, 1, 0."""

    CLEAN = 0
    FINDINGS = 1
    BAD_USAGE = 2
    """Of options, settings or files: something that was asked for could not be done."""
    FAULTS = 3
    """Only with ``--strict``: a rule crashed or a question has no answer, so the audit is not complete."""

    INTERRUPTED = 130
    """Ctrl-C, as shells count it: 128 and the number of the signal."""
    BROKEN_PIPE = 141
    """The reader of the output went away, as with ``| head``."""

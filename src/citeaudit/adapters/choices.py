"""What holds for each file: its settings file, and over that what the command line says."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve

from citeaudit.adapters.files import STDIN
from citeaudit.adapters.settings_files import Found, nearest_settings, read_settings
from citeaudit.profile import profile
from citeaudit.settings import Settings
from citeaudit.verbs import chosen_rules

if TYPE_CHECKING:
    from collections.abc import Iterable


class Choices:
    """Gives the settings for each file of a run."""

    def __init__(
        self,
        given: Settings,
        *,
        wiki: str | None = None,
        config: str | None = None,
        is_isolated: bool = False,
        stdin_filename: str | None = None,
    ) -> None:
        """Begin; settings files are read when they are asked for.

        Shape:   what ``given`` leaves empty is as the settings file says; ``select`` of the command
                 line also takes the place of the file's ``ignore`` and ``extend-select``. ``config``
                 is a settings file for all files; ``is_isolated`` means that no settings file counts.
        """
        self.given = given
        self.wiki = wiki
        self.config = config
        self.is_isolated = is_isolated
        self.stdin_filename = stdin_filename
        self._known: dict[Path, Found | None] = {}

    def found(self, path: str) -> Found:
        """Return the settings for a file before its own patterns count, and the settings file.

        Raises:  `SettingsError` if the settings file cannot be read or understood.
        """
        place = self._place(path)
        folder = place if path == STDIN and place.is_dir() else place.parent
        found = self._fixed or nearest_settings(folder, self._known)
        return evolve(found, settings=self._merged(found.settings))

    def for_path(self, path: str) -> Settings:
        """Return the settings for a file."""
        return self.found(path).settings_for(self._place(path))

    def check(self, paths: Iterable[str]) -> None:
        """Make sure that the settings of all files can be understood.

        Raises:  `SettingsError` and `DataError` for what is not known.
        """
        everything = dict.fromkeys(self.for_path(path) for path in (STDIN, *paths))
        for settings in everything:
            chosen_rules(settings)
            profile(settings.wiki)

    @cached_property
    def _fixed(self) -> Found | None:
        if self.config is not None:
            return read_settings(Path(self.config))
        return Found(Settings(), None) if self.is_isolated else None

    def _place(self, path: str) -> Path:
        """Return where a file is; for standard input without a name, the current folder."""
        name = (self.stdin_filename or "") if path == STDIN else path
        return Path(os.path.abspath(name)) if "\0" not in name else Path.cwd() / "x"  # noqa: PTH100 (links count as they stand)

    def _merged(self, settings: Settings) -> Settings:
        given = self.given
        wiki = self.wiki or settings.wiki
        if given.select:
            return evolve(
                settings, wiki=wiki, select=given.select, ignore=given.ignore, extend_select=given.extend_select
            )
        return evolve(
            settings,
            wiki=wiki,
            ignore=given.ignore or settings.ignore,
            extend_select=(*settings.extend_select, *given.extend_select),
        )

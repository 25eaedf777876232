"""A real archive on loopback, in an environment of its own."""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import sys
import time
import venv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

collect_ignore = ["front.py", "make_warc.py"]

HERE = Path(__file__).parent
REQUIREMENTS = HERE / "requirements.txt"
LONGEST_S = 300


@pytest.fixture(scope="session")
def archive_python(request: pytest.FixtureRequest) -> Path:
    """The interpreter of an environment with pywb, made once and kept in pytest's cache."""
    cache = request.config.cache
    assert cache is not None
    key = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:12]
    folder = Path(cache.mkdir(f"pywb-{key}"))
    python = folder / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    with _Turn(folder / "turn"):
        if not (folder / "done").exists():
            _install(folder / "env", python)
            (folder / "done").touch()
    return python


def _install(env: Path, python: Path) -> None:
    venv.create(env, with_pip=True, clear=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1", "-r"]
    pip.append(str(REQUIREMENTS))
    done = subprocess.run(pip, capture_output=True, text=True, timeout=LONGEST_S, check=False)  # noqa: S603
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        reason = f"the archive server needs pywb and warcio, and pip could not install them: {last}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


class _Turn:
    """Only one of several test processes makes the environment; a folder is a lock on every system."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        end = time.monotonic() + LONGEST_S
        while True:
            try:
                self.path.mkdir()
            except FileExistsError:
                if time.monotonic() > end:  # whoever had it has died
                    with contextlib.suppress(FileNotFoundError):
                        self.path.rmdir()
                time.sleep(0.2)
            else:
                return

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(FileNotFoundError):
            self.path.rmdir()


@pytest.fixture(scope="session")
def archive(archive_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the archive, with the captures of ``make_warc.py``."""
    folder = tmp_path_factory.mktemp("archive")
    subprocess.run([archive_python, HERE / "make_warc.py", folder / "bells.warc.gz"], check=True, timeout=60)  # noqa: S603
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603
            [archive_python, HERE / "front.py", folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
        )
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            address = server.stdout.readline().decode().strip()
            assert address.startswith("http://127.0.0.1:"), (folder / "log").read_text()
            yield address
        finally:
            server.stdin.close()
            server.stdout.close()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait(10)

"""``citeaudit check --online``, against servers on loopback."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from citeaudit.adapters import online
from citeaudit.adapters.cli import main
from citeaudit.observers import Cache, Progress
from citeaudit.observers.cache import FILE_NAME, user_folder
from citeaudit.queries import Absent, LiveQuery, Outcomes
from citeaudit.rules.live_links.ends import DeadLink

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterable

    Serve = Callable[..., str]

pytestmark = pytest.mark.usefixtures("only_loopback")

SCRIPT = Path(__file__).with_name("loopback.py")
PAGE = "<html><head><title>The ringers</title></head><body>" + "<p>Bells ring.</p>" * 100 + "</body></html>"


def _loopback_observers(archive: str) -> Any:  # noqa: ANN401
    spec = importlib.util.spec_from_file_location("loopback", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.loopback_observers(archive)


class Site:
    """A host that counts what it is asked: ``/there…`` is a page, ``/broken…`` in trouble, all else not there."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()

    def __call__(self, request: str, wire: socket.socket) -> None:
        method, path, _ = request.split(" ", 2)
        self.asked[f"{method} {path}"] += 1
        self.agents |= {line[12:] for line in request.splitlines() if line.lower().startswith("user-agent: ")}
        status = {"/there": "200 OK", "/broke": "503 Service Unavailable"}.get(path[:6], "404 Not Found")
        body = b"" if method == "HEAD" else PAGE.encode() if status == "200 OK" else b"<title>None</title>"
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
        wire.sendall(head.encode() + body)


@pytest.fixture
def site(serve: Serve) -> Site:
    made = Site()
    made.url = serve(made)
    return made


@pytest.fixture
def archive(serve: Serve) -> Site:
    """An archive that has nothing."""
    made = Site()
    made.url = serve(made)
    return made


@pytest.fixture(autouse=True)
def _web(archive: Site, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online, "standard_observers", _loopback_observers(archive.url))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("CITEAUDIT_CONTACT", "ops@example.org")
    monkeypatch.delenv("CITEAUDIT_OFFLINE", raising=False)


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Write articles, each with citations of some URLs, into an empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)

    def write(*articles: Iterable[str]) -> list[str]:
        names = []
        for number, urls in enumerate(articles):
            cited = "\n".join(f"Text.<ref>{{{{cite web |title=A |url={url}}}}}</ref>" for url in urls)
            names.append(f"{number}.wiki")
            (tmp_path / names[-1]).write_text(f"{cited}\n{{{{reflist}}}}\n", encoding="utf-8")
        return names

    return write


def check(*arguments: str) -> int:
    return main(["check", "--select", "LK,AR", "--output-format", "concise", *arguments])


# What is asked, and what is said.


def test_a_page_that_is_not_there_is_found(
    site: Site, articles: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    names = articles([f"{site.url}/there", f"{site.url}/gone"])
    assert check(*names) == 0
    assert not site.asked
    capsys.readouterr()
    assert check("--online", *names) == 1
    out, err = capsys.readouterr()
    assert "LK002" in out
    assert out.count("LK0") == 1
    assert err == ""


def test_each_url_is_asked_once_over_all_files(
    site: Site, articles: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    names = articles(*[[f"{site.url}/gone", f"{site.url}/gone#top", f"{site.url}/there"]] * 3)
    assert check("--online", *names) == 1
    assert capsys.readouterr().out.count("LK002") == 6
    assert {site.asked[f"{method} /gone"] for method in ("HEAD", "GET")} == {1}
    assert {site.asked[f"{method} /there"] for method in ("HEAD", "GET")} == {1}


def test_answers_raise_new_questions(
    site: Site, archive: Site, articles: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"{site.url}/gone"
    for days in (9, 5):
        past = Cache(user_folder(), clock=lambda ago=days: time.time() - ago * 86_400)  # type: ignore[misc]
        past.put(LiveQuery(url), Absent("its host answers 404"))
        past.close()
    (name,) = articles([url])
    assert check("--online", name) == 1
    assert "LK001" in capsys.readouterr().out
    assert any("/cdx/" in asked for asked in archive.asked)


@pytest.mark.parametrize(("options", "code"), [((), "LK002"), (("--dead-after", "2"), "LK001")])
def test_when_a_page_is_dead_is_for_the_user_to_say(
    site: Site,
    articles: Callable[..., list[str]],
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    code: str,
) -> None:
    url = f"{site.url}/gone"
    for days in (4.0, 2.5):
        past = Cache(user_folder(), clock=lambda ago=days: time.time() - ago * 86_400)  # type: ignore[misc]
        past.put(LiveQuery(url), Absent("its host answers 404"))
        past.close()
    names = articles([url])
    check("--online", *names)  # what is in the cache is judged anew, too
    capsys.readouterr()
    assert check("--online", *options, *names) == 1
    assert code in capsys.readouterr().out


def test_a_copy_that_is_missing_is_found(
    site: Site, archive: Site, articles: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    copy = f"https://web.archive.org/web/20190102030405/{site.url}/there"
    names = articles([f"{site.url}/there |archive-url={copy} |archive-date=2 January 2019 |url-status=live"])
    assert check("--online", *names) == 1
    assert "AR032" in capsys.readouterr().out
    assert sum("id_/" in asked for asked in archive.asked) == 1


def test_standard_input_is_read_once(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"<ref>{{{{cite web |title=A |url={site.url}/gone}}}}</ref>{{{{reflist}}}}"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert check("--online", "--stdin-filename", "draft.wiki", "-") == 1
    assert capsys.readouterr().out.startswith("draft.wiki:1:")


def test_a_file_that_cannot_be_read_does_not_hold_up_the_others(
    site: Site, articles: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    names = articles([f"{site.url}/gone"])
    assert check("--online", "missing.wiki", *names) == 2
    out, err = capsys.readouterr()
    assert "LK002" in out
    assert err.count("missing.wiki") == 1


def test_a_rule_that_crashes_while_it_asks_does_not_end_the_run(
    site: Site, articles: Callable[..., list[str]], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(DeadLink, "asks", crash)
    assert check("--online", *articles([f"{site.url}/gone"])) == 1
    assert "LK002" in capsys.readouterr().out


# Whose leave it takes.


@pytest.mark.parametrize("options", [("--online", "--offline"), ("--offline",)])
def test_offline_sends_nothing(
    site: Site, archive: Site, articles: Callable[..., list[str]], options: tuple[str, ...]
) -> None:
    assert check(*options, *articles([f"{site.url}/gone"])) == 0
    assert not site.asked + archive.asked


def test_the_environment_forbids_connections_too_and_no_contact_is_needed(
    site: Site,
    articles: Callable[..., list[str]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = articles([f"{site.url}/gone", f"{site.url}/there"])
    monkeypatch.setenv("CITEAUDIT_OFFLINE", "1")
    monkeypatch.delenv("CITEAUDIT_CONTACT")
    assert check("--online", *names) == 0
    assert not site.asked
    assert "no answer to 2 questions: offline (such as http://127.0.0.1:" in capsys.readouterr().err
    assert check("--online", "--strict", *names) == 3


def test_offline_knows_what_was_known(
    site: Site, articles: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    names = articles([f"{site.url}/gone"])
    assert check("--online", *names) == 1
    before, _ = capsys.readouterr()
    asked = site.asked.copy()
    assert check("--online", "--offline", *names) == 1
    assert capsys.readouterr() == (before, "")
    assert site.asked == asked


def test_no_contact_explains_itself_before_anything_is_read(
    site: Site,
    articles: Callable[..., list[str]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CITEAUDIT_CONTACT")
    assert check("--online", *articles([f"{site.url}/gone"])) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert all(word in err for word in ("--contact", "CITEAUDIT_CONTACT", "mail address"))
    assert not site.asked


def test_what_is_no_contact_is_said_to_be_none(
    articles: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert check("--online", "--contact", "me", *articles([])) == 2
    assert "'me' is no contact" in capsys.readouterr().err


def test_whoever_is_asked_learns_the_contact(site: Site, articles: Callable[..., list[str]]) -> None:
    names = articles([f"{site.url}/gone"])
    assert check("--online", "--no-cache", *names) == 1
    assert check("--online", "--no-cache", "--contact", "User:Example", *names) == 1
    assert sorted(agent.split("(")[1].split(")")[0] for agent in site.agents) == ["User:Example", "ops@example.org"]


# What is kept.


def test_a_second_run_asks_nothing(site: Site, articles: Callable[..., list[str]], tmp_path: Path) -> None:
    names = articles([f"{site.url}/gone", f"{site.url}/there"])
    folder = tmp_path / "kept"
    for _ in range(2):
        assert check("--online", "--cache-dir", str(folder), *names) == 1
        assert site.asked["GET /gone"] == 1
    assert (folder / FILE_NAME).exists()
    assert not (user_folder() / FILE_NAME).exists()


def test_without_a_cache_nothing_is_kept(site: Site, articles: Callable[..., list[str]]) -> None:
    names = articles([f"{site.url}/gone"])
    for _ in range(2):
        assert check("--online", "--no-cache", *names) == 1
    assert site.asked["GET /gone"] == 2
    assert not user_folder().exists()


def test_a_cache_that_cannot_be_used_explains_itself(
    articles: Callable[..., list[str]], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    names = articles([])
    assert check("--online", "--cache-dir", str(tmp_path / names[0]), *names) == 2
    assert "choose another folder, or do without a cache" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["-1", "soon", "1.5"])
def test_dead_after_is_a_number_of_days(capsys: pytest.CaptureFixture[str], words: str) -> None:
    assert main(["check", "--online", "--dead-after", words, "a.wiki"]) == 2
    assert "--dead-after" in capsys.readouterr().err


# What is said of what has no answer.


def test_what_has_no_answer_is_summed_up_and_is_no_finding(
    site: Site, articles: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    names = articles([f"{site.url}/broken/1", f"{site.url}/broken/2", f"{site.url}/there"])
    assert check("--online", *names) == 0
    out, err = capsys.readouterr()
    assert "LK0" not in out
    assert err.startswith(f"citeaudit: no answer to 2 questions: its host answers 503 (such as {site.url}/broken/")
    assert check("--online", "--strict", *names) == 3
    names = articles([f"{site.url}/there"])
    assert check("--online", "--strict", *names) == 0


def test_what_is_missing_counts_more_than_what_is_found(site: Site, articles: Callable[..., list[str]]) -> None:
    names = articles([f"{site.url}/broken", f"{site.url}/gone"])
    assert check("--online", "--strict", *names) == 3
    assert check("--online", *names) == 1
    assert check("--online", "--exit-zero", *names) == 0


# How it ends.


@pytest.mark.skipif(os.name == "nt", reason="needs a signal that Windows does not send to a child")
def test_control_c_ends_it_within_two_seconds_and_the_next_run_goes_on(
    site: Site, serve: Serve, articles: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    came = threading.Event()
    is_over = threading.Event()

    def hang(request: str, wire: socket.socket) -> None:
        came.set()
        if not is_over.is_set():
            is_over.wait(20)
        else:
            Site()(request, wire)

    slow = serve(hang)
    names = articles([f"{site.url}/gone/{number}" for number in range(5)], [f"{slow}/{number}" for number in range(3)])
    command = [sys.executable, str(SCRIPT), site.url, "check", "--online", "--output-format", "concise", *names]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert came.wait(20)
        end = time.monotonic() + 20
        while site.asked["GET /gone/4"] + site.asked["GET /gone/0"] < 2 or sum(site.asked.values()) < 10:
            assert time.monotonic() < end
            came.wait(0.01)
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
        assert time.monotonic() - start < 2
    assert process.returncode == 130
    known = out.count("LK002")
    assert 1 <= known <= 5, "answers that arrive with the signal may be lost, the others are not"
    assert "citeaudit: interrupted; the next run goes on from here\n" in err
    assert f"no answer to {8 - known} questions: interrupted" in err
    is_over.set()
    asked = site.asked.copy()
    assert check("--online", *names) == 1
    assert sum((site.asked - asked).values()) <= 2 * (5 - known), "only what was open is asked again"
    assert capsys.readouterr().out.count("LK002") == 8


def test_control_c_while_files_are_read() -> None:
    def wants(_known: Outcomes) -> list[LiveQuery]:
        raise KeyboardInterrupt

    asker = online.Asker((), None, is_forbidden=False)
    outcomes = asker.outcomes(wants)
    assert outcomes.is_interrupted
    assert not outcomes
    assert list(asker.summary(outcomes)) == ["interrupted; the next run begins anew, as there is no cache"]


# How it is seen.


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal_is_one_line() -> None:
    stream = Terminal()
    line = online.ProgressLine(stream)
    line.show(Progress(0, 30, 0.0))
    line.show(Progress(12, 30, 4.0, known=4))
    line.clear()
    line.clear()
    assert stream.getvalue() == (
        "\r\x1b[Kasked 0 of 30 questions\r\x1b[Kasked 12 of 30 questions, 2.0 a second, 9 s left\r\x1b[K"
    )


def test_progress_elsewhere_is_a_line_every_few_seconds() -> None:
    stream = io.StringIO()
    now = [0.0]
    line = online.ProgressLine(stream, clock=lambda: now[0])
    for tenths in range(120):
        now[0] = tenths / 10
        line.show(Progress(tenths, 6000, now[0]))
    line.clear()
    assert stream.getvalue().splitlines() == [
        "citeaudit: asked 50 of 6000 questions, 10.0 a second, 10 min left",
        "citeaudit: asked 100 of 6000 questions, 10.0 a second, 10 min left",
    ]


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "1 s"), (89, "89 s"), (91, "2 min"), (5399, "90 min"), (6e4, "17 h")]
)
def test_durations(seconds: float, text: str) -> None:
    assert text in online.progress_text(Progress(1, 2, seconds))


def test_without_online_the_network_is_not_imported(articles: Callable[..., list[str]]) -> None:
    heavy = ("requests", "urllib3", "waybackpy", "sqlite3", "ssl", "citeaudit.observers")
    code = f"""
import json, sys
from citeaudit.adapters.cli import main
code = main(["check", "--output-file", "report.txt", *{articles(["https://example.org/"])}])
print(json.dumps([code, [name for name in {heavy} if name in sys.modules]]))
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603
    assert json.loads(done.stdout) == [0, []]

"""All requests of a run: one session, with limits on time, size, redirects and pace."""

from __future__ import annotations

import random
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from attrs import field, frozen
from requests.cookies import RequestsCookieJar
from requests.structures import CaseInsensitiveDict

from citeaudit.observers.addresses import Gate
from citeaudit.observers.bodies import read_body
from citeaudit.observers.connections import EXCHANGE, Exchange, Session
from citeaudit.observers.contact import user_agent
from citeaudit.observers.http_dates import retry_after_s
from citeaudit.observers.rates import Rates
from citeaudit.observers.trouble import AskedToWait, Hopeless, NoAnswer, NotWeb, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_TOO_MANY = 429
_MAY_PASS = frozenset((500, 502, 503, 504))


@frozen
class Limits:
    """How long, how much, how often. Seconds are those of one `Transport.fetch`, its turns in the queue left out."""

    connect_s: float = 10.0
    """For a name, and again for each connection."""
    read_s: float = 20.0
    """Without a byte."""
    total_s: float = 45.0
    """From the first byte sent to the last byte read, redirects and further tries included."""
    wait_s: float = 60.0
    """The longest rest that a host may ask for and still be asked again in this run."""
    tries: int = 3
    backoff_s: float = 1.0
    """Before the second try, about; twice as long before each further one."""
    redirects: int = 10
    body_bytes: int = 1_000_000
    """Unpacked. What is longer is cut, and the connection closed."""


@frozen
class Answer:
    """What came back in the end."""

    status: int
    url: str
    """Where the redirects ended."""
    headers: Mapping[str, str] = field(factory=CaseInsensitiveDict)
    """Names in any case."""
    body: bytes = b""
    """Unpacked; "" for HEAD."""
    is_whole: bool = True
    """False if the body is longer than was read."""
    hops: tuple[str, ...] = ()
    """The addresses before ``url``, the one that was asked first."""


@frozen
class _Ask:
    url: str
    method: str
    headers: Mapping[str, str]
    follow: bool
    is_archive: bool
    most_bytes: int


@frozen(eq=False)
class Transport:
    """Sends requests, and answers or raises `NoAnswer`. Safe under threads.

    Shape:   ``contact`` is where the operator can be reached: a mail address, a URL, or ``User:Name``.
             The clock counts seconds from anywhere; ``sleep`` may come back early, but only after `stop`.
    Raises:  `SettingsError` for a contact that is none.
    """

    contact: str
    limits: Limits = Limits()
    gate: Gate = field(factory=Gate)
    clock: Callable[[], float] = field(default=time.monotonic, kw_only=True)
    rates: Rates = field(kw_only=True)
    session: requests.Session = field(kw_only=True)
    chance: random.Random = field(factory=random.Random, kw_only=True)
    stopped: threading.Event = field(factory=threading.Event, init=False)
    sleep: Callable[[float], object] = field(kw_only=True)

    @rates.default
    def _rates(self) -> Rates:
        return Rates(clock=self.clock)

    @session.default
    def _session(self) -> requests.Session:
        session = Session(connections=32)
        session.headers["User-Agent"] = user_agent(self.contact)
        session.headers["Accept-Encoding"] = "gzip, deflate"  # what `bodies` can bound
        return session

    @sleep.default
    def _sleep(self) -> Callable[[float], object]:
        return self.stopped.wait

    def stop(self) -> None:
        """Send nothing from now on, and wake whoever waits for a turn."""
        self.stopped.set()

    def fetch(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        follow: bool = True,
        is_archive: bool = False,
        most_bytes: int | None = None,
    ) -> Answer:
        """Return the answer to one request, after redirects if ``follow`` says so.

        Shape:   of an archive the first 429 ends all requests to its host; what it captured
                 (``Memento-Datetime`` is there) is never taken for a trouble of its own.
        Raises:  `NoAnswer` if there is none that can be read.
        """
        most = self.limits.body_bytes if most_bytes is None else most_bytes
        ask = _Ask(url, method, headers or {}, follow, is_archive, most)
        exchange = Exchange(self.gate, self.clock, self.limits.connect_s, self.limits.read_s, 0.0)
        exchange.ends_at = self.clock() + self.limits.total_s
        token = EXCHANGE.set(exchange)
        try:
            return self._with_tries(ask, exchange)
        finally:
            EXCHANGE.reset(token)

    def _with_tries(self, ask: _Ask, exchange: Exchange) -> Answer:
        number = 0
        while True:
            number += 1
            is_last = number >= self.limits.tries
            try:
                answer = self._walk(ask, exchange)
            except NoAnswer as trouble:
                if is_last or not trouble.may_pass or exchange.is_over or ask.method == "HEAD":
                    raise
                self._rest(exchange, self._backoff_s(number))
                continue
            if not _is_own_trouble(ask, answer) or not self._asks_again(answer, ask, is_last=is_last):
                return answer
            if "Retry-After" not in answer.headers:
                self._rest(exchange, self._backoff_s(number))

    def _asks_again(self, answer: Answer, ask: _Ask, *, is_last: bool) -> bool:
        """Tell whether to try again after a trouble of the host itself, and give it the rest it wants.

        Raises:  `AskedToWait` if it wants more rest than there is time for.
        """
        wait = retry_after_s(answer.headers.get("Retry-After", ""))
        if answer.status == _TOO_MANY and (ask.is_archive or wait is None or wait > self.limits.wait_s or is_last):
            self.rates.stop(answer.url, wait)
            reason = "asked to wait"
            raise AskedToWait(reason, status=_TOO_MANY)
        if wait is not None and wait > self.limits.wait_s:
            return False
        if wait is not None:
            self.rates.pause(answer.url, wait)
        return not is_last

    def _backoff_s(self, number: int) -> float:
        return self.limits.backoff_s * (1 << (number - 1)) * self.chance.uniform(0.5, 1.5)

    def _walk(self, ask: _Ask, exchange: Exchange) -> Answer:
        """Go from redirect to redirect; each hop waits for its turn and passes the gate."""
        url = ask.url
        if not _is_web(url):
            reason = "not an address of the web"
            raise NotWeb(reason)
        hops: list[str] = []
        cookies = RequestsCookieJar()
        while True:
            self._wait_turn(url, exchange, is_archive=ask.is_archive)
            answer = self._send(url, ask, cookies, exchange)
            target = _target(answer) if ask.follow else None
            if target is None:
                return Answer(answer.status, url, answer.headers, answer.body, answer.is_whole, tuple(hops))
            hops.append(url)
            if len(hops) > self.limits.redirects:
                reason = "redirects without end"
                raise Hopeless(reason, status=answer.status)
            url = target

    def _wait_turn(self, url: str, exchange: Exchange, *, is_archive: bool) -> None:
        self._rest(exchange, self.rates.turn_s(url, is_archive=is_archive))
        while (pause := self.rates.paused_s(url)) > 0:
            self._rest(exchange, pause)

    def _rest(self, exchange: Exchange, wait_s: float) -> None:
        """Wait outside of the exchange's own time.

        Raises:  `Stopped` if the run ended meanwhile.
        """
        if wait_s > 0 and not self.stopped.is_set():
            self.sleep(wait_s)
            exchange.ends_at += wait_s
        if self.stopped.is_set():
            reason = "interrupted"
            raise Stopped(reason)

    def _send(self, url: str, ask: _Ask, cookies: RequestsCookieJar, exchange: Exchange) -> Answer:
        request = requests.Request(ask.method, url, headers=dict(ask.headers), cookies=cookies)
        left = exchange.left_s(self.limits.read_s)
        try:
            prepared = self.session.prepare_request(request)
            response = self.session.send(prepared, stream=True, allow_redirects=False, timeout=left)
            with response:
                cookies.update(response.cookies)
                is_read = ask.method != "HEAD" and not (ask.follow and response.status_code in _REDIRECTS)
                body = read_body(response, ask.most_bytes) if is_read else None
        except NoAnswer:
            raise
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise _trouble(error) from error
        return Answer(
            response.status_code,
            url,
            response.headers,
            body.content if body else b"",
            is_whole=body is None or body.is_whole,
        )


def _is_own_trouble(ask: _Ask, answer: Answer) -> bool:
    is_archived = ask.is_archive and "Memento-Datetime" in answer.headers
    may_pass = answer.status in _MAY_PASS and ask.method != "HEAD"  # some hosts know no HEAD, and say it so
    return not is_archived and (answer.status == _TOO_MANY or may_pass)


def _target(answer: Answer) -> str | None:
    """Return where a redirect leads, or None if the answer is none."""
    location = answer.headers.get("Location", "") if answer.status in _REDIRECTS else ""
    if not location:
        return None
    as_sent = location.encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        target = urljoin(answer.url, as_sent.strip())
    except ValueError:
        target = ""
    if not _is_web(target):
        reason = "a redirect to no address"
        raise Hopeless(reason, status=answer.status)
    return target


def _is_web(url: str) -> bool:
    try:
        place = urlsplit(url)
        return place.scheme.lower() in {"http", "https"} and bool(place.hostname) and (place.port or 1) > 0
    except ValueError:
        return False


def _trouble(error: Exception) -> NoAnswer:
    """Return what an exception of requests or urllib3 means."""
    text = str(error)
    if isinstance(error, requests.exceptions.SSLError):
        is_untrusted = "CERTIFICATE_VERIFY_FAILED" in text
        return Hopeless("the certificate is not trusted") if is_untrusted else NoAnswer("the secure connection failed")
    if isinstance(error, requests.exceptions.InvalidURL | urllib3.exceptions.LocationValueError):
        return NotWeb("not an address of the web")
    if isinstance(error, requests.exceptions.Timeout | urllib3.exceptions.TimeoutError) or "timed out" in text:
        return NoAnswer("no whole answer in time")
    is_known = isinstance(error, requests.exceptions.ConnectionError | urllib3.exceptions.HTTPError | OSError)
    return NoAnswer("the connection broke off") if is_known else NotWeb("not an address of the web")

"""Measure how fast many links are asked, next to what the rates of their hosts allow, and how much memory it takes.

    python benchmarks/online.py [--links N] [--hosts N] [--per-minute N] [--latency-ms N]

The hosts are addresses 127.0.0.1, 127.0.0.2, … of this machine, served by a process of its own, so
that its memory does not count. Each answers after the same time. Nothing is asserted: the exit code is 0.
"""

from __future__ import annotations

import argparse
import asyncio
import platform
import resource
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Final

from citeaudit.observers import Limits, Live, Progress, Transport, observe
from citeaudit.observers.addresses import Gate, networks
from citeaudit.observers.rates import Rate, Rates, default_rate
from citeaudit.queries import LiveQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE: Final = (
    b"<html><head><title>The book of bells</title></head><body>" + b"<p>Bells ring.</p>" * 500 + b"</body></html>"
)
REQUESTS_EACH: Final = 2
"""HEAD and GET."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the measurements, or serve."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--links", type=int, default=2000)
    options.add_argument("--hosts", type=int, default=50, help="at most 250")
    options.add_argument("--per-minute", type=float, default=default_rate("live").per_minute, help="requests to a host")
    options.add_argument("--latency-ms", type=float, default=50.0)
    options.add_argument("--serve", action="store_true", help="only answer; what the benchmark calls itself with")
    asked = options.parse_args(arguments)
    if asked.serve:
        asyncio.run(serve(asked.hosts, asked.latency_ms / 1000))
    else:
        measure(asked)


def measure(asked: argparse.Namespace) -> None:
    """Ask all links of all hosts, and print what it took."""
    command = [sys.executable, __file__, "--serve", f"--hosts={asked.hosts}", f"--latency-ms={asked.latency_ms}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603
        assert server.stdin is not None
        assert server.stdout is not None
        port = int(server.stdout.readline())
        try:
            report(asked, port)
        finally:
            server.stdin.close()


def report(asked: argparse.Namespace, port: int) -> None:
    """Print time, theory, their ratio, and memory."""
    rate = Rate(asked.per_minute, default_rate("live").burst)
    rates = Rates([], rate, rate, clock=time.monotonic)
    transport = Transport("benchmark@example.org", Limits(), Gate(networks(["127.0.0.0/8"])), rates=rates)
    queries = [LiveQuery(f"http://127.0.0.{n % asked.hosts + 1}:{port}/{n}") for n in range(asked.links)]
    before_bytes = peak_bytes()
    start = time.perf_counter()
    outcomes = observe(queries, observers=[Live(transport)], on_progress=tell if sys.stderr.isatty() else None)
    took_s = time.perf_counter() - start
    most = max(Counter(query.url.split("/")[2] for query in queries).values()) * REQUESTS_EACH
    theory_s = max((most - rate.burst) * 60 / rate.per_minute, most * asked.latency_ms / 1000)
    theory_s = max(theory_s, 0.0) + asked.latency_ms / 1000
    print(
        f"Python {platform.python_version()}, {asked.links} links on {asked.hosts} hosts, {asked.latency_ms:g} ms each"
    )
    print(f"{rate.per_minute:g} requests per minute and host after {rate.burst} at once; {REQUESTS_EACH} per link")
    print(f"outcomes        {dict(Counter(type(outcome).__name__ for outcome in outcomes.values()))}")
    print(f"took            {took_s:8.2f} s   {asked.links / took_s:.0f} links per second")
    print(f"rates allow     {theory_s:8.2f} s")
    print(f"ratio           {took_s / theory_s:8.2f}")
    print(f"peak memory     {peak_bytes() / 1e6:8.1f} MB  ({before_bytes / 1e6:.1f} MB before the first request)")


def tell(progress: Progress) -> None:
    """Show how far it has come."""
    left = "?" if progress.left_s is None else f"{progress.left_s:.0f} s left"
    print(f"\r{progress.done}/{progress.total}  {progress.per_second:.0f}/s  {left}   ", end="", file=sys.stderr)


def peak_bytes() -> int:
    """Return the most memory that this process has held."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


async def serve(hosts: int, latency_s: float) -> None:
    """Answer every request of every host after the same time, until standard input ends."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(latency_s)
                head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(PAGE)
                writer.write(head if request.startswith(b"HEAD") else head + PAGE)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    first = await asyncio.start_server(answer, "127.0.0.1", 0)
    port: int = first.sockets[0].getsockname()[1]
    others = [await asyncio.start_server(answer, f"127.0.0.{number}", port) for number in range(2, hosts + 1)]
    print(port, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    for server in (first, *others):
        server.close()


if __name__ == "__main__":
    main()

"""An archive on loopback that answers as web.archive.org does: pywb, with a thin front. Runs in its own environment.

python front.py FOLDER

Prints its address, and serves until its standard input ends. What differs between the two is in
`Front`: the index's form, the status of "no capture at that second", the ``Location`` of archived
redirects, and how withheld pages are refused.
"""

# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlencode

from gevent.os import tp_read
from gevent.pywsgi import WSGIServer
from pywb.apps.frontendapp import FrontEndApp
from pywb.indexer.cdxindexer import main as index

NAMES = {
    "urlkey": "urlkey",
    "timestamp": "timestamp",
    "original": "url",
    "mimetype": "mime",
    "statuscode": "status",
    "digest": "digest",
    "length": "length",
}
"""A field of web.archive.org → the field of pywb."""
REPLAY = re.compile(r"/web/(\d{14})(id_)?/(.+)")
CONFIG = """
collections:
  web:
    index_paths: {folder}/index.cdxj
    archive_paths: {folder}/
    acl_paths: {folder}/access.aclj
    default_access: allow
framed_replay: false
redirect_to_exact: true
enable_memento: true
"""
ACCESS = 'example,withheld)/ - {"access": "block", "url": "http://withheld.example/"}\n'
EXCLUDED = (
    "org.archive.util.io.RuntimeIOException: org.archive.wayback.exception.AdministrativeAccessControlException: "
    "Blocked Site Error"
)


class Withheld(Exception):
    """The index may not speak of this address."""


class Front:
    """Translates between a client of web.archive.org and pywb."""

    def __init__(self, archive: Any) -> None:  # noqa: ANN401
        self.archive = archive

    def __call__(self, environ: dict[str, Any], start: Any) -> list[bytes]:  # noqa: ANN401
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        question = parse_qs(environ.get("QUERY_STRING", ""))
        if path == "/cdx/search/cdx":
            return self.index(environ, question, start)
        if path == "/wayback/available":
            return self.availability(environ, question, start)
        return self.replay(environ, start)

    def index(self, environ: dict[str, Any], question: dict[str, list[str]], start: Any) -> list[bytes]:  # noqa: ANN401
        """Answer as the index server does, as lists of lists or as text."""
        try:
            rows, key = self.page(environ, question)
        except Withheld:
            return _send(start, "403 Forbidden", EXCLUDED, "text/plain", ("X-Archive-Wayback-Runtime-Error", EXCLUDED))
        if question.get("output") == ["json"]:
            content: list[list[str]] = [list(NAMES), *rows] if rows else []
            body = json.dumps([*content, [], [key]] if key else content)
            return _send(start, "200 OK", body, "application/json")
        lines = [" ".join(row) for row in rows] + (["", key] if key else [])
        return _send(start, "200 OK", "".join(f"{line}\n" for line in lines), "text/plain")

    def page(self, environ: dict[str, Any], question: dict[str, list[str]]) -> tuple[list[list[str]], str]:
        """Return the rows that are asked for, and the key of the next page or ""."""
        rows = self.rows(environ, question["url"][0], question)
        for each in (value for name, values in question.items() if name == "filter" for value in values):
            negation, name, pattern = re.fullmatch(r"(!?)(\w+):(.*)", each).groups()  # type: ignore[union-attr]
            column = list(NAMES).index(name)
            rows = [row for row in rows if bool(re.fullmatch(pattern, row[column])) != bool(negation)]
        if question.get("sort") == ["closest"]:
            wanted = int(question["closest"][0].ljust(14, "0"))
            rows.sort(key=lambda row: abs(int(row[1]) - wanted))
        begin = int(question.get("resumeKey", ["from-0"])[0].removeprefix("from-"))
        most = int(question.get("limit", ["150000"])[0])
        has_more = question.get("showResumeKey") == ["true"] and begin + most < len(rows)
        return rows[
            begin : begin + most
        ], f"from-{begin + most}" if has_more else ""  # in no row: waybackpy cuts it out of them

    def rows(self, environ: dict[str, Any], url: str, question: dict[str, list[str]]) -> list[list[str]]:
        """Return all rows of pywb's own index for an address."""
        asked = {"url": url, "output": "json", "allowFuzzy": "0"}
        asked |= {name: question[name][0] for name in ("from", "to", "matchType") if name in question}
        _, _, body = self.ask({**environ, "PATH_INFO": "/web/cdx", "QUERY_STRING": urlencode(asked)})
        entries = [json.loads(line) for line in body.decode().splitlines() if line.strip()]
        if any(entry.get("access") == "block" for entry in entries):
            raise Withheld
        return [[str(entry.get(name) or "-") for name in NAMES.values()] for entry in entries]

    def availability(self, environ: dict[str, Any], question: dict[str, list[str]], start: Any) -> list[bytes]:  # noqa: ANN401
        """Answer as the availability service does."""
        url = question["url"][0]
        wanted = int(question.get("timestamp", ["99999999999999"])[0].ljust(14, "0"))
        rows = [row for row in self.rows(environ, url, {}) if row[4] == "200"]
        rows.sort(key=lambda row: abs(int(row[1]) - wanted))
        found = {}
        if rows:
            stamp = rows[0][1]
            archived = f"http://web.archive.org/web/{stamp}/{url}"
            found = {"closest": {"status": "200", "available": True, "url": archived, "timestamp": stamp}}
        body = json.dumps({"url": url, "archived_snapshots": found})
        return _send(start, "200 OK", body, "application/json")

    def replay(self, environ: dict[str, Any], start: Any) -> list[bytes]:  # noqa: ANN401
        """Pass a request for a capture on, and put the answer into the other's form."""
        status, headers, body = self.ask(environ)
        names = {name.lower(): value for name, value in headers}
        asked = REPLAY.match(environ.get("PATH_INFO", ""))
        if status.startswith("451"):
            return _send(start, "403 Forbidden", EXCLUDED, "text/html", ("X-Archive-Wayback-Runtime-Error", EXCLUDED))
        if status.startswith("307") and "memento-datetime" not in names:
            status = "302 Found"
        elif status.startswith("307"):  # pywb's own "not at that second" carries the date of the nearest one
            status, headers = "302 Found", [pair for pair in headers if pair[0].lower() != "memento-datetime"]
        elif asked and asked[2] and status[0] == "3" and "location" in names:
            target = names["location"]
            headers = [pair for pair in headers if pair[0].lower() != "location"]
            headers.append(("Location", f"/web/{asked[1]}id_/{target}"))
        start(status, [pair for pair in headers if pair[0].lower() not in {"connection", "transfer-encoding"}])
        return [body]

    def ask(self, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes]:
        """Return pywb's answer."""
        given: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], _info: object = None) -> None:
            given[:] = [status, headers]

        uri = quote(environ["PATH_INFO"], safe="/:?=&%") + (
            f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else ""
        )
        pieces = self.archive({**environ, "REQUEST_URI": uri}, start)
        body = b"".join(pieces)
        return given[0], given[1], body


def _send(start: Any, status: str, text: str, kind: str, *headers: tuple[str, str]) -> list[bytes]:  # noqa: ANN401
    body = text.encode()
    start(status, [("Content-Type", kind), ("Content-Length", str(len(body))), *headers])
    return [body]


def main(folder: str) -> None:
    """Serve the archive in ``folder`` until standard input ends."""
    place = Path(folder)
    (place / "access.aclj").write_text(ACCESS)
    index(["-j", "-s", "-o", str(place / "index.cdxj"), *map(str, place.glob("*.warc.gz"))])
    config = place / "config.yaml"
    config.write_text(CONFIG.format(folder=place))
    os.chdir(place)
    front = Front(FrontEndApp(config_file=str(config)))
    server = WSGIServer(("127.0.0.1", 0), front, log=None, error_log=None)
    server.start()
    print(f"http://127.0.0.1:{server.server_port}", flush=True)  # noqa: T201 (how it tells its address)
    tp_read(0, 1)


if __name__ == "__main__":
    main(sys.argv[1])

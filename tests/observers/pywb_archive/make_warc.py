"""Write the captures that the tests ask for. Runs in the archive's own environment.

python make_warc.py FILE.warc.gz
"""

# mypy: disable-error-code="import-not-found, import-untyped"
from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HOST = "http://bells.example"
TEXT = "<p>Bells have been rung in this town since 1702, and the ringers have kept a book of it.</p>" * 20


def page(title: str, text: str = TEXT) -> bytes:
    """Return an HTML page."""
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{text}</body></html>".encode()


FORM = "<form><input name='user'><input type='password' name='word'></form>"

CAPTURES: list[tuple[str, str, str, bytes, list[tuple[str, str]]]] = [
    ("2015-03-04T05:06:07Z", f"{HOST}/good", "200 OK", page("The old book of bells"), []),
    ("2019-01-02T03:04:05Z", f"{HOST}/good", "200 OK", page("The book of bells"), []),
    ("2019-01-02T03:04:05Z", f"{HOST}/", "200 OK", page("Bells of the town"), []),
    ("2019-03-01T00:00:00Z", f"{HOST}/missing", "404 Not Found", page("Not here"), []),
    ("2019-03-01T00:00:00Z", f"{HOST}/failing", "503 Service Unavailable", page("Later"), []),
    ("2019-03-01T00:00:00Z", f"{HOST}/busy", "429 Too Many Requests", page("Later"), []),
    ("2019-01-02T03:04:05Z", f"{HOST}/old", "301 Moved", b"", [("Location", f"{HOST}/good")]),
    ("2019-01-02T03:04:05Z", f"{HOST}/gone", "302 Found", b"", [("Location", f"{HOST}/")]),
    ("2019-01-02T03:04:05Z", f"{HOST}/lost", "302 Found", b"", [("Location", "http://never.example/a")]),
    ("2019-01-02T03:04:05Z", f"{HOST}/later", "302 Found", b"", [("Location", f"{HOST}/moved")]),
    ("2019-01-02T04:00:00Z", f"{HOST}/moved", "200 OK", page("The book, moved"), []),
    ("2019-01-02T03:04:05Z", f"{HOST}/soft", "200 OK", page("Page not found | Bells", "<p>Sorry!</p>"), []),
    ("2019-01-02T03:04:05Z", f"{HOST}/members", "200 OK", page("Log in", FORM), []),
    ("2019-01-02T03:04:05Z", "http://withheld.example/secret", "200 OK", page("Withheld"), []),
]
REVISIT = ("2020-02-03T04:05:06Z", f"{HOST}/good", "2019-01-02T03:04:05Z", page("The book of bells"))


def _headers(status: str, more: list[tuple[str, str]]) -> Any:  # noqa: ANN401
    return StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8"), *more], protocol="HTTP/1.1")


def main(path: str) -> None:
    """Write all captures into one file."""
    with Path(path).open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        digest = ""
        for date, url, status, body, more in CAPTURES:
            record = writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                http_headers=_headers(status, more),
                warc_headers_dict={"WARC-Date": date},
            )
            writer.write_record(record)
            if (url, date) == (REVISIT[1], REVISIT[2]):
                digest = record.rec_headers.get_header("WARC-Payload-Digest")
        date, url, original, _ = REVISIT
        record = writer.create_revisit_record(url, digest, url, original, _headers("200 OK", []), {"WARC-Date": date})
        writer.write_record(record)


if __name__ == "__main__":
    main(sys.argv[1])

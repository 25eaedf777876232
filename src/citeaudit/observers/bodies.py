"""Reading a body that may be endless, broken, or packed a thousandfold."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from attrs import frozen

from citeaudit.observers.trouble import NoAnswer

if TYPE_CHECKING:
    import requests

_CHUNK_BYTES = 16_384
_GZIP_OR_ZLIB = 47
_BARE_DEFLATE = -15
_PACKED = frozenset(("gzip", "x-gzip", "deflate"))


@frozen
class Body:
    """What was read."""

    content: bytes
    is_whole: bool


def read_body(response: requests.Response, most_bytes: int) -> Body:
    """Return the body, unpacked, cut after ``most_bytes``; close the connection if there was more.

    Raises:  `NoAnswer` if it ends before it should; what requests and urllib3 raise while reading.
    """
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    unpack = _Unpacker() if encoding in _PACKED else None
    pieces: list[bytes] = []
    room, packed_room = most_bytes, most_bytes + _CHUNK_BYTES
    while room > 0 and packed_room > 0:
        chunk = response.raw.read(_CHUNK_BYTES, decode_content=False)
        if not chunk:
            _check_end(response, most_bytes + _CHUNK_BYTES - packed_room, unpack)
            return Body(b"".join(pieces), is_whole=True)
        packed_room -= len(chunk)
        piece = unpack.feed(chunk, room) if unpack else chunk[:room]
        room -= len(piece)
        pieces.append(piece)
    response.close()
    return Body(b"".join(pieces), is_whole=False)


def _check_end(response: requests.Response, count: int, unpack: _Unpacker | None) -> None:
    length = response.headers.get("Content-Length", "")
    is_short = length.isdecimal() and count < int(length) and "Transfer-Encoding" not in response.headers
    if is_short or (unpack is not None and count and not unpack.is_done):
        reason = "the connection broke off"
        raise NoAnswer(reason, status=response.status_code)


class _Unpacker:
    """Unpacks gzip, zlib and bare deflate, and never more than there is room for."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._has_begun = False

    @property
    def is_done(self) -> bool:
        return self._stream.eof

    def feed(self, chunk: bytes, room: int) -> bytes:
        try:
            piece = self._stream.decompress(chunk, room)
        except zlib.error as error:
            if self._has_begun:
                reason = "the content cannot be unpacked"
                raise NoAnswer(reason) from error
            self._stream = zlib.decompressobj(_BARE_DEFLATE)
            self._has_begun = True
            return self.feed(chunk, room)
        self._has_begun = True
        return piece

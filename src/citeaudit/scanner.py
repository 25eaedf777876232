"""Text to tokens, cut as MediaWiki's preprocessor cuts it.

The scanner knows nothing of templates by name. It finds comments, extension tags, inclusion
tags, ``{{…}}``, ``{{{…}}}``, ``[[…]]``, ``-{…}-`` and the headings that decide where a template
ends, and it resolves runs of braces exactly as the preprocessor does: closers match the
innermost opener, three before two, and what is left unclosed is text.

A token is a tuple ``(kind, start, end, inner)``. ``inner`` holds the tokens nested in it (a list,
or None where there are none), except for a `TAG`, whose ``inner`` is a `TagParts`. Plain text has
no token: it is what lies between. `tiles` yields the flat sequence, markup and text, that joins
back to the input.

Time and memory are linear in the text: each character is passed once by one compiled pattern,
and searches that failed once are not tried again.

Source:  MediaWiki 1.39 to 1.45, ``Preprocessor_Hash::buildDomTreeArrayFromText``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Token: TypeAlias = tuple[int, int, int, Any]

COMMENT: Final = 0
TAG: Final = 1
IGNORED: Final = 2
TEMPLATE: Final = 3
ARGUMENT: Final = 4
LINK: Final = 5
VARIANT: Final = 6
HEADING: Final = 7
LITERAL: Final = 8
"""An opening tag in a template that is never closed: text, but no ``|`` or ``=`` in it counts."""

KIND_NAMES: Final = ("comment", "tag", "ignored", "template", "argument", "link", "variant", "heading", "literal")

TRIMMED: Final = " \t\n\r\0\x0b"
"""What MediaWiki (PHP's ``trim``) takes off the ends of names and values, and for which a text counts as blank."""

MAX_DEPTH: Final = 100
"""Nesting beyond which MediaWiki stops expanding (its ``$wgMaxPPExpandDepth``)."""

_OPENERS: Final = {"{": TEMPLATE, "[": LINK, "-": VARIANT}
_IGNORED_TAGS: Final = ("noinclude", "/noinclude", "onlyinclude", "/onlyinclude")
_SPACES: Final = " \t"
_new: Final = tuple.__new__
"""Makes a named tuple in half the time of its class; a page has tens of thousands."""


class TagParts(NamedTuple):
    """The parts of an extension tag such as ``<ref name="a">…</ref>``.

    ``content_start`` is -1 for a self-closing tag. The offsets are those of the whole text.
    """

    name: str
    attributes_start: int
    attributes_end: int
    content_start: int
    content_end: int


class Part(NamedTuple):
    """One of the parts of ``{{…}}`` that ``|`` separates; ``equals`` is -1 where it has no ``=``."""

    start: int
    equals: int
    end: int


_FLAT: Final = r"[^{}\[\]<\n]*+"
"""Text in which nothing begins or ends: most templates and links hold no more, and are one match."""


@lru_cache(maxsize=64)
def _patterns(tags: frozenset[str]) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, re.Pattern[str]]]:
    """Return the search patterns outside and inside headings, and one closing tag pattern per tag."""
    names = "|".join(sorted(map(re.escape, (*tags, *_IGNORED_TAGS, "includeonly")), key=len, reverse=True))
    pattern = (
        rf"\{{\{{(?!\{{){_FLAT}(?:\n(?!=){_FLAT})*+\}}\}}|\[\[{_FLAT}\]\]|"
        rf"\{{\{{+|\}}\}}+-?|\[\[+|\]\]|<(?:!--|(?i:({names}))(?=[ \t\n\r\f\v>]|/>))|\n=%s|-\{{(?!\{{)|\}}-"
    )
    closers = {
        name: re.compile(rf"</{re.escape(name)}[ \t\n\r\f\v]*>", re.IGNORECASE) for name in (*tags, "includeonly")
    }
    return re.compile(pattern % ""), re.compile(pattern % "?"), closers


class _Piece:
    """An opener that waits for its closer, as the preprocessor's stack holds it."""

    __slots__ = ("children", "count", "kind", "progress", "start")

    def __init__(self, kind: int, start: int, count: int) -> None:
        self.kind = kind
        self.start = start
        self.count = count
        self.children: list[Token] | None = None
        self.progress: tuple[int, int, int, bool] | None = None
        """How far `_expects_equals` has read: offset, child, number of ``|``, ``=`` seen."""


def scan(text: str, tags: frozenset[str], start: int = 0, end: int | None = None) -> list[Token]:
    r"""Return the outermost tokens of ``text[start:end]``, in order.

    Shape:   ``tags`` are the lower-case names of the wiki's extension tags; offsets in the
             result are those of ``text``. Nested tokens are in their parent, except inside an
             extension tag: whoever handles the tag scans its content, as MediaWiki does.

    >>> scan("a {{b|[[c]]}}", frozenset())
    [(3, 2, 13, [(5, 6, 11, None)])]
    """
    end = len(text) if end is None else end
    search = _patterns(tags)[0].search
    root: list[Token] = []
    position = start
    while found := search(text, position, end):
        first, last = found.span()
        if text[last - 1] not in "}]" or text[first] not in "{[":
            return _Scan(text, tags, start, end, root).run(position)
        root.append((TEMPLATE if text[first] == "{" else LINK, first, last, None))
        position = last
    return root


class _Scan:
    """One pass over one stretch of text; `scan` has passed what stands before the first nested thing."""

    __slots__ = (
        *("closers", "end", "in_heading", "no_closer", "no_gt", "outside", "root", "stack", "start", "text"),
        "variant_end",
    )

    def __init__(self, text: str, tags: frozenset[str], start: int, end: int, root: list[Token]) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.root = root
        self.stack: list[_Piece] = []
        self.no_gt = False
        self.variant_end = -1
        """Where the last ``-{…}-`` ended, whose dash opens nothing."""
        self.no_closer: set[str] = set()
        self.outside, self.in_heading, self.closers = _patterns(tags)

    def run(self, position: int) -> list[Token]:
        """Go on from ``position``; return all outermost tokens."""
        text, end, stack, root = self.text, self.end, self.stack, self.root
        outside, in_heading = self.outside.search, self.in_heading.search
        search = outside
        while found := search(text, position, end):
            start, position = found.span()
            first = text[start]
            if first in "{[-":
                if text[position - 1] in "}]":
                    token = (TEMPLATE if first == "{" else LINK, start, position, None)
                    (self._add if stack else root.append)(token)
                else:
                    stack.append(_Piece(_OPENERS[first], start, position - start))
            elif first == "<":
                position = self._angle(found)
            else:
                position = self._mark(found)
            search = in_heading if stack and stack[-1].kind == HEADING else outside
        return self._flattened()

    def _mark(self, found: re.Match[str]) -> int:
        """Handle the end of a line or of something nested; return where to go on."""
        start, end = found.span()
        first = self.text[start]
        if first == "}":
            return self._close_braces(start, end)
        if not self.stack:
            return end
        if first == "\n":
            return self._line(start)
        if self.stack[-1].kind == LINK:
            self._close(2, LINK, end)
        return end

    def _flattened(self) -> list[Token]:
        if self.stack and self.stack[-1].kind == HEADING:
            self._close_heading(self.end)
        for piece in self.stack:
            if piece.children:
                self.root += piece.children
        return self.root

    def _add(self, token: Token) -> None:
        if not self.stack:
            self.root.append(token)
        elif (children := self.stack[-1].children) is None:
            self.stack[-1].children = [token]
        else:
            children.append(token)

    def _close(self, length: int, kind: int, end: int) -> None:
        """Close ``length`` of the openers of the innermost piece; the token ends at ``end``."""
        stack = self.stack
        piece = stack[-1]
        left = piece.count - length
        token = (kind, piece.start + left, end, piece.children)
        if left >= 2:  # noqa: PLR2004 (two braces or brackets still open something)
            piece.count, piece.children, piece.progress = left, None, None
        else:
            stack.pop()
            if left and piece.kind == TEMPLATE and self._has_dash(piece.start):
                stack.append(_Piece(VARIANT, piece.start - 1, 2))
        self._add(token)

    def _has_dash(self, start: int) -> bool:
        """Tell whether the brace at ``start`` turns out to be the second character of ``-{``."""
        return start > self.start and self.text[start - 1] == "-" and start != self.variant_end

    def _close_braces(self, start: int, end: int) -> int:
        """Match a run of ``}``, of which the last may be followed by ``-``; return where to go on."""
        dash = self.text[end - 1] == "-"
        run_end = end - dash
        while start < run_end and self.stack:
            piece = self.stack[-1]
            if piece.kind == TEMPLATE:
                length = min(run_end - start, piece.count, 3)
                if length == 1:
                    break
                start += length
                self._close(length, TEMPLATE if length == 2 else ARGUMENT, start)  # noqa: PLR2004
            elif piece.kind == VARIANT and dash:
                self._close(2, VARIANT, end)
                self.variant_end = end
                return end
            else:
                break
        return run_end

    def _line(self, start: int) -> int:
        """Handle a line break that ends a heading or begins one; return where to go on."""
        if self.stack[-1].kind == HEADING:
            self._close_heading(start)
            if not self.stack or self.text[start + 1 : start + 2] != "=" or start + 1 >= self.end:
                return start + 1
        return self._open_heading(start + 1)

    def _open_heading(self, start: int) -> int:
        text = self.text
        end = start + 1
        while end < self.end and end < start + 6 and text[end] == "=":
            end += 1
        if end == start + 1 and self._expects_equals(self.stack[-1], start):
            return end
        self.stack.append(_Piece(HEADING, start, 1))
        return end

    def _close_heading(self, end: int) -> None:
        piece = self.stack.pop()
        self._add((HEADING, piece.start, end, piece.children))

    def _expects_equals(self, piece: _Piece, offset: int) -> bool:
        """Tell whether an ``=`` at ``offset`` would separate a name from a value."""
        if piece.kind == LINK:
            return False
        position, child, pipes, seen = piece.progress or (piece.start + piece.count, 0, 0, False)
        children = piece.children or []
        while position < offset:
            stop = children[child][1] if child < len(children) else offset
            for mark in _SEPARATORS.finditer(self.text, position, stop):
                if mark[0] == "|":
                    pipes, seen = pipes + 1, False
                else:
                    seen = True
            position, child = (children[child][2], child + 1) if stop < offset else (offset, child)
        piece.progress = (position, child, pipes, seen)
        return pipes > 0 and not seen

    def _angle(self, found: re.Match[str]) -> int:
        """Handle a comment or a tag; return where to go on."""
        start, name_end = found.span()
        written = found[1]
        if written is None:
            return self._comment(start)
        tag_end = -1 if self.no_gt else self.text.find(">", name_end, self.end)
        if tag_end < 0:
            self.no_gt = True
            return start + 1
        if written.lower() in _IGNORED_TAGS:
            self._add((IGNORED, start, tag_end + 1, None))
            return tag_end + 1
        return self._tag(start, name_end, tag_end, written)

    def _tag(self, start: int, name_end: int, tag_end: int, written: str) -> int:
        name = written.lower()
        if self.text[tag_end - 1] == "/":
            content, content_end, end, attributes_end = -1, -1, tag_end + 1, tag_end - 1
        else:
            closer = None if name in self.no_closer else self.closers[name].search(self.text, tag_end + 1, self.end)
            content, attributes_end = tag_end + 1, tag_end
            if closer:
                content_end, end = closer.span()
            elif written == "includeonly":
                content_end = end = self.end
            else:
                self.no_closer.add(name)
                if self.stack:
                    self._add((LITERAL, start, tag_end + 1, None))
                return tag_end + 1
        if name == "includeonly":
            self._add((IGNORED, start, end, None))
        else:
            attributes_end = max(name_end, attributes_end)
            self._add((TAG, start, end, _new(TagParts, (name, name_end, attributes_end, content, content_end))))
        return end

    def _comment(self, start: int) -> int:
        """Handle a comment; one that fills its lines takes the last line break with it."""
        text = self.text
        end = text.find("-->", start + 4, self.end) + 3
        if end == 2:  # noqa: PLR2004 (not found: -1 + 3)
            self._add((COMMENT, start, self.end, None))
            return self.end
        self._add((COMMENT, start, end, None))
        before = start
        while before > self.start and text[before - 1] in _SPACES:
            before -= 1
        if before == self.start or text[before - 1] != "\n":
            return end
        after = self._spaces_end(end)
        while text.startswith("<!--", after, self.end):
            next_end = text.find("-->", after + 4, self.end) + 3
            if next_end == 2:  # noqa: PLR2004
                break
            self._add((COMMENT, after, next_end, None))
            end = next_end
            after = self._spaces_end(end)
        if after >= self.end or text[after] != "\n":
            return end
        if self.stack and after + 1 < self.end and text[after + 1] == "=":
            return self._open_heading(after + 1)
        return after + 1

    def _spaces_end(self, offset: int) -> int:
        while offset < self.end and self.text[offset] in _SPACES:
            offset += 1
        return offset


_SEPARATORS = re.compile(r"[|=]")


def split(text: str, token: Token) -> list[Part]:
    r"""Return the parts of a `TEMPLATE` or `ARGUMENT` token that ``|`` separates; the first is the name.

    Shape:   an ``=`` counts only from the second part on and only outside nested tokens.

    >>> text = "{{a|b=c=d|e}}"
    >>> [text[p.start : p.end] for p in split(text, scan(text, frozenset())[0])]
    ['a', 'b=c=d', 'e']
    """
    width = 2 if token[0] == TEMPLATE else 3
    position = start = token[1] + width
    end = token[2] - width
    parts: list[Part] = []
    equals = -1
    for child in (*(token[3] or ()), None):
        rest, *pieces = text[position : child[1] if child else end].split("|")
        if equals < 0 and parts and "=" in rest:
            equals = position + rest.index("=")
        position += len(rest)
        for piece in pieces:
            parts.append(_new(Part, (start, equals, position)))
            start = position + 1
            equals = start + piece.index("=") if "=" in piece else -1
            position = start + len(piece)
        position = child[2] if child else end
    parts.append(_new(Part, (start, equals, end)))
    return parts


def tiles(tokens: list[Token], start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield kind, start and end of each stretch of text or markup; together they cover all.

    Shape:   kinds are ``text`` and those of `KIND_NAMES`; the stretch of a token with nested
             tokens is its markup between them. No stretch is empty.
    """
    pending: list[tuple[str, int, int, Iterator[Token]]] = [("text", start, end, iter(tokens))]
    while pending:
        kind, start, end, inner = pending.pop()
        token = next(inner, None)
        if token is None:
            if start < end:
                yield kind, start, end
            continue
        if start < token[1]:
            yield kind, start, token[1]
        pending.append((kind, token[2], end, inner))
        nested = token[3] if token[0] not in {TAG, COMMENT, IGNORED} else None
        pending.append((KIND_NAMES[token[0]], token[1], token[2], iter(nested or ())))

"""The way back into the trees of mwparserfromhell: which node is a finding about?"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from mwparserfromhell.nodes import Argument, ExternalLink, Heading, Node, Tag, Template, Wikilink
from mwparserfromhell.wikicode import Wikicode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mwparserfromhell.nodes.extras import Attribute

    from citeaudit.finding import Finding

_Piece: TypeAlias = str | Wikicode
"""A stretch of a node's text: its own characters, or a tree below it."""


def node_of(wikicode: Wikicode, finding: Finding) -> Node | None:
    """Return the node that a finding is about: the smallest one that covers its place.

    Shape:   ``wikicode`` is as it was when it was audited; after a change, audit it again. A place
             between two nodes is of the second. The node may be `Text`, such as the value of a
             template's argument; ``wikicode.get_parent(node)`` leads upwards.
    Returns: ``None`` where the place covers more than one node, or is not in the tree.

    >>> import mwparserfromhell
    >>> from citeaudit import audit
    >>> tree = mwparserfromhell.parse("A claim.<ref name=x /> {{reflist}}")
    >>> [str(node_of(tree, finding)) for finding in audit(tree).findings]
    ['<ref name=x />']
    """
    start, end = finding.span
    found: Node | None = None
    below: Wikicode | None = wikicode
    offset = 0
    while below is not None:
        node, offset = _covering_node(below, offset, start, end)
        if node is None:
            break
        found = node
        below, offset = _covering_tree(node, offset, start, end)
    return found


def _covering_node(tree: Wikicode, offset: int, start: int, end: int) -> tuple[Node | None, int]:
    """Return the node of ``tree``, which begins at ``offset``, that covers a place; and where it begins."""
    last: tuple[Node | None, int] = (None, 0)
    for node in tree.nodes:
        after = offset + len(str(node))
        if offset <= start and end <= after:
            if start < after:
                return node, offset
            last = (node, offset)
        if after > start:
            break
        offset = after
    return last


def _covering_tree(node: Node, offset: int, start: int, end: int) -> tuple[Wikicode | None, int]:
    """Return the tree below ``node``, which begins at ``offset``, that covers a place; and where it begins."""
    for piece in pieces(node):
        after = offset + len(str(piece))
        if isinstance(piece, Wikicode) and offset <= start and end <= after and offset < after:
            return piece, offset
        offset = after
    return None, 0


def pieces(node: Node) -> Iterator[_Piece]:
    """Yield what the text of a node consists of, from left to right; joined it is ``str(node)``."""
    match node:
        case Template():
            yield from _template(node)
        case Tag():
            yield from _tag(node)
        case Argument():
            yield from ("{{{", node.name)
            yield from () if node.default is None else ("|", node.default)
            yield "}}}"
        case Wikilink():
            yield from ("[[", node.title)
            yield from () if node.text is None else ("|", node.text)
            yield "]]"
        case ExternalLink():
            yield from _external_link(node)
        case Heading():
            yield from ("=" * node.level, node.title, "=" * node.level)
        case _:
            yield str(node)


def _template(node: Template) -> Iterator[_Piece]:
    yield from ("{{", node.name)
    for parameter in node.params:
        yield "|"
        if parameter.showkey:
            yield from (parameter.name, "=")
        yield parameter.value
    yield "}}"


def _external_link(node: ExternalLink) -> Iterator[_Piece]:
    if not node.brackets:
        yield node.url
        return
    yield from ("[", node.url)
    if node.title is not None:
        yield from ("" if node.suppress_space else " ", node.title)
    yield "]"


def _tag(node: Tag) -> Iterator[_Piece]:
    if node.wiki_markup:
        yield node.wiki_markup
    else:
        yield from ("</" if node.invalid else "<", node.tag)
    for attribute in node.attributes:
        yield from _attribute(attribute)
    yield node.padding or ""
    if node.wiki_markup:
        yield node.wiki_style_separator or ""
        yield from () if node.self_closing else (node.contents, node.closing_wiki_markup or "")
    elif node.self_closing:
        yield ">" if node.implicit else "/>"
    else:
        yield from (">", node.contents, "</", node.closing_tag, ">")


def _attribute(attribute: Attribute) -> Iterator[_Piece]:
    yield from (attribute.pad_first, attribute.name, attribute.pad_before_eq)
    if attribute.value is not None:
        quotes = attribute.quotes or ""
        yield from ("=" + attribute.pad_after_eq + quotes, attribute.value, quotes)

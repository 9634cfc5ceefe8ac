"""Makes ``site/`` of ``docs/``: plain files that need no network, no script and no server.

``docs/README.md`` is the first page and the list of all others, in its order; a page that it does not name is not made,
and a link that leads nowhere ends this with its name.
"""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup
from mdit_py_plugins.anchors import anchors_plugin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

CHECKOUT = Path(__file__).resolve().parent.parent
DOCS = CHECKOUT / "docs"
SITE = CHECKOUT / "site"
FIRST: Final = "README.md"
FROM_HERE_ON: Final = 4
"""So many headings make a list of them worth its room."""
OUTSIDE: Final = re.compile(r"[a-z]+:")


@dataclass(frozen=True)
class Heading:
    """A heading of a page, and the name by which it is linked."""

    level: str
    words: str
    anchor: str


@dataclass(frozen=True)
class DocsPage:
    """A page as it was read: its headings, where it leads, and its text as HTML."""

    path: Path
    title: str
    headings: tuple[Heading, ...]
    links: tuple[str, ...]
    html: str


def anchor(words: str) -> str:
    """Return the name of a heading's place as GitHub makes it, so that a link holds here and there."""
    return re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")


def read(path: Path) -> DocsPage:
    """Read a page."""
    parser = MarkdownIt("commonmark").enable("table").use(anchors_plugin, max_level=4, slug_func=anchor)
    tokens = parser.parse(path.read_text("utf-8"))
    headings = tuple(_headings(tokens))
    links = tuple(_led(tokens))
    html = parser.renderer.render(tokens, parser.options, {})
    title = next((each.words for each in headings if each.level == "h1"), path.stem)
    return DocsPage(path, title, headings, links, _in_both_lights(_wide_tables(html)))


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    for opening, inside in pairwise(tokens):
        if opening.type == "heading_open":
            words = "".join(each.content for each in inside.children or () if each.type in ("text", "code_inline"))
            yield Heading(opening.tag, words, str(opening.attrs.get("id", "")))


def _led(tokens: Sequence[Token]) -> Iterator[str]:
    """Give every link and picture as it is written, and let those to a page lead to it as it is made here."""
    for token in (each for block in tokens for each in block.children or ()):
        for name in {"href", "src"} & set(token.attrs):
            target = str(token.attrs[name])
            yield target
            if not OUTSIDE.match(target):
                token.attrs[name] = made_name(target)


def made_name(target: str) -> str:
    """Return what a link to a page of ``docs/`` is called in the site."""
    path, mark, place = target.partition("#")
    path = "index.html" if path == FIRST else re.sub(r"\.md$", ".html", path)
    return f"{path}{mark}{place}"


def _wide_tables(html: str) -> str:
    """Let a table that is wider than the window move by itself, by keys too."""
    opening = '<div class="wide" tabindex="0" role="region" aria-label="Table"><table>'
    return html.replace("<table>", opening).replace("</table>", "</table></div>")


def _in_both_lights(html: str) -> str:
    """Show a picture of the dark theme in the light one where the reader's system is light."""
    light = r'<picture><source srcset="\1-paper.svg" media="(prefers-color-scheme: light)">\g<0></picture>'
    return re.sub(r'<img src="([\w/-]+)-lamplight\.svg"[^>]*>', light, html)


def astray(pages: dict[Path, DocsPage]) -> Iterator[str]:
    """Give each link that leads nowhere: to no file, or to no heading of a page."""
    for page in pages.values():
        for target in page.links:
            if OUTSIDE.match(target):
                continue
            path, _, place = target.partition("#")
            to = (page.path.parent / path).resolve() if path else page.path
            places = {each.anchor for each in pages[to].headings} if to in pages else {""}
            if not to.exists() or (place and place not in places):
                yield f"{page.path.name}: {target}"


def everything() -> dict[Path, DocsPage]:
    """Return every page of ``docs/`` by its file."""
    return {path: read(path) for path in sorted(DOCS.glob("*.md"))}


def main() -> int:
    """Make the site; 1 where a link leads nowhere."""
    pages = everything()
    for lost in (found := list(astray(pages))):
        print(f"leads nowhere: {lost}")
    if found:
        return 1
    shutil.rmtree(SITE, ignore_errors=True)
    shutil.copytree(DOCS / "pictures", SITE / "pictures")
    for name, html in made(pages):
        (SITE / name).write_text(html, "utf-8")
    print(f"{(SITE / 'index.html').relative_to(CHECKOUT)} made")
    return 0


def made(pages: dict[Path, DocsPage]) -> Iterator[tuple[str, str]]:
    """Give each page of the site by its file's name: those that the first one names, each once, in its order."""
    first = pages[DOCS / FIRST]
    listed = [first, *(pages[path] for link in dict.fromkeys(first.links) if (path := DOCS / link) in pages)]
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    template = environment.get_template("docs_site.html")
    ways = [(made_name(page.path.name), page.title) for page in listed]
    for page, (name, title) in zip(listed, ways, strict=True):
        head, end, rest = page.html.partition("</h1>")
        parts = [each for each in page.headings if each.level == "h2"]
        yield (
            name,
            template.render(
                title=title,
                here=name,
                ways=ways,
                parts=parts if len(parts) >= FROM_HERE_ON else [],
                head=Markup(head + end),  # noqa: S704  our own page
                rest=Markup(rest),  # noqa: S704  as above
            ),
        )


if __name__ == "__main__":
    sys.exit(main())

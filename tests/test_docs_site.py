"""The pages of ``docs/`` lead to each other, all are found from the first one, and the site made of them is whole."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from docs_site import DOCS, FIRST, anchor, astray, everything, made, read

if TYPE_CHECKING:
    from pathlib import Path

    from docs_site import DocsPage

CHECKOUT = DOCS.parent


@cache
def pages() -> dict[Path, DocsPage]:
    """Return the pages of ``docs/``, read once, and only where they are looked at."""
    return everything()


@cache
def around() -> dict[Path, DocsPage]:
    """Return the pages of the first folder."""
    return {path: read(path) for path in (CHECKOUT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"))}


@cache
def site() -> dict[str, str]:
    """Return the site made of them."""
    return dict(made(pages()))


def test_every_link_leads_to_a_page_a_picture_or_a_heading_that_is_there() -> None:
    """In ``docs/`` and in the pages of the first folder."""
    assert list(astray(pages() | around())) == []


@pytest.mark.parametrize("link", ["gone.md", "page.md#gone", "#gone", "pictures/gone.svg"])
def test_a_link_that_leads_nowhere_is_named(tmp_path: Path, link: str) -> None:
    """A page, a heading, or a picture that is gone."""
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n\n[there](#page), [back](page.md#page), [away](https://example.org), [lost]({link})\n")
    assert list(astray({page: read(page)})) == [f"page.md: {link}"]


def test_every_page_is_found_from_the_first_one() -> None:
    """A page that the list does not name would be in no site."""
    assert {path.name for path in pages()} - set(pages()[DOCS / FIRST].links) == {FIRST}


def test_the_readme_names_the_pages_for_a_person() -> None:
    """Whoever comes from outside finds them."""
    named = set(around()[CHECKOUT / "README.md"].links)
    assert {f"docs/{name}.md" for name in ("README", "first-evening", "screen-readers", "for-clinicians")} <= named


def test_the_site_needs_no_network_and_no_script() -> None:
    """What a page loads lies beside it; only what is clicked may lead away."""
    for name, html in site().items():
        loaded = re.findall(r'(?:src|srcset|<link[^>]*href)="([^"]*)"', html)
        assert "<script" not in html
        assert "url(" not in html
        assert [each for each in loaded if not (DOCS / each).is_file()] == [], name


def test_every_link_of_the_site_leads_to_a_page_of_it() -> None:
    """By the names that the pages have there."""
    for html in site().values():
        led = {each.partition("#")[0] for each in re.findall(r'href="([^":]*)"', html)} - {""}
        assert led <= set(site())


def test_a_heading_is_linked_as_github_links_it() -> None:
    """So that a link holds in both."""
    assert anchor("Keys of your own") == "keys-of-your-own"
    assert anchor("RC-1 · Breath, with `legs` up!") == "rc-1--breath-with-legs-up"

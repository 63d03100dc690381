"""The built site, in `KERASCOMPAT_SITE`: each link in it leads somewhere, and nothing of it comes from elsewhere."""

from __future__ import annotations

import os
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

# a build of the site: `python -m nox -s docs` makes it and sets this
SITE = Path(os.environ["KERASCOMPAT_SITE"])
PAGES = sorted(path.name for path in SITE.glob("*.html"))


class Read(HTMLParser):
    """The links, the resources and the anchors of a page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.resources, self.anchors, self.words = [], [], set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.anchors |= {given[name] for name in ("id", "name") if given.get(name)}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag in ("script", "img", "iframe", "source") and given.get("src"):
            self.resources.append(given["src"])
        if tag == "link" and given.get("href"):
            self.resources.append(given["href"])

    def handle_data(self, data):
        self.words.append(data)


@cache
def read(name):
    return Read((SITE / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name):
    for link in read(name).links:
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.scheme == "https", link
            assert re.fullmatch(r"[\w-]+(\.[\w-]+)+", parts.netloc), link
            continue
        target = unquote(parts.path) or name
        assert (SITE / target).is_file(), f"{name}: {link}"
        if parts.fragment and target.endswith(".html"):
            assert unquote(parts.fragment) in read(target).anchors, f"{name}: {link}"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_no_network(name):
    for resource in read(name).resources:
        parts = urlsplit(resource)
        assert not parts.scheme or parts.scheme == "data", f"{name}: {resource}"
        assert not parts.netloc, f"{name}: {resource}"
        assert not parts.path or (SITE / unquote(parts.path)).is_file(), f"{name}: {resource}"


def test_no_style_sheet_loads_from_elsewhere():
    for path in SITE.glob("_static/**/*.css"):
        assert not re.search(r"(@import|url\()\s*['\"]?(https?:)?//", path.read_text(encoding="utf-8")), path


def test_the_pages_of_measured_data_have_every_row():
    """Without a script: what stands in the page itself."""
    from kerascompat._history import names
    from kerascompat._matrix import table

    for page, rows in (("grid.html", len(table().rows)), ("find-a-name.html", len(names()))):
        text = (SITE / page).read_text(encoding="utf-8")
        assert text.count('<tr role="row">') == rows + 1, page

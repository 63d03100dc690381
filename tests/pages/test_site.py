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


def test_the_page_of_names_says_of_each_where_only_one_of_keras_and_tf_keras_has_it():
    from kerascompat._history import history, names

    text = (SITE / "find-a-name.html").read_text(encoding="utf-8").replace("<wbr>", "")
    _, _, *rows = text.split('<tr role="row">')
    for name, row in zip(names(), rows):
        views = ("keras", "tf.keras", "tf_keras", "tf_keras/tf.keras")
        keras, of_tensorflow, legacy, legacy_of_tensorflow = ({*history(name).minors(view)} for view in views)
        every = {
            f"keras.{name}": keras - of_tensorflow,
            f"tf.keras.{name}": of_tensorflow - keras,
            f"tf_keras.{name}": legacy - legacy_of_tensorflow,
        }
        said = re.findall(r"<p>([^<:]*): only as <code>([^<]*)</code></p>", row)
        assert f"<code>{name}</code>" in row
        only = {one: minors for one, minors in every.items() if minors}
        assert {one: _minors(releases) for releases, one in said} == only


def _minors(text):
    """The minor versions that a phrase means: `Keras 2.12, Keras 3.0 and newer`, `tf_keras` for all of it."""
    from kerascompat._history import measured

    found = set()
    for part in text.split(", "):
        package, _, span = part.lower().partition(" ")
        every = measured()[package]
        first, _, last = span.removesuffix(" and newer").partition("–")
        is_open = span.endswith(" and newer") or not span
        start = every.index(first) if first else 0
        found |= {*every[start : None if is_open else every.index(last or first) + 1]}
    return found

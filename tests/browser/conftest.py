"""One Chromium for all tests of the built site."""

from __future__ import annotations

import chromium
import pytest


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    program = chromium.find()
    if program is None:
        pytest.exit("Chromium is missing: apt-get install chromium", returncode=2)
    started = chromium.Browser(tmp_path_factory.mktemp("profile"), program)
    yield started
    started.close()


@pytest.fixture
def visit(browser):
    """Open a page; at the end, nothing that it said or fetched may be wrong."""
    opened = []

    def open_page(path, **settings):
        opened.append(browser.page(path, **settings))
        return opened[-1]

    yield open_page
    for page in opened:
        errors = [each["entry"]["text"] for each in page.events("Log.entryAdded")]
        errors += [str(each["exceptionDetails"]) for each in page.events("Runtime.exceptionThrown")]
        errors += [str(each["args"]) for each in page.events("Runtime.consoleAPICalled")]
        fetched = [each["request"]["url"] for each in page.events("Network.requestWillBeSent")]
        page.close()
        assert not errors
        assert [url for url in fetched if not url.startswith(("file:", "data:"))] == []

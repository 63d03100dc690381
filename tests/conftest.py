"""What tests of several layers share."""

from __future__ import annotations

import signal

import pytest


@pytest.fixture
def heeded():
    """Signals as a program in a terminal has them: a test run in the background ignores some, and its children too."""
    before = {each: signal.signal(each, signal.SIG_DFL) for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)}
    before[signal.SIGINT] = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    for each, handler in before.items():
        signal.signal(each, handler)

"""Providers warn of much; what concerns kerascompat stays an error."""

from __future__ import annotations


def pytest_configure(config):
    for line in ("ignore", "error:::kerascompat", "error::kerascompat.errors.KerasCompatWarning"):
        config.addinivalue_line("filterwarnings", line)

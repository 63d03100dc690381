"""The hook for PyInstaller, which finds it through the entry point `pyinstaller40`. Nothing else imports this."""

from __future__ import annotations

import os


def get_hook_dirs() -> list[str]:
    """The folder of the hook."""
    return [os.path.dirname(__file__)]

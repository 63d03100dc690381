"""What real programs print in a terminal of 80 columns, piped into `kerascompat explain`."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios

import pytest
from failures import stage_named

COLUMNS = 80
STAGE = stage_named(os.environ.get("KERASCOMPAT_STAGE", ""))
COMMANDS = {
    "python": [sys.executable, "train.py"],
    "pytest": [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "test_train.py"],
    "summary": [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--tb=no", "test_train.py"],
    "ipython": [sys.executable, "-m", "IPython", "--no-banner", "--no-confirm-exit", "train.py"],
    "rich": [sys.executable, "train.py"],
}
RICH = "from rich.traceback import install\n\ninstall(show_locals=False)\n"


def command_of(failure):
    if failure.how == "pip":
        return [sys.executable, "-m", "pip", *shlex.split(failure.program)]
    if failure.how == "uv":
        return ["uv", *shlex.split(failure.program), "--python", sys.executable]
    return COMMANDS[failure.how]


def in_terminal(command, folder, variables):
    """All that a command shows in a terminal, as the terminal gets it."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, COLUMNS, 0, 0))
    settings = dict(each.split("=", 1) for each in variables)
    environment = {**os.environ, "TERM": "xterm-256color", "HOME": str(folder), **settings}
    for name in ("COLUMNS", "LINES", "NO_COLOR", "PYTEST_CURRENT_TEST", "KERASCOMPAT_STAGE"):
        environment.pop(name, None)
    with subprocess.Popen(command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                read = os.read(ours, 65536)
            except OSError:  # the other side is closed
                break
            if not read:
                break
            shown += read
        os.close(ours)
    return process.returncode, shown


def folded(shown):
    """The same as it is copied from a screen that breaks each line at its last column."""
    text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode(errors="replace"))
    lines = (
        line
        for each in text.splitlines()
        for line in (each[i : i + COLUMNS] for i in range(0, len(each) or 1, COLUMNS))
    )
    return "\n".join(line.rstrip() for line in lines).encode()


def explained(text):
    done = subprocess.run(
        [sys.executable, "-m", "kerascompat", "explain", "--json"], input=text, capture_output=True, check=False
    )
    assert done.stderr == b""
    return done.returncode, [each["code"] for each in json.loads(done.stdout)["findings"]]


@pytest.mark.parametrize("failure", STAGE.failures, ids=lambda failure: failure.name)
def test_what_the_terminal_shows_is_explained(failure, tmp_path):
    source = f"{RICH}{failure.program}" if failure.how == "rich" else failure.program
    for name in ("train.py", "test_train.py"):
        (tmp_path / name).write_text(source, encoding="utf-8")
    code, shown = in_terminal(command_of(failure), tmp_path, failure.variables)
    text = shown.decode(errors="replace")
    assert code != 0 or failure.how in ("ipython", "pip"), f"it did not fail:\n{text}"
    for way, given in (("as shown", shown), ("copied from the screen", folded(shown))):
        status, codes = explained(given)
        assert (status, codes[:1]) == (0, [failure.code]), f"{way}: {codes}\n{text}"
        assert set(failure.also) <= set(codes), f"{way}: {codes}\n{text}"

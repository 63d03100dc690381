"""The facts of another interpreter: it reads them itself, with this source, and nothing of ours on its path."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import packaging

import kerascompat
from kerascompat._facts import Facts

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARK = "kerascompat facts:"
_LIMIT = 60.0
"""Seconds that a Python may take to start and to look around: a cold network disk is slow."""

# The packages are made from their folders: on the path, the neighbours of these would be found as well, our TensorFlow
# among them.
# What lies in the current folder is first on the path of `-c`, and not on the program's.
_CODE = """
import sys
del sys.path[0]
import importlib.util, os
mark, *folders = sys.argv[1:]
for folder in folders:
    places = {"submodule_search_locations": [folder]}
    name = os.path.basename(folder)
    spec = importlib.util.spec_from_file_location(name, os.path.join(folder, "__init__.py"), **places)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
from kerascompat import _environment
print(mark, _environment.read().to_json())
"""


class AskingError(Exception):
    """An interpreter does not tell its facts; the text says why."""


def facts_of(python: str, variables: Mapping[str, str]) -> Facts:
    """What a decision in that interpreter depends on.

    Args:
        python: its path.
        variables: all variables that it will have.

    Raises:
        AskingError: it cannot be started, is too old, or says nothing that is understood.
    """
    folders = [os.path.dirname(os.path.abspath(str(package.__file__))) for package in (packaging, kerascompat)]
    try:
        done = subprocess.run(  # noqa: S603 - the interpreter that the user is about to start
            [python, "-B", "-c", _CODE, _MARK, *folders],
            env=dict(variables),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_LIMIT,
            check=False,
        )
        return Facts.from_json(done.stdout.partition(_MARK)[2])
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AskingError(str(error)) from error
    except ValueError as error:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        raise AskingError(last[0]) from error

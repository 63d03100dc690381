"""The program that is to run: where it lies, and which Python it will run with."""

from __future__ import annotations

import os
import re
import shutil
import sys
from typing import Optional

_PYTHON = re.compile(r"(?:python|pypy)w?[\d.]*(?:\.exe|\.bat)?")
_MARKS = ("pyvenv.cfg", "conda-meta")
"""What lies in the folder of an environment."""


class StartError(Exception):
    """A program cannot be started: `code` is the exit code that a shell gives for it."""

    def __init__(self, text: str, code: int) -> None:
        super().__init__(text)
        self.code = code


def locate(program: str) -> str:
    """The path of a program, as a shell finds it.

    Raises:
        StartError: there is none (127), or it is none that can be executed (126).
    """
    found = shutil.which(program)
    if found is not None:
        return found
    for folder in [""] if os.path.dirname(program) else os.get_exec_path():
        path = os.path.join(folder, program)
        if os.path.isdir(path) and os.path.dirname(program):
            message = f"{path} is a folder"
            raise StartError(message, 126)
        if os.path.isfile(path):
            message = f"{path} is not executable"
            raise StartError(message, 126)
    message = f"{program} is not found" if os.path.dirname(program) else f"{program} is not found on the path"
    raise StartError(message, 127)


def other_python(path: str) -> Optional[str]:
    """The interpreter that a program runs with, where it is another one than this; None where it is this, or none.

    A Python is known by its name; a program that lies in an environment, `pytest`, runs with the Python beside it.
    """
    python = path if _is_python(path) else _python_beside(path)
    return None if python is None or _is_this(python) else python


def _is_python(path: str) -> bool:
    return _PYTHON.fullmatch(os.path.basename(path).lower()) is not None


def _python_beside(path: str) -> Optional[str]:
    folder = os.path.dirname(os.path.realpath(path))  # tools are links into the environment that they live in
    environments = (os.path.dirname(folder), folder)  # conda for Windows has its Python in the environment itself
    if not any(os.path.exists(os.path.join(each, mark)) for each in environments for mark in _MARKS):
        return None
    return next((found for each in (folder, environments[0]) if (found := shutil.which("python", path=each))), None)


def _is_this(python: str) -> bool:
    """Whether it is the interpreter that runs this, of the same environment: one file serves several."""
    own = sys.executable
    same_folder = os.path.realpath(os.path.dirname(python)) == os.path.realpath(os.path.dirname(own))
    return same_folder and os.path.realpath(python) == os.path.realpath(own)

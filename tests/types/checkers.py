"""Runs the type checkers of the running interpreter on samples, against the environment of another one."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
PYTHON = "Scripts/python.exe" if os.name == "nt" else "bin/python"


class Said(NamedTuple):
    """One thing that a checker said of a file."""

    file: str
    line: int
    severity: str
    rule: str
    message: str

    @property
    def is_complaint(self) -> bool:
        return self.severity in ("error", "warning")


def run(*command, cwd=None, codes=(0,), **variables):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MYPY", "PYTHON", "PYRIGHT"))}
    process = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**env, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert process.returncode in codes, process.stdout + process.stderr
    return process.stdout


def uv(*arguments):
    command = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    assert command, "uv is not installed"
    return run(command, *arguments)


def pyright(python, folder, settings=None):
    """What pyright says of a folder; `settings` is what `kerascompat pyright-config` printed."""
    folder = folder.resolve()
    (folder / "pyrightconfig.json").write_text(settings or "{}", encoding="utf-8")
    arguments = ["--outputjson", "--pythonpath", python, "--project", folder]
    output = run(sys.executable, "-m", "pyright", *arguments, cwd=folder, codes=(0, 1))
    for each in json.loads(output)["generalDiagnostics"]:
        file, line = Path(each["file"]).resolve().relative_to(folder), each["range"]["start"]["line"] + 1
        yield Said(file.as_posix(), line, each["severity"], each.get("rule", ""), each["message"])


def mypy(python, folder, settings=None, options=()):
    """What mypy says of the files without an underscore; `settings` is what `kerascompat mypy-args --toml` printed."""
    config = folder / "settings.toml"
    config.write_text(settings or "[tool.mypy]\n", encoding="utf-8")
    files = sorted(file.relative_to(folder) for file in folder.rglob("[!_]*.py"))
    arguments = ["--strict", "--output=json", f"--config-file={config}", f"--cache-dir={folder.parent / 'mypy'}"]
    arguments += ["--explicit-package-bases", *options, "--python-executable", python]
    output = run(sys.executable, "-m", "mypy", *arguments, *files, cwd=folder, codes=(0, 1))
    for each in map(json.loads, filter(None, output.splitlines())):
        file = Path(each["file"]).as_posix()
        yield Said(file, each["line"], each["severity"], each["code"] or "", each["message"])


CHECKERS = {"pyright": pyright, "mypy": mypy}
PRINTED = {"pyright": ("pyright-config",), "mypy": ("mypy-args", "--toml")}


def revealed(said):
    """The types that pyright or mypy reveals, by file and line."""
    texts = [each for each in said if not each.is_complaint and each.message.startswith(("Type of", "Revealed type"))]
    return {(each.file, each.line): each.message.rpartition(' is "')[2][:-1] for each in texts}

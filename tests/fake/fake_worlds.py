"""Fake worlds: site-packages built from dicts of text, and clean processes that live in them."""

from __future__ import annotations

import atexit
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _source():
    """A folder with kerascompat and nothing else: the sources, or where there are none, the installed package."""
    if (ROOT / "src").is_dir():
        return ROOT / "src"
    installed = Path(importlib.util.find_spec("kerascompat").origin).parent
    alone = Path(tempfile.mkdtemp(prefix="kerascompat-alone-")).resolve()
    atexit.register(shutil.rmtree, alone, ignore_errors=True)
    shutil.copytree(installed, alone / "kerascompat", ignore=shutil.ignore_patterns("__pycache__"))
    return alone


SOURCE = _source()

_MARK = "--- answer ---"
_ANSWER = f"""
import json as _json
print({_MARK!r}, _json.dumps(globals().get("answer")))
"""


def write(folder, tree):
    """Put a dict of text (or bytes) on disk."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in tree.items():
        if isinstance(content, dict):
            write(folder / name, content)
        elif isinstance(content, bytes):
            (folder / name).write_bytes(content)
        else:
            (folder / name).write_text(content, encoding="utf-8")


def zipped(folder, name, tree):
    """The same, inside a zip archive; returns its path."""
    write(folder / name, tree)
    path = shutil.make_archive(str(folder / name), "zip", folder / name)
    shutil.rmtree(folder / name)
    return Path(path)


class World:
    """A site, an empty home, an empty working directory.

    Args:
        root: an empty folder.
        requirements: a folder with what kerascompat itself needs.
        tree: what is installed in its site-packages.
    """

    def __init__(self, root, requirements, tree=()):
        self.site = root / "site-packages"
        self.home = root / "home"
        self.work = root / "work"
        self.path = [self.site]
        self.requirements = requirements
        write(self.site, dict(tree))
        for folder in (self.home, self.work):
            folder.mkdir(parents=True)

    def install(self, *trees):
        """Install more into the site."""
        for tree in trees:
            write(self.site, tree)
        return self

    def local(self, tree):
        """Put files into the working directory."""
        write(self.work, tree)
        return self

    def keras_json(self, text):
        """Write `~/.keras/keras.json`."""
        write(self.home / ".keras", {"keras.json": text})
        return self

    def environment(self, variables):
        path = [*self.path, SOURCE, self.requirements]
        return {
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": os.pathsep.join(map(str, path)),
            "PYTHONPYCACHEPREFIX": str(self.requirements.parent / "bytecode"),
            "PYTHONIOENCODING": "utf-8",
            "HOME": str(self.home),
            "USERPROFILE": str(self.home),
            **variables,
        }

    def start(self, code, *options, **variables):
        """Run a script in the working directory in a fresh Python without site-packages of its own."""
        self.local({"main.py": textwrap.dedent(code)})
        command = [sys.executable, "-S", "-s", *options, "main.py"]
        return subprocess.run(
            command,
            cwd=self.work,
            env=self.environment(variables),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=30,
            check=False,
        )

    def run(self, code, *options, **variables):
        """What the script leaves in the variable `answer`; it must end well."""
        done = self.start(f"{textwrap.dedent(code)}\n{_ANSWER}", *options, **variables)
        assert done.returncode == 0, done.stderr
        marked = done.stdout.rpartition(_MARK)[2]
        return json.loads(marked)

    def facts(self, **variables):
        """`kerascompat.facts()` in a fresh process, as parsed JSON with the modules by their names."""
        script = "import json, kerascompat\nanswer = json.loads(kerascompat.facts().to_json())"
        facts = self.run(script, **variables)
        facts["modules"] = {module["name"]: module for module in facts["modules"]}
        return facts

    def listing(self):
        """Every file of the world with its size and time, to see that nothing was written."""
        root = self.site.parent
        files = [path for path in sorted(root.rglob("*")) if path.is_file() and path.name != "main.py"]
        return {str(path): path.stat().st_mtime_ns for path in files}

"""A package index that is a folder of tiny wheels, so that the real uv resolves and installs without a network."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from fake_worlds import SOURCE


class Commands:
    """`kerascompat lab` in a `folder`, with `variables`."""

    def command(self, *arguments):
        return [sys.executable, "-m", "kerascompat", "lab", *arguments]

    def __call__(self, *arguments, **others):
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env={**self.variables, **others},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )


def add_wheel(folder, name, version, files=None, requires=(), scripts=()):
    """Put one wheel into the folder.

    Args:
        folder: the index.
        name: of the distribution; its module has underscores in place of hyphens.
        version: its release.
        files: the module's files by path; by default an `__init__.py` with the version.
        requires: what it declares.
        scripts: console scripts, `name=module:function`.
    """
    module = name.replace("-", "_")
    info = f"{module}-{version}.dist-info"
    texts = dict(files or {f"{module}/__init__.py": f"__version__ = {version!r}\n"})
    metadata = "".join(f"Requires-Dist: {each}\n" for each in requires)
    texts[f"{info}/METADATA"] = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{metadata}"
    texts[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    if scripts:
        texts[f"{info}/entry_points.txt"] = "[console_scripts]\n" + "".join(f"{each}\n" for each in scripts)
    record = "".join(f"{path},sha256={_digest(text)},{len(text.encode())}\n" for path, text in texts.items())
    texts[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / f"{module}-{version}-py3-none-any.whl", "w") as archive:
        for path, text in texts.items():
            archive.writestr(path, text)


def _digest(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")


def variables(folder, index, **others):
    """What a process needs to use this index alone, and kerascompat from its source."""
    site = os.pathsep.join(path for path in sys.path if path.endswith("site-packages"))
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": f"{SOURCE}{os.pathsep}{site}",
        "UV_NO_INDEX": "1",
        "UV_FIND_LINKS": str(index),
        "UV_CACHE_DIR": str(Path(folder, "uv-cache")),
        "UV_OFFLINE": "1",
        **others,
    }

"""The fast tests where the sources are not: a copy of the tests and of the texts they read, and the installed package.

python tests/package/apart.py [arguments of pytest]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = ("tests", "docs", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "pyproject.toml", "noxfile.py")
"""What the tests read: the pages that they compare with the program, and the settings of pytest."""

WHERE = "import kerascompat; print(kerascompat.__file__)"


def main() -> int:
    """Copy, see to it that the installed package is what is imported, and run."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        for name in READ:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copyfile(ROOT / name, folder / name)
        asked = subprocess.run([sys.executable, "-c", WHERE], cwd=folder, capture_output=True, text=True, check=False)
        where = asked.stdout.strip()
        if not where or ROOT / "src" in Path(where).resolve().parents:
            print(f"kerascompat is to be installed as a wheel, and is {where or 'not installed'}")
            return 2
        print(f"kerascompat is {where}; there is no src in {folder}", flush=True)
        command = [sys.executable, "-m", "pytest", "-q", "tests/unit", "tests/fake", *sys.argv[1:]]
        return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())

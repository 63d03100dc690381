"""From which states a release is made, and what it writes. The rest of it needs git: `nox -s release`."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

import kerascompat

sys.path.append(str(Path(__file__).resolve().parents[1] / "package"))

import release

SOURCE = '"""Text."""\n\n__version__ = "0.1.0"\n\n__all__ = []\n'
CHANGELOG = "# Changelog\n\n## 0.2.0 (unreleased)\n\n### Added\n\n- A thing.\n\n## 0.1.0 (2026-01-02)\n\n- All.\n"
READY = release.State("main", (), ("v0.1.0", "v0.0.9", "nightly"), SOURCE, CHANGELOG)
FIRST = replace(READY, tags=(), changelog="# Changelog\n\n## 0.1.0 (unreleased)\n\n- All.\n")

RELEASED = {
    "the next one": ("0.2.0", READY),
    "the first one, which stands in the sources already": ("0.1.0", FIRST),
    "ten is newer than nine": (
        "0.10.0",
        replace(READY, tags=("v0.9.0",), changelog=CHANGELOG.replace("0.2.0", "0.10.0")),
    ),
    "a tag that is no version counts for nothing": ("0.2.0", replace(READY, tags=("v9", "v1.0.0rc1", "9.0.0"))),
}


@pytest.mark.parametrize(("version", "state"), RELEASED.values(), ids=RELEASED)
def test_is_released(version, state):
    assert release.refusal(version, state) is None


def changelog(old, new):
    """The state with another changelog."""
    assert old in CHANGELOG
    return replace(READY, changelog=CHANGELOG.replace(old, new))


REFUSED = {
    "two numbers": ("0.2", READY, "'0.2' is no version of the form X.Y.Z"),
    "a v before it": ("v0.2.0", READY, "'v0.2.0' is no version of the form X.Y.Z"),
    "a leading zero": ("0.02.0", READY, "'0.02.0' is no version of the form X.Y.Z"),
    "a candidate": ("0.2.0rc1", READY, "'0.2.0rc1' is no version of the form X.Y.Z"),
    "a line after it": ("0.2.0\n", READY, "'0.2.0\\n' is no version of the form X.Y.Z"),
    "nothing": ("", READY, "'' is no version of the form X.Y.Z"),
    "a commit instead of a branch": (
        "0.2.0",
        replace(READY, branch=""),
        "no branch is checked out; check out the one that is to be released",
    ),
    "changes that are not committed": (
        "0.2.0",
        replace(READY, changed=(" M README.md", "?? x")),
        "the work tree has 2 uncommitted changes, the first: M README.md",
    ),
    "no version in the sources": (
        "0.2.0",
        replace(READY, source="x = 1\n"),
        'src/kerascompat/__init__.py is to have one line `__version__ = "X.Y.Z"`',
    ),
    "two versions in the sources": (
        "0.2.0",
        replace(READY, source=SOURCE * 2),
        'src/kerascompat/__init__.py is to have one line `__version__ = "X.Y.Z"`',
    ),
    "one that is tagged": ("0.1.0", READY, "0.1.0 is not newer than 0.1.0, which is tagged"),
    "an older one": ("0.0.10", READY, "0.0.10 is not newer than 0.1.0, which is tagged"),
    "older than the newest tag, by number and not by text": (
        "0.2.0",
        replace(READY, tags=("v0.9.0", "v0.10.0")),
        "0.2.0 is not newer than 0.10.0, which is tagged",
    ),
    "older than the sources": (
        "0.0.1",
        replace(FIRST, tags=()),
        "0.0.1 is older than 0.1.0, which stands in src/kerascompat/__init__.py",
    ),
    "a changelog without entries": (
        "0.2.0",
        replace(READY, changelog="# Changelog\n"),
        "CHANGELOG.md has no heading `## 0.2.0 (unreleased)`",
    ),
    "a changelog of another version": (
        "0.3.0",
        READY,
        "the newest entry of CHANGELOG.md is of 0.2.0, not of 0.3.0",
    ),
    "an entry with a date": (
        "0.2.0",
        changelog("unreleased", "2026-01-03"),
        "the entry of 0.2.0 in CHANGELOG.md says '2026-01-03', not 'unreleased'",
    ),
    "an entry that says nothing": (
        "0.2.0",
        changelog("- A thing.\n", ""),
        "the entry of 0.2.0 in CHANGELOG.md is empty",
    ),
}


@pytest.mark.parametrize(("version", "state", "line"), REFUSED.values(), ids=REFUSED)
def test_is_refused_in_one_line(version, state, line):
    assert release.refusal(version, state) == line
    assert "\n" not in line


WRITTEN = {
    "the version in the sources, and nothing else there": (
        release.SOURCE,
        SOURCE,
        SOURCE.replace("0.1.0", "0.2.0"),
    ),
    "the day in the heading of the changelog": (
        release.CHANGELOG,
        CHANGELOG,
        CHANGELOG.replace("(unreleased)", "(2026-03-04)"),
    ),
    "the version in the recipe": (
        release.RECIPE,
        'context:\n  version: "0.1.0"\n  python_min: "3.9"\n\npackage:\n  version: ${{ version }}\n',
        'context:\n  version: "0.2.0"\n  python_min: "3.9"\n\npackage:\n  version: ${{ version }}\n',
    ),
    "the requirement in the pages": (
        "docs/tutorial.md",
        'dependencies = ["kerascompat>=0.1,<0.2"]; mykerascompat>=0.1,<0.2; `kerascompat>=0.1,<0.2`.\n',
        'dependencies = ["kerascompat>=0.2,<0.3"]; mykerascompat>=0.1,<0.2; `kerascompat>=0.2,<0.3`.\n',
    ),
    "the version in what a command prints": (
        "docs/doctor.md",
        "kerascompat doctor (kerascompat 0.1.0, Python 3.11.7)\n",
        "kerascompat doctor (kerascompat 0.2.0, Python 3.11.7)\n",
    ),
}


@pytest.mark.parametrize(("path", "before", "after"), WRITTEN.values(), ids=WRITTEN)
def test_writes(path, before, after):
    assert release.released(path, before, "0.2.0", "2026-03-04") == after


def test_what_is_left_are_commands():
    assert release.remaining("0.2.0", "main", ["dist/0.2.0/a.whl", "dist/0.2.0/b.tar.gz"]).splitlines() == [
        "0.2.0 is committed and tagged here. What needs a network is left to you:",
        "  git push --atomic origin main v0.2.0",
        "  python -m twine upload dist/0.2.0/a.whl dist/0.2.0/b.tar.gz",
        "  and to undo it before that: git tag -d v0.2.0 && git reset --keep HEAD~1",
    ]


ROOT = Path(__file__).resolve().parents[2]


def test_every_file_that_names_the_version_of_this_repository_is_written():
    paths = [path for path in release.files_of(ROOT) if path != release.SOURCE]  # which may be installed, and not here
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path in paths}

    written = {path: release.released(path, text, "7.8.9", "2026-03-04") for path, text in texts.items()}
    assert yaml.safe_load(written[release.RECIPE])["context"]["version"] == "7.8.9"
    required = {path: set(re.findall(r"\bkerascompat>=\d[^\s`\"']*", text)) for path, text in written.items()}
    assert {name: found for name, found in required.items() if found - {"kerascompat>=7.8,<8"}} == {}
    assert required["docs/tutorial.md"]


def test_the_pages_require_what_migrate_adds():
    required = {
        path: release.released(path, (ROOT / path).read_text(encoding="utf-8"), kerascompat.__version__, "")
        for path in release.files_of(ROOT)
        if path.startswith("docs/") and path != release.RECIPE
    }
    assert required == {path: (ROOT / path).read_text(encoding="utf-8") for path in required}


def test_the_version_of_this_repository_is_declared_nowhere_else():
    assert 'dynamic = ["version"]' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"## {kerascompat.__version__} (" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

"""What would be published: the same bytes wherever it is built, the files that are pinned, and metadata that holds."""

from __future__ import annotations

import email
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import builds
import contents
import pytest

SOURCE = (builds.ROOT / "src/kerascompat/__init__.py").read_text(encoding="utf-8")
VERSION = re.search(r'^__version__ = "(.+)"$', SOURCE, re.MULTILINE)[1]
NAMES = [f"kerascompat-{VERSION}-py3-none-any.whl", f"kerascompat-{VERSION}.tar.gz"]
HINT = "if this is as it should be: python -m nox -s package -- --write, and review the diff"


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The wheel and the sdist, by their names; those that a release is about, where they are given."""
    given = os.environ.get("KERASCOMPAT_DIST")
    if given:
        return {file.name: file for file in sorted(Path(given).iterdir())}
    folder = tmp_path_factory.mktemp("here")
    return builds.build(builds.copy(folder / "source"), folder / "built")


@pytest.fixture(scope="session")
def metadata(built):
    """The metadata of the wheel."""
    with zipfile.ZipFile(built[NAMES[0]]) as archive:
        return email.message_from_bytes(archive.read(f"kerascompat-{VERSION}.dist-info/METADATA"))


def test_it_is_a_wheel_for_every_platform_and_an_sdist(built):
    assert sorted(built) == NAMES


def test_another_folder_umask_and_dates_give_the_same_bytes(built, tmp_path):
    elsewhere = tmp_path / "a folder of another name" / "kc"
    builds.copy(elsewhere, umask=0o077, modified=1_000_000_000, leftovers=True)
    again = builds.build(elsewhere, tmp_path / "built", umask=0o077)
    digests = {name: builds.digest(file) for name, file in built.items()}
    assert {name: builds.digest(file) for name, file in again.items()} == digests


def test_the_sdist_gives_the_same_wheel(built, tmp_path):
    source = builds.unpacked(built[NAMES[1]], tmp_path / "source")
    again = builds.build(source, tmp_path / "built", "wheel")
    assert builds.digest(again[NAMES[0]]) == builds.digest(built[NAMES[0]])


def test_every_date_in_them_is_that_of_the_last_commit(built):
    with zipfile.ZipFile(built[NAMES[0]]) as archive:
        assert len({each.date_time for each in archive.infolist()}) == 1
    assert builds.dates(built[NAMES[1]]) == {int(builds.epoch())}


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_the_files_are_those_of_the_list(built, kind):
    found = contents.of_wheel(built[NAMES[0]]) if kind == "wheel" else contents.of_sdist(built[NAMES[1]])
    assert contents.differences(contents.expected(kind), found) == [], HINT


LISTS = {
    "the same files": (["a", "b"], ["b", "a"], []),
    "a file that is missing": (["a", "b"], ["a"], ["missing: b"]),
    "a file that is extra": (["a"], ["a", "tests/b.py"], ["not in the list: tests/b.py"]),
    "byte code that is even listed": (["a.pyc"], ["a.pyc"], ["never to be packed: a.pyc"]),
    "a cache": (["a"], ["a", ".nox/b"], ["not in the list: .nox/b", "never to be packed: .nox/b"]),
    "metadata of a build": (["k.egg-info/a"], ["k.egg-info/a"], ["never to be packed: k.egg-info/a"]),
    "what hatchling always adds": ([".gitignore"], [".gitignore"], []),
    "the same name twice": (["a"], ["a", "a"], ["packed twice: a"]),
}


@pytest.mark.parametrize(("wanted", "found", "lines"), LISTS.values(), ids=LISTS)
def test_a_list_finds(wanted, found, lines):
    assert contents.differences(wanted, found) == lines


def test_the_wheel_has_the_licence_and_no_tests():
    wheel = contents.expected("wheel")
    assert "dist-info/licenses/LICENSE" in wheel
    assert "kerascompat/py.typed" in wheel
    assert [name for name in wheel if not name.startswith(("kerascompat/", "dist-info/"))] == []


def test_the_metadata_have_the_version_of_the_sources_and_all_that_a_page_shows(metadata):
    assert metadata["Version"] == VERSION
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.9"
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert sorted(line for line in metadata.get_all("Requires-Dist") if "extra ==" not in line) == [
        "importlib-metadata>=4.10; python_version < '3.10'",
        "packaging>=22.0",
    ]


def test_twine_accepts_them_with_the_description(built):
    command = [sys.executable, "-m", "twine", "check", "--strict", *map(str, built.values())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("PASSED") == 2

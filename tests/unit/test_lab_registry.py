"""What the package index says of the releases, and the file that keeps it."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import http.server
import io
import json
import os
import stat
import sys
import threading
import types
import zipfile
from pathlib import Path

import pytest
import requests
from packaging.version import Version

from kerascompat.cli import main
from kerascompat.lab import _index, _registry
from kerascompat.lab._index import File, RegistryError
from kerascompat.lab._registry import Release

TF_2_16 = [
    f"tensorflow-2.16.1-cp3{minor}-cp3{minor}-manylinux_2_17_x86_64.manylinux2014_x86_64.whl" for minor in (9, 12)
]
AHEAD = [f"tensorflow-2.22.0rc0-cp3{minor}-cp3{minor}-manylinux_2_27_x86_64.whl" for minor in (13, 14)]
ELSEWHERE = [
    "tensorflow-2.16.1-cp311-cp311-manylinux_2_17_aarch64.manylinux2014_aarch64.whl",
    "tensorflow-2.16.1-cp311-cp311-macosx_12_0_arm64.whl",
    "tensorflow-2.16.1-cp311-cp311-win_amd64.whl",
    "tensorflow-2.16.1.tar.gz",
]
NIGHTLY = "keras_nightly-3.16.0.dev2026102704-py3-none-any.whl"
NAMES = {
    "tensorflow": [*TF_2_16, *ELSEWHERE, *AHEAD, "tensorflow-2.11.0-cp39-cp39-manylinux2014_x86_64.whl"],
    "keras": ["keras-3.15.1-py3-none-any.whl", "keras-3.9.0-py3-none-any.whl", "keras-3.9.0.tar.gz"],
    "tf-keras": ["tf_keras-2.16.0-py3-none-any.whl", "tf_keras-2.20.0-py3-none-any.whl"],
    "keras-nightly": [NIGHTLY, "keras_nightly-3.11.0.dev2025010103-py3-none-any.whl"],
}
REQUIRES = {
    TF_2_16[0]: [
        "keras >=3.0.0",
        "six",
        'numpy <2 ; python_version <= "3.11"',
        'numpy >=1.26 ; python_version >= "3.12"',
    ],
    TF_2_16[1]: [
        "keras >=3.0.0",
        "six",
        'numpy <2 ; python_version <= "3.11"',
        'numpy >=1.26 ; python_version >= "3.12"',
    ],
    AHEAD[0]: ["keras-nightly>=3.12.0.dev", "h5py<3.15.0,>=3.11.0"],
    AHEAD[1]: ["keras-nightly>=3.12.0.dev", "h5py~=3.15.1"],
    "tf_keras-2.16.0-py3-none-any.whl": ["tensorflow<2.17,>=2.16"],
    "tf_keras-2.20.0-py3-none-any.whl": ["tensorflow<2.21,>=2.20"],
}
READ = """\
{
  "date": "2026-11-21",
  "distributions": {
    "keras": {
      "3.9.0": {"requires_python": ">=3.9", "requires": []},
      "3.15.1": {"requires_python": ">=3.9", "requires": []}
    },
    "keras-nightly": {
      "3.16.0.dev2026102704": {"requires_python": ">=3.9", "requires": []}
    },
    "tensorflow": {
      "2.16.1": {"requires_python": ">=3.9", "requires": ["keras>=3.0.0", "numpy<2; python_version <= \\"3.11\\"",\
 "numpy>=1.26; python_version >= \\"3.12\\""], "pythons": ["3.9", "3.12"]},
      "2.22.0rc0": {"requires_python": ">=3.9", "requires": ["h5py<3.15.0,>=3.11.0; python_version <= \\"3.13\\"",\
 "h5py~=3.15.1; python_version >= \\"3.14\\"", "keras-nightly>=3.12.0.dev"], "pythons": ["3.13", "3.14"]}
    },
    "tf-keras": {
      "2.16.0": {"requires_python": ">=3.9", "requires": ["tensorflow<2.17,>=2.16"]},
      "2.20.0": {"requires_python": ">=3.9", "requires": ["tensorflow<2.21,>=2.20"], "yanked": "no reason given"}
    }
  }
}
"""


def metadata(name):
    distribution, version = name.split("-")[:2]
    lines = [f"Requires-Dist: {line}" for line in REQUIRES.get(name, ())]
    return "\n".join(
        [
            "Metadata-Version: 2.1",
            f"Name: {distribution}",
            f"Version: {version}",
            "Requires-Python: >=3.9",
            *lines,
            "",
            "Text: x",
        ]
    )


class Index:
    """An index of our own making."""

    def __init__(self):
        self.names = {name: list(files) for name, files in NAMES.items()}
        self.yanked = {"tf_keras-2.20.0-py3-none-any.whl": ""}
        self.faults = {}
        self.read = []
        self.is_closed = False

    def files(self, name):
        if name in self.faults:
            raise self.faults[name]
        return [File(each, self.yanked.get(each)) for each in self.names[name]]

    def metadata(self, file):
        self.read.append(file.name)
        fault = self.faults.get(file.name)
        if isinstance(fault, Exception):
            raise fault
        return fault or metadata(file.name)

    def close(self):
        self.is_closed = True


@pytest.fixture
def index(monkeypatch):
    made = Index()
    monkeypatch.setattr(_registry, "Index", lambda: made)
    return made


def read(progress=str):
    return _registry.read_registry(dt.date(2026, 11, 21), progress)


def release(version, yanked=None, wheels=("",)):
    return Release("keras", Version(version), {python: File("") for python in wheels}, yanked)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        pytest.param("keras >=3.0.0", "keras>=3.0.0", id="spaces go"),
        pytest.param("h5py (>=2.9.0)", "h5py>=2.9.0", id="brackets of old metadata go"),
        pytest.param("numpy >=1.22,<1.24", "numpy<1.24,>=1.22", id="clauses have one order"),
        pytest.param("ml_dtypes<1.0.0,>=0.5.1", "ml-dtypes<1.0.0,>=0.5.1", id="a name has one spelling"),
        pytest.param("Keras", "keras", id="a name without clauses"),
        pytest.param("protobuf <5.0.0dev,>=3.20.3", "protobuf<5.0.0dev,>=3.20.3", id="a version of the old kind"),
        pytest.param("keras-nightly>=3.12.0.dev", "keras-nightly>=3.12.0.dev", id="a nightly"),
        pytest.param(
            'numpy <2.0.0 ; python_version <= "3.11"',
            'numpy<2.0.0; python_version <= "3.11"',
            id="a Python's marker stays",
        ),
        pytest.param('numpy; python_version >= "3"', 'numpy; python_version >= "3"', id="even where it always holds"),
        pytest.param('numpy; sys_platform == "linux"', "numpy", id="another marker is answered: it holds"),
        pytest.param('numpy; platform_system == "Windows"', None, id="another marker is answered: it does not hold"),
        pytest.param('numpy; platform_machine != "arm64" or platform_system != "Darwin"', "numpy", id="or"),
        pytest.param(
            'numpy; python_version < "3.9" and sys_platform == "darwin"', None, id="no Python makes it hold on Linux"
        ),
        pytest.param('numpy; python_version < "3"', None, id="no Python 3 makes it hold"),
        pytest.param("numpy; extra == 'and-cuda'", None, id="an extra"),
        pytest.param('jax; python_version >= "3.9" and extra == "jax"', None, id="an extra on some Pythons"),
        pytest.param('tensorflow-intel ==2.17.0 ; platform_system == "Windows"', None, id="tensorflow for Windows"),
        pytest.param("tensorflow-io-gcs-filesystem >=0.23.1", None, id="a longer name"),
        pytest.param("numpy-stubs", None, id="a name that begins alike"),
        pytest.param("six >=what ever", None, id="nothing is asked of a line that is of no interest"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_requirement_stands_as_on_linux_without_extras(line, kept):
    assert _registry.kept_requirement(line) == kept


@pytest.mark.parametrize(
    ("lines", "together"),
    [
        pytest.param({"": ["b", "a"]}, ["a", "b"], id="one wheel for all Pythons"),
        pytest.param({"3.9": ["a"], "3.10": ["a"]}, ["a"], id="wheels that agree"),
        pytest.param(
            {"3.13": ["h5py<3.15"], "3.14": ["h5py~=3.15.1"]},
            ['h5py<3.15; python_version <= "3.13"', 'h5py~=3.15.1; python_version >= "3.14"'],
            id="the newest Python's differs",
        ),
        pytest.param(
            {"3.10": ["a"], "3.9": [], "3.11": ["a"]},
            ['a; python_version >= "3.10"'],
            id="the oldest Python's lacks one: 3.9 comes before 3.10",
        ),
        pytest.param(
            {"3.9": ["a"], "3.10": [], "3.11": ["a"]},
            ['a; python_version == "3.9" or python_version == "3.11"'],
            id="one in the middle lacks one",
        ),
        pytest.param(
            {"3.9": ['a; python_version < "3.8" or python_version > "3.8"'], "3.10": []},
            ['a; (python_version < "3.8" or python_version > "3.8") and python_version <= "3.9"'],
            id="its own marker stays",
        ),
    ],
)
def test_where_wheels_of_a_release_differ_a_marker_says_for_which_pythons(lines, together):
    assert _registry.merged(lines) == together


@pytest.mark.parametrize(
    ("names", "made"),
    [
        pytest.param([*TF_2_16, *ELSEWHERE], {"2.16.1": ["3.9", "3.12"]}, id="Linux on x86_64 alone"),
        pytest.param(ELSEWHERE, {"2.16.1": []}, id="none for us"),
        pytest.param(["keras-2.12.0-py2.py3-none-any.whl"], {"2.12.0": [""]}, id="for every Python"),
        pytest.param(["keras-2.12.0-py2-none-any.whl"], {"2.12.0": []}, id="for Python 2"),
        pytest.param(
            ["a-1-cp313-cp313t-manylinux_2_17_x86_64.whl", "a-1-cp312-abi3-manylinux_2_17_x86_64.whl"],
            {"1": []},
            id="without the lock, and for any later Python",
        ),
        pytest.param(["a-1-cp313-cp313-linux_x86_64.whl"], {"1": ["3.13"]}, id="plain Linux"),
        pytest.param(["a-1-cp313-cp313-musllinux_1_2_x86_64.whl"], {"1": []}, id="another C library"),
        pytest.param(
            ["a-1.10-py3-none-any.whl", "a-1.9-py3-none-any.whl"], {"1.9": [""], "1.10": [""]}, id="oldest first"
        ),
        pytest.param(["a-1.tar.gz", "a-what-py3-none-any.whl", "x.whl"], {}, id="no wheel, or an unreadable name"),
    ],
)
def test_wheels_make_up_releases(names, made):
    found = _registry.releases("a", [File(name) for name in names])

    assert {str(each.version): list(each.wheels) for each in found} == made
    assert [str(each.version) for each in found] == list(made)


@pytest.mark.parametrize(
    ("yanked", "reason", "pythons"),
    [
        pytest.param([None, None], None, ["3.9", "3.12"], id="none"),
        pytest.param(["broken", None], None, ["3.12"], id="one wheel, which is left out"),
        pytest.param(["broken", "broken"], "broken", ["3.9", "3.12"], id="all"),
        pytest.param(["", "broken"], "broken", ["3.9", "3.12"], id="one with a reason"),
        pytest.param(["", ""], "no reason given", ["3.9", "3.12"], id="without a reason"),
    ],
)
def test_a_release_is_withdrawn_when_all_its_wheels_are(yanked, reason, pythons):
    (made,) = _registry.releases("tensorflow", [File(*each) for each in zip(TF_2_16, yanked)])

    assert made.yanked == reason
    assert list(made.wheels) == pythons


@pytest.mark.parametrize(
    ("versions", "kept"),
    [
        pytest.param(
            ["2.11.1", "2.12.0", "2.15.0.post1"], ["2.12.0", "2.15.0.post1"], id="final ones from the oldest on"
        ),
        pytest.param(["2.12.0rc1", "2.12.0", "2.13.0rc0"], ["2.12.0", "2.13.0rc0"], id="a newest that is no final one"),
        pytest.param(["2.12.0", "2.13.0rc0", "2.13.0rc1"], ["2.12.0", "2.13.0rc1"], id="the newest of them alone"),
        pytest.param(["2.12.0", "2.13.0rc0", "2.13.0"], ["2.12.0", "2.13.0"], id="none that a final one followed"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_final_releases_are_wanted_and_a_pre_release_that_is_ahead(versions, kept):
    found = [release(version) for version in versions]

    assert [str(each.version) for each in _registry.wanted(found, Version("2.12"))] == kept


def test_a_withdrawn_final_release_is_wanted_and_a_withdrawn_pre_release_is_not():
    found = [release("2.12.0", yanked="broken"), release("2.13.0rc0", yanked="broken")]

    assert _registry.wanted(found, Version("2.12")) == found[:1]


@pytest.mark.parametrize(
    ("lines", "brought"),
    [
        pytest.param(
            ["keras-nightly>=3.12.0.dev"], ["3.16.0.dev3"], id="the newest with a wheel that is not withdrawn"
        ),
        pytest.param(["keras-nightly==3.16.0.dev1"], ["3.16.0.dev1"], id="the one that is pinned"),
        pytest.param(["keras-nightly", "keras-nightly>=3"], ["3.16.0.dev3"], id="the same one once"),
        pytest.param(["keras-nightly>=4"], [], id="none"),
    ],
)
def test_a_nightly_is_the_one_that_an_installer_would_take(lines, brought):
    found = [
        release("3.16.0.dev1"),
        release("3.16.0.dev3"),
        release("3.16.0.dev4", "bad"),
        release("3.16.0.dev5", wheels=()),
    ]

    assert [str(each.version) for each in _registry.nightlies(lines, found)] == brought


@pytest.mark.parametrize(
    ("listing", "value"),
    [
        pytest.param("", None, id="nothing is set"),
        pytest.param("global.index-url='https://a/simple'\n", "https://a/simple", id="for all commands"),
        pytest.param(
            "global.index-url='https://a'\ninstall.index-url='https://b'\n", "https://b", id="install's is nearer"
        ),
        pytest.param(
            ":env:.index-url='https://c'\ninstall.index-url='https://b'\n", "https://c", id="the variable wins"
        ),
        pytest.param("global.extra-index-url='https://a'\nglobal.cert='/x'\n", None, id="further indexes are none"),
        pytest.param("download.index-url='https://a'\n", None, id="another command's"),
        pytest.param('global.index-url="https://it\'s"\n', "https://it's", id="other quotes"),
        pytest.param(":env:.index-url=''\nglobal.index-url='https://a'\n", "https://a", id="an empty one is none"),
    ],
)
def test_the_index_is_the_one_of_pip(listing, value):
    assert _index.setting("index-url", listing) == value


def test_what_is_read_is_sorted_dated_and_complete(index):
    assert _registry.formatted(read()) == READ


def test_what_is_read_is_json(index):
    data = read()

    assert json.loads(_registry.formatted(data)) == data


def test_the_order_in_which_the_index_lists_files_changes_nothing(index):
    once = _registry.formatted(read())
    for files in index.names.values():
        files.reverse()

    assert _registry.formatted(read()) == once


def test_every_wheel_for_linux_is_read_and_no_other(index):
    read()

    others = set(ELSEWHERE) | {"tensorflow-2.11.0-cp39-cp39-manylinux2014_x86_64.whl", "keras-3.9.0.tar.gz"}
    assert sorted(index.read) == sorted(
        {name for names in NAMES.values() for name in names} - others - {NAMES["keras-nightly"][1]}
    )


def test_without_a_pre_release_no_nightly_is_read(index):
    index.names["tensorflow"] = TF_2_16
    index.faults["keras-nightly"] = AssertionError("not to be asked")

    assert list(read()["distributions"]) == ["keras", "tensorflow", "tf-keras"]


def test_progress_names_each_release(index):
    told = []
    read(told.append)

    assert "tensorflow: 3 releases" in told
    assert "tf-keras 2.20.0 (6/6)" in told


def test_the_connections_are_closed_though_a_release_cannot_be_read(index):
    index.faults["keras-3.9.0-py3-none-any.whl"] = OSError("gone")
    with pytest.raises(RegistryError):
        read()

    assert index.is_closed


CURE = "check the network and the index that pip is configured for (pip config list), and run again"


@pytest.mark.parametrize(
    ("where", "fault", "asked", "found"),
    [
        pytest.param(
            "tensorflow",
            OSError("many lines\nno route to https://me:secret@index/simple/tensorflow/"),
            "the releases of tensorflow in the package index",
            "OSError: no route to https://index/simple/tensorflow/",
            id="the index is down, and no password is shown",
        ),
        pytest.param(
            "keras-3.9.0-py3-none-any.whl",
            zipfile.BadZipFile("File is not a zip file"),
            "what keras 3.9.0 declares, from keras-3.9.0-py3-none-any.whl",
            "BadZipFile: File is not a zip file",
            id="one wheel is damaged",
        ),
        pytest.param(
            "keras-3.9.0-py3-none-any.whl",
            "Version: 3.9.1\n\n",
            "what keras 3.9.0 declares, from keras-3.9.0-py3-none-any.whl",
            "ValueError: metadata of version 3.9.1",
            id="one wheel holds another release",
        ),
        pytest.param(
            "keras-3.9.0-py3-none-any.whl",
            "<html>sign in</html>",
            "what keras 3.9.0 declares, from keras-3.9.0-py3-none-any.whl",
            "InvalidVersion: Invalid version: 'None'",
            id="a page instead of metadata",
        ),
        pytest.param(
            AHEAD[0],
            "Version: 2.22.0rc0\nRequires-Python: >=3.8\n\n",
            "what tensorflow 2.22.0rc0 declares",
            "wheels that disagree on Requires-Python: >=3.8, >=3.9",
            id="wheels of a release disagree on the Python",
        ),
        pytest.param(
            "keras-nightly",
            OSError("timed out"),
            "the releases of keras-nightly in the package index",
            "OSError: timed out",
            id="the index goes down while it is read",
        ),
    ],
)
def test_what_cannot_be_read_is_named(index, where, fault, asked, found):
    index.faults[where] = fault

    with pytest.raises(RegistryError) as caught:
        read()

    assert str(caught.value) == f"{asked}\n  found: {found}\n  cure:  {CURE}"


@pytest.mark.parametrize(
    ("name", "files", "asked", "found"),
    [
        pytest.param(
            "keras",
            ["keras-3.9.0.tar.gz"],
            "the releases of keras in the package index",
            "no wheel of any release",
            id="a project without wheels",
        ),
        pytest.param(
            "tensorflow",
            ELSEWHERE,
            "what tensorflow 2.16.1 declares",
            "no wheel for Linux x86_64 that is bound to a Python 3",
            id="a release without a wheel for us",
        ),
        pytest.param(
            "keras-nightly",
            NAMES["keras-nightly"][1:],
            "the release that keras-nightly>=3.12.0.dev brings",
            "none in the package index fits",
            id="no nightly that fits",
        ),
    ],
)
def test_what_is_missing_is_named(index, name, files, asked, found):
    index.names[name] = files

    with pytest.raises(RegistryError) as caught:
        read()

    assert (caught.value.asked, caught.value.found) == (asked, found)


def test_what_is_written_is_what_was_read(tmp_path, index):
    path = tmp_path / "registry.json"
    path.write_text("old")
    _registry.write(read(), path)

    assert path.read_bytes() == READ.encode()
    assert os.listdir(tmp_path) == ["registry.json"]


def test_what_is_written_may_be_read_by_all_that_may_read_a_new_file(tmp_path, index):
    (tmp_path / "plain").touch()
    _registry.write(read(), tmp_path / "registry.json")

    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "registry.json")]
    assert modes[0] == modes[1]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, index):
    def refuse(*_paths):
        raise OSError(errno.ENOSPC, "the disk is full")

    path = tmp_path / "registry.json"
    path.write_text("old")
    monkeypatch.setattr(Path, "replace", refuse)

    with pytest.raises(OSError, match="the disk is full"):
        _registry.write(read(), path)

    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["registry.json"]


class TestCommand:
    @pytest.fixture
    def command(self, tmp_path):
        path = tmp_path / "registry.json"
        path.write_text("old")

        def run(*arguments):
            return main(["lab", "registry", "--data", str(tmp_path), *arguments]), path.read_text()

        return run

    @pytest.mark.usefixtures("index")
    def test_the_file_is_read_anew_and_progress_is_told_beside(self, command, capsys):
        assert command("--date", "2026-11-21") == (0, READ)
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith("tensorflow: 3 releases\n")
        assert told.err.endswith("keras-nightly 3.16.0.dev2026102704 (1/1)\n")

    @pytest.mark.usefixtures("index")
    def test_without_a_date_it_is_the_day_of_the_reading(self, command):
        before = dt.datetime.now(dt.timezone.utc).date()
        code, text = command()
        after = dt.datetime.now(dt.timezone.utc).date()
        assert code == 0
        assert json.loads(text)["date"] in {str(before), str(after)}

    def test_an_index_that_cannot_be_read_leaves_the_old_file(self, command, index, capsys):
        index.faults["keras"] = OSError("timed out")
        assert command() == (2, "old")
        assert capsys.readouterr().err.endswith(
            "kerascompat lab registry: the releases of keras in the package index\n"
            f"  found: OSError: timed out\n  cure:  {CURE}\n"
        )

    def test_without_its_library_the_command_that_installs_it_is_named(self, command, monkeypatch, capsys):
        monkeypatch.setitem(sys.modules, "pypi_simple", None)
        assert command() == (2, "old")
        assert capsys.readouterr().err.endswith("\n  cure:  pip install pypi-simple\n")

    @pytest.mark.usefixtures("index")
    def test_a_folder_that_is_not_there_is_named(self, command, tmp_path, capsys):
        code, text = command("--data", str(tmp_path / "nowhere"))
        assert (code, text) == (2, "old")
        assert "kerascompat lab registry: [Errno 2] " in capsys.readouterr().err

    def test_a_date_that_is_none_is_refused_before_anything_is_read(self, command, index, capsys):
        with pytest.raises(SystemExit) as caught:
            command("--date", "yesterday")
        assert caught.value.code == 2
        assert "'yesterday' is no day: write it as 2026-11-21" in capsys.readouterr().err
        assert index.read == []


def wheel(name):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("keras/_vendored/x-1.dist-info/METADATA", "not ours")
        archive.writestr("keras/data", os.urandom(300_000))
        if metadata(name):
            archive.writestr(f"{'-'.join(name.split('-')[:2])}.dist-info/METADATA", metadata(name))
    return made.getvalue()


def page(name):
    yanked = {"tf_keras-2.20.0-py3-none-any.whl": ' data-yanked=""'}
    links = (f'<a href="../../files/{each}"{yanked.get(each, "")}>{each}</a>' for each in NAMES[name])
    return f"<!DOCTYPE html><html><body>{''.join(links)}</body></html>".encode()


@pytest.fixture
def server():
    """An index without metadata beside the wheels, which counts the bytes it sends of them."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            folder, _, name = self.path.strip("/").partition("/")
            made.asked.append(self.path)
            code, content, more = 404, b"", {}
            if folder == "simple" and name in NAMES:
                code, content, more = 200, page(name), {"Content-Type": "text/html"}
            elif folder == "files" and not name.endswith(".metadata"):
                whole = made.wheels.setdefault(name, wheel(name))
                code, content = 200, whole
                if made.sends_parts:
                    start, _, end = self.headers["Range"].partition("=")[2].partition("-")
                    first, last = (int(start), int(end)) if start else (len(whole) - int(end), len(whole) - 1)
                    code, content = 206, whole[first : last + 1 - made.lost]
                    more = {"Content-Range": f"bytes {first}-{last}/{len(whole)}"}
                made.sent += len(content)
            self.send_response(code)
            for header, value in {"Content-Length": str(len(content)), **more}.items():
                self.send_header(header, value)
            self.end_headers()
            with contextlib.suppress(OSError):  # who wants no more hangs up
                self.wfile.write(content)
            self.close_connection = not made.sends_parts

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        made = types.SimpleNamespace(
            address=f"http://127.0.0.1:{running.server_port}", asked=[], sent=0, lost=0, sends_parts=True, wheels={}
        )
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield made
        running.shutdown()
        thread.join()


@pytest.fixture
def session():
    with requests.Session() as made:
        made.trust_env = False
        yield made


def remote(server, session):
    return _index._Remote(session, f"{server.address}/files/{AHEAD[0]}")


def test_of_a_wheel_only_the_needed_parts_are_loaded(server, session):
    assert _index.metadata_of_wheel(remote(server, session)) == metadata(AHEAD[0])
    assert len(server.wheels[AHEAD[0]]) > 300_000
    assert server.sent < 150_000


def test_a_server_that_sends_no_parts_is_named_before_a_wheel_is_loaded(server, session):
    server.sends_parts = False

    with pytest.raises(OSError, match="its server sends no parts of a file"):
        remote(server, session)


def test_a_part_that_is_too_short_is_an_error(server, session):
    file = remote(server, session)
    server.lost = 1

    with pytest.raises(OSError, match="299 bytes came where 300 were asked"):
        file.read(300)


def test_a_wheel_without_metadata_is_an_error():
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()

    with pytest.raises(ValueError, match="no METADATA"):
        _index.metadata_of_wheel(io.BytesIO(empty.getvalue()))


def test_the_configured_index_is_read_from_end_to_end(monkeypatch, server):
    monkeypatch.setenv("PIP_INDEX_URL", f"{server.address}/simple")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    assert _registry.formatted(read()) == READ


class Requests:
    """Stands for `requests.adapters`."""

    @staticmethod
    def HTTPAdapter(**options):  # noqa: N802 - its name there
        return options


class Client:
    """Stands for the client of `pypi_simple`."""

    def __init__(self, *address):
        self.address = address
        self.s = types.SimpleNamespace(verify=True, mount=lambda *_pair: None)


@pytest.fixture
def client(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypi_simple", types.SimpleNamespace(PyPISimple=Client))
    monkeypatch.setitem(sys.modules, "requests.adapters", Requests)
    for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(_index, "_pip_settings", lambda: "")


@pytest.mark.parametrize(
    ("listing", "variables", "address"),
    [
        pytest.param("", {}, (), id="nothing is set: the default, whose address we do not know"),
        pytest.param("global.index-url='https://a'", {}, ("https://a",), id="pip's"),
        pytest.param("", {"PIP_INDEX_URL": "https://b"}, ("https://b",), id="pip's variable, where there is no pip"),
        pytest.param("", {"UV_DEFAULT_INDEX": "https://c"}, ("https://c",), id="uv's"),
        pytest.param(
            "global.index-url='https://a'", {"UV_INDEX_URL": "https://c"}, ("https://a",), id="pip's before uv's"
        ),
    ],
)
def test_the_address_is_the_users(monkeypatch, client, listing, variables, address):
    monkeypatch.setattr(_index, "_pip_settings", lambda: listing)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert _index.Index()._client.address == address


def test_the_certificate_of_pip_is_used(monkeypatch, client):
    monkeypatch.setattr(_index, "_pip_settings", lambda: "global.cert='/etc/ours.pem'")

    assert _index.Index()._session.verify == "/etc/ours.pem"


def test_metadata_beside_the_wheel_is_taken_from_there(client):
    made = _index.Index()
    made._client.get_package_metadata = lambda _record, verify, **_: f"beside, checked: {verify}"
    record = types.SimpleNamespace(has_metadata=True, metadata_digests={"sha256": "0"})

    assert made.metadata(File("a.whl", record=record)) == "beside, checked: True"


def test_without_its_library_the_command_that_installs_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypi_simple", None)

    with pytest.raises(RegistryError) as caught:
        _index.Index()

    assert caught.value.cure == "pip install pypi-simple"


@pytest.fixture
def pip(tmp_path, monkeypatch):
    """A `pip` of our own making, and a Python that has none."""

    def make(code):
        script = tmp_path / "pip.py"
        script.write_text(code, encoding="utf-8")
        program = tmp_path / ("pip.bat" if sys.platform == "win32" else "pip")
        first, rest = ("@", "%*") if sys.platform == "win32" else ("#!/bin/sh\nexec ", '"$@"')
        program.write_text(f'{first}"{sys.executable}" "{script}" {rest}\n', encoding="utf-8")
        program.chmod(0o755)

    monkeypatch.setattr(_index.importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    return make


def test_the_pip_of_the_shell_is_asked_where_python_has_none(pip):
    pip("import sys\nprint(sys.argv[1:])")

    assert _index._pip_settings() == "['config', 'list']\n"


def test_a_pip_that_fails_is_quoted(pip):
    pip("import sys\nsys.exit('loading\\nERROR: the file is damaged')")

    with pytest.raises(RegistryError) as caught:
        _index._pip_settings()

    assert caught.value.found == "ERROR: the file is damaged"


def test_without_pip_nothing_is_configured(pip):
    assert _index._pip_settings() == ""

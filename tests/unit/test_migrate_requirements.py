"""The requirement in a project's metadata: added where that is safe, asked for where it is not."""

from __future__ import annotations

import pytest

from kerascompat.migrate._requirements import REQUIREMENT as NEW
from kerascompat.migrate._requirements import is_manifest, requirement_findings, requirement_of
from kerascompat.migrate._roots import TARGETS
from kerascompat.migrate._source import Source, apply

BOUNDS = NEW.removeprefix("kerascompat")


@pytest.mark.parametrize(
    ("version", "requirement"),
    [
        ("0.1.0", "kerascompat>=0.1,<0.2"),
        ("0.9.3", "kerascompat>=0.9,<0.10"),
        ("1.0.0", "kerascompat>=1.0,<2"),
        ("2.13.1", "kerascompat>=2.13,<3"),
    ],
)
def test_a_library_requires_what_is_promised_to_stay(version, requirement):
    assert requirement_of(version) == requirement


def migrated(name, text, to="kerascompat"):
    source = Source(text.encode(), python=name.endswith(".py"))
    findings = requirement_findings(f"project/{name}", source, TARGETS[to])
    return apply(source.data, (edit for each in findings for edit in each.edits)).decode(), findings


SETUP = "from setuptools import setup\n"

# id: file, before, after
ADDED = {
    "a list": ("requirements.txt", "numpy\ntensorflow>=2\n", f"numpy\ntensorflow>=2\n{NEW}\n"),
    "a list for development": ("requirements-dev.txt", "keras\n", f"keras\n{NEW}\n"),
    "a list without a line end at the end": ("requirements.txt", "tf-keras", f"tf-keras\n{NEW}"),
    "a list with CRLF": ("requirements.txt", "tensorflow\r\n", f"tensorflow\r\n{NEW}\r\n"),
    "a list with an extra and a marker": (
        "requirements.txt",
        "tensorflow[and-cuda]>=2; python_version > '3.9'  # c\n",
        f"tensorflow[and-cuda]>=2; python_version > '3.9'  # c\n{NEW}\n",
    ),
    "a list that speaks of it in a comment": (
        "requirements.txt",
        "# kerascompat\nkeras\n",
        f"# kerascompat\nkeras\n{NEW}\n",
    ),
    "a project on one line": (
        "pyproject.toml",
        '[project]\nname = "a"\ndependencies = ["numpy"]\n',
        f'[project]\nname = "a"\ndependencies = ["numpy", "{NEW}"]\n',
    ),
    "a project on several lines with comments": (
        "pyproject.toml",
        '[project]\nname = "a"  # n\ndependencies = [\n    "numpy", # c\n    "tensorflow>=2",\n]\n\n'
        "[tool.x]\na = 1 # d\n",
        f'[project]\nname = "a"  # n\ndependencies = [\n    "numpy", # c\n    "tensorflow>=2",\n    "{NEW}",\n]\n\n'
        "[tool.x]\na = 1 # d\n",
    ),
    "a project with CRLF": (
        "pyproject.toml",
        '[project]\r\nname = "a"\r\ndependencies = [\r\n  "numpy",\r\n]\r\n',
        f'[project]\r\nname = "a"\r\ndependencies = [\r\n  "numpy",\r\n  "{NEW}",\r\n]\r\n',
    ),
    "a project without any": (
        "pyproject.toml",
        '[project]\nname = "a"\ndependencies = []\n',
        f'[project]\nname = "a"\ndependencies = ["{NEW}"]\n',
    ),
    "a project with the word in its name": (
        "pyproject.toml",
        '[project]\nname = "kerascompat-user"\ndependencies = ["numpy"]\n',
        f'[project]\nname = "kerascompat-user"\ndependencies = ["numpy", "{NEW}"]\n',
    ),
    "poetry": (
        "pyproject.toml",
        '[tool.poetry.dependencies]\npython = ">=3.9"\ntensorflow = "^2"\n',
        f'[tool.poetry.dependencies]\npython = ">=3.9"\ntensorflow = "^2"\nkerascompat = "{BOUNDS}"\n',
    ),
    "setup.cfg": (
        "setup.cfg",
        "[options]\ninstall_requires =\n    numpy\n    # c\n    tensorflow>=2\n\n[x]\na=1\n",
        f"[options]\ninstall_requires =\n    numpy\n    # c\n    tensorflow>=2\n    {NEW}\n\n[x]\na=1\n",
    ),
    "setup.cfg with tabs and CRLF": (
        "setup.cfg",
        "[options]\r\ninstall_requires =\r\n\tnumpy\r\n",
        f"[options]\r\ninstall_requires =\r\n\tnumpy\r\n\t{NEW}\r\n",
    ),
    "setup.py on one line": (
        "setup.py",
        SETUP + 'setup(install_requires=["numpy", "keras"])\n',
        SETUP + f'setup(install_requires=["numpy", "keras", "{NEW}"])\n',
    ),
    "setup.py by a name": (
        "setup.py",
        SETUP + "R = [\n    'numpy',\n    'keras',\n]\nsetup(install_requires=R)\n",
        SETUP + f"R = [\n    'numpy',\n    'keras',\n    '{NEW}',\n]\nsetup(install_requires=R)\n",
    ),
    "setup.py with setuptools.setup": (
        "setup.py",
        'import setuptools\nsetuptools.setup(name="é", install_requires=["é", "b"])\n',
        f'import setuptools\nsetuptools.setup(name="é", install_requires=["é", "b", "{NEW}"])\n',
    ),
}


@pytest.mark.parametrize("target", ["kerascompat", "keras2", "keras3"])
@pytest.mark.parametrize(("name", "before", "wanted"), [pytest.param(*row, id=key) for key, row in ADDED.items()])
def test_the_requirement_is_added_once(name, before, wanted, target):
    new, findings = migrated(name, before, target)
    assert new == wanted
    assert [(each.code, each.message) for each in findings] == [("requirement", f'adds "{NEW}"')]
    assert migrated(name, new, target) == (new, [])


# id: file, text, why
ASKED_FOR = {
    "pinned hashes": ("requirements.txt", "keras==3 \\\n    --hash=sha256:1\n", "the file pins hashes"),
    "a project that names none": ("pyproject.toml", '[project]\nname = "a"\n', "[project] has no dependencies"),
    "setup.cfg that reads a file": (
        "setup.cfg",
        "[options]\ninstall_requires = file: requirements.txt\n",
        "its install_requires is read from elsewhere",
    ),
    "setup.py that reads a file": (
        "setup.py",
        SETUP + 'setup(install_requires=open("r").read())\n',
        "its install_requires is no list of literals",
    ),
    "setup.py that adds lists": (
        "setup.py",
        SETUP + 'setup(install_requires=["a"] + X)\n',
        "its install_requires is no list of literals",
    ),
    "setup.py that does not parse": ("setup.py", "setup(\n", "it does not parse"),
}


@pytest.mark.parametrize(("name", "text", "why"), [pytest.param(*row, id=key) for key, row in ASKED_FOR.items()])
def test_it_is_asked_for_where_that_is_not_safe(name, text, why):
    new, findings = migrated(name, text)
    assert new == text
    assert [(each.line, each.code, each.message) for each in findings] == [
        (1, "requirement", f'add "{NEW}" by hand: {why}')
    ]


def test_toml_that_is_none_is_reported():
    new, findings = migrated("pyproject.toml", "[project\n")
    assert new == "[project\n"
    assert findings[0].message.startswith(f'add "{NEW}" by hand: it is not understood (')


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("requirements.txt", "numpy\n", id="a list without Keras"),
        pytest.param("requirements.txt", "kerascompat\nkeras\n", id="a list that has it"),
        pytest.param("requirements.txt", "mykeras\n", id="a list of others"),
        pytest.param(
            "pyproject.toml", '[project]\nname = "a"\ndynamic = ["dependencies"]\n', id="dynamic dependencies"
        ),
        pytest.param("pyproject.toml", "[tool.black]\na = 1\n", id="settings of tools only"),
        pytest.param("setup.cfg", "[metadata]\nname = a\n", id="setup.cfg without requirements"),
        pytest.param("setup.py", SETUP + 'setup(name="a")\n', id="setup.py without requirements"),
    ],
)
def test_nothing_is_said(name, text):
    assert migrated(name, text) == (text, [])


@pytest.mark.parametrize("target", ["keras", "tf_keras", "tf.keras"])
def test_on_the_way_back_it_is_said_that_the_requirement_is_left(target):
    text = f"numpy\n{NEW}\n"
    new, findings = migrated("requirements.txt", text, target)
    message = "still requires kerascompat; remove it when nothing imports it any more"
    assert (new, [(each.line, each.code, each.message) for each in findings]) == (text, [(2, "requirement", message)])
    assert migrated("requirements.txt", "numpy\nkeras\n", target) == ("numpy\nkeras\n", [])


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("a/requirements.txt", True),
        ("requirements-dev.txt", True),
        ("pyproject.toml", True),
        ("setup.cfg", True),
        ("setup.py", True),
        ("a/notes.txt", False),
        ("Pipfile", False),
        ("my_requirements.txt.bak", False),
    ],
)
def test_which_files_declare_requirements(path, wanted):
    assert is_manifest(path) is wanted

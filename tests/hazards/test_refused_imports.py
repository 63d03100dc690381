"""Imports that are refused before they begin, on real installs: how they end by themselves, and what we say."""

import importlib.metadata
import os
import subprocess
import sys

import pytest

from kerascompat import _hazards, _matrix, _verdicts, resolve

TENSORFLOW = importlib.metadata.version("tensorflow")
NUMPY = importlib.metadata.version("numpy")
CRASHES = TENSORFLOW.startswith("2.22")


def attempt(code, **variables):
    environment = {**os.environ, **variables}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)


def last_line(done):
    return ["", *done.stderr.strip().splitlines()][-1]


@pytest.fixture(scope="module")
def raw():
    return attempt("from tensorflow import keras; keras.Model")


def test_the_raw_failure_is_a_crash_or_says_nothing_of_numpy(raw):
    assert raw.returncode == (-11 if CRASHES else 1)
    assert "numpy" not in last_line(raw).lower()
    assert NUMPY not in raw.stderr
    assert "pip install" not in raw.stderr


def test_the_combination_is_a_hazard_that_was_measured():
    choice = resolve()
    assert _hazards.find(choice).name == ("numpy-1-too-late" if CRASHES else "numpy-2-too-early")
    row = _matrix.table().row(_verdicts.releases_of(choice))
    assert (row.releases.tensorflow, row.releases.numpy, row.imports) == (TENSORFLOW, NUMPY, False)


def test_the_refusal_names_the_versions_the_measured_failure_and_the_cure():
    done = attempt("from kerascompat import keras")
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    start = next(number for number, line in enumerate(lines) if "cannot be imported together" in line)
    assert f"tensorflow {TENSORFLOW}, numpy {NUMPY}" in lines[start]
    assert lines[start + 1].startswith("  found: import fails: ")
    assert lines[start + 2].endswith("set KERASCOMPAT_IMPORT_ANYWAY=1 to import all the same")
    if not CRASHES:  # a pre-release has no verified neighbour to name
        assert lines[start + 2].startswith(f'  cure:  pip install "tensorflow=={TENSORFLOW}"')
        assert '"numpy==1.*"' in lines[start + 2]


def test_the_variable_switches_the_refusal_off(raw):
    done = attempt("from kerascompat import keras", KERASCOMPAT_IMPORT_ANYWAY="1")
    assert done.returncode == raw.returncode
    assert "cannot be imported together" not in done.stderr
    if not CRASHES:
        assert "kerascompat.errors.ProviderImportError: importing keras " in done.stderr
        assert last_line(raw).strip() in done.stderr

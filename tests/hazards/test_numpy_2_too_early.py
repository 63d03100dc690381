"""NumPy 2 under a TensorFlow that was built for NumPy 1, really installed: what Python says, and what we say."""

import importlib.metadata
import os
import subprocess
import sys

import pytest

from kerascompat import _hazards, _matrix, _verdicts, resolve

TENSORFLOW = importlib.metadata.version("tensorflow")
NUMPY = importlib.metadata.version("numpy")


def attempt(code, **variables):
    environment = {**os.environ, **variables}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)


def last_line(done):
    return done.stderr.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def raw():
    return attempt("from tensorflow import keras; keras.Model")


def test_the_raw_failure_is_masked(raw):
    assert raw.returncode == 1
    assert "numpy" not in last_line(raw) or "failed to import" in last_line(raw)
    assert TENSORFLOW not in last_line(raw)
    assert NUMPY not in last_line(raw)
    assert "pip install" not in last_line(raw)


def test_the_combination_is_a_hazard_that_was_measured():
    choice = resolve()
    assert _hazards.find(choice).name == "numpy-2-too-early"
    row = _matrix.table().row(_verdicts.releases_of(choice))
    assert (row.releases.tensorflow, row.releases.numpy, row.imports) == (TENSORFLOW, NUMPY, False)


def test_the_refusal_names_the_versions_the_measured_failure_and_the_cure(raw):
    done = attempt("from kerascompat import keras")
    assert done.returncode == 1
    found = done.stderr.splitlines()
    start = next(number for number, line in enumerate(found) if "cannot be imported together" in line)
    assert f"tensorflow {TENSORFLOW}, numpy {NUMPY}" in found[start]
    assert found[start + 1].startswith("  found: import fails: ")
    assert last_line(raw).strip() in found[start + 1] or "() -> handle" in last_line(raw)
    assert found[start + 2].startswith(f'  cure:  pip install "tensorflow=={TENSORFLOW}"')
    assert '"numpy==1.' in found[start + 2]
    assert found[start + 2].endswith("or set KERASCOMPAT_IMPORT_ANYWAY=1 to import all the same")
    assert "compiled using NumPy 1.x" not in done.stderr, "nothing was imported"


def test_the_variable_switches_the_refusal_off_and_the_true_error_is_chained(raw):
    done = attempt("from kerascompat import keras", KERASCOMPAT_IMPORT_ANYWAY="1")
    assert done.returncode == 1
    assert "cannot be imported together" not in done.stderr
    assert "kerascompat.errors.ProviderImportError: importing keras " in done.stderr
    assert last_line(raw).strip() in done.stderr

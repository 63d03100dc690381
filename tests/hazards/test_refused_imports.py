"""Imports that are refused before they begin, on real installs: how they fail by themselves, and what we say."""

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


@pytest.fixture(scope="module")
def exception():
    """What `import tensorflow` raises there: its type and its text."""
    done = attempt(
        "try:\n    import tensorflow\nexcept BaseException as error:\n    print(f'{type(error).__name__}: {error}')"
    )
    assert done.returncode == 0
    return " ".join(done.stdout.split())


def test_the_raw_exception_is_no_import_error_and_says_nothing_of_numpy(exception):
    assert exception.startswith(("TypeError: ", "SystemError: "))
    assert "numpy" not in exception.lower()
    assert TENSORFLOW not in exception


def test_the_combination_is_a_hazard_that_was_measured():
    choice = resolve()
    assert _hazards.find(choice).name == "numpy-2-too-early"
    row = _matrix.table().row(_verdicts.releases_of(choice))
    assert (row.releases.tensorflow, row.releases.numpy, row.imports) == (TENSORFLOW, NUMPY, False)


def test_the_refusal_is_an_import_error_with_the_versions_the_measured_failure_and_the_cure(exception):
    done = attempt("try:\n    from kerascompat import keras\nexcept ImportError as error:\n    print(error)")
    assert (done.returncode, done.stderr) == (0, "")
    asked, found, cure = done.stdout.splitlines()
    assert asked.endswith(f"tensorflow {TENSORFLOW}, numpy {NUMPY} cannot be imported together")
    assert found.startswith(f"  found: import fails: {exception} (measured on Python 3.11, ")
    assert cure.startswith(f'  cure:  pip install "tensorflow=={TENSORFLOW}" "keras==')
    assert cure.endswith('"numpy==1.*", or set KERASCOMPAT_IMPORT_ANYWAY=1 to import all the same')


def test_the_variable_switches_the_refusal_off_and_the_true_error_is_chained(exception):
    done = attempt("from kerascompat import keras", KERASCOMPAT_IMPORT_ANYWAY="1")
    assert done.returncode == 1
    assert "cannot be imported together" not in done.stderr
    assert "kerascompat.errors.ProviderImportError: importing keras " in done.stderr
    assert exception in " ".join(done.stderr.split())

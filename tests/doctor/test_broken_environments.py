"""The doctor in real environments that were broken as users break them, one after the other, each built anew."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field

import pytest

WHEEL = os.environ["KERASCOMPAT_WHEEL"]
PYTHON = os.environ["KERASCOMPAT_PYTHON"]


@dataclass(frozen=True)
class Case:
    """How an environment is broken, and what must be found.

    Attributes:
        base: what is installed first, in one resolution.
        forced: what is installed afterwards, against the pins.
        removed: what is uninstalled at last.
        deleted: what is deleted from site-packages after that, as patterns.
        config: the text of `keras.json`.
        variables: what is set.
        expected: the findings that must be there, with their severities.
        local: files in the current folder.
        imports: what `--import` must find; None where the import is not tried.
    """

    base: tuple[str, ...]
    expected: dict[str, str]
    forced: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    config: str = ""
    variables: dict[str, str] = field(default_factory=dict)
    local: tuple[str, ...] = ()
    imports: str | None = None


JAX = ("keras==3.15.1", "jax")
ON_JAX = {"KERAS_BACKEND": "jax"}
NIGHTLY = ("keras-nightly==3.16.0.dev2026102704",)
LEGACY = {"TF_USE_LEGACY_KERAS": "1"}
CASES = {
    "nothing but kerascompat": Case((), {"no-keras": "error"}),
    "the variable without tf_keras": Case(
        ("tensorflow==2.16.2",), {"legacy-without-tf-keras": "error"}, variables=LEGACY
    ),
    "NumPy 2 under TensorFlow 2.15": Case(
        ("tensorflow==2.15.1",), {"numpy-2-too-early": "error"}, forced=("numpy==2.0.2",), imports="import-failed"
    ),
    "Keras 2.15 on TensorFlow 2.16": Case(
        ("tensorflow==2.16.2",),
        {"keras-2-too-old": "error"},
        forced=("keras==2.15.0",),
        imports="import-failed",
    ),
    "tf_keras 2.21 on TensorFlow 2.18": Case(
        ("tensorflow==2.18.1",),
        {"protobuf-too-old": "error", "tf-keras-minor": "warning"},
        forced=("tf-keras==2.21.0",),
        variables=LEGACY,
        imports="import-failed",
    ),
    "a yanked tf-keras": Case(("tensorflow==2.20.0", "tf-keras==2.20.0"), {"yanked": "warning"}, variables=LEGACY),
    "tensorflow beside tensorflow-cpu": Case(("tensorflow-cpu==2.16.2", "tf-keras==2.16.0"), {"two-owners": "warning"}),
    "keras-nightly over keras": Case(
        ("tensorflow==2.21.0",),
        {"two-owners": "error", "newer-than-measured": "note"},
        forced=NIGHTLY,
    ),
    "keras-nightly over keras, and removed": Case(
        ("tensorflow==2.21.0",),
        {"half-removed": "error", "no-keras": "error"},
        forced=NIGHTLY,
        removed=("keras-nightly",),
    ),
    "the distribution tensorflow-keras": Case(
        ("tensorflow==2.16.2",), {"impostor": "warning"}, forced=("tensorflow-keras==0.1",)
    ),
    "keras_core left beside Keras 3": Case(
        ("tensorflow==2.16.2",),
        {"keras-core-leftover": "note", "requirement-missing": "note"},
        forced=("keras-core==0.1.7",),
    ),
    "libraries that set the variable": Case(
        ("tensorflow==2.16.2",),
        {"variable-forced": "warning"},
        forced=("deepface==0.0.103", "transformers==4.46.3", "tensorflow-model-optimization==0.8.1"),
    ),
    "a file of the user's own": Case(
        ("tensorflow==2.16.2",), {"hidden-by-a-file": "warning"}, local=("keras.py", "tensorflow.py")
    ),
    "Keras 3 without its backend": Case(("keras==3.15.1", "jax"), {"backend-missing": "error"}),
    "a backend of no Keras": Case(
        ("keras==3.15.1", "jax"), {"unknown-backend": "error"}, variables={"KERAS_BACKEND": "theano"}
    ),
    "Keras 3 forced into TensorFlow 2.14": Case(
        ("tensorflow==2.14.1",),
        {"keras-3-too-new": "warning"},
        forced=("keras==3.15.1", "optree", "rich", "namex", "ml-dtypes==0.5.4"),
    ),
    "a look-alike of the variable": Case(
        JAX, {"look-alike": "warning"}, variables={**ON_JAX, "TF_USE_LEGACY_KERAS": "yes"}
    ),
    "a keras.json that no Keras accepts": Case(
        JAX, {"keras-json-invalid": "error"}, config='{"floatx": "float8"}', variables=ON_JAX
    ),
    "a keras.json that is stale": Case(
        JAX, {"keras-json-stale": "warning"}, config='{"backend": "theano"}', variables=ON_JAX
    ),
    "a keras.json that is overruled": Case(
        JAX, {"keras-json-overruled": "note"}, config='{"backend": "torch"}', variables=ON_JAX
    ),
    "files without metadata": Case(
        JAX, {"orphan-files": "warning"}, deleted=("keras-3.15.1.dist-info",), variables=ON_JAX
    ),
    "metadata of another release": Case(
        JAX,
        {"version-mismatch": "error", "newer-than-measured": "note"},
        forced=NIGHTLY,
        deleted=("keras_nightly-*.dist-info",),
        variables=ON_JAX,
    ),
    "the NumPy backend without what it needs": Case(
        ("keras==3.15.1",),
        {"requirement-missing": "error"},
        variables={"KERAS_BACKEND": "numpy"},
        imports="import-failed",
    ),
    "a home-made tf_keras": Case(
        ("tensorflow==2.16.2", "tf-keras==2.16.0"),
        {"impostor": "warning", "half-removed": "error"},
        deleted=("tf_keras/api", "tf_keras/src"),
    ),
    "Keras 2 with a wish for JAX": Case(
        ("tensorflow==2.15.1",), {"backend-ignored": "warning"}, variables={"KERAS_BACKEND": "jax"}
    ),
}


def uv(*arguments):
    done = subprocess.run(["uv", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def doctor(tmp_path):
    """Build a case's environment, and ask the doctor there; the environment is removed afterwards."""
    folder, home, work = tmp_path / "environment", tmp_path / "home", tmp_path / "work"

    python = str(folder / "bin" / "python")

    def ask(case):
        uv("venv", "--quiet", "--python", PYTHON, str(folder))
        install = ("pip", "install", "--quiet", "--python", python)
        uv(*install, *case.base, WHEEL)
        if case.forced:
            uv(*install, "--no-deps", *case.forced)
        if case.removed:
            uv("pip", "uninstall", "--quiet", "--python", python, *case.removed)
        (site,) = folder.glob("lib/python*/site-packages")
        for path in (path for pattern in case.deleted for path in site.glob(pattern)):
            shutil.rmtree(path)
        for path in (home / ".keras", work):
            path.mkdir(parents=True)
        if case.config:
            (home / ".keras" / "keras.json").write_text(case.config)
        for name in case.local:
            (work / name).write_text("")
        return again(case)

    def again(case):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("TF_", "KERAS_"))}
        environment |= {"HOME": str(home), "TF_CPP_MIN_LOG_LEVEL": "3", **case.variables}
        options = ["--import"] if case.imports else []
        command = [str(folder / "bin" / "kerascompat"), "doctor", "--json", *options]
        done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return json.loads(done.stdout), done.returncode

    def shell(command):
        run = re.sub(r"^uv pip (install|uninstall)", rf"uv pip \1 --quiet --python {python}", command)
        assert run != command
        done = subprocess.run(run, shell=True, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    yield ask, again, shell
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("name", CASES)
def test_what_is_broken_is_found(doctor, name):
    case, (ask, _, _) = CASES[name], doctor
    report, code = ask(case)
    found = {finding["code"]: finding["severity"] for finding in report["findings"]}
    assert case.expected.items() <= found.items()
    others = set(found) - set(case.expected) - {case.imports, "broken-combination", "unsupported-combination"}
    assert others <= {"requirement-unmet"}
    assert (case.imports in found) is (case.imports is not None)
    assert code == (1 if "error" in found.values() else 0)


def test_a_release_that_was_installed_under_a_running_program_is_found_from_inside(doctor, tmp_path):
    ask, _, _ = doctor
    ask(Case(JAX, {}, variables=ON_JAX))
    python = str(tmp_path / "environment" / "bin" / "python")
    code = (
        "import keras, os, subprocess, kerascompat\n"
        f"command = ['uv', 'pip', 'install', '--quiet', '--python', {python!r}, '--no-deps', 'keras==3.12.4']\n"
        "subprocess.run(command, check=True)\n"
        "print([(each.code, each.what) for each in kerascompat.diagnose().findings])\n"
    )
    done = subprocess.run(
        [python, "-c", code], env={**os.environ, **ON_JAX}, capture_output=True, text=True, check=True
    )
    assert "('restart', 'keras 3.15.1 is imported, and keras 3.12.4 is installed now')" in done.stdout


CURED = {
    "the variable without tf_keras": "legacy-without-tf-keras",
    "NumPy 2 under TensorFlow 2.15": "numpy-2-too-early",
    "Keras 2.15 on TensorFlow 2.16": "keras-2-too-old",
    "tf_keras 2.21 on TensorFlow 2.18": "protobuf-too-old",
    "a yanked tf-keras": "yanked",
    "tensorflow beside tensorflow-cpu": "two-owners",
    "keras-nightly over keras, and removed": "half-removed",
    "the distribution tensorflow-keras": "impostor",
    "Keras 3 without its backend": "backend-missing",
    "Keras 3 forced into TensorFlow 2.14": "keras-3-too-new",
}
"""A finding of a case whose cure is a command for an installer."""


@pytest.mark.parametrize("name", CURED)
def test_the_cure_cures_it_and_breaks_nothing_else(doctor, name):
    ask, again, shell = doctor
    before, _ = ask(CASES[name])
    (cure,) = {each["cure"]["uv"] for each in before["findings"] if each["code"] == CURED[name]}
    for step in cure.split(", then "):
        shell(step.partition(", or ")[0].partition(", and ")[0])
    after, _ = again(CASES[name])
    found = {finding["code"]: finding["severity"] for finding in after["findings"]}
    assert CURED[name] not in found
    assert "error" not in found.values(), after["findings"]

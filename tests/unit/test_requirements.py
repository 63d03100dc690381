"""`kerascompat requirements`: pins that the matrix has verified, or the nearest ones as a command."""

from __future__ import annotations

import shlex
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path

import pytest
import tomlkit
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kerascompat import _environment, _matrix, cli
from kerascompat._facts import BACKENDS
from kerascompat._matrix import FOLDER, Releases, Row, Table, read_table
from kerascompat.errors import IncompatibleError, KerasCompatError, SettingError
from kerascompat.requirements import _formats, command
from kerascompat.requirements._measured import leaves_out, pins_of, variables_of
from kerascompat.requirements._wish import Wish

PYTHONS = ("3.9", "3.10", "3.11", "3.12", "3.13")
TENSORFLOWS = (*(f"2.{minor}" for minor in range(12, 22)), "none")
FROZEN = Path(__file__).parent / "frozen_matrix"
"""Some rows of one day: what is measured later changes the pins, not what is to be said of these.

The errors in them are what releases raised when they were measured: TensorFlow's `NotImplementedError` in the step
`export` on JAX is one, and a limit that the pins' comment names.
"""

ALL = tuple(product(TENSORFLOWS, (2, 3), BACKENDS, PYTHONS))


@cache
def measured():
    return read_table(FOLDER)


@cache
def answered(tensorflow, generation, backend, python):
    """The pins, or the error."""
    try:
        return command.answer(measured(), Wish(python, tensorflow, generation, backend))
    except KerasCompatError as error:
        return error


def given(generation=None, backend=None):
    """Everything that gives pins."""
    found = {each: answered(*each) for each in ALL}
    return {
        each: pins
        for each, pins in found.items()
        if not isinstance(pins, Exception) and generation in (None, each[1]) and backend in (None, each[2])
    }


def named(pins):
    return {Requirement(line).name: line.partition("==")[2] for line in pins.lines}


@pytest.fixture
def requirements(monkeypatch, capsys):
    """The command on the frozen rows, on Python 3.11; its exit code, output and errors."""
    monkeypatch.setattr(command, "FOLDER", str(FROZEN))
    monkeypatch.setattr(_environment, "python_version", lambda: "3.11.7")

    def run(text):
        try:
            code = cli.main(["requirements", *shlex.split(text)])
        except SystemExit as end:
            code = end.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


class TestOfAllCombinations:
    def test_each_gives_pins_or_one_error(self):
        for each in ALL:
            assert isinstance(answered(*each), (command._pins.Pins, IncompatibleError, SettingError)), each

    def test_pins_are_what_was_asked_for(self):
        for (tensorflow, generation, backend, python), pins in given().items():
            releases = pins.releases
            assert releases.python == python
            assert (releases.tensorflow or "none").startswith(tensorflow)
            assert command._pins._matrix.generation_of(releases) == generation
            assert releases.backend == backend

    def test_pins_are_a_verified_combination(self):
        for each, pins in given().items():
            assert measured().verdict(pins.releases) == pins.verdict, each
            assert pins.verdict.kind == "verified", each

    def test_pins_are_exact_and_each_name_stands_once(self):
        for pins in given().values():
            names = [Requirement(line).name for line in pins.lines]
            assert names == [canonicalize_name(name) for name in dict.fromkeys(names)]
            assert all("==" in line and "*" not in line for line in pins.lines)

    def test_pins_hold_what_the_combination_is(self):
        for pins in given().values():
            releases, versions = pins.releases, named(pins)
            provider = _matrix.DISTRIBUTIONS.get(releases.provider, releases.provider)
            assert versions.get("tensorflow") == releases.tensorflow
            assert versions[provider] == releases.version
            assert versions["numpy"] == releases.numpy
            assert versions.get("protobuf") == releases.protobuf
            if releases.backend_version:
                assert versions[releases.backend] == releases.backend_version.partition("+")[0]

    def test_keras_stands_beside_tf_keras_as_tensorflow_brings_it(self):
        found = [named(pins) for pins in given(2).values() if pins.releases.provider == "tf_keras"]
        assert found
        assert all("keras" in versions for versions in found)

    def test_everything_beside_keras_was_measured_on_the_python_that_is_asked_for(self):
        rows = [(row.releases.python, set(pins_of(row.command).values())) for row in measured().rows]
        for each, pins in given().items():
            own = {line for line in pins.lines if not line.startswith(("tf-keras==", "keras=="))}
            assert any(python == each[3] and own <= lines for python, lines in rows), each

    def test_the_variables_are_those_of_the_measurement(self):
        for pins in given().values():
            variables = dict(pins.variables)
            assert variables.get("TF_USE_LEGACY_KERAS") == ("1" if pins.releases.provider == "tf_keras" else None)
            backend = pins.releases.backend
            assert variables.get("KERAS_BACKEND") == (None if backend == "tensorflow" else backend)

    def test_an_error_names_what_is_nearest_and_its_command_gives_that(self):
        errors = [error for error in (answered(*each) for each in ALL) if isinstance(error, Exception)]
        for error, cure in {(error.asked, error.cure): (error, error.cure) for error in errors}.values():
            assert cure.startswith("kerascompat requirements --tensorflow ")
            options = shlex.split(cure)[2:]
            wish = dict(zip(options[::2], options[1::2]))
            pins = answered(
                wish["--tensorflow"], int(wish["--generation"]), wish.get("--backend", "tensorflow"), wish["--python"]
            )
            releases = pins.releases
            assert f"nearest verified: {releases}, on Python {releases.python}" in error.found

    def test_what_contradicts_itself_is_a_wrong_setting_and_nothing_else_is(self):
        for tensorflow, generation, backend, python in ALL:
            error = answered(tensorflow, generation, backend, python)
            alone = tensorflow == "none" and backend == "tensorflow"
            contradicts = alone or (generation == 2 and (backend != "tensorflow" or tensorflow == "none"))
            assert isinstance(error, SettingError) == contradicts

    def test_each_tensorflow_gives_its_generation_on_each_python_that_it_has_wheels_for(self):
        for tensorflow, generation, _, python in ALL:
            brings = 2 if tensorflow in ("2.12", "2.13", "2.14", "2.15") else 3
            wheels = any(
                python in facts["pythons"]
                for text, facts in measured().registry["tensorflow"].items()
                if text.startswith(f"{tensorflow}.")
            )
            if wheels and generation == brings:
                assert not isinstance(answered(tensorflow, generation, "tensorflow", python), Exception)


class TestFormats:
    @staticmethod
    def texts(name):
        return [
            (pins, _formats.render(replace(pins, wish=replace(pins.wish, format=name)))) for pins in given().values()
        ]

    def test_pip_is_a_list_of_requirements_below_comments(self):
        for pins, text in self.texts("pip"):
            lines = text.splitlines()
            assert [line for line in lines if not line.startswith("# ")] == list(pins.lines)
            assert str(pins.verdict) in text
            for name, value in pins.variables:
                assert f"{name}={value}" in text

    def test_uv_is_one_command_below_comments(self):
        for pins, text in self.texts("uv"):
            only = [line for line in text.splitlines() if not line.startswith("# ")]
            assert [shlex.split(line) for line in only] == [["uv", "pip", "install", *pins.lines]]

    def test_pyproject_is_a_project_table_for_that_python(self):
        for pins, text in self.texts("pyproject"):
            project = tomlkit.parse(text).unwrap()["project"]
            assert project == {
                "requires-python": f"=={pins.releases.python}.*",
                "dependencies": list(pins.lines),
            }

    def test_conda_is_an_environment_with_its_python_its_wheels_and_its_variables(self):
        for pins, text in self.texts("conda"):
            environment = yaml.safe_load(text)
            assert environment.pop("name")
            variables = {"variables": dict(pins.variables)} if pins.variables else {}
            assert environment == {
                "channels": ["conda-forge"],
                "dependencies": [f"python={pins.releases.python}", "pip", {"pip": list(pins.lines)}],
                **variables,
            }

    def test_no_comment_is_longer_than_a_line(self):
        for name in _formats.FORMATS:
            for _, text in self.texts(name):
                assert all(len(line) <= 120 for line in text.splitlines() if line.startswith("#"))


class TestTheCommand:
    def test_prints_keras_2_on_a_tensorflow_that_brings_keras_3(self, requirements):
        code, out, err = requirements("--tensorflow 2.16 --generation 2")
        assert (code, err) == (0, "")
        assert out == (
            "# tf_keras 2.16.0, tensorflow 2.16.2, numpy 1.26.4, for Python 3.11; measured on Linux, x86_64\n"
            "# verified: every step passes (measured on Python 3.11, 2026-11-21)\n"
            "# printed by: kerascompat requirements --tensorflow 2.16 --generation 2 --python 3.11\n"
            "# set before Python starts: TF_USE_LEGACY_KERAS=1\n"
            "tensorflow==2.16.2\n"
            "tf-keras==2.16.0\n"
            "keras==3.15.1\n"
            "h5py==3.16.0\n"
            "ml-dtypes==0.3.2\n"
            "numpy==1.26.4\n"
            "protobuf==4.25.9\n"
        )

    def test_says_where_the_provider_was_measured_on_another_python(self, requirements):
        _, out, _ = requirements("--tensorflow 2.16 --generation 2 --python 3.9")
        assert "# tf_keras itself was not measured on Python 3.9\n" in out
        assert "\nkeras==3.10.0\n" in out

    def test_prints_the_release_of_torch_without_the_name_of_its_build(self, requirements):
        code, out, _ = requirements("--backend torch")
        assert code == 0
        assert "\ntorch==2.13.0\n" in out
        assert "# torch was measured as its build 2.13.0+cpu\n" in out
        assert "tensorflow" not in out.partition("\nkeras==")[2]

    def test_prints_an_environment_of_conda(self, requirements):
        _, out, _ = requirements("--tensorflow 2.18 --backend jax --format conda")
        assert out.partition("name:")[2] == (
            " tensorflow-2.18-keras-3-jax\n"
            "channels:\n"
            "  - conda-forge\n"
            "dependencies:\n"
            "  - python=3.11\n"
            "  - pip\n"
            "  - pip:\n"
            '      - "tensorflow==2.18.1"\n'
            '      - "keras==3.15.1"\n'
            '      - "jax==0.10.2"\n'
            '      - "jaxlib==0.10.2"\n'
            '      - "h5py==3.16.0"\n'
            '      - "ml-dtypes==0.6.0"\n'
            '      - "numpy==2.0.2"\n'
            '      - "protobuf==5.29.6"\n'
            '      - "scipy==1.17.1"\n'
            "variables:\n"
            '  KERAS_BACKEND: "jax"\n'
        )

    @pytest.mark.parametrize(
        ("asked", "first"),
        [
            ("", "keras 3.15.1, tensorflow 2.21.0, numpy 2.4.6,"),
            ("--generation 2", "tf_keras 2.21.0, tensorflow 2.21.0, numpy 2.4.6,"),
            ("--python 3.9", "keras 3.10.0, tensorflow 2.20.0, numpy 2.0.2,"),
            ("--python 3.12.1", "keras 3.15.1, tensorflow 2.21.0, numpy 2.5.5,"),
            ("--tensorflow 2.15", "keras 2.15.0, tensorflow 2.15.1, numpy 1.26.4,"),
            ("--tensorflow 2.15 --tf-keras 2.15", "tf_keras 2.15.1, tensorflow 2.15.1, numpy 1.26.4,"),
            ("--tensorflow 2.15.0", "keras 2.15.0, tensorflow 2.15.0, numpy 1.26.4,"),
            ("--tensorflow 2.15.0.post1", "tf_keras 2.15.1, tensorflow 2.15.0.post1, numpy 1.26.4,"),
            ("--tensorflow 2.18 --keras 3.5", "keras 3.5.0, tensorflow 2.18.1, numpy 2.0.2,"),
            ("--tf-keras 2.17", "tf_keras 2.17.0, tensorflow 2.17.1, numpy 1.26.4,"),
            ("--backend jax", "keras 3.15.1, jax 0.10.2, numpy 2.4.6,"),
            ("--backend openvino --generation 3", "keras 3.15.1, openvino 2026.4.1, numpy 2.4.6,"),
            ("--tensorflow none --backend numpy", "keras 3.15.1, numpy 2.4.6,"),
        ],
    )
    def test_takes_the_newest_that_is_asked_for(self, requirements, asked, first):
        code, out, err = requirements(asked)
        assert (code, err) == (0, "")
        assert out.startswith(f"# {first} for Python 3.")

    @pytest.mark.parametrize(
        ("asked", "code", "text"),
        [
            pytest.param(
                "--tensorflow 2.15 --generation 2 --python 3.12",
                1,
                "kerascompat requirements --tensorflow 2.15 --generation 2 --python 3.12\n"
                "  found: tensorflow 2.15.1 has no wheel for Python 3.12, only for 3.9, 3.10, 3.11; nearest verified:"
                " keras 2.15.0, tensorflow 2.15.1, numpy 1.26.4, on Python 3.11\n"
                "  cure:  kerascompat requirements --tensorflow 2.15 --generation 2 --python 3.11\n",
                id="a Python that TensorFlow has no wheel for",
            ),
            pytest.param(
                "--tensorflow 2.15 --generation 3",
                1,
                "kerascompat requirements --tensorflow 2.15 --generation 3 --python 3.11\n"
                "  found: keras 3.15.1, tensorflow 2.15.1, numpy 1.26.4 is unsupported: tensorflow 2.15.1 declares"
                " keras<2.16,>=2.15.0; every step but save_h5, tflite passes (measured on Python 3.11, 2026-11-21);"
                " nearest verified: keras 3.15.1, tensorflow 2.16.2, numpy 1.26.4, on Python 3.11\n"
                "  cure:  kerascompat requirements --tensorflow 2.16 --generation 3 --python 3.11\n",
                id="against the pins alone",
            ),
            pytest.param(
                "--tensorflow 2.16 --generation 2 --backend jax --format uv",
                2,
                "kerascompat requirements --tensorflow 2.16 --generation 2 --backend jax --python 3.11 --format uv\n"
                "  found: Keras 2 computes with TensorFlow only; nearest verified: keras 3.15.1, tensorflow 2.16.2,"
                " jax 0.4.34, numpy 1.26.4, on Python 3.11\n"
                "  cure:  kerascompat requirements --tensorflow 2.16 --generation 3 --backend jax --python 3.11"
                " --format uv\n",
                id="Keras 2 on another backend",
            ),
            pytest.param(
                "--tf-keras 2.18 --backend jax",
                2,
                "kerascompat requirements --tensorflow none --backend jax --tf-keras 2.18 --python 3.11\n"
                "  found: Keras 2 computes with TensorFlow only; nearest verified: keras 3.15.1, jax 0.10.2, numpy"
                " 2.4.6, on Python 3.11\n"
                "  cure:  kerascompat requirements --tensorflow none --generation 3 --backend jax --keras 3.15.1"
                " --python 3.11\n",
                id="tf_keras on another backend",
            ),
            pytest.param(
                "--tensorflow none",
                2,
                "kerascompat requirements --tensorflow none --python 3.11\n"
                "  found: the backend tensorflow is TensorFlow itself; nearest verified: keras 3.15.1,"
                " tensorflow 2.21.0, numpy 2.4.6, on Python 3.11\n"
                "  cure:  kerascompat requirements --tensorflow 2.21 --generation 3 --python 3.11\n",
                id="no TensorFlow to compute with",
            ),
            pytest.param(
                "--tensorflow 2.18 --generation 2 --keras 3.15",
                2,
                "kerascompat requirements --tensorflow 2.18 --generation 2 --keras 3.15 --python 3.11\n"
                "  found: keras 3.15 is Keras 3; nearest verified: tf_keras 2.18.0, tensorflow 2.18.1, numpy 2.0.2, on"
                " Python 3.11\n"
                "  cure:  kerascompat requirements --tensorflow 2.18 --generation 2 --tf-keras 2.18.0 --python 3.11\n",
                id="a Keras of the other generation",
            ),
            pytest.param(
                "--tensorflow 2.99",
                1,
                "kerascompat requirements --tensorflow 2.99 --python 3.11\n"
                "  found: no TensorFlow 2.99 is known; the newest is 2.21.0; nearest verified: keras 3.15.1,"
                " tensorflow 2.21.0, numpy 2.4.6, on Python 3.11\n"
                "  cure:  kerascompat requirements --tensorflow 2.21 --generation 3 --python 3.11\n",
                id="a TensorFlow that does not exist",
            ),
            pytest.param(
                "--tensorflow 2.22",
                1,
                "kerascompat requirements --tensorflow 2.22 --python 3.11\n"
                "  found: keras 3.16.0.dev2026102704, tensorflow 2.22.0rc0, numpy 2.4.6 is a pre-release; nearest"
                " verified: keras 3.15.1, tensorflow 2.21.0, numpy 2.4.6, on Python 3.11\n"
                "  cure:  kerascompat requirements --tensorflow 2.21 --generation 3 --python 3.11\n",
                id="a pre-release",
            ),
            pytest.param(
                "--tensorflow 2.18 --keras 3.7",
                1,
                "kerascompat requirements --tensorflow 2.18 --keras 3.7 --python 3.11\n"
                "  found: no such combination was measured; nearest verified: keras 3.5.0, tensorflow 2.18.1, numpy"
                " 2.0.2, on Python 3.11\n"
                "  cure:  kerascompat requirements --tensorflow 2.18 --generation 3 --keras 3.5.0 --python 3.11\n",
                id="what was not measured",
            ),
            pytest.param(
                "--tensorflow 2.20 --generation 2 --python 3.9",
                1,
                "kerascompat requirements --tensorflow 2.20 --generation 2 --python 3.9\n"
                "  found: verified on Python 3.11; nothing measured speaks for Python 3.9; nearest verified: tf_keras"
                " 2.20.1, tensorflow 2.20.0, numpy 2.4.6, on Python 3.11\n"
                "  cure:  kerascompat requirements --tensorflow 2.20 --generation 2 --python 3.11\n",
                id="a Python with another protobuf than was measured",
            ),
        ],
    )
    def test_says_what_is_nearest_where_nothing_is_verified(self, requirements, asked, code, text):
        assert requirements(asked) == (code, "", text)
        again = shlex.split(text.rpartition("cure:")[2])[2:]
        code, out, err = requirements(shlex.join(again))
        assert (code, err) == (0, "")
        assert out

    @pytest.mark.parametrize(
        ("asked", "error"),
        [
            ("--tensorflow two", "argument --tensorflow: 'two' is no version"),
            ("--python py311", "argument --python: 'py311' is no version of Python, such as 3.11"),
            ("--keras 3.5 --tf-keras 2.18", "argument --tf-keras: not allowed with argument --keras"),
        ],
    )
    def test_a_wrong_option_is_named(self, requirements, asked, error):
        code, out, err = requirements(asked)
        assert (code, out) == (2, "")
        assert err.endswith(f"kerascompat requirements: error: {error}\n")

    def test_takes_this_python_where_none_is_named(self, monkeypatch, requirements):
        monkeypatch.setattr(_environment, "python_version", lambda: "3.12.1")
        _, out, _ = requirements("--tensorflow 2.18")
        assert "for Python 3.12;" in out

    def test_says_so_where_the_table_cannot_be_read(self, monkeypatch, requirements, tmp_path):
        monkeypatch.setattr(command, "FOLDER", str(tmp_path))
        code, out, err = requirements("--tensorflow 2.18")
        assert (code, out) == (2, "")
        assert err.startswith("kerascompat requirements reads what was measured\n  found: ")
        assert err.endswith("  cure:  pip install --force-reinstall kerascompat\n")


class TestOfARow:
    COMMAND = (
        "kerascompat lab probe --python 3.11 --force keras==3.3.0 --pip torch==2.13.0"
        " --set TF_USE_LEGACY_KERAS=1 --set KERAS_BACKEND=torch h5py==3.16.0 numpy==1.26.4"
    )

    def test_the_pins_are_those_of_its_command_however_they_were_installed(self):
        assert list(pins_of(self.COMMAND).values()) == [
            "keras==3.3.0",
            "torch==2.13.0",
            "h5py==3.16.0",
            "numpy==1.26.4",
        ]

    def test_the_variables_are_those_that_were_set(self):
        assert variables_of(self.COMMAND) == (("TF_USE_LEGACY_KERAS", "1"), ("KERAS_BACKEND", "torch"))

    def test_one_where_something_was_left_out_gives_no_pins(self):
        releases = Releases("3.11", "2.14.1", "tf_keras", "2.14.1", "tensorflow", None, "1.26.4", "4.25.9")
        without = "kerascompat lab probe --python 3.11 --without keras tensorflow==2.14.1 tf-keras==2.14.1"
        row = Row(releases, None, (), None, (), "2026-11-21", without, without, "0" * 16)
        assert leaves_out(without)
        with pytest.raises(IncompatibleError) as caught:
            command.answer(Table((), (row,)), Wish("3.11", backend="tensorflow"))
        assert caught.value.cure == "kerascompat matrix --verdict verified"


PAGES = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize(
    "asked", ["--tensorflow 2.16 --generation 2", "--tensorflow 2.18 --backend jax --format conda"]
)
def test_what_the_page_shows_is_what_is_printed_now(asked, monkeypatch, capsys):
    monkeypatch.setattr(_environment, "python_version", lambda: "3.11.7")
    assert cli.main(["requirements", *shlex.split(asked)]) == 0
    printed = capsys.readouterr().out.splitlines()
    page = [line.strip() for line in (PAGES / "requirements.md").read_text(encoding="utf-8").splitlines()]
    start = page.index(f"$ kerascompat requirements {asked}") + 1
    assert page[start : start + len(printed)] == [line.strip() for line in printed]

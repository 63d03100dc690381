"""What is measured: every combination that users meet is among it, once, and never one that was withdrawn."""

from __future__ import annotations

import argparse
import json
import os
import shlex

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from kerascompat import _matrix
from kerascompat.lab import _combinations
from kerascompat.lab._combinations import LEGACY, PYTHON, Combination, combinations, newest
from kerascompat.lab._probe_command import combination_of
from kerascompat.lab.command import add_arguments

with open(os.path.join(_matrix.FOLDER, "registry.json"), encoding="utf-8") as file:
    REGISTRY = json.load(file)["distributions"]

ALL = combinations(REGISTRY)

NEWEST = {
    "2.12": "2.12.1",
    "2.13": "2.13.1",
    "2.14": "2.14.1",
    "2.15": "2.15.1",
    "2.16": "2.16.2",
    "2.17": "2.17.1",
    "2.18": "2.18.1",
    "2.19": "2.19.1",
    "2.20": "2.20.0",
    "2.21": "2.21.0",
    "2.22": "2.22.0rc0",
}
TF_KERAS = {
    "2.14": "2.14.1",
    "2.15": "2.15.1",
    "2.16": "2.16.0",
    "2.17": "2.17.0",
    "2.18": "2.18.0",
    "2.19": "2.19.0",
    "2.20": "2.20.1",
    "2.21": "2.21.0",
}
KERAS_2 = ("2.12.0", "2.13.1", "2.14.0", "2.15.0")
NUMPY_1 = "numpy==1.26.4"


def minor(text):
    return Version(text).release[:2]


def has(*pins, python=PYTHON, forced=(), without=(), variables=()):
    return Combination(python, pins, forced, without, (), variables) in ALL


def alone(backend):
    """The combinations of that backend without TensorFlow."""
    return [
        each
        for each in ALL
        if dict(each.variables).get("KERAS_BACKEND") == backend
        and not any(Requirement(pin).name == "tensorflow" for pin in (*each.pins, *each.forced))
    ]


def pinned(combination):
    """Every version that a combination names, by distribution."""
    lines = (*combination.pins, *combination.forced, *combination.pip)
    named = map(Requirement, lines)
    return {each.name: next(iter(each.specifier)).version for each in named if each.specifier}


class TestTheRealOnes:
    def test_there_are_at_least_150_and_each_once(self):
        assert len(ALL) >= 150
        assert len(set(ALL)) == len(ALL)
        assert len({each.command for each in ALL}) == len(ALL)

    def test_the_newest_of_each_minor_is_what_this_table_says(self):
        assert {f"{major}.{minor}": text for (major, minor), text in newest(REGISTRY["tensorflow"]).items()} == NEWEST

    @pytest.mark.parametrize("tensorflow", NEWEST.values())
    def test_each_tensorflow_with_its_default_keras(self, tensorflow):
        assert has(f"tensorflow=={tensorflow}")

    @pytest.mark.parametrize("tensorflow", REGISTRY["tensorflow"])
    def test_each_patch_with_its_default_keras(self, tensorflow):
        assert has(f"tensorflow=={tensorflow}")

    @pytest.mark.parametrize(
        ("tensorflow", "oldest", "before"),
        [
            ("2.16.2", "3.0.0", "2.15.0"),
            ("2.17.1", "3.2.0", "3.1.1"),
            ("2.18.1", "3.5.0", "3.4.1"),
            ("2.19.1", "3.5.0", "3.4.1"),
            ("2.20.0", "3.10.0", "3.9.2"),
            ("2.21.0", "3.12.0", "3.11.3"),
        ],
    )
    def test_the_oldest_keras_3_that_a_tensorflow_accepts_and_the_one_before(self, tensorflow, oldest, before):
        assert has(f"tensorflow=={tensorflow}", f"keras=={oldest}")
        assert has(f"tensorflow=={tensorflow}", forced=(f"keras=={before}",))

    @pytest.mark.parametrize("tensorflow", ["2.12.1", "2.13.1", "2.14.1", "2.15.1"])
    def test_keras_3_is_forced_where_none_is_accepted(self, tensorflow):
        forced = [
            pinned(each)["keras"]
            for each in ALL
            if each.pins == (f"tensorflow=={tensorflow}",)
            and each.forced
            and Requirement(each.forced[0]).name == "keras"
        ]
        assert {"3.0.5", max(REGISTRY["keras"], key=Version)} <= set(forced)

    @pytest.mark.parametrize(
        ("tensorflow", "tf_keras"),
        [
            (tensorflow, tf_keras)
            for tensorflow in NEWEST.values()
            for tf_keras in TF_KERAS.values()
            if abs(minor(tensorflow)[1] - minor(tf_keras)[1]) <= 1
        ],
    )
    def test_tf_keras_of_the_same_minor_and_of_each_neighbour(self, tensorflow, tf_keras):
        is_heeded = minor(tensorflow) >= (2, 15)
        assert has(
            f"tensorflow=={tensorflow}",
            f"tf-keras=={tf_keras}",
            forced=() if minor(tensorflow) == minor(tf_keras) else (f"tensorflow=={tensorflow}",),
            without=() if is_heeded else ("keras",),
            variables=LEGACY if is_heeded else (),
        )

    @pytest.mark.parametrize("tensorflow", ["2.12.1", "2.13.1", "2.14.1", "2.15.1", "2.16.2", "2.17.1"])
    @pytest.mark.parametrize("keras", KERAS_2)
    def test_keras_2_on_both_sides_of_the_line(self, tensorflow, keras):
        is_default = minor(tensorflow) == minor(keras)
        assert has(f"tensorflow=={tensorflow}", forced=() if is_default else (f"keras=={keras}",))

    @pytest.mark.parametrize("tensorflow", ["2.18.1", "2.19.1", "2.20.0", "2.21.0"])
    def test_the_last_keras_2_on_each_later_tensorflow(self, tensorflow):
        assert has(f"tensorflow=={tensorflow}", forced=("keras==2.15.0",))

    @pytest.mark.parametrize("keras", ["3.3.0", "3.3.1"])
    @pytest.mark.parametrize("tensorflow", ["2.16.2", "2.17.1", "2.21.0"])
    def test_the_two_releases_that_lack_names_of_tf_keras(self, tensorflow, keras):
        assert has(f"tensorflow=={tensorflow}", forced=(f"keras=={keras}",))

    @pytest.mark.parametrize("backend", ["jax", "torch", "numpy", "openvino"])
    def test_each_other_backend_without_tensorflow_old_and_new(self, backend):
        versions = [Version(pinned(each)["keras"]) for each in alone(backend)]
        assert max(versions) == max(map(Version, REGISTRY["keras"]))
        assert len({each.release[:2] for each in versions}) >= 3

    @pytest.mark.parametrize(
        ("python", "tensorflow"),
        [
            (python, tensorflow)
            for tensorflow in NEWEST.values()
            for python in ("3.9", "3.10", "3.11", "3.12", "3.13")
            if python in REGISTRY["tensorflow"][tensorflow]["pythons"]
        ],
    )
    def test_each_python_that_a_tensorflow_has_wheels_for(self, python, tensorflow):
        assert has(f"tensorflow=={tensorflow}", python=python)

    @pytest.mark.parametrize("tensorflow", ["2.18.1", "2.19.1", "2.20.0", "2.21.0", "2.22.0rc0"])
    def test_both_major_versions_of_numpy_where_both_install(self, tensorflow):
        # the default is NumPy 2: nothing declared forbids it
        specifiers = [Requirement(line) for line in REGISTRY["tensorflow"][tensorflow]["requires"]]
        (numpy,) = [each.specifier for each in specifiers if each.name == "numpy"]
        assert "2.0.2" in numpy
        assert "1.26.4" in numpy
        assert has(f"tensorflow=={tensorflow}")
        assert has(f"tensorflow=={tensorflow}", NUMPY_1)

    @pytest.mark.parametrize("tensorflow", ["2.12.1", "2.13.1", "2.14.1", "2.15.1", "2.16.2", "2.17.1"])
    def test_numpy_2_is_forced_where_it_is_forbidden(self, tensorflow):
        assert has(f"tensorflow=={tensorflow}", forced=("numpy==2.0.2",))

    def test_nothing_withdrawn_and_nothing_unknown_is_asked_for(self):
        known = {
            name: {text for text, facts in REGISTRY[name].items() if "yanked" not in facts}
            for name in ("tensorflow", "keras", "tf-keras")
        }
        assert "2.20.0" not in known["tf-keras"]
        wrong = {
            each.command
            for each in ALL
            for name, version in pinned(each).items()
            if name in known and version not in known[name]
        }
        assert wrong == set()

    def test_no_python_is_asked_of_a_tensorflow_without_a_wheel_for_it(self):
        wrong = {
            each.command
            for each in ALL
            if "tensorflow" in pinned(each)
            and each.python not in REGISTRY["tensorflow"][pinned(each)["tensorflow"]]["pythons"]
        }
        assert wrong == set()

    def test_each_command_is_read_back_as_the_same_combination(self):
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        for each in (*ALL, *(each.exact({"numpy": "1.26.4", "tf-keras": "2.16.0", "jax": "0.4"}) for each in ALL)):
            program, command, *words = shlex.split(each.command)
            assert (program, command, words[0]) == ("kerascompat", "lab", "probe")
            assert combination_of(parser.parse_args(words)) == each

    def test_each_environment_has_what_the_combination_says_and_what_kerascompat_needs(self):
        for each in ALL:
            pins = each.environment
            assert (pins.python, pins.pip) == (each.python, each.pip)
            assert pins.requirements[: len(each.pins)] == each.pins
            own = {Requirement(line).name for line in pins.requirements[len(each.pins) :]}
            assert own == {"packaging", "importlib-metadata"}
            assert pins.forced[: len(each.forced)] == each.forced
            left_out = [Requirement(line) for line in pins.forced[len(each.forced) :]]
            assert tuple(line.name for line in left_out) == each.without
            assert not any(line.marker.evaluate() for line in left_out)


# A registry of our own: what is chosen follows from what is declared, not from numbers in the code.
def release(*requires, yanked=None, pythons=("3.11",)):
    return {"requires": list(requires), "pythons": list(pythons), **({"yanked": yanked} if yanked else {})}


SMALL = {
    "tensorflow": {
        "2.15.0": release("keras<2.16,>=2.15.0"),
        "2.15.1": release("keras<2.16,>=2.15.0", yanked="broken"),
        "2.30.0": release("numpy>=1.26", "keras>=3.1", pythons=("3.8", "3.11", "3.13", "3.14")),
        "2.31.0rc0": release("keras-nightly>=3.12.0.dev"),
    },
    "keras": {
        "2.15.0": release(),
        "3.0.0": release(),
        "3.1.0": release(yanked="broken"),
        "3.1.1": release(),
        "3.2.0": release(),
    },
    "tf-keras": {"2.29.0": release(), "2.29.1": release(yanked="broken"), "2.31.0": release()},
}


def commands(found):
    return [each.command.replace("kerascompat lab probe --python ", "") for each in found]


@pytest.mark.parametrize(
    ("versions", "found"),
    [
        pytest.param(["2.12.0", "2.12.10", "2.12.9"], ["2.12.10"], id="by version, not by letters"),
        pytest.param(["2.15.0", "2.15.0.post1"], ["2.15.0.post1"], id="a later build"),
        pytest.param(["2.15.0", "2.16.0rc0"], ["2.15.0", "2.16.0rc0"], id="a pre-release that is ahead"),
        pytest.param(["3.0.0", "2.15.0"], ["2.15.0", "3.0.0"], id="oldest first"),
        pytest.param([], [], id="nothing"),
    ],
)
def test_the_newest_of_each_minor(versions, found):
    assert list(newest({version: {} for version in versions}).values()) == found


def test_a_withdrawn_release_is_never_the_newest():
    assert list(newest(SMALL["tensorflow"]).values()) == ["2.15.0", "2.30.0", "2.31.0rc0"]


def test_the_defaults_of_a_small_registry():
    found = commands(_combinations._defaults(SMALL))
    assert found == ["3.11 tensorflow==2.15.0", "3.11 tensorflow==2.30.0", "3.11 tensorflow==2.31.0rc0"]


def test_the_floor_of_a_small_registry_passes_over_what_is_withdrawn():
    found = commands(_combinations._keras_3(SMALL))
    assert found[:4] == [
        "3.11 --force keras==3.0.5 tensorflow==2.15.0",
        "3.11 --force keras==3.2.0 tensorflow==2.15.0",
        "3.11 tensorflow==2.30.0 keras==3.1.1",
        "3.11 --force keras==3.0.0 tensorflow==2.30.0",
    ]


def test_the_other_pythons_of_a_small_registry_are_those_that_kerascompat_speaks_of():
    assert commands(_combinations._other_pythons(SMALL)) == ["3.13 tensorflow==2.30.0"]


def test_tf_keras_of_a_small_registry():
    found = commands(
        each for each in combinations({**REGISTRY, **SMALL_TF_KERAS}) if each.command.endswith("tf-keras==2.31.0")
    )
    assert found == [
        "3.11 --force tensorflow==2.30.0 --set TF_USE_LEGACY_KERAS=1 tensorflow==2.30.0 tf-keras==2.31.0",
        "3.11 --set TF_USE_LEGACY_KERAS=1 tensorflow==2.31.0 tf-keras==2.31.0",
    ]


SMALL_TF_KERAS = {
    "tensorflow": {**REGISTRY["tensorflow"], "2.30.0": release("keras>=3.1"), "2.31.0": release("keras>=3.1")},
    "tf-keras": {**REGISTRY["tf-keras"], "2.31.0": release(), "2.31.1": release(yanked="broken")},
}


class TestExact:
    ASKED = Combination(
        "3.12",
        ("tensorflow==2.16.2", "tf-keras==2.16.0"),
        ("numpy==2.0.2", "ml-dtypes==0.4"),
        ("keras",),
        ("torch==2.3.1",),
        (("TF_USE_LEGACY_KERAS", "1"), ("X", "a b")),
    )
    INSTALLED = {  # noqa: RUF012 - it is read
        "tf-keras": "2.16.0",
        "tensorflow": "2.16.2",
        "torch": "2.3.1+cpu",
        "numpy": "2.0.2",
        "ml-dtypes": "0.4.0",
        "h5py": "3.16.0",
    }

    def test_it_pins_all_that_is_installed_and_keeps_what_was_said_besides(self):
        exact = self.ASKED.exact(self.INSTALLED)
        assert exact == Combination(
            "3.12",
            ("h5py==3.16.0", "tensorflow==2.16.2", "tf-keras==2.16.0"),
            self.ASKED.forced,
            self.ASKED.without,
            self.ASKED.pip,
            self.ASKED.variables,
        )

    def test_every_version_is_named_once(self):
        for each in ALL:
            exact = each.exact({"tensorflow": "2.16.2", "keras": "3.10.0", "numpy": "1.26.4", "torch": "2.13.0"})
            names = [Requirement(line).name for line in (*exact.pins, *exact.forced, *exact.pip)]
            assert {"tensorflow", "keras", "numpy", "torch"} <= set(names)
            assert len(names) == len(set(names))

    def test_its_command_quotes_what_a_shell_would_split(self):
        assert self.ASKED.command == (
            "kerascompat lab probe --python 3.12 --force numpy==2.0.2 --force ml-dtypes==0.4 --without keras"
            " --pip torch==2.3.1 --set TF_USE_LEGACY_KERAS=1 --set 'X=a b' tensorflow==2.16.2 tf-keras==2.16.0"
        )

"""The ten promises of the design, one small test each; the tests around them go into the corners."""

from __future__ import annotations

import pytest
from fake_providers import jax, keras2, keras3, tensorflow, tf_keras

ON = {"TF_USE_LEGACY_KERAS": "1"}


@pytest.mark.parametrize("variables", [{}, ON], ids=["variable off", "variable on"])
def test_promise_1_parity(world, variables):
    answer = world(tensorflow(), keras3(), tf_keras()).run(
        """
        import types
        import tensorflow as tf
        from kerascompat import keras

        def walk(theirs, ours, path):
            for name, value in vars(theirs).items():
                if name.startswith("_") or isinstance(value, types.ModuleType):
                    continue
                found.append(getattr(ours, name) is value)
            for name in ("layers", "losses", "preprocessing"):
                if isinstance(vars(theirs).get(name), types.ModuleType):
                    walk(getattr(theirs, name), getattr(ours, name), path + name)

        tf.keras.layers
        found = []
        walk(tf.keras, keras, "")
        answer = [len(found) > 3, all(found)]
        """,
        **variables,
    )
    assert answer == [True, True]


def test_promise_2_decided_before_import(world):
    answer = world(tensorflow(), keras3(), tf_keras()).run(
        """
        import sys, kerascompat
        choice = kerascompat.resolve()
        imported = sorted({"keras", "tensorflow", "tf_keras"} & set(sys.modules))
        from kerascompat import keras
        answer = [imported, choice.provider, choice.version == keras.__version__]
        """
    )
    assert answer == [[], "keras", True]


def test_promise_3_what_is_loaded_counts(world):
    answer = world(tensorflow(), keras3(), tf_keras()).run(
        """
        import os, kerascompat
        from kerascompat import keras
        os.environ["TF_USE_LEGACY_KERAS"] = "1"
        choice = kerascompat.resolve()
        answer = [choice.provider, "what the environment asks for now is tf_keras" in choice.warnings[-1]]
        """
    )
    assert answer == ["keras", True]


def test_promise_4_no_side_effects(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import os, sys
        import tensorflow, keras, keras._tf_keras.keras
        before = [dict(os.environ), list(sys.meta_path), dict(vars(keras)), dict(vars(tensorflow)), list(sys.path)]
        theirs = {name: module for name, module in sys.modules.items()}
        from kerascompat import keras as ours
        answer = [
            before[0] == dict(os.environ),
            before[1] == sys.meta_path[:-1],
            before[2] == vars(keras),
            before[3] == vars(tensorflow),
            before[4] == sys.path,
            all(sys.modules[name] is module for name, module in theirs.items()),
        ]
        """
    )
    assert answer == [True] * 6


def test_promise_5_identity(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import keras as own
        from kerascompat import keras
        answer = [keras.layers.Dense is own.layers.Dense, keras.layers.Dense.__module__]
        """
    )
    assert answer[0] is True
    assert "kerascompat" not in answer[1]


def test_promise_6_nothing_hidden_and_nothing_silently_added(world):
    answer = world(tensorflow(), keras3()).run(
        """
        from kerascompat import keras as ours
        import keras, keras._tf_keras.keras as legacy
        public = lambda module: {name for name in vars(module) if not name.startswith("_") and name != "src"}
        answer = [
            sorted(public(ours) ^ (public(keras) | public(legacy))),
            sorted(public(ours.layers) ^ (public(keras.layers) | public(legacy.layers))),
            len(public(ours)) > 3,
        ]
        """
    )
    assert answer == [[], [], True]


def test_promise_7_one_error_the_true_one(world):
    answer = world(tensorflow(), keras3(before="raise ImportError('the true cause')\n")).run(
        """
        texts = []
        for _ in range(2):
            try:
                from kerascompat import keras
            except ImportError as error:
                texts.append([error.found, str(error.__cause__), "restart Python" in error.cure])
        answer = texts
        """
    )
    assert answer == [
        ["ImportError: the true cause", "the true cause", False],
        ["ImportError: the true cause", "the true cause", True],
    ]


def test_promise_8_the_future_is_not_an_error(world):
    answer = world(jax(), keras3(version="4.7.0")).run(
        """
        import kerascompat
        from kerascompat import keras
        answer = [kerascompat.resolve().generation, keras.version()]
        """,
        KERAS_BACKEND="jax",
    )
    assert answer == [3, "4.7.0"]


def test_promise_9_missing_metadata_is_not_an_error(world):
    site = world(tensorflow("2.15.1"), keras2("2.15.0"))
    for folder in site.site.glob("*.dist-info"):
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    answer = site.run(
        """
        import warnings, kerascompat
        warnings.simplefilter("ignore")
        from kerascompat import keras
        answer = [kerascompat.resolve().version, kerascompat.resolve().generation]
        """
    )
    assert answer == ["2.15.0", 2]


def test_promise_10_cheap(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import sys, types
        before = set(sys.modules)
        import kerascompat
        loaded = sorted(set(sys.modules) - before)
        from kerascompat import keras
        plain = "Dense" in vars(keras.layers) and "layers" in vars(keras) and type(keras.layers) is types.ModuleType
        answer = [loaded, plain]
        """
    )
    assert answer == [["kerascompat"], True]

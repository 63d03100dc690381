"""Names that the provider lacks: what a bridge answers, and what is said of those that stay missing."""

from __future__ import annotations

import pytest
from fake_providers import jax, keras2, keras3, keras_core, tensorflow, tf_keras

KERAS_3 = ([tensorflow(), keras3()], {})
KERAS_2 = ([tensorflow("2.15.1"), keras2("2.15.0")], {})
LEGACY = ([tensorflow(), keras3(), tf_keras("2.16.0")], {"TF_USE_LEGACY_KERAS": "1"})


def ask(world, installed, code):
    trees, variables = installed
    return world(*trees).run(code, "-W", "ignore", **variables)


@pytest.mark.parametrize(
    "statement",
    [
        "from kerascompat import keras; found = keras.optimizers.experimental.Adam",
        "from kerascompat.keras.optimizers.experimental import Adam as found",
        "import kerascompat.keras.optimizers.experimental as E; found = E.Adam",
        "from kerascompat.keras.optimizers import experimental as E; found = E.Adam",
        "from kerascompat.keras.optimizers.experimental import *; found = Adam",
        "import importlib; found = importlib.import_module('kerascompat.keras.optimizers.experimental').Adam",
        "from kerascompat.keras3.optimizers.experimental import Adam as found",
        "from kerascompat.keras.optimizers.adam_v2 import Adam as found",
    ],
)
def test_every_form_of_import_gives_the_providers_own_object(world, statement):
    code = f"{statement}\nimport keras\nanswer = [found is keras.optimizers.Adam, found.__module__]"
    assert ask(world, KERAS_3, code) == [True, "keras.src.optimizers"]


@pytest.mark.parametrize(
    ("path", "name", "home"),
    [
        ("engine.topology", "Layer", "layers.Layer"),
        ("src.engine.base_layer", "Layer", "layers.Layer"),
        ("layers.core", "Dense", "layers.Dense"),
        ("layers.experimental.preprocessing", "Rescaling", None),
    ],
)
def test_a_path_of_keras_2_leads_to_the_public_home_where_the_provider_has_it(world, path, name, home):
    code = f"""
        from kerascompat import keras
        try:
            from kerascompat.keras.{path} import {name} as found
            answer = found is keras.{home or "layers"}
        except ImportError as error:
            answer = str(error)
        """
    answer = ask(world, KERAS_3, code)
    if home:
        assert answer is True
    else:
        assert "keras 3.10.0, generation 3, on tensorflow has no such name; it is in Keras 2.12 to 2.15" in answer


@pytest.mark.parametrize("installed", [KERAS_2, LEGACY], ids=["keras", "tf_keras"])
def test_names_of_keras_3_answer_under_keras_2(world, installed):
    answer = ask(
        world,
        installed,
        """
        import sys, kerascompat
        from kerascompat import keras
        from kerascompat.keras.config import *
        import kerascompat.keras.config as config
        answer = [keras.Layer is keras.layers.Layer, keras.config is config, "Layer" in dir(keras),
                  keras.config.__spec__.name, config.__path__, sorted(vars(keras).keys() & {"Layer", "config"})]
        """,
    )
    assert answer == [True, True, True, "kerascompat.keras.config", [], ["Layer", "config"]]


def test_a_bridge_never_replaces_what_the_provider_has(world):
    has_both = keras3()
    has_both["keras"]["_tf_keras"]["keras"]["experimental"] = {"__init__.py": "CosineDecay = 'own'\n"}
    has_both["keras"]["_tf_keras"]["keras"]["__init__.py"] += "from keras._tf_keras.keras import experimental\n"
    answer = world(tensorflow(), has_both).run(
        """
        from kerascompat import keras
        from kerascompat.keras.experimental import CosineDecay
        answer = [keras.experimental.CosineDecay, CosineDecay]
        """
    )
    assert answer == ["own", "own"]


def test_a_bridge_is_found_once_and_a_plain_attribute_from_then_on(world):
    answer = ask(
        world,
        KERAS_3,
        """
        import sys
        from kerascompat import keras
        first = keras.optimizers.experimental.Adam
        calls = []
        sys.setprofile(lambda frame, event, argument: calls.append(frame.f_code.co_name) if event == "call" else None)
        second = keras.optimizers.experimental.Adam
        sys.setprofile(None)
        answer = [first is second, calls, "Adam" in vars(keras.optimizers.experimental)]
        """,
    )
    assert answer == [True, [], True]


def test_dir_lists_bridges_that_lead_somewhere_and_imports_nothing(world):
    answer = ask(
        world,
        KERAS_3,
        """
        import sys
        from kerascompat import keras
        before = set(sys.modules)
        listed = [name in dir(keras.optimizers.experimental) for name in ("Adam", "Nadam")]
        listed.append("function" in dir(keras.backend))
        answer = [listed, sorted(set(sys.modules) - before)]
        """,
    )
    # this fake has no Nadam; the modules are the surface's own
    assert answer == [[True, False, True], ["kerascompat.keras.optimizers.experimental"]]


@pytest.mark.parametrize("installed", [KERAS_3, KERAS_2], ids=["Keras 3", "Keras 2"])
def test_a_star_import_of_the_root_hides_no_module_of_python_and_dir_nothing_private(world, installed):
    answer = ask(
        world,
        installed,
        """
        import kerascompat.keras as K
        star = {}
        exec("from kerascompat.keras import *", star)
        private = {"src", "engine"} & {*dir(K), *star}
        added = {"random", "tree", "experimental"} & {*star}
        answer = [sorted(added), sorted(private), "core" in dir(K.layers)]
        """,
    )
    assert answer == [[], [], False]


def test_private_paths_and_bridges_answer_once_a_circular_import_is_over(world):
    circular = keras3(after="from kerascompat import keras as _early\n")
    answer = world(jax(), circular).run(
        """
        import keras, importlib.util
        found = importlib.util.find_spec("kerascompat.keras.engine") is not None
        from kerascompat.keras.engine.topology import Layer
        import kerascompat.keras.layers.core as core
        from kerascompat.keras.optimizers.experimental import Adam
        import sys
        finders = [type(finder).__module__ for finder in sys.meta_path]
        answer = [found, Layer is keras.layers.Layer, core.Dense is keras.layers.Dense, Adam is keras.optimizers.Adam,
                  finders.count("kerascompat._surface"), finders[-1]]
        """,
        KERAS_BACKEND="jax",
    )
    assert answer == [True, True, True, True, 1, "kerascompat._surface"]


def test_find_spec_knows_the_modules_of_bridges(world):
    answer = ask(
        world,
        KERAS_3,
        """
        import importlib.util
        from kerascompat import keras
        names = ("optimizers.experimental", "engine.topology", "engine.nope", "dtensor")
        answer = [importlib.util.find_spec(f"kerascompat.keras.{name}") is not None for name in names[:1]]
        import kerascompat.keras.engine
        answer += [importlib.util.find_spec(f"kerascompat.keras.{name}") is not None for name in names[1:]]
        """,
    )
    assert answer == [True, True, False, False]


def test_the_surface_of_tensorflow_1_has_no_bridges(world):
    answer = ask(
        world,
        KERAS_2,
        """
        from kerascompat.v1 import keras
        answer = [hasattr(keras, "config"), hasattr(keras, "Layer"), "config" in dir(keras)]
        """,
    )
    assert answer == [False, False, False]


def test_a_mocked_provider_is_read_through_and_gets_no_bridges(world):
    answer = world().run(
        """
        import sys, unittest.mock
        for name in ("tensorflow", "keras"):
            sys.modules[name] = unittest.mock.MagicMock()
        from kerascompat import keras
        answer = isinstance(keras.layers.experimental, unittest.mock.MagicMock)
        """,
        "-W",
        "ignore",
    )
    assert answer is True


@pytest.mark.parametrize(
    ("installed", "name", "sentence"),
    [
        (
            KERAS_3,
            "layers.DenseFeatures",
            "module 'kerascompat.keras.layers' has no attribute 'DenseFeatures': keras 3.10.0, generation 3, on"
            " tensorflow has no such name; it is in Keras 2.12 to 2.15 and tf_keras. Cure: use `utils.FeatureSpace`;"
            " or import kerascompat.keras2, where tf-keras is installed",
        ),
        (
            KERAS_2,
            "ops",
            "module 'kerascompat.keras' has no attribute 'ops': keras 2.15.0, generation 2, on tensorflow has no such"
            " name; it is in Keras 3.0 and newer. Cure: use tf.math, tf.nn, tf.linalg and tf.image; or import"
            " kerascompat.keras3, where Keras 3 is installed",
        ),
        (
            LEGACY,
            "layers.RandomSharpness",
            "module 'kerascompat.keras.layers' has no attribute 'RandomSharpness': tf_keras 2.16.0, generation 2, on"
            " tensorflow has no such name; it is in Keras 3.8 and newer. Cure: import kerascompat.keras3, where Keras"
            " 3.8 or newer is installed",
        ),
        (
            KERAS_3,
            "layers.RandomSharpness",
            "module 'kerascompat.keras.layers' has no attribute 'RandomSharpness': keras 3.10.0, generation 3, on"
            ' tensorflow has no such name; it is in Keras 3.8 and newer. Cure: pip install "keras>=3.8"',
        ),
        (
            KERAS_3,
            "AbsMaxQuantizer",
            "module 'kerascompat.keras' has no attribute 'AbsMaxQuantizer': keras 3.10.0, generation 3, on tensorflow"
            ' has no such name; it is in Keras 3.1 to 3.2. Cure: pip install "keras==3.2.*"',
        ),
        (
            KERAS_2,
            "experimental.LinearModel",
            "module 'kerascompat.keras' has no attribute 'experimental': keras 2.15.0, generation 2, on tensorflow has"
            ' no such name; it is in Keras 2.12 to 2.15 and tf_keras. Cure: pip install "tensorflow==2.15.*"',
        ),
        (
            ([tensorflow("2.12.1"), keras2("2.12.0")], {}),
            "KerasTensor",
            "module 'kerascompat.keras' has no attribute 'KerasTensor': keras 2.12.0, generation 2, on tensorflow has"
            " no such name; it is in Keras 3.0 and newer. Cure: upgrade: `__internal__.KerasTensor` answers, which is"
            " in Keras 2.13 to 2.15 and tf_keras; or import kerascompat.keras3, where Keras 3 is installed",
        ),
        (
            KERAS_3,
            "layers.Nope",
            "module 'kerascompat.keras.layers' has no attribute 'Nope': keras 3.10.0, generation 3, on tensorflow has"
            " no such name; it is public in no Keras from 2.12 to 3.15. Cure: dir(kerascompat.keras.layers) lists the"
            " names that there are",
        ),
    ],
)
def test_what_stays_missing_says_which_keras_has_it_and_what_to_use(world, installed, name, sentence):
    code = f"""
        import pickle
        from kerascompat import keras, errors
        try:
            keras.{name}
        except AttributeError as error:
            again = pickle.loads(pickle.dumps(error))
            answer = [str(error), isinstance(error, errors.MissingAttributeError), str(again) == str(error),
                      error.asked, error.found, error.cure]
        """
    text, is_ours, survives, asked, found, cure = ask(world, installed, code)
    assert text == sentence
    assert is_ours
    assert survives
    assert text == f"{asked}: {found}. Cure: {cure}"


@pytest.mark.parametrize("statement", ["import kerascompat.keras.ops", "from kerascompat.keras import ops"])
def test_an_import_of_what_stays_missing_says_the_same(world, statement):
    code = f"""
        from kerascompat import keras
        try:
            {statement}
        except ModuleNotFoundError as error:
            answer = [str(error), error.name]
        """
    text, name = ask(world, KERAS_2, code)
    assert text == (
        "cannot import name 'ops' from 'kerascompat.keras': keras 2.15.0, generation 2, on tensorflow has no such name;"
        " it is in Keras 3.0 and newer. Cure: use tf.math, tf.nn, tf.linalg and tf.image; or import kerascompat.keras3,"
        " where Keras 3 is installed"
    )
    assert name == "keras.api._v2.keras.ops"


def test_hasattr_reads_no_data_and_the_shown_error_does(world):
    answer = ask(
        world,
        KERAS_3,
        """
        import sys
        from kerascompat import keras
        hasattr(keras, "nope"), getattr(keras.layers, "DenseFeatures", None)
        answer = ["kerascompat._history" in sys.modules]
        try:
            keras.nope
        except AttributeError as error:
            str(error)
        answer.append("kerascompat._history" in sys.modules)
        """,
    )
    assert answer == [False, True]


def test_a_loaded_surface_of_keras_core_has_bridges_as_far_as_they_lead(world):
    answer = world(tensorflow("2.14.1"), keras2("2.14.0"), keras_core(), jax()).run(
        """
        from kerascompat import keras3
        experimental = keras3.optimizers.experimental
        answer = [experimental.Adam is keras3.optimizers.Adam, hasattr(experimental, "Nadam")]
        answer.append(hasattr(keras3.backend, "function"))  # a function that would import keras
        """,
        "-W",
        "ignore",
        KERAS_BACKEND="jax",
    )
    assert answer == [True, False, False]

"""The published libraries that `compare.py` migrates, and the environments in which it runs their tests."""

from __future__ import annotations

from dataclasses import dataclass

Reasons = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Environment:
    """Where tests run.

    Attributes:
        name: The short name, part of file names; names equal up to a dash share what is installed.
        title: The heading in the table.
        requirements: What is installed, besides what the libraries require.
        variables: The environment variables of the tests.
        compared: Whether the unmigrated tree runs there too; elsewhere only the one migrated to `keras2` does.
    """

    name: str
    title: str
    requirements: tuple[str, ...]
    variables: tuple[tuple[str, str], ...] = ()
    compared: bool = True


@dataclass(frozen=True)
class Library:
    """A library as published.

    Attributes:
        name: Its name on the package index.
        version: The version whose source distribution is taken.
        sources: The files and folders that are migrated, below the distribution's top folder; tests too.
        tests: What pytest is given; empty where the distribution has no tests that run offline.
        requirements: What the library and its tests need besides the environment's own requirements.
        variables: Environment variables that the tests need.
        pytest: More arguments of pytest.
        ignored: Test files that are not run, each with the reason.
        deselected: Tests that are not run, each with the reason.
        packages: Test folders that lack the `__init__.py` that their relative imports need; they get an empty one.
        options: More options of the command.
        note: Why there are no tests to run.
    """

    name: str
    version: str
    sources: tuple[str, ...]
    tests: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    pytest: tuple[str, ...] = ()
    ignored: Reasons = ()
    deselected: Reasons = ()
    packages: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    note: str = ""


COMMON = ("pytest<8.4", "packaging", "numpy<2", "scipy<1.13")
KERAS_2_16 = ("tensorflow==2.16.*", "tf-keras==2.16.*", "keras==3.3.3", "tensorflow-probability==0.24.*", *COMMON)

ENVIRONMENTS = (
    Environment("tf215", "TF 2.15", ("tensorflow-cpu==2.15.*", "tensorflow-probability==0.23.*", *COMMON)),
    Environment("tf216-legacy", "TF 2.16 legacy", KERAS_2_16, (("TF_USE_LEGACY_KERAS", "1"),)),
    Environment("tf216", "TF 2.16, keras2", KERAS_2_16, compared=False),
)

OFFLINE = "downloads a data set or weights"
NO_TESTS = "no tests in the distribution"
NOT_RUN = "its tests are not run here"
BROKEN = "does not import on TensorFlow 2.15"

LIBRARIES = (
    Library(
        "larq",
        "0.13.3",
        sources=("larq",),
        tests=("larq",),
        requirements=("terminaltables", "snapshottest", "pytest-mock"),
    ),
    Library(
        "keras-spiking",
        "0.3.0",
        sources=("keras_spiking", "conftest.py"),
        tests=("keras_spiking",),
        requirements=("pytest-rng", "pytest-allclose"),
    ),
    Library(
        "keras-lmu",
        "0.7.0",
        sources=("keras_lmu",),
        note="133 of its tests pass on TensorFlow 2.15 before and after; on 2.16 it imports a private module by the"
        " version of TensorFlow that is not there, before as after, which the command reports",
    ),
    Library(
        "tf-explain",
        "0.3.1",
        sources=("tf_explain", "tests", "examples"),
        tests=("tests",),
        requirements=("opencv-python-headless<4.12", "matplotlib<3.9", "pytest-mock"),
        ignored=(("tests/integration", OFFLINE),),
    ),
    Library("deel-lip", "1.5.0", ("deel", "tests"), note="its tests take many minutes and are not run here"),
    Library(
        "tensorflow-recommenders",
        "0.7.3",
        sources=("tensorflow_recommenders",),
        tests=(
            "tensorflow_recommenders/experimental/optimizers",
            "tensorflow_recommenders/layers/feature_interaction",
            "tensorflow_recommenders/layers/loss_test.py",
            "tensorflow_recommenders/models",
            "tensorflow_recommenders/tasks",
        ),
        note="its tests of ScaNN and of TPU embeddings are not run",
    ),
    Library(
        "stellargraph",
        "1.2.1",
        ("stellargraph", "tests"),
        note="a third of its tests fails on TensorFlow 2.15",
    ),
    Library(
        "imbalanced-learn",
        "0.12.4",
        sources=("imblearn",),
        tests=("imblearn/keras", "imblearn/tensorflow"),
        options=("--docs",),  # its tests include doctests
        requirements=("scikit-learn<1.4",),
    ),
    Library(
        "keras-self-attention",
        "0.51.0",
        ("keras_self_attention", "tests"),
        note="its 19 tests train for more than a minute and are not run here",
    ),
    Library(
        "keras-pos-embd",
        "0.13.0",
        sources=("keras_pos_embd", "tests"),
        tests=("tests",),
    ),
    Library(
        "visualkeras",
        "0.1.3",
        sources=("visualkeras", "tests"),
        tests=("tests",),
        requirements=("aggdraw", "pillow"),
    ),
    Library(
        "keras-multi-head",
        "0.29.0",
        ("keras_multi_head", "tests"),
        note="its 11 tests train for six minutes and are not run here",
    ),
    Library("keras-bert", "0.89.0", ("keras_bert", "tests"), note=NOT_RUN),
    Library("keras-radam", "0.15.0", ("keras_radam", "tests"), note=NOT_RUN),
    Library("keras-rl2", "1.0.5", ("rl", "tests", "utils"), note=BROKEN),
    Library("kapre", "0.3.7", ("kapre",), note=NO_TESTS),
    Library("spektral", "1.3.1", ("spektral", "tests"), note=NOT_RUN),
    Library("QKeras", "0.9.0", ("qkeras",), note=NO_TESTS),
    Library("segmentation-models", "1.0.1", ("segmentation_models",), note=NO_TESTS),
    Library("efficientnet", "1.1.1", ("efficientnet",), note=NO_TESTS),
    Library("innvestigate", "2.1.2", ("src",), note=NO_TESTS),
    Library("tf-keras-vis", "0.8.7", ("tf_keras_vis",), note=NO_TESTS),
    Library("csbdeep", "0.8.0", ("csbdeep",), note=NO_TESTS),
    Library("pyod", "1.1.3", ("pyod",), note=NO_TESTS),
    Library("ncps", "1.0.1", ("ncps",), note=NO_TESTS),
    Library("ivis", "2.0.11", ("ivis", "tests"), note=NOT_RUN),
    Library("keras-tcn", "3.5.0", ("tcn",), note=NO_TESTS),
    Library("bert-for-tf2", "0.14.9", ("bert", "tests"), note=NOT_RUN),
    Library("umap-learn", "0.5.6", ("umap",), note=NO_TESTS),
    Library(
        "autokeras", "1.1.0", ("autokeras",), note="needs KerasTuner and KerasNLP, which choose a Keras of their own"
    ),
    Library("alibi-detect", "0.12.0", ("alibi_detect",), note="needs TensorFlow below 2.15"),
    Library("tensorflow-similarity", "0.17.1", ("tensorflow_similarity", "tests"), note="needs TensorFlow below 2.12"),
    Library("DeepXDE", "1.11.0", ("deepxde", "examples"), note=NO_TESTS),
)

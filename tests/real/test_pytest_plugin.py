"""`pytest -p kerascompat.pytest` in this world: the suite gets what is asked for, or one usage error says why not."""

import json
import os
import subprocess
import sys

import pytest

SUITE = """
import json, os

import pytest

import kerascompat

def test_keras():
    from kerascompat import keras
    model = keras.Sequential([keras.Input(shape=(2,)), keras.layers.Dense(1)])
    found = kerascompat.resolve().generation, keras.Model.__module__.partition(".")[0], model.count_params()
    with open(os.environ["FOUND"], "a") as file:
        print(json.dumps(found), file=file)

@pytest.mark.kerascompat(generation=2)
def test_generation_2(): assert kerascompat.resolve().generation == 2

@pytest.mark.kerascompat(generation=3)
def test_generation_3(): assert kerascompat.resolve().generation == 3
"""


@pytest.fixture(scope="module")
def wished(world):
    """The provider of each generation that a variable can give here; keras_core is reached by its surface only."""
    return {2: world.keras2, 3: None if world.keras3 == "keras_core" else world.keras3}


@pytest.fixture(scope="module")
def suite(tmp_path_factory):
    folder = tmp_path_factory.mktemp("suite")
    (folder / "test_suite.py").write_text(SUITE)

    def run(*arguments):
        """Exit code, output, errors, and what the tests have found."""
        found = folder / "found.txt"
        found.write_text("")
        ended = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "kerascompat.pytest", "-p", "no:cacheprovider", *arguments],
            cwd=folder,
            env={**os.environ, "FOUND": str(found)},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        return ended.returncode, ended.stdout, ended.stderr, list(map(json.loads, found.read_text().splitlines()))

    return run


def test_all_runs_the_suite_on_each_keras_in_the_workers_of_xdist(suite, wished):
    code, out, err, found = suite("--kerascompat", "all", "-n", "1")
    assert code == 0, f"{out}\n{err}"
    assert found == [[generation, provider, 3] for generation, provider in wished.items() if provider]
    assert out.count("2 passed, 1 skipped") == 2 * len(found), "each suite says it, and the summary again"
    for generation, provider in wished.items():
        assert (f"Keras {generation} cannot be had here\n  found: " in out) is (provider is None)


@pytest.mark.parametrize("generation", [2, 3])
def test_one_generation_is_in_the_header_or_a_usage_error(suite, wished, generation):
    code, out, err, _ = suite("--kerascompat", str(generation), "--collect-only")
    if wished[generation]:
        assert (code, err) == (0, "")
        assert f"\nkerascompat: {wished[generation]} " in out
        assert f", generation {generation}, on " in out
    else:
        assert (code, out) == (4, "")
        assert err.startswith(f"ERROR: pytest --kerascompat {generation}\n  found: ")
        assert "\n  cure:  " in err
        assert "Traceback" not in err

"""Promise 5: saved files hold the names that they hold without kerascompat, and are loaded without it."""

import json
import zipfile

import pytest

# The same script twice: only the line that gets `keras` differs.
WRITER = """
import json, sys
{statement}

import numpy as np

@keras.utils.register_keras_serializable(package="mylib")
class Gain(keras.layers.Layer):
    def __init__(self, factor=2.0, **kwargs):
        super().__init__(**kwargs)
        self.factor = factor

    def build(self, input_shape):
        self.offset = self.add_weight(name="offset", shape=(input_shape[-1],), initializer="zeros")

    def call(self, inputs):
        return inputs * self.factor + self.offset

    def get_config(self):
        return dict(super().get_config(), factor=self.factor)

def make():
    model = keras.Sequential([
        keras.Input(shape=(3,), name="input"),
        keras.layers.Dense(4, activation="relu", kernel_regularizer=keras.regularizers.L2(0.01), name="dense"),
        Gain(factor=3.0, name="gain"),
    ], name="model")
    shapes = [weight.shape for weight in model.get_weights()]
    model.set_weights([np.linspace(-1, 1, np.prod(shape), dtype="float32").reshape(shape) for shape in shapes])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.5), loss="mean_squared_error")
    return model
"""
SAVE = """
model = make()
for path in {paths!r}:
    # Keras 2.12 writes HDF5 whatever the name, unless it is told to
    model.save(path, **(dict(save_format="keras_v3") if {is_2_12} and path.endswith(".keras") else {{}}))
registered = keras.utils.get_registered_name(Gain)
modules = [type(each).__module__ for each in (model, *model.layers, model.optimizer)]
predicted = np.asarray(model.predict(np.ones((2, 3), "float32"), verbose=0)).tolist()
said = dict(registered=registered, modules=modules, predicted=predicted)
"""
LOAD = """
loaded = {{}}
for path in {paths!r}:
    model = keras.models.load_model(path, compile=False)
    loaded[path] = np.asarray(model.predict(np.ones((2, 3), "float32"), verbose=0)).tolist()
assert not [name for name in sys.modules if name.startswith("kerascompat.")]
"""
SAY = "print(json.dumps([said, loaded]))"
WITHOUT = "sys.modules['kerascompat'] = None\n"


@pytest.fixture(scope="module")
def directly(world, main_surface):
    """The line that a library has without kerascompat."""
    if world.tensorflow and main_surface == "keras":
        return "from tensorflow import keras"
    return f"import {world.provider_of(main_surface)} as keras"


@pytest.fixture(scope="module")
def written(world, main_surface, run, directly, tmp_path_factory):
    """The folder, the files in it, and what two processes said: `ours` with kerascompat, `theirs` without.

    The second has also `loaded` all files, its own and the first one's.
    """
    folder = tmp_path_factory.mktemp("saved")
    names = ["model.keras", "model.h5"]
    if world.generation_of(main_surface) == 2:
        names.append("model")  # a SavedModel
    paths = {who: [str(folder / who / name) for name in names] for who in ("ours", "theirs")}
    for who in paths:
        (folder / who).mkdir()
    is_2_12 = world.tensorflow == "2.12"
    statement = f"from kerascompat import {main_surface} as keras"
    save = SAVE.format(paths=paths["ours"], is_2_12=is_2_12)
    ours, _ = run(WRITER.format(statement=statement) + save + "loaded = {}\n" + SAY)
    everything = [*paths["ours"], *paths["theirs"]]
    theirs, loaded = run(
        WRITER.format(statement=WITHOUT + directly)
        + SAVE.format(paths=paths["theirs"], is_2_12=is_2_12)
        + LOAD.format(paths=everything)
        + SAY
    )
    return folder, names, {"ours": ours, "theirs": theirs, "loaded": loaded}


def configuration(text):
    """The saved configuration with its `shared_object_id`s, which are addresses in memory, numbered as they come."""
    numbers = {}

    def numbered(pairs):
        return {
            key: numbers.setdefault(value, len(numbers)) if key == "shared_object_id" else value for key, value in pairs
        }

    return json.loads(text, object_pairs_hook=numbered)


def without_date(text):
    metadata = json.loads(text)
    metadata.pop("date_saved", None)
    return metadata


def test_objects_tell_the_provider_s_own_modules_and_names(world, main_surface, written):
    _, _, said = written
    assert said["ours"] == said["theirs"]
    assert said["ours"]["registered"] == "mylib>Gain"
    provider = world.provider_of(main_surface)
    assert {name.partition(".")[0] for name in said["ours"]["modules"]} == {provider, "__main__"}


def test_the_keras_file_holds_the_same_names(written):
    folder, _, _ = written
    with (
        zipfile.ZipFile(folder / "ours" / "model.keras") as ours,
        zipfile.ZipFile(folder / "theirs" / "model.keras") as theirs,
    ):
        assert ours.namelist() == theirs.namelist()
        assert configuration(ours.read("config.json")) == configuration(theirs.read("config.json"))
        assert without_date(ours.read("metadata.json")) == without_date(theirs.read("metadata.json"))
        text = ours.read("config.json").decode()
    assert '"mylib>Gain"' in text


def test_the_h5_file_holds_the_same_names(written):
    import h5py

    folder, _, _ = written

    def attributes(who):
        found = {}
        with h5py.File(folder / who / "model.h5", "r") as file:
            found[""] = {key: str(value) for key, value in file.attrs.items()}
            file.visititems(
                lambda name, node: found.update({name: {key: str(value) for key, value in node.attrs.items()}})
            )
        return found

    ours = attributes("ours")
    assert ours == attributes("theirs")
    assert "mylib>Gain" in ours[""]["model_config"]


def test_no_saved_file_has_our_name_in_it(written):
    folder, names, _ = written
    files = [path for path in (folder / "ours").rglob("*") if path.is_file()]
    assert len(files) >= len(names)
    for path in files:
        assert b"kerascompat" not in path.read_bytes()
    with zipfile.ZipFile(folder / "ours" / "model.keras") as archive:
        assert not [name for name in archive.namelist() if b"kerascompat" in archive.read(name)]


def test_each_file_is_loaded_by_a_process_without_kerascompat(written):
    _, names, said = written
    assert len(said["loaded"]) == 2 * len(names)
    for rows in said["loaded"].values():
        assert rows == [pytest.approx(row, rel=1e-5) for row in said["ours"]["predicted"]]

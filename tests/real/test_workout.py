"""Real work on real data through `kerascompat.keras`: the same accuracy under every provider and backend."""

import json
import os

import digits
import numpy as np
import pytest

INFERENCE_ONLY = {"numpy", "openvino"}

# OpenVINO computes in half precision where the processor can.
PRECISION = {"openvino": 0.01}


def sequential(keras):
    layers = [
        keras.layers.Dense(digits.UNITS, activation="relu"),
        keras.layers.Dense(digits.CLASSES, activation="softmax"),
    ]
    return keras.Sequential([keras.Input(shape=(64,)), *layers])


def functional(keras):
    inputs = keras.Input(shape=(64,))
    hidden = keras.layers.Dense(digits.UNITS, activation=keras.activations.relu)(inputs)
    return keras.Model(inputs, keras.layers.Dense(digits.CLASSES, activation="softmax")(hidden))


def subclassed(keras):
    class Linear(keras.layers.Layer):
        """A dense layer of our own."""

        def __init__(self, units, **kwargs):
            super().__init__(**kwargs)
            self.units = units

        def build(self, input_shape):
            self.kernel = self.add_weight(
                name="kernel", shape=(input_shape[-1], self.units), initializer="glorot_uniform"
            )
            self.bias = self.add_weight(name="bias", shape=(self.units,), initializer="zeros")

        def call(self, inputs):
            return inputs @ self.kernel + self.bias

    class Network(keras.Model):
        def __init__(self):
            super().__init__()
            self.hidden = Linear(digits.UNITS)
            self.last = Linear(digits.CLASSES)

        def call(self, inputs):
            return keras.activations.softmax(self.last(keras.activations.relu(self.hidden(inputs))))

    network = Network()
    network(np.zeros((1, 64), "float32"))
    return network


KINDS = [sequential, functional, subclassed]


def make(keras, kind=sequential, weights=None):
    """A compiled model of that kind with these weights, else the initial ones."""
    model = kind(keras)
    model.set_weights(digits.initial_weights() if weights is None else weights)
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=digits.RATE),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return model


def fit(model, **options):
    (images, labels), _ = digits.data()
    options = {"epochs": digits.EPOCHS, "batch_size": digits.BATCH, "shuffle": False, "verbose": 0, **options}
    return model.fit(images, labels, **options)


def predictions(model):
    _, (images, _) = digits.data()
    return np.asarray(model.predict(images, verbose=0))


def expected():
    """What the network trained without any Keras says of the test digits."""
    _, (images, _) = digits.data()
    return digits.predict(digits.trained_weights(), images)[0]


@pytest.fixture(scope="module")
def trains(world, surface):
    return world.backend_of(surface) not in INFERENCE_ONLY


@pytest.fixture(scope="module")
def trained(keras, trains):
    """A sequential model with the weights of the whole training."""
    model = make(keras, weights=None if trains else digits.trained_weights())
    if trains:
        fit(model)
    return model


def test_the_recorded_accuracy_is_that_of_the_network_without_keras():
    assert digits.accuracy(expected()) == pytest.approx(digits.ACCURACY)


@pytest.mark.parametrize("kind", KINDS)
def test_training_gives_the_recorded_accuracy(keras, trains, kind):
    model = make(keras, kind)
    if trains:
        history = fit(model)
        assert history.history["loss"][-1] < history.history["loss"][0]
        assert np.allclose(predictions(model), expected(), atol=0.01)
        _, (images, labels) = digits.data()
        loss, accuracy = model.evaluate(images, labels, verbose=0)
        assert loss < 0.2
        assert accuracy == pytest.approx(digits.ACCURACY, abs=1e-3)
    else:
        # NumPy and OpenVINO are for inference: Keras itself refuses to train there
        with pytest.raises(NotImplementedError):
            fit(model)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_weights_give_the_same_predictions(world, surface, keras, kind):
    model = make(keras, kind, digits.trained_weights())
    found = predictions(model)
    assert np.allclose(found, expected(), atol=PRECISION.get(world.backend_of(surface), 1e-4))
    assert digits.accuracy(found) == pytest.approx(digits.ACCURACY)


def loop_with_tensorflow(keras, model):
    import tensorflow as tf

    loss_of = keras.losses.SparseCategoricalCrossentropy()
    optimizer = keras.optimizers.SGD(learning_rate=digits.RATE)

    @tf.function
    def step(images, labels):
        with tf.GradientTape() as tape:
            loss = loss_of(labels, model(images, training=True))
        gradients = tape.gradient(loss, model.trainable_weights)
        optimizer.apply_gradients(zip(gradients, model.trainable_weights))

    return lambda images, labels: step(tf.constant(images), tf.constant(labels)), lambda: None


def loop_with_jax(keras, model):
    import jax

    loss_of = keras.losses.SparseCategoricalCrossentropy()
    optimizer = keras.optimizers.SGD(learning_rate=digits.RATE)
    optimizer.build(model.trainable_variables)

    def loss(trainable, fixed, images, labels):
        probabilities, fixed = model.stateless_call(trainable, fixed, images, training=True)
        return loss_of(labels, probabilities), fixed

    gradient_of = jax.value_and_grad(loss, has_aux=True)

    @jax.jit
    def updated(state, images, labels):
        trainable, fixed, own = state
        (_, fixed), gradients = gradient_of(trainable, fixed, images, labels)
        trainable, own = optimizer.stateless_apply(own, gradients, trainable)
        return trainable, fixed, own

    state = [
        tuple(
            [variable.value for variable in variables]
            for variables in (model.trainable_variables, model.non_trainable_variables, optimizer.variables)
        )
    ]

    def step(images, labels):
        state[0] = updated(state[0], images, labels)

    def finish():
        for variable, value in zip(model.trainable_variables, state[0][0]):
            variable.assign(value)

    return step, finish


def loop_with_torch(keras, model):
    import torch

    loss_of = keras.losses.SparseCategoricalCrossentropy()
    optimizer = keras.optimizers.SGD(learning_rate=digits.RATE)

    def step(images, labels):
        model.zero_grad()
        loss_of(torch.from_numpy(labels), model(torch.from_numpy(images), training=True)).backward()
        gradients = [weight.value.grad for weight in model.trainable_weights]
        with torch.no_grad():
            optimizer.apply(gradients, model.trainable_weights)

    return step, lambda: None


LOOPS = {"tensorflow": loop_with_tensorflow, "jax": loop_with_jax, "torch": loop_with_torch}


def test_a_loop_of_ones_own_gives_the_recorded_accuracy(world, surface, keras):
    backend = world.backend_of(surface)
    model = sequential(keras)
    model.set_weights(digits.initial_weights())
    if backend in INFERENCE_ONLY:
        assert backend not in LOOPS
        probabilities = model(digits.data()[1][0], training=True)
        assert np.asarray(probabilities).shape == (360, digits.CLASSES)
        return
    step, finish = LOOPS[backend](keras, model)
    for _ in range(digits.EPOCHS):
        for images, labels in digits.batches():
            step(images, labels)
    finish()
    assert digits.accuracy(predictions(model)) == pytest.approx(digits.ACCURACY, abs=1e-3)


def test_callbacks_see_the_training_and_can_end_it(keras, trains, tmp_path):
    seen = []
    best = str(tmp_path / "best.weights.h5")
    callbacks = [
        keras.callbacks.History(),
        keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: seen.append((epoch, sorted(logs)))),
        keras.callbacks.ModelCheckpoint(best, monitor="loss", save_best_only=True, save_weights_only=True),
        keras.callbacks.CSVLogger(str(tmp_path / "log.csv")),
        # nothing improves by ten a step: it stops after the second epoch
        keras.callbacks.EarlyStopping(monitor="loss", min_delta=10, patience=1),
    ]
    model = make(keras)
    if not trains:
        # as above: no training, so no callback is ever called
        with pytest.raises(NotImplementedError):
            fit(model, callbacks=callbacks)
        return
    history = fit(model, callbacks=callbacks)
    assert history.epoch == callbacks[0].epoch == [0, 1]
    assert seen == [(0, ["accuracy", "loss"]), (1, ["accuracy", "loss"])]
    assert (tmp_path / "log.csv").read_text().startswith("epoch,accuracy,loss")
    after_two = predictions(model)
    again = make(keras)
    again.load_weights(best)
    assert np.allclose(predictions(again), after_two, atol=1e-5)


def test_what_is_saved_is_what_is_loaded(world, surface, keras, trained, tmp_path):
    before = predictions(trained)
    names = ["model.keras", "model.h5"]
    if world.generation_of(surface) == 2:
        names.append("saved_model")
    for name in names:
        path = str(tmp_path / name)
        options = {"save_format": "tf"} if name == "saved_model" else {}
        trained.save(path, **options)
        model = keras.models.load_model(path)
        assert type(model).__module__.partition(".")[0] == world.provider_of(surface)
        assert np.allclose(predictions(model), before, atol=1e-5), name
    weights = ["weights.weights.h5"]
    if world.generation_of(surface) == 2:
        weights.append("weights")  # a checkpoint of TensorFlow
    for name in weights:
        path = str(tmp_path / name)
        trained.save_weights(path)
        model = make(keras)
        model.load_weights(path)
        assert np.allclose(predictions(model), before, atol=1e-5), name


def test_tensorflow_can_serve_what_it_has_trained(world, surface, keras, trained, tmp_path):
    if world.backend_of(surface) != "tensorflow":
        assert keras.backend.backend() == world.backend_of(surface)
        return
    import tensorflow as tf

    _, (images, _) = digits.data()
    path = os.fspath(tmp_path / "served")
    if world.generation_of(surface) == 3:
        trained.export(path, verbose=False)
        served = tf.saved_model.load(path)  # its functions live only as long as it does
        probabilities = served.serve(tf.constant(images))
    else:
        tf.saved_model.save(trained, path)
        served = tf.saved_model.load(path)
        (probabilities,) = served.signatures["serving_default"](tf.constant(images)).values()
    assert np.allclose(probabilities.numpy(), predictions(trained), atol=1e-5)


def test_a_configuration_makes_the_model_again(keras, trained):
    model = keras.models.model_from_json(trained.to_json())
    model.set_weights(trained.get_weights())
    assert np.allclose(predictions(model), predictions(trained), atol=1e-6)
    assert "kerascompat" not in json.dumps(trained.get_config())

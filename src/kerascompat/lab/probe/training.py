"""Steps: the ways to train a model."""

from __future__ import annotations

from importlib import import_module

from .outcome import Absent, check
from .world import BATCH, SAMPLES, is_finite, samples

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .world import World


def fit_arrays(world: World) -> None:
    """Compile, fit, evaluate and predict on NumPy arrays."""
    world.needs_training()
    model = world.model(optimizer="adam", metrics=["mae"])
    inputs, targets = samples()
    history = world.fit(model, inputs, targets, validation_split=0.5)
    check({"loss", "mae", "val_loss", "val_mae"} <= set(history.history), f"the history is {sorted(history.history)}")
    check(is_finite(model.evaluate(inputs, targets, batch_size=BATCH, verbose=0)), "the evaluation is not finite")
    check(world.predict(model).shape == (SAMPLES, 1), "the predictions have another shape")


def fit_dataset(world: World) -> None:
    """Train on a `tf.data.Dataset`; on the torch backend, on a torch `DataLoader`."""
    world.needs_training()
    if world.backend == "torch":
        data = _loader()
    elif world.has_tensorflow:
        data = world.tf.data.Dataset.from_tensor_slices(samples()).shuffle(SAMPLES).batch(BATCH)
    else:
        text = "tf.data needs TensorFlow"
        raise Absent(text)
    model = world.model()
    world.fit(model, data)
    check(is_finite(model.evaluate(data, verbose=0)), "the evaluation is not finite")


def _loader() -> Any:
    torch = import_module("torch")
    tensors = map(torch.from_numpy, samples())
    return torch.utils.data.DataLoader(torch.utils.data.TensorDataset(*tensors), batch_size=BATCH, shuffle=True)


def fit_generator(world: World) -> None:
    """Train on a Python generator, and on a `keras.utils.Sequence`."""
    world.needs_training()
    inputs, targets = samples()

    def batches() -> Iterator[Any]:
        while True:
            yield inputs[:BATCH], targets[:BATCH]

    class Batches(world.keras.utils.Sequence):  # type: ignore[misc, name-defined]
        def __len__(self) -> int:
            return SAMPLES // BATCH

        def __getitem__(self, index: int) -> Any:
            part = slice(index * BATCH, (index + 1) * BATCH)
            return inputs[part], targets[part]

    model = world.model()
    world.fit(model, batches(), steps_per_epoch=2)
    world.fit(model, Batches())


def custom_loop(world: World) -> None:
    """Train one step by hand, with the gradients of the backend and the optimizer's own application."""
    world.needs_training()
    model, optimizer = world.model(), world.keras.optimizers.Adam(0.01)
    before = [world.array(weight) for weight in model.trainable_weights]
    step = {"tensorflow": _tensorflow_step, "jax": _jax_step, "torch": _torch_step}[world.backend]
    check(is_finite(step(world, model, optimizer)), "the loss is not finite")
    after = [world.array(weight) for weight in model.trainable_weights]
    check(any((one != other).any() for one, other in zip(before, after)), "no weight has changed")


def _tensorflow_step(world: World, model: Any, optimizer: Any) -> float:
    tf, loss_of = world.tf, world.keras.losses.MeanSquaredError()

    @tf.function  # type: ignore[untyped-decorator]
    def step(inputs: Any, targets: Any) -> Any:
        with tf.GradientTape() as tape:
            loss = loss_of(targets, model(inputs, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        return loss

    return float(step(*map(tf.constant, samples())))


def _jax_step(world: World, model: Any, optimizer: Any) -> float:
    jax = import_module("jax")
    loss_of = world.keras.losses.MeanSquaredError()
    inputs, targets = samples()

    def loss_and_state(trainable: Any, others: Any) -> Any:
        outputs, others = model.stateless_call(trainable, others, inputs, training=True)
        return loss_of(targets, outputs), others

    optimizer.build(model.trainable_variables)
    trainable = [variable.value for variable in model.trainable_variables]
    others = [variable.value for variable in model.non_trainable_variables]
    state = [variable.value for variable in optimizer.variables]
    (loss, _), gradients = jax.value_and_grad(loss_and_state, has_aux=True)(trainable, others)
    trainable, _ = optimizer.stateless_apply(state, gradients, trainable)
    for variable, value in zip(model.trainable_variables, trainable):
        variable.assign(value)
    return float(loss)


def _torch_step(world: World, model: Any, optimizer: Any) -> float:
    torch = import_module("torch")
    inputs, targets = map(torch.from_numpy, samples())
    model.zero_grad()
    loss = world.keras.losses.MeanSquaredError()(targets, model(inputs, training=True))
    loss.backward()
    weights = list(model.trainable_weights)
    with torch.no_grad():
        optimizer.apply([weight.value.grad for weight in weights], weights)
    return float(loss)


def mixed_precision(world: World) -> None:
    """Train one step under the policy `mixed_float16`."""
    world.needs_training()
    precision = world.keras.mixed_precision
    # Keras 3.0 has no such function there, and its own name for it.
    read = getattr(precision, "global_policy", None) or precision.dtype_policy
    before = read()
    precision.set_global_policy("mixed_float16")
    try:
        model = world.model()
        check(model.layers[-1].compute_dtype == "float16", f"a layer computes in {model.layers[-1].compute_dtype}")
        check(model.layers[-1].dtype == "float32", f"a layer keeps its weights in {model.layers[-1].dtype}")
        world.fit(model, *samples())
    finally:
        precision.set_global_policy(before)


def distribution(world: World) -> None:
    """Train under a `tf.distribute.MirroredStrategy` on one device."""
    world.needs_tensorflow("tf.distribute")
    strategy = world.tf.distribute.MirroredStrategy(["/cpu:0"])
    with strategy.scope():
        model = world.model()
    world.fit(model, *samples())

"""Handwritten digits with one small network: the same file on every TensorFlow and Keras."""

import warnings

import numpy as np
from sklearn.datasets import load_digits

import kerascompat
from kerascompat import keras
from kerascompat.keras.layers import Dense, Input


def main() -> None:
    """Train for a few seconds and say which Keras did it, why, and how well."""
    images, labels = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(labels))
    images, labels = images[order] / 16.0, labels[order]
    train, test = slice(0, 1400), slice(1400, None)

    keras.utils.set_random_seed(0)
    model = keras.Sequential([Input((64,)), Dense(64, activation="relu"), Dense(10, activation="softmax")])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(images[train], labels[train], epochs=15, batch_size=32, verbose=0)
    _, accuracy = model.evaluate(images[test], labels[test], verbose=0)

    choice = kerascompat.resolve()
    print(f"resolved  {choice}, TensorFlow {choice.version_of('tensorflow') or 'not installed'}")
    print(f"because   {choice.rule}")
    print(f"exposes   {' and '.join(choice.modules)}")
    print(f"accuracy  {accuracy:.3f} on {len(labels[test])} unseen digits")


if __name__ == "__main__":
    warnings.simplefilter("default", kerascompat.KerasCompatWarning)
    main()

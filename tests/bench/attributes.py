"""`keras.layers.Dense`: of kerascompat, of the lazily held `tf.keras`, and of a plain module, in nanoseconds."""

from __future__ import annotations

import sys
import timeit
import types

import rows
from tensorflow import keras as lazily_held

LOOPS = 200_000
ROUNDS = 25


def reader(keras: object):
    """A function that reads the attribute LOOPS times, with `keras` as its global."""
    namespace = {"keras": keras, "range": range}
    code = f"def read():\n    for _ in range({LOOPS}):\n        keras.layers.Dense\n"
    exec(code, namespace)
    return namespace["read"]


def main() -> None:
    """Measure in turns, so that whatever else the machine does strikes all three."""
    given = rows.arguments()
    assert lazily_held.Model  # the first access resolves it
    from kerascompat import keras as ours

    plain = types.ModuleType("plain")
    plain.layers = types.ModuleType("plain.layers")
    plain.layers.Dense = ours.layers.Dense
    readers = {"ours": reader(ours), "tf.keras": reader(lazily_held), "plain": reader(plain)}
    took = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, read in readers.items():
            took[name].append(timeit.timeit(read, number=1) / LOOPS * 1e9)
    best = {name: min(values) for name, values in took.items()}
    print(
        f"attribute: Python {sys.version.split()[0]}: kerascompat {best['ours']:.0f} ns, lazily held tf.keras"
        f" ({type(lazily_held).__name__}) {best['tf.keras']:.0f} ns, ratio {best['ours'] / best['tf.keras']:.2f}"
        f" (limit 0.75); a plain module {best['plain']:.0f} ns, each the best of {ROUNDS} rounds"
    )
    where = rows.versions("tensorflow")
    what = "`keras.layers.Dense`"
    others = {"tf.keras": "`from tensorflow import keras`", "plain": "attributes of two plain modules"}
    measured = [
        rows.row("Attribute access", what, instead, "ns", took["ours"], took[name], where)
        for name, instead in others.items()
    ]
    rows.hand_over(measured, given.json)


if __name__ == "__main__":
    main()

"""One `keras` object that is right on every TensorFlow and Keras.

    from kerascompat import keras
    from kerascompat.keras.layers import Dense

`import kerascompat` imports nothing but itself; `keras`, `keras2`, `keras3` and `v1.keras` are decided and loaded by
the line that imports them.
"""

__version__ = "0.1.0"

__all__ = [
    "Choice",
    "Facts",
    "KerasCompatError",
    "KerasCompatWarning",
    "Resolution",
    "Verdict",
    "available",
    "configure",
    "facts",
    "require",
    "resolve",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kerascompat import errors as errors
    from kerascompat import keras as keras
    from kerascompat import keras2 as keras2
    from kerascompat import keras3 as keras3
    from kerascompat import v1 as v1
    from kerascompat._api import Resolution, available, facts, resolve
    from kerascompat._configuration import configure
    from kerascompat._facts import Choice, Facts, Verdict
    from kerascompat._requirement import require
    from kerascompat.errors import KerasCompatError, KerasCompatWarning

_HOMES = {
    "Choice": "_facts",
    "Facts": "_facts",
    "KerasCompatError": "errors",
    "KerasCompatWarning": "errors",
    "Resolution": "_api",
    "Verdict": "_facts",
    "available": "_api",
    "configure": "_configuration",
    "facts": "_api",
    "require": "_requirement",
    "resolve": "_api",
}
_MODULES = ("errors", "keras", "keras2", "keras3", "v1")


if not TYPE_CHECKING:  # which would let every misspelt name pass

    def __getattr__(name: str) -> object:
        import sys

        # `importlib.import_module` raises where two threads import crosswise; the statement takes what is half made.
        home = f"kerascompat.{_HOMES.get(name, name)}"
        if name in _HOMES:
            __import__(home)
            value = globals()[name] = getattr(sys.modules[home], name)
            return value
        if name in _MODULES:
            __import__(home)
            return sys.modules[home]
        message = f"module 'kerascompat' has no attribute {name!r}"
        raise AttributeError(message)


def __dir__() -> list[str]:
    return [*__all__, "__version__", "errors"]

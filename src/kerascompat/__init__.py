"""One `keras` object that is right on every TensorFlow and Keras.

    from kerascompat import keras
    from kerascompat.keras.layers import Dense

`import kerascompat` imports nothing but itself; `keras`, `keras2`, `keras3` and `v1.keras` are decided and loaded by
the line that imports them.
"""

__version__ = "0.1.0"

__all__ = [
    "Choice",
    "Diagnosis",
    "Facts",
    "Fingerprint",
    "KerasCompatError",
    "KerasCompatWarning",
    "Mix",
    "Resolution",
    "Verdict",
    "available",
    "child_environment",
    "configure",
    "diagnose",
    "explain_mix",
    "facts",
    "fingerprint",
    "is_keras_tensor",
    "is_layer",
    "is_model",
    "is_optimizer",
    "owner",
    "require",
    "resolve",
    "verify",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kerascompat import errors as errors
    from kerascompat import keras as keras
    from kerascompat import keras2 as keras2
    from kerascompat import keras3 as keras3
    from kerascompat import objects as objects
    from kerascompat import v1 as v1
    from kerascompat._api import Resolution, available, facts, resolve
    from kerascompat._children import child_environment
    from kerascompat._configuration import configure
    from kerascompat._facts import Choice, Facts, Verdict
    from kerascompat._fingerprint import Fingerprint, fingerprint, verify
    from kerascompat._mixes import Mix
    from kerascompat._requirement import require
    from kerascompat.doctor._diagnosis import Diagnosis, diagnose
    from kerascompat.errors import KerasCompatError, KerasCompatWarning
    from kerascompat.objects import explain_mix, is_keras_tensor, is_layer, is_model, is_optimizer, owner

_HOMES = {
    "Choice": "_facts",
    "Diagnosis": "doctor._diagnosis",
    "Facts": "_facts",
    "Fingerprint": "_fingerprint",
    "KerasCompatError": "errors",
    "KerasCompatWarning": "errors",
    "Mix": "_mixes",
    "Resolution": "_api",
    "Verdict": "_facts",
    "available": "_api",
    "child_environment": "_children",
    "configure": "_configuration",
    "diagnose": "doctor._diagnosis",
    "explain_mix": "objects",
    "facts": "_api",
    "fingerprint": "_fingerprint",
    "is_keras_tensor": "objects",
    "is_layer": "objects",
    "is_model": "objects",
    "is_optimizer": "objects",
    "owner": "objects",
    "require": "_requirement",
    "resolve": "_api",
    "verify": "_fingerprint",
}
_MODULES = ("errors", "keras", "keras2", "keras3", "objects", "v1")


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
            while home not in sys.modules:  # the attempt of another thread has failed meanwhile
                __import__(home)
            return sys.modules[home]
        message = f"module 'kerascompat' has no attribute {name!r}"
        raise AttributeError(message)


def __dir__() -> list[str]:
    return [*__all__, "__version__", "errors", "objects"]

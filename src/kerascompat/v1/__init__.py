"""TensorFlow 1 style APIs: `kerascompat.v1.keras`."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kerascompat.v1 import keras as keras
else:

    def __getattr__(name: str) -> object:
        import sys

        if name == "keras":
            __import__("kerascompat.v1.keras")
            return sys.modules["kerascompat.v1.keras"]
        message = f"module 'kerascompat.v1' has no attribute {name!r}"
        raise AttributeError(message)

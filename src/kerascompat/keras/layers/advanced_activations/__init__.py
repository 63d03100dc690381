import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.layers import ELU as ELU
    from kerascompat.keras.layers import LeakyReLU as LeakyReLU
    from kerascompat.keras.layers import PReLU as PReLU
    from kerascompat.keras.layers import ReLU as ReLU
    from kerascompat.keras.layers import Softmax as Softmax

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _

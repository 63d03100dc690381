import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.layers import ELU as ELU
    from kerascompat.keras3.layers import LeakyReLU as LeakyReLU
    from kerascompat.keras3.layers import PReLU as PReLU
    from kerascompat.keras3.layers import ReLU as ReLU
    from kerascompat.keras3.layers import Softmax as Softmax

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _

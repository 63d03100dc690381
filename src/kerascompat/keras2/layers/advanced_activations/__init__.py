import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.layers import ELU as ELU
    from kerascompat.keras2.layers import LeakyReLU as LeakyReLU
    from kerascompat.keras2.layers import PReLU as PReLU
    from kerascompat.keras2.layers import ReLU as ReLU
    from kerascompat.keras2.layers import Softmax as Softmax

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _

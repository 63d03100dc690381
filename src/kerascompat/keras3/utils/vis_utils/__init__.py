import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.utils import model_to_dot as model_to_dot
    from kerascompat.keras3.utils import plot_model as plot_model

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _

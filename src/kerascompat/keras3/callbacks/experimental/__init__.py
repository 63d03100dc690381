import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api.callbacks.experimental import *
    from keras.callbacks.experimental import *

    from kerascompat.keras3.callbacks import BackupAndRestore as BackupAndRestore

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _

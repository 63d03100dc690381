import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from keras.api.optimizers.experimental import *
    from keras.optimizers.experimental import *

    from kerascompat.keras3.optimizers import Adadelta as Adadelta
    from kerascompat.keras3.optimizers import Adafactor as Adafactor
    from kerascompat.keras3.optimizers import Adagrad as Adagrad
    from kerascompat.keras3.optimizers import Adam as Adam
    from kerascompat.keras3.optimizers import AdamW as AdamW
    from kerascompat.keras3.optimizers import Adamax as Adamax
    from kerascompat.keras3.optimizers import Ftrl as Ftrl
    from kerascompat.keras3.optimizers import Nadam as Nadam
    from kerascompat.keras3.optimizers import Optimizer as Optimizer
    from kerascompat.keras3.optimizers import RMSprop as RMSprop
    from kerascompat.keras3.optimizers import SGD as SGD

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _

import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.layers import GRU as GRU
    from kerascompat.keras.layers import GRUCell as GRUCell
    from kerascompat.keras.layers import LSTM as LSTM
    from kerascompat.keras.layers import LSTMCell as LSTMCell
    from kerascompat.keras.layers import RNN as RNN
    from kerascompat.keras.layers import SimpleRNN as SimpleRNN
    from kerascompat.keras.layers import SimpleRNNCell as SimpleRNNCell
    from kerascompat.keras.layers import StackedRNNCells as StackedRNNCells

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _

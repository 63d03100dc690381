import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.layers import GRU as GRU
    from kerascompat.keras3.layers import GRUCell as GRUCell
    from kerascompat.keras3.layers import LSTM as LSTM
    from kerascompat.keras3.layers import LSTMCell as LSTMCell
    from kerascompat.keras3.layers import RNN as RNN
    from kerascompat.keras3.layers import SimpleRNN as SimpleRNN
    from kerascompat.keras3.layers import SimpleRNNCell as SimpleRNNCell
    from kerascompat.keras3.layers import StackedRNNCells as StackedRNNCells

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _

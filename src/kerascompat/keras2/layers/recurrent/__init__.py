import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.layers import GRU as GRU
    from kerascompat.keras2.layers import GRUCell as GRUCell
    from kerascompat.keras2.layers import LSTM as LSTM
    from kerascompat.keras2.layers import LSTMCell as LSTMCell
    from kerascompat.keras2.layers import RNN as RNN
    from kerascompat.keras2.layers import SimpleRNN as SimpleRNN
    from kerascompat.keras2.layers import SimpleRNNCell as SimpleRNNCell
    from kerascompat.keras2.layers import StackedRNNCells as StackedRNNCells

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _

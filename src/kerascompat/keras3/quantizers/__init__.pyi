# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.quantizers import *
from keras.quantizers import *

def __getattr__(name: str) -> Any: ...

# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.regularizers import *
from keras.regularizers import *

def __getattr__(name: str) -> Any: ...

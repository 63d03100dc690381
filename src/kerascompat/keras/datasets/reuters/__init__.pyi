# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.datasets.reuters import *
from keras.datasets.reuters import *

def __getattr__(name: str) -> Any: ...

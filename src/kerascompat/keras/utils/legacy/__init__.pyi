# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.utils.legacy import *
from keras.utils.legacy import *

def __getattr__(name: str) -> Any: ...

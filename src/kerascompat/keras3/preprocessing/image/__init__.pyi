# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.preprocessing.image import *
from keras.preprocessing.image import *

def __getattr__(name: str) -> Any: ...

# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.estimator import *
from keras.estimator import *

def __getattr__(name: str) -> Any: ...

# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.applications.efficientnet import *
from keras.applications.efficientnet import *

def __getattr__(name: str) -> Any: ...

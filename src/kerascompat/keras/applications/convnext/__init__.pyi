# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.applications.convnext import *
from keras.applications.convnext import *

def __getattr__(name: str) -> Any: ...

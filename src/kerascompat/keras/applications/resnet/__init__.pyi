# Written by tests/types/stubs.py
# ruff: noqa: F403
from typing import Any

from keras.api.applications.resnet import *
from keras.applications.resnet import *

def __getattr__(name: str) -> Any: ...

from typing import Any

from kerascompat.keras3 import __internal__ as __internal__
from kerascompat.keras3 import activations as activations
from kerascompat.keras3 import applications as applications
from kerascompat.keras3 import backend as backend
from kerascompat.keras3 import callbacks as callbacks
from kerascompat.keras3 import config as config
from kerascompat.keras3 import constraints as constraints
from kerascompat.keras3 import datasets as datasets
from kerascompat.keras3 import distillation as distillation
from kerascompat.keras3 import distribution as distribution
from kerascompat.keras3 import dtype_policies as dtype_policies
from kerascompat.keras3 import engine as engine
from kerascompat.keras3 import experimental as experimental
from kerascompat.keras3 import export as export
from kerascompat.keras3 import initializers as initializers
from kerascompat.keras3 import layers as layers
from kerascompat.keras3 import legacy as legacy
from kerascompat.keras3 import losses as losses
from kerascompat.keras3 import metrics as metrics
from kerascompat.keras3 import mixed_precision as mixed_precision
from kerascompat.keras3 import models as models
from kerascompat.keras3 import ops as ops
from kerascompat.keras3 import optimizers as optimizers
from kerascompat.keras3 import preprocessing as preprocessing
from kerascompat.keras3 import quantizers as quantizers
from kerascompat.keras3 import random as random
from kerascompat.keras3 import regularizers as regularizers
from kerascompat.keras3 import saving as saving
from kerascompat.keras3 import src as src
from kerascompat.keras3 import tree as tree
from kerascompat.keras3 import utils as utils
from kerascompat.keras3 import visualization as visualization
from kerascompat.keras3 import wrappers as wrappers

from keras import *
from keras.api import *

from kerascompat.keras3 import __internal__ as __internal__
from kerascompat.keras3 import activations as activations
from kerascompat.keras3 import applications as applications
from kerascompat.keras3 import backend as backend
from kerascompat.keras3 import callbacks as callbacks
from kerascompat.keras3 import config as config
from kerascompat.keras3 import constraints as constraints
from kerascompat.keras3 import datasets as datasets
from kerascompat.keras3 import distillation as distillation
from kerascompat.keras3 import distribution as distribution
from kerascompat.keras3 import dtype_policies as dtype_policies
from kerascompat.keras3 import engine as engine
from kerascompat.keras3 import experimental as experimental
from kerascompat.keras3 import export as export
from kerascompat.keras3 import initializers as initializers
from kerascompat.keras3 import layers as layers
from kerascompat.keras3 import legacy as legacy
from kerascompat.keras3 import losses as losses
from kerascompat.keras3 import metrics as metrics
from kerascompat.keras3 import mixed_precision as mixed_precision
from kerascompat.keras3 import models as models
from kerascompat.keras3 import ops as ops
from kerascompat.keras3 import optimizers as optimizers
from kerascompat.keras3 import preprocessing as preprocessing
from kerascompat.keras3 import quantizers as quantizers
from kerascompat.keras3 import random as random
from kerascompat.keras3 import regularizers as regularizers
from kerascompat.keras3 import saving as saving
from kerascompat.keras3 import src as src
from kerascompat.keras3 import tree as tree
from kerascompat.keras3 import utils as utils
from kerascompat.keras3 import visualization as visualization
from kerascompat.keras3 import wrappers as wrappers

__version__: str

def version() -> str: ...

if KERASCOMPAT_ANY_KERAS3:
    def __getattr__(name: str): ...
    def __getattr__(name: str) -> Any: ...

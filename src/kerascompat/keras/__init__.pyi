from typing import Any

from kerascompat.keras import __internal__ as __internal__
from kerascompat.keras import activations as activations
from kerascompat.keras import applications as applications
from kerascompat.keras import backend as backend
from kerascompat.keras import callbacks as callbacks
from kerascompat.keras import config as config
from kerascompat.keras import constraints as constraints
from kerascompat.keras import datasets as datasets
from kerascompat.keras import distillation as distillation
from kerascompat.keras import distribution as distribution
from kerascompat.keras import dtensor as dtensor
from kerascompat.keras import dtype_policies as dtype_policies
from kerascompat.keras import engine as engine
from kerascompat.keras import estimator as estimator
from kerascompat.keras import experimental as experimental
from kerascompat.keras import export as export
from kerascompat.keras import initializers as initializers
from kerascompat.keras import layers as layers
from kerascompat.keras import legacy as legacy
from kerascompat.keras import losses as losses
from kerascompat.keras import metrics as metrics
from kerascompat.keras import mixed_precision as mixed_precision
from kerascompat.keras import models as models
from kerascompat.keras import ops as ops
from kerascompat.keras import optimizers as optimizers
from kerascompat.keras import preprocessing as preprocessing
from kerascompat.keras import protobuf as protobuf
from kerascompat.keras import quantizers as quantizers
from kerascompat.keras import random as random
from kerascompat.keras import regularizers as regularizers
from kerascompat.keras import saving as saving
from kerascompat.keras import src as src
from kerascompat.keras import tree as tree
from kerascompat.keras import utils as utils
from kerascompat.keras import visualization as visualization
from kerascompat.keras import wrappers as wrappers

if KERASCOMPAT_GENERATION_2:
    from kerascompat.keras2 import *
else:
    from kerascompat.keras3 import *

from kerascompat.keras import __internal__ as __internal__
from kerascompat.keras import activations as activations
from kerascompat.keras import applications as applications
from kerascompat.keras import backend as backend
from kerascompat.keras import callbacks as callbacks
from kerascompat.keras import config as config
from kerascompat.keras import constraints as constraints
from kerascompat.keras import datasets as datasets
from kerascompat.keras import distillation as distillation
from kerascompat.keras import distribution as distribution
from kerascompat.keras import dtensor as dtensor
from kerascompat.keras import dtype_policies as dtype_policies
from kerascompat.keras import engine as engine
from kerascompat.keras import estimator as estimator
from kerascompat.keras import experimental as experimental
from kerascompat.keras import export as export
from kerascompat.keras import initializers as initializers
from kerascompat.keras import layers as layers
from kerascompat.keras import legacy as legacy
from kerascompat.keras import losses as losses
from kerascompat.keras import metrics as metrics
from kerascompat.keras import mixed_precision as mixed_precision
from kerascompat.keras import models as models
from kerascompat.keras import ops as ops
from kerascompat.keras import optimizers as optimizers
from kerascompat.keras import preprocessing as preprocessing
from kerascompat.keras import protobuf as protobuf
from kerascompat.keras import quantizers as quantizers
from kerascompat.keras import random as random
from kerascompat.keras import regularizers as regularizers
from kerascompat.keras import saving as saving
from kerascompat.keras import src as src
from kerascompat.keras import tree as tree
from kerascompat.keras import utils as utils
from kerascompat.keras import visualization as visualization
from kerascompat.keras import wrappers as wrappers

__version__: str

def version() -> str: ...

if KERASCOMPAT_ANY_KERAS:
    def __getattr__(name: str): ...
    def __getattr__(name: str) -> Any: ...

from typing import Any

from kerascompat.keras2 import __internal__ as __internal__
from kerascompat.keras2 import activations as activations
from kerascompat.keras2 import applications as applications
from kerascompat.keras2 import backend as backend
from kerascompat.keras2 import callbacks as callbacks
from kerascompat.keras2 import config as config
from kerascompat.keras2 import constraints as constraints
from kerascompat.keras2 import datasets as datasets
from kerascompat.keras2 import distribution as distribution
from kerascompat.keras2 import dtensor as dtensor
from kerascompat.keras2 import dtype_policies as dtype_policies
from kerascompat.keras2 import engine as engine
from kerascompat.keras2 import estimator as estimator
from kerascompat.keras2 import experimental as experimental
from kerascompat.keras2 import export as export
from kerascompat.keras2 import initializers as initializers
from kerascompat.keras2 import layers as layers
from kerascompat.keras2 import legacy as legacy
from kerascompat.keras2 import losses as losses
from kerascompat.keras2 import metrics as metrics
from kerascompat.keras2 import mixed_precision as mixed_precision
from kerascompat.keras2 import models as models
from kerascompat.keras2 import optimizers as optimizers
from kerascompat.keras2 import preprocessing as preprocessing
from kerascompat.keras2 import protobuf as protobuf
from kerascompat.keras2 import random as random
from kerascompat.keras2 import regularizers as regularizers
from kerascompat.keras2 import saving as saving
from kerascompat.keras2 import src as src
from kerascompat.keras2 import tree as tree
from kerascompat.keras2 import utils as utils
from kerascompat.keras2 import wrappers as wrappers

from keras.api._v2.keras import *
from tf_keras.api._v2.keras import *

from kerascompat.keras2 import __internal__ as __internal__
from kerascompat.keras2 import activations as activations
from kerascompat.keras2 import applications as applications
from kerascompat.keras2 import backend as backend
from kerascompat.keras2 import callbacks as callbacks
from kerascompat.keras2 import config as config
from kerascompat.keras2 import constraints as constraints
from kerascompat.keras2 import datasets as datasets
from kerascompat.keras2 import distribution as distribution
from kerascompat.keras2 import dtensor as dtensor
from kerascompat.keras2 import dtype_policies as dtype_policies
from kerascompat.keras2 import engine as engine
from kerascompat.keras2 import estimator as estimator
from kerascompat.keras2 import experimental as experimental
from kerascompat.keras2 import export as export
from kerascompat.keras2 import initializers as initializers
from kerascompat.keras2 import layers as layers
from kerascompat.keras2 import legacy as legacy
from kerascompat.keras2 import losses as losses
from kerascompat.keras2 import metrics as metrics
from kerascompat.keras2 import mixed_precision as mixed_precision
from kerascompat.keras2 import models as models
from kerascompat.keras2 import optimizers as optimizers
from kerascompat.keras2 import preprocessing as preprocessing
from kerascompat.keras2 import protobuf as protobuf
from kerascompat.keras2 import random as random
from kerascompat.keras2 import regularizers as regularizers
from kerascompat.keras2 import saving as saving
from kerascompat.keras2 import src as src
from kerascompat.keras2 import tree as tree
from kerascompat.keras2 import utils as utils
from kerascompat.keras2 import wrappers as wrappers
from kerascompat.keras2.__internal__ import KerasTensor as KerasTensor
from kerascompat.keras2.initializers import Initializer as Initializer
from kerascompat.keras2.layers import InputSpec as InputSpec
from kerascompat.keras2.layers import Layer as Layer
from kerascompat.keras2.losses import Loss as Loss
from kerascompat.keras2.metrics import Metric as Metric
from kerascompat.keras2.mixed_precision import Policy as _Policy
from kerascompat.keras2.optimizers import Optimizer as Optimizer
from kerascompat.keras2.regularizers import Regularizer as Regularizer
from tensorflow import Variable as Variable
from tensorflow import name_scope as name_scope

DTypePolicy = _Policy
FloatDTypePolicy = _Policy

__version__: str

device: Any

def version() -> str: ...

if KERASCOMPAT_ANY_KERAS2:
    def __getattr__(name: str): ...
    def __getattr__(name: str) -> Any: ...

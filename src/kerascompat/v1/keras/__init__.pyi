from typing import Any

from kerascompat.v1.keras import __internal__ as __internal__
from kerascompat.v1.keras import activations as activations
from kerascompat.v1.keras import applications as applications
from kerascompat.v1.keras import backend as backend
from kerascompat.v1.keras import callbacks as callbacks
from kerascompat.v1.keras import constraints as constraints
from kerascompat.v1.keras import datasets as datasets
from kerascompat.v1.keras import estimator as estimator
from kerascompat.v1.keras import experimental as experimental
from kerascompat.v1.keras import export as export
from kerascompat.v1.keras import initializers as initializers
from kerascompat.v1.keras import layers as layers
from kerascompat.v1.keras import losses as losses
from kerascompat.v1.keras import metrics as metrics
from kerascompat.v1.keras import mixed_precision as mixed_precision
from kerascompat.v1.keras import models as models
from kerascompat.v1.keras import optimizers as optimizers
from kerascompat.v1.keras import preprocessing as preprocessing
from kerascompat.v1.keras import regularizers as regularizers
from kerascompat.v1.keras import saving as saving
from kerascompat.v1.keras import src as src
from kerascompat.v1.keras import utils as utils
from kerascompat.v1.keras import wrappers as wrappers

from keras.api._v1.keras import *
from tf_keras.api._v1.keras import *

from kerascompat.v1.keras import __internal__ as __internal__
from kerascompat.v1.keras import activations as activations
from kerascompat.v1.keras import applications as applications
from kerascompat.v1.keras import backend as backend
from kerascompat.v1.keras import callbacks as callbacks
from kerascompat.v1.keras import constraints as constraints
from kerascompat.v1.keras import datasets as datasets
from kerascompat.v1.keras import estimator as estimator
from kerascompat.v1.keras import experimental as experimental
from kerascompat.v1.keras import export as export
from kerascompat.v1.keras import initializers as initializers
from kerascompat.v1.keras import layers as layers
from kerascompat.v1.keras import losses as losses
from kerascompat.v1.keras import metrics as metrics
from kerascompat.v1.keras import mixed_precision as mixed_precision
from kerascompat.v1.keras import models as models
from kerascompat.v1.keras import optimizers as optimizers
from kerascompat.v1.keras import preprocessing as preprocessing
from kerascompat.v1.keras import regularizers as regularizers
from kerascompat.v1.keras import saving as saving
from kerascompat.v1.keras import src as src
from kerascompat.v1.keras import utils as utils
from kerascompat.v1.keras import wrappers as wrappers

__version__: str

def version() -> str: ...

if KERASCOMPAT_ANY_V1_KERAS:
    def __getattr__(name: str) -> Any: ...

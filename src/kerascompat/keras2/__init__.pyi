from typing import Any

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

def __getattr__(name: str) -> Any: ...

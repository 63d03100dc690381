"""What is wrong, with who says so: the checker, the world if it is said in one alone, and the rule."""

from kerascompat import keras
from kerascompat.keras.callbacks import EarlyStopping
from kerascompat.keras.layers import Danse  # said: mypy attr-defined, pyright reportAttributeAccessIssue
from kerascompat.keras.layers import Dense
from kerascompat.keras.layers.convolutional import Conv4D  # said: mypy attr-defined, pyright reportAttributeAccessIssue

Conv4D(3)
keras.layers.Danse(3)  # said: mypy attr-defined, pyright reportAttributeAccessIssue
keras.nothing_of_this_name  # said: mypy attr-defined, pyright reportAttributeAccessIssue
keras.layers.core.Danse(3)  # said: mypy attr-defined, pyright reportAttributeAccessIssue
keras.layers.cores  # said: mypy attr-defined, pyright reportAttributeAccessIssue
keras.optimizers.schedules.Misspelt()  # said: mypy attr-defined, pyright reportAttributeAccessIssue
Dense(unitz=3)  # said: mypy call-arg, pyright reportCallIssue
EarlyStopping(patiens=3)  # said: mypy call-arg, pyright reportCallIssue
keras.callbacks.EarlyStopping(patiens=3)  # said: mypy call-arg, pyright reportCallIssue
keras.regularizers.L2(l3=1)  # said: mypy@Keras 3 call-arg, pyright@Keras 3 reportCallIssue
not_a_text: str = EarlyStopping()  # said: mypy assignment, pyright reportAssignmentType


def shown(model: keras.Model, found: Danse) -> None:  # said: mypy no-any-unimported
    model.summary(lines=3)  # said: pyright reportCallIssue, mypy@tf_keras call-arg


shown(3, None)  # said: mypy arg-type, pyright reportArgumentType

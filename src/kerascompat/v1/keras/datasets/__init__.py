import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.v1.keras.datasets import boston_housing as boston_housing
    from kerascompat.v1.keras.datasets import cifar10 as cifar10
    from kerascompat.v1.keras.datasets import cifar100 as cifar100
    from kerascompat.v1.keras.datasets import fashion_mnist as fashion_mnist
    from kerascompat.v1.keras.datasets import imdb as imdb
    from kerascompat.v1.keras.datasets import mnist as mnist
    from kerascompat.v1.keras.datasets import reuters as reuters

    from keras.api._v1.keras.datasets import *
    from tf_keras.api._v1.keras.datasets import *

    from kerascompat.v1.keras.datasets import boston_housing as boston_housing
    from kerascompat.v1.keras.datasets import cifar10 as cifar10
    from kerascompat.v1.keras.datasets import cifar100 as cifar100
    from kerascompat.v1.keras.datasets import fashion_mnist as fashion_mnist
    from kerascompat.v1.keras.datasets import imdb as imdb
    from kerascompat.v1.keras.datasets import mnist as mnist
    from kerascompat.v1.keras.datasets import reuters as reuters

    if KERASCOMPAT_ANY_V1_KERAS:
        def __getattr__(name: str) -> Any: ...
del _

import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.datasets import boston_housing as boston_housing
    from kerascompat.keras2.datasets import cifar10 as cifar10
    from kerascompat.keras2.datasets import cifar100 as cifar100
    from kerascompat.keras2.datasets import fashion_mnist as fashion_mnist
    from kerascompat.keras2.datasets import imdb as imdb
    from kerascompat.keras2.datasets import mnist as mnist
    from kerascompat.keras2.datasets import reuters as reuters

    from keras.api._v2.keras.datasets import *
    from tf_keras.api._v2.keras.datasets import *

    from kerascompat.keras2.datasets import boston_housing as boston_housing
    from kerascompat.keras2.datasets import cifar10 as cifar10
    from kerascompat.keras2.datasets import cifar100 as cifar100
    from kerascompat.keras2.datasets import fashion_mnist as fashion_mnist
    from kerascompat.keras2.datasets import imdb as imdb
    from kerascompat.keras2.datasets import mnist as mnist
    from kerascompat.keras2.datasets import reuters as reuters

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _

import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras3.datasets import boston_housing as boston_housing
    from kerascompat.keras3.datasets import california_housing as california_housing
    from kerascompat.keras3.datasets import cifar10 as cifar10
    from kerascompat.keras3.datasets import cifar100 as cifar100
    from kerascompat.keras3.datasets import fashion_mnist as fashion_mnist
    from kerascompat.keras3.datasets import imdb as imdb
    from kerascompat.keras3.datasets import mnist as mnist
    from kerascompat.keras3.datasets import reuters as reuters

    from keras.api.datasets import *
    from keras.datasets import *

    from kerascompat.keras3.datasets import boston_housing as boston_housing
    from kerascompat.keras3.datasets import california_housing as california_housing
    from kerascompat.keras3.datasets import cifar10 as cifar10
    from kerascompat.keras3.datasets import cifar100 as cifar100
    from kerascompat.keras3.datasets import fashion_mnist as fashion_mnist
    from kerascompat.keras3.datasets import imdb as imdb
    from kerascompat.keras3.datasets import mnist as mnist
    from kerascompat.keras3.datasets import reuters as reuters

    if KERASCOMPAT_ANY_KERAS3:
        def __getattr__(name: str) -> Any: ...
del _

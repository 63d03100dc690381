import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.datasets import boston_housing as boston_housing
    from kerascompat.keras.datasets import california_housing as california_housing
    from kerascompat.keras.datasets import cifar10 as cifar10
    from kerascompat.keras.datasets import cifar100 as cifar100
    from kerascompat.keras.datasets import fashion_mnist as fashion_mnist
    from kerascompat.keras.datasets import imdb as imdb
    from kerascompat.keras.datasets import mnist as mnist
    from kerascompat.keras.datasets import reuters as reuters

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.datasets import *
    else:
        from kerascompat.keras3.datasets import *

    from kerascompat.keras.datasets import boston_housing as boston_housing
    from kerascompat.keras.datasets import california_housing as california_housing
    from kerascompat.keras.datasets import cifar10 as cifar10
    from kerascompat.keras.datasets import cifar100 as cifar100
    from kerascompat.keras.datasets import fashion_mnist as fashion_mnist
    from kerascompat.keras.datasets import imdb as imdb
    from kerascompat.keras.datasets import mnist as mnist
    from kerascompat.keras.datasets import reuters as reuters

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _

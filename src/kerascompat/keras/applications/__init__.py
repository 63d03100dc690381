import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras.applications import convnext as convnext
    from kerascompat.keras.applications import densenet as densenet
    from kerascompat.keras.applications import efficientnet as efficientnet
    from kerascompat.keras.applications import efficientnet_v2 as efficientnet_v2
    from kerascompat.keras.applications import imagenet_utils as imagenet_utils
    from kerascompat.keras.applications import inception_resnet_v2 as inception_resnet_v2
    from kerascompat.keras.applications import inception_v3 as inception_v3
    from kerascompat.keras.applications import mobilenet as mobilenet
    from kerascompat.keras.applications import mobilenet_v2 as mobilenet_v2
    from kerascompat.keras.applications import mobilenet_v3 as mobilenet_v3
    from kerascompat.keras.applications import nasnet as nasnet
    from kerascompat.keras.applications import regnet as regnet
    from kerascompat.keras.applications import resnet as resnet
    from kerascompat.keras.applications import resnet50 as resnet50
    from kerascompat.keras.applications import resnet_rs as resnet_rs
    from kerascompat.keras.applications import resnet_v2 as resnet_v2
    from kerascompat.keras.applications import vgg16 as vgg16
    from kerascompat.keras.applications import vgg19 as vgg19
    from kerascompat.keras.applications import xception as xception

    if KERASCOMPAT_GENERATION_2:
        from kerascompat.keras2.applications import *
    else:
        from kerascompat.keras3.applications import *

    from kerascompat.keras.applications import convnext as convnext
    from kerascompat.keras.applications import densenet as densenet
    from kerascompat.keras.applications import efficientnet as efficientnet
    from kerascompat.keras.applications import efficientnet_v2 as efficientnet_v2
    from kerascompat.keras.applications import imagenet_utils as imagenet_utils
    from kerascompat.keras.applications import inception_resnet_v2 as inception_resnet_v2
    from kerascompat.keras.applications import inception_v3 as inception_v3
    from kerascompat.keras.applications import mobilenet as mobilenet
    from kerascompat.keras.applications import mobilenet_v2 as mobilenet_v2
    from kerascompat.keras.applications import mobilenet_v3 as mobilenet_v3
    from kerascompat.keras.applications import nasnet as nasnet
    from kerascompat.keras.applications import regnet as regnet
    from kerascompat.keras.applications import resnet as resnet
    from kerascompat.keras.applications import resnet50 as resnet50
    from kerascompat.keras.applications import resnet_rs as resnet_rs
    from kerascompat.keras.applications import resnet_v2 as resnet_v2
    from kerascompat.keras.applications import vgg16 as vgg16
    from kerascompat.keras.applications import vgg19 as vgg19
    from kerascompat.keras.applications import xception as xception

    if KERASCOMPAT_ANY_KERAS:
        def __getattr__(name: str) -> Any: ...
del _

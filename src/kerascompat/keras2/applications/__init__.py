import kerascompat._loader as _

if _.load(__name__):
    from typing import Any

    from kerascompat.keras2.applications import convnext as convnext
    from kerascompat.keras2.applications import densenet as densenet
    from kerascompat.keras2.applications import efficientnet as efficientnet
    from kerascompat.keras2.applications import efficientnet_v2 as efficientnet_v2
    from kerascompat.keras2.applications import imagenet_utils as imagenet_utils
    from kerascompat.keras2.applications import inception_resnet_v2 as inception_resnet_v2
    from kerascompat.keras2.applications import inception_v3 as inception_v3
    from kerascompat.keras2.applications import mobilenet as mobilenet
    from kerascompat.keras2.applications import mobilenet_v2 as mobilenet_v2
    from kerascompat.keras2.applications import mobilenet_v3 as mobilenet_v3
    from kerascompat.keras2.applications import nasnet as nasnet
    from kerascompat.keras2.applications import regnet as regnet
    from kerascompat.keras2.applications import resnet as resnet
    from kerascompat.keras2.applications import resnet50 as resnet50
    from kerascompat.keras2.applications import resnet_rs as resnet_rs
    from kerascompat.keras2.applications import resnet_v2 as resnet_v2
    from kerascompat.keras2.applications import vgg16 as vgg16
    from kerascompat.keras2.applications import vgg19 as vgg19
    from kerascompat.keras2.applications import xception as xception

    from keras.api._v2.keras.applications import *
    from tf_keras.api._v2.keras.applications import *

    from kerascompat.keras2.applications import convnext as convnext
    from kerascompat.keras2.applications import densenet as densenet
    from kerascompat.keras2.applications import efficientnet as efficientnet
    from kerascompat.keras2.applications import efficientnet_v2 as efficientnet_v2
    from kerascompat.keras2.applications import imagenet_utils as imagenet_utils
    from kerascompat.keras2.applications import inception_resnet_v2 as inception_resnet_v2
    from kerascompat.keras2.applications import inception_v3 as inception_v3
    from kerascompat.keras2.applications import mobilenet as mobilenet
    from kerascompat.keras2.applications import mobilenet_v2 as mobilenet_v2
    from kerascompat.keras2.applications import mobilenet_v3 as mobilenet_v3
    from kerascompat.keras2.applications import nasnet as nasnet
    from kerascompat.keras2.applications import regnet as regnet
    from kerascompat.keras2.applications import resnet as resnet
    from kerascompat.keras2.applications import resnet50 as resnet50
    from kerascompat.keras2.applications import resnet_rs as resnet_rs
    from kerascompat.keras2.applications import resnet_v2 as resnet_v2
    from kerascompat.keras2.applications import vgg16 as vgg16
    from kerascompat.keras2.applications import vgg19 as vgg19
    from kerascompat.keras2.applications import xception as xception

    if KERASCOMPAT_ANY_KERAS2:
        def __getattr__(name: str) -> Any: ...
del _

import kerascompat._loader as _

_.load(__name__)
del _

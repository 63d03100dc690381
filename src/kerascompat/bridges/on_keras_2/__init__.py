"""What small functions of Keras 3 do, for providers of generation 2: on TensorFlow's public API alone.

They have Keras 3.15's signatures, and give what it gives on TensorFlow.
"""

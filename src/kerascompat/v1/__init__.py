"""TensorFlow 1 style APIs: `kerascompat.v1.keras`."""

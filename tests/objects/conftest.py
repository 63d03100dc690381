"""Real packages warn of much; what concerns kerascompat stays an error."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")


def pytest_configure(config):
    for line in ("ignore", "error:::kerascompat", "error::kerascompat.errors.KerasCompatWarning"):
        config.addinivalue_line("filterwarnings", line)

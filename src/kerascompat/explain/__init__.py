"""What a traceback means: cause and cure of the well-known errors around Keras 2 and 3."""

from __future__ import annotations

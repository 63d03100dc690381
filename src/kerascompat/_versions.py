"""Version texts compared as versions: `2.15.0+nv23.11`, `2.22.0-rc0`, `3.16.0.dev2026102704`."""

from __future__ import annotations

from packaging.version import Version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional


def release(text: Optional[str]) -> Optional[tuple[int, int]]:
    """(major, minor) of a version text, or None where it is none; a pre-release counts as its release."""
    if text is None:
        return None
    try:
        version = Version(text)
    except ValueError:  # no version at all, or numbers of more digits than Python converts
        return None
    return version.major, version.minor


def public(text: Optional[str]) -> Optional[str]:
    """A version in one spelling, without the name of a build: `2.22.0rc0` of `2.22.0-rc0+cpu`.

    TensorFlow spells a pre-release one way in its metadata and another once it is imported. A text that is no version
    stays as it is.
    """
    try:
        return Version(text).public if text is not None else None
    except ValueError:
        return text

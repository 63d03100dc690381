"""Documentation builds and test suites that put mocks in the place of Keras, of TensorFlow, or of both."""

from __future__ import annotations

import pytest
from fake_providers import keras3, tensorflow

# What `sphinx.ext.autodoc.mock` does, in its own words.
SPHINX = """
import os, sys
from importlib.machinery import ModuleSpec
from types import ModuleType

class _MockObject:
    __display_name__ = "_MockObject"
    __name__ = ""
    __sphinx_mock__ = True
    def __new__(cls, *args, **kwargs):
        if len(args) == 3 and isinstance(args[1], tuple):
            superclass = args[1][-1].__class__
            if superclass is cls:
                return _make_subclass(args[0], superclass.__display_name__, superclass=superclass, attributes=args[2])
        return super().__new__(cls)
    def __init__(self, *args, **kwargs):
        self.__qualname__ = self.__name__
    def __len__(self):
        return 0
    def __contains__(self, key):
        return False
    def __iter__(self):
        return iter(())
    def __mro_entries__(self, bases):
        return (self.__class__,)
    def __getitem__(self, key):
        return _make_subclass(str(key), self.__display_name__, self.__class__)()
    def __getattr__(self, key):
        return _make_subclass(key, self.__display_name__, self.__class__)()
    def __call__(self, *args, **kwargs):
        return self.__class__()
    def __repr__(self):
        return self.__display_name__

def _make_subclass(name, module, superclass=_MockObject, attributes=None):
    attrs = {"__module__": module, "__display_name__": module + "." + name, "__name__": name}
    attrs.update(attributes or {})
    return type(name, (superclass,), attrs)

class _MockModule(ModuleType):
    __file__ = os.devnull
    __sphinx_mock__ = True
    def __init__(self, name):
        super().__init__(name)
        self.__all__ = []
        self.__path__ = []
    def __getattr__(self, name):
        return _make_subclass(name, self.__name__)()
    def __repr__(self):
        return self.__name__

class MockLoader:
    def __init__(self, finder):
        self.finder = finder
    def create_module(self, spec):
        self.finder.mocked_modules.append(spec.name)
        return _MockModule(spec.name)
    def exec_module(self, module):
        pass

class MockFinder:
    def __init__(self, modnames):
        self.modnames = modnames
        self.loader = MockLoader(self)
        self.mocked_modules = []
    def find_spec(self, fullname, path=None, target=None):
        for modname in self.modnames:
            if modname == fullname or fullname.startswith(modname + "."):
                return ModuleSpec(fullname, self.loader)
        return None
    def invalidate_caches(self):
        for modname in self.mocked_modules:
            sys.modules.pop(modname, None)

sys.meta_path.insert(0, MockFinder({names}))
"""

MAGIC = """
import sys
from unittest.mock import MagicMock
for name in {names}:
    sys.modules[name] = MagicMock()
"""

LIBRARY = '''
"""A library that is documented."""
from __future__ import annotations
from kerascompat import keras
from kerascompat.keras import backend as K
from kerascompat.keras import layers
from kerascompat.keras.layers import Dense, Layer
from kerascompat.keras.preprocessing.image import ImageDataGenerator
import kerascompat.keras.layers as L
import kerascompat.keras.optimizers.schedules as schedules
from kerascompat.keras.src.layers import Wrapper


class ByAttribute(keras.layers.Layer):
    """A layer."""

    def call(self, x: keras.KerasTensor) -> keras.KerasTensor:
        """Call it."""
        return x


class ByName(Layer):
    """Another."""


class Net(keras.Model):
    """A model."""


@keras.saving.register_keras_serializable(package="mylib")
class Registered(L.Layer):
    """A registered one."""


def build(units: int = 3) -> keras.Sequential:
    """Build it."""
    return keras.Sequential([Dense(units)])
'''

EXAMINE = """
import inspect, warnings
warnings.simplefilter("error")
import library
import kerascompat
choice = kerascompat.resolve()
answer = [
    [inspect.isclass(each) and inspect.getdoc(each) for each in (library.ByAttribute, library.ByName, library.Net)],
    inspect.getdoc(library.build), choice.mocked, kerascompat.available(), library.build() is not None,
]
"""


@pytest.mark.parametrize(
    "names",
    [["keras", "tensorflow"], ["tensorflow"], ["keras"], ["tensorflow", "keras", "tf_keras", "jax", "numpy"]],
    ids=["both", "only tensorflow", "only keras", "all"],
)
@pytest.mark.parametrize("setup", ["Sphinx", "MagicMock"])
def test_a_library_is_documented_with_mocks(world, setup, names):
    code = SPHINX.replace("{names}", repr(names)) if setup == "Sphinx" else MAGIC.format(names=names)
    answer = world({"library.py": LIBRARY}).run(code + EXAMINE)
    classes, build, mocked, available, built = answer
    assert (build, mocked, available, built) == ("Build it.", True, True, True)
    if setup == "Sphinx":  # what inherits from a MagicMock is a MagicMock, and no class
        assert classes == ["A layer.", "Another.", "A model."]


def test_mocks_go_before_what_is_installed(world):
    """`autodoc_mock_imports` is used on machines that have Keras, too."""
    site = world(tensorflow(), keras3(), {"library.py": LIBRARY})
    answer = site.run(
        SPHINX.replace("{names}", "['keras', 'tensorflow']")
        + EXAMINE
        + "import sys; answer = [answer[2], type(sys.modules['keras']).__name__, 'keras.src.layers' in sys.modules]"
    )
    assert answer[:2] == [True, "_MockModule"]


def test_every_name_of_a_mock_is_there_and_dunder_names_are_not(world):
    answer = world().run(
        SPHINX.replace("{names}", "['keras', 'tensorflow']")
        + """
from kerascompat import keras
from kerascompat.keras.anything import at_all
import kerascompat.keras.layers as layers
answer = [hasattr(keras, "whatever"), hasattr(keras, "__wrapped__"), hasattr(layers, "__wrapped__"), layers.__name__]
"""
    )
    assert answer == [True, False, False, "kerascompat.keras.layers"]


def test_the_real_keras_after_the_mocks_are_gone(world):
    """Sphinx removes its mocks after each module; a fresh process is not always at hand."""
    answer = world(tensorflow(), keras3()).run(
        SPHINX.replace("{names}", "['keras', 'tensorflow']")
        + """
from kerascompat import keras
import kerascompat.keras.layers
finder = sys.meta_path.pop(0)
finder.invalidate_caches()
for name in [name for name in sys.modules if name.startswith("kerascompat")]:
    del sys.modules[name]
from kerascompat.keras.layers import Dense
answer = Dense.__module__
"""
    )
    assert answer == "keras.src.layers"


def test_a_test_suite_mocks_one_module_of_the_surface(world):
    answer = world(tensorflow(), keras3()).run(
        """
        import sys
        from unittest import mock
        from kerascompat import keras
        with mock.patch.dict(sys.modules, {"kerascompat.keras.saving": mock.MagicMock(load_model="mocked")}):
            from kerascompat.keras.saving import load_model
        from kerascompat.keras.saving import load_model as real
        answer = [load_model, real is keras.saving.load_model]
        """
    )
    assert answer == ["mocked", True]

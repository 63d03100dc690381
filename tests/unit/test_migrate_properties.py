"""What holds of every file that is migrated: it parses, it stays migrated, and its names mean what they meant.

Programs are generated, migrated and run in a world whose modules are nothing but their own dotted names.
"""

from __future__ import annotations

import ast
import builtins
import codecs
import re
import sys
import types

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from kerascompat.migrate._python import analyse
from kerascompat.migrate._roots import TARGETS
from kerascompat.migrate._source import Source, apply
from kerascompat.migrate._work import Options

TOPS = ("kerascompat", "keras", "tensorflow", "tf_keras")
STARS = {"layers": ["Dense", "Layer"], "models": ["Model", "Sequential"]}

# how a dotted name is said in a language without roots: each in turn, then the first of the roots that fits
MEANINGS = (
    (r"tensorflow\.compat\.v2\b", "tensorflow"),  # which has a `compat.v1` too
    (r"(?:tensorflow\.compat|tf_keras\.api\._|kerascompat)\.v1\.keras\b", "K1"),
)
ROOTS = (
    (r"tensorflow\.python\.keras\b", "K"),
    (r"(?:tensorflow|kerascompat)\.keras[23]?\b", "K"),
    (r"tensorflow\.(losses|metrics|optimizers|initializers)\b", r"K.\1"),
    (r"(?:keras|tf_keras)\b", "K"),
)
TARGET_ROOTS = {
    "kerascompat": ("kerascompat.keras", "kerascompat.v1.keras"),
    "keras2": ("kerascompat.keras2", "kerascompat.v1.keras"),
    "keras3": ("kerascompat.keras3", None),
    "keras": ("keras", None),
    "tf_keras": ("tf_keras", None),
    "tf.keras": ("tensorflow.keras", "tensorflow.compat.v1.keras"),
}


class Name(types.ModuleType):
    """A module, class or function that is its own dotted name."""

    def __getattr__(self, attribute):
        if attribute == "__all__":
            return STARS.get(self.__name__.rpartition(".")[2], [])
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return Name(f"{self.__name__}.{attribute}")

    def __call__(self, *arguments):
        return arguments[0] if arguments else self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


def fake_import(name, globals_=None, locals_=None, fromlist=(), level=0):
    if name.split(".")[0] in TOPS:
        return Name(name if fromlist else name.split(".")[0])
    return builtins.__import__(name, globals_, locals_, fromlist, level)


def evaluated(function, name, space):
    """What an annotation says, however often it is quoted."""
    value = function.__annotations__[name]
    while isinstance(value, str):
        value = eval(value, space)
    return value


def run(data: bytes) -> list[str]:
    """The dotted names that a program passes to `seen`."""
    names = []

    def seen(*values):
        names.extend(getattr(value, "__name__", repr(value)) for value in values)
        return values[0]

    given_ = {"seen": seen, "evaluated": evaluated, "__name__": "program"}
    space = {"__builtins__": {**vars(builtins), "__import__": fake_import}, **given_}
    exec(compile(data, "program", "exec", dont_inherit=True), space)
    return names


def meaning(name: str) -> str:
    for pattern, new in MEANINGS:
        name = re.sub(f"^{pattern}", new, name)
    for pattern, new in ROOTS:
        changed = re.sub(f"^{pattern}", new, name)
        if changed != name:
            return changed
    return name


def in_target(name: str, target: str) -> str:
    """What a name should have become."""
    common = meaning(name)
    root, v1 = TARGET_ROOTS[target]
    head, _, rest = common.partition(".")
    if head == "K":
        return f"{root}.{rest}".rstrip(".")
    if head == "K1":
        return f"{v1}.{rest}".rstrip(".") if v1 else name
    return name


def migrated(data: bytes, target: str = "kerascompat"):
    source = Source(data)
    findings = analyse(source, Options(TARGETS[target]))
    new = source.write(apply(source.data, (edit for finding in findings for edit in finding.edits)))
    assert new is not None
    return new, findings


# local name: what it is, and how its uses look
TENSORFLOW = ("{}.keras.layers.Dense", "{}.keras", "{}.nn.relu", "{}.losses.mse", "{}.keras.Model", "{}.Variable")
BOTH = (*TENSORFLOW, "{}.compat.v1.keras.layers.Dense", "{}.compat.v2.keras.models", "{}.compat.v1.Session")
ROOT = ("{}.layers.Dense", "{}", "{}.Model", "{}.losses.mse")
LAYERS = ("{}.Dense", "{}.Layer", "{}")
V1 = ("{}.keras.layers.Dense", "{}.Session", "{}.losses.mean_squared_error")
IMPORTS = [
    ("import tensorflow as tf", {"tf": BOTH}),
    ("import tensorflow", {"tensorflow": BOTH}),
    ("import tensorflow.compat.v1 as tf", {"tf": V1}),
    ("import tensorflow.compat.v2 as tf", {"tf": TENSORFLOW}),
    ("from tensorflow.compat import v1 as tf1", {"tf1": V1}),
    ("import tensorflow as tf, os as system", {"tf": BOTH}),
    ("import os as system, tensorflow as tf", {"tf": BOTH}),
    ("from tensorflow import keras", {"keras": ROOT}),
    ("from tensorflow import keras as k, nn", {"k": ROOT, "nn": ("{}.relu",)}),
    ("from tensorflow import nn, keras", {"keras": ROOT, "nn": ("{}.relu",)}),
    ("from tensorflow import (  # both\n    nn,  # one\n    keras,\n)", {"keras": ROOT, "nn": ("{}.relu",)}),
    ("from tensorflow import (keras,\n    nn)", {"keras": ROOT, "nn": ("{}.relu",)}),
    ("from tensorflow import losses, optimizers as o", {"losses": ("{}.mse",), "o": ("{}.Adam",)}),
    ("import tensorflow.keras", {"tensorflow": BOTH}),
    ("import tensorflow.keras.layers, tensorflow.nn", {"tensorflow": BOTH}),
    ("import tensorflow.keras as keras", {"keras": ROOT}),
    ("import tensorflow.keras.backend as K", {"K": ("{}.mean", "{}")}),
    ("import tensorflow.keras.backend as K, tensorflow as tf", {"K": ("{}.mean", "{}"), "tf": BOTH}),
    ("import tensorflow.keras as keras, os as system", {"keras": ROOT}),
    ("from tensorflow.keras import layers as L, models", {"L": LAYERS, "models": ("{}.Model",)}),
    ("from tensorflow.keras import layers, \\\n    Model", {"layers": LAYERS, "Model": ("{}",)}),
    ("from tensorflow.keras.layers import *", {"Dense": ("{}",), "Layer": ("{}",)}),
    (
        "from tensorflow.keras.layers import (  # c\n    Dense,  # d\n    Layer as La,\n)",
        {"Dense": ("{}",), "La": ("{}",)},
    ),
    ("from tensorflow \\\n    . keras import layers", {"layers": LAYERS}),
    ("from tensorflow.compat.v1 import keras as keras_v1", {"keras_v1": ROOT}),
    ("from tensorflow.compat.v1.keras import backend as K1", {"K1": ("{}.get_session",)}),
    ("from tensorflow.python.keras.layers import Layer", {"Layer": ("{}",)}),
    ("from tensorflow.python.keras import backend as K", {"K": ("{}.mean",)}),
    ("tf = __import__('tensorflow')", {"tf": TENSORFLOW}),
    ("import tensorflow as tf\nkeras = tf.keras", {"keras": ROOT, "tf": BOTH}),
    ("import tensorflow as tf\nK = tf.keras.backend", {"K": ("{}.mean",), "tf": BOTH}),
    ("import tensorflow as tf\nK = keras = tf.keras", {"K": ("{}.mean",), "keras": ROOT, "tf": BOTH}),
    ("import tensorflow as tf\nk = tf.keras\nL = k.layers", {"k": ROOT, "L": LAYERS, "tf": BOTH}),
    ("if True:\n    import tensorflow as tf\nelse:\n    tf = None", {"tf": BOTH}),
    ("try:\n    import tensorflow as tf\nexcept ImportError:\n    tf = None", {"tf": BOTH}),
    (
        "try:\n    import tensorflow.compat.v2 as tf\nexcept ImportError:\n    import tensorflow as tf",
        {"tf": TENSORFLOW},
    ),
    (
        'import tensorflow as tf\nversion_fn = getattr(tf.keras, "version", None)\n'
        'if version_fn and version_fn("2.15").startswith("3."):\n    import tf_keras as keras\n'
        "else:\n    keras = tf.keras",
        {"keras": ROOT, "tf": BOTH},
    ),
]
OTHER_IMPORTS = [
    ("import keras", {"keras": ROOT}),
    ("import keras as k, os as system", {"k": ROOT}),
    ("import keras.layers", {"keras": ROOT}),
    ("import keras.backend as K", {"K": ("{}.mean",)}),
    ("from keras import layers, models as m", {"layers": LAYERS, "m": ("{}.Model",)}),
    ("from keras.layers import Dense", {"Dense": ("{}",)}),
    ("import tf_keras as keras", {"keras": ROOT}),
    ("import tf_keras", {"tf_keras": ROOT}),
    ("from tf_keras import layers as L", {"L": LAYERS}),
    ("from kerascompat import keras", {"keras": ROOT}),
    ("from kerascompat import keras2 as keras", {"keras": ROOT}),
    ("import kerascompat.keras.layers as L", {"L": LAYERS}),
    ("from kerascompat.keras.layers import Dense", {"Dense": ("{}",)}),
    ("import kerascompat", {"kerascompat": ("{}.keras.layers.Dense", "{}.v1.keras.Model", "{}.keras3")}),
    ("try:\n    import keras\nexcept ImportError:\n    from tensorflow import keras", {"keras": ROOT}),
    (
        "try:\n    from tensorflow.keras import layers\nexcept ImportError:\n    from keras import layers",
        {"layers": LAYERS},
    ),
]
# what stands around uses: {a}, {b} are uses, {n} a number, {i} an import, {s} a name that shadows
BLOCKS = [
    "seen({a})",
    "seen({a}); seen({b})",
    "x{n} = {a}; seen(x{n})",
    "seen(({a}\n      ))",
    "seen(f'{{{a}.name}}') if False else seen({b})",
    "def f{n}({s}=1):\n    # c{n}\n    seen({a})\n    return {s}\nf{n}()",
    "def f{n}(p={a}):\n    '''A docstring.'''\n    seen(p)\n"
    "    def inner({s}=2):\n        seen({b})\n        return {s}\n    inner()\nf{n}()",
    "def f{n}():\n    {i}\n    seen({u})\n    seen({a})\nf{n}()",
    "def f{n}():\n    {i}; seen({u})\nf{n}()",
    "def f{n}(): {i}; seen({u})\nf{n}()",
    "def f{n}(flag=False):\n    if flag:\n        {i}\n        return {u}\n    return seen({a})\nf{n}()",
    "class C{n}:\n    {s} = 1\n    y = seen({a})\n    def method(self):\n        seen({a})\nC{n}().method()",
    "class C{n}:\n    {i}\n    y = seen({u})\n    def method(self):\n        return seen({a})\nC{n}().method()",
    "[seen({a}) for {s} in (1,)]",
    "seen([{s} for {s} in ({a},)][0])",
    "(lambda {s}: seen({a}))(1)",
    "(lambda p={a}: seen(p))()",
    "if (w{n} := {a}): seen(w{n})",
    "with {a} as h{n}:\n    seen(h{n})",
    "try:\n    seen({a})\nexcept ValueError as {s}:\n    raise",
    "@{a}\ndef f{n}():\n    pass\nf{n}",
    "def f{n}(x: '{a}') -> \"{b}\": pass\nseen(evaluated(f{n}, 'x', globals()), evaluated(f{n}, 'return', globals()))",
    "v{n}: {a} = {b}\nseen(v{n})",
    "def f{n}():\n    global g{n}\n    g{n} = {a}\nf{n}(); seen(g{n})",
    "d{n} = {a}\nseen(d{n})\ndel d{n}",
    "for {s}{n} in [{a}]: seen({s}{n})",
    "async def f{n}({s}): seen({a})",
    "seen({a} if {b} else None)",
    "if True: seen({a})\nelse: seen({b})",
    "seen(\n    {a},  # é{n}\n    {b})",
]
if sys.version_info >= (3, 10):
    BLOCKS += [
        "match {a}:\n    case {{**{s}}}: pass\n    case {s}: seen(1)",
        "match 1:\n    case 1: seen({a})",
    ]
LAST_BLOCKS = ["keras = 1\nseen(keras)", "def keras(): pass\nseen(keras.__name__)", "import os as keras"]
SHADOWS = ("keras", "compat_keras", "keras_v1", "layers", "self", "x")


@st.composite
def programs(draw, others=True):
    """A program, and its bytes' line end."""
    imports = [*IMPORTS, *OTHER_IMPORTS] if others else IMPORTS
    chosen = draw(st.lists(st.sampled_from(imports), min_size=1, max_size=3))
    known = {}
    for _, names in chosen:
        known.update(names)
    parts = []
    if draw(st.booleans()):
        parts.append('"""A docstring."""')
    if draw(st.booleans()):
        parts.append("from __future__ import annotations  # future" if draw(st.booleans()) else "import os  # filler 0")
    parts += [text for text, _ in chosen]
    if draw(st.booleans()):
        parts.insert(-1 if parts[-1] == chosen[-1][0] else len(parts), "import abc  # filler 1")

    def use(names):
        name = draw(st.sampled_from(sorted(names)))
        return draw(st.sampled_from(names[name])).format(name)

    for number in range(draw(st.integers(1, 4))):
        block = draw(st.sampled_from(BLOCKS))
        text, local = draw(
            st.sampled_from([(text, names) for text, names in imports if "\n" not in text and "*" not in text])
        )
        parts.append(f"# filler {number + 10}")
        shadow = draw(st.sampled_from(SHADOWS))
        uses = (
            known if "for {s}" not in block and "{s}" not in block else {k: v for k, v in known.items() if k != shadow}
        )
        assume(uses)
        parts.append(block.format(a=use(uses), b=use(uses), i=text, u=use(local), n=number, s=shadow))
        if draw(st.integers(0, 4)) == 0:
            parts.append("\f")
    if draw(st.integers(0, 9)) == 0:
        parts.append(draw(st.sampled_from(LAST_BLOCKS)))
    parts.append("# filler 99")
    text = "\n".join(parts) + "\n"
    indent = draw(st.sampled_from(["    ", "  ", "\t"]))
    text = re.sub(r"(?m)^(?:    )+", lambda found: indent * (len(found.group()) // 4), text)
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    text = text.replace("\n", newline)
    if draw(st.booleans()):
        text = text[: -len(newline)]
    kind = draw(st.sampled_from(["utf-8", "bom", "latin-1"]))
    if kind == "latin-1":
        return f"# -*- coding: latin-1 -*-{newline}{text}".encode("latin-1")
    return (codecs.BOM_UTF8 if kind == "bom" else b"") + text.encode()


def outcome(data):
    try:
        return run(data)
    except Exception:  # noqa: BLE001 - a program that does not run means nothing
        return None


PROFILE = settings(
    max_examples=300,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # the programs are short, and shrinking them takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def targets():
    return st.sampled_from(sorted(TARGETS))


@PROFILE
@given(programs(), targets())
def test_what_is_written_parses(data, target):
    new, _ = migrated(data, target)
    ast.parse(new)


@PROFILE
@given(programs(), targets())
def test_a_second_run_changes_nothing(data, target):
    new, _ = migrated(data, target)
    assert migrated(new, target)[0] == new


@PROFILE
@given(programs(), targets())
def test_every_name_means_what_it_meant(data, target):
    before = outcome(data)
    assume(before is not None)
    assert [meaning(name) for name in run(migrated(data, target)[0])] == [meaning(name) for name in before]


@PROFILE
@given(programs(), targets())
def test_every_name_of_a_keras_is_the_targets_or_is_reported(data, target):
    before = outcome(data)
    assume(before is not None)
    new, findings = migrated(data, target)
    after = run(new)
    reports = [finding for finding in findings if not finding.edits and finding.code in ("unclear", "private", "v1")]
    if not reports:
        for old, new_ in zip(before, after):
            is_left = old == new_ and is_alias(old)  # where `tf` is two things
            assert is_left or new_ == (old if current(old, target) else in_target(old, target))
        assert len(after) == len(before)


def is_alias(name):
    return re.match(r"tensorflow(?:\.compat\.v2)?\.(?:losses|metrics|optimizers|initializers)\b", name) is not None


def current(name, target):
    """`tf.losses` and `tf.compat.v2.keras` are TensorFlow's already."""
    return target == "tf.keras" and name.startswith("tensorflow.") and not name.startswith("tensorflow.python")


@PROFILE
@given(programs(others=False))
def test_there_and_back_restores_what_each_name_refers_to(data):
    before = outcome(data)
    assume(before is not None)
    back = run(migrated(migrated(data)[0], "tf.keras")[0])
    assert [home(name) for name in back] == [home(name) for name in before]


def home(name):
    """TensorFlow's public name of what it has twice."""
    common = meaning(name)
    return re.sub(r"^K1\b", "tensorflow.compat.v1.keras", re.sub(r"^K\b", "tensorflow.keras", common))


@PROFILE
@given(programs(), targets())
def test_lines_that_say_nothing_of_keras_stay_byte_for_byte(data, target):
    new, _ = migrated(data, target)
    assert new.startswith(codecs.BOM_UTF8) == data.startswith(codecs.BOM_UTF8)
    data, new = (each.removeprefix(codecs.BOM_UTF8) for each in (data, new))
    kept = [line for line in data.split(b"\n") if b"filler" in line or b"coding" in line or line.startswith(b"\f")]
    rest = iter(new.split(b"\n"))
    assert all(any(line == other for other in rest) for line in kept)
    assert new.endswith(b"\n") == data.endswith(b"\n")
    if b"\r" in data:
        assert new.count(b"\n") == new.count(b"\r\n")
    else:
        assert b"\r" not in new


@PROFILE
@given(programs(), targets())
def test_the_edits_are_inside_the_lines_of_statements_that_speak_of_keras(data, target):
    _, findings = migrated(data, target)
    source = Source(data)
    edits = sorted({edit for finding in findings for edit in finding.edits})
    assert all(first.end <= second.start for first, second in zip(edits, edits[1:]))
    for edit in edits:
        assert b"filler" not in source.data[edit.start : edit.end]


@pytest.mark.parametrize("text", [text for text, _ in (*IMPORTS, *OTHER_IMPORTS)])
def test_the_generated_imports_run(text):
    run(text.encode())

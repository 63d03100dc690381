"""The walk through an API, and the merging of what the walks wrote into the data."""

from __future__ import annotations

import json
import sys
from types import ModuleType

import pytest

from kerascompat._history import parse_spans
from kerascompat.lab import walk
from kerascompat.lab._api import Record, Subject, merge, subjects
from kerascompat.lab._environments import Pins


class Layer:
    """A base, whose `__new__` takes anything."""

    def __new__(cls, *_args, **_kwargs):
        return super().__new__(cls)

    def __init__(self, name=None):
        pass

    def build(self, shape):
        """Build."""

    def call(self, x):
        """Call."""

    @classmethod
    def make(cls, config):
        """Make."""

    @staticmethod
    def check(x: int = 1) -> int:
        """Check."""

    def _private(self):
        pass

    built = property(_private)


class Dense(Layer):
    """A layer that is called otherwise."""

    def __init__(self, units, activation=print, initializers=("ones", None)):
        pass

    def call(self, x, training=None):
        """Call."""


class Untold:
    """Something whose call Python cannot tell."""

    __signature__ = "unknown"

    def __call__(self):
        pass


def relu(x: float, *, alpha: float = 0.0) -> float:
    """A function."""


@pytest.fixture
def api(monkeypatch):
    """A root with one module below it, private and foreign things beside."""

    def module(name, **names):
        made = ModuleType(name)
        vars(made).update(names)
        monkeypatch.setitem(sys.modules, name, made)
        return made

    layers = module("keras.layers", Dense=Dense, Layer=Layer, Affine=Dense, _hidden=1, os=sys)
    internal = module("keras.__internal__", relu=relu)
    source = module("keras.src")
    root = module("keras", layers=layers, __internal__=internal, src=source, relu=relu, source=source, EPSILON=1e-7)
    layers.root = root
    return root


def test_a_walk_finds_what_is_public_and_goes_no_circles(api):
    found = walk.walk(api)
    assert sorted(found.modules) == ["__internal__", "layers"]
    assert sorted(found.objects) == [
        "EPSILON",
        "__internal__.relu",
        "layers.Affine",
        "layers.Dense",
        "layers.Layer",
        "relu",
    ]


def test_a_walk_among_the_sources_finds_what_another_walk_has_found(api):
    api.engine = 1
    other = walk.View(objects={"layers.Dense": Dense, "gone": 1}, modules=["layers"])
    found = walk.walk(api, other)
    assert (sorted(found.objects), found.modules) == (["layers.Dense"], ["layers"])


@pytest.mark.parametrize(
    ("function", "is_bound", "call"),
    [
        (relu, False, "(x, *, alpha=0.0)"),
        (Layer.call, True, "(x)"),
        (Dense.__init__, True, "(units, activation=..., initializers=('ones', None))"),
        (Layer.__new__, True, "(*_args, **_kwargs)"),
        (len, False, "(obj, /)"),
        (Untold(), False, None),
    ],
)
def test_a_call_is_written_without_annotations_and_with_plain_defaults(function, is_bound, call):
    assert walk.signature_of(function, is_bound=is_bound) == call


def test_a_class_is_called_as_its_init_and_has_the_methods_that_differ_from_its_base(api):
    found = walk.record({"keras": walk.walk(api)})
    number = {path: entry.get("class") for path, entry in found["views"]["keras"].items()}
    assert number["layers.Affine"] == number["layers.Dense"] != number["layers.Layer"]
    dense, layer = found["classes"][number["layers.Dense"]], found["classes"][number["layers.Layer"]]
    assert dense == {
        "call": "(units, activation=..., initializers=('ones', None))",
        "methods": {"call": "(x, training=None)"},
        "base": number["layers.Layer"],
    }
    assert layer == {
        "call": "(name=None)",
        "methods": {"build": "(shape)", "call": "(x)", "check": "(x=1)", "make": "(config)"},
        "base": None,
    }


def test_the_script_writes_a_record(api, tmp_path):
    api.__version__ = "3.15.1"
    walk.main([str(tmp_path / "record.json"), "keras=keras"])
    found = json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))
    assert found["versions"]["keras"] == "3.15.1"
    assert found["views"]["keras"]["relu"] == {"kind": "function", "call": "(x, *, alpha=0.0)"}


REGISTRY = {
    "tensorflow": {"2.15.0": {}, "2.15.1": {}, "2.21.0": {}, "2.22.0rc0": {}},
    "keras": {"2.15.0": {}, "3.0.4": {}, "3.0.5": {}, "3.15.1": {"yanked": "broken"}},
    "tf-keras": {"2.15.1": {}, "2.21.0": {}},
}


def test_the_newest_release_of_each_minor_version_is_walked_through():
    found = [(each.name, each.pins.requirements, each.pins.forced) for each in subjects(REGISTRY)]
    assert found == [
        ("keras 2.15.0", ("tensorflow==2.15.1",), ()),
        ("keras 3.0.5", ("tensorflow==2.21.0",), ("keras==3.0.5",)),
        ("tf_keras 2.15.1", ("tensorflow==2.15.1", "tf-keras==2.15.1"), ()),
        ("tf_keras 2.21.0", ("tensorflow==2.21.0", "tf-keras==2.21.0"), ()),
    ]
    assert [list(each.roots) for each in subjects(REGISTRY)] == [
        ["keras", "tf.keras", "v1"],
        ["keras", "tf.keras"],
        ["tf_keras", "tf_keras/tf.keras", "tf_keras/v1"],
        ["tf_keras", "tf_keras/tf.keras", "tf_keras/v1"],
    ]


def record(provider, release, classes=(), **views):
    subject = Subject(provider, release, Pins("3.11", ()))
    return Record(subject, {label.replace("_DOT_", "."): view for label, view in views.items()}, list(classes))


def function(call):
    return {"kind": "function", "call": call}


DENSE = {"call": "(units)", "methods": {"build": "(shape)"}, "base": None}


def merged(*records):
    names, signatures = merge(records, "2026-11-27")
    return json.loads(names), json.loads(signatures)


def test_records_are_merged_into_spans_of_minor_versions():
    names, signatures = merged(
        record("keras", "2.14.0", keras={"relu": function("(x)")}, tf_DOT_keras={"relu": function("(x)")}),
        record("keras", "2.15.0", keras={"relu": function("(x)")}, tf_DOT_keras={"relu": function("(x)")}),
        record("keras", "3.0.5", keras={"relu": function("(x, a=1)")}, tf_DOT_keras={}),
        record("tf_keras", "2.15.1", tf_keras={"relu": function("(x)")}),
    )
    assert names["releases"] == {"keras": ["2.14.0", "2.15.0", "3.0.5"], "tf_keras": ["2.15.1"]}
    assert names["names"] == {"relu": {"function": "keras 2.14-3.0, tf.keras 2.14-2.15, tf_keras 2.15"}}
    assert signatures["calls"] == {"relu": {"(x)": "keras 2.14-2.15, tf_keras 2.15", "(x, a=1)": "keras 3.0"}}


def test_views_that_disagree_on_a_call_are_named_each():
    _, signatures = merged(
        record("keras", "2.15.0", keras={"relu": function("(x)")}, v1={"relu": function("(x, name)")}),
    )
    assert signatures["calls"] == {"relu": {"(x)": "keras 2.15", "(x, name)": "v1 2.15"}}


def test_a_class_is_written_out_under_the_name_that_most_releases_have():
    entry = {"kind": "class", "class": 0}
    names, signatures = merged(
        record("keras", "2.15.0", [DENSE], keras={"layers.Dense": entry}),
        record("keras", "3.0.5", [DENSE], keras={"Dense": entry, "layers.Dense": entry}),
    )
    assert names["names"]["Dense"] == {"class": "keras 3.0"}
    assert signatures["calls"] == {
        "Dense": {"= layers.Dense": "keras 3.0"},
        "layers.Dense": {"(units)": "keras 2.15-3.0"},
        "layers.Dense.build": {"(shape)": "keras 2.15-3.0"},
    }


def test_a_base_is_named_and_a_kind_that_changes_is_kept():
    layer = {"call": None, "methods": {}, "base": None}
    names, signatures = merged(
        record(
            "keras",
            "2.15.0",
            [{**DENSE, "base": 1}, layer],
            keras={"D": {"kind": "class", "class": 0}, "L": {"kind": "class", "class": 1}},
        ),
        record("keras", "3.0.5", keras={"D": function("(units)")}),
    )
    assert names["names"]["D"] == {"class": "keras 2.15", "function": "keras 3.0"}
    assert signatures["bases"] == {"D": {"L": "keras 2.15"}}


def test_every_entry_is_a_line_so_that_a_change_reads_as_a_diff():
    names, _ = merge([record("keras", "3.0.5", keras={"a": function("()"), "b": {"kind": "value"}})], "2026-11-27")
    assert names.splitlines()[1:] == [
        '"names": {',
        '"a": {"function": "keras 3.0"},',
        '"b": {"value": "keras 3.0"}',
        "}}",
    ]


def test_the_data_can_be_read_as_spans():
    from kerascompat.api._signatures import _data

    for part in ("calls", "bases"):
        for found in _data()[part].values():
            for spans in found.values():
                assert parse_spans(spans)

"""Promise 2, decided before import: `decide` is total and depends on nothing but the facts."""

from __future__ import annotations

import random
import subprocess
import sys
import textwrap

from given import KERAS_2_PARTS, KERAS_3_PARTS
from hypothesis import given, settings
from hypothesis import strategies as st

from kerascompat._facts import BACKENDS, SURFACES, Choice, Config, Facts, Module, Refusal, TensorFlowKeras
from kerascompat._resolver import decide

NAMES = ("tensorflow", "keras", "tf_keras", "keras_core", "jax", "torch", "numpy", "openvino")
KINDS = ("absent", "package", "opaque", "file", "namespace", "mock", "blocked", "nonsense")
VERSIONS = (
    None,
    "",
    "unknown",
    "2.12.0",
    "2.14.1",
    "2.15.0+nv23.11",
    "2.15.1",
    "2.16.2",
    "2.22.0-rc0",
    "2.22.0rc0",
    "3.0.5",
    "3.15.1",
    "3.16.0.dev2026102704",
    "4.0.0",
    "999",
    "1!2.0",
    "v3",
)
PARTS = (*KERAS_2_PARTS, *KERAS_3_PARTS, "api._tf_keras", "engine", "heeds-legacy", "ignores-legacy", "backend:mlx")
SPELLINGS = (None, "", "0", "1", "true", "True", "TRUE", "yes", " 1", "2", "\udc80", "a\nb")
WISHES = (None, "", *BACKENDS, "JAX", "theano", "mlx", " jax", "\udc80")
STATES = ("absent", "unresolved", "latched", "resolved", "failed", "nonsense")

DRAWS = 100_000
PER_EXAMPLE = 1_000


def draw_choice(random_):
    provider = random_.choice(("keras", "tf_keras", "keras_core"))
    return Choice(
        random_.choice((*SURFACES, "other")),
        provider,
        random_.choice((2, 3)),
        random_.choice(VERSIONS),
        random_.choice(BACKENDS),
        "default",
        (provider,),
        provider,
        "a rule",
    )


def draw_module(random_, name):
    pick = random_.choice
    return Module(
        name,
        pick(KINDS),
        pick(VERSIONS),
        pick((None, "/site/x")),
        tuple(random_.sample(PARTS, random_.randrange(len(PARTS)))),
        tuple((name, version or "") for version in random_.sample(VERSIONS, random_.randrange(3))),
        pick(((), ((name, "2.0", "/elsewhere"),))),
        pick(("unloaded", "initialising", "loaded")),
        pick(VERSIONS),
        pick(WISHES),
    )


def draw_facts(random_):
    pick = random_.choice
    return Facts(
        pick(SPELLINGS),
        pick(WISHES),
        pick((None, "", "/k")),
        Config(
            "/k/keras.json",
            pick(("absent", "valid", "not-json", "not-object", "unreadable", "nonsense")),
            pick(WISHES),
            pick((None, "None", "5")),
            pick(((), (("floatx", "'f'"),))),
            pick((None, "OSError: no")),
        ),
        tuple(draw_module(random_, name) for name in random_.sample(NAMES, random_.randrange(len(NAMES) + 1))),
        TensorFlowKeras(pick(STATES), pick((None, "", *NAMES)), pick((None, True, False))),
        "3.11.7",
        tuple(draw_choice(random_) for _ in range(pick((0, 0, 0, 1, 3)))),
    )


@settings(max_examples=DRAWS // PER_EXAMPLE, deadline=None)
@given(st.integers(min_value=0))
def test_decide_answers_for_all_facts_and_never_raises(seed):
    random_ = random.Random(seed)

    for _ in range(PER_EXAMPLE):
        facts = draw_facts(random_)
        outcome = decide(facts, random_.choice(SURFACES))
        assert isinstance(outcome, (Choice, Refusal))
        if isinstance(outcome, Choice):
            assert outcome.modules
            assert outcome.generation in (2, 3)
        else:
            assert outcome.asked
            assert outcome.found
            assert outcome.cure
            assert outcome.kind in ("not-installed", "incompatible", "setting")


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=0))
def test_facts_and_choices_come_back_from_json_equal(seed):
    facts = draw_facts(random.Random(seed))

    again = Facts.from_json(facts.to_json())

    assert again == facts
    assert decide(again) == decide(facts)


def test_decide_reads_nothing_and_imports_nothing():
    """An audit hook sees every open file, import, and look at the path while 300 random facts are decided."""
    program = """
        import random, sys
        from test_decide_properties import draw_facts
        from kerascompat._facts import SURFACES
        from kerascompat._resolver import decide

        facts = [draw_facts(random.Random(seed)) for seed in range(300)]
        seen = []
        sys.addaudithook(lambda event, args: seen.append(event))
        class Poison(dict):
            def __getitem__(self, key): raise AssertionError(key)
            get = __contains__ = __getitem__
        import os
        os.environ = Poison()
        del seen[:]
        before = set(sys.modules)
        for each in facts:
            for surface in SURFACES:
                decide(each, surface)
        assert set(sys.modules) == before
        seen = [event for event in seen if not event.startswith(("object.__", "sys._getframe", "code.__new__"))]
        assert not seen, seen
        print("nothing")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.stderr) == ("nothing\n", "")

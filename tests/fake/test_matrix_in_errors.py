"""What the measured table adds to an import that fails, and that it never stops one that would succeed."""

from __future__ import annotations

import json
import sys

import pytest
from fake_providers import jax, keras3, numpy, tensorflow, tf_keras

PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
FAILS = 'raise ImportError("numpy.core.umath failed to import")\n'
MEASURED = "SystemError: initialization of _pywrap raised unreported exception"
CATCH = """
import sys
import kerascompat
try:
    from kerascompat import keras
    answer = keras.__version__
except ImportError as error:
    cause = error.__cause__
    answer = [type(error).__name__, str(error), None if cause is None else str(cause), "tensorflow" in sys.modules]
"""


def row(numpy="2.0.2", *, python=PYTHON, provider="keras", version="3.10.0", tensorflow="2.17.1", **failed):
    return {
        "python": python,
        "tensorflow": tensorflow,
        "provider": provider,
        "version": version,
        "backend": "tensorflow",
        "backend_version": None,
        "numpy": numpy,
        "protobuf": None,
        "variable": None,
        "failed": failed,
        "error": next(iter(failed.values()), None),
        "absent": [],
        "date": "2026-11-21",
        "asked": f"{tensorflow} {provider} {version} {numpy} {python}",
        "command": "kerascompat lab probe",
        "log": "0" * 16,
    }


WORKS = row("1.26.4")
BROKEN = row(**{"import": MEASURED})


@pytest.fixture
def measured(tmp_path):
    """Code that puts a table in the place of the one that kerascompat brings."""

    def make(*rows):
        (tmp_path / "matrix.json").write_text(json.dumps({"schema": 1, "steps": ["import"], "rows": rows}))
        (tmp_path / "registry.json").write_text('{"distributions": {}}')
        return f"from kerascompat import _matrix\n_matrix.FOLDER = {str(tmp_path)!r}\n"

    return make


def numpy_2_world(world, *, fails=True):
    return world(tensorflow("2.17.1", code=FAILS if fails else ""), keras3("3.10.0"), numpy("2.0.2"))


class TestAnImportThatFailed:
    def test_gets_the_measured_reason_and_the_nearest_verified_combination(self, world, measured):
        site = world(tensorflow("2.18.1"), keras3("3.10.0"), tf_keras("2.21.0"), numpy("2.0.2"))
        (site.site / "tf_keras" / "__init__.py").write_text("__version__ = '2.21.0'\nraise ValueError('so it is')\n")
        rows = (
            row(tensorflow="2.18.1", provider="tf_keras", version="2.21.0", **{"import": "VersionError: too new"}),
            row(tensorflow="2.18.1", provider="tf_keras", version="2.18.0"),
        )
        answer = site.run(measured(*rows) + CATCH, TF_USE_LEGACY_KERAS="1")
        assert answer == [
            "ProviderImportError",
            "importing tf_keras 2.21.0, generation 2, on tensorflow failed"
            " (installed: keras 3.10.0, tf_keras 2.21.0, tensorflow 2.18.1, numpy 2.0.2)\n"
            f"  found: ValueError: so it is; measured: import fails: VersionError: too new"
            f" (measured on Python {PYTHON}, 2026-11-21)\n"
            '  cure:  pip install "tensorflow==2.18.1" "tf-keras==2.18.0"',
            "so it is",
            False,
        ]

    def test_is_not_told_twice_where_it_is_the_same(self, world, measured):
        site = numpy_2_world(world)
        text = "ImportError: numpy.core.umath failed to import"
        answer = site.run(measured(row(python="3.99", **{"import": text})) + CATCH)
        assert f"\n  found: {text}; so it was measured on Python 3.99, 2026-11-21\n" in answer[1]

    def test_keeps_the_known_cause_before_the_verified_combination(self, world, measured):
        site = numpy_2_world(world)
        answer = site.run(measured(WORKS, row(python="3.99", **{"import": MEASURED})) + CATCH)
        assert answer[1].endswith(
            "\n  cure:  tensorflow 2.17.1 was built for NumPy 1, and numpy 2.0.2 is installed:"
            ' pip install "tensorflow==2.17.1" "keras==3.10.0" "numpy==1.*"'
        )

    @pytest.mark.parametrize("rows", [(), (WORKS,), (row("1.26.4", **{"import": MEASURED}),), (row(),)])
    def test_is_told_as_before_where_the_table_has_not_seen_it_fail(self, world, measured, rows):
        answer = numpy_2_world(world).run(measured(*rows) + CATCH)
        assert answer[1].endswith(
            "  found: ImportError: numpy.core.umath failed to import\n"
            "  cure:  tensorflow 2.17.1 was built for NumPy 1, and numpy 2.0.2 is installed:"
            ' pip install "numpy<2"'
        )

    def test_is_told_as_before_where_there_is_no_table(self, world, tmp_path):
        code = f"from kerascompat import _matrix\n_matrix.FOLDER = {str(tmp_path / 'none')!r}\n"
        assert "measured" not in numpy_2_world(world).run(code + CATCH)[1]


class TestAHazard:
    def test_is_refused_before_the_import_that_was_measured_to_fail(self, world, measured):
        answer = numpy_2_world(world).run(measured(WORKS, BROKEN) + CATCH)
        assert answer == [
            "IncompatibleError",
            "keras 3.10.0, tensorflow 2.17.1, numpy 2.0.2 cannot be imported together\n"
            f"  found: import fails: {MEASURED} (measured on Python {PYTHON}, 2026-11-21)\n"
            '  cure:  pip install "tensorflow==2.17.1" "keras==3.10.0" "numpy==1.*",'
            " or set KERASCOMPAT_IMPORT_ANYWAY=1 to import all the same",
            None,
            False,
        ]

    def test_is_refused_without_a_combination_where_none_is_verified(self, world, measured):
        answer = numpy_2_world(world).run(measured(BROKEN) + CATCH)
        assert answer[1].endswith("\n  cure:  set KERASCOMPAT_IMPORT_ANYWAY=1 to import all the same")

    def test_is_imported_all_the_same_where_the_user_says_so(self, world, measured):
        answer = numpy_2_world(world).run(measured(WORKS, BROKEN) + CATCH, KERASCOMPAT_IMPORT_ANYWAY="1")
        assert (answer[0], answer[2]) == ("ProviderImportError", "numpy.core.umath failed to import")
        answer = numpy_2_world(world, fails=False).run(measured(BROKEN) + CATCH, KERASCOMPAT_IMPORT_ANYWAY="1")
        assert answer == "3.10.0"

    @pytest.mark.parametrize(
        "rows",
        [
            (),
            (row(),),
            (row(callbacks="x"),),
            (row("2.1.3", **{"import": MEASURED}),),
            (row(python="3.99", **{"import": MEASURED}),),
            (row(version="3.9.0", **{"import": MEASURED}),),
            (row(tensorflow="2.17.0", **{"import": MEASURED}),),
        ],
        ids=["no row", "works", "a later step", "other NumPy", "other Python", "other Keras", "other TensorFlow"],
    )
    def test_is_not_refused_where_exactly_this_was_not_measured_to_fail(self, world, measured, rows):
        assert numpy_2_world(world, fails=False).run(measured(*rows) + CATCH) == "3.10.0"

    def test_is_not_refused_where_tensorflow_is_imported_already(self, world, measured):
        code = "import tensorflow\n" + measured(BROKEN) + CATCH
        assert numpy_2_world(world, fails=False).run(code) == "3.10.0"

    def test_is_none_where_keras_computes_with_something_else(self, world, measured):
        site = numpy_2_world(world).install(jax())
        assert site.run(measured(BROKEN) + CATCH, KERAS_BACKEND="jax") == "3.10.0"

    def test_costs_nothing_where_there_is_none(self, world):
        site = world(tensorflow("2.17.1"), keras3("3.10.0"), numpy("1.26.4"))
        assert (
            site.run("import sys\nfrom kerascompat import keras\nanswer = 'kerascompat._matrix' in sys.modules")
            is False
        )


class TestTheVerdictOfResolve:
    def test_is_read_when_it_is_asked_for_and_not_before(self, world):
        code = """
            import sys, kerascompat
            choice = kerascompat.resolve()
            before = "kerascompat._matrix" in sys.modules
            choice.verdict
            answer = [before, "kerascompat._matrix" in sys.modules, "tensorflow" in sys.modules]
        """
        assert world(tensorflow("2.17.1"), keras3("3.10.0"), numpy("1.26.4")).run(code) == [False, True, False]

    def test_is_of_the_installed_releases(self, world, measured):
        code = measured(WORKS, BROKEN) + "import kerascompat\nanswer = kerascompat.resolve().verdict.kind"
        assert world(tensorflow("2.17.1"), keras3("3.10.0"), numpy("1.26.4")).run(code) == "verified"
        assert numpy_2_world(world).run(code) == "broken"

    def test_knows_the_installed_protobuf(self, world, measured):
        code = (
            measured({**WORKS, "protobuf": "4.20.9"})
            + "import kerascompat\nanswer = kerascompat.resolve().verdict.kind"
        )
        site = world(tensorflow("2.17.1"), keras3("3.10.0"), numpy("1.26.4"))
        assert site.run(code) == "verified"
        site.install({"google": {"protobuf": {"__init__.py": "__version__ = '4.21.0'\n"}}})
        assert site.run(code) == "verified"
        site.install({"google": {"protobuf": {"__init__.py": "__version__ = '5.29.5'\n"}}})
        assert site.run(code) == "untested"

    def test_of_a_jax_with_another_jaxlib_is_untested(self, world, measured):
        alone = {**row(), "tensorflow": None, "backend": "jax", "backend_version": "0.4.30"}
        code = measured(alone) + "import kerascompat\nanswer = kerascompat.resolve().verdict.kind"
        site = world(jax("0.4.30"), keras3("3.10.0"), numpy("2.0.2"))
        assert site.run(code, KERAS_BACKEND="jax") == "verified"
        site.install({"jaxlib": {"__init__.py": "", "version.py": "__version__ = '0.10.2'\n"}})
        assert site.run(code, KERAS_BACKEND="jax") == "untested"

    def test_of_a_mocked_google_is_a_verdict_all_the_same(self, world):
        code = """
            import sys, kerascompat
            from unittest.mock import Mock
            sys.modules["google"] = Mock(__spec__=Mock())
            answer = kerascompat.resolve().verdict.kind
        """
        assert world(tensorflow("2.17.9"), keras3("3.10.0"), numpy("1.26.4")).run(code) == "untested"

    def test_stays_a_choice_that_travels(self, world):
        site = world(tensorflow("2.17.1"), keras3("3.10.0"), numpy("1.26.4"))
        code = """
            import pickle, kerascompat
            choice = kerascompat.resolve()
            choice.verdict
            again = pickle.loads(pickle.dumps(choice))
            answer = [isinstance(choice, kerascompat.Choice), again == choice, hash(again) == hash(choice)]
            from kerascompat import keras
            plain = kerascompat.facts().surfaces[0]
            now = kerascompat.resolve()
            answer += [plain == now, now == plain, hash(now) == hash(plain), now == kerascompat.resolve("keras3")]
        """
        assert site.run(code) == [True, True, True, True, True, True, False]

"""The doctor on real installs: it says what is resolved, finds no error where there is none, imports nothing."""

DOCTOR = """
import contextlib, io, json, sys
from kerascompat.cli import main
text = io.StringIO()
with contextlib.redirect_stdout(text):
    code = main(["doctor", "--json", *{!r}])
roots = set(name.partition(".")[0] for name in sys.modules) & {{"tensorflow", "keras", "tf_keras", "jax", "torch"}}
print(json.dumps([code, json.loads(text.getvalue()), sorted(roots)]))
"""


def examined(run, *arguments):
    code, report, imported = run(DOCTOR.format(list(arguments)))
    return code, report, {finding["code"]: finding["severity"] for finding in report["findings"]}, imported


def test_it_says_what_is_resolved_and_imports_nothing(world, run):
    _, report, _, imported = examined(run)
    choice = report["choice"]
    if world.provider is None:
        assert choice is None
        assert report["refusal"]["code"] == "legacy-without-tf-keras"
    else:
        assert (choice["provider"], choice["generation"]) == (world.provider, world.generation)
        assert choice["backend"] == world.backend_of("keras")
    assert imported == (["keras", "tensorflow"] if world.late_variables else [])


def test_it_finds_an_error_only_where_there_is_one(world, run):
    expected = {
        "variable-without-tf_keras": {"legacy-without-tf-keras": "error"},
        "variable-late": {"split-brain": "error"},
    }
    code, _, found, _ = examined(run)
    errors = {name: severity for name, severity in found.items() if severity == "error"}
    assert errors == expected.get(world.name, {})
    assert code == (1 if errors else 0)


def test_it_warns_of_what_was_forced_and_of_nothing_else(world, run):
    expected = {
        "tensorflow-2.15-keras-3": {"requirement-unmet"},
        "keras-core": {"backend-ignored"},
        "variable-late": {"variable-late"},
    }
    _, _, found, _ = examined(run)
    assert {name for name, severity in found.items() if severity == "warning"} == expected.get(world.name, set())


def test_what_is_used_is_found_with_the_distribution_that_brought_it_and_all_its_files(world, run):
    _, report, _, _ = examined(run)
    missing = {owner["module"]: owner["missing"] for owner in report["distributions"]}
    used = {world.provider_of("keras"), world.keras2, world.keras3, "tensorflow" if world.tensorflow else None} - {None}
    assert used <= set(missing)
    assert set(missing.values()) == {0}


def test_the_trial_proves_the_answer(world, run):
    _, _, found, _ = examined(run, "--import")
    assert {"import-failed", "import-differs"}.isdisjoint(found)


def test_from_inside_a_running_program_only_what_is_wrong_is_found_too(world, surface, run):
    found = run(
        f"""
        import json, warnings
        warnings.simplefilter("ignore")
        import kerascompat, importlib
        keras = importlib.import_module("kerascompat.{surface}")
        keras.layers.Dense(1)
        diagnosis = kerascompat.diagnose()
        print(json.dumps([each.code for each in diagnosis.findings if each.severity == "error"]))
        """
    )
    wrong = {"variable-late": ["split-brain"], "variable-without-tf_keras": ["legacy-without-tf-keras"]}
    assert found == wrong.get(world.name, [])

"""The probe's own words: how an error becomes a line, which steps there are, and which of them run."""

from __future__ import annotations

import inspect
import json
import os
import types

import pytest

from kerascompat import _matrix
from kerascompat.lab._measure import Record as Read
from kerascompat.lab._measure import read_record, steps
from kerascompat.lab.probe import building, command, outcome
from kerascompat.lab.probe.command import STEPS
from kerascompat.lab.probe.outcome import Absent, SeveralError, check, describe, each, line


class TestLine:
    @pytest.mark.parametrize(
        ("text", "one"),
        [
            pytest.param("all is well", "all is well", id="as it is"),
            pytest.param("  two\n\tlines \n", "two lines", id="one line"),
            pytest.param("", "", id="nothing"),
            pytest.param("\x1b[1mbold\x1b[0m and \x1b[31;1mred\x1b[0m", "bold and red", id="colours go"),
            pytest.param("<Dense object at 0x7f00aa11bb22>", "<Dense object>", id="where an object lies"),
            pytest.param("pointer 0x7f00aa11bb22 is lost", "pointer is lost", id="an address"),
            pytest.param("error code 0x1f", "error code 0x1f", id="a small number is no address"),
            pytest.param(
                "File '/home/me/env/lib/python3.11/site-packages/keras/src/layers.py', line 3",
                "File 'keras/src/layers.py', line 3",
                id="of an installed file what is below site-packages",
            ),
            pytest.param("no file /home/me/model.keras", "no file model.keras", id="of another file its name"),
            pytest.param("no folder /tmp/tmpab12cd34 there", "no folder tmp there", id="a temporary folder"),
            pytest.param("tmpab12cd34 is gone", "tmp is gone", id="its name alone"),
            pytest.param("tmpfile is gone", "tmpfile is gone", id="a name that begins alike"),
            pytest.param(
                "see https://keras.io/api/layers/ there", "see https://keras.io/api/layers/ there", id="a page"
            ),
            pytest.param("1/2 of layers/Dense", "1/2 of layers/Dense", id="a slash is no path"),
        ],
    )
    def test_what_differs_from_run_to_run_goes(self, text, one):
        assert line(text) == one

    def test_it_is_cut_after_what_differs_is_gone(self):
        assert line("x" * 299 + "yz") == "x" * 299 + "y"
        assert line(f"/home{'/folder' * 60}/end.py is not there") == "end.py is not there"

    def test_the_same_error_in_two_runs_is_the_same_line(self):
        texts = [
            f"<Layer at {at}> in /tmp/{name}/m.h5"
            for at, name in (("0x7f01aabb", "tmpaaaaaaaa"), ("0x55ccddee", "tmp12345_78"))
        ]
        assert line(texts[0]) == line(texts[1])


class TestDescribe:
    def test_an_error_is_its_type_and_its_text(self, capsys):
        fields = describe(ValueError("no"))
        assert fields == {"error": "ValueError: no", "cause": "ValueError: no"}
        assert capsys.readouterr().err == "ValueError: no\n"

    def test_the_cause_is_the_innermost_of_the_chain(self):
        error, between = ImportError("at last"), ValueError("on the way")
        error.__cause__ = between  # raised from it
        between.__context__ = KeyError("root")  # raised while it was handled
        assert describe(error) == {"error": "ImportError: at last", "cause": "KeyError: 'root'"}

    def test_what_a_traceback_hides_is_no_cause(self):
        error = ValueError("shown")
        error.__context__, error.__suppress_context__ = KeyError("root"), True  # raised from None
        assert describe(error)["cause"] == "ValueError: shown"

    def test_a_chain_that_bites_its_tail_ends(self):
        first, second = ValueError("first"), KeyError("second")
        first.__cause__, second.__cause__ = second, first
        assert describe(first)["cause"] == "KeyError: 'second'"

    def test_several_are_told_by_the_first_and_all_names(self):
        first = ImportError("no")
        first.__cause__ = KeyError("root")
        failures = [("Adam", first), ("SGD", ValueError("other"))]
        assert describe(SeveralError(failures)) == {
            "error": "Adam: ImportError: no",
            "cause": "KeyError: 'root'",
            "members": ["Adam", "SGD"],
        }

    def test_both_lines_are_cut(self):
        assert {len(text) for text in describe(ValueError("x" * 999)).values()} == {outcome.LENGTH} == {300}


class TestEach:
    def test_one_that_fails_does_not_keep_the_others_from_running(self, capsys):
        ran = []

        def fail():
            ran.append("b")
            check(len(ran) < 2, "b is not finite")

        members = [("a", lambda: ran.append("a")), ("b", fail), ("c", lambda: ran.append("c"))]
        with pytest.raises(SeveralError) as caught:
            each(members)
        assert ran == ["a", "b", "c"]
        assert describe(caught.value) == {
            "error": "b: AssertionError: b is not finite",
            "cause": "AssertionError: b is not finite",
            "members": ["b"],
        }
        assert "AssertionError: b is not finite" in capsys.readouterr().err

    def test_members_may_be_found_on_the_way(self):
        ran = []
        each((name, lambda name=name: ran.append(name)) for name in "ab")
        assert ran == ["a", "b"]

    def test_what_ends_python_is_not_held_up(self):
        def leave():
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            each([("a", leave)])


class TestSteps:
    def test_the_import_comes_first(self):
        assert next(iter(STEPS)) == "import"

    def test_the_lab_and_the_measured_table_know_the_same_steps_in_the_same_order(self):
        assert steps() == tuple(STEPS) == _matrix.read_table(_matrix.FOLDER).steps

    def test_the_steps_that_verdicts_speak_of_exist(self):
        assert set(STEPS) >= _matrix.BESIDE | _matrix.BASIC

    @pytest.mark.parametrize("name", STEPS)
    def test_each_says_what_it_does_in_one_line_and_is_named_after_its_function(self, name):
        text = inspect.getdoc(STEPS[name])
        assert text is not None
        assert "\n" not in text
        assert text[0].isupper()
        assert text.endswith(".")
        assert STEPS[name].__name__.rstrip("_") == name


class World:
    """What the steps of this test need of a world."""

    def __init__(self):
        self.folder = ""
        self.cleared = 0
        self.keras = types.SimpleNamespace(backend=types.SimpleNamespace(clear_session=self._clear))

    def _clear(self):
        self.cleared += 1


class TestRunning:
    @pytest.fixture
    def run(self, tmp_path, monkeypatch):
        """Runs steps of our own: `run(fit=error)` raises in that one."""

        def made(after=None, wanted=("import", "fit", "save", "export"), **raising):
            def step(name, world):
                ran.append((name, os.path.isdir(world.folder)))
                if name in raising:
                    raise raising[name]

            ran.clear()
            steps = {name: lambda world, name=name: step(name, world) for name in ("import", "fit", "save", "export")}
            monkeypatch.setattr(command, "STEPS", steps)
            monkeypatch.setattr(building, "import_", lambda world: step("import", world))
            path.write_text("")
            code = command._run(command.Record(str(path)), World(), after, list(wanted))
            entries = [json.loads(text) for text in path.read_text().splitlines()]
            ended = [(each["step"], each["state"]) for each in entries if each["state"] != "started"]
            return code, ended, entries

        ran = made_ran = []
        made.ran = made_ran
        path = tmp_path / "record.jsonl"
        return made

    def test_each_step_is_written_down_before_it_starts_and_when_it_has_ended(self, run):
        code, _, entries = run()
        assert code == 0
        assert [(entry["step"], entry["state"]) for entry in entries] == [
            (name, state) for name in ("import", "fit", "save", "export") for state in ("started", "passed")
        ]
        assert all(entry["seconds"] >= 0 for entry in entries[1::2])

    def test_each_step_has_a_folder_of_its_own_that_goes_with_it(self, run):
        run()
        assert run.ran == [(name, True) for name in ("import", "fit", "save", "export")]

    @pytest.mark.parametrize("error", [ValueError("no"), SystemExit(2)])
    def test_a_step_that_fails_costs_no_other(self, run, error):
        code, ended, entries = run(fit=error)
        assert code == 1
        assert ended == [("import", "passed"), ("fit", "failed"), ("save", "passed"), ("export", "passed")]
        assert entries[3]["error"] == f"{type(error).__name__}: {error}"

    def test_what_does_not_exist_there_is_no_failure(self, run):
        code, ended, entries = run(save=Absent("for inference only"))
        assert code == 0
        assert ended[2] == ("save", "absent")
        assert entries[5]["why"] == "for inference only"

    def test_without_the_import_nothing_else_is_tried(self, run):
        code, ended, _ = run(**{"import": ImportError("no")})
        assert (code, ended) == (1, [("import", "failed")])

    def test_after_a_step_only_the_later_ones_run_and_the_import_is_not_recorded_again(self, run):
        code, ended, _ = run(after="fit")
        assert (code, ended) == (0, [("save", "passed"), ("export", "passed")])
        assert [name for name, _ in run.ran] == ["import", "save", "export"]

    def test_an_import_that_fails_now_fails_every_later_step(self, run):
        code, ended, entries = run(after="fit", **{"import": ImportError("no")})
        assert (code, ended) == (1, [("save", "failed"), ("export", "failed")])
        assert {entry["error"] for entry in entries} == {"ImportError: no"}

    def test_after_the_last_step_there_is_nothing_to_do(self, run):
        assert run(after="export")[:2] == (0, [])

    def test_only_the_wanted_steps_run_in_the_probes_own_order(self, run):
        assert run(wanted=("export", "fit"))[:2] == (0, [("fit", "passed"), ("export", "passed")])


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--steps", "import,nothing,fit"], "no such step: nothing, fit"),
        (["--steps", ""], "no such step: "),
        (["--after", "nothing"], "invalid choice: 'nothing'"),
    ],
)
def test_a_step_that_does_not_exist_is_named(tmp_path, capsys, arguments, text):
    record = tmp_path / "record.jsonl"
    with pytest.raises(SystemExit) as caught:
        command.main([str(record), *arguments])
    assert caught.value.code == 2
    assert text in capsys.readouterr().err
    assert not record.exists()


class TestRecord:
    def test_the_last_word_about_a_step_holds(self, tmp_path):
        path = tmp_path / "record.jsonl"
        entries = (
            {"versions": {"python": "3.11.7"}},
            {"step": "import", "state": "started"},
            {"step": "import", "state": "passed"},
            {"step": "parity", "state": "started"},
        )
        path.write_text("".join(f"{json.dumps(entry)}\n" for entry in entries) + '{"step": "par')
        record = read_record(path)
        assert record.versions == {"python": "3.11.7"}
        assert {name: step["state"] for name, step in record.steps.items()} == {"import": "passed", "parity": "started"}
        assert record.open_step == "parity"

    @pytest.mark.parametrize(
        ("found", "missing"),
        [
            pytest.param({}, tuple(STEPS), id="nothing was begun"),
            pytest.param({"import": "failed"}, (), id="nothing could be begun"),
            pytest.param({"import": "passed", "parity": "failed"}, tuple(STEPS)[2:], id="it ended on the way"),
            pytest.param(dict.fromkeys(STEPS, "absent"), (), id="all is said"),
        ],
    )
    def test_steps_that_were_never_begun_are_missing(self, found, missing):
        record = Read({}, {name: {"step": name, "state": state} for name, state in found.items()})
        assert tuple(record.missing) == missing

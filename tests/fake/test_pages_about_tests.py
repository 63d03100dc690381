"""docs/pytest.md and docs/optional-dependency.md: their code runs, and prints what stands there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from fake_providers import keras3, tensorflow, tf_keras
from fake_worlds import write

DOCS = Path(__file__).resolve().parents[2] / "docs"
BLOCK = re.compile(r"^```python\n(# (\S+\.py)\n.*?)^```$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"(?:^    .*\n|^\n(?=\n*    ))+", re.MULTILINE)
BOTH = (tensorflow("2.16.2"), keras3("3.15.1"), tf_keras("2.16.0"))


def page(name):
    return (DOCS / name).read_text(encoding="utf-8")


def outputs(name):
    """The indented blocks of a page, as they were printed."""
    return [re.sub(r"^    ", "", text, flags=re.MULTILINE).strip("\n") for text in INDENTED.findall(page(name))]


def sessions(name):
    """(arguments of pytest, output) of each block that shows a command."""
    shown = (text.partition("\n") for text in outputs(name) if text.startswith("$ pytest "))
    return [(command.split()[2:], text) for command, _, text in shown]


def same(text):
    """A text without what differs from run to run: times, paths, and the width that they leave."""
    text = re.sub(r"in \d+\.\d+s", "in TIME", text.strip())
    text = re.sub(r"^(platform|rootdir:).*", r"\1", text, flags=re.MULTILINE)
    return re.sub(r"={3,}", "===", text)


@pytest.fixture
def place(world, testing):
    """A world with the files of a page in its working directory."""

    def make(name, *trees):
        here = world(*trees)
        here.path.append(testing)
        blocks = {path: text for text, path in BLOCK.findall(page(name))}
        assert len(blocks) == page(name).count("```python"), "each block of Python names its file"
        for path, text in blocks.items():
            write((here.work / path).parent, {Path(path).name: text})
        return here

    return make


def run(here, *arguments):
    done = subprocess.run(
        [sys.executable, "-S", "-s", "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=here.work,
        env=here.environment({"COLUMNS": "80"}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(("arguments", "text"), sessions("pytest.md"))
def test_the_plugin_prints_what_its_page_shows(place, arguments, text):
    assert same(run(place("pytest.md", *BOTH), *arguments)) == same(text)


@pytest.mark.parametrize("wish", ["2", "all"])
def test_what_the_page_shows_without_tf_keras_is_what_is_printed(place, wish):
    here = place("pytest.md", tensorflow("2.16.2"), keras3("3.15.1"))
    printed = run(here, "-p", "kerascompat.pytest", "--kerascompat", wish)
    text = printed if wish == "2" else printed.rpartition("the suite on each Keras")[2].partition("\n")[2]
    assert text.strip() in outputs("pytest.md")


def test_the_page_shows_as_many_sessions_as_are_run():
    assert (len(sessions("pytest.md")), len(sessions("optional-dependency.md"))) == (3, 2)


@pytest.mark.parametrize(("arguments", "text"), sessions("optional-dependency.md"))
def test_the_tests_of_an_optional_keras_print_without_keras_what_the_page_shows(place, arguments, text):
    assert same(run(place("optional-dependency.md"), *arguments)) == same(text)


def test_the_tests_of_an_optional_keras_pass_with_keras(place):
    here = place("optional-dependency.md", *BOTH)
    assert "2 passed, 1 skipped" in run(here, "-p", "kerascompat.pytest", "tests")


USE = """
import sys
import mylib
from mylib.names import name_of
from mylib.export import to_keras
before = sorted({"tensorflow", "keras", "tf_keras"} & set(sys.modules))
try:
    made = type(to_keras(3)).__name__
except ImportError as error:
    made = f"{type(error).__module__}.{type(error).__name__}: {error}"
answer = [getattr(mylib.Double, "__name__", None), name_of([3]), before, made]
"""


def test_the_ways_work_without_keras(place):
    double, name, imported, error = place("optional-dependency.md").run(USE)
    assert (double, name, imported) == (None, "[3]", [])
    assert error in outputs("optional-dependency.md")


def test_the_ways_work_with_keras(place):
    double, name, imported, made = place("optional-dependency.md", *BOTH).run(USE)
    assert (double, name, imported, made) == ("Double", "[3]", ["keras", "tensorflow"], "Dense")


def test_the_lazy_way_imports_nothing_before_the_call(place):
    here = place("optional-dependency.md", *BOTH)
    (here.work / "mylib" / "__init__.py").write_text("", encoding="utf-8")
    code = """
        import sys
        from mylib.export import to_keras
        before = "keras" in sys.modules
        to_keras(3)
        answer = [before, "keras" in sys.modules]
    """
    assert here.run(code) == [False, True]


def test_a_wrong_setting_passes_through_the_second_way(place):
    here = place("optional-dependency.md", *BOTH)
    (here.work / "mylib" / "__init__.py").write_text("", encoding="utf-8")
    done = here.start("import mylib.names", KERAS_BACKEND="JAX")
    assert "kerascompat.errors.SettingError: KERAS_BACKEND=JAX" in done.stderr

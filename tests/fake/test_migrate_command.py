"""`kerascompat migrate` as a command: what it prints, writes, refuses and leaves alone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest
from fake_worlds import SOURCE, write

from kerascompat.migrate._requirements import REQUIREMENT

OLD = "import tensorflow as tf\n\nmodel = tf.keras.Model\n"
NEW = "from kerascompat import keras\n\nmodel = keras.Model\n"


class Project:
    """A folder with files, and the command in it."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, *arguments, python=(), **variables):
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE), "HOME": str(self.folder), **variables}
        site = os.pathsep.join(path for path in sys.path if path.endswith("site-packages"))
        environment["PYTHONPATH"] += os.pathsep + site
        command = [sys.executable, *(python or ("-m", "kerascompat")), *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False, timeout=60
        )

    def read(self, name):
        return (self.folder / name).read_bytes().decode()


@pytest.fixture
def project(tmp_path):
    def make(tree):
        write(tmp_path / "project", tree)
        return Project(tmp_path / "project")

    return make


def git(project, *arguments):
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=project.folder, check=True, capture_output=True)


def commit(project, files="."):
    """Make a repository of a project, with these files committed."""
    git(project, "init")
    git(project, "add", files)
    git(project, "commit", "-m", "all")


def test_by_default_it_shows_a_diff_and_writes_nothing(project):
    lib = project({"lib.py": OLD, "other.py": "import numpy\n"})
    done = lib("migrate", ".")
    assert done.returncode == 0
    assert done.stdout == (
        "--- a/lib.py\n+++ b/lib.py\n@@ -1,3 +1,3 @@\n-import tensorflow as tf\n+from kerascompat import keras\n \n"
        "-model = tf.keras.Model\n+model = keras.Model\n"
    )
    assert done.stderr == "2 files: 1 would change, 0 reports\n"
    assert lib.read("lib.py") == OLD


def test_the_diff_is_coloured_where_colour_is_asked_for_and_not_where_it_is_refused(project):
    lib = project({"lib.py": OLD})
    assert "\033[32m+model = keras.Model\033[0m\n" in lib("migrate", "lib.py", FORCE_COLOR="1").stdout
    assert "\033" not in lib("migrate", "lib.py", FORCE_COLOR="1", NO_COLOR="1").stdout


def test_git_applies_the_diff(project):
    lib = project({"lib.py": OLD, "end.py": OLD[:-1]})
    git(lib, "init")
    diff = lib("migrate", ".").stdout
    (lib.folder / "changes.diff").write_text(diff)
    git(lib, "apply", "changes.diff")
    assert lib.read("lib.py") == NEW
    assert lib.read("end.py") == NEW[:-1]


def test_check_names_what_would_change_and_fails_until_it_is_changed(project):
    lib = project({"lib.py": OLD})
    done = lib("migrate", "--check", ".")
    assert (done.returncode, done.stdout) == (1, "lib.py: would change\n")
    assert lib("migrate", "--write", ".").returncode == 0
    assert lib("migrate", "--check", ".").returncode == 0


def test_write_changes_the_files_and_keeps_their_mode(project):
    lib = project(
        {"lib.py": OLD, "latin.py": "# coding: latin-1\nimport tensorflow.keras as k  # é\n".encode("latin-1")}
    )
    (lib.folder / "lib.py").chmod(0o754)
    done = lib("migrate", "--write", ".")
    assert (done.returncode, done.stderr) == (0, "2 files: 2 changed, 0 reports\n")
    assert lib.read("lib.py") == NEW
    assert stat.S_IMODE((lib.folder / "lib.py").stat().st_mode) == 0o754
    assert (
        lib.folder / "latin.py"
    ).read_bytes() == "# coding: latin-1\nfrom kerascompat import keras as k  # é\n".encode("latin-1")
    assert sorted(path.name for path in lib.folder.iterdir()) == ["latin.py", "lib.py"]


class TestUncommittedChanges:
    """A file whose content no commit holds is not written without a word."""

    def test_are_a_refusal_that_names_the_files_and_writes_none(self, project):
        lib = project({"a.py": OLD, "b.py": OLD, "c.py": "x = 1\n"})
        commit(lib)
        (lib.folder / "b.py").write_text(OLD + "\n")
        (lib.folder / "c.py").write_text("x = 2\n")
        done = lib("migrate", "--write", ".")
        assert done.returncode == 2
        assert done.stderr == (
            "kerascompat migrate: nothing was written: 1 of the files to change has uncommitted changes\n  b.py\n"
            "commit or stash them, or say --allow-dirty\n"
        )
        assert lib.read("a.py") == OLD

    def test_of_untracked_files_count_too(self, project):
        lib = project({"a.py": OLD})
        git(lib, "init")
        assert lib("migrate", "--write", "a.py").returncode == 2
        assert lib.read("a.py") == OLD

    def test_are_overwritten_where_that_is_allowed(self, project):
        lib = project({"a.py": OLD})
        git(lib, "init")
        assert lib("migrate", "--write", "--allow-dirty", "a.py").returncode == 0
        assert lib.read("a.py") == NEW

    def test_are_all_files_before_the_first_commit(self, project):
        lib = project({"a.py": OLD})
        git(lib, "init")
        git(lib, "add", ".")
        assert lib("migrate", "--write", "a.py").returncode == 2
        assert lib.read("a.py") == OLD

    def test_in_the_index_count_too(self, project):
        lib = project({"a.py": "x = 1\n"})
        commit(lib)
        (lib.folder / "a.py").write_text(OLD)
        git(lib, "add", ".")
        assert lib("migrate", "--write", "a.py").returncode == 2

    def test_of_ignored_files_count_too(self, project):
        lib = project({"a.py": OLD, ".gitignore": "a.py\n"})
        commit(lib)
        assert lib("migrate", "--write", "a.py").returncode == 2
        assert lib.read("a.py") == OLD

    def test_cannot_be_told_where_git_refuses_to_answer(self, project):
        lib = project(
            {"a.py": OLD, "bin": {"git": "#!/bin/sh\necho 'fatal: detected dubious ownership' >&2\nexit 128\n"}}
        )
        git(lib, "init")
        (lib.folder / "bin" / "git").chmod(0o755)
        done = lib("migrate", "--write", "a.py", PATH=str(lib.folder / "bin"))
        assert done.returncode == 2
        assert done.stderr == (
            "kerascompat migrate: nothing was written: git cannot say what is committed"
            " (fatal: detected dubious ownership)\nmend that, or say --allow-dirty\n"
        )
        assert lib.read("a.py") == OLD

    def test_cannot_be_told_in_a_repository_without_the_program(self, project):
        lib = project({"a.py": OLD})
        git(lib, "init")
        done = lib("migrate", "--write", "a.py", PATH="")
        assert done.returncode == 2
        assert "nothing was written: git cannot say what is committed (" in done.stderr
        assert lib.read("a.py") == OLD

    def test_are_no_question_outside_a_repository_with_git_or_without(self, project):
        lib = project({"a.py": OLD, "b.py": OLD})
        assert lib("migrate", "--write", "a.py").returncode == 0
        assert lib("migrate", "--write", "b.py", PATH="").returncode == 0

    def test_of_other_files_do_not_matter(self, project):
        lib = project({"a.py": OLD, "c.py": "x = 1\n"})
        commit(lib, "a.py")
        assert lib("migrate", "--write", ".").returncode == 0


def test_links_out_of_the_given_tree_are_skipped_and_named(project, tmp_path):
    write(tmp_path / "outside", {"far.py": OLD, "folder": {"deep.py": OLD}})
    lib = project({"near.py": OLD})
    (lib.folder / "far.py").symlink_to(tmp_path / "outside" / "far.py")
    (lib.folder / "folder").symlink_to(tmp_path / "outside" / "folder")
    (lib.folder / "again.py").symlink_to(lib.folder / "near.py")
    done = lib("migrate", "--write", ".")
    assert done.stdout == (
        "far.py: skipped, a link out of the given tree\nfolder: skipped, a link out of the given tree\n"
    )
    assert (tmp_path / "outside" / "far.py").read_text() == OLD
    assert (tmp_path / "outside" / "folder" / "deep.py").read_text() == OLD
    assert lib.read("near.py") == NEW
    assert (lib.folder / "again.py").is_symlink()


@pytest.mark.parametrize(
    ("name", "content", "report"),
    [
        pytest.param(
            "a.py",
            b"import keras\nprint 1\n",
            "a.py:2:1: does-not-parse left untouched: ",
            id="a file that does not parse",
        ),
        pytest.param(
            "a.py", b"import keras\n\xff\n", "a.py:1:1: not-text left untouched: ", id="a file that is no text"
        ),
        pytest.param(
            "a.py", b"import keras\n\0\n", "a.py:1:1: not-text left untouched: ", id="a file with a null byte"
        ),
        pytest.param(
            "a.py",
            b"import keras\n" + b"#" * 5_000_000,
            "a.py:1:1: too-large left untouched: 5,000,013 bytes, more than 5,000,000\n",
            id="a file above the limit",
        ),
        pytest.param(
            "a.ipynb",
            b'{"keras": 1}',
            "a.ipynb:1:1: not-text left untouched: it is no notebook of format 4\n",
            id="no notebook",
        ),
        pytest.param(
            "a.py",
            b"# coding: nonsense\nimport keras\n",
            "a.py:1:1: not-text left untouched: unknown encoding",
            id="an encoding that nobody knows",
        ),
    ],
)
def test_what_cannot_be_read_is_reported_and_untouched(project, name, content, report):
    lib = project({name: content, "good.py": OLD})
    done = lib("migrate", "--write", ".")
    assert done.returncode == 0
    assert done.stdout.startswith(report)
    assert (lib.folder / name).read_bytes() == content
    assert lib.read("good.py") == NEW


def test_a_path_that_is_not_there_is_an_error_before_anything_is_written(project):
    lib = project({"lib.py": OLD})
    done = lib("migrate", "--write", "lib.py", "nowhere")
    assert (done.returncode, done.stderr) == (2, "kerascompat migrate: no such file or folder: nowhere\n")
    assert lib.read("lib.py") == OLD


@pytest.mark.parametrize("moment", ["fsync", "replace", "chmod"])
def test_killed_at_any_moment_each_file_is_old_or_new(project, moment):
    lib = project({f"lib{number}.py": OLD for number in range(4)})
    killer = (
        "import os, sys\n"
        "from kerascompat.cli import main\n"
        f"real, calls = os.{moment}, []\n"
        "def dying(*arguments, **keywords):\n"
        "    calls.append(1)\n"
        "    if len(calls) == 3: os._exit(9)\n"
        "    return real(*arguments, **keywords)\n"
        f"os.{moment} = dying\n"
        "sys.exit(main(['migrate', '--write', '.']))\n"
    )
    assert lib(python=("-c", killer)).returncode == 9
    contents = [lib.read(f"lib{number}.py") for number in range(4)]
    assert contents == [NEW, NEW, OLD, OLD]


def test_a_file_that_changed_meanwhile_is_not_written(project):
    lib = project({"lib.py": OLD})
    racer = (
        "import sys\n"
        "from kerascompat.migrate import command\n"
        "from kerascompat.cli import main\n"
        "real = command.uncommitted\n"
        "def later(files):\n"
        "    open('lib.py', 'a').write('# mine\\n')\n"
        "    return real([])\n"
        "command.uncommitted = later\n"
        "sys.exit(main(['migrate', '--write', '.']))\n"
    )
    done = lib(python=("-c", racer))
    assert done.returncode == 2
    assert "lib.py was not written: lib.py was changed meanwhile" in done.stderr
    assert lib.read("lib.py") == OLD + "# mine\n"


def test_two_processes_give_what_one_gives(project):
    files = {f"lib{number}.py": f"{OLD}x = {number}\n" for number in range(60)}
    lib = project(files)
    one = lib("migrate", "--jobs", "1", ".")
    two = lib("migrate", "--jobs", "2", ".")
    assert one.stdout == two.stdout
    assert one.stdout.count("+model = keras.Model") == 60


def test_long_work_counts_its_files_on_a_terminal_and_nowhere_else(project):
    import pty  # a terminal is what the test is about

    lib = project({f"lib{number}.py": OLD for number in range(40)})
    assert "of 40 files" not in lib("migrate", ".").stderr
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), *sys.path])}
    command = [sys.executable, "-m", "kerascompat", "migrate", "."]
    subprocess.run(
        command, cwd=lib.folder, env=environment, stdout=subprocess.DEVNULL, stderr=theirs, check=True, timeout=60
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "32 of 40 files" in shown
    assert shown.rstrip().endswith("40 files: 40 would change, 0 reports")


def test_a_name_that_another_file_imports_from_a_module_stays_there(project):
    lib = project({"tools.py": OLD, "user.py": "from tools import tf\n"})
    lib("migrate", "--write", ".")
    assert lib.read("tools.py") == "import tensorflow as tf\n" + NEW


def test_a_module_of_the_project_called_keras_is_the_projects_own(project):
    own = {"keras.py": "Model = 1\n", "lib.py": "import keras\nfrom keras import Model\n"}
    lib = project(own)
    assert lib("migrate", ".").stderr == "2 files: 0 would change, 0 reports\n"


def test_requirements_come_with_the_first_changed_file_below_them_and_only_then(project):
    tree = {
        "lib": {"a.py": OLD, "requirements.txt": "tensorflow\n"},
        "other": {"b.py": "import numpy\n", "requirements.txt": "tensorflow\n"},
        "setup.py": "from setuptools import setup\nsetup(name='x', install_requires=['numpy'])\n",
    }
    lib = project(tree)
    lib("migrate", "--write", ".")
    assert lib.read("lib/requirements.txt") == f"tensorflow\n{REQUIREMENT}\n"
    assert lib.read("other/requirements.txt") == "tensorflow\n"
    assert f"install_requires=['numpy', '{REQUIREMENT}']" in lib.read("setup.py")
    assert lib("migrate", "--check", ".").returncode == 0


def test_requirements_that_are_no_text_are_reported_and_untouched(project):
    content = "tensorflow\n".encode("utf-16")  # as a redirected `pip freeze` writes them on Windows
    lib = project({"a.py": OLD, "requirements.txt": content})
    done = lib("migrate", "--write", ".")
    assert done.returncode == 0
    assert done.stdout.startswith("requirements.txt:1:1: not-text left untouched: ")
    assert (lib.folder / "requirements.txt").read_bytes() == content
    assert lib.read("a.py") == NEW


def test_a_project_without_keras_is_left_alone_with_its_requirements(project):
    setup = "from setuptools import setup\nsetup(name='x', install_requires=['numpy'])\n"
    lib = project({"setup.py": setup, "requirements.txt": "tensorflow\n", "a.py": "import numpy\n"})
    assert lib("migrate", ".").stdout == ""


class TestTheCommandLine:
    """The skeleton that every command shares."""

    def test_without_a_command_prints_the_help_and_fails(self, project):
        done = project({})()
        assert done.returncode == 2
        assert "migrate" in done.stdout

    def test_tells_its_version(self, project):
        import kerascompat

        done = project({})("--version")
        assert (done.returncode, done.stdout) == (0, f"{kerascompat.__version__}\n")

    def test_imports_a_command_only_when_it_is_called(self, project):
        code = (
            "import sys\n"
            "from kerascompat.cli import main\n"
            "main([])\n"
            "print(sorted(name for name in sys.modules if 'migrate' in name or name == 'tensorflow'))\n"
        )
        assert project({})(python=("-c", code)).stdout.endswith("\n[]\n")

    def test_names_the_targets_where_one_is_unknown(self, project):
        done = project({})("migrate", "--to", "pytorch", ".")
        assert done.returncode == 2
        assert "invalid choice: 'pytorch'" in done.stderr

    def test_ends_quietly_where_nobody_reads_on(self, project):
        lib = project({f"lib{number}.py": OLD * 200 for number in range(10)})
        code = (
            "import subprocess, sys\n"
            "command = subprocess.Popen([sys.executable, '-m', 'kerascompat', 'migrate', '.'], stdout=subprocess.PIPE,"
            " stderr=subprocess.PIPE)\n"
            "command.stdout.read(10)\n"
            "command.stdout.close()\n"
            "print(b'Traceback' in command.stderr.read())\n"
        )
        assert lib(python=("-c", code)).stdout == "False\n"

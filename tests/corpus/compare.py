"""Migrate published libraries with `kerascompat migrate` and run their own tests before and after.

    python tests/corpus/compare.py --work FOLDER [names...]

For each library of `libraries.py` the source distribution is unpacked three times: `before` stays as it is, `after` is
migrated with `--to kerascompat` and `after2` with `--to keras2`. The migrated sources are then checked from outside,
and the library's tests run on every tree, compared test by test. The exit code is 1 if anything is lost.

Results lie in FOLDER as JSON, keyed by library, tree, environment and the content of the tree: a second run only does
what is missing. Only the standard library is needed, and `uv` on the path.
"""

from __future__ import annotations

import argparse
import ast
import dataclasses
import difflib
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
import tokenize
import urllib.request
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path
from typing import Any

import tomllib
from libraries import ENVIRONMENTS, LIBRARIES, Environment, Library

ROOT = Path(__file__).resolve().parents[2]
SHOWN = 20
TREES = {"after": "kerascompat", "after2": "keras2"}
SPEAKS_OF_KERAS = re.compile(r"keras|tensorflow|\btf\b|\bimport\b", re.IGNORECASE)
LEFTOVER = re.compile(
    r"\b(?:tensorflow|tf|tf\.compat\.v[12])\s*\.\s*keras\b"
    r"|\bfrom\s+tensorflow(?:\.compat\.v[12])?\s+import\s+(?:[^#\n]*,\s*)?keras\b"
    r"|^\s*(?:from|import)\s+keras\b",
)
REPORT = re.compile(r"^(?P<path>.+?):(?P<line>\d+):\d+: (?P<text>.*)$")
SUMMARY = re.compile(r"(?P<files>\d+) files?: (?P<changed>\d+) changed, (?P<reports>\d+) reports?")
VALUE = re.compile(r"0x[0-9a-fA-F]+")
# pytest names a parameter that is a module after the module
MODULE = re.compile(r"\bkerascompat\.keras[23]?\b|\b(?:tf_)?keras\.api\._v2\.keras\b")


@dataclasses.dataclass
class Migration:
    """What one run of the command did to one tree, and what was found wrong with the result."""

    files: int = 0
    changed: int = 0
    lines: int = 0
    reports: list[str] = dataclasses.field(default_factory=list)
    wrong: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Row:
    """One library of the table. `tests` maps `tree-environment` to the names of the tests that passed."""

    library: Library
    migrations: dict[str, Migration]
    tests: dict[str, set[str]] = dataclasses.field(default_factory=dict)
    lost: dict[str, list[str]] = dataclasses.field(default_factory=dict)
    notes: list[str] = dataclasses.field(default_factory=list)

    @property
    def wrong(self) -> list[str]:
        """Everything for which the exit code is 1."""
        found = [f"{tree}: {each}" for tree, one in self.migrations.items() for each in one.wrong]
        return found + [f"{where}: lost {test}" for where, tests in self.lost.items() for test in tests]


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command and keep what it prints, standard error with it."""
    return subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
        **options,
    )


# --- Source distributions ------------------------------------------------------------------------------------------


def download(library: Library, folder: Path) -> Path:
    """The source distribution from the configured package index, checked against the hash that the index gives."""
    folder.mkdir(parents=True, exist_ok=True)
    known = folder / f"{library.name}-{library.version}.tar.gz"
    if known.exists():
        return known
    command = [
        "uv",
        "pip",
        "compile",
        "-",
        "--no-deps",
        "--quiet",
        "--format",
        "pylock.toml",
        "--python-version",
        "3.11",
    ]
    lock = subprocess.run(
        command, input=f"{library.name}=={library.version}\n", capture_output=True, text=True, check=True
    ).stdout
    sdist = tomllib.loads(lock)["packages"][0]["sdist"]
    with urllib.request.urlopen(sdist["url"], timeout=180) as answer:
        data = answer.read()
    if hashlib.sha256(data).hexdigest() != sdist["hashes"]["sha256"]:
        message = f"{library.name} {library.version}: the download has another hash than the index says"
        raise RuntimeError(message)
    known.write_bytes(data)
    return known


def unpack(archive: Path, folder: Path) -> None:
    """Unpack so that `folder` is the distribution's own top folder."""
    shutil.rmtree(folder, ignore_errors=True)
    parts = folder.with_name(folder.name + ".part")
    shutil.rmtree(parts, ignore_errors=True)
    with tarfile.open(archive) as tar:
        tar.extractall(parts, filter="data")
    (top,) = parts.iterdir()
    top.rename(folder)
    parts.rmdir()


def sources(library: Library, tree: Path) -> list[Path]:
    """The Python files of the folders that are migrated, as paths below the tree."""
    found: set[Path] = set()
    for folder in library.sources:
        path = tree / folder
        found.update(path.rglob("*.py") if path.is_dir() else [path])
    return sorted(path.relative_to(tree) for path in found)


def digest(tree: Path) -> str:
    """A hash of every Python file of the tree."""
    total = hashlib.sha256()
    for path in sorted(tree.rglob("*.py")):
        total.update(str(path.relative_to(tree)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def runtime_digest(package: Path) -> str:
    """A hash of what runs in the migrated tests: the package without the command that migrated them."""
    folder = package / "kerascompat"
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")) if folder.is_dir() else [package]:
        if "migrate" not in path.parts:
            total.update(path.read_bytes())
    return total.hexdigest()


# --- The command and the checks of what it wrote -------------------------------------------------------------------


def migrate(library: Library, tree: Path, target: str, options: argparse.Namespace) -> str:
    """Run the command on one tree; what it printed."""
    command = [
        str(options.tool),
        "-m",
        "kerascompat",
        "migrate",
        "--write",
        "--allow-dirty",
        "--to",
        target,
        *library.options,
    ]
    environment = {**os.environ, "PYTHONPATH": str(options.package)}
    done = run([*command, *library.sources], cwd=tree, env=environment)
    if "Traceback" in done.stdout or done.returncode > 1:
        message = f"{library.name}: migrate --to {target} failed with {done.returncode}:\n{done.stdout}"
        raise RuntimeError(message)
    return done.stdout


def check(library: Library, before: Path, after: Path, target: str, options: argparse.Namespace) -> Migration:
    """Migrate `after`, an unchanged copy of `before`, and look at every line of the result."""
    printed = migrate(library, after, target, options)
    paths = sources(library, before)
    result = Migration(files=len(paths), reports=[line for line in printed.splitlines() if REPORT.match(line)])
    once = {path: (after / path).read_bytes() for path in paths}
    again = migrate(library, after, target, options)
    for path in paths:
        if (after / path).read_bytes() != once[path]:
            result.wrong.append(f"{path}: a second run changes it")
        _check_file(path, before / path, after / path, result, _reported(printed, again, path))
        if "--docs" not in library.options:
            texts = texts_changed((before / path).read_bytes(), (after / path).read_bytes())
            result.wrong += [f"{path}: {each}" for each in texts]
    result.wrong += _changed_elsewhere(before, after, set(paths))
    return result


def _reported(first: str, second: str, path: Path) -> tuple[set[int], set[int]]:
    """The lines of a file named by the first run (of the old text) and by the second (of the new text)."""
    numbers: list[set[int]] = []
    for printed in (first, second):
        matches = filter(None, map(REPORT.match, printed.splitlines()))
        numbers.append({int(one["line"]) for one in matches if Path(one["path"]) == path})
    return numbers[0], numbers[1]


def _changed_elsewhere(before: Path, after: Path, migrated: set[Path]) -> list[str]:
    """Files that are no migrated sources and still differ, are new or gone."""
    trees = [{p.relative_to(tree): p for p in tree.rglob("*") if p.is_file()} for tree in (before, after)]
    names = {name for tree in trees for name in tree if "__pycache__" not in name.parts} - migrated
    same = {name for name in names if all(name in tree for tree in trees)}
    wrong = [f"{name}: only in one tree" for name in sorted(names - same)]
    return wrong + [
        f"{name}: changed" for name in sorted(same) if trees[0][name].read_bytes() != trees[1][name].read_bytes()
    ]


def _check_file(path: Path, before: Path, after: Path, result: Migration, reported: tuple[set[int], set[int]]) -> None:
    """Every check of a single file; findings are added to the result."""
    old, new = before.read_bytes(), after.read_bytes()
    if _parses(old) and not _parses(new):
        result.wrong.append(f"{path}: does not parse any more")
        return
    if _parses(new):
        result.wrong += [f"{path}:{each}" for each in leftovers(old, new, reported)]
    if old == new:
        return
    result.changed += 1
    if before.stat().st_mode != after.stat().st_mode:
        result.wrong.append(f"{path}: has another mode")
    count, strange = changed_lines(old, new)
    result.lines += count
    result.wrong += [f"{path}: {each}" for each in strange]


def _parses(text: bytes) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


def changed_lines(old: bytes, new: bytes) -> tuple[int, list[str]]:
    """How many lines differ, and those that speak neither of Keras or TensorFlow nor belong to an import."""
    lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    known = _import_lines(old), _import_lines(new)
    count, strange = 0, []
    for kind, *spans in difflib.SequenceMatcher(None, *lines, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        count += max(spans[1] - spans[0], spans[3] - spans[2])
        for side, (start, end) in enumerate((spans[:2], spans[2:])):
            for number in range(start, end):
                text = lines[side][number].decode("utf-8", "replace")
                if text.strip() and number + 1 not in known[side] and not SPEAKS_OF_KERAS.search(text):
                    strange.append(f"{'-+'[side]}{text.rstrip()}")
    return count, strange + _line_ends(*lines)


def _line_ends(old: list[bytes], new: list[bytes]) -> list[str]:
    """A file keeps its kind of line end, and the end that its last line has or lacks."""
    kinds = [Counter(line[len(line.rstrip(b"\r\n")) :] for line in lines) for lines in (old, new)]
    wrong = ["a new kind of line end"] if set(kinds[1]) - set(kinds[0]) else []
    if old and new and (old[-1][-1:] == b"\n") != (new[-1][-1:] == b"\n"):
        wrong.append("the end of the last line differs")
    return wrong


def _import_lines(text: bytes) -> set[int]:
    """The numbers of all lines that an import statement spans, or a choice between nothing but imports."""
    if not _parses(text):
        return set()
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt) and _only_imports(node)]
    return {number for node in nodes for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)}


def _only_imports(node: ast.stmt) -> bool:
    """An import, or an `if` or `try` of which every branch holds nothing else: it may become one import."""
    if isinstance(node, ast.Try):
        branches = [*node.body, *node.orelse, *node.finalbody, *(each for one in node.handlers for each in one.body)]
        return all(map(_only_imports, branches))
    if isinstance(node, ast.If):
        return all(map(_only_imports, [*node.body, *node.orelse]))
    return isinstance(node, (ast.Import, ast.ImportFrom))


def _tokens(text: bytes) -> list[tokenize.TokenInfo]:
    return list(tokenize.tokenize(io.BytesIO(text).readline))


def _is_text(token: tokenize.TokenInfo) -> bool:
    return token.type == tokenize.COMMENT or "STRING" in tokenize.tok_name[token.type]


def texts_changed(old: bytes, new: bytes) -> list[str]:
    """String literals and comments that a migration without `--strings` and `--docs` must leave alone."""
    if old == new or not (_parses(old) and _parses(new)):
        return []
    counts = []
    for text in (old, new):
        annotations = _annotations(text)
        tokens = [token for token in _tokens(text) if _is_text(token) and token.start not in annotations]
        counts.append(Counter(token.string for token in tokens))
    gone, come = counts[0] - counts[1], counts[1] - counts[0]
    return [f"a string or comment is gone: {each!r}" for each in gone] + [
        f"a string or comment is new: {each!r}" for each in come
    ]


def _annotations(text: bytes) -> set[tuple[int, int]]:
    """Where the strings begin that are annotations, which are code."""
    roots = [
        root
        for node in ast.walk(ast.parse(text))
        for root in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if isinstance(root, ast.expr)
    ]
    parts = [part for root in roots for part in ast.walk(root) if isinstance(part, ast.Constant)]
    return {(part.lineno, part.col_offset) for part in parts}


def leftovers(old: bytes, new: bytes, reported: tuple[set[int], set[int]]) -> list[str]:
    """Lines of code that still speak of tf.keras, and that no report names."""
    lines = new.decode("utf-8", "replace").splitlines()
    code = list(lines)
    for token in filter(_is_text, _tokens(new)):
        for number in range(token.start[0], token.end[0] + 1):
            begin = token.start[1] if number == token.start[0] else 0
            end = token.end[1] if number == token.end[0] else len(lines[number - 1])
            code[number - 1] = code[number - 1][:begin] + " " * (end - begin) + code[number - 1][end:]
    olds = old.decode("utf-8", "replace").splitlines()
    excused = {olds[number - 1].strip() for number in reported[0] if number <= len(olds)}
    return [
        f"{number}: left over, without a report: {line.strip()}"
        for number, line in enumerate(lines, 1)
        if LEFTOVER.search(code[number - 1]) and number not in reported[1] and line.strip() not in excused
    ]


# --- Tests -----------------------------------------------------------------------------------------------------------


def python_of(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def create(folder: Path, python: str, requirements: list[str]) -> Path:
    """A virtual environment with these requirements, built anew where they differ from those it was built with."""
    stamp, wanted = folder / "requirements.txt", "\n".join([python, *requirements])
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(["uv", "venv", "--quiet", "--python", python, str(folder)], check=True)
        install = ["uv", "pip", "install", "--quiet", "--python", str(python_of(folder))]
        subprocess.run([*install, *requirements], check=True)
        stamp.write_text(wanted, encoding="utf-8")
    return python_of(folder)


def requirements_of(environment: Environment) -> list[str]:
    """The environment's own requirements and those of every library with tests: they share it."""
    extra = {each for library in LIBRARIES if library.tests for each in library.requirements}
    return [*environment.requirements, *sorted(extra)]


def test(library: Library, tree: Path, environment: Environment, options: argparse.Namespace) -> dict[str, str]:
    """The outcome of each test of the library in this tree, from the cache or from a run."""
    key = hashlib.sha256(
        json.dumps(
            [
                digest(tree),
                dataclasses.asdict(environment),
                {name: value for name, value in dataclasses.asdict(library).items() if name not in ("options", "note")},
                runtime_digest(options.package) if tree.name != "before" else "",
            ]
        ).encode()
    ).hexdigest()
    cached = options.work / "results" / f"{library.name}-{tree.name}-{environment.name}.json"
    if cached.exists():
        known = json.loads(cached.read_text(encoding="utf-8"))
        if known["key"] == key:
            return known["outcomes"]
    started = time.monotonic()
    outcomes = run_tests(library, tree, environment, options)
    content = {"key": key, "seconds": round(time.monotonic() - started), "outcomes": outcomes}
    cached.parent.mkdir(parents=True, exist_ok=True)
    cached.write_text(json.dumps(content, indent=1), encoding="utf-8")
    return outcomes


def run_tests(library: Library, tree: Path, environment: Environment, options: argparse.Namespace) -> dict[str, str]:
    """Run pytest in the tree, which comes first on the path: the library itself is not installed."""
    folder = options.work / "environments" / environment.name.partition("-")[0]
    python = create(folder, options.python, requirements_of(environment))
    name = f"{library.name}-{tree.name}-{environment.name}"
    report = options.work / "reports" / f"{name}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    variables = {key: value for key, value in os.environ.items() if not key.startswith(("TF_", "KERAS_", "PYTHON"))}
    variables |= {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1", "MPLBACKEND": "agg", "PYTHONHASHSEED": "0"}
    variables |= {**dict(environment.variables), **dict(library.variables)}
    variables["PYTHONPATH"] = os.pathsep.join([str(tree), str(options.package)])
    command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}"]
    command += ["--continue-on-collection-errors", *library.pytest]
    command += [f"--ignore={path}" for path, _ in library.ignored]
    command += [f"--deselect={test}" for test, _ in library.deselected]
    try:
        done = run([*command, *library.tests], cwd=tree, env=variables, timeout=options.timeout)
        printed = done.stdout
    except subprocess.TimeoutExpired as error:
        printed = f"stopped after {error.timeout} seconds"
    report.with_suffix(".txt").write_text(printed, encoding="utf-8")
    if not report.exists():
        say(f"{name}: pytest wrote no report, see {report.with_suffix('.txt')}")
        return {}
    return outcomes_of(report, tree)


def outcomes_of(report: Path, tree: Path) -> dict[str, str]:
    """The outcome of each test by its normalised name; equal names are numbered."""
    outcomes: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for case in ET.parse(report).iter("testcase"):
        name = VALUE.sub("0x", f"{case.get('classname')}::{case.get('name')}".replace(str(tree), ""))
        seen[name] += 1
        unique = name if seen[name] == 1 else f"{name}#{seen[name]}"
        found = {child.tag for child in case}
        outcomes[unique] = next((kind for kind in ("failure", "error", "skipped") if kind in found), "passed")
    return outcomes


def passed(library: Library, tree: Path, environment: Environment, options: argparse.Namespace) -> set[str]:
    """The names of the tests that passed."""
    outcomes = test(library, tree, environment, options)
    return {MODULE.sub("keras", name) for name, outcome in outcomes.items() if outcome == "passed"}


def compare(row: Row, environment: Environment, trees: dict[str, Path], options: argparse.Namespace) -> None:
    """Run the tests before and after in one environment; where one is lost, once more, since some are unsteady."""
    name = environment.name
    before = row.tests[f"before-{name}"] = passed(row.library, trees["before"], environment, options)
    if options.baseline:
        return
    after = row.tests[f"after-{name}"] = passed(row.library, trees["after"], environment, options)
    lost = before - after
    if lost and not options.once:
        again = run_tests(row.library, trees["after"], environment, options)
        steady = {MODULE.sub("keras", test) for test, outcome in again.items() if outcome == "passed"}
        unsteady = lost & steady
        row.notes += [f"{name}: {test} failed once and passed when run again" for test in sorted(unsteady)]
        after |= unsteady
        lost -= unsteady
    row.lost[name] = sorted(lost)


# --- All of it --------------------------------------------------------------------------------------------------------


def prepare(library: Library, options: argparse.Namespace) -> tuple[dict[str, Path], dict[str, Migration]]:
    """The three trees of a library, and what the migrations did. Tests leave files behind, so trees are laid anew."""
    archive = download(library, options.work / "sdists")
    folder = options.work / "trees" / library.name
    trees = {tree: folder / tree for tree in ("before", *TREES)}
    for tree in trees.values():
        unpack(archive, tree)
        for package in library.packages:
            (tree / package / "__init__.py").touch()
    if options.baseline:
        return trees, {}
    found = {tree: check(library, trees["before"], trees[tree], to, options) for tree, to in TREES.items()}
    return trees, found


def examine(library: Library, options: argparse.Namespace) -> Row:
    """Everything about one library."""
    trees, migrations = prepare(library, options)
    row = Row(library, migrations)
    if not library.tests or options.no_tests:
        return row
    for environment in ENVIRONMENTS:
        if environment.name in (options.environment or [environment.name]):
            if environment.compared:
                compare(row, environment, trees, options)
            elif not options.baseline:
                row.tests[f"after2-{environment.name}"] = passed(library, trees["after2"], environment, options)
    return row


def line_of(row: Row) -> list[str]:
    """The cells of one row of the table."""
    one = row.migrations.get("after", Migration())
    cells = [str(one.changed), str(one.lines), str(len(one.reports))]
    for environment in ENVIRONMENTS:
        trees = ("before", "after") if environment.compared else ("after2",)
        for tree in trees:
            found = row.tests.get(f"{tree}-{environment.name}")
            cells.append("-" if found is None else str(len(found)))
    return cells


def table(rows: list[Row]) -> list[list[str]]:
    """The heading, a row for each library, and the total."""
    head = ["Library", "Version", "Files", "Lines", "Reports"]
    for environment in ENVIRONMENTS:
        head += [f"{environment.title}, {when}" for when in ("before", "after")] if environment.compared else []
        head += [] if environment.compared else [environment.title]
    body = [[row.library.name, row.library.version, *line_of(row)] for row in rows]
    columns = list(zip(*(cells[2:] for cells in body)))
    total = [str(sum(int(cell) for cell in column if cell != "-")) for column in columns]
    return [head, *body, [f"{len(rows)} libraries", "", *total]]


def markdown(rows: list[Row]) -> str:
    """The table as a document."""
    lines = ["| " + " | ".join(cells) + " |" for cells in table(rows)]
    lines.insert(1, "| --- | --- |" + " ---: |" * (len(table(rows)[0]) - 2))
    notes = [f"- {row.library.name}: {note}" for row in rows for note in (*left_out(row.library), *row.notes)]
    return "\n".join([INTRODUCTION, *lines, "", "## Left out and unsteady", "", *notes, ""])


def left_out(library: Library) -> list[str]:
    """What is not run, with the reasons."""
    found = [f"`{name}`: {reason}" for name, reason in (*library.ignored, *library.deselected)]
    return found + ([library.note] if library.note else [])


INTRODUCTION = """# Migrated libraries

This page is written by `python tests/corpus/compare.py --work FOLDER --table docs/migrated-libraries.md`.

Each library is a source distribution as published. `kerascompat migrate --write` ran on it; *Files* and *Lines* are
what it changed, *Reports* the places that it names for a human to look at. The library's own tests ran before and
after, with Python 3.11: the columns count the tests that passed. The last column counts them after
`migrate --to keras2`, without any variable set. A dash stands for tests that are not run; the reasons are below.
"""


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Migrate published libraries and run their tests before and after.")
    parser.add_argument("names", nargs="*", help="libraries; all by default")
    parser.add_argument("--work", type=Path, required=True, help="folder for downloads, trees, environments, results")
    parser.add_argument("--package", type=Path, default=ROOT / "src", help="folder or wheel with kerascompat")
    parser.add_argument("--python", default="3.11", help="Python of the environments")
    known = [each.name for each in ENVIRONMENTS]
    parser.add_argument("--environment", action="append", choices=known, help="may be repeated; all by default")
    parser.add_argument("--table", type=Path, help="write the table to this Markdown file")
    parser.add_argument("--timeout", type=int, default=1800, help="seconds for one run of one library's tests")
    parser.add_argument("--baseline", action="store_true", help="only the unmigrated trees")
    parser.add_argument("--no-tests", action="store_true", help="only migrate and check the sources")
    parser.add_argument("--once", action="store_true", help="do not run again what lost a test")
    parser.add_argument("--fresh", action="store_true", help="forget earlier results")
    parser.add_argument("--list", action="store_true", help="list the libraries")
    return parser.parse_args()


def chosen(names: list[str]) -> list[Library]:
    """The libraries of these names, in the table's order."""
    unknown = set(names) - {library.name for library in LIBRARIES}
    if unknown:
        sys.exit(f"no such library: {', '.join(sorted(unknown))}")
    return [library for library in LIBRARIES if not names or library.name in names]


def show(row: Row) -> None:
    """Print what is known of one library."""
    say(f"{row.library.name} {row.library.version}: " + " ".join(line_of(row)))
    for each in row.wrong[:SHOWN]:
        say(f"  WRONG {each}")
    if len(row.wrong) > SHOWN:
        say(f"  WRONG and {len(row.wrong) - SHOWN} more: compare the JSON files")
    for each in row.notes:
        say(f"  note {each}")


def main() -> int:
    """Examine the chosen libraries; 1 if anything is lost or wrong."""
    options = arguments()
    if options.list:
        say("\n".join(f"{one.name} {one.version}: {' '.join(one.tests) or 'no tests'}" for one in LIBRARIES))
        return 0
    options.work, options.package = options.work.resolve(), options.package.resolve()
    if options.fresh:
        shutil.rmtree(options.work / "results", ignore_errors=True)
    options.tool = create(options.work / "environments" / "tool", options.python, ["packaging"])
    rows = []
    for library in chosen(options.names):
        rows.append(examine(library, options))
        show(rows[-1])
    for cells in table(rows):
        say("  ".join(cells))
    if options.table:
        options.table.write_text(markdown(rows), encoding="utf-8")
    return int(any(row.wrong for row in rows))


if __name__ == "__main__":
    sys.exit(main())

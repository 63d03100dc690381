"""A release, up to where the network begins: `python -m nox -s release -- X.Y.Z`.

The release commit is made and tested in a work tree of its own. Only when everything has passed does this branch move
to it, and the tag is set; until then nothing in the repository has changed.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "src"))  # where kerascompat is not installed

from kerascompat.migrate._requirements import requirement_of  # noqa: E402 - of this tree, or installed

SOURCE = "src/kerascompat/__init__.py"
CHANGELOG = "CHANGELOG.md"
RECIPE = "docs/conda/recipe.yaml"
UNRELEASED = "unreleased"

_VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")
_LINE = re.compile(r'^__version__ = "([^"\n]*)"$', re.MULTILINE)
_RECIPE_LINE = re.compile(r'^  version: "[^"\n]*"$', re.MULTILINE)
_REQUIREMENT = re.compile(r"\bkerascompat>=[0-9.]+,<[0-9.]*[0-9]")
_PRINTED = re.compile(r"\(kerascompat [0-9]+\.[0-9]+\.[0-9]+,")
_HEADING = re.compile(r"^## (\S+) \(([^)\n]+)\)$", re.MULTILINE)


@dataclass(frozen=True)
class State:
    """What a repository is like before a release.

    Args:
        branch: the branch that is checked out, empty where none is.
        changed: the lines of `git status --porcelain`.
        tags: the names of all tags.
        source: the text of the file with the version.
        changelog: the text of the changelog.
    """

    branch: str
    changed: tuple[str, ...]
    tags: tuple[str, ...]
    source: str
    changelog: str


def refusal(version: str, state: State) -> str | None:
    """Why this version cannot be released from this state, in one line; None where it can."""
    if not _VERSION.fullmatch(version):
        return f"{version!r} is no version of the form X.Y.Z"
    if not state.branch:
        return "no branch is checked out; check out the one that is to be released"
    if state.changed:
        return f"the work tree has {len(state.changed)} uncommitted changes, the first: {state.changed[0].strip()}"
    present = _LINE.findall(state.source)
    if len(present) != 1 or not _VERSION.fullmatch(present[0]):
        return f'{SOURCE} is to have one line `__version__ = "X.Y.Z"`'
    released = [tag[1:] for tag in state.tags if tag.startswith("v") and _VERSION.fullmatch(tag[1:])]
    newest = max(released, key=_numbers, default=None)
    if newest is not None and _numbers(version) <= _numbers(newest):
        return f"{version} is not newer than {newest}, which is tagged"
    if _numbers(version) < _numbers(present[0]):
        return f"{version} is older than {present[0]}, which stands in {SOURCE}"
    return _refused_changelog(version, state.changelog)


def _refused_changelog(version: str, text: str) -> str | None:
    heading = _HEADING.search(text)
    if heading is None:
        return f"{CHANGELOG} has no heading `## {version} ({UNRELEASED})`"
    if heading[1] != version:
        return f"the newest entry of {CHANGELOG} is of {heading[1]}, not of {version}"
    if heading[2] != UNRELEASED:
        return f"the entry of {version} in {CHANGELOG} says {heading[2]!r}, not {UNRELEASED!r}"
    entry = text[heading.end() :].partition("\n## ")[0]
    if not re.search(r"^- \S", entry, re.MULTILINE):
        return f"the entry of {version} in {CHANGELOG} is empty"
    return None


def released(path: str, text: str, version: str, day: str) -> str:
    """The text of a file of this repository as it is in the release of a version.

    Args:
        path: where it is, below the root: the source with the version, the changelog, the conda recipe, or a page.
        text: what it says before.
        version: what is released.
        day: when, as YYYY-MM-DD.
    """
    if path == SOURCE:
        return _LINE.sub(f'__version__ = "{version}"', text)
    if path == CHANGELOG:
        return text.replace(f"## {version} ({UNRELEASED})\n", f"## {version} ({day})\n", 1)
    if path == RECIPE:
        return _RECIPE_LINE.sub(f'  version: "{version}"', text)
    return _PRINTED.sub(rf"(kerascompat {version},", _REQUIREMENT.sub(requirement_of(version), text))


def files_of(root: Path) -> list[str]:
    """The files that name the version, or what a library requires of it."""
    pages = sorted(page.relative_to(root).as_posix() for page in root.glob("docs/*.md"))
    return [SOURCE, CHANGELOG, RECIPE, "README.md", *pages]


def remaining(version: str, branch: str, files: list[str]) -> str:
    """What is left to be done by hand."""
    named = " ".join(shlex.quote(file) for file in files)
    return "\n".join(
        [
            f"{version} is committed and tagged here. What needs a network is left to you:",
            f"  git push --atomic origin {shlex.quote(branch)} v{version}",
            f"  python -m twine upload {named}",
            f"  and to undo it before that: git tag -d v{version} && git reset --keep HEAD~1",
        ]
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


def _git(*arguments: str, root: Path = ROOT) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"git {shlex.join(arguments)}: {done.stderr.strip()}"
        raise RuntimeError(message)
    return done.stdout


def _state() -> State:
    return State(
        _git("branch", "--show-current").strip(),
        tuple(_git("status", "--porcelain").splitlines()),
        tuple(_git("tag", "--list").splitlines()),
        (ROOT / SOURCE).read_text(encoding="utf-8"),
        (ROOT / CHANGELOG).read_text(encoding="utf-8"),
    )


def _run(step: str, *command: str, root: Path, **variables: str) -> None:
    print(f"release: {step}", flush=True)
    env = {**os.environ, **variables}
    env.pop("PYTHONPATH", None)
    if subprocess.run(command, cwd=root, env=env, check=False).returncode:
        message = f"{step}: failed"
        raise RuntimeError(message)


def _committed(work: Path, version: str) -> None:
    today = dt.datetime.now(dt.timezone.utc).strftime("%Y-%m-%d")
    for path in files_of(work):
        text = (work / path).read_text(encoding="utf-8")
        (work / path).write_text(released(path, text, version, today), encoding="utf-8")
    _git("commit", "--all", "--quiet", "-m", f"Release {version}", root=work)


def _tested(work: Path, dist: Path) -> list[Path]:
    _run("build", sys.executable, "tests/package/builds.py", str(dist), root=work)
    package = ("-m", "pytest", "-q", "tests/package", "--confcutdir=tests/package")
    step = "build again elsewhere and compare; file lists; twine check"
    _run(step, sys.executable, *package, root=work, KERASCOMPAT_DIST=str(dist))
    wheel = str(next(dist.glob("*.whl")))
    install = ("uv", "pip", "install", "--quiet", "--offline", "--no-deps", "--reinstall", "--python", sys.executable)
    _run("install the wheel", *install, wheel, root=work)
    _run("the fast tests against the installed wheel", sys.executable, "tests/package/apart.py", "-n", "2", root=work)
    return sorted(dist.iterdir())


def _published_here(version: str, commit: str) -> None:
    _git("tag", "--annotate", "-m", f"kerascompat {version}", f"v{version}", commit)
    try:
        _git("merge", "--quiet", "--ff-only", commit)
    except RuntimeError:
        _git("tag", "--delete", f"v{version}")
        raise


def main(arguments: list[str]) -> int:
    """Check, commit, build, test, and tag."""
    if len(arguments) != 1:
        print("release: say which version: python -m nox -s release -- X.Y.Z")
        return 1
    (version,) = arguments
    state = _state()
    refused = refusal(version, state)
    if refused is not None:
        print(f"release: {refused}")
        return 1
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary) / "release"
        try:
            _git("worktree", "add", "--quiet", "--detach", str(work))
            _committed(work, version)
            files = _tested(work, Path(temporary) / "dist")
            _published_here(version, _git("rev-parse", "HEAD", root=work).strip())
        except RuntimeError as error:
            print(f"release: {error}; nothing is committed or tagged here")
            return 1
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(work)], cwd=ROOT, check=False)
        kept = ROOT / "dist" / version
        kept.mkdir(parents=True, exist_ok=True)
        for file in files:
            shutil.copyfile(file, kept / file.name)
    print(remaining(version, state.branch, [f"dist/{version}/{file.name}" for file in files]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

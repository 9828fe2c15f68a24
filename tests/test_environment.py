"""The three lists of what is needed agree: pyproject.toml, environment.yml and requirements.lock."""

import os
import re
import shutil
import subprocess
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# Packages that conda-forge carries under another name.
CONDA_NAMES = {"matplotlib": "matplotlib-base"}


@pytest.fixture(scope="module")
def project(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def conda(root):
    return yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def lock(root):
    return (root / "requirements.lock").read_text(encoding="utf-8")


def needed(lines):
    return {canonicalize_name(r.name): r.specifier for r in map(Requirement, lines)}


def test_conda_gets_the_same_packages_with_the_same_bounds(project, conda):
    extras = project["project"]["optional-dependencies"]
    readers = [line for name, lines in extras.items() if name not in ("browser", "test") for line in lines]
    wanted = needed(project["project"]["dependencies"] + readers)
    wanted = {CONDA_NAMES.get(name, name): specifier for name, specifier in wanted.items()}
    plain = [line for line in conda["dependencies"] if isinstance(line, str)]
    assert plain[:2] == ["python=3.11", "pip"]
    assert needed(plain[2:]) == wanted


def test_conda_installs_the_package_itself_and_nothing_else_by_pip(conda):
    assert conda["dependencies"][-1] == {"pip": ["-e ."]}
    assert conda["channels"] == ["conda-forge", "nodefaults"]


def test_conda_python_is_one_the_package_takes(project):
    assert project["project"]["requires-python"] == ">=3.11"


def test_lock_holds_what_the_project_needs(project, lock):
    wanted = project["build-system"]["requires"] + project["project"]["dependencies"]
    for extra in project["project"]["optional-dependencies"].values():
        wanted = wanted + extra
    locked = {}
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE):
        locked.setdefault(canonicalize_name(name), []).append(version)
    for name, specifier in needed(wanted).items():
        assert locked.get(name), f"{name} is not in requirements.lock; run make lock"
        assert all(version in specifier for version in locked[name]), f"{name}: run make lock"


def test_build_needs_are_those_of_the_lock(project):
    assert project["dependency-groups"]["build"] == project["build-system"]["requires"]


def test_every_locked_package_has_a_hash(lock):
    packages = re.split(r"\n(?=[\w.-]+==)", lock)[1:]
    assert len(packages) > 50
    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []


def test_lock_names_no_index_and_no_path(lock):
    assert re.findall(r"https?:|file:|--(?:extra-)?index|--find-links|--trusted|(?:^|\s)/\w+", lock) == []


def make(folder, *arguments):
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", *arguments], cwd=folder, env=plain, capture_output=True, text=True)


@pytest.fixture
def copy(root, tmp_path):
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(root / name, tmp_path)
    return tmp_path


def test_plain_make_lists_every_target_and_makes_nothing(root, copy):
    done = make(copy)
    assert done.returncode == 0
    listed = re.findall(r"^  make (\w+) +\S", done.stdout, re.MULTILINE)
    phony = re.search(r"^\.PHONY: (.*)$", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(phony[1].split())
    assert not (copy / ".venv").exists()


def test_without_a_python_that_is_new_enough_make_says_so(copy):
    done = make(copy, "test", "PYTHON=no-such-python")
    assert done.returncode != 0
    assert done.stderr.startswith("No Python 3.11 or newer among: no-such-python. Install one, or name it:")
    assert not (copy / ".venv").exists()


def test_a_second_run_installs_nothing(copy):
    (copy / ".venv").mkdir()
    for stamp in ("locked", "ready"):
        (copy / ".venv" / stamp).touch()
    assert "up to date" in make(copy, ".venv/ready").stdout
    os.utime(copy / "requirements.lock", (2**31, 2**31))
    assert make(copy, "--question", ".venv/ready").returncode == 1

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every machine, no time limit, nothing kept between runs.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root():
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def seeds():
    """The folder of the five articles."""
    return ROOT / "seeds"

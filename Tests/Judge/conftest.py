"""What the judges share: the province under judgement, its exports, a server, and one set of random screenings."""

import os
import random
from pathlib import Path

import pytest

from judge.exports import Export
from judge.program import BINARY, Server, screen_many
from judge.settings import DAY, LONG, SEED, count
from judge.sites import Projects, footprint

def pytest_report_header():
    return f"fenqu judges: seed {SEED}, {'full' if LONG else 'reduced'} counts, province {os.environ.get('FENQU_TEST_DATA', 'not given')}"


@pytest.fixture(scope="session")
def province() -> Path:
    data = os.environ.get("FENQU_TEST_DATA")
    if not data or not BINARY.exists():
        pytest.fail("these judges want a built program and FENQU_TEST_DATA, the folder of a demonstration province: run ./test")
    return Path(data)


@pytest.fixture(scope="session")
def export(province) -> Export:
    return Export(province)


@pytest.fixture(scope="session")
def server(province):
    with Server(province) as running:
        yield running


@pytest.fixture(scope="session")
def projects(export) -> Projects:
    return Projects(export.facts, export.lists)


@pytest.fixture(scope="session")
def screened(province, export, projects) -> list[tuple[dict, dict]]:
    """(project, assessment) of random projects at random sites: 1,000 in the long run."""
    generator = random.Random(SEED)
    given = [projects.project(generator, footprint(generator, export.units, largest=3000), generator.choice([0.4, 0.8, 1.0]))
             for _ in range(count(200, 1000))]
    return list(zip(given, screen_many(province, given, "--as-of", DAY)))

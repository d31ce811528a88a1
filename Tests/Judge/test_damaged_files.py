"""Files beside the database that rotted, were cut short, exchanged or lost: no wrong answer from them, and a server makes them again."""

import random
import shutil
import time

import pytest

from judge.program import Server, output, run
from judge.settings import SEED

AT = ("118.80", "32.06", "--format", "json")


@pytest.fixture
def copy(province, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(province, folder)
    output("at", "--data", folder, *AT)
    return folder


def largest(folder, kind):
    return sorted((folder / "snapshots").glob(f"*.{kind}"), key=lambda f: f.stat().st_size)


def flipped(path, places):
    content = bytearray(path.read_bytes())
    for at in places:
        content[at] ^= 0x10
    path.unlink()
    path.write_bytes(content)


def bytes_of(folder):
    return {f.name: f.read_bytes() for kind in ("segment", "plan", "directory") for f in (folder / "snapshots").glob(f"*.{kind}")}


def spoil(folder, how, generator):
    plan, segment = largest(folder, "plan")[-1], largest(folder, "segment")[-1]
    if how == "a flipped bit in a plan":
        flipped(plan, [generator.randrange(4096, plan.stat().st_size) for _ in range(3)])
    elif how == "a plan cut short":
        content = plan.read_bytes()
        plan.unlink()
        plan.write_bytes(content[: len(content) // 2])
    elif how == "a plan of other layers":
        other = largest(folder, "plan")[-2].read_bytes()
        plan.unlink()
        plan.write_bytes(other)
    elif how == "no plans":
        for f in largest(folder, "plan"):
            f.unlink()
    elif how == "a damaged directory":
        directory = largest(folder, "directory")[-1]
        flipped(directory, [generator.randrange(4096, directory.stat().st_size) for _ in range(3)])
    elif how == "a segment cut short":
        content = segment.read_bytes()
        segment.unlink()
        segment.write_bytes(content[:-5000])
    elif how == "a flipped bit in a segment":
        flipped(segment, [generator.randrange(4096, segment.stat().st_size // 2)])


@pytest.mark.parametrize("how", ["a flipped bit in a plan", "a plan cut short", "a plan of other layers", "no plans", "a damaged directory",
                                 "a segment cut short", "a flipped bit in a segment"])
def test_a_server_makes_damaged_files_again(copy, how):
    before, answer = bytes_of(copy), output("at", "--data", copy, *AT)
    spoil(copy, how, random.Random(SEED))
    assert bytes_of(copy) != before
    with Server(copy) as server:
        end = time.monotonic() + 40
        while bytes_of(copy) != before and time.monotonic() < end:
            server.get("/api/v1/at?lon=118.80&lat=32.06")
            time.sleep(0.5)
        assert bytes_of(copy) == before, how
        assert server.get("/health")[0] == 200
    assert output("at", "--data", copy, *AT) == answer


def test_a_read_only_folder_without_plans_answers_from_plans_of_its_own(copy):
    answer = output("at", "--data", copy, *AT)
    spoil(copy, "no plans", None)
    for f in copy.rglob("*"):
        f.chmod(0o555 if f.is_dir() else 0o444)
    copy.chmod(0o555)
    try:
        done = run("at", "--data", copy, *AT)
        assert done.returncode == 0 and done.stdout == answer
    finally:
        copy.chmod(0o755)
        for f in copy.rglob("*"):
            f.chmod(0o755 if f.is_dir() else 0o644)

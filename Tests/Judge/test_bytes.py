"""The same question gives the same bytes: many clients, a restart, another clock, another processor's arithmetic, a hard end."""

import http.client
import json
import os
import random
import re
import shutil
import signal
import subprocess
import threading
import time

import pytest

from judge.program import BINARY, ROOT, Server, environment, exact, output, run, screen_many, write_project
from judge.settings import DAY, SEED, count
from judge.sites import footprint

# What an older processor offers: no fused multiply-add, no wide vectors.
OLD_PROCESSOR = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4"}
BASE_MAP = os.environ.get("FENQU_BASE_MAP", str(ROOT / "cache" / "basemap"))


@pytest.fixture(scope="module")
def questions(export, projects):
    generator = random.Random(SEED + 17)
    return [projects.project(generator, footprint(generator, export.units, largest=2000)) for _ in range(count(20, 50))]


@pytest.fixture
def copy(province, tmp_path):
    """A province of its own, so that what is stored here disturbs nobody."""
    shutil.copytree(province, tmp_path / "data")
    return tmp_path / "data"


def assessment_bytes(body: bytes) -> bytes:
    """The stored and hashed bytes: the answer without what says who asked and when."""
    assert body.startswith(b'{"screening":') or b'"screening"' in body, body[:200]
    text = body.decode()
    start = text.index('"screening"')
    value, end = json.JSONDecoder().raw_decode(text, text.index("{", start + 11))
    rest = text[end:].lstrip().removeprefix(",").lstrip()
    assert value["id"] and value["number"]
    return rest.encode()


def ask(server, project) -> bytes:
    for attempt in range(200):
        status, headers, body = server.post(project, f"?asOf={DAY}")
        if status == 503:
            # The lane is full and says so: come back as told.
            assert headers["Retry-After"]
            time.sleep(0.05)
            continue
        assert status in (200, 201), (status, body[:400])
        return body
    raise AssertionError("503 for ten seconds")


def test_eight_clients_get_the_same_bytes(copy, questions):
    answers: list[dict] = [{} for _ in range(8)]
    faults = []
    rounds = count(40, 500)
    with Server(copy) as server:
        def client(number):
            generator = random.Random(number)
            try:
                for _ in range(rounds):
                    n = generator.randrange(len(questions))
                    got = assessment_bytes(ask(server, questions[n]))
                    assert answers[number].setdefault(n, got) == got
            except BaseException as error:  # a thread's failure must reach the test
                faults.append(error)
        threads = [threading.Thread(target=client, args=(n,)) for n in range(8)]
        [t.start() for t in threads]
        [t.join() for t in threads]
        assert not faults, faults[0]
        for n in range(len(questions)):
            assert len({a[n] for a in answers if n in a}) <= 1
        single = {n: assessment_bytes(ask(server, q)) for n, q in enumerate(questions)}
    for a in answers:
        for n, got in a.items():
            assert got == single[n]
    with Server(copy) as restarted:
        for n, question in enumerate(questions[:8]):
            assert assessment_bytes(ask(restarted, question)) == single[n]
    with Server(copy, **OLD_PROCESSOR) as old:
        for n, question in enumerate(questions):
            assert assessment_bytes(ask(old, question)) == single[n], "the answer depends on the processor"
    with Server(copy, command=["faketime", "-f", "+400d"]) as later:
        for n, question in enumerate(questions[:8]):
            assert assessment_bytes(ask(later, question)) == single[n], "the answer depends on the clock"


def test_the_batch_and_one_by_one_agree(province, questions):
    import tempfile
    from pathlib import Path
    together = screen_many(province, questions[:5], "--as-of", DAY)
    with tempfile.TemporaryDirectory() as folder:
        for question, expected in zip(questions, together):
            alone = exact(output("screen", "--data", province, "--project", write_project(Path(folder), question), "--no-store", "--format", "json",
                                 "--as-of", DAY))
            assert {k: v for k, v in alone.items() if k != "screening"} == {k: v for k, v in expected.items() if k != "screening"}


def test_replay_gives_what_was_stored(copy, questions):
    with Server(copy) as server:
        bodies = [ask(server, q) for q in questions[:5]]
        shown = [server.get(f"/api/v1/screenings/{exact(b)['screening']['id']}")[2] for b in bodies]
    for body, again in zip(bodies, shown):
        assert assessment_bytes(again) == assessment_bytes(body)
        replayed = output("replay", "--data", copy, exact(body)["screening"]["id"])
        assert assessment_bytes(body).rstrip() == (assessment_bytes(replayed) if b'"screening"' in replayed[:40] else replayed[1:] if replayed[:1] == b"{" else replayed).rstrip()


def demo_hash(data, *options, **more) -> str:
    text = output("demo", "--data", data, "--base-map", BASE_MAP, "--units", "300", *options, timeout=900, **more).decode()
    found = re.findall(r"sha256:[0-9a-f]{64}", text)
    assert found, text[-500:]
    return found[-1]


def test_the_province_is_the_same_on_an_older_processor(tmp_path):
    first = demo_hash(tmp_path / "one")
    assert demo_hash(tmp_path / "two", **OLD_PROCESSOR) == first
    other = demo_hash(tmp_path / "three", "--seed", "2")
    assert other != first


def test_the_demonstration_ended_hard_can_be_made_again(tmp_path):
    whole = demo_hash(tmp_path / "whole")
    for wait in (0.3, 1.0, 2.5):
        data = tmp_path / f"killed-{wait}"
        process = subprocess.Popen([str(BINARY), "demo", "--data", str(data), "--base-map", BASE_MAP, "--units", "300"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert demo_hash(data) == whole


def test_a_hard_end_loses_nothing_acknowledged(copy, questions):
    acknowledged: list[tuple[str, bytes]] = []
    for wait in (0.7, 1.3):
        server = Server(copy).__enter__()
        stop = threading.Event()

        def client(number):
            generator = random.Random(number)
            while not stop.is_set():
                try:
                    status, _, body = server.post(generator.choice(questions), f"?asOf={DAY}")
                except (OSError, http.client.HTTPException):
                    return
                if status in (200, 201):
                    acknowledged.append((exact(body)["screening"]["id"], assessment_bytes(body)))
        threads = [threading.Thread(target=client, args=(n,)) for n in range(4)]
        [t.start() for t in threads]
        time.sleep(wait)
        server.kill()
        stop.set()
        [t.join() for t in threads]
        server.log.close()
    assert len(acknowledged) > 5
    numbers = set()
    with Server(copy) as server:
        for identifier, stored in acknowledged:
            status, _, body = server.get(f"/api/v1/screenings/{identifier}")
            assert status == 200, f"{identifier} was acknowledged and is lost"
            assert assessment_bytes(body) == stored
            numbers.add(exact(body)["screening"]["number"])
    assert len(numbers) == len(acknowledged), "two screenings share a number"

"""The program under judgement: its command line, and a server ended by its own process id."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BINARY = Path(os.environ.get("FENQU_BINARY", ROOT / ".build" / "release" / "fenqu"))


def environment(**more) -> dict:
    return {**os.environ, "FENQU_PUBLIC": str(ROOT / "Public"), "FENQU_PYTHON": str(ROOT / ".venv" / "bin" / "python"), "FENQU_EXAMPLES": str(ROOT / "Examples"),
            "LC_ALL": "C.UTF-8", **more}


def run(*arguments, stdin: str | bytes | None = None, timeout: float = 600, **more) -> subprocess.CompletedProcess:
    """Bytes out, whatever the status."""
    if isinstance(stdin, str):
        stdin = stdin.encode()
    return subprocess.run([str(BINARY), *map(str, arguments)], input=stdin, capture_output=True, timeout=timeout, env=environment(**more),
                          **({} if stdin is not None else {"stdin": subprocess.DEVNULL}))


def output(*arguments, **more) -> bytes:
    """Standard output of a command that must succeed."""
    done = run(*arguments, **more)
    assert done.returncode == 0, f"fenqu {' '.join(map(str, arguments))} ended with {done.returncode}: {done.stderr.decode()[-600:]}"
    return done.stdout


def exact(text: str | bytes):
    """JSON with its numbers as decimals, as they were printed."""
    return json.loads(text, parse_float=Decimal, parse_int=int)


def write_project(folder: Path, project: dict, name: str = "project.json") -> Path:
    path = Path(folder) / name
    path.write_text(json.dumps(project, ensure_ascii=False, default=str))
    return path


def screen(data: Path, project: dict, *options) -> dict:
    """One assessment, not stored."""
    with tempfile.TemporaryDirectory() as folder:
        return exact(output("screen", "--data", data, "--project", write_project(folder, project), "--no-store", "--format", "json", *options))


def screen_many(data: Path, projects: list[dict], *options) -> list[dict]:
    """One assessment a project, in order, through the batch."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "projects.jsonl"
        path.write_text("".join(json.dumps(p, ensure_ascii=False, default=float) + "\n" for p in projects))
        lines = output("screen", "--data", data, "--jsonl", path, "--no-store", *options, timeout=3000).decode().splitlines()
    assert len(lines) == len(projects), f"{len(projects)} projects in, {len(lines)} lines out"
    return [exact(line) for line in lines]


def screened(data: Path, projects: list[dict], *options, batch: int = 200):
    """The same one after the other, a batch in memory at a time: tens of thousands of assessments would fill it."""
    for first in range(0, len(projects), batch):
        yield from screen_many(data, projects[first:first + batch], *options)


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """`fenqu serve` on a free loopback port, for as long as the block lasts."""

    def __init__(self, data: Path, command: list[str] | None = None, log: Path | None = None, **more):
        self.data, self.port = Path(data), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = open(log or os.devnull, "ab")
        self.process = subprocess.Popen([*(command or []), str(BINARY), "serve", "--data", str(data), "--port", str(self.port)],
                                        stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True,
                                        env=environment(FENQU_PUBLIC_URL=self.url, **more))

    def __enter__(self):
        end = time.monotonic() + 60
        while True:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended at once with {self.process.returncode}")
            try:
                if self.get("/health")[0] == 200:
                    return self
            except OSError:
                pass
            if time.monotonic() > end:
                self.stop()
                raise AssertionError("the server did not answer /health within a minute")
            time.sleep(0.05)

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        if self.process.poll() is None:
            # The whole group: a wrapper such as faketime runs the server as a child of its own.
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()
                raise AssertionError("the server did not end within 20 s of SIGTERM")
        self.log.close()

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)

    def request(self, method: str, path: str, body: bytes | None = None, headers: dict | None = None, timeout: float = 120):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def get(self, path: str, **headers):
        return self.request("GET", path, headers=headers)

    def post(self, project: dict, query: str = ""):
        return self.request("POST", "/api/v1/screenings" + query, json.dumps(project, ensure_ascii=False, default=float).encode(),
                            {"Content-Type": "application/json"})

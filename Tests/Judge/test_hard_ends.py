"""An import that is ended hard (kill -9) leaves what was there or all that was brought, and can be done again."""

import csv
import io
import json
import random
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import pytest

from judge.program import BINARY, environment, exact, output, run, screen
from judge.settings import SEED, count
from judge.sites import footprint
from judge.workbook import workbook

ISSUER = "320100"
# Past every edition's first day, so that what is imported is what is read.
LATER = "2027-01-01"


@dataclass
class Import:
    """One import: its command, and how a folder's state that it changes is read."""
    arguments: list
    state: Callable[[Path], bytes]
    # An edition's name is taken once it is on record; what replaces as a whole may be done twice.
    again: list | None = None


def lists_in_force(data: Path) -> bytes:
    return output("export", "--data", data, "--as-of", LATER, "lists", "--issuer", ISSUER, "--format", "jsonl")


def catalogues_in_force(data: Path) -> bytes:
    return output("export", "--data", data, "--as-of", LATER, "catalogues")


def _rewritten_lists(data: Path, folder: Path) -> Path:
    """The issuer's lists with every sentence changed, as a workbook written by the program in a folder apart."""
    lines = [json.loads(line) for line in lists_in_force(data).splitlines()]
    for line in lines:
        line["text"] = line["text"].rstrip("。") + "（修订）。"
    changed = folder / "changed.jsonl"
    changed.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    apart = folder / "apart"
    shutil.copytree(data, apart)
    output("import", "lists", "--data", apart, "--issuer", ISSUER, "--edition", "另存", "--effective", "2026-12-01", changed)
    book = folder / "lists.xlsx"
    book.write_bytes(output("export", "--data", apart, "--as-of", LATER, "lists", "--issuer", ISSUER, "--format", "xlsx"))
    shutil.rmtree(apart)
    return book


def _catalogue_rows(generator: random.Random) -> list[list[str]]:
    rows = [["类别", "序号", "名称", "产品", "行业"]]
    for n in range(3000):
        rows.append([generator.choice(["鼓励类", "限制类", "淘汰类"]), str(n + 1), f"第{n + 1}号装置", f"产品{n}；产品{n}乙", generator.choice(["C2614", "C3110"])])
    return rows


@pytest.fixture(scope="module")
def imports(province, export, tmp_path_factory) -> dict[str, Import]:
    folder = tmp_path_factory.mktemp("imports")
    generator = random.Random(SEED + 41)
    book = _rewritten_lists(province, folder)

    def lists(edition: str) -> list:
        return ["lists", "--issuer", ISSUER, "--edition", edition, "--effective", "2026-12-01", book]
    rows = _catalogue_rows(generator)
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    table, sheet, whole = folder / "catalogue.csv", folder / "catalogue-book.xlsx", folder / "catalogue.json"
    table.write_text(text.getvalue())
    sheet.write_bytes(workbook(rows))
    whole.write_text(json.dumps({
        "kind": "lookup", "id": "产业结构调整指导目录", "title": "产业结构调整指导目录", "edition": "2026年试行本", "from": "2026-06-01", "until": None,
        "source": "示范", "complete": True,
        "entries": [{"class": [r[0]], "number": r[1], "name": r[2], "products": r[3].split("；"), "industries": [r[4]]} for r in rows[1:]]}, ensure_ascii=False))
    head = ["--id", "产业结构调整指导目录", "--edition", "2026年试行本", "--from", "2026-06-01", "--source", "示范"]
    counties = sorted({feature.code for feature in export.layer("县级行政区")})
    document = next(iter(export.rows("lists")))["document"]
    suspensions = folder / "suspensions.json"
    suspensions.write_text(json.dumps([
        {"id": f"限批{n}", "areas": counties, "layer": None, "scope": "新增化学需氧量排放", "pollutants": [], "industries": [], "from": "2026-01-01",
         "until": None, "document": document, "article": None} for n in range(200)], ensure_ascii=False))
    site = {"name": "任一地块", "footprint": footprint(generator, export.units, largest=2000)}

    def suspended(data: Path) -> bytes:
        return json.dumps(screen(data, site, "--as-of", LATER)["suspensions"], default=str).encode()
    return {
        "lists-xlsx": Import(lists("试行"), lists_in_force, lists("试行二")),
        "catalogue-json": Import(["catalogue", whole], catalogues_in_force),
        "catalogue-csv": Import(["catalogue", *head, table], catalogues_in_force),
        "catalogue-xlsx": Import(["catalogue", *head, sheet], catalogues_in_force),
        "suspensions": Import(["suspensions", suspensions], suspended),
    }


def command(data: Path, arguments: list) -> list:
    return ["import", arguments[0], "--data", data, *arguments[1:]]


@pytest.mark.parametrize("kind", ["lists-xlsx", "catalogue-json", "catalogue-csv", "catalogue-xlsx", "suspensions"])
def test_an_import_ended_hard_leaves_old_or_new_whole(kind, imports, province, tmp_path):
    it = imports[kind]
    generator = random.Random(f"{SEED} {kind}")
    before = it.state(province)
    whole = tmp_path / "whole"
    shutil.copytree(province, whole)
    started = time.monotonic()
    output(*command(whole, it.arguments))
    took = time.monotonic() - started
    after = it.state(whole)
    assert before != after
    cut = 0
    for n in range(count(6, 100)):
        data = tmp_path / f"round-{n}"
        shutil.copytree(province, data)
        process = subprocess.Popen([str(BINARY), *map(str, command(data, it.arguments))], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, env=environment())
        wait = generator.uniform(0, took * 1.1)
        time.sleep(wait)
        process.kill()
        process.wait(20)
        cut += process.returncode == -9
        now = it.state(data)
        assert now in (before, after), f"killed after {wait:.3f} s of {took:.3f} s: neither what was there nor what was brought"
        # A second look changes nothing: reading mends and loses nothing.
        assert it.state(data) == now
        done = run(*command(data, it.arguments))
        if done.returncode != 0 and it.again:
            # It was on record before its end, and its name is taken: the next writer finds it and makes good what was not yet written out.
            assert "已有名为" in done.stderr.decode(), f"killed after {wait:.3f} s: {done.stderr.decode()}"
            assert it.state(data) == after
            done = run(*command(data, it.again))
        assert done.returncode == 0, f"killed after {wait:.3f} s: {done.stderr.decode()}"
        assert it.state(data) == after
        check = exact(output("export", "--data", data, "--as-of", LATER, "state"))
        assert check["legalState"]["asOf"] == LATER
        shutil.rmtree(data)
    assert cut > 0, "no import was ended before its end"
    shutil.rmtree(whole)


def test_imports_ended_hard_one_after_the_other_in_one_folder(imports, province, tmp_path):
    """What one hard end leaves behind does not trouble the next import, of whatever kind."""
    generator = random.Random(SEED + 43)
    data = tmp_path / "data"
    shutil.copytree(province, data)
    reads = [i.state for i in imports.values()]
    for n in range(count(8, 80)):
        it = generator.choice(list(imports.values()))
        arguments = [f"试行之{n}" if a == "试行" else a for a in it.arguments]
        process = subprocess.Popen([str(BINARY), *map(str, command(data, arguments))], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, env=environment())
        time.sleep(generator.uniform(0, 0.6))
        process.kill()
        process.wait(20)
        for read in reads:
            read(data)
    for it in imports.values():
        done = run(*command(data, it.again or it.arguments))
        assert done.returncode == 0, done.stderr.decode()

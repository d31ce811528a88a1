"""The report as a reader gets it: every clause's whole text is there and can be seen, fonts are embedded, the code leads back."""

import html
import re
import statistics
import subprocess
import time
import unicodedata
from urllib.parse import urlparse

import numpy as np
import pytest
import zxingcpp

from judge.program import exact


@pytest.fixture(scope="module")
def report(server, stored, tmp_path_factory):
    status, headers, body = server.get(f"/api/v1/screenings/{stored['screening']['id']}.pdf")
    assert status == 200 and headers["Content-Type"] == "application/pdf"
    path = tmp_path_factory.mktemp("report") / "report.pdf"
    path.write_bytes(body)
    return path


def tool(*arguments) -> str:
    return subprocess.run(arguments, capture_output=True, check=True).stdout.decode()


def squeezed(text: str) -> str:
    """Without blanks and line ends, compatibility forms unified: what a reader reads."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def words(report):
    """(page, page width, page height, x0, y0, x1, y1, text) of everything printed, in points."""
    page = None
    for line in tool("pdftotext", "-bbox", str(report), "-").splitlines():
        if found := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            page = (0 if page is None else page[0] + 1, float(found[1]), float(found[2]))
        elif found := re.search(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)</word>', line):
            yield (*page, *map(float, found.groups()[:4]), html.unescape(found[5]))


@pytest.fixture(scope="module")
def pictures(report):
    """Each page as a grey array at 100 dots an inch."""
    stem = report.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "100", "-gray", str(report), str(stem)], check=True)
    pages = []
    for path in sorted(report.parent.glob("report-*.pgm")):
        data = path.read_bytes()
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
        pages.append(np.frombuffer(data[head.end():], np.uint8).reshape(int(head[2]), int(head[1])))
    return pages


def test_every_clause_stands_there_whole(report, stored):
    text = squeezed("".join(w[7] for w in words(report)))
    # A page's end may cut a sentence: its head and foot lines stand between. Then both pieces must be there.
    def printed(sentence: str) -> bool:
        sentence = squeezed(sentence)
        if sentence in text:
            return True
        return any(sentence[:k] in text and sentence[k:] in text for k in range(1, len(sentence)))
    judged = [c for c in stored["clauses"] if c["outcome"] not in ("notApplicable", "context")]
    assert judged
    missing = [c["id"] for c in judged if not printed(c["text"])]
    assert not missing, missing
    assert squeezed(stored["screening"]["number"]) in text
    assert "年产五千吨涂料项目" in text
    assert {"prohibited": "禁止准入", "nonconforming": "不符合", "undetermined": "待定", "conditional": "有条件符合", "conforms": "符合"}[stored["conclusion"]] in text
    for unit in stored["units"]:
        assert unit["code"] in text
    assert "示范数据" in text


def test_what_is_printed_is_seen(report, pictures):
    """Every word lies on its page and leaves ink there: nothing is clipped, covered or drawn in white."""
    blank = []
    total = 0
    for page, width, height, x0, y0, x1, y1, text in words(report):
        if not text.strip(".·…-–—_ "):
            continue
        total += 1
        assert -0.5 <= x0 and x1 <= width + 0.5 and -0.5 <= y0 and y1 <= height + 0.5, f"page {page + 1}: {text} hangs over the edge"
        picture = pictures[page]
        part = picture[max(0, int(y0 * 100 / 72)): int(y1 * 100 / 72) + 1, max(0, int(x0 * 100 / 72)): int(x1 * 100 / 72) + 1]
        if part.size and int(part.max()) - int(part.min()) < 40:
            blank.append((page + 1, text))
    assert total > 100
    assert not blank, blank[:10]


def test_lines_do_not_run_into_each_other(report):
    """No two words of a page cover one another."""
    boxes: dict[int, list] = {}
    for page, _, _, x0, y0, x1, y1, text in words(report):
        # A single mark may hang into its neighbour's box: raised digits, closing punctuation.
        if len(text) > 1:
            boxes.setdefault(page, []).append((x0, y0, x1, y1, text))
    over = []
    for page, found in boxes.items():
        array = np.array([b[:4] for b in found])
        for i, (x0, y0, x1, y1, text) in enumerate(found):
            w = np.minimum(x1, array[i + 1:, 2]) - np.maximum(x0, array[i + 1:, 0])
            h = np.minimum(y1, array[i + 1:, 3]) - np.maximum(y0, array[i + 1:, 1])
            small = np.minimum((x1 - x0) * (y1 - y0), (array[i + 1:, 2] - array[i + 1:, 0]) * (array[i + 1:, 3] - array[i + 1:, 1]))
            for j in np.flatnonzero((w > 0) & (h > 0) & (w * h > 0.45 * small)):
                over.append((page + 1, text, found[i + 1 + j][4]))
    assert not over, over[:10]


def test_all_fonts_are_embedded(report):
    fonts = tool("pdffonts", str(report)).splitlines()[2:]
    assert fonts
    # name, type, encoding, then: embedded, subset, with a way back to text, object number and generation
    assert all(re.search(r"\byes\s+(yes|no)\s+yes\s+\d+\s+\d+$", line.rstrip()) for line in fonts), "\n".join(fonts)


def test_the_document_says_what_it_is(report, stored):
    info = tool("pdfinfo", str(report))
    assert re.search(r"Title:\s+\S", info) and re.search(r"Page size:.*A4", info)


def test_the_code_leads_to_the_screening(report, server, stored):
    subprocess.run(["pdftoppm", "-r", "200", "-gray", str(report), str(report.with_name("code"))], check=True)
    found = []
    for path in sorted(report.parent.glob("code-*.pgm")):
        data = path.read_bytes()
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
        picture = np.frombuffer(data[head.end():], np.uint8).reshape(int(head[2]), int(head[1]))
        found += [code.text for code in zxingcpp.read_barcodes(picture)]
    assert found, "no code on any page"
    address = urlparse(found[0])
    assert address.path == f"/screenings/{stored['screening']['id']}" and re.fullmatch(r"h=[0-9a-f]{16}", address.query)
    assert stored["screening"]["number"] not in found[0]
    status, _, body = server.get(f"{address.path}?{address.query}")
    assert status == 200 and stored["screening"]["number"] in body.decode()
    # Another hash is said to be another paper.
    status, _, other = server.get(f"{address.path}?h=0123456789abcdef")
    assert other != body


def test_it_comes_quickly(server, stored):
    times = []
    for _ in range(20):
        began = time.monotonic()
        assert server.get(f"/api/v1/screenings/{stored['screening']['id']}.pdf")[0] == 200
        times.append(time.monotonic() - began)
    assert statistics.median(times) < 1.5, f"median {statistics.median(times):.2f} s"


def test_it_is_made_from_the_record(server, stored):
    """The same record gives the same paper, but for the moment of printing."""
    def text():
        body = server.get(f"/api/v1/screenings/{stored['screening']['id']}.pdf")[2]
        return squeezed(subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True).stdout.decode())
    assert text() == text()
    assert exact(server.get(f"/api/v1/screenings/{stored['screening']['id']}.json")[2]) == stored

"""The page's own reader of vector tiles: what it reads of a known tile, and that no damaged one stops it."""

import json
import struct

import pytest

FOLDER = "document.body.dataset.assets + 'scripts/map/tiles/'"


def varint(n: int) -> bytes:
    out = bytearray()
    while True:
        out.append(n & 127 | (128 if n > 127 else 0))
        n >>= 7
        if not n:
            return bytes(out)


def field(number: int, value: int | bytes) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    return varint(number << 3 | 2) + varint(len(value)) + value


def zigzag(n: int) -> int:
    return 2 * n if n >= 0 else -2 * n - 1


def geometry(*commands) -> bytes:
    out = b""
    for command, steps in commands:
        out += varint(len(steps) << 3 | command) if command != 7 else varint(15)
        for x, y in steps:
            out += varint(zigzag(x)) + varint(zigzag(y))
    return out


def tile() -> bytes:
    """Two squares side by side, one with a hole, of two counties of one city; a point; a line of another layer."""
    left = geometry((1, [(0, 0)]), (2, [(100, 0), (0, 100), (-100, 0)]), (7, []), (1, [(20, -80)]), (2, [(0, 20), (20, 0), (0, -20)]), (7, []))
    right = geometry((1, [(100, 0)]), (2, [(100, 0), (0, 100), (-100, 0)]), (7, []))
    feature = lambda number, kind, tags, shape: field(2, field(1, number) + field(2, b"".join(map(varint, tags))) + field(3, kind) + field(4, shape))
    text = lambda words: field(4, field(1, words.encode()))
    squares = (field(15, 2) + field(1, "县级行政区".encode()) + feature(7, 3, [0, 0, 1, 2], left) + feature(9007199254740991, 3, [0, 1, 1, 2], right)
               + field(3, "code".encode()) + field(3, "city".encode()) + text("320102") + text("320104") + text("320100") + field(5, 4096))
    values = field(4, b"\x19" + struct.pack("<d", 2.5)) + field(4, field(6, zigzag(-3))) + field(4, field(7, 1))
    more = field(15, 2) + field(1, b"x") + feature(1, 1, [0, 0, 1, 1, 2, 2], geometry((1, [(5, 6)]))) + b"".join(field(3, k) for k in (b"a", b"b", b"c")) + values
    return field(3, squares) + field(3, more)


def read(v, data: bytes):
    return v.page.evaluate(
        """async ([folder, bytes]) => {
            const { readTile } = await import(folder + 'mvt.js')
            return [...readTile(Uint8Array.from(bytes).buffer).values()].map((l) => ({ name: l.name, extent: l.extent,
                features: l.features.map((f) => ({ ...f, runs: f.runs.map((r) => [...r]) })) }))
        }""",
        [v.page.evaluate(FOLDER), list(data)])


@pytest.fixture
def page(visit):
    v = visit("desk")
    v.page.goto("/about")
    return v


def test_a_known_tile_is_read_as_it_was_written(page):
    squares, more = read(page, tile())
    assert (squares["name"], squares["extent"]) == ("县级行政区", 4096)
    left, right = squares["features"]
    assert left["properties"] == {"code": "320102", "city": "320100"}
    assert left["runs"] == [[0, 0, 100, 0, 100, 100, 0, 100], [20, 20, 20, 40, 40, 40, 40, 20]]
    assert left["box"] == [0, 0, 100, 100]
    assert right["id"] == 9007199254740991
    assert more["features"][0]["properties"] == {"a": 2.5, "b": -3, "c": True}
    assert more["features"][0]["runs"] == [[5, 6]]


def test_a_damaged_tile_is_refused_or_read_and_never_hangs(page):
    whole = tile()
    told = page.page.evaluate(
        """async ([folder, bytes]) => {
            const { readTile } = await import(folder + 'mvt.js')
            const told = { read: 0, refused: 0, other: [] }
            const attempt = (data) => {
                try { readTile(Uint8Array.from(data).buffer); told.read += 1 } catch (e) {
                    if (e instanceof RangeError) told.refused += 1
                    else told.other.push(String(e))
                }
            }
            for (let n = 0; n <= bytes.length; n += 1) attempt(bytes.slice(0, n))
            for (let i = 0; i < bytes.length; i += 1) for (const by of [1, 7, 128, 255]) attempt(bytes.map((b, k) => (k === i ? b ^ by : b)))
            return told
        }""",
        [page.page.evaluate(FOLDER), list(whole)])
    assert told["other"] == [], json.dumps(told["other"][:3])
    assert told["refused"] > len(whole) / 2


def test_a_border_is_drawn_once_and_known_for_what_it_is(page):
    lines = page.page.evaluate(
        """async ([folder, bytes]) => {
            const { readTile } = await import(folder + 'mvt.js')
            const { borders } = await import(folder + 'borders.js')
            return borders(readTile(Uint8Array.from(bytes).buffer).get('县级行政区').features)
        }""",
        [page.page.evaluate(FOLDER), list(tile())])
    assert lines["county"] == [[100, 0, 100, 100]]
    edges = sum(len(run) // 2 - 1 for run in lines["outline"])
    assert edges == 3 + 3 + 4, "both squares without their common side, and the hole"

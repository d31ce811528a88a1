"""Draws the sites of `fenqu bench space` from their seed, and keeps the first of each kind here.

    make.py            writes places.csv and footprints.jsonl beside itself
    make.py --check    says whether they are what the seed gives

The same numbers come from Sources/fenqu/Bench/Space/SpaceSites.swift: only + - * / and square root on doubles, which IEEE 754
fixes. They are drawn over the province's frame; the benchmark leaves out those whose centre no control unit holds, and draws on
until it has enough. Coordinates are EPSG:4490 in steps of 1e-8 degree.
"""

import json
import math
import sys
from pathlib import Path

SEED, PLACES, FOOTPRINTS = 20_261_125, 1_000, 200
WEST, SOUTH, EAST, NORTH = 11_636_000_000, 3_076_000_000, 12_192_000_000, 3_512_000_000
WORD = (1 << 64) - 1


class Sites:
    def __init__(self, stream: int):
        self.state = (SEED + stream * 0xD1B54A32D192ED03) & WORD

    def next(self) -> int:
        """SplitMix64."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & WORD
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & WORD
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & WORD
        return z ^ (z >> 31)

    def fraction(self) -> float:
        return (self.next() >> 11) * 2.0**-53

    def place(self) -> tuple[int, int]:
        x = WEST + self.next() % (EAST - WEST)
        return x, SOUTH + self.next() % (NORTH - SOUTH)

    def diameter(self) -> float:
        """100 m × 50^u, u in binary: a product of 50's square roots of square roots."""
        drawn, root, product = self.next() >> 40, 50.0, 100.0
        for bit in reversed(range(24)):
            root = math.sqrt(root)
            if drawn >> bit & 1:
                product *= root
        return product

    def footprint(self) -> list[tuple[int, int]]:
        """A star of 5 to 50 corners about a place."""
        x, y = self.place()
        corners = 5 + self.next() % 46
        metres = self.diameter()
        across, along = metres / 2 / 94_000 * 1e8, metres / 2 / 111_000 * 1e8
        ring = []
        for k in range(corners):
            turn = (k + 0.8 * self.fraction()) / corners
            reach = 0.5 + 0.5 * self.fraction()
            dx, dy = direction(turn)
            ring.append((x + math.floor(across * reach * dx + 0.5), y + math.floor(along * reach * dy + 0.5)))
        return ring


def direction(turn: float) -> tuple[float, float]:
    """A place on the unit circle: the half-angle's tangent grows evenly within each quarter."""
    quarters = turn * 4
    quarter = math.floor(quarters)
    t = quarters - quarter
    c, s = (1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)
    return [(c, s), (-s, c), (-c, -s), (s, -c)][quarter]


def degrees(value: int) -> str:
    return f"{value // 10**8}.{value % 10**8:08d}"


def files() -> dict[str, str]:
    random = Sites(1)
    places = "lon,lat\n" + "".join(f"{degrees(x)},{degrees(y)}\n" for x, y in (random.place() for _ in range(PLACES)))
    random, lines = Sites(2), []
    for _ in range(FOOTPRINTS):
        ring = random.footprint()
        text = ",".join(f"[{degrees(x)},{degrees(y)}]" for x, y in [*ring, ring[0]])
        lines.append('{"type":"Polygon","coordinates":[[' + text + "]]}\n")
    return {"places.csv": places, "footprints.jsonl": "".join(lines)}


def checksum() -> str:
    """What `fenqu bench space` prints of these sites: FNV over their whole numbers."""
    numbers, random = [], Sites(1)
    for _ in range(PLACES):
        numbers += random.place()
    random = Sites(2)
    for _ in range(FOOTPRINTS):
        ring = random.footprint()
        numbers += [len(ring), *(n for corner in ring for n in corner)]
    total = 0xCBF29CE484222325
    for number in numbers:
        total = ((total ^ number) * 0x100000001B3) & WORD
    return f"{total:016x}"


def main() -> int:
    folder = Path(__file__).parent
    if "--check" in sys.argv[1:]:
        differing = [name for name, text in files().items() if (folder / name).read_text() != text]
        print(f"{', '.join(differing)}: not what the seed gives" if differing else checksum())
        return bool(differing)
    for name, text in files().items():
        (folder / name).write_text(text)
        for line in text.splitlines() if name.endswith("jsonl") else []:
            json.loads(line)
    print(checksum())
    return 0


if __name__ == "__main__":
    sys.exit(main())

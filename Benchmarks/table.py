"""Makes the tables of docs/performance.md from what `fenqu bench space --format json` printed.

    fenqu bench space --data DIR --format json > space.json && Benchmarks/table.py space.json
"""

import json
import sys
from pathlib import Path

THOUSAND = (1e6, "million"), (1e3, "thousand")


def figure(value: float) -> str:
    for size, word in THOUSAND:
        if value >= size:
            return f"{value / size:.3g} {word}"
    return f"{value:.3g}"


def times(ratio: float) -> str:
    return f"{ratio:.0f} ×" if ratio >= 10 else f"{ratio:.2g} ×"


def agreement(row: dict) -> str:
    told = row["compared"]
    if not told:
        return ""
    words = f"{told['both']:,} answers of {told['sites']:,} sites, "
    words += "the same" if not told["onlyOurs"] + told["onlyPeers"] else f"{told['onlyOurs']} only ours, {told['onlyPeers']} only the peer's"
    if told["unit"] in ("m²", "m", "m²（线为 m）"):
        words += f"; {told['largestDifference']:.1g} {told['unit'][:2].strip('（')} apart at most"
    return words


def aim(row: dict) -> str:
    wanted = [figure(row["aimRate"])] if row["aimRate"] else []
    wanted += [times(row["aimRatio"])] if row["aimRatio"] else []
    return ", ".join(wanted) + ("" if row["met"] is None else " ✓" if row["met"] else " missed")


def main():
    rows = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    run = rows[0]["run"]
    print(f"{run['date']}, {run['processor']}, {run['cores']} cores, {run['system']}, load {run['load']}. {run['layers']} layers, "
          f"{run['features']:,} features, {run['vertices']:,} vertices with every shared border once, {run['unitVertices']:,} of them the "
          f"units'. Peers: {'; '.join(run['peers'])}. Seed {run['seed']}, sites {run['sites']}; {run['secondsPerRow']} s a row in "
          f"{run['rounds']} rounds.\n")
    print("| task | rate | p50, p99 ms | peer | its rate | ratio | aim | agreement | checksum |\n|---|---|---|---|---|---|---|---|---|")
    before = None
    for row in rows:
        name = f"`{row['task']}.{row['case']}`"
        first = name != before
        before = name
        latency = "" if row["p50Milliseconds"] is None else f"{row['p50Milliseconds']:.3g}, {row['p99Milliseconds']:.3g}"
        cells = [name if first else "", f"{figure(row['rate'])} {row['unit']}" if first else "", latency if first else "", row["peer"] or "",
                 figure(row["peerRate"]) if row["peerRate"] else "", times(row["ratio"]) if row["ratio"] else "", aim(row),
                 agreement(row), row["checksum"][:8] if first else ""]
        print("| " + " | ".join(cells) + " |")


main()

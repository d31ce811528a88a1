"""How much is tried, from which seed, under the law of which day."""

import os

LONG = bool(os.environ.get("FENQU_LONG"))
SEED = int(os.environ.get("FENQU_JUDGE_SEED", "20261124"))
DAY = "2026-11-24"


def count(usual: int, long: int) -> int:
    """How many of something: `usual` in ./test, `long` in ./test --long."""
    return long if LONG else usual

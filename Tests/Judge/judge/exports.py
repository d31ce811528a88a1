"""What `fenqu export` says, as Python values. Nothing else of the product is read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import shapely
import shapely.geometry

from .program import exact, output


@dataclass
class Feature:
    """One exported feature; only its shape is kept, the text of a whole province's layers would fill the memory."""
    code: str
    properties: dict
    shape: shapely.Geometry

    @property
    def kind(self) -> str:
        return self.shape.geom_type

    @property
    def polygons(self) -> list[list[np.ndarray]]:
        """Rings of grid integers (1e-8 degree), the closing point dropped."""
        return [[np.rint(shapely.get_coordinates(ring) * 1e8).astype(np.int64)[:-1] for ring in (part.exterior, *part.interiors)]
                for part in shapely.get_parts(self.shape)]


class Export:
    """The exports of one data folder, each read once."""

    def __init__(self, data: Path):
        self.data = data
        self.kept: dict = {}

    def layer(self, name: str) -> list[Feature]:
        if name not in self.kept:
            features = []
            for line in output("export", "--data", self.data, "layer", name, "--format", "geojsonseq").decode().splitlines():
                line = line.strip("\x1e \r\n")
                if line:
                    feature = json.loads(line)
                    features.append(Feature(str(feature["properties"].get("code", "")), feature["properties"], shapely.geometry.shape(feature["geometry"])))
            self.kept[name] = features
        return self.kept[name]

    def rows(self, what: str) -> list[dict]:
        if what not in self.kept:
            text = output("export", "--data", self.data, what, "--format", "jsonl").decode()
            self.kept[what] = [exact(line) for line in text.splitlines() if line.strip()]
        return self.kept[what]

    @property
    def units(self) -> list[Feature]:
        return self.layer("units")

    @property
    def lists(self) -> list[dict]:
        return self.rows("lists")

    @property
    def facts(self) -> list[dict]:
        return self.rows("facts")

    @cached_property
    def state(self):
        text = output("export", "--data", self.data, "state").decode().strip()
        return [exact(line) for line in text.splitlines()] if "\n" in text and not text.startswith(("{\n", "[\n")) else exact(text)

    @cached_property
    def unit_tree(self):
        return shapely.STRtree([u.shape for u in self.units])


def in_force(clause: dict, day: str) -> bool:
    """[from, until) on a civil date; an open end is absent or empty."""
    begins, ends = clause.get("from"), clause.get("until")
    return (not begins or begins <= day) and (not ends or day < ends)

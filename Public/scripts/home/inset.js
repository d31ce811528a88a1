// The small map in the corner: where on the province the view is, from zoom 9.
/* global ol */
import { ground } from "../map/ground.js";
import { looks } from "../map/looks.js";
import { PROVINCE, features, vector } from "../map/space.js";

const FROM = 9;
const WIDTH = 1100;

export class Inset {
  constructor(holder, map, asOf) {
    this.frame = features();
    map.on("moveend", () => {
      const view = map.getView();
      const wanted = view.getZoom() >= FROM && innerWidth > WIDTH;
      holder.hidden = !wanted;
      if (!wanted) return;
      this.little ??= this.make(holder.firstElementChild, asOf);
      this.frame.clear();
      this.frame.addFeature(new ol.Feature(ol.geom.Polygon.fromExtent(view.calculateExtent(map.getSize()))));
    });
  }

  make(target, asOf) {
    const { map } = ground(target, { still: true, grid: 0, names: false, units: false, extent: PROVINCE, padding: [6, 6, 6, 6], asOf });
    map.addLayer(vector(this.frame, looks.frame(), 50));
    return map;
  }
}

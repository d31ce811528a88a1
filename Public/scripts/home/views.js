// Where the map looks: the whole province, a box, a place, always beside what lies over the map.
/* global ol */
import { motion } from "../map/furniture.js";
import { PROVINCE } from "../map/space.js";
import { ZOOM_0 } from "../map/tiles/places.js";

export const phone = matchMedia("(max-width: 640px)");

export class Views {
  constructor(map, panel, layers) {
    Object.assign(this, { map, panel, layers, view: map.getView() });
  }

  get left() {
    return phone.matches || innerWidth < 900 ? 20 : 440;
  }

  get lower() {
    return phone.matches ? this.panel.offsetHeight + 20 : 20;
  }

  /** The layer panel's width while it is open: the sea must not lie below it. */
  get right() {
    return this.layers.open && innerWidth >= 900 ? this.layers.offsetWidth + 24 : 70;
  }

  box(degrees, animate = true) {
    const extent = ol.proj.transformExtent(degrees, "EPSG:4326", "EPSG:3857");
    this.view.fit(extent, { padding: [70, 40, this.lower, this.left], duration: animate ? motion(500) : 0, maxZoom: 15 });
  }

  whole(animate = true) {
    const padding = phone.matches ? [70, 8, this.lower, 8] : [24, this.right, 24, this.left - 10];
    this.view.fit(PROVINCE, { padding, duration: animate ? motion(500) : 0 });
  }

  /** Puts a place where the panel does not cover it. */
  centre(point, zoom, animate = true) {
    const resolution = ZOOM_0 / 2 ** zoom;
    const shift = phone.matches ? [0, -(Math.min(innerHeight * 0.58, 460) / 2) * resolution] : [-(innerWidth > 900 ? 200 : 0) * resolution, 0];
    this.view.animate({ center: [point[0] + shift[0], point[1] + shift[1]], zoom, duration: animate ? motion(450) : 0 });
  }

  /** Moves only when the panel or the edge hides the place. */
  reveal(point) {
    const pixel = this.map.getPixelFromCoordinate(point);
    const size = this.map.getSize();
    if (!pixel) return this.centre(point, Math.max(this.view.getZoom(), 11));
    const bottom = phone.matches ? size[1] - this.panel.offsetHeight : size[1];
    const least = phone.matches ? 0 : this.left - 10;
    const hidden = pixel[0] < least || pixel[0] > size[0] - 20 || pixel[1] < 60 || pixel[1] > bottom - 20;
    if (hidden) this.centre(point, this.view.getZoom());
  }

  zoom(by) {
    this.view.animate({ zoom: this.view.getZoom() + by, duration: motion(160) });
  }
}

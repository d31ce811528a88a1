// The layer tree, which is the legend too: swatches painted by the painters' own brush, a switch and an opacity for each layer.
import { UNITS } from "../map/tiles/ground.js";
import { swatch } from "../map/swatch.js";
import { element } from "../element.js";

/** Groups from below. */
const ORDER = ["region", "sea", "built", "element", "ecology", "park", "belt", "source", "redline", "shoreline"];

export class LayerTree {
  constructor({ root, map, plan, painters }) {
    Object.assign(this, { root, map, plan, painters });
    for (const box of root.querySelectorAll("[data-class]")) box.addEventListener("change", () => plan.setClass(box.dataset.class, box.checked));
    const rows = [...root.querySelectorAll("[data-layer]")];
    rows.forEach((box, i) => this.row(box, i));
    map.on("moveend", () => this.far());
    painters.ready.then(() => this.dress(rows), () => {});
  }

  row(box, i) {
    const { layer: id, group } = box.dataset;
    const order = ORDER.indexOf(group) * 100 + i;
    let opacity = 1;
    const set = () => (box.checked ? this.plan.show(id, { opacity, order }) : this.plan.hide(id));
    const slider = element("input", { type: "range", min: 10, max: 100, step: 5, value: 100, className: "op-range", hidden: !box.checked, data: { "aria-label": `${id}的不透明度` } });
    slider.addEventListener("input", () => {
      opacity = Number(slider.value) / 100;
      set();
    });
    box.addEventListener("change", () => {
      slider.hidden = !box.checked;
      set();
    });
    box.closest("li").append(slider);
    if (box.checked) set();
  }

  /** Swatches from the style file, once it is there. */
  dress(rows) {
    const { style } = this.painters;
    const paint = (box, ...what) => box.closest("label").querySelector(".sw, .ln")?.replaceWith(swatch(style, ...what));
    for (const box of this.root.querySelectorAll("[data-class]")) paint(box, UNITS, "polygon", box.dataset.class);
    for (const box of rows) paint(box, box.dataset.layer, box.dataset.kind);
    this.style = style;
    this.far();
  }

  /** A layer that is not painted at this zoom says so instead of its count. */
  far() {
    const zoom = this.map.getView().getZoom();
    for (const mark of this.root.querySelectorAll("[data-far]")) {
      const id = mark.closest("label").querySelector("[data-layer]").dataset.layer;
      const shown = this.style?.shown(id, zoom) ?? true;
      mark.hidden = shown;
      const count = mark.parentElement.querySelector("[data-count]");
      if (count) count.hidden = !shown;
    }
  }
}

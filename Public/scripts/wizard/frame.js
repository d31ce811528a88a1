// What surrounds the steps: the row of steps, the card of the place on the map, the map's column.
import { h } from "../../vendor/vue.esm-browser.prod.js";
import { draft } from "./draft.js";
import { icon } from "./fields.js";
import { squareMetres } from "./step-site.js";

const STEPS = [["project", "项目"], ["site", "地块"], ["amounts", "用量"], ["result", "结果"]];

/** The steps; those done lead back. */
export function stepRow(enter) {
  const now = STEPS.findIndex(([code]) => code === draft.step);
  return h("div", { class: "wz-top" }, h("ol", { class: "steps", "aria-label": "研判步骤" }, STEPS.map(([code, word], i) =>
    h("li", { key: code, class: i < now ? "is-done" : undefined, "aria-current": i === now ? "step" : undefined }, i < now ? h("button", { type: "button", onClick: () => enter(code), "aria-label": `回到${word}` }, word) : word))));
}

/** Where the middle of the site falls; nothing before a reading is confirmed. */
function placeCard(p) {
  if (!p) return null;
  const where = p.units.length ? p.units.slice(0, 2).join("、") + (p.units.length > 2 ? ` 等 ${p.units.length} 个单元` : "") : p.place;
  return h("div", { class: "conf float", role: "status" }, [
    h("h2", p.outside ? "整个地块不在省内" : p.fault ? "中心点查不到单元" : `中心点落在 ${where ?? "省内"}`),
    h("dl", { class: "kv" }, [
      h("dt", "位置"), h("dd", p.place ?? "–"),
      h("dt", "中心"), h("dd", { class: "code" }, p.centre.map((v) => v.toFixed(5)).join(", ")),
      p.area ? [h("dt", "面积"), h("dd", [squareMetres(p.area), h("span", { class: "faint" }, " 椭球面积")])] : null,
      p.nearest ? [h("dt", p.nearest.layer), h("dd", [`最近 ${Number(p.nearest.distanceMetres).toLocaleString("en-US", { maximumFractionDigits: 2 })} m`, h("span", { class: "faint" }, "，从中心点量")])] : null,
      p.fault ? [h("dt", "说明"), h("dd", p.fault)] : null,
    ]),
  ]);
}

/** The map with its card and controls; it stays in the page while it is hidden, so that it need not be drawn anew. */
export function mapColumn(place, hidden, zoom) {
  return h("div", { class: "mapcol", style: { display: hidden ? "none" : "" } }, [
    h("div", { id: "wz-map", class: "map", role: "application", tabindex: "0", "aria-label": "画地块、核对位置的地图。方向键移动，加减键缩放；也可以改用贴坐标。" }),
    placeCard(place),
    h("div", { class: "mc" }, [h("div", { class: "g" }, [h("button", { type: "button", "aria-label": "放大", onClick: () => zoom(1) }, [icon("i-plus")]), h("button", { type: "button", "aria-label": "缩小", onClick: () => zoom(-1) }, [icon("i-minus")])])]),
    h("div", { class: "sbar" }, [h("span", { id: "wz-scale" }), h("span", "CGCS2000"), h("span", "示范数据")]),
  ]);
}

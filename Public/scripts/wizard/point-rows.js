// Boundary points typed one by one: a row a point, read like a pasted table.
import { h, nextTick } from "../../vendor/vue.esm-browser.prod.js";
import { draft } from "./draft.js";
import { icon } from "./fields.js";

/** Names of the two columns in the chosen system: degrees east first, surveyors' planes with X pointing north. */
const columns = (crs) => {
  if (!crs) return ["X（北）或经度", "Y（东）或纬度"];
  return /^EPSG:45\d\d$/.test(crs) ? ["X（北）", "Y（东）"] : ["经度", "纬度"];
};

const filled = (row) => row.some((cell) => cell.trim());

/** Whether anything stands in the rows. */
export const anyPoints = () => draft.site.points.some(filled);

/** The rows as the table that the server reads; the header tells the order where the system does. */
export function pointTable() {
  const head = draft.site.crs ? [["点号", ...columns(draft.site.crs).map((name) => name.replace(/（.*/, ""))].join("\t")] : [];
  return [...head, ...draft.site.points.filter(filled).map((row, i) => [`J${i + 1}`, ...row.map((cell) => cell.trim())].join("\t"))].join("\n");
}

/** `onPoints` is told of every change, `onRead` when the table is to be read. */
export function PointRows({ busy, onPoints, onRead }) {
  const rows = draft.site.points;
  const names = columns(draft.site.crs);
  const put = (i, k, value) => {
    rows[i][k] = value;
    onPoints();
  };
  const focus = (i) => nextTick(() => document.getElementById(`f-point-${i}-0`)?.focus());
  const add = () => {
    rows.push(["", ""]);
    focus(rows.length - 1);
  };
  const drop = (i) => {
    rows.splice(i, 1);
    onPoints();
    focus(Math.min(i, rows.length - 1));
  };
  const cell = (i, k) => h("td", h("div", { class: "in" }, h("input", { id: `f-point-${i}-${k}`, class: "num code", inputmode: "decimal", autocomplete: "off", "aria-label": `J${i + 1} ${names[k]}`, value: rows[i][k], onInput: (e) => put(i, k, e.target.value), onKeydown: (e) => e.key === "Enter" && k === 1 && i === rows.length - 1 && (e.preventDefault(), add()) })));
  return [
    h("table", { class: "points" }, [
      h("thead", h("tr", [h("th", { scope: "col" }, "点号"), ...names.map((name) => h("th", { scope: "col" }, name)), h("th", { scope: "col" }, h("span", { class: "sr" }, "删去"))])),
      h("tbody", rows.map((_, i) => h("tr", { key: i }, [
        h("th", { scope: "row" }, `J${i + 1}`), cell(i, 0), cell(i, 1),
        h("td", h("button", { type: "button", class: "btn is-quiet is-icon", disabled: rows.length <= 1, "aria-label": `删去 J${i + 1}`, onClick: () => drop(i) }, icon("i-trash", true))),
      ]))),
    ]),
    h("div", { class: "row wrap" }, [
      h("button", { type: "button", class: "btn is-s", onClick: add }, [icon("i-plus", true), "加一点"]),
      h("button", { type: "button", class: "btn", disabled: busy || !anyPoints(), onClick: onRead }, "读入界址点"),
    ]),
    h("p", { class: "small muted" }, "按边界走向依次填，末点不必重复首点。一点为点位，两点为线，三点以上为面。点多的，改用“贴坐标”。"),
  ];
}
PointRows.props = ["busy", "onPoints", "onRead"];

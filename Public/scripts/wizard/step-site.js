// Second step: where the project is. Drawn, uploaded or pasted; every reading shown, one confirmed.
import { h, ref } from "../../vendor/vue.esm-browser.prod.js";
import { draft, isLine, siteGeometry } from "./draft.js";
import { icon, industryName } from "./fields.js";
import { PointRows } from "./point-rows.js";

const MODES = [["draw", "在图上画", "i-poly"], ["file", "传文件", "i-file"], ["paste", "贴坐标", "i-paste"], ["points", "填界址点", "i-table"]];
const SHAPES = [["Polygon", "面"], ["LineString", "线"], ["Point", "点"]];
const SYSTEMS = [
  ["", "由系统判断，再请我确认"], ["EPSG:4490", "CGCS2000 经纬度"], ["EPSG:4549", "CGCS2000 3 度带，中央经线 120°"], ["EPSG:4548", "CGCS2000 3 度带，中央经线 117°"],
  ["EPSG:4528", "CGCS2000 3 度带，带号 40"], ["EPSG:4527", "CGCS2000 3 度带，带号 39"], ["EPSG:4326", "WGS84 经纬度"], ["GCJ-02", "GCJ-02（网络地图）"], ["BD-09", "BD-09（百度地图）"],
];
const grouped = (n, places) => Number(n).toLocaleString("en-US", { minimumFractionDigits: places, maximumFractionDigits: places });
export const squareMetres = (n) => (n === null || n === undefined ? null : `${grouped(n, 2)} m²`);

/** The project in one line, done. */
export function ProjectDone({ onEdit, catalogue }) {
  const kind = catalogue.find((f) => f.id === "construction")?.options?.find((o) => o.code === draft.facts.construction)?.label;
  const industries = (draft.facts.industries ?? []).map((c) => `${c} ${industryName(c) ?? ""}`.trim()).join("、");
  return h("div", { class: "done" }, [
    icon("i-check", true),
    h("div", { class: "grow" }, [h("b", draft.name || "未命名项目"), h("br"), h("span", { class: "muted" }, [kind, industries].filter(Boolean).join("，") || "没有填行业和建设性质")]),
    h("button", { type: "button", class: "btn is-quiet is-s", onClick: onEdit }, "修改"),
  ]);
}
ProjectDone.props = ["onEdit", "catalogue"];

export const StepSite = {
  props: ["catalogue", "busy", "message", "onEdit", "onMode", "onShape", "onClear", "onBack", "onFile", "onPasted", "onSystem", "onPaste", "onPoints", "onReadPoints", "onChoose", "onRepair", "onWidth"],
  setup(props) {
    const over = ref(false);
    const file = (list) => list?.[0] && props.onFile(list[0]);
    return () => {
      const s = draft.site;
      const result = s.reading;
      const ways = {
        draw: () => [
          h("div", { class: "row wrap" }, [
            h("div", { class: "seg is-s", role: "group", "aria-label": "画什么" }, SHAPES.map(([code, word]) => h("button", { type: "button", "aria-pressed": String(s.shape === code), onClick: () => props.onShape(code) }, word))),
            h("button", { type: "button", class: "btn is-s", onClick: props.onBack }, [icon("i-undo", true), "退一点"]),
            h("button", { type: "button", class: "btn is-s", onClick: props.onClear }, [icon("i-trash", true), "重画"]),
          ]),
          h("p", { class: "small muted" }, s.shape === "Point" ? "在地图上点一下。" : "在地图上逐点点出边界，双击结束；画好后拖动顶点可以改。不便用鼠标的，改用“贴坐标”或“填界址点”。"),
        ],
        file: () => [
          h(
            "div",
            {
              class: "drop" + (over.value ? " is-over" : ""),
              onDragover: (e) => (e.preventDefault(), (over.value = true)),
              onDragleave: () => (over.value = false),
              onDrop: (e) => (e.preventDefault(), (over.value = false), file(e.dataTransfer?.files)),
            },
            [
              icon("i-file"),
              h("div", { class: "grow" }, s.fileName ? [h("b", { class: "code" }, s.fileName), result ? h("span", { class: "faint small" }, "，" + result.format) : null] : [h("b", "GeoJSON、WKT、shapefile 的 zip"), h("div", { class: "small muted" }, "拖到这里，或者选文件；不超过 50 MB。")]),
              h("label", { class: "btn is-s" }, [s.fileName ? "换文件" : "选文件", h("input", { type: "file", id: "f-file", accept: ".geojson,.json,.wkt,.txt,.csv,.zip", "aria-label": s.fileName ? "换文件" : "选文件", onChange: (e) => (file(e.target.files), (e.target.value = "")) })]),
            ],
          ),
        ],
        paste: () => [
          h("div", { class: "field" }, [
            h("label", { for: "f-paste" }, "坐标表、WKT 或 GeoJSON"),
            h("p", { class: "hint", id: "f-paste-q" }, "一行一点：点号、X、Y，或经度、纬度；度分秒、带不带带号都可以。"),
            h("div", { class: "in" }, [h("textarea", { id: "f-paste", rows: 7, class: "code", "aria-describedby": "f-paste-q", spellcheck: "false", placeholder: "J1  3537105.20  517413.85\nJ2  3537072.04  517630.77\nJ3  …", value: s.pasted, onInput: (e) => props.onPasted(e.target.value) })]),
          ]),
          h("button", { type: "button", class: "btn", disabled: !s.pasted.trim() || props.busy, onClick: props.onPaste }, "读入坐标"),
        ],
        points: () => [h(PointRows, { busy: props.busy, onPoints: props.onPoints, onRead: props.onReadPoints })],
      };
      return [
        h(ProjectDone, { onEdit: props.onEdit, catalogue: props.catalogue }),
        h("h1", "项目在哪里"),
        h("p", { class: "muted" }, "画、传文件、贴坐标、填界址点都行，选一种。"),
        h("div", { class: "seg mode", role: "group", "aria-label": "给出地块的办法" }, MODES.map(([code, word, name]) => h("button", { type: "button", "aria-pressed": String(s.mode === code), onClick: () => props.onMode(code) }, [icon(name, true), word]))),
        s.mode === "draw"
          ? null
          : h("div", { class: "field" }, [h("label", { for: "f-crs" }, "坐标系"), h("div", { class: "in" }, [h("select", { id: "f-crs", value: s.crs, onChange: (e) => props.onSystem(e.target.value) }, SYSTEMS.map(([code, word]) => h("option", { value: code, selected: s.crs === code }, word)))])]),
        ...ways[s.mode](),
        props.busy ? h("div", { class: "busy", role: "status" }, "正在读图形") : null,
        props.message ? h("div", { class: "note is-no", role: "alert", id: "site-fault", tabindex: "-1" }, [icon("v-broken"), h("div", props.message)]) : null,
        result && !props.busy ? Reading({ result, props }) : null,
      ];
    };
  },
};

/** Where a reading falls: the county, or that it is none of this province's. */
const where = (r) => (r.place ? `，落在${r.place}` : r.inside === false ? "，不在省内" : "");

function Reading({ result, props }) {
  const s = draft.site;
  const parts = [];
  if (result.repair) {
    parts.push(
      h("div", { class: "note is-if" }, [
        icon("v-if"),
        h("div", { class: "grow" }, [
          h("b", "图形自己相交，不能直接研判。"), result.repair.why, h("br"),
          s.repaired ? "已改用修复后的图形，图上实线就是。" : "图上圈出了位置。可以在原文件里改好再传，也可以用我们修复的图形。",
          h("div", { class: "row" }, [h("button", { type: "button", class: "btn is-s", onClick: () => props.onRepair(!s.repaired) }, s.repaired ? "不用修复的图形" : "看过了，用修复后的图形")]),
        ]),
      ]),
    );
  } else if (result.readings.length > 1) {
    parts.push(
      h("h2", { id: "crs-title" }, "坐标系是哪一种"),
      h("p", { class: "small muted" }, ["按数值有几种读法，", h("b", "请对照地图选一种"), "。不选不能往下走。"]),
      h("div", { role: "radiogroup", "aria-labelledby": "crs-title" }, result.readings.map((r, i) =>
        h("label", { class: "crs-opt" + (s.chosen === i ? " is-on" : ""), key: r.crs }, [
          h("input", { type: "radio", name: "reading", id: i === 0 ? "f-reading" : undefined, checked: s.chosen === i, onChange: () => props.onChoose(i) }),
          h("span", [h("b", r.title), h("br"), h("span", { class: "muted" }, r.why + where(r))]),
          h("span", { class: "num small faint" }, squareMetres(r.areaSquareMetres)),
        ]),
      )),
    );
  } else if (result.readings.length === 1 && s.mode !== "draw") {
    const r = result.readings[0];
    parts.push(
      h("h2", "读成了这样"),
      h("div", { class: "note" }, [icon("i-info"), h("div", [h("b", r.title), r.why ? `：${r.why}` : "", where(r), r.inside === false ? "。" : "。请对照地图确认位置。"])]),
    );
  }
  for (const n of result.notes ?? []) parts.push(h("p", { class: "small muted" }, n));
  for (const a of result.assumed ?? []) parts.push(h("p", { class: "small muted" }, a.why));
  if (isLine(siteGeometry())) {
    parts.push(
      h("div", { class: "field" }, [
        h("label", { for: "f-width" }, ["线路占地宽度", h("span", { class: "opt" }, "（可不填）")]),
        h("p", { class: "hint" }, "不填按线研判，只量长度；填了按这个宽度两侧展开。"),
        h("div", { class: "in" }, [h("input", { id: "f-width", class: "num", inputmode: "decimal", value: s.width, onInput: (e) => props.onWidth(e.target.value) }), h("span", { class: "suf" }, "m")]),
      ]),
    );
  }
  return h("section", { "aria-label": "读入结果" }, parts);
}

// The screening wizard: 项目, 地块, 用量, 结果. Steps done can be reopened; leaving keeps the draft.
/* global ol */
import { createApp, h, nextTick, onMounted, reactive } from "../../vendor/vue.esm-browser.prod.js";
import { Refused, draft, faultOf, forget, project, request, restore, siteGeometry, startOver, stringify, takeExample, takeUp } from "./draft.js";
import { icon } from "./fields.js";
import { SiteMap } from "./site-map.js";
import { StepAmounts } from "./step-amounts.js";
import { StepProject } from "./step-project.js";
import { StepSite, squareMetres } from "./step-site.js";

const STEPS = [["project", "项目"], ["site", "地块"], ["amounts", "用量"], ["result", "结果"]];
const root = document.getElementById("wizard");
const start = root.dataset.lon && root.dataset.lat ? [Number(root.dataset.lon), Number(root.dataset.lat)] : null;

const Wizard = {
  setup() {
    const ui = reactive({ catalogue: [], examples: [], busy: false, message: "", messages: {}, trial: null, asked: [], failure: "", restored: false, place: null, loading: true, fatal: "" });
    let map = null;

    onMounted(async () => {
      ui.restored = restore();
      try {
        const [facts, examples] = await Promise.all([request("/api/v1/facts"), request("/api/v1/examples").catch(() => ({ items: [] }))]);
        ui.catalogue = facts.facts;
        ui.examples = examples.items ?? [];
        const from = new URL(location.href).searchParams.get("from");
        if (from) {
          await takeUp(from);
          ui.restored = false;
          history.replaceState(null, "", "/screenings/new");
        }
        if (start && draft.site.reading && ui.restored) draft.site = { ...draft.site, reading: null, chosen: -1, repaired: false };
      } catch (error) {
        ui.fatal = error.message;
      }
      ui.loading = false;
      if (draft.step === "result") draft.step = "amounts";
      if (draft.step !== "project" && !draft.name.trim()) draft.step = "project";
      if (draft.step === "amounts" && !siteGeometry()) draft.step = "site";
      await enter(draft.step, false);
    });

    const focusHeading = () => nextTick(() => {
      const heading = root.querySelector(".form h1");
      heading?.setAttribute("tabindex", "-1");
      heading?.focus();
      scrollTo(0, 0);
    });

    async function enter(step, focus = true) {
      draft.step = step;
      ui.message = "";
      await nextTick();
      if (step !== "project") openMap();
      if (focus) focusHeading();
      if (step === "amounts") await trial();
    }

    // --- the map -----------------------------------------------------------------------------------------------------
    function openMap() {
      const target = document.getElementById("wz-map");
      if (!target || !window.ol) return;
      if (!map) {
        map = new SiteMap(target, { center: start ?? undefined, onDrawn: readDrawn });
      }
      map.resize();
      showSite(true);
      if (draft.step === "site" && draft.site.mode === "draw" && !draft.site.reading) map.draw(draft.site.shape);
      if (draft.step !== "site") map.stop();
    }
    function showSite(fit) {
      const { reading, chosen, repaired } = draft.site;
      if (!map) return;
      if (!reading) return map.show([], -1);
      if (reading.repair) {
        const rows = [...reading.readings.map((r) => ({ ...r, title: "原来的图形" })), { title: "修复后的图形", geometry: reading.repair.geometry }];
        return map.show(rows, repaired ? rows.length - 1 : -1, { fit, fault: reading.repair.place });
      }
      map.show(reading.readings, chosen, { fit });
    }

    // --- reading a site ----------------------------------------------------------------------------------------------
    let serial = 0;
    async function read(body, { crs, name, fit = true } = {}) {
      const mine = (serial += 1);
      ui.busy = true;
      ui.message = "";
      draft.site.reading = null;
      draft.site.chosen = -1;
      draft.site.repaired = false;
      ui.place = null;
      const query = new URLSearchParams();
      if (crs) query.set("crs", crs);
      if (name) query.set("name", name);
      if (draft.site.width) query.set("width_m", draft.site.width);
      try {
        const result = await request("/api/v1/sites?" + query, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body });
        if (mine !== serial) return;
        draft.site.reading = result;
        if (!result.repair && result.readings.length === 1) draft.site.chosen = 0;
        showSite(fit);
        placeOf();
      } catch (error) {
        if (mine !== serial) return;
        ui.message = error.message;
        if (map) map.show([], -1);
        nextTick(() => document.getElementById("site-fault")?.focus());
      }
      ui.busy = false;
    }
    const readDrawn = (geometry) => read(JSON.stringify(geometry), { crs: "EPSG:4490", name: "drawn.geojson", fit: false });

    /** Where the confirmed site falls, for the card on the map. */
    async function placeOf() {
      ui.place = null;
      const geometry = siteGeometry();
      if (!geometry) return;
      const shape = new ol.format.GeoJSON().readGeometry(geometry);
      const point = shape.getType().endsWith("Polygon") ? (shape.getType() === "Polygon" ? shape : shape.getPolygons()[0]).getInteriorPoint().getCoordinates() : ol.extent.getCenter(shape.getExtent());
      const chosen = draft.site.reading.readings[Math.max(draft.site.chosen, 0)];
      const card = { centre: point.slice(0, 2), area: chosen?.areaSquareMetres, units: [], nearest: null, place: chosen?.place };
      ui.place = card;
      try {
        const at = await request(`/api/v1/at?lon=${point[0].toFixed(7)}&lat=${point[1].toFixed(7)}&crs=EPSG:4490`);
        ui.place = { ...card, units: at.units.map((u) => u.name), place: `${at.city?.name ?? ""}${at.county?.name ?? ""}`, nearest: at.nearest?.[0] ?? null };
      } catch (error) {
        ui.place = { ...card, fault: error.message };
      }
    }

    // --- facts -------------------------------------------------------------------------------------------------------
    const setFact = (fact, value) => {
      if (value === undefined) delete draft.facts[fact.id];
      else draft.facts[fact.id] = value;
      if (ui.messages[fact.id]) ui.messages[fact.id] = faultOf(fact, value) ?? "";
    };
    /** Marks every typed value that cannot stand; true when none. */
    function check() {
      const messages = {};
      for (const fact of ui.catalogue) {
        const m = faultOf(fact, draft.facts[fact.id]);
        if (m) messages[fact.id] = m;
      }
      ui.messages = messages;
      return !Object.keys(messages).length;
    }
    const focusFirst = () => nextTick(() => {
      const bad = root.querySelector("[aria-invalid=true], .is-bad input") ?? root.querySelector(".err")?.parentElement?.querySelector("input, select, textarea");
      bad?.closest("details")?.setAttribute("open", "");
      bad?.focus();
    });
    /** Puts a refusal beside the fields that it names and goes to their step. */
    function place(error) {
      const messages = {};
      let rest = "";
      for (const f of error.fields ?? []) {
        const known = ui.catalogue.find((c) => c.id === f.field || f.field.startsWith(c.id + ".") || f.field.startsWith(c.id + "["));
        if (known) messages[known.id] = f.message;
        else if (["name", "projectCode", "description"].includes(f.field)) messages[f.field] = f.message;
        else rest = f.message;
      }
      if (!error.fields?.length) rest = error.message;
      ui.messages = messages;
      const first = Object.keys(messages)[0];
      const onProject = ["name", "projectCode", "industries", "construction"].includes(first);
      const onSite = (error.fields ?? []).some((f) => /^(footprint|crs|width_m)/.test(f.field));
      if (onSite) {
        enter("site", false).then(() => {
          ui.message = error.message;
          nextTick(() => document.getElementById("site-fault")?.focus());
        });
      } else if (onProject) enter("project", false).then(focusFirst);
      else {
        ui.failure = rest || "";
        if (first) focusFirst();
        else nextTick(() => document.getElementById("trial-fault")?.focus());
      }
    }
    const post = (query) => request("/api/v1/screenings" + query, { method: "POST", headers: { "Content-Type": "application/json" }, body: stringify(project(ui.catalogue)) });

    /** A run without storing; what clauses wait for is asked next. Returns how many facts came up anew, −1 on refusal. */
    async function trial() {
      if (!check()) {
        focusFirst();
        return -1;
      }
      ui.busy = true;
      ui.failure = "";
      try {
        const result = await post("?store=false");
        const wanted = result.missingFacts.filter((m) => m.supplier === "applicant").map((m) => m.fact);
        const fresh = wanted.filter((id) => !ui.asked.includes(id));
        const stay = ui.asked.filter((id) => wanted.includes(id) || draft.facts[id] !== undefined);
        ui.asked = [...stay, ...fresh];
        ui.trial = result;
        ui.busy = false;
        return fresh.length;
      } catch (error) {
        ui.busy = false;
        ui.trial = ui.trial ?? null;
        if (error instanceof Refused) place(error);
        else ui.failure = error.message;
        return -1;
      }
    }
    async function finish() {
      const fresh = await trial();
      if (fresh < 0) return;
      if (fresh > 0) {
        ui.failure = `填了这些以后，又有 ${fresh} 项要问，已列在下面；不知道的可以空着再点“出结果”。`;
        nextTick(() => document.getElementById("trial-fault")?.focus());
        return;
      }
      ui.busy = true;
      try {
        const result = await post("");
        draft.step = "result";
        forget();
        location.href = `/screenings/${encodeURIComponent(result.screening.id)}`;
      } catch (error) {
        ui.busy = false;
        place(error);
      }
    }

    // --- going on ----------------------------------------------------------------------------------------------------
    async function next() {
      if (draft.step === "project") {
        if (!check()) return focusFirst();
        if (!draft.name.trim()) {
          ui.messages = { ...ui.messages, name: "还没有填项目名称，结果和报告要用它。" };
          return focusFirst();
        }
        return enter("site");
      }
      if (draft.step === "site") {
        if (!siteGeometry()) {
          ui.message = draft.site.reading?.repair ? "图形自己相交。请改好再传，或者用修复后的图形。" : draft.site.reading ? "有几种读法，请对照地图选一种。" : "还没有地块。请在图上画、传文件，或者贴坐标。";
          return nextTick(() => document.getElementById("site-fault")?.focus());
        }
        return enter("amounts");
      }
      return finish();
    }
    const back = () => enter(draft.step === "amounts" ? "site" : "project");

    async function example(e) {
      const site = takeExample(e, ui.catalogue);
      ui.restored = false;
      ui.trial = null;
      ui.asked = [];
      if (!site) return enter("site");
      draft.site.mode = "file";
      draft.site.fileName = `示例：${e.name}`;
      await enter("site");
      await read(JSON.stringify(site.geometry), { crs: site.crs, name: "example.geojson" });
    }

    // --- what is drawn -----------------------------------------------------------------------------------------------
    const steps = () => {
      const now = STEPS.findIndex(([code]) => code === draft.step);
      return h("div", { class: "wz-top" }, h("ol", { class: "steps", "aria-label": "研判步骤" }, STEPS.map(([code, word], i) =>
        h("li", { key: code, class: i < now ? "is-done" : undefined, "aria-current": i === now ? "step" : undefined }, i < now ? h("button", { type: "button", onClick: () => enter(code), "aria-label": `回到${word}` }, word) : word))));
    };
    const card = () => {
      const p = ui.place;
      if (!p) return null;
      const where = p.units.length ? p.units.slice(0, 2).join("、") + (p.units.length > 2 ? ` 等 ${p.units.length} 个单元` : "") : p.place;
      return h("div", { class: "conf float", role: "status" }, [
        h("h2", p.fault ? "中心点查不到单元" : `中心点落在 ${where ?? "省内"}`),
        h("dl", { class: "kv" }, [
          h("dt", "位置"), h("dd", p.place ?? "–"),
          h("dt", "中心"), h("dd", { class: "code" }, p.centre.map((v) => v.toFixed(5)).join(", ")),
          p.area ? [h("dt", "面积"), h("dd", [squareMetres(p.area), h("span", { class: "faint" }, " 椭球面积")])] : null,
          p.nearest ? [h("dt", p.nearest.layer), h("dd", `最近 ${Number(p.nearest.distanceMetres).toLocaleString("en-US", { maximumFractionDigits: 2 })} m`)] : null,
          p.fault ? [h("dt", "说明"), h("dd", p.fault)] : null,
        ]),
      ]);
    };
    const form = () => {
      if (draft.step === "project") {
        return h(StepProject, { catalogue: ui.catalogue, examples: ui.examples, messages: ui.messages, restored: ui.restored, onExample: example, onStartOver: () => { startOver(); ui.restored = false; ui.trial = null; ui.asked = []; map?.clear(); }, onChange: setFact });
      }
      if (draft.step === "site") {
        return h(StepSite, {
          catalogue: ui.catalogue, busy: ui.busy, message: ui.message, onEdit: () => enter("project"),
          onMode: (mode) => {
            draft.site.mode = mode;
            ui.message = "";
            if (mode === "draw" && !draft.site.reading) map?.draw(draft.site.shape);
            else map?.stop();
          },
          onShape: (shape) => {
            draft.site.shape = shape;
            clear();
          },
          onClear: clear, onBack: () => map?.back(),
          onFile: async (file) => {
            if (file.size > 50_000_000) {
              ui.message = `${file.name} 有 ${Math.round(file.size / 1e6)} MB，超过 50 MB 的上限，请只留要研判的图形再传。`;
              return nextTick(() => document.getElementById("site-fault")?.focus());
            }
            draft.site.fileName = file.name;
            await read(file, { crs: draft.site.crs, name: file.name });
          },
          onPaste: () => read(draft.site.pasted, { crs: draft.site.crs, name: "pasted.txt" }),
          onChoose: (i) => {
            draft.site.chosen = i;
            ui.message = "";
            showSite(true);
            placeOf();
          },
          onRepair: (on) => {
            draft.site.repaired = on;
            ui.message = "";
            showSite(true);
            placeOf();
          },
          onWidth: (v) => (draft.site.width = v),
        });
      }
      return h(StepAmounts, { catalogue: ui.catalogue, trial: ui.trial, asked: ui.asked, busy: ui.busy, messages: ui.messages, failure: ui.failure, onEdit: () => enter("project"), onChange: setFact, onTry: trial });
    };
    const clear = () => {
      draft.site.reading = null;
      draft.site.chosen = -1;
      draft.site.repaired = false;
      ui.place = null;
      ui.message = "";
      map?.clear();
      map?.draw(draft.site.shape);
    };
    const mainWords = () => (draft.step === "project" ? "下一步：地块" : draft.step === "site" ? (siteGeometry() ? "位置没错，下一步" : "下一步：用量") : "出结果");

    return () => {
      if (ui.loading) return h("div", { class: "page" }, h("div", { class: "busy", role: "status" }, "正在载入"));
      if (ui.fatal) return h("div", { class: "page" }, h("div", { class: "note is-no", role: "alert" }, [icon("v-broken"), h("div", [ui.fatal, " ", h("a", { href: "/screenings/new" }, "重新载入")])]));
      const one = draft.step === "project";
      return [
        steps(),
        h("div", { class: "lay" + (one ? " is-one" : "") + (draft.step === "amounts" ? " is-amounts" : "") }, [
          h("form", { class: "form", novalidate: true, "aria-label": "项目研判", onSubmit: (e) => { e.preventDefault(); next(); } }, [
            form(),
            h("div", { class: "go" }, [
              one ? null : h("button", { type: "button", class: "btn is-l", onClick: back }, "上一步"),
              h("span", { class: "grow draft" }, "草稿存在这台设备上"),
              h("button", { class: "btn is-main is-l", disabled: ui.busy }, mainWords()),
            ]),
          ]),
          h("div", { class: "mapcol", style: { display: one ? "none" : "" } }, [
            h("div", { id: "wz-map", class: "map", role: "application", tabindex: "0", "aria-label": "画地块、核对位置的地图。方向键移动，加减键缩放；也可以改用贴坐标。" }),
            card(),
            h("div", { class: "mc" }, [h("div", { class: "g" }, [h("button", { type: "button", "aria-label": "放大", onClick: () => map?.zoom(1) }, [icon("i-plus")]), h("button", { type: "button", "aria-label": "缩小", onClick: () => map?.zoom(-1) }, [icon("i-minus")])])]),
            h("div", { class: "sbar" }, [h("span", { id: "wz-scale" }), h("span", "CGCS2000"), h("span", "示范数据")]),
          ]),
        ]),
      ];
    };
  },
};
createApp(Wizard).mount(root);

// The screening wizard: 项目, 地块, 用量, 结果. Steps done can be reopened; leaving keeps the draft.
/* global ol */
import { createApp, h, nextTick, onMounted, reactive } from "../../vendor/vue.esm-browser.prod.js";
import { Refused, draft, dropReading, faultOf, forget, project, request, restore, siteBlocked, siteFault, siteGeometry, startOver, stringify, takeExample, takeUp } from "./draft.js";
import { icon } from "./fields.js";
import { SiteMap } from "./site-map.js";
import { StepAmounts } from "./step-amounts.js";
import { FIRST, StepProject } from "./step-project.js";
import { StepSite, squareMetres } from "./step-site.js";

const STEPS = [["project", "项目"], ["site", "地块"], ["amounts", "用量"], ["result", "结果"]];
const root = document.getElementById("wizard");
const start = root.dataset.lon && root.dataset.lat ? [Number(root.dataset.lon), Number(root.dataset.lat)] : null;

const Wizard = {
  setup() {
    const ui = reactive({ catalogue: [], examples: [], busy: false, message: "", messages: {}, trial: null, asked: [], failure: "", restored: false, place: null, loading: true, fatal: "" });
    let map = null;
    // The file that was chosen last, to be read again when its reference system is changed.
    let file = null;

    onMounted(async () => {
      ui.restored = restore();
      try {
        const [facts, examples] = await Promise.all([request("/api/v1/facts"), request("/api/v1/examples").catch(() => ({ items: [] }))]);
        ui.catalogue = facts.facts;
        ui.examples = examples.items ?? [];
        const from = new URL(location.href).searchParams.get("from");
        if (from) {
          await takeUp(from, ui.catalogue);
          ui.restored = false;
          history.replaceState(null, "", "/screenings/new");
        }
        if (start && draft.site.reading && ui.restored) dropReading();
      } catch (error) {
        ui.fatal = error.message;
      }
      ui.loading = false;
      if (draft.step === "result") draft.step = "amounts";
      if (draft.step !== "project" && !draft.name.trim()) draft.step = "project";
      if (draft.step === "amounts" && siteFault()) draft.step = "site";
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
      dropReading();
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
    /** What stands in the form is no longer what was read: the reading goes, from the map too. */
    function stale() {
      serial += 1;
      ui.busy = false;
      ui.message = "";
      ui.place = null;
      if (!draft.site.reading) return;
      dropReading();
      map?.show([], -1);
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
      if (chosen?.inside === false) {
        ui.place = { ...card, outside: true, place: "江苏省管控范围以外" };
        return;
      }
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
    const clearMessage = (id) => {
      if (ui.messages[id]) ui.messages[id] = "";
    };
    /** Marks every typed value that cannot stand, of these facts or of all; true when none. */
    function check(only) {
      const messages = {};
      for (const fact of ui.catalogue.filter((f) => !only || only.includes(f.id))) {
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
        // Said at the top in any case: a field may be folded away.
        ui.failure = [...Object.values(messages), rest].filter(Boolean).join(" ") || error.message;
        nextTick(() => document.getElementById("trial-fault")?.focus());
      }
    }
    const post = (query) => request("/api/v1/screenings" + query, { method: "POST", headers: { "Content-Type": "application/json" }, body: stringify(project(ui.catalogue)) });

    /** A run without storing; what clauses wait for is asked next. Returns how many facts came up anew, −1 on refusal. */
    async function trial() {
      if (!check()) {
        ui.failure = Object.values(ui.messages).join(" ");
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
        const sound = check(FIRST);
        if (!draft.name.trim()) {
          ui.messages = { ...ui.messages, name: "还没有填项目名称，结果和报告要用它。" };
          return focusFirst();
        }
        return sound ? enter("site") : focusFirst();
      }
      if (draft.step === "site") {
        if (siteFault()) {
          ui.message = siteFault();
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
        h("h2", p.outside ? "整个地块不在省内" : p.fault ? "中心点查不到单元" : `中心点落在 ${where ?? "省内"}`),
        h("dl", { class: "kv" }, [
          h("dt", "位置"), h("dd", p.place ?? "–"),
          h("dt", "中心"), h("dd", { class: "code" }, p.centre.map((v) => v.toFixed(5)).join(", ")),
          p.area ? [h("dt", "面积"), h("dd", [squareMetres(p.area), h("span", { class: "faint" }, " 椭球面积")])] : null,
          p.nearest ? [h("dt", p.nearest.layer), h("dd", [`最近 ${Number(p.nearest.distanceMetres).toLocaleString("en-US", { maximumFractionDigits: 2 })} m`, h("span", { class: "faint" }, "，从中心点量")])] : null,
          p.fault ? [h("dt", "说明"), h("dd", p.fault)] : null,
        ]),
      ]);
    };
    const form = () => {
      if (draft.step === "project") {
        return h(StepProject, { catalogue: ui.catalogue, examples: ui.examples, messages: ui.messages, restored: ui.restored, onExample: example, onStartOver: () => { startOver(); ui.restored = false; ui.trial = null; ui.asked = []; map?.clear(); }, onChange: setFact, onName: () => clearMessage("name"), onCode: () => clearMessage("projectCode") });
      }
      if (draft.step === "site") {
        return h(StepSite, {
          catalogue: ui.catalogue, busy: ui.busy, message: ui.message, onEdit: () => enter("project"),
          onMode: (mode) => {
            if (mode === draft.site.mode) return;
            stale();
            map?.clear();
            file = null;
            draft.site.fileName = "";
            draft.site.mode = mode;
            if (mode === "draw" && !draft.site.reading) map?.draw(draft.site.shape);
            else map?.stop();
          },
          onShape: (shape) => {
            draft.site.shape = shape;
            clear();
          },
          onClear: clear, onBack: () => map?.back(),
          onFile: async (given) => {
            stale();
            file = null;
            draft.site.fileName = "";
            if (given.size > 50_000_000) {
              ui.message = `${given.name} 有 ${Math.round(given.size / 1e6)} MB，超过 50 MB 的上限，请只留要研判的图形再传。`;
              return nextTick(() => document.getElementById("site-fault")?.focus());
            }
            file = given;
            draft.site.fileName = given.name;
            await read(given, { crs: draft.site.crs, name: given.name });
          },
          onPasted: (text) => {
            draft.site.pasted = text;
            stale();
          },
          onSystem: (crs) => {
            draft.site.crs = crs;
            stale();
            if (draft.site.mode !== "file") return;
            if (file) read(file, { crs, name: file.name });
            else draft.site.fileName = "";
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
      stale();
      map?.clear();
      map?.draw(draft.site.shape);
    };
    const mainWords = () => (draft.step === "project" ? "下一步：地块" : draft.step === "site" ? (siteFault() ? "下一步：用量" : "位置没错，下一步") : "出结果");

    return () => {
      if (ui.loading) return h("div", { class: "page" }, h("div", { class: "busy", role: "status" }, "正在载入"));
      if (ui.fatal) return h("div", { class: "page" }, h("div", { class: "note is-no", role: "alert" }, [icon("v-broken"), h("div", [ui.fatal, " ", h("a", { href: "/screenings/new" }, "重新载入")])]));
      const one = draft.step === "project";
      const blocked = draft.step === "site" && siteBlocked() && !ui.busy;
      return [
        steps(),
        h("div", { class: "lay" + (one ? " is-one" : "") + (draft.step === "amounts" ? " is-amounts" : "") }, [
          h("form", { class: "form", novalidate: true, "aria-label": "项目研判", onSubmit: (e) => { e.preventDefault(); next(); } }, [
            form(),
            h("div", { class: "go" }, [
              one ? null : h("button", { type: "button", class: "btn is-l", onClick: back }, "上一步"),
              blocked ? h("span", { class: "grow hold" + (draft.site.reading ? " is-bad" : ""), id: "hold", role: "status" }, siteFault()) : h("span", { class: "grow draft" }, "草稿存在这台设备上"),
              h("button", { class: "btn is-main is-l", disabled: ui.busy || blocked, "aria-describedby": blocked ? "hold" : undefined }, mainWords()),
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

// The screening wizard: 项目, 地块, 用量, 结果. Steps done can be reopened; leaving keeps the draft.
import { createApp, h, nextTick, onMounted, reactive } from "../../vendor/vue.esm-browser.prod.js";
import { answers } from "./answers.js";
import { draft, dropReading, request, restore, siteBlocked, siteFault, startOver, takeExample, takeUp } from "./draft.js";
import { icon } from "./fields.js";
import { mapColumn, stepRow } from "./frame.js";
import { siteReading } from "./site-reading.js";
import { StepAmounts } from "./step-amounts.js";
import { FIRST, StepProject } from "./step-project.js";
import { StepSite } from "./step-site.js";

const root = document.getElementById("wizard");
const start = root.dataset.lon && root.dataset.lat ? [Number(root.dataset.lon), Number(root.dataset.lat)] : null;

const Wizard = {
  setup() {
    const ui = reactive({ catalogue: [], examples: [], busy: false, message: "", messages: {}, trial: null, asked: [], failure: "", restored: false, place: null, loading: true, fatal: "" });
    const site = siteReading(ui, start);
    const said = answers(ui, root, {
      enter: (step, focus) => enter(step, focus),
      showSiteFault: (message) => enter("site", false).then(() => {
        ui.message = message;
        site.focusFault();
      }),
    });

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
      if (step !== "project") site.openMap();
      if (focus) focusHeading();
      if (step === "amounts") await said.trial();
    }

    async function next() {
      if (draft.step === "project") {
        const sound = said.check(FIRST);
        if (!draft.name.trim()) {
          ui.messages = { ...ui.messages, name: "还没有填项目名称，结果和报告要用它。" };
          return said.focusFirst();
        }
        return sound ? enter("site") : said.focusFirst();
      }
      if (draft.step === "site") {
        if (siteFault()) {
          ui.message = siteFault();
          return site.focusFault();
        }
        return enter("amounts");
      }
      return said.finish();
    }
    const back = () => enter(draft.step === "amounts" ? "site" : "project");

    function startAnew() {
      startOver();
      ui.restored = false;
      ui.trial = null;
      ui.asked = [];
      site.forgetDrawing();
    }

    async function example(e) {
      const given = takeExample(e, ui.catalogue);
      ui.restored = false;
      ui.trial = null;
      ui.asked = [];
      if (!given) return enter("site");
      draft.site.mode = "file";
      draft.site.fileName = `示例：${e.name}`;
      await enter("site");
      await site.read(JSON.stringify(given.geometry), { crs: given.crs, name: "example.geojson" });
    }

    const form = () => {
      if (draft.step === "project") {
        return h(StepProject, { catalogue: ui.catalogue, examples: ui.examples, messages: ui.messages, restored: ui.restored, onExample: example, onStartOver: startAnew, onChange: said.setFact, onName: () => said.clearMessage("name"), onCode: () => said.clearMessage("projectCode") });
      }
      if (draft.step === "site") return h(StepSite, { catalogue: ui.catalogue, busy: ui.busy, message: ui.message, onEdit: () => enter("project"), ...site.controls });
      return h(StepAmounts, { catalogue: ui.catalogue, trial: ui.trial, asked: ui.asked, busy: ui.busy, messages: ui.messages, failure: ui.failure, onEdit: () => enter("project"), onChange: said.setFact, onTry: said.trial });
    };
    const onward = () => (draft.step === "project" ? "下一步：地块" : draft.step === "site" ? (siteFault() ? "下一步：用量" : "位置没错，下一步") : "出结果");

    return () => {
      if (ui.loading) return h("div", { class: "page" }, h("div", { class: "busy", role: "status" }, "正在载入"));
      if (ui.fatal) return h("div", { class: "page" }, h("div", { class: "note is-no", role: "alert" }, [icon("v-broken"), h("div", [ui.fatal, " ", h("a", { href: "/screenings/new" }, "重新载入")])]));
      const one = draft.step === "project";
      const blocked = draft.step === "site" && siteBlocked() && !ui.busy;
      return [
        stepRow(enter),
        h("div", { class: "lay" + (one ? " is-one" : "") + (draft.step === "amounts" ? " is-amounts" : "") }, [
          h("form", { class: "form", novalidate: true, "aria-label": "项目研判", onSubmit: (e) => { e.preventDefault(); next(); } }, [
            form(),
            h("div", { class: "go" }, [
              one ? null : h("button", { type: "button", class: "btn is-l", onClick: back }, "上一步"),
              blocked ? h("span", { class: "grow hold" + (draft.site.reading ? " is-bad" : ""), id: "hold", role: "status" }, siteFault()) : h("span", { class: "grow draft" }, "草稿存在这台设备上"),
              h("button", { class: "btn is-main is-l", disabled: ui.busy || blocked, "aria-describedby": blocked ? "hold" : undefined }, onward()),
            ]),
          ]),
          mapColumn(ui.place, one, site.zoom),
        ]),
      ];
    };
  },
};
createApp(Wizard).mount(root);

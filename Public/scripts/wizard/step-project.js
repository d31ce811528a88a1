// First step: what the project is, or one of the examples.
import { h } from "../../vendor/vue.esm-browser.prod.js";
import { draft } from "./draft.js";
import { FactField, icon } from "./fields.js";

/** Facts that decide which clauses concern the project at all. */
export const FIRST = ["industries", "construction"];

const line = (id, label, value, onInput, { hint, placeholder, rows, message } = {}) =>
  h("div", { class: "field" }, [
    h("label", { for: id }, label),
    hint ? h("p", { class: "hint", id: id + "-q" }, hint) : null,
    h("div", { class: "in" + (message ? " is-bad" : "") }, [
      rows
        ? h("textarea", { id, rows, value, placeholder, "aria-describedby": hint ? id + "-q" : undefined, onInput: (e) => onInput(e.target.value) })
        : h("input", { id, value, placeholder, autocomplete: "off", "aria-invalid": message ? "true" : undefined, "aria-describedby": message ? id + "-e" : undefined, onInput: (e) => onInput(e.target.value) }),
    ]),
    message ? h("div", { class: "err", id: id + "-e" }, [icon("v-broken", true), message]) : null,
  ]);

export function StepProject({ catalogue, examples, messages, restored, onExample, onStartOver, onChange, onName, onCode }) {
  const first = FIRST.map((id) => catalogue.find((f) => f.id === id)).filter(Boolean);
  return [
    h("h1", "项目是做什么的"),
    h("p", { class: "muted" }, "只有项目名称必填。行业和建设性质不知道可以空着，但多数条款按它们判定，空着的，那些条款就是待定；其余的用到时再问。"),
    restored ? h("div", { class: "note" }, [icon("i-info"), h("div", { class: "grow" }, "接着上次的草稿，内容只存在这台设备的浏览器里。"), h("button", { type: "button", class: "btn is-s", onClick: onStartOver }, "从头开始")]) : null,
    line("f-name", ["项目名称", h("span", { class: "opt" }, "（必填）")], draft.name, (v) => ((draft.name = v), v.trim() && onName()), { message: messages.name }),
    ...first.map((fact) => h(FactField, { key: fact.id, fact, note: "（可不填）", value: draft.facts[fact.id], message: messages[fact.id], onChange: (v) => onChange(fact, v) })),
    h("details", { class: "more" }, [
      h("summary", "项目代码、说明（可不填）"),
      line("f-projectCode", "项目代码", draft.projectCode, (v) => ((draft.projectCode = v), onCode()), { placeholder: "如 2601-321282-04-01-123456", message: messages.projectCode }),
      line("f-description", "说明", draft.description, (v) => (draft.description = v), { rows: 3, hint: "只印在结果里，不参与研判。" }),
    ]),
    examples.length
      ? h("section", { "aria-labelledby": "ex-title" }, [
          h("h2", { id: "ex-title" }, "或者先看一个示例"),
          h("p", { class: "small muted" }, "选一个就把项目和地块都填好，可以再改。"),
          h("div", { class: "ex" }, examples.map((e) => h("button", { type: "button", key: e.id, onClick: () => onExample(e) }, [h("b", e.name), icon("i-right", true), e.description ? h("small", e.description) : null]))),
        ])
      : null,
  ];
}
StepProject.props = ["catalogue", "examples", "messages", "restored", "onExample", "onStartOver", "onChange", "onName", "onCode"];

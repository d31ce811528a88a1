// Third step: a trial run without storing; only facts that can decide a clause are asked.
import { h } from "../../vendor/vue.esm-browser.prod.js";
import { draft } from "./draft.js";
import { FactField, icon } from "./fields.js";
import { ProjectDone } from "./step-site.js";

const LOOKS = {
  prohibited: ["no", "v-no", "禁止准入"], nonconforming: ["no", "v-nonconforming", "不符合"], undetermined: ["unk", "v-unk", "待定"],
  conditional: ["if", "v-if", "有条件符合"], conforms: ["yes", "v-yes", "符合"],
};

const decides = (q) => `（可定 ${q.decides.length} 条${q.forbidding ? `，其中禁止类 ${q.forbidding} 条` : ""}）`;

export function StepAmounts({ catalogue, trial, asked, busy, messages, failure, onEdit, onChange, onTry }) {
  const questions = new Map((trial?.questions?.asked ?? []).map((q) => [q.fact, q]));
  const fields = asked.map((id) => ({ fact: catalogue.find((f) => f.id === id), question: questions.get(id) })).filter((f) => f.fact);
  const open = fields.filter((f) => f.question).length;
  const decided = new Set([...questions.values()].flatMap((q) => q.decides)).size;
  const labels = new Map((trial?.missingFacts ?? []).map((m) => [m.fact, m.label]));
  const waits = (trial?.questions?.waiting ?? []).map((q) => labels.get(q.fact) ?? (q.fact.includes("“") ? q.fact : `图层“${q.fact}”`));
  const rest = catalogue.filter((f) => f.supplier === "applicant" && !asked.includes(f.id) && !["industries", "construction"].includes(f.id));
  const groups = [...new Set(rest.map((f) => f.group))];
  const field = ({ fact, question }) => h(FactField, { key: fact.id, fact, value: draft.facts[fact.id], message: messages[fact.id], note: question ? decides(question) : undefined, neededBy: question?.decides, onChange: (v) => onChange(fact, v) });
  const look = trial && LOOKS[trial.conclusion];
  return [
    h(ProjectDone, { onEdit, catalogue }),
    h("h1", "还差什么"),
    busy ? h("div", { class: "busy", role: "status" }, "正在试算，不保存") : null,
    failure ? h("div", { class: "note is-no", role: "alert", id: "trial-fault", tabindex: "-1" }, [icon("v-broken"), h("div", failure)]) : null,
    trial && !busy
      ? h("div", { class: "ans", role: "status" }, [
          h("section", { class: `verdict ${look[0]}`, "aria-label": "试算结论" }, [
            h("svg", { "aria-hidden": "true" }, [h("use", { href: document.body.dataset.assets + "images/icons.svg#" + look[1] })]),
            h("div", [h("div", { class: "w" }, `照现在填的：${look[2]}`), h("p", { class: "why1" }, trial.answer)]),
          ]),
        ])
      : null,
    fields.length
      ? [
          h("h2", open ? `补充这 ${open} 项即可判定 ${decided} 条` : "问过的都填了"),
          h("p", { class: "small muted" }, "能决定是否禁止的排在前面。不知道的空着，用到它的条款就是待定，不会当作符合。"),
          h("div", { class: "g2" }, fields.map(field)),
          h("button", { type: "button", class: "btn", disabled: busy, onClick: onTry }, "按现在填的再试算"),
        ]
      : trial && !busy
        ? h("p", { class: "muted" }, "没有要补的事实，可以出结果了。")
        : null,
    waits.length && !busy
      ? h("div", { class: "note is-unk" }, [icon("v-unk"), h("div", [h("b", "不用您填、由别处提供的："), waits.join("、"), "。"])])
      : null,
    rest.length && trial
      ? h("details", { class: "more" }, [
          h("summary", "其余事实（可不填）"),
          h("p", { class: "small muted" }, "现在没有待定条款要用它们；填了会一并记录，也可能改变别的条款。"),
          groups.map((g) => {
            const members = rest.filter((f) => f.group === g);
            return h("details", { class: "more", key: g }, [h("summary", `${g}（${members.length} 项）`), h("div", { class: "g2" }, members.map((fact) => field({ fact })))]);
          }),
        ])
      : null,
  ];
}
StepAmounts.props = ["catalogue", "trial", "asked", "busy", "messages", "failure", "onEdit", "onChange", "onTry"];

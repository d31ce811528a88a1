// What the person answers: checked as it is typed, tried without storing so that only what still decides is asked, then sent.
import { nextTick } from "../../vendor/vue.esm-browser.prod.js";
import { Refused, draft, faultOf, forget, project, request, stringify } from "./draft.js";

/** `ui` is the wizard's state; `enter` goes to a step; `showSiteFault` leads to what is wrong with the site. */
export function answers(ui, root, { enter, showSiteFault }) {
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
  const focusFailure = () => nextTick(() => document.getElementById("trial-fault")?.focus());

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
    if (onSite) showSiteFault(error.message);
    else if (onProject) enter("project", false).then(focusFirst);
    else {
      // Said at the top in any case: a field may be folded away.
      ui.failure = [...Object.values(messages), rest].filter(Boolean).join(" ") || error.message;
      focusFailure();
    }
  }

  const post = (query) => request("/api/v1/screenings" + query, { method: "POST", headers: { "Content-Type": "application/json" }, body: stringify(project(ui.catalogue)) });

  /** A run without storing; what can decide a clause is asked next. Returns how many facts came up anew, −1 on refusal. */
  async function trial() {
    if (!check()) {
      ui.failure = Object.values(ui.messages).join(" ");
      focusFirst();
      return -1;
    }
    ui.busy = true;
    ui.failure = "";
    try {
      const result = await post("?store=false&questions=true");
      const wanted = result.questions.asked.map((q) => q.fact);
      const fresh = wanted.filter((id) => !ui.asked.includes(id));
      // What was answered stays where it was; what nobody needs any more goes.
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
      return focusFailure();
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

  return { setFact, clearMessage, check, focusFirst, trial, finish };
}

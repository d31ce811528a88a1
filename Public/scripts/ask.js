// What would decide a result, answered in place with the wizard's own fields; without this script the plain form does the same.
import { createApp, h, nextTick, reactive } from "../vendor/vue.esm-browser.prod.js";
import { Refused, draft, faultOf, project, request, stringify, takeUp } from "./wizard/draft.js";
import { FactField, icon } from "./wizard/fields.js";

const section = document.getElementById("ask");
const form = section?.querySelector("form");

/** The fields of one list, drawn anew by the wizard's components; what was said below each stays. */
function lists(catalogue) {
  return [...form.querySelectorAll("ul")].filter((ul) => ul.querySelector("[data-fact]")).map((ul) => ({
    ul,
    fields: [...ul.querySelectorAll(":scope > li[data-fact]")].map((li) => ({
      fact: catalogue.find((f) => f.id === li.dataset.fact), decides: li.querySelector(".decides")?.textContent ?? "",
      needing: [...li.querySelectorAll(".why a.code")].map((a) => a.textContent),
    })).filter((f) => f.fact),
  }));
}

async function take() {
  const { facts: catalogue } = await request("/api/v1/facts");
  await takeUp(section.dataset.from, catalogue);
  const state = reactive({ messages: {}, failure: "", busy: false });
  const set = (fact, value) => {
    if (value === undefined) delete draft.facts[fact.id];
    else draft.facts[fact.id] = value;
    if (state.messages[fact.id]) state.messages[fact.id] = faultOf(fact, value) ?? "";
  };
  const one = ({ fact, decides, needing }) =>
    h("li", { class: "asked" + (["texts", "objects", "industries"].includes(fact.type) ? " is-wide" : ""), key: fact.id, "data-fact": fact.id }, [
      h(FactField, { fact, value: draft.facts[fact.id], message: state.messages[fact.id], neededBy: needing, prefix: "fact-", onChange: (v) => set(fact, v) }),
      decides ? h("p", { class: "decides" }, decides) : null,
    ]);
  const places = lists(catalogue);
  for (const place of places) {
    const fields = place.fields;
    createApp({ render: () => fields.map(one) }).mount(place.ul);
  }
  const fault = document.createElement("div");
  form.prepend(fault);
  createApp({
    render: () => (state.failure ? h("div", { class: "note is-no", role: "alert", tabindex: "-1" }, [icon("v-broken"), h("div", [h("b", "没有重判。"), state.failure])]) : null),
  }).mount(fault);
  const button = form.querySelector(".foot .btn");

  const refuse = (messages, rest) => {
    state.messages = messages;
    state.failure = [...Object.values(messages), rest].filter(Boolean).join(" ");
    state.busy = false;
    button.disabled = false;
    nextTick(() => {
      const bad = form.querySelector("[aria-invalid=true]") ?? fault.firstElementChild;
      bad?.closest("details")?.setAttribute("open", "");
      bad?.focus();
    });
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (state.busy) return;
    const facts = places.flatMap((p) => p.fields.map((f) => f.fact));
    const wrong = Object.fromEntries(facts.map((f) => [f.id, faultOf(f, draft.facts[f.id])]).filter(([, m]) => m));
    if (Object.keys(wrong).length) return refuse(wrong, "");
    state.busy = true;
    button.disabled = true;
    try {
      const query = section.dataset.asOf ? `?asOf=${encodeURIComponent(section.dataset.asOf)}` : "";
      const result = await request("/api/v1/screenings" + query, { method: "POST", headers: { "Content-Type": "application/json" }, body: stringify(project(catalogue)) });
      location.href = `/screenings/${encodeURIComponent(result.screening.id)}`;
    } catch (error) {
      const named = error instanceof Refused ? error.fields : [];
      const messages = {};
      for (const f of named) {
        const known = facts.find((c) => f.field === c.id || f.field.startsWith(c.id + ".") || f.field.startsWith(c.id + "["));
        if (known) messages[known.id] = f.message;
      }
      refuse(messages, Object.keys(messages).length ? "" : error.message);
    }
  });
}

// Answers that came back with a fault stay in the plain form: nothing that was typed is lost.
if (form && !form.querySelector(".note.is-no")) {
  // Where the wizard's fields cannot be had, the plain form stands.
  take().catch((error) => console.warn(error.message));
}

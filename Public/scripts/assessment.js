// The result page: filters over the clauses, and the map as evidence.
import { EvidenceMap } from "./assessment/evidence.js";
import { mapFault } from "./map/furniture.js";

const $ = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];

// --- filters -------------------------------------------------------------------------------------------------------
const TO_DO = ["broken", "faulty", "undetermined", "manual", "duty"];
const APPLICABLE = [...TO_DO, "kept"];
const choices = { todo: TO_DO, applicable: APPLICABLE, notApplicable: ["notApplicable"], context: ["context"] };
const cards = all("#list .clause");
const heads = all("#list .grp");
const state = { outcomes: APPLICABLE, chosen: "applicable", dimension: "" };

function show() {
  let left = 0;
  const seen = new Set();
  for (const card of cards) {
    const hit = state.outcomes.includes(card.dataset.outcome) && (!state.dimension || card.dataset.dimension === state.dimension);
    card.classList.toggle("is-out", !hit);
    if (hit) {
      left += 1;
      seen.add(card.dataset.outcome);
    }
  }
  // From here on the classes of single cards decide.
  $("#list").className = "";
  for (const head of heads) head.classList.toggle("is-out", !seen.has(head.dataset.outcome));
  $("#none").hidden = left > 0;
  for (const b of all("[data-filter]")) b.setAttribute("aria-pressed", String(b.dataset.filter === state.chosen));
  for (const b of all("[data-dimension]:is(button)")) b.setAttribute("aria-pressed", String(b.dataset.dimension === state.dimension));
  for (const a of all("[data-show]")) {
    if (a.dataset.show === state.chosen) a.setAttribute("aria-current", "true");
    else a.removeAttribute("aria-current");
  }
}
function choose(name, outcomes) {
  state.chosen = name;
  state.outcomes = outcomes;
  show();
}

$("#filters").hidden = false;
for (const b of all("[data-filter]")) {
  if (!cards.some((c) => choices[b.dataset.filter].includes(c.dataset.outcome))) b.hidden = true;
  b.addEventListener("click", () => choose(b.dataset.filter, choices[b.dataset.filter]));
}
for (const b of all("button[data-dimension]")) {
  b.addEventListener("click", () => {
    state.dimension = b.dataset.dimension;
    show();
  });
}
for (const a of all("[data-show]")) {
  a.addEventListener("click", (event) => {
    event.preventDefault();
    const same = state.chosen === a.dataset.show;
    state.dimension = "";
    if (same) choose("applicable", APPLICABLE);
    else choose(a.dataset.show, [a.dataset.show]);
    $("#clauses").scrollIntoView({ block: "start", behavior: "smooth" });
  });
}
/** A clause that the address names is shown whatever the filter. */
const named = () => {
  const card = location.hash.startsWith("#c-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!card) return;
  if (card.classList.contains("is-out")) choose(card.dataset.outcome, [card.dataset.outcome]);
  card.open = true;
  card.scrollIntoView({ block: "start" });
};
const someToDo = cards.some((c) => TO_DO.includes(c.dataset.outcome));
choose(someToDo ? "todo" : "applicable", someToDo ? TO_DO : APPLICABLE);
named();
addEventListener("hashchange", named);

/** A question that the address names is unfolded first. */
const asked = () => {
  const field = location.hash.startsWith("#fact-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!field) return;
  field.closest("details.rest")?.setAttribute("open", "");
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
};
asked();
addEventListener("hashchange", asked);
for (const link of all('a[href^="#fact-"]')) link.addEventListener("click", () => link.hash === location.hash && asked());

// A field that was in error gets the focus first.
$("#ask [aria-invalid=true]")?.focus();

// Print shows everything.
addEventListener("beforeprint", () => cards.forEach((c) => c.setAttribute("data-was", c.open ? "1" : "") || (c.open = c.dataset.outcome !== "context")));
addEventListener("afterprint", () => cards.forEach((c) => (c.open = c.dataset.was === "1")));

// --- the map -------------------------------------------------------------------------------------------------------
const target = $("#evidence");
try {
  const answer = await fetch(target.dataset.source);
  if (!answer.ok) throw new Error((await answer.json()).detail);
  const result = await answer.json();
  if (result.site?.geometry) new EvidenceMap(target, result);
} catch (error) {
  mapFault(target, error);
}

// The panel of a place: fetched, shown, left; its address is the page's.
import { toMap } from "../map/space.js";
import { Sheet } from "./sheet.js";

const note = (sentence) => {
  const box = Object.assign(document.createElement("div"), { className: "hint" });
  const inner = Object.assign(document.createElement("div"), { className: "note is-no" });
  inner.setAttribute("role", "alert");
  inner.append(Object.assign(document.createElement("div"), { textContent: sentence }));
  box.append(inner);
  return box;
};
const skeleton = () => {
  const box = Object.assign(document.createElement("div"), { className: "hint" });
  box.append(...["", "is-half", ""].map((c) => Object.assign(document.createElement("div"), { className: ("skel " + c).trim() })));
  return box;
};

export class PlacePanel {
  constructor({ panel, asOf, chosen, views, map }) {
    Object.assign(this, { panel, asOf, chosen, views, map });
    this.title = document.title;
    this.serial = 0;
    this.sheet = new Sheet(panel);
    this.hint = panel.querySelector(".hint") ? [...panel.childNodes].map((n) => n.cloneNode(true)) : null;
    panel.addEventListener("click", (event) => this.cell(event));
    panel.addEventListener("keydown", (event) => event.key === "Escape" && panel.querySelector("#close-panel") && this.leave(true));
    this.wire();
  }

  get heading() {
    return this.panel.querySelector("#panel-title");
  }

  wire() {
    this.chosen.mark([...this.panel.querySelectorAll(".uc [data-copy]")].map((e) => e.textContent.trim()));
    const close = this.panel.querySelector("#close-panel");
    if (close) {
      close.hidden = false;
      close.addEventListener("click", () => this.leave(true));
    }
    this.sheet.wire();
  }

  /** Fetches the panel of a place; `href` keeps the reader where a cell of the matrix was pressed. */
  async ask(lonLat, { move = true, focus = false, href = null } = {}) {
    const mine = (this.serial += 1);
    const [lon, lat] = lonLat.map((v) => Number(v).toFixed(6));
    const here = toMap([Number(lon), Number(lat)]);
    this.chosen.place(here);
    const slow = setTimeout(() => mine === this.serial && !href && this.panel.replaceChildren(skeleton()), 300);
    let html;
    try {
      html = await this.fetch(href ?? `/at?lon=${lon}&lat=${lat}${this.asOf ? "&asOf=" + this.asOf : ""}`);
    } catch (error) {
      if (mine === this.serial) this.refuse(error instanceof TypeError ? "连不上服务器，请检查网络后再点一次；已有的图还在。" : error.message);
      return;
    } finally {
      clearTimeout(slow);
    }
    if (mine !== this.serial) return;
    const scrolled = this.panel.querySelector(".sc")?.scrollTop ?? 0;
    this.panel.innerHTML = html;
    this.panel.classList.remove("is-peek");
    this.wire();
    if (href) {
      this.panel.querySelector(".sc").scrollTop = scrolled;
      (this.panel.querySelector(".mx a[aria-current]") ?? this.heading)?.focus({ preventScroll: true });
    } else if (focus) this.heading?.focus();
    document.title = `${this.heading?.textContent ?? ""}｜${this.title}`;
    this.address({ lon, lat });
    if (move) this.views.reveal(here);
  }

  async fetch(href) {
    const url = new URL(href, location.href);
    url.searchParams.set("panel", "true");
    url.hash = "";
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    const html = await answer.text();
    if (answer.ok) return html;
    throw new Error(new DOMParser().parseFromString(html, "text/html").querySelector(".sorry p")?.textContent ?? "这个位置现在查不了，请稍后再试。");
  }

  address(parts) {
    const state = new URL(location.href);
    state.pathname = "/";
    state.search = "";
    for (const [name, value] of Object.entries(parts)) state.searchParams.set(name, value);
    if (this.asOf) state.searchParams.set("asOf", this.asOf);
    history.replaceState(null, "", state);
  }

  refuse(sentence) {
    this.panel.replaceChildren(note(sentence));
    this.chosen.mark([]);
    this.sheet.measure();
  }

  leave(focus) {
    this.serial += 1;
    this.chosen.clear();
    this.panel.replaceChildren(...(this.hint ?? []).map((n) => n.cloneNode(true)));
    this.wire();
    this.address({});
    document.title = this.title;
    if (focus) this.map.getTargetElement().focus();
  }

  cell(event) {
    const cell = event.target.closest("a[data-cell]");
    if (!cell || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.ask([this.heading.dataset.lon, this.heading.dataset.lat], { move: false, href: cell.href });
  }
}

// The panel on a phone: a sheet of three heights that a handle moves.
import { phone } from "./views.js";

const HEIGHTS = ["is-peek", "", "is-full"];

export class Sheet {
  constructor(panel) {
    this.panel = panel;
    addEventListener("resize", () => this.measure());
  }

  get height() {
    return this.panel.classList.contains("is-full") ? 2 : this.panel.classList.contains("is-peek") ? 0 : 1;
  }

  set height(n) {
    this.panel.classList.remove("is-peek", "is-full");
    if (HEIGHTS[n]) this.panel.classList.add(HEIGHTS[n]);
    this.measure();
  }

  /** Controls stand above the sheet: they appear once its height is known, and so never jump. */
  measure() {
    document.documentElement.style.setProperty("--sheet", phone.matches ? this.panel.offsetHeight + "px" : "0px");
    document.querySelector(".home").classList.add("is-ready");
  }

  /** A new handle came with new contents: pressed it goes through the heights, dragged one up or down. */
  wire() {
    const handle = this.panel.querySelector(".sheet-h");
    let from = null;
    let dragged = false;
    handle?.addEventListener("pointerdown", (event) => {
      from = event.clientY;
      dragged = false;
    });
    handle?.addEventListener("pointerup", (event) => {
      const by = from === null ? 0 : event.clientY - from;
      from = null;
      if (Math.abs(by) < 24) return;
      dragged = true;
      this.height = Math.max(0, Math.min(2, this.height + (by < 0 ? 1 : -1)));
    });
    handle?.addEventListener("click", () => {
      if (dragged) dragged = false;
      else this.height = [1, 2, 0][this.height];
    });
    this.measure();
  }
}

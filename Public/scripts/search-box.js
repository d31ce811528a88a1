// One box for places, units and coordinates: suggestions grouped, arrows choose, Enter goes, Escape closes.
const icon = (name) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", document.body.dataset.assets + "images/icons.svg#i-" + name);
  svg.append(use);
  return svg;
};
export { icon };

const UNIT = /\b(?:ZH|HY)\d{11}\b/;
const STYLES = { 1: "pri", 2: "key", 3: "gen" };
const WORDS = { 1: "优先", 2: "重点", 3: "一般" };

/** Text with the query's characters marked. */
function marked(text, query) {
  const holder = document.createElement("span");
  const at = query ? text.indexOf(query) : -1;
  if (at < 0) {
    holder.textContent = text;
    return holder;
  }
  const mark = document.createElement("mark");
  mark.textContent = query;
  holder.append(text.slice(0, at), mark, text.slice(at + query.length));
  return holder;
}

/** Makes `form` a combobox. `onPick` gets an item or a reading; without it the item's own address opens. */
export function searchBox(form, { onPick } = {}) {
  const input = form.querySelector("input");
  const list = form.querySelector("[role=listbox]");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-autocomplete", "list");
  let items = [];
  let active = -1;
  let waiting = 0;
  let serial = 0;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const choose = (i) => {
    const options = list.querySelectorAll("[role=option]");
    options.forEach((o, k) => o.setAttribute("aria-selected", String(k === i)));
    active = i;
    if (i < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[i].id);
    options[i].scrollIntoView({ block: "nearest" });
  };
  const pick = (item) => {
    close();
    if (item.title && !item.reading) input.value = item.title;
    if (onPick && onPick(item) !== false) return;
    location.href = item.href;
  };

  const option = (item, content) => {
    const o = document.createElement("div");
    o.className = "o";
    o.id = `${list.id}-${items.length}`;
    o.setAttribute("role", "option");
    o.setAttribute("aria-selected", "false");
    o.append(...content);
    o.addEventListener("mousedown", (event) => {
      event.preventDefault();
      pick(item);
    });
    items.push(item);
    return o;
  };
  const heading = (words) => {
    const h = Object.assign(document.createElement("div"), { className: "h", textContent: words });
    h.setAttribute("role", "presentation");
    return h;
  };

  const show = (result, query) => {
    items = [];
    const parts = [];
    if (result.reading) {
      const r = result.reading;
      const item = { reading: true, lon: r.lon, lat: r.lat, href: `/at?lon=${r.lon}&lat=${r.lat}`, title: query };
      const code = Object.assign(document.createElement("span"), { className: "code", textContent: `${Number(r.lon).toFixed(5)}, ${Number(r.lat).toFixed(5)}` });
      parts.push(heading("读作坐标"), option(item, [icon("pin"), code, Object.assign(document.createElement("small"), { textContent: r.how ?? "" })]));
    }
    for (const group of result.groups ?? []) {
      if (!group.items?.length) continue;
      parts.push(heading(group.title));
      for (const item of group.items) {
        const code = (item.detail ?? "").match(UNIT)?.[0] ?? (item.href ?? "").match(UNIT)?.[0];
        let lead = icon(group.title === "文件" ? "doc" : group.title === "项目" ? "doc" : "pin");
        if (code) {
          lead = Object.assign(document.createElement("span"), { className: "cls " + STYLES[code[8]] });
          lead.setAttribute("role", "img");
          lead.setAttribute("aria-label", WORDS[code[8]]);
        }
        const content = [lead, marked(item.title, query)];
        if (item.detail) content.push(Object.assign(document.createElement("small"), { textContent: item.detail, className: code ? "code" : "" }));
        parts.push(option(item, content));
      }
    }
    if (!items.length) {
      const none = Object.assign(document.createElement("div"), { className: "none", textContent: `没有找到“${query}”。地名用全称，单元用 13 位编码，坐标写成 118.79, 32.06。` });
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      parts.push(none);
    }
    list.replaceChildren(...parts);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    active = -1;
  };

  const ask = async () => {
    const query = input.value.trim();
    const mine = (serial += 1);
    if (!query) return close();
    try {
      const answer = await fetch(`/api/v1/search?limit=6&q=${encodeURIComponent(query)}`);
      if (!answer.ok || mine !== serial) return;
      const result = await answer.json();
      if (mine === serial && document.activeElement === input) show(result, query);
    } catch {
      // The form still works: Enter opens the search page.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 160);
  });
  input.addEventListener("focus", () => {
    if (input.value.trim() && list.hidden && input.dataset.touched) ask();
    input.dataset.touched = "1";
  });
  input.addEventListener("blur", () => setTimeout(close, 120));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const count = list.hidden ? 0 : items.length;
    if (event.key === "ArrowDown" && list.hidden) ask();
    else if (event.key === "ArrowDown" && count) choose((active + 1) % count);
    else if (event.key === "ArrowUp" && count) choose((active - 1 + count) % count);
    else if (event.key === "Enter" && active >= 0) pick(items[active]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  return { close };
}

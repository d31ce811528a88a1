// Splits a delivered table with a preview: cell and parts side by side, joined and split by hand, saved as a list workbook.
import { element, refusal, save as keep } from "./element.js";
import { fileDrop } from "./file-drop.js";

const EFFECTS = [["prohibit", "禁止"], ["permitOnly", "仅允许"], ["restrict", "限制"], ["require", "要求"], ["encourage", "鼓励"]];
const DIMENSIONS = { spatial: "空间布局约束", discharge: "污染物排放管控", risk: "环境风险防控", resource: "资源利用效率要求" };
const form = document.getElementById("splitter");
const said = document.getElementById("said");
const place = document.getElementById("cells");
const save = document.getElementById("save");
let cells = [];
let file = null;

const say = (lines, bad = false) => {
  said.replaceChildren(...lines.map((line) => element("p", { className: bad ? "err" : "small muted", textContent: line })));
};

fileDrop(document.getElementById("drop"), {
  taken(chosen) {
    file = chosen;
    document.getElementById("go").disabled = false;
    say([]);
  },
  refused: (sentence) => say([sentence], true),
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!file) return say(["请先选清单表。"], true);
  say(["正在拆…"]);
  place.replaceChildren();
  save.hidden = true;
  const query = new URLSearchParams({ name: file.name, document: documentName() });
  try {
    const response = await fetch("/api/v1/lists/split?" + query, { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" } });
    if (!response.ok) return say(await refusal(response), true);
    cells = (await response.json()).cells;
    // A part keeps its place in the cell whatever it is split into.
    for (const cell of cells) cell.parts.forEach((part, i) => { part.place = i + 1; });
  } catch {
    return say(["连不上服务，请检查网络后再试。"], true);
  }
  draw();
  save.hidden = false;
});

const documentName = () => document.getElementById("document").value.trim();

const draw = () => {
  const parts = cells.reduce((sum, cell) => sum + cell.parts.length, 0);
  const soft = cells.reduce((sum, cell) => sum + cell.parts.filter((p) => p.softWords?.length).length, 0);
  const compound = cells.reduce((sum, cell) => sum + cell.parts.filter((p) => p.pieces?.length).length, 0);
  say([`${cells.length} 格拆成 ${parts} 条，其中 ${soft} 条含糊用词${compound ? `，${compound} 条像是写了几项要求，可按建议再拆` : ""}。全部先作人工研判，写好条件后再改为机器判定。`]);
  place.replaceChildren(...cells.map(drawCell));
};

const drawCell = (cell) => {
  const list = element("ol", {}, ...cell.parts.map((part, i) => drawPart(cell, part, i)));
  return element("section", { className: "cellpair" },
    element("header", {}, element("b", { className: "code", textContent: cell.unit }), element("span", { textContent: cell.unitName ?? "" }),
      element("span", { textContent: DIMENSIONS[cell.dimension] }), element("span", { textContent: `拆成 ${cell.parts.length} 条` })),
    element("pre", { textContent: cell.cell, tabIndex: 0, ariaLabel: "原格" }), list);
};

const drawPart = (cell, part, i) => {
  const text = element("textarea", { value: part.text, rows: Math.max(2, Math.ceil(part.text.length / 38)), ariaLabel: `第 ${i + 1} 条` });
  text.addEventListener("input", () => { part.text = text.value; });
  const effect = element("select", { ariaLabel: "管控方式" }, ...EFFECTS.map(([code, word]) => element("option", { value: code, textContent: word, selected: code === part.effect })));
  effect.addEventListener("change", () => { part.effect = effect.value; });
  const join = element("button", { type: "button", className: "btn is-s", textContent: "与上一条合并", disabled: i === 0 });
  join.addEventListener("click", () => {
    const into = cell.parts[i - 1];
    into.text += part.text;
    into.limits = [...(into.limits ?? []), ...(part.limits ?? [])];
    into.pieces = [];
    cell.parts.splice(i, 1);
    draw();
  });
  const cut = element("button", { type: "button", className: "btn is-s", textContent: "从光标处拆开" });
  cut.addEventListener("click", () => {
    const at = text.selectionStart;
    const [before, after] = [part.text.slice(0, at).trim(), part.text.slice(at).trim()];
    if (!before || !after) return say(["请先把光标放在要拆开的地方。"], true);
    part.text = before;
    part.pieces = [];
    cell.parts.splice(i + 1, 0, { ...part, text: after, marks: "", softWords: [], limits: [] });
    draw();
  });
  const item = element("li");
  if (part.heading) item.append(element("p", { className: "small faint", textContent: "标题：" + part.heading }));
  item.append(text, element("div", { className: "tools" }, effect, join, cut));
  if (part.softWords?.length) item.lastChild.append(element("span", { className: "chip", textContent: "含糊：" + part.softWords.join("、") }));
  if (part.limits?.length) item.append(element("p", { className: "small faint", textContent: "距离限值：" + part.limits.map(limitText).join("；") }));
  if (part.pieces?.length) item.append(drawPieces(cell, part, i));
  return item;
};

const LINES = { shoreline: "岸线", waterEdge: "临水边界线", highestWaterLine: "最高水位线", leveeToe: "堤岸坡脚", planBoundary: "规划边界", boundary: "边界" };
const limitText = (limit) => `${limit.feature} ${limit.metres} 米（${limit.inclusive ? "含" : "不含"}），自${LINES[limit.from] ?? limit.from}`;

/** What a sentence of several matters could become; nothing changes until the author takes it. */
const drawPieces = (cell, part, i) => {
  const take = element("button", { type: "button", className: "btn is-s", textContent: `按建议拆成 ${part.pieces.length} 条` });
  take.addEventListener("click", () => {
    cell.parts.splice(i, 1, ...part.pieces.map((piece, k) => ({ ...piece, marks: k ? "" : part.marks, place: part.place })));
    draw();
  });
  const list = part.pieces.map((piece) => element("li", { textContent:
    `［${EFFECTS.find(([code]) => code === piece.effect)?.[1] ?? ""}］${piece.heading ? piece.heading + "：" : ""}${piece.text}` +
    (piece.limits.length ? `〔${piece.limits.map(limitText).join("；")}〕` : "") }));
  return element("details", { className: "pieces", open: true },
    element("summary", { className: "small", textContent: `像是 ${part.pieces.length} 项要求` }), element("ul", { className: "small" }, ...list), take);
};

/** A list's JSON lines of what is on the page. */
const lines = () => cells.flatMap((cell) => cell.parts.map((part, i) => {
  const origin = cell.parts[0].id.replace(/\d\d+$/, "");
  return JSON.stringify({
    id: origin + String(i + 1).padStart(2, "0"), tier: "unit", owner: cell.unit, dimension: cell.dimension, effect: part.effect,
    binding: part.binding, judgement: "person", text: part.text.trim(), document: documentName(),
    ...(part.heading ? { heading: part.heading } : {}), ...(part.limits?.length ? { limits: part.limits } : {}),
    origin: { id: origin, text: cell.cell, part: part.place ?? i + 1 },
  });
})).join("\n");

save.addEventListener("click", async () => {
  try {
    const response = await fetch("/api/v1/lists/workbook", { method: "POST", body: lines(), headers: { "Content-Type": "application/jsonl" } });
    if (!response.ok) return say(await refusal(response), true);
    await keep(response, "清单.xlsx");
  } catch {
    say(["连不上服务，请检查网络后再试。"], true);
  }
});

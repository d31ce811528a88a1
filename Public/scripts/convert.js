// A list file, checked cell by cell and saved in another format; the server keeps nothing.
import { element, refusal, save, sign } from "./element.js";
import { fileDrop } from "./file-drop.js";

const FORMATS = [
  ["xlsx", "Excel", "给人填写和看，带下拉框"], ["csv", "CSV", "一行一条，代码"], ["dmn", "DMN", "决策模型，给规则引擎"], ["jsonl", "JSONL", "一行一条，给程序"],
  ["zip", "zip", "条款和情景两个 CSV"],
];
/** Formats without a place for scenarios. */
const WITHOUT_SCENARIOS = new Set(["csv", "jsonl"]);
const TIERS = { nation: "国家", province: "全省", region: "流域（区域）", city: "市域", unit: "管控单元" };
const DIMENSIONS = { spatial: "空间布局", discharge: "污染排放", risk: "风险防控", resource: "资源效率" };
const EFFECTS = { prohibit: "禁止", permitOnly: "仅允许", restrict: "限制", require: "要求", encourage: "鼓励" };
const JUDGEMENTS = { machine: "机器判定", person: "人工研判", later: "后续落实" };
/** Columns as the sheet's Chinese header has them. */
const COLUMNS = {
  id: "编号", tier: "层级", owner: "所属", dimension: "维度", effect: "管控方式", binding: "约束对象", judgement: "判定方式", text: "条款内容", document: "依据文件", article: "条款号", from: "起始日期", until: "终止日期",
  applies: "适用条件", kept: "满足条件", except: "例外条件", notes: "备注", heading: "标题", limits: "距离限值", origin: "拆分编号", part: "拆分序号", cell: "原文",
};
/** Clauses shown at first; the rest of what was sent is behind a button. */
const SHOWN = 20;

const said = document.getElementById("said");
const found = document.getElementById("found");
let file = null;
let serial = 0;

const say = (lines, bad = false) => {
  const note = bad ? [element("div", { className: "note is-no" }, sign("v-broken"), element("div", {}, ...lines.map((line) => element("p", { textContent: line }))))] : lines.map((line) => element("p", { className: "small muted", textContent: line }));
  said.replaceChildren(...note);
};

fileDrop(document.getElementById("drop"), { taken: check, refused: (sentence) => { found.hidden = true; say([sentence], true); } });

async function check(chosen) {
  const mine = (serial += 1);
  file = chosen;
  found.hidden = true;
  say(["正在核对…"]);
  try {
    const response = await fetch("/api/v1/lists/preview?" + new URLSearchParams({ name: file.name }), { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" } });
    if (mine !== serial) return;
    if (!response.ok) return say(await refusal(response), true);
    const preview = await response.json();
    if (mine !== serial) return;
    show(preview);
  } catch {
    if (mine === serial) say(["连不上服务，请检查网络后再试。"], true);
  }
}

function show(preview) {
  const faults = preview.faults.length;
  if (faults) {
    say([`“${preview.file}”有 ${faults}${preview.isCut ? " 处以上" : " 处"}要改，改好后再交。`]);
    found.replaceChildren(...drawFaults(preview));
  } else if (!preview.clauses && !preview.scenarios) {
    say([`“${preview.file}”里没有条款，只有表头。`]);
    found.replaceChildren(element("div", { className: "empty" }, element("b", { textContent: "没有可以转换的条款" }), element("br"), "请在表头下面一行写一条，再交。"));
  } else {
    say([`“${preview.file}”没有发现错处。`]);
    found.replaceChildren(...drawContent(preview));
  }
  found.hidden = false;
}

const cell = (label, ...children) => element("td", { data: { "data-label": label } }, ...children);
const table = (label, heads, rows, more = "") => element("div", { className: "card is-cut" },
  element("div", { className: "tbl-wrap", tabIndex: 0, data: { role: "region", "aria-label": label } },
    element("table", { className: "tbl is-stacked " + more }, element("thead", {}, element("tr", {}, ...heads.map((head) => element("th", { textContent: head, data: { scope: "col" } })))), element("tbody", {}, ...rows))));

const place = (fault) => (fault.element ? fault.element : [fault.sheet ? `工作表“${fault.sheet}”` : "", fault.cell ? fault.cell : `第 ${fault.row} 行`].filter(Boolean).join(" "));

const drawFaults = (preview) => [
  element("h2", {}, "要改的地方", element("small", { textContent: preview.isCut ? `先列前 ${preview.faults.length} 处，改好再交会列其余` : `共 ${preview.faults.length} 处` })),
  table("要改的地方", ["位置", "列", "问题", "改法"], preview.faults.map((fault) => element("tr", {},
    element("th", { textContent: place(fault), data: { scope: "row" } }), cell("列", fault.column ? (COLUMNS[fault.column] ?? fault.column) : "整行", COLUMNS[fault.column] ? element("div", { className: "small faint code", textContent: fault.column }) : null), cell("问题", fault.reason), cell("改法", fault.remedy))), "faults"),
];

const count = (word, n) => element("div", {}, word, element("b", { textContent: n.toLocaleString("en-US") }));

const drawContent = (preview) => {
  const { machine = 0, person = 0, later = 0 } = preview.judgements;
  const parts = [
    element("div", { className: "figures" }, count("条款", preview.clauses), count("机器判定", machine), count("人工研判、后续落实", person + later), count("情景", preview.scenarios ?? 0)),
    element("p", { className: "small muted", textContent: owners(preview.owners) }),
  ];
  for (const fault of preview.misplaced.slice(0, 10)) {
    parts.push(element("div", { className: "note is-if" }, sign("v-if"), element("div", { textContent: `归属“${fault.owner}”（如条款 ${fault.clause}）：${fault.message}可以转换，不能导入。` })));
  }
  if (preview.misplaced.length > 10) parts.push(element("p", { className: "small muted", textContent: `另有 ${preview.misplaced.length - 10} 个归属不能导入。` }));
  parts.push(drawFormats(preview), ...drawRows(preview));
  return parts;
};

const owners = (list) => {
  const named = list.slice(0, 8).map((o) => `${o.name ?? TIERS[o.tier]}${o.name && o.tier === "unit" ? `（${o.owner}）` : ""} ${o.clauses} 条`);
  return `归属：${named.join("，")}${list.length > 8 ? `，等 ${list.length} 个` : ""}。`;
};

const drawFormats = (preview) => {
  const own = (file.name.split(".").pop() ?? "").toLowerCase();
  const first = FORMATS.find(([code]) => code !== own)[0];
  const note = element("p", { className: "small muted", id: "format-note" });
  const tell = (code) => {
    note.textContent = preview.scenarios && WITHOUT_SCENARIOS.has(code) ? `这种格式没有情景的位置，${preview.scenarios} 个情景不会带走；要带走请选 Excel、DMN 或 zip。` : "";
  };
  const choices = FORMATS.map(([code, word, use]) => {
    const input = element("input", { type: "radio", name: "format", value: code, checked: code === first });
    input.addEventListener("change", () => tell(code));
    return element("label", { className: "fmt" }, input, element("span", {}, element("b", { textContent: word }), element("small", { textContent: use })));
  });
  tell(first);
  const button = element("button", { type: "submit", className: "btn is-main" }, sign("i-dl"), "下载");
  const form = element("form", { className: "fmts" }, element("fieldset", {}, element("legend", { textContent: "转成" }), ...choices), note, button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const format = new FormData(form).get("format");
    button.disabled = true;
    say(["正在转换…"]);
    try {
      const response = await fetch("/api/v1/lists/convert?" + new URLSearchParams({ name: file.name, format }), { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" } });
      if (!response.ok) say(await refusal(response), true);
      else {
        const name = `${file.name.replace(/\.[^.]*$/, "") || "清单"}.${format}`;
        await save(response, name);
        say([`已转成 ${name}。`]);
      }
    } catch {
      say(["连不上服务，请检查网络后再试。"], true);
    }
    button.disabled = false;
  });
  return form;
};

const drawRow = (clause) => element("tr", {},
  element("th", { data: { scope: "row" } }, element("span", { className: "code", textContent: clause.id })),
  cell("归属", TIERS[clause.tier] ?? clause.tier, element("div", { className: "small faint code", textContent: clause.owner })),
  cell("维度", DIMENSIONS[clause.dimension] ?? clause.dimension), cell("管控方式", EFFECTS[clause.effect] ?? clause.effect), cell("判定", JUDGEMENTS[clause.judgement] ?? clause.judgement),
  cell("条款内容", element("div", { textContent: clause.text }), ...[["适用", clause.applies], ["满足", clause.kept], ["例外", clause.except]].filter(([, text]) => text).map(([word, text]) => element("div", { className: "small" }, element("span", { className: "faint", textContent: word + " " }), element("code", { textContent: text })))));

const drawRows = (preview) => {
  if (!preview.rows.length) return [];
  const body = preview.rows.map(drawRow);
  body.slice(SHOWN).forEach((row) => { row.hidden = true; });
  const made = table("条款", ["编号", "归属", "维度", "管控方式", "判定", "条款内容"], body, "clauses");
  const rest = element("p", { className: "small muted", textContent: preview.clauses > preview.rows.length ? `只看前 ${preview.rows.length} 条，转换时 ${preview.clauses.toLocaleString("en-US")} 条全部带走。` : "" });
  const parts = [element("h2", {}, "读出的条款", element("small", { textContent: `共 ${preview.clauses.toLocaleString("en-US")} 条` })), made];
  if (body.length > SHOWN) {
    const more = element("button", { type: "button", className: "btn", textContent: `再看 ${body.length - SHOWN} 条` });
    more.addEventListener("click", () => {
      body.forEach((row) => { row.hidden = false; });
      more.remove();
    });
    parts.push(element("p", {}, more));
  }
  return [...parts, rest];
};

// Handing in a batch: the file goes with the form, and the batches of this browser are listed.
import { element, refusal, sign } from "./element.js";
import { fileDrop } from "./file-drop.js";
import { forget, known, remember } from "./batch-memory.js";

const form = document.getElementById("hand-in");
const said = document.getElementById("said");
const go = document.getElementById("go");
const input = document.getElementById("table");
let file = null;

const say = (lines, bad = false) =>
  said.replaceChildren(...(bad ? [element("div", { className: "note is-no" }, sign("v-broken"), element("div", {}, ...lines.map((line) => element("p", { textContent: line }))))] : lines.map((line) => element("p", { className: "small muted", textContent: line }))));

// The frame forgets the input's file once taken; the form is sent with what was taken last.
fileDrop(document.getElementById("drop"), {
  taken: (chosen) => {
    file = chosen;
    send();
  },
  refused: (sentence) => say([sentence], true),
});

async function send() {
  const data = new FormData(form);
  data.delete("file");
  if (file) data.set("file", file, file.name);
  else if (!String(data.get("text") ?? "").trim()) return say(["没有选择文件，也没有粘贴内容，请选一个文件，或者把表格粘贴进来。"], true);
  go.disabled = true;
  say(["正在读…"]);
  try {
    const response = await fetch("/batches", { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (!response.ok) {
      say(await refusal(response), true);
    } else {
      // The answer is the batch's own page.
      const id = new URL(response.url).pathname.split("/").pop();
      remember(id, file?.name ?? "粘贴的表格");
      location.assign(`/batches/${id}`);
    }
  } catch {
    say(["连不上服务，请检查网络后再试。"], true);
  }
  go.disabled = false;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (input.files[0]) file = input.files[0];
  send();
});

// --- my batches ----------------------------------------------------------------------------------------------------
const list = document.getElementById("list");
const WORDS = { refused: "未研判", prohibited: "禁止准入", nonconforming: "不符合", undetermined: "待定", conditional: "有条件符合", conforms: "符合" };

const told = (batch) => {
  if (batch.state === "draft") return `${batch.rows.toLocaleString("en-US")} 行，待确认`;
  if (batch.done < batch.rows) return `${batch.done.toLocaleString("en-US")} / ${batch.rows.toLocaleString("en-US")} 行`;
  return Object.entries(batch.conclusions).filter(([, n]) => n > 0).map(([code, n]) => `${WORDS[code]} ${n.toLocaleString("en-US")}`).join("，");
};

async function draw() {
  const rows = [];
  for (const { id, title } of known()) {
    try {
      const response = await fetch(`/api/v1/batches/${id}`);
      if (response.status === 404) {
        forget(id);
        continue;
      }
      if (!response.ok) throw new Error(String(response.status));
      const batch = await response.json();
      rows.push(element("div", { className: "mine" }, element("a", { className: "grow", href: `/batches/${id}`, textContent: batch.title ?? title }), element("span", { className: "small muted", textContent: told(batch) }), element("span", { className: "small", textContent: batch.stateWord }), element("span", { className: "small faint", textContent: batch.createdAt.slice(0, 16).replace("T", " ") })));
    } catch {
      rows.push(element("div", { className: "mine" }, element("a", { className: "grow", href: `/batches/${id}`, textContent: title }), element("span", { className: "small muted", textContent: "现在读不到，请稍后刷新" })));
    }
  }
  list.replaceChildren(rows.length ? element("div", { className: "card is-cut" }, ...rows) : element("div", { className: "empty" }, element("b", { textContent: "还没有批次" }), element("br"), "交一个文件后，会列在这里。"));
}
draw();

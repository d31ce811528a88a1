// The form of the place check: a dropped file is taken like a chosen one, and the wait is said. It works without this.
import { element } from "./element.js";

const form = document.getElementById("placing");
const input = document.getElementById("file");
const frame = document.getElementById("drop");
const said = document.getElementById("said");
const LIMIT = 50_000_000;

const say = (words) => said.replaceChildren(element("p", { className: "small muted", textContent: words }));

const show = () => {
  const file = input.files[0];
  if (!file) return;
  document.getElementById("file-name").textContent = file.name;
  document.getElementById("file-act").textContent = "换文件";
  const guess = [...document.getElementById("layer").options].find((o) => file.name.includes(o.value));
  if (guess) guess.selected = true;
  said.replaceChildren();
};

input.addEventListener("change", show);
frame.addEventListener("dragover", (event) => {
  event.preventDefault();
  frame.classList.add("is-over");
});
frame.addEventListener("dragleave", () => frame.classList.remove("is-over"));
frame.addEventListener("drop", (event) => {
  event.preventDefault();
  frame.classList.remove("is-over");
  if (!event.dataTransfer?.files.length) return;
  input.files = event.dataTransfer.files;
  show();
});
form.addEventListener("submit", (event) => {
  const file = input.files[0];
  if (!file || file.size > LIMIT) {
    event.preventDefault();
    say(file ? `“${file.name}”有 ${Math.round(file.size / 1e6)} MB，超过 50 MB 的上限，请用命令 fenqu check 核对。` : "请先选文件。");
    return;
  }
  say("正在核对，大的图层要十几秒…");
  document.getElementById("go").disabled = true;
});
// Back from the result by the browser's button: the form is ready again.
window.addEventListener("pageshow", () => {
  document.getElementById("go").disabled = false;
  show();
});
document.getElementById("found")?.scrollIntoView({ block: "start" });

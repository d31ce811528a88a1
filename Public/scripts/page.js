// What every page does: codes copy on click, the phone menu closes, links into folded clauses open them.
const say = (text) => {
  document.querySelector(".toast")?.remove();
  const toast = Object.assign(document.createElement("div"), { className: "toast", textContent: text });
  toast.setAttribute("role", "status");
  document.body.append(toast);
  setTimeout(() => toast.remove(), 6000);
};

/** A short message that goes away by itself; never for errors. */
export { say };

/** Address of an asset beside this program: `images/icons.svg`. */
export const asset = (path) => document.body.dataset.assets + path;

document.addEventListener("click", async (event) => {
  const code = event.target.closest("[data-copy]");
  if (code && navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(code.textContent.trim());
      say("已复制 " + code.textContent.trim());
    } catch {
      // Without permission the text can still be selected by hand.
    }
  }
  const menu = document.querySelector(".hd-menu[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector(".hd-menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

const unfold = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.matches("details")) target.open = true;
  const field = target.matches("input, select") ? target : null;
  if (field) field.focus();
};
addEventListener("hashchange", unfold);
unfold();

/** Largest file that is sent, bytes. */
const LIMIT = 50_000_000;

/**
 * A frame that takes a file, chosen or dropped. `taken(file)` is called with each; `refused(sentence)` where it is too large.
 * The frame holds `#file-name`, `#file-act` and the input.
 */
export const fileDrop = (frame, { taken, refused }) => {
  const input = frame.querySelector("input[type=file]");
  const take = (file) => {
    if (!file) return;
    if (file.size > LIMIT) return refused(`“${file.name}”有 ${Math.round(file.size / 1e6)} MB，超过 50 MB 的上限，请拆分后再交。`);
    frame.querySelector("#file-name").textContent = file.name;
    frame.querySelector("#file-act").textContent = "换文件";
    // What comes next is the page's one solid button now.
    frame.querySelector("label").classList.remove("is-main");
    taken(file);
  };
  input.addEventListener("change", () => {
    take(input.files[0]);
    // The same file, mended, may be chosen again.
    input.value = "";
  });
  frame.addEventListener("dragover", (event) => {
    event.preventDefault();
    frame.classList.add("is-over");
  });
  frame.addEventListener("dragleave", () => frame.classList.remove("is-over"));
  frame.addEventListener("drop", (event) => {
    event.preventDefault();
    frame.classList.remove("is-over");
    take(event.dataTransfer?.files[0]);
  });
};

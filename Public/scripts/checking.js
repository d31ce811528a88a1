// The check of the lists while it is under way: counts on, and shows the result when it is there.
const section = document.getElementById("checking");
const words = document.getElementById("checked");
const bar = document.getElementById("bar");
const figure = (n) => Number(n).toLocaleString("en-US");

async function look() {
  let pause = 3;
  try {
    const answer = await fetch(section.dataset.source, { headers: { Accept: "application/json" }, cache: "no-store" });
    pause = Number(answer.headers.get("Retry-After")) || pause;
    if (answer.status !== 202) {
      // Complete, or refused: the page itself says which.
      location.replace(section.dataset.here);
      return;
    }
    const state = await answer.json();
    if (state.lists) {
      words.textContent = `正在检查，已检查 ${figure(state.listsChecked)}/${figure(state.lists)} 份清单`;
      bar.max = state.lists;
      bar.value = state.listsChecked;
    }
  } catch {
    words.textContent = "连不上服务器，稍后再看。";
  }
  setTimeout(look, pause * 1000);
}
setTimeout(look, 1500);

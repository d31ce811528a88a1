// An industry field with the classification behind it: codes and names are offered while one types.
const field = document.getElementById("industry");
const list = document.getElementById("industries");
let timer = 0;
let serial = 0;

async function offer(text) {
  const mine = (serial += 1);
  try {
    const answer = await fetch(`/api/v1/industries?q=${encodeURIComponent(text)}`);
    if (!answer.ok) return;
    const found = await answer.json();
    if (mine !== serial) return;
    list.replaceChildren(...(found.items ?? []).map((i) => Object.assign(document.createElement("option"), { value: `${i.code} ${i.name}` })));
  } catch {
    // Without suggestions a code can still be typed.
  }
}
field.addEventListener("input", () => {
  clearTimeout(timer);
  // What was chosen from the list needs no other list.
  if ([...list.options].some((o) => o.value === field.value)) return;
  timer = setTimeout(() => offer(field.value.trim()), 160);
});
field.addEventListener("focus", () => list.options.length || offer(field.value.trim()), { once: true });

/** A name without its code is looked up before it is sent. */
field.form.addEventListener("submit", async (event) => {
  const text = field.value.trim();
  if (!text || /^[A-Ta-t]?\d{0,4}(\s|$)/.test(text)) return;
  event.preventDefault();
  await offer(text);
  const first = list.options[0]?.value;
  if (first) field.value = first;
  field.form.submit();
});

/** An element with properties and children; text stays text. */
export const element = (name, properties = {}, ...children) => {
  const { data, ...own } = properties;
  const made = Object.assign(document.createElement(name), own);
  for (const [key, value] of Object.entries(data ?? {})) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
};

const SVG = "http://www.w3.org/2000/svg";
/** A sign of the sprite. */
export const sign = (name, className = "i") => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${document.body.dataset.assets}images/icons.svg#${name}`);
  svg.append(use);
  return svg;
};

/** The sentence of a refusal, and where it names cells, each of them. */
export const refusal = async (response) => {
  let problem = null;
  try {
    problem = await response.json();
  } catch {
    problem = null;
  }
  const busy = response.status === 413 ? "文件超过 50 MB 的上限，请拆分后再交。" : "没有完成，请稍后再试。";
  return [problem?.detail ?? busy, ...(problem?.cells ?? []).map((cell) => cell.sentence).slice(0, 20)];
};

/** Saves an answer's body under a name. */
export const save = async (response, name) => {
  const link = element("a", { href: URL.createObjectURL(await response.blob()), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

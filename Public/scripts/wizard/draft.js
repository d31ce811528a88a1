// What the person has said so far: kept in this browser, turned into a project file, sent to the server.
import { reactive, watch } from "../../vendor/vue.esm-browser.prod.js";

// The number changes when the shape of what is kept does: an older draft is then left alone.
const KEY = "fenqu.draft.2";

/** A number that keeps every digit that was typed. */
class Exact {
  constructor(text) {
    this.text = text;
  }
}

/** JSON text in which typed numbers stay as they were typed. */
export function stringify(value) {
  if (value instanceof Exact) return value.text;
  if (Array.isArray(value)) return `[${value.map(stringify).join(",")}]`;
  if (value && typeof value === "object") {
    return `{${Object.entries(value).filter(([, v]) => v !== undefined).map(([k, v]) => JSON.stringify(k) + ":" + stringify(v)).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

const blank = () => ({
  step: "project",
  name: "",
  projectCode: "",
  description: "",
  facts: {},
  industryNames: {},
  site: { mode: "draw", shape: "Polygon", pasted: "", points: [["", ""], ["", ""], ["", ""], ["", ""]], crs: "", width: "", fileName: "", reading: null, chosen: -1, repaired: false },
});

export const draft = reactive(blank());

let restored = false;
/** Takes up the draft of last time; true when there was one with something in it. */
export function restore() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (kept && (kept.name || Object.keys(kept.facts ?? {}).length || kept.site?.reading)) {
      Object.assign(draft, blank(), kept, { site: { ...blank().site, ...kept.site } });
      restored = true;
    }
  } catch {
    localStorage.removeItem(KEY);
  }
  let timer = 0;
  watch(
    draft,
    () => {
      clearTimeout(timer);
      timer = setTimeout(save, 300);
    },
    { deep: true },
  );
  addEventListener("pagehide", save);
  return restored;
}
let ended = false;
function save() {
  if (ended) return;
  try {
    localStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // A full or closed storage only costs the draft.
  }
}
export function startOver() {
  Object.assign(draft, blank());
}
export function forget() {
  ended = true;
  localStorage.removeItem(KEY);
}

/** The site's geometry that was confirmed, GeoJSON in EPSG:4490; null while there is none. */
export function siteGeometry() {
  const { reading, chosen, repaired } = draft.site;
  if (!reading) return null;
  if (reading.repair) return repaired ? reading.repair.geometry : null;
  return chosen >= 0 ? (reading.readings[chosen]?.geometry ?? null) : null;
}
/** The reading that was confirmed as it stands; null where there is none, or where the repaired figure is used. */
function confirmedReading() {
  const { reading, chosen } = draft.site;
  return reading && !reading.repair && chosen >= 0 ? (reading.readings[chosen] ?? null) : null;
}
export const isLine = (geometry) => Boolean(geometry?.type?.endsWith("LineString"));

/** Forgets what was read of the site: the words, the file or the drawing it came from are no longer what stands there. */
export function dropReading() {
  Object.assign(draft.site, { reading: null, chosen: -1, repaired: false });
}

/** Why one cannot go on from the site yet; null when one can. */
export function siteFault() {
  const { reading, chosen, mode, pasted, points } = draft.site;
  if (!reading) {
    if (mode === "points" && points.some((row) => row.some((cell) => cell.trim()))) return "界址点还没有读入，或读入后又改过，请点“读入界址点”。";
    if (mode === "paste" && pasted.trim()) return "坐标还没有读入，或读入后又改过，请点“读入坐标”。";
    return "还没有地块。请在图上画、传文件、贴坐标，或者填界址点。";
  }
  if (reading.repair) return siteGeometry() ? null : "图形自己相交。请改好再传，或者用修复后的图形。";
  if (!siteGeometry()) return "有几种读法，请对照地图选一种。";
  if (reading.readings[chosen].inside === false) return OUTSIDE;
  return null;
}
const OUTSIDE = "整个地块都在江苏省管控范围以外，不能研判。请核对坐标是否写反、坐标系和分带是否选对。";
/** Whether nothing that the person can press here helps: another site, or the same one read anew, must come first. */
export const siteBlocked = () => !draft.site.reading || siteFault() === OUTSIDE;

/** Puts a value at a dotted path. */
function put(object, path, value) {
  const parts = path.split(".");
  let at = object;
  for (const p of parts.slice(0, -1)) at = at[p] ??= {};
  at[parts.at(-1)] = value;
}

const NUMBER = /^-?\d+(\.\d+)?$/;
export const plainNumber = (text) => String(text).replaceAll(/[,，\s]/g, "").replace(/^\./, "0.").replace(/\.$/, "");

/** What is wrong with a typed value, in one sentence; null when nothing is. */
export function faultOf(fact, value) {
  if (value === undefined || value === "" || value === null) return null;
  if (fact.type === "number") {
    const plain = plainNumber(value);
    if (!NUMBER.test(plain)) return `${fact.label}填的是“${value}”，应为一个数，如 3.0。`;
    if (fact.min !== undefined && fact.min !== null && Number(plain) < Number(fact.min)) {
      return Number(fact.min) === 0 ? `${fact.label}不能小于 0，请改为正数或 0。` : `${fact.label}不能小于 ${fact.min}。`;
    }
    if (fact.max !== undefined && fact.max !== null && Number(plain) > Number(fact.max)) return `${fact.label}不能大于 ${Number(fact.max).toLocaleString("en-US")}${fact.unit && fact.unit !== "1" ? " " + fact.unit : ""}，请核对单位。`;
  }
  if (fact.type === "objects") {
    for (const [i, row] of value.entries()) {
      for (const f of fact.fields ?? []) {
        const wrong = faultOf({ ...f, label: `${fact.label}第 ${i + 1} 行的${f.label ?? f.feel}`, min: f.min ?? 0 }, row[f.key]);
        if (wrong) return wrong;
      }
    }
  }
  return null;
}

/** The person's words, and what the person confirmed about the site: it belongs to the record. */
function description() {
  const { reading, chosen, repaired } = draft.site;
  const said = [draft.description.trim()];
  if (reading?.repair && repaired) said.push("地块原图形自己相交，已由填写人确认改用修复后的图形。");
  else if (reading?.readings?.length > 1 && chosen >= 0) said.push(`地块坐标有几种读法，填写人对照地图确认为“${reading.readings[chosen].title}”。`);
  return said.filter(Boolean).filter((s, i, all) => all.indexOf(s) === i).join("\n") || undefined;
}

/**
 * A fact's value as the form holds it: numbers as text so that no digit is lost, booleans as booleans, records without their absent
 * members. Absent and null come back as undefined, which is unknown; an empty list stays, which is none.
 */
export function held(fact, value) {
  if (value === undefined || value === null) return undefined;
  if (fact.type === "number") return /e/i.test(String(value)) ? Number(value).toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 }) : String(value);
  if (fact.type !== "objects") return value;
  return value.map((row) => Object.fromEntries((fact.fields ?? []).map((f) => [f.key, held(f, row[f.key])]).filter(([, v]) => v !== undefined)));
}

/** What the form holds, as the project file wants it; undefined where nothing was said. */
function stated(fact, value) {
  if (value === undefined || value === null || value === "") return undefined;
  if (fact.type === "number") {
    const plain = plainNumber(value);
    return NUMBER.test(plain) ? new Exact(plain) : value;
  }
  if (fact.type !== "objects") return value;
  const rows = value.map((row) => Object.fromEntries((fact.fields ?? []).map((f) => [f.key, stated(f, row[f.key])]).filter(([, v]) => v !== undefined)));
  const filled = rows.filter((row) => Object.keys(row).length);
  // Rows that were opened and left blank say nothing; no rows at all was ticked as none.
  return filled.length || !value.length ? filled : undefined;
}

/** The project file. */
export function project(catalogue) {
  const file = { name: draft.name.trim() || undefined, projectCode: draft.projectCode.trim() || undefined, description: description() };
  for (const fact of catalogue) {
    const value = stated(fact, draft.facts[fact.id]);
    if (value !== undefined) put(file, fact.id, value);
  }
  const geometry = siteGeometry();
  if (geometry) {
    const confirmed = confirmedReading();
    // Handed in as it was given: points keep their numbers, and edges of a plane stay straight there.
    file.footprint = confirmed?.footprint ?? geometry;
    if (!confirmed?.footprint && confirmed?.points) file.points = confirmed.points;
    const system = confirmed?.footprint ? confirmed.crs : "EPSG:4490";
    // Degrees that were only assumed stay unstated, so that the record lists the assumption; what the person confirmed is stated.
    if (system !== "EPSG:4490" || !draft.site.reading.assumed?.some((a) => a.what === "crs")) file.crs = system;
    const width = plainNumber(draft.site.width);
    if (isLine(geometry) && NUMBER.test(width)) file.width_m = new Exact(width);
  }
  return file;
}

/** A refusal of the server: one sentence, and the fields that it names. */
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail ?? "服务器没有接受，请核对后再试。");
    this.fields = problem.errors ?? [];
    this.problem = problem;
  }
}

/** Asks the server for JSON; refusals come as `Refused`. */
export async function request(address, options) {
  let answer;
  try {
    answer = await fetch(address, options);
  } catch {
    throw new Refused({ detail: "连不上服务器，请检查网络后再试；填好的内容没有丢。" });
  }
  let body = null;
  try {
    body = await answer.json();
  } catch {
    body = null;
  }
  if (!answer.ok) throw new Refused(body ?? { detail: answer.status === 413 ? "文件超过 50 MB 的上限，请拆分后再传。" : "服务器出了错，请稍后再试；填好的内容没有丢。" });
  return body;
}

/** Takes up a stored screening: its project, facts and site. */
export async function takeUp(id, catalogue) {
  const stored = await request(`/screenings/${encodeURIComponent(id)}.json`);
  Object.assign(draft, blank());
  draft.name = stored.screening?.name ?? "";
  draft.projectCode = stored.screening?.projectCode ?? "";
  draft.description = stored.screening?.description ?? "";
  const facts = stored.project?.facts ?? {};
  for (const fact of catalogue) {
    const value = held(fact, facts[fact.id]);
    if (value !== undefined) draft.facts[fact.id] = value;
  }
  takeSite(stored.site, "原来研判的地块");
  if (stored.site?.widthMetres) draft.site.width = String(stored.site.widthMetres);
}

/** Takes up an example's project file. */
export function takeExample(example, catalogue) {
  const p = example.project;
  Object.assign(draft, blank());
  draft.name = p.name ?? "";
  draft.projectCode = p.projectCode ?? "";
  draft.description = p.description ?? "";
  for (const fact of catalogue) {
    let value = p;
    for (const part of fact.id.split(".")) value = value?.[part];
    value = held(fact, value);
    if (value !== undefined) draft.facts[fact.id] = value;
  }
  const footprint = p.footprint?.type === "Feature" ? p.footprint.geometry : p.footprint;
  if (p.width_m) draft.site.width = String(p.width_m);
  return footprint ? { geometry: footprint, crs: p.crs ?? "" } : null;
}

function takeSite(site, title) {
  const { geometry, points, areaSquareMetres, perimeterMetres } = site ?? {};
  if (!geometry) return;
  draft.site.reading = { format: "记录", notes: [], assumed: [], readings: [{ crs: "EPSG:4490", title: "CGCS2000 经纬度", why: title, geometry, points, areaSquareMetres, perimeterMetres, place: null }], repair: null };
  draft.site.chosen = 0;
  draft.site.mode = "file";
  draft.site.fileName = title;
}

// The batches that this browser handed in or looked at: ids are unguessable, who knows one may see the batch.
const KEY = "fenqu.batches";
const LIMIT = 30;

export const known = () => {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter((b) => typeof b?.id === "string") : [];
  } catch {
    return [];
  }
};
const keep = (list) => {
  try {
    localStorage.setItem(KEY, JSON.stringify(list.slice(0, LIMIT)));
  } catch {
    // Without storage the address of a batch's page still leads to it.
  }
};
export const remember = (id, title) => keep([{ id, title }, ...known().filter((b) => b.id !== id)]);
export const forget = (id) => keep(known().filter((b) => b.id !== id));

// A painter's room: answers one message a task, each {id, task, with}, by {id, value} or {id, fault}.
import { Atelier } from "./atelier.js";

const atelier = new Atelier();
self.addEventListener("message", async ({ data: { id, task, with: given } }) => {
  try {
    const value = await atelier[task](given);
    self.postMessage({ id, value }, value?.picture ? [value.picture] : []);
  } catch (error) {
    self.postMessage({ id, fault: String(error?.message ?? error) });
  }
});

// A field for every kind of fact, from the catalogue: question above, unit inside, what is wrong below, why it is asked folded.
import { h, nextTick, reactive, ref } from "../../vendor/vue.esm-browser.prod.js";
import { request } from "./draft.js";

export const icon = (name, small) =>
  h("svg", { class: small ? "i s" : "i", "aria-hidden": "true" }, [h("use", { href: document.body.dataset.assets + "images/icons.svg#" + name })]);

/** The id of a fact's field on a page. */
const anchor = (id, prefix = "f-") => prefix + id.replaceAll(/[^\w一-鿿-]/g, "-");

const fault = (id, message) => (message ? h("div", { class: "err", id: id + "-e" }, [icon("v-broken", true), message]) : null);
const noted = (note) => (note ? h("span", { class: "opt" }, note) : null);
const described = (id, message, question) => [question ? id + "-q" : null, message ? id + "-e" : null].filter(Boolean).join(" ") || undefined;

/** Words that conditions compare with, offered while typing, so that nobody writes a near miss. */
const offered = (id, options) => (options?.length ? h("datalist", { id }, options.map((o) => h("option", { value: o.word }))) : null);

function why(fact, neededBy) {
  if (!fact.why && !neededBy?.length) return null;
  const names = (neededBy ?? []).slice(0, 3);
  const more = (neededBy ?? []).length > 3 ? ` 等 ${neededBy.length} 条` : "";
  return h("details", { class: "why" }, [h("summary", [icon("i-info", true), "为什么问这个"]), h("p", [fact.why, names.length ? " 要用它的条款：" : null, names.map((n, i) => [i ? "、" : null, h("span", { class: "code nb" }, n)]), more])]);
}

/**
 * One fact. `value` and `onChange` as the draft keeps it; `message` is what is wrong; `note` stands after the label; `prefix` begins the
 * ids, for pages that link to their fields.
 */
export function FactField({ fact, value, message, note, neededBy, prefix, onChange }) {
  const id = anchor(fact.id, prefix);
  const question = fact.question && fact.question !== fact.label ? h("p", { class: "hint", id: id + "-q" }, fact.question) : null;
  const about = described(id, message, question);
  const wide = ["texts", "objects", "industries"].includes(fact.type);
  const parts = [];
  if (fact.type === "boolean") {
    const radio = (word, v) =>
      h("label", { class: "chk" }, [h("input", { type: "radio", name: id, id: v === true ? id : undefined, checked: value === v, onChange: () => onChange(v), "aria-describedby": about }), word]);
    parts.push(h("fieldset", [h("legend", { class: "lb" }, [fact.label, noted(note)]), question, h("div", { class: "radios" }, [radio("是", true), radio("否", false), radio("还不知道", undefined)])]));
  } else if (fact.type === "texts") {
    parts.push(h(TextsField, { fact, id, value, question, about, onChange }));
  } else if (fact.type === "objects") {
    parts.push(h(RowsField, { fact, id, value, question, about, onChange }));
  } else if (fact.type === "industries") {
    parts.push(h(IndustryField, { fact, id, value, note, question, about, onChange }));
  } else {
    parts.push(h("label", { for: id }, [fact.label, noted(note)]), question);
    const bad = message ? " is-bad" : "";
    if (fact.type === "enumeration") {
      parts.push(
        h("div", { class: "in" + bad }, [
          h("select", { id, "aria-describedby": about, "aria-invalid": message ? "true" : undefined, value: value ?? "", onChange: (e) => onChange(e.target.value || undefined) }, [
            h("option", { value: "" }, "还不知道"),
            ...(fact.options ?? []).map((o) => h("option", { value: o.code, selected: value === o.code }, o.label ?? o.word)),
          ]),
        ]),
      );
    } else {
      const number = fact.type === "number";
      parts.push(
        h("div", { class: "in" + bad }, [
          h("input", {
            id, class: number ? "num" : undefined, inputmode: number ? "decimal" : undefined, autocomplete: "off", value: value ?? "",
            "aria-describedby": about, "aria-invalid": message ? "true" : undefined, list: fact.options?.length ? id + "-list" : undefined,
            onInput: (e) => onChange(e.target.value || undefined),
          }),
          offered(id + "-list", fact.options),
          fact.unit && fact.unit !== "1" ? h("span", { class: "suf" }, fact.unit) : null,
        ]),
      );
    }
  }
  return h("div", { class: "field" + (wide ? " is-wide" : ""), key: fact.id }, [...parts, fault(id, message), why(fact, neededBy)]);
}
FactField.props = ["fact", "value", "message", "note", "neededBy", "prefix", "onChange"];

/** Options of a long list that are shown at once. */
const SHOWN = 18;

/** Several texts: suggestions to tick, own words to add, and 都没有. */
const TextsField = {
  props: ["fact", "id", "value", "question", "about", "onChange"],
  setup(props) {
    const own = ref("");
    const toggle = (word, on) => {
      const now = new Set(props.value ?? []);
      if (on) now.add(word);
      else now.delete(word);
      props.onChange(now.size ? [...now] : undefined);
    };
    const add = () => {
      const word = own.value.trim();
      if (word) toggle((props.fact.options ?? []).find((o) => o.word === word)?.code ?? word, true);
      own.value = "";
    };
    return () => {
      const chosen = props.value ?? [];
      const options = props.fact.options ?? [];
      const extra = chosen.filter((c) => !options.some((o) => o.code === c));
      const none = Array.isArray(props.value) && !props.value.length;
      // A long list shows its beginning and what is ticked; the rest is offered while typing and in a fold.
      const folds = options.length > SHOWN + 6;
      const first = folds ? options.filter((o, i) => i < SHOWN || chosen.includes(o.code)) : options;
      const later = folds ? options.filter((o) => !first.includes(o)) : [];
      const box = (o, i) => h("label", { class: "chk", key: o.code }, [h("input", { type: "checkbox", id: i === 0 ? props.id : undefined, checked: chosen.includes(o.code), "aria-describedby": props.about, onChange: (e) => toggle(o.code, e.target.checked) }), o.label ?? o.word]);
      const list = options.length ? `${props.id}-list` : undefined;
      return h("fieldset", [
        offered(list, options),
        h("legend", { class: "lb" }, props.fact.label),
        props.question,
        h("div", { class: "radios" }, [
          ...first.map(box),
          ...extra.map((c) => h("label", { class: "chk" }, [h("input", { type: "checkbox", checked: true, onChange: () => toggle(c, false) }), c])),
          h("label", { class: "chk" }, [h("input", { type: "checkbox", id: options.length ? undefined : props.id, checked: none, onChange: (e) => props.onChange(e.target.checked ? [] : undefined) }), "都没有"]),
        ]),
        later.length ? h("details", { class: "more" }, [h("summary", `其余 ${later.length} 种`), h("div", { class: "radios" }, later.map((o) => box(o, -1)))]) : null,
        h("div", { class: "row" }, [
          h("div", { class: "in grow" }, [
            h("input", {
              "aria-label": `另写一种${props.fact.label}`, placeholder: "输入后加上，没有列出的也可以写", value: own.value, list,
              onInput: (e) => (own.value = e.target.value),
              onKeydown: (e) => {
                if (e.key === "Enter" && !e.isComposing) {
                  e.preventDefault();
                  add();
                }
              },
            }),
          ]),
          h("button", { type: "button", class: "btn", onClick: add }, "加上"),
        ]),
      ]);
    };
  },
};

/** Records in rows: products, papers. */
const RowsField = {
  props: ["fact", "id", "value", "question", "about", "onChange"],
  setup(props) {
    const rows = () => props.value ?? [];
    const change = (list) => props.onChange(list.length ? list : undefined);
    const set = (i, key, value) => change(rows().map((r, n) => (n === i ? { ...r, [key]: value } : r)));
    const named = (f) => (f.label ?? f.feel) + (f.unit ? `（${f.unit}）` : "");
    const first = (i, k) => (i === 0 && k === 0 ? props.id : undefined);
    /** A column that is true, false or not known. */
    const truth = (f, row, i, k) =>
      h("select", { id: first(i, k), "aria-label": `${named(f)}，第 ${i + 1} 行`, value: String(row[f.key] ?? ""), onChange: (e) => set(i, f.key, e.target.value === "" ? undefined : e.target.value === "true") }, [
        h("option", { value: "" }, "不知道"), h("option", { value: "true" }, "是"), h("option", { value: "false" }, "否"),
      ]);
    return () => {
      const fields = props.fact.fields ?? [];
      const none = Array.isArray(props.value) && !props.value.length;
      // The first column takes the fact's own words, the others those of their fields.
      const words = (f, k) => (k === 0 && props.fact.options?.length ? props.fact.options : f.options);
      const listOf = (f, k) => (words(f, k)?.length ? `${props.id}-list-${k}` : undefined);
      return h("fieldset", [
        fields.map((f, k) => offered(listOf(f, k), words(f, k))),
        h("legend", { class: "lb" }, props.fact.label),
        props.question,
        ...rows().map((row, i) =>
          h("div", { class: "rec", key: i }, [
            ...fields.map((f, k) =>
              h("label", [
                h("span", named(f)),
                h("span", { class: "in" }, [
                  f.type === "boolean" ? truth(f, row, i, k) : h("input", {
                    id: first(i, k), "aria-label": `${named(f)}，第 ${i + 1} 行`, class: f.type === "number" ? "num" : undefined, inputmode: f.type === "number" ? "decimal" : undefined, value: row[f.key] ?? "", list: listOf(f, k),
                    onInput: (e) => set(i, f.key, e.target.value),
                  }),
                ]),
              ]),
            ),
            h("button", { type: "button", class: "btn is-icon", "aria-label": `删去第 ${i + 1} 行`, onClick: () => change(rows().filter((_, n) => n !== i)) }, [icon("i-trash")]),
          ]),
        ),
        h("div", { class: "row wrap" }, [
          h("button", { type: "button", class: "btn is-s", onClick: () => change([...rows(), {}]) }, [icon("i-plus", true), "加一行"]),
          rows().length ? null : h("label", { class: "chk" }, [h("input", { type: "checkbox", id: props.id, checked: none, "aria-describedby": props.about, onChange: (e) => props.onChange(e.target.checked ? [] : undefined) }), "没有"]),
        ]),
      ]);
    };
  },
};

/** Industries of GB/T 4754, by code or name, several. */
const names = reactive(new Map());
const asked = new Set();
/** The name of an industry's code, undefined until it is known; asked for once. */
export function industryName(code) {
  if (!names.has(code) && !asked.has(code)) {
    asked.add(code);
    request(`/api/v1/industries?q=${encodeURIComponent(code)}`)
      .then((result) => result.items?.forEach((i) => names.set(i.code, i.name)))
      // The code stands without its name; it is asked for again when it is drawn again.
      .catch(() => asked.delete(code));
  }
  return names.get(code);
}
export const IndustryField = {
  props: ["fact", "id", "value", "note", "question", "about", "onChange"],
  setup(props) {
    const refused = ref("");
    const typed = ref("");
    const found = ref([]);
    const open = ref(false);
    const active = ref(-1);
    let timer = 0;
    let serial = 0;
    const ask = async (query) => {
      const mine = (serial += 1);
      try {
        const result = await request(`/api/v1/industries?q=${encodeURIComponent(query)}`);
        if (mine !== serial) return;
        refused.value = "";
        found.value = (result.items ?? []).slice(0, 40);
        for (const i of found.value) names.set(i.code, i.name);
        open.value = true;
        active.value = -1;
      } catch (error) {
        if (mine !== serial) return;
        found.value = [];
        open.value = false;
        refused.value = error.message;
      }
    };
    const pick = (item) => {
      if (!(props.value ?? []).includes(item.code)) props.onChange([...(props.value ?? []), item.code]);
      typed.value = "";
      open.value = false;
      found.value = [];
    };
    const key = (e) => {
      if (e.isComposing) return;
      if (e.key === "ArrowDown" && !open.value) ask(typed.value.trim());
      else if (e.key === "ArrowDown" && found.value.length) active.value = (active.value + 1) % found.value.length;
      else if (e.key === "ArrowUp" && found.value.length) active.value = (active.value - 1 + found.value.length) % found.value.length;
      else if (e.key === "Enter") {
        if (!open.value) return;
        const item = found.value[Math.max(active.value, 0)];
        if (item) pick(item);
      } else if (e.key === "Escape" && open.value) open.value = false;
      else return;
      e.preventDefault();
      nextTick(() => document.getElementById(`${props.id}-o${active.value}`)?.scrollIntoView({ block: "nearest" }));
    };
    return () => {
      return h("div", [
        h("label", { for: props.id, class: "lb" }, [props.fact.label, noted(props.note)]),
        props.question,
        (props.value ?? []).length
          ? h("ul", { class: "picked" }, props.value.map((code) => h("li", { class: "chip is-blue", key: code }, [h("span", { class: "code" }, code), industryName(code) ?? "", h("button", { type: "button", "aria-label": `去掉 ${code} ${industryName(code) ?? ""}`, onClick: () => { const rest = props.value.filter((c) => c !== code); props.onChange(rest.length ? rest : undefined); } }, [icon("i-close", true)])])))
          : null,
        h("div", { class: "combo" }, [
          h("div", { class: "in" }, [
            h("input", {
              id: props.id, role: "combobox", autocomplete: "off", "aria-expanded": String(open.value), "aria-controls": props.id + "-list", "aria-autocomplete": "list",
              "aria-activedescendant": open.value && active.value >= 0 ? `${props.id}-o${active.value}` : undefined, "aria-describedby": props.about, value: typed.value,
              placeholder: "输代码或名称，如 2614、有机化学",
              onInput: (e) => {
                typed.value = e.target.value;
                clearTimeout(timer);
                timer = setTimeout(() => (typed.value.trim() ? ask(typed.value.trim()) : (open.value = false)), 160);
              },
              onKeydown: key,
              onBlur: () => setTimeout(() => (open.value = false), 150),
            }),
          ]),
          open.value
            ? h("div", { class: "pop", id: props.id + "-list", role: "listbox", "aria-label": "行业" }, found.value.length
                ? found.value.map((item, i) => h("div", { class: "o", id: `${props.id}-o${i}`, key: item.code, role: "option", "aria-selected": String(i === active.value), onMousedown: (e) => { e.preventDefault(); pick(item); } }, [h("span", { class: "code" }, item.code), h("span", item.name)]))
                : [h("div", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "没有这样的行业，换一个词再搜。")])
            : null,
        ]),
        refused.value ? h("div", { class: "err", role: "alert" }, [icon("v-broken", true), `查不到行业：${refused.value}`]) : null,
      ]);
    };
  },
};

// SPDX-License-Identifier: Apache-2.0
import { get, post } from "../parts/api.js";
import { button, head, message, tag } from "../parts/bits.js";
import { h } from "../parts/dom.js";
import { errorText } from "../parts/errors.js";
import { change, takeInHand, takeState } from "../parts/store.js";
import { day, folded, t } from "../parts/text.js";

let list = null;
let search = "";
let filter = "open";
let isOpening = false;
let wrong = "";

export async function enter() {
  isOpening = false;
  wrong = "";
  await renewed();
}

/// The list changed somewhere.
export async function renewed() {
  list = await get("/api/people");
  change({});
}

const isOpen = (item) => item.status === "waiting" || item.status === "draft";

function shownItems() {
  const wanted = folded(search).split(/\s+/).filter(Boolean);
  return (list?.items ?? []).filter((item) => {
    if (!wanted.length && filter === "open" && !isOpen(item)) return false;
    if (!wanted.length && filter === "closed" && isOpen(item)) return false;
    const text = folded(`${item.fullName} ${item.personalNumber ?? ""} ${item.ticket ?? ""} ${day(item.dateOfBirth)}`);
    return wanted.every((word) => text.includes(word));
  });
}

async function open(id) {
  if (isOpening) return;
  isOpening = true;
  try {
    const state = await post("/api/applications", id ? { id } : {});
    takeInHand(state.application);
    takeState(state);
    location.hash = `#/application/${state.application}/${state.step}`;
  } catch (error) {
    isOpening = false;
    wrong = errorText(error);
    change({});
  }
}

/// A card's QR code, typed by a hand scanner: the person is found by the number in it.
export function scanned(text) {
  search = text.split("|")[0];
  const input = document.getElementById("search");
  if (input) input.value = search;
  change({});
  const found = shownItems();
  if (found.length === 1) open(found[0].id);
}

function move(step) {
  const rows = [...document.querySelectorAll("tbody tr")];
  const place = rows.indexOf(document.activeElement);
  rows[Math.min(Math.max(place + step, 0), rows.length - 1)]?.focus();
}

export const keys = () => [
  { key: "Enter", label: "key.open", run: () => { const [first] = shownItems(); if (first) open(first.id); } },
  { key: "ArrowDown", name: "↓", label: "key.down", run: () => move(1) },
  { key: "ArrowUp", name: "↑", label: "key.up", run: () => move(-1), hidden: true },
  { key: "F10", label: "key.new", run: () => open(null) },
];

const kinds = { waiting: "", draft: "accent", done: "good", "not-enrolled": "warn" };

function row(item) {
  const go = () => open(item.id);
  return h("tr", { tabindex: "0", id: `row-${item.id}`, onclick: go, onkeydown: (event) => { if (event.key === "Enter") { event.preventDefault(); go(); } } },
    h("td", { class: "number" }, item.ticket ?? "–"),
    h("td", {}, h("strong", {}, item.fullName)),
    h("td", { class: "number" }, day(item.dateOfBirth)),
    h("td", { class: "number" }, item.personalNumber ?? "–"),
    h("td", {}, item.ageGroup ? t(`age.${item.ageGroup}`) : ""),
    h("td", {}, tag(kinds[item.status] ?? "", t(`people.${item.status}`))));
}

export function render() {
  const items = shownItems();
  const all = list?.items ?? [];
  const count = (test) => all.filter(test).length;
  const filters = [["open", isOpen], ["closed", (item) => !isOpen(item)], ["all", () => true]];
  return h("div", { class: "stack" },
    head(t("title.people"), button(t("people.new"), () => open(null), { keyName: "F10", id: "new" })),
    wrong ? message("bad", wrong) : null,
    h("div", { class: "search" },
      h("div", { class: "field" }, h("label", { for: "search" }, h("span", {}, t("people.search")), h("span", { class: "source" }, "F2")),
        h("input", { id: "search", type: "search", value: search, autocomplete: "off", spellcheck: "false", "data-first": true, placeholder: t("people.hint"),
          oninput: (event) => { if (event.isComposing) return; search = event.target.value; change({}); },
          oncompositionend: (event) => { search = event.target.value; change({}); } })),
      h("div", { class: "counts", role: "group", "aria-label": t("people.filter") }, filters.map(([name, test]) =>
        button(`${t(`people.filter.${name}`)} ${count(test)}`, () => { filter = name; change({}); }, { pressed: filter === name, id: `filter-${name}` })))),
    list && !items.length ? message("info", t("people.none")) : null,
    items.length ? h("div", { class: "scroll", tabindex: "-1" }, h("table", { class: "table" },
      h("caption", { class: "hidden" }, t("title.people")),
      h("thead", {}, h("tr", {}, ["ticket", "name", "birth", "number", "age", "status"].map((name) => h("th", { scope: "col" }, t(`people.column.${name}`))))),
      h("tbody", {}, items.map(row)))) : null);
}

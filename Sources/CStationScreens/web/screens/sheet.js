// SPDX-License-Identifier: Apache-2.0
// What is printed: the information sheet to check and sign, and after sealing the receipt.
import { get } from "../parts/api.js";
import { button, head, message } from "../parts/bits.js";
import { h, s } from "../parts/dom.js";
import { change, store } from "../parts/store.js";
import { day, moment, t } from "../parts/text.js";

let content = null;
let wrong = "";

export async function enter() {
  content = null;
  wrong = "";
  if (!store.state) { location.hash = "#/people"; return; }
  const name = store.state.outcome ? "receipt" : "sheet";
  try { content = await get(`/api/applications/${store.state.application}/documents/${name}`); } catch (error) { wrong = error.message; }
  change({});
}

const backTo = () => history.back();
export const keys = () => [
  { key: "Enter", label: "key.print", run: () => print() },
  { key: "Escape", name: "Esc", label: "key.back", run: backTo },
];

// A row of runs of dark modules becomes one path: a code of squares that prints sharp at any size.
function squares(rows) {
  const side = rows.length;
  const path = rows.flatMap((row, y) => [...row].map((cell, x) => (cell === "1" ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return s("svg", { viewBox: `-2 -2 ${side + 4} ${side + 4}`, width: 150, height: 150, role: "img", "aria-label": t("sheet.code"), "shape-rendering": "crispEdges" }, s("rect", { x: -2, y: -2, width: side + 4, height: side + 4, fill: "#fff" }), s("path", { d: path, fill: "#000" }));
}

const line = ([label, value]) => [h("dt", {}, label), h("dd", {}, value)];

function sheet() {
  const isDay = new Set(["dateOfBirth", "cardIssueDate", "cardExpiryDate"]);
  const rows = content.person.map((item) => [t(`field.${item.field}`), isDay.has(item.field) ? day(item.value) : item.field === "gender" ? t(`gender.${item.value}`) : item.value]);
  return h("article", { class: "card stack" }, h("div", { class: "row apart" }, h("h2", {}, t("sheet.title")), h("span", { class: "mono" }, content.application)),
    h("div", { class: "row apart", vars: { "align-items": "start" } }, h("dl", { class: "facts grow" }, rows.map(line)), content.hasPortrait ? h("img", { src: `/api/applications/${content.application}/pictures/portrait`, alt: t("step.portrait"), width: 150 }) : null),
    h("p", {}, t("sheet.captured", { fingers: content.fingers, eyes: content.eyes, exceptions: content.exceptions })),
    h("p", {}, t("sheet.declare")),
    h("div", { class: "row apart", vars: { "min-height": "9rem", "align-items": "start" } }, h("div", {}, h("strong", {}, t("sheet.signer")), h("p", { class: "soft small" }, t("sheet.signHint"))), h("div", {}, h("strong", {}, t("sheet.officer")), h("p", { class: "soft small" }, content.officer))));
}

function receipt() {
  return h("article", { class: "card stack receipt" }, h("h2", {}, t("sheet.receipt")),
    h("div", { class: "row", vars: { "align-items": "start" } }, squares(content.code), h("dl", { class: "facts grow" }, [[t("done.receipt"), content.application], [t("done.at"), moment(content.at)], [t("sheet.place"), content.place], [t("sheet.officer"), content.officer]].map(line))),
    h("p", {}, t("sheet.receiptText")));
}

export function render() {
  return h("div", { class: "stack" },
    h("div", { class: "noprint" }, head(t("title.sheet"), button(t("key.print"), () => print(), { kind: "main", keyName: "Enter", id: "print" }), button(t("key.back"), backTo, { keyName: "Esc", id: "back" }))),
    wrong ? message("bad", wrong) : null,
    content ? (content.kind === "receipt" ? receipt() : sheet()) : null);
}

// SPDX-License-Identifier: Apache-2.0
import { get } from "../parts/api.js";
import { head, message, scroll, tag } from "../parts/bits.js";
import { h } from "../parts/dom.js";
import { change } from "../parts/store.js";
import { figure, has, moment, t } from "../parts/text.js";

let page = null;
let visits = 0;

async function look(visit) {
  const answer = await get("/api/audit");
  if (visit !== visits) return;
  page = answer;
  change({});
}

export async function enter() {
  const visit = ++visits;
  await look(visit);
  follow(visit).catch(() => {});
}

/// A long chain is gone through a little with each answer: the page asks on until it is whole or broken.
async function follow(visit) { while (visit === visits && page.isWhole == null) await look(visit); }

export function leave() { visits += 1; }

function state() {
  if (page.isWhole == null) return tag("", t("audit.checking", { checked: figure(page.checked), all: figure(page.all) }));
  return page.isWhole ? tag("good", t("audit.whole")) : tag("bad", t("audit.broken"));
}

export const keys = () => [{ key: "Escape", name: "Esc", label: "key.back", run: () => { location.hash = "#/people"; } }];

export function render() {
  const rows = page?.rows ?? [];
  const name = (event) => (has(`audit.${event}`) ? t(`audit.${event}`) : event);
  return h("div", { class: "stack" }, head(t("title.audit"), page ? state() : null),
    page?.isWhole === false ? message("bad", t("audit.brokenWhat", { row: figure(page.brokenAt) })) : null,
    h("p", { class: "soft small" }, t("audit.why")),
    scroll(t("title.audit"), h("table", { class: "table" }, h("caption", { class: "hidden" }, t("title.audit")),
      h("thead", {}, h("tr", {}, ["number", "at", "officer", "event", "about"].map((column) => h("th", { scope: "col" }, t(`audit.column.${column}`))))),
      h("tbody", {}, rows.map((row) => h("tr", {}, h("td", { class: "number" }, row.number), h("td", { class: "number" }, moment(row.at)), h("td", {}, row.officer), h("td", {}, name(row.event)), h("td", { class: "mono small" }, row.about ?? "")))))));
}

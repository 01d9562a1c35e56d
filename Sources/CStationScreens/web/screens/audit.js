// SPDX-License-Identifier: Apache-2.0
import { get } from "../parts/api.js";
import { head, message, scroll, tag } from "../parts/bits.js";
import { h } from "../parts/dom.js";
import { change } from "../parts/store.js";
import { has, moment, t } from "../parts/text.js";

let page = null;

export async function enter() { page = await get("/api/audit"); change({}); }

export const keys = () => [{ key: "Escape", name: "Esc", label: "key.back", run: () => { location.hash = "#/people"; } }];

export function render() {
  const rows = page?.rows ?? [];
  const name = (event) => (has(`audit.${event}`) ? t(`audit.${event}`) : event);
  return h("div", { class: "stack" }, head(t("title.audit"), page ? tag(page.isWhole ? "good" : "bad", page.isWhole ? t("audit.whole") : t("audit.broken")) : null),
    page && !page.isWhole ? message("bad", t("audit.brokenWhat")) : null,
    h("p", { class: "soft small" }, t("audit.why")),
    scroll(t("title.audit"), h("table", { class: "table" }, h("caption", { class: "hidden" }, t("title.audit")),
      h("thead", {}, h("tr", {}, ["number", "at", "officer", "event", "about"].map((column) => h("th", { scope: "col" }, t(`audit.column.${column}`))))),
      h("tbody", {}, rows.map((row) => h("tr", {}, h("td", { class: "number" }, row.number), h("td", { class: "number" }, moment(row.at)), h("td", {}, row.officer), h("td", {}, name(row.event)), h("td", { class: "mono small" }, row.about ?? "")))))));
}

// SPDX-License-Identifier: Apache-2.0
import { get, post } from "../parts/api.js";
import { button, head, message, scroll, tag } from "../parts/bits.js";
import { h } from "../parts/dom.js";
import { errorText } from "../parts/errors.js";
import { change, store } from "../parts/store.js";
import { t } from "../parts/text.js";

let page = null;
let wrong = "";
let isBusy = false;

export async function enter() { wrong = ""; page = await get("/api/devices"); change({}); }

/// Looks at everything; takes some seconds.
async function look() {
  if (isBusy) return;
  isBusy = true;
  change({});
  try { page = await post("/api/devices", { step: { act: "look" } }); wrong = ""; } catch (error) { wrong = errorText(error); }
  isBusy = false;
  change({});
}

/// Only in training: pulls a device out, or plugs it in again, to see what the screens say.
async function plug(item) {
  try { page = await post("/api/devices", { step: { act: item.isPresent ? "unplug" : "plug", kind: item.kind } }); wrong = ""; } catch (error) { wrong = errorText(error); }
  change({});
}

export const keys = () => [
  { key: "Enter", label: "key.look", run: look },
  { key: "Escape", name: "Esc", label: "key.back", run: () => { location.hash = "#/people"; } },
];

const kinds = { ok: "good", warn: "warn", fail: "bad" };

export function render() {
  return h("div", { class: "stack" }, head(t("title.devices"), button(isBusy ? t("devices.looking") : t("key.look"), look, { kind: "main", keyName: "Enter", id: "look", disabled: isBusy })),
    wrong ? message("bad", wrong) : null,
    h("div", { class: "figures" }, (page?.items ?? []).map((item) => h("div", { class: "figure stack tight" },
      h("strong", {}, t(`devices.${item.kind}`)), h("span", {}, item.name), tag(item.isPresent ? "good" : "bad", item.isPresent ? t("devices.present") : t("devices.absent")), item.detail ? h("span", { class: "soft small" }, item.detail) : null,
      store.face?.isTraining ? button(t(item.isPresent ? "devices.unplug" : "devices.plug"), () => plug(item), { id: `plug-${item.kind}` }) : null))),
    page?.findings?.length ? scroll(t("devices.findings"), h("table", { class: "table" }, h("caption", { class: "hidden" }, t("devices.findings")),
      h("thead", {}, h("tr", {}, ["state", "subject", "detail"].map((name) => h("th", { scope: "col" }, t(`devices.column.${name}`))))),
      h("tbody", {}, page.findings.map((item) => h("tr", {}, h("td", {}, tag(kinds[item.state], t(`devices.${item.state}`))), h("td", { class: "mono" }, item.subject), h("td", { lang: "en" }, item.detail)))))) : h("p", { class: "soft" }, t("devices.notYet")));
}

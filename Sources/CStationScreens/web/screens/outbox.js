// SPDX-License-Identifier: Apache-2.0
import { get, post } from "../parts/api.js";
import { button, findingList, head, message, scroll, tag } from "../parts/bits.js";
import { askReason } from "../parts/dialogs.js";
import { h } from "../parts/dom.js";
import { errorText } from "../parts/errors.js";
import { change } from "../parts/store.js";
import { moment, said, size, t } from "../parts/text.js";

let page = null;
let notice = null;
// Bytes that the centre has of the record that is on its way.
let progress = null;

export async function enter() {
  notice = null;
  await renewed();
}

/// The list changed somewhere.
export async function renewed() {
  page = await get("/api/outbox");
  change({});
}

/// A record moves towards the centre, or has come to a stop.
export function moved(news) {
  progress = news.state ? null : news;
  const known = page?.items.find((item) => item.record === news.record);
  if (news.state || known?.state !== "sending") renewed();
  else change({});
}

/// Does something with the stick that is plugged in; of several, with the one that is chosen.
async function withStick(name) {
  const sticks = page?.sticks ?? [];
  if (sticks.length < 2) return act({ act: name });
  const codes = sticks.map((stick) => ({ code: stick, vietnamese: stick, english: stick }));
  await askReason(t("outbox.whichStick"), codes, { yes: t(`key.${name}`), hasNote: false, run: async (stick) => { await act({ act: name, stick }); return true; } });
}

async function act(step) {
  try {
    page = await post("/api/outbox", { step });
    notice = page.told ? [page.told.blocks ? "warn" : "good", said(page.told)] : null;
  } catch (error) { notice = ["bad", errorText(error)]; }
  change({});
}

const kinds = { queued: "", sending: "accent", waiting: "warn", refused: "bad", delivered: "good", exported: "accent" };

export const keys = () => [
  { key: "Enter", label: "key.retry-all", run: () => act({ act: "retry" }) },
  { key: "e", name: "E", label: "key.export", run: () => withStick("export") },
  { key: "i", name: "I", label: "key.import", run: () => withStick("import") },
  { key: "Escape", name: "Esc", label: "key.back", run: () => { location.hash = "#/people"; } },
];

// Only these wait for somebody; what is on its way or on a stick goes by itself.
const canRetry = new Set(["waiting", "refused"]);

function sent({ sent: done, size: all }) {
  const text = t("outbox.sent", { percent: Math.round((100 * done) / Math.max(all, 1)) });
  return h("div", { class: "sent small number" }, h("progress", { value: done, max: all, "aria-label": text }), text);
}

export function render() {
  const items = page?.items ?? [];
  const waiting = items.filter((item) => item.state !== "delivered").length;
  return h("div", { class: "stack" },
    head(t("title.outbox"), tag(waiting ? "warn" : "good", t("outbox.count", { n: waiting })),
      button(t("key.retry-all"), () => act({ act: "retry" }), { keyName: "Enter", id: "retry-all" }), button(t("key.export"), () => withStick("export"), { keyName: "E", id: "export" }), button(t("key.import"), () => withStick("import"), { keyName: "I", id: "import" })),
    notice ? message(...notice) : null,
    findingList(page?.limits ?? []),
    page && !items.length ? message("good", t("outbox.empty")) : null,
    items.length ? scroll(t("title.outbox"), h("table", { class: "table" }, h("caption", { class: "hidden" }, t("title.outbox")),
      h("thead", {}, h("tr", {}, ["application", "sealed", "size", "state", "reason", "next", "action"].map((name) => h("th", { scope: "col" }, t(`outbox.column.${name}`))))),
      h("tbody", {}, items.map((item) => h("tr", {},
        h("td", { class: "mono small" }, item.application), h("td", { class: "number" }, moment(item.sealedAt)), h("td", { class: "number" }, size(item.size)),
        h("td", {}, tag(kinds[item.state] ?? "", t(`outbox.${item.state}`)), item.record === progress?.record ? sent(progress) : null), h("td", {}, item.reason ? said(item.reason) : "–"), h("td", { class: "number" }, item.nextTry ? moment(item.nextTry) : "–"),
        h("td", {}, !canRetry.has(item.state) ? "" : button(t("outbox.retry"), () => act({ act: "retry", record: item.record }), { id: `retry-${item.record}`, label: t("outbox.retryOne", { id: item.application }) }))))))) : null);
}

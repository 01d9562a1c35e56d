// SPDX-License-Identifier: Apache-2.0
import { get, post } from "../parts/api.js";
import { button, findingList, head, message, tag } from "../parts/bits.js";
import { h } from "../parts/dom.js";
import { errorText } from "../parts/errors.js";
import { change } from "../parts/store.js";
import { moment, said, size, t } from "../parts/text.js";

let page = null;
let notice = null;

export async function enter() {
  notice = null;
  page = await get("/api/outbox");
  change({});
}

async function act(step) {
  try {
    page = await post("/api/outbox", { step });
    notice = step.act === "retry" ? null : page.told ? ["good", said(page.told)] : null;
  } catch (error) { notice = ["bad", errorText(error)]; }
  change({});
}

const kinds = { queued: "", sending: "accent", waiting: "warn", refused: "bad", delivered: "good", exported: "accent" };

export const keys = () => [
  { key: "Enter", label: "key.retry-all", run: () => act({ act: "retry" }) },
  { key: "e", name: "E", label: "key.export", run: () => act({ act: "export" }) },
  { key: "i", name: "I", label: "key.import", run: () => act({ act: "import" }) },
  { key: "Escape", name: "Esc", label: "key.back", run: () => { location.hash = "#/people"; } },
];

export function render() {
  const items = page?.items ?? [];
  const waiting = items.filter((item) => item.state !== "delivered").length;
  return h("div", { class: "stack" },
    head(t("title.outbox"), tag(waiting ? "warn" : "good", t("outbox.count", { n: waiting })),
      button(t("key.retry-all"), () => act({ act: "retry" }), { keyName: "Enter", id: "retry-all" }), button(t("key.export"), () => act({ act: "export" }), { keyName: "E", id: "export" }), button(t("key.import"), () => act({ act: "import" }), { keyName: "I", id: "import" })),
    notice ? message(...notice) : null,
    findingList(page?.limits ?? []),
    page && !items.length ? message("good", t("outbox.empty")) : null,
    items.length ? h("div", { class: "scroll" }, h("table", { class: "table" }, h("caption", { class: "hidden" }, t("title.outbox")),
      h("thead", {}, h("tr", {}, ["application", "sealed", "size", "state", "reason", "next", "action"].map((name) => h("th", { scope: "col" }, t(`outbox.column.${name}`))))),
      h("tbody", {}, items.map((item) => h("tr", {},
        h("td", { class: "mono small" }, item.application), h("td", { class: "number" }, moment(item.sealedAt)), h("td", { class: "number" }, size(item.size)),
        h("td", {}, tag(kinds[item.state] ?? "", t(`outbox.${item.state}`))), h("td", {}, item.reason ? said(item.reason) : "–"), h("td", { class: "number" }, item.nextTry ? moment(item.nextTry) : "–"),
        h("td", {}, item.state === "delivered" ? "" : button(t("outbox.retry"), () => act({ act: "retry", record: item.record }), { id: `retry-${item.record}`, label: t("outbox.retryOne", { id: item.application }) }))))))) : null);
}
